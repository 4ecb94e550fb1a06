//! What survives a restart: window, panels, theme, folders, and each dossier's view.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::files::{WriteError, write_over};
use crate::session::viewpoint::MapTheme;
use crate::session::{AnimationSpec, Command, ExportSpec, SavedView, Session, Shell};

/// What survives a restart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Size of the window, logical pixels.
    pub window_size: Option<[f32; 2]>,
    /// Panels, theme, size of the interface.
    pub shell: Shell,
    /// The map's colours, where they do not follow the interface's.
    pub map_theme: MapTheme,
    /// What the export sheet said.
    pub export: ExportSpec,
    /// What the export sheet said of moving pictures.
    pub animation: AnimationSpec,
    /// Where the last picture went.
    pub last_folder: Option<PathBuf>,
    /// Dossiers opened before, last first.
    pub recent: Vec<PathBuf>,
    /// The last view of each dossier, by its id.
    pub views: BTreeMap<String, SavedView>,
    /// Where they are kept; `None` keeps them nowhere.
    #[serde(skip)]
    file: Option<PathBuf>,
}

/// Why settings could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The folder could not be made.
    #[error("the folder {} could not be made", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// They could not be put into words.
    #[error("the settings could not be written down")]
    Format(#[from] serde_json::Error),
}

impl Settings {
    /// The settings of this user; as designed where there are none or they cannot be read.
    #[must_use]
    pub fn load() -> Self {
        dirs::config_dir().map_or_else(Self::default, |folder| {
            Self::load_from(folder.join("steppe").join("settings.json"))
        })
    }

    /// The settings kept in `file`.
    #[must_use]
    pub fn load_from(file: PathBuf) -> Self {
        let read = std::fs::read(&file)
            .ok()
            .map(|bytes| serde_json::from_slice::<Self>(&bytes));
        let mut settings = match read {
            Some(Ok(settings)) => settings,
            Some(Err(error)) => {
                log::warn!(
                    "{} is not understood, so the settings are as designed: {error}",
                    file.display()
                );
                Self::default()
            }
            None => Self::default(),
        };
        settings.file = Some(file);
        settings
    }

    /// Keeps the settings.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn save(&self) -> Result<(), SettingsError> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|source| SettingsError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        Ok(write_over(file, &serde_json::to_vec_pretty(self)?)?)
    }

    /// Gives `session` what it had the last time.
    pub fn give_to(&self, session: &mut Session) {
        session.shell = self.shell.clone();
        session.apply(Command::SetMapTheme {
            theme: self.map_theme,
            follows: self.shell.map_follows_theme,
        });
        session.files.export = self.export;
        session.files.animation = self.animation;
        session.files.last_folder.clone_from(&self.last_folder);
        session.files.recent.clone_from(&self.recent);
        if let Some(action) = self.restoring(session) {
            session.apply(action);
        }
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
        self.shell = session.shell.clone();
        self.shell.full_screen = false;
        self.map_theme = session.view.theme;
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
            self.views.insert(session.atlas.dossier.id.clone(), view);
        }
    }
}
