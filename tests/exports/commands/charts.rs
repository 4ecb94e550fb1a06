//! `steppe export --chart`.

use super::{folder, picture, steppe};

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
