//! `--where`: the same condition for a list, another format and a picture.

use super::{folder, steppe};

const EVENTS: &str = "name,lat,lon,date,fatalities,event_type\n\
    Osh,40.53,72.8,2021-09-03,12,Protests\n\
    Khorog,37.49,71.55,2021-11-25,3,Battles\n\
    Dushanbe,38.56,68.79,2021-10-18,,Protests\n";

#[test]
fn a_condition_narrows_list_convert_and_export() {
    let folder = folder();
    std::fs::write(folder.path().join("events.csv"), EVENTS).expect("written");
    let run = steppe(
        folder.path(),
        &["list", "events.csv", "--csv", "--where", "fatalities >= 10"],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(
        run.out().contains("Osh") && !run.out().contains("Khorog"),
        "{}",
        run.out()
    );
    let condition = "event_type IN ('Protests') AND when >= DATE('2021-10-01')";
    let run = steppe(
        folder.path(),
        &[
            "convert",
            "events.csv",
            "--out",
            "some.geojson",
            "--where",
            condition,
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let written = std::fs::read_to_string(folder.path().join("some.geojson")).expect("written");
    assert!(
        written.contains("Dushanbe") && !written.contains("Osh"),
        "{written}"
    );
    let run = steppe(
        folder.path(),
        &[
            "export",
            "events.csv",
            "--out",
            "some.svg",
            "--where",
            "S_INTERSECTS(geom, BBOX(71, 37, 72, 38))",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let picture = std::fs::read_to_string(folder.path().join("some.svg")).expect("written");
    assert!(
        picture.contains("(1 of 3)"),
        "the margin says what is shown"
    );
}

#[test]
fn a_mistake_in_a_condition_is_told_with_its_column_and_nothing_is_written() {
    let folder = folder();
    std::fs::write(folder.path().join("events.csv"), EVENTS).expect("written");
    for (condition, told) in [
        (
            "fatalities >=",
            "column 14: expected a value, found the end",
        ),
        ("fatality >= 10", "did you mean \"fatalities\"?"),
        ("fatalities = 'many'", "holds numbers"),
    ] {
        for args in [
            vec!["list", "events.csv", "--where", condition],
            vec![
                "convert",
                "events.csv",
                "--out",
                "x.csv",
                "--where",
                condition,
            ],
            vec![
                "export",
                "events.csv",
                "--out",
                "x.svg",
                "--where",
                condition,
            ],
        ] {
            let run = steppe(folder.path(), &args);
            assert_eq!(run.code(), 2, "{args:?}");
            assert!(run.err().contains(told), "{args:?}: {}", run.err());
        }
    }
    assert!(!folder.path().join("x.csv").exists() && !folder.path().join("x.svg").exists());
}

#[test]
fn a_picture_is_coloured_and_labelled_by_columns_and_measured_in_miles() {
    let folder = folder();
    std::fs::write(folder.path().join("events.csv"), EVENTS).expect("written");
    let run = steppe(
        folder.path(),
        &[
            "export",
            "events.csv",
            "--out",
            "some.svg",
            "--color-by",
            "event_type",
            "--label-by",
            "fatalities",
            "--units",
            "mi",
        ],
    );
    assert_eq!(run.code(), 0, "{}", run.err());
    let picture = std::fs::read_to_string(folder.path().join("some.svg")).expect("written");
    for said in [
        "by event_type",
        "Protests (2)",
        "Battles (1)",
        ">12<",
        " mi at ",
    ] {
        assert!(picture.contains(said), "{said}");
    }
    let run = steppe(
        folder.path(),
        &[
            "export",
            "events.csv",
            "--out",
            "other.svg",
            "--color-by",
            "event_typ",
        ],
    );
    assert_eq!(run.code(), 2, "{}", run.err());
    assert!(run.err().contains("event_type"), "{}", run.err());
}
