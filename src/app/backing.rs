//! Large files, read part by part from the disk.

use std::fs::File;
use std::io;
use std::time::SystemTime;

use crate::atlas::table::Backing;

/// A file on the disk, read where it is asked for.
///
/// It is not mapped into memory: a mapped file that another program cuts short ends this one with a
/// signal, and its pages would count as memory.
#[derive(Debug)]
pub(super) struct FileBacking {
    file: File,
    length: u64,
    /// When it was changed last; `None` where the system does not say.
    changed_at: Option<SystemTime>,
}

impl FileBacking {
    /// A file with the length that it has now.
    ///
    /// # Errors
    /// Where the system does not tell the length.
    pub(super) fn new(file: File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            file,
            length: metadata.len(),
            changed_at: metadata.modified().ok(),
        })
    }
}

impl Backing for FileBacking {
    fn len(&self) -> u64 {
        self.length
    }

    fn is_changed(&self) -> bool {
        let now = self.file.metadata();
        now.is_ok_and(|now| (now.len(), now.modified().ok()) != (self.length, self.changed_at))
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_that_was_edited_in_place_has_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.geojson");
        fs::write(&path, "one feature").expect("written");
        let backing = FileBacking::new(File::open(&path).expect("open")).expect("a length");
        assert!(!backing.is_changed());
        fs::write(&path, "two feature").expect("written");
        let later = SystemTime::now() + Duration::from_secs(2);
        let file = File::options().write(true).open(&path).expect("open");
        file.set_modified(later).expect("a time");
        assert!(backing.is_changed());
    }
}
