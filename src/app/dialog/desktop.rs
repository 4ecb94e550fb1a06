//! What the dialogs ask of the system. Each of these calls may take as long as it likes.

use std::path::{Path, PathBuf};

/// File names that a dialog offers together.
pub(super) struct FileFilter {
    /// What such files are called.
    pub(super) name: String,
    /// Their endings, without the dot.
    pub(super) endings: Vec<&'static str>,
}

/// A dialog that asks for one path.
pub(super) struct FileDialog<'q> {
    pub(super) title: &'static str,
    /// The folder that it shows first.
    pub(super) folder: &'q Path,
    /// The name that it proposes for a new file; `None` if it asks for a file that is there.
    pub(super) name: Option<&'q str>,
    pub(super) filters: &'q [FileFilter],
}

/// Disk and dialogs of the system.
pub(super) trait Desktop: Send + Sync {
    /// Whether `path` is a folder.
    fn is_dir(&self, path: &Path) -> bool;

    /// The path that the reader chooses; `None` if the reader cancels, or the system shows no dialog.
    fn choose(&self, dialog: &FileDialog) -> Option<PathBuf>;
}

/// The system that the program runs on.
pub(super) struct SystemDesktop;

impl Desktop for SystemDesktop {
    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn choose(&self, dialog: &FileDialog) -> Option<PathBuf> {
        let shown = rfd::FileDialog::new()
            .set_title(dialog.title)
            .set_directory(dialog.folder);
        let shown = dialog.filters.iter().fold(shown, |shown, filter| {
            shown.add_filter(&filter.name, &filter.endings)
        });
        match dialog.name {
            Some(name) => shown.set_file_name(name).save_file(),
            None => shown.pick_file(),
        }
    }
}
