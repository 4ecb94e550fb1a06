//! The in-app path field, where the system has no dialog or a path did not serve.

use serde::{Deserialize, Serialize};

use crate::session::{FileState, SaveId, SourceId};

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

impl PromptPurpose {
    /// Whether an answer serves both: each opens something.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Save(save), Self::Save(other)) => save == other,
            (Self::Open | Self::New, Self::Open | Self::New) => true,
            (Self::Save(_), _) | (_, Self::Save(_)) => false,
        }
    }
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

impl FileState {
    /// Asks for a path. The field that is open stays until it is answered, so that no picture is left
    /// without a question; what the reader wants to open comes before a picture's.
    pub(in crate::session) fn ask(
        &mut self,
        purpose: PromptPurpose,
        path: SourceId,
        error: Option<String>,
        exists: bool,
    ) {
        if let PromptPurpose::Save(save) = purpose
            && self.find(save).is_none()
        {
            // It was given up meanwhile.
            return;
        }
        self.prompts += 1;
        let asked = Prompt {
            purpose,
            path,
            error,
            exists,
            serial: self.prompts,
        };
        self.later.retain(|later| !later.purpose.is_like(purpose));
        match self.prompt.take() {
            Some(open) if !open.purpose.is_like(purpose) => {
                let saves = matches!(purpose, PromptPurpose::Save(_));
                let (first, then) = if saves { (open, asked) } else { (asked, open) };
                self.prompt = Some(first);
                self.later.push(then);
            }
            _ => self.prompt = Some(asked),
        }
    }

    /// A question that was answered, in its field or elsewhere, is closed, and the next one opened.
    pub(in crate::session) fn answered(&mut self, purpose: PromptPurpose) {
        self.later.retain(|later| !later.purpose.is_like(purpose));
        if self
            .prompt
            .as_ref()
            .is_some_and(|open| open.purpose.is_like(purpose))
        {
            self.prompt = None;
        }
        if self.prompt.is_none() && !self.later.is_empty() {
            self.prompt = Some(self.later.remove(0));
        }
    }
}
