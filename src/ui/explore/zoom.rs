//! Looking closer at a column of dates: the fewer days there are between its ends, the shorter is a bar.

use egui::{Key, Modifiers, Ui};

use super::super::{UiOutput, View, icons};
use super::icon::icon_ui;
use crate::atlas::profile::{BinContent, Distribution};
use crate::session::{Command, ExploreCommand};

/// What a click or a key zooms by.
const STEP: f64 = 2.0;
/// Fewest days that a chart shows.
const FEWEST_DAYS: f64 = 7.0;

/// The days that the bars between the gathered ones show: from a first to a last.
fn days(column: &Distribution) -> Option<[i32; 2]> {
    let mut inner = column.bins.iter().filter(|bin| !bin.is_gathered());
    let days = |content: &BinContent| match *content {
        BinContent::Days(days) => Some(days),
        _ => None,
    };
    let [first, last] = inner.find_map(|bin| days(&bin.content))?;
    let last = inner
        .filter_map(|bin| days(&bin.content))
        .next_back()
        .map_or(last, |[_, last]| last);
    Some([first, last])
}

/// Whether days before or after those that are shown are gathered in a bar.
fn has_more(column: &Distribution) -> bool {
    column
        .bins
        .iter()
        .any(|bin| bin.is_gathered() && bin.count > 0)
}

/// Where half of the features that are shown lie before, 0 at the left end to 1 at the right: what is
/// looked closer at without a pointer.
fn middle(column: &Distribution) -> f64 {
    let inner = column.bins.iter();
    let inner = inner.filter(|bin| !bin.is_gathered() && bin.content != BinContent::Missing);
    let counts: Vec<usize> = inner.map(|bin| bin.count).collect();
    let half = counts.iter().sum::<usize>() / 2;
    let mut before = 0;
    let at = counts.iter().position(|count| {
        before += count;
        before > half
    });
    at.map_or(0.5, |at| (at as f64 + 0.5) / counts.len() as f64)
}

fn show(column: &Distribution, days: Option<[i32; 2]>, output: &mut UiOutput<'_>) {
    let column = column.key.clone();
    output.act(Command::Explore(ExploreCommand::LookCloser {
        column,
        days,
    }));
}

/// Zooms by `factor` at a place, 0 at the left end to 1 at the right.
fn zoom(column: &Distribution, factor: f64, at: f64, output: &mut UiOutput<'_>) {
    let Some([first, last]) = days(column) else {
        return;
    };
    if factor < 1.0 && !has_more(column) {
        return show(column, None, output);
    }
    let length = f64::from(last) - f64::from(first) + 1.0;
    let shown = (length / factor).max(FEWEST_DAYS);
    let begin = f64::from(first) + (length - shown) * at.clamp(0.0, 1.0);
    // The ends lie within the days that there are dates for: nothing beyond can be chosen.
    let days = [begin.round() as i32, (begin + shown).round() as i32 - 1];
    show(column, Some(days), output);
}

/// The days of one bar take the whole chart.
pub(super) fn show_bar(column: &Distribution, bar: usize, output: &mut UiOutput<'_>) {
    if let Some(BinContent::Days([first, last])) = column.bins.get(bar).map(|bin| &bin.content)
        && *first > i32::MIN
        && *last < i32::MAX
        && last > first
    {
        show(column, Some([*first, *last]), output);
    }
}

/// What a pinch, Ctrl with the wheel, or a key does over the chart; `at` is where the pointer is, from
/// 0 at the left end to 1 at the right.
pub(super) fn heard(
    ui: &Ui,
    column: &Distribution,
    (at, focused): (Option<f64>, bool),
    output: &mut UiOutput<'_>,
) {
    let pinch = ui.input(egui::InputState::zoom_delta);
    if let Some(at) = at
        && (pinch - 1.0).abs() > 0.01
    {
        return zoom(column, f64::from(pinch).clamp(1.0 / STEP, STEP), at, output);
    }
    if !focused {
        return;
    }
    let pressed = |keys: &[Key]| {
        ui.input_mut(|input| {
            let mut keys = keys.iter();
            keys.any(|&key| input.consume_key(Modifiers::NONE, key))
        })
    };
    if pressed(&[Key::Plus, Key::Equals]) {
        zoom(column, STEP, middle(column), output);
    } else if pressed(&[Key::Minus]) {
        zoom(column, 1.0 / STEP, middle(column), output);
    } else if pressed(&[Key::Home]) {
        show(column, None, output);
    }
}

/// Closer, farther, and all.
pub(super) fn buttons_ui(
    ui: &mut Ui,
    view: View<'_>,
    column: &Distribution,
    output: &mut UiOutput<'_>,
) {
    let key = &column.key;
    let zoomed = view.session.explore.divisions.spans.contains_key(key);
    if zoomed {
        if icon_ui(ui, icons::ARROWS_OUT, &format!("Show the whole of {key}")) {
            show(column, None, output);
        }
        if icon_ui(
            ui,
            icons::MAGNIFYING_GLASS_MINUS,
            &format!("Look at more of {key}"),
        ) {
            zoom(column, 1.0 / STEP, middle(column), output);
        }
    }
    // A bar of a day cannot be divided.
    let closer = column.bins.iter().any(|bin| match bin.content {
        BinContent::Days([first, last]) => first > i32::MIN && last < i32::MAX && last > first,
        _ => false,
    });
    if closer
        && icon_ui(
            ui,
            icons::MAGNIFYING_GLASS_PLUS,
            &format!("Look closer at {key}"),
        )
    {
        zoom(column, STEP, middle(column), output);
    }
}
