//! What must stay fast: the start, names, a panned frame, an exported picture.
//!
//! `cargo bench --bench frame` prints program-side milliseconds, with no
//! display: median, 99th percentile and worst; `cargo bench --bench frame -- names` those of names
//! alone, in processor time. Frames include the interface,
//! the scene, its shapes and their triangles; what the graphics driver does
//! with them comes on top.

use std::sync::Arc;
use std::time::Instant;

use cpu_time::ThreadTime;
use egui::{Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use steppe::app::{Viewer, load, render_map};
use steppe::atlas::{Atlas, BaseMap, Origin, Shape};
use steppe::earth::LonLat;
use steppe::render::to_egui::install_fonts;
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, home_camera};
use steppe::session::{ExportFormat, ExportSpec, Session};

const SIZE: egui::Vec2 = vec2(1600.0, 1000.0);
const FRAMES: u32 = 300;

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn desk() -> Viewer {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map is in the binary"));
    let loaded = load(&[], basemap).expect("the built-in dossier");
    let atlas = loaded.atlas.expect("an atlas");
    Viewer::with_patience(Session::new(atlas, None, Vec::new()), Patience::BestReady)
}

fn frame(ctx: &egui::Context, desk: &mut Viewer, events: Vec<Event>, time_s: f64) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        time: Some(time_s),
        events,
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        desk.frame(ui);
    });
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

fn report(name: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part).round() as usize];
    println!(
        "{name:<44} median {:>7.2}   p99 {:>7.2}   worst {:>7.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Drags the map to and fro, a few pixels a frame.
fn drag(ctx: &egui::Context, desk: &mut Viewer, name: &str) {
    let middle = desk.map_rect().center();
    let button = |pressed| Event::PointerButton {
        pos: middle,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::default(),
    };
    frame(
        ctx,
        desk,
        vec![Event::PointerMoved(middle), button(true)],
        1.0,
    );
    let mut times = Vec::new();
    for step in 0..FRAMES {
        let turn = f64::from(step) / 25.0;
        let to = middle + vec2((turn.sin() * 160.0) as f32, (turn.cos() * 90.0) as f32);
        let began = Instant::now();
        frame(
            ctx,
            desk,
            vec![Event::PointerMoved(to)],
            1.0 + f64::from(step + 1) / 60.0,
        );
        times.push(milliseconds(began));
    }
    frame(ctx, desk, vec![button(false)], 20.0);
    report(name, times);
}

fn zoom(ctx: &egui::Context, desk: &mut Viewer, name: &str) {
    let at = pos2(800.0, 560.0);
    let mut times = Vec::new();
    for step in 0..FRAMES {
        let inward = step % 100 < 50;
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, if inward { 12.0 } else { -12.0 }),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::default(),
        };
        let began = Instant::now();
        frame(
            ctx,
            desk,
            vec![Event::PointerMoved(at), wheel],
            30.0 + f64::from(step) / 60.0,
        );
        times.push(milliseconds(began));
    }
    report(name, times);
}

/// The built-in dossier with as many marks of the article as to make 300, spread over the map.
fn crowded() -> Arc<Prepared> {
    let mut dossier = steppe::dossier::builtin().dossier;
    let own: Vec<_> = dossier
        .features
        .iter()
        .filter(|feature| feature.shape.is_some())
        .cloned()
        .collect();
    // Weyl's sequence: spread evenly, the same each time.
    let part = |number: usize, step: f64| (number as f64 * step).fract();
    for number in 0..300 - own.len() {
        let mut feature = own[number % own.len()].clone();
        feature.id = format!("{}-{number}", feature.id);
        let place = LonLat::new(
            48.0 + 38.0 * part(number, 0.754_877_666),
            35.0 + 19.0 * part(number, 0.569_840_291),
        );
        feature.shape = Some(Shape::point(place));
        feature.origin = Origin::Article;
        dossier.features.push(feature);
    }
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    Arc::new(Prepared::new(Arc::new(Atlas::new(
        dossier,
        Arc::new(basemap),
    ))))
}

/// What the names of 300 marks cost, the ground's names among them: found, settled and set, with
/// nothing else of the scene.
fn names() {
    let prepared = crowded();
    let mut view = Viewpoint::home(prepared.atlas());
    view.camera = home_camera(prepared.atlas(), f64::from(SIZE.x), f64::from(SIZE.y));
    view.furniture = Furniture::BARE;
    let mut composer = Composer::new(Arc::clone(&prepared), Patience::Wait);
    composer.compose(&view);
    let mut timed = |name: &str, names_alone: bool, change: &dyn Fn(&mut Viewpoint, u32)| {
        let times = (0..FRAMES).map(|step| {
            let mut view = view.clone();
            change(&mut view, step);
            // Of this thread alone, without what else the machine does meanwhile.
            let began = ThreadTime::now();
            if names_alone {
                std::hint::black_box(composer.names(&view));
            } else {
                std::hint::black_box(composer.compose(&view));
            }
            began.elapsed().as_secs_f64() * 1e3
        });
        report(name, times.collect());
    };
    // What names settle by, and nothing else that takes time.
    let anew = |view: &mut Viewpoint, step: u32| {
        view.theme = [MapTheme::Light, MapTheme::Print][step as usize % 2];
    };
    // Each scale has its own names: nothing of the view before can be of use.
    let zoomed = |view: &mut Viewpoint, step: u32| {
        view.camera.metres_per_px *= 1.0 - 0.001 * f64::from(step % 100);
    };
    let panned = |view: &mut Viewpoint, step: u32| {
        view.camera = view.camera.panned(0.05 * f64::from(step % 60), 0.0);
    };
    timed("names of 300 marks, settled anew", true, &anew);
    timed("the same, at another scale each time", true, &zoomed);
    timed("the same, kept", true, &panned);
    timed("scene of 300 marks, names settled anew", false, &anew);
    timed("the same, names kept", false, &panned);
}

fn main() {
    names();
    if std::env::args().any(|arg| arg == "names") {
        return;
    }
    let began = Instant::now();
    let ctx = egui::Context::default();
    install_fonts(&ctx);
    let read = Instant::now();
    let mut desk = desk();
    let reading = milliseconds(read);
    frame(&ctx, &mut desk, Vec::new(), 0.0);
    println!("{:<44} {:>14.2} ms", "read, prepare and compose", reading);
    println!(
        "{:<44} {:>14.2} ms",
        "start to the first frame, fonts included",
        milliseconds(began)
    );
    let prepared = desk.prepared();
    let levels = Instant::now();
    (0..prepared.level_count()).for_each(|level| prepared.prepare(level));
    println!(
        "{:<44} {:>14.2} ms",
        "the finer levels, by the worker",
        milliseconds(levels)
    );
    for step in 0..10 {
        frame(&ctx, &mut desk, Vec::new(), 0.1 + f64::from(step) / 60.0);
    }
    let times = (0..FRAMES).map(|step| {
        let began = Instant::now();
        frame(&ctx, &mut desk, Vec::new(), 0.5 + f64::from(step) / 600.0);
        milliseconds(began)
    });
    report("frame at rest, 1600x1000", times.collect());
    drag(&ctx, &mut desk, "panned frame, whole map, 1600x1000");
    zoom(&ctx, &mut desk, "zoomed frame, 1600x1000");
    for (name, format) in [
        ("export 3840x2160 PNG", ExportFormat::Png),
        ("export 3840x2160 SVG", ExportFormat::Svg),
    ] {
        let spec = ExportSpec {
            width_px: 3840,
            height_px: 2160,
            scale: 2.0,
            format,
            furniture: Furniture::PICTURE,
            ..ExportSpec::default()
        };
        let times = (0..5).map(|_| {
            let began = Instant::now();
            let bytes = render_map(desk.prepared(), &desk.session().view, spec).expect("a picture");
            std::hint::black_box(bytes);
            milliseconds(began)
        });
        report(name, times.collect());
    }
}
