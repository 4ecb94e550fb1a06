//! The encoding of a text that names none and is not UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK};

/// Bytes that are looked at, from the first on that is not ASCII.
const LOOKED_AT: usize = 1 << 20;
/// Bytes of ASCII before that one which the detector is shown: it judges letters by their neighbours.
const CONTEXT: usize = 64;

/// The likeliest encoding of a text that is not UTF-8, by its letters.
#[must_use]
pub(crate) fn guessed_encoding(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii());
    let begin = first.unwrap_or_default().saturating_sub(CONTEXT);
    let end = bytes.len().min(begin + LOOKED_AT);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[begin..end], true);
    let found = detector.guess(None, Utf8Detection::Deny);
    // GB 18030 has all of GBK and more.
    if found == GBK { GB18030 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_far_behind_tell_the_encoding_too() {
        let (letters, ..) = encoding_rs::WINDOWS_1251.encode("Пограничная застава на реке");
        let mut bytes = vec![b' '; 2 * LOOKED_AT];
        bytes.extend_from_slice(&letters);
        assert_eq!(guessed_encoding(&bytes), encoding_rs::WINDOWS_1251);
    }

    #[test]
    fn chinese_is_read_with_all_of_its_characters() {
        let (letters, ..) = GB18030.encode("名称,喀什地区,乌鲁木齐市");
        assert_eq!(guessed_encoding(&letters), GB18030);
    }
}
