//! A small picture: its words stand in margins of its own, above and below the map, since over the
//! map they would cover what it is about.

use super::editorial::unnamed;
use super::{Around, MapComposer, group};
use crate::earth::Camera;
use crate::scene::display::pane::placed;
use crate::scene::display::shift::shift;
use crate::scene::display::style::Style;
use crate::scene::layout::callouts;
use crate::scene::layout::detail::DetailPlace;
use crate::scene::layout::furniture::{
    LegendSection, Piece, column, footer, header, legend_in_margin, rectangle, room_px,
};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::{InMargins, ViewContext};
use crate::scene::{Item, LayersInView, Path, Scene, ScreenRect, Stroke};
use crate::session::viewpoint::{Furniture, SourceLine, Viewpoint, home_camera, is_home};

/// Width of the words beside the map, logical pixels, in a picture that is wider than high by more
/// than this.
const COLUMN_PX: f64 = 176.0;
const WIDE: f64 = 1.15;
/// Pictures narrower or lower than this are small, logical pixels.
const SMALL_PX: [f64; 2] = [760.0, 560.0];
/// A map lower than this is none: such a picture keeps its words over the map, logical pixels.
const LEAST_MAP_PX: f64 = 240.0;
/// Least and greatest height of an inset below the map, relative to its width.
#[derive(Debug, Clone, Copy)]
struct InsetBelow([f64; 2]);

/// The insets that are tried, the preferred one first; the last is none.
const INSETS_BELOW: [InsetBelow; 4] = [
    InsetBelow([0.26, 0.36]),
    InsetBelow([0.3, 0.3]),
    InsetBelow([0.22, 0.22]),
    InsetBelow([0.0, 0.0]),
];
/// Height of a map to which an inset leaves what it does not need itself, relative to its width.
const WITH_INSET: f64 = 0.7;
/// Least height of a map with such an inset, relative to its width.
const LEAST_WITH_INSET: f64 = 0.6;
/// Least height of a map with a list of notes below it, relative to its width: a lower one keeps its room.
const LEAST_WITH_NOTES: f64 = 0.8;

/// Whether a picture of this view has its words in margins of its own.
#[must_use]
pub fn has_own_margins(view: &Viewpoint) -> bool {
    let [width_px, height_px] = SMALL_PX;
    let camera = view.camera;
    let Furniture {
        title,
        legend,
        source_line,
        ..
    } = view.furniture;
    let has_words = title || legend || source_line == SourceLine::Full;
    let is_small = camera.width_px < width_px || camera.height_px < height_px;
    has_words && is_small && view.compare.is_none()
}

impl MapComposer {
    /// The picture with margins of its own; nothing where they would leave the map too little. Of several
    /// heights of an inset below the map the first with which the map has all names that it must have, or the
    /// most of them.
    pub(super) fn banded(&mut self, view: &Viewpoint) -> Option<Scene> {
        let prepared = std::sync::Arc::clone(&self.prepared);
        let frame = ViewContext::new(&prepared, None, view);
        let mut best: Option<(usize, Scene)> = None;
        for inset in INSETS_BELOW {
            let scene = self.with_inset(&frame, inset)?;
            let unnamed = unnamed(&prepared, view, &scene);
            if best.as_ref().is_none_or(|(least, _)| unnamed < *least) {
                best = Some((unnamed, scene));
            }
            if best.as_ref().is_some_and(|(least, _)| *least == 0) {
                break;
            }
        }
        best.map(|(_, scene)| scene)
    }

    fn with_inset(&mut self, frame: &ViewContext<'_>, inset: InsetBelow) -> Option<Scene> {
        let expected = LayersInView {
            features: &VisibleMarks::in_view(frame, 0.0).shown,
            tables: &[],
            enlarged: None,
        };
        let scene = self.with_margins(frame, inset, expected)?;
        let in_view = scene.layers_in_view();
        let said = |in_view| said(&legend_in_margin(frame.atlas, frame.view, in_view));
        if in_view == expected || said(in_view) == said(expected) {
            return Some(scene);
        }
        // The legend speaks of the layers as the map turns out to show them.
        self.with_margins(frame, inset, in_view)
    }

    fn with_margins(
        &mut self,
        frame: &ViewContext<'_>,
        inset: InsetBelow,
        in_view: LayersInView<'_>,
    ) -> Option<Scene> {
        let view = frame.view;
        let sections = legend_in_margin(frame.atlas, view, in_view);
        let mut margins = Margins::of(frame, &sections);
        let window = margins.window(&view.camera)?;
        let (inner, window) = margins.with_inset(frame, inset, window);
        let listed = margins.listed.clone();
        let around = Around {
            in_margins: Some(InMargins {
                listed: listed.as_deref(),
                inset: margins
                    .inset(window)
                    .map(|rect| rect.shifted(-window.left, -window.top)),
            }),
            ..Around::none(&inner)
        };
        let scene = self.one(&inner, around).scene;
        let size = (view.camera.width_px, view.camera.height_px);
        let mut scene = placed(scene, (window.left, window.top), size);
        let items = margins.items(frame, window);
        scene.groups.push(group("margins", "Words", items));
        Some(scene.seen_with(view.vision))
    }
}

/// The words around the map.
struct Margins {
    /// Height of what stands above the map, and its items.
    above: (f64, Vec<Item>),
    /// What stands below the map; in a wide picture, which has room beside the map rather than below
    /// it, to the right of it.
    beside: Beside,
    /// The numbers of the notes whose words stand below the map; `None` where there is no room for them.
    listed: Option<Vec<u32>>,
    /// Height of the detail inset that stands right below the map; 0 where there is none.
    inset_px: f64,
}

enum Beside {
    Below(f64, Vec<Item>),
    Right(f64, Vec<Item>),
}

impl Margins {
    fn of(frame: &ViewContext<'_>, sections: &[LegendSection]) -> Self {
        let above = header(frame);
        let camera = frame.camera;
        let left_px = camera.height_px - above.0;
        let (needed_px, items) = column(frame, sections, COLUMN_PX);
        let is_wide = camera.width_px > WIDE * camera.height_px;
        if is_wide && needed_px <= left_px {
            let width_px = if items.is_empty() { 0.0 } else { COLUMN_PX };
            return Self {
                above,
                beside: Beside::Right(width_px, items),
                listed: None,
                inset_px: 0.0,
            };
        }
        let listed = listed(frame);
        let notes = callouts::listed(frame, &listed, room_px(frame));
        let (height_px, items) = footer(frame, sections, notes);
        let has_room = left_px - height_px >= LEAST_WITH_NOTES * camera.width_px;
        let (listed, (height_px, items)) = if has_room {
            (Some(listed), (height_px, items))
        } else {
            (None, footer(frame, sections, Piece::default()))
        };
        Self {
            above,
            beside: Beside::Below(height_px, items),
            listed,
            inset_px: 0.0,
        }
    }

    /// The map as it is once it has given room to an inset below it, and its window; what was given where no
    /// marks crowd or the map would be too low.
    fn with_inset(
        &mut self,
        frame: &ViewContext<'_>,
        inset: InsetBelow,
        window: ScreenRect,
    ) -> (Viewpoint, ScreenRect) {
        let whole = || (map_in(frame, window), window);
        let [least, most] = inset.0.map(|part| part * window.width());
        let spare_px = window.height() - WITH_INSET * window.width();
        let height_px = spare_px.clamp(least, most).round();
        let above = ScreenRect {
            bottom: window.bottom - height_px,
            ..window
        };
        let is_below = matches!(self.beside, Beside::Below(..));
        let is_high = above.height() >= LEAST_WITH_INSET * above.width();
        if !is_below || !is_high || height_px <= 0.0 {
            return whole();
        }
        let inner = map_in(frame, above);
        let context = ViewContext::new(frame.prepared, None, &inner);
        let stage = VisibleMarks::of(&context);
        if !DetailPlace::is_needed(&context, &stage, [window.width(), height_px]) {
            return whole();
        }
        self.inset_px = height_px;
        (inner, above)
    }

    /// Where the inset below the map's window stands.
    fn inset(&self, window: ScreenRect) -> Option<ScreenRect> {
        let below = ScreenRect::new(window.left, window.bottom, window.width(), self.inset_px);
        (self.inset_px > 0.0).then_some(below)
    }

    /// The part of the picture that they leave to the map; nothing where it is too low.
    fn window(&self, picture: &Camera) -> Option<ScreenRect> {
        let (right_px, below_px) = match self.beside {
            Beside::Below(height_px, _) => (0.0, height_px),
            Beside::Right(width_px, _) => (width_px, 0.0),
        };
        let window = ScreenRect {
            left: 0.0,
            top: self.above.0,
            right: picture.width_px - right_px,
            bottom: picture.height_px - below_px,
        };
        (window.height() >= LEAST_MAP_PX && window.width() >= LEAST_MAP_PX).then_some(window)
    }

    /// What is drawn of them around the map's window.
    fn items(self, frame: &ViewContext<'_>, window: ScreenRect) -> Vec<Item> {
        let Camera {
            width_px,
            height_px,
            ..
        } = frame.camera;
        let style = frame.style;
        let head = ScreenRect::new(0.0, 0.0, width_px, window.top);
        let below_px = window.bottom + self.inset_px;
        let foot = ScreenRect::new(0.0, below_px, width_px, height_px - below_px);
        let side = ScreenRect {
            left: window.right,
            top: window.top,
            right: width_px,
            bottom: height_px,
        };
        let grounds = [head, foot, side].into_iter();
        let mut items: Vec<Item> = grounds.filter_map(|rect| ground(style, rect)).collect();
        items.extend(self.above.1);
        let (beside, left_px, top_px) = match self.beside {
            Beside::Below(_, items) => (items, 0.0, below_px),
            Beside::Right(_, items) => (items, window.right, window.top),
        };
        let beside = beside.into_iter();
        items.extend(beside.map(|item| shift(item, left_px, top_px)));
        items.push(Item::Path(Path {
            contours: vec![rectangle(
                window.left,
                window.top,
                window.width(),
                window.height(),
            )],
            fill: None,
            stroke: Some(Stroke::solid(style.border, 0.8)),
        }));
        items
    }
}

/// What the rows of a legend say.
fn said(sections: &[LegendSection]) -> Vec<String> {
    let rows = sections.iter().flat_map(|section| &section.rows);
    rows.map(|row| row.label.clone()).collect()
}

/// What the map shows in this window of the picture, without the words that stand in its margins.
fn map_in(frame: &ViewContext<'_>, window: ScreenRect) -> Viewpoint {
    Viewpoint {
        camera: camera(frame, window),
        furniture: Furniture {
            title: false,
            legend: false,
            source_line: SourceLine::None,
            ..frame.view.furniture
        },
        ..frame.view.clone()
    }
}

/// The numbers of the notes that the map tells, where it is to have them.
fn listed(frame: &ViewContext<'_>) -> Vec<u32> {
    if !frame.view.furniture.callouts {
        return Vec::new();
    }
    callouts::told(frame, &VisibleMarks::of(frame))
}

/// What the map in its window is seen from: the whole map where the picture shows that, else at least
/// what the picture shows.
fn camera(frame: &ViewContext<'_>, window: ScreenRect) -> Camera {
    let whole = frame.camera;
    let (width_px, height_px) = (window.width(), window.height());
    if is_home(frame.atlas, &whole) {
        return home_camera(frame.atlas, width_px, height_px);
    }
    let part = (whole.width_px / width_px).max(whole.height_px / height_px);
    Camera {
        metres_per_px: whole.metres_per_px * part,
        width_px,
        height_px,
        ..whole
    }
}

/// The ground of a margin, where it has any room.
fn ground(style: &Style, rect: ScreenRect) -> Option<Item> {
    let ScreenRect { left, top, .. } = rect;
    (rect.width() > 0.0 && rect.height() > 0.0).then(|| {
        Item::Path(Path {
            contours: vec![rectangle(left, top, rect.width(), rect.height())],
            fill: Some(style.panel),
            stroke: None,
        })
    })
}
