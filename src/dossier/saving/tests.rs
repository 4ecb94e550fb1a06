use super::super::{DayOrder, ReadAs, read};
use super::*;
use crate::atlas::chart::ColumnsOf;
use crate::atlas::classes::{Classing, ColourBy};
use crate::atlas::{Chart, WrittenChart, WrittenColumns};
use crate::atlas::{WrittenBookmark, WrittenLayer};
use crate::earth::LonLat;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A view that says something of everything.
fn view() -> WrittenView {
    let layer = |id: &str, visible, opacity| WrittenLayer {
        id: id.into(),
        visible,
        opacity,
        colour_by: (!visible).then(|| ColourBy {
            column: "deaths".into(),
            classing: Classing::NaturalBreaks,
        }),
        label_by: visible.then(|| "status".into()),
    };
    WrittenView {
        place: Some((LonLat::new(71.4, 40.125), 1500.0)),
        layers: vec![layer("water", true, 0.37), layer("borders", false, 1.0)],
        days: Some([day("2021-06-01"), day("2021-10-31")]),
        compared: Some(WrittenComparison {
            days: [
                [day("2021-07-01"), day("2021-07-31")],
                [day("2021-08-01"), day("2021-08-31")],
            ],
            two_maps: true,
        }),
        dims_others: true,
        undated: false,
        evidence: [("origin".to_owned(), vec!["article".to_owned()])].into(),
        conditions: vec!["deaths >= 10".parse().unwrap()],
        selected: Some("osh".into()),
    }
}

fn state() -> WrittenState {
    WrittenState {
        view: view(),
        bookmarks: vec![WrittenBookmark {
            name: "The \"valley\"".into(),
            view: WrittenView::default(),
        }],
        charts: vec![chart()],
        words: None,
    }
}

fn chart() -> WrittenChart {
    WrittenChart {
        id: "former-by-when".into(),
        title: "Former bases by when".into(),
        shows: WrittenColumns::Pair(ColumnsOf {
            layer: None,
            columns: ["when".into(), "weight".into()],
            logs: [false, true],
            conditions: vec!["status = 'former'".parse().unwrap()],
        }),
    }
}

fn files(manifest: &str) -> Files {
    let mut files = Files::new();
    files
        .insert(MANIFEST, manifest.as_bytes().to_vec())
        .unwrap();
    files.insert("article.md", b"# Osh\n".to_vec()).unwrap();
    files
}

const MANIFEST_TEXT: &str = "# Mine.\nformat = 1\nid = \"osh\"   # never changes\ntitle = \"Osh\"\n\n[map]\nframe = [70, 39, 74, 42] # the valley\n";

#[test]
fn what_is_written_is_read_again_as_it_was() {
    let text = with_state(MANIFEST_TEXT, &state()).unwrap();
    let reading = read(&files(&text));
    assert_eq!(reading.problems, [], "{text}");
    assert_eq!(reading.dossier.view, Some(view()), "{text}");
    assert_eq!(reading.dossier.bookmarks, state().bookmarks);
    assert_eq!(reading.dossier.charts, [Chart::from(&chart())], "{text}");
    assert_eq!(
        with_state(&text, &state()).unwrap(),
        text,
        "no change, no change of the file"
    );
}

#[test]
fn all_that_was_in_the_manifest_stays_as_it_was() {
    let text = with_state(MANIFEST_TEXT, &state()).unwrap();
    assert!(text.starts_with(MANIFEST_TEXT), "{text}");
    let edited = text
        .replace("undated = false", "undated = false # not yet\nmine = 3")
        .replace("[[bookmarks]]\n", "[[bookmarks]] # first\n");
    let other = WrittenState {
        view: WrittenView {
            place: None,
            ..view()
        },
        bookmarks: [
            vec![WrittenBookmark {
                name: "Before it".into(),
                view: WrittenView::default(),
            }],
            state().bookmarks,
        ]
        .concat(),
        charts: Vec::new(),
        words: None,
    };
    let text = with_state(&edited, &other).unwrap();
    assert!(
        text.contains("undated = false # not yet\nmine = 3"),
        "{text}"
    );
    assert!(
        !text.contains("middle") && text.starts_with(MANIFEST_TEXT),
        "{text}"
    );
    let dossier = read(&files(&text)).dossier;
    assert_eq!(dossier.bookmarks, other.bookmarks, "{text}");
    let none = with_state(&text, &WrittenState::default()).unwrap();
    assert!(
        !none.contains("bookmarks") && none.contains("mine = 3"),
        "{none}"
    );
}

#[test]
fn lines_end_as_they_ended_and_a_broken_manifest_is_left_alone() {
    let windows = MANIFEST_TEXT.replace('\n', "\r\n");
    let text = with_state(&windows, &state()).unwrap();
    assert!(text.starts_with(&windows), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let error = with_state("id = \"osh\ntitle = 3", &state()).unwrap_err();
    assert!(error.to_string().contains("mend it first"), "{error}");
}

#[test]
fn a_copy_lists_what_it_was_made_of() {
    let mut bare = Files::new();
    bare.insert("towns.csv", b"name,lon,lat\nOsh,72.8,40.5\n".to_vec())
        .unwrap();
    let text = manifest_of_copy(&bare, ("My towns", "Towns \"here\""), false, &state()).unwrap();
    bare.insert(MANIFEST, text.clone().into_bytes()).unwrap();
    let dossier = read(&bare).dossier;
    assert_eq!(
        (dossier.id.as_str(), dossier.title.as_str()),
        ("my-towns", "Towns \"here\"")
    );
    assert_eq!(dossier.features.len(), 1, "{text}");

    let mut added = Files::builtin();
    let mut other = Files::new();
    other
        .insert("towns.csv", b"name,lon,lat\nOsh,72.8,40.5\n".to_vec())
        .unwrap();
    added.add_beside(other);
    let before = read(&added).dossier.features.len();
    let text = manifest_of_copy(&added, ("mine", ""), true, &state()).unwrap();
    let mut copy = Files::new();
    for name in added.names() {
        copy.insert(name, added.get(name).unwrap().to_vec())
            .unwrap();
    }
    copy.insert(MANIFEST, text.clone().into_bytes()).unwrap();
    let dossier = read(&copy).dossier;
    assert_eq!(
        (dossier.id.as_str(), dossier.features.len()),
        ("mine", before)
    );
    assert!(text.contains("# The built-in dossier."), "{text}");
}

#[test]
fn a_copy_says_how_its_files_are_read() {
    let mut files = Files::new();
    let table = b"code,title,lat,lon,seen\nK-7,Osh,40.5,72.8,07/08/2021\n";
    files.insert("towns.csv", table.to_vec()).unwrap();
    let manifest = "format = 1\nid = \"d\"\ntitle = \"D\"\n[files]\nfeatures = [\"towns.csv\"]\n\n[[read]] # kept\nfile = \"towns.csv\"\nname = \"title\" # likewise\n";
    files
        .insert(MANIFEST, manifest.as_bytes().to_vec())
        .unwrap();
    let read_as = ReadAs {
        name: Some("code".to_owned()),
        begin: Some("seen".to_owned()),
        day_order: Some(DayOrder::DayFirst),
        ..ReadAs::default()
    };
    files.read_as("towns.csv", read_as);
    let shown = read(&files).dossier.features;
    let text = manifest_of_copy(&files, ("copy", ""), false, &state()).unwrap();
    assert!(
        text.contains("# kept") && text.contains("name = \"code\" # likewise"),
        "{text}"
    );
    let mut copy = Files::new();
    copy.insert("towns.csv", table.to_vec()).unwrap();
    copy.insert(MANIFEST, text.into_bytes()).unwrap();
    let features = read(&copy).dossier.features;
    assert_eq!(features[0].name, "K-7");
    assert_eq!(
        (&features[0].name, &features[0].when),
        (&shown[0].name, &shown[0].when)
    );
}
