//! What lies beyond the frame: one quiet chip on each edge says how many marks there are and names
//! the weightiest. A chip competes with nothing in the picture, and says no distance.

use super::ring::Ring;
use crate::atlas::Subject;
use crate::earth::{ScreenPoint, is_within_m};
use crate::scene::display::style::size;
use crate::scene::display::symbols::push;
use crate::scene::display::text::{covers, words};
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{Mark, PlaceKind};
use crate::scene::{Contour, Item, Path, ScreenRect, Target, TargetKind, Text, TextAnchor};

/// Distance of a chip from the frame, logical pixels.
const INSET_PX: f64 = 8.0;
/// Height of a chip, logical pixels.
const HEIGHT_PX: f64 = 18.0;
/// Room that the arrow takes beside the words, logical pixels.
const ARROW_PX: f64 = 14.0;
/// Widest chip, as a part of the window's width and in logical pixels.
const WIDEST: f64 = 0.34;
const WIDEST_PX: f64 = 280.0;
/// Distance from a town within which a mark is called by the town's name, metres.
const IN_TOWN_M: f64 = 25_000.0;
/// Marks whose names a chip can say: those of more are wider than any chip, but for those of one town, and to find
/// the town of each mark would take too long for every view.
const MOST_NAMED: usize = 16;
/// Distance of a chip from a mark at either end, logical pixels, where it has room elsewhere.
const BESIDE_PX: f64 = 24.0;
/// Distance of a chip from a ring, logical pixels, where it has room elsewhere.
const OFF_RING_PX: f64 = 4.0;
/// Step by which a chip gives way along its edge, logical pixels.
const STEP_PX: f64 = 4.0;
/// Rows of chips that may stand one within another, where furniture takes a whole edge.
const ROWS: u32 = 12;
/// Rows in which a chip is read as its edge's.
const NEAR_ROWS: u32 = 3;

/// An edge of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Right,
    Bottom,
    Left,
}

impl Edge {
    const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    /// Outward, of length 1.
    fn toward(self) -> (f64, f64) {
        match self {
            Self::Top => (0.0, -1.0),
            Self::Right => (1.0, 0.0),
            Self::Bottom => (0.0, 1.0),
            Self::Left => (-1.0, 0.0),
        }
    }

    fn is_level(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }
}

/// The marks beyond one edge of the frame.
#[derive(Debug, Clone)]
pub(in crate::scene) struct EdgeChip<'a> {
    /// The weightiest first, but the selected one before all.
    pub(in crate::scene) marks: Vec<&'a Mark>,
    edge: Edge,
    rect: ScreenRect,
    /// What it says, the longest form first.
    words: Vec<String>,
    said: usize,
    selected: bool,
}

impl<'a> EdgeChip<'a> {
    /// The chips of a view, none of which has its place yet. The selected mark has one of its own.
    pub(super) fn all(frame: &ViewContext<'a>, beyond: Vec<&'a Mark>) -> Vec<Self> {
        let is_selected = |mark: &Mark| frame.view.selected == Some(Subject::Feature(mark.ix));
        let (selected, mut others): (Vec<_>, Vec<_>) =
            beyond.into_iter().partition(|mark| is_selected(mark));
        others.sort_by_key(|mark| (std::cmp::Reverse(frame.atlas.weight(mark.ix)), mark.ix));
        let chip = |marks: Vec<&'a Mark>, edge: Edge, selected: bool| {
            (!marks.is_empty()).then(|| Self {
                words: said(frame, &marks, selected),
                marks,
                edge,
                rect: ScreenRect::new(0.0, 0.0, 0.0, 0.0),
                said: 0,
                selected,
            })
        };
        let mut chips: Vec<Self> = Vec::new();
        for mark in selected {
            chips.extend(chip(vec![mark], beyond_edge(frame, mark), true));
        }
        for edge in Edge::ALL {
            let marks = others.iter().copied();
            let marks = marks.filter(|mark| beyond_edge(frame, mark) == edge);
            chips.extend(chip(marks.collect(), edge, false));
        }
        chips
    }

    /// What it covers.
    pub(in crate::scene) fn covers(&self) -> ScreenRect {
        self.rect
    }

    /// Stands on its edge clear of `taken`, near to where its marks lie, saying as much as has
    /// room. Says whether there is room for it at all.
    pub(in crate::scene) fn stand(
        &mut self,
        frame: &ViewContext<'_>,
        taken: &CollisionIndex,
        rings: &[Ring],
    ) -> bool {
        let widest = (WIDEST * frame.window.width()).min(WIDEST_PX);
        let forms: Vec<f64> = self.words.iter().map(|words| width_px(words)).collect();
        let last = forms.len() - 1;
        let fit = |number: &usize| forms[*number] <= widest || *number == last;
        let off_bare = |rect: &ScreenRect| {
            let around = rect.inflated(OFF_RING_PX);
            !rings
                .iter()
                .any(|ring| ring.is_bare() && ring.is_cut_by(&around))
        };
        // Over a ring that is all there is of a mark it would be read as the mark's name: fewer words are better.
        let allowed: [&dyn Fn(&ScreenRect) -> bool; 2] = [&off_bare, &|_| true];
        // Far from the edge it would not be read as the edge's.
        let tries = allowed
            .into_iter()
            .flat_map(|is_allowed| [NEAR_ROWS, ROWS].map(|rows| (is_allowed, rows)));
        for (is_allowed, rows) in tries {
            let clear = |rect: &ScreenRect| taken.is_free_for_chip(rect) && is_allowed(rect);
            let find = |number: usize| {
                let rect = self.free(frame, (forms[number], rows), (taken, rings), &clear)?;
                Some((rect, number))
            };
            if let Some(found) = (0..forms.len()).filter(fit).find_map(find) {
                (self.rect, self.said) = found;
                return true;
            }
        }
        // The selected mark always has its chip.
        if self.selected {
            let rect = self.places(frame, forms[last], ROWS).next();
            (self.rect, self.said) = (rect.unwrap_or(self.rect), last);
        }
        self.selected
    }

    fn free(
        &self,
        frame: &ViewContext<'_>,
        (width, rows): (f64, u32),
        (taken, rings): (&CollisionIndex, &[Ring]),
        clear: &dyn Fn(&ScreenRect) -> bool,
    ) -> Option<ScreenRect> {
        // Beside a mark it would be read as that mark's name.
        let apart = |rect: &ScreenRect| {
            let around = rect.widened([BESIDE_PX; 2]);
            clear(rect) && taken.count(&around, Occupant::Mark) == 0
        };
        let off_rings = |rect: &ScreenRect| {
            let around = rect.inflated(OFF_RING_PX);
            let is_cut = |ring: &Ring| ring.shows() && ring.is_cut_by(&around);
            apart(rect) && !rings.iter().any(is_cut)
        };
        let is_good: [&dyn Fn(&ScreenRect) -> bool; 3] = [&off_rings, &apart, clear];
        let mut is_good = is_good.into_iter();
        is_good.find_map(|is_good| self.places(frame, width, rows).find(is_good))
    }

    /// The places of a chip of this width in so many rows from the edge on, the nearest to its marks first.
    fn places<'b>(
        &'b self,
        frame: &'b ViewContext<'_>,
        width: f64,
        rows: u32,
    ) -> impl Iterator<Item = ScreenRect> + 'b {
        let room = frame.window.inflated(-INSET_PX);
        let (across, length) = if self.edge.is_level() {
            (width, room.width())
        } else {
            (HEIGHT_PX, room.height())
        };
        let near = self.along(frame) - across / 2.0;
        let steps = (length / STEP_PX).max(0.0) as u32;
        let offsets = (0..=steps).flat_map(|step| [f64::from(step), -f64::from(step)]);
        let places = (0..rows).flat_map(move |row| {
            offsets
                .clone()
                .map(move |step| (row, near + STEP_PX * step))
        });
        places
            .map(move |(row, along)| {
                let inward = f64::from(row) * (HEIGHT_PX + 2.0);
                let (left, top) = match self.edge {
                    Edge::Top => (room.left + along, room.top + inward),
                    Edge::Bottom => (room.left + along, room.bottom - HEIGHT_PX - inward),
                    Edge::Left => (room.left, room.top + along),
                    Edge::Right => (room.right - width, room.top + along),
                };
                ScreenRect::new(left, top, width, HEIGHT_PX)
            })
            .filter(move |rect| room.inflated(0.01).holds(rect))
    }

    /// Where along the edge its marks lie on average, from the edge's beginning.
    fn along(&self, frame: &ViewContext<'_>) -> f64 {
        let room = frame.window.inflated(-INSET_PX);
        let crossings = self.marks.iter().map(|mark| crossing(frame, mark));
        let along = crossings.map(|at| {
            if self.edge.is_level() {
                at.x_px - room.left
            } else {
                at.y_px - room.top
            }
        });
        along.sum::<f64>() / self.marks.len().max(1) as f64
    }

    /// Draws arrow and words.
    pub(in crate::scene) fn draw(&self, frame: &ViewContext<'_>, items: &mut Vec<Item>) {
        let style = frame.style;
        let color = if self.selected {
            style.accent
        } else {
            style.quiet_text
        };
        push(items, self.ground(style.panel.faded(0.86)), 1.0);
        push(items, self.arrow(color), 1.0);
        let text_color = if self.selected {
            style.text
        } else {
            style.quiet_text
        };
        let (x, anchor) = if self.edge == Edge::Right {
            (self.rect.right - ARROW_PX, TextAnchor::End)
        } else {
            (self.rect.left + ARROW_PX, TextAnchor::Start)
        };
        let at = ScreenPoint::new(x, self.rect.bottom - 5.0);
        let said = self.words.get(self.said).cloned().unwrap_or_default();
        items.push(Item::Text(words(
            at,
            anchor,
            said,
            size::FURNITURE,
            text_color,
        )));
    }

    fn ground(&self, fill: crate::scene::Color) -> Path {
        let ScreenRect {
            left,
            top,
            right,
            bottom,
        } = self.rect;
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        Path {
            contours: vec![Contour {
                points: corners.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
                closed: true,
            }],
            fill: Some(fill),
            stroke: None,
        }
    }

    fn arrow(&self, fill: crate::scene::Color) -> Path {
        let (dx, dy) = self.edge.toward();
        let x = if self.edge == Edge::Right {
            self.rect.right - ARROW_PX / 2.0
        } else {
            self.rect.left + ARROW_PX / 2.0
        };
        let middle = ScreenPoint::new(x, self.rect.center().y_px);
        let corner = |along: f64, aside: f64| {
            ScreenPoint::new(
                middle.x_px + along * dx - aside * dy,
                middle.y_px + along * dy + aside * dx,
            )
        };
        Path {
            contours: vec![Contour {
                points: vec![corner(3.5, 0.0), corner(-2.5, 4.0), corner(-2.5, -4.0)],
                closed: true,
            }],
            fill: Some(fill),
            stroke: None,
        }
    }

    pub(super) fn targets(&self, frame: &ViewContext<'_>) -> Vec<Target> {
        let middle_px = self.rect.center().y_px;
        let end = |x_px: f64| ScreenPoint::new(x_px, middle_px);
        let reach_px = HEIGHT_PX / 2.0;
        let target = |mark: &&Mark| Target {
            subject: Subject::Feature(mark.ix),
            kind: TargetKind::EdgeMark,
            at: self.rect.center(),
            radius_px: reach_px,
            name: frame.atlas.feature(mark.ix).name.clone(),
            line: vec![
                end(self.rect.left + reach_px),
                end(self.rect.right - reach_px),
            ],
        };
        self.marks.iter().map(target).collect()
    }
}

fn width_px(text: &str) -> f64 {
    let at = ScreenPoint::new(0.0, 0.0);
    let color = crate::scene::Color::hex(0);
    let text: Text = words(at, TextAnchor::Start, text, size::FURNITURE, color);
    covers(&text).width() + ARROW_PX + 6.0
}

/// The edge that the way from the view's middle to a mark crosses.
fn beyond_edge(frame: &ViewContext<'_>, mark: &Mark) -> Edge {
    let middle = frame.window.center();
    let to = frame.camera.screen_from_map(mark.at);
    let (dx, dy) = (to.x_px - middle.x_px, to.y_px - middle.y_px);
    let level = dx.abs() * frame.window.height() > dy.abs() * frame.window.width();
    match (level, dx > 0.0, dy > 0.0) {
        (true, true, _) => Edge::Right,
        (true, false, _) => Edge::Left,
        (false, _, true) => Edge::Bottom,
        (false, _, false) => Edge::Top,
    }
}

/// Where the way from the view's middle to a mark leaves the frame.
fn crossing(frame: &ViewContext<'_>, mark: &Mark) -> ScreenPoint {
    let middle = frame.window.center();
    let to = frame.camera.screen_from_map(mark.at);
    let (dx, dy) = (to.x_px - middle.x_px, to.y_px - middle.y_px);
    let (half_x, half_y) = (frame.window.width() / 2.0, frame.window.height() / 2.0);
    let part = (half_x / dx.abs()).min(half_y / dy.abs()).min(1.0);
    ScreenPoint::new(middle.x_px + part * dx, middle.y_px + part * dy)
}

/// "5 beyond: Moscow, Geneva, Beijing", then with fewer names, then the count alone; a single mark
/// goes by its name. Where the edge does not tell of all, they are far beyond.
fn said(frame: &ViewContext<'_>, marks: &[&Mark], selected: bool) -> Vec<String> {
    let count = marks.len();
    let mut names: Vec<String> = Vec::new();
    for mark in marks.iter().take(MOST_NAMED) {
        let name = name(frame, mark, selected);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let is_all = count <= MOST_NAMED;
    if count == 1 {
        return names;
    }
    let beyond = if frame.prepared.has_few_marks() {
        "beyond"
    } else {
        "far beyond"
    };
    let all = names.len();
    let listed = (1..=all).rev().map(|number| {
        let is_all = is_all && number == all;
        let more = if is_all { "" } else { " \u{2026}" };
        format!("{count} {beyond}: {}{more}", names[..number].join(", "))
    });
    listed.chain([format!("{count} {beyond}")]).collect()
}

/// A mark in a town is called by the town's name, unless it is selected.
fn name(frame: &ViewContext<'_>, mark: &Mark, selected: bool) -> String {
    let town = frame.prepared.places.iter().find(|place| {
        !selected
            && matches!(place.kind, PlaceKind::Capital | PlaceKind::City)
            && is_within_m(place.on_earth, mark.place, IN_TOWN_M)
    });
    town.map_or_else(
        || frame.atlas.short_name_in(mark.ix, frame.view.names),
        |place| {
            let place = &frame.atlas.dossier.places[place.entry];
            place.name_in(frame.view.names).to_owned()
        },
    )
}
