//! Whose word a mark is: the tail of a speech bubble, or the dots of a thought.

use super::look::push;
use crate::atlas::Claim;
use crate::earth::ScreenPoint;
use crate::scene::marks::symbol::ring;
use crate::scene::style::Style;
use crate::scene::{Contour, Dash, Item, Path, Stroke};

/// What hangs at the lower left of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scene) enum Voice {
    /// A tail: somebody said it.
    Said,
    /// Two dots: somebody's opinion.
    Thought,
}

/// Half the width of the tail where it leaves the symbol.
const TAIL_PX: f64 = 2.4;
/// The dots of a thought: how far beyond the symbol's own size, and their radii.
const DOTS_PX: [(f64, f64); 2] = [(1.6, 1.5), (4.6, 1.0)];

impl Voice {
    /// How far it reaches beyond the symbol's own size.
    pub(super) const REACH_PX: f64 = 4.6;

    /// The voice of a claim that is somebody's.
    pub(super) fn of(claim: Claim) -> Option<Self> {
        match claim {
            Claim::Attributed => Some(Self::Said),
            Claim::Opinion => Some(Self::Thought),
            Claim::Stated | Claim::Reported | Claim::Forecast => None,
        }
    }

    /// Draws it under a symbol of this size, at this part of its own strength.
    pub(super) fn draw(
        self,
        at: ScreenPoint,
        radius_px: f64,
        style: &Style,
        strength: f32,
        items: &mut Vec<Item>,
    ) {
        let halo = Stroke {
            color: style.land,
            width_px: 2.0,
            dash: Dash::Solid,
        };
        for mut path in self.paths(at, radius_px, halo) {
            push(items, path.clone(), strength);
            path.fill = Some(style.text);
            path.stroke = None;
            push(items, path, strength);
        }
    }

    fn paths(self, at: ScreenPoint, radius_px: f64, stroke: Stroke) -> Vec<Path> {
        let half = std::f64::consts::FRAC_1_SQRT_2;
        // Along: to the lower left; aside: across that.
        let point = |along: f64, aside: f64| {
            ScreenPoint::new(
                at.x_px - half * (along + aside),
                at.y_px + half * (along - aside),
            )
        };
        match self {
            Self::Said => {
                let points = vec![
                    point(radius_px + Self::REACH_PX, 0.0),
                    point(0.4 * radius_px, TAIL_PX),
                    point(0.4 * radius_px, -TAIL_PX),
                ];
                vec![Path {
                    contours: vec![Contour {
                        points,
                        closed: true,
                    }],
                    fill: None,
                    stroke: Some(stroke),
                }]
            }
            Self::Thought => DOTS_PX
                .map(|(beyond, dot_px)| ring(point(radius_px + beyond, 0.0), dot_px, stroke))
                .to_vec(),
        }
    }
}
