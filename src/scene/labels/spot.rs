//! Where one name may stand: every place that it has, best first.

use std::f64::consts::TAU;

use super::candidate::{Candidate, Stand};
use super::room::along;
use crate::earth::{Camera, ScreenPoint};
use crate::scene::text::{covers, covers_at};
use crate::scene::{CurvedText, Item, ScreenRect, Text, TextAnchor, covers_along};

/// A city's name may also stand this far out, where a mark shares its place.
const AROUND_A_MARK_PX: f64 = 13.0;
/// The count of a stack takes so much beside it.
const PAST_COUNT_PX: f64 = 9.0;
/// A name that stands apart, with a line to its mark, is so far from it…
const APART_PX: [f64; 3] = [24.0, 36.0, 52.0];
/// …on one of so many sides.
const SIDES: u32 = 12;
/// A name over an expanse may stand so far from its anchor, right and down, in order of liking.
const NEAR_BY: [(f64, f64); 13] = [
    (0.0, 0.0),
    (0.0, -14.0),
    (0.0, 14.0),
    (-22.0, 0.0),
    (22.0, 0.0),
    (0.0, -28.0),
    (0.0, 28.0),
    (-36.0, -16.0),
    (36.0, 16.0),
    (-36.0, 16.0),
    (36.0, -16.0),
    (-60.0, 0.0),
    (60.0, 0.0),
];

/// One place of a name.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The name as it stands there.
    pub(super) text: Text,
    /// The curve that it follows, if it does.
    baseline: Option<Vec<ScreenPoint>>,
    /// What the name covers.
    pub(super) covers: Vec<ScreenRect>,
    /// The line to its mark, where it stands apart.
    pub(super) leader: Option<[ScreenPoint; 2]>,
}

impl Spot {
    fn upright(text: Text, leader: Option<[ScreenPoint; 2]>) -> Self {
        let covers = vec![covers(&text)];
        Self {
            text,
            baseline: None,
            covers,
            leader,
        }
    }

    /// What name and line take.
    pub(super) fn takes(&self) -> impl Iterator<Item = ScreenRect> {
        self.covers
            .iter()
            .copied()
            .chain(self.leader.into_iter().flat_map(along))
    }

    /// The same with other words, where it stands upright: it grows away from its anchor.
    pub(super) fn saying(&self, words: String) -> Self {
        Self::upright(
            Text {
                text: words,
                ..self.text.clone()
            },
            self.leader,
        )
    }

    /// The name of another mark in the same place.
    pub(super) fn naming(&self, text: &Text) -> Self {
        let Text { at, anchor, .. } = self.text;
        let text = text.clone();
        Self::upright(Text { at, anchor, ..text }, self.leader)
    }

    /// Where on its line a name stands that runs along one.
    pub(super) fn on_line(&self) -> Option<ScreenPoint> {
        let middle = self.covers.get(self.covers.len() / 2)?;
        self.baseline.as_ref().map(|_| middle.center())
    }

    /// What is drawn of the name.
    pub(super) fn item(&self) -> Item {
        let text = self.text.clone();
        match &self.baseline {
            Some(baseline) => Item::CurvedText(CurvedText {
                text,
                baseline: baseline.clone(),
            }),
            None => Item::Text(text),
        }
    }
}

/// How many places a name has.
pub(super) fn count(candidate: &Candidate) -> usize {
    match &candidate.stand {
        Stand::Over => NEAR_BY.len(),
        Stand::Along { stretches } => stretches.len(),
        Stand::Beside { led, .. } => {
            let around = if candidate.dot_px > 0.0 { BESIDE } else { 0 };
            let apart = if *led {
                APART_PX.len() * SIDES as usize
            } else {
                0
            };
            BESIDE + around + apart
        }
    }
}

/// The place of this number, the anchor standing where the camera has it; none where the name covers
/// what is not `free`.
pub(super) fn spot(
    candidate: &Candidate,
    number: usize,
    camera: &Camera,
    free: &dyn Fn(&ScreenRect) -> bool,
) -> Option<Spot> {
    let at = camera.screen_from_map(candidate.at);
    // Most places are taken: what they cover is looked at before anything is made.
    let upright = |(at, anchor): (ScreenPoint, TextAnchor)| {
        let covers = covers_at(&candidate.text, candidate.width_px, at, anchor);
        free(&covers).then(|| Spot {
            text: Text {
                at,
                anchor,
                ..candidate.text.clone()
            },
            baseline: None,
            covers: vec![covers],
            leader: None,
        })
    };
    match &candidate.stand {
        Stand::Over => {
            let &by = NEAR_BY.get(number)?;
            upright((over(candidate, at, by), TextAnchor::Middle))
        }
        Stand::Along { stretches } => {
            let stretch = stretches.get(number)?;
            let points = stretch.baseline.iter();
            let curved = CurvedText {
                text: candidate.text.clone(),
                baseline: points.map(|&point| camera.screen_from_map(point)).collect(),
            };
            let covers = covers_along(&curved);
            covers.iter().all(free).then_some(Spot {
                text: curved.text,
                baseline: Some(curved.baseline),
                covers,
                leader: None,
            })
        }
        Stand::Beside { clear_px, led } => {
            let cap_px = f64::from(candidate.text.face.cap_height(candidate.text.size_px));
            if number < BESIDE {
                return upright(beside(at, *clear_px, cap_px)[number]);
            }
            let mut number = number - BESIDE;
            if candidate.dot_px > 0.0 {
                if number < BESIDE {
                    return upright(beside(at, AROUND_A_MARK_PX, cap_px)[number]);
                }
                number -= BESIDE;
            }
            if !*led {
                return None;
            }
            let spot = upright(apart(at, cap_px, number)?)?;
            Some(led_to(spot, at, *clear_px))
        }
    }
}

/// The middle of the capitals, not the baseline, stands on the anchor.
fn over(candidate: &Candidate, at: ScreenPoint, (right, below): (f64, f64)) -> ScreenPoint {
    let cap_px = f64::from(candidate.text.face.cap_height(candidate.text.size_px));
    let (sin, cos) = f64::from(candidate.text.angle_rad).sin_cos();
    let below = below + cap_px / 2.0;
    ScreenPoint::new(
        at.x_px + right * cos - below * sin,
        at.y_px + right * sin + below * cos,
    )
}

/// Where a name apart from its mark has its anchor.
fn apart(mark: ScreenPoint, cap_px: f64, number: usize) -> Option<(ScreenPoint, TextAnchor)> {
    let radius_px = *APART_PX.get(number / SIDES as usize)?;
    let side = (number % SIDES as usize) as f64;
    let (sin, cos) = (TAU * (side + 0.5) / f64::from(SIDES)).sin_cos();
    let anchor = if cos > 0.3 {
        TextAnchor::Start
    } else if cos < -0.3 {
        TextAnchor::End
    } else {
        TextAnchor::Middle
    };
    let (x_px, y_px) = (mark.x_px + radius_px * cos, mark.y_px + radius_px * sin);
    Some((ScreenPoint::new(x_px, y_px + cap_px / 2.0), anchor))
}

/// The same place with a line to the mark, that ends where the mark does.
fn led_to(mut spot: Spot, mark: ScreenPoint, clear_px: f64) -> Spot {
    let Some(name) = spot.covers.first().map(|covers| covers.inflated(2.0)) else {
        return spot;
    };
    let end = ScreenPoint::new(
        mark.x_px.clamp(name.left, name.right),
        mark.y_px.clamp(name.top, name.bottom),
    );
    let (dx, dy) = (end.x_px - mark.x_px, end.y_px - mark.y_px);
    // Out of the square around the mark, and half as far as the line is wide.
    let part = (clear_px + 3.0) / dx.abs().max(dy.abs()).max(f64::MIN_POSITIVE);
    if part < 1.0 {
        let begin = ScreenPoint::new(mark.x_px + part * dx, mark.y_px + part * dy);
        spot.leader = Some([begin, end]);
    }
    spot
}

/// How many positions there are around a point.
pub(super) const BESIDE: usize = 13;

/// The eight positions around a point, after Imhof (1975), Positioning names on maps; then past the
/// count of a stack, and flush with the mark's sides, for one that stands at the window's edge.
pub(super) fn beside(
    at: ScreenPoint,
    clear_px: f64,
    cap_px: f64,
) -> [(ScreenPoint, TextAnchor); BESIDE] {
    use TextAnchor::{End, Middle, Start};
    let diagonal = clear_px * 0.72;
    let (x, y) = (at.x_px, at.y_px);
    let middle = y + cap_px / 2.0;
    let (above, below) = (y - diagonal - 1.0, y + diagonal + cap_px + 1.0);
    let (over, under) = (y - clear_px - 3.5, y + clear_px + cap_px + 2.0);
    let places = [
        (x + clear_px + 1.0, middle, Start),
        (x + diagonal + 1.0, above, Start),
        (x + diagonal + 1.0, below, Start),
        (x - clear_px - 1.0, middle, End),
        (x - diagonal - 1.0, above, End),
        (x - diagonal - 1.0, below, End),
        (x, over, Middle),
        (x, under, Middle),
        (x + clear_px + PAST_COUNT_PX, middle, Start),
        (x - clear_px, under, Start),
        (x + clear_px, under, End),
        (x - clear_px, over, Start),
        (x + clear_px, over, End),
    ];
    places.map(|(x, y, anchor)| (ScreenPoint::new(x, y), anchor))
}
