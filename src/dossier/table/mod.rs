//! Large layers into columns: a `GeoJSON` file of any size as a [`FeatureTable`](crate::atlas::FeatureTable), in one pass over all cores.
//!
//! The file is never in memory as a whole, and no tree of its values is: a scanner goes through its
//! bytes and appends to columns. Whatever it does not know by heart it leaves to the reader of small
//! files, so that a file means the same whatever its size: the same features are left out, for the
//! same reasons. The file is cut into blocks, and where the features of a block begin is guessed; a
//! block counts only where the one before it ended at that very byte, so that any file gives the
//! table that one reader from its first byte to its last would have given.
//!
//! Three things are mended in small files only, since they need the whole text at once; of a large
//! file it is told what was left out instead. These are slips of JSON, such as a comment or NaN;
//! features that stand in another member than `features`; and coordinates of a system that is not
//! WGS 84 and is named behind the features.

mod blocks;
mod chain;
mod coordinates;
mod details;
mod envelope;
mod features;
mod gather;
mod head;
mod notes;
mod object;
mod order;
mod recover;
mod rows;
mod run;
mod slots;
mod small;
mod survey;
mod tell;
#[cfg(test)]
mod tests;
mod values;
mod window;

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

pub use details::DetailsError;
pub(super) use details::{LargeSource, read as read_feature};
pub(super) use gather::gather;
pub(super) use rows::RowsRead;
pub(super) use small::add_shape;

use super::Progress;
use super::own_layer::OwnLayer;
use super::read_as::ReadAs;
use crate::atlas::FeatureTable;
use crate::atlas::table::Backing;
use crate::formats::{Given, geojson};
use crate::problem::{Place, Problem};
use blocks::BlockSource;
use chain::Chain;
use envelope::Envelope;
use features::FeatureReader;
use head::{Beginning, Head};
use run::{End, FeatureSpacing};
use survey::Meaning;
use tell::Teller;
use window::TextWindow;

/// Bytes that are read to see what a file begins with.
const FIRST: usize = 64 << 10;

/// What is wrong where a list of features is broken off or has something else in it.
const BETWEEN: &str = "expected a feature, or a comma or bracket behind one";

/// A large file as it was read.
#[derive(Debug, Clone)]
pub(super) struct TableRead {
    pub(super) table: Arc<FeatureTable>,
    pub(super) problems: Vec<Problem>,
    /// How many features could not be read.
    pub(super) left_out: usize,
    /// What the first of them are called.
    pub(super) left_out_labels: Vec<String>,
    /// SHA-256 of its length and of the SHA-256 of each of its blocks.
    pub(super) digest: [u8; 32],
    /// The file's own layer that it is, and how that was understood; `None` for a file that was written
    /// for this program.
    pub(super) own_layer: Option<OwnLayer>,
}

/// A large file that is to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Large<'l> {
    pub(super) file: &'l str,
    pub(super) backing: &'l Arc<dyn Backing>,
    /// Ids that the article links to.
    pub(super) wanted: &'l BTreeSet<String>,
    pub(super) read_as: &'l ReadAs,
}

/// Reads a large file; `None` where that was cancelled. Where `due` says so, `take` gets a table of
/// what is read so far.
pub(super) fn read(
    large: Large<'_>,
    progress: &Progress,
    due: &dyn Fn() -> bool,
    take: &dyn Fn(TableRead),
) -> Option<TableRead> {
    let meaning = Meaning::surveyed(large.file, &**large.backing, large.read_as);
    match meaning.and_then(|meaning| large.reader(meaning).read(progress, due, take)) {
        Ok(read) => read,
        Err(error) => Some(large.unread(&error)),
    }
}

/// The digest of a large file that is no layer: SHA-256 of its length and of the SHA-256 of each block.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn digest(backing: &dyn Backing) -> io::Result<[u8; 32]> {
    let nothing = BTreeSet::new();
    let source = BlockSource {
        backing,
        wanted: &nothing,
        meaning: &Meaning::default(),
        layout: FeatureSpacing::List,
        begin: backing.len(),
        beginning: None,
    };
    let chain = chain::read(&source, &Progress::default(), |_| ())?;
    Ok(chain.map(|chain| chain.digest()).unwrap_or_default())
}

impl Large<'_> {
    fn reader(&self, meaning: Meaning) -> LargeReader<'_> {
        LargeReader {
            file: self.file,
            backing: self.backing,
            wanted: self.wanted,
            given: &self.read_as.given,
            meaning: Arc::new(meaning),
        }
    }

    /// What is told of a file that the system refuses.
    fn unread(&self, error: &io::Error) -> TableRead {
        let problem = Problem::error(
            format!("the file could not be read: {error}"),
            Place::file(self.file),
        )
        .why("nothing of it is shown")
        .mend("look whether you may read it, and open it again");
        TableRead {
            problems: vec![problem],
            ..self
                .reader(Meaning::default())
                .table(RowsRead::default(), [0; 32])
        }
    }
}

/// A large file while it is read.
#[derive(Debug)]
struct LargeReader<'l> {
    file: &'l str,
    backing: &'l Arc<dyn Backing>,
    wanted: &'l BTreeSet<String>,
    /// What is known of the file from outside.
    given: &'l Given,
    meaning: Arc<Meaning>,
}

impl LargeReader<'_> {
    fn read(
        &self,
        progress: &Progress,
        due: &dyn Fn() -> bool,
        take: &dyn Fn(TableRead),
    ) -> io::Result<Option<TableRead>> {
        let mut window = TextWindow::new(&**self.backing);
        let mut wide = false;
        window.load(0, FIRST, |raw| {
            wide = raw.starts_with(&[0xFF, 0xFE]) || raw.starts_with(&[0xFE, 0xFF]);
        })?;
        let head = if wide {
            Head::Other(None)
        } else {
            head::find(&mut window)?
        };
        let chain = chain::read(&self.source(&head, &window), progress, |chain| {
            if chain.end.is_none() && chain.rows.len() > 0 && due() {
                take(self.table(chain.rows.clone(), chain.digest()));
            }
        })?;
        let Some(mut chain) = chain else {
            return Ok(None);
        };
        let mut teller = Teller::new(self.file, self.backing, &self.meaning.positions);
        teller.problems.clone_from(&self.meaning.problems);
        if wide {
            teller.problems.push(
                Problem::error(
                    "expected UTF-8 text, found UTF-16",
                    Place::line(self.file, 1),
                )
                .why("nothing of so large a file could be read")
                .mend("save the file again with the encoding UTF-8"),
            );
        } else {
            self.finish(&head, &mut chain, &mut window, &mut teller)?;
        }
        teller.tell(&chain.notes, &chain.rows)?;
        let digest = chain.digest();
        Ok(Some(TableRead {
            problems: teller.problems,
            left_out: chain.notes.left_out.count,
            left_out_labels: teller.left_out,
            ..self.table(chain.rows, digest)
        }))
    }

    fn source(&self, head: &Head, window: &TextWindow<'_>) -> BlockSource<'_> {
        // Where there are no features, the blocks are read for their digest alone.
        let (layout, begin) = match *head {
            Head::Features(layout, begin) => (layout, begin),
            _ => (FeatureSpacing::List, self.backing.len()),
        };
        BlockSource {
            backing: &**self.backing,
            wanted: self.wanted,
            meaning: &self.meaning,
            layout,
            begin,
            beginning: Beginning::of(window.bytes(), window.index(begin), layout),
        }
    }

    /// Looks at what stands before and behind the features, and at what ended them.
    fn finish(
        &self,
        head: &Head,
        chain: &mut Chain,
        window: &mut TextWindow<'_>,
        teller: &mut Teller<'_>,
    ) -> io::Result<()> {
        match *head {
            Head::Features(layout, begin) => match (chain.end, layout) {
                (Some(End::Last(end)), FeatureSpacing::List) => {
                    self.check_envelope((begin, end), chain, window, teller)
                }
                (Some(End::Last(_)), FeatureSpacing::Sequence) => Ok(()),
                (Some(End::TooLong(at)), _) => teller.too_long(at),
                (Some(End::Fault(at) | End::Next(at)), _) => {
                    self.recover(at, BETWEEN, chain, window, teller)
                }
                (None, _) => self.recover(self.backing.len(), BETWEEN, chain, window, teller),
            },
            Head::NoFeatures(end) => self.check_envelope((end - 1, end), chain, window, teller),
            Head::Fault => {
                let from = recover::begin(window)?;
                let what = "what stands before its features cannot be understood";
                self.recover(from, what, chain, window, teller)
            }
            Head::Other(ref kind) => {
                let kind = kind.as_deref();
                teller
                    .problems
                    .push(geojson::no_collection(kind, Place::line(self.file, 1)));
                Ok(())
            }
            Head::Empty => {
                let place = Place::line(self.file, 1);
                teller.problems.push(geojson::empty(place));
                Ok(())
            }
        }
    }

    /// Lets the small reader judge the collection around its features, from whose list they are taken.
    fn check_envelope(
        &self,
        (begin, end): (u64, u64),
        chain: &mut Chain,
        window: &mut TextWindow<'_>,
        teller: &mut Teller<'_>,
    ) -> io::Result<()> {
        let has_features = chain.count > 0;
        match envelope::judge(
            self.file,
            (begin, end),
            has_features,
            (self.given, &self.meaning.positions),
            window,
            teller,
        )? {
            Envelope::Placed => {}
            Envelope::Unplaced => chain.rows.unplace(),
            Envelope::Nothing => chain.forget(),
            Envelope::Fault(what) => self.recover(end, &what, chain, window, teller)?,
        }
        Ok(())
    }

    /// Reads whatever looks like a feature from `from` on.
    fn recover(
        &self,
        from: u64,
        what: &str,
        chain: &mut Chain,
        window: &mut TextWindow<'_>,
        teller: &mut Teller<'_>,
    ) -> io::Result<()> {
        let mut features = FeatureReader::new(self.wanted, &self.meaning);
        let recovered = recover::read(&mut features, window, from)?;
        chain.extend(features);
        if recovered.whole {
            let place = teller.place(from)?;
            let problem = geojson::recovery::between(what, chain.count, place);
            teller.problems.push(problem);
        }
        recovered.too_long.map_or(Ok(()), |at| teller.too_long(at))
    }

    fn table(&self, rows: RowsRead, digest: [u8; 32]) -> TableRead {
        let (columns, extent) = gather(rows);
        let backing = LargeSource::new(Arc::clone(self.backing), Arc::clone(&self.meaning));
        let file = self.file.to_owned();
        TableRead {
            table: Arc::new(FeatureTable::new(file, columns, extent, Arc::new(backing))),
            problems: Vec::new(),
            left_out: 0,
            left_out_labels: Vec::new(),
            digest,
            own_layer: self.own_layer(),
        }
    }

    /// How the layer was understood; files that were written for this program say what they mean.
    fn own_layer(&self) -> Option<OwnLayer> {
        let understood = (!self.meaning.ours).then(|| self.meaning.understanding.words());
        understood.map(|understood| OwnLayer {
            name: String::new(),
            understood: understood.into_iter().chain(self.given.system()).collect(),
            columns: self.meaning.columns.clone(),
        })
    }
}
