//! An element with all that is in it.

use std::io;

use super::super::html;
use super::reader::XmlReader;
use super::step::{Position, Step, Tag};

/// Elements within one, at any depth, that are read: a track with 500,000 positions has fewer.
const MOST_WITHIN: usize = 4_000_000;

/// An element with all that is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::formats) struct Element {
    /// Its name and attributes.
    pub(in crate::formats) tag: Tag,
    nodes: Vec<Node>,
    /// Whether its end tag was there, and all of it was read.
    pub(in crate::formats) complete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Reads the element that `tag` began, up to its end.
    ///
    /// # Errors
    /// What the system says.
    pub(in crate::formats) fn read(tag: Tag, xml: &mut XmlReader<'_>) -> io::Result<Self> {
        let of = |tag| Self {
            tag,
            ..Self::default()
        };
        let mut open = vec![of(tag)];
        let mut within = 0;
        loop {
            let step = xml.step()?;
            let Some(innermost) = open.last_mut() else {
                return Ok(Self::default());
            };
            match step {
                Step::Open(tag) if within < MOST_WITHIN => {
                    within += 1;
                    open.push(of(tag));
                }
                Step::Open(_) => Self::skip(xml)?,
                Step::Text(text) => innermost.nodes.push(Node::Text(text)),
                Step::Close(_) | Step::End => {
                    let complete = !xml.broken_off() && within < MOST_WITHIN;
                    let Some(mut closed) = open.pop() else {
                        return Ok(Self::default());
                    };
                    closed.complete = complete;
                    match open.last_mut() {
                        Some(parent) => parent.nodes.push(Node::Element(closed)),
                        None => return Ok(closed),
                    }
                }
            }
        }
    }

    /// Passes over the element that has just opened.
    ///
    /// # Errors
    /// What the system says.
    pub(in crate::formats) fn skip(xml: &mut XmlReader<'_>) -> io::Result<()> {
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.step()? {
                Step::Open(_) => depth += 1,
                Step::Close(_) => depth -= 1,
                Step::Text(_) => {}
                Step::End => break,
            }
        }
        Ok(())
    }

    /// An element that holds `inner` alone.
    pub(in crate::formats) fn holding(tag: Tag, inner: Self) -> Self {
        Self {
            tag,
            complete: inner.complete,
            nodes: vec![Node::Element(inner)],
        }
    }

    /// Its name.
    pub(in crate::formats) fn name(&self) -> &str {
        &self.tag.name
    }

    /// Where it begins.
    pub(in crate::formats) fn at(&self) -> Position {
        self.tag.at
    }

    /// The elements in it.
    pub(in crate::formats) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it that are called `name`.
    pub(in crate::formats) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element in it that is called `name`.
    pub(in crate::formats) fn child<'e>(&'e self, name: &'e str) -> Option<&'e Self> {
        self.named(name).next()
    }

    /// Its own text, without spaces about it.
    pub(in crate::formats) fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.nodes {
            if let Node::Text(part) = node {
                text.push_str(part);
            }
        }
        let trimmed = text.trim();
        if trimmed.len() == text.len() {
            text
        } else {
            trimmed.to_owned()
        }
    }

    /// The text of the first element in it that is called `name`; `None` where that is empty.
    pub(in crate::formats) fn text_of(&self, name: &str) -> Option<String> {
        let text = self.child(name)?.text();
        (!text.is_empty()).then_some(text)
    }

    /// All text in it as a browser would show it: markup may be written as elements, or as text.
    pub(in crate::formats) fn plain_text(&self) -> String {
        let mut markup = String::new();
        self.write_markup(&mut markup);
        html::plain_text(&markup)
    }

    fn write_markup(&self, markup: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => markup.push_str(text),
                Node::Element(element) => {
                    let name = element.name();
                    markup.extend(["<", name, ">"]);
                    element.write_markup(markup);
                    markup.extend(["</", name, ">"]);
                }
            }
        }
    }
}
