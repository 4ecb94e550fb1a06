//! The session's view on its way into its dossier, or into a copy of it.

use crate::dossier::BUILTIN_ID;
use crate::session::{
    Command, DossierCopy, Effect, FileCommand, NoticeKind, Picture, SavedState, Session, Sheet,
    ShellCommand, SourceId,
};

impl Session {
    /// Whether what is open is a dossier of the reader's own, which can keep a view.
    #[must_use]
    pub fn is_own_dossier(&self) -> bool {
        self.path.is_some() && self.atlas.dossier.has_manifest
    }

    /// What asking to save does: the first time since the dossier was opened, it asks what that shall be
    /// called; then it saves at once.
    #[must_use]
    pub fn save_command(&self) -> Command {
        let sheet = match (self.is_own_dossier(), &self.files.words) {
            (true, Some(_)) => return Command::File(FileCommand::SaveDossier),
            (true, None) => Sheet::Save,
            (false, _) => Sheet::SaveAs,
        };
        Command::Shell(ShellCommand::ToggleSheet(sheet))
    }

    /// Saves view and bookmarks in the dossier; asks for a copy where it is not the reader's own.
    pub(in crate::session) fn save_dossier(&mut self) -> Vec<Effect> {
        let own = self.path.clone().filter(|_| self.is_own_dossier());
        let Some(path) = own else {
            return self.save_dossier_as();
        };
        let what = self.unsaved();
        if what.is_empty() {
            let text = "There is nothing to save: the dossier opens with what is shown now";
            self.shell.notify(text.to_owned(), NoticeKind::Info);
            return Vec::new();
        }
        vec![Effect::SaveState {
            path,
            what: what.join(", "),
            state: Box::new(SavedState::of(self)),
        }]
    }

    /// Asks where a copy of the dossier shall go.
    pub(in crate::session) fn save_dossier_as(&mut self) -> Vec<Effect> {
        let dossier = &self.atlas.dossier;
        let name = match dossier.id.as_str() {
            "" => "my-dossier".to_owned(),
            id => format!("{id}-copy"),
        };
        let copy = DossierCopy {
            sources: self.files.sources.clone(),
            title: self
                .files
                .words
                .as_ref()
                .map_or_else(|| dossier.title.clone(), |words| words.title.clone()),
            renamed: dossier.id == BUILTIN_ID,
            state: SavedState::of(self),
        };
        let save = self.files.wait(Picture::Dossier(Box::new(copy)));
        let folder = self.files.last_folder.clone();
        vec![Effect::AskCopyPath { save, name, folder }]
    }

    /// View and bookmarks are in the dossier.
    pub(in crate::session) fn state_saved(
        &mut self,
        path: SourceId,
        what: &str,
        state: &SavedState,
    ) {
        let name = path.name();
        let added = &self.files.sources;
        let beside = if added.added.is_empty() && added.removed.is_empty() {
            ""
        } else {
            ". Layers that were added are not in it; File > Save as takes them in"
        };
        let text = format!("Saved in {name}: {what}{beside}");
        self.shell.notify(text, NoticeKind::Saved(path));
        self.files.kept = Some(state.written());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap, WrittenWords};
    use crate::dossier::{Files, MANIFEST, read, with_state};
    use crate::session::{BookmarkCommand, Event, LayersCommand};

    fn opened(manifest: &str, path: Option<&str>) -> Session {
        let mut files = Files::builtin();
        files
            .insert(MANIFEST, manifest.as_bytes().to_vec())
            .unwrap();
        let dossier = read(&files).dossier;
        let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
        Session::new(atlas, path.map(SourceId::from), Vec::new())
    }

    fn manifest() -> String {
        Files::builtin().text(MANIFEST).unwrap().into_owned()
    }

    /// Does something of everything that a dossier keeps.
    fn change(session: &mut Session) {
        let hidden = session.view.layers[2].layer;
        for command in [
            Command::Layers(LayersCommand::Toggle(hidden)),
            Command::Layers(LayersCommand::SetOpacity {
                layer: hidden,
                opacity: 0.33,
            }),
            Command::Camera(crate::session::CameraCommand::ZoomBy { factor: 3.0 }),
            Command::Bookmark(BookmarkCommand::Add),
        ] {
            session.apply(command);
        }
    }

    #[test]
    fn what_is_saved_is_what_the_dossier_opens_with_and_then_nothing_is_unsaved() {
        let mut session = opened(&manifest(), Some("/texts/walk"));
        assert_eq!(session.unsaved(), Vec::<&str>::new());
        change(&mut session);
        assert_eq!(session.unsaved(), ["place", "layers", "bookmarks"]);
        let effects = session.apply(Command::File(FileCommand::SaveDossier));
        let [Effect::SaveState { path, what, state }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(what, "place, layers, bookmarks");
        let text = with_state(&manifest(), &state.written()).unwrap();
        session.receive(Event::StateSaved {
            path: path.clone(),
            what: what.clone(),
            state: state.clone(),
        });
        assert_eq!(session.unsaved(), Vec::<&str>::new());
        let notice = session.shell.notices.last().unwrap();
        assert_eq!(notice.text, "Saved in walk: place, layers, bookmarks");

        let again = opened(&text, Some("/texts/walk"));
        assert_eq!(again.unsaved(), Vec::<&str>::new());
        assert_eq!(again.view.layers, session.view.layers);
        assert_eq!(again.bookmarks.len(), 1);
        let scale = |session: &Session| session.view.camera.metres_per_px;
        assert!((scale(&again) / scale(&session) - 1.0).abs() < 1e-4);
        let nothing = session.apply(Command::File(FileCommand::SaveDossier));
        assert_eq!(nothing, [], "there is nothing to save");
    }

    #[test]
    fn title_and_headline_are_asked_for_once_and_written_with_the_view() {
        let mut session = opened(&manifest(), Some("/texts/walk"));
        let sheet = Command::Shell(ShellCommand::ToggleSheet(Sheet::Save));
        assert_eq!(session.save_command(), sheet);
        let words = WrittenWords {
            title: "My walk".into(),
            headline: "Bases ring the border".into(),
        };
        session.apply(Command::File(FileCommand::SetWords(words.clone())));
        assert_eq!(session.unsaved(), ["title and headline"]);
        let effects = session.apply(session.save_command());
        let [Effect::SaveState { state, .. }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        let text = with_state(&manifest(), &state.written()).unwrap();
        let again = opened(&text, Some("/texts/walk"));
        assert_eq!(again.words(), words);
        // Without a headline it goes by its title again; a title it always has.
        let bare = WrittenWords::default();
        session.apply(Command::File(FileCommand::SetWords(bare)));
        let state = SavedState::of(&session);
        let text = with_state(&text, &state.written()).unwrap();
        let again = opened(&text, Some("/texts/walk")).words();
        assert_eq!(
            (again.title.as_str(), again.headline.as_str()),
            ("My walk", "")
        );
    }

    #[test]
    fn what_is_not_the_readers_own_is_saved_as_a_copy_which_is_open_then() {
        let mut session = opened(&manifest(), None);
        change(&mut session);
        let effects = session.apply(Command::File(FileCommand::SaveDossier));
        let [Effect::AskCopyPath { save, name, .. }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(name, "central-asia-2021-copy");
        let chosen = FileCommand::PathChosen {
            save: *save,
            path: "/texts/mine".into(),
            replace: false,
        };
        let effects = session.apply(Command::File(chosen));
        let [
            Effect::Save {
                picture: Picture::Dossier(copy),
                ..
            },
        ] = effects.as_slice()
        else {
            panic!("{effects:?}");
        };
        assert!(copy.renamed && copy.state.bookmarks.len() == 1);
        let effects = session.receive(Event::Saved(*save, "/texts/mine".into()));
        assert_eq!(effects, [Effect::Read(vec!["/texts/mine".into()])]);
    }
}
