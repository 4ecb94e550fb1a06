//! A feature read again from its source's bytes.

use std::io;
use std::sync::Arc;

use serde_json::value::RawValue;

use super::survey::Meaning;
use super::window::TextWindow;
use crate::atlas::Feature;
use crate::atlas::table::Backing;
use crate::dossier::feature::{self, Slips};
use crate::dossier::report::{Context, Report};
use crate::dossier::text::SourceText;
use crate::formats::geojson;
use crate::formats::json::Raw;

/// Bytes that are read first: most features have fewer.
const FIRST: usize = 4 << 10;

/// A large file's bytes, and what the properties of its features mean.
#[derive(Debug)]
pub(in crate::dossier) struct LargeSource {
    backing: Arc<dyn Backing>,
    meaning: Arc<Meaning>,
}

impl LargeSource {
    pub(super) fn new(backing: Arc<dyn Backing>, meaning: Arc<Meaning>) -> Self {
        Self { backing, meaning }
    }
}

impl Backing for LargeSource {
    fn len(&self) -> u64 {
        self.backing.len()
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.backing.read_at(offset, into)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        self.backing.in_memory()
    }
}

/// Why a feature's text could not be read again.
#[derive(Debug, thiserror::Error)]
pub enum DetailsError {
    /// The system refuses.
    #[error("{file} cannot be read: {source}; look whether it is still there")]
    NotReadable {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file no longer has a feature where this one was.
    #[error("{0} has changed since it was read; open it again")]
    Changed(String),
}

/// Reads the feature whose text begins at `start`. Its layer is the first, as nothing here knows the
/// dossier.
pub(in crate::dossier) fn read(
    file: &str,
    source: &LargeSource,
    start: u64,
) -> Result<Feature, DetailsError> {
    if source.backing.is_changed() {
        return Err(DetailsError::Changed(file.to_owned()));
    }
    let refused = |source| DetailsError::NotReadable {
        file: file.to_owned(),
        source,
    };
    let mut window = TextWindow::new(&*source.backing);
    window.load(start, FIRST, |_| ()).map_err(refused)?;
    loop {
        let bytes = &window.bytes()[window.index(start)..];
        let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(raw)) => {
                let feature = feature_of(file, raw.get(), &source.meaning);
                return feature.ok_or_else(|| DetailsError::Changed(file.to_owned()));
            }
            Some(Err(error)) if error.is_eof() && window.goes_on() => {}
            _ => return Err(DetailsError::Changed(file.to_owned())),
        }
        window.grow().map_err(refused)?;
    }
}

fn feature_of(file: &str, text: &str, meaning: &Meaning) -> Option<Feature> {
    let report = Report::default();
    let cx = Context {
        file: &SourceText::new(file, text),
        report: &report,
    };
    let raw = geojson::feature(&cx, Raw { text, start: 0 }, 0, &meaning.positions)?;
    let nameless = raw.id.is_none();
    let mut feature = if feature::is_ours(&raw) {
        feature::read(cx, raw, &mut Slips::default()).feature
    } else {
        feature::of_record(raw.into_record(&cx), &meaning.understanding, |_| ())
    };
    feature.line = 0;
    // Without a number in its file it would be called "#0".
    if nameless && feature.name == "#0" {
        feature.name.clear();
    }
    Some(feature)
}
