//! The name of what is selected, a mark or a border: it stands in any case, with a line to its mark where it
//! stands apart.

use std::f64::consts::TAU;

use super::candidate::text;
use super::label_position::beside;
use super::leader::leader;
use super::marks;
use crate::atlas::Subject;
use crate::earth::ScreenPoint;
use crate::math;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::{Style, size};
use crate::scene::display::text::covers;
use crate::scene::layout::border_lines;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant, along};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Item, ScreenRect, Stroke, Target, Text, TextAnchor};

/// Least distance at which the name may stand apart from its mark, logical pixels.
const APART_PX: f64 = 20.0;
/// Ratio of each further distance that is tried to the one before.
const FARTHER: f64 = 1.22;
/// Number of directions that are tried at each distance.
const SIDES: u32 = 24;
/// Step of the search over the whole window where no direction has room, logical pixels.
const STEP_PX: f64 = 12.0;
/// Distance of the name from other occupants of the window, logical pixels.
const CLEAR_PX: f64 = 1.0;

/// Distance of the name of a border from its line, logical pixels.
const BORDER_PX: f64 = 4.0;

/// The name of what is selected, with its place.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) subject: Subject,
    pub(super) text: Text,
    pub(super) covers: ScreenRect,
    leader: Option<[ScreenPoint; 2]>,
}

/// Where the name may stand: in the window, clear of what is taken.
#[derive(Debug)]
pub(super) struct Free<'a> {
    pub(super) window: ScreenRect,
    pub(super) taken: &'a CollisionIndex,
}

/// What is named: where it stands, and how far what is drawn of it reaches from there.
#[derive(Debug, Clone, Copy)]
struct Named {
    subject: Subject,
    at: ScreenPoint,
    reach_px: f64,
}

impl Free<'_> {
    fn has_room(&self, covers: &ScreenRect) -> bool {
        self.window.holds(covers) && self.taken.is_free(&covers.inflated(CLEAR_PX))
    }
}

impl Chosen {
    /// The place of the name of the selected mark or border, where that is in view: beside it, else apart
    /// from it, and the shorter name where there is no room for the whole one.
    pub(super) fn place(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        free: &Free<'_>,
    ) -> Option<Self> {
        let Some(standing) = stage.standing.iter().find(|standing| standing.selected) else {
            return of_border(frame, free);
        };
        let named = Named {
            subject: standing.subject(),
            at: standing.at,
            reach_px: standing.reach_px(),
        };
        let words = marks::selected_words(frame, standing);
        let mut words = words.into_iter();
        words.find_map(|words| beside_or_apart(frame, named, &words, free))
    }

    pub(super) fn shifted(&self, dx: f64, dy: f64) -> Self {
        let shift = |at: ScreenPoint| ScreenPoint::new(at.x_px + dx, at.y_px + dy);
        let mut text = self.text.clone();
        text.at = shift(text.at);
        Self {
            subject: self.subject,
            text,
            covers: self.covers.shifted(dx, dy),
            leader: self.leader.map(|ends| ends.map(shift)),
        }
    }

    /// What name and line take.
    pub(super) fn takes(&self) -> impl Iterator<Item = ScreenRect> {
        std::iter::once(self.covers).chain(self.leader.into_iter().flat_map(along))
    }

    pub(super) fn fits(&self, free: &Free<'_>) -> bool {
        free.has_room(&self.covers)
    }

    /// The line to the mark, if there is one.
    pub(super) fn leader_items(&self, style: &Style) -> Vec<Item> {
        let Some(ends) = self.leader else {
            return Vec::new();
        };
        let halo = Stroke::solid(style.land.faded(0.85), 1.0 + 2.0 * size::LABEL_HALO);
        leader(ends, halo, Stroke::solid(style.accent, 1.0))
    }
}

/// The name of the selected border, beside its point nearest to the middle of the window and clear of its
/// line.
fn of_border(frame: &ViewContext<'_>, free: &Free<'_>) -> Option<Chosen> {
    let selected = frame.view.selected?;
    let targets = border_lines::targets(frame, |_| true);
    let pieces = targets.iter().filter(|target| target.subject == selected);
    let middle = frame.camera.middle();
    let away = |target: &&Target| target.at.distance_px(middle);
    let nearest = pieces.clone().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    let mut taken = free.taken.clone();
    for piece in pieces {
        let corners = piece.line.windows(2);
        let line = corners.flat_map(|ends| along([ends[0], ends[1]]));
        taken.take_all(line, Occupant::Mark);
    }
    let named = Named {
        subject: selected,
        at: nearest.at,
        reach_px: BORDER_PX,
    };
    let free = Free {
        taken: &taken,
        ..*free
    };
    beside_or_apart(frame, named, &nearest.name, &free)
}

fn beside_or_apart(
    frame: &ViewContext<'_>,
    named: Named,
    words: &str,
    free: &Free<'_>,
) -> Option<Chosen> {
    let style = frame.style;
    let size_px = frame.letters_px(size::LABEL + 1.0);
    let text = text(words, Face::SansSemiBold, size_px, style.text, style.land);
    near(named, &text, free)
        .or_else(|| apart(named, &text, free))
        .or_else(|| anywhere(named, &text, free))
}

/// In one of the positions around it.
fn near(named: Named, text: &Text, free: &Free<'_>) -> Option<Chosen> {
    let cap_px = f64::from(text.face.cap_height(text.size_px));
    beside(named.at, named.reach_px + 1.5, cap_px)
        .into_iter()
        .find_map(|(at, anchor)| stand(named.subject, text, at, anchor, free))
}

/// Farther and farther from the mark, on any side.
fn apart(named: Named, text: &Text, free: &Free<'_>) -> Option<Chosen> {
    let cap_px = f64::from(text.face.cap_height(text.size_px));
    let most_px = math::hypot(free.window.width(), free.window.height());
    let radii = std::iter::successors(Some(APART_PX), |radius_px| Some(radius_px * FARTHER));
    let places = radii
        .take_while(|&radius_px| radius_px < most_px)
        .flat_map(|radius_px| (0..SIDES).map(move |side| (radius_px, side)));
    places
        .map(|(radius_px, side)| {
            let (sin, cos) = math::sin_cos(TAU * f64::from(side) / f64::from(SIDES));
            let anchor = if cos > 0.3 {
                TextAnchor::Start
            } else if cos < -0.3 {
                TextAnchor::End
            } else {
                TextAnchor::Middle
            };
            let at = ScreenPoint::new(
                named.at.x_px + radius_px * cos,
                named.at.y_px + radius_px * sin + cap_px / 2.0,
            );
            (at, anchor)
        })
        .find_map(|(at, anchor)| stand(named.subject, text, at, anchor, free))
        .map(|chosen| chosen.led_to(named))
}

/// In the nearest free place of the window.
fn anywhere(named: Named, text: &Text, free: &Free<'_>) -> Option<Chosen> {
    let count = |length_px: f64| (length_px / STEP_PX).max(0.0) as u32;
    let (columns, rows) = (count(free.window.width()), count(free.window.height()));
    let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (column, row)));
    places
        .filter_map(|(column, row)| {
            let at = ScreenPoint::new(
                free.window.left + STEP_PX * f64::from(column),
                free.window.top + STEP_PX * f64::from(row),
            );
            stand(named.subject, text, at, TextAnchor::Start, free)
        })
        .min_by(|a, b| {
            let far = |chosen: &Chosen| chosen.covers.nearest(named.at).distance_px(named.at);
            far(a).total_cmp(&far(b))
        })
        .map(|chosen| chosen.led_to(named))
}

fn stand(
    subject: Subject,
    text: &Text,
    at: ScreenPoint,
    anchor: TextAnchor,
    free: &Free<'_>,
) -> Option<Chosen> {
    let text = Text {
        at,
        anchor,
        ..text.clone()
    };
    let covers = covers(&text);
    free.has_room(&covers).then_some(Chosen {
        subject,
        text,
        covers,
        leader: None,
    })
}

impl Chosen {
    /// The same with a line from the name to the mark's ring.
    fn led_to(mut self, named: Named) -> Self {
        let from = self.covers.inflated(2.0).nearest(named.at);
        let (dx, dy) = (from.x_px - named.at.x_px, from.y_px - named.at.y_px);
        let length_px = math::hypot(dx, dy);
        let reach_px = named.reach_px;
        self.leader = (length_px > reach_px).then(|| {
            let part = reach_px / length_px;
            let to = ScreenPoint::new(named.at.x_px + part * dx, named.at.y_px + part * dy);
            [from, to]
        });
        self
    }
}
