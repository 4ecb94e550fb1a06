//! Features one after another into columns, each by the scanner or else by the small reader.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::notes::{Noted, ReadingNotes};
use super::object;
use super::rows::RowsRead;
use super::slots::Slots;
use super::survey::Meaning;
use super::{small, values};
use crate::atlas::table::{Part, TablePoint, anchor};
use crate::dossier::shape::shape;
use crate::formats::geojson::Positions;
use crate::formats::json::{Scanned, Scanner, Stop};

/// Features read one after another.
#[derive(Debug)]
pub(super) struct FeatureReader<'w> {
    /// Ids that the article links to.
    wanted: &'w BTreeSet<String>,
    meaning: &'w Meaning,
    slots: Slots<'w>,
    pub(super) rows: RowsRead,
    pub(super) notes: ReadingNotes,
    /// How many features there were, those left out too.
    pub(super) count: usize,
}

impl<'w> FeatureReader<'w> {
    pub(super) fn new(wanted: &'w BTreeSet<String>, meaning: &'w Meaning) -> Self {
        Self {
            wanted,
            meaning,
            slots: Slots::new(&meaning.keys),
            rows: RowsRead::default(),
            notes: ReadingNotes::default(),
            count: 0,
        }
    }

    /// Reads the feature whose object begins at `begin` of `bytes`, which is the byte `start` of
    /// the file; gives where in `bytes` it ends. `goes_on` tells whether more of the file may follow.
    ///
    /// Odd is only what is no JSON: of anything else a row is made, or a note that it was left out.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        begin: usize,
        start: u64,
        goes_on: bool,
    ) -> Scanned<usize> {
        if matches!(self.meaning.positions, Positions::Of(_)) {
            // The scanner knows degrees alone.
            return self.read_small(bytes, begin, start, goes_on);
        }
        let (parts, places) = (self.rows.parts.len(), self.rows.places.len());
        let mut scanner = Scanner::new(bytes, begin);
        let read = object::read(&mut scanner, &mut self.slots, &mut self.rows);
        let read = read.and_then(|found| {
            let id = match found.id {
                Some(id) => id_of(scanner.slice(id))?,
                None => None,
            };
            Ok((found.drawn, id))
        });
        match read {
            Ok((drawn, id)) => {
                let length = scanner.at - begin;
                self.count += 1;
                if drawn.closed_rings > 0 {
                    self.notes.mended.push(self.noted(start, length));
                }
                let anchor = drawn.anchor.or_else(|| self.anchor_from(parts, places));
                self.add(bytes, start, anchor, id);
                Ok(scanner.at)
            }
            Err(stop) => {
                self.rows.parts.truncate(parts);
                self.rows.places.truncate(places);
                if stop == Stop::End && goes_on {
                    return Err(stop);
                }
                self.read_small(bytes, begin, start, goes_on)
            }
        }
    }

    /// The anchor of the parts from `parts` on, whose places begin at `places`.
    fn anchor_from(&self, parts: usize, places: usize) -> Option<TablePoint> {
        let begin = |part: &Part| {
            part.begin
                .saturating_sub(u32::try_from(places).unwrap_or(u32::MAX))
        };
        let parts = self.rows.parts[parts..].iter();
        let parts: Vec<Part> = parts
            .map(|part| Part {
                begin: begin(part),
                ..*part
            })
            .collect();
        anchor::of_parts(&parts, &self.rows.places[places..])
    }

    /// Leaves out what is no JSON.
    pub(super) fn leave_out(&mut self, start: u64, length: usize) {
        self.count += 1;
        let noted = self.noted(start, length);
        self.notes.left_out.push(noted);
    }

    fn noted(&self, start: u64, length: usize) -> Noted {
        Noted {
            number: self.count,
            start,
            length: length as u64,
        }
    }

    /// Adds the row whose shape and slots are read.
    fn add(&mut self, bytes: &[u8], start: u64, anchor: Option<TablePoint>, id: Option<&str>) {
        if let Some(id) = id.filter(|id| self.wanted.contains(*id)) {
            let row = self.rows.next();
            self.rows.linked.push((id.to_owned(), row));
        }
        self.rows.starts.push(start);
        self.rows
            .anchors
            .push(anchor.unwrap_or(TablePoint::NOWHERE));
        let understanding = &self.meaning.understanding;
        values::add(
            bytes,
            &self.slots,
            understanding,
            &mut self.rows,
            &mut self.notes,
        );
        self.notes.ours |= self.slots.ours;
        self.rows.evident |= self.slots.ours;
    }

    /// Reads a feature as the small reader does.
    #[cold]
    fn read_small(
        &mut self,
        bytes: &[u8],
        begin: usize,
        start: u64,
        goes_on: bool,
    ) -> Scanned<usize> {
        let mut values = serde_json::Deserializer::from_slice(&bytes[begin..]).into_iter();
        let raw: &RawValue = match values.next() {
            Some(Ok(raw)) => raw,
            Some(Err(error)) if !error.is_eof() => return Err(Stop::Odd),
            _ if goes_on => return Err(Stop::End),
            _ => return Err(Stop::Odd),
        };
        let text = raw.get();
        let end = begin + text.len();
        if end == bytes.len() && goes_on {
            // A number or word may go on.
            return Err(Stop::End);
        }
        self.count += 1;
        let noted = self.noted(start, text.len());
        match small::feature(text, &self.meaning.positions) {
            Some(read) => {
                if read.reported {
                    self.notes.mended.push(noted);
                }
                let shape = read.feature.geometry.as_ref().and_then(shape);
                let anchor = small::add_shape(shape.as_ref(), &mut self.rows);
                self.slots.clear();
                for member in &read.feature.properties {
                    let value = member.value.span();
                    self.slots
                        .keep(member.key.as_bytes(), (value.start, value.end));
                }
                let id = read.feature.id.as_deref();
                self.add(text.as_bytes(), start, anchor, id);
            }
            None => self.notes.left_out.push(noted),
        }
        Ok(end)
    }
}

/// The id that a JSON value is. What the small reader would report is odd.
fn id_of(raw: &[u8]) -> Scanned<Option<&str>> {
    let (text, is_text) = match raw {
        [b'"', inner @ .., b'"'] => (inner, true),
        _ => (raw, false),
    };
    let text = str::from_utf8(text).map_err(|_| Stop::Odd)?;
    let number = matches!(raw.first(), Some(b'-' | b'0'..=b'9'));
    let word = is_text && !text.contains('\\') && !text.trim().is_empty();
    if number || word {
        Ok(Some(text))
    } else {
        Err(Stop::Odd)
    }
}
