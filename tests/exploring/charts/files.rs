//! Charts as files, and what those say of themselves.

use std::sync::Arc;

use steppe::app::{is_picture, render_chart, reopen};
use steppe::atlas::Source;
use steppe::render::{NoteError, note};
use steppe::scene::Item;
use steppe::session::viewpoint::MapTheme;
use steppe::session::{
    ChartFormat, ChartSpec, Colophon, Command, Effect, Event, ExportFormat, FileCommand, PanelTab,
    Picture, PictureContent, Session, SourceId, TextAs,
};

use super::{ATLAS, declared, drawn, look};

#[test]
fn a_chart_is_drawn_into_each_format_at_its_scale() {
    let spec = |format, scale| ChartSpec {
        format,
        scale,
        ..ChartSpec::default()
    };
    let bytes = |spec| {
        let drawn = render_chart(&ATLAS, "arms-share", spec).expect("it can be drawn");
        drawn.expect("it is declared")
    };
    let size = |scale| {
        let picture =
            image::load_from_memory(&bytes(spec(ChartFormat::Picture(ExportFormat::Png), scale)));
        let picture = picture.expect("a picture");
        (picture.width(), picture.height())
    };
    let once = size(1.0);
    assert_eq!(once.0, 800);
    assert_eq!(size(2.0), (once.0 * 2, once.1 * 2));
    let svg =
        String::from_utf8(bytes(spec(ChartFormat::Picture(ExportFormat::Svg), 1.0))).expect("text");
    assert!(svg.starts_with("<svg") && svg.contains("Share of arms deliveries"));
    assert_eq!(
        bytes(spec(ChartFormat::Csv, 1.0)),
        bytes(spec(ChartFormat::Csv, 2.0))
    );
    let none = render_chart(&ATLAS, "no-such", ChartSpec::default());
    assert_eq!(none.expect("nothing failed"), None);
}

/// Every format of a picture of a chart.
const PICTURES: [ChartFormat; 3] = [
    ChartFormat::Picture(ExportFormat::Png),
    ChartFormat::Picture(ExportFormat::Svg),
    ChartFormat::Picture(ExportFormat::Pdf),
];

fn picture(id: &str, spec: ChartSpec) -> Vec<u8> {
    let drawn = render_chart(&ATLAS, id, spec).expect("it can be drawn");
    drawn.expect("it is declared")
}

#[test]
fn a_picture_of_a_chart_brings_its_chart_back() {
    for format in PICTURES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder
            .path()
            .join("chart")
            .with_extension(format.extension());
        let spec = ChartSpec {
            format,
            theme: MapTheme::Dark,
            ..ChartSpec::default()
        };
        std::fs::write(&path, picture("troops", spec)).expect("written");
        assert!(is_picture(&path));
        let colophon = reopen(&path).expect("it says what it shows");
        assert_eq!(colophon.dossier.id, "central-asia-2021");
        assert_eq!(colophon.as_of.as_deref(), Some("2021-10-23"));
        let shown = colophon.chart().expect("a chart");
        assert_eq!(shown.title, "Troops by exercise");
        let sources = declared("troops").table(&ATLAS).sources(declared("troops"));
        let citations: Vec<String> = sources.iter().map(Source::citation).collect();
        assert_eq!(colophon.citations, citations);
        let mut session = Session::new(Arc::clone(&ATLAS), None, Vec::new());
        let view = session.view.clone();
        session.receive(Event::PictureRead {
            path: path.into(),
            colophon: Box::new(colophon),
        });
        let sought = session.shell.sought.as_ref().map(|(id, _)| id.as_str());
        assert_eq!(sought, Some("troops"));
        assert!(session.shell.shows(PanelTab::Figures));
        let told = &session.shell.notices.last().expect("it says so").text;
        assert_eq!(told, "This is the chart of the picture: Troops by exercise");
        // It showed no map, so the reader's own stays.
        assert_eq!(session.view, view);
        assert!(!session.came_from_picture());
    }
}

#[test]
fn a_picture_of_a_chart_that_is_gone_says_so_and_shows_the_others() {
    let mut session = Session::new(Arc::clone(&ATLAS), None, Vec::new());
    let chart = declared("troops");
    let mut colophon =
        Colophon::of_chart(&ATLAS, chart, &chart.table(&ATLAS), &ChartSpec::default());
    let json = colophon.to_json().expect("text");
    assert!(json.starts_with("{\"format\":2,"), "{json}");
    assert_eq!(Colophon::from_json(&json).expect("read"), colophon);
    let read = |colophon: &Colophon| Event::PictureRead {
        path: "chart.png".into(),
        colophon: Box::new(colophon.clone()),
    };
    let PictureContent::Chart(shown) = &mut colophon.shows else {
        panic!("{colophon:?}")
    };
    shown.id = "no-such".into();
    session.receive(read(&colophon));
    assert!(session.shell.shows(PanelTab::Figures));
    let told = &session.shell.notices.last().expect("it says so").text;
    assert!(told.contains("\"Troops by exercise\" (no-such)"), "{told}");
    colophon.dossier.id = "walk".into();
    session.receive(read(&colophon));
    let prompt = session
        .files
        .prompt
        .as_ref()
        .expect("it asks for the dossier");
    let error = prompt.error.as_deref().expect("and says why");
    assert!(
        error.starts_with("this picture shows the chart \"Troops by exercise\""),
        "{error}"
    );
}

#[test]
fn a_stripped_picture_of_a_chart_says_nothing_of_itself() {
    for format in PICTURES {
        let spec = ChartSpec {
            format,
            // Letters that are text say what they spell.
            text: TextAs::Outlines,
            ..ChartSpec::default()
        };
        let says =
            |file: &[u8], word: &str| file.windows(word.len()).any(|part| part == word.as_bytes());
        let whole = picture("rents", spec);
        let stripped = picture(
            "rents",
            ChartSpec {
                says_its_chart: false,
                ..spec
            },
        );
        assert_eq!(note(&stripped), Err(NoteError::None), "{format:?}");
        for word in ["central-asia-2021", "urn:steppe", "as_of", "<title>"] {
            assert!(!says(&stripped, word), "{format:?} says {word}");
        }
        assert!(
            says(&whole, "central-asia-2021") && says(&whole, "as_of"),
            "{format:?}"
        );
    }
}

#[test]
fn a_chart_as_pdf_is_one_page_whose_margins_are_read_line_by_line() {
    let pdf = picture(
        "rents",
        ChartSpec {
            format: ChartFormat::Picture(ExportFormat::Pdf),
            ..ChartSpec::default()
        },
    );
    assert!(pdf.starts_with(b"%PDF-"));
    let says = |words: &str| {
        let words = words.as_bytes();
        pdf.windows(words.len())
            .filter(|part| *part == words)
            .count()
    };
    assert_eq!(says("/Type/Page\n") + says("/Type/Page/"), 1);
    let title = declared("rents").title.as_str();
    assert!(says(title) > 0);
    // Title, remark, sums and sources are paragraphs; the chart is one figure.
    assert_eq!(says("/S/Figure"), 1);
    let (_, scene) = drawn("rents", &look(800.0, true));
    let margins = scene.scene.group("furniture").expect("it has margins");
    let lines = margins
        .items
        .iter()
        .filter(|item| matches!(item, Item::Text(_)));
    let lines = lines.count();
    assert!(lines >= 3);
    assert_eq!(says("/S/P\n") + says("/S/P/"), lines);
}

#[test]
fn a_chart_goes_to_its_file_by_the_way_of_all_pictures() {
    let mut session = Session::new(Arc::clone(&ATLAS), None, Vec::new());
    let spec = ChartSpec {
        format: ChartFormat::Csv,
        ..ChartSpec::default()
    };
    let asked = session.apply(Command::File(FileCommand::ExportChart {
        chart: "troops".into(),
        spec,
    }));
    let [
        Effect::AskSavePath {
            save,
            stem,
            extension,
            ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}")
    };
    assert_eq!(
        (stem.as_str(), *extension),
        ("central-asia-2021_troops", "csv")
    );
    let path = SourceId::from("/tables/troops.csv");
    let saved = session.apply(Command::File(FileCommand::PathChosen {
        save: *save,
        path: path.clone(),
        replace: false,
    }));
    let expected = Effect::Save {
        save: *save,
        picture: Picture::Chart {
            chart: "troops".into(),
            spec,
        },
        path: path.clone(),
        replace: false,
    };
    assert_eq!(saved, [expected]);
    session.receive(Event::Exists(*save, path));
    let prompt = session.files.prompt.as_ref().expect("it asks again");
    assert!(prompt.exists, "nothing is replaced without being asked");
}
