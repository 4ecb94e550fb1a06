//! Marks beyond the frame, standing on its edge.

use crate::atlas::{Subject, group_thousands};
use crate::earth::{ScreenPoint, distance_m};
use crate::scene::marks::visible_marks::OUTSIDE;
use crate::scene::marks::{badge, push};
use crate::scene::prepare::{Mark, PlaceKind};
use crate::scene::style::{DIMMED, size};
use crate::scene::text::{covers, shortened, words};
use crate::scene::view_context::ViewContext;
use crate::scene::{Color, Contour, Item, Path, ScreenRect, Target, TargetKind, Text, TextAnchor};

/// Edge marks stand so far within the frame.
const INSET_PX: f64 = 20.0;
/// Those nearer than this become one with a count.
const JOIN_PX: f64 = 14.0;
/// A mark within this of a city goes by the city's name.
const IN_TOWN_M: f64 = 25_000.0;
/// How far the arrow's tip lies from the symbol's middle.
const ARROW_PX: f64 = 15.0;
/// A mark gives way in such steps: a few along the edge, else off it, as over a line of sources
/// that takes the whole of it, else as many along it as there are.
const STEP_PX: f64 = 4.0;
const NEAR_STEPS: u32 = 25;
const INWARD_STEPS: u32 = 20;
const STEPS: u32 = 150;

/// One or more marks beyond the frame, in one direction.
#[derive(Debug, Clone)]
pub(in crate::scene) struct EdgeMark<'a> {
    /// Nearest first, but the selected one before all.
    pub(in crate::scene) marks: Vec<&'a Mark>,
    pub(in crate::scene) at: ScreenPoint,
    /// Outward, of length 1.
    toward: (f64, f64),
    /// "Biden-Putin meeting, Geneva · 4,580 km", and shorter
    words: Vec<String>,
    pub(in crate::scene) selected: bool,
    /// Whether it is of other days than those that are shown: faint, without words, and not counted.
    pub(in crate::scene) outside: bool,
    strength: f32,
}

impl<'a> EdgeMark<'a> {
    /// The edge marks of a view: of the days that are shown, the nearest first, then those of other
    /// days, each with whether it is one.
    pub(super) fn all(frame: &ViewContext<'a>, beyond: Vec<(&'a Mark, bool)>) -> Vec<Self> {
        let Some(center) = frame.atlas.projection.unproject(frame.camera.center) else {
            return Vec::new();
        };
        let is = |subject: Option<Subject>, mark: &Mark| subject == Some(Subject::Feature(mark.ix));
        let selected = |mark: &Mark| is(frame.view.selected, mark);
        let mut far: Vec<_> = beyond
            .into_iter()
            .map(|(mark, outside)| {
                let away_m = distance_m(center, mark.place);
                (!selected(mark), outside && !selected(mark), away_m, mark)
            })
            .collect();
        far.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut edges: Vec<Self> = Vec::new();
        for (unselected, outside, away_m, mark) in far {
            let (at, toward) = on_edge(frame, mark);
            let near = edges
                .iter_mut()
                .find(|edge| edge.at.distance_px(at) <= JOIN_PX);
            if let Some(edge) = near {
                // What is of other days must not count among what is shown.
                if edge.outside == outside {
                    edge.marks.push(mark);
                }
            } else {
                let strength = if is(frame.view.hovered, mark) || !unselected {
                    1.0
                } else if outside {
                    OUTSIDE
                } else if frame.steps_back(Subject::Feature(mark.ix)) {
                    DIMMED
                } else {
                    1.0
                };
                edges.push(Self {
                    marks: vec![mark],
                    at,
                    toward,
                    words: if outside {
                        Vec::new()
                    } else {
                        said(&name(frame, mark), away_m)
                    },
                    selected: !unselected,
                    outside,
                    strength,
                });
            }
        }
        edges
    }

    /// What it covers, its arrow included.
    pub(in crate::scene) fn covers(&self) -> ScreenRect {
        ScreenRect::around(self.at, ARROW_PX)
    }

    /// Moves it along the edge, or off it where that is nearer, until it stands clear of `taken`.
    pub(in crate::scene) fn give_way(&mut self, frame: &ViewContext<'_>, taken: &[ScreenRect]) {
        let room = frame.window.inflated(-INSET_PX);
        let middle = room.center();
        let inward = [
            (middle.x_px - self.at.x_px).signum(),
            (middle.y_px - self.at.y_px).signum(),
        ];
        let (along, inward) = if self.beside(frame) {
            ((0.0, 1.0), (inward[0], 0.0))
        } else {
            ((1.0, 0.0), (0.0, inward[1]))
        };
        let offsets = |least: u32, steps: u32| {
            (least..least + steps).flat_map(|step| [f64::from(step), -f64::from(step)])
        };
        let straight = (0..INWARD_STEPS).map(|step| (0.0, f64::from(step)));
        let free = offsets(0, NEAR_STEPS)
            .map(|step| (step, 0.0))
            .chain(straight)
            .chain(offsets(NEAR_STEPS, STEPS).map(|step| (step, 0.0)))
            .map(|(aside, inside)| {
                ScreenPoint::new(
                    self.at.x_px + STEP_PX * (along.0 * aside + inward.0 * inside),
                    self.at.y_px + STEP_PX * (along.1 * aside + inward.1 * inside),
                )
            })
            // It comes from the room's own edge, but for rounding.
            .filter(|&at| room.inflated(0.01).contains(at))
            .find(|&at| {
                let covers = ScreenRect::around(at, ARROW_PX);
                !taken.iter().any(|taken| taken.overlaps(&covers))
            });
        self.at = free.unwrap_or(self.at);
    }

    /// Whether it stands on the left or right edge.
    fn beside(&self, frame: &ViewContext<'_>) -> bool {
        let room = frame.window.inflated(-INSET_PX);
        let beside = (self.at.x_px - room.left).min(room.right - self.at.x_px);
        let over = (self.at.y_px - room.top).min(room.bottom - self.at.y_px);
        beside < over
    }

    /// Draws symbol, arrow and count.
    pub(in crate::scene) fn draw(&self, frame: &ViewContext<'_>, items: &mut Vec<Item>) {
        let Some(mark) = self.marks.first() else {
            return;
        };
        let style = frame.style;
        let color = if self.selected {
            style.accent
        } else {
            style.quiet_text
        };
        push(items, self.arrow(color), self.strength);
        mark.look
            .draw(self.at, size::MARK, style, self.strength, items);
        if self.marks.len() > 1 && !self.outside {
            let badge = badge(self.at, self.marks.len(), style, self.strength);
            items.extend(badge);
        }
    }

    fn arrow(&self, color: Color) -> Path {
        let (dx, dy) = self.toward;
        let corner = |along: f64, aside: f64| {
            ScreenPoint::new(
                self.at.x_px + along * dx - aside * dy,
                self.at.y_px + along * dy + aside * dx,
            )
        };
        Path {
            contours: vec![Contour {
                points: vec![
                    corner(ARROW_PX, 0.0),
                    corner(ARROW_PX - 5.0, 4.5),
                    corner(ARROW_PX - 5.0, -4.5),
                ],
                closed: true,
            }],
            fill: Some(color),
            stroke: None,
        }
    }

    /// Its words in the best place that is `clear`, the whole of them before a part, and what they
    /// cover there.
    pub(in crate::scene) fn label(
        &self,
        frame: &ViewContext<'_>,
        clear: impl Fn(&ScreenRect) -> bool,
    ) -> Option<(Text, ScreenRect)> {
        let style = frame.style;
        let places = self.places(frame);
        self.words
            .iter()
            .flat_map(|said| places.iter().map(move |&place| (said, place)))
            .map(|(said, (at, anchor))| {
                let mut text = words(at, anchor, said.clone(), size::FURNITURE, style.text);
                text.color = text.color.faded(self.strength);
                text.halo = Some((style.neighbour.faded(self.strength), size::LABEL_HALO));
                let covered = covers(&text);
                (text, covered)
            })
            .find(|(_, covered)| clear(covered))
    }

    /// Where its words may stand: on the side that faces the map first.
    fn places(&self, frame: &ViewContext<'_>) -> Vec<(ScreenPoint, TextAnchor)> {
        let gap = ARROW_PX + 1.0;
        let room = frame.window.inflated(-INSET_PX);
        let (x, y) = (self.at.x_px, self.at.y_px);
        let (above, level, below) = (y - gap - 3.0, y + 4.0, y + gap + 10.0);
        let beside = self.beside(frame);
        let (inward, anchor) = if x < room.center().x_px {
            (1.0, TextAnchor::Start)
        } else {
            (-1.0, TextAnchor::End)
        };
        let facing = if beside {
            (x + inward * gap, level, anchor)
        } else if y < room.center().y_px {
            (x, below, TextAnchor::Middle)
        } else {
            (x, above, TextAnchor::Middle)
        };
        let edge = x - inward * (INSET_PX - 4.0);
        let around = if beside {
            vec![
                (edge, above, anchor),
                (edge, below, anchor),
                (x + inward * gap, above + 4.0, anchor),
                (x + inward * gap, below - 4.0, anchor),
            ]
        } else {
            vec![
                (x + gap, level, TextAnchor::Start),
                (x - gap, level, TextAnchor::End),
                (x + gap, facing.1, TextAnchor::Start),
                (x - gap, facing.1, TextAnchor::End),
            ]
        };
        std::iter::once(facing)
            .chain(around)
            .map(|(x, y, anchor)| (ScreenPoint::new(x, y), anchor))
            .collect()
    }

    pub(super) fn targets(&self, frame: &ViewContext<'_>) -> Vec<Target> {
        let target = |mark: &&Mark| Target {
            subject: Subject::Feature(mark.ix),
            kind: TargetKind::EdgeMark,
            at: self.at,
            radius_px: ARROW_PX,
            name: frame.atlas.feature(mark.ix).name.clone(),
            line: Vec::new(),
        };
        self.marks.iter().map(target).collect()
    }
}

/// Where the way from the view's middle to a mark leaves the frame, and which way it goes.
fn on_edge(frame: &ViewContext<'_>, mark: &Mark) -> (ScreenPoint, (f64, f64)) {
    let middle = frame.camera.middle();
    let to = frame.camera.screen_from_map(mark.at);
    let (dx, dy) = (to.x_px - middle.x_px, to.y_px - middle.y_px);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    let toward = (dx / length, dy / length);
    let (half_x, half_y) = (
        (frame.camera.width_px / 2.0 - INSET_PX).max(0.0),
        (frame.camera.height_px / 2.0 - INSET_PX).max(0.0),
    );
    let part = (half_x / dx.abs()).min(half_y / dy.abs());
    let at = ScreenPoint::new(middle.x_px + part * dx, middle.y_px + part * dy);
    (at, toward)
}

/// A mark in a town goes by the town's name, unless it is selected.
fn name(frame: &ViewContext<'_>, mark: &Mark) -> String {
    let selected = frame.view.selected == Some(Subject::Feature(mark.ix));
    let town = frame.prepared.places.iter().find(|place| {
        !selected
            && matches!(place.kind, PlaceKind::Capital | PlaceKind::City)
            && (place.on_earth.lat_deg - mark.place.lat_deg).abs() < 1.0
            && distance_m(place.on_earth, mark.place) < IN_TOWN_M
    });
    town.map_or_else(
        || shortened(&frame.atlas.feature(mark.ix).name),
        |place| {
            let place = &frame.atlas.dossier.places[place.entry];
            place.name_in(frame.view.names).to_owned()
        },
    )
}

/// Name and distance; the name up to its comma; the distance alone.
fn said(name: &str, away_m: f64) -> Vec<String> {
    let far = format!("{} km", kilometres(away_m));
    let head = name.split_once(", ").map(|(head, _)| head);
    let mut said = vec![format!("{name} \u{b7} {far}")];
    said.extend(head.map(|head| format!("{head} \u{b7} {far}")));
    said.push(far);
    said
}

/// As far as anyone can read off a map: to ten kilometres above a hundred.
fn kilometres(away_m: f64) -> String {
    let km = away_m / 1000.0;
    let step = if km < 100.0 { 1.0 } else { 10.0 };
    group_thousands((km / step).round() * step)
}
