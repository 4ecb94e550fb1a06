//! What must stay fast with large layers: a million points, 50,000 lines, areas with shared borders.
//!
//! `cargo bench --bench table_scene` prints milliseconds of the scene and of its shapes and triangles, without
//! the interface around them: median, 99th percentile and worst. The data is made up here, the same
//! each time.

mod data;
mod meter;
mod viewer;

use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use steppe::atlas::table::Columns;
use steppe::atlas::{BaseMap, FeatureId, FeatureTable, Subject};
use steppe::earth::{Index, MapPoint, MapRect, Projection};
use steppe::scene::Prepared;
use steppe::session::viewpoint::{TimeWindow, Viewpoint};

use data::{areas, atlas_of, lines, points, table};
use meter::{milliseconds, processor_ms, report};
use viewer::Viewer;

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

/// Replaces one of ten sources: what a watched file costs when it changes.
fn revisions() {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map is in the binary"));
    let mut tables: Vec<FeatureTable> = (0..10)
        .map(|number| table(&format!("{number}.geojson"), points(100_000)))
        .collect();
    let began = Instant::now();
    let whole = Prepared::new(atlas_of(&tables, &basemap));
    println!(
        "{:<52} {:>15.2} ms",
        "ten sources of 100,000, prepared",
        milliseconds(began)
    );
    tables[4] = table("4.geojson", points(99_999));
    let revision = atlas_of(&tables, &basemap);
    let began = Instant::now();
    std::hint::black_box(Prepared::revised(revision, &whole));
    println!(
        "{:<52} {:>15.2} ms",
        "the same with one of them replaced",
        milliseconds(began)
    );
}

fn main() {
    revisions();
    let mut viewer = Viewer::new("1,000,000 points", points(1_000_000));
    let home = viewer.view.clone();
    viewer.frames("cells, at rest", 60, |_, _| ());
    viewer.frames("cells, panned", 200, pan);
    viewer.view = home.clone();
    viewer.frames("cells, zoomed", 100, |number, view| {
        let factor = if number % 20 < 10 { 1.04 } else { 1.0 / 1.04 };
        view.camera = view.camera.zoomed_at(factor, view.camera.middle());
    });
    viewer.view = home.clone();
    viewer.frames("cells, counted anew each frame", 60, |number, view| {
        let scale = home.camera.metres_per_px * if number % 2 == 0 { 1.0 } else { 0.49 };
        view.camera.metres_per_px = scale;
    });
    viewer.view = home.clone();
    viewer.picks("pick, a million in view");
    viewer.frames("90 days, moved each frame", 200, scrub);
    viewer.view = home.clone();
    viewer.view.selected = Some(Subject::Feature(FeatureId(5)));
    viewer.frames("cells, a row selected", 60, pan);
    viewer.view = home.clone();
    viewer.look(67.0, 45.0, 420.0);
    viewer.frames("symbols, panned", 200, pan);
    viewer.picks("pick, symbols");

    let atlas = Arc::clone(viewer.prepared.atlas());
    tree(&atlas.dossier.tables[0].columns, &atlas.projection);

    let mut viewer = Viewer::new("50,000 lines of 10", lines(50_000, 10));
    viewer.frames("lines as cells, panned", 200, pan);
    viewer.picks("pick, 50,000 lines in view");
    viewer.look(67.0, 45.0, 300.0);
    viewer.frames("lines, panned", 200, pan);
    viewer.picks("pick, lines");

    let mut viewer = Viewer::new("2,500 areas of 160", areas(50, 40));
    viewer.frames("areas, panned", 200, pan);
    viewer.picks("pick, areas");
    viewer.look(67.0, 45.0, 300.0);
    viewer.frames("areas near by, panned", 200, pan);
}
