//! The text of a dossier's files.

use std::borrow::Cow;

use super::Files;
use super::report::Report;
use super::text::{self, SourceText};
use crate::problem::{Place, Problem};

/// A text that is held in memory though it is of a large file: 256 MB at most.
const MOST_TEXT: usize = 256 << 20;

/// Bytes that an article or a manifest may have. A book has one or two million letters; what is
/// larger is no text for a reader, and costs many times its size in memory.
const MOST_PROSE: usize = 8 << 20;

/// The text of an article or manifest, which must be of a size to be read.
pub(super) fn opened_prose<'f>(
    files: &'f Files,
    name: &str,
    report: &Report,
) -> Option<Cow<'f, str>> {
    let length = files
        .bytes(name, MOST_PROSE + 1)
        .ok()
        .flatten()
        .map_or(0, |bytes| bytes.len());
    if length <= MOST_PROSE {
        return opened(files, name, report);
    }
    report.push(
        Problem::error(
            format!("the file is larger than {} MB", MOST_PROSE >> 20),
            Place::file(name),
        )
        .why("an article or manifest of that size is none; nothing of it is shown")
        .mend("look whether it is the right file, or divide it"),
    );
    None
}

/// The text of a file; what in it is no text is reported.
pub(super) fn opened<'f>(files: &'f Files, name: &str, report: &Report) -> Option<Cow<'f, str>> {
    let bytes = match files.bytes(name, MOST_TEXT) {
        Ok(bytes) => bytes?,
        Err(error) => {
            report.push(
                Problem::error(
                    format!("the file could not be read: {error}"),
                    Place::file(name),
                )
                .why("nothing of it is shown")
                .mend("look whether you may read it, and open it again"),
            );
            return None;
        }
    };
    let (text, fault) = match bytes {
        Cow::Borrowed(bytes) => text::decode(bytes),
        Cow::Owned(bytes) => {
            let (text, fault) = text::decode(&bytes);
            (Cow::Owned(text.into_owned()), fault)
        }
    };
    if let Some(fault) = fault {
        report.push(fault.problem(&SourceText::new(name, &text)));
    }
    Some(text)
}
