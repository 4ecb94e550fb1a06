//! `[time]`: windows of days that a dossier names.

use jiff::civil::Date;

use super::fields::Fields;
use crate::atlas::TimePreset;
use crate::problem::Problem;

/// How to mend a day.
const DAY: &str = "write year, month and day, such as \"2021-10-23\"";

/// The presets of `[time]`.
pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<TimePreset> {
    let Some(time) = fields.table("time") else {
        return Vec::new();
    };
    let tables = time.tables("presets");
    let presets = tables.iter().filter_map(preset).collect();
    time.finish();
    presets
}

fn preset(fields: &Fields<'_, '_>) -> Option<TimePreset> {
    let why = "the preset was left out";
    let name = fields.required("name", why);
    let days = [day(fields, "from"), day(fields, "to")];
    fields.finish();
    let [Some(from), Some(to)] = days else {
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
    Some(TimePreset {
        name: name?,
        from,
        to,
    })
}

fn day(fields: &Fields<'_, '_>, key: &'static str) -> Option<Date> {
    fields.required(key, "the preset was left out")?;
    fields.parsed(key, DAY)
}
