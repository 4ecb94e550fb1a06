//! What holds of prepared tables, against a look at each row.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::MOST_VERTICES;
use super::bins::Bins;
use super::counting::Counting;
use super::row_mask::RowMask;
use crate::atlas::basemap::BaseMap;
use crate::atlas::table::{Columns, Days, Part, PartKind, TablePoint, Texts};
use crate::atlas::{
    Atlas, Dossier, FeatureTable, Layer, LayerKind, MapFrame, RowIx, RowSet, Symbol,
};
use crate::earth::{Extent, LonLat, ScreenPoint};
use crate::render::to_svg::{SvgOptions, svg};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PreparedTable;
use crate::scene::prepare::table::MOST_SYMBOLS;
use crate::scene::prepare::table::grid::{self, NOWHERE};
use crate::scene::prepare::table::shapes::somewhere;
use crate::scene::{Composer, Item, Patience, Prepared};
use crate::session::viewpoint::{TimeFilter, TimeWindow, Viewpoint};

/// Numbers that look random and are the same each time.
fn numbers(seed: u32) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 24)
    }
}

fn atlas(columns: Columns) -> Arc<Atlas> {
    let table = FeatureTable::new("rows.geojson".into(), columns, None, Arc::new(Vec::new()));
    let layer = Layer {
        id: "rows".into(),
        name: "Rows".into(),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        map: MapFrame {
            extent: Some(Extent::from([46.0, 34.0, 88.0, 56.0])),
            ..MapFrame::default()
        },
        layers: vec![layer],
        tables: vec![Arc::new(table)],
        ..Dossier::default()
    };
    Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())))
}

fn columns(rows: usize) -> Columns {
    let mut next = numbers(rows as u32);
    let mut columns = Columns {
        kinds: (0..9).map(|kind| format!("kind {kind}")).collect(),
        ..Columns::default()
    };
    for row in 0..rows {
        // Along strips, so that blocks lie together, and denser in the middle.
        let lon = 47.0 + 40.0 * (row as f64 / rows as f64);
        let lat = 45.0 + 9.0 * (next() + next() - 1.0);
        let nowhere = row % 97 == 96;
        let place = TablePoint::of(LonLat::new(lon, lat));
        let anchor = if nowhere { TablePoint::NOWHERE } else { place };
        columns.shapes.anchors.push(anchor);
        columns.starts.push(row as u64 * 100);
        columns.names.push(if row % 3 == 0 { "Osh" } else { "" });
        columns.kind_of.push((next() * next() * 10.0) as u16 % 10);
        let begins = 18_000 + (next() * 1000.0) as i32;
        let ends = begins + (next() * 40.0) as i32;
        columns.days.push(if row % 5 == 0 {
            Days::UNDATED
        } else {
            Days {
                first: begins,
                last: ends,
            }
        });
    }
    for kind in &mut columns.kind_of {
        if *kind == 9 {
            *kind = crate::atlas::table::NO_KIND;
        }
    }
    columns
}

fn lines(rows: usize) -> Columns {
    let mut columns = columns(rows);
    columns.names = Texts::default();
    let mut next = numbers(7);
    let shapes = &mut columns.shapes;
    for row in 0..rows {
        let Some(anchor) = somewhere(shapes.anchors[row]) else {
            continue;
        };
        shapes.parts.push(Part {
            row: RowIx(row as u32),
            kind: PartKind::Line,
            begin: shapes.places.len() as u32,
        });
        for step in 0..6 {
            let (lon, lat) = (next() - 0.5, next() - 0.5);
            let along = f64::from(step) * 0.3;
            shapes.places.push(TablePoint::of(LonLat::new(
                anchor.lon_deg + along + lon * 0.3,
                anchor.lat_deg + lat,
            )));
        }
    }
    columns
}

static POINTS: LazyLock<Arc<Prepared>> =
    LazyLock::new(|| Arc::new(Prepared::new(atlas(columns(40_000)))));
static LINES: LazyLock<Arc<Prepared>> =
    LazyLock::new(|| Arc::new(Prepared::new(atlas(lines(3000)))));

fn table(prepared: &Prepared) -> &PreparedTable {
    &prepared.tables[0]
}

fn view_at(lon: f64, lat: f64, metres_per_px: f64, time: TimeFilter) -> Viewpoint {
    let atlas = POINTS.atlas();
    let mut view = Viewpoint::home(atlas);
    view.camera.center = atlas
        .projection
        .project(LonLat::new(lon, lat))
        .expect("in the map");
    view.camera.metres_per_px = metres_per_px;
    view.time = time;
    view
}

fn views() -> impl Strategy<Value = Viewpoint> {
    let place = (47.0..87.0, 36.0..54.0);
    let window = prop::option::of((18_000..19_000, 0..400));
    let scale = (200.0_f64.ln()..9000.0_f64.ln()).prop_map(f64::exp);
    (place, scale, window, any::<bool>()).prop_map(|((lon, lat), scale, window, undated)| {
        let date = crate::atlas::date::date_of;
        let window =
            window.map(|(from, days): (i32, i32)| TimeWindow::new(date(from), date(from + days)));
        view_at(
            lon,
            lat,
            scale,
            TimeFilter {
                window,
                undated,
                ..TimeFilter::default()
            },
        )
    })
}

/// Whether a row has a place and is of the days that are shown: from its columns alone.
fn admits(table: &PreparedTable, view: &Viewpoint, row: usize) -> bool {
    let days = table.table.days(RowIx(row as u32));
    let of_days = match view.time.window {
        _ if !days.is_dated() => view.time.undated,
        None => true,
        Some(window) => {
            let day = crate::atlas::date::day_number;
            days.first <= day(window.to()) && days.last >= day(window.from())
        }
    };
    of_days && table.at[row] != NOWHERE
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_of_what_is_needed_shows_the_lines_that_one_of_everything_shows(view in views()) {
        let needed = Prepared::for_picture(Arc::clone(LINES.atlas()), &view.camera);
        let drawn = |prepared: &Arc<Prepared>| {
            let mut composer = Composer::new(Arc::clone(prepared), Patience::Wait);
            let scene = composer.compose(&view);
            (svg(&scene, &SvgOptions::default()), scene.tables)
        };
        prop_assert!(drawn(&Arc::new(needed)) == drawn(&LINES));
    }

    #[test]
    fn bins_count_each_row_of_the_days_once(view in views()) {
        let table = table(&POINTS);
        let frame = ViewContext::new(&POINTS, None, &view);
        let admitted = RowMask::of(table, &view.time, &view.evidence);
        let counting = Counting::of(table, &frame, Patience::Wait, false);
        let region = counting.region;
        let bins = Bins::of(table, &admitted, counting);
        let expected = (0..table.at.len())
            .filter(|&row| admits(table, &view, row) && region.cell(table.at[row]).is_some());
        prop_assert_eq!(bins.by_class().iter().sum::<u64>(), expected.count() as u64);
        prop_assert_eq!(admitted.count, (0..table.at.len()).filter(|&row| admits(table, &view, row)).count());
        // What is in view lies in the region.
        let seen = table.grid.bounds(view.camera.view_rect());
        for row in (0..table.at.len()).filter(|&row| seen.contains(table.at[row])) {
            prop_assert!(region.cell(table.at[row]).is_some(), "row {}", row);
        }
        let cell = region.cell_px(table.grid, &frame);
        prop_assert!((4.0..=8.0).contains(&cell), "{} px", cell);
    }

    #[test]
    fn any_number_of_threads_counts_alike(view in views(), parts in 2_usize..9) {
        for prepared in [&*POINTS, &*LINES] {
            let table = table(prepared);
            let frame = ViewContext::new(prepared, None, &view);
            let admitted = RowMask::of(table, &view.time, &view.evidence);
            let counting = Counting::of(table, &frame, Patience::Wait, false);
            let one = Bins::with_parts(table, &admitted, counting, 1);
            let many = Bins::with_parts(table, &admitted, counting, parts);
            prop_assert!(one == many);
        }
    }

    #[test]
    fn counting_what_changed_gives_what_counting_all_gives(
        view in views(),
        from in 0..900_i32,
        days in prop::sample::select(vec![0, 3, 40, 900]),
        more in prop::sample::select(vec![-30, -1, 0, 1, 30]),
    ) {
        for prepared in [&*POINTS, &*LINES] {
            let table = table(prepared);
            let frame = ViewContext::new(prepared, None, &view);
            let counting = Counting::of(table, &frame, Patience::Wait, false);
            let of_days = |days: i32| {
                let first = 18_000 + from;
                let passes = |row: usize| {
                    let day = table.table.days(RowIx(row as u32)).first;
                    (first..=first + days).contains(&day)
                };
                let rows = RowSet::of(table.at.len(), passes);
                RowMask::of(table, &TimeFilter::default(), &view.evidence).within(&rows)
            };
            let (before, now) = (of_days(days), of_days(days + more));
            let all = Bins::of(table, &now, counting);
            let old = Bins::of(table, &before, counting);
            match old.changed(table, [&before, &now], counting) {
                Some(changed) => prop_assert!(changed == all),
                None => prop_assert!(before.differing(&now).count > now.count / 2),
            }
        }
    }

    #[test]
    fn a_pick_finds_what_a_look_at_each_row_finds(view in views(), x in 0.0..1000.0, y in 0.0..640.0) {
        let scene = Composer::new(Arc::clone(&POINTS), Patience::Wait).compose(&view);
        let table = table(&POINTS);
        let at = ScreenPoint::new(x, y);
        let mut expected: Vec<(f64, u32)> = (0..table.at.len())
            .filter(|&row| admits(table, &view, row))
            .map(|row| {
                let point = table.grid.point(table.at[row]);
                (view.camera.screen_from_map(point).distance_px(at), row as u32)
            })
            .filter(|&(away, _)| away <= 6.0)
            .collect();
        expected.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert_eq!(scene.targets.rows_at(at, 6.0), expected.len());
        let picked = scene.targets.pick(at, 6.0);
        prop_assert_eq!(picked.len(), expected.len().min(32));
        for (target, (away, _)) in picked.iter().zip(expected) {
            prop_assert!((target.at.distance_px(at) - away).abs() < 1e-6);
        }
    }

    #[test]
    fn the_same_view_gives_the_same_scene_whatever_came_before(view in views(), before in views()) {
        for prepared in [&*POINTS, &*LINES] {
            let mut composer = Composer::new(Arc::clone(prepared), Patience::Wait);
            composer.compose(&before);
            composer.compose(&Viewpoint { camera: view.camera.panned(31.0, -17.0), ..view.clone() });
            let after = composer.compose(&view);
            let fresh = Composer::new(Arc::clone(prepared), Patience::Wait).compose(&view);
            prop_assert_eq!(&after.tables, &fresh.tables);
            prop_assert_eq!(&after.targets, &fresh.targets);
            prop_assert_eq!(format!("{:?}", after.groups), format!("{:?}", fresh.groups));
        }
    }

    #[test]
    fn lines_stay_within_the_budget_of_a_frame(view in views()) {
        let scene = Composer::new(Arc::clone(&LINES), Patience::Wait).compose(&view);
        let rows = scene.group("rows").map_or(0, |group| {
            let vertices = |item: &crate::scene::Item| match item {
                crate::scene::Item::Lines(lines) => lines.points.len(),
                _ => 0,
            };
            group.items.iter().map(vertices).sum()
        });
        prop_assert!(rows <= MOST_VERTICES, "{}", rows);
    }
}

#[test]
fn more_rows_than_symbols_turn_to_cells_and_back() {
    let far = view_at(67.0, 45.0, 5000.0, TimeFilter::default());
    let near = view_at(67.0, 45.0, 300.0, TimeFilter::default());
    let mut composer = Composer::new(Arc::clone(&POINTS), Patience::Wait);
    let scene = composer.compose(&far);
    let shown = &scene.tables[0];
    assert!(shown.in_view > MOST_SYMBOLS && shown.density.is_some());
    assert_eq!(shown.kinds.len(), 8, "seven kinds and the others");
    let middle = far.camera.middle();
    let cell = (-40..40).find_map(|off| {
        scene
            .targets
            .cell_at(ScreenPoint::new(middle.x_px + f64::from(off), middle.y_px))
    });
    let cell = cell.expect("the middle is full of rows");
    assert_eq!(
        cell.by_kind.iter().map(|(_, count)| count).sum::<u32>(),
        cell.count
    );
    assert!(cell.by_kind.is_sorted_by(|a, b| a.1 >= b.1));
    let scene = composer.compose(&near);
    let shown = &scene.tables[0];
    assert!(shown.in_view <= MOST_SYMBOLS && shown.density.is_none());
    assert_eq!(scene.targets.cell_at(middle), None);
    let dots = scene.group("rows").map_or(0, |group| {
        let count = |item: &crate::scene::Item| match item {
            crate::scene::Item::Dots(dots) => dots.at.len(),
            _ => 0,
        };
        group.items.iter().map(count).sum()
    });
    assert!(
        dots >= shown.in_view && shown.in_view > 0,
        "{dots} dots of {}",
        shown.in_view
    );
}

#[test]
fn a_window_counts_lines_at_a_level_that_is_ready_and_then_at_the_right_one() {
    let prepared = Arc::new(Prepared::new(atlas(lines(MOST_SYMBOLS + 1000))));
    let shapes = table(&prepared).shapes.as_ref().expect("it has lines");
    let ready = || (0..=grid::COARSEST).filter(|&shift| shapes.ready(shift) == shift);
    let made: Vec<u32> = ready().collect();
    let mut composer = Composer::new(Arc::clone(&prepared), Patience::BestReady);
    for metres_per_px in [9000.0, 5000.0, 2900.0] {
        let view = view_at(67.0, 45.0, metres_per_px, TimeFilter::default());
        let scene = composer.compose(&view);
        assert!(scene.tables[0].density.is_some() && composer.waits());
    }
    assert_eq!(ready().collect::<Vec<_>>(), made, "a frame makes no level");

    let view = view_at(67.0, 45.0, 5000.0, TimeFilter::default());
    composer.compose(&view);
    prepared.prepare_tables(&view);
    let scene = composer.compose(&view);
    assert!(!composer.waits());
    let waited = Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
    let cells = |scene: &crate::scene::Scene| {
        let images = scene.items().filter_map(|item| match item {
            Item::Image(image) => Some(Arc::clone(&image.pixels)),
            _ => None,
        });
        images.collect::<Vec<_>>()
    };
    assert!(!cells(&scene).is_empty() && cells(&scene) == cells(&waited));
    assert_eq!(scene.tables, waited.tables);
}
