//! Charts beside the map, with no display.

use std::sync::Arc;

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use steppe::app::{Settings, Viewer};
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::builtin;
use steppe::session::{
    ChartFormat, Command, ExportFormat, PanelTab, Picture, Session, ShellCommand,
};

use super::{ATLAS, declared};
use crate::raster;

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
    assert_eq!(
        (chart.as_str(), spec.format),
        ("troops", ChartFormat::Picture(ExportFormat::Pdf))
    );
    assert!(!spec.says_its_chart);
}

#[test]
fn settings_from_before_the_figures_show_the_article() {
    let settings: Settings = serde_json::from_str(r#"{"shell": {"ui_scale": 1.5}}"#).expect("read");
    assert_eq!(settings.shell.reader, PanelTab::Article);
    assert!((settings.shell.ui_scale - 1.5).abs() < 1e-6);
}

/// The window on the built-in dossier with the figures open.
pub(super) fn window<'a>() -> Harness<'a, Viewer> {
    window_on(Arc::new(Atlas::new(
        builtin().dossier,
        Arc::new(BaseMap::default()),
    )))
}

fn window_on<'a>(atlas: Arc<Atlas>) -> Harness<'a, Viewer> {
    let mut viewer = Viewer::new(Session::new(atlas, None, Vec::new()));
    viewer.apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
    let frame = |ui: &mut egui::Ui, viewer: &mut Viewer| {
        // The harness leaves a margin around its content; the program's window has none.
        let whole = ui.ctx().content_rect();
        let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
        root.set_clip_rect(whole);
        viewer.frame(&mut root);
    };
    let mut harness = raster::harness(vec2(1280.0, 800.0), 1.0).build_ui_state(frame, viewer);
    harness.run_steps(4);
    harness.get_by_label("Figures").click();
    harness.run_steps(6);
    harness
}

fn session<'a>(harness: &'a Harness<'_, Viewer>) -> &'a Session {
    harness.state().session()
}

#[test]
fn a_bar_lights_its_mark_and_a_click_selects_it() {
    let mut harness = window();
    assert!(session(&harness).shell.shows(PanelTab::Figures));
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
    let jump = steppe::session::SelectCommand::Jump(kant);
    harness.state_mut().apply(Command::Select(jump));
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
        .apply(Command::Shell(ShellCommand::ShowChart("rents".into())));
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
    let jump = steppe::session::SelectCommand::Jump(drill);
    harness.state_mut().apply(Command::Select(jump));
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
    let click = steppe::session::SelectCommand::Click { at, stack };
    harness.state_mut().apply(Command::Select(click));
    harness.run_steps(6);
    let said = "Personnel, whole base. Together about 7,000 people. Counted once";
    assert!(harness.query_by_label_contains(said).is_some());
}

#[test]
fn a_chart_says_itself_in_one_sentence() {
    let harness = window();
    let said = "Chart: Troops by exercise: ";
    let figure = harness.get_by_label_contains(said);
    let label = figure.accesskit_node().label().unwrap_or_default();
    assert!(
        label.contains("largest: Ningxia, August 2021, more than 10,000 people"),
        "{label}"
    );
    let axis = ". From left to right: people, linear, from 0 people to ";
    assert!(label.contains(axis), "{label}");
}

/// The window paints what a file has, each chart of the dossier: the same scene through the plot's transform
/// and through the picture's own pixels.
#[test]
fn every_chart_in_the_window_is_painted_as_in_a_file() {
    // The distances to a border are those of the base map.
    let mut harness = window_on(Arc::clone(&ATLAS));
    let light = ShellCommand::SetTheme(steppe::session::InterfaceTheme::Light);
    harness.state_mut().apply(Command::Shell(light));
    let charts = &session(&harness).atlas.dossier.charts;
    let ids: Vec<String> = charts.iter().map(|chart| chart.id.clone()).collect();
    assert!(ids.len() > 4, "{ids:?}");
    for id in ids {
        let show = ShellCommand::ShowChart(id.clone());
        harness.state_mut().apply(Command::Shell(show));
        harness.run_steps(12);
        is_painted_as_in_a_file(&mut harness, &id);
    }
}

fn is_painted_as_in_a_file(harness: &mut Harness<'_, Viewer>, id: &str) {
    let name = format!("Chart: {}: ", declared(id).title);
    let figure = harness.get_by_label_contains(&name).rect();
    let screen = harness.render().expect("it is painted");
    let width_px = f64::from(figure.width());
    let (_, scene) = super::drawn(id, &super::look(width_px, false));
    let file = steppe::render::to_png::pixmap(&scene.scene, 1.0).expect("it is drawn");
    // Below the tabs and above the status bar.
    let window = egui::Rect::from_min_max(egui::pos2(0.0, 100.0), egui::pos2(1280.0, 760.0));
    let visible = figure.intersect(window);
    let (mut compared, mut apart) = (0_u32, 0_u32);
    for y in visible.top().ceil() as u32..visible.bottom() as u32 {
        for x in visible.left().ceil() as u32..visible.right() as u32 {
            let column = (x as f32 - figure.left().floor()) as u32;
            let row = (y as f32 - figure.top().floor()) as u32;
            let at = ((row * file.width + column) * 4) as usize;
            let (Some(pixel), true) = (file.rgba.get(at..at + 3), column < file.width) else {
                continue;
            };
            let shown = screen.get_pixel(x, y).0;
            let off = pixel.iter().zip(shown).map(|(a, b)| a.abs_diff(b)).max();
            compared += 1;
            apart += u32::from(off.unwrap_or(0) > 96);
        }
    }
    assert!(compared > 10_000, "{id}: {figure:?}");
    // Text is rasterised by two programs: its edges differ, and nothing else does.
    assert!(
        apart * 50 < compared,
        "{id}: {apart} of {compared} pixels differ"
    );
}
