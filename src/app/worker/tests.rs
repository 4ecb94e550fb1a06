//! Jobs that panic, and readings that hang.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;

use super::*;
use crate::session::{Event, SaveId, Sources};

/// Longest time that an answer may take; a busy machine needs some of it.
const PATIENCE: Duration = Duration::from_secs(20);

fn reading(path: &str) -> (Job, Arc<Progress>) {
    let progress = Arc::new(Progress::default());
    let job = Job::Read {
        paths: vec![path.into()],
        progress: Arc::clone(&progress),
    };
    (job, progress)
}

fn handed(worker: &Worker, job: Job) {
    assert!(worker.hand(job).is_ok(), "there is room for it");
}

/// The next event, of a reading or not.
fn event(worker: &Worker) -> Event {
    let mut answer = worker.next_within(PATIENCE).expect("an answer comes");
    while let Answer::OfReading(_, inner) = answer {
        answer = *inner;
    }
    match answer {
        Answer::Event(event) => *event,
        _ => panic!("an event comes"),
    }
}

fn save(number: u32) -> Job {
    Job::Save {
        save: SaveId(number),
        pixels: PixelSource::Window(Arc::default()),
        path: "map.png".into(),
        replace: false,
        abandoned: Arc::new(AtomicBool::new(false)),
    }
}

#[test]
fn a_job_that_panics_is_told_to_who_waits_for_it_and_the_next_is_done() {
    let run = |job, to: &Answerer| match job {
        Job::Save { save, path, .. } if save.0 == 2 => to.send(Event::Saved(save, path.into())),
        Job::Save { .. } => panic!("index out of bounds"),
        Job::Begin(path) => panic!("{} was not thought of", path.display()),
        _ => to.send(Event::SourceSaved),
    };
    let worker = Worker::running(Arc::new(run)).unwrap();
    handed(&worker, save(1));
    let Event::SaveFailed {
        save: id,
        path,
        error,
    } = event(&worker)
    else {
        panic!("the picture failed");
    };
    assert_eq!((id, path.path()), (SaveId(1), Path::new("map.png")));
    assert!(
        error.contains("fault of its own (index out of bounds)"),
        "{error}"
    );

    handed(&worker, Job::Begin("folder".into()));
    let Event::NewFailed { error, .. } = event(&worker) else {
        panic!("the dossier failed");
    };
    assert!(error.contains("folder was not thought of"), "{error}");

    handed(&worker, save(2));
    assert_eq!(event(&worker), Event::Saved(SaveId(2), "map.png".into()));
}

#[test]
fn a_reading_that_panics_asks_for_another_file() {
    let run = |_, _: &Answerer| panic!("slice index starts at 7 but ends at 3");
    let worker = Worker::running(Arc::new(run)).unwrap();
    handed(&worker, reading("towns.csv").0);
    let Event::OpenFailed { path, error } = event(&worker) else {
        panic!("the reading failed");
    };
    assert_eq!(path, "towns.csv".into());
    assert!(error.contains("starts at 7"), "{error}");
}

/// A reading of `slow` lasts until the test ends.
fn hanging() -> (Worker, std::sync::mpsc::Sender<()>) {
    let (end, ended) = channel();
    let ended = Mutex::new(ended);
    let run = move |job, to: &Answerer| match job {
        Job::Read { paths, .. } if paths[0] == Path::new("slow") => {
            let _ = ended.lock().unwrap().recv();
            to.send(Event::SourceSaved);
        }
        Job::Read { paths, .. } => to.send(Event::Began(paths[0].as_path().into())),
        Job::Save { save, path, .. } => to.send(Event::Saved(save, path.into())),
        _ => {}
    };
    (Worker::running(Arc::new(run)).unwrap(), end)
}

#[test]
fn a_reading_that_hangs_holds_up_neither_another_nor_a_picture() {
    let (worker, end) = hanging();
    let (slow, progress) = reading("slow");
    handed(&worker, slow);
    progress.cancel();
    handed(&worker, reading("quick").0);
    assert_eq!(event(&worker), Event::Began("quick".into()));
    handed(&worker, save(1));
    assert_eq!(event(&worker), Event::Saved(SaveId(1), "map.png".into()));

    // What it says when it ends after all is marked as a cancelled reading's.
    end.send(()).unwrap();
    match worker.next_within(PATIENCE) {
        Some(Answer::OfReading(of, _)) => assert!(of.is_cancelled()),
        _ => panic!("an answer of the reading"),
    }
}

#[test]
fn readings_that_hang_are_few() {
    let (worker, _end) = hanging();
    for _ in 0..MOST_READINGS {
        handed(&worker, reading("slow").0);
    }
    assert!(worker.hand(reading("quick").0).is_err());
}

#[test]
fn a_reading_without_room_is_told_as_one_that_failed() {
    let (worker, _end) = hanging();
    for _ in 0..MOST_READINGS {
        handed(&worker, reading("slow").0);
    }
    let (quick, progress) = reading("quick");
    worker.hand_or_tell(quick);
    let Some(Answer::OfReading(of, answer)) = worker.next_within(PATIENCE) else {
        panic!("an answer of the reading");
    };
    assert!(Arc::ptr_eq(&of, &progress));
    let failed = Event::OpenFailed {
        path: "quick".into(),
        error: NO_ROOM.to_owned(),
    };
    assert!(matches!(*answer, Answer::Event(event) if *event == failed));

    worker.hand_or_tell(Job::ReadAgain {
        sources: Sources::default(),
        serial: 7,
        progress,
    });
    let error = NO_ROOM.to_owned();
    assert_eq!(event(&worker), Event::ReadAgainFailed { serial: 7, error });
}

#[test]
fn a_picture_without_room_is_told_as_one_that_failed() {
    let (end, ended) = channel::<()>();
    let (start, begun) = channel::<()>();
    let both = Mutex::new((start, ended));
    let run = move |_, _: &Answerer| {
        let both = both.lock().unwrap();
        both.0.send(()).unwrap();
        let _ = both.1.recv();
    };
    let worker = Worker::running(Arc::new(run)).unwrap();
    assert!(worker.hand(save(0)).is_ok());
    begun
        .recv_timeout(PATIENCE)
        .expect("the first is being done");
    // The lane holds these at most, beside it.
    let refused = (1..10_000).find(|number| worker.hand(save(*number)).is_err());
    assert_eq!(refused, Some(MOST_JOBS as u32 + 1));
    worker.hand_or_tell(save(99));
    let failed = Event::SaveFailed {
        save: SaveId(99),
        path: "map.png".into(),
        error: NO_ROOM.to_owned(),
    };
    assert_eq!(event(&worker), failed);
    drop(end);
}
