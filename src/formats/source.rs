//! A file to be read: its name, its bytes, and the files beside it.

use std::borrow::Cow;
use std::fmt;
use std::io;

use super::given::Given;

/// Bytes that can be read at any position, from several threads at once.
pub trait Bytes: fmt::Debug + Send + Sync {
    /// How many there are.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads from `offset` on; gives how many bytes were read, 0 only at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;

    /// All bytes, where they are in memory already.
    fn in_memory(&self) -> Option<&[u8]> {
        None
    }
}

impl Bytes for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let all = <[u8]>::len(self);
        let begin = usize::try_from(offset).map_or(all, |at| at.min(all));
        let count = (all - begin).min(into.len());
        into[..count].copy_from_slice(&self[begin..begin + count]);
        Ok(count)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self)
    }
}

impl Bytes for Cow<'_, [u8]> {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.as_ref().read_at(offset, into)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self)
    }
}

impl Bytes for Vec<u8> {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.as_slice().read_at(offset, into)
    }

    fn in_memory(&self) -> Option<&[u8]> {
        Some(self)
    }
}

/// Files beside a source, by their ending: `posts.dbf` beside `posts.shp`.
pub trait Companions {
    /// The file of the same name with `ending` (lower case, without the dot; `gpkg-wal` for
    /// `wal.gpkg-wal`), however the ending is capitalised.
    fn companion(&self, ending: &str) -> Option<&dyn Bytes>;
}

/// A source that stands alone.
#[derive(Debug, Clone, Copy)]
pub struct NoCompanions;

impl Companions for NoCompanions {
    fn companion(&self, _: &str) -> Option<&dyn Bytes> {
        None
    }
}

/// A file to be read.
#[derive(Clone, Copy)]
pub struct Source<'s> {
    /// Its name, as problems say it.
    pub name: &'s str,
    /// Its bytes.
    pub bytes: &'s dyn Bytes,
    /// The files beside it.
    pub companions: &'s dyn Companions,
    /// What is known of it from outside.
    pub given: &'s Given,
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl<'s> Source<'s> {
    /// A reader over its bytes, from the first on.
    #[must_use]
    pub fn reader(&self) -> Reader<'s> {
        Reader {
            bytes: self.bytes,
            at: 0,
        }
    }

    /// Its name without its folder and its ending: the name of a layer that has none of its own.
    #[must_use]
    pub fn stem(&self) -> String {
        let file = self.name.rsplit(['/', '\\']).next().unwrap_or(self.name);
        file.rsplit_once('.')
            .map_or(file, |(stem, _)| stem)
            .to_owned()
    }

    /// All its bytes: borrowed where they are in memory, else read.
    ///
    /// # Errors
    /// What the system says, or [`io::ErrorKind::FileTooLarge`] where there are more than `limit`.
    pub fn all(&self, limit: u64) -> io::Result<Cow<'s, [u8]>> {
        if let Some(bytes) = self.bytes.in_memory() {
            return Ok(Cow::Borrowed(bytes));
        }
        if self.bytes.len() > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut all = room_for(self.bytes.len())?;
        let mut reader = self.reader();
        let mut read = 0;
        // The file may have been cut short since it was measured.
        while read < all.len() {
            match io::Read::read(&mut reader, &mut all[read..])? {
                0 => break,
                count => read += count,
            }
        }
        all.truncate(read);
        Ok(Cow::Owned(all))
    }

    /// Its beginning, at most [`Head::MOST_BYTES`], for recognising it.
    ///
    /// # Errors
    /// What the system says.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        io::Read::read_to_end(
            &mut io::Read::take(self.reader(), Head::MOST_BYTES),
            &mut head,
        )?;
        Ok(head)
    }
}

/// Zeros for `len` bytes and no more: a vector that grows as it is filled takes up to twice as many.
fn room_for(len: u64) -> io::Result<Vec<u8>> {
    let len = usize::try_from(len).map_err(|_| io::ErrorKind::FileTooLarge)?;
    Ok(vec![0; len])
}

/// [`std::io::Read`] and [`std::io::Seek`] over a source's bytes.
#[derive(Debug, Clone)]
pub struct Reader<'s> {
    bytes: &'s dyn Bytes,
    at: u64,
}

impl io::Read for Reader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read_at(self.at, into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl io::Seek for Reader<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let at = match to {
            io::SeekFrom::Start(at) => Some(at),
            io::SeekFrom::End(by) => self.bytes.len().checked_add_signed(by),
            io::SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

/// What a format is recognised by.
#[derive(Debug, Clone, Copy)]
pub struct Head<'h> {
    /// The file's name.
    pub name: &'h str,
    /// Its first bytes, at most [`Self::MOST_BYTES`].
    pub bytes: &'h [u8],
    /// How many bytes the file has.
    pub len: u64,
}

impl Head<'_> {
    /// Bytes of a file that are looked at to recognise it.
    pub const MOST_BYTES: u64 = 64 << 10;

    /// The ending of the file's name, in lower case and without the dot; empty where it has none.
    #[must_use]
    pub fn ending(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.')
            .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of a file on a disk.
    #[derive(Debug)]
    struct OnDisk(Vec<u8>);

    impl Bytes for OnDisk {
        fn len(&self) -> u64 {
            self.0.len() as u64
        }

        fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
            // A system gives as many as it likes.
            let most = into.len().min(1_000);
            self.0.read_at(offset, &mut into[..most])
        }
    }

    #[test]
    fn all_of_a_file_takes_no_more_memory_than_it_has_bytes() {
        let bytes = OnDisk((0..100_001_u32).map(|number| number as u8).collect());
        let source = Source {
            name: "a.csv",
            bytes: &bytes,
            companions: &NoCompanions,
            given: &Given::default(),
        };
        let all = source.all(1 << 20).expect("read").into_owned();
        assert_eq!((all.len(), all.capacity()), (100_001, 100_001));
        assert_eq!(all, bytes.0);
        let refused = source.all(1 << 10).expect_err("too large");
        assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge);
    }
}
