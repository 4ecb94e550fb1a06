//! What every command ends with: 0 all well, 1 something is wrong or was left out, 2 nothing could be
//! read or the command line is wrong. And what it prints on the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{folder, steppe};

const WHOLE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"osh","properties":{"name":"Osh","origin":"article","precision":"town"},
"geometry":{"type":"Point","coordinates":[72.8,40.5]}}]}"#;

/// Of its two features, one is none.
const HALF: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"osh","properties":{"name":"Osh","origin":"article","precision":"town"},
"geometry":{"type":"Point","coordinates":[72.8,40.5]}}, 7]}"#;

/// A folder with a file of each kind.
fn files() -> tempfile::TempDir {
    let folder = folder();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    write("whole.geojson", WHOLE);
    write("half.geojson", HALF);
    write(
        "broken.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{]}",
    );
    write(
        "blank.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
    );
    write("placeless.csv", "name,note\nOsh,a town\nKant,a base\n");
    write("dated.csv", "name,lat,lon,date\nOsh,40.5,72.8,2021-10-01\n");
    write("taken.svg", "mine");
    write("taken.csv", "mine");
    folder
}

#[test]
fn every_command_ends_with_the_code_that_it_documents() {
    let small = ["--size", "200x150"];
    let export = |args: &[&'static str]| [&["export"], args, &small[..]].concat();
    let table: Vec<(i32, Vec<&str>)> = vec![
        (0, vec!["--help"]),
        (0, vec!["--version"]),
        (2, vec!["--no-such-option"]),
        (2, vec!["export"]),
        // Reading.
        (0, vec!["list", "whole.geojson"]),
        (1, vec!["list", "half.geojson"]),
        (2, vec!["list", "broken.geojson"]),
        (2, vec!["list", "gone.geojson"]),
        (2, vec!["list", "--json", "--csv"]),
        (2, vec!["list", "whole.geojson", "--where", "name = "]),
        (0, vec!["check", "whole.geojson"]),
        (1, vec!["check", "half.geojson"]),
        (2, vec!["check", "broken.geojson"]),
        (2, vec!["check", "gone.geojson"]),
        // Features to a file.
        (0, vec!["convert", "whole.geojson", "--out", "whole.csv"]),
        (1, vec!["convert", "half.geojson", "--out", "half.csv"]),
        (2, vec!["convert", "broken.geojson", "--out", "broken.csv"]),
        (2, vec!["convert", "whole.geojson", "--out", "whole.doc"]),
        (2, vec!["convert", "whole.geojson", "--out", "taken.csv"]),
        (2, vec!["convert", "whole.geojson", "--out", "no/whole.csv"]),
        // Pictures.
        (0, export(&["whole.geojson", "--out", "whole.svg"])),
        (1, export(&["half.geojson", "--out", "half.svg"])),
        (2, export(&["broken.geojson", "--out", "broken.svg"])),
        (2, export(&["placeless.csv", "--out", "placeless.svg"])),
        (2, export(&["blank.geojson", "--out", "blank.svg"])),
        (
            2,
            export(&[
                "whole.geojson",
                "--out",
                "none.svg",
                "--where",
                "name = 'Kant'",
            ]),
        ),
        (
            0,
            export(&["dated.csv", "--out", "then.svg", "--from", "2021-09-30"]),
        ),
        (
            2,
            export(&["dated.csv", "--out", "later.svg", "--from", "2021-10-02"]),
        ),
        (2, export(&["gone.geojson", "--out", "gone.svg"])),
        (2, export(&["whole.geojson", "--out", "whole.doc"])),
        (2, export(&["whole.geojson", "--out", "taken.svg"])),
        (2, export(&["whole.geojson", "--out", "no/whole.svg"])),
        (
            2,
            export(&["whole.geojson", "--out", "chart.csv", "--chart", "none"]),
        ),
        // A new dossier.
        (0, vec!["new", "mine"]),
        (2, vec!["new", "mine"]),
        (2, vec!["new", "no/mine"]),
        // With no window, the map as a picture.
        (0, vec!["whole.geojson"]),
        (1, vec!["half.geojson"]),
        (2, vec!["broken.geojson"]),
        (2, vec!["gone.geojson"]),
    ];
    let folder = files();
    for (code, args) in table {
        let run = steppe(folder.path(), &args);
        assert_eq!(run.code(), code, "{args:?}: {}{}", run.out(), run.err());
        assert!(!run.err().contains("panicked"), "{args:?}: {}", run.err());
        let wrong = code == 2;
        assert!(
            !wrong || !run.err().is_empty() || !run.out().is_empty(),
            "{args:?} says what is wrong"
        );
    }
    for name in [
        "broken.csv",
        "none.svg",
        "placeless.svg",
        "broken.svg",
        "chart.csv",
    ] {
        assert!(!folder.path().join(name).exists(), "{name} is not written");
    }
}

/// Every command that prints something; `new` ends in a folder of its own.
const PRINTING: [&[&str]; 9] = [
    &["--help"],
    &["list"],
    &["list", "--json"],
    &["list", "--csv"],
    &["check"],
    &["check", "--json"],
    &["new", "another"],
    &["export", "--out", "map.svg", "--size", "200x150"],
    &["convert", "--out", "all.csv"],
];

#[cfg(unix)]
#[test]
fn a_reader_who_is_gone_is_no_fault_of_any_command() {
    let folder = files();
    for args in PRINTING {
        let before = steppe(folder.path(), args).code();
        for name in ["map.svg", "all.csv"] {
            let _ = fs::remove_file(folder.path().join(name));
        }
        let _ = fs::remove_dir_all(folder.path().join("another"));
        let (reader, writer) = std::io::pipe().expect("a pipe");
        let (errors, says) = std::io::pipe().expect("a pipe");
        drop((reader, errors));
        let status = Command::new(env!("CARGO_BIN_EXE_steppe"))
            .args(args)
            .current_dir(folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(says)
            .status()
            .expect("it starts");
        assert_eq!(status.code(), Some(before), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_into_is_named_after_a_second() {
    use std::io::{BufRead as _, BufReader, Read as _};

    let folder = folder();
    let pipe = folder.path().join("slow.csv");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo starts").success());
    let mut child = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(["list", "slow.csv", "--json"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut says = String::new();
    let errors = child.stderr.take().expect("standard error");
    BufReader::new(errors).read_line(&mut says).expect("a line");
    assert!(
        says.contains("waiting for") && says.contains("slow.csv"),
        "{says}"
    );
    fs::write(&pipe, "name,lat,lon\nOsh,40.5,72.8\n").expect("written");
    let mut listed = String::new();
    let mut out = child.stdout.take().expect("standard output");
    out.read_to_string(&mut listed).expect("text");
    assert!(listed.contains("Osh"), "{listed}");
    child.wait().expect("it ends");
}

/// Whether a terminal would obey any of these bytes.
fn steers(printed: &[u8]) -> bool {
    let text = String::from_utf8_lossy(printed);
    text.chars().any(|letter| {
        (letter.is_control() && !matches!(letter, '\n' | '\t')) || letter == '\u{202e}'
    })
}

#[cfg(unix)]
#[test]
fn no_name_steers_the_terminal() {
    let folder = folder();
    let name = "a\u{1b}[31m\u{9b}2J\u{202e}.geojson";
    let text = WHOLE
        .replace("\"Osh\"", r#""O\u001b[2Js\u202eh\u009b""#)
        .replace("\"osh\"", r#""o\u001bsh""#)
        .replace("\"town\"", r#""to\u001bwn""#);
    fs::write(folder.path().join(name), text).expect("written");
    for args in [
        vec!["list", name],
        vec!["list", "--json", name],
        vec!["check", name],
        vec!["check", "--json", name],
        vec!["convert", name, "--out", "a.gpx"],
        vec!["export", name, "--out", "a.svg", "--size", "200x150"],
        vec!["export", name, "--out", "b.svg", "--select", "\u{1b}[2J"],
        vec!["list", "gone\u{1b}[2J.csv"],
        vec!["new", "new\u{1b}[2J"],
        vec!["--no-such\u{1b}[2J"],
        vec!["check", "--fix", "gone\u{1b}[2J"],
    ] {
        let run = steppe(folder.path(), &args);
        assert!(!steers(&run.output.stdout), "{args:?}: {:?}", run.out());
        assert!(!steers(&run.output.stderr), "{args:?}: {:?}", run.err());
    }
}

#[test]
fn a_list_for_programs_has_each_name_as_it_is() {
    let folder = folder();
    let name = "O\u{1b}s\u{202e}h\u{9b}";
    let text = WHOLE.replace("\"Osh\"", &serde_json::to_string(name).expect("text"));
    fs::write(folder.path().join("a.geojson"), text).expect("written");
    let run = steppe(folder.path(), &["list", "--json", "a.geojson"]);
    let row: serde_json::Value = serde_json::from_str(&run.out()).expect("JSON");
    assert_eq!(row["name"], name);
    let run = steppe(folder.path(), &["list", "--csv", "a.geojson"]);
    let out = run.out();
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let row = rows.records().next().expect("a row").expect("CSV");
    assert!(row.iter().any(|field| field == name), "{row:?}");
}

/// `check` says so of any file that `list` reads: the two agree.
#[test]
fn what_was_left_out_is_told_by_each_command() {
    let folder = files();
    for args in [
        vec!["list", "half.geojson"],
        vec!["check", "half.geojson"],
        vec!["convert", "half.geojson", "--out", "half.csv"],
        vec![
            "export",
            "half.geojson",
            "--out",
            "half.svg",
            "--size",
            "200x150",
        ],
    ] {
        let run = steppe(folder.path(), &args);
        let said = run.out() + &run.err();
        assert!(said.contains("left out"), "{args:?}: {said}");
    }
    assert!(Path::new(&folder.path().join("half.svg")).exists());
}
