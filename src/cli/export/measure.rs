//! What is measured on the picture: a path from place to place, or a ring around one.

use clap::Args;

use super::ExportError;
use crate::atlas::Atlas;
use crate::earth::{LengthUnit, read_place};
use crate::session::viewpoint::{MeasurePoint, Measurement};

/// What is measured.
#[derive(Debug, Args)]
pub(super) struct MeasureArgs {
    /// Draw and measure a path: places with semicolons between them, each a feature's id or coordinates, such as "base-kant; 38.56, 68.79"
    #[arg(
        long,
        value_name = "PLACE;PLACE",
        allow_hyphen_values = true,
        conflicts_with = "ring"
    )]
    measure: Option<String>,
    /// Draw a ring around a place, and say its radius: "base-kant; 150 km"; m, km, mi and nmi are understood
    #[arg(long, value_name = "PLACE;RADIUS", allow_hyphen_values = true)]
    ring: Option<String>,
}

impl MeasureArgs {
    /// What the command line says; `None` where it says nothing.
    pub(super) fn measure(&self, atlas: &Atlas) -> Result<Option<Measurement>, ExportError> {
        if let Some(text) = &self.measure {
            let points: Vec<MeasurePoint> = text
                .split(';')
                .map(|place| point(atlas, place))
                .collect::<Result<_, _>>()?;
            if points.len() < 2 {
                return Err(ExportError::Path(text.clone()));
            }
            return Ok(Some(Measurement::Path {
                points,
                ended: true,
            }));
        }
        let Some(text) = &self.ring else {
            return Ok(None);
        };
        let ring = text.rsplit_once(';');
        let radius_m = ring.and_then(|(_, radius)| length_m(radius));
        let (Some((place, _)), Some(radius_m)) = (ring, radius_m) else {
            return Err(ExportError::Ring(text.clone()));
        };
        Ok(Some(Measurement::ring(point(atlas, place)?, radius_m)))
    }
}

/// A place by a feature's id, else by its coordinates.
fn point(atlas: &Atlas, text: &str) -> Result<MeasurePoint, ExportError> {
    let text = text.trim();
    let subject = atlas.find(text);
    let of_mark = subject.and_then(|subject| {
        Some(MeasurePoint {
            at: atlas.anchor(subject)?,
            subject: Some(subject),
        })
    });
    let of_place = || {
        read_place(text).map(|read| MeasurePoint {
            at: read.at,
            subject: None,
        })
    };
    of_mark
        .or_else(of_place)
        .ok_or_else(|| ExportError::Place(text.to_owned()))
}

/// "150 km" in metres.
fn length_m(text: &str) -> Option<f64> {
    let text = text.trim();
    let unit_at = text.find(|letter: char| letter.is_alphabetic())?;
    let number: f64 = text[..unit_at].trim().parse().ok()?;
    let metres = match &text[unit_at..] {
        "m" => 1.0,
        "km" => LengthUnit::Kilometres.metres(),
        "mi" => LengthUnit::Miles.metres(),
        "nmi" => LengthUnit::NauticalMiles.metres(),
        _ => return None,
    };
    Some(number * metres).filter(|length_m| length_m.is_finite() && *length_m > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_needs_its_unit() {
        assert_eq!(length_m("150 km"), Some(150_000.0));
        assert_eq!(length_m(" 1.5nmi"), Some(2778.0));
        for text in ["150", "km", "-3 km", "3 leagues", "inf km", ""] {
            assert_eq!(length_m(text), None, "{text}");
        }
    }
}
