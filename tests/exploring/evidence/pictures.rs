//! Pictures of what a filter shows.

use std::process::Command;

use steppe::atlas::{Evidence, Origin};
use steppe::scene::Item;
use steppe::session::viewpoint::{Furniture, SourceLine, Viewpoint};

use super::{composed, filter, home};

fn furniture(view: &Viewpoint) -> String {
    let scene = composed(view);
    let group = scene.group("furniture").expect("it has margins");
    let texts = group.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_picture_says_what_its_filter_shows_whatever_stands_on_its_margins() {
    let words = "only origin article, caption (";
    let mut view = home();
    view.furniture = Furniture::PICTURE;
    assert!(!furniture(&view).contains("marks shown"));
    view.evidence = filter(&[
        Evidence::Origin(Origin::Article),
        Evidence::Origin(Origin::Caption),
    ]);
    let with_title = furniture(&view);
    assert_eq!(with_title.matches(words).count(), 1, "{with_title}");
    view.furniture.title = false;
    let without = furniture(&view);
    assert!(
        without.contains("Marks shown: only origin article"),
        "{without}"
    );
    view.furniture.source_line = SourceLine::None;
    assert!(!furniture(&view).contains("arks shown"));
    assert!(composed(&view).description.contains("only origin article"));
}

#[test]
fn a_picture_counts_what_it_shows_and_no_more() {
    let mut view = home();
    view.furniture = Furniture::PICTURE;
    view.evidence = filter(&[Evidence::Origin(Origin::Article)]);
    let counts = |view: &Viewpoint| -> (usize, usize) {
        let said = furniture(view);
        let (_, counts) = said.split_once("origin article (").expect("it is told");
        let (counts, _) = counts.split_once(')').expect("a bracket");
        let (shown, all) = counts.split_once(" of ").expect("two counts");
        (shown.parse().unwrap(), all.parse().unwrap())
    };
    let whole = counts(&view);
    view.camera.metres_per_px /= 6.0;
    let part = counts(&view);
    assert!(
        part.0 < whole.0 && part.1 < whole.1,
        "{part:?} of {whole:?}"
    );
    let words = composed(&view).description;
    assert!(
        words.contains(&format!("{} marks in view", part.0)),
        "{words}"
    );
}

#[test]
fn a_picture_without_some_of_the_layers_says_which_it_has() {
    let mut view = home();
    view.furniture = Furniture::PICTURE;
    assert!(!furniture(&view).contains("layers shown"));
    for state in view.layers.iter_mut().skip(1).take(4) {
        state.visible = false;
    }
    let said = furniture(&view);
    assert!(
        said.contains("layers shown: ") || said.contains("without: "),
        "{said}"
    );
}

fn export(args: &[&str]) -> (bool, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("map.svg");
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(["export", "tests/fixtures/evidence", "--out"])
        .arg(&out)
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .output()
        .expect("it starts");
    let svg = std::fs::read_to_string(&out).unwrap_or_default();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), svg, error)
}

#[test]
fn export_takes_a_filter_and_brings_it_back_from_its_picture() {
    let args = [
        "--origin",
        "article,Caption",
        "--claim",
        "stated",
        "--status",
        "active,none",
        "--actor",
        "russia",
        "--precision",
        "site",
    ];
    let (done, svg, error) = export(&args);
    assert!(done, "{error}");
    assert!(svg.contains("Active base, article") && svg.contains("Article, stated"));
    assert!(
        !svg.contains("Article, opinion")
            && !svg.contains("Former base")
            && !svg.contains("Known to the town")
    );
    assert!(
        svg.contains("&quot;origin&quot;:[&quot;article&quot;,&quot;caption&quot;]")
            || svg.contains(r#""origin":["article","caption"]"#)
    );
}

#[test]
fn export_says_what_there_is_in_place_of_what_is_not() {
    for (args, words) in [
        (
            ["--origin", "artcle"],
            [
                "did you mean \"article\"?",
                "article, caption, background, inferred",
            ],
        ),
        (["--actor", "Chine"], ["did you mean \"China\"?", "RUS"]),
        (
            ["--status", "derelict"],
            [
                "no feature has the status \"derelict\"",
                "active, former, reported, announced, none",
            ],
        ),
        (
            ["--precision", "exact"],
            ["no feature has the precision", "site, town"],
        ),
    ] {
        let (done, _, error) = export(&args);
        assert!(!done, "{args:?}");
        for word in words {
            assert!(error.contains(word), "{args:?}: {error}");
        }
    }
}
