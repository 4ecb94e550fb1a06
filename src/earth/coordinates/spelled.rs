//! Coordinates in notations with names, brackets or spaces: `lat 38.56 lon 68.79`, `[68.79, 38.56]`,
//! `38 33 35 N 68 47 13 E`, `38,56 68,79`.

use super::form::{CoordinateForm, ReadPlace};
use super::read;
use crate::earth::LonLat;

/// The place that such a text names.
pub(super) fn read(text: &str) -> Option<ReadPlace> {
    let formed = |form| move |at| ReadPlace { at, form };
    named(text)
        .map(formed(CoordinateForm::LatitudeFirst))
        .or_else(|| bracketed(text).map(formed(CoordinateForm::LongitudeFirst)))
        .or_else(|| spaced(text).map(formed(CoordinateForm::Degrees)))
        .or_else(|| {
            let plain = decimal_points(text.trim_matches(['(', ')', ' ']));
            read::degrees(&plain).map(formed(CoordinateForm::LatitudeFirst))
        })
        .or_else(|| longitude_first(text).map(formed(CoordinateForm::LongitudeFirst)))
}

/// The place at this latitude and longitude, if there is one.
pub(super) fn place(lat_deg: f64, lon_deg: f64) -> Option<LonLat> {
    let place = LonLat::new(lon_deg, lat_deg);
    let known = place.valid() && lon_deg.abs() <= 360.0;
    known.then(|| place.normalized())
}

/// The numbers after the words "lat" and "lon", in either order.
fn named(text: &str) -> Option<LonLat> {
    let lower = text.to_lowercase();
    let after = |names: &[&str]| {
        let word = names.iter().find_map(|name| {
            let mut places = lower.match_indices(name);
            let begins = |at: usize| !lower[..at].ends_with(char::is_alphabetic);
            let (at, _) = places.find(|(at, _)| begins(*at))?;
            Some(&lower[at + name.len()..])
        })?;
        // "itude", a colon, an equals sign or a quote may stand between.
        let number = word.trim_start_matches(|letter: char| {
            letter.is_alphabetic() || letter.is_whitespace() || ":=\"'".contains(letter)
        });
        number_at(number)
    };
    place(after(&["lat"])?, after(&["lon", "lng"])?)
}

/// The number that a text begins with.
pub(super) fn number_at(text: &str) -> Option<f64> {
    let end = text
        .char_indices()
        .find(|&(at, letter)| {
            let signed = at == 0 && matches!(letter, '-' | '+');
            !(letter.is_ascii_digit() || letter == '.' || signed)
        })
        .map_or(text.len(), |(at, _)| at);
    text[..end].parse().ok()
}

/// A position of `GeoJSON` or WKT, whose longitude comes first.
fn bracketed(text: &str) -> Option<LonLat> {
    let lower = text.to_ascii_lowercase();
    let inside = lower
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .or_else(|| {
            let rest = lower.strip_prefix("point")?.trim_start();
            rest.strip_prefix('(')?.strip_suffix(')')
        })?;
    let numbers = inside
        .split([',', ' '])
        .filter(|word| !word.is_empty())
        .map(str::parse)
        .collect::<Result<Vec<f64>, _>>()
        .ok()?;
    match numbers[..] {
        [lon, lat] | [lon, lat, _] => place(lat, lon),
        _ => None,
    }
}

/// Two numbers that are a place only if the longitude comes first.
fn longitude_first(text: &str) -> Option<LonLat> {
    let plain = decimal_points(text.trim_matches(['(', ')', ' ']));
    let numbers: Vec<&str> = plain
        .split([',', ';', ' '])
        .filter(|word| !word.is_empty())
        .collect();
    let [lon, lat] = numbers[..] else { return None };
    // Whole numbers are years, counts and names of bases sooner than coordinates.
    if !lon.contains('.') || !lat.contains('.') {
        return None;
    }
    let (lon, lat): (f64, f64) = (lon.parse().ok()?, lat.parse().ok()?);
    (lon.abs() > 90.0).then(|| place(lat, lon)).flatten()
}

/// Decimal commas as points, where two numbers with one comma each are parted by space or semicolon.
fn decimal_points(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter == ';' || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let comma_inside = |word: &&str| {
        let mut parts = word.split(',');
        let whole =
            |part: Option<&str>| part.is_some_and(|part| !part.is_empty() && !part.contains('.'));
        whole(parts.next()) && whole(parts.next()) && parts.next().is_none()
    };
    match words[..] {
        [first, second] if [first, second].iter().all(comma_inside) => {
            format!("{} {}", first.replace(',', "."), second.replace(',', "."))
        }
        _ => text.to_owned(),
    }
}

/// Degrees, minutes and seconds with letters, and anything or nothing for marks.
fn spaced(text: &str) -> Option<LonLat> {
    let mut parts: Vec<(Vec<f64>, Option<char>)> = vec![(Vec::new(), None)];
    let leading = text
        .trim_start()
        .starts_with(|letter: char| letter.is_alphabetic());
    for word in words_and_numbers(text)? {
        match word {
            Word::Side(side) if leading => parts.push((Vec::new(), Some(side))),
            Word::Side(side) => {
                parts.last_mut()?.1 = Some(side);
                parts.push((Vec::new(), None));
            }
            Word::Number(number) => parts.last_mut()?.0.push(number),
        }
    }
    parts.retain(|(numbers, side)| !numbers.is_empty() || side.is_some());
    let [(first, Some(side)), (second, Some(other))] = &parts[..] else {
        return None;
    };
    let (first, second) = (angle(first)?, angle(second)?);
    let (lat, north, lon, east) = match (side, other) {
        ('N' | 'S', 'E' | 'W') => (first, *side == 'N', second, *other == 'E'),
        ('E' | 'W', 'N' | 'S') => (second, *other == 'N', first, *side == 'E'),
        _ => return None,
    };
    let signed = |angle: f64, positive: bool| if positive { angle } else { -angle };
    place(signed(lat, north), signed(lon, east))
}

/// Degrees of one to three numbers, each a sixtieth of the one before.
fn angle(numbers: &[f64]) -> Option<f64> {
    let sixtieths = numbers.iter().skip(1).all(|part| *part < 60.0);
    let whole = numbers.iter().rev().skip(1).all(|part| part.fract() == 0.0);
    if numbers.is_empty() || numbers.len() > 3 || !sixtieths || !whole {
        return None;
    }
    let parts = numbers.iter().zip([1.0, 60.0, 3_600.0]);
    Some(parts.map(|(part, share)| part / share).sum())
}

enum Word {
    Number(f64),
    Side(char),
}

/// Unsigned numbers and letters of sides; `None` where there is any other letter.
fn words_and_numbers(text: &str) -> Option<Vec<Word>> {
    const MARKS: &str = " \t,;-\u{b0}\u{ba}\u{2032}\u{2033}'\"\u{2019}\u{201d}\u{b4}`";
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if next.is_ascii_digit() {
            let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
            let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
            words.push(Word::Number(number.parse().ok()?));
            rest = after;
            continue;
        }
        match next.to_ascii_uppercase() {
            side @ ('N' | 'S' | 'E' | 'W') => words.push(Word::Side(side)),
            mark if MARKS.contains(mark) => {}
            _ => return None,
        }
        rest = &rest[next.len_utf8()..];
    }
    Some(words)
}
