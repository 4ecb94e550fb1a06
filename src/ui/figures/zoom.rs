//! Which part of each chart the reader has zoomed to.

use crate::scene::{ChartPlot, ChartWindow};

/// The windows of all charts. Charts over dates share one stretch of days, so that what happened at
/// one time stands at one time in all of them.
#[derive(Debug, Default)]
pub(super) struct Zooms {
    charts: Vec<Option<ChartWindow>>,
    dates: Option<[f64; 2]>,
    /// The day under the pointer: of a chart, or of the timeline.
    pub(super) pointed_day: Option<f64>,
}

impl Zooms {
    /// Begins afresh for so many charts.
    pub(super) fn reset(&mut self, charts: usize) {
        *self = Self {
            charts: vec![None; charts],
            ..Self::default()
        };
    }

    /// What the chart at `number` shows; `None` for all of it.
    pub(super) fn window(&self, number: usize, plot: &ChartPlot) -> Option<ChartWindow> {
        let own = self.charts.get(number).copied().flatten();
        if plot.is_dated() {
            let x = self.dates?;
            let whole = plot.whole;
            return Some(ChartWindow {
                x,
                ..own.unwrap_or(whole)
            });
        }
        own
    }

    /// The chart at `number` shows `window` from now on; all of it where that is `None`.
    pub(super) fn show(&mut self, number: usize, plot: &ChartPlot, window: Option<ChartWindow>) {
        if let Some(slot) = self.charts.get_mut(number) {
            *slot = window;
        }
        if plot.is_dated() {
            self.dates = window.map(|window| window.x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{AxisMeasure, ScreenRect};

    fn plot(x: AxisMeasure) -> ChartPlot {
        let whole = ChartWindow {
            x: [0.0, 100.0],
            y: None,
        };
        ChartPlot {
            rect: ScreenRect::new(0.0, 0.0, 100.0, 10.0),
            whole,
            window: whole,
            x,
            y: None,
        }
    }

    #[test]
    fn charts_over_dates_are_zoomed_together_and_others_alone() {
        let mut zooms = Zooms::default();
        zooms.reset(3);
        let (dated, other) = (
            plot(AxisMeasure::Dates),
            plot(AxisMeasure::Number {
                unit: String::new(),
            }),
        );
        let window = ChartWindow {
            x: [10.0, 20.0],
            y: None,
        };
        zooms.show(0, &dated, Some(window));
        assert_eq!(zooms.window(1, &dated), Some(window));
        assert_eq!(zooms.window(2, &other), None);
        zooms.show(1, &dated, None);
        assert_eq!(zooms.window(0, &dated), None, "all of them are whole again");
    }
}
