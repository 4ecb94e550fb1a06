//! `[time]`: windows of days that a dossier names, and pairs of them that it compares.

use jiff::civil::Date;

use super::fields::Fields;
use crate::atlas::{TimePair, TimePreset};
use crate::problem::Problem;

/// How to mend a day.
const DAY: &str = "write year, month and day, such as \"2021-10-23\"";

/// Presets and comparisons of `[time]`.
pub(super) fn read(fields: &Fields<'_, '_>) -> (Vec<TimePreset>, Vec<TimePair>) {
    let Some(time) = fields.table("time") else {
        return Default::default();
    };
    let tables = time.tables("presets");
    let presets = tables.iter().filter_map(preset).collect();
    let tables = time.tables("comparisons");
    let comparisons = tables.iter().filter_map(comparison).collect();
    time.finish();
    (presets, comparisons)
}

/// `{ name = "…", before = { from = "…", to = "…" }, after = { from = "…", to = "…" } }`
fn comparison(fields: &Fields<'_, '_>) -> Option<TimePair> {
    let why = "the comparison was left out";
    let name = fields.required("name", why);
    let sides = ["before", "after"].map(|side| {
        let Some(table) = fields.table(side) else {
            fields.push(
                Problem::error(format!("a comparison has no `{side}`"), fields.place())
                    .why(why)
                    .mend(format!("add `{side} = {{ from = \"…\", to = \"…\" }}`")),
            );
            return None;
        };
        window(&table, why)
    });
    fields.finish();
    let [Some(before), Some(after)] = sides else {
        return None;
    };
    Some(TimePair {
        name: name?,
        days: [before, after],
    })
}

/// `from` and `to`; they and no other name stand in the table.
fn window(fields: &Fields<'_, '_>, why: &'static str) -> Option<[Date; 2]> {
    let days = days(fields, why);
    fields.finish();
    days
}

fn preset(fields: &Fields<'_, '_>) -> Option<TimePreset> {
    let why = "the preset was left out";
    let name = fields.required("name", why);
    let days = days(fields, why);
    fields.finish();
    let [from, to] = days?;
    Some(TimePreset {
        name: name?,
        from,
        to,
    })
}

/// `from` and `to`, in this order.
pub(super) fn days(fields: &Fields<'_, '_>, why: &'static str) -> Option<[Date; 2]> {
    let [Some(from), Some(to)] = [day(fields, "from", why), day(fields, "to", why)] else {
        return None;
    };
    if from > to {
        fields.push(
            Problem::error("`to` lies before `from`", fields.place_of("to"))
                .why(why)
                .mend("let it end on the day that it begins, or later"),
        );
        return None;
    }
    Some([from, to])
}

fn day(fields: &Fields<'_, '_>, key: &'static str, why: &'static str) -> Option<Date> {
    fields.required(key, why)?;
    fields.parsed(key, DAY)
}
