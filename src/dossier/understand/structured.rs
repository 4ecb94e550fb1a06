//! Dates that are no text or number: the objects and lists of JSON.

use serde_json::{Map, Value};

use super::dates::joined;
use super::said::text;

/// Members that hold the beginning of a span: of togeojson, OGC features, Linked Places.
const BEGINS: [&str; 5] = ["begin", "start", "from", "earliest", "in"];

/// Members that hold its end.
const ENDS: [&str; 4] = ["end", "stop", "to", "latest"];

/// Members that hold all of a date: of `MongoDB`'s extended JSON, of Linked Places, of `Leaflet.Playback`
/// and of togeojson, which keep the time of each position.
const WHOLES: [&str; 5] = ["$date", "$numberLong", "timespans", "times", "coordTimes"];

/// Objects and lists within each other that are looked into.
const MOST_DEEP: u32 = 5;

/// The EDTF of an object or list, whose texts `read` reads.
pub(super) fn date(value: &Value, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    of(value, &read, MOST_DEEP)
}

fn of(value: &Value, read: &impl Fn(&str) -> Option<String>, deep: u32) -> Option<String> {
    let deep = deep.checked_sub(1)?;
    match value {
        Value::Object(members) => object(members, read, deep),
        Value::Array(items) => {
            if let Some(day) = year_month_day(items) {
                return read(&day);
            }
            // Times of a track, one for each position: those of one spelling sort as texts.
            let dates = || items.iter().filter_map(|item| of(item, read, deep));
            Some(joined(&dates().min()?, &dates().max()?))
        }
        other => read(&text(other)?),
    }
}

fn object(
    members: &Map<String, Value>,
    read: &impl Fn(&str) -> Option<String>,
    deep: u32,
) -> Option<String> {
    let first = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| members.get(*name));
        values.find_map(|value| of(value, read, deep))
    };
    if let Some(whole) = first(&WHOLES) {
        return Some(whole);
    }
    match (first(&BEGINS), first(&ENDS)) {
        (Some(begin), Some(end)) => Some(joined(&begin, &end)),
        (Some(begin), None) if members.contains_key("in") => Some(begin),
        (Some(begin), None) => Some(format!("{begin}/..")),
        (None, Some(end)) => Some(format!("../{end}")),
        (None, None) => None,
    }
}

/// `[2021, 10, 18]` as GeoJSON of Java's `LocalDate` has it.
fn year_month_day(items: &[Value]) -> Option<String> {
    let [year, month, day] = items else {
        return None;
    };
    let [year, month, day] = [year.as_u64()?, month.as_u64()?, day.as_u64()?];
    let plausible = (1000..3000).contains(&year) && (1..=12).contains(&month) && day <= 31;
    plausible.then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::dates::{Numbers, read};
    use super::*;

    #[test]
    fn objects_and_lists_of_known_shapes_are_dates() {
        for (value, expected) in [
            (
                json!({"begin": "2021-10-18", "end": "2021-10-20"}),
                Some("2021-10-18/2021-10-20"),
            ),
            (
                json!({"start": "2021-10-18", "end": "2021-10-20"}),
                Some("2021-10-18/2021-10-20"),
            ),
            (json!({"from": "2021-10-18"}), Some("2021-10-18/..")),
            (json!({"$date": "2021-10-18T00:00:00Z"}), Some("2021-10-18")),
            (
                json!({"$date": {"$numberLong": "1634515200000"}}),
                Some("2021-10-18"),
            ),
            (
                json!({"timespans": [{"start": {"in": "1200"}, "end": {"in": "1300"}}]}),
                Some("1200/1300"),
            ),
            (
                json!({"times": ["2021-10-18T10:00:00Z", "2021-10-19T11:00:00Z"]}),
                Some("2021-10-18/2021-10-19"),
            ),
            (json!([2021, 10, 18]), Some("2021-10-18")),
            (
                json!(["2021-10-18T10:00:00Z", "2021-10-18T11:00:00Z"]),
                Some("2021-10-18"),
            ),
            (
                json!([["2021-10-18"], ["2021-10-20"]]),
                Some("2021-10-18/2021-10-20"),
            ),
            (json!({"x": 1}), None),
            (json!([1, 2]), None),
            (json!([[[[[["2021-10-18"]]]]]]), None),
        ] {
            let date = date(&value, |text| read(text, Numbers::Dates, None));
            assert_eq!(date.as_deref(), expected, "{value}");
        }
    }
}
