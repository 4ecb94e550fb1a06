//! The days that are shown: chosen by hand, stepped and played through. The session has no clock: ticks drive it.

mod play;
mod presets;
mod stretch;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::atlas::date::date_of;
use crate::atlas::table::Days;
use crate::atlas::{Atlas, Subject};
use crate::session::Session;
use crate::session::viewpoint::{Outside, Side, TimeWindow, Viewpoint};

pub use play::{Play, PlayStep, SPEEDS};
pub use presets::{OfferedWindow, presets};
pub use stretch::Stretch;

/// Chooses the days that are shown, and plays through them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum TimeCommand {
    /// The brush is here now; a whole drag is one step to undo.
    Drag(TimeWindow),
    /// The drag has ended.
    Settled,
    /// Shows these days; `None` shows all.
    Show(Option<TimeWindow>),
    /// What becomes of marks outside the window.
    SetOutside(Outside),
    /// Whether what has no date is shown.
    SetUndated(bool),
    /// Plays, or pauses.
    TogglePlay,
    /// One step on, or back.
    Step {
        /// On, not back.
        forward: bool,
    },
    /// How far a step goes.
    SetStep(PlayStep),
    /// Steps a second.
    SetSpeed(f64),
    /// Whether play begins again at the end.
    SetLooping(bool),
    /// Whether the window's first day stays while it plays.
    SetGrowing(bool),
    /// The timeline shows this stretch: not part of the view, so not undone with it.
    Look(Stretch),
}

/// What of the timeline is seen, and how it plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What is seen of it.
    pub shown: Stretch,
    /// How it plays.
    pub play: Play,
    /// First and last day that the dossier tells of; `None` where nothing has a date.
    pub whole: Option<TimeWindow>,
    /// The side of a comparison whose days the brush moves.
    pub side: Side,
    /// Counts drags and plays, so that each is one step to undo.
    pub(in crate::session) gesture: u32,
}

impl Timeline {
    /// The timeline of `atlas`, where most of it happens in sight.
    #[must_use]
    pub fn of(atlas: &Atlas) -> Self {
        Self {
            shown: Stretch::of_most(atlas),
            play: Play::default(),
            whole: whole(atlas),
            side: Side::default(),
            gesture: 0,
        }
    }
}

/// First and last day that the dossier tells of.
fn whole(atlas: &Atlas) -> Option<TimeWindow> {
    let whens = || {
        atlas
            .features()
            .filter_map(|(_, feature)| feature.when.as_ref())
    };
    let spans = || {
        atlas
            .large_tables()
            .filter_map(|(_, table)| table.calendar().span())
    };
    let days = || {
        let dated = whens().flat_map(|when| [when.earliest(), when.latest()]);
        let rows = spans().flat_map(|days| [days.first_date(), days.last_date()]);
        dated.chain(rows).flatten().chain(atlas.dossier.as_of)
    };
    if whens().next().is_none() && spans().next().is_none() {
        return None;
    }
    Some(TimeWindow::new(days().min()?, days().max()?))
}

impl Session {
    pub(in crate::session) fn apply_time(&mut self, command: TimeCommand) {
        match command {
            TimeCommand::Drag(window) => {
                self.timeline.play.playing = false;
                let key = format!("time {}", self.timeline.gesture);
                self.show_days(Some(window), Some(key));
            }
            TimeCommand::Settled => self.timeline.gesture += 1,
            TimeCommand::Show(window) => {
                self.timeline.play.playing = false;
                self.timeline.gesture += 1;
                self.show_days(window, None);
                if let Some(window) = window {
                    self.timeline.shown = self.timeline.shown.revealing(window);
                }
            }
            TimeCommand::SetOutside(outside) => {
                let label = match outside {
                    Outside::Hide => "Hide marks of other days",
                    Outside::Dim => "Dim marks of other days",
                };
                self.undoable(label.to_owned(), |session| {
                    session.view.time.outside = outside;
                });
            }
            TimeCommand::SetUndated(undated) => {
                let verb = if undated { "Show" } else { "Hide" };
                self.undoable(format!("{verb} what has no date"), |session| {
                    session.view.time.undated = undated;
                });
            }
            TimeCommand::Look(stretch) => self.timeline.shown = stretch.held(),
            TimeCommand::TogglePlay => self.toggle_play(),
            TimeCommand::Step { forward } => self.step_by_hand(forward),
            TimeCommand::SetStep(step) => self.timeline.play.step = step,
            TimeCommand::SetSpeed(steps_per_s) => self.timeline.play.set_speed(steps_per_s),
            TimeCommand::SetLooping(looping) => self.timeline.play.looping = looping,
            TimeCommand::SetGrowing(growing) => self.timeline.play.growing = growing,
        }
    }

    /// Shows these days, as an undoable step.
    pub(in crate::session) fn show_days(
        &mut self,
        window: Option<TimeWindow>,
        merge_key: Option<String>,
    ) {
        let label = window.map_or_else(
            || "Show all days".to_owned(),
            |window| format!("Show {}", window.short()),
        );
        self.undoable_merged(label, merge_key, |session| session.set_brushed(window));
    }

    /// Brings the bar of `subject` into sight, if none of it is.
    pub(in crate::session) fn reveal_in_time(&mut self, subject: Subject) {
        let days = match subject {
            Subject::Feature(id) => Some(self.atlas.days(id)),
            Subject::Border(_) | Subject::Country(_) => None,
        };
        let Some(days) = days else { return };
        let shown = self.timeline.shown;
        let seen = shown.window();
        if !days.meets(Days::span(Some(seen.from()), Some(seen.to())))
            && let Some(day) = days.first_date().or_else(|| days.last_date())
        {
            self.timeline.shown = shown.centred_on(day);
        }
    }
}

/// Days on which something of a layer that `view` shows begins, in order.
pub(in crate::session) fn beginnings(atlas: &Atlas, view: &Viewpoint) -> Vec<Date> {
    let features = atlas.features();
    let mut days: Vec<Date> = features
        .filter(|(_, feature)| view.shows(feature.layer) && view.evidence.admits(feature))
        .filter(|&(id, _)| view.attributes.admits(atlas, id))
        .filter_map(|(_, feature)| feature.when.as_ref()?.earliest())
        .collect();
    for (ix, table) in atlas.large_tables() {
        if view.shows_some_of(table) {
            let begin = view.calendar(atlas, ix).beginnings();
            days.extend(begin.map(|(day, _)| date_of(day)));
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests;
