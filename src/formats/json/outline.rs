//! What stands at the top of a JSON text, told from its beginning.

use super::text;

/// Names of top-level members that are kept; more tell nothing new.
const MOST_KEYS: usize = 64;

/// What a JSON text is at its top.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::formats) enum Root {
    /// `{`
    Object,
    /// `[`
    List,
    /// No JSON.
    #[default]
    Other,
}

/// The top level of a JSON text, as far as its beginning goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Outline {
    /// What it is at its top.
    pub(in crate::formats) root: Root,
    /// Names of the top-level object's members.
    pub(in crate::formats) keys: Vec<String>,
    /// Its member `type`, where that is a text.
    pub(in crate::formats) kind: Option<String>,
}

impl Outline {
    /// The outline of a text that begins with `head`.
    pub(in crate::formats) fn of(head: &[u8]) -> Self {
        let text = text::beginning(head);
        let bytes = text.trim_start().as_bytes();
        let root = match bytes.first() {
            Some(b'{') => Root::Object,
            Some(b'[') => Root::List,
            _ => Root::Other,
        };
        let mut outline = Self {
            root,
            ..Self::default()
        };
        if root == Root::Object {
            outline.walk(bytes);
        }
        outline
    }

    /// Whether the top-level object has a member called `key`.
    pub(in crate::formats) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    fn walk(&mut self, bytes: &[u8]) {
        let (mut at, mut depth) = (0, 0_usize);
        let mut key: Option<String> = None;
        let mut expects_key = true;
        while at < bytes.len() && self.keys.len() < MOST_KEYS {
            match bytes[at] {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return;
                    }
                }
                b',' if depth == 1 => expects_key = true,
                b':' if depth == 1 => expects_key = false,
                b'"' => {
                    let Some(end) = end_of_string(bytes, at) else {
                        return;
                    };
                    if depth == 1 {
                        let text = String::from_utf8_lossy(&bytes[at + 1..end]).into_owned();
                        if expects_key {
                            self.keys.push(text.clone());
                            key = Some(text);
                        } else if key.as_deref() == Some("type") {
                            self.kind.get_or_insert(text);
                        }
                    }
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
    }
}

/// Where the string that begins at `start` has its closing quotation mark.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_level_alone_tells_the_kind() {
        let text = br#" {"a": {"type": "Topology", "b": [1, {"c": "}"}]}, "x\"y": 1, "type": "Feature", "d": "#;
        let outline = Outline::of(text);
        assert_eq!(outline.keys, ["a", "x\\\"y", "type", "d"]);
        assert_eq!(outline.kind.as_deref(), Some("Feature"));
        assert_eq!(Outline::of(b"[{\"type\": \"Topology\"}]").root, Root::List);
        assert_eq!(Outline::of(b"<html>").root, Root::Other);
    }
}
