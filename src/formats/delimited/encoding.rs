//! The encoding of a text that names none.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::formats::encoding::guessed_encoding;

/// A text with the encoding that it was in.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) name: &'static str,
    /// Whether some bytes were no text in it.
    pub(super) broken: bool,
}

/// Whether the bytes are no text in any encoding. In a file that is `named` as a table a few zeros are
/// slips of the program that wrote it.
pub(super) fn is_binary(bytes: &[u8], named: bool) -> bool {
    const SLIPS: usize = 4;
    let most = if named {
        SLIPS.max(bytes.len() >> 7)
    } else {
        0
    };
    wide(bytes).is_none() && memchr::memchr_iter(0, bytes).count() > most
}

/// The text of `bytes`, without a byte order mark: UTF-8 if it can be, else what is likeliest.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(text) = utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        let text = Cow::Borrowed(text);
        return Decoded {
            text,
            name: "UTF-8",
            broken: false,
        };
    }
    let encoding = wide(bytes).unwrap_or_else(|| guessed_encoding(bytes));
    let (text, _, broken) = encoding.decode(bytes);
    Decoded {
        text,
        name: encoding.name(),
        broken,
    }
}

/// The text of `bytes` in `encoding`, without a byte order mark; in what is likeliest where it is not
/// given.
pub(super) fn decode_as<'b>(bytes: &'b [u8], encoding: Option<&'static Encoding>) -> Decoded<'b> {
    let Some(encoding) = encoding else {
        return decode(bytes);
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    Decoded {
        text,
        name: encoding.name(),
        broken,
    }
}

/// The text where all of it is UTF-8, or all but a character that is cut off at its end.
fn utf8(bytes: &[u8]) -> Option<&str> {
    if wide(bytes).is_some() {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    }
}

/// UTF-16 by its byte order mark, or by a zero in nearly each second byte.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let first = &bytes[..bytes.len().min(1 << 10)];
    let zeros = |odd: usize| {
        first
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let many = first.len() / 2 * 4 / 5;
    match [zeros(0), zeros(1)] {
        [0, zeros] if zeros > many && many > 0 => Some(UTF_16LE),
        [zeros, 0] if zeros > many && many > 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    const RUSSIAN: &str =
        "название,широта,долгота\nАлматы,43.25,76.95\nБишкек,42.87,74.59\nКант,42.85,74.85\n";

    #[test]
    fn the_encodings_of_old_programs_are_told_apart() {
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1251, RUSSIAN),
            (encoding_rs::KOI8_U, RUSSIAN),
            (
                GB18030,
                "名称,纬度,经度\n喀什地区,39.47,75.99\n乌鲁木齐市,43.83,87.62\n",
            ),
            (
                encoding_rs::WINDOWS_1252,
                "nom,lat,lon\nÉvry-Courcouronnes,48.63,2.44\nMâcon,46.3,4.83\n",
            ),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost);
            let decoded = decode(&bytes);
            assert_eq!(
                decoded.text,
                text,
                "{} taken for {}",
                encoding.name(),
                decoded.name
            );
        }
    }

    #[test]
    fn utf_16_is_known_with_and_without_its_mark() {
        let wide = |mark: &[u8]| {
            let units = RUSSIAN.replace(|letter: char| !letter.is_ascii(), "x");
            let units = units.encode_utf16().flat_map(u16::to_le_bytes);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for bytes in [wide(b"\xFF\xFE"), wide(b"")] {
            assert!(!is_binary(&bytes, false));
            assert_eq!(decode(&bytes).name, "UTF-16LE");
        }
        assert!(is_binary(b"SQLite format 3\0\x10\0", false));
    }

    #[test]
    fn a_character_cut_off_at_the_end_changes_nothing() {
        let bytes = &"Алматы".as_bytes()[..11];
        assert_eq!(decode(bytes).text, "Алмат");
    }
}
