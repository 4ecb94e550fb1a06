//! The layers that files have of their own, where their dossier lists none for them.

/// A layer of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OwnLayer {
    /// Its name in the file; empty where the file is one layer without a name.
    pub(super) name: String,
    /// How its content was understood: "names from `title`", "Windows-1251".
    pub(super) understood: Vec<String>,
}

impl OwnLayer {
    /// How it was understood, in one line.
    pub(super) fn line(&self) -> String {
        self.understood.join(", ")
    }
}
