//! How days are exported as moving pictures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::atlas::Atlas;
use crate::atlas::date::{date_of, day_number};
use crate::session::map::time::beginnings;
use crate::session::viewpoint::TimeWindow;
use crate::session::{PlayStep, Session, Stretch, Timeline, Viewpoint};

/// Frames of an animation, at most.
pub const MOST_FRAMES: usize = 10_000;
/// Slowest and fastest, frames a second: a GIF cannot stand for less than two hundredths of one.
pub const FRAMES_PER_S: std::ops::RangeInclusive<f64> = 0.1..=50.0;
/// Most days of a window that slides: a century.
pub const MOST_DAYS: i32 = 36_525;

/// What moving pictures are written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MovingFormat {
    /// 256 colours a frame, shown everywhere.
    #[default]
    Gif,
    /// Every colour; the first frame where it cannot move.
    Apng,
    /// A folder of numbered PNG files.
    Folder,
}

impl MovingFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Gif, Self::Apng, Self::Folder];

    /// Ending of its files, without the dot; none for a folder.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Apng => "apng",
            Self::Folder => "",
        }
    }

    /// The format whose files end so; upper and lower case are one.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        [Self::Gif, Self::Apng]
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

/// How days are exported as moving pictures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnimationSpec {
    /// What they are written as.
    pub format: MovingFormat,
    /// How far it is from frame to frame.
    pub step: PlayStep,
    /// Whether the first day stays, so that the window grows.
    pub growing: bool,
    /// Days that the first frame shows, and every one where the window slides.
    pub days: i32,
    /// Frames a second.
    pub per_s: f64,
    /// First and last day that are shown; `None` for those on which most of it happens.
    pub range: Option<TimeWindow>,
}

impl Default for AnimationSpec {
    fn default() -> Self {
        Self {
            format: MovingFormat::default(),
            step: PlayStep::default(),
            growing: false,
            days: 7,
            per_s: 4.0,
            range: None,
        }
    }
}

/// Moving pictures to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Animation {
    /// What they are written as.
    pub format: MovingFormat,
    /// Days that each frame shows, at least one frame.
    pub windows: Vec<TimeWindow>,
    /// Frames a second.
    pub per_s: f64,
}

/// Why there is nothing to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnimationError {
    /// Nothing has a date.
    #[error("nothing here has a date, so no days can be played; choose a first and a last day")]
    NoDays,
    /// There would be too many frames.
    #[error("that would be more than {MOST_FRAMES} frames; choose fewer days, or longer steps")]
    TooMany,
    /// The window has no days, or too many.
    #[error("a window of {0} days cannot be played; choose 1 to {MOST_DAYS}")]
    Days(i32),
    /// It is too slow or too fast.
    #[error(
        "that is no speed to play at; choose {} to {} frames a second",
        FRAMES_PER_S.start(), FRAMES_PER_S.end()
    )]
    Speed,
}

impl Animation {
    /// The days from the first frame's first to the last one's last.
    #[must_use]
    pub fn whole(&self) -> Option<TimeWindow> {
        let (first, last) = (self.windows.first()?, self.windows.last()?);
        Some(TimeWindow::new(first.from(), last.to()))
    }

    /// How long it plays, seconds.
    #[must_use]
    pub fn length_s(&self) -> f64 {
        self.windows.len() as f64 / self.per_s
    }
}

impl AnimationSpec {
    /// The frames of `view`.
    ///
    /// # Errors
    /// Where there are no days, too many frames, or a window or speed that cannot be played.
    pub fn animation(&self, atlas: &Atlas, view: &Viewpoint) -> Result<Animation, AnimationError> {
        if !(1..=MOST_DAYS).contains(&self.days) {
            return Err(AnimationError::Days(self.days));
        }
        if !FRAMES_PER_S.contains(&self.per_s) {
            return Err(AnimationError::Speed);
        }
        let range = self.range.or_else(|| usual_range(atlas));
        let windows = self.windows(range.ok_or(AnimationError::NoDays)?, atlas, view)?;
        Ok(Animation {
            format: self.format,
            windows,
            per_s: self.per_s,
        })
    }

    fn windows(
        &self,
        range: TimeWindow,
        atlas: &Atlas,
        view: &Viewpoint,
    ) -> Result<Vec<TimeWindow>, AnimationError> {
        let events = match self.step {
            PlayStep::Event => beginnings(atlas, view),
            PlayStep::Day | PlayStep::Week => Vec::new(),
        };
        let last = date_of(day_number(range.from()) + self.days - 1).min(range.to());
        let mut window = TimeWindow::new(range.from(), last);
        let mut windows = vec![window];
        while let Some(next) = self.next_day(window.to(), &events) {
            let next = next.min(range.to());
            if next <= window.to() {
                break;
            }
            if windows.len() == MOST_FRAMES {
                return Err(AnimationError::TooMany);
            }
            window = if self.growing {
                TimeWindow::new(window.from(), next)
            } else {
                window.shifted(day_number(next) - day_number(window.to()))
            };
            windows.push(window);
        }
        Ok(windows)
    }

    /// The last day of the frame after one that ends with `day`.
    fn next_day(&self, day: Date, events: &[Date]) -> Option<Date> {
        match self.step {
            PlayStep::Day => Some(date_of(day_number(day) + 1)),
            PlayStep::Week => Some(date_of(day_number(day) + 7)),
            PlayStep::Event => events
                .get(events.partition_point(|&event| event <= day))
                .copied(),
        }
    }
}

/// The days on which most of it happens, as far as the dossier tells of them.
fn usual_range(atlas: &Atlas) -> Option<TimeWindow> {
    let whole = Timeline::of(atlas).whole?;
    let most = Stretch::of_most(atlas).window();
    let (from, to) = (most.from().max(whole.from()), most.to().min(whole.to()));
    Some(if from <= to {
        TimeWindow::new(from, to)
    } else {
        whole
    })
}

impl Session {
    /// What the export sheet would play; `None` where it is set to a still picture.
    #[must_use]
    pub fn animation(&self) -> Option<Result<Animation, AnimationError>> {
        let files = &self.files;
        files
            .animates
            .then(|| files.animation.animation(&self.atlas, &self.view))
    }
}
