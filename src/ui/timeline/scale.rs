//! From days to pixels and back, and the days that the axis names.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::atlas::date::{date_of, day_number, month_in_short};
use crate::session::Stretch;

/// Where days stand on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    /// What is seen.
    pub stretch: Stretch,
    /// Where it begins, logical pixels.
    pub left_px: f32,
    /// Where it ends, logical pixels.
    pub right_px: f32,
}

impl TimeScale {
    /// Logical pixels a day.
    #[must_use]
    pub fn px_per_day(self) -> f64 {
        f64::from((self.right_px - self.left_px).max(1.0)) / self.stretch.days
    }

    /// Where a day begins.
    #[must_use]
    pub fn x(self, day: f64) -> f32 {
        self.left_px + ((day - self.stretch.from_day) * self.px_per_day()) as f32
    }

    /// The day at `x`, with its part that has passed.
    #[must_use]
    pub fn day_at(self, x: f32) -> f64 {
        self.stretch.from_day + f64::from(x - self.left_px) / self.px_per_day()
    }

    /// Where `date` begins.
    #[must_use]
    pub fn x_of(self, date: Date) -> f32 {
        self.x(f64::from(day_number(date)))
    }

    /// Where `date` ends.
    #[must_use]
    pub fn x_after(self, date: Date) -> f32 {
        self.x(f64::from(day_number(date)) + 1.0)
    }
}

/// A mark on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where, logical pixels.
    pub x_px: f32,
    /// What it says; `None` for a short one between two that speak.
    pub label: Option<String>,
    /// The year that it lies in, or begins.
    pub year: i16,
}

/// How far apart ticks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(i32),
    Weeks,
    Months(i16),
    Years(i16),
}

/// Steps from the finest, the days in one, and the pixels that its label takes.
const STEPS: [(Step, f64, f64); 13] = [
    (Step::Days(1), 1.0, 48.0),
    (Step::Days(2), 2.0, 48.0),
    (Step::Weeks, 7.0, 48.0),
    (Step::Months(1), 30.0, 36.0),
    (Step::Months(3), 91.0, 40.0),
    (Step::Years(1), 365.0, 40.0),
    (Step::Years(2), 730.0, 40.0),
    (Step::Years(5), 1826.0, 40.0),
    (Step::Years(10), 3652.0, 40.0),
    (Step::Years(20), 7305.0, 40.0),
    (Step::Years(50), 18_262.0, 40.0),
    (Step::Years(100), 36_524.0, 40.0),
    (Step::Years(200), 73_049.0, 40.0),
];
/// Ticks without a label stand no nearer than this.
const SHORT_PX: f64 = 5.0;
/// A day or month with its year takes this much.
const WITH_YEAR_PX: f32 = 70.0;
/// More ticks than this never stand on an axis.
const MOST: usize = 600;

/// The ticks of an axis, from decades to days, finest where there is room.
#[must_use]
pub fn ticks(scale: TimeScale) -> Vec<Tick> {
    let per_day = scale.px_per_day();
    let last = STEPS.len() - 1;
    let speaking = STEPS
        .iter()
        .position(|&(_, days, label_px)| days * per_day >= label_px)
        .unwrap_or(last);
    let short = (0..speaking)
        .find(|&n| STEPS[n].1 * per_day >= SHORT_PX && parts(STEPS[n].0, STEPS[speaking].0));
    let spoken = days_of(STEPS[speaking].0, scale.stretch);
    let mut ticks: Vec<Tick> = short
        .map(|n| days_of(STEPS[n].0, scale.stretch))
        .unwrap_or_default()
        .into_iter()
        .filter(|day| !spoken.contains(day))
        .map(|day| tick(scale, day, None))
        .collect();
    ticks.extend(
        spoken
            .iter()
            .map(|&day| tick(scale, day, Some(label(STEPS[speaking].0, day)))),
    );
    ticks.sort_by(|a, b| a.x_px.total_cmp(&b.x_px));
    say_year(&mut ticks, STEPS[speaking].0, &spoken);
    ticks
}

/// Where no label says the year, the first one does, and the next makes room where it must.
fn say_year(ticks: &mut [Tick], step: Step, spoken: &[Date]) {
    let said = match step {
        Step::Years(_) => true,
        Step::Months(_) => spoken.iter().any(|day| day.month() == 1),
        Step::Days(_) | Step::Weeks => false,
    };
    let mut speaking = ticks.iter_mut().filter(|tick| tick.label.is_some());
    let (Some(first), false, Some(day)) = (speaking.next(), said, spoken.first()) else {
        return;
    };
    first.label = Some(format!("{} {}", label(step, *day), day.year()));
    if let Some(next) = speaking
        .next()
        .filter(|next| next.x_px - first.x_px < WITH_YEAR_PX)
    {
        next.label = None;
    }
}

/// Whether the coarse step always falls on a fine one: weeks do not part months.
fn parts(fine: Step, coarse: Step) -> bool {
    !matches!(fine, Step::Weeks | Step::Days(2)) || matches!(coarse, Step::Weeks)
}

fn tick(scale: TimeScale, day: Date, label: Option<String>) -> Tick {
    Tick {
        x_px: scale.x_of(day),
        label,
        year: day.year(),
    }
}

/// What a tick says: a year's first month says the year.
fn label(step: Step, day: Date) -> String {
    match step {
        Step::Days(_) | Step::Weeks => format!("{} {}", day.day(), month_in_short(day.month())),
        Step::Months(_) if day.month() == 1 => day.year().to_string(),
        Step::Months(_) => month_in_short(day.month()).to_owned(),
        Step::Years(_) => day.year().to_string(),
    }
}

/// The days on which a step falls within `stretch`.
fn days_of(step: Step, stretch: Stretch) -> Vec<Date> {
    let window = stretch.window();
    let inside =
        |day: &Date| *day >= window.from() && f64::from(day_number(*day)) >= stretch.from_day;
    let mut days = Vec::new();
    let mut day = Some(first(step, window.from()));
    while let Some(here) = day.filter(|day| *day <= window.to() && days.len() < MOST) {
        if inside(&here) {
            days.push(here);
        }
        day = next(step, here);
    }
    days
}

fn first(step: Step, from: Date) -> Date {
    match step {
        Step::Days(n) => date_of(day_number(from).div_euclid(n) * n),
        Step::Weeks => {
            let monday = i32::from(from.weekday().to_monday_zero_offset());
            date_of(day_number(from) - monday)
        }
        Step::Months(n) => {
            let month = (i16::from(from.month()) - 1) / n * n + 1;
            from.with()
                .day(1)
                .month(month as i8)
                .build()
                .unwrap_or(from)
        }
        Step::Years(n) => date(from.year().div_euclid(n) * n, 1, 1),
    }
}

fn next(step: Step, day: Date) -> Option<Date> {
    let span = match step {
        Step::Days(n) => n.days(),
        Step::Weeks => 7.days(),
        Step::Months(n) => i32::from(n).months(),
        Step::Years(n) => i32::from(n).years(),
    };
    day.checked_add(span).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::session::viewpoint::TimeWindow;

    /// The scale of an axis that is 600 pixels long.
    pub(in crate::ui::timeline) fn scale(from: Date, to: Date) -> TimeScale {
        TimeScale {
            stretch: Stretch::around(TimeWindow::new(from, to)),
            left_px: 0.0,
            right_px: 600.0,
        }
    }

    #[test]
    fn an_axis_speaks_of_what_it_has_room_for() {
        let labels = |from, to| {
            let ticks = ticks(scale(from, to));
            let labels: Vec<String> = ticks.into_iter().filter_map(|tick| tick.label).collect();
            labels.join(" ")
        };
        assert_eq!(
            labels(date(2021, 10, 18), date(2021, 10, 23)),
            "17 Oct 2021 18 Oct 19 Oct 20 Oct 21 Oct 22 Oct 23 Oct 24 Oct"
        );
        assert_eq!(
            labels(date(2021, 6, 1), date(2021, 10, 31)),
            "Jun 2021 Jul Aug Sep Oct Nov"
        );
        assert_eq!(
            labels(date(2020, 1, 1), date(2021, 12, 31)),
            "2020 Apr Jul Oct 2021 Apr Jul Oct 2022"
        );
        assert_eq!(
            labels(date(1955, 1, 1), date(2021, 12, 31)),
            "1960 1970 1980 1990 2000 2010 2020"
        );
    }

    proptest! {
        #[test]
        fn labels_never_stand_on_one_another(from in -60_000_i32..30_000, days in 1_i32..60_000, width in 200.0_f32..2000.0) {
            let scale = TimeScale { right_px: width, ..scale(date_of(from), date_of(from + days)) };
            let spoken: Vec<Tick> = ticks(scale).into_iter().filter(|tick| tick.label.is_some()).collect();
            for pair in spoken.windows(2) {
                prop_assert!(pair[1].x_px - pair[0].x_px >= 28.0, "{:?}", pair);
            }
        }

        #[test]
        fn a_day_is_found_again_where_it_stands(from in -60_000_i32..30_000, days in 1_i32..60_000, day in -60_000_i32..60_000) {
            let scale = scale(date_of(from), date_of(from + days));
            let back = scale.day_at(scale.x(f64::from(day)));
            let exact = f64::from(days.max(365)) * 1e-3 + f64::from(day.abs()) * 1e-3;
            prop_assert!((back - f64::from(day)).abs() <= exact, "{} {}", back, day);
        }
    }
}
