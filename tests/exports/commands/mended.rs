//! `steppe check --fix`.

use std::fs;

use super::{folder, names, steppe};

const SLIPS: &str = "{\"type\": \"FeatureCollection\", \"features\": [\r\n  \
    {\"type\": \"Feature\", \"id\": \"osh\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [72.8, 40.5]},\r\n   \
    \"properties\": {\"name\": \"Osh\", \"origin\": \"articel\",  \"precision\": \"Town\"}}]}\r\n";

fn right() -> String {
    SLIPS.replace("articel", "article").replace("Town", "town")
}

#[test]
fn nothing_is_written_without_consent_and_the_changes_are_shown() {
    let folder = folder();
    let path = folder.path().join("a.geojson");
    fs::write(&path, SLIPS).expect("written");
    let run = steppe(folder.path(), &["check", "--fix", "a.geojson"]);
    assert_eq!(run.code(), 1, "{}{}", run.out(), run.err());
    let out = run.out();
    assert!(out.starts_with("--- a.geojson\n+++ a.geojson\n@@"), "{out}");
    assert!(
        out.contains("\n-   \"properties\": {\"name\": \"Osh\", \"origin\": \"articel\""),
        "{out}"
    );
    assert!(
        out.contains("\n+   \"properties\": {\"name\": \"Osh\", \"origin\": \"article\""),
        "{out}"
    );
    assert!(
        run.err().contains("`--yes` writes the changes"),
        "{}",
        run.err()
    );
    assert_eq!(fs::read_to_string(&path).expect("there"), SLIPS);
}

#[test]
fn what_was_consented_to_is_written_and_the_rest_is_told() {
    let folder = folder();
    let path = folder.path().join("a.geojson");
    fs::write(&path, SLIPS).expect("written");
    let run = steppe(folder.path(), &["check", "--fix", "--yes", "a.geojson"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert_eq!(fs::read_to_string(&path).expect("there"), right());
    assert!(
        run.out().contains("\nwrote 2 changes in 1 file\n"),
        "{}",
        run.out()
    );
    assert_eq!(names(folder.path()), ["a.geojson"]);
    let again = steppe(folder.path(), &["check", "--fix", "--yes", "a.geojson"]);
    assert_eq!(again.code(), 0, "{}", again.err());
    assert!(!again.out().contains("---"), "{}", again.out());
}

#[test]
fn a_dossier_that_was_mended_passes_and_one_in_an_archive_stays() {
    let folder = folder();
    assert_eq!(steppe(folder.path(), &["new", "mine"]).code(), 0);
    let article = folder.path().join("mine/article.md");
    let text = fs::read_to_string(&article).expect("there");
    let (before, id) = text.split_once("](#").expect("a link");
    let id = id.split(')').next().expect("an id");
    let slip = text.replacen(
        &format!("{before}](#{id})"),
        &format!("{before}](features.geojson#{id})"),
        1,
    );
    fs::write(&article, &slip).expect("written");
    assert_eq!(steppe(folder.path(), &["check", "mine"]).code(), 1);
    let run = steppe(
        folder.path(),
        &["check", "mine/dossier.toml", "--fix", "--yes"],
    );
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert_eq!(fs::read_to_string(&article).expect("there"), text);
}

#[test]
fn what_cannot_be_written_is_told_and_stays() {
    let folder = folder();
    let path = folder.path().join("a.geojson");
    fs::write(&path, SLIPS).expect("written");
    let mut permissions = path.metadata().expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let run = steppe(folder.path(), &["check", "--fix", "--yes", "a.geojson"]);
    assert_eq!(run.code(), 1, "{}{}", run.out(), run.err());
    assert!(
        run.err().contains("a.geojson is read-only"),
        "{}",
        run.err()
    );
    assert_eq!(fs::read_to_string(&path).expect("there"), SLIPS);
}

#[test]
fn what_makes_no_sense_beside_it_is_refused() {
    let folder = folder();
    for args in [
        vec!["check", "--fix"],
        vec!["check", "--yes", "a.geojson"],
        vec!["check", "--fix", "--json", "a.geojson"],
        vec!["check", "--fix", "gone.geojson"],
    ] {
        assert_eq!(steppe(folder.path(), &args).code(), 2, "{args:?}");
    }
}

#[test]
fn programs_get_each_change_with_its_problem() {
    let folder = folder();
    fs::write(folder.path().join("a.geojson"), SLIPS).expect("written");
    let run = steppe(folder.path(), &["check", "--json", "a.geojson"]);
    let problems: Vec<serde_json::Value> = serde_json::from_str(&run.out()).expect("JSON");
    let corrections = problems
        .iter()
        .filter_map(|it| it["corrections"].as_array().cloned());
    let change = corrections.flatten().next().expect("one");
    let at = |key: &str| change[key].as_u64().expect("a number") as usize;
    assert_eq!(&SLIPS[at("from_byte")..at("to_byte")], "\"articel\"");
    assert_eq!(change["text"], "\"article\"");
    assert_eq!(change["file"], "a.geojson");
}

#[test]
fn several_files_are_checked_and_mended_together() {
    let folder = folder();
    for name in ["a.geojson", "b.geojson"] {
        let text = SLIPS.replace("\"id\": \"osh\"", &format!("\"id\": \"{}\"", &name[..1]));
        fs::write(folder.path().join(name), text).expect("written");
    }
    let run = steppe(folder.path(), &["check", "a.geojson", "b.geojson"]);
    assert!(run.out().contains("checked 2 features"), "{}", run.out());
    let run = steppe(
        folder.path(),
        &["check", "--fix", "--yes", "a.geojson", "b.geojson"],
    );
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert!(
        run.out().contains("wrote 4 changes in 2 files"),
        "{}",
        run.out()
    );
}
