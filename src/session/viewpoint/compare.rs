//! Two windows of days, shown beside each other.

use serde::{Deserialize, Serialize};

use super::{TimeFilter, TimeWindow, Viewpoint};
use crate::earth::{Camera, ScreenPoint};

/// How near the divider comes to an edge of the map, as a part of its width.
const NEAREST: f64 = 0.02;

/// One of the two windows of days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The days that come first, on the left.
    Before,
    /// The days that come later, on the right.
    #[default]
    After,
}

impl Side {
    /// Both, the left one first.
    pub const BOTH: [Self; 2] = [Self::Before, Self::After];

    /// The one beside it.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }

    /// What it is called: "Before".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Before => "Before",
            Self::After => "After",
        }
    }
}

/// How the two stand beside each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompareMode {
    /// One map: left of a divider as before, right of it as after.
    #[default]
    Swipe,
    /// Two maps of the same place and scale.
    Split,
}

/// Two windows of days beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Compare {
    /// The days on the left.
    pub before: TimeWindow,
    /// The days on the right.
    pub after: TimeWindow,
    /// How the two stand beside each other.
    #[serde(default)]
    pub mode: CompareMode,
    #[serde(default = "half")]
    divider: f64,
}

fn half() -> f64 {
    0.5
}

impl Compare {
    /// These days beside those, the divider in the middle.
    #[must_use]
    pub fn new(before: TimeWindow, after: TimeWindow) -> Self {
        Self {
            before,
            after,
            mode: CompareMode::default(),
            divider: half(),
        }
    }

    /// The days of a side.
    #[must_use]
    pub fn window(&self, side: Side) -> TimeWindow {
        match side {
            Side::Before => self.before,
            Side::After => self.after,
        }
    }

    /// The same with other days on one side.
    #[must_use]
    pub fn with(self, side: Side, window: TimeWindow) -> Self {
        match side {
            Side::Before => Self {
                before: window,
                ..self
            },
            Side::After => Self {
                after: window,
                ..self
            },
        }
    }

    /// The same with its sides exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
            ..self
        }
    }

    /// Where the divider stands, as a part of the map's width: 0.02 to 0.98, in the middle of a split.
    #[must_use]
    pub fn divider(&self) -> f64 {
        if self.mode == CompareMode::Swipe && self.divider.is_finite() {
            self.divider.clamp(NEAREST, 1.0 - NEAREST)
        } else {
            half()
        }
    }

    /// The same, beside each other in this way.
    #[must_use]
    pub fn in_mode(self, mode: CompareMode) -> Self {
        Self { mode, ..self }
    }

    /// The same with its divider there.
    #[must_use]
    pub fn divided_at(self, divider: f64) -> Self {
        Self { divider, ..self }
    }
}

impl Viewpoint {
    /// What one side of the comparison shows: an ordinary view of its days. In a split, half as wide.
    #[must_use]
    pub fn of_side(&self, compare: Compare, side: Side) -> Self {
        Self {
            camera: self.pane_camera(),
            time: self.time_of(compare, side),
            compare: None,
            ..self.clone()
        }
    }

    /// How many maps stand beside each other: two in a split, else one.
    #[must_use]
    pub fn panes_across(&self) -> f64 {
        match self.compare.map(|compare| compare.mode) {
            Some(CompareMode::Split) => 2.0,
            Some(CompareMode::Swipe) | None => 1.0,
        }
    }

    /// The camera of each map: the view's own, half as wide in a split.
    #[must_use]
    pub fn pane_camera(&self) -> Camera {
        let camera = self.camera;
        camera.resized(camera.width_px / self.panes_across(), camera.height_px)
    }

    /// Where the camera has what stands at `at` in the window: elsewhere only in a split, whose
    /// halves both have the middle of the map in their middle.
    #[must_use]
    pub fn camera_point(&self, at: ScreenPoint) -> ScreenPoint {
        if self.panes_across() < 2.0 {
            return at;
        }
        let quarter = self.camera.width_px / 4.0;
        let left = at.x_px < self.camera.width_px / 2.0;
        let aside = if left { quarter } else { -quarter };
        ScreenPoint::new(at.x_px + aside, at.y_px)
    }

    pub(super) fn time_of(&self, compare: Compare, side: Side) -> TimeFilter {
        TimeFilter {
            window: Some(compare.window(side)),
            ..self.time
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn compare() -> Compare {
        let window = |month| TimeWindow::new(date(2021, month, 1), date(2021, month, 28));
        Compare::new(window(8), window(9))
    }

    #[test]
    fn the_divider_stays_on_the_map_and_in_the_middle_of_a_split() {
        for (part, divider) in [(-1.0, 0.02), (0.3, 0.3), (7.0, 0.98), (f64::NAN, 0.5)] {
            let at = compare().divided_at(part).divider();
            assert_eq!(at.to_bits(), f64::to_bits(divider), "{part}");
        }
        let split = Compare {
            mode: CompareMode::Split,
            ..compare().divided_at(0.3)
        };
        assert_eq!(split.divider().to_bits(), 0.5_f64.to_bits());
    }

    #[test]
    fn a_comparison_without_mode_or_divider_is_a_swipe_at_half() {
        let text = r#"{"before":"2021-08-01/2021-08-28","after":"2021-09-01/2021-09-28"}"#;
        let read: Compare = serde_json::from_str(text).expect("read");
        assert_eq!(read, compare());
    }
}
