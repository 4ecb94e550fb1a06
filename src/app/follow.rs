//! Watches the files that are open, so that a save in another program shows at once.
//!
//! The system tells of changes where it can; else the files are looked at now and then. Either way
//! what counts is whether their times and lengths are others than before.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// After the last change, so long nothing must change before the files are read: programs write in
/// several steps.
const QUIET: Duration = Duration::from_millis(40);

/// Longest time that a change waits for the end of others.
const LONGEST_WAIT: Duration = Duration::from_millis(160);

/// Time between two looks where the system tells of no changes.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// Messages that may wait. One more change than that tells nothing new.
const MOST_MESSAGES: usize = 64;

/// Files of a folder that are looked at.
const MOST_FILES: usize = 10_000;

/// What the watching thread shall do next.
enum Order {
    /// Watch these paths and no others.
    Watch(Vec<PathBuf>),
    /// Nobody wants to know any more.
    End,
}

/// The last order that the thread has not taken yet.
type Orders = Arc<Mutex<Option<Order>>>;

/// Something changed where the files are, or there is an order.
struct Touched;

/// Watches files on a thread of its own. Whoever gives orders never waits for it: looking at files on
/// a network folder may hang.
pub(super) struct Follower {
    orders: Orders,
    wake: SyncSender<Touched>,
    watched: Vec<PathBuf>,
}

impl Follower {
    /// Watches nothing yet; `saved` is called each time when a file was saved.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn start(saved: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (wake, inbox) = sync_channel(MOST_MESSAGES);
        let orders = Orders::default();
        let (touched, taken) = (wake.clone(), Arc::clone(&orders));
        thread::Builder::new()
            .name("steppe-follow".to_owned())
            .spawn(move || follow(&inbox, &taken, &touched, &saved))?;
        Ok(Self {
            orders,
            wake,
            watched: Vec::new(),
        })
    }

    /// Watches `paths` from now on, and no others.
    pub(super) fn watch<'p>(&mut self, paths: impl Iterator<Item = &'p Path> + Clone) {
        if paths.clone().eq(self.watched.iter().map(PathBuf::as_path)) {
            return;
        }
        self.watched = paths.map(Path::to_owned).collect();
        self.tell(Order::Watch(self.watched.clone()));
    }

    fn tell(&self, order: Order) {
        *held(&self.orders) = Some(order);
        // Where the inbox is full, the thread has yet to look at it, and then finds the order.
        let _ = self.wake.try_send(Touched);
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.tell(Order::End);
    }
}

fn held(orders: &Orders) -> MutexGuard<'_, Option<Order>> {
    orders.lock().unwrap_or_else(PoisonError::into_inner)
}

fn follow(
    inbox: &Receiver<Touched>,
    orders: &Orders,
    touched: &SyncSender<Touched>,
    saved: &dyn Fn(),
) {
    let mut watching = Watching::default();
    while watching.is_touched(inbox) {
        let order = held(orders).take();
        match order {
            Some(Order::Watch(paths)) => watching = Watching::of(paths, touched.clone()),
            Some(Order::End) => return,
            None => {
                if watching.has_changed() {
                    saved();
                }
            }
        }
    }
}

/// The files that are watched.
#[derive(Default)]
struct Watching {
    paths: Vec<PathBuf>,
    /// `None` where the system does not tell of changes.
    watcher: Option<RecommendedWatcher>,
    seen: Stamps,
}

/// When each file was written last, and how long it is.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

impl Watching {
    fn of(paths: Vec<PathBuf>, touched: SyncSender<Touched>) -> Self {
        let watcher = watcher(&paths, touched);
        let watcher = watcher
            .inspect_err(|error| log::info!("files are looked at each second: {error}"))
            .ok();
        Self {
            seen: stamps(&paths),
            watcher,
            paths,
        }
    }

    /// Waits until something may have changed and nothing more does; false where nothing can come any
    /// more. Where the system tells of no changes, one may have happened now and then.
    fn is_touched(&self, inbox: &Receiver<Touched>) -> bool {
        let looks = self.watcher.is_none() && !self.paths.is_empty();
        if looks {
            match inbox.recv_timeout(BETWEEN_LOOKS) {
                Ok(Touched) => {}
                Err(error) => return error == RecvTimeoutError::Timeout,
            }
        } else if inbox.recv().is_err() {
            return false;
        }
        let until = Instant::now() + LONGEST_WAIT;
        while Instant::now() < until {
            match inbox.recv_timeout(QUIET) {
                Ok(Touched) => {}
                Err(error) => return error == RecvTimeoutError::Timeout,
            }
        }
        true
    }

    /// Whether any file is another than when this was asked last.
    fn has_changed(&mut self) -> bool {
        let now = stamps(&self.paths);
        let changed = now != self.seen;
        self.seen = now;
        changed
    }
}

/// Has the system tell of changes where `paths` are.
fn watcher(paths: &[PathBuf], touched: SyncSender<Touched>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let only_read = |kind: EventKind| {
            matches!(
                kind,
                EventKind::Access(
                    AccessKind::Open(_) | AccessKind::Read | AccessKind::Close(AccessMode::Read)
                )
            )
        };
        if event.is_ok_and(|event| !only_read(event.kind)) {
            // Where it is full, a change is told already.
            let _ = touched.try_send(Touched);
        }
    })?;
    for path in paths {
        if path.is_dir() {
            watcher.watch(path, RecursiveMode::Recursive)?;
        } else {
            // Programs save beside a file and then put the new one in its place.
            watcher.watch(folder_of(path), RecursiveMode::NonRecursive)?;
        }
    }
    Ok(watcher)
}

fn folder_of(path: &Path) -> &Path {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// The stamps of every file that belongs to `paths`.
fn stamps(paths: &[PathBuf]) -> Stamps {
    let mut stamps = Stamps::new();
    for path in paths {
        if path.is_dir() {
            add_folder(path, &mut stamps);
        } else {
            add_with_companions(path, &mut stamps);
        }
    }
    stamps
}

fn add_folder(folder: &Path, stamps: &mut Stamps) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        if stamps.len() >= MOST_FILES {
            return;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => add_folder(&entry.path(), stamps),
            Ok(kind) if kind.is_file() => add(&entry.path(), stamps),
            _ => {}
        }
    }
}

/// A file, and those of the same stem beside it, such as the table of a shapefile.
fn add_with_companions(path: &Path, stamps: &mut Stamps) {
    add(path, stamps);
    let entries = std::fs::read_dir(folder_of(path)).into_iter().flatten();
    let beside = entries.filter_map(Result::ok).map(|entry| entry.path());
    for other in beside.filter(|other| other.file_stem() == path.file_stem() && other.is_file()) {
        add(&other, stamps);
    }
}

fn add(path: &Path, stamps: &mut Stamps) {
    if let Ok(metadata) = std::fs::metadata(path) {
        stamps.insert(path.to_owned(), (metadata.modified().ok(), metadata.len()));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// Longest time that a save may take to be told; a busy machine needs some of it.
    const PATIENCE: Duration = Duration::from_secs(5);

    #[test]
    fn orders_never_wait_for_a_look_that_hangs() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("towns.csv");
        std::fs::write(&path, "").unwrap();
        let (end, hangs) = channel::<()>();
        let saved = move || {
            let _ = hangs.recv();
        };
        let mut follower = Follower::start(saved).unwrap();
        follower.watch(std::iter::once(path.as_path()));
        let begun = Instant::now();
        for turn in 1..=2 * MOST_MESSAGES {
            std::fs::write(&path, "x".repeat(turn)).unwrap();
            std::thread::sleep(Duration::from_millis(2));
            follower.watch(std::iter::once(
                home.path().join(turn.to_string()).as_path(),
            ));
            follower.watch(std::iter::once(path.as_path()));
        }
        drop(follower);
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        drop(end);
    }

    #[test]
    fn each_way_of_saving_a_file_is_told_and_reading_it_is_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("towns.csv");
        std::fs::write(&path, "name,lat,lon\n").unwrap();
        let (sender, saved) = channel();
        let mut follower = Follower::start(move || sender.send(()).unwrap()).unwrap();
        follower.watch(std::iter::once(path.as_path()));
        // The thread may not watch yet: only from the first told save on is it sure to.
        let told_of = |save: &dyn Fn(usize)| {
            let begun = Instant::now();
            (1..).find_map(|turn| {
                save(turn);
                let told = saved.recv_timeout(Duration::from_millis(500)).is_ok();
                (told || begun.elapsed() > PATIENCE).then_some(told)
            })
        };
        let in_place = |turn: usize| std::fs::write(&path, "x".repeat(turn)).unwrap();
        let renamed = |turn: usize| {
            let beside = home.path().join(".towns.csv.swp");
            std::fs::write(&beside, "y".repeat(100 + turn)).unwrap();
            std::fs::rename(&beside, &path).unwrap();
        };
        let companion = |turn: usize| {
            std::fs::write(home.path().join("towns.prj"), "z".repeat(turn)).unwrap();
        };
        assert_eq!(told_of(&in_place), Some(true));
        assert_eq!(told_of(&renamed), Some(true));
        assert_eq!(told_of(&companion), Some(true));
        std::fs::read(&path).unwrap();
        std::fs::write(home.path().join("other.csv"), "not ours").unwrap();
        assert!(saved.recv_timeout(Duration::from_millis(300)).is_err());
    }
}
