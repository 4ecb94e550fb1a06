//! What a chart says, and what it never draws.

use proptest::prelude::*;
use steppe::atlas::chart_values::ChartRow;
use steppe::scene::{ChartLook, ChartScene, ChartWindow, Item, chart, covers};

use super::{ATLAS, declared, drawn, look, texts};

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
        let parts = |row: &ChartRow| row.parts.len().max(1);
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

#[test]
fn a_zoomed_chart_places_its_values_by_the_same_function_as_a_whole_one() {
    for id in ["troops", "days-around-kabul", "distance-to-afghanistan"] {
        let (table, whole) = drawn(id, &look(360.0, false));
        let plot = whole.plot.expect("it has values");
        let [low, high] = plot.whole.x;
        let x = [low + (high - low) * 0.25, low + (high - low) * 0.75];
        let window = Some(ChartWindow { x, ..plot.whole });
        let zoomed = ChartLook {
            window,
            ..look(360.0, false)
        };
        let scene = chart(&ATLAS, declared(id), &table, &zoomed);
        let again = scene.plot.expect("it has values");
        assert_eq!((again.whole, again.rect), (plot.whole, plot.rect), "{id}");
        assert_eq!(Some(again.window), window, "{id}");
        for text in scene.scene.groups.iter().flat_map(|group| &group.items) {
            let Item::Text(text) = text else { continue };
            let rect = covers(text);
            assert!(
                rect.left >= -1.0 && rect.right <= 361.0,
                "{id}: {}",
                text.text
            );
        }
    }
}
