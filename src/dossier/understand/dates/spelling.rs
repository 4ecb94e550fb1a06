//! Spellings that programs have for dates, brought to those that people write.

use std::borrow::Cow;

/// The text with ASCII digits, without the wrapping that a program puts around a date.
pub(super) fn usual(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let text = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        ascii_digits(text)
    };
    if let Some(milliseconds) = wrapped(&text) {
        return Cow::Owned(milliseconds.to_owned());
    }
    if is_exif(text.as_bytes()) {
        return Cow::Owned(text.replacen(':', "-", 2));
    }
    match time_group(&text) {
        Some(date) => Cow::Owned(date),
        None => text,
    }
}

/// Digits of Arabic, Persian and full-width writing as ASCII ones.
fn ascii_digits(text: &str) -> Cow<'_, str> {
    const ZEROS: [char; 3] = ['\u{660}', '\u{6f0}', '\u{ff10}'];
    let digit = |letter: char| {
        let value = ZEROS.iter().find_map(|&zero| {
            let value = u32::from(letter).checked_sub(u32::from(zero))?;
            char::from_digit(value, 10)
        });
        value.unwrap_or(letter)
    };
    if text.chars().all(|letter| digit(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(digit).collect())
}

/// The milliseconds since 1970 in `/Date(1634515200000+0300)/`, as JSON of Microsoft's writes a moment.
fn wrapped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let zone = inner
        .char_indices()
        .skip(1)
        .find(|(_, letter)| matches!(letter, '+' | '-'));
    Some(zone.map_or(inner, |(at, _)| &inner[..at]))
}

/// Whether a text begins as `2021:10:18` of EXIF does (EXIF 2.3, 4.6.5, `DateTime`).
fn is_exif(bytes: &[u8]) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let colon = |at: usize| bytes.get(at) == Some(&b':');
    let digits = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(digit);
    digits && colon(4) && colon(7) && !digit(10)
}

/// The day of a date-time group, `181200ZOCT21` or `181200Z OCT 2021` (ACP 121, 320): day, hour and
/// minute, the letter of a zone, month, year.
fn time_group(text: &str) -> Option<String> {
    let day = text.get(..2)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 6 || !text.is_ascii() {
        return None;
    }
    let rest: String = text[digits..].split_whitespace().collect();
    let month = rest.get(1..4)?;
    let year = rest.get(4..)?;
    let letters = rest.as_bytes()[..4].iter().all(u8::is_ascii_alphabetic);
    let numbers = matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
    (letters && numbers).then(|| format!("{day} {month} {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_programs_become_those_of_people() {
        for (text, expected) in [
            ("2021:10:18 14:30:00", "2021-10-18 14:30:00"),
            ("/Date(1634515200000)/", "1634515200000"),
            ("/Date(1634515200000+0300)/", "1634515200000"),
            ("/Date(-86400000)/", "-86400000"),
            ("181200ZOCT21", "18 OCT 21"),
            ("181200Z OCT 2021", "18 OCT 2021"),
            ("٢٠٢١-١٠-١٨", "2021-10-18"),
            ("２０２１年", "2021年"),
            ("18 October 2021", "18 October 2021"),
            ("20:21:22", "20:21:22"),
            ("181200", "181200"),
        ] {
            assert_eq!(usual(text), expected, "{text}");
        }
    }
}
