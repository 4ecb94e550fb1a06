//! KMZ: a zip with a KML file, called `doc.kml` as a rule, and the pictures it shows.

use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{ReadError, Reader, Sink, Source};
use super::container::Reading;

/// Entries that an archive may have.
const MOST_ENTRIES: usize = 10_000;

/// Bytes that its KML files may have together, unpacked.
const MOST_BYTES: u64 = 1 << 30;

/// Whether a file that begins with `head` is a zip archive.
pub(super) fn begins_as_one(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Reads every KML file of the archive, `doc.kml` first.
pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(source.reader()).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(ReadError::Damaged {
            what: format!(
                "the KMZ holds {} files, more than {MOST_ENTRIES}",
                archive.len()
            ),
            mend: "unpack it and open its .kml files".to_owned(),
        });
    }
    let names = kml_files(&archive);
    if names.is_empty() {
        return Err(ReadError::Damaged {
            what: "the KMZ holds no .kml file".to_owned(),
            mend: "export it again, or open what is in it as single files".to_owned(),
        });
    }
    let mut left = MOST_BYTES;
    for name in &names {
        let bytes = unpacked(&mut archive, name, left)?;
        left -= bytes.len() as u64;
        // A KMZ is one file to its reader: its places are those of the KML in it.
        let inner = Source {
            given: source.given,
            bytes: &bytes,
            ..*source
        };
        Reading::new(&inner, sink, names.clone())?.read()?;
    }
    Ok(())
}

/// The names of the KML files in the archive: `doc.kml`, then those nearest to its root.
fn kml_files(archive: &ZipArchive<Reader<'_>>) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let mut names: Vec<String> = names
        .filter(|name| {
            name.to_ascii_lowercase().ends_with(".kml") && !name.starts_with("__MACOSX/")
        })
        .map(std::borrow::Cow::into_owned)
        .collect();
    names.sort_by_key(|name| {
        (
            !name.eq_ignore_ascii_case("doc.kml"),
            name.matches(['/', '\\']).count(),
        )
    });
    names
}

fn unpacked(
    archive: &mut ZipArchive<Reader<'_>>,
    name: &str,
    most: u64,
) -> Result<Vec<u8>, ReadError> {
    let entry = archive.by_name(name).map_err(damaged)?;
    let mut bytes = Vec::new();
    entry
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(error.into()))?;
    if bytes.len() as u64 > most {
        return Err(ReadError::Damaged {
            what: format!(
                "the KML files in the KMZ have more than {} MB",
                MOST_BYTES >> 20
            ),
            mend: "unpack it and open its .kml files".to_owned(),
        });
    }
    Ok(bytes)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
fn damaged(error: ZipError) -> ReadError {
    ReadError::Damaged {
        what: format!("the KMZ is damaged: {error}"),
        mend: "copy or download it again".to_owned(),
    }
}
