//! What the axes of a chart measure, for those who do not see them.

use super::plot::{AxisMeasure, ChartPlot};
use crate::atlas::chart_values::{ChartTable, ColumnValues};
use crate::atlas::date::day_in_words;

/// "From left to right: dates, linear, from 20 July 2021 to 23 October 2021. Upward: km, logarithmic, from
/// 1 km to 2,000 km." An axis of a column is called by the column, another one by its unit.
pub(super) fn axes_in_words(plot: &ChartPlot, table: &ChartTable) -> String {
    let names = match &table.columns {
        Some(ColumnValues::Pair { pair, .. }) => pair.keys.each_ref().map(|key| Some(key.as_str())),
        Some(ColumnValues::Counts(_)) | None => [None, None],
    };
    let across = axis(names[0], &plot.x, plot.window.x, plot.rect.width());
    let upward = plot.y.as_ref().zip(plot.window.y);
    let upward = upward.map(|(measure, window)| {
        let said = axis(names[1], measure, window, plot.rect.height());
        format!(" Upward: {said}.")
    });
    format!(
        "From left to right: {across}.{}",
        upward.unwrap_or_default()
    )
}

/// One axis of this length, with the values that it shows.
fn axis(name: Option<&str>, measure: &AxisMeasure, window: [f64; 2], length_px: f64) -> String {
    let scale = match measure {
        AxisMeasure::PowerOfTen { .. } => "logarithmic",
        AxisMeasure::Number { .. } | AxisMeasure::DaysFrom(_) | AxisMeasure::Dates => "linear",
    };
    let name = name.map_or_else(|| of_measure(measure), str::to_owned);
    let [low, high] = measure.words_of_window(window, length_px);
    format!("{name}, {scale}, from {low} to {high}")
}

fn of_measure(measure: &AxisMeasure) -> String {
    match measure {
        AxisMeasure::Number { unit } | AxisMeasure::PowerOfTen { unit } if unit.is_empty() => {
            "a number".to_owned()
        }
        AxisMeasure::Number { unit } | AxisMeasure::PowerOfTen { unit } => unit.clone(),
        AxisMeasure::Dates => "dates".to_owned(),
        AxisMeasure::DaysFrom(day) => format!("days from {}", day_in_words(*day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{ChartWindow, ScreenRect};

    #[test]
    fn each_axis_says_what_it_measures_its_scale_and_its_ends() {
        let window = ChartWindow {
            x: [0.0, 12_000.0],
            y: Some([0.0, 3.0]),
        };
        let plot = ChartPlot {
            rect: ScreenRect::new(0.0, 0.0, 600.0, 300.0),
            whole: window,
            window,
            x: AxisMeasure::Number {
                unit: "people".to_owned(),
            },
            y: Some(AxisMeasure::PowerOfTen {
                unit: "km".to_owned(),
            }),
        };
        assert_eq!(
            axes_in_words(&plot, &ChartTable::default()),
            "From left to right: people, linear, from 0 people to 12,000 people. Upward: km, logarithmic, \
             from 1 km to 1,000 km."
        );
        let zoomed = ChartPlot {
            window: ChartWindow {
                x: [3000.0, 6000.0],
                y: None,
            },
            y: None,
            ..plot
        };
        assert_eq!(
            axes_in_words(&zoomed, &ChartTable::default()),
            "From left to right: people, linear, from 3,000 people to 6,000 people."
        );
    }
}
