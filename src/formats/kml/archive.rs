//! KMZ: a zip with a KML file, called `doc.kml` as a rule, and the pictures it shows.

use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{ReadError, Reader, Sink, Source};
use super::container::KmlReading;
use crate::problem::{Place, Problem};

/// Entries that an archive may have.
const MOST_ENTRIES: usize = 10_000;

/// Bytes that its KML files may have together, unpacked.
const MOST_BYTES: u64 = 1 << 30;

/// KMZ within each other that are read.
const DEEPEST: usize = 4;

/// How many times its packed size a file may have when it is unpacked: KML packs to a twentieth, and
/// blanks to a thousandth.
const MOST_RATIO: u64 = 250;

/// Unpacked bytes up to which any ratio is taken.
const ANY_RATIO_BYTES: u64 = 16 << 20;

/// Whether a file that begins with `head` is a zip archive.
pub(super) fn begins_as_one(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Reads every KML file of the archive, `doc.kml` first, and those of the KMZ in it.
pub(super) fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut left = MOST_BYTES;
    read_within(source, &mut left, 0, sink)
}

/// As [`read`], of an archive that stands `depth` deep in others; `left` bytes may be unpacked.
fn read_within(
    source: &Source<'_>,
    left: &mut u64,
    depth: usize,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
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
    let names = names_of_maps(&archive);
    if names.is_empty() {
        return Err(ReadError::Damaged {
            what: "the KMZ holds no .kml file".to_owned(),
            mend: "export it again, or open what is in it as single files".to_owned(),
        });
    }
    for name in &names {
        if is_kmz(name) && depth + 1 >= DEEPEST {
            let what = format!("{name} in the KMZ was not read");
            sink.problem(
                Problem::error(what, Place::file(source.name))
                    .why(format!("it stands more than {DEEPEST} archives deep"))
                    .mend("unpack it and open it alone"),
            );
            continue;
        }
        let bytes = unpacked(&mut archive, name, *left)?;
        *left -= bytes.len() as u64;
        // A KMZ is one file to its reader: its places are those of the KML in it.
        let inner = Source {
            given: source.given,
            bytes: &bytes,
            ..*source
        };
        if !begins_as_one(&bytes) {
            KmlReading::new(&inner, sink, names.clone())?.read()?;
            continue;
        }
        match read_within(&inner, left, depth + 1, sink) {
            Err(ReadError::Damaged { what, mend }) => {
                let what = format!("{name} in the KMZ could not be read: {what}");
                sink.problem(
                    Problem::error(what, Place::file(source.name))
                        .why("what it holds is missing")
                        .mend(mend),
                );
            }
            other => other?,
        }
    }
    tell_of_other_layers(&archive, source, sink);
    Ok(())
}

/// Tells of layers of other formats, which no program looks for in a KMZ.
fn tell_of_other_layers(
    archive: &ZipArchive<Reader<'_>>,
    source: &Source<'_>,
    sink: &mut dyn Sink,
) {
    const OTHERS: [&str; 6] = [".geojson", ".csv", ".gpx", ".shp", ".gpkg", ".zip"];
    let names = archive.file_names().filter_map(Result::ok);
    let others = names.filter(|name| {
        let name = name.to_ascii_lowercase();
        OTHERS.iter().any(|ending| name.ends_with(ending)) && !is_of_system(&name)
    });
    for name in others {
        sink.problem(
            Problem::warning(
                format!("{name} in the KMZ was not read"),
                Place::file(source.name),
            )
            .why("a KMZ holds KML, and this is a file of another format")
            .mend("unpack it, and open it as well"),
        );
    }
}

/// The names of the KML files in the archive: `doc.kml`, then those nearest to its root; behind them
/// those of the KMZ.
fn names_of_maps(archive: &ZipArchive<Reader<'_>>) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let is_kml = |name: &str| name.to_ascii_lowercase().ends_with(".kml");
    let mut names: Vec<String> = names
        .filter(|name| (is_kml(name) || is_kmz(name)) && !is_of_system(name))
        .map(std::borrow::Cow::into_owned)
        .collect();
    names.sort_by_key(|name| {
        (
            is_kmz(name),
            !name.eq_ignore_ascii_case("doc.kml"),
            name.matches(['/', '\\']).count(),
        )
    });
    names
}

fn is_kmz(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".kmz")
}

/// Whether macOS added the file.
fn is_of_system(name: &str) -> bool {
    name.to_ascii_uppercase().starts_with("__MACOSX/")
}

fn unpacked(
    archive: &mut ZipArchive<Reader<'_>>,
    name: &str,
    most: u64,
) -> Result<Vec<u8>, ReadError> {
    let entry = archive.by_name(name).map_err(damaged)?;
    let densest = entry.compressed_size().saturating_mul(MOST_RATIO);
    let allowed = densest.max(ANY_RATIO_BYTES);
    let too_dense = allowed < most;
    let most = most.min(allowed);
    // An entry may say that it is far larger than it is.
    let stated = usize::try_from(entry.size().min(most)).unwrap_or_default();
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(stated.saturating_add(1))
        .map_err(std::io::Error::from)?;
    entry
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(error.into()))?;
    if bytes.len() as u64 <= most {
        return Ok(bytes);
    }
    let what = if too_dense {
        format!(
            "{name} in the KMZ unpacks to more than {MOST_RATIO} times its packed size, as files made to fill the memory do"
        )
    } else {
        let megabytes = MOST_BYTES >> 20;
        format!("the KML files in the KMZ have more than {megabytes} MB")
    };
    Err(ReadError::Damaged {
        what,
        mend: "unpack it and open its .kml files".to_owned(),
    })
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
