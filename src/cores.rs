//! Work split over the processor's cores.
//!
//! Parts are told by their place in the data and never by who did them, so what comes back is the
//! same for any number of cores.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, Scope, ScopedJoinHandle};

/// More threads than this gain nothing for work of a few milliseconds.
const MOST: usize = 16;

/// Whether the target has no threads, so that the work is done one part after another.
const SERIAL: bool = cfg!(target_family = "wasm");

/// How many parts work is split into here.
pub(crate) fn count() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().map_or(1, |count| count.get().min(MOST)))
}

/// The ranges of about equal length, each but the last a multiple of `grain`, into which `len` falls
/// for `parts` of them.
pub(crate) fn ranges(len: usize, grain: usize, parts: usize) -> Vec<Range<usize>> {
    let grains = len.div_ceil(grain.max(1));
    let each = grains.div_ceil(parts.max(1)).max(1) * grain.max(1);
    (0..len)
        .step_by(each)
        .map(|begin| begin..(begin + each).min(len))
        .collect()
}

/// What a lock guards, after a panic too: nothing that is guarded here is ever left half changed.
pub(crate) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Threads that do `share` beside this one: `count` of them, or as many as the system grants.
fn started<'s, R: Send + 's>(
    scope: &'s Scope<'s, '_>,
    count: usize,
    share: impl Fn() -> R + Copy + Send + 's,
) -> Vec<ScopedJoinHandle<'s, R>> {
    let start = |number: usize| {
        let name = format!("steppe-core-{number}");
        thread::Builder::new().name(name).spawn_scoped(scope, share)
    };
    (0..count).filter_map(|number| start(number).ok()).collect()
}

/// What came of each helper. A panic in one is a bug, and must not pass for an answer.
fn joined<R>(helpers: Vec<ScopedJoinHandle<'_, R>>) -> impl Iterator<Item = R> {
    let helped = helpers.into_iter().map(ScopedJoinHandle::join);
    helped.map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

/// Does `work` for each of `things` on as many threads as there are things, or as the system
/// grants; gives the results in the order of the things.
pub(crate) fn each<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let helpers = if SERIAL {
        0
    } else {
        things.len().saturating_sub(1)
    };
    let queue = Mutex::new(things.into_iter().enumerate());
    let share = || {
        let mut done = Vec::new();
        loop {
            let Some((at, thing)) = locked(&queue).next() else {
                return done;
            };
            done.push((at, work(thing)));
        }
    };
    let mut done = thread::scope(|scope| {
        let helpers = started(scope, helpers, share);
        let mut done = share();
        done.extend(joined(helpers).flatten());
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does both at once.
pub(crate) fn both<A, B: Send>(
    here: impl FnOnce() -> A,
    beside: impl FnOnce() -> B + Send,
) -> (A, B) {
    if SERIAL {
        return (here(), beside());
    }
    thread::scope(|scope| {
        let other = scope.spawn(beside);
        let mine = here();
        let other = other
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (mine, other)
    })
}

/// Things that wait at most for each core beside the one that makes them.
const MOST_WAITING: usize = 2;

/// Does `begin` here, and `work` with each thing that it makes: on the other cores, and here where they fall
/// behind. Gives what came of `begin` and of each thing, in the order in which they were made.
///
/// `tools` gives what each thread works with.
pub(crate) fn spread<W, T: Send, R: Send, A>(
    tools: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, T) -> R + Sync,
    begin: impl FnOnce(&mut dyn FnMut(T)) -> A,
) -> (A, Vec<R>) {
    let helpers = if SERIAL { 0 } else { (count() - 1).max(1) };
    let (to, from) = sync_channel::<(usize, T)>(helpers * MOST_WAITING);
    let from = Mutex::new(from);
    // Whoever waits for the next thing lets the others wait for the lock.
    let next = || locked(&from).recv().ok();
    let share = || {
        let mut with = tools();
        let done = std::iter::from_fn(|| next().map(|(at, thing)| (at, work(&mut with, thing))));
        done.collect::<Vec<_>>()
    };
    let (made, mut done) = thread::scope(|scope| {
        let helpers = started(scope, helpers, share);
        let mut with = tools();
        let mut done = Vec::new();
        let mut at = 0;
        let made = begin(&mut |thing| {
            if let Err(TrySendError::Full((at, thing)) | TrySendError::Disconnected((at, thing))) =
                to.try_send((at, thing))
            {
                done.push((at, work(&mut with, thing)));
            }
            at += 1;
        });
        drop(to);
        done.extend(share());
        done.extend(joined(helpers).flatten());
        (made, done)
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    (made, done.into_iter().map(|(_, result)| result).collect())
}

/// Does `work` for each of `parts` parts on all cores, and gives what comes of each to `take`, one after
/// another in the order of the parts, while later ones are worked on.
///
/// `make` makes what each thread works with. Where no thread could be started the work is done here. A
/// part may be asked for and not be taken, where `take` ends early with an error.
///
/// # Errors
/// What `take` says, at the first error.
pub(crate) fn in_order<W, R: Send, E>(
    parts: u64,
    make: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, u64) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let helpers = if SERIAL {
        0
    } else {
        (count() as u64).min(parts)
    };
    let next = AtomicU64::new(0);
    let share = |to: &SyncSender<(u64, R)>| {
        let mut with = make();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts || to.send((part, work(&mut with, part))).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let (to, from) = sync_channel(2 * helpers as usize);
        for number in 0..helpers {
            let to = to.clone();
            let name = format!("steppe-core-{number}");
            let started = thread::Builder::new()
                .name(name)
                .spawn_scoped(scope, || share(&{ to }));
            if started.is_err() {
                // Those that run do the work of this one.
                break;
            }
        }
        drop(to);
        let mut with = None;
        let mut early = BTreeMap::new();
        for part in 0..parts {
            let done = arrived(part, &from, &mut early)
                .unwrap_or_else(|| work(with.get_or_insert_with(&make), part));
            take(done)?;
        }
        Ok(())
    })
}

/// What came of this part once it is done; `None` where nobody does it.
fn arrived<T>(part: u64, from: &Receiver<(u64, T)>, early: &mut BTreeMap<u64, T>) -> Option<T> {
    loop {
        if let Some(done) = early.remove(&part) {
            return Some(done);
        }
        let (other, done) = from.recv().ok()?;
        early.insert(other, done);
    }
}

/// What comes of each of `things`, in order; whoever is free takes the next `grain` of them.
pub(crate) fn map<T: Sync, R: Send>(
    things: &[T],
    grain: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let grain = grain.max(1);
    let parts = things.len().div_ceil(grain);
    let next = AtomicUsize::new(0);
    let done = each((0..count().min(parts)).collect(), |_| {
        let mut mine = Vec::new();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return mine;
            }
            let range = part * grain..things.len().min((part + 1) * grain);
            mine.push((part, things[range].iter().map(&work).collect::<Vec<R>>()));
        }
    });
    let mut done: Vec<(usize, Vec<R>)> = done.into_iter().flatten().collect();
    done.sort_unstable_by_key(|&(part, _)| part);
    done.into_iter().flat_map(|(_, made)| made).collect()
}

/// Fills `out` in parts whose first position is a multiple of `grain`: `work` is told that and has
/// the part to fill.
pub(crate) fn fill<T: Send>(out: &mut [T], grain: usize, work: impl Fn(usize, &mut [T]) + Sync) {
    let each_len = ranges(out.len(), grain, count())
        .first()
        .map_or(1, |range| range.len().max(1));
    let parts = out.chunks_mut(each_len).enumerate();
    let parts: Vec<_> = parts.map(|(at, part)| (at * each_len, part)).collect();
    each(parts, |(begin, part)| work(begin, part));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_everything_once_and_in_order() {
        for (len, grain, parts) in [(0, 4, 3), (1, 256, 8), (1000, 256, 2), (1025, 1, 7)] {
            let ranges = ranges(len, grain, parts);
            assert!(ranges.len() <= parts);
            let all: Vec<usize> = ranges.iter().cloned().flatten().collect();
            assert_eq!(all, (0..len).collect::<Vec<_>>());
            assert!(ranges.iter().all(|range| range.start % grain == 0));
        }
    }

    #[test]
    fn what_comes_back_stands_in_the_order_of_the_things() {
        let squares = each((0..9).collect(), |number: i32| number * number);
        assert_eq!(squares, [0, 1, 4, 9, 16, 25, 36, 49, 64]);
        let numbers: Vec<u32> = (0..100).collect();
        assert_eq!(
            map(&numbers, 7, |number| number + 1),
            (1..=100).collect::<Vec<_>>()
        );
        let mut taken = Vec::new();
        let ended = in_order(
            50,
            || (),
            |(), part| part,
            |part| {
                taken.push(part);
                if part < 30 { Ok(()) } else { Err("enough") }
            },
        );
        assert_eq!(ended, Err("enough"));
        assert_eq!(taken, (0..=30).collect::<Vec<_>>());
        let spread = spread(
            || 1,
            |one, number: u32| number * number * *one,
            |give| (0..100).inspect(|&number| give(number)).count(),
        );
        let squares = (0..100).map(|number| number * number).collect();
        assert_eq!(spread, (100, squares));
        let mut out = vec![0; 777];
        fill(&mut out, 64, |begin, part| {
            for (at, slot) in part.iter_mut().enumerate() {
                *slot = begin + at;
            }
        });
        assert!(out.iter().copied().eq(0..777));
    }
}
