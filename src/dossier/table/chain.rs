//! Blocks read on their own, joined to what one reader would have read from first to last.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest as _, Sha256};

use super::blocks::{BLOCK, BlockRead, BlockSource, RunRead};
use super::features::FeatureReader;
use super::notes::ReadingNotes;
use super::rows::RowsRead;
use super::run::End;
use super::window::TextWindow;
use crate::cores;
use crate::dossier::Progress;

/// Number of guesses that may fail before guessing stops: the file is of a kind that cannot be guessed.
const MOST_MISSES: usize = 8;

/// What has been read from the first feature up to some byte.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) rows: RowsRead,
    pub(super) notes: ReadingNotes,
    /// Features so far, those left out too.
    pub(super) count: usize,
    /// Byte at which the next feature begins.
    next: u64,
    /// Where the features ended, once they have.
    pub(super) end: Option<End>,
    misses: usize,
    digest: Sha256,
}

impl Chain {
    fn new(begin: u64, length: u64) -> Self {
        Self {
            rows: RowsRead::default(),
            notes: ReadingNotes::default(),
            count: 0,
            next: begin,
            end: None,
            misses: 0,
            digest: Sha256::new_with_prefix(length.to_le_bytes()),
        }
    }

    /// Adds a block. Its run counts only where it begins at the very byte at which all before it
    /// ended; else the block is read again from there.
    fn add(
        &mut self,
        number: u64,
        block: BlockRead<'_>,
        source: &BlockSource<'_>,
        window: &mut TextWindow<'_>,
    ) -> io::Result<()> {
        self.digest.update(block.digest);
        let mut guessed = block.run;
        while self.end.is_none() && self.next < (number + 1) * BLOCK {
            let fits =
                |run: &RunRead<'_>| run.begin == self.next && !matches!(run.end, End::TooLong(_));
            let run = if let Some(run) = guessed.take().filter(fits) {
                run
            } else {
                self.misses += 1;
                source.exact(self.next, window)?
            };
            self.append(run);
        }
        Ok(())
    }

    fn append(&mut self, run: RunRead<'_>) {
        self.extend(run.features);
        match run.end {
            End::Next(at) => self.next = at,
            end => self.end = Some(end),
        }
    }

    /// Adds features that were read by other means.
    pub(super) fn extend(&mut self, features: FeatureReader<'_>) {
        self.rows.append(features.rows);
        self.notes.append(features.notes, self.count);
        self.count += features.count;
    }

    /// Forgets all features: the file turned out to hold none.
    pub(super) fn forget(&mut self) {
        self.rows = RowsRead::default();
        self.notes = ReadingNotes::default();
        self.count = 0;
    }

    /// SHA-256 of the file's length and of the SHA-256 of each of its blocks, in their order.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.digest.clone().finalize().into()
    }
}

/// Reads all blocks of a file over the cores. Whatever their number, the result is the same.
///
/// `part` sees what has been read after each block. `None` where reading was cancelled.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn read(
    source: &BlockSource<'_>,
    progress: &Progress,
    mut part: impl FnMut(&Chain),
) -> io::Result<Option<Chain>> {
    let length = source.backing.len();
    let blocks = length.div_ceil(BLOCK);
    let guess = AtomicBool::new(true);
    let mut chain = Chain::new(source.begin, length);
    let mut exact = TextWindow::new(source.backing);
    let mut number = 0;
    let read = cores::in_order(
        blocks,
        || TextWindow::new(source.backing),
        |window, number| {
            if progress.is_cancelled() {
                return None;
            }
            let block = source.block(number, window, guess.load(Ordering::Relaxed));
            progress.add((length - number * BLOCK).min(BLOCK));
            Some(block)
        },
        |block| {
            let block = block.filter(|_| !progress.is_cancelled());
            let block = block.ok_or(Ended::Cancelled)?;
            chain.add(number, block?, source, &mut exact)?;
            number += 1;
            if chain.misses > MOST_MISSES || chain.end.is_some() {
                guess.store(false, Ordering::Relaxed);
            }
            part(&chain);
            Ok(())
        },
    );
    match read {
        Ok(()) => Ok(Some(chain)),
        Err(Ended::Cancelled) => Ok(None),
        Err(Ended::Io(error)) => Err(error),
    }
}

/// Why the blocks were not all read.
enum Ended {
    Cancelled,
    Io(io::Error),
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
