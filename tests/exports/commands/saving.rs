//! Files that cannot be written, that somebody else writes at the same time, or that are none.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::{Run, folder, names, steppe};

const SMALL: [&str; 3] = ["export", "--size", "200x150"];

/// Every kind of file that is written.
const WRITES: [&[&str]; 6] = [
    &["export", "--size", "200x150", "--force", "--out", "out.png"],
    &["export", "--size", "200x150", "--force", "--out", "out.svg"],
    &["export", "--size", "200x150", "--force", "--out", "out.pdf"],
    &["export", "--chart", "troops", "--force", "--out", "out.csv"],
    &["convert", "--force", "--out", "out.geojson"],
    &[
        "export", "--size", "200x150", "--force", "--from", "2021-09", "--to", "2021-10", "--out",
        "out.gif",
    ],
];

fn command(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", folder);
    command
}

/// Runs `steppe ARGS` where no file may grow beyond 512 bytes, as on a disk that is full.
#[cfg(unix)]
fn with_no_room(folder: &Path, args: &[&str]) -> Run {
    let output = command(folder, "sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_steppe"))
        .args(args)
        .output()
        .expect("it starts");
    Run { output }
}

#[cfg(unix)]
#[test]
fn a_full_disk_costs_neither_the_file_that_was_there_nor_a_word() {
    for args in WRITES {
        let folder = folder();
        let name = *args.last().expect("a name");
        fs::write(folder.path().join(name), "the one before").expect("written");
        let run = with_no_room(folder.path(), args);
        assert_eq!(run.code(), 1, "{args:?}: {}", run.err());
        assert!(
            run.err().contains("could not be written"),
            "{args:?}: {}",
            run.err()
        );
        let kept = fs::read(folder.path().join(name)).expect("it is there");
        assert_eq!(kept, b"the one before", "{args:?}");
        assert_eq!(names(folder.path()), [name], "nothing is left of {args:?}");
    }
}

#[cfg(unix)]
#[test]
fn frames_that_find_no_room_leave_the_folder_as_it_was() {
    let folder = folder();
    let days = folder.path().join("days");
    fs::create_dir(&days).expect("made");
    fs::write(days.join("frame-0001.png"), "before").expect("written");
    let args = [
        &SMALL[..],
        &[
            "--force", "--from", "2021-09", "--to", "2021-10", "--out", "days/",
        ],
    ];
    let run = with_no_room(folder.path(), &args.concat());
    assert_eq!(run.code(), 1, "{}", run.err());
    assert_eq!(names(&days), ["frame-0001.png"]);
    assert_eq!(
        fs::read(days.join("frame-0001.png")).expect("there"),
        b"before"
    );
    assert_eq!(names(folder.path()), ["days"]);
}

/// Nobody may make a file there, not even the superuser.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_file_is_named() {
    let folder = folder();
    let run = steppe(
        folder.path(),
        &[&SMALL[..], &["--out", "/proc/map.png"]].concat(),
    );
    assert_eq!(run.code(), 1, "{}", run.err());
    assert!(
        run.err().contains("/proc/map.png could not be written"),
        "{}",
        run.err()
    );
    let run = steppe(folder.path(), &["new", "/proc/dossier"]);
    assert_eq!(run.code(), 1, "{}", run.err());
}

#[cfg(unix)]
#[test]
fn force_replaces_neither_a_link_nor_a_pipe_nor_a_device() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("mine.png"), "mine").expect("written");
    std::os::unix::fs::symlink("mine.png", at("link.png")).expect("linked");
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.png")).expect("bound");
    for (name, said) in [
        ("link.png", "is a link to mine.png"),
        ("socket.png", "pipe, socket or device"),
    ] {
        let run = steppe(
            folder.path(),
            &[&SMALL[..], &["--force", "--out", name]].concat(),
        );
        assert_eq!(run.code(), 2, "{name}");
        assert!(run.err().contains(said), "{name}: {}", run.err());
    }
    let run = steppe(folder.path(), &["convert", "--force", "--out", "link.csv"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert_eq!(fs::read(at("mine.png")).expect("there"), b"mine");
    assert!(at("link.png").is_symlink());
}

#[test]
fn of_two_writers_one_file_stays_and_it_is_whole() {
    let folder = folder();
    let args = ["export", "--force", "--size", "640x480", "--out", "map.png"];
    assert_eq!(steppe(folder.path(), &args).code(), 0);
    let whole = fs::read(folder.path().join("map.png")).expect("the picture");
    let begun = |_| -> Child {
        command(folder.path(), env!("CARGO_BIN_EXE_steppe"))
            .args(args)
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts")
    };
    let writers: Vec<Child> = (0..4).map(begun).collect();
    for mut writer in writers {
        assert!(writer.wait().expect("it ends").success());
    }
    assert!(fs::read(folder.path().join("map.png")).expect("there") == whole);
    assert_eq!(names(folder.path()), ["map.png"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_goes_while_its_picture_is_drawn_is_told() {
    let folder = folder();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).expect("made");
    let child = command(folder.path(), env!("CARGO_BIN_EXE_steppe"))
        .args([
            "export",
            "--from",
            "2021-07",
            "--to",
            "2021-10",
            "--step",
            "week",
            "--size",
            "320x240",
            "--out",
            "inner/days.gif",
        ])
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let begun = std::time::Instant::now();
    while names(&inner).is_empty() && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(!names(&inner).is_empty(), "it has begun");
    fs::remove_dir_all(&inner).expect("removed");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("inner/days.gif could not be written"),
        "{said}"
    );
}

#[test]
fn frames_of_a_longer_animation_are_told() {
    let folder = folder();
    let frames = |from: &str| {
        let days = [
            "--from", from, "--to", "2021-10", "--step", "week", "--out", "days/",
        ];
        let run = steppe(
            folder.path(),
            &[&SMALL[..], &["--force"], &days[..]].concat(),
        );
        assert_eq!(run.code(), 0, "{}", run.err());
        run.err()
    };
    assert!(!frames("2021-07").contains("of before"));
    let said = frames("2021-09");
    assert!(said.contains("of before"), "{said}");
}
