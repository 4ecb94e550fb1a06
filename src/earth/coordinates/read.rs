//! Coordinates as people write them.

use super::grid::Zone;
use crate::earth::{LonLat, MapPoint};
use crate::math;

/// The place that a text names, in any of the forms of this module.
///
/// `38.5598° N, 68.7870° E`, `38°33′35″ N, 68°47′13″ E` (with `'` and `"` too, the letter before or
/// after, the minutes with decimals), `38.56, 68.79` (latitude first, as maps and guide books have
/// it), `68.79 E 38.56 N` (the letters decide), `42S 481442 4267950`. `None` where it is none of
/// these, or no place on earth.
///
/// ```
/// use steppe::earth::{LonLat, parse_lonlat};
///
/// assert_eq!(parse_lonlat("38.56, 68.79"), Some(LonLat::new(68.79, 38.56)));
/// assert_eq!(parse_lonlat("E 68°30', N 38°15'"), Some(LonLat::new(68.5, 38.25)));
/// assert_eq!(parse_lonlat("91, 0"), None);
/// ```
#[must_use]
pub fn parse_lonlat(text: &str) -> Option<LonLat> {
    grid(text).or_else(|| degrees(text))
}

/// A zone, an easting and a northing.
pub(super) fn grid(text: &str) -> Option<LonLat> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (number, letter, x, y) = match words[..] {
        [zone, x, y] => {
            let letter = zone.chars().next_back()?;
            (zone.strip_suffix(letter)?, letter, x, y)
        }
        [number, letter, x, y] if letter.len() == 1 => (number, letter.chars().next()?, x, y),
        _ => return None,
    };
    let zone = Zone::read(number, letter)?;
    // "481442mE 4267950mN", as some writers have it.
    let metres = |text: &str, side: &str| text.trim_end_matches(side).parse().ok();
    let point = MapPoint::new(metres(x, "mE")?, metres(y, "mN")?);
    zone.projection()?.unproject(point)
}

/// What a text with degrees is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    /// Degrees, minutes or seconds: each a sixtieth of the one before.
    Mark(u8),
    /// One of N, S, E and W.
    Side(char),
    Comma,
}

/// An angle as written: its size with its sign, and its letter, if any.
#[derive(Debug, Clone, Copy)]
struct Angle {
    size_deg: f64,
    side: Option<char>,
}

pub(super) fn degrees(text: &str) -> Option<LonLat> {
    let tokens = tokens(text)?;
    let (first, rest) = angle(&tokens)?;
    let rest = rest.strip_prefix(&[Token::Comma]).unwrap_or(rest);
    let (second, []) = angle(rest)? else {
        return None;
    };
    let (lat, lon) = match (first.side, second.side) {
        (None, None) | (Some('N' | 'S'), Some('E' | 'W')) => (first, second),
        (Some('E' | 'W'), Some('N' | 'S')) => (second, first),
        _ => return None,
    };
    let place = LonLat::new(lon.size_deg, lat.size_deg);
    (place.valid() && place.lon_deg.abs() <= 360.0).then(|| place.normalized())
}

/// The angle that the tokens begin with, and the tokens after it.
fn angle(tokens: &[Token]) -> Option<(Angle, &[Token])> {
    let (before, mut rest) = match tokens {
        [Token::Side(side), rest @ ..] => (Some(*side), rest),
        _ => (None, tokens),
    };
    let [Token::Number(whole), after @ ..] = rest else {
        return None;
    };
    let mut size_deg = whole.abs();
    rest = after.strip_prefix(&[Token::Mark(0)]).unwrap_or(after);
    let mut least = 0;
    // Minutes and seconds need their marks: a bare number begins the other angle.
    while let [Token::Number(part), Token::Mark(mark @ 1..), after @ ..] = rest {
        if *mark <= least || !(0.0..60.0).contains(part) {
            return None;
        }
        size_deg += part / math::powi(60.0, i32::from(*mark));
        (least, rest) = (*mark, after);
    }
    let (after, rest) = match rest {
        [Token::Side(side), rest @ ..] if before.is_none() => (Some(*side), rest),
        _ => (None, rest),
    };
    let side = before.or(after);
    // With a letter a sign would say the same twice, or the contrary.
    let signed = whole.is_sign_negative();
    if side.is_some() && signed {
        return None;
    }
    let negative = signed || matches!(side, Some('S' | 'W'));
    let size_deg = if negative { -size_deg } else { size_deg };
    Some((Angle { size_deg, side }, rest))
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(next) = rest.chars().next() {
        let token = match next {
            '°' | 'º' => Token::Mark(0),
            '′' | '\'' | '’' => Token::Mark(1),
            '″' | '"' | '”' => Token::Mark(2),
            ',' | ';' => Token::Comma,
            'N' | 'S' | 'E' | 'W' | 'n' | 's' | 'e' | 'w' => Token::Side(next.to_ascii_uppercase()),
            _ => {
                let (number, after) = number(rest)?;
                tokens.push(Token::Number(number));
                rest = after.trim_start();
                continue;
            }
        };
        tokens.push(token);
        rest = rest[next.len_utf8()..].trim_start();
    }
    Some(tokens)
}

/// The number that the text begins with, and the text after it.
fn number(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.trim_start_matches(['+', '-', '−']);
    let sign = &text[..text.len() - unsigned.len()];
    let end = unsigned
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(unsigned.len());
    let size: f64 = unsigned[..end].parse().ok()?;
    let signed = match sign {
        "" | "+" => size,
        "-" | "−" => -size,
        _ => return None,
    };
    Some((signed, &unsigned[end..]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_can_be_written_in_many_ways() {
        let kant = [
            "42.853, 74.846",
            "42.853 74.846",
            " 42.853;74.846 ",
            "42.853° N, 74.846° E",
            "42.853N 74.846E",
            "74.846 E, 42.853 N",
            "n 42.853 e 74.846",
            "+42.853, +74.846",
            "42°51.18′ N, 74°50.76′ E",
            "42° 51' 10.8\" N 74° 50' 45.6\" E",
        ];
        for text in kant {
            let place = parse_lonlat(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert!((place.lon_deg - 74.846).abs() < 1e-9, "{text}: {place:?}");
            assert!((place.lat_deg - 42.853).abs() < 1e-9, "{text}: {place:?}");
        }
    }

    #[test]
    fn south_and_west_are_negative_however_they_are_written() {
        let expected = Some(LonLat::new(-70.5, -33.25));
        for text in [
            "33.25 S, 70.5 W",
            "-33.25, -70.5",
            "−33.25 −70.5",
            "33°15′S 70°30′W",
        ] {
            assert_eq!(parse_lonlat(text), expected, "{text}");
        }
        assert_eq!(parse_lonlat("-0°30', 0"), Some(LonLat::new(0.0, -0.5)));
    }

    #[test]
    fn what_names_no_place_is_not_read() {
        let not_places = [
            "",
            "Kant",
            "42.853",
            "42.853, 74.846, 0",
            "91, 0",
            "0, 361",
            "42 N, 74 N",
            "42 N, 74",
            "-42 N, 74 E",
            "42°61′ N, 74° E",
            "42°10″5′ N, 74° E",
            "--42, 74",
            "4.2.853, 74",
            "nan, 0",
            "61S 481442 4267950",
            "42I 481442 4267950",
            "42S 481442",
        ];
        for text in not_places {
            assert_eq!(parse_lonlat(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in ".{0,40}") {
            if let Some(place) = parse_lonlat(&text) {
                prop_assert!(place.valid());
            }
        }

        #[test]
        fn no_row_of_likely_signs_is_too_strange(text in "[-0-9.°′″'\" ,NSEWZ]{0,24}") {
            if let Some(place) = parse_lonlat(&text) {
                prop_assert!(place.valid());
            }
        }
    }
}
