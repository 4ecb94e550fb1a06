//! Panels, theme, sheets and notices: how the window is arranged around the map.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::atlas::LayerIx;

use super::{Effect, PanelTab, SourceId};

/// A panel that folds to an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Panel {
    /// Layers, which are the legend.
    Layers,
    /// Article and card.
    Article,
    /// The lanes of the timeline; folded, its strip stays.
    Timeline,
}

/// Colours of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InterfaceTheme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A sheet over the window. One at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sheet {
    /// The keys.
    Keys,
    /// All commands, to be found by name.
    Palette,
    /// The views that the reader keeps.
    Bookmarks,
    /// What reading the dossier found wrong.
    Problems,
    /// How the program is used, and how its map is read.
    Manual,
    /// What this program is, and whose data and fonts it uses.
    About,
    /// Looks, names, coordinates, motion, size.
    Settings,
    /// What the dossier is called, before it is saved.
    Save,
    /// The same before a copy of it is saved.
    SaveAs,
    /// How the file of this layer is read.
    Reading(LayerIx),
}

/// How a notice reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeKind {
    /// A picture was written here: open it, show its folder, copy its path.
    Saved(SourceId),
    /// These files were added as layers: open them instead.
    Added(Vec<SourceId>),
    /// Something worth knowing.
    Info,
    /// How to begin, for who opens the program for the first time.
    Hint,
    /// Something failed.
    Error,
}

/// A notice that stands over the map for some seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// How it reads.
    pub kind: NoticeKind,
    /// Seconds until it goes; `None` stays until it is closed.
    pub remaining_s: Option<f64>,
}

/// Seconds that a notice stays.
const NOTICE_S: f64 = 8.0;
/// Seconds that the first hint stays: three lines are read meanwhile, and the map is looked at.
const HINT_S: f64 = 60.0;
/// UI scale, smallest and largest (INTERACTION.md: 75-200 %).
const UI_SCALE: [f32; 2] = [0.75, 2.0];

/// How the window is arranged. Not part of a view, so not undone with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, which settings keep by name"
)]
pub struct Shell {
    /// Panels that are folded to their edge.
    pub folded: BTreeSet<Panel>,
    /// What was folded before the window was too narrow for its panels; `None` while it is wide.
    pub folded_when_wide: Option<BTreeSet<Panel>>,
    /// What the panel at the right shows.
    pub reader: PanelTab,
    /// Colours of the interface.
    pub theme: InterfaceTheme,
    /// Whether the map keeps to the interface's theme.
    pub map_follows_theme: bool,
    /// Size of the interface, 1 is as designed.
    pub ui_scale: f32,
    /// Whether nothing moves by itself.
    pub reduced_motion: bool,
    /// How the status bar writes a coordinate.
    pub coordinates: CoordinateStyle,
    /// Whether the window fills the screen.
    pub full_screen: bool,
    /// Whether the table of features is open.
    pub table: bool,
    /// The chart that was asked for last, by its id, and how many were before it.
    #[serde(skip)]
    pub sought: Option<(String, u32)>,
    /// The file in which the settings are kept, where there is one.
    #[serde(skip)]
    pub settings_file: Option<SourceId>,
    /// The sheet over the window.
    #[serde(skip)]
    pub sheet: Option<Sheet>,
    /// Notices, oldest first.
    #[serde(skip)]
    pub notices: Vec<Notice>,
}

/// How a coordinate is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CoordinateStyle {
    /// 38.5598° N, 68.7870° E
    #[default]
    Decimal,
    /// 38°33′35″ N, 68°47′13″ E
    DegreesMinutesSeconds,
    /// 42S 481446 4267813
    Utm,
}

impl CoordinateStyle {
    /// The style after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Decimal => Self::DegreesMinutesSeconds,
            Self::DegreesMinutesSeconds => Self::Utm,
            Self::Utm => Self::Decimal,
        }
    }
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            // With the lanes open, the map would have less than half of a 1280x800 window.
            folded: BTreeSet::from([Panel::Timeline]),
            folded_when_wide: None,
            reader: PanelTab::default(),
            theme: InterfaceTheme::default(),
            map_follows_theme: true,
            ui_scale: 1.0,
            reduced_motion: false,
            coordinates: CoordinateStyle::default(),
            full_screen: false,
            table: false,
            sought: None,
            settings_file: None,
            sheet: None,
            notices: Vec::new(),
        }
    }
}

/// Arranges the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ShellCommand {
    /// Folds a panel, or opens it.
    TogglePanel(Panel),
    /// Shows the article or the charts in the panel at the right, and opens it.
    Read(PanelTab),
    /// Brings a chart into sight, by its id.
    ShowChart(String),
    /// Sets the interface's colours.
    SetTheme(InterfaceTheme),
    /// Sets the size of the interface.
    SetUiScale(f32),
    /// Turns motion off or on.
    SetReducedMotion(bool),
    /// The window is too narrow for its panels now, or wide enough again.
    SetNarrow(bool),
    /// Fills the screen, or not.
    ToggleFullScreen,
    /// Opens the table of features, or closes it.
    ToggleTable,
    /// Writes coordinates in the next style.
    CycleCoordinates,
    /// Writes coordinates in this style.
    SetCoordinates(CoordinateStyle),
    /// Opens a sheet; closes it where it is open.
    ToggleSheet(Sheet),
    /// Closes the notice with this number.
    CloseNotice(usize),
    /// Shows a notice.
    Notify {
        /// What it says.
        text: String,
        /// How it reads.
        kind: NoticeKind,
    },
    /// Copies text to the clipboard.
    CopyText(String),
    /// Opens an address in the browser.
    OpenUrl(String),
    /// Opens a file with the system's program for it.
    OpenPath(SourceId),
    /// Shows a file in its folder.
    ShowInFolder(SourceId),
    /// Ends the program.
    Quit,
}

impl Shell {
    /// Whether `panel` is open.
    #[must_use]
    pub fn open(&self, panel: Panel) -> bool {
        !self.folded.contains(&panel)
    }

    /// Whether the panel at the right is open and shows `reader`.
    #[must_use]
    pub fn shows(&self, reader: PanelTab) -> bool {
        self.open(Panel::Article) && self.reader == reader
    }

    /// Brings what was kept to what a window can have: a scale of nothing would show nothing.
    pub fn clamp(&mut self) {
        self.ui_scale = if self.ui_scale.is_finite() {
            self.ui_scale.clamp(UI_SCALE[0], UI_SCALE[1])
        } else {
            1.0
        };
    }

    /// Opens the panel at the right on the article.
    pub(super) fn show_article(&mut self) {
        self.reader = PanelTab::Article;
        self.unfold(Panel::Article);
    }

    /// Opens a panel; in a narrow window only one beside the map, so that the map keeps its half.
    fn unfold(&mut self, panel: Panel) {
        self.folded.remove(&panel);
        if self.folded_when_wide.is_some() {
            match panel {
                Panel::Layers => self.folded.insert(Panel::Article),
                Panel::Article => self.folded.insert(Panel::Layers),
                Panel::Timeline => false,
            };
        }
    }

    /// Folds the panels beside the map, or brings back what was open before.
    fn set_narrow(&mut self, narrow: bool) {
        if !narrow {
            if let Some(before) = self.folded_when_wide.take() {
                self.folded = before;
            }
        } else if self.folded_when_wide.is_none() {
            self.folded_when_wide = Some(self.folded.clone());
            self.folded.extend([Panel::Layers, Panel::Article]);
        }
    }

    /// Changes the arrangement as `command` says.
    pub(super) fn apply(&mut self, command: ShellCommand) -> Vec<Effect> {
        match command {
            ShellCommand::TogglePanel(panel) => {
                if self.folded.contains(&panel) {
                    self.unfold(panel);
                } else {
                    self.folded.insert(panel);
                }
            }
            ShellCommand::Read(reader) => {
                self.reader = reader;
                self.unfold(Panel::Article);
            }
            ShellCommand::SetNarrow(narrow) => self.set_narrow(narrow),
            ShellCommand::ShowChart(chart) => {
                let serial = self.sought.as_ref().map_or(0, |(_, serial)| *serial);
                self.sought = Some((chart, serial + 1));
                return self.apply(ShellCommand::Read(PanelTab::Figures));
            }
            ShellCommand::SetTheme(theme) => self.theme = theme,
            ShellCommand::SetUiScale(scale) => {
                self.ui_scale = scale.clamp(UI_SCALE[0], UI_SCALE[1]);
            }
            ShellCommand::SetReducedMotion(reduced) => self.reduced_motion = reduced,
            ShellCommand::ToggleFullScreen => self.full_screen = !self.full_screen,
            ShellCommand::ToggleTable => {
                self.table = !self.table;
                self.leave_hint();
            }
            ShellCommand::CycleCoordinates => self.coordinates = self.coordinates.next(),
            ShellCommand::SetCoordinates(style) => self.coordinates = style,
            ShellCommand::ToggleSheet(sheet) => {
                self.leave_hint();
                self.sheet = if self.sheet == Some(sheet) {
                    None
                } else {
                    Some(sheet)
                };
            }
            ShellCommand::CloseNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
            ShellCommand::Notify { text, kind } => self.notify(text, kind),
            ShellCommand::CopyText(text) => return vec![Effect::CopyText(text)],
            ShellCommand::OpenUrl(url) => return vec![Effect::OpenUrl(url)],
            ShellCommand::OpenPath(path) => return vec![Effect::OpenPath(path)],
            ShellCommand::ShowInFolder(path) => return vec![Effect::ShowInFolder(path)],
            ShellCommand::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    /// Shows a notice; an error stays until it is closed.
    pub(super) fn notify(&mut self, text: String, kind: NoticeKind) {
        let remaining_s = match kind {
            NoticeKind::Error => None,
            NoticeKind::Hint => Some(HINT_S),
            _ => Some(NOTICE_S),
        };
        let notice = Notice {
            text,
            kind,
            remaining_s,
        };
        // Said again, it stands once.
        let same = |shown: &&mut Notice| shown.text == notice.text && shown.kind == notice.kind;
        match self.notices.iter_mut().find(same) {
            Some(shown) => *shown = notice,
            None => self.notices.push(notice),
        }
    }

    /// How to begin, where that is still said, and which of the notices it is.
    #[must_use]
    pub fn hint(&self) -> Option<(usize, &Notice)> {
        let mut notices = self.notices.iter().enumerate();
        notices.find(|(_, notice)| notice.kind == NoticeKind::Hint)
    }

    /// Takes the first hint away: the reader has begun, and it would lie over what comes of that.
    pub(super) fn leave_hint(&mut self) {
        self.notices
            .retain(|notice| notice.kind != NoticeKind::Hint);
    }

    /// Closes the sheet that is open; whether there was one.
    pub(super) fn close_topmost(&mut self) -> bool {
        self.sheet.take().is_some()
    }

    /// Seconds until the next notice closes by itself; `None` where none will.
    #[must_use]
    pub fn next_notice_ends_s(&self) -> Option<f64> {
        self.notices
            .iter()
            .filter_map(|notice| notice.remaining_s)
            .reduce(f64::min)
    }

    pub(super) fn counting_down(&self) -> bool {
        self.notices
            .iter()
            .any(|notice| notice.remaining_s.is_some())
    }

    pub(super) fn tick(&mut self, dt_s: f64) {
        for notice in &mut self.notices {
            if let Some(remaining_s) = &mut notice.remaining_s {
                *remaining_s -= dt_s;
            }
        }
        self.notices.retain(|notice| {
            notice
                .remaining_s
                .is_none_or(|remaining_s| remaining_s > 0.0)
        });
    }
}
