//! `steppe export`, of days that are played.

use std::process::Command;

use super::{folder, names, steppe};

#[test]
fn export_plays_days_to_a_gif_an_apng_or_a_folder() {
    let folder = folder();
    let october = [
        "--from",
        "2021-10-01",
        "--to",
        "2021-10-23",
        "--step",
        "week",
    ];
    let small = ["--size", "320x200", "--fps", "2"];
    for out in ["days.gif", "days.apng", "days/"] {
        let run = steppe(
            folder.path(),
            &[&["export", "--out", out], &october[..], &small[..]].concat(),
        );
        assert_eq!(run.code(), 0, "{}", run.err());
        assert!(run.err().is_empty(), "{}", run.err());
    }
    let frames = [
        "frame-0001.png",
        "frame-0002.png",
        "frame-0003.png",
        "frame-0004.png",
    ];
    assert_eq!(names(&folder.path().join("days")), frames);
    assert_eq!(names(folder.path()), ["days", "days.apng", "days.gif"]);
    let gif = std::fs::read(folder.path().join("days.gif")).expect("read");
    assert!(gif.starts_with(b"GIF89a") && gif.ends_with(b";"));
    // What is there stays.
    for out in ["days.gif", "days/"] {
        let run = steppe(
            folder.path(),
            &[&["export", "--out", out], &october[..], &small[..]].concat(),
        );
        assert_eq!(run.code(), 2);
        assert!(run.err().contains("exists already"), "{}", run.err());
    }
    // A frame brings its own days back, and is drawn again as it was.
    let run = steppe(
        folder.path(),
        &[
            "export",
            "days/frame-0002.png",
            "--out",
            "again.svg",
            "--size",
            "320x200",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("again.svg")).expect("read");
    assert!(
        svg.contains("days shown: 8\u{2013}14 October 2021"),
        "the days of the frame"
    );
}

#[test]
fn export_says_what_cannot_be_played() {
    let folder = folder();
    for (args, word) in [
        (vec!["--out", "map.png", "--fps", "4"], "does not move"),
        (
            vec!["--out", "map.pdf", "--window", "growing"],
            "does not move",
        ),
        (vec!["--out", "days.gif", "--fps", "500"], "frames a second"),
        (
            vec!["--out", "days.gif", "--days", "0"],
            "a window of 0 days",
        ),
        (
            vec!["--out", "days.gif", "--from", "1900", "--to", "2021"],
            "more than 10000 frames",
        ),
        (vec!["--out", "days.gif", "--size", "30000x2"], "16384"),
        (vec!["--out", "no/days/"], "there is no folder no"),
    ] {
        let run = steppe(folder.path(), &[&["export"], &args[..]].concat());
        assert_eq!(run.code(), 2, "{args:?}");
        assert!(run.err().contains(word), "{args:?}: {}", run.err());
    }
    assert!(
        names(folder.path()).is_empty(),
        "{:?}",
        names(folder.path())
    );
}

#[cfg(unix)]
#[test]
fn an_export_that_is_called_off_leaves_nothing() {
    let folder = folder();
    let mut child = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args([
            "export", "--out", "days.gif", "--from", "2015", "--to", "2021",
        ])
        .current_dir(folder.path())
        .env_remove("DISPLAY")
        .env("HOME", folder.path())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    // The file is begun beside its place once drawing begins.
    let begun = std::time::Instant::now();
    while names(folder.path()).is_empty() && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(!names(folder.path()).is_empty(), "it has begun");
    let pid = child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &pid]).status();
    assert!(killed.expect("kill runs").success());
    let code = child.wait().expect("it ends").code();
    assert_eq!(code, Some(2), "it ended by itself");
    assert!(
        names(folder.path()).is_empty(),
        "{:?}",
        names(folder.path())
    );
}
