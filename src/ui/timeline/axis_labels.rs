//! What is written beside the ticks of the axis: a year is always among it.

use egui::Rangef;

use super::scale::Tick;

/// Space between a tick and its label, logical pixels.
const BESIDE_PX: f32 = 3.0;

/// What is written beside a tick.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AxisLabel {
    /// Where the words begin, logical pixels.
    pub(super) left_px: f32,
    pub(super) words: String,
}

/// The labels of `ticks` that keep clear of the stretches that are `taken`, `width_px` being how wide words
/// are. Where a label with a year has no room, the first of the others that has room for it says the year.
pub(super) fn labels_clear_of(
    ticks: &[Tick],
    taken: &[Rangef],
    width_px: impl Fn(&str) -> f32,
) -> Vec<AxisLabel> {
    let stretch = |tick: &Tick, words: &str| {
        let left_px = tick.x_px + BESIDE_PX;
        Rangef::new(left_px, left_px + width_px(words))
    };
    let is_clear = |tick: &Tick, words: &str| {
        let own = stretch(tick, words);
        taken
            .iter()
            .all(|other| other.intersection(own).span() <= 0.0)
    };
    let speaking = ticks
        .iter()
        .filter_map(|tick| Some((tick, tick.label.clone()?)));
    let mut labels: Vec<(&Tick, String)> = speaking
        .filter(|(tick, words)| is_clear(tick, words))
        .collect();
    let says_year = |(tick, words): &(&Tick, String)| words.ends_with(&tick.year.to_string());
    if !labels.iter().any(says_year) {
        let with_year = |(tick, words): &(&Tick, String)| format!("{words} {}", tick.year);
        let fits = |label: &(&Tick, String)| is_clear(label.0, &with_year(label));
        // Where none has room for both, a year says more than the month that it begins with.
        let at = labels.iter().position(fits).unwrap_or_default();
        if let Some(label) = labels.get_mut(at) {
            label.1 = if fits(label) {
                with_year(label)
            } else {
                label.0.year.to_string()
            };
            let end_px = stretch(label.0, &label.1).max + BESIDE_PX;
            let mut number = 0;
            labels.retain(|(tick, _)| {
                number += 1;
                number <= at + 1 || tick.x_px >= end_px
            });
        }
    }
    let label = |(tick, words): (&Tick, String)| AxisLabel {
        left_px: tick.x_px + BESIDE_PX,
        words,
    };
    labels.into_iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::scale::tests::scale;
    use super::super::scale::{TimeScale, ticks};
    use super::*;
    use crate::atlas::date::date_of;

    /// Width of words of which each letter takes six pixels.
    fn width_px(words: &str) -> f32 {
        6.0 * words.len() as f32
    }

    #[test]
    fn the_year_moves_on_where_something_stands_on_the_label_with_it() {
        let scale = scale(date(2021, 5, 3), date(2021, 10, 31));
        let ticks = ticks(scale);
        let words = |taken: &[Rangef]| {
            let labels = labels_clear_of(&ticks, taken, width_px).into_iter();
            labels
                .map(|label| label.words)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(words(&[]), "May 2021 Jun Jul Aug Sep Oct Nov");
        let on_may = Rangef::point(ticks[0].x_px).expand(20.0);
        assert_eq!(words(&[on_may]), "Jun 2021 Jul Aug Sep Oct Nov");
    }

    proptest! {
        #[test]
        fn a_year_is_said_wherever_a_label_is(
            from in -60_000_i32..30_000,
            days in 1_i32..60_000,
            width in 200.0_f32..2000.0,
            taken in prop::collection::vec(0.0_f32..2000.0, 0..6),
        ) {
            let scale = TimeScale { right_px: width, ..scale(date_of(from), date_of(from + days)) };
            let taken: Vec<Rangef> = taken.into_iter().map(|at| Rangef::point(at).expand(7.0)).collect();
            let labels = labels_clear_of(&ticks(scale), &taken, width_px);
            let says_year = |label: &AxisLabel| {
                let last = label.words.rsplit(' ').next().unwrap_or_default();
                last.parse::<i16>().is_ok()
            };
            prop_assert!(labels.is_empty() || labels.iter().any(says_year), "{:?}", labels);
            for pair in labels.windows(2) {
                let end_px = pair[0].left_px + width_px(&pair[0].words);
                prop_assert!(end_px <= pair[1].left_px || pair[1].left_px - pair[0].left_px >= 28.0);
            }
        }
    }
}
