//! One angle as people write it into a cell.

/// An angle in degrees, with the letter of its side where it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Angle {
    /// South and west are negative.
    pub(super) deg: f64,
    /// `N`, `S`, `E` or `W`.
    pub(super) side: Option<char>,
}

/// What stands before a negative number: a hyphen, the minus of Unicode, and the dash that word
/// processors make of a hyphen.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];

/// Names of the sides, in capitals: letters and words of English, German, French, Spanish, Italian,
/// Portuguese, Russian, Ukrainian, Chinese and Japanese; the longest first, so that none hides another.
/// `O` is the west of French and Spanish; who knows that it is the east of German writes `OST` before.
const SIDES: [(&str, char); 46] = [
    ("ПН.Ш.", 'N'),
    ("ПД.Ш.", 'S'),
    ("СХ.Д.", 'E'),
    ("ЗХ.Д.", 'W'),
    ("С. Ш.", 'N'),
    ("Ю. Ш.", 'S'),
    ("В. Д.", 'E'),
    ("З. Д.", 'W'),
    ("С.Ш.", 'N'),
    ("Ю.Ш.", 'S'),
    ("В.Д.", 'E'),
    ("З.Д.", 'W'),
    ("北纬", 'N'),
    ("南纬", 'S'),
    ("东经", 'E'),
    ("西经", 'W'),
    ("北緯", 'N'),
    ("南緯", 'S'),
    ("東経", 'E'),
    ("西経", 'W'),
    ("東經", 'E'),
    ("西經", 'W'),
    ("NORTH", 'N'),
    ("SOUTH", 'S'),
    ("OUEST", 'W'),
    ("NORTE", 'N'),
    ("OESTE", 'W'),
    ("OVEST", 'W'),
    ("EAST", 'E'),
    ("WEST", 'W'),
    ("NORD", 'N'),
    ("SÜD", 'S'),
    ("ESTE", 'E'),
    ("SUD", 'S'),
    ("OST", 'E'),
    ("EST", 'E'),
    ("SUR", 'S'),
    ("С", 'N'),
    ("Ю", 'S'),
    ("В", 'E'),
    ("З", 'W'),
    ("N", 'N'),
    ("S", 'S'),
    ("E", 'E'),
    ("W", 'W'),
    ("O", 'W'),
];

/// Reads an angle: `44.8`, `44,8`, `44.8N`, `S 33.9`, `44°48'00" N`, `44 48 00`, `44:48:00`.
pub(super) fn parse(text: &str) -> Option<Angle> {
    let text = text.trim();
    if let Ok(deg) = text.parse::<f64>() {
        return deg.is_finite().then_some(Angle { deg, side: None });
    }
    if let Some(angle) = compact(text) {
        return Some(angle);
    }
    if text.contains("deg") {
        return parse(&text.replace("degrees", "°").replace("deg", "°"));
    }
    // The letter of seconds is not that of the south.
    let text = match text.strip_suffix('s') {
        Some(rest) if rest.contains('d') => rest,
        _ => text,
    };
    let (text, side) = side(text);
    let negative = text.starts_with(MINUS);
    let text = text
        .trim_start_matches(MINUS)
        .trim_start_matches('+')
        .trim();
    let numbers = numbers(text)?;
    let mut deg = 0.0;
    for (number, unit) in numbers.iter().zip([1.0, 60.0, 3600.0]) {
        deg += number / unit;
    }
    let minutes_within = numbers[1..].iter().all(|&number| number < 60.0);
    let whole_before = numbers[..numbers.len() - 1]
        .iter()
        .all(|number| number.fract() == 0.0);
    if !minutes_within || !whole_before || (negative && side.is_some()) {
        return None;
    }
    let negative = negative || matches!(side, Some('S' | 'W'));
    Some(Angle {
        deg: if negative { -deg } else { deg },
        side,
    })
}

/// Degrees, minutes and seconds without anything between, as aviation writes them (ICAO Annex 15):
/// `444800N`, `0653000E`, `4448N`. The side says how many digits the degrees have.
fn compact(text: &str) -> Option<Angle> {
    let side = text.chars().last()?;
    let digits = text.strip_suffix(side)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let degrees = match side {
        'N' | 'S' => 2,
        'E' | 'W' => 3,
        _ => return None,
    };
    let parts = whole.len().checked_sub(degrees)?;
    if !matches!(parts, 2 | 4) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let spaced = match parts {
        2 => format!(
            "{} {}.{fraction}{side}",
            &whole[..degrees],
            &whole[degrees..]
        ),
        _ => format!(
            "{} {} {}.{fraction}{side}",
            &whole[..degrees],
            &whole[degrees..degrees + 2],
            &whole[degrees + 2..]
        ),
    };
    parse(&spaced)
}

/// The text without the letter of a side at its beginning or end.
fn side(text: &str) -> (&str, Option<char>) {
    for (name, side) in SIDES {
        let begins = text
            .get(..name.len())
            .is_some_and(|it| it.to_uppercase() == name);
        if begins {
            return (text[name.len()..].trim(), Some(side));
        }
        let end = text.len().checked_sub(name.len());
        let ends = end
            .and_then(|end| text.get(end..))
            .is_some_and(|it| it.to_uppercase() == name);
        if let (true, Some(end)) = (ends, end) {
            return (text[..end].trim(), Some(side));
        }
    }
    (text, None)
}

/// One to three numbers with the marks of degrees, minutes and seconds, spaces or colons between.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let mark = |letter: char| letter.is_whitespace() || "°º˚′'’‘´`″\"”“:dms度分秒".contains(letter);
    let mut parts: Vec<&str> = text.split(mark).filter(|part| !part.is_empty()).collect();
    // `44-48-00`: a hyphen between three whole numbers is no sign.
    if let [only] = parts.as_slice() {
        let by_hyphen: Vec<&str> = only.split('-').collect();
        if by_hyphen.len() == 3 {
            parts = by_hyphen;
        }
    }
    if parts.is_empty() || parts.len() > 3 {
        return None;
    }
    let number = |part: &&str| {
        let plain = part
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        let once = part
            .bytes()
            .filter(|byte| matches!(byte, b'.' | b','))
            .count()
            <= 1;
        (plain && once).then(|| part.replace(',', ".").parse().ok())?
    };
    parts.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_angle_can_be_written_in_many_ways() {
        for text in [
            "44.8",
            "44,8",
            "44.8N",
            "N 44.8",
            "44.8° N",
            "44°48'00\" N",
            "44° 48.0′",
            "44 48 00",
            "44:48:00",
            "44d48m00s",
            "+44.8",
            "44°48'N",
            "44,8 с.ш.",
            "44-48-00N",
            "444800N",
            "4448N",
            "44º48´00´´N",
            "44 deg 48' 0.00\" N",
            "44.8 degrees north",
            "North 44.8",
            "44.8 Nord",
            "北纬44.8",
            "北緯44度48分",
        ] {
            let angle = parse(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert!((angle.deg - 44.8).abs() < 1e-9, "{text}: {angle:?}");
        }
        for text in [
            "-33.9",
            "33.9S",
            "33,9 S",
            "−33.9",
            "33°54'S",
            "33,9 ю.ш.",
            "0335400W",
        ] {
            let angle = parse(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert!((angle.deg + 33.9).abs() < 1e-9, "{text}: {angle:?}");
        }
        assert_eq!(parse("151.2E").and_then(|angle| angle.side), Some('E'));
    }

    #[test]
    fn what_is_no_angle_is_not_read() {
        for text in [
            "",
            "Osh",
            "nan",
            "inf",
            "44.8.1",
            "44°61'",
            "1,234,567",
            "-44.8 N",
            "44.5 30",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
