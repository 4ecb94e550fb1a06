//! The in-app path field, where the system has no dialog or a path did not serve.

use serde::{Deserialize, Serialize};

use crate::session::{SaveId, SourceId};

/// What the in-app path field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PromptPurpose {
    /// Where to write a picture.
    Save(SaveId),
    /// What to open.
    Open,
    /// Where to begin a dossier.
    New,
}

/// The in-app path field, where the system has no dialog or a path did not serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// For what.
    pub purpose: PromptPurpose,
    /// The path in the field when it opens.
    pub path: SourceId,
    /// What was wrong with the last path: what, why, mend.
    pub error: Option<String>,
    /// A file is there: it is replaced only if the reader says so.
    pub exists: bool,
    /// Counts prompts, so that the field starts afresh with each.
    pub serial: u32,
}
