//! The commands, as they are typed: no display, no GPU, no settings of whoever runs them.

use std::path::Path;
use std::process::{Command, Output};

struct Run {
    output: Output,
}

impl Run {
    fn code(&self) -> i32 {
        self.output
            .status
            .code()
            .expect("it ended by itself, not by a signal")
    }

    fn out(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    fn err(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

/// Runs `steppe ARGS` in `folder` with no display.
fn steppe(folder: &Path, args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(args)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .output()
        .expect("it starts");
    Run { output }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn picture(path: &Path) -> image::RgbaImage {
    image::open(path).expect("a picture").into_rgba8()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn export_writes_a_png_of_the_size_asked_for() {
    let folder = folder();
    let run = steppe(
        folder.path(),
        &["export", "--out", "map.png", "--size", "640x400"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let picture = picture(&folder.path().join("map.png"));
    assert_eq!(picture.dimensions(), (640, 400));
    let colours: std::collections::BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
    assert!(
        colours.len() > 100,
        "a map has more than {} colours",
        colours.len()
    );
}

#[test]
fn export_gives_the_same_bytes_twice() {
    let folder = folder();
    for name in ["a.png", "b.png", "a.svg", "b.svg"] {
        let run = steppe(
            folder.path(),
            &["export", "--out", name, "--size", "640x400"],
        );
        assert_eq!(run.code(), 0, "{}", run.err());
    }
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).expect("written");
    assert!(bytes("a.png") == bytes("b.png"));
    assert!(bytes("a.svg") == bytes("b.svg"));
}

#[test]
fn a_sheet_of_paper_is_drawn_for_print_unless_it_is_told_otherwise() {
    let folder = folder();
    for (args, white) in [
        (vec!["--paper", "a4"], true),
        (vec!["--paper", "a4", "--theme", "light"], false),
        (vec!["--theme", "print"], true),
    ] {
        let args = [
            vec!["export", "--out", "map.svg", "--force", "--bare"],
            args,
        ]
        .concat();
        let run = steppe(folder.path(), &args);
        assert_eq!(run.code(), 0, "{}", run.err());
        let svg = std::fs::read_to_string(folder.path().join("map.svg")).unwrap();
        assert_eq!(svg.contains("fill=\"#ffffff\""), white, "{args:?}");
    }
    let run = steppe(
        folder.path(),
        &[
            "export",
            "--out",
            "grey.svg",
            "--preview",
            "grey",
            "--size",
            "640x480",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("grey.svg")).unwrap();
    assert!(svg.contains("Preview: colours as grey"));
}

#[test]
fn export_never_replaces_a_file_without_being_told_to() {
    let folder = folder();
    std::fs::write(folder.path().join("map.svg"), "mine").expect("written");
    let run = steppe(folder.path(), &["export", "--out", "map.svg"]);
    assert_eq!(run.code(), 2);
    assert!(run.err().contains("exists already"), "{}", run.err());
    assert!(run.err().contains("--force"), "{}", run.err());
    assert_eq!(
        std::fs::read_to_string(folder.path().join("map.svg")).expect("read"),
        "mine"
    );
    let run = steppe(folder.path(), &["export", "--out", "map.svg", "--force"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(
        std::fs::read_to_string(folder.path().join("map.svg"))
            .expect("read")
            .starts_with("<svg")
    );
}

#[test]
fn export_shows_only_the_layers_asked_for() {
    let folder = folder();
    let run = steppe(
        folder.path(),
        &["export", "--out", "map.svg", "--layers", "bases"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("map.svg")).expect("read");
    assert!(svg.contains("<g id=\"bases\"") && !svg.contains("<g id=\"exercises\""));
    let run = steppe(
        folder.path(),
        &["export", "--out", "other.svg", "--layers", "basis"],
    );
    assert_eq!(run.code(), 2);
    assert!(
        run.err().contains("no layer \"basis\"") && run.err().contains("bases"),
        "{}",
        run.err()
    );
}

#[test]
fn export_says_what_is_wrong_with_what_it_was_asked_for() {
    let folder = folder();
    for (args, word) in [
        (vec!["export", "--out", "map.doc"], "map.png or map.pdf"),
        (vec!["export", "--out", "no/map.png"], "there is no folder"),
        (
            vec!["export", "--out", "map.png", "--size", "big"],
            "1920x1080",
        ),
        (
            vec!["export", "--out", "map.png", "--size", "100000x100000"],
            "16384",
        ),
        (
            vec!["export", "--out", "map.png", "--frame", "1,2,3"],
            "46,34,88,56",
        ),
        (
            vec!["export", "--out", "map.png", "--select", "base-nowhere"],
            "base-nowhere",
        ),
    ] {
        let run = steppe(folder.path(), &args);
        assert_eq!(run.code(), 2, "{args:?}");
        assert!(run.err().contains(word), "{args:?}: {}", run.err());
        assert!(!run.err().contains("panicked"), "{}", run.err());
    }
    assert!(
        names(folder.path()).is_empty(),
        "nothing half is left: {:?}",
        names(folder.path())
    );
}

#[test]
fn with_no_display_it_says_so_and_draws_the_map_to_a_new_picture() {
    let folder = folder();
    for name in ["central-asia-2021.png", "central-asia-2021-2.png"] {
        let run = steppe(folder.path(), &[]);
        assert_eq!(run.code(), 0, "{}", run.err());
        assert!(run.err().contains("there is no display"), "{}", run.err());
        assert!(!run.err().contains("panicked"), "{}", run.err());
        assert_eq!(run.out().trim(), name);
        assert_eq!(
            picture(&folder.path().join(name)).dimensions(),
            (1920, 1080)
        );
    }
}

#[test]
fn with_a_display_that_does_not_answer_it_draws_the_map_too() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .current_dir(folder.path())
        .env_remove("WAYLAND_DISPLAY")
        .env("DISPLAY", ":4093")
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .output()
        .expect("it starts");
    let run = Run { output };
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(!run.err().contains("panicked"), "{}", run.err());
    assert!(run.err().contains("steppe: "), "{}", run.err());
    assert!(folder.path().join(run.out().trim()).is_file());
}

#[test]
fn a_path_that_is_no_dossier_gives_one_clear_line() {
    let folder = folder();
    std::fs::write(folder.path().join("note.txt"), "not a dossier").expect("written");
    std::fs::create_dir(folder.path().join("empty")).expect("made");
    for path in ["gone", "note.txt", "empty"] {
        for args in [
            vec!["check", path],
            vec!["export", "--out", "map.png", path],
            vec![path],
        ] {
            let run = steppe(folder.path(), &args);
            assert_eq!(run.code(), 2, "{args:?}: {}", run.err());
            let lines: Vec<String> = run.err().lines().map(str::to_owned).collect();
            assert_eq!(lines.len(), 1, "{args:?}: {lines:?}");
            assert!(
                lines[0].starts_with("steppe: ") && lines[0].contains(path),
                "{}",
                lines[0]
            );
        }
    }
}

#[test]
fn check_finds_no_fault_with_the_built_in_dossier() {
    let folder = folder();
    let run = steppe(folder.path(), &["check"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert!(run.out().contains("78 features"), "{}", run.out());
}

#[test]
fn help_and_version_answer() {
    let folder = folder();
    let help = steppe(folder.path(), &["--help"]);
    assert_eq!(help.code(), 0);
    for word in ["export", "check", "DOSSIER"] {
        assert!(help.out().contains(word), "{}", help.out());
    }
    let version = steppe(folder.path(), &["--version"]);
    assert_eq!(
        version.out().trim(),
        concat!("steppe ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_picture_is_exported_again_as_it_was() {
    let folder = folder();
    let run = |args: &[&str]| {
        let run = steppe(folder.path(), args);
        assert_eq!(run.code(), 0, "{}", run.err());
    };
    let kant = ["--select", "base-kant", "--frame", "66,36,82,46"];
    let small = ["--size", "640x400", "--theme", "dark"];
    run(&[&["export", "--out", "map.pdf"], &kant[..], &small[..]].concat());
    run(&[
        "export",
        "map.pdf",
        "--out",
        "again.png",
        "--size",
        "640x400",
    ]);
    run(&[&["export", "--out", "first.png"], &kant[..], &small[..]].concat());
    let pixels = |name: &str| picture(&folder.path().join(name));
    let (first, again) = (pixels("first.png"), pixels("again.png"));
    let apart = |a: &image::RgbaImage, b: &image::RgbaImage| {
        let pairs = a.as_raw().iter().zip(b.as_raw());
        pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>() / a.as_raw().len() as u64
    };
    assert_eq!(apart(&first, &again), 0);
    run(&["export", "--out", "home.png", "--size", "640x400"]);
    assert!(apart(&first, &pixels("home.png")) > 20);
    // With no window, the picture's view is what is drawn.
    run(&["map.pdf"]);
    assert!(names(folder.path()).contains(&"central-asia-2021.png".to_owned()));
}

#[test]
fn a_picture_needs_its_dossier_and_its_note() {
    let folder = folder();
    let export = |args: &[&str]| {
        let run = steppe(folder.path(), &[&["export"], args].concat());
        assert_eq!(run.code(), 0, "{}", run.err());
    };
    let walk = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/plain.geojson");
    export(&[walk, "--out", "walk.svg", "--size", "300x200"]);
    export(&["--out", "bare.png", "--size", "300x200", "--strip"]);
    for (file, said) in [
        ("walk.svg", "open that dossier first"),
        ("bare.png", "was stripped"),
    ] {
        let run = steppe(folder.path(), &["export", file, "--out", "again.png"]);
        assert_eq!(run.code(), 2);
        assert!(run.err().contains(said), "{}", run.err());
    }
    let run = steppe(
        folder.path(),
        &["export", walk, "walk.svg", "--out", "again.png"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
}

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

#[test]
fn a_chart_is_written_as_a_picture_or_a_table_and_nothing_is_replaced() {
    let folder = folder();
    let export = |args: &[&str]| steppe(folder.path(), &[&["export", "--chart"], args].concat());
    assert_eq!(export(&["troops", "--out", "troops.csv"]).code(), 0);
    let table = std::fs::read_to_string(folder.path().join("troops.csv")).expect("a table");
    let row = "\"Ningxia, August 2021\",10000,,,people,more than,";
    assert!(table.contains(row), "{table}");
    let drawn = export(&[
        "troops",
        "--out",
        "troops.png",
        "--scale",
        "2",
        "--theme",
        "dark",
    ]);
    assert_eq!(drawn.code(), 0, "{}", drawn.err());
    assert_eq!(picture(&folder.path().join("troops.png")).width(), 1600);
    let again = export(&["troops", "--out", "troops.csv"]);
    assert_eq!(again.code(), 2);
    assert!(again.err().contains("exists already"), "{}", again.err());
    let wrong = export(&["trops", "--out", "x.svg"]);
    assert_eq!(wrong.code(), 2);
    let said = "there is no chart \"trops\"; the dossier's charts are troops, russian-soldiers,";
    assert!(wrong.err().contains(said), "{}", wrong.err());
    let ending = export(&["troops", "--out", "x.gif"]);
    let said = "neither png, svg, pdf nor csv";
    assert!(ending.err().contains(said), "{}", ending.err());
    for option in ["--layers=bases", "--origin=article", "--bare", "--fps=2"] {
        let of_maps = export(&["troops", "--out", "x.png", option]);
        assert_eq!(of_maps.code(), 2, "{option}");
        let said = format!(
            "{} says nothing of a chart",
            option.split('=').next().unwrap()
        );
        assert!(of_maps.err().contains(&said), "{}", of_maps.err());
    }
}

#[test]
fn a_picture_of_a_chart_is_exported_again_as_its_chart() {
    let folder = folder();
    let export = |args: &[&str]| steppe(folder.path(), &[&["export"], args].concat());
    let first = export(&["--chart", "rents", "--theme", "dark", "--out", "rents.pdf"]);
    assert_eq!(first.code(), 0, "{}", first.err());
    for out in ["again.pdf", "rents.csv"] {
        let again = export(&["rents.pdf", "--out", out]);
        assert_eq!(again.code(), 0, "{}", again.err());
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a file");
    assert!(read("again.pdf") == read("rents.pdf"), "its colours, too");
    assert!(read("rents.csv").starts_with(b"chart,series,label"));
    let stripped = export(&["rents.pdf", "--strip", "--out", "stripped.png"]);
    assert_eq!(stripped.code(), 0, "{}", stripped.err());
    let silent = export(&["stripped.png", "--out", "x.png"]);
    assert_eq!(silent.code(), 2);
    assert!(
        silent.err().contains("the note was stripped"),
        "{}",
        silent.err()
    );
    let moved = export(&["rents.pdf", "--frame", "60,36,80,46", "--out", "x.png"]);
    let said = "--frame says nothing of a chart";
    assert!(moved.err().contains(said), "{}", moved.err());
}

#[test]
fn a_new_dossier_passes_check_opens_and_exports() {
    let folder = folder();
    let run = |args: &[&str]| steppe(folder.path(), args);
    let new = run(&["new", "the dams"]);
    assert_eq!(new.code(), 0, "{}", new.err());
    for next in ["steppe 'the dams'", "steppe check 'the dams'", "article.md"] {
        assert!(new.out().contains(next), "{}", new.out());
    }
    assert_eq!(names(folder.path()), ["the dams"]);
    let check = run(&["check", "the dams"]);
    assert_eq!(check.code(), 0);
    assert_eq!(
        check.out(),
        "checked 9 features, 15 passages, 2 charts: no problems\n"
    );
    for out in ["map.png", "map.pdf"] {
        let export = run(&["export", "the dams", "--out", out]);
        assert_eq!((export.code(), export.err()), (0, String::new()));
    }
    for chart in ["days-in-space", "around-the-film"] {
        let out = format!("{chart}.svg");
        let export = run(&["export", "the dams", "--chart", chart, "--out", &out]);
        assert_eq!((export.code(), export.err()), (0, String::new()));
    }
    let back = run(&["export", "the dams", "map.png", "--out", "again.svg"]);
    assert_eq!((back.code(), back.err()), (0, String::new()));
}

#[test]
fn a_new_dossier_is_never_written_over_anything() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("mine")).expect("a folder");
    std::fs::write(folder.path().join("file"), "mine").expect("a file");
    for taken in ["mine", "file", ".", "no/dams"] {
        let new = steppe(folder.path(), &["new", taken]);
        assert_eq!(new.code(), 2, "{taken}");
        let said = if taken == "no/dams" {
            "there is no folder no"
        } else {
            "exists already"
        };
        assert!(new.err().contains(said), "{}", new.err());
    }
    assert_eq!(names(folder.path()), ["file", "mine"]);
    assert_eq!(names(&folder.path().join("mine")), Vec::<String>::new());
}
