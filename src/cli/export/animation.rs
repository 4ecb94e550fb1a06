//! What `steppe export` is told of moving pictures.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::session::viewpoint::TimeWindow;
use crate::session::{AnimationSpec, MovingFormat, PlayStep};

/// How days become frames, where the file is a .gif, an .apng or a folder.
#[derive(Debug, Args)]
#[command(next_help_heading = "Animation (.gif, .apng or FOLDER/)")]
pub(super) struct AnimationArgs {
    /// How far it is from frame to frame: to the next day, week, or day on which something begins; day by default
    #[arg(long, value_enum)]
    step: Option<Step>,
    /// Whether the window of days slides, or grows from its first day; slides by default
    #[arg(long, value_enum)]
    window: Option<Window>,
    /// Days of the window: of each where it slides, of the first where it grows; 7 by default
    #[arg(long, value_name = "N")]
    days: Option<i32>,
    /// Frames a second, 0.1 to 50; 4 by default
    #[arg(long, value_name = "N")]
    fps: Option<f64>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Step {
    Day,
    Week,
    Event,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Window {
    Sliding,
    Growing,
}

impl AnimationArgs {
    /// The first option given.
    pub(super) fn first(&self) -> Option<&'static str> {
        let given = [
            ("--step", self.step.is_some()),
            ("--window", self.window.is_some()),
            ("--days", self.days.is_some()),
            ("--fps", self.fps.is_some()),
        ];
        given.into_iter().find_map(|(name, is)| is.then_some(name))
    }

    /// What is asked for, `range` being the days from first to last.
    pub(super) fn spec(&self, format: MovingFormat, range: Option<TimeWindow>) -> AnimationSpec {
        let usual = AnimationSpec::default();
        AnimationSpec {
            format,
            step: match self.step {
                Some(Step::Day) => PlayStep::Day,
                Some(Step::Week) => PlayStep::Week,
                Some(Step::Event) => PlayStep::Event,
                None => usual.step,
            },
            growing: matches!(self.window, Some(Window::Growing)),
            days: self.days.unwrap_or(usual.days),
            per_s: self.fps.unwrap_or(usual.per_s),
            range,
        }
    }
}

/// What moving pictures `path` names: a folder has a separator at its end.
pub(super) fn moving_format(path: &Path) -> Option<MovingFormat> {
    let text = path.as_os_str().to_string_lossy();
    if text.ends_with(std::path::is_separator) {
        return Some(MovingFormat::Folder);
    }
    MovingFormat::of_extension(path.extension()?.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_says_how_it_moves() {
        let format = |path: &str| moving_format(Path::new(path));
        assert_eq!(format("a/days.GIF"), Some(MovingFormat::Gif));
        assert_eq!(format("days.apng"), Some(MovingFormat::Apng));
        assert_eq!(format("days/"), Some(MovingFormat::Folder));
        for still in ["days", "days.png", "days.gif.png", ".gif"] {
            assert_eq!(format(still), None, "{still}");
        }
    }
}
