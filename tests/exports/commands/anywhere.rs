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

/// What `steppe ARGS --out NAME` writes on that machine.
fn made_on(machine: &Machine, name: &str, args: &[&str]) -> Vec<u8> {
    made_by(
        Command::new(env!("CARGO_BIN_EXE_steppe")),
        machine,
        name,
        args,
    )
}

/// The same by `program`, which runs `steppe`.
fn made_by(mut program: Command, machine: &Machine, name: &str, args: &[&str]) -> Vec<u8> {
    let anywhere = tempfile::tempdir().expect("a folder");
    let home = anywhere.path().join(machine.user).join("a folder of mine");
    std::fs::create_dir_all(&home).expect("a folder");
    let output = program
        .args(args)
        .args(["--out", name])
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
    // A format may have no room for all there is: GPX has no areas.
    assert!(output.status.code() < Some(2), "{name}: {said}");
    let bytes = std::fs::read(home.join(Path::new(name))).expect("the picture");
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    for word in [machine.user, &home.to_string_lossy(), host.trim()] {
        let holds = |bytes: &[u8]| {
            bytes
                .windows(word.len().max(1))
                .any(|it| it == word.as_bytes())
        };
        // A short name of a machine is in any file by chance.
        assert!(word.len() < 5 || !holds(&bytes), "{name} has {word} in it");
    }
    bytes
}

const MAP: [&str; 3] = ["export", "--size", "320x240"];
const DAYS: [&str; 9] = [
    "export", "--size", "200x150", "--from", "2021-09", "--to", "2021-10", "--step", "week",
];

/// The two machines share nothing, so that bytes which are the same hold nothing of either.
#[test]
fn a_file_is_the_same_bytes_whoever_makes_it_where_and_in_which_language() {
    let chart = ["export", "--chart", "troops"];
    for (name, args) in [
        ("map.png", &MAP[..]),
        ("map.svg", &MAP),
        ("map.pdf", &MAP),
        ("days.gif", &DAYS),
        ("days.apng", &DAYS),
        ("chart.csv", &chart),
        ("chart.pdf", &chart),
        ("all.geojson", &["convert"]),
        ("all.kml", &["convert"]),
        ("all.gpx", &["convert"]),
        ("all.xlsx", &["convert"]),
        ("all.gpkg", &["convert"]),
        ("all.zip", &["convert"]),
    ] {
        let [here, there] = MACHINES
            .each_ref()
            .map(|machine| made_on(machine, name, args));
        assert!(!here.is_empty(), "{name}");
        assert!(here == there, "{name} differs between two machines");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn one_core_draws_the_same_bytes_as_all_of_them() {
    for name in ["map.png", "map.pdf"] {
        let mut one_core = Command::new("taskset");
        one_core.args(["-c", "0", env!("CARGO_BIN_EXE_steppe")]);
        let one = made_by(one_core, &MACHINES[0], name, &MAP);
        assert!(one == made_on(&MACHINES[0], name, &MAP), "{name}");
    }
}
