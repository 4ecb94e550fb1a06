//! Playing through time, step by step.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::atlas::date::{date_of, day_number};
use crate::session::Session;
use crate::session::viewpoint::TimeWindow;

/// Steps a second that can be chosen, slowest first.
pub const SPEEDS: [f64; 5] = [1.0, 2.0, 4.0, 8.0, 16.0];
/// Days of the window that play begins with where none is set.
const FIRST_DAYS: i32 = 7;

/// How far a step goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlayStep {
    /// A day.
    #[default]
    Day,
    /// Seven days.
    Week,
    /// To the next day on which something of a shown layer begins.
    Event,
}

impl PlayStep {
    /// All steps, shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Event];

    /// What it is called.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Event => "event",
        }
    }
}

/// How time plays.
#[derive(Debug, Clone, PartialEq)]
pub struct Play {
    /// Whether it does now.
    pub playing: bool,
    /// How far a step goes.
    pub step: PlayStep,
    /// Whether it begins again at the end.
    pub looping: bool,
    /// Whether the window's first day stays, so that it grows.
    pub growing: bool,
    steps_per_s: f64,
    /// Seconds since the last step.
    waited_s: f64,
    /// The window that it began with.
    began: Option<TimeWindow>,
}

impl Default for Play {
    fn default() -> Self {
        Self {
            playing: false,
            step: PlayStep::default(),
            looping: false,
            growing: false,
            steps_per_s: SPEEDS[2],
            waited_s: 0.0,
            began: None,
        }
    }
}

impl Play {
    /// Steps a second.
    #[must_use]
    pub fn steps_per_s(&self) -> f64 {
        self.steps_per_s
    }

    pub(super) fn set_speed(&mut self, steps_per_s: f64) {
        if steps_per_s.is_finite() {
            self.steps_per_s = steps_per_s.clamp(SPEEDS[0], SPEEDS[SPEEDS.len() - 1]);
        }
    }

    /// Seconds until the next step; `None` while it does not play.
    #[must_use]
    pub fn next_step_s(&self) -> Option<f64> {
        self.playing
            .then(|| (1.0 / self.steps_per_s - self.waited_s).max(0.0))
    }
}

impl Session {
    pub(super) fn toggle_play(&mut self) {
        if self.timeline.play.playing {
            self.timeline.play.playing = false;
            return;
        }
        let range = self.played_range();
        self.timeline.gesture += 1;
        self.timeline.play.waited_s = 0.0;
        let can_go_on = self
            .brushed()
            .filter(|&window| self.stepped(window, true, range).is_some());
        let window = can_go_on.unwrap_or_else(|| self.at_the_beginning(range));
        self.timeline.play.began = Some(window);
        self.timeline.play.playing = true;
        self.play_to(window);
    }

    /// Time passed: at most one step a tick, so that a pause is not made up for in a leap.
    pub(in crate::session) fn play_on(&mut self, dt_s: f64) {
        let play = &mut self.timeline.play;
        if !play.playing {
            return;
        }
        play.waited_s += dt_s.max(0.0);
        if play.waited_s * play.steps_per_s < 1.0 {
            return;
        }
        play.waited_s = 0.0;
        let range = self.played_range();
        let next = self
            .brushed()
            .and_then(|window| self.stepped(window, true, range));
        match next {
            Some(window) => self.play_to(window),
            None if self.timeline.play.looping => {
                let window = self.at_the_beginning(range);
                self.play_to(window);
            }
            None => self.timeline.play.playing = false,
        }
    }

    fn play_to(&mut self, window: TimeWindow) {
        let key = format!("time {}", self.timeline.gesture);
        self.show_days(Some(window), Some(key));
    }

    /// One step by key. The steps of one stay at the keys are one step to undo.
    pub(super) fn step_by_hand(&mut self, forward: bool) {
        self.timeline.play.playing = false;
        let Some(whole) = self.timeline.whole else {
            return;
        };
        let next = match self.brushed() {
            Some(window) => self.stepped(window, forward, whole),
            None => Some(self.at_the_beginning(self.played_range())),
        };
        if let Some(window) = next {
            self.show_days(Some(window), Some("time step".to_owned()));
            self.timeline.shown = self.timeline.shown.revealing(window);
        }
    }

    /// What is played: the days that the timeline shows, as far as the dossier tells of them.
    fn played_range(&self) -> TimeWindow {
        let shown = self.timeline.shown.window();
        let Some(whole) = self.timeline.whole else {
            return shown;
        };
        let (from, to) = (shown.from().max(whole.from()), shown.to().min(whole.to()));
        if from <= to {
            TimeWindow::new(from, to)
        } else {
            shown
        }
    }

    /// The window from which play begins in `range`, as wide as the one that is set or that it began with.
    fn at_the_beginning(&self, range: TimeWindow) -> TimeWindow {
        let play = &self.timeline.play;
        if play.growing
            && let Some(began) = play.began.filter(|began| began.to() < range.to())
        {
            return began;
        }
        let days = match self.brushed() {
            Some(window) if !play.growing => window.days(),
            _ => FIRST_DAYS,
        };
        let last = date_of(day_number(range.from()) + days - 1);
        TimeWindow::new(range.from(), last.min(range.to()))
    }

    /// `window` one step on or back; `None` at the end of `range`.
    fn stepped(&self, window: TimeWindow, forward: bool, range: TimeWindow) -> Option<TimeWindow> {
        let play = &self.timeline.play;
        let to = self.step_from(window.to(), forward)?;
        let by = if forward {
            day_number(to.min(range.to())) - day_number(window.to())
        } else if play.growing {
            day_number(to.max(window.from())) - day_number(window.to())
        } else {
            let room = day_number(range.from()) - day_number(window.from());
            (day_number(to) - day_number(window.to())).max(room)
        };
        if (forward && by <= 0) || (!forward && by >= 0) {
            return None;
        }
        let grown = || TimeWindow::new(window.from(), date_of(day_number(window.to()) + by));
        Some(if play.growing {
            grown()
        } else {
            window.shifted(by)
        })
    }

    /// The day that a step from `day` leads to.
    fn step_from(&self, day: Date, forward: bool) -> Option<Date> {
        let sign = if forward { 1 } else { -1 };
        match self.timeline.play.step {
            PlayStep::Day => Some(date_of(day_number(day) + sign)),
            PlayStep::Week => Some(date_of(day_number(day) + 7 * sign)),
            PlayStep::Event => {
                let days = super::beginnings(&self.atlas, &self.view);
                if forward {
                    days.into_iter().find(|&other| other > day)
                } else {
                    days.into_iter().rfind(|&other| other < day)
                }
            }
        }
    }
}
