//! Before and after: a map of each side's days, a divider between them, and over each its days.

use std::sync::Arc;

use super::compose::{Composer, Patience, group};
use super::fonts::Face;
use super::frame::Frame;
use super::furniture::{PADDING, panel, title_size};
use super::pane::{Pane, placed, targets};
use super::prepare::Prepared;
use super::shift::shift;
use super::style::{Style, size};
use super::text::words;
use super::{Contour, Dash, Item, Path, Scene, ScreenRect, Stroke, Text, TextAnchor};
use crate::earth::ScreenPoint;
use crate::session::viewpoint::{Compare, CompareMode, Furniture, Side, SourceLine, Viewpoint};

/// Height of what a side's days stand on, logical pixels.
const CAPTION_PX: f64 = 24.0;
/// Size of its type.
const TYPE_PX: f32 = 12.5;
/// Room between it and the divider.
const ASIDE_PX: f64 = 10.0;

/// What the two sides of a comparison keep from view to view.
#[derive(Debug)]
pub(super) struct Sides {
    composers: [Composer; 2],
    kept: [Option<Kept>; 2],
}

/// A side's scene, and what it was composed of: dragging the divider leaves it as it is.
#[derive(Debug)]
struct Kept {
    view: Viewpoint,
    margins: Viewpoint,
    level: Option<usize>,
    scene: Arc<Scene>,
}

impl Sides {
    pub(super) fn new(prepared: &Arc<Prepared>, patience: Patience) -> Self {
        let composer = || Composer::new(Arc::clone(prepared), patience);
        Self {
            composers: [composer(), composer()],
            kept: [None, None],
        }
    }

    /// Both sides of `view`, clipped at the divider, under it and what stands over them.
    pub(super) fn compose(&mut self, view: &Viewpoint, compare: Compare) -> Scene {
        let clips = clips(view, compare);
        let [before, after] = [0, 1].map(|side| self.scene(view, compare, side));
        let panes =
            [(clips[0], before), (clips[1], after)].map(|(clip, scene)| Pane { clip, scene });
        let style = Style::of(view.theme);
        let over = overlay(self.composers[0].prepared(), view, compare, &clips);
        let described = |pane: &Pane| pane.scene.description.clone();
        Scene {
            camera: view.camera,
            background: style.water,
            groups: vec![group("divider", "Before and after", over)],
            targets: targets(&panes),
            description: format!(
                "Before: {} After: {}",
                described(&panes[0]),
                described(&panes[1])
            ),
            panes: panes.to_vec(),
        }
    }

    fn scene(&mut self, view: &Viewpoint, compare: Compare, number: usize) -> Arc<Scene> {
        let side = Side::BOTH[number];
        let shown = view.of_side(compare, side);
        let margins = margins(view, compare, side);
        let composer = &mut self.composers[number];
        let level = composer.ground(&shown).map(|(level, _)| level);
        let kept = self.kept[number]
            .take()
            .filter(|kept| kept.view == shown && kept.margins == margins && kept.level == level);
        let kept = kept.unwrap_or_else(|| {
            let shown = Viewpoint {
                furniture: margins.furniture,
                ..shown.clone()
            };
            let scene = composer.one(&shown, &margins);
            let left_px = match (compare.mode, side) {
                (CompareMode::Split, Side::After) => view.camera.width_px / 2.0,
                _ => 0.0,
            };
            let scene = match compare.mode {
                CompareMode::Swipe => scene,
                CompareMode::Split => placed(scene, left_px, view.camera.width_px),
            };
            Kept {
                level,
                scene: Arc::new(scene),
                view: view.of_side(compare, side),
                margins: margins.clone(),
            }
        });
        let scene = Arc::clone(&kept.scene);
        self.kept[number] = Some(kept);
        scene
    }
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
        compare: Some(compare.divided_at(0.5)),
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
fn overlay(
    prepared: &Prepared,
    view: &Viewpoint,
    compare: Compare,
    clips: &[ScreenRect; 2],
) -> Vec<Item> {
    let style = Style::of(view.theme);
    let x_px = clips[0].right;
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
    let captions = [0, 1].map(|number| {
        let window = compare.window(Side::BOTH[number]);
        let side = Side::BOTH[number].words();
        let forms = [
            format!("{side}: {}", window.words()),
            format!("{side}: {}", window.short()),
            side.to_owned(),
        ];
        let room_px = clips[number].width() - 2.0 * ASIDE_PX;
        let mut forms = forms.into_iter().map(caption);
        forms.find(|caption| caption.width <= room_px)
    });
    let top_px = top_px(prepared, view, captions[0].as_ref(), x_px);
    for (number, caption) in captions.into_iter().enumerate() {
        let Some(caption) = caption else { continue };
        let left_px = match Side::BOTH[number] {
            Side::Before => x_px - ASIDE_PX - caption.width,
            Side::After => x_px + ASIDE_PX,
        };
        items.extend(caption.items(style, left_px, top_px));
    }
    items
}

/// Where the days stand: at the top, or under the title where that reaches so far.
fn top_px(prepared: &Prepared, view: &Viewpoint, before: Option<&Caption>, divider_px: f64) -> f64 {
    let [width, height] = title_size(&Frame::new(prepared, None, view));
    let left_px = divider_px - ASIDE_PX - before.map_or(0.0, |caption| caption.width);
    if width > 0.0 && left_px < size::MARGIN + width + ASIDE_PX {
        size::MARGIN + height + ASIDE_PX
    } else {
        size::MARGIN
    }
}

/// A line of words on a quiet ground.
struct Caption {
    words: String,
    width: f64,
}

fn caption(words: String) -> Caption {
    let advance = Face::SansSemiBold.advance(&words, TYPE_PX, 0.0);
    Caption {
        words,
        width: f64::from(advance) + 2.0 * PADDING,
    }
}

impl Caption {
    fn items(self, style: &Style, left_px: f64, top_px: f64) -> [Item; 2] {
        let at = ScreenPoint::new(PADDING, CAPTION_PX - 7.5);
        let text = Text {
            face: Face::SansSemiBold,
            ..words(at, TextAnchor::Start, self.words, TYPE_PX, style.text)
        };
        [panel(style, self.width, CAPTION_PX), Item::Text(text)]
            .map(|item| shift(item, left_px, top_px))
    }
}
