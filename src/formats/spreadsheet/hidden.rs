//! Rows that an XLSX workbook hides (ECMA-376, part 1, section 18.3.1.73), which `calamine` gives like
//! any other.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::MOST_UNPACKED;
use super::ods::attribute;

/// Bytes of the workbook's list of sheets and of their files.
const MOST_LISTED: u64 = 4 << 20;

/// The archive of a workbook, with the file of each sheet.
pub(super) struct SheetFiles<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    by_sheet: BTreeMap<String, String>,
}

impl<'b> SheetFiles<'b> {
    /// The files of the sheets; `None` where the workbook is no XLSX.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut files = BTreeMap::new();
        starts_in(&mut archive, "xl/_rels/workbook.xml.rels", |start| {
            if let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target")) {
                let file = match target.strip_prefix('/') {
                    Some(file) => file.to_owned(),
                    None => format!("xl/{target}"),
                };
                files.insert(id, file);
            }
        })?;
        let mut by_sheet = BTreeMap::new();
        starts_in(&mut archive, "xl/workbook.xml", |start| {
            if start.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(start, "name"), related(start))
                && let Some(file) = files.get(&id)
            {
                by_sheet.insert(name, file.clone());
            }
        })?;
        Some(Self { archive, by_sheet })
    }

    /// How many rows with cells the sheet `name` hides.
    pub(super) fn hidden_rows(&mut self, name: &str) -> u64 {
        let Some(file) = self.by_sheet.get(name) else {
            return 0;
        };
        let Ok(file) = self.archive.by_name(file) else {
            return 0;
        };
        hidden_rows(BufReader::new(file.take(MOST_UNPACKED)))
    }
}

/// How many rows of a sheet are hidden and have a cell with a value.
fn hidden_rows(xml: impl BufRead) -> u64 {
    let mut xml = Reader::from_reader(xml);
    xml.config_mut().check_end_names = false;
    let (mut buffer, mut count, mut in_hidden) = (Vec::new(), 0, false);
    loop {
        buffer.clear();
        // What is broken is told by the reader of its cells.
        let Ok(event) = xml.read_event_into(&mut buffer) else {
            return count;
        };
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => in_hidden = is_hidden(&start),
                "v" | "is" if in_hidden => {
                    count += 1;
                    in_hidden = false;
                }
                _ => {}
            },
            Event::Empty(start) if start.local_name().as_ref() == "row" => in_hidden = false,
            Event::Eof => return count,
            _ => {}
        }
    }
}

fn is_hidden(row: &BytesStart<'_>) -> bool {
    attribute(row, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true" | "on"))
}

/// The id of the relation that a sheet has, whatever the prefix of its namespace.
fn related(start: &BytesStart<'_>) -> Option<String> {
    let mut attributes = start.attributes();
    let mut sound = attributes.with_checks(false).flatten();
    let found = sound.find(|it| it.key.as_ref().ends_with(":id"))?;
    Some(crate::formats::html::decoded(&found.value).into_owned())
}

/// Gives each element that begins in a file of the archive; `None` where there is no such file.
fn starts_in(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    file: &str,
    mut take: impl FnMut(&BytesStart<'_>),
) -> Option<()> {
    let file = archive.by_name(file).ok()?;
    let mut xml = Reader::from_reader(BufReader::new(file.take(MOST_LISTED)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(start) | Event::Empty(start) => take(&start),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}
