//! Backlinks, derived from the article so that the two cannot disagree.

use std::collections::BTreeMap;

use super::{Article, PassageIx, Subject};

/// Which passages speak of what, and in which order the text names things.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    passages: BTreeMap<Subject, Vec<PassageIx>>,
    order: Vec<Subject>,
}

impl Links {
    /// Reads the links of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut links = Self::default();
        for (index, passage) in (0..).zip(&article.passages) {
            for subject in passage.subjects() {
                let passages = links.passages.entry(subject).or_default();
                if passages.is_empty() {
                    links.order.push(subject);
                }
                passages.push(PassageIx(index));
            }
        }
        links
    }

    /// The passages that link to `subject`, in reading order.
    #[must_use]
    pub fn passages(&self, subject: Subject) -> &[PassageIx] {
        self.passages.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// Everything that the text links to, in the order in which it first names them.
    #[must_use]
    pub fn order(&self) -> &[Subject] {
        &self.order
    }
}
