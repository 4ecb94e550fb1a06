//! A dossier's folder, zipped, or layers in an archive without a dossier.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use super::dense::Dense;
use super::entries::{self, ArchiveEntry};
use super::limits::MOST_FILES;
use super::loading::Loading;
use super::names::{belongs, is_article, is_layer_or_article};
use super::{OpenError, ending, not_readable};
use crate::dossier::MANIFEST;
use crate::problem::{Place, Problem};

/// Takes every file of the archive that belongs to a dossier, or is a layer.
pub(super) fn read(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let path = loading.root;
    let mut archive = opened(path)?;
    if archive.len() > MOST_FILES {
        return Err(OpenError::TooMuch(path.to_owned()));
    }
    let names = raw_names(&mut archive);
    let entries = entries::within(&names);
    for ArchiveEntry { index, name } in &entries {
        if belongs(name) {
            take(loading, &mut archive, *index, name)?;
        }
    }
    tell_of_same_names(loading, archive.len());
    if loading.files.has(MANIFEST) {
        return Ok(());
    }
    tell_of_archives_within(loading, &entries);
    let wanted = |name: &&ArchiveEntry| belongs(&name.name);
    if !entries
        .iter()
        .any(|entry| wanted(&entry) && is_layer_or_article(&entry.name))
    {
        return Err(OpenError::NothingInArchive(path.to_owned()));
    }
    if loading.files.names().any(is_article) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        loading.files.tell(
            Problem::warning(format!("the archive has no {MANIFEST}"), Place::file(name))
                .why("its article and its layers are shown without the title, the frame and the dates that a dossier has")
                .mend(format!("add a {MANIFEST}; `steppe new FOLDER` writes an example")),
        );
    }
    Ok(())
}

/// Tells of archives within the archive, whose layers are missing.
fn tell_of_archives_within(loading: &mut Loading<'_>, entries: &[ArchiveEntry]) {
    const ARCHIVES: [&str; 7] = ["zip", "dossier", "7z", "rar", "tar", "tgz", "gz"];
    let is_archive = |entry: &&ArchiveEntry| {
        ARCHIVES.contains(&ending(Path::new(&entry.name)).as_str()) && !belongs(&entry.name)
    };
    for entry in entries.iter().filter(is_archive) {
        loading.files.tell(
            Problem::error(
                "an archive within the archive was not read",
                Place::file(&entry.name),
            )
            .why("what it holds is missing")
            .mend("unpack it, and open it as well"),
        );
    }
}

/// Tells of files that have the name of another in the archive: of those, only the last can be read,
/// and the list of the archive holds `distinct` names.
fn tell_of_same_names(loading: &mut Loading<'_>, distinct: usize) {
    let path = loading.root;
    let listed = match File::open(path).and_then(|mut file| listed_count(&mut file)) {
        Ok(listed) => listed.unwrap_or(distinct),
        Err(error) => {
            return log::debug!("the list of {} was not counted: {error}", path.display());
        }
    };
    let hidden = listed.saturating_sub(distinct);
    if hidden == 0 {
        return;
    }
    let what = match hidden {
        1 => "a file of the archive has the same name as another".to_owned(),
        hidden => format!("{hidden} files of the archive have the same name as another"),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    loading.files.tell(
        Problem::error(what, Place::file(name))
            .why("of files with one name only the last was read")
            .mend("zip the files again under names of their own"),
    );
}

/// How many files the archive says that it lists: its end record, APPNOTE.TXT section 4.3.16, at
/// most 64 KB before the end of the file. `None` where the number is too large to stand there.
fn listed_count(file: &mut File) -> io::Result<Option<usize>> {
    const RECORD: u64 = 22;
    const LONGEST_COMMENT: u64 = 0xFFFF;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(
        length.saturating_sub(RECORD + LONGEST_COMMENT),
    ))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let record = memchr::memmem::rfind(&end, b"PK\x05\x06").map(|at| &end[at..]);
    let count = record.and_then(|record| record.get(10..12));
    let count = count.map(|bytes| usize::from(u16::from_le_bytes([bytes[0], bytes[1]])));
    Ok(count.filter(|&count| count < usize::from(u16::MAX)))
}

/// The number of the manifest in an archive.
pub(in crate::app) fn manifest_in(archive: &mut zip::ZipArchive<File>) -> Option<usize> {
    let names = raw_names(archive);
    let mut entries = entries::within(&names).into_iter();
    entries
        .find(|entry| entry.name == MANIFEST)
        .map(|it| it.index)
}

/// Whether the archive at `path` holds a dossier, as far as its list of names says. One that cannot
/// be read is taken for a dossier, so that opening it says what is wrong with it.
pub(super) fn has_manifest(path: &Path) -> bool {
    let Ok(mut archive) = opened(path) else {
        return true;
    };
    let names = raw_names(&mut archive);
    entries::within(&names)
        .iter()
        .any(|entry| entry.name == MANIFEST)
}

fn opened(path: &Path) -> Result<zip::ZipArchive<File>, OpenError> {
    let file = File::open(path).map_err(|source| not_readable(path, source))?;
    zip::ZipArchive::new(file).map_err(|source| OpenError::BadArchive {
        path: path.to_owned(),
        source,
    })
}

/// The name of each file in the archive as it is stored; empty for folders.
fn raw_names(archive: &mut zip::ZipArchive<File>) -> Vec<Vec<u8>> {
    let count = archive.len();
    let name = |index| match archive.by_index_raw(index) {
        Ok(entry) if entry.is_file() => entry.name_raw().to_vec(),
        _ => Vec::new(),
    };
    (0..count).map(name).collect()
}

/// Takes one entry. One that cannot be unpacked is told, and the others are read.
fn take(
    loading: &mut Loading<'_>,
    archive: &mut zip::ZipArchive<File>,
    index: usize,
    name: &str,
) -> Result<(), OpenError> {
    let problem = match archive.by_index(index) {
        Ok(entry) => {
            let packed = entry.compressed_size();
            match loading.take(name, Dense::new(entry, packed)) {
                Err(OpenError::NotReadable { source, .. }) if is_damage(&source) => Problem::error(
                    format!("the archive is damaged: {source}"),
                    Place::file(name),
                )
                .why("this file of it could not be unpacked, and was left out")
                .mend("copy the archive again, or zip its folder again"),
                other => return other,
            }
        }
        Err(source) => Problem::error(
            format!("a file of the archive cannot be unpacked: {source}"),
            Place::file(name),
        )
        .why("it was left out")
        .mend("zip the folder again, without a password and in the usual way"),
    };
    loading.files.tell(problem);
    Ok(())
}

/// Whether it is the packed bytes that are wrong, and not the system that refuses.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::InvalidData | Kind::InvalidInput | Kind::UnexpectedEof | Kind::Other
    )
}
