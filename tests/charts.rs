//! Charts as a reader relies on them: what they say, what they never say, and how they leave the program.

mod support;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use proptest::prelude::*;
use steppe::app::{Desk, Settings, is_picture, render_chart, reopen};
use steppe::atlas::chart::{Chart, Row, Table, csv};
use steppe::atlas::{Atlas, BaseMap, Source, Subject};
use steppe::dossier::{Files, Reading, builtin, read};
use steppe::render::{NoteError, note};
use steppe::scene::{ChartLook, ChartScene, Item, chart, covers};
use steppe::session::viewpoint::MapTheme;
use steppe::session::{
    Action, ChartFormat, ChartSpec, Colophon, Effect, FileAction, Picture, Reader, Session,
    ShellAction, Shown, TextAs,
};
use support::raster;

/// The built-in dossier over the base map that the program carries.
static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let basemap = BaseMap::embedded().expect("the base map can be read");
    Arc::new(Atlas::new(builtin().dossier, Arc::new(basemap)))
});

fn declared(id: &str) -> &'static Chart {
    ATLAS.chart(id).expect("the dossier declares it")
}

fn look(width_px: f64, margins: bool) -> ChartLook {
    ChartLook {
        width_px,
        theme: MapTheme::Light,
        selected: None,
        hovered: None,
        margins,
    }
}

fn drawn(id: &str, look: &ChartLook) -> (Table, ChartScene) {
    let declared = declared(id);
    let table = declared.table(&ATLAS);
    let scene = chart(&ATLAS, declared, &table, look);
    (table, scene)
}

fn texts(scene: &ChartScene) -> impl Iterator<Item = &steppe::scene::Text> {
    let items = scene.scene.groups.iter().flat_map(|group| &group.items);
    items.filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    })
}

/// A chart as lines: its size, its bars, its shapes that are filled or dashed, its words.
fn lines(scene: &ChartScene) -> String {
    let camera = &scene.scene.camera;
    let mut lines = vec![format!("{:.0} x {:.0}", camera.width_px, camera.height_px)];
    for bar in &scene.bars {
        let rect = bar.rect;
        let subject = bar.subject.map_or("-".into(), |subject| ATLAS.id(subject));
        lines.push(format!(
            "bar {:.0},{:.0} to {:.0},{:.0} [{subject}] {}",
            rect.left, rect.top, rect.right, rect.bottom, bar.name
        ));
    }
    for text in texts(scene) {
        let (x, y) = (text.at.x_px, text.at.y_px);
        lines.push(format!("{x:.0},{y:.0} {}", text.text));
    }
    lines.join("\n")
}

#[test]
fn each_chart_of_the_built_in_dossier_says_what_it_said() {
    for declared in &ATLAS.dossier.charts {
        let (_, scene) = drawn(&declared.id, &look(360.0, false));
        insta::assert_snapshot!(format!("chart_{}", declared.id), lines(&scene));
    }
}

#[test]
fn a_chart_in_a_file_has_its_title_sums_and_sources() {
    let (table, scene) = drawn("troops", &look(800.0, true));
    let said: Vec<&str> = texts(&scene).map(|text| text.text.as_str()).collect();
    let said = said.join(" ");
    let margins = scene.scene.group("furniture").expect("it has margins");
    let Some(Item::Text(title)) = margins.items.first() else {
        panic!("{margins:?}")
    };
    assert_eq!(title.text, "Troops by exercise");
    assert!(
        said.contains("Together more than 18,000 people. Two have no number"),
        "{said}"
    );
    for source in table.sources(declared("troops")) {
        assert!(said.contains(&source.citation()), "{}", source.citation());
    }
}

#[test]
fn every_value_has_a_widget_with_its_qualifier() {
    for declared in &ATLAS.dossier.charts {
        let (table, scene) = drawn(&declared.id, &look(360.0, false));
        let parts = |row: &Row| row.parts.len().max(1);
        let values = table.rows().map(parts).sum::<usize>();
        let named = scene
            .bars
            .iter()
            .filter(|bar| !bar.name.starts_with("Mark "));
        assert_eq!(named.count(), values, "{}", declared.id);
    }
    let (_, scene) = drawn("troops", &look(360.0, false));
    let names: Vec<&str> = scene.bars.iter().map(|bar| bar.name.as_str()).collect();
    assert!(
        names.contains(&"Ningxia, August 2021: more than 10,000 people"),
        "{names:?}"
    );
    assert!(names.contains(&"Kyrgyzstan, September 2021 (Russian contingent): hundreds"));
    let shares = names
        .iter()
        .filter(|name| name.contains("its share of 4,000 people"));
    assert_eq!(shares.count(), 2, "the total stands over two gaps");
}

#[test]
fn a_value_without_a_number_is_never_a_bar() {
    let mut without = declared("troops").table(&ATLAS);
    for row in without
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.rows)
    {
        (row.value, row.low, row.high) = (None, None, None);
        row.qualifier.clear();
    }
    let scene = chart(&ATLAS, declared("troops"), &without, &look(360.0, false));
    let marks = scene.scene.group("marks").expect("it has marks");
    let filled = marks
        .items
        .iter()
        .filter(|item| matches!(item, Item::Path(path) if path.fill.is_some()));
    assert_eq!(filled.count(), 0);
    let missing = texts(&scene)
        .filter(|text| text.text == "not reported")
        .count();
    assert!(missing >= 10, "{missing}");
}

#[test]
fn days_around_kabul_are_those_of_the_dossiers_own_series() {
    let table = declared("days-around-kabul").table(&ATLAS);
    let series = ATLAS
        .dossier
        .series
        .iter()
        .find(|series| series.id == "days-around-kabul-fall");
    let points = &series.expect("it is there").points;
    assert_eq!(table.rows().count(), points.len());
    for (row, point) in table.rows().zip(points) {
        assert_eq!(row.value, point.value, "{}", row.label);
        if let Some(end) = point.end {
            assert_eq!(row.high, Some(end), "{}", row.label);
        }
    }
}

#[test]
fn distances_agree_with_the_card_and_are_refused_where_it_refuses() {
    let table = declared("distance-to-afghanistan").table(&ATLAS);
    let mut measured = 0;
    for row in table.rows() {
        let Some(Subject::Feature(ix)) = row.subject else {
            panic!("{} is no feature", row.label)
        };
        let Some(km) = row.value else {
            assert_eq!(row.qualifier, "known to the country only", "{}", row.label);
            continue;
        };
        let card = ATLAS
            .reference_distance(ix)
            .expect("it lies by a border")
            .metres
            / 1000.0;
        assert!((km - card).abs() <= 5.0, "{}: {km} and {card}", row.label);
        measured += 1;
    }
    assert!(measured >= 7, "{measured}");
}

#[test]
fn sums_of_the_built_in_charts_count_nothing_twice() {
    let said = |id: &str| {
        let table = declared(id).table(&ATLAS);
        let each = table
            .sections
            .iter()
            .map(|section| section.together(&ATLAS).join(" "));
        each.collect::<Vec<_>>().join("\n")
    };
    assert!(said("hardware").contains("100 items left out: part of the total of more than 500"));
    assert_eq!(
        said("afghan-soldiers"),
        "Together 1,037 people. The source gives the same sum."
    );
    assert!(said("troops").contains("Together more than about 22,400 people."));
    assert!(said("troops").contains("about 3,400 to 5,500, is counted at its lowest."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_word_leaves_its_chart(width in 280.0_f64..1200.0, number in 0_usize..10, margins: bool) {
        let id = &ATLAS.dossier.charts[number].id;
        let (_, scene) = drawn(id, &look(width, margins));
        for text in texts(&scene) {
            let rect = covers(text);
            prop_assert!(rect.left >= -1.0 && rect.right <= width + 1.0, "{}: {:?} {:?} of {}", id, text.text, rect, width);
        }
    }
}

/// The fields of a CSV text, by RFC 4180.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => field.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => field.push(letter),
        }
    }
    rows
}

#[test]
fn a_table_holds_every_value_with_qualifier_unit_and_sources() {
    for declared in &ATLAS.dossier.charts {
        let table = declared.table(&ATLAS);
        let text = csv(declared, &table, &ATLAS);
        let rows = parsed(&text);
        let column = |name: &str| {
            rows[0]
                .iter()
                .position(|field| field == name)
                .expect("a column")
        };
        assert_eq!(rows.len() - 1, table.rows().count(), "{}", declared.id);
        for (fields, row) in rows[1..].iter().zip(table.rows()) {
            assert_eq!(fields.len(), rows[0].len(), "{fields:?}");
            assert_eq!(fields[column("label")], row.label);
            assert_eq!(fields[column("qualifier")], row.qualifier);
            assert_eq!(fields[column("unit")], row.unit);
            assert_eq!(fields[column("value")].parse().ok(), row.value);
            assert_eq!(fields[column("date")], row.date);
            assert_eq!(fields[column("sources")].is_empty(), row.sources.is_empty());
        }
    }
}

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
        let picture = image::load_from_memory(&bytes(spec(ChartFormat::Png, scale)));
        let picture = picture.expect("a picture");
        (picture.width(), picture.height())
    };
    let once = size(1.0);
    assert_eq!(once.0, 800);
    assert_eq!(size(2.0), (once.0 * 2, once.1 * 2));
    let svg = String::from_utf8(bytes(spec(ChartFormat::Svg, 1.0))).expect("text");
    assert!(svg.starts_with("<svg") && svg.contains("Share of arms deliveries"));
    assert_eq!(
        bytes(spec(ChartFormat::Csv, 1.0)),
        bytes(spec(ChartFormat::Csv, 2.0))
    );
    let none = render_chart(&ATLAS, "no-such", ChartSpec::default());
    assert_eq!(none.expect("nothing failed"), None);
}

/// Every format of a picture of a chart.
const PICTURES: [ChartFormat; 3] = [ChartFormat::Png, ChartFormat::Svg, ChartFormat::Pdf];

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
        session.apply(Action::File(FileAction::PictureRead {
            path,
            colophon: Box::new(colophon),
        }));
        let sought = session.shell.sought.as_ref().map(|(id, _)| id.as_str());
        assert_eq!(sought, Some("troops"));
        assert!(session.shell.shows(Reader::Figures));
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
    let read = |colophon: &Colophon| {
        Action::File(FileAction::PictureRead {
            path: "chart.png".into(),
            colophon: Box::new(colophon.clone()),
        })
    };
    let Shown::Chart(shown) = &mut colophon.shows else {
        panic!("{colophon:?}")
    };
    shown.id = "no-such".into();
    session.apply(read(&colophon));
    assert!(session.shell.shows(Reader::Figures));
    let told = &session.shell.notices.last().expect("it says so").text;
    assert!(told.contains("\"Troops by exercise\" (no-such)"), "{told}");
    colophon.dossier.id = "walk".into();
    session.apply(read(&colophon));
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
            format: ChartFormat::Pdf,
            ..ChartSpec::default()
        },
    );
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/Type /Page\n").count(), 1);
    let title = declared("rents").title.as_str();
    assert!(text.contains(&format!("<rdf:li xml:lang=\"x-default\">{title}</rdf:li>")));
    // Title, remark, sums and sources are paragraphs; the chart is one figure.
    assert_eq!(text.matches("/S /Figure").count(), 1);
    let (_, scene) = drawn("rents", &look(800.0, true));
    let margins = scene.scene.group("furniture").expect("it has margins");
    let lines = margins
        .items
        .iter()
        .filter(|item| matches!(item, Item::Text(_)));
    let lines = lines.count();
    assert!(lines >= 3);
    assert_eq!(text.matches("/S /P").count(), lines);
}

#[test]
fn one_tick_strips_maps_and_charts_alike() {
    let mut harness = window();
    let save = format!("Save {}", declared("troops").title);
    harness.get_by_label(&save).click();
    harness.run_steps(4);
    harness.get_by_label("Strip metadata").click();
    harness.run_steps(4);
    assert!(!session(&harness).files.export.says_its_view);
    harness.get_by_label("PDF page…").click();
    harness.run_steps(4);
    let waiting = &session(&harness).files.waiting;
    let [capture] = waiting.as_slice() else {
        panic!("{waiting:?}")
    };
    let Picture::Chart { chart, spec } = &capture.picture else {
        panic!("{capture:?}")
    };
    assert_eq!((chart.as_str(), spec.format), ("troops", ChartFormat::Pdf));
    assert!(!spec.says_its_chart);
}

#[test]
fn a_chart_goes_to_its_file_by_the_way_of_all_pictures() {
    let mut session = Session::new(Arc::clone(&ATLAS), None, Vec::new());
    let spec = ChartSpec {
        format: ChartFormat::Csv,
        ..ChartSpec::default()
    };
    let asked = session.apply(Action::File(FileAction::ExportChart {
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
    let path = PathBuf::from("/tables/troops.csv");
    let saved = session.apply(Action::File(FileAction::PathChosen {
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
    session.apply(Action::File(FileAction::Exists(*save, path)));
    let prompt = session.files.prompt.as_ref().expect("it asks again");
    assert!(prompt.exists, "nothing is replaced without being asked");
}

#[test]
fn settings_from_before_the_figures_show_the_article() {
    let settings: Settings = serde_json::from_str(r#"{"shell": {"ui_scale": 1.5}}"#).expect("read");
    assert_eq!(settings.shell.reader, Reader::Article);
    assert!((settings.shell.ui_scale - 1.5).abs() < 1e-6);
}

/// The window on the built-in dossier with the figures open.
fn window<'a>() -> Harness<'a, Desk> {
    let atlas = Arc::new(Atlas::new(builtin().dossier, Arc::new(BaseMap::default())));
    let mut desk = Desk::new(Session::new(atlas, None, Vec::new()));
    desk.apply(Action::Shell(ShellAction::SetReducedMotion(true)));
    let frame = |ui: &mut egui::Ui, desk: &mut Desk| {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        desk.frame(&mut root);
    };
    let mut harness = raster::harness(vec2(1280.0, 800.0), 1.0).build_ui_state(frame, desk);
    harness.run_steps(4);
    harness.get_by_label("Figures").click();
    harness.run_steps(6);
    harness
}

fn session<'a>(harness: &'a Harness<'_, Desk>) -> &'a Session {
    harness.state().session()
}

#[test]
fn a_bar_lights_its_mark_and_a_click_selects_it() {
    let mut harness = window();
    assert!(session(&harness).shell.shows(Reader::Figures));
    let expected = session(&harness)
        .atlas
        .find("ex-zapad-interaction-2021-ningxia");
    let bar = "Ningxia, August 2021: more than 10,000 people";
    let at = harness.get_by_label(bar).rect().center();
    harness.hover_at(at);
    harness.run_steps(3);
    assert_eq!(session(&harness).view.hovered, expected);
    harness.get_by_label(bar).click();
    harness.run_steps(6);
    assert_eq!(session(&harness).selected(), expected);
    let bar = harness.get_by_label(bar);
    let marked = bar.accesskit_node().toggled();
    assert_eq!(marked, Some(egui::accesskit::Toggled::True));
}

#[test]
fn the_figures_stay_as_wide_as_they_are_and_leave_the_map_its_half() {
    let mut harness = window();
    let before = session(&harness).view.camera.width_px;
    harness.run_steps(20);
    let camera = session(&harness).view.camera;
    assert!(
        (camera.width_px - before).abs() < 0.5,
        "{before} and {}",
        camera.width_px
    );
    assert!(camera.width_px * camera.height_px >= 0.5 * 1280.0 * 800.0);
}

#[test]
fn a_mark_selected_on_the_map_brings_its_bar_into_sight() {
    let mut harness = window();
    let kant = session(&harness)
        .atlas
        .find("base-kant")
        .expect("it is there");
    let bar = "Kant air base (999th): about 400 people";
    assert!(harness.query_by_label(bar).is_none(), "it is far below");
    let jump = steppe::session::SelectAction::Jump(kant);
    harness.state_mut().apply(Action::Select(jump));
    harness.run_steps(12);
    assert!(harness.query_by_label(bar).is_some());
}

#[test]
fn a_chart_that_is_asked_for_by_its_title_comes_into_sight() {
    let mut harness = window();
    let rents = "Baikonur: 115 USD million";
    assert!(harness.query_by_label(rents).is_none(), "it is far below");
    harness
        .state_mut()
        .apply(Action::Shell(ShellAction::ShowChart("rents".into())));
    harness.run_steps(12);
    assert!(harness.query_by_label(rents).is_some());
}

#[test]
fn the_card_never_adds_counts_of_one_thing() {
    let mut harness = window();
    let drill = session(&harness)
        .atlas
        .find("ex-peace-mission-2021-donguz")
        .expect("it is there");
    let jump = steppe::session::SelectAction::Jump(drill);
    harness.state_mut().apply(Action::Select(jump));
    harness.run_steps(6);
    let said = "Counts of one thing, not added: more than about 3,400 people.";
    assert!(harness.query_by_label(said).is_some());
}

#[test]
fn a_stack_of_marks_counts_their_common_total_once() {
    let mut harness = window();
    let find = |id: &str| session(&harness).atlas.find(id).expect("it is there");
    let stack = vec![find("base-201-dushanbe"), find("base-201-bokhtar")];
    let at = steppe::earth::ScreenPoint::new(300.0, 300.0);
    let click = steppe::session::SelectAction::Click { at, stack };
    harness.state_mut().apply(Action::Select(click));
    harness.run_steps(6);
    let said = "Personnel, whole base. Together about 7,000 people. Counted once";
    assert!(harness.query_by_label_contains(said).is_some());
}

const MANIFEST: &str = r#"
format = 1
id = "own"
title = "A dossier of one's own"
[files]
article = "article.md"
features = ["features.geojson"]
[[layers]]
id = "walks"
name = "Walks"
[[series]]
id = "walkers"
title = "Walkers"
unit = "people"
points = [
  { label = "Both", value = 30, qualifier = "total", parts = ["walk-a", "walk-b"] },
  { label = "First", value = 12, qualifier = "about", feature = "walk-a" },
]
"#;

const FEATURES: &str = r#"{ "type": "FeatureCollection", "features": [
  { "type": "Feature", "id": "walk-a", "geometry": { "type": "Point", "coordinates": [72.8, 40.5] },
    "properties": { "layer": "walks", "name": "A walk", "kind": "walk", "summary": "Up.", "origin": "article", "claim": "stated", "precision": "site", "when": "2021-08-20" } },
  { "type": "Feature", "id": "walk-b", "geometry": { "type": "Point", "coordinates": [72.9, 40.6] },
    "properties": { "layer": "walks", "name": "B walk", "kind": "walk", "summary": "Down.", "origin": "article", "claim": "stated", "precision": "site", "when": "2021-08~" } }
] }"#;

fn own(charts: &str) -> Reading {
    let mut files = Files::new();
    let manifest = format!("{MANIFEST}{charts}");
    for (name, text) in [
        ("dossier.toml", manifest.as_str()),
        (
            "article.md",
            "# Walks\n\nUp [A](#walk-a) and down [B](#walk-b).\n",
        ),
        ("features.geojson", FEATURES),
    ] {
        files
            .insert(name, text.as_bytes().to_vec())
            .expect("a name inside");
    }
    read(&files)
}

#[test]
fn a_dossier_declares_charts_of_its_own() {
    let reading = own(
        "[[charts]]\nid = \"walkers\"\ntitle = \"Walkers\"\nkind = \"bars\"\nseries = [\"walkers\"]\nsum = true\n\
         [[charts]]\nid = \"days\"\ntitle = \"Days\"\nkind = \"days\"\nday = \"2021-08-15\"\nlayers = [\"walks\"]\n\
         [[charts]]\nid = \"far\"\ntitle = \"Far\"\nkind = \"distance\"\nborder = \"KGZ\"\nfeatures = [\"walk-a\"]\n",
    );
    assert_eq!(reading.problems, []);
    let atlas = Atlas::new(reading.dossier, Arc::new(BaseMap::default()));
    let table = atlas
        .chart("walkers")
        .expect("it is declared")
        .table(&atlas);
    assert_eq!(
        table.sections[0].together(&atlas),
        [
            "Together 30 people.",
            "about 12 people left out: part of the total of 30 (First)."
        ]
    );
    let days = atlas.chart("days").expect("it is declared").table(&atlas);
    let spans: Vec<[bool; 2]> = days.rows().filter_map(|row| Some(row.span?.sure)).collect();
    assert_eq!(
        spans,
        [[false, false], [true, true]],
        "about August, then a day"
    );
    let far = atlas.chart("far").expect("it is declared").table(&atlas);
    let row = far.rows().next().expect("one");
    assert_eq!(
        (row.value, row.words().as_str()),
        (None, "the border is not on the map")
    );
}

#[test]
fn a_total_over_a_feature_that_is_not_there_is_a_mistake() {
    let mut files = Files::new();
    let figure = r#""figures": [{"what": "walkers", "value": 9, "parts": ["walk-a", "walk-bb"]}], "layer": "walks", "name": "A walk""#;
    let features = FEATURES.replace(r#""layer": "walks", "name": "A walk""#, figure);
    for (name, text) in [
        ("dossier.toml", MANIFEST),
        (
            "article.md",
            "# Walks\n\nUp [A](#walk-a) and down [B](#walk-b).\n",
        ),
        ("features.geojson", features.as_str()),
    ] {
        let inserted = files.insert(name, text.as_bytes().to_vec());
        inserted.expect("a name inside");
    }
    let reading = read(&files);
    let [problem] = reading.problems.as_slice() else {
        panic!("{:?}", reading.problems)
    };
    assert_eq!(problem.what, "there is no feature called \"walk-bb\"");
    assert_eq!(problem.mend, "did you mean \"walk-b\"?");
}

#[test]
fn mistakes_in_a_chart_are_named_with_line_reason_and_mend() {
    let first_line = MANIFEST.lines().count() as u32 + 1;
    let faulty = [
        (
            "title = \"T\"\nkind = \"bars\"\nseries = [\"walkers\"]",
            1,
            "`id` is missing",
            "add `id`",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bar\"\nseries = [\"walkers\"]",
            4,
            "`kind`: \"bar\" is not one of its words",
            "did you mean \"bars\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"\nseries = [\"walker\"]",
            5,
            "there is no series called \"walker\"",
            "did you mean \"walkers\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"",
            1,
            "the chart names no values",
            "add `series`, ids of series, or `figures`, what features count",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"15 August\"\nfeatures = [\"walk-a\"]",
            5,
            "`day`: expected a day, found \"15 August\"",
            "write year, month and day, such as \"2021-08-15\"",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"2021-08-15\"\nfeatures = [\"walk-c\", \"walk-a\"]",
            6,
            "there is no feature called \"walk-c\"",
            "did you mean \"walk-a\"?",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"distance\"\nborder = \"border-x\"\nlayers = [\"walks\"]",
            5,
            "there is no border called \"border-x\"",
            "write the id of a border, or a country's code such as \"AFG\" for all of its borders",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"days\"\nday = \"2021-08-15\"\nlayers = [\"walks\"]\nsum = true",
            7,
            "`sum`: days and distances cannot be added up",
            "leave `sum` out",
        ),
        (
            "id = \"a\"\ntitle = \"T\"\nkind = \"bars\"\nseries = [\"walkers\"]\nday = \"2021-08-15\"",
            6,
            "`day` is no known name here",
            "the names known here are figures, id, kind, note, series, sources, sum, title, unit",
        ),
    ];
    for (chart, line, what, mend) in faulty {
        let reading = own(&format!("[[charts]]\n{chart}\n"));
        let [problem] = reading.problems.as_slice() else {
            panic!("{chart}: {:?}", reading.problems)
        };
        assert_eq!(problem.what, what);
        assert_eq!(problem.mend, mend, "{what}");
        assert!(!problem.why.is_empty(), "{what}");
        let place = format!("{:?}", problem.place);
        assert!(place.contains("dossier.toml"), "{place}");
        let expected = first_line - 1 + line;
        assert_eq!(problem.place.line, Some(expected), "{what}: {place}");
    }
}
