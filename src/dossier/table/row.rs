//! One row of a table with all that its file says of it.

use std::io;

use serde_json::value::RawValue;

use super::window::Window;
use crate::atlas::{Feature, RowIx, Table};
use crate::dossier::feature::{self, Slips};
use crate::dossier::from_json::Raw;
use crate::dossier::geojson;
use crate::dossier::report::{Context, Report};
use crate::dossier::text::Text;

/// Bytes that are read first: most features have fewer.
const FIRST: usize = 4 << 10;

/// Why a row's text could not be read again.
#[derive(Debug, thiserror::Error)]
pub enum RowError {
    /// The system refuses.
    #[error("{file} cannot be read: {source}; look whether it is still there")]
    NotReadable {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// Where the feature was, there is none any more.
    #[error("{0} has changed since it was read; open it again")]
    Changed(String),
}

/// Reads one row's feature again from its file, with all its properties.
///
/// Those that are not this program's are in [`Feature::other`], as in a file of another program all
/// are. Its `line` is 0, not known: to count it, all of the file before it would have to be read.
/// Its layer is the first, as nothing here knows the dossier.
///
/// # Errors
/// Where the file cannot be read any more, or has no feature there.
///
/// # Panics
/// Where `row` is of another table.
pub fn row(table: &Table, row: RowIx) -> Result<Feature, RowError> {
    let refused = |source| RowError::NotReadable {
        file: table.file.clone(),
        source,
    };
    let start = table.columns.starts[row.index()];
    let mut window = Window::new(&*table.backing);
    window.load(start, FIRST, |_| ()).map_err(refused)?;
    loop {
        let bytes = &window.bytes()[window.index(start)..];
        let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(raw)) => {
                let feature = feature_of(table, raw.get());
                return feature.ok_or_else(|| RowError::Changed(table.file.clone()));
            }
            Some(Err(error)) if error.is_eof() && window.goes_on() => {}
            _ => return Err(RowError::Changed(table.file.clone())),
        }
        window.grow().map_err(refused)?;
    }
}

fn feature_of(table: &Table, text: &str) -> Option<Feature> {
    let report = Report::default();
    let cx = Context {
        file: &Text::new(&table.file, text),
        report: &report,
    };
    let raw = geojson::feature(cx, Raw { text, start: 0 }, 0)?;
    let foreign = !feature::is_ours(&raw);
    let nameless = raw.id.is_none();
    let mut feature = feature::read(cx, raw, foreign, &mut Slips::default()).feature;
    feature.line = 0;
    // Without a number in its file it would be called "#0".
    if nameless && feature.name == "#0" {
        feature.name.clear();
    }
    Some(feature)
}
