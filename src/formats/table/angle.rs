//! One angle as people write it into a cell.

/// An angle in degrees, with the letter of its side where it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Angle {
    /// South and west are negative.
    pub(super) deg: f64,
    /// `N`, `S`, `E` or `W`.
    pub(super) side: Option<char>,
}

/// Letters of the sides in other languages: Russian, Spanish and French west, German east.
const SIDES: [(&str, char); 12] = [
    ("N", 'N'),
    ("S", 'S'),
    ("E", 'E'),
    ("W", 'W'),
    ("O", 'W'),
    ("С", 'N'),
    ("Ю", 'S'),
    ("В", 'E'),
    ("З", 'W'),
    ("С.Ш.", 'N'),
    ("В.Д.", 'E'),
    ("NORTH", 'N'),
];

/// Reads an angle: `44.8`, `44,8`, `44.8N`, `S 33.9`, `44°48'00" N`, `44 48 00`, `44:48:00`.
pub(super) fn parse(text: &str) -> Option<Angle> {
    let text = text.trim();
    if let Ok(deg) = text.parse::<f64>() {
        return deg.is_finite().then_some(Angle { deg, side: None });
    }
    // The letter of seconds is not that of the south.
    let text = match text.strip_suffix('s') {
        Some(rest) if rest.contains('d') => rest,
        _ => text,
    };
    let (text, side) = side(text);
    let negative = text.starts_with(['-', '\u{2212}']);
    let text = text.trim_start_matches(['-', '\u{2212}', '+']).trim();
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
    let mark = |letter: char| {
        letter.is_whitespace() || "°º˚′'’‘″\"”“:dm".contains(letter) || letter == 's'
    };
    let parts: Vec<&str> = text.split(mark).filter(|part| !part.is_empty()).collect();
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
        ] {
            let angle = parse(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert!((angle.deg - 44.8).abs() < 1e-9, "{text}: {angle:?}");
        }
        for text in ["-33.9", "33.9S", "33,9 S", "−33.9", "33°54'S"] {
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
