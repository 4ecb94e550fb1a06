//! Text and names that XML can hold.

/// The text with what XML gives a meaning written as references, and without the characters that
/// no XML document may hold (XML 1.0, section 2.2).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            char => out.push(char),
        }
    }
    out
}

/// Gives each group a name of its own that XML takes as an id.
#[derive(Default)]
pub(super) struct Ids {
    taken: Vec<String>,
}

impl Ids {
    /// The id for this name: the name itself, where it can be.
    pub(super) fn next(&mut self, name: &str) -> String {
        let legal = |char: char| {
            if char.is_ascii_alphanumeric() || "-_.".contains(char) {
                char
            } else {
                '-'
            }
        };
        let mut wanted: String = name.chars().map(legal).collect();
        // A name starts with a letter (XML 1.0, production 4).
        if !wanted.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_') {
            wanted.insert(0, '_');
        }
        let mut id = wanted.clone();
        let mut count = 1;
        while self.taken.contains(&id) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        self.taken.push(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_a_meaning_become_references_and_control_characters_go() {
        assert_eq!(
            escaped("<a & \"b\" 'c'>"),
            "&lt;a &amp; &quot;b&quot; &#39;c&#39;&gt;"
        );
        assert_eq!(escaped("a\u{0}\u{1b}b\u{ffff}\nc"), "ab&#10;c");
        assert_eq!(escaped("Ош, Ғарм, 50°"), "Ош, Ғарм, 50°");
    }

    #[test]
    fn ids_are_legal_and_each_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.next("bases"), "bases");
        assert_eq!(ids.next("bases"), "bases-2");
        assert_eq!(ids.next("2021 <x>"), "_2021--x-");
        assert_eq!(ids.next(""), "_");
    }
}
