//! What a reader can do, as plain data.

use serde::{Deserialize, Serialize};

use super::viewpoint::{ColourVision, MapTheme};
use super::{
    BookmarkCommand, CameraCommand, CompareCommand, ExploreCommand, FileCommand, FilterCommand,
    LayersCommand, MeasureCommand, ReadCommand, SavedView, SelectCommand, ShellCommand,
    StoryCommand, TableSorting, TimeCommand,
};
use crate::atlas::{NameLanguage, Subject};
use crate::earth::LengthUnit;

/// One change, nested by domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Moves the map.
    Camera(CameraCommand),
    /// Shows, hides, orders and fades layers.
    Layers(LayersCommand),
    /// Chooses the days that are shown, and plays through them.
    Time(TimeCommand),
    /// Shows two windows of days beside each other.
    Compare(CompareCommand),
    /// Chooses which evidence is shown.
    Filter(FilterCommand),
    /// Looks at the columns of features, and narrows what is shown by them.
    Explore(ExploreCommand),
    /// Selects.
    Select(SelectCommand),
    /// Measures on the map.
    Measure(MeasureCommand),
    /// Keeps views, and shows them again.
    Bookmark(BookmarkCommand),
    /// Brightens what is under the pointer, on map and in text.
    Hover(Option<Subject>),
    /// Moves in the article.
    Read(ReadCommand),
    /// Walks through the article, passage by passage.
    Story(StoryCommand),
    /// Panels, theme, sheets, notices.
    Shell(ShellCommand),
    /// Opens and saves.
    File(FileCommand),
    /// Shows a view that was kept.
    Restore(Box<SavedView>),
    /// Sets the map's colours, which are chosen apart from the interface's.
    SetMapTheme {
        /// The map's colours.
        theme: MapTheme,
        /// Whether they keep to the interface's from now on.
        follows: bool,
    },
    /// Sorts the table of features; `None` for the order of the sources.
    SortTable(Option<TableSorting>),
    /// Shows the map as other eyes see it.
    SetVision(ColourVision),
    /// Names things on the map in another language.
    SetNames(NameLanguage),
    /// Says lengths in another unit.
    SetUnits(LengthUnit),
    /// Shows the detail inset over the whole map, or hides it.
    ToggleDetail,
    /// Takes the last undoable change back.
    Undo,
    /// Does it again.
    Redo,
    /// Time passed.
    Tick {
        /// Seconds since the last tick.
        dt_s: f64,
    },
}

impl Command {
    /// Whether the map may be in the reader's hand while this is applied: it is not projected anew under it.
    pub(super) fn is_mid_gesture(&self) -> bool {
        matches!(
            self,
            Self::Camera(CameraCommand::PanBy { .. } | CameraCommand::ZoomAt { .. })
                | Self::Hover(_)
        )
    }
}
