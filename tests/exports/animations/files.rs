//! Moving pictures on their way to a file: none is left half, and nothing is written over.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use steppe::app::{Destination, SaveError, WriteError, save_animation, save_map};
use steppe::render::RenderProgress;
use steppe::session::{Animation, AnimationSpec, MovingFormat};

use super::{animation, autumn, days, save, session, spec};
use crate::PREPARED;

/// Saves with somebody who calls it off at the `at`-th word of it; what is left in the folder.
fn called_off(format: Option<MovingFormat>, at: u32) -> (bool, Vec<String>, Vec<f32>) {
    let folder = tempfile::tempdir().expect("it is there");
    let words = AtomicU32::new(0);
    let told = Mutex::new(Vec::new());
    let tell = |done: f32| {
        told.lock().expect("it is there").push(done);
        words.fetch_add(1, Ordering::Relaxed) < at
    };
    let path = folder.path().join("days");
    let to = Destination {
        path: &path,
        replace: false,
        watch: RenderProgress::new(&tell),
    };
    let view = session().view;
    let prepared = Arc::clone(&PREPARED);
    let result = match format {
        None => save_map(prepared, &view, spec(), to),
        Some(format) => save_animation(prepared, &view, spec(), &animation(&autumn(format)), to),
    };
    let abandoned = result.is_err_and(|error| error.is_abandoned());
    let entries = std::fs::read_dir(folder.path()).expect("it is there");
    let left = entries.map(|entry| {
        entry
            .expect("it is there")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    (
        abandoned,
        left.collect(),
        told.into_inner().expect("it is there"),
    )
}

#[test]
fn what_nobody_wants_any_more_leaves_nothing() {
    for format in MovingFormat::ALL.map(Some).into_iter().chain([None]) {
        for at in [0, 2] {
            let (abandoned, left, told) = called_off(format, at);
            assert!(abandoned, "{format:?}");
            assert_eq!(left, [""; 0], "{format:?}");
            assert_eq!(told.len(), at as usize + 1);
        }
        let (abandoned, left, told) = called_off(format, u32::MAX);
        assert!(!abandoned && left == ["days"], "{format:?}: {left:?}");
        assert!(told.is_sorted() && told.len() > 3, "{format:?}: {told:?}");
    }
    // In the midst of an animation, too.
    let (abandoned, left, told) = called_off(Some(MovingFormat::Folder), 15);
    assert!(
        abandoned && left.is_empty() && told.last() > Some(&0.3),
        "{told:?}"
    );
}

#[test]
fn nothing_that_is_there_is_written_over_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let two = AnimationSpec {
        range: Some(days((2021, 10, 1), (2021, 10, 14))),
        ..autumn(MovingFormat::Folder)
    };
    let two = animation(&two);
    let path = folder.path().join("october");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("mine.txt"), "mine").unwrap();
    std::fs::write(path.join("frame-0002.png"), "mine").unwrap();
    let refused = save(spec(), &two, &path).unwrap_err();
    assert!(
        matches!(refused, SaveError::Write(WriteError::Exists(_))),
        "{refused}"
    );
    assert!(refused.to_string().contains("frame-0002.png"));
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 2);
    let to = Destination {
        path: &path,
        replace: true,
        watch: RenderProgress::NOBODY,
    };
    save_animation(Arc::clone(&PREPARED), &session().view, spec(), &two, to).unwrap();
    assert_eq!(std::fs::read(path.join("mine.txt")).unwrap(), b"mine");
    for name in ["frame-0001.png", "frame-0002.png"] {
        let (width, height) = image::image_dimensions(path.join(name)).unwrap();
        assert_eq!((width, height), (480, 300));
    }
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 3);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    for format in [MovingFormat::Gif, MovingFormat::Apng] {
        let two = Animation {
            format,
            ..two.clone()
        };
        let file = folder.path().join("days");
        std::fs::write(&file, "mine").unwrap();
        let refused = save(spec(), &two, &file).unwrap_err();
        assert!(matches!(refused, SaveError::Write(WriteError::Exists(_))));
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    }
}
