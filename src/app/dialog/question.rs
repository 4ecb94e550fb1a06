//! The questions that a dialog asks, and what its answers mean.

use std::path::{Path, PathBuf};

use super::desktop::{Desktop, FileFilter};
use crate::formats::FORMATS;
use crate::formats::write::{WRITERS, writer};
use crate::session::{FileCommand, PromptPurpose, SaveId, SourceId};

/// What the folder of a new dossier is called, if its author does not say otherwise.
const NEW_FOLDER: &str = "my-dossier";

/// Ending of a dossier in one file, without the dot.
const DOSSIER_ENDING: &str = "dossier";

/// Endings of dossiers, and of pictures and archives that hold them.
const DOSSIER_ENDINGS: [&str; 11] = [
    DOSSIER_ENDING,
    "zip",
    "gz",
    "toml",
    "md",
    "geojson",
    "json",
    "png",
    "apng",
    "svg",
    "pdf",
];

/// A folder of the user.
#[derive(Debug, Clone, Copy)]
enum UserFolder {
    Home,
    Pictures,
}

/// A question for a path.
pub(in crate::app) struct Question {
    /// What the path is for.
    pub(super) purpose: PromptPurpose,
    /// Title of the dialog.
    pub(super) title: &'static str,
    /// Folder that was used last.
    remembered: Option<SourceId>,
    /// Folder to begin in if no other is remembered or that is gone.
    usual: UserFolder,
    /// The name that is proposed for a new file; `None` if a file is asked for that is there.
    pub(super) name: Option<String>,
    pub(super) filters: Vec<FileFilter>,
    /// What follows from the path that the reader chooses.
    pub(super) chosen: Box<dyn FnOnce(PathBuf) -> FileCommand + Send>,
    /// What follows if the reader chooses none.
    pub(super) cancelled: FileCommand,
}

impl Question {
    /// Asks where to save a picture, features or a chart. `extension` is without the dot; a folder
    /// has none. The name proposed is `stem` with the date and the extension.
    pub(in crate::app) fn save(
        save: SaveId,
        stem: &str,
        extension: &'static str,
        folder: Option<SourceId>,
    ) -> Self {
        Self {
            purpose: PromptPurpose::Save(save),
            title: "Save the picture",
            remembered: folder,
            usual: UserFolder::Pictures,
            name: Some(file_name(stem, extension)),
            filters: filters_to_save(extension),
            // The dialog has asked about a file that is there, not about those of a folder.
            chosen: Box::new(move |path| FileCommand::PathChosen {
                save,
                path: with_extension(path, extension).into(),
                replace: !extension.is_empty(),
            }),
            cancelled: FileCommand::Cancelled(save),
        }
    }

    /// Asks what to open.
    pub(in crate::app) fn open(folder: Option<SourceId>) -> Self {
        let formats = FORMATS.iter().flat_map(|format| format.endings);
        Self {
            purpose: PromptPurpose::Open,
            title: "Open a dossier",
            remembered: folder,
            usual: UserFolder::Home,
            name: None,
            filters: vec![FileFilter {
                name: "Dossiers, layers, and pictures of them".to_owned(),
                endings: DOSSIER_ENDINGS.iter().chain(formats).copied().collect(),
            }],
            chosen: Box::new(|path| FileCommand::Open(vec![path.into()])),
            cancelled: FileCommand::DismissPrompt,
        }
    }

    /// Asks for the folder of a new dossier.
    pub(in crate::app) fn new_dossier(folder: Option<SourceId>) -> Self {
        Self {
            purpose: PromptPurpose::New,
            title: "New dossier: name a folder for it",
            remembered: folder,
            usual: UserFolder::Home,
            name: Some(NEW_FOLDER.to_owned()),
            filters: Vec::new(),
            chosen: Box::new(|path| FileCommand::New(path.into())),
            cancelled: FileCommand::DismissPrompt,
        }
    }

    /// Asks where a copy of the dossier shall go: to a new folder, or to one file with the ending of
    /// a dossier.
    pub(in crate::app) fn copy(save: SaveId, name: String, folder: Option<SourceId>) -> Self {
        Self {
            purpose: PromptPurpose::Save(save),
            title: "Save as a dossier of your own: a folder, or one file that ends in .dossier",
            remembered: folder,
            usual: UserFolder::Home,
            name: Some(name),
            filters: Vec::new(),
            // The dialog has asked about a file that is there, not about a folder.
            chosen: Box::new(move |path| FileCommand::PathChosen {
                save,
                replace: path.extension().is_some_and(|it| it == DOSSIER_ENDING),
                path: path.into(),
            }),
            cancelled: FileCommand::Cancelled(save),
        }
    }

    /// The path proposed in `folder`.
    pub(super) fn path_in(&self, folder: PathBuf) -> PathBuf {
        match &self.name {
            Some(name) => folder.join(name),
            None => folder,
        }
    }

    /// The path proposed in the folder that was used last. The disk is not asked whether that is there.
    pub(super) fn remembered_path(&self) -> PathBuf {
        let folder = self.remembered.as_ref().map(SourceId::path);
        self.path_in(folder.unwrap_or(Path::new("")).to_owned())
    }

    /// The folder that the dialog begins in, one that is there.
    pub(super) fn first_folder(&self, desktop: &dyn Desktop) -> PathBuf {
        let remembered = self.remembered.as_ref().map(SourceId::path);
        if let Some(folder) = remembered.filter(|folder| desktop.is_dir(folder)) {
            return folder.to_owned();
        }
        match self.usual {
            UserFolder::Home => home(desktop),
            UserFolder::Pictures => pictures_folder(desktop),
        }
    }
}

/// The pictures folder's `Screenshots` where it stands, else the pictures folder, else home.
fn pictures_folder(desktop: &dyn Desktop) -> PathBuf {
    let pictures = dirs::picture_dir().filter(|folder| desktop.is_dir(folder));
    let Some(pictures) = pictures else {
        return home(desktop);
    };
    let screenshots = pictures.join("Screenshots");
    if desktop.is_dir(&screenshots) {
        screenshots
    } else {
        pictures
    }
}

fn home(desktop: &dyn Desktop) -> PathBuf {
    dirs::home_dir()
        .filter(|folder| desktop.is_dir(folder))
        .unwrap_or_else(|| Path::new(".").to_owned())
}

/// `<stem>_2021-10-18_14-05-09.png`, by the local clock: no colon, as some file systems refuse one.
fn file_name(stem: &str, extension: &str) -> String {
    let now = jiff::ZonedDateTime::now();
    let name = format!("{stem}_{}", now.strftime("%Y-%m-%d_%H-%M-%S"));
    if extension.is_empty() {
        name
    } else {
        format!("{name}.{extension}")
    }
}

/// The kind of file that has this extension. Features may be saved in other formats, too.
fn filters_to_save(extension: &'static str) -> Vec<FileFilter> {
    if extension.is_empty() {
        return Vec::new();
    }
    let mut filters = vec![FileFilter {
        name: extension.to_uppercase(),
        endings: vec![extension],
    }];
    if writer(extension).is_some() {
        let others = WRITERS
            .iter()
            .filter(|writer| !writer.endings.contains(&extension));
        filters.extend(others.map(|writer| FileFilter {
            name: writer.name.to_owned(),
            endings: writer.endings.to_vec(),
        }));
    }
    filters
}

fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() || extension.is_empty() {
        path
    } else {
        path.with_extension(extension)
    }
}
