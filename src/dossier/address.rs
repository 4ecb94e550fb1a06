//! The addresses that links and images of an article have.

use std::borrow::Cow;
use std::ops::Range;

use super::report::Context;
use crate::problem::Correction;

/// The change of the address of a link or an image of Markdown, which stands at `span`; `None` where its
/// address is not written there as it is, or stands there twice.
pub(super) fn respelt(
    cx: Context<'_>,
    span: &Range<usize>,
    address: &str,
    to: &str,
) -> Option<Correction> {
    let written = cx.file.whole.get(span.clone())?;
    // The words stand before the address, and may hold it, too.
    let at = written.rfind(address)?;
    let begins = written[..at].ends_with(['(', '<']);
    let ends = written[at + address.len()..].starts_with([')', ' ', '>', '\n']);
    let plain = !to.contains([' ', '(', ')', '<', '>', '\\']);
    let start = span.start + at;
    let place = cx.at(&(start..start + address.len()));
    (begins && ends && plain).then(|| place.rewritten(to))?
}

/// A part of an address with its percent signs undone (RFC 3986, section 2.1), where that gives text.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        let hex = behind
            .get(..2)
            .and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        if let (b'%', Some(decoded)) = (byte, hex) {
            bytes.push(decoded);
            rest = &behind[2..];
        } else {
            bytes.push(*byte);
            rest = behind;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_are_undone_where_they_give_text() {
        assert_eq!(percent_decoded("%D0%BF%D0%BE%D1%81%D1%82-1"), "пост-1");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
