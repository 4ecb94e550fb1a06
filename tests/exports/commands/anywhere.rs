//! The same picture wherever it is made, and nothing in it of who made it where.

use std::path::Path;
use std::process::Command;

/// Somebody's machine: language, time zone, name, home and the folder that the command is typed in.
struct Machine {
    locale: &'static str,
    zone: &'static str,
    user: &'static str,
}

const MACHINES: [Machine; 2] = [
    Machine {
        locale: "C",
        zone: "UTC",
        user: "first-reader",
    },
    // A language with a decimal comma and an i of its own, a zone of a quarter of an hour.
    Machine {
        locale: "tr_TR.UTF-8",
        zone: "Asia/Kathmandu",
        user: "second-reader",
    },
];

/// What `steppe export ARGS` writes on that machine.
fn made_on(machine: &Machine, name: &str, args: &[&str]) -> Vec<u8> {
    let anywhere = tempfile::tempdir().expect("a folder");
    let home = anywhere.path().join(machine.user).join("a folder of mine");
    std::fs::create_dir_all(&home).expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(["export", "--out", name])
        .args(args)
        .current_dir(&home)
        .env_clear()
        .env("HOME", &home)
        .env("USER", machine.user)
        .env("LOGNAME", machine.user)
        .env("HOSTNAME", machine.user)
        .env("LC_ALL", machine.locale)
        .env("TZ", machine.zone)
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}");
    std::fs::read(home.join(Path::new(name))).expect("the picture")
}

/// The two machines share nothing, so that bytes which are the same hold nothing of either.
#[test]
fn a_picture_is_the_same_bytes_whoever_makes_it_where_and_in_which_language() {
    let map = ["--size", "320x240"];
    let chart = ["--chart", "troops"];
    for (name, args) in [
        ("map.png", &map[..]),
        ("map.svg", &map),
        ("map.pdf", &map),
        ("chart.csv", &chart),
    ] {
        let [here, there] = MACHINES
            .each_ref()
            .map(|machine| made_on(machine, name, args));
        assert!(!here.is_empty(), "{name}");
        assert!(here == there, "{name} differs between two machines");
    }
}
