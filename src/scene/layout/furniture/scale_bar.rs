//! How far things are apart, and for which latitude that holds.

use super::{Piece, ViewContext};
use crate::atlas::group_thousands;
use crate::earth::{LengthUnit, ScreenPoint};
use crate::math;
use crate::scene::display::style::size;
use crate::scene::display::text::words;
use crate::scene::{Contour, Item, Path, Stroke, TextAnchor};

/// Longest bar, logical pixels.
const MOST_PX: f64 = 130.0;
/// Lengths of shorter bars, for places where a longer one would cover a mark, logical pixels.
const SHORTER_PX: [f64; 2] = [90.0, 60.0];
/// Penalty of each shorter bar relative to the one before, in ten-thousandths of the window's area.
const LESS: usize = 40;
/// Room for the words over a bar, logical pixels.
const WORDS_PX: f64 = 84.0;
/// Width of the piece, whatever the bar's length, so that nothing moves about it while panning.
pub(super) const WIDTH_PX: f64 = MOST_PX;
const HEIGHT_PX: f64 = 20.0;
/// Height of the ticks at the bar's ends, logical pixels.
const TICK_PX: f64 = 5.0;

/// A plain line as long as it says, where the middle of the view shows a place; and shorter ones,
/// unless it `stays` as it is while the map is panned.
pub(super) fn pieces(frame: &ViewContext<'_>, stays: bool) -> Vec<Piece> {
    let shorter = SHORTER_PX.iter().zip(1..).filter(|_| !stays);
    let shorter = shorter.filter_map(|(&most_px, number)| {
        let piece = piece(frame, most_px)?;
        Some(Piece {
            width: most_px.max(WORDS_PX),
            less: LESS * number,
            ..piece
        })
    });
    piece(frame, MOST_PX).into_iter().chain(shorter).collect()
}

fn piece(frame: &ViewContext<'_>, most_px: f64) -> Option<Piece> {
    let projection = &frame.atlas.projection;
    let place = projection.unproject(frame.camera.center)?;
    let ground_m_per_px = frame.camera.metres_per_px / projection.scale_at(place)?;
    let unit = frame.view.units;
    let length_m = round_in(unit, most_px * ground_m_per_px);
    let length_px = length_m / ground_m_per_px;
    let style = frame.style;
    let label = format!(
        "{} at {}",
        distance(unit, length_m),
        latitude(place.lat_deg)
    );
    let at = ScreenPoint::new(0.0, HEIGHT_PX - TICK_PX - 4.0);
    let mut text = words(at, TextAnchor::Start, label, size::FURNITURE, style.text);
    text.halo = Some((style.neighbour, size::LABEL_HALO));
    let line = |stroke| {
        Item::Path(Path {
            contours: vec![bar(length_px)],
            fill: None,
            stroke: Some(stroke),
        })
    };
    Some(Piece {
        width: WIDTH_PX,
        height: HEIGHT_PX,
        items: vec![
            line(Stroke::solid(style.neighbour, 3.6)),
            line(Stroke::solid(style.text, 1.2)),
            Item::Text(text),
        ],
        ..Piece::default()
    })
}

/// A level line with a tick at each end, along the lower edge of the piece.
fn bar(length_px: f64) -> Contour {
    let low = HEIGHT_PX - 1.0;
    let points = [
        (0.0, low - TICK_PX),
        (0.0, low),
        (length_px, low),
        (length_px, low - TICK_PX),
    ];
    Contour {
        points: points.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
        closed: false,
    }
}

/// The longest of 1, 2 and 5 times a power of ten that is no longer than `most_m`.
pub(super) fn round_length_m(most_m: f64) -> f64 {
    let power = math::power_of_ten_within(most_m);
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|times| times * power)
        .find(|&length_m| length_m <= most_m)
        .unwrap_or(power)
}

/// The longest round length in `unit`, or in its part where that is short, metres.
fn round_in(unit: LengthUnit, most_m: f64) -> f64 {
    let (metres, _) = unit.part(most_m);
    let length_m = round_length_m(most_m / metres) * metres;
    // What is rounded down to below one of the unit is said, and so rounded, in its part.
    let (part, _) = unit.part(length_m);
    if part < metres {
        round_length_m(most_m / part) * part
    } else {
        length_m
    }
}

fn distance(unit: LengthUnit, length_m: f64) -> String {
    // What is one of the unit but for a rounding is one.
    let (number, symbol) = unit.of(length_m * (1.0 + 1e-9));
    let digits = 1e3;
    format!(
        "{} {symbol}",
        group_thousands((number * digits).round() / digits)
    )
}

/// To the degree.
fn latitude(lat_deg: f64) -> String {
    let side = if lat_deg < 0.0 { 'S' } else { 'N' };
    format!("{}\u{b0} {side}", lat_deg.abs().round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_one_two_or_five_times_a_power_of_ten() {
        for (most_m, length_m) in [
            (338_000.0, 200_000.0),
            (500_000.0, 500_000.0),
            (999.0, 500.0),
            (1.2, 1.0),
        ] {
            assert!((round_length_m(most_m) - length_m).abs() < 1e-6, "{most_m}");
        }
    }

    #[test]
    fn lengths_are_said_in_kilometres_from_one_on() {
        let km = LengthUnit::Kilometres;
        assert_eq!(distance(km, 500.0), "500 m");
        assert_eq!(distance(km, 2_000_000.0), "2,000 km");
        assert_eq!(latitude(-12.4), "12\u{b0} S");
    }

    #[test]
    fn a_bar_is_round_in_the_unit_that_it_is_said_in() {
        let said = |unit, most_m| distance(unit, round_in(unit, most_m));
        assert_eq!(said(LengthUnit::Kilometres, 1_000.0), "1 km");
        assert_eq!(said(LengthUnit::Miles, 338_000.0), "200 mi");
        assert_eq!(said(LengthUnit::Miles, 250.0), "500 ft");
        assert_eq!(said(LengthUnit::NauticalMiles, 338_000.0), "100 nmi");
        assert_eq!(said(LengthUnit::NauticalMiles, 338.0), "200 m");
    }
}
