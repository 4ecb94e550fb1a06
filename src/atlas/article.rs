//! The article: passages in reading order, with links into the map.

use serde::{Deserialize, Serialize};

use super::{PassageIx, Subject};
use crate::earth::LonLat;

/// An article as blocks in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// Headings, passages and rules in reading order.
    pub blocks: Vec<Block>,
    /// The passages that the blocks name, in reading order.
    pub passages: Vec<Passage>,
}

/// One block of the article.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading, of level 1 to 6.
    Heading {
        /// 1 is the title.
        level: u8,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A passage: what can be linked, framed and scrolled to.
    Passage(PassageIx),
    /// An image file inside the dossier's folder.
    Image {
        /// Path relative to the dossier.
        path: String,
        /// What it shows, for those who do not see it.
        alt: String,
    },
    /// A thematic break.
    Rule,
}

/// What part a passage plays in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Running text.
    Body,
    /// The lines under the title that say what the article is about.
    Standfirst,
    /// The words under a picture.
    Caption,
    /// A pointer to another article.
    Related,
}

/// How a passage is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item {
        /// "•" or "3."
        marker: String,
        /// 0 for an outermost list.
        depth: u8,
    },
    /// A quotation.
    Quote,
    /// Preformatted text.
    Code,
}

/// One passage of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its name: as the article gives it, else its number.
    pub id: String,
    /// What part it plays.
    pub role: Role,
    /// How it is set.
    pub setting: Setting,
    /// Its text, in runs of one style and one link.
    pub spans: Vec<Span>,
    /// Line of the article's file where it begins, from 1.
    pub line: u32,
}

impl Passage {
    /// What the passage links to, in order, each once.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let mut subjects = Vec::new();
        for span in &self.spans {
            if let Some(Link::Subject(subject)) = span.link
                && !subjects.contains(&subject)
            {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// The text without its marks.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// A run of text of one style and one link.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Set in italics.
    pub emphasis: bool,
    /// Set in bold.
    pub strong: bool,
    /// Set in the typewriter face.
    pub code: bool,
    /// Where a click leads.
    pub link: Option<Link>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// To something that has a card.
    Subject(Subject),
    /// To a place on the map, `geo:lat,lon`.
    Place(LonLat),
    /// To another passage.
    Passage(PassageIx),
    /// Out of the program, in the reader's browser.
    Web(String),
    /// Nowhere: the target is not in the dossier (and a problem says so).
    Nowhere(String),
}
