//! What holds of every scene of the built-in dossier, whatever the view.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use steppe::atlas::{Atlas, BaseMap, FeatureIx, LayerKind, PrecisionClass, Shape, Status, Subject};
use steppe::earth::{Camera, LonLat, MapPoint, ScreenPoint};
use steppe::scene::style::Style;
use steppe::scene::{
    Composer, Contour, CurvedText, Dash, Group, Item, Path, Patience, Prepared, SWATCH_PX, Scene,
    ScreenRect, TargetKind, Text, covers, covers_along, layer_swatch, legend, shortened,
};
use steppe::session::viewpoint::{ColourVision, Furniture, MapTheme, Viewpoint, home_camera};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let reading = steppe::dossier::builtin();
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    let atlas = Atlas::new(reading.dossier, Arc::new(basemap));
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn atlas() -> &'static Arc<Atlas> {
    PREPARED.atlas()
}

fn composed(view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(view)
}

fn home() -> Viewpoint {
    let mut view = Viewpoint::home(atlas());
    view.camera = home_camera(atlas(), 1280.0, 800.0);
    view.furniture = Furniture::PICTURE;
    view
}

fn looking_at(lon_deg: f64, lat_deg: f64, metres_per_px: f64) -> Viewpoint {
    let mut view = home();
    let center = atlas().projection.project(LonLat::new(lon_deg, lat_deg));
    view.camera.center = center.expect("the projection shows the place");
    view.camera.metres_per_px = metres_per_px;
    view
}

fn selected(mut view: Viewpoint, id: &str) -> Viewpoint {
    view.selected = Some(atlas().find(id).expect("the dossier has it"));
    view
}

fn feature(id: &str) -> FeatureIx {
    match atlas().find(id) {
        Some(Subject::Feature(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

fn only(mut view: Viewpoint, kinds: &[LayerKind]) -> Viewpoint {
    for state in &mut view.layers {
        state.visible = kinds.contains(&atlas().layer(state.layer).kind);
    }
    view
}

fn group<'a>(scene: &'a Scene, id: &str) -> &'a Group {
    scene.group(id).expect("the scene has the group")
}

fn texts<'a>(group: &'a Group) -> Vec<&'a Text> {
    let text = |item: &'a Item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    };
    group.items.iter().filter_map(text).collect()
}

/// What each name of a group says, and what it covers.
fn names<'a>(group: &'a Group) -> Vec<(&'a str, Vec<ScreenRect>)> {
    let name = |item: &'a Item| match item {
        Item::Text(text) => Some((text.text.as_str(), vec![covers(text)])),
        Item::CurvedText(curved) => Some((curved.text.text.as_str(), covers_along(curved))),
        _ => None,
    };
    group.items.iter().filter_map(name).collect()
}

/// The lines from names to what stands apart from them.
fn leaders(group: &Group) -> Vec<[ScreenPoint; 2]> {
    let ends = |path: &Path| match path.contours.as_slice() {
        [line] if !line.closed => Some([line.points[0], line.points[1]]),
        _ => None,
    };
    paths(group).into_iter().filter_map(ends).collect()
}

/// The same but for the selected mark's, which has to reach it whatever lies between.
fn other_leaders(view: &Viewpoint, group: &Group) -> Vec<[ScreenPoint; 2]> {
    let accent = Style::of(view.theme).accent.seen_with(view.vision);
    let lines = paths(group);
    let chosen = lines
        .iter()
        .find(|path| path.stroke.is_some_and(|stroke| stroke.color == accent));
    let chosen = chosen.map(|path| path.contours[0].points[0]);
    leaders(group)
        .into_iter()
        .filter(|[from, _]| Some(*from) != chosen)
        .collect()
}

/// Whether a line runs through a rectangle.
fn crosses([from, to]: [ScreenPoint; 2], rect: &ScreenRect) -> bool {
    (0..=200).any(|step| {
        let part = f64::from(step) / 200.0;
        let x = from.x_px + part * (to.x_px - from.x_px);
        let y = from.y_px + part * (to.y_px - from.y_px);
        rect.contains(ScreenPoint::new(x, y))
    })
}

fn paths<'a>(group: &'a Group) -> Vec<&'a Path> {
    let path = |item: &'a Item| match item {
        Item::Path(path) => Some(path),
        _ => None,
    };
    group.items.iter().filter_map(path).collect()
}

const THEMES: [MapTheme; 3] = [MapTheme::Light, MapTheme::Dark, MapTheme::Print];

/// Any view that a reader could arrive at.
fn views() -> impl Strategy<Value = Viewpoint> {
    let places = (44.0..90.0, 30.0..58.0);
    let scales = (60.0_f64.ln()..9000.0_f64.ln()).prop_map(f64::exp);
    let sizes = (480.0..1700.0, 360.0..1100.0);
    let chosen = prop::option::of(0..atlas().dossier.features.len());
    let layers = prop::collection::vec(any::<bool>(), atlas().layers.len());
    let looks = (0..3_usize, 0..ColourVision::ALL.len(), any::<bool>());
    (places, scales, sizes, chosen, layers, looks).prop_map(
        |((lon, lat), scale, (width_px, height_px), chosen, layers, (theme, vision, picture))| {
            let mut view = looking_at(lon, lat, scale);
            view.camera = view.camera.resized(width_px, height_px);
            view.selected = chosen.map(|ix| Subject::Feature(FeatureIx(ix as u32)));
            for (state, visible) in view.layers.iter_mut().zip(layers) {
                state.visible = visible;
            }
            view.theme = THEMES[theme];
            view.vision = ColourVision::ALL[vision];
            view.furniture = if picture {
                Furniture::PICTURE
            } else {
                Furniture::WINDOW
            };
            view
        },
    )
}

fn shown(view: &Viewpoint, ix: FeatureIx) -> bool {
    view.shows(atlas().feature(ix).layer) || view.selected == Some(Subject::Feature(ix))
}

fn on_screen(camera: &Camera, ix: FeatureIx) -> Option<ScreenPoint> {
    let place = atlas().feature(ix).shape.as_ref()?.anchor()?;
    Some(camera.screen_from_map(atlas().projection.project(place)?))
}

fn window(camera: &Camera) -> ScreenRect {
    ScreenRect::new(0.0, 0.0, camera.width_px, camera.height_px)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_two_names_overlap_and_none_leaves_the_frame(view in views()) {
        let scene = composed(&view);
        let names = names(group(&scene, "labels"));
        for (number, (name, covered)) in names.iter().enumerate() {
            for one in covered {
                prop_assert!(window(&view.camera).holds(one), "{name} leaves the frame");
                for (other_name, others) in &names[number + 1..] {
                    prop_assert!(!others.iter().any(|other| one.overlaps(other)), "{name} over {other_name}");
                }
                for line in leaders(group(&scene, "labels")) {
                    prop_assert!(!crosses(line, one), "a line to a mark runs through {name}");
                }
            }
        }
    }

    #[test]
    fn no_name_lies_over_a_mark(view in views()) {
        let scene = composed(&view);
        let labels = group(&scene, "labels");
        for target in scene.targets.all.iter().filter(|target| target.kind != TargetKind::Line) {
            let mark = ScreenRect::around(target.at, target.radius_px);
            for (name, covered) in names(labels) {
                prop_assert!(!covered.iter().any(|covered| covered.overlaps(&mark)), "{name} over {}", target.name);
            }
            for line in other_leaders(&view, labels) {
                prop_assert!(!crosses(line, &mark.inflated(-0.5)), "a line to a mark runs through {}", target.name);
            }
        }
    }

    #[test]
    fn every_mark_of_a_shown_layer_has_one_target_at_its_own_place(view in views()) {
        let scene = composed(&view);
        for (ix, _) in atlas().features() {
            let of_it: Vec<_> = scene.targets.all.iter().filter(|target| target.subject == Subject::Feature(ix)).collect();
            let at = on_screen(&view.camera, ix);
            let within = at.filter(|&at| window(&view.camera).contains(at));
            match within.filter(|_| shown(&view, ix)) {
                Some(at) => {
                    prop_assert_eq!(of_it.len(), 1);
                    prop_assert_eq!(of_it[0].kind, TargetKind::Mark);
                    prop_assert!(of_it[0].at.distance_px(at) < 1e-6, "a coordinate was moved");
                }
                None if shown(&view, ix) => {
                    prop_assert!(of_it.len() <= 1);
                    prop_assert!(of_it.iter().all(|target| target.kind == TargetKind::EdgeMark));
                    let place = atlas().feature(ix).shape.as_ref().and_then(Shape::anchor);
                    let far = place.is_some_and(|place| !atlas().home.contains(place));
                    let chosen = view.selected == Some(Subject::Feature(ix));
                    prop_assert_eq!(of_it.len(), usize::from(at.is_some() && (far || chosen)));
                }
                None => prop_assert!(of_it.is_empty(), "a hidden mark can be picked"),
            }
        }
    }

    #[test]
    fn a_pick_finds_what_stands_there_and_nothing_else(view in views()) {
        let scene = composed(&view);
        for target in scene.targets.all.iter().filter(|target| target.kind != TargetKind::Line) {
            let picked = scene.targets.pick(target.at, 4.0);
            prop_assert!(picked.contains(target), "{}", target.name);
            for other in picked.iter().filter(|other| other.kind != TargetKind::Line) {
                prop_assert!(other.at.distance_px(target.at) <= other.radius_px.max(4.0));
            }
        }
        prop_assert!(scene.targets.pick(ScreenPoint::new(-500.0, -500.0), 4.0).is_empty());
    }

    #[test]
    fn the_same_view_gives_the_same_scene_whatever_came_before(view in views(), before in views()) {
        let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
        composer.compose(&before);
        composer.compose(&Viewpoint { camera: view.camera.panned(40.0, -25.0), ..view.clone() });
        let after = composer.compose(&view);
        let fresh = composed(&view);
        prop_assert_eq!(&after.targets, &fresh.targets);
        prop_assert_eq!(format!("{:?}", group(&after, "labels").items), format!("{:?}", group(&fresh, "labels").items));
        prop_assert_eq!(format!("{:?}", group(&after, "furniture").items), format!("{:?}", group(&fresh, "furniture").items));
    }
}

/// The names of marks, cities and expanses, by what they say, and where each stands; none that
/// stands there twice.
fn stands(scene: &Scene) -> std::collections::BTreeMap<String, (ScreenPoint, ScreenRect)> {
    let mut stands = std::collections::BTreeMap::new();
    let mut twice = BTreeSet::new();
    for text in texts(group(scene, "labels")) {
        if stands
            .insert(text.text.clone(), (text.at, covers(text)))
            .is_some()
        {
            twice.insert(text.text.clone());
        }
    }
    stands.retain(|name, _| !twice.contains(name));
    stands
}

/// What stands in the way of a name: the frame's edge, its furniture, marks, other names.
fn in_the_way(scene: &Scene, view: &Viewpoint, name: &str, covered: &ScreenRect) -> bool {
    let clear = covered.inflated(1.0);
    let of_marks = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind != TargetKind::Line);
    let marks = of_marks.map(|target| ScreenRect::around(target.at, target.radius_px));
    let others = names(group(scene, "labels"))
        .into_iter()
        .filter(|(other, _)| *other != name);
    let badges = scene
        .groups
        .iter()
        .filter(|group| group.id != "labels")
        .flat_map(|group| texts(group));
    let panels = paths(group(scene, "furniture"))
        .into_iter()
        .flat_map(|path| &path.contours);
    let panels = panels.filter_map(|contour| {
        let xs = || contour.points.iter().map(|point| point.x_px);
        let ys = || contour.points.iter().map(|point| point.y_px);
        let (left, right) = (xs().reduce(f64::min)?, xs().reduce(f64::max)?);
        let (top, bottom) = (ys().reduce(f64::min)?, ys().reduce(f64::max)?);
        Some(ScreenRect::new(left, top, right - left, bottom - top))
    });
    let mut taken = marks
        .chain(others.flat_map(|(_, covered)| covered))
        .chain(badges.map(|text| covers(text).inflated(3.0)))
        .chain(panels)
        .chain(leaders(group(scene, "labels")).into_iter().map(|[a, b]| {
            let (left, top) = (a.x_px.min(b.x_px), a.y_px.min(b.y_px));
            ScreenRect::new(left, top, (a.x_px - b.x_px).abs(), (a.y_px - b.y_px).abs())
                .inflated(3.0)
        }));
    !window(&view.camera).holds(covered) || taken.any(|rect| rect.overlaps(&clear))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn under_a_small_pan_a_name_keeps_its_side_while_its_place_is_free(
        view in views(), right in -12.0..12.0_f64, down in -12.0..12.0_f64,
    ) {
        let moved = Viewpoint { camera: view.camera.panned(right, down), ..view.clone() };
        let (before, after) = (composed(&view), composed(&moved));
        let stood = stands(&before);
        for (name, (at, covered)) in stands(&after) {
            // A country's name stands in the middle of what is seen of it.
            let Some((was, did_cover)) = stood.get(&name).filter(|_| name.to_uppercase() != name) else {
                continue;
            };
            let kept = at.distance_px(ScreenPoint::new(was.x_px + right, was.y_px + down)) < 0.01;
            // Either it had to leave its old place, or it could not have its own before.
            let had_to = in_the_way(&after, &moved, &name, &did_cover.shifted(right, down));
            let could_not = in_the_way(&before, &view, &name, &covered.shifted(-right, -down));
            prop_assert!(kept || had_to || could_not, "{name} moved from {did_cover:?} to {covered:?}");
        }
    }
}

#[test]
fn what_lies_in_the_frame_is_bounded_by_the_screen() {
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    for step in 0..44 {
        let mut view = looking_at(67.0, 45.0, 60.0 * 1.17_f64.powi(step));
        view.camera = view.camera.resized(1600.0, 1000.0);
        let scene = composer.compose(&view);
        let seen = view.camera.view_rect();
        let within =
            |points: &[MapPoint]| points.iter().filter(|&&point| seen.contains(point)).count();
        let vertices = |item: &Item| match item {
            Item::Area(area) => area.geometry.rings.iter().map(|ring| within(ring)).sum(),
            Item::Line(line) => within(&line.geometry.points),
            Item::Path(path) => path
                .contours
                .iter()
                .map(|contour| contour.points.len())
                .sum(),
            Item::Text(text) | Item::CurvedText(CurvedText { text, .. }) => text.text.len(),
            Item::Lines(_) | Item::Image(_) | Item::Dots(_) => 0,
        };
        let items = scene.groups.iter().flat_map(|group| &group.items);
        let count: usize = items.map(vertices).sum();
        let scale = view.camera.metres_per_px;
        assert!(count < 60_000, "{count} at {scale} metres a pixel");
    }
}

/// The grounds that pieces of furniture stand on.
fn panels(scene: &Scene, view: &Viewpoint) -> Vec<ScreenRect> {
    let fill = Style::of(view.theme)
        .panel
        .faded(0.94)
        .seen_with(view.vision);
    let of_panel = |path: &&Path| path.fill == Some(fill) && path.contours[0].points.len() == 4;
    let rect = |path: &Path| {
        let points = &path.contours[0].points;
        let (from, to) = (points[0], points[2]);
        ScreenRect::new(
            from.x_px,
            from.y_px,
            to.x_px - from.x_px,
            to.y_px - from.y_px,
        )
    };
    paths(group(scene, "furniture"))
        .into_iter()
        .filter(of_panel)
        .map(rect)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn furniture_stands_on_no_mark_while_another_corner_is_free(view in views()) {
        const MARGIN_PX: f64 = 12.0;
        let scene = composed(&view);
        let marks: Vec<_> = scene.targets.all.iter().filter(|target| target.kind == TargetKind::Mark).collect();
        let covered = |rect: &ScreenRect| {
            let over = marks.iter().filter(|mark| ScreenRect::around(mark.at, mark.radius_px).overlaps(rect));
            over.count()
        };
        let panels = panels(&scene, &view);
        let room = window(&view.camera).inflated(-MARGIN_PX);
        for (number, panel) in panels.iter().enumerate() {
            prop_assert!(room.inflated(0.01).holds(panel), "{panel:?} leaves the frame");
            for other in &panels[number + 1..] {
                prop_assert!(!panel.overlaps(other), "{panel:?} over {other:?}");
            }
            // Those that came after it may stand where it could have.
            let before = &panels[..number];
            for left in [room.left, room.right - panel.width()] {
                for top in [room.top, room.bottom - panel.height()] {
                    let corner = ScreenRect::new(left, top, panel.width(), panel.height());
                    let free = !before.iter().any(|other| other.overlaps(&corner));
                    prop_assert!(!free || covered(panel) <= covered(&corner), "{panel:?} covers more marks than {corner:?}");
                }
            }
        }
    }

    #[test]
    fn a_small_map_is_not_buried_by_its_legend(view in views(), width_px in 480.0..700.0, height_px in 400.0..560.0) {
        let mut view = Viewpoint { furniture: Furniture { legend: true, ..Furniture::BARE }, ..view };
        view.camera = view.camera.resized(width_px, height_px);
        view.vision = ColourVision::Normal;
        for panel in panels(&composed(&view), &view) {
            prop_assert!(panel.width() * panel.height() <= 0.14 * width_px * height_px + 1.0, "{panel:?}");
        }
    }
}

#[test]
fn a_legend_that_leaves_rows_out_says_how_many() {
    let mut view = home();
    view.camera = home_camera(atlas(), 500.0, 400.0);
    let all: usize = legend(atlas(), &view, &[])
        .iter()
        .map(|section| section.rows.len())
        .sum();
    let scene = composed(&view);
    let words = texts(group(&scene, "furniture"));
    let more = words.iter().find_map(|text| {
        text.text
            .strip_prefix('+')?
            .strip_suffix(" more")?
            .parse::<usize>()
            .ok()
    });
    let labels: BTreeSet<String> = legend(atlas(), &view, &[])
        .into_iter()
        .flat_map(|section| section.rows)
        .map(|row| row.label)
        .collect();
    let shown = words
        .iter()
        .filter(|text| labels.contains(&text.text))
        .count();
    assert!(
        more.is_some_and(|more| more > 0 && more + shown == all),
        "{more:?} left out, {shown} of {all} shown"
    );
}

#[test]
fn a_small_pan_keeps_names_in_their_place() {
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    let (mut kept, mut all) = (0, 0);
    for step in 0..60 {
        let mut view = looking_at(60.0 + 0.3 * f64::from(step), 41.0, 1400.0);
        // A picture is not panned: its legend may stand elsewhere at once.
        view.furniture = Furniture::WINDOW;
        let before = composer.compose(&view);
        let camera = view.camera.panned(3.0, -2.0);
        let after = composer.compose(&Viewpoint { camera, ..view });
        let names = |scene: &Scene, dx: f64, dy: f64| -> BTreeSet<String> {
            let place = |text: &&Text| {
                let (x, y) = (text.at.x_px + dx, text.at.y_px + dy);
                format!("{} {x:.1} {y:.1}", text.text)
            };
            texts(group(scene, "labels")).iter().map(place).collect()
        };
        let (before, after) = (names(&before, 3.0, -2.0), names(&after, 0.0, 0.0));
        kept += before.intersection(&after).count();
        all += before.len();
    }
    assert!(all > 600, "{all} names are few");
    assert!(
        kept * 100 >= all * 95,
        "{kept} of {all} names kept their place"
    );
}

#[test]
fn discs_are_to_scale() {
    for (id, metres_per_px) in [
        ("base-baikonur", 900.0),
        ("ex-csto-oct-2021-momirak", 300.0),
    ] {
        let ix = feature(id);
        let place = atlas()
            .feature(ix)
            .shape
            .as_ref()
            .and_then(Shape::anchor)
            .unwrap();
        let radius_m = atlas().feature(ix).precision.radius_m.unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, metres_per_px), id);
        let scene = composed(&view);
        let areas = group(&scene, "selection")
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Area(area) => Some(area),
                _ => None,
            });
        let discs: Vec<_> = areas.collect();
        assert_eq!(discs.len(), 1, "{id}");
        let bounds = discs[0].geometry.bounds;
        let scale = atlas().projection.scale_at(place).unwrap();
        let width_px = bounds.width_m() / scale / metres_per_px;
        let expected_px = 2.0 * radius_m / metres_per_px;
        assert!(
            (width_px / expected_px - 1.0).abs() < 0.01,
            "{id}: {width_px} px, not {expected_px}"
        );
    }
}

#[test]
fn former_bases_are_hollow_and_active_ones_solid() {
    let style = Style::of(MapTheme::Light);
    for (id, hollow) in [("base-k2-former", true), ("base-kant", false)] {
        let ix = feature(id);
        let feature = atlas().feature(ix);
        assert_eq!(feature.status == Some(Status::Former), hollow, "{id}");
        let place = feature.shape.as_ref().and_then(Shape::anchor).unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, 400.0), id);
        let scene = composed(&view);
        let middle = view.camera.middle();
        let fills: Vec<_> = paths(group(&scene, "selection"))
            .into_iter()
            .filter(|path| encloses(&path.contours, middle))
            .filter_map(|path| path.fill)
            .collect();
        assert_eq!(fills.last() == Some(&style.land), hollow, "{id}: {fills:?}");
    }
}

fn encloses(contours: &[Contour], at: ScreenPoint) -> bool {
    contours.iter().any(|contour| {
        let reach = |point: &ScreenPoint| point.distance_px(at);
        contour.closed && contour.points.iter().all(|point| reach(point) < 30.0)
    })
}

#[test]
fn reported_and_announced_bases_have_broken_outlines() {
    for id in ["base-shaymak-outpost", "base-vakhon-ishkashim"] {
        let ix = feature(id);
        let place = atlas()
            .feature(ix)
            .shape
            .as_ref()
            .and_then(Shape::anchor)
            .unwrap();
        let view = selected(looking_at(place.lon_deg, place.lat_deg, 400.0), id);
        let scene = composed(&view);
        let broken = paths(group(&scene, "selection")).into_iter().any(|path| {
            let dashed = |dash| matches!(dash, Dash::Dashed { .. });
            path.fill.is_some() && path.stroke.is_some_and(|stroke| dashed(stroke.dash))
        });
        assert!(broken, "{id}");
    }
}

#[test]
fn what_is_known_to_a_country_is_hatched_only_while_it_is_chosen() {
    let id = "pl-host-tajikistan";
    assert_eq!(
        atlas().feature(feature(id)).precision.class,
        PrecisionClass::Country
    );
    let lines = |scene: &Scene| {
        let open = |path: &&Path| path.contours.len() > 20 && !path.contours[0].closed;
        paths(group(scene, "selection"))
            .iter()
            .filter(|path| open(path))
            .count()
    };
    let view = looking_at(71.0, 38.9, 900.0);
    assert_eq!(lines(&composed(&view)), 0);
    assert_eq!(lines(&composed(&selected(view, id))), 1);
}

#[test]
fn a_member_of_two_blocs_shows_both_hatches_and_turkmenistan_none() {
    let hatches_at = |lon: f64, lat: f64| {
        let mut view = only(
            looking_at(lon, lat, 200.0),
            &[LayerKind::Countries, LayerKind::Alliances],
        );
        view.camera = view.camera.resized(200.0, 150.0);
        paths(group(&composed(&view), "alliances")).len()
    };
    assert_eq!(hatches_at(68.5, 38.4), 2, "Tajikistan: CSTO and SCO");
    assert_eq!(hatches_at(67.0, 48.5), 3, "Kazakhstan: CSTO, SCO and EAEU");
    assert_eq!(hatches_at(64.0, 41.5), 1, "Uzbekistan: SCO");
    assert_eq!(hatches_at(58.5, 39.0), 0, "Turkmenistan: none");
}

#[test]
fn a_selected_mark_shows_even_where_its_layer_is_hidden() {
    let view = only(looking_at(74.8, 42.8, 600.0), &[LayerKind::Countries]);
    let scene = composed(&selected(view, "base-kant"));
    let marks = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind == TargetKind::Mark);
    assert_eq!(marks.count(), 1);
    let names = texts(group(&scene, "labels"));
    assert!(
        names
            .iter()
            .any(|text| text.text.starts_with("Kant air base"))
    );
}

/// The views in which everything is in the frame that belongs there: a picture, the window's map.
fn home_views() -> [Viewpoint; 2] {
    let mut narrow = home();
    narrow.camera = home_camera(atlas(), 705.0, 745.0);
    narrow.furniture = Furniture::WINDOW;
    [home(), narrow]
}

#[test]
fn a_selected_mark_has_its_name_wherever_it_stands() {
    for mut view in home_views() {
        let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
        let mut named = 0;
        for (ix, feature) in atlas().features() {
            let subject = Subject::Feature(ix);
            view.selected = Some(subject);
            let scene = composer.compose(&view);
            let Some(target) = scene.targets.of(subject) else {
                assert!(feature.shape.is_none(), "{} has no mark", feature.name);
                continue;
            };
            let id = match target.kind {
                TargetKind::EdgeMark => "edge",
                TargetKind::Mark | TargetKind::Line | TargetKind::Area => "labels",
            };
            let name = shortened(&feature.name);
            let name = name.trim_end_matches('\u{2026}');
            let words = texts(group(&scene, id));
            let standing = words.iter().any(|text| {
                let whole = text.text.starts_with(name);
                whole || (id == "edge" && text.text.ends_with(" km"))
            });
            assert!(standing, "{} at {:?}", feature.name, target.at);
            named += 1;
        }
        assert!(named > 50, "{named} marks are few");
    }
}

#[test]
fn names_on_the_edge_keep_clear_of_marks_and_names() {
    for view in home_views() {
        let scene = composed(&view);
        let names: Vec<_> = texts(group(&scene, "edge"))
            .into_iter()
            .filter(|text| text.text.ends_with(" km"))
            .collect();
        assert!(names.len() > 2, "{names:?}");
        let labels = texts(group(&scene, "labels"));
        for name in names {
            let covered = covers(name);
            for target in &scene.targets.all {
                let mark = ScreenRect::around(target.at, target.radius_px);
                let over = target.kind != TargetKind::Line && covered.overlaps(&mark);
                assert!(!over, "{} over {}", name.text, target.name);
            }
            for label in &labels {
                assert!(
                    !covered.overlaps(&covers(label)),
                    "{} over {}",
                    name.text,
                    label.text
                );
            }
        }
    }
}

#[test]
fn a_stack_with_the_articles_marks_is_named_though_another_lies_on_top() {
    let [_, view] = home_views();
    let scene = composed(&view);
    let moscow = LonLat::new(37.6, 55.75);
    let at = atlas().projection.project(moscow).expect("a place");
    let at = view.camera.screen_from_map(at);
    let near = |text: &&&Text| covers(text).inflated(24.0).contains(at);
    let labels = texts(group(&scene, "labels"));
    let names: Vec<&str> = labels
        .iter()
        .filter(near)
        .map(|text| text.text.as_str())
        .collect();
    assert!(names.iter().any(|name| name.ends_with(" +2")), "{names:?}");
}

#[test]
fn the_window_names_its_point_of_view_in_one_line_and_a_picture_its_sources_in_three() {
    for (view, most) in home_views().into_iter().zip([3, 1]) {
        let scene = composed(&view);
        let furniture = texts(group(&scene, "furniture"));
        let says = |words: &str| furniture.iter().position(|text| text.text.contains(words));
        let last = says("not agreed").expect("whose boundaries");
        let first = says("After ").unwrap_or(last);
        assert!(last - first < most, "{furniture:?}");
        assert_eq!(says("Natural Earth 1:10m").is_some(), most > 1);
    }
}

#[test]
fn while_one_mark_is_selected_the_others_are_faint() {
    let faintest = |scene: &Scene| {
        let fills = paths(group(scene, "bases"))
            .into_iter()
            .filter_map(|path| path.fill);
        fills.map(|fill| fill.a).min().unwrap()
    };
    let view = looking_at(72.0, 41.0, 1500.0);
    assert_eq!(faintest(&composed(&view)), 255);
    let other = composed(&selected(view, "base-kant"));
    assert_eq!(faintest(&other), (255.0_f32 * 0.45).round() as u8);
}

#[test]
fn a_mark_outside_the_frame_stands_on_its_edge_with_its_distance() {
    let scene = composed(&home());
    let target = scene
        .targets
        .of(Subject::Feature(feature("dip-sco-hq")))
        .unwrap();
    assert_eq!(target.kind, TargetKind::EdgeMark);
    assert!(
        target.at.x_px > 1240.0,
        "Beijing lies to the east: {:?}",
        target.at
    );
    let words = texts(group(&scene, "edge"));
    assert!(
        words
            .iter()
            .any(|text| text.text.starts_with("Beijing \u{b7} 4,0"))
    );
}

/// What the small globe covers.
fn globe(scene: &Scene) -> Option<ScreenRect> {
    let round = |path: &&Path| path.contours.iter().any(|ring| ring.points.len() > 30);
    let ring = paths(group(scene, "furniture")).into_iter().find(round)?;
    let points = || ring.contours.iter().flat_map(|ring| &ring.points);
    let least = |of: fn(&ScreenPoint) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&ScreenPoint) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(|point| point.x_px), least(|point| point.y_px));
    let (right, bottom) = (most(|point| point.x_px), most(|point| point.y_px));
    Some(ScreenRect::new(left, top, right - left, bottom - top))
}

#[test]
fn a_mark_on_the_edge_gives_way_to_the_globe_at_whatever_size_of_the_window() {
    let mut met = 0;
    for step in 0..24 {
        let mut view = home();
        let away_px = 0.25 * f64::from(step);
        view.camera = Camera {
            center: MapPoint::new(92_579.371 + 500.0 * away_px, -841_502.226),
            metres_per_px: 500.0,
            width_px: 717.75,
            height_px: 708.75 + away_px,
        };
        view.furniture = Furniture::WINDOW;
        let scene = composed(&view);
        let Some(globe) = globe(&scene) else {
            continue;
        };
        let marks = scene.targets.all.iter();
        for mark in marks.filter(|target| target.kind == TargetKind::EdgeMark) {
            met += 1;
            let covers = ScreenRect::around(mark.at, 6.0);
            assert!(!covers.overlaps(&globe), "{} at {:?}", mark.name, mark.at);
        }
    }
    assert!(met > 24, "{met}");
}

#[test]
fn zoomed_in_the_edge_is_left_to_what_lies_beyond_the_dossiers_own_frame() {
    let scene = composed(&looking_at(69.0, 38.5, 150.0));
    let edges = scene
        .targets
        .all
        .iter()
        .filter(|target| target.kind == TargetKind::EdgeMark);
    for target in edges {
        let Subject::Feature(ix) = target.subject else {
            panic!("a border stands on the edge");
        };
        let place = atlas()
            .feature(ix)
            .shape
            .as_ref()
            .and_then(Shape::anchor)
            .unwrap();
        assert!(!atlas().home.contains(place), "{}", target.name);
    }
}

#[test]
fn a_border_with_a_card_can_be_picked_along_its_line() {
    let view = looking_at(69.0, 37.3, 400.0);
    let scene = composed(&view);
    let border = atlas().find("border-tjk-afg").unwrap();
    let target = scene.targets.of(border).unwrap();
    assert_eq!(target.kind, TargetKind::Line);
    let at = target.line[target.line.len() / 2];
    assert!(
        scene
            .targets
            .pick(at, 3.0)
            .iter()
            .any(|target| target.subject == border)
    );
}

#[test]
fn a_selected_border_is_drawn_in_the_accent() {
    let view = selected(looking_at(69.0, 37.3, 400.0), "border-tjk-afg");
    let accent = Style::of(MapTheme::Light).accent;
    let scene = composed(&view);
    let accented = group(&scene, "selection")
        .items
        .iter()
        .any(|item| matches!(item, Item::Line(line) if line.stroke.color == accent));
    assert!(accented);
}

#[test]
fn groups_stand_in_their_order_and_bear_the_layers_names() {
    let scene = composed(&home());
    let ids: Vec<&str> = scene.groups.iter().map(|group| group.id.as_str()).collect();
    let at = |id: &str| ids.iter().position(|&other| other == id).unwrap();
    assert!(at("countries") < at("graticule") && at("graticule") < at("borders"));
    assert!(at("borders") < at("bases") && at("bases") < at("exercises"));
    assert_eq!(
        ids[ids.len() - 4..],
        ["selection", "edge", "labels", "furniture"]
    );
    assert!(!ids.contains(&"alliances"), "a hidden layer is drawn");
}

#[test]
fn without_the_countries_there_is_no_land() {
    let scene = composed(&only(home(), &[LayerKind::Water]));
    assert!(scene.group("countries").is_none());
    assert_eq!(scene.background, Style::of(MapTheme::Light).water);
}

#[test]
fn furniture_is_what_the_view_asks_for() {
    let with = |furniture: Furniture| {
        composed(&Viewpoint {
            furniture,
            ..home()
        })
    };
    assert!(group(&with(Furniture::BARE), "furniture").items.is_empty());
    let says = |scene: &Scene, words: &str| {
        texts(group(scene, "furniture"))
            .iter()
            .any(|text| text.text.contains(words))
    };
    let (picture, window) = (with(Furniture::PICTURE), with(Furniture::WINDOW));
    assert!(says(&picture, "as of 23 October 2021"));
    assert!(says(&picture, "known") && !says(&window, "Led by"));
    assert!(!says(&window, "as of 23 October 2021"));
    for scene in [&picture, &window] {
        assert!(says(scene, " km at 4"), "the scale bar names its latitude");
        assert!(says(scene, "not agreed"), "whose boundaries these are");
        assert!(says(scene, "70\u{b0} E"), "the graticule has its degrees");
    }
}

#[test]
fn the_scale_bar_is_as_long_as_it_says() {
    let scene = composed(&home());
    let furniture = group(&scene, "furniture");
    let words = texts(furniture)
        .into_iter()
        .find(|text| text.text.contains(" km at "))
        .unwrap();
    let km: f64 = words
        .text
        .split(' ')
        .next()
        .unwrap()
        .replace(',', "")
        .parse()
        .unwrap();
    let mut bars = paths(furniture).into_iter().filter(|path| {
        let left = |point: &ScreenPoint| (point.x_px - words.at.x_px).abs() < 1e-6;
        path.fill.is_none() && path.contours[0].points.first().is_some_and(left)
    });
    let bar = bars.next_back().unwrap();
    let width_px = bar.contours[0].points[1].x_px - bar.contours[0].points[0].x_px;
    let place = atlas().projection.unproject(scene.camera.center).unwrap();
    let ends = [-0.5, 0.5].map(|part| {
        let at = ScreenPoint::new(
            scene.camera.width_px / 2.0 + part * width_px,
            scene.camera.height_px / 2.0,
        );
        atlas()
            .projection
            .unproject(scene.camera.map_from_screen(at))
            .unwrap()
    });
    let truly_km = steppe::earth::distance_m(ends[0], ends[1]) / 1000.0;
    assert!(
        (truly_km / km - 1.0).abs() < 0.005,
        "{truly_km} km at {place:?}, not {km}"
    );
}

#[test]
fn the_legend_speaks_of_what_is_shown_and_of_nothing_else() {
    let titles = |view: &Viewpoint| -> Vec<String> {
        legend(atlas(), view, &[])
            .into_iter()
            .map(|section| section.title)
            .collect()
    };
    let ground = only(home(), &[LayerKind::Countries, LayerKind::Borders]);
    assert_eq!(titles(&ground), ["Borders"]);
    let sections = legend(atlas(), &home(), &[]);
    let rows: Vec<&str> = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| row.label.as_str())
        .collect();
    assert!(rows.contains(&"Exercises") && rows.contains(&"Russia") && rows.contains(&"former"));
    assert!(!rows.contains(&"CSTO"), "the alliances are hidden");
}

#[test]
fn swatches_stay_in_their_box_and_need_no_map() {
    let inside = ScreenRect::new(0.0, 0.0, SWATCH_PX[0], SWATCH_PX[1]).inflated(1.0);
    let all_inside = |items: &[Item]| {
        !items.is_empty()
            && items.iter().all(|item| match item {
                Item::Path(path) => path
                    .contours
                    .iter()
                    .flat_map(|contour| &contour.points)
                    .all(|&point| inside.contains(point)),
                Item::Text(_) => true,
                Item::Area(_)
                | Item::Line(_)
                | Item::Lines(_)
                | Item::Image(_)
                | Item::CurvedText(_) => false,
                Item::Dots(dots) => !dots.at.is_empty(),
            })
    };
    let mut view = home();
    view.layers
        .iter_mut()
        .for_each(|state| state.visible = true);
    for theme in THEMES {
        view.theme = theme;
        for row in legend(atlas(), &view, &[])
            .iter()
            .flat_map(|section| &section.rows)
        {
            assert!(all_inside(&row.items), "{}", row.label);
        }
        for layer in atlas().layer_ixs() {
            let middle = ScreenPoint::new(SWATCH_PX[0] / 2.0, SWATCH_PX[1] / 2.0);
            let items = layer_swatch(atlas(), layer, theme, middle, 16.0);
            assert!(all_inside(&items), "{}", atlas().layer(layer).id);
        }
    }
}

#[test]
fn far_from_everything_a_view_is_still_composed() {
    for (x_m, y_m, metres_per_px) in [(0.0, 0.0, 60_000.0), (9e6, 9e6, 500.0), (-2e7, 0.0, 0.5)] {
        let mut view = home();
        view.camera.center = MapPoint::new(x_m, y_m);
        view.camera.metres_per_px = metres_per_px;
        let scene = composed(&view);
        let finite = texts(group(&scene, "furniture"))
            .iter()
            .all(|text| text.at.x_px.is_finite() && text.at.y_px.is_finite());
        assert!(finite);
    }
}

#[test]
fn the_window_shows_the_best_level_that_is_ready_and_a_picture_the_right_one() {
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas())));
    let view = looking_at(69.0, 38.5, 100.0);
    let finest = prepared.level_for(100.0);
    assert!(finest > 0);
    Composer::new(Arc::clone(&prepared), Patience::BestReady).compose(&view);
    assert!(!prepared.is_ready(finest));
    Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
    assert!(prepared.is_ready(finest));
}
