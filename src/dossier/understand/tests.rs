//! What columns mean, by the names and values that programs write.

use serde_json::{Map, Value, json};

use super::*;
use crate::dossier::ReadAs;

fn rows(rows: &[Value]) -> (Understanding, Vec<Map<String, Value>>) {
    let rows: Vec<Map<String, Value>> = rows
        .iter()
        .map(|row| row.as_object().expect("an object").clone())
        .collect();
    let mut survey = Survey::default();
    for row in &rows {
        survey.add(row);
    }
    (Understanding::of(&survey, &ReadAs::default()), rows)
}

fn dates(of: &[Value]) -> Vec<Option<Result<String, String>>> {
    let (understanding, rows) = rows(of);
    let when = |row| {
        let when = understanding.when(row)?;
        Some(when.map(|when| when.to_string()).map_err(|fault| fault.key))
    };
    rows.iter().map(when).collect()
}

fn date(row: Value) -> Option<Result<String, String>> {
    dates(&[row]).remove(0)
}

#[test]
fn a_date_is_found_under_the_names_that_programs_use() {
    for (row, expected) in [
        (json!({"when": "2021-09~", "date": "1999"}), "2021-09~"),
        (json!({"start": "2021-01-20"}), "2021-01-20"),
        (
            json!({"begin": "2021-01-20", "to": "2021-02"}),
            "2021-01-20/2021-02",
        ),
        (
            json!({"start_date": "2021-10-18", "end_date": "2021-10-20"}),
            "2021-10-18/2021-10-20",
        ),
        (
            json!({"startDate": "2021-10-18T09:00", "endDate": "2021-10-18T17:00"}),
            "2021-10-18",
        ),
        (json!({"end": "2004"}), "../2004"),
        (json!({"Date": "18.10.2021"}), "2021-10-18"),
        (json!({"time": "10:30", "year": 1999}), "1999"),
        (json!({"time": 1_634_548_200_000_i64}), "2021-10-18"),
        (json!({"year": 2021.0}), "2021"),
        (json!({"year": "2021-22"}), "2021/2022"),
        (
            json!({"timespan": {"begin": "2022-02-24", "end": "2022-03-01"}}),
            "2022-02-24/2022-03-01",
        ),
        (json!({"Дата события": "18.10.2021"}), "2021-10-18"),
    ] {
        assert_eq!(date(row.clone()), Some(Ok(expected.to_owned())), "{row}");
    }
}

#[test]
fn a_time_of_day_and_a_house_number_are_no_years() {
    for row in [
        json!({"time": 1430}),
        json!({"time": "1430"}),
        json!({"from": 1200, "to": 1450}),
        json!({"day": 18}),
        json!({"name": "2021"}),
        json!({"date": "unknown"}),
        json!({"date": null}),
    ] {
        assert_eq!(date(row.clone()), None, "{row}");
    }
}

#[test]
fn one_value_settles_the_order_of_its_whole_column() {
    let of = |texts: &[&str]| {
        let rows: Vec<Value> = texts.iter().map(|text| json!({"date": text})).collect();
        dates(&rows)
    };
    assert_eq!(
        of(&["07/08/2021", "18/10/2021"]),
        [
            Some(Ok("2021-08-07".to_owned())),
            Some(Ok("2021-10-18".to_owned()))
        ]
    );
    assert_eq!(
        of(&["07/08/2021", "10/18/2021"]),
        [
            Some(Ok("2021-07-08".to_owned())),
            Some(Ok("2021-10-18".to_owned()))
        ]
    );
    // Where values contradict each other, or none decides, none is guessed.
    let open = || Some(Err("date".to_owned()));
    assert_eq!(
        of(&["07/08/2021", "10/18/2021", "18/10/2021"]),
        [
            open(),
            Some(Ok("2021-10-18".to_owned())),
            Some(Ok("2021-10-18".to_owned()))
        ]
    );
    assert_eq!(of(&["07/08/2021"]), [open()]);
}

#[test]
fn what_is_no_date_is_named_by_its_property() {
    let named = |key: &str| Some(Err(key.to_owned()));
    assert_eq!(date(json!({"date": "soon"})), named("date"));
    assert_eq!(
        date(json!({"start": "2021-05", "end": "2020"})),
        named("start")
    );
    assert_eq!(
        date(json!({"start": "soon", "date": "2021-10-18"})),
        Some(Ok("2021-10-18".to_owned()))
    );
    assert_eq!(date(json!({"name": "Osh"})), None);
}

#[test]
fn names_are_found_in_many_spellings_and_languages() {
    for (row, expected) in [
        (json!({"Title": "Alpha"}), "Alpha"),
        (json!({"NAME_EN": "Bravo"}), "Bravo"),
        (json!({"name:ru": "Чарли"}), "Чарли"),
        (json!({"Название": "Алматы"}), "Алматы"),
        (json!({"name": " ", "Place Name": "Osh"}), "Osh"),
        (json!({"nom": "Alpha", "city": "Paris"}), "Alpha"),
        (json!({"city": "Paris"}), "Paris"),
        (json!({"title": 12}), "12"),
    ] {
        let (understanding, rows) = rows(std::slice::from_ref(&row));
        assert_eq!(
            understanding.name(&rows[0]).as_deref(),
            Some(expected),
            "{row}"
        );
    }
}

#[test]
fn an_export_of_acled_is_known_by_its_columns() {
    let (understanding, rows) = rows(&[json!({
        "event_id_cnty": "UKR2", "event_date": "01 March 2022", "year": "2022",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling",
        "location": "Region B", "geo_precision": "3", "notes": "Text", "timestamp": "1646092800",
    })]);
    let row = &rows[0];
    assert_eq!(understanding.name(row).as_deref(), Some("Region B"));
    assert_eq!(understanding.kind(row).as_deref(), Some("Shelling"));
    assert_eq!(understanding.summary(row).as_deref(), Some("Text"));
    let when = understanding
        .when(row)
        .expect("a date")
        .expect("understood");
    assert_eq!(when.to_string(), "2022-03-01");
    let precision = understanding.precision(row).expect("stated");
    assert_eq!(precision.class, crate::atlas::PrecisionClass::Country);
    assert_eq!(
        understanding.words().join("; "),
        "an export of ACLED; names from `location`; kinds from `sub_event_type`; \
         dates from `event_date`; exactness from `geo_precision`"
    );
}

#[test]
fn the_last_edit_of_a_map_dates_nothing() {
    let row = json!({"@id": "way/123", "@timestamp": "2021-10-18T10:00:00Z", "name": "Depot"});
    assert_eq!(date(row), None);
    let row = json!({"geonameid": "1", "name": "Osh", "asciiname": "Osh", "feature code": "PPL",
        "modification date": "2021-10-18"});
    assert_eq!(date(row), None);
}

#[test]
fn a_word_for_a_missing_value_names_a_thing_only_where_it_is_written_as_a_name() {
    for (text, name) in [
        ("Null", Some("Null")),
        ("Unknown", Some("Unknown")),
        ("null", None),
        ("NULL", None),
        ("NaN", None),
        ("None", None),
        ("n/a", None),
        ("-", None),
    ] {
        let (understanding, rows) = rows(&[json!({"name": text})]);
        assert_eq!(understanding.name(&rows[0]).as_deref(), name, "{text}");
    }
    let (understanding, rows) = rows(&[json!({"name": "Unknown", "label": "Post 4"})]);
    assert_eq!(understanding.name(&rows[0]).as_deref(), Some("Post 4"));
}

#[test]
fn the_only_column_of_full_days_dates_a_layer_whatever_it_is_called() {
    let seen = json!({"seen": "2021-10-18T08:00:00.000Z"});
    assert_eq!(date(seen), Some(Ok("2021-10-18".to_owned())));
    for row in [
        json!({"last_edited": "2021-10-18"}),
        json!({"seen": "2021-10-18", "reported": "2021-10-20"}),
        json!({"code": "2021-10-18-B"}),
        json!({"seen": "2021-10"}),
    ] {
        assert_eq!(date(row.clone()), None, "{row}");
    }
}

#[test]
fn numbers_under_from_and_to_are_years_where_all_of_both_are_of_our_time() {
    let spans = [
        json!({"from": 2004, "to": 2010}),
        json!({"from": 1991, "to": null}),
    ];
    let years = [
        Some(Ok("2004/2010".to_owned())),
        Some(Ok("1991".to_owned())),
    ];
    assert_eq!(dates(&spans), years);
    let houses = [
        json!({"from": 1850, "to": 1900}),
        json!({"from": 12, "to": 14}),
    ];
    assert_eq!(dates(&houses), [None, None]);
    assert_eq!(date(json!({"from": 2004})), None);
}

#[test]
fn titles_in_thai_and_hindi_and_the_times_of_leaflet_are_known() {
    let thai = json!({"ชื่อ": "กรุงเทพ", "วันที่": "2021-10-18"});
    let (understanding, rows) = rows(std::slice::from_ref(&thai));
    assert_eq!(understanding.name(&rows[0]).as_deref(), Some("กรุงเทพ"));
    assert_eq!(date(thai), Some(Ok("2021-10-18".to_owned())));
    let times = ["2021-10-18T01:00:00Z", "2021-10-19T02:00:00Z"];
    for row in [
        json!({"coordinateProperties": {"times": times}}),
        json!({"linestringTimestamps": times}),
    ] {
        assert_eq!(date(row), Some(Ok("2021-10-18/2021-10-19".to_owned())));
    }
}
