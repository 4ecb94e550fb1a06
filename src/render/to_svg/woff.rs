//! A face cut down to some of its glyphs, as a WOFF file (WOFF 1.0, W3C 2012).
//!
//! Glyphs keep their numbers and the tables that shape text are whole, so
//! that a browser sets the text as we do; only the outlines of the other
//! glyphs are left out, and the rest is packed.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use ttf_parser::{RawFace, Tag};

const GLYF: Tag = Tag::from_bytes(b"glyf");
const HEAD: Tag = Tag::from_bytes(b"head");
const LOCA: Tag = Tag::from_bytes(b"loca");

/// Where `head` has the sum of the whole file, and what the sum makes up to (OpenType 1.9, head).
const ADJUSTMENT: std::ops::Range<usize> = 8..12;
const MAGIC: u32 = 0xB1B0_AFBA;

/// The face with the outlines of `glyphs` and of what they are made of; none where it is not
/// TrueType.
pub(super) fn woff(face: &[u8], glyphs: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let raw = RawFace::parse(face, 0).ok()?;
    let outlines = Outlines::of(&raw)?;
    let (glyf, loca) = outlines.only(&outlines.with_parts(glyphs))?;
    let mut tables: Vec<(Tag, Vec<u8>)> = Vec::new();
    for record in raw.table_records {
        let bytes = match record.tag {
            GLYF => glyf.clone(),
            LOCA => loca.clone(),
            tag => raw.table(tag)?.to_vec(),
        };
        tables.push((record.tag, bytes));
    }
    tables.sort_by_key(|(tag, _)| *tag);
    let sum = adjustment(&tables)?;
    let head = tables.iter_mut().find(|(tag, _)| *tag == HEAD)?;
    head.1
        .get_mut(ADJUSTMENT)?
        .copy_from_slice(&sum.to_be_bytes());
    packed(&tables)
}

/// The outlines of a face.
struct Outlines<'a> {
    glyf: &'a [u8],
    /// Where each begins, and where the last ends.
    starts: Vec<usize>,
    /// Whether `loca` has four bytes for each, not two.
    long: bool,
}

impl<'a> Outlines<'a> {
    fn of(raw: &RawFace<'a>) -> Option<Self> {
        let head = raw.table(HEAD)?;
        let long = u16_at(head, 50)? != 0;
        let loca = raw.table(LOCA)?;
        let starts = if long {
            let (words, _) = loca.as_chunks::<4>();
            words
                .iter()
                .map(|&word| u32::from_be_bytes(word) as usize)
                .collect()
        } else {
            let (words, _) = loca.as_chunks::<2>();
            words
                .iter()
                .map(|&word| usize::from(u16::from_be_bytes(word)) * 2)
                .collect()
        };
        Some(Self {
            glyf: raw.table(GLYF)?,
            starts,
            long,
        })
    }

    fn outline(&self, glyph: u16) -> &'a [u8] {
        let at = usize::from(glyph);
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        let bytes = range.and_then(|(&from, &to)| self.glyf.get(from..to));
        bytes.unwrap_or_default()
    }

    /// `glyphs`, the one for what is missing, and all that they are composed of.
    fn with_parts(&self, glyphs: &BTreeSet<u16>) -> BTreeSet<u16> {
        let mut all = BTreeSet::new();
        let mut waiting: Vec<u16> = glyphs.iter().copied().chain([0]).collect();
        while let Some(glyph) = waiting.pop() {
            if all.insert(glyph) {
                waiting.extend(parts(self.outline(glyph)));
            }
        }
        all
    }

    /// `glyf` and `loca` with these outlines alone.
    fn only(&self, kept: &BTreeSet<u16>) -> Option<(Vec<u8>, Vec<u8>)> {
        let (mut glyf, mut loca) = (Vec::new(), Vec::new());
        for glyph in 0..self.starts.len() {
            if self.long {
                loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
            } else {
                loca.extend(u16::try_from(glyf.len() / 2).ok()?.to_be_bytes());
            }
            let id = u16::try_from(glyph).ok().filter(|id| kept.contains(id));
            if let Some(id) = id {
                glyf.extend_from_slice(self.outline(id));
                pad(&mut glyf);
            }
        }
        Some((glyf, loca))
    }
}

/// What a composite outline is made of (OpenType 1.9, glyf).
fn parts(outline: &[u8]) -> Vec<u16> {
    const WORDS: u16 = 0x1;
    const SCALE: u16 = 0x8;
    const MORE: u16 = 0x20;
    const TWO_SCALES: u16 = 0x40;
    const FOUR_SCALES: u16 = 0x80;
    let mut parts = Vec::new();
    // A negative number of contours says that it is one.
    if u16_at(outline, 0).is_none_or(|contours| contours < 0x8000) {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(part)) = (u16_at(outline, at), u16_at(outline, at + 2)) {
        parts.push(part);
        let has = |flag: u16| usize::from(flags & flag != 0);
        at += 6 + 2 * has(WORDS) + 2 * has(SCALE) + 4 * has(TWO_SCALES) + 8 * has(FOUR_SCALES);
        if flags & MORE == 0 {
            break;
        }
    }
    parts
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes([pair[0], pair[1]]))
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

/// The sum of a table's words (OpenType 1.9, calculating checksums).
fn checksum(bytes: &[u8]) -> u32 {
    let mut bytes = bytes.to_vec();
    pad(&mut bytes);
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().fold(0_u32, |sum, &word| {
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// The sum of a table as the directory has it: that of `head` without what it says of the file.
fn table_checksum(tag: Tag, bytes: &[u8]) -> Option<u32> {
    let mut bytes = bytes.to_vec();
    if tag == HEAD {
        bytes.get_mut(ADJUSTMENT)?.fill(0);
    }
    Some(checksum(&bytes))
}

/// What `head` says that makes up for the sum of the unpacked file.
fn adjustment(tables: &[(Tag, Vec<u8>)]) -> Option<u32> {
    let count = u16::try_from(tables.len()).ok()?;
    let log = count.checked_ilog2()?;
    let range = 16 * (1_u16 << log);
    let mut directory = 0x0001_0000_u32.to_be_bytes().to_vec();
    for part in [count, range, u16::try_from(log).ok()?, count * 16 - range] {
        directory.extend(part.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut sum = 0_u32;
    for (tag, bytes) in tables {
        let own = table_checksum(*tag, bytes)?;
        directory.extend(tag.to_bytes());
        for part in [
            own,
            u32::try_from(offset).ok()?,
            u32::try_from(bytes.len()).ok()?,
        ] {
            directory.extend(part.to_be_bytes());
        }
        offset += bytes.len().next_multiple_of(4);
        sum = sum.wrapping_add(own);
    }
    Some(MAGIC.wrapping_sub(sum.wrapping_add(checksum(&directory))))
}

fn packed(tables: &[(Tag, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut directory = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let begin = 44 + 20 * tables.len();
    let mut unpacked = 12 + 16 * tables.len();
    for (tag, bytes) in tables {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).ok()?;
        let small = encoder.finish().ok()?;
        // A table that packing does not make smaller stands as it is (WOFF 1.0, section 5).
        let stored = if small.len() < bytes.len() {
            &small
        } else {
            bytes
        };
        directory.extend(tag.to_bytes());
        for part in [begin + data.len(), stored.len(), bytes.len()] {
            directory.extend(u32::try_from(part).ok()?.to_be_bytes());
        }
        directory.extend(table_checksum(*tag, bytes)?.to_be_bytes());
        data.extend_from_slice(stored);
        pad(&mut data);
        unpacked += bytes.len().next_multiple_of(4);
    }
    let mut file = b"wOFF".to_vec();
    file.extend(0x0001_0000_u32.to_be_bytes());
    file.extend(u32::try_from(begin + data.len()).ok()?.to_be_bytes());
    file.extend(u16::try_from(tables.len()).ok()?.to_be_bytes());
    file.extend([0, 0]);
    file.extend(u32::try_from(unpacked).ok()?.to_be_bytes());
    // No version of its own, no metadata, no private data.
    file.resize(44, 0);
    file.extend(directory);
    file.extend(data);
    Some(file)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::scene::fonts::Face;

    /// The face that a reader of the file unpacks.
    fn unpacked(file: &[u8]) -> Vec<u8> {
        let word = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(&file[..4], b"wOFF");
        assert_eq!(word(8), file.len());
        let count = usize::from(u16_at(file, 12).unwrap());
        let mut directory = file[4..8].to_vec();
        directory.extend(u16::try_from(count).unwrap().to_be_bytes());
        let log = count.ilog2() as usize;
        for part in [16 << log, log, 16 * count - (16 << log)] {
            directory.extend(u16::try_from(part).unwrap().to_be_bytes());
        }
        let mut data = Vec::new();
        for entry in (0..count).map(|index| 44 + 20 * index) {
            let (at, packed, length) = (word(entry + 4), word(entry + 8), word(entry + 12));
            let stored = &file[at..at + packed];
            let mut table = Vec::new();
            if packed < length {
                flate2::read::ZlibDecoder::new(stored)
                    .read_to_end(&mut table)
                    .unwrap();
            } else {
                table.extend_from_slice(stored);
            }
            assert_eq!(table.len(), length);
            directory.extend(&file[entry..entry + 4]);
            directory.extend(&file[entry + 16..entry + 20]);
            let offset = 12 + 16 * count + data.len();
            directory.extend(u32::try_from(offset).unwrap().to_be_bytes());
            directory.extend(u32::try_from(length).unwrap().to_be_bytes());
            data.extend(table);
            pad(&mut data);
        }
        assert_eq!(word(16), directory.len() + data.len());
        directory.extend(data);
        directory
    }

    #[test]
    fn a_cut_down_face_draws_its_glyphs_as_before_and_no_others() {
        #[derive(Default, PartialEq, Debug)]
        struct Count(usize);
        impl ttf_parser::OutlineBuilder for Count {
            fn move_to(&mut self, _: f32, _: f32) {
                self.0 += 1;
            }
            fn line_to(&mut self, _: f32, _: f32) {
                self.0 += 1;
            }
            fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
                self.0 += 1;
            }
            fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
            fn close(&mut self) {}
        }
        let steps = |font: &ttf_parser::Face<'_>, letter: char| {
            let mut count = Count::default();
            let glyph = font.glyph_index(letter).unwrap();
            font.outline_glyph(glyph, &mut count);
            count
        };
        for face in Face::ALL {
            let whole = ttf_parser::Face::parse(face.bytes(), 0).unwrap();
            let letters = "Ошé1ī";
            let glyphs = letters
                .chars()
                .map(|letter| whole.glyph_index(letter).unwrap().0);
            let file = woff(face.bytes(), &glyphs.collect()).unwrap();
            assert!(file.len() < 60_000, "{face:?}: {} bytes", file.len());
            let bytes = unpacked(&file);
            assert_eq!(checksum(&bytes), MAGIC);
            let cut = ttf_parser::Face::parse(&bytes, 0).unwrap();
            for letter in letters.chars() {
                assert!(steps(&cut, letter).0 > 4);
                assert_eq!(steps(&cut, letter), steps(&whole, letter), "{letter}");
                let advance = |font: &ttf_parser::Face<'_>| {
                    font.glyph_hor_advance(font.glyph_index(letter).unwrap())
                };
                assert_eq!(advance(&cut), advance(&whole));
            }
            assert_eq!(steps(&cut, 'W'), Count(0));
            for tag in [b"GPOS", b"GSUB", b"cmap"].map(Tag::from_bytes) {
                let shapes =
                    |font: &ttf_parser::Face<'_>| font.raw_face().table(tag).map(<[u8]>::to_vec);
                assert!(
                    shapes(&cut).is_some() && shapes(&cut) == shapes(&whole),
                    "{tag}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_face_is_not_cut_down() {
        for bytes in [&b""[..], b"no face", &Face::Sans.bytes()[..400]] {
            assert_eq!(woff(bytes, &BTreeSet::from([3])), None);
        }
    }
}
