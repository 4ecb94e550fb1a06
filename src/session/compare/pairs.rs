//! Pairs of windows of days: those that a dossier names, and those that follow from its presets.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::atlas::Atlas;
use crate::atlas::date::{date_of, day_number};
use crate::session::viewpoint::TimeWindow;

/// Two windows of days with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What they are called together.
    pub name: String,
    /// The days that come first.
    pub before: TimeWindow,
    /// The days that come later.
    pub after: TimeWindow,
}

/// Those that the dossier names; then each window that it names, beside as many days before it.
#[must_use]
pub fn comparisons(atlas: &Atlas) -> Vec<Comparison> {
    let dossier = &atlas.dossier;
    let named = dossier.comparisons.iter().map(|pair| {
        let [before, after] = pair.days.map(|[from, to]| TimeWindow::new(from, to));
        Comparison {
            name: pair.name.clone(),
            before,
            after,
        }
    });
    let derived = dossier.time_presets.iter().map(|preset| {
        let after = TimeWindow::new(preset.from, preset.to);
        Comparison {
            name: format!("{}, and as long before it", preset.name),
            before: preceding(after),
            after,
        }
    });
    named.chain(derived).collect()
}

/// The days just before `window`: as many months where it has whole ones, else as many days.
pub(super) fn preceding(window: TimeWindow) -> TimeWindow {
    let last = date_of(day_number(window.from()) - 1);
    match whole_months(window) {
        Some(months) => window
            .from()
            .checked_sub(months.months())
            .map_or(window, |from| TimeWindow::new(from, last)),
        None => window.shifted(-window.days()),
    }
}

/// The days just after `window`, likewise.
pub(super) fn following(window: TimeWindow) -> TimeWindow {
    let first = date_of(day_number(window.to()) + 1);
    let month_on = |months: i32| first.checked_add((months - 1).months()).ok();
    match whole_months(window).and_then(month_on) {
        Some(last) => TimeWindow::new(first, last.last_of_month()),
        None => window.shifted(window.days()),
    }
}

/// The first and the second half of `window`: one day twice where it has no more.
pub(super) fn halves(window: TimeWindow) -> (TimeWindow, TimeWindow) {
    let middle = day_number(window.from()) + (window.days() - 1) / 2;
    let last = date_of(middle);
    let first = date_of((middle + 1).min(day_number(window.to())));
    (
        TimeWindow::new(window.from(), last),
        TimeWindow::new(first, window.to()),
    )
}

/// How many months `window` has, where it begins with the first day of one and ends with the last of one.
fn whole_months(window: TimeWindow) -> Option<i32> {
    let (from, to) = (window.from(), window.to());
    let whole = from.day() == 1 && to == to.last_of_month();
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    whole.then(|| months(to) - months(from) + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn window(text: &str) -> TimeWindow {
        text.parse().expect("a window")
    }

    #[test]
    fn the_days_before_whole_months_are_whole_months() {
        for (days, before, after) in [
            (
                "2021-10-01/2021-10-31",
                "2021-09-01/2021-09-30",
                "2021-11-01/2021-11-30",
            ),
            (
                "2021-02-01/2021-03-31",
                "2020-12-01/2021-01-31",
                "2021-04-01/2021-05-31",
            ),
            (
                "2021-01-01/2021-12-31",
                "2020-01-01/2020-12-31",
                "2022-01-01/2022-12-31",
            ),
            (
                "2021-08-15/2021-08-21",
                "2021-08-08/2021-08-14",
                "2021-08-22/2021-08-28",
            ),
        ] {
            assert_eq!(preceding(window(days)), window(before), "{days}");
            assert_eq!(following(window(days)), window(after), "{days}");
        }
    }

    #[test]
    fn halves_share_no_day_unless_there_is_only_one() {
        let (first, second) = halves(window("2021-08-01/2021-08-31"));
        assert_eq!(first, window("2021-08-01/2021-08-16"));
        assert_eq!(second, window("2021-08-17/2021-08-31"));
        let one = TimeWindow::new(date(2021, 8, 15), date(2021, 8, 15));
        assert_eq!(halves(one), (one, one));
    }
}
