//! Large files, read part by part from the disk.

use std::fs::File;
use std::io;

use crate::atlas::table::Backing;

/// A file on the disk, read where it is asked for.
///
/// It is not mapped into memory: a mapped file that another program cuts short ends this one with a
/// signal, and its pages would count as memory.
#[derive(Debug)]
pub(super) struct FileBacking {
    file: File,
    length: u64,
}

impl FileBacking {
    /// A file with the length that it has now.
    ///
    /// # Errors
    /// Where the system does not tell the length.
    pub(super) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file, length })
    }
}

impl Backing for FileBacking {
    fn len(&self) -> u64 {
        self.length
    }

    #[cfg(unix)]
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, into, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.file, into, offset)
    }
}
