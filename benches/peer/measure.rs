//! Measures the program as a reader uses it, with no display: reading, the first picture, a tour of
//! the map, picks, a walk through the days, an export. The loader, the scene and the backends are
//! those of the window and of `steppe export`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use cpu_time::ProcessTime;
use egui::{Pos2, RawInput, Rect, vec2};

use steppe::app::open::OpenError;
use steppe::app::{PictureError, load, render_map};
use steppe::atlas::{BaseMap, LayerKind};
use steppe::render::to_egui::{Painter, install_fonts};
use steppe::render::to_png::pixmap;
use steppe::scene::{Composer, Patience, Prepared, Scene};
use steppe::session::viewpoint::Furniture;
use steppe::session::{ExportSpec, Session, Viewpoint};

use crate::figures::{Figures, peak_rss_mb};
use crate::tour::{Spot, Tour};

/// Within this distance of a place its marks are picked, logical pixels.
const PICK_PX: f64 = 4.0;
/// Size of the exported picture, pixels.
const EXPORT_PX: (u32, u32) = (3840, 2160);
/// Views of the tour that are also drawn as finished pixels: these take longer.
const VIEWS_AS_PIXELS: usize = 20;

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    /// The base map in the program is damaged.
    #[error("the base map inside the program is damaged; build it again")]
    BaseMap,
    /// What was to be opened could not be.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Drawing failed.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Nothing of the tour lies on the map.
    #[error("no view of the tour lies where the map's projection shows it; choose other views")]
    NoViews,
}

/// How long something took, on the clock and in processor time of all threads.
#[derive(Debug, Clone, Copy)]
struct Took {
    wall: Duration,
    cpu: Duration,
}

/// Measures the dossier that `paths` name, or the built-in one, over `tour`, or over a tour of its
/// own; also gives the exported PNG.
///
/// # Errors
/// Where it cannot be opened or drawn, or nothing of the tour lies on the map.
pub(crate) fn bench(
    paths: &[PathBuf],
    tour: Option<Tour>,
    relief: bool,
) -> Result<(Figures, Vec<u8>), BenchError> {
    let (session, load) = timed(|| session(paths));
    let session = session?;
    let (mut stage, first) = timed(|| Stage::new(&session, relief));
    let tour = tour.unwrap_or_else(|| Tour::of(&session.atlas));
    let first_view = stage.at(tour.first).ok_or(BenchError::NoViews)?;
    let ((), second) = timed(|| stage.frame(&first_view));
    let first_frame = Took {
        wall: first.wall + second.wall,
        cpu: first.cpu + second.cpu,
    };

    let views: Vec<Viewpoint> = tour
        .views
        .iter()
        .filter_map(|spot| stage.at(*spot))
        .collect();
    // Levels of detail and their triangles are made by a thread of its own in the window, so they
    // count apart.
    let ((), prepare) = timed(|| views.iter().for_each(|view| stage.prepare(view)));
    stage.frame(views.first().ok_or(BenchError::NoViews)?);
    let frames = each(&views, |view| stage.frame(view));
    let few = &views[..views.len().min(VIEWS_AS_PIXELS)];
    let pixels = each(few, |view| stage.pixels(view));

    let scene = stage.compose(&first_view);
    let reach = |at| std::hint::black_box(scene.targets.pick(at, PICK_PX)).len();
    let mut picked = 0;
    let picks = each(&tour.picks, |&at| picked += reach(at));

    let windows = tour.windows.iter().map(|&window| {
        let mut view = first_view.clone();
        view.time.window = Some(window);
        view
    });
    let windows: Vec<Viewpoint> = windows.collect();
    let filters = each(&windows, |view| stage.frame(view));

    let spec = ExportSpec {
        width_px: EXPORT_PX.0,
        height_px: EXPORT_PX.1,
        ..ExportSpec::default()
    };
    let (picture, export) = timed(|| render_map(Arc::clone(&stage.prepared), &first_view, spec));
    let figures = Figures {
        features: features(&session),
        picked,
        load_ms: ms(load.wall),
        load_cpu_ms: ms(load.cpu),
        first_frame_ms: ms(first_frame.wall),
        first_frame_cpu_ms: ms(first_frame.cpu),
        prepare_ms: ms(prepare.wall),
        frame_ms_p50: part(&frames, 0.5),
        frame_ms_p99: part(&frames, 0.99),
        frame_cpu_ms: mean_cpu_ms(&frames),
        pixels_ms_p50: part(&pixels, 0.5),
        pixels_cpu_ms: mean_cpu_ms(&pixels),
        pick_us_p50: part(&picks, 0.5) * 1e3,
        pick_us_p99: part(&picks, 0.99) * 1e3,
        pick_cpu_ms: mean_cpu_ms(&picks),
        filter_ms_p50: part(&filters, 0.5),
        filter_ms_p99: part(&filters, 0.99),
        filter_cpu_ms: mean_cpu_ms(&filters),
        export_ms: ms(export.wall),
        export_cpu_ms: ms(export.cpu),
        peak_rss_mb: peak_rss_mb(),
    };
    Ok((figures, picture?))
}

fn session(paths: &[PathBuf]) -> Result<Session, BenchError> {
    let basemap = BaseMap::embedded().map_err(|_| BenchError::BaseMap)?;
    let loaded = load(paths, Arc::new(basemap))?;
    let atlas = loaded.atlas.ok_or(BenchError::BaseMap)?;
    Ok(Session::new(atlas, loaded.path, loaded.problems))
}

/// Features with or without a place, the rows of large layers among them.
fn features(session: &Session) -> usize {
    let rows: usize = session.atlas.tables().map(|(_, table)| table.len()).sum();
    session.atlas.dossier.features.len() + rows
}

/// What it takes to draw.
struct Stage {
    prepared: Arc<Prepared>,
    composer: Composer,
    painter: Painter,
    ctx: egui::Context,
    home: Viewpoint,
}

impl Stage {
    /// What draws the session, with its mountains shaded where `relief` is.
    fn new(session: &Session, relief: bool) -> Self {
        let prepared = Arc::new(Prepared::new(Arc::clone(&session.atlas)));
        let ctx = egui::Context::default();
        install_fonts(&ctx);
        let mut home = Viewpoint::home(&session.atlas);
        home.furniture = Furniture::WINDOW;
        for state in &mut home.layers {
            let kind = session.atlas.layer(state.layer).kind;
            state.visible &= relief || kind != LayerKind::Relief;
        }
        Self {
            composer: Composer::new(Arc::clone(&prepared), Patience::Wait),
            prepared,
            painter: Painter::default(),
            ctx,
            home,
        }
    }

    /// The view from a spot; `None` where the projection does not show that.
    fn at(&self, spot: Spot) -> Option<Viewpoint> {
        let mut view = self.home.clone();
        view.camera = spot.camera(&self.prepared.atlas().projection)?;
        Some(view)
    }

    /// Makes what the window's worker makes for a view: its levels, with their triangles.
    fn prepare(&mut self, view: &Viewpoint) {
        let level = self.prepared.level_for(view.camera.metres_per_px);
        self.prepared.prepare_for_window(level);
        self.prepared.prepare_tables(view);
    }

    fn compose(&mut self, view: &Viewpoint) -> Scene {
        self.composer.compose(view)
    }

    /// The map as the window draws it, up to the triangles that go to the graphics driver.
    fn frame(&mut self, view: &Viewpoint) {
        let scene = self.composer.compose(view);
        let size = vec2(view.camera.width_px as f32, view.camera.height_px as f32);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            let shapes = self.painter.shapes(&scene, Pos2::ZERO, ui.ctx());
            ui.painter().extend(shapes);
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        // No driver is here to take them.
        output.textures_delta.clear();
        std::hint::black_box(triangles);
    }

    /// The map as a picture's pixels.
    fn pixels(&mut self, view: &Viewpoint) {
        let scene = self.composer.compose(view);
        // A picture of one pixel for each of the map's cannot fail for its size.
        drop(std::hint::black_box(pixmap(&scene, 1.0)));
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (wall, cpu) = (Instant::now(), ProcessTime::now());
    let done = work();
    let took = Took {
        wall: wall.elapsed(),
        cpu: cpu.elapsed(),
    };
    (done, took)
}

fn each<T>(things: &[T], mut work: impl FnMut(&T)) -> Vec<Took> {
    let took = things.iter().map(|thing| timed(|| work(thing)).1);
    took.collect()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The time that `part` of all take at most, milliseconds on the clock; 0 of none.
fn part(took: &[Took], part: f64) -> f64 {
    let mut walls: Vec<f64> = took.iter().map(|took| ms(took.wall)).collect();
    walls.sort_by(f64::total_cmp);
    let last = walls.len().saturating_sub(1);
    walls
        .get((last as f64 * part).round() as usize)
        .copied()
        .unwrap_or(0.0)
}

fn mean_cpu_ms(took: &[Took]) -> f64 {
    let all: Duration = took.iter().map(|took| took.cpu).sum();
    ms(all) / took.len().max(1) as f64
}
