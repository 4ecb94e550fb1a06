//! What a reader can do, as plain data.

use serde::{Deserialize, Serialize};

use super::viewpoint::{ColourVision, MapTheme};
use super::{
    BookmarkCommand, CompareCommand, ExploreCommand, FileCommand, FilterCommand, MeasureCommand,
    SavedView, ShellCommand, StoryCommand, TableSorting, TimeCommand,
};
use crate::atlas::classes::ColourBy;
use crate::atlas::{LayerIx, NameLanguage, PassageIx, Subject};
use crate::earth::{LengthUnit, LonLat, ScreenPoint};

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

/// Moves the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum CameraCommand {
    /// Drags the map: what was grabbed stays under the pointer.
    PanBy {
        /// To the right, logical pixels.
        dx_px: f64,
        /// Downward, logical pixels.
        dy_px: f64,
    },
    /// Zooms, keeping the place under `at`.
    ZoomAt {
        /// Above 1 zooms in.
        factor: f64,
        /// The place that stays.
        at: ScreenPoint,
    },
    /// Zooms at the middle.
    ZoomBy {
        /// Above 1 zooms in.
        factor: f64,
    },
    /// The map panel has this size now, logical pixels.
    Resize {
        /// Width.
        width_px: f64,
        /// Height.
        height_px: f64,
    },
    /// Flies to the box drawn on the screen.
    FrameBox {
        /// One corner.
        from: ScreenPoint,
        /// The opposite one.
        to: ScreenPoint,
    },
    /// Flies to the whole map.
    Home,
    /// Flies to a thing, no nearer than its precision deserves.
    FlyTo(Subject),
    /// Flies to a place.
    GoTo(LonLat),
    /// Sets the scale, 1:n at the middle.
    SetScale {
        /// The n of 1:n.
        denominator: f64,
    },
    /// A gesture has ended: the view is worth going back to.
    Settled,
    /// Back to the view before.
    PreviousView,
    /// On to the view after.
    NextView,
}

/// Shows, hides, orders and fades layers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LayersCommand {
    /// Shows a hidden layer, hides a shown one.
    Toggle(LayerIx),
    /// Shows this one of its kind alone; again: shows what was shown before.
    ShowAlone(LayerIx),
    /// Fades a layer.
    SetOpacity {
        /// Which.
        layer: LayerIx,
        /// 0 (gone) to 1 (solid).
        opacity: f32,
    },
    /// Moves a layer so that it stands at `position`, counted from the top.
    MoveTo {
        /// Which.
        layer: LayerIx,
        /// 0 is topmost.
        position: usize,
    },
    /// Colours a layer by a column, or by its actors or kinds again.
    ColourBy {
        /// Which.
        layer: LayerIx,
        /// By what.
        by: Option<ColourBy>,
    },
    /// Labels a layer by a column, or by the names of its features again.
    LabelBy {
        /// Which.
        layer: LayerIx,
        /// The column's name.
        column: Option<String>,
    },
}

/// Selects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SelectCommand {
    /// A click on the map at `at`, with what stands there, topmost first.
    Click {
        /// Where.
        at: ScreenPoint,
        /// What stands there, topmost first.
        stack: Vec<Subject>,
    },
    /// A list of what stands there, to choose from, with nothing selected yet.
    List {
        /// Where.
        at: ScreenPoint,
        /// What stands there, the weightiest first.
        stack: Vec<Subject>,
    },
    /// One of the pick list; closes it. The map flies to what is not in view.
    FromPickList(Subject),
    /// A link in the text: the map flies there.
    FromText {
        /// What the link names.
        subject: Subject,
        /// Where the link stands.
        passage: PassageIx,
    },
    /// Something in a list; the map flies there.
    Jump(Subject),
    /// The map flies to where all of these are in view; the selection stays.
    Frame(Vec<Subject>),
    /// The next thing in the order of the text; the map flies there.
    NextInText,
    /// The one before; the map flies there.
    PreviousInText,
    /// Closes what is open, else clears the selection.
    Clear,
}

/// Moves in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadCommand {
    /// The next passage that speaks of the selection.
    NextPassage,
    /// The one before.
    PreviousPassage,
    /// A click on a passage: the map frames all that it names.
    Frame(PassageIx),
    /// The reader has scrolled to this passage.
    ScrolledTo(PassageIx),
    /// Whether the map follows the reading.
    Follow(bool),
    /// A link to another passage.
    GoTo(PassageIx),
}
