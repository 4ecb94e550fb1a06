use std::sync::Arc;

use super::*;
use crate::atlas::BaseMap;
use crate::atlas::date::day_number;
use crate::atlas::query::Expression;
use crate::atlas::table::TableIx;
use crate::dossier::{Files, builtin, read};

/// A layer of `count` events, the number of deaths of each given by `deaths`.
fn events(count: usize, deaths: impl Fn(usize) -> f64) -> Atlas {
    let kinds = ["Battle", "Protest", "Riot"];
    let features: Vec<String> = (0..count)
        .map(|at| {
            let (kind, day) = (kinds[at % 3], at % 28 + 1);
            let deaths = deaths(at);
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[68,{}]}},"properties":{{"title":"Event {at}","deaths":{deaths},"what":"{kind}","day":"2021-10-{day:02}"}}}}"#,
                38.0 + at as f64 * 1e-3
            )
        })
        .collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    );
    let mut files = Files::new();
    files
        .insert("events.geojson", text.into_bytes())
        .expect("a name");
    Atlas::new(read(&files).dossier, Arc::new(BaseMap::default()))
}

fn profile(atlas: &Atlas, logs: &[&str]) -> Profile {
    let scope = ProfileScope {
        table: TableIx(0),
        layer: None,
    };
    let mut request = scope.request();
    request.divisions.logs = logs.iter().map(|key| (*key).to_owned()).collect();
    Profile::of(atlas, &request, None)
}

fn column<'a>(profile: &'a Profile, key: &str) -> &'a Distribution {
    let found = profile.columns.iter().find(|column| column.key == key);
    found.unwrap_or_else(|| panic!("{key} among {:?}", profile.others))
}

#[test]
fn every_row_is_in_a_bin_of_every_column() {
    let atlas = Atlas::new(builtin().dossier, Arc::new(BaseMap::default()));
    let profile = profile(&atlas, &[]);
    assert!(profile.columns.len() > 5, "{:?}", profile.others);
    for column in &profile.columns {
        let all = column
            .bins
            .iter()
            .fold(RowSet::none(profile.rows.rows()), |all, bin| {
                all.or(&bin.rows)
            });
        assert_eq!(all.count(), profile.count, "{}", column.key);
    }
}

#[test]
fn counting_who_came_and_went_gives_what_counting_all_gives() {
    let builtin = Atlas::new(builtin().dossier, Arc::new(BaseMap::default()));
    for atlas in [&builtin, &events(300, |at| (at % 40) as f64)] {
        let profile = profile(atlas, &[]);
        let every = |step: usize| {
            let some = RowSet::of(profile.rows.rows(), |row| row % step == 1);
            some.and(&profile.rows)
        };
        for (before, now) in [(2, 3), (3, 2), (7, 2), (2, 2), (400, 1), (5, 400)] {
            let (before, now) = (every(before), every(now));
            let change = before.change_to(&now);
            for column in &profile.columns {
                let changed = column.counts_after(&column.counts(&before), &change);
                assert_eq!(changed, column.counts(&now), "{}", column.key);
            }
        }
    }
}

#[test]
fn a_sources_own_dates_are_no_second_chart() {
    let profile = profile(&events(300, |at| at as f64), &[]);
    assert!(profile.columns.iter().any(|column| column.key == "when"));
    let why = |key: &str| {
        let mut others = profile.others.iter();
        others.find_map(|(other, why)| (other == key).then_some(why.as_str()))
    };
    assert_eq!(why("day"), Some("the same as when"));
}

#[test]
fn the_condition_of_chosen_bins_holds_for_their_rows_alone() {
    let atlas = events(300, |at| (at % 40) as f64 / 3.0);
    let profile = profile(&atlas, &[]);
    for column in &profile.columns {
        for first in 0..column.bins.len() {
            for last in first..column.bins.len() {
                let chosen: Vec<bool> = (0..column.bins.len())
                    .map(|at| at == first || at == last)
                    .collect();
                let Some(condition) = column.condition(&chosen) else {
                    continue;
                };
                let wanted = column.bins[first].rows.clone().or(&column.bins[last].rows);
                let again: Expression = condition
                    .to_string()
                    .parse()
                    .expect("what is written can be read");
                let found = atlas.rows_where(TableIx(0), &again);
                assert_eq!(*found, wanted, "{condition}");
            }
        }
    }
}

#[test]
fn what_is_far_outside_is_gathered_and_told() {
    let atlas = events(300, |at| if at == 7 { 5000.0 } else { (at % 12) as f64 });
    let profile = profile(&atlas, &[]);
    let deaths = column(&profile, "deaths");
    assert_eq!(deaths.note, "1 far outside");
    let last = deaths.bins.last().expect("bins");
    assert!(
        last.name.ends_with("or more") && last.count == 1,
        "{last:?}"
    );
    assert!(deaths.bins.len() < 40);
}

#[test]
fn numbers_that_span_powers_of_ten_can_be_divided_by_factors() {
    let atlas = events(300, |at| (at + 1).pow(2) as f64);
    let profile = profile(&atlas, &["deaths"]);
    let deaths = column(&profile, "deaths");
    assert_eq!(
        deaths.division,
        Division::Numbers {
            log: true,
            can_log: true
        }
    );
    let names: Vec<&str> = deaths.bins.iter().map(|bin| bin.name.as_str()).collect();
    assert_eq!(
        names[..4],
        ["1", "2\u{2013}4", "5\u{2013}9", "10\u{2013}19"]
    );
    assert_eq!(deaths.bins.iter().map(|bin| bin.count).sum::<usize>(), 300);
}

#[test]
fn words_are_bars_the_commonest_first_and_days_have_a_bin_each() {
    let atlas = events(301, |_| 1.0);
    let profile = profile(&atlas, &[]);
    let what = column(&profile, "what");
    let counts: Vec<(&str, usize)> = what
        .bins
        .iter()
        .map(|bin| (bin.name.as_str(), bin.count))
        .collect();
    assert_eq!(counts, [("Battle", 101), ("Protest", 100), ("Riot", 100)]);
    let when = column(&profile, "when");
    assert_eq!((when.bins.len(), when.note.as_str()), (28, "by day"));
    let why = profile
        .others
        .iter()
        .find(|(key, _)| key == "deaths")
        .expect("told");
    assert_eq!(why.1, "1 everywhere");
}

#[test]
fn the_fewer_days_are_looked_at_the_shorter_is_a_bar() {
    let atlas = Atlas::new(builtin().dossier, Arc::new(BaseMap::default()));
    let whole = profile(&atlas, &[]);
    assert_eq!(column(&whole, "when").note, "by decade");
    let mut request = whole.request.clone();
    let days = [(2021, 1, 1), (2021, 12, 31)]
        .map(|(year, month, day)| day_number(jiff::civil::date(year, month, day)));
    request.divisions.spans.insert("when".into(), days);
    let closer = Profile::of(&atlas, &request, Some(&whole));
    let when = column(&closer, "when");
    assert!(when.note.starts_with("by week, "), "{}", when.note);
    let counted: usize = when.bins.iter().map(|bin| bin.count).sum();
    assert_eq!(counted, closer.count, "what lies outside is gathered");
    let same = |key: &str| {
        let of = |profile: &Profile| {
            let found = profile.columns.iter().find(|column| column.key == key);
            Arc::clone(found.expect("a column"))
        };
        Arc::ptr_eq(&of(&whole), &of(&closer))
    };
    assert!(same("kind"), "what is known is not worked out again");
    assert!(!same("when"));
}

fn pair(atlas: &Atlas, keys: [&str; 2]) -> Option<Pair> {
    let scope = ProfileScope {
        table: TableIx(0),
        layer: None,
    };
    Pair::of(atlas, scope, &keys.map(str::to_owned), [false; 2])
}

#[test]
fn few_features_are_points_and_many_are_counted_into_cells() {
    let few = events(300, |at| (at % 17) as f64);
    let all = RowSet::all(300);
    let of_few = pair(&few, ["when", "deaths"]).expect("two columns");
    let PairMarks::Points(points) = of_few.marks(&all) else {
        panic!("points");
    };
    assert_eq!(points.len(), 300);
    assert!(points.iter().all(|(.., passes)| *passes));
    let many = events(20_500, |at| (at % 17) as f64);
    let half = RowSet::of(20_500, |row| row % 2 == 0);
    let of_many = pair(&many, ["when", "deaths"]).expect("two columns");
    let PairMarks::Cells { counts, .. } = of_many.marks(&half) else {
        panic!("cells");
    };
    let sum = |which: usize| counts.iter().map(|it| it[which]).sum::<u32>();
    assert_eq!([sum(0), sum(1)], [20_500, 10_250]);
}

#[test]
fn words_against_numbers_are_boxes_whichever_comes_first() {
    let atlas = events(300, |at| (at % 17) as f64);
    for keys in [["what", "deaths"], ["deaths", "what"]] {
        let pair = pair(&atlas, keys).expect("two columns");
        assert_eq!(pair.words_column(), "what");
        let PairMarks::Boxes { boxes, others } = pair.marks(&RowSet::all(300)) else {
            panic!("boxes");
        };
        assert_eq!((boxes.len(), others), (3, 0));
        let numbers = boxes[0].passing.expect("all pass");
        assert_eq!(
            (numbers.count, numbers.at[0], numbers.at[4]),
            (100, 0.0, 16.0)
        );
        let narrowed = pair.conditions([3.0, 8.0], [0.0, 1.0], &["Riot".to_owned()]);
        let narrowed: Vec<String> = narrowed.iter().map(|(_, it)| it.to_string()).collect();
        assert_eq!(
            narrowed,
            ["deaths >= 3 AND deaths <= 8", "what IN ('Riot')"]
        );
    }
    assert_eq!(pair(&atlas, ["what", "what"]), None);
}
