//! What must stay fast with large layers: a million points, 50,000 lines, areas with shared borders.
//!
//! `cargo bench --bench table_scene` prints milliseconds of the scene and of its shapes and triangles, without
//! the interface around them: median, 99th percentile and worst. The data is made up here, the same
//! each time.

use std::sync::Arc;
use std::time::Instant;

use egui::{Pos2, RawInput, Rect, vec2};
use jiff::civil::date;
use steppe::atlas::table::{Columns, Days, Part, PartKind, Place};
use steppe::atlas::{
    Atlas, BaseMap, Dossier, Layer, LayerKind, MapFrame, RowIx, Subject, Table, TableIx,
};
use steppe::earth::{Extent, Index, LonLat, MapPoint, MapRect, Projection, ScreenPoint};
use steppe::render::to_egui::{Painter, install_fonts};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Furniture, TimeWindow, Viewpoint, home_camera};

const SIZE: [f64; 2] = [1600.0, 1000.0];
const EXTENT: [f64; 4] = [46.0, 34.0, 88.0, 56.0];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The place along a Hilbert curve over the whole earth, as tables are sorted.
fn along_curve(place: Place) -> u64 {
    let side = |value: i32, most: f64| ((f64::from(value) / most + 1.0) * 32_767.5) as u32;
    let (mut x, mut y) = (side(place.lon_e7, 1.8e9), side(place.lat_e7, 9e8));
    let mut at = 0;
    for bit in (0..16).rev() {
        let (right, up) = (x >> bit & 1, y >> bit & 1);
        at = at << 2 | u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                (x, y) = (0xFFFF - x, 0xFFFF - y);
            }
            (x, y) = (y, x);
        }
    }
    at
}

/// Places in clusters, as towns are.
fn places(count: usize, numbers: &mut Numbers) -> Vec<Place> {
    let [west, south, east, north] = EXTENT;
    let towns: Vec<[f64; 3]> = (0..400)
        .map(|_| {
            let lon = west + numbers.next() * (east - west);
            let lat = south + numbers.next() * (north - south);
            [lon, lat, 0.05 + 2.0 * numbers.next().powi(4)]
        })
        .collect();
    let mut places: Vec<Place> = (0..count)
        .map(|_| {
            let [lon, lat, wide] = towns[(numbers.next().powi(2) * 400.0) as usize];
            let mut off = || (numbers.next() + numbers.next() + numbers.next() - 1.5) * wide;
            Place::of(LonLat::new(lon + off(), (lat + off()).clamp(30.0, 60.0)))
        })
        .collect();
    places.sort_by_key(|&place| along_curve(place));
    places
}

fn columns(places: Vec<Place>, numbers: &mut Numbers) -> Columns {
    let mut columns = Columns {
        kinds: ["city", "mine", "well", "mast", "farm"]
            .map(str::to_owned)
            .to_vec(),
        ..Columns::default()
    };
    for row in 0..places.len() {
        columns.starts.push(row as u64 * 180);
        columns.names.push("place");
        columns.kind_of.push((numbers.next().powi(2) * 5.0) as u16);
        let first = 10_957 + (numbers.next() * 8000.0) as i32;
        columns.days.push(Days {
            first,
            last: first + (numbers.next() * 30.0) as i32,
        });
    }
    columns.shapes.anchors = places;
    columns
}

fn points(count: usize) -> Columns {
    let mut numbers = Numbers(42);
    let places = places(count, &mut numbers);
    columns(places, &mut numbers)
}

fn lines(count: usize, corners: usize) -> Columns {
    let mut numbers = Numbers(43);
    let places = places(count, &mut numbers);
    let mut columns = columns(places, &mut numbers);
    let shapes = &mut columns.shapes;
    for (row, anchor) in shapes.anchors.iter().enumerate() {
        shapes.parts.push(Part {
            row: RowIx(row as u32),
            kind: PartKind::Line,
            begin: shapes.places.len() as u32,
        });
        let from = anchor.lon_lat();
        let (mut lon, mut lat) = (from.lon_deg, from.lat_deg);
        for _ in 0..corners {
            shapes.places.push(Place::of(LonLat::new(lon, lat)));
            lon += (numbers.next() - 0.5) * 0.08;
            lat += (numbers.next() - 0.5) * 0.08;
        }
    }
    columns
}

/// Squares with wiggly borders that they share.
fn areas(across: usize, corners: usize) -> Columns {
    let [west, south, east, north] = EXTENT;
    let (wide, high) = (
        (east - west) / across as f64,
        (north - south) / across as f64,
    );
    let corner = |column: usize, row: usize| {
        LonLat::new(west + wide * column as f64, south + high * row as f64)
    };
    let side = |from: LonLat, to: LonLat, seed: u64| -> Vec<LonLat> {
        let mut numbers = Numbers(seed * 2_654_435_761 + 1);
        let upright = (from.lon_deg - to.lon_deg).abs() < 1e-9;
        (0..corners)
            .map(|step| {
                let part = step as f64 / corners as f64;
                let off = if step == 0 {
                    0.0
                } else {
                    (numbers.next() - 0.5) * 0.2 * wide.min(high)
                };
                let lon = from.lon_deg + (to.lon_deg - from.lon_deg) * part;
                let lat = from.lat_deg + (to.lat_deg - from.lat_deg) * part;
                if upright {
                    LonLat::new(lon + off, lat)
                } else {
                    LonLat::new(lon, lat + off)
                }
            })
            .collect()
    };
    let number = |column: usize, row: usize, upright: u64| {
        (row * (across + 1) + column) as u64 * 2 + upright
    };
    let mut squares: Vec<(Place, Vec<Place>)> = Vec::new();
    for row in 0..across {
        for column in 0..across {
            let low = side(
                corner(column, row),
                corner(column + 1, row),
                number(column, row, 0),
            );
            let right = side(
                corner(column + 1, row),
                corner(column + 1, row + 1),
                number(column + 1, row, 1),
            );
            let mut top = side(
                corner(column, row + 1),
                corner(column + 1, row + 1),
                number(column, row + 1, 0),
            );
            let mut left = side(
                corner(column, row),
                corner(column, row + 1),
                number(column, row, 1),
            );
            top.push(corner(column + 1, row + 1));
            left.push(corner(column, row + 1));
            let ring = low
                .into_iter()
                .chain(right)
                .chain(top.into_iter().skip(1).rev())
                .chain(left.into_iter().rev());
            let ring: Vec<Place> = ring.map(Place::of).collect();
            squares.push((
                Place::of(LonLat::new(
                    west + wide * (column as f64 + 0.5),
                    south + high * (row as f64 + 0.5),
                )),
                ring,
            ));
        }
    }
    squares.sort_by_key(|(anchor, _)| along_curve(*anchor));
    let anchors = squares.iter().map(|(anchor, _)| *anchor).collect();
    let mut columns = columns(anchors, &mut Numbers(44));
    for (row, (_, ring)) in squares.into_iter().enumerate() {
        columns.shapes.parts.push(Part {
            row: RowIx(row as u32),
            kind: PartKind::Outer,
            begin: columns.shapes.places.len() as u32,
        });
        columns.shapes.places.extend(ring);
    }
    columns
}

fn atlas(columns: Columns) -> Arc<Atlas> {
    let table = Table::new(
        "rows.geojson".into(),
        columns,
        Some(Extent::from(EXTENT)),
        Arc::new(Vec::new()),
    );
    let layer = Layer {
        id: "rows".into(),
        name: "Rows".into(),
        kind: LayerKind::Table(TableIx(0)),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        map: MapFrame {
            extent: Some(Extent::from(EXTENT)),
            ..MapFrame::default()
        },
        layers: vec![layer],
        tables: vec![Arc::new(table)],
        ..Dossier::default()
    };
    Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

fn report(name: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: f64| times_ms[((times_ms.len() - 1) as f64 * part).round() as usize];
    println!(
        "{name:<52} median {:>8.3}   p99 {:>8.3}   worst {:>8.3} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Processor time of all threads so far, where the system tells it: what a busy machine cannot blur.
fn processor_ms() -> Option<f64> {
    /// The kernel counts in hundredths of a second (proc(5), `utime` and `stime`).
    const TICK_MS: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after = stat.rsplit_once(')')?.1;
    let mut ticks = after.split_whitespace().skip(11).take(2);
    let mut next = || ticks.next()?.parse::<f64>().ok();
    Some((next()? + next()?) * TICK_MS)
}

/// A map that is looked at.
struct Desk {
    ctx: egui::Context,
    painter: Painter,
    composer: Composer,
    prepared: Arc<Prepared>,
    view: Viewpoint,
}

impl Desk {
    fn new(name: &str, columns: Columns) -> Self {
        let atlas = atlas(columns);
        let (began, before) = (Instant::now(), processor_ms());
        let prepared = Arc::new(Prepared::new(Arc::clone(&atlas)));
        let processor = processor_ms()
            .zip(before)
            .map(|(after, before)| after - before);
        println!(
            "{:<52} {:>15.2} ms, {processor:.0?} ms of processor",
            format!("{name}: first prepare"),
            milliseconds(began)
        );
        let mut view = Viewpoint::home(&atlas);
        view.camera = home_camera(&atlas, SIZE[0], SIZE[1]);
        view.furniture = Furniture::BARE;
        let ctx = egui::Context::default();
        install_fonts(&ctx);
        let mut desk = Self {
            ctx,
            painter: Painter::new(),
            composer: Composer::new(Arc::clone(&prepared), Patience::BestReady),
            prepared,
            view,
        };
        let began = Instant::now();
        desk.prepared.prepare_tables(&desk.view);
        println!(
            "{:<52} {:>15.2} ms",
            format!("{name}: what the first view wants"),
            milliseconds(began)
        );
        desk.frame();
        desk.frame();
        desk
    }

    /// A frame: its scene's milliseconds, and those with shapes and triangles.
    fn frame(&mut self) -> [f64; 2] {
        let began = Instant::now();
        let scene = self.composer.compose(&self.view);
        let composed = milliseconds(began);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(
                Pos2::ZERO,
                vec2(SIZE[0] as f32, SIZE[1] as f32),
            )),
            ..RawInput::default()
        };
        let output = self.ctx.run_ui(input, |ui| {
            let shapes = self.painter.shapes(&scene, Pos2::ZERO, ui.ctx());
            ui.painter().extend(shapes);
        });
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        [composed, milliseconds(began)]
    }

    fn frames(&mut self, name: &str, count: u32, mut change: impl FnMut(u32, &mut Viewpoint)) {
        let mut times = Vec::new();
        let before = processor_ms();
        for number in 0..count {
            change(number, &mut self.view);
            times.push(self.frame());
        }
        let processor = processor_ms()
            .zip(before)
            .map(|(after, before)| after - before);
        report(
            &format!("{name}: scene"),
            times.iter().map(|times| times[0]).collect(),
        );
        report(
            &format!("{name}: with triangles"),
            times.iter().map(|times| times[1]).collect(),
        );
        if let Some(all_ms) = processor {
            let each_ms = all_ms / f64::from(count);
            println!("{:<52} {each_ms:>15.2} ms of processor a frame", "");
        }
    }

    /// Looks at a place.
    fn look(&mut self, lon_deg: f64, lat_deg: f64, metres_per_px: f64) {
        let projection = &self.prepared.atlas().projection;
        self.view.camera.center = projection
            .project(LonLat::new(lon_deg, lat_deg))
            .expect("a place of the map");
        self.view.camera.metres_per_px = metres_per_px;
        self.prepared.prepare_tables(&self.view);
        let scene = self.composer.compose(&self.view);
        let shown = &scene.tables[0];
        println!(
            "    {} of {} in view, {}",
            shown.in_view,
            shown.admitted,
            if shown.density.is_some() {
                "cells"
            } else {
                "symbols"
            }
        );
    }

    fn picks(&mut self, name: &str) {
        let scene = self.composer.compose(&self.view);
        let mut times = Vec::new();
        for number in 0..500 {
            let part = f64::from(number) / 500.0;
            let at = ScreenPoint::new((part * 61.0).fract() * SIZE[0], part * SIZE[1]);
            let began = Instant::now();
            std::hint::black_box(scene.targets.pick(at, 6.0));
            times.push(milliseconds(began));
        }
        report(name, times);
    }
}

fn pan(number: u32, view: &mut Viewpoint) {
    let turn = f64::from(number) / 25.0;
    view.camera = view.camera.panned(turn.sin() * 6.0, turn.cos() * 4.0);
}

fn scrub(number: u32, view: &mut Viewpoint) {
    let from = date(2001, 1, 1).saturating_add(jiff::Span::new().days(i64::from(number) * 20));
    view.time.window = Some(TimeWindow::new(
        from,
        from.saturating_add(jiff::Span::new().days(90)),
    ));
}

/// What an R-tree with pointers takes for the same points, to compare with the packed one.
fn tree(columns: &Columns, projection: &Projection) {
    let points = columns.shapes.anchors.iter().zip(0_u32..);
    let boxes: Vec<(MapRect, u32)> = points
        .filter_map(|(place, row)| {
            let point = projection.project(place.lon_lat())?;
            Some((MapRect::new(point, point), row))
        })
        .collect();
    let middle = boxes[boxes.len() / 2].0.min;
    let began = Instant::now();
    let before = processor_ms();
    let index = Index::bulk_load(boxes);
    let processor = processor_ms()
        .zip(before)
        .map(|(after, before)| after - before);
    println!(
        "{:<52} {:>15.2} ms, {processor:.0?} ms of processor",
        "rstar: bulk load",
        milliseconds(began)
    );
    let times = (0..500).map(|number| {
        let at = MapPoint::new(middle.x_m + f64::from(number) * 400.0, middle.y_m);
        let began = Instant::now();
        std::hint::black_box(index.within(at, 12_000.0).take(32).count());
        milliseconds(began)
    });
    report("rstar: the 32 nearest", times.collect());
}

fn main() {
    let mut desk = Desk::new("1,000,000 points", points(1_000_000));
    let home = desk.view.clone();
    desk.frames("cells, at rest", 60, |_, _| ());
    desk.frames("cells, panned", 200, pan);
    desk.view = home.clone();
    desk.frames("cells, zoomed", 100, |number, view| {
        let factor = if number % 20 < 10 { 1.04 } else { 1.0 / 1.04 };
        view.camera = view.camera.zoomed_at(factor, view.camera.middle());
    });
    desk.view = home.clone();
    desk.frames("cells, counted anew each frame", 60, |number, view| {
        let scale = home.camera.metres_per_px * if number % 2 == 0 { 1.0 } else { 0.49 };
        view.camera.metres_per_px = scale;
    });
    desk.view = home.clone();
    desk.picks("pick, a million in view");
    desk.frames("90 days, moved each frame", 200, scrub);
    desk.view = home.clone();
    desk.view.selected = Some(Subject::Row(TableIx(0), RowIx(5)));
    desk.frames("cells, a row selected", 60, pan);
    desk.view = home.clone();
    desk.look(67.0, 45.0, 420.0);
    desk.frames("symbols, panned", 200, pan);
    desk.picks("pick, symbols");

    let atlas = Arc::clone(desk.prepared.atlas());
    tree(&atlas.dossier.tables[0].columns, &atlas.projection);

    let mut desk = Desk::new("50,000 lines of 10", lines(50_000, 10));
    desk.frames("lines as cells, panned", 200, pan);
    desk.picks("pick, 50,000 lines in view");
    desk.look(67.0, 45.0, 300.0);
    desk.frames("lines, panned", 200, pan);
    desk.picks("pick, lines");

    let mut desk = Desk::new("2,500 areas of 160", areas(50, 40));
    desk.frames("areas, panned", 200, pan);
    desk.picks("pick, areas");
    desk.look(67.0, 45.0, 300.0);
    desk.frames("areas near by, panned", 200, pan);
}
