//! What tells two actors apart where their colours have one grey: shape carries what colour cannot.

use crate::atlas::{ActorColour, Dossier};
use crate::earth::ScreenPoint;
use crate::math;
use crate::scene::display::{Color, Contour, Path};
use crate::session::viewpoint::ColourVision;

/// Two greys nearer than this (CIEDE2000) can be taken for each other.
const APART: f64 = 10.0;

/// What stands within a symbol.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::scene) enum Sign {
    /// Nothing.
    #[default]
    None,
    /// A point.
    Point,
    /// A level bar.
    Bar,
    /// An upright bar.
    Upright,
    /// Both bars.
    Cross,
}

impl Sign {
    const ALL: [Self; 5] = [
        Self::None,
        Self::Point,
        Self::Bar,
        Self::Upright,
        Self::Cross,
    ];

    /// The sign of each of the dossier's colours, in its order: the first that no colour before,
    /// of another name and of nearly the same grey, has.
    #[must_use]
    pub(in crate::scene) fn of_all(dossier: &Dossier) -> Vec<Self> {
        let mut signs: Vec<Self> = Vec::new();
        for (number, colour) in dossier.colours.iter().enumerate() {
            let before = || dossier.colours[..number].iter().zip(&signs);
            let same = before().find(|(other, _)| other.name == colour.name);
            let taken = |sign: Self| {
                before().any(|(other, &its)| its == sign && greys_apart(other, colour) < APART)
            };
            let free = || Self::ALL.into_iter().find(|&sign| !taken(sign));
            let sign = same.map(|(_, &sign)| sign).or_else(free);
            signs.push(sign.unwrap_or_default());
        }
        signs
    }

    /// Its shape within a symbol of this radius.
    pub(in crate::scene) fn path(
        self,
        at: ScreenPoint,
        radius_px: f64,
        color: Color,
    ) -> Option<Path> {
        let half = |across: f64, down: f64| {
            let corner = |x: f64, y: f64| {
                ScreenPoint::new(
                    at.x_px + x * across * radius_px,
                    at.y_px + y * down * radius_px,
                )
            };
            Contour {
                points: vec![
                    corner(-1.0, -1.0),
                    corner(1.0, -1.0),
                    corner(1.0, 1.0),
                    corner(-1.0, 1.0),
                ],
                closed: true,
            }
        };
        let contours = match self {
            Self::None => return None,
            Self::Point => vec![half(0.24, 0.24)],
            Self::Bar => vec![half(0.55, 0.14)],
            Self::Upright => vec![half(0.14, 0.55)],
            // Two parts that meet but do not overlap: the whole is filled by the even-odd rule.
            Self::Cross => vec![half(0.14, 0.55), half(0.55, 0.14)],
        };
        Some(Path {
            contours,
            fill: Some(color),
            stroke: None,
        })
    }
}

/// Which of the dossier's colours a feature with this lead has: the lead's, else that of all others.
pub(in crate::scene) fn colour_of(dossier: &Dossier, lead: Option<&str>) -> Option<usize> {
    let colours = &dossier.colours;
    let own = colours
        .iter()
        .position(|colour| colour.actor.is_some() && colour.actor.as_deref() == lead);
    own.or_else(|| colours.iter().position(|colour| colour.actor.is_none()))
}

/// How far two colours lie apart without their hues. For greys CIEDE2000 comes to the difference of
/// lightness over `S_L`: Sharma, Wu and Dalal (2005), Color Research & Application 30(1), equation 15.
fn greys_apart(one: &ActorColour, other: &ActorColour) -> f64 {
    let [one, other] = [one, other].map(|colour| lightness(super::rgb(colour.rgb)));
    let off = math::powi(f64::midpoint(one, other) - 50.0, 2);
    (one - other).abs() / (1.0 + 0.015 * off / (20.0 + off).sqrt())
}

/// CIE 1976 L*, of the grey that is as light.
fn lightness(color: Color) -> f64 {
    const LINEAR_BELOW: f64 = 216.0 / 24_389.0;
    let luminance = crate::scene::display::vision::linear(color.seen_with(ColourVision::Grey).r);
    if luminance <= LINEAR_BELOW {
        luminance * 24_389.0 / 27.0
    } else {
        116.0 * math::cbrt(luminance) - 16.0
    }
}
