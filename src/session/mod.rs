//! All that can change, and the two ways of changing it: [`Session::apply`] and
//! [`Session::receive`].
//!
//! A [`Command`] is what a reader does: plain data, nested by domain; each domain's state
//! applies its own. An [`Event`] is what the program around the session answers. What must happen
//! outside (files, dialogs, the clipboard) comes back as [`Effect`]s. There is no egui here, no clock,
//! no disk, no network.
//!
//! * `viewpoint`: what is drawn, all that a scene is made from.
//! * `map`: layers, evidence, days and the camera's moves; `compare`: two windows of days beside each
//!   other; `columns`: how features are spread over their columns, and narrowed by them.
//! * `selection`, `reading`, `story`, `measure`, `bookmarks`, `shell`: what else a reader has in hand.
//! * `pictures`: what leaves the program, as plain data; `files`: dossiers on their way in, pictures and
//!   dossiers on their way out.
//! * `saved`, `written`: a view by lasting names, for the settings, a picture or a dossier.
//! * `history`: undo and redo.

mod bookmarks;
mod columns;
mod command;
mod compare;
mod effect;
mod event;
mod file_command;
mod files;
mod history;
mod map;
mod measure;
mod pictures;
mod projecting;
mod reading;
mod saved;
mod selection;
mod shell;
mod source_id;
mod sources;
mod story;
pub mod viewpoint;
mod written;

use std::sync::Arc;

pub use bookmarks::BookmarkCommand;
pub use columns::explore::{Explore, ExploreCommand, ProfileRead};
pub use columns::sorting::TableSorting;
pub use command::Command;
pub use compare::{Change, ChangeKind, Changes, CompareCommand, Comparison, comparisons};
pub use effect::Effect;
pub use event::Event;
pub use file_command::FileCommand;
pub use files::FileState;
pub use files::details::{Details, DetailsRead};
pub use files::incoming::{Incoming, LoadedDossier};
pub use files::prompt::{Prompt, PromptPurpose};
pub use files::reopening::needs;
pub use files::understanding::Choices;
pub use history::History;
pub use map::filter::FilterCommand;
pub use map::layers::LayersCommand;
pub use map::navigation::{CameraCommand, Navigation};
pub use map::time::{
    OfferedWindow, Play, PlayStep, SPEEDS, Stretch, TimeCommand, Timeline, presets,
};
pub use measure::{MOST_WITHIN, MeasureCommand, Within};
pub use pictures::animation::{
    Animation, AnimationError, AnimationSpec, FRAMES_PER_S, MOST_DAYS, MOST_FRAMES, MovingFormat,
};
pub use pictures::charts::{ChartFormat, ChartSpec, PanelTab};
pub use pictures::colophon::{
    COLOPHON_FORMAT, Colophon, ColophonError, DossierName, PictureContent, ShownChart, ShownMap,
};
pub use pictures::export::{Effort, ExportFormat, ExportSpec, Layout, Paper, TextAs};
pub use pictures::picture::{Capture, FeaturesWanted, Picture, PictureId, SaveId};
pub use projecting::Reprojected;
pub use reading::{ReadCommand, ReadingPlace};
pub use saved::{Bookmark, SavedCorner, SavedLayer, SavedMeasure, SavedView};
pub use selection::{PickList, SelectCommand};
pub use shell::{
    CoordinateStyle, InterfaceTheme, Notice, NoticeKind, Panel, Sheet, Shell, ShellCommand,
};
pub use source_id::SourceId;
pub use sources::Sources;
pub use story::{Story, StoryCommand};
pub use viewpoint::{Leg, MeasurePoint, Measurement, RING_RANGE_M, Viewpoint};
pub use written::{DossierCopy, SavedState};

pub use crate::dossier::{DayOrder, ReadAs};

use crate::atlas::{Atlas, Subject, WrittenChart};
use crate::earth::Camera;
use crate::problem::Problem;
use files::details::DetailsRequest;

/// Everything that can change while the program runs.
#[derive(Debug)]
pub struct Session {
    /// What is explored.
    pub atlas: Arc<Atlas>,
    /// Where it was read from; `None` for the built-in dossier.
    pub path: Option<SourceId>,
    /// What reading it found wrong.
    pub problems: Vec<Problem>,
    /// What is drawn.
    pub view: Viewpoint,
    /// Flights, and views to go back to.
    pub navigation: Navigation,
    /// Where the reader is in the article.
    pub reading: ReadingPlace,
    /// The list of marks that stand on one another, while it is open.
    pub picks: Option<PickList>,
    /// What is measured on the map.
    pub measure: Option<Measurement>,
    /// The views that the reader keeps of this dossier.
    pub bookmarks: Vec<Bookmark>,
    /// The charts that the reader keeps of this dossier, and that may be in it by now.
    pub kept_charts: Vec<WrittenChart>,
    /// How the table of features is sorted; `None` for the order of the sources.
    pub table_sorting: Option<TableSorting>,
    /// What of the timeline is seen, and how it plays.
    pub timeline: Timeline,
    /// The walk through the article, while one is under way.
    pub story: Option<Story>,
    /// What Explore shows.
    pub explore: Explore,
    /// Panels, theme, sheets and notices.
    pub shell: Shell,
    /// Pictures on their way to a file.
    pub files: FileState,
    details: DetailsRequest,
    history: History,
    /// The view for which it was last looked whether the projection serves it.
    projection_asked_for: Option<Camera>,
    /// Whether the reader knows that the map is projected anew where it has to be.
    told_of_projection: bool,
}

impl Session {
    /// A session that opens on `atlas`, read from `path` with `problems`.
    #[must_use]
    pub fn new(atlas: Arc<Atlas>, path: Option<SourceId>, problems: Vec<Problem>) -> Self {
        let view = Viewpoint::home(&atlas);
        let timeline = Timeline::of(&atlas);
        let mut session = Self {
            atlas,
            path,
            problems,
            view,
            navigation: Navigation::default(),
            reading: ReadingPlace::default(),
            picks: None,
            measure: None,
            bookmarks: Vec::new(),
            kept_charts: Vec::new(),
            table_sorting: None,
            timeline,
            story: None,
            explore: Explore::default(),
            shell: Shell::default(),
            details: DetailsRequest::default(),
            files: FileState::default(),
            history: History::default(),
            projection_asked_for: None,
            told_of_projection: false,
        };
        session.open_as_written();
        session
    }

    /// Changes the session as `command` says; what must happen outside comes back.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        let in_hand = command.is_mid_gesture();
        let mut effects = self.applied(command);
        if !in_hand {
            effects.extend(self.ask_for_projection());
        }
        effects.extend(self.ask_for_details());
        effects.extend(self.ask_for_profile());
        effects
    }

    fn applied(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Camera(command) => self.apply_camera(command),
            Command::Layers(command) => self.apply_layers(&command),
            Command::Time(command) => self.apply_time(command),
            Command::Compare(command) => self.apply_compare(command),
            Command::Filter(command) => self.apply_filter(command),
            Command::Explore(command) => self.apply_explore(command),
            Command::Select(command) => self.apply_select(command),
            Command::Measure(command) => self.apply_measure(command),
            Command::Bookmark(command) => self.apply_bookmark(command),
            Command::Hover(subject) => self.view.hovered = subject,
            Command::Read(command) => self.apply_read(command),
            Command::Story(command) => self.apply_story(command),
            Command::Shell(command) => {
                // One sheet at a time.
                if matches!(command, ShellCommand::ToggleSheet(_)) {
                    self.files.exporting = false;
                }
                return self.shell.apply(command);
            }
            Command::File(command) => return self.apply_file(command),
            Command::Restore(view) => self.restore_view(&view),
            Command::SetMapTheme { theme, follows } => self.set_map_theme(theme, follows),
            Command::SortTable(sorting) => self.sort_table(sorting),
            Command::SetVision(vision) => self.view.vision = vision,
            Command::SetNames(language) => self.view.names = language,
            Command::SetUnits(unit) => self.view.units = unit,
            Command::ToggleDetail => self.toggle_detail(),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::Tick { dt_s } => {
                self.tick(dt_s);
                self.play_on(dt_s);
                self.shell.tick(dt_s);
            }
        }
        Vec::new()
    }

    /// Whether something moves by itself, so that the next frame must come without being asked for.
    #[must_use]
    pub fn in_motion(&self) -> bool {
        self.navigation.flying() || self.timeline.play.playing || self.shell.counting_down()
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Subject> {
        self.view.selected
    }

    /// What undo would take back, in words.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What redo would do again, in words.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }
}

#[cfg(test)]
mod tests;
