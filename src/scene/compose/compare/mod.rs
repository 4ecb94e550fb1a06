//! Before and after: a map of each side's days, a divider between them, and over each its days.

mod captions;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::FeatureId;
use crate::earth::ScreenPoint;
use crate::scene::compose::{Around, Composed, MapComposer, group};
use crate::scene::display::pane::{placed, targets};
use crate::scene::display::style::Style;
use crate::scene::layout::labels::NameOwner;
use crate::scene::layout::layers::Beside;
use crate::scene::prepare::Prepared;
use crate::scene::{Contour, Dash, Item, Pane, Path, Patience, Scene, ScreenRect, Stroke};
use crate::session::viewpoint::{Compare, CompareMode, Furniture, Side, SourceLine, Viewpoint};
use captions::{Caption, captions};

/// The group of names.
const NAMES: &str = "labels";

/// What the two sides of a comparison keep from view to view.
#[derive(Debug)]
pub(in crate::scene) struct Sides {
    composers: [MapComposer; 2],
    kept: [Option<ComposedSide>; 2],
}

/// A side's scene, and what it was composed of.
#[derive(Debug)]
struct ComposedSide {
    view: Viewpoint,
    margins: Viewpoint,
    level: Option<usize>,
    scene: Arc<Scene>,
    /// As [`Composed::named`](crate::scene::compose::Composed), in pixels of the whole window.
    named: Vec<Option<NameOwner>>,
}

impl Sides {
    pub(in crate::scene) fn new(prepared: &Arc<Prepared>, patience: Patience) -> Self {
        let composer = || MapComposer::new(Arc::clone(prepared), patience);
        Self {
            composers: [composer(), composer()],
            kept: [None, None],
        }
    }

    /// Both sides of `view`, clipped at the divider, under it and what stands over them.
    pub(in crate::scene) fn compose(&mut self, view: &Viewpoint, compare: Compare) -> Scene {
        let clips = clips(view, compare);
        let style = Style::of(view.theme);
        let captions = captions(self.composers[0].prepared(), view, compare, &clips);
        let covered: Vec<ScreenRect> = captions.iter().map(Caption::covers).collect();
        for side in 0..Side::BOTH.len() {
            self.keep_up(view, compare, side, &covered);
        }
        let panes = self.panes(clips, &covered);
        let over = overlay(view, style, clips[0].right, captions);
        let described = panes.iter().map(|pane| pane.scene.description.as_str());
        let described: Vec<&str> = described.collect();
        let described = format!("Before and after: {}", described.join(" Beside it, "));
        let scene = Scene {
            camera: view.camera,
            window: ScreenRect::new(0.0, 0.0, view.camera.width_px, view.camera.height_px),
            background: style.water,
            groups: vec![group("divider", "Before and after", over)],
            targets: targets(&panes),
            description: described,
            tables: panes
                .last()
                .map_or(Vec::new(), |pane| pane.scene.tables.clone()),
            features: features(&panes),
            panes,
        };
        scene.seen_with(view.vision)
    }

    /// Whether something of the large layers of either side waits to be prepared.
    pub(in crate::scene) fn wait(&self) -> bool {
        self.composers.iter().any(MapComposer::waits)
    }

    /// Composes a side anew where something that it depends on has changed.
    fn keep_up(
        &mut self,
        view: &Viewpoint,
        compare: Compare,
        number: usize,
        captions: &[ScreenRect],
    ) {
        let side = Side::BOTH[number];
        let margins = margins(view, compare, side);
        let shown = Viewpoint {
            furniture: margins.furniture,
            ..view.of_side(compare, side)
        };
        let left_px = match compare.mode {
            CompareMode::Swipe => 0.0,
            CompareMode::Split => number as f64 * shown.camera.width_px,
        };
        let composer = &mut self.composers[number];
        let level = composer.ground(&shown).map(|(level, _)| level);
        let still = |kept: &ComposedSide| {
            kept.view == shown && kept.margins == margins && kept.level == level
        };
        if !composer.waits() && self.kept[number].as_ref().is_some_and(still) {
            return;
        }
        let Composed {
            mut scene,
            mut named,
            ..
        } = composer.one(
            &shown,
            Around {
                reserved: &reserved(captions, left_px),
                beside: Some(Beside {
                    side,
                    other: compare.window(side.other()),
                }),
                ..Around::none(&margins)
            },
        );
        if compare.mode == CompareMode::Split {
            let window_px = (view.camera.width_px, view.camera.height_px);
            scene = placed(scene, (left_px, 0.0), window_px);
            for named in named.iter_mut().flatten() {
                named.shift(left_px, 0.0);
            }
        }
        self.kept[number] = Some(ComposedSide {
            view: shown,
            margins,
            level,
            scene: Arc::new(scene),
            named,
        });
    }

    /// Each side in its part of the window, without the names that would be cut there.
    fn panes(&self, clips: [ScreenRect; 2], covered: &[ScreenRect]) -> Vec<Pane> {
        let [Some(before), Some(after)] = &self.kept else {
            return Vec::new();
        };
        let pairs = [(before, after), (after, before)].into_iter().zip(clips);
        pairs
            .map(|((own, other), clip)| Pane {
                clip,
                scene: own.clear(&clip, &other.scene, covered),
            })
            .collect()
    }
}

impl ComposedSide {
    /// The scene without names that stand under what is `covered`, that name what is out of sight,
    /// or that `clip` would cut, unless the `other` side has the same one there and both join.
    fn clear(&self, clip: &ScreenRect, other: &Scene, covered: &[ScreenRect]) -> Arc<Scene> {
        let Some(names) = self.scene.group(NAMES) else {
            return Arc::clone(&self.scene);
        };
        let others: Vec<&Item> = other
            .group(NAMES)
            .map_or(Vec::new(), |group| group.items.iter().collect());
        let joins = |item: &Item| others.iter().any(|other| same(item, other));
        let stays = |item: &Item, named: Option<&NameOwner>| {
            let Some(NameOwner { at, covers }) = named else {
                return true;
            };
            let over = |rect: &ScreenRect| covers.iter().any(|room| room.overlaps(rect));
            let hidden = covered.iter().any(over);
            let whole = clip.contains(*at) && covers.iter().all(|room| clip.holds(room));
            // What lies in the other part altogether does not show here in any case.
            let unseen = !over(clip);
            !hidden && (whole || unseen || joins(item))
        };
        let placed = names.items.iter().zip(&self.named);
        let stay: Vec<bool> = placed
            .map(|(item, named)| stays(item, named.as_ref()))
            .collect();
        if stay.iter().all(|&stays| stays) {
            return Arc::clone(&self.scene);
        }
        let mut scene = Scene::clone(&self.scene);
        let names = scene.groups.iter_mut().find(|group| group.id == NAMES);
        if let Some(names) = names {
            let mut stay = stay.into_iter();
            names.items.retain(|_| stay.next().unwrap_or(true));
        }
        Arc::new(scene)
    }
}

/// The features that either side shows.
fn features(panes: &[Pane]) -> Vec<FeatureId> {
    let shown = panes.iter().flat_map(|pane| &pane.scene.features);
    let shown: BTreeSet<FeatureId> = shown.copied().collect();
    shown.into_iter().collect()
}

/// Whether two names, or two lines to names, are drawn alike.
fn same(item: &Item, other: &Item) -> bool {
    match (item, other) {
        (Item::Text(text), Item::Text(other)) => text == other,
        (Item::CurvedText(curved), Item::CurvedText(other)) => curved == other,
        (Item::Path(path), Item::Path(other)) => path == other,
        _ => false,
    }
}

/// The captions in the pixels of a pane that begins at `left_px`.
fn reserved(captions: &[ScreenRect], left_px: f64) -> Vec<ScreenRect> {
    let captions = captions.iter();
    captions.map(|rect| rect.shifted(-left_px, 0.0)).collect()
}

/// What the margins of a side are laid out for: the marks of both, so that the two have them alike.
/// In a split each map has its part of them.
fn margins(view: &Viewpoint, compare: Compare, side: Side) -> Viewpoint {
    let all = view.furniture;
    let furniture = match (compare.mode, side) {
        (CompareMode::Swipe, _) => all,
        (CompareMode::Split, Side::Before) => Furniture {
            legend: false,
            source_line: SourceLine::None,
            inset: false,
            ..all
        },
        (CompareMode::Split, Side::After) => Furniture {
            title: false,
            scale_bar: false,
            ..all
        },
    };
    Viewpoint {
        camera: view.pane_camera(),
        furniture,
        ..view.clone()
    }
}

/// The parts of the window in which the two sides show.
fn clips(view: &Viewpoint, compare: Compare) -> [ScreenRect; 2] {
    let (width, height) = (view.camera.width_px, view.camera.height_px);
    let x_px = divider_px(view, compare);
    [
        ScreenRect::new(0.0, 0.0, x_px, height),
        ScreenRect::new(x_px, 0.0, width - x_px, height),
    ]
}

/// Where the divider stands: on a whole pixel, so that neither side bleeds into the other.
fn divider_px(view: &Viewpoint, compare: Compare) -> f64 {
    (compare.divider() * view.camera.width_px).round()
}

/// The divider, and the days of each side beside it.
fn overlay(view: &Viewpoint, style: &Style, x_px: f64, captions: Vec<Caption>) -> Vec<Item> {
    let line = |color, width_px| {
        Item::Path(Path {
            contours: vec![Contour {
                points: vec![
                    ScreenPoint::new(x_px, 0.0),
                    ScreenPoint::new(x_px, view.camera.height_px),
                ],
                closed: false,
            }],
            fill: None,
            stroke: Some(Stroke {
                color,
                width_px,
                dash: Dash::Solid,
            }),
        })
    };
    let mut items = vec![line(style.panel, 4.0), line(style.text, 1.6)];
    items.extend(
        captions
            .into_iter()
            .flat_map(|caption| caption.items(style)),
    );
    items
}
