//! The blocks of a file, each read on its own: where its features begin is guessed.

use std::collections::BTreeSet;
use std::io;

use sha2::{Digest as _, Sha256};

use super::features::FeatureReader;
use super::head::Beginning;
use super::run::{End, FeatureSpacing, run};
use super::survey::Meaning;
use super::window::TextWindow;
use crate::atlas::table::Backing;

/// Bytes of a block. The digest of a large file depends on it.
pub(super) const BLOCK: u64 = 1 << 20;

/// Bytes read with a block for its last feature to end in.
const BEHIND: usize = 8 << 10;

/// Memory that a guess may cost.
const MOST_FOR_A_GUESS: usize = 8 << 20;

/// SHA-256 of one block.
pub(super) type BlockDigest = [u8; 32];

/// What every reader of a file's blocks knows.
#[derive(Debug)]
pub(super) struct BlockSource<'s> {
    pub(super) backing: &'s dyn Backing,
    /// Ids that the article links to.
    pub(super) wanted: &'s BTreeSet<String>,
    pub(super) meaning: &'s Meaning,
    pub(super) layout: FeatureSpacing,
    /// Byte at which the first feature begins.
    pub(super) begin: u64,
    pub(super) beginning: Option<Beginning>,
}

/// The features of one run.
#[derive(Debug)]
pub(super) struct RunRead<'s> {
    /// Where the first of them begins.
    pub(super) begin: u64,
    pub(super) end: End,
    pub(super) features: FeatureReader<'s>,
}

/// What reading a block gave.
#[derive(Debug)]
pub(super) struct BlockRead<'s> {
    pub(super) digest: BlockDigest,
    /// Its features, from where they seemed to begin; `None` where none seemed to.
    pub(super) run: Option<RunRead<'s>>,
}

impl<'s> BlockSource<'s> {
    /// Reads the block `number`; only its digest where no guess is wanted.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn block(
        &self,
        number: u64,
        window: &mut TextWindow<'_>,
        guess: bool,
    ) -> io::Result<BlockRead<'s>> {
        let from = number * BLOCK;
        let mut digest = BlockDigest::default();
        window.load(from, BLOCK as usize + BEHIND, |raw| {
            let own = &raw[..raw.len().min(BLOCK as usize)];
            digest = Sha256::digest(own).into();
        })?;
        let begin = if !guess || self.begin >= from + BLOCK {
            None
        } else if self.begin >= from {
            Some(self.begin)
        } else {
            let beginning = self.beginning.as_ref();
            let found = beginning.and_then(|b| b.find(window.bytes(), window.index(from)));
            found.map(|index| window.at(index))
        };
        let run = match begin.filter(|&begin| begin < from + BLOCK) {
            Some(begin) => Some(self.run(window, begin, from + BLOCK, MOST_FOR_A_GUESS)?),
            None => None,
        };
        Ok(BlockRead { digest, run })
    }

    /// Reads the features that begin from `begin` on and before the end of its block.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn exact(&self, begin: u64, window: &mut TextWindow<'_>) -> io::Result<RunRead<'s>> {
        let limit = (begin / BLOCK + 1) * BLOCK;
        window.load(begin, (limit - begin) as usize + BEHIND, |_| ())?;
        self.run(window, begin, limit, usize::MAX)
    }

    fn run(
        &self,
        window: &mut TextWindow<'_>,
        begin: u64,
        limit: u64,
        most: usize,
    ) -> io::Result<RunRead<'s>> {
        let mut features = FeatureReader::new(self.wanted, self.meaning);
        let end = run(&mut features, window, self.layout, (begin, limit), most)?;
        features.notes.no_text(window.no_text);
        Ok(RunRead {
            begin,
            end,
            features,
        })
    }
}
