//! Where one name may stand: every place that it has, best first.

use std::f64::consts::TAU;

use super::along::LineStretch;
use super::candidate::{AnchorPlacement, Candidate, FAR_APART};
use crate::earth::{Camera, ScreenPoint};
use crate::math;
use crate::scene::display::curve::letters;
use crate::scene::display::text::covers;
use crate::scene::layout::collision_index::along;
use crate::scene::{CurvedText, Item, ScreenRect, Text, TextAnchor};

/// A city's name may also stand this far out, where a mark shares its place.
const AROUND_A_MARK_PX: f64 = 13.0;
/// Distance by which a label begins past the count of its stack, logical pixels.
const PAST_COUNT_PX: f64 = 9.0;
/// Distances at which a name may stand apart from its mark, with a leader line, logical pixels.
/// The last ones are for what had no room at all others: see [`EVERYWHERE`].
const APART_PX: [f64; 8] = [24.0, 36.0, 52.0, 72.0, 96.0, 124.0, 160.0, 200.0];
/// Number of all distances at which a name may stand apart.
pub(super) const EVERYWHERE: usize = APART_PX.len();
/// Distance between the lines of a label, in sizes of its type.
pub(super) const LEADING: f64 = 1.25;
/// Number of directions in which a name may stand apart.
const SIDES: u32 = 12;
/// Offsets of a name over an expanse from its anchor, to the right and down, the preferred first.
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

/// No name that does not run along a line has its anchor farther from its place than this: those
/// apart and those near by are nearer, those beside a mark too.
const FARTHEST_PX: f64 = 144.0;

/// One place of a name.
#[derive(Debug, Clone)]
pub(super) struct LabelPosition {
    /// The name as it stands there.
    pub(super) text: Text,
    /// Its further lines.
    pub(super) below: Vec<Text>,
    /// The curve that it follows, if it does.
    baseline: Option<Vec<ScreenPoint>>,
    /// What the name covers.
    pub(super) covers: Vec<ScreenRect>,
    /// The line to its mark, where it stands apart.
    pub(super) leader: Option<[ScreenPoint; 2]>,
}

impl LabelPosition {
    fn upright(text: Text, leader: Option<[ScreenPoint; 2]>) -> Self {
        let covers = vec![covers(&text)];
        Self {
            text,
            below: Vec::new(),
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

    /// The name of another mark in the same place.
    pub(super) fn naming(&self, text: &Text) -> Self {
        let Text { at, anchor, .. } = self.text;
        let text = text.clone();
        Self::upright(Text { at, anchor, ..text }, self.leader)
    }

    /// Leaves out how many marks stand there: "Dushanbe" for "Dushanbe \u{b7} 8 marks".
    pub(super) fn say_no_count(&mut self) {
        if let Some((name, _)) = self.text.text.rsplit_once(" \u{b7} ") {
            self.text.text = name.to_owned();
        }
    }

    /// Whether it follows a curve.
    pub(super) fn runs(&self) -> bool {
        self.baseline.is_some()
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

/// Numbers of the places apart from a point, the nearest first.
pub(super) fn all_apart() -> Vec<usize> {
    (0..FAR_APART * SIDES as usize).collect()
}

/// How many places a name has.
pub(super) fn count(candidate: &Candidate) -> usize {
    match &candidate.stand {
        AnchorPlacement::Over => NEAR_BY.len(),
        AnchorPlacement::Within { places } => places.len(),
        AnchorPlacement::Along { stretches } => stretches.len(),
        AnchorPlacement::Apart { places } => places.len(),
        AnchorPlacement::Beside { distances, .. } => {
            let around = if candidate.dot_px > 0.0 { BESIDE } else { 0 };
            BESIDE + around + distances * SIDES as usize
        }
    }
}

/// A candidate's places in one view.
pub(super) struct Site<'a> {
    pub(super) candidate: &'a Candidate,
    camera: &'a Camera,
    /// Where the anchor stands.
    at: ScreenPoint,
    cap_px: f64,
}

impl<'a> Site<'a> {
    pub(super) fn of(candidate: &'a Candidate, camera: &'a Camera) -> Self {
        Self {
            candidate,
            camera,
            at: camera.screen_from_map(candidate.at),
            cap_px: f64::from(candidate.text.face.cap_height(candidate.text.size_px)),
        }
    }

    /// The place of this number; none where the name covers what is not `free`.
    pub(super) fn spot(
        &self,
        number: usize,
        free: &dyn Fn(&ScreenRect) -> bool,
    ) -> Option<LabelPosition> {
        match &self.candidate.stand {
            AnchorPlacement::Over => {
                let &by = NEAR_BY.get(number)?;
                self.upright((self.over(by), TextAnchor::Middle), free)
            }
            AnchorPlacement::Within { places } => {
                let at = self.camera.screen_from_map(*places.get(number)?);
                let at = ScreenPoint::new(at.x_px, at.y_px + self.cap_px / 2.0);
                self.upright((at, TextAnchor::Middle), free)
            }
            AnchorPlacement::Along { stretches } => self.along(stretches.get(number)?, free),
            AnchorPlacement::Apart { places } => {
                let place = apart_from(self.at, self.cap_px, *places.get(number)?)?;
                let spot = self.upright(place, free)?;
                Some(led_to(spot, self.at, 0.0))
            }
            AnchorPlacement::Beside {
                clear_px,
                distances,
            } => {
                let around = self.candidate.dot_px > 0.0;
                let apart = if around { 2 * BESIDE } else { BESIDE };
                if number < BESIDE {
                    self.upright(beside(self.at, *clear_px, self.cap_px)[number], free)
                } else if number < apart {
                    let places = beside(self.at, AROUND_A_MARK_PX, self.cap_px);
                    self.upright(places[number - BESIDE], free)
                } else if *distances > 0 {
                    let place = apart_from(self.at, self.cap_px, number - apart)?;
                    let spot = self.upright(place, free)?;
                    Some(led_to(spot, self.at, *clear_px))
                } else {
                    None
                }
            }
        }
    }

    fn upright(
        &self,
        (at, anchor): (ScreenPoint, TextAnchor),
        free: &dyn Fn(&ScreenRect) -> bool,
    ) -> Option<LabelPosition> {
        let text = &self.candidate.text;
        let leading_px = LEADING * f64::from(text.size_px);
        let lines = self.candidate.below.iter().zip(1..);
        // The middle of all lines stands where that of one line would.
        let up_px = leading_px * self.candidate.below.len() as f64 / 2.0;
        let line_at =
            |line: u32| ScreenPoint::new(at.x_px, at.y_px - up_px + leading_px * f64::from(line));
        // Most places are taken: what they cover is looked at before anything is made.
        let first = self
            .candidate
            .reach
            .covers(line_at(0), anchor, text.angle_rad);
        let covers = lines.clone().fold(first, |all, (below, line)| {
            all.with(&below.reach.covers(line_at(line), anchor, 0.0))
        });
        let standing = |text: &Text, line: u32| Text {
            at: line_at(line),
            anchor,
            ..text.clone()
        };
        free(&covers).then(|| LabelPosition {
            text: standing(text, 0),
            below: lines
                .map(|(below, line)| standing(&below.text, line))
                .collect(),
            baseline: None,
            covers: vec![covers],
            leader: None,
        })
    }

    fn along(
        &self,
        stretch: &LineStretch,
        free: &dyn Fn(&ScreenRect) -> bool,
    ) -> Option<LabelPosition> {
        let points = stretch.baseline.iter();
        let baseline: Vec<ScreenPoint> = points
            .map(|&point| self.camera.screen_from_map(point))
            .collect();
        let letters = letters(&self.candidate.text, &baseline);
        let covers: Option<Vec<ScreenRect>> = letters
            .map(|letter| free(&letter).then_some(letter))
            .collect();
        Some(LabelPosition {
            text: self.candidate.text.clone(),
            below: Vec::new(),
            covers: covers?,
            baseline: Some(baseline),
            leader: None,
        })
    }

    /// What holds all its places, where it does not run along a line.
    pub(super) fn around(&self) -> ScreenRect {
        let text = self.candidate.reach.covers(self.at, TextAnchor::Start, 0.0);
        let across_px = FARTHEST_PX + text.width();
        let up_px = if self.candidate.text.angle_rad == 0.0 {
            FARTHEST_PX + text.height()
        } else {
            across_px
        };
        ScreenRect {
            left: self.at.x_px - across_px,
            top: self.at.y_px - up_px,
            right: self.at.x_px + across_px,
            bottom: self.at.y_px + up_px,
        }
    }

    /// The middle of the capitals, not the baseline, stands on the anchor.
    fn over(&self, (right, below): (f64, f64)) -> ScreenPoint {
        let (sin, cos) = math::sin_cos(f64::from(self.candidate.text.angle_rad));
        let below = below + self.cap_px / 2.0;
        ScreenPoint::new(
            self.at.x_px + right * cos - below * sin,
            self.at.y_px + right * sin + below * cos,
        )
    }
}

/// Where a name apart from its mark has its anchor.
fn apart_from(mark: ScreenPoint, cap_px: f64, number: usize) -> Option<(ScreenPoint, TextAnchor)> {
    let radius_px = *APART_PX.get(number / SIDES as usize)?;
    let side = (number % SIDES as usize) as f64;
    let (sin, cos) = math::sin_cos(TAU * (side + 0.5) / f64::from(SIDES));
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
fn led_to(mut spot: LabelPosition, mark: ScreenPoint, clear_px: f64) -> LabelPosition {
    let Some(name) = spot.covers.first().map(|covers| covers.inflated(2.0)) else {
        return spot;
    };
    let end = name.nearest(mark);
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
