//! The built-in dossier's views and scenes, and what stands in them.

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use steppe::atlas::{Anchor, Atlas, BaseMap, FeatureId, LayerKind, PrecisionClass, Subject, When};
use steppe::earth::{Camera, LonLat, MapPoint, ScreenPoint};
use steppe::scene::{
    AreaGeometry, Composer, CurvedText, Group, Item, Path, Patience, Prepared, Scene, ScreenRect,
    Target, TargetKind, Text, covers, covers_along, has_own_margins,
};
use steppe::session::viewpoint::{ColourVision, Furniture, MapTheme, Viewpoint, home_camera};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let reading = steppe::dossier::builtin();
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    let atlas = Atlas::new(reading.dossier, Arc::new(basemap));
    Arc::new(Prepared::new(Arc::new(atlas)))
});

pub(crate) fn atlas() -> &'static Arc<Atlas> {
    PREPARED.atlas()
}

/// A composer of its own.
pub(crate) fn composer() -> Composer {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait)
}

thread_local! {
    static COMPOSER: RefCell<Composer> = RefCell::new(composer());
}

/// The view's scene, by a composer that the whole test shares: whatever it composed before, the
/// scene is the same.
pub(crate) fn composed(view: &Viewpoint) -> Scene {
    COMPOSER.with_borrow_mut(|composer| composer.compose(view))
}

pub(crate) fn home() -> Viewpoint {
    let mut view = Viewpoint::home(atlas());
    view.camera = home_camera(atlas(), 1280.0, 800.0);
    view.furniture = Furniture::PICTURE;
    view
}

pub(crate) fn looking_at(lon_deg: f64, lat_deg: f64, metres_per_px: f64) -> Viewpoint {
    let mut view = home();
    let center = atlas().projection.project(LonLat::new(lon_deg, lat_deg));
    view.camera.center = center.expect("the projection shows the place");
    view.camera.metres_per_px = metres_per_px;
    view
}

pub(crate) fn selected(mut view: Viewpoint, id: &str) -> Viewpoint {
    view.selected = Some(atlas().find(id).expect("the dossier has it"));
    view
}

pub(crate) fn feature(id: &str) -> FeatureId {
    match atlas().find(id) {
        Some(Subject::Feature(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

pub(crate) fn only(mut view: Viewpoint, kinds: &[LayerKind]) -> Viewpoint {
    for state in &mut view.layers {
        state.visible = kinds.contains(&atlas().layer(state.layer).kind);
    }
    view
}

pub(crate) fn group<'a>(scene: &'a Scene, id: &str) -> &'a Group {
    scene.group(id).expect("the scene has the group")
}

pub(crate) fn texts<'a>(group: &'a Group) -> Vec<&'a Text> {
    let text = |item: &'a Item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    };
    group.items.iter().filter_map(text).collect()
}

/// The names of a group that follow a curve.
pub(crate) fn curved(group: &Group) -> impl Iterator<Item = &CurvedText> {
    group.items.iter().filter_map(|item| match item {
        Item::CurvedText(curved) => Some(curved),
        _ => None,
    })
}

/// What each name of a group says, and what it covers.
pub(crate) fn names<'a>(group: &'a Group) -> Vec<(&'a str, Vec<ScreenRect>)> {
    let name = |item: &'a Item| match item {
        Item::Text(text) => Some((text.text.as_str(), vec![covers(text)])),
        Item::CurvedText(curved) => Some((curved.text.text.as_str(), covers_along(curved))),
        _ => None,
    };
    group.items.iter().filter_map(name).collect()
}

pub(crate) fn paths<'a>(group: &'a Group) -> Vec<&'a Path> {
    let path = |item: &'a Item| match item {
        Item::Path(path) => Some(path),
        _ => None,
    };
    group.items.iter().filter_map(path).collect()
}

pub(crate) const THEMES: [MapTheme; 3] = [MapTheme::Light, MapTheme::Dark, MapTheme::Print];

/// Any view that a reader could arrive at.
pub(crate) fn views() -> impl Strategy<Value = Viewpoint> {
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
            view.selected = chosen.map(|ix| Subject::Feature(FeatureId(ix as u32)));
            for (state, visible) in view.layers.iter_mut().zip(layers) {
                state.visible = visible;
            }
            view.theme = THEMES[theme];
            view.vision = ColourVision::ALL[vision];
            view.furniture = Furniture::PICTURE;
            // Of a small picture the map is only a part.
            view.furniture = if picture && !has_own_margins(&view) {
                Furniture::PICTURE
            } else {
                Furniture::WINDOW
            };
            view
        },
    )
}

pub(crate) fn shown(view: &Viewpoint, ix: FeatureId) -> bool {
    let feature = atlas().feature(ix);
    let first = feature.when.as_ref().and_then(When::earliest);
    let as_of = atlas().dossier.as_of.zip(first);
    let later = as_of.is_some_and(|(as_of, first)| first > as_of);
    let chosen = view.selected == Some(Subject::Feature(ix));
    (view.shows(feature.layer) && !later) || chosen
}

pub(crate) fn on_screen(camera: &Camera, ix: FeatureId) -> Option<ScreenPoint> {
    let place = atlas().feature(ix).shape.as_ref()?.anchor()?;
    Some(camera.screen_from_map(atlas().projection.project(place)?))
}

pub(crate) fn window(camera: &Camera) -> ScreenRect {
    ScreenRect::new(0.0, 0.0, camera.width_px, camera.height_px)
}

/// The views in which everything is in the frame that belongs there: a picture, the window's map.
pub(crate) fn home_views() -> [Viewpoint; 2] {
    let mut narrow = home();
    narrow.camera = home_camera(atlas(), 705.0, 745.0);
    narrow.furniture = Furniture::WINDOW;
    [home(), narrow]
}

/// Marks nearer than this share one symbol, logical pixels.
const ONE_PLACE_PX: f64 = 9.0;

/// The marks whose own symbols are drawn, topmost first.
pub(crate) fn drawn_marks(scene: &Scene) -> Vec<&Target> {
    let mut drawn: Vec<&Target> = Vec::new();
    let marks = scene.targets.all.iter();
    for mark in marks.filter(|mark| mark.kind == TargetKind::Mark && mark.line.is_empty()) {
        if drawn
            .iter()
            .all(|other| other.at.distance_px(mark.at) > ONE_PLACE_PX)
        {
            drawn.push(mark);
        }
    }
    drawn
}

/// Whether a feature has a symbol at its place.
pub(crate) fn has_pin(ix: FeatureId) -> bool {
    let feature = atlas().feature(ix);
    let vague = [PrecisionClass::Country, PrecisionClass::Zone];
    feature.anchor == Anchor::Location && !vague.contains(&feature.precision.class)
}

/// Whether a point lies in an area: its rings are crossed an odd number of times on the way out.
pub(crate) fn holds(area: &AreaGeometry, at: MapPoint) -> bool {
    let crosses = |[from, to]: [MapPoint; 2]| {
        let part = (at.y_m - from.y_m) / (to.y_m - from.y_m);
        (from.y_m > at.y_m) != (to.y_m > at.y_m) && at.x_m < from.x_m + part * (to.x_m - from.x_m)
    };
    let in_ring = |ring: &Vec<MapPoint>| {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .filter(|(from, to)| crosses([**from, **to]))
            .count()
    };
    area.bounds.contains(at) && area.rings.iter().map(in_ring).sum::<usize>() % 2 == 1
}
