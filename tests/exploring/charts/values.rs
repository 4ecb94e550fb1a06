//! The values of charts: where they are from, their sums, and as a table.

use steppe::atlas::Subject;
use steppe::atlas::chart_values::csv;

use super::{ATLAS, declared};

#[test]
fn days_around_kabul_are_those_of_the_dossiers_own_series() {
    let table = declared("days-around-kabul").table(&ATLAS);
    let series = ATLAS
        .dossier
        .series
        .iter()
        .find(|series| series.id == "days-around-kabul-fall");
    let points = &series.expect("it is there").points;
    assert_eq!(table.rows().count(), points.len());
    for (row, point) in table.rows().zip(points) {
        assert_eq!(row.value, point.value, "{}", row.label);
        if let Some(end) = point.end {
            assert_eq!(row.high, Some(end), "{}", row.label);
        }
    }
}

#[test]
fn distances_agree_with_the_card_and_are_refused_where_it_refuses() {
    let table = declared("distance-to-afghanistan").table(&ATLAS);
    let mut measured = 0;
    for row in table.rows() {
        let Some(Subject::Feature(ix)) = row.subject else {
            panic!("{} is no feature", row.label)
        };
        let Some(km) = row.value else {
            assert_eq!(row.qualifier, "known to the country only", "{}", row.label);
            continue;
        };
        let card = ATLAS
            .reference_distance(ix)
            .expect("it lies by a border")
            .metres
            / 1000.0;
        assert!((km - card).abs() <= 5.0, "{}: {km} and {card}", row.label);
        measured += 1;
    }
    assert!(measured >= 7, "{measured}");
}

#[test]
fn sums_of_the_built_in_charts_count_nothing_twice() {
    let said = |id: &str| {
        let table = declared(id).table(&ATLAS);
        let each = table
            .sections
            .iter()
            .map(|section| section.together(&ATLAS).join(" "));
        each.collect::<Vec<_>>().join("\n")
    };
    assert!(said("hardware").contains("100 items left out: part of the total of more than 500"));
    assert_eq!(
        said("afghan-soldiers"),
        "Together 1,037 people. The source gives the same sum."
    );
    assert!(said("troops").contains("Together more than about 22,400 people."));
    assert!(said("troops").contains("about 3,400 to 5,500, is counted at its lowest."));
}

/// The fields of a CSV text, by RFC 4180.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => field.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => field.push(letter),
        }
    }
    rows
}

#[test]
fn a_table_holds_every_value_with_qualifier_unit_and_sources() {
    for declared in &ATLAS.dossier.charts {
        let table = declared.table(&ATLAS);
        let text = csv(declared, &table, &ATLAS);
        let rows = parsed(&text);
        let column = |name: &str| {
            rows[0]
                .iter()
                .position(|field| field == name)
                .expect("a column")
        };
        assert_eq!(rows.len() - 1, table.rows().count(), "{}", declared.id);
        for (fields, row) in rows[1..].iter().zip(table.rows()) {
            assert_eq!(fields.len(), rows[0].len(), "{fields:?}");
            assert_eq!(fields[column("label")], row.label);
            assert_eq!(fields[column("qualifier")], row.qualifier);
            assert_eq!(fields[column("unit")], row.unit);
            assert_eq!(fields[column("value")].parse().ok(), row.value);
            assert_eq!(fields[column("date")], row.date);
            assert_eq!(fields[column("sources")].is_empty(), row.sources.is_empty());
        }
    }
}
