//! Which part of each chart the reader has zoomed to.

use crate::scene::{ChartPlot, ChartWindow};
use crate::session::Stretch;

/// The windows of all charts. Charts over dates share one stretch of days, so that what happened at
/// one time stands at one time in all of them; the timeline shows it too, and while they are zoomed
/// they show what the timeline does.
#[derive(Debug, Default)]
pub(super) struct Zooms {
    charts: Vec<Option<ChartWindow>>,
    dates: Option<[f64; 2]>,
    /// What the timeline showed when it was last looked at.
    timeline: Option<Stretch>,
    /// Whether the timeline was asked to show what the charts do.
    asked: bool,
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

    /// The chart at `number` shows `window` from now on; all of it where that is `None`. What the
    /// timeline is to show then.
    pub(super) fn show(
        &mut self,
        number: usize,
        plot: &ChartPlot,
        window: Option<ChartWindow>,
    ) -> Option<Stretch> {
        if let Some(slot) = self.charts.get_mut(number) {
            *slot = window;
        }
        if !plot.is_dated() {
            return None;
        }
        self.dates = window.map(|window| window.x);
        let [from_day, to_day] = self.dates?;
        self.asked = true;
        Some(Stretch {
            from_day,
            days: to_day - from_day,
        })
    }

    /// The timeline shows this stretch: so do charts over dates that are zoomed, where it was not they
    /// that asked for it.
    pub(super) fn follow(&mut self, shown: Stretch) {
        let asked = std::mem::take(&mut self.asked);
        let before = self.timeline.replace(shown);
        let moved = before.is_some_and(|before| before != shown);
        if moved && !asked && self.dates.is_some() {
            self.dates = Some([shown.from_day, shown.to_day()]);
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
        let timeline = zooms.show(0, &dated, Some(window));
        assert_eq!(
            timeline.map(|shown| (shown.from_day, shown.to_day())),
            Some((10.0, 20.0))
        );
        assert_eq!(zooms.window(1, &dated), Some(window));
        assert_eq!(zooms.window(2, &other), None);
        assert_eq!(zooms.show(1, &dated, None), None);
        assert_eq!(zooms.window(0, &dated), None, "all of them are whole again");
    }

    #[test]
    fn zoomed_charts_go_where_the_timeline_goes_and_whole_ones_stay() {
        let stretch = |from_day, days| Stretch { from_day, days };
        let dated = plot(AxisMeasure::Dates);
        let mut zooms = Zooms::default();
        zooms.reset(1);
        zooms.follow(stretch(0.0, 100.0));
        zooms.follow(stretch(0.0, 50.0));
        assert_eq!(zooms.window(0, &dated), None);
        let window = ChartWindow {
            x: [10.0, 20.0],
            y: None,
        };
        let asked = zooms.show(0, &dated, Some(window)).expect("a stretch");
        // The timeline may hold it a little longer: that is no move of its own.
        zooms.follow(stretch(asked.from_day, asked.days + 1.0));
        assert_eq!(zooms.window(0, &dated), Some(window));
        zooms.follow(stretch(30.0, 5.0));
        let shown = zooms.window(0, &dated).map(|window| window.x);
        assert_eq!(shown, Some([30.0, 35.0]));
    }
}
