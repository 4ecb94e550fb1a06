//! Large layers as a reader sees them: what a view of one holds, as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use steppe::atlas::table::{Columns, Days, Part, PartKind, TablePoint};
use steppe::atlas::{
    Atlas, BaseMap, Dossier, Feature, FeatureId, FeatureTable, Layer, LayerKind, MapFrame, RowIx,
    Shape, Subject, Symbol,
};
use steppe::earth::{Extent, LonLat};
use steppe::scene::{Composer, Item, Patience, Prepared, Scene, TargetKind, legend};
use steppe::session::viewpoint::{ColourVision, Furniture, Viewpoint, home_camera};

/// Wells along a valley, mines beside them, and one without a kind.
fn wells(count: u32) -> Columns {
    let mut columns = Columns {
        kinds: vec!["well".to_owned(), "mine".to_owned()],
        ..Columns::default()
    };
    for number in 0..count {
        let along = f64::from(number) / f64::from(count);
        let aside = f64::from(number * 7919 % 1000) / 1000.0;
        let place = LonLat::new(60.0 + 16.0 * along, 40.0 + 6.0 * aside * along);
        columns.shapes.anchors.push(TablePoint::of(place));
        columns.starts.push(u64::from(number));
        columns.names.push(if number % 20 == 0 {
            "Well at the ford"
        } else {
            ""
        });
        columns.kind_of.push(u16::from(number % 4 == 1));
        columns.days.push(Days {
            first: 18_900,
            last: 18_900,
        });
    }
    columns
}

/// A river and the districts on its two banks.
fn banks() -> Columns {
    let river: Vec<LonLat> = (0..40)
        .map(|step| {
            let along = f64::from(step);
            LonLat::new(60.0 + along * 0.4, 42.0 + (along * 0.9).sin())
        })
        .collect();
    let bank = |lat: f64| {
        let ends = [LonLat::new(75.6, lat), LonLat::new(60.0, lat), river[0]];
        river.iter().copied().chain(ends).collect::<Vec<_>>()
    };
    let parts = [
        (PartKind::Outer, bank(46.0), "North bank"),
        (PartKind::Line, river.clone(), "The river"),
        (PartKind::Outer, bank(38.0), "South bank"),
    ];
    let mut columns = Columns {
        kinds: vec!["district".to_owned(), "river".to_owned()],
        ..Columns::default()
    };
    for (row, (kind, places, name)) in (0..).zip(parts) {
        let middle = LonLat::new(67.0, [44.0, 42.4, 40.0][row as usize]);
        columns.shapes.anchors.push(TablePoint::of(middle));
        columns.shapes.parts.push(Part {
            row: RowIx(row),
            kind,
            begin: columns.shapes.places.len() as u32,
        });
        columns
            .shapes
            .places
            .extend(places.into_iter().map(TablePoint::of));
        columns.starts.push(u64::from(row));
        columns.names.push(name);
        columns.kind_of.push(u16::from(kind == PartKind::Line));
    }
    columns
}

fn prepared(columns: Columns) -> Arc<Prepared> {
    let extent = Extent::from([58.0, 37.0, 78.0, 48.0]);
    let table = FeatureTable::new(
        "rows.geojson".into(),
        columns,
        Some(extent),
        Arc::new(Vec::new()),
    );
    let layer = Layer {
        id: "rows".into(),
        name: "Wells and mines".into(),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        title: "Water".into(),
        map: MapFrame {
            extent: Some(extent),
            ..MapFrame::default()
        },
        layers: vec![layer],
        tables: vec![Arc::new(table)],
        ..Dossier::default()
    };
    let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
    Arc::new(Prepared::new(Arc::new(atlas)))
}

fn home(prepared: &Prepared) -> Viewpoint {
    let mut view = Viewpoint::home(prepared.atlas());
    view.camera = home_camera(prepared.atlas(), 900.0, 600.0);
    view.furniture = Furniture::BARE;
    view
}

fn composed(prepared: &Arc<Prepared>, view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(prepared), Patience::Wait).compose(view)
}

/// What a scene holds of the layer and its names, a line for each item, and its legend.
fn told(prepared: &Prepared, view: &Viewpoint, scene: &Scene) -> String {
    let mut out = format!("{}\n", scene.description);
    for id in ["rows", "selection", "labels"] {
        let items = scene.group(id).into_iter().flat_map(|group| &group.items);
        for item in items {
            let _ = writeln!(out, "{id}: {}", line(item));
        }
    }
    for section in legend(prepared.atlas(), view, scene.layers_in_view()) {
        for row in section.rows {
            let _ = writeln!(out, "legend, {}: {}", section.title, row.label);
        }
    }
    out
}

fn line(item: &Item) -> String {
    match item {
        Item::Area(area) => format!(
            "area of {:?} corners, {} triangles, {:?}",
            area.geometry.rings.iter().map(Vec::len).collect::<Vec<_>>(),
            area.geometry.triangles().len() / 3,
            area.fill
        ),
        Item::Lines(lines) => format!(
            "{} lines of {} corners, closed {}, {} px of {:?}",
            lines.ends.len(),
            lines.points.len(),
            lines.closed,
            lines.stroke.width_px,
            lines.stroke.color
        ),
        Item::Image(image) => {
            let cells = image.pixels.rgba.as_chunks::<4>().0;
            let mut strengths: Vec<u8> = cells
                .iter()
                .map(|cell| cell[3])
                .filter(|&a| a > 0)
                .collect();
            let count = strengths.len();
            strengths.sort_unstable();
            strengths.dedup();
            format!(
                "{} by {} cells, {count} with something, strengths {strengths:?}",
                image.pixels.width, image.pixels.height
            )
        }
        Item::Dots(dots) => format!(
            "{} dots of {} px, {:?}, the first at {:.1?}",
            dots.at.len(),
            dots.radius_px,
            dots.fill,
            dots.at[0]
        ),
        Item::Text(text) => format!(
            "\"{}\" at {:.0} {:.0}",
            text.text, text.at.x_px, text.at.y_px
        ),
        Item::CurvedText(curved) => format!("\"{}\" along a curve", curved.text.text),
        Item::Line(_) => "line".to_owned(),
        Item::Path(path) => format!("path of {} contours", path.contours.len()),
    }
}

#[test]
fn a_few_rows_are_dots_with_names() {
    let prepared = prepared(wells(60));
    let mut view = home(&prepared);
    view.selected = Some(Subject::Feature(FeatureId(40)));
    // As in the window: what is not selected steps back.
    view.furniture.dims = true;
    let scene = composed(&prepared, &view);
    insta::assert_snapshot!(told(&prepared, &view, &scene));
}

#[test]
fn many_rows_are_cells() {
    let prepared = prepared(wells(30_000));
    let view = home(&prepared);
    let scene = composed(&prepared, &view);
    insta::assert_snapshot!(told(&prepared, &view, &scene));
}

#[test]
fn without_colour_dots_and_cells_are_grey_and_have_their_colours_again_after() {
    for count in [60, 30_000] {
        let prepared = prepared(wells(count));
        let mut composer = Composer::new(Arc::clone(&prepared), Patience::Wait);
        let mut view = home(&prepared);
        let coloured = composer.compose(&view);
        assert!(colours(&coloured).iter().any(|[r, g, b]| r != g || g != b));
        view.vision = ColourVision::Grey;
        let grey = colours(&composer.compose(&view));
        assert!(!grey.is_empty());
        assert!(grey.iter().all(|[r, g, b]| r == g && g == b), "{grey:?}");
        view.vision = ColourVision::Normal;
        assert_eq!(colours(&composer.compose(&view)), colours(&coloured));
    }
}

/// The colours of the layer's dots and cells.
fn colours(scene: &Scene) -> BTreeSet<[u8; 3]> {
    let mut colours = BTreeSet::new();
    for item in scene.items() {
        match item {
            Item::Dots(dots) => colours.extend([[dots.fill.r, dots.fill.g, dots.fill.b]]),
            Item::Image(image) => {
                let cells = image.pixels.rgba.as_chunks::<4>().0.iter();
                colours.extend(cells.map(|&[r, g, b, _]| [r, g, b]));
            }
            _ => {}
        }
    }
    colours
}

#[test]
fn areas_lie_under_lines_and_both_are_picked() {
    let prepared = prepared(banks());
    let view = home(&prepared);
    let scene = composed(&prepared, &view);
    insta::assert_snapshot!(told(&prepared, &view, &scene));
    let at = |lon: f64, lat: f64| {
        let point = prepared.atlas().projection.project(LonLat::new(lon, lat));
        view.camera.screen_from_map(point.unwrap())
    };
    let rows = |lon: f64, lat: f64| -> Vec<(TargetKind, String)> {
        let picked = scene.targets.pick(at(lon, lat), 6.0);
        picked
            .into_iter()
            .map(|target| (target.kind, target.name))
            .collect()
    };
    let area = |name: &str| (TargetKind::Area, name.to_owned());
    assert_eq!(rows(67.0, 45.0), [area("North bank")]);
    assert_eq!(rows(67.0, 39.0), [area("South bank")]);
    let on_the_river = rows(60.4, 42.0 + 0.9_f64.sin());
    assert_eq!(on_the_river[0], (TargetKind::Line, "The river".to_owned()));
    assert_eq!(rows(57.0, 45.0), []);
}

#[test]
fn a_window_without_patience_shows_areas_when_they_are_prepared() {
    let prepared = prepared(banks());
    let mut view = home(&prepared);
    view.camera.metres_per_px /= 7.0;
    let mut composer = Composer::new(Arc::clone(&prepared), Patience::BestReady);
    let areas = |scene: &Scene| {
        let items = &scene.group("rows").unwrap().items;
        items
            .iter()
            .filter(|item| matches!(item, Item::Area(_)))
            .count()
    };
    assert_eq!(areas(&composer.compose(&view)), 0);
    assert!(composer.waits());
    prepared.prepare_tables(&view);
    let scene = composer.compose(&view);
    assert!(!composer.waits());
    assert_eq!(
        format!("{:?}", scene.groups),
        format!("{:?}", composed(&prepared, &view).groups)
    );
    assert!(areas(&scene) > 0);
}

#[test]
fn a_selected_row_of_a_hidden_layer_is_still_marked() {
    let prepared = prepared(wells(60));
    let mut view = home(&prepared);
    for state in &mut view.layers {
        state.visible = false;
    }
    assert!(
        composed(&prepared, &view)
            .group("selection")
            .unwrap()
            .items
            .is_empty()
    );
    view.selected = Some(Subject::Feature(FeatureId(7)));
    let scene = composed(&prepared, &view);
    assert!(scene.tables.is_empty());
    assert!(!scene.group("selection").unwrap().items.is_empty());
}

#[test]
fn a_layer_with_too_many_marks_in_view_is_drawn_and_counted_as_a_table() {
    let place = |number: u32| {
        let (column, line) = (f64::from(number % 50), f64::from(number / 50));
        LonLat::new(60.0 + 0.2 * column, 40.0 + 0.1 * line)
    };
    let features = (0..2_500).map(|number| Feature {
        id: format!("well-{number}"),
        name: format!("Well {number}"),
        shape: Some(Shape::point(place(number))),
        ..Feature::default()
    });
    let extent = Extent::from([58.0, 37.0, 78.0, 48.0]);
    let layer = Layer {
        id: "wells".into(),
        name: "Wells".into(),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    };
    let dossier = Dossier {
        map: MapFrame {
            extent: Some(extent),
            ..MapFrame::default()
        },
        layers: vec![layer],
        features: features.collect(),
        ..Dossier::default()
    };
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    let prepared = Arc::new(Prepared::new(atlas));
    let mut view = home(&prepared);
    let scene = composed(&prepared, &view);
    assert_eq!(scene.tables.len(), 1);
    assert_eq!(scene.tables[0].in_view, 2_500);
    assert!(scene.targets.all.is_empty());
    view.camera.metres_per_px /= 8.0;
    let scene = composed(&prepared, &view);
    assert!(scene.tables.is_empty());
    assert!(!scene.targets.all.is_empty() && scene.targets.all.len() < 500);
}
