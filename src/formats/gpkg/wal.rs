//! The write-ahead log beside a database: what was committed and not yet written into the file
//! (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).

use std::collections::BTreeMap;
use std::io;

use super::super::Bytes;
use super::super::window::SourceWindow;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The first number of a log whose checksums are over little-endian words; one more for big-endian.
const MAGIC: u32 = 0x377f_0682;

/// Pages in a log that are newer than those of the database.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Newer {
    /// Byte of the log at which a page's newest content lies, by the page's number from 1.
    pub(super) pages: BTreeMap<u32, u64>,
    /// How many pages the database has after the last commit; 0 where there was none.
    pub(super) page_count: u32,
}

/// The committed pages of a log of pages of this size. A log that was begun anew or cut off counts up
/// to its last whole commit, as it does for `SQLite`.
///
/// # Errors
/// What the system says.
pub(super) fn newer_pages(log: &dyn Bytes, page_size: usize) -> io::Result<Newer> {
    let mut newer = Newer::default();
    let mut window = SourceWindow::new(log);
    let Some(header) = window.get(0, HEADER)? else {
        return Ok(newer);
    };
    let magic = be32(header, 0);
    if magic & !1 != MAGIC || be32(header, 8) as usize != page_size {
        return Ok(newer);
    }
    let little = magic == MAGIC;
    let salts = header[16..24].to_vec();
    let mut sum = checksum([0, 0], &header[..24], little);
    if sum != [be32(header, 24), be32(header, 28)] {
        return Ok(newer);
    }
    let mut pending = Vec::new();
    let mut at = HEADER as u64;
    while let Some(frame) = window.get(at, FRAME_HEADER + page_size)? {
        sum = checksum(sum, &frame[..8], little);
        sum = checksum(sum, &frame[FRAME_HEADER..], little);
        if frame[8..16] != *salts || sum != [be32(frame, 16), be32(frame, 20)] {
            break;
        }
        pending.push((be32(frame, 0), at + FRAME_HEADER as u64));
        let page_count = be32(frame, 4);
        if page_count > 0 {
            newer.page_count = page_count;
            newer.pages.extend(pending.drain(..));
        }
        at += (FRAME_HEADER + page_size) as u64;
    }
    Ok(newer)
}

fn checksum([mut first, mut second]: [u32; 2], bytes: &[u8], little: bool) -> [u32; 2] {
    for pair in bytes.chunks_exact(8) {
        let word = |at: usize| {
            if little {
                be32(pair, at).swap_bytes()
            } else {
                be32(pair, at)
            }
        };
        first = first.wrapping_add(word(0)).wrapping_add(second);
        second = second.wrapping_add(word(4)).wrapping_add(first);
    }
    [first, second]
}

/// The big-endian number at `at`, where there are bytes enough.
fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..)
        .and_then(<[u8]>::first_chunk)
        .map_or(0, |bytes| u32::from_be_bytes(*bytes))
}
