//! What survives a restart: window, panels, theme, folders, and each dossier's view.
//!
//! The file is read member by member, so that a word of a newer version costs one member, and is
//! written by joining it with what is there by then: another window's changes and members that this
//! version does not know stay. A file that is no JSON is set aside with a copy; one that cannot be read
//! or copied is left alone. Whatever was not taken as it is kept is told in the window.

mod keeper;
mod merge;
mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::SettingsError;

pub(super) use keeper::Keeper;

use crate::atlas::{NameLanguage, WrittenChart};
use crate::earth::LengthUnit;
use crate::session::viewpoint::MapTheme;
use crate::session::{
    AnimationSpec, Bookmark, Command, Event, ExportSpec, NoticeKind, SavedView, Session, Shell,
    ShellCommand, SourceId, Sources,
};

/// What survives a restart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Size of the window, logical pixels.
    pub window_size: Option<[f32; 2]>,
    /// Whether the window fills its screen; its size is that which it has otherwise.
    pub maximized: bool,
    /// Panels, theme, size of the interface.
    pub shell: Shell,
    /// The map's colours, where they do not follow the interface's.
    pub map_theme: MapTheme,
    /// In which language the map names things.
    pub names: NameLanguage,
    /// In which unit lengths are said.
    pub units: LengthUnit,
    /// Whether the hint for a first start was shown.
    pub hint_shown: bool,
    /// What the export sheet said.
    pub export: ExportSpec,
    /// What the export sheet said of moving pictures.
    pub animation: AnimationSpec,
    /// Where the last picture went.
    pub last_folder: Option<SourceId>,
    /// Dossiers opened before, last first.
    pub recent: Vec<SourceId>,
    /// The last view of each dossier, by its id.
    pub views: BTreeMap<String, SavedView>,
    /// The views that the reader keeps of each dossier, by its id.
    pub bookmarks: BTreeMap<String, Vec<Bookmark>>,
    /// The charts that the reader keeps of each dossier and that are not in it, by its id.
    pub charts: BTreeMap<String, Vec<WrittenChart>>,
    /// What was added to each dossier, and how files were understood, by its id.
    pub sources: BTreeMap<String, Sources>,
    /// Where they are kept; `None` keeps them nowhere.
    #[serde(skip)]
    file: Option<PathBuf>,
    /// What they were when they were last read or kept, to tell what changed here since.
    #[serde(skip)]
    base: Option<Value>,
    /// What was not taken as it is kept, each in a sentence for the window.
    #[serde(skip)]
    told: Vec<String>,
}

/// Sizes that a window may have, logical pixels; others would show nothing or fit no screen.
const WINDOW_PX: [f32; 2] = [320.0, 16_384.0];

/// What a first start says, once.
const FIRST_HINT: &str = "Choose a mark to read what reports it, a link to see where it is.\n\
    Drag over the timeline to choose days. Ctrl+F finds names.\n\
    F1: manual. ?: keys. Ctrl+O, or a drop: your own files.";

/// Most members that are named where they could not be read.
const MOST_NAMED: usize = 3;

impl Settings {
    /// The settings of this user; as designed where there are none or they cannot be read.
    #[must_use]
    pub fn load() -> Self {
        dirs::config_dir().map_or_else(Self::default, |folder| {
            Self::load_from(folder.join("steppe").join("settings.json"))
        })
    }

    /// The settings kept in `file`, as far as they can be understood.
    ///
    /// A file that is not understood is copied beside itself, so that nothing in it is lost when the
    /// settings are kept again. One that cannot be read or copied is left as it is.
    #[must_use]
    pub fn load_from(file: PathBuf) -> Self {
        let mut settings = match store::read(&file) {
            Ok(stored) => {
                let kept = stored.kept.as_ref();
                let mut settings = kept.map_or_else(Self::default, Self::understood);
                let told = stored.set_aside.map(|why| as_designed(&why));
                settings.told.extend(told);
                settings
            }
            Err(error) => Self {
                told: vec![as_designed(&error)],
                ..Self::default()
            },
        };
        settings.base = serde_json::to_value(&settings).ok();
        settings.file = Some(file);
        settings
    }

    /// As many of the `kept` members as can be read.
    fn understood(kept: &Map<String, Value>) -> Self {
        let designed = serde_json::to_value(Self::default());
        match designed.and_then(|designed| merge::read::<Self>(designed, kept)) {
            Ok(read) => {
                let mut settings = read.value;
                settings.told.extend(refused(&read.refused));
                settings.clamp();
                settings
            }
            Err(error) => Self {
                told: vec![as_designed(&error)],
                ..Self::default()
            },
        }
    }

    /// Brings values that no window can have to the nearest that it can.
    fn clamp(&mut self) {
        let size = self
            .window_size
            .filter(|size| size.iter().all(|px| px.is_finite()));
        self.window_size = size.map(|size| size.map(|px| px.clamp(WINDOW_PX[0], WINDOW_PX[1])));
        self.shell.clamp();
    }

    /// Keeps the settings.
    ///
    /// Only what changed here since they were last read or kept is written over what is in the file by
    /// now. Returns a sentence for the window if that was not understood and had to be set aside.
    ///
    /// # Errors
    /// Where they cannot be written, or would replace a file that can neither be read nor be copied.
    pub fn save(&mut self) -> Result<Option<String>, SettingsError> {
        let Some(file) = &self.file else {
            return Ok(None);
        };
        let ours = serde_json::to_value(&*self)?;
        let set_aside = store::update(file, |theirs| {
            merge::merge(self.base.as_ref(), ours.clone(), theirs)
        })?;
        self.base = Some(ours);
        Ok(set_aside)
    }

    /// Gives `session` what it had the last time.
    pub fn give_to(&self, session: &mut Session) {
        session.shell = self.shell.clone();
        // No command: what was kept is no step to undo.
        session.view.theme = self.map_theme;
        session.apply(Command::SetNames(self.names));
        session.apply(Command::SetUnits(self.units));
        session.files.export = self.export;
        session.files.animation = self.animation;
        session.files.last_folder.clone_from(&self.last_folder);
        session.files.recent.clone_from(&self.recent);
        for text in &self.told {
            let text = text.clone();
            let kind = NoticeKind::Error;
            session.apply(Command::Shell(ShellCommand::Notify { text, kind }));
        }
        if !self.hint_shown {
            let (text, kind) = (FIRST_HINT.to_owned(), NoticeKind::Hint);
            session.apply(Command::Shell(ShellCommand::Notify { text, kind }));
        }
        session.shell.settings_file = self.file.as_deref().map(SourceId::from);
        session.receive(self.bookmarks_of(session));
        session.receive(self.charts_of(session));
        if let Some(command) = self.restoring(session) {
            session.apply(command);
        }
    }

    /// What gives `session` the views that were kept of its dossier.
    #[must_use]
    pub fn bookmarks_of(&self, session: &Session) -> Event {
        let kept = self.bookmarks.get(&session.atlas.dossier.id);
        Event::BookmarksRead(kept.unwrap_or(&session.bookmarks).clone())
    }

    /// What gives `session` the charts that were kept of its dossier.
    #[must_use]
    pub fn charts_of(&self, session: &Session) -> Event {
        let kept = self.charts.get(&session.atlas.dossier.id);
        Event::ChartsRead(kept.cloned().unwrap_or_default())
    }

    /// What gives `session` the layers that were added to its dossier.
    #[must_use]
    pub fn sources_of(&self, session: &Session) -> Event {
        let kept = self.sources.get(&session.atlas.dossier.id);
        // A picture brings back what it shows, and no more.
        let kept = kept.filter(|_| !session.came_from_picture());
        Event::SourcesRead(kept.cloned().unwrap_or_default())
    }

    /// What shows the last view of the dossier that `session` has; nothing where it has a picture's, or none.
    #[must_use]
    pub fn restoring(&self, session: &Session) -> Option<Command> {
        if session.came_from_picture() || session.is_blank() {
            return None;
        }
        let view = self.views.get(&session.atlas.dossier.id)?;
        Some(Command::Restore(Box::new(view.clone())))
    }

    /// Takes from `session` what it shall have the next time.
    pub fn take_from(&mut self, session: &Session) {
        self.hint_shown = true;
        self.shell = session.shell_outside_story();
        self.shell.settings_file = None;
        self.shell.full_screen = false;
        self.shell.notices.clear();
        self.map_theme = session.view.theme;
        (self.names, self.units) = (session.view.names, session.view.units);
        self.export = session.files.export;
        // Days of one dossier say nothing of the next.
        self.animation = AnimationSpec {
            range: None,
            ..session.files.animation
        };
        self.last_folder.clone_from(&session.files.last_folder);
        self.recent.clone_from(&session.files.recent);
        if !session.is_blank() {
            let view = SavedView::of(session);
            let id = &session.atlas.dossier.id;
            self.views.insert(id.clone(), view);
            if session.files.sources.is_changed() {
                self.sources
                    .insert(id.clone(), session.files.sources.clone());
            } else {
                self.sources.remove(id);
            }
            let charts: Vec<WrittenChart> = session.charts_kept().cloned().collect();
            if charts.is_empty() {
                self.charts.remove(id);
            } else {
                self.charts.insert(id.clone(), charts);
            }
            // None left of those that the dossier brings is something to keep, too.
            if session.bookmarks.is_empty() && session.atlas.dossier.bookmarks.is_empty() {
                self.bookmarks.remove(id);
            } else {
                self.bookmarks.insert(id.clone(), session.bookmarks.clone());
            }
        }
    }
}

/// A sentence that says why no settings of the file are used.
fn as_designed(why: &dyn Display) -> String {
    format!("The settings are as designed: {why}")
}

/// A sentence on members that could not be read.
fn refused(paths: &[String]) -> Option<String> {
    let named = paths.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>();
    let more = paths.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    (!paths.is_empty()).then(|| {
        format!(
            "Some settings are not understood by this version and are left as they are kept: {}{more}",
            named.join(", ")
        )
    })
}
