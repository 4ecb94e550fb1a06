//! `steppe`, `steppe check` and `steppe new`: which dossier, and what becomes of it.

use std::process::Command;

use super::{Run, folder, names, picture, steppe};

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
    assert!(run.out().contains("96 features"), "{}", run.out());
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
