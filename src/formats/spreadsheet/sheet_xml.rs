//! What an XLSX workbook says of a sheet beside its values (ECMA-376, part 1): hidden rows (18.3.1.73) and
//! columns (18.3.1.13), which `calamine` gives like any other, and areas whose cells are one (18.3.1.55),
//! which it would go through the sheet once more for.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::MOST_UNPACKED;
use super::cells::{MOST_COLUMNS, MergedArea};
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

    /// What the file of the sheet `name` says beside its cells.
    pub(super) fn layout(&mut self, name: &str) -> SheetLayout {
        let Some(file) = self.by_sheet.get(name) else {
            return SheetLayout::default();
        };
        let Ok(file) = self.archive.by_name(file) else {
            return SheetLayout::default();
        };
        SheetLayout::read(BufReader::new(file.take(MOST_UNPACKED)))
    }
}

/// What a sheet says beside the values of its cells.
#[derive(Debug, Default)]
pub(super) struct SheetLayout {
    /// How many rows are hidden and have a cell with a value.
    pub(super) hidden_rows: u64,
    /// Columns that are hidden, from 0.
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    /// Areas whose cells are one.
    pub(super) merged: Vec<MergedArea>,
}

impl SheetLayout {
    fn read(xml: impl BufRead) -> Self {
        let mut layout = Self::default();
        let mut xml = Reader::from_reader(xml);
        xml.config_mut().check_end_names = false;
        let (mut buffer, mut in_hidden) = (Vec::new(), false);
        loop {
            buffer.clear();
            // What is broken is told by the reader of its cells.
            let Ok(event) = xml.read_event_into(&mut buffer) else {
                return layout;
            };
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "row" => in_hidden = is_hidden(&start),
                    "v" | "is" if in_hidden => {
                        layout.hidden_rows += 1;
                        in_hidden = false;
                    }
                    _ => layout.take(&start),
                },
                Event::Empty(start) => match start.local_name().as_ref() {
                    "row" => in_hidden = false,
                    _ => layout.take(&start),
                },
                Event::Eof => return layout,
                _ => {}
            }
        }
    }

    fn take(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            // More than a sheet has columns say nothing new.
            "col" if is_hidden(start) && self.hidden_columns.len() < MOST_COLUMNS as usize => {
                self.hidden_columns.extend(columns(start));
            }
            "mergeCell" => {
                let area = attribute(start, "ref");
                self.merged.extend(area.as_deref().and_then(merged_area));
            }
            _ => {}
        }
    }
}

/// The columns, from 0, that an element describes.
fn columns(start: &BytesStart<'_>) -> Option<RangeInclusive<u32>> {
    let number = |name| attribute(start, name)?.parse::<u32>().ok()?.checked_sub(1);
    Some(number("min")?..=number("max")?)
}

/// The area from one cell to another, as "B3:B7" names it.
fn merged_area(text: &str) -> Option<MergedArea> {
    let (first, last) = text.split_once(':')?;
    let (first, (last_row, _)) = (cell_at(first)?, cell_at(last)?);
    Some(MergedArea { first, last_row })
}

/// Row and column of a cell, from 0, as "B3" names it.
fn cell_at(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let place = letter
            .is_ascii_uppercase()
            .then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(place)
    })?;
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true" | "on"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_as_spreadsheets_name_it() {
        let area = |text| merged_area(text).map(|area| (area.first, area.last_row));
        assert_eq!(area("B3:B7"), Some(((2, 1), 6)));
        assert_eq!(area("AA10:AB10"), Some(((9, 26), 9)));
        assert_eq!(area("B3"), None);
        assert_eq!(area("B0:B2"), None);
        assert_eq!(area("ZZZZZZZZZZ1:B2"), None);
    }
}
