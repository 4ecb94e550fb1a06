//! Opens and saves as the reader says.

use crate::session::{Effect, FileCommand, PromptPurpose, Session};

impl Session {
    pub(in crate::session) fn apply_file(&mut self, command: FileCommand) -> Vec<Effect> {
        match command {
            FileCommand::Screenshot => return vec![Effect::Capture(self.files.next_save())],
            FileCommand::ToggleExport => {
                self.files.exporting = !self.files.exporting;
                // One sheet at a time.
                self.shell.sheet = None;
            }
            FileCommand::SetExport(spec) => self.files.export = spec,
            FileCommand::SetPictureWords(words) => self.view.words = words,
            FileCommand::SetAnimation {
                animation,
                animates,
            } => (self.files.animation, self.files.animates) = (animation, animates),
            FileCommand::Export => return self.export(),
            FileCommand::ExportChart { chart, spec } => return self.export_chart(chart, spec),
            FileCommand::SaveFeatures(which) => return self.save_features(which),
            FileCommand::SaveRows(ids) => return self.save_rows(ids),
            FileCommand::SetWords(words) => self.files.words = Some(words),
            FileCommand::SaveDossier => return self.save_dossier(),
            FileCommand::SaveDossierAs => return self.save_dossier_as(),
            FileCommand::Add(paths) => return self.add_layers(paths),
            FileCommand::Remove(layer) => return self.remove_layer(layer),
            FileCommand::ReadAs { file, read_as } => return self.read_as(&file, *read_as),
            FileCommand::ReadAgain => return self.read_again(),
            FileCommand::AskOpen => {
                return vec![Effect::AskOpenPath(self.files.last_folder.clone())];
            }
            FileCommand::AskNew => return vec![Effect::AskNewPath(self.files.last_folder.clone())],
            FileCommand::Open(paths) => return self.open(paths),
            FileCommand::New(path) => return self.begin_dossier(path),
            FileCommand::ClearRecent => self.files.recent.clear(),
            FileCommand::PathChosen {
                save,
                path,
                replace,
            } => return self.write(save, path, replace),
            FileCommand::Cancelled(save) => return self.files.remove(save),
            FileCommand::DismissPrompt => return self.dismiss_prompt(),
            FileCommand::Abandon(save) => return self.abandon(save),
            FileCommand::CopyMap => return self.copy_map(),
            FileCommand::CopyFeatures(ids) => return vec![Effect::CopyFeatures(ids)],
            FileCommand::AbandonReading => return self.abandon_reading(),
        }
        Vec::new()
    }

    fn dismiss_prompt(&mut self) -> Vec<Effect> {
        let Some(purpose) = self.files.prompt.as_ref().map(|prompt| prompt.purpose) else {
            return Vec::new();
        };
        self.files.answered(purpose);
        match purpose {
            PromptPurpose::Save(save) => self.files.remove(save),
            PromptPurpose::Open | PromptPurpose::New => Vec::new(),
        }
    }
}
