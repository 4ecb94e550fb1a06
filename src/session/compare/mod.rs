//! Before and after: two windows of days beside each other, and what changed between them.
//!
//! While two are compared, the brush, the typed days and play move one of
//! them: the [`Timeline::side`](super::Timeline) that the reader has taken.

mod changes;
mod pairs;

use serde::{Deserialize, Serialize};

pub use changes::{Change, ChangeKind, Changes};
pub use pairs::{Comparison, comparisons};

use super::Session;
use super::shell::Panel;
use super::viewpoint::{Compare, CompareMode, Side, TimeWindow};
use pairs::{following, preceding};

/// Shows two windows of days beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum CompareCommand {
    /// Begins with the days that are shown, or with those that the dossier names; ends where it is under way.
    Toggle,
    /// Begins with the days that are shown as this side, the same number of days before or after them as the other.
    TakeDays(Side),
    /// Compares these; `None` ends it.
    Show(Option<Compare>),
    /// Sets the days of one side.
    SetDays {
        /// Which.
        side: Side,
        /// Its days.
        window: TimeWindow,
    },
    /// Exchanges the two.
    Swap,
    /// How the two stand beside each other.
    SetMode(CompareMode),
    /// The divider is here now, as a part of the map's width; a whole drag is one step to undo.
    Divide(f64),
    /// The drag has ended.
    Settled,
    /// The brush and the typed days are this side's from now on: not part of the view, so not undone with it.
    Take(Side),
}

impl CompareCommand {
    /// Compares the days of `pair`, beside each other as they are in `session`.
    #[must_use]
    pub fn pair(session: &Session, pair: &Comparison) -> Self {
        let compare = Compare::new(pair.before, pair.after);
        let now = session.view.compare;
        Self::Show(Some(now.map_or(compare, |now| {
            compare.in_mode(now.mode).divided_at(now.divider())
        })))
    }
}

impl Session {
    pub(super) fn apply_compare(&mut self, command: CompareCommand) {
        match command {
            CompareCommand::Toggle if self.view.compare.is_some() => self.leave_comparison(),
            CompareCommand::Toggle => {
                let pair = self.pair_at_hand();
                self.begin_comparison(pair);
            }
            CompareCommand::TakeDays(side) => {
                let pair = self.view.time.window.map(|window| match side {
                    Side::Before => (window, following(window)),
                    Side::After => (preceding(window), window),
                });
                self.begin_comparison(pair);
            }
            CompareCommand::Show(Some(compare)) => {
                self.shell.folded.remove(&Panel::Article);
                self.compare(compare);
            }
            CompareCommand::Show(None) => self.leave_comparison(),
            CompareCommand::SetDays { side, window } => {
                self.timeline.side = side;
                self.show_days(Some(window), None);
                self.timeline.shown = self.timeline.shown.revealing(window);
            }
            CompareCommand::Swap => self.recompare("Exchange before and after", None, |compare| {
                compare.swapped()
            }),
            CompareCommand::SetMode(mode) => {
                let label = match mode {
                    CompareMode::Swipe => "One map with a divider",
                    CompareMode::Split => "Two maps beside each other",
                };
                self.recompare(label, None, |compare| compare.in_mode(mode));
            }
            CompareCommand::Divide(divider) => {
                let key = format!("divider {}", self.timeline.gesture);
                self.recompare("Move the divider", Some(key), |compare| {
                    compare.divided_at(divider)
                });
            }
            CompareCommand::Settled => self.timeline.gesture += 1,
            CompareCommand::Take(side) => self.timeline.side = side,
        }
    }

    /// The days that are shown and those before them; else the first pair that the dossier names;
    /// else the two halves of all that it tells of.
    fn pair_at_hand(&self) -> Option<(TimeWindow, TimeWindow)> {
        if let Some(window) = self.view.time.window {
            return Some((preceding(window), window));
        }
        let named = comparisons(&self.atlas).into_iter().next();
        let halves = || self.timeline.whole.map(pairs::halves);
        named.map(|pair| (pair.before, pair.after)).or_else(halves)
    }

    /// The list of changes stands in the article's panel: it opens with the comparison.
    fn begin_comparison(&mut self, pair: Option<(TimeWindow, TimeWindow)>) {
        let Some((before, after)) = pair else { return };
        self.timeline.side = Side::After;
        self.shell.folded.remove(&Panel::Article);
        self.compare(Compare::new(before, after));
    }

    fn compare(&mut self, compare: Compare) {
        self.timeline.play.playing = false;
        self.timeline.gesture += 1;
        self.picks = None;
        let both = TimeWindow::new(
            compare.before.from().min(compare.after.from()),
            compare.before.to().max(compare.after.to()),
        );
        let (before, after) = (compare.before.short(), compare.after.short());
        self.undoable(format!("Compare {before} with {after}"), |session| {
            session.view.compare = Some(compare);
        });
        self.timeline.shown = self.timeline.shown.revealing(both);
    }

    pub(super) fn leave_comparison(&mut self) {
        self.timeline.play.playing = false;
        self.timeline.gesture += 1;
        self.picks = None;
        self.undoable("End before and after".to_owned(), |session| {
            session.view.compare = None;
        });
    }

    fn recompare(
        &mut self,
        label: &str,
        merge_key: Option<String>,
        change: impl FnOnce(Compare) -> Compare,
    ) {
        if let Some(compare) = self.view.compare {
            self.undoable_merged(label.to_owned(), merge_key, |session| {
                session.view.compare = Some(change(compare));
            });
        }
    }

    /// The days that brush, typed days and play move: the taken side's while two windows are compared.
    #[must_use]
    pub fn brushed(&self) -> Option<TimeWindow> {
        match self.view.compare {
            Some(compare) => Some(compare.window(self.timeline.side)),
            None => self.view.time.window,
        }
    }

    /// Sets them; a side of a comparison always has days, all of them at most.
    pub(super) fn set_brushed(&mut self, window: Option<TimeWindow>) {
        match self.view.compare {
            Some(compare) => {
                let window = window.or(self.timeline.whole);
                let side = self.timeline.side;
                self.view.compare =
                    window.map_or(Some(compare), |window| Some(compare.with(side, window)));
            }
            None => self.view.time.window = window,
        }
    }

    /// What changed between the two windows that are compared; `None` while none are.
    #[must_use]
    pub fn changes(&self) -> Option<Changes> {
        let compare = self.view.compare?;
        Some(Changes::between(&self.atlas, &self.view, compare))
    }
}

#[cfg(test)]
mod tests;
