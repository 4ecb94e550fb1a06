//! Files that give nothing until another program writes into them.

use std::path::Path;

/// Whether a path is one of a pipe or of another file that is read as it is written.
#[cfg(unix)]
pub(crate) fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    std::fs::metadata(path)
        .is_ok_and(|it| it.file_type().is_fifo() || it.file_type().is_char_device())
}

/// Whether a path is one of a pipe or of another file that is read as it is written.
#[cfg(not(unix))]
pub(crate) fn is_pipe(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir())
}
