//! A database opened from bytes, without a file of its own and never to be written.

use std::io::{self, Read};

use rusqlite::{Connection, MAIN_DB};

use super::super::{Bytes, ReadError, Source};
use super::wal::{self, Newer};

/// Beginning of every database of `SQLite`.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Largest database that `SQLite` takes from memory, in bytes.
const MOST_BYTES: u64 = 0x7fff_fe00;

/// Steps of `SQLite`'s machine between two looks at how many there were.
const STEPS_A_LOOK: i32 = 1_000_000;

/// Looks that a database of any size may take. Reading a row takes some tens of steps, so only views that
/// join or recurse without end reach the limit.
const LOOKS: u64 = 100;
/// Further looks that a database may take for each mebibyte.
const LOOKS_A_MIB: u64 = 20;

/// Opens the database of a source with what its log holds beside it.
///
/// # Errors
/// Fails where it is damaged, too large, or the system refuses.
pub(super) fn open(source: &Source<'_>) -> Result<Connection, ReadError> {
    let mut header = [0; 100];
    source
        .reader()
        .read_exact(&mut header)
        .map_err(|_| damaged("the file is too short for a database"))?;
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size if size.is_power_of_two() && size >= 512 => usize::from(size),
        size => return Err(damaged(&format!("pages of {size} bytes are not possible"))),
    };
    let newer = match log(source) {
        Some(log) => wal::newer_pages(log, page_size)?,
        None => Newer::default(),
    };
    let own_pages = source.bytes.len().div_ceil(page_size as u64);
    let pages = if newer.page_count > 0 {
        u64::from(newer.page_count)
    } else {
        own_pages
    };
    let len = pages * page_size as u64;
    if len > MOST_BYTES {
        return Err(ReadError::Damaged {
            what: "the database is larger than 2 GB".to_owned(),
            mend: "save the layers that you need in a file of their own, or as FlatGeobuf"
                .to_owned(),
        });
    }
    // A log cannot promise more pages than there are bytes for.
    if len > source.bytes.len() + log(source).map_or(0, Bytes::len) + page_size as u64 {
        return Err(damaged("its log promises more pages than there are"));
    }
    let reader = Pages {
        source,
        newer,
        page_size,
        at: 0,
        len,
    };
    let mut connection =
        Connection::open_in_memory().map_err(|error| damaged(&error.to_string()))?;
    connection
        .deserialize_read_exact(MAIN_DB, reader, len as usize, true)
        .map_err(|error| damaged(&error.to_string()))?;
    let mut looks = LOOKS + LOOKS_A_MIB * (len >> 20);
    let limited = connection.progress_handler(
        STEPS_A_LOOK,
        Some(move || {
            looks = looks.saturating_sub(1);
            looks == 0
        }),
    );
    limited.map_err(|error| damaged(&error.to_string()))?;
    // Views of a file from elsewhere may call no function that has effects.
    let guarded = connection.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON",
    );
    guarded.map_err(|error| damaged(&error.to_string()))?;
    Ok(connection)
}

pub(super) fn damaged(what: &str) -> ReadError {
    ReadError::Damaged {
        what: format!("the database cannot be read: {what}"),
        mend: "copy the file again, with the file beside it that ends in -wal if there is one"
            .to_owned(),
    }
}

fn log<'s>(source: &Source<'s>) -> Option<&'s dyn Bytes> {
    let ending = super::super::Head {
        name: source.name,
        bytes: &[],
        len: 0,
    }
    .ending();
    source.companions.companion(&format!("{ending}-wal"))
}

/// The pages of a database, those of its log in the place of older ones.
struct Pages<'s, 'n> {
    source: &'n Source<'s>,
    newer: Newer,
    page_size: usize,
    at: u64,
    len: u64,
}

impl Read for Pages<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let page_size = self.page_size as u64;
        let within = self.at % page_size;
        let left = (page_size - within)
            .min(self.len - self.at)
            .min(into.len() as u64) as usize;
        if left == 0 {
            return Ok(0);
        }
        let page = u32::try_from(self.at / page_size + 1).unwrap_or(u32::MAX);
        let read = match self.newer.pages.get(&page) {
            Some(offset) => log(self.source)
                .map_or(Ok(0), |log| log.read_at(offset + within, &mut into[..left]))?,
            None => self.source.bytes.read_at(self.at, &mut into[..left])?,
        };
        // The last page of a file may be cut off.
        let count = if read == 0 {
            into[..left].fill(0);
            left
        } else {
            read
        };
        // Bytes 18 and 19 say that there is a log, which a database in memory cannot have.
        for version in [18u64, 19] {
            if (self.at..self.at + count as u64).contains(&version) {
                into[(version - self.at) as usize] = 1;
            }
        }
        self.at += count as u64;
        Ok(count)
    }
}
