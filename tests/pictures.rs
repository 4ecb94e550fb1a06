//! Pictures and goldens: how the built-in dossier looks. Looked at whenever they change.
//!
//! `INSTA_UPDATE=always` and `UPDATE_SNAPSHOTS=1` write them anew.

mod support;

use std::sync::{Arc, LazyLock};

use egui_kittest::Harness;
use steppe::app::{Viewer, load};
use steppe::atlas::{Atlas, BaseMap, LayerKind, PassageIx};
use steppe::earth::LonLat;
use steppe::render::to_svg::{SvgOptions, svg};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, home_camera};
use steppe::session::{Command, InterfaceTheme, SelectCommand, Session, ShellCommand};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map is in the binary"));
    let loaded = load(&[], basemap).expect("the built-in dossier");
    Arc::new(Prepared::new(loaded.atlas.expect("an atlas")))
});

fn atlas() -> Arc<Atlas> {
    Arc::clone(PREPARED.atlas())
}

/// The window at this size, with nothing in motion, after what `actions` did.
fn window(size: egui::Vec2, actions: Vec<Command>) -> Harness<'static, Viewer> {
    let mut session = Session::new(atlas(), None, Vec::new());
    session.apply(Command::Shell(ShellCommand::SetReducedMotion(true)));
    session.apply(Command::Shell(ShellCommand::SetTheme(
        InterfaceTheme::Light,
    )));
    let desk = Viewer::with_patience(session, Patience::Wait);
    let mut harness = support::raster::harness(size, 1.0)
        .with_max_steps(32)
        .build_ui_state(
            |ui, desk: &mut Viewer| {
                // The harness leaves a margin around its content; the program's window has none.
                let whole = ui.ctx().content_rect();
                let mut root = ui.new_child(egui::UiBuilder::new().max_rect(whole));
                root.set_clip_rect(whole);
                desk.frame(&mut root);
            },
            desk,
        );
    harness.run_ok();
    for action in actions {
        harness.state_mut().apply(action);
        harness.run_ok();
    }
    harness
}

#[test]
fn the_window_looks_as_the_readme_shows_it() {
    let atlas = atlas();
    let subject = atlas
        .find("ex-csto-oct-2021-harb-maidon")
        .expect("the dossier has it");
    let passages = atlas
        .article()
        .passages
        .iter()
        .position(|passage| passage.id == "p04");
    let passage = PassageIx(u32::try_from(passages.expect("the article has it")).expect("few"));
    let from_text = Command::Select(SelectCommand::FromText { subject, passage });
    let mut harness = window(egui::vec2(1280.0, 800.0), vec![from_text]);
    harness.snapshot("readme");
}

/// The scene of `view` as an SVG document, without the ground: its lines would drown what is pinned here.
fn golden(mut view: Viewpoint) -> String {
    let atlas = atlas();
    for state in &mut view.layers {
        let kind = atlas.layer(state.layer).kind;
        state.visible &= matches!(kind, LayerKind::Features(_) | LayerKind::Cities);
    }
    view.furniture.inset = false;
    let scene = Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(&view);
    svg(&scene, &SvgOptions::default())
}

fn home() -> Viewpoint {
    let atlas = atlas();
    let mut view = Viewpoint::home(&atlas);
    view.camera = home_camera(&atlas, 1280.0, 800.0);
    view.furniture = Furniture::PICTURE;
    view
}

#[test]
fn the_whole_map_shows_its_marks_names_and_margins() {
    insta::assert_snapshot!(golden(home()));
}

#[test]
fn around_dushanbe_each_precision_is_drawn_as_it_should_be() {
    let mut view = home();
    let center = atlas().projection.project(LonLat::new(69.2, 38.0));
    view.camera.center = center.expect("on the map");
    view.camera.metres_per_px = 500.0;
    view.theme = MapTheme::Dark;
    insta::assert_snapshot!(golden(view));
}

#[test]
fn a_selected_mark_stands_out_and_the_others_step_back() {
    let mut view = home();
    view.selected = atlas().find("base-kant");
    view.furniture = Furniture {
        dims: true,
        ..Furniture::BARE
    };
    insta::assert_snapshot!(golden(view));
}
