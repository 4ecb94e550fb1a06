//! The date of the base map's borders and claims, and whether it needs saying.

use jiff::civil::{Date, date};

use super::Atlas;
use super::date::{day_number, span_of_days};

/// The month as of which `assets/basemap` has who holds and who claims what: first and last day.
const BOUNDARIES_OF: [Date; 2] = [date(2021, 10, 1), date(2021, 10, 31)];

/// Days between the base map's month and what a map shows that need no word.
const NEAR_DAYS: i32 = 366;

/// The month of the base map's borders and claims: "October 2021".
#[must_use]
pub fn boundary_month() -> String {
    let [first, last] = BOUNDARIES_OF;
    span_of_days(first, last)
}

impl Atlas {
    /// Whether a map has borders of another time than what it shows, by more than a year, or shows things of no
    /// date: then it must name the date of its borders. `shown` is the first and the last day that the reader
    /// chose; without them the map is of the dossier's day, or else of all days that its records name.
    #[must_use]
    pub fn boundaries_need_date(&self, shown: Option<[Date; 2]>) -> bool {
        if let Some(days) = shown {
            return !days.into_iter().all(is_near);
        }
        if let Some(day) = self.dossier.as_of {
            return !is_near(day);
        }
        let mut days = self.recorded_days().peekable();
        days.peek().is_none() || !days.all(is_near)
    }

    /// The first and the last day of each record, and of each large table as a whole.
    fn recorded_days(&self) -> impl Iterator<Item = Date> {
        let of_records = self.features().filter_map(|(_, feature)| {
            let when = feature.when.as_ref()?;
            Some([when.earliest(), when.latest()])
        });
        let spans = self.large_tables();
        let spans = spans.filter_map(|(_, table)| table.calendar().span());
        let of_tables = spans.map(|days| [days.first_date(), days.last_date()]);
        of_records.chain(of_tables).flatten().flatten()
    }
}

fn is_near(day: Date) -> bool {
    let [first, last] = BOUNDARIES_OF.map(day_number);
    (first - NEAR_DAYS..=last + NEAR_DAYS).contains(&day_number(day))
}
