//! XML as people have it, read as it streams past.
//!
//! [`XmlReader`] gives elements opening and closing and the text between them, with their lines. It
//! forgives what readers of maps can forgive: end tags that are missing or do not match, a bare `&`
//! or `<`, HTML's entities, attributes without quotation marks, any encoding, text behind the end.
//! What it forgave and what it could not is told as [`Problem`](crate::problem::Problem)s. It never
//! expands entities that a file defines, never opens anything that a file names, and elements stand
//! at most [`faults::DEEPEST`] deep in each other. Namespaces are dropped: `gx:Track` is `Track`.

mod bracket;
mod element;
mod faults;
mod input;
mod reader;
mod step;
#[cfg(test)]
mod tests;

pub(super) use element::Element;
pub(super) use reader::XmlReader;
pub(super) use step::{Position, Step, Tag};

/// Whether a file that begins with `head` has an element called `root` as its first.
pub(super) fn begins_with_element(head: &[u8], root: &str) -> bool {
    let text = input::beginning(head);
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let skipped = if rest.starts_with("!--") {
            rest.find("-->")
        } else if rest.starts_with(['?', '!']) {
            end_of_declaration(rest)
        } else {
            let name = rest
                .split(|char: char| char.is_whitespace() || matches!(char, '>' | '/'))
                .next();
            let name = name.unwrap_or_default();
            return name
                .rsplit(':')
                .next()
                .unwrap_or_default()
                .eq_ignore_ascii_case(root);
        };
        let Some(skipped) = skipped else {
            return false;
        };
        rest = &rest[skipped..];
    }
    false
}

/// Where a declaration ends; one of a document type has others in square brackets.
fn end_of_declaration(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    match rest[..end].find('[') {
        Some(_) if rest.starts_with('!') => Some(rest.find("]>").unwrap_or(end)),
        _ => Some(end),
    }
}
