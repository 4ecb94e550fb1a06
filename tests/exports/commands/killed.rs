//! What is left where a program is killed while it writes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use super::{folder, names, steppe};

/// How many times the program is killed, each time later.
const KILLS: u32 = 10;

/// Starts an export over `map.png`, kills it after `delay`, and says whether it was still running.
fn killed_after(delay: Duration, folder: &Path) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args([
            "export", "--force", "--size", "640x480", "--scale", "2", "--out", "map.png",
        ])
        .current_dir(folder)
        .env("HOME", folder)
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    thread::sleep(delay);
    let running = child.try_wait().expect("its state").is_none();
    child.kill().expect("it ends");
    child.wait().expect("it ended");
    running
}

#[test]
fn a_picture_whose_writer_is_killed_is_the_old_one_or_the_new_one_and_what_is_left_is_removed() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let export = [
        "export", "--force", "--size", "640x480", "--scale", "2", "--out", "map.png",
    ];
    let began = SystemTime::now();
    assert_eq!(steppe(folder.path(), &export).code(), 0);
    let whole = began.elapsed().expect("time goes on");
    let new = fs::read(at("map.png")).expect("the picture");

    let mut running = 0;
    for kill in 0..KILLS {
        fs::write(at("map.png"), b"the old one").expect("written");
        running += u32::from(killed_after(whole * kill / KILLS, folder.path()));
        let left = fs::read(at("map.png")).expect("a picture is there");
        assert!(
            left == b"the old one" || left == new,
            "half a picture after kill {kill}"
        );
    }
    assert!(running > 0, "it was killed at work");

    // As a program leaves it that was killed a while ago, in the very moment of writing.
    fs::write(at(".steppe-half"), b"half").expect("written");
    let then = SystemTime::now() - Duration::from_secs(30);
    let times = fs::FileTimes::new().set_modified(then);
    for name in names(folder.path())
        .iter()
        .filter(|name| name.starts_with(".steppe-"))
    {
        let file = fs::File::open(at(name)).expect("there");
        file.set_times(times).expect("aged");
    }
    assert_eq!(steppe(folder.path(), &export).code(), 0);
    let kept: Vec<String> = names(folder.path());
    assert!(
        !kept.iter().any(|name| name.starts_with(".steppe-")),
        "{kept:?}"
    );
}
