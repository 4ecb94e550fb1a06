//! A bare `<` in a text, which XML wants to be `&lt;`.

/// Where the text behind a bare `<` ends: at the next tag, which begins with `<`, or with `markup`,
/// which is what stands between that `<` and the next `>`. `None` where `markup` is a tag itself.
pub(super) fn in_tag(markup: &str) -> Option<usize> {
    if is_tag(markup) {
        return None;
    }
    let mut brackets = memchr::memchr_iter(b'<', markup.as_bytes());
    let next = brackets.find(|&at| is_tag(&markup[at + 1..]));
    Some(next.unwrap_or(markup.len()))
}

/// Whether what stands behind a `<` is a tag. None begins with a blank, a digit or a sign (XML 1.0,
/// production 5), and none holds a `<` outside the quotation marks of a value (production 40).
fn is_tag(markup: &str) -> bool {
    let begins = markup.chars().next();
    if !begins.is_some_and(|letter| letter.is_alphabetic() || matches!(letter, '_' | ':' | '/')) {
        return false;
    }
    let mut quote = None;
    for byte in markup.bytes() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'<', None) => return false,
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_text_up_to_the_next_one() {
        for (markup, end) in [
            (" B</name", Some(2)),
            ("5 men</name", Some(5)),
            (" 3 ", Some(3)),
            ("b & c</name", Some(5)),
            ("b", None),
            ("a title=\"x<y\"", None),
            ("a < b < c</name", Some(9)),
            (" 2<c x='<'/", Some(2)),
            (" it's</name", Some(5)),
            ("<<<", Some(3)),
        ] {
            assert_eq!(in_tag(markup), end, "{markup}");
        }
    }
}
