//! Texts that no panel has room for: whatever a dossier says, each panel shows it and keeps its place.

use std::sync::Arc;

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use serde_json::json;
use steppe::atlas::{Atlas, LayerIx};
use steppe::dossier::{Files, read};
use steppe::session::{Command, NoticeKind, PanelTab, SelectCommand, Session, Sheet, ShellCommand};

use crate::app::{Window, window_of_any_script};
use crate::base_map::base_map;

/// The window of a dossier that says `text` wherever a panel can show what a dossier says.
fn saying<'a>(text: &str, size: egui::Vec2) -> Harness<'a, Window> {
    let quoted = json!(text).to_string();
    let manifest = format!(
        "format = 1\nid = \"d\"\ntitle = {quoted}\nsummary = {quoted}\n\
         [source]\ntitle = {quoted}\npublisher = {quoted}\ncredit = {quoted}\n\
         [files]\narticle = \"article.md\"\nfeatures = [\"features.geojson\"]\n\
         [[layers]]\nid = \"places\"\nname = {quoted}\nsymbol = \"dot\"\n\
         [[colours]]\nactor = \"RUS\"\nname = {quoted}\ncolour = \"#0072B2\"\n\
         [[colours]]\nname = {quoted}\ncolour = \"#555555\"\n\
         [[series]]\nid = \"s\"\ntitle = {quoted}\nunit = {quoted}\n\
         points = [{{ label = {quoted}, value = 4000, qualifier = {quoted}, feature = \"a\" }}, \
         {{ label = {quoted}, qualifier = {quoted} }}]\n\
         sources = [{{ title = {quoted}, publisher = {quoted}, url = {quoted} }}]\n\
         [[charts]]\nid = \"c\"\ntitle = {quoted}\nkind = \"bars\"\nseries = [\"s\"]\nunit = {quoted}\nnote = {quoted}\n\
         [[charts]]\nid = \"days\"\ntitle = {quoted}\nkind = \"days\"\nday = \"2021-10-05\"\nday_name = {quoted}\nlayers = [\"places\"]\n"
    );
    let feature = |id: &str, when: &str, number: f64| {
        let mut properties = json!({
            "layer": "places", "name": text, "kind": text, "summary": text, "origin": "article",
            "precision": "town", "when": when, "actors": ["RUS", text], "status": text,
            "figures": [{"what": text, "value": number, "unit": text, "qualifier": text}],
            "sources": [{"title": text, "publisher": text, "url": text}],
            "number": number,
        });
        let own = [(text, json!(text)), ("words", json!(format!("{text}{id}")))];
        for (key, value) in own {
            properties[key] = value;
        }
        json!({"type": "Feature", "id": id, "properties": properties,
               "geometry": {"type": "Point", "coordinates": [66.0 + number, 42]}})
    };
    let features = json!({"type": "FeatureCollection", "features": [
        feature("a", "2021-10", 0.0), feature("b", "2021-09-03", 1.0), feature("c", "2020", 2.5),
        {"type": "Feature", "id": "d", "geometry": null,
         "properties": {"layer": "places", "name": text, "origin": "article"}}
    ]});
    let line = text.replace('\n', " ");
    let article = format!("# {line}\n\n[{line}](#a) is. {text}\n\n> {text}\n\n* {text}\n");
    let mut files = Files::new();
    for (name, text) in [
        ("dossier.toml", manifest),
        ("features.geojson", features.to_string()),
        ("article.md", article),
    ] {
        files.insert(name, text.into_bytes()).expect("a plain name");
    }
    let reading = read(&files);
    // All of it is there to be shown.
    assert_eq!(reading.dossier.features.len(), 4, "{:?}", reading.problems);
    assert_eq!(reading.dossier.charts.len(), 2, "{:?}", reading.problems);
    let atlas = Arc::new(Atlas::new(reading.dossier, base_map()));
    window_of_any_script(size, Session::new(atlas, None, reading.problems))
}

/// Opens each panel on what is said; each shows it, and the map keeps its place among them.
fn shown(text: &str, size: egui::Vec2) {
    let mut harness = saying(text, size);
    let subject = harness
        .state()
        .session()
        .atlas
        .find("a")
        .expect("it is read");
    let shell = |command: ShellCommand| Command::Shell(command);
    let notice = ShellCommand::Notify {
        text: text.to_owned(),
        kind: NoticeKind::Error,
    };
    for command in [
        Command::Select(SelectCommand::Jump(subject)),
        shell(ShellCommand::Read(PanelTab::Figures)),
        shell(ShellCommand::Read(PanelTab::Explore)),
        shell(ShellCommand::ToggleTable),
        shell(ShellCommand::Read(PanelTab::Article)),
        shell(notice),
        shell(ShellCommand::ToggleSheet(Sheet::Problems)),
        shell(ShellCommand::ToggleSheet(Sheet::Palette)),
        shell(ShellCommand::ToggleSheet(Sheet::Save)),
        shell(ShellCommand::ToggleSheet(Sheet::Reading(LayerIx(0)))),
    ] {
        harness.state_mut().apply(command.clone());
        // Laid out and at rest, in the frames that the harness allows.
        harness.run_ok();
        let failed = harness
            .query_all_by_label_contains("cannot be shown")
            .count();
        assert_eq!(failed, 0, "{command:?} of {text:?}");
        let map = harness.state().map;
        assert!(map.width() > size.x / 4.0, "{command:?} of {text:?}: {map}");
        assert!(
            map.height() > size.y / 8.0,
            "{command:?} of {text:?}: {map}"
        );
        let inside = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
        assert!(inside.contains_rect(map), "{command:?} of {text:?}: {map}");
    }
}

#[test]
fn a_word_longer_than_its_panel_is_shown() {
    for size in [vec2(1280.0, 800.0), vec2(640.0, 480.0)] {
        shown(&"Lopadotemachoselachogaleo".repeat(14), size);
        shown(&"国境警備隊".repeat(60), size);
    }
}

#[test]
fn letters_that_take_no_room_are_shown() {
    for size in [vec2(1280.0, 800.0), vec2(640.0, 480.0)] {
        shown("\u{200b}\u{200d}\u{feff}\u{301}\u{301}\u{202e}", size);
        shown(&"\u{301}".repeat(350), size);
        shown(&"a\n".repeat(120), size);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_shown_wherever_a_panel_can_say_it(text in "(\\PC|[ \\n\\u{200b}\\u{301}\\u{9}]){1,120}") {
        shown(&text, vec2(1280.0, 800.0));
        shown(&text, vec2(640.0, 480.0));
    }
}
