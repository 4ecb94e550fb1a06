//! HTML as plain text: descriptions of KML and GPX are web pages as often as not.
//!
//! Only text leaves this module. Scripts, styles, pictures and links never do.

use std::borrow::Cow;

/// Elements whose content is no text for a reader.
const SILENT: [&str; 4] = ["script", "style", "head", "title"];

/// Elements that begin and end a line.
const BLOCKS: [&str; 18] = [
    "address",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "table",
    "tr",
];

/// The text that a browser would show for `html`: no tags, entities decoded, a line for each
/// paragraph, row and item. A text without markup comes back with its lines as they are.
#[must_use]
pub(super) fn plain_text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return trimmed_lines(html);
    }
    let marked_up = has_tag(html);
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        push_text(&mut text, &rest[..at], marked_up);
        rest = &rest[at..];
        rest = match rest.as_bytes()[0] {
            b'&' => push_reference(&mut text, rest),
            _ => pass_tag(&mut text, rest),
        };
    }
    push_text(&mut text, rest, marked_up);
    trimmed_lines(&text)
}

/// Adds text between tags; within markup a line break of the source is a space.
fn push_text(text: &mut String, part: &str, marked_up: bool) {
    if !marked_up {
        text.push_str(part);
        return;
    }
    for char in part.chars() {
        let char = if char.is_ascii_whitespace() {
            ' '
        } else {
            char
        };
        if char != ' ' || !text.ends_with([' ', '\n']) {
            text.push(char);
        }
    }
}

/// Whether `html` has a tag: `<` alone is a sign of comparison.
fn has_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if tag_end(rest).is_some() {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// The byte behind the tag or comment that `rest` begins with, if it begins with one.
fn tag_end(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |at| at + 3));
    }
    let first = rest[1..].chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (at, char) in rest.char_indices().skip(1) {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (None, '"' | '\'') if rest[..at].ends_with(['=', ' ']) => quote = Some(char),
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    rest.find('>').map(|at| at + 1)
}

/// Passes a tag, and the content of one that a browser does not show; gives what follows.
fn pass_tag<'h>(text: &mut String, rest: &'h str) -> &'h str {
    let Some(end) = tag_end(rest) else {
        text.push('<');
        return &rest[1..];
    };
    let (tag, behind) = rest.split_at(end);
    let name = tag.trim_start_matches(['<', '/']);
    let name = name
        .split(|char: char| !char.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if BLOCKS.contains(&name.as_str()) {
        end_line(text);
    } else if matches!(name.as_str(), "td" | "th")
        && !text.is_empty()
        && !text.ends_with(char::is_whitespace)
    {
        text.push(' ');
    }
    if SILENT.contains(&name.as_str()) && tag.starts_with('<') && !tag.starts_with("</") {
        let close = format!("</{name}");
        let at = find_ignoring_case(behind, &close).unwrap_or(behind.len());
        return &behind[at..];
    }
    behind
}

fn find_ignoring_case(text: &str, lower: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    bytes
        .windows(lower.len())
        .position(|window| window.eq_ignore_ascii_case(lower.as_bytes()))
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Adds the character that `rest` names with an `&`, or the `&` itself; gives what follows.
fn push_reference<'h>(text: &mut String, rest: &'h str) -> &'h str {
    let name_end = rest[1..].find(|char: char| !(char.is_ascii_alphanumeric() || char == '#'));
    if let Some(end) = name_end
        .map(|end| end + 1)
        .filter(|&end| rest[end..].starts_with(';'))
        && let Some(char) = entity(&rest[1..end])
    {
        text.push(if char == '\u{a0}' { ' ' } else { char });
        return &rest[end + 1..];
    }
    text.push('&');
    &rest[1..]
}

/// Lines without spaces about them, and at most one empty line between two.
fn trimmed_lines(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.trim().lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The character of a reference, its `&` and `;` taken off: a number (`#233`, `#xe9`), one of XML's
/// five, or one of HTML 4.01 (section 24).
pub(super) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // XML 1.0 section 2.2 has no other control characters.
        return char::from_u32(code)
            .filter(|char| !char.is_control() || matches!(char, '\t' | '\n' | '\r'));
    }
    if let Some((_, char)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(*char);
    }
    let latin1 = LATIN1.split_ascii_whitespace().zip('\u{a0}'..);
    latin1
        .into_iter()
        .find_map(|(known, char)| (known == name).then_some(char))
}

/// Text with its references decoded; unknown ones stay as they are written.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = rest
            .find(';')
            .and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (char, length) = named.unwrap_or(('&', 1));
        decoded.push(char);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Names of the characters from U+00A0 to U+00FF, in their order.
const LATIN1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// XML's five, and what HTML names beyond Latin-1 that descriptions use.
const NAMED: [(&str, char); 54] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("bull", '•'),
    ("hellip", '…'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("trade", '™'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("minus", '−'),
    ("infin", '∞'),
    ("asymp", '≈'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("Delta", 'Δ'),
    ("Omega", 'Ω'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_lines_of_text() {
        let html = "<h1>Post&nbsp;1</h1><p>Seen <b>twice</b>,\n on <a href=\"http://x\">foot</a>.<br/>Then &lt;gone&gt;</p>\
                    <table><tr><td>Men</td><td>40</td></tr></table><img src='a>b.png'>";
        assert_eq!(
            plain_text(html),
            "Post 1\nSeen twice, on foot.\nThen <gone>\nMen 40"
        );
    }

    #[test]
    fn scripts_styles_and_comments_are_no_text() {
        let html =
            "a<script>alert('<b>')</script><STYLE>p{}</STYLE><!-- c --> b<script>never closed";
        assert_eq!(plain_text(html), "a b");
    }

    #[test]
    fn text_without_markup_stays_as_it_is() {
        assert_eq!(
            plain_text(" 3 < 4 & 5 > 2\n\n\n  next "),
            "3 < 4 & 5 > 2\n\nnext"
        );
        assert_eq!(plain_text("a<3"), "a<3");
        assert_eq!(plain_text("AT&T; &unknown; &"), "AT&T; &unknown; &");
    }

    #[test]
    fn references_are_numbers_or_names() {
        assert_eq!(entity("eacute"), Some('é'));
        assert_eq!(entity("yuml"), Some('ÿ'));
        assert_eq!(entity("#x416"), Some('Ж'));
        assert_eq!(entity("#0"), None);
        assert_eq!(entity("xxe"), None);
        assert_eq!(
            decoded("Smith &amp; Sons &co; &#233;"),
            "Smith & Sons &co; é"
        );
    }
}
