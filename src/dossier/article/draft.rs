//! An article as it is written.

use std::ops::Range;

use crate::atlas::{Block, Passage};

/// An article whose links are not resolved yet.
#[derive(Debug, Default)]
pub(in crate::dossier) struct ArticleDraft {
    pub(in crate::dossier) blocks: Vec<Block>,
    pub(in crate::dossier) passages: Vec<Passage>,
    /// What is linked to, and where the link stands.
    pub(in crate::dossier) links: Vec<(String, Range<usize>)>,
    /// Where links stand as wikis write them, which lead nowhere.
    pub(in crate::dossier) wiki_links: Vec<Range<usize>>,
    /// Link number of each span of each passage.
    pub(in crate::dossier) passage_links: Vec<Vec<Option<usize>>>,
    /// Link number of each span of a heading, by its block.
    pub(in crate::dossier) heading_links: Vec<(usize, Vec<Option<usize>>)>,
    /// Images with the places where they are shown.
    pub(in crate::dossier) images: Vec<(String, Range<usize>)>,
}
