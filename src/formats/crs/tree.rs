//! WKT as a tree: `KEYWORD["name", 1, OTHER[…]]`.

/// Deepest nesting that is followed; definitions have about seven levels.
const DEEPEST: usize = 32;

/// One element of a WKT definition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// A quoted text.
    Text(String),
    /// A number, or a bare word such as `NORTH`.
    Word(String),
    /// A keyword, in capitals, and what it contains.
    Element(String, Vec<Node>),
}

impl Node {
    /// The tree of `wkt`; `None` where it is none.
    pub(super) fn parse(wkt: &str) -> Option<Self> {
        Parser { rest: wkt }.node(0)
    }

    /// The keyword, empty for values.
    pub(super) fn keyword(&self) -> &str {
        match self {
            Self::Element(keyword, _) => keyword,
            _ => "",
        }
    }

    /// What an element contains.
    pub(super) fn children(&self) -> &[Node] {
        match self {
            Self::Element(_, children) => children,
            _ => &[],
        }
    }

    /// The first child with one of these keywords.
    pub(super) fn child(&self, keywords: &[&str]) -> Option<&Node> {
        self.children()
            .iter()
            .find(|child| keywords.contains(&child.keyword()))
    }

    /// The first text in an element: its name.
    pub(super) fn name(&self) -> &str {
        match self.children().first() {
            Some(Self::Text(name) | Self::Word(name)) => name,
            _ => "",
        }
    }

    /// The number at `index` of an element.
    pub(super) fn number(&self, index: usize) -> Option<f64> {
        match self.children().get(index)? {
            Self::Word(word) | Self::Text(word) => word.parse().ok(),
            Self::Element(..) => None,
        }
    }
}

struct Parser<'w> {
    rest: &'w str,
}

impl Parser<'_> {
    fn node(&mut self, depth: usize) -> Option<Node> {
        self.rest = self.rest.trim_start();
        if let Some(quoted) = self.rest.strip_prefix(['"', '“']) {
            return self.text(quoted.len());
        }
        let end = self
            .rest
            .find(|c: char| matches!(c, '[' | ']' | '(' | ')' | ',') || c.is_whitespace())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        if !self.rest.starts_with(['[', '(']) {
            return (!word.is_empty()).then(|| Node::Word(word.to_owned()));
        }
        if depth == DEEPEST {
            return None;
        }
        self.rest = &self.rest[1..];
        let mut children = Vec::new();
        loop {
            children.push(self.node(depth + 1)?);
            self.rest = self.rest.trim_start();
            let separator = self.rest.chars().next()?;
            self.rest = &self.rest[separator.len_utf8()..];
            match separator {
                ',' => {}
                ']' | ')' => return Some(Node::Element(word.to_ascii_uppercase(), children)),
                _ => return None,
            }
        }
    }

    /// A quoted text of which `left` bytes of the input follow its opening mark; a doubled mark is one.
    fn text(&mut self, left: usize) -> Option<Node> {
        let mut rest = &self.rest[self.rest.len() - left..];
        let mut text = String::new();
        loop {
            let end = rest.find(['"', '”'])?;
            text.push_str(&rest[..end]);
            rest = &rest[end + rest[end..].chars().next()?.len_utf8()..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    text.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        self.rest = rest;
        Some(Node::Text(text))
    }
}
