//! Scrubbing through time over 100,000 dated points: what a frame costs.
//!
//! `cargo bench --bench scrub` prints program-side milliseconds, with no
//! display: median, 99th percentile and worst. The brush moves by a day each
//! frame; a frame includes the interface, the scene, its shapes and their
//! triangles. The parts are timed alone too.

use std::sync::Arc;
use std::time::Instant;

use egui::{Pos2, RawInput, Rect, vec2};
use jiff::civil::date;
use steppe::app::Viewer;
use steppe::atlas::date::{date_of, day_number};
use steppe::atlas::{
    Atlas, BaseMap, Dossier, Feature, Layer, LayerIx, LayerKind, Precision, PrecisionClass, Shape,
    Symbol,
};
use steppe::earth::{Extent, LonLat};
use steppe::render::to_egui::install_fonts;
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::TimeWindow;
use steppe::session::{Command, CompareCommand, Session, TimeCommand};

const SIZE: egui::Vec2 = vec2(1280.0, 800.0);
const FEATURES: u32 = 100_000;
const FRAMES: i32 = 120;

/// A number from 0 to 1 that follows from `n` alone (Steele et al., "Fast splittable pseudorandom
/// number generators", OOPSLA 2014, p. 459).
fn scattered(n: u64) -> f64 {
    let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) as f64 / u64::MAX as f64
}

/// One event of one day of ten years.
fn feature(number: u32) -> Feature {
    let part = |of: u64| scattered(u64::from(number) * 4 + of);
    let first = day_number(date(2012, 1, 1));
    let day = date_of(first + (part(0) * 3650.0) as i32);
    Feature {
        id: format!("event-{number}"),
        layer: LayerIx(0),
        name: format!("Event {number}"),
        kind: "event".to_owned(),
        shape: Some(Shape::point(LonLat::new(
            47.0 + 40.0 * part(1),
            35.0 + 20.0 * part(2),
        ))),
        when: day.to_string().parse().ok(),
        precision: Precision {
            class: PrecisionClass::Site,
            radius_m: None,
        },
        line: 1,
        ..Feature::default()
    }
}

fn session() -> Session {
    let mut dossier = Dossier {
        layers: vec![Layer {
            id: "events".to_owned(),
            name: "Events".to_owned(),
            kind: LayerKind::Features(Symbol::Circle),
            visible: true,
            summary: String::new(),
        }],
        features: (0..FEATURES).map(feature).collect(),
        ..Dossier::default()
    };
    dossier.map.extent = Some(Extent {
        west_deg: 46.0,
        south_deg: 34.0,
        east_deg: 88.0,
        north_deg: 56.0,
    });
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    Session::new(
        Arc::new(Atlas::new(dossier, Arc::new(basemap))),
        None,
        Vec::new(),
    )
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn report(name: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part).round() as usize];
    println!(
        "{name:<52} median {:>7.2}   p99 {:>7.2}   worst {:>7.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn frame(ctx: &egui::Context, desk: &mut Viewer, time_s: f64) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        time: Some(time_s),
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        desk.frame(ui);
    });
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

/// `days` days, beginning `step` days into 2018.
fn window(step: i32, days: i32) -> TimeWindow {
    let from = day_number(date(2018, 1, 1)) + step;
    TimeWindow::new(date_of(from), date_of(from + days - 1))
}

/// The brush `days` wide, moved a day a frame.
fn scrub(ctx: &egui::Context, desk: &mut Viewer, name: &str, days: i32) {
    let mut times = Vec::new();
    for step in 0..FRAMES {
        let began = Instant::now();
        desk.apply(Command::Time(TimeCommand::Drag(window(step, days))));
        frame(ctx, desk, 1.0 + f64::from(step) / 60.0);
        times.push(milliseconds(began));
    }
    desk.apply(Command::Time(TimeCommand::Settled));
    report(name, times);
}

/// What composing alone costs, and telling what passes.
fn parts(desk: &Viewer) {
    let session = desk.session();
    let mut view = session.view.clone();
    let mut composer = Composer::new(desk.prepared(), Patience::BestReady);
    let (mut composing, mut telling) = (Vec::new(), Vec::new());
    for step in 0..FRAMES {
        view.time.window = Some(window(step, 7));
        let began = Instant::now();
        std::hint::black_box(composer.compose(&view));
        composing.push(milliseconds(began));
        let began = Instant::now();
        std::hint::black_box(view.visible_features(&session.atlas).count());
        telling.push(milliseconds(began));
    }
    report("  composing the scene of a week alone", composing);
    report("  telling what is of a week alone", telling);
}

fn main() {
    let ctx = egui::Context::default();
    install_fonts(&ctx);
    let session = session();
    let prepared = Instant::now();
    std::hint::black_box(Prepared::new(Arc::clone(&session.atlas)));
    println!("{:<52} {:>14.2} ms", "preparing", milliseconds(prepared));
    let mut desk = Viewer::with_patience(session, Patience::BestReady);
    for step in 0..4 {
        frame(&ctx, &mut desk, f64::from(step) / 60.0);
    }
    parts(&desk);
    scrub(
        &ctx,
        &mut desk,
        "a day of 100,000 marks, moved day by day",
        1,
    );
    scrub(&ctx, &mut desk, "a week, moved day by day", 7);
    scrub(&ctx, &mut desk, "a month, moved day by day", 30);
    desk.apply(Command::Time(TimeCommand::Show(Some(window(0, 7)))));
    desk.apply(Command::Compare(CompareCommand::Toggle));
    frame(&ctx, &mut desk, 60.0);
    scrub(
        &ctx,
        &mut desk,
        "before and after a week, one side moved",
        7,
    );
    let times = (0..FRAMES).map(|step| {
        let began = Instant::now();
        let divider = 0.3 + 0.4 * f64::from(step) / f64::from(FRAMES);
        desk.apply(Command::Compare(CompareCommand::Divide(divider)));
        frame(&ctx, &mut desk, 90.0 + f64::from(step) / 60.0);
        milliseconds(began)
    });
    let times = times.collect();
    report("before and after a week, the divider dragged", times);
}
