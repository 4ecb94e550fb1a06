//! `steppe export`, of maps that stand still.

use super::{folder, names, picture, steppe};

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
fn a_layout_has_its_size_and_letters_theirs() {
    let folder = folder();
    let run = steppe(
        folder.path(),
        &[
            "export",
            "--out",
            "map.png",
            "--layout",
            "social",
            "--label-size",
            "18",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let picture = picture(&folder.path().join("map.png"));
    assert_eq!(picture.dimensions(), (1200, 675));
    let run = steppe(
        folder.path(),
        &["export", "--out", "map.svg", "--label-size", "18"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(svg.contains("font-size=\"18\""));
    let run = steppe(
        folder.path(),
        &["export", "--out", "map.png", "--label-size", "3"],
    );
    assert_eq!(run.code(), 2);
    assert!(run.err().contains("9 to 96"), "{}", run.err());
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
fn a_path_and_a_ring_are_measured_on_a_picture_which_brings_them_back() {
    let folder = folder();
    let run = steppe(
        folder.path(),
        &[
            "export",
            "--out",
            "path.svg",
            "--measure",
            "base-kant; 38.5598, 68.787",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("path.svg")).unwrap();
    assert!(svg.contains("699 km ±"), "its length and its doubt");
    let run = steppe(
        folder.path(),
        &["export", "--out", "ring.png", "--ring", "base-kant; 150 km"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let run = steppe(folder.path(), &["export", "ring.png", "--out", "again.svg"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let svg = std::fs::read_to_string(folder.path().join("again.svg")).unwrap();
    assert!(svg.contains("150 km around Kant"), "the ring came back");
}

#[test]
fn what_cannot_be_measured_is_told_with_what_is_expected() {
    let folder = folder();
    for (option, value, told) in [
        ("--measure", "base-kant", "two places or more"),
        ("--measure", "base-kant; atlantis", "\"atlantis\""),
        ("--ring", "base-kant; 150", "a radius with its unit"),
        ("--ring", "base-kant", "a radius with its unit"),
    ] {
        let run = steppe(
            folder.path(),
            &["export", "--out", "map.png", option, value],
        );
        assert_eq!(run.code(), 2, "{option} {value}");
        assert!(run.err().contains(told), "{}", run.err());
    }
}
