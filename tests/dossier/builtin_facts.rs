//! The built-in dossier: what its facts rest on, how sure they are, and of which day.

use jiff::civil::{Date, date};
use steppe::atlas::{Feature, Source};

use super::*;

/// What marks a fact that is later than the dossier's date.
const LATER: &str = "after this dossier's date";

/// Last day of a promise that a passage reports: it lies after the dossier's date by its nature.
const PROMISED: [(&str, Date); 1] = [("p13", date(2021, 12, 31))];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn nothing_in_the_built_in_dossier_has_lost_its_source_or_its_doubt() {
    let dossier = builtin().dossier;
    for feature in &dossier.features {
        let of_article = matches!(feature.origin, Origin::Article | Origin::Caption);
        assert!(of_article || !feature.sources.is_empty(), "{}", feature.id);
        let doubtful = feature.trust.basis.iter().chain(&feature.trust.coord_basis);
        if doubtful.into_iter().any(|basis| basis.contains("verify")) {
            assert!(!feature.trust.verify.is_empty(), "{}", feature.id);
        }
        let radius_m = feature.precision.radius_m;
        assert!(
            feature.shape.is_none() || radius_m.is_some_and(|radius| radius > 0.0),
            "{}",
            feature.id
        );
        assert!(
            feature.other.is_empty(),
            "{}: {:?}",
            feature.id,
            feature.other
        );
    }
    let doubted = dossier
        .features
        .iter()
        .filter(|feature| !feature.trust.verify.is_empty());
    assert!(doubted.count() >= 30);
}

#[test]
fn every_source_has_a_title_a_publisher_and_a_year_or_says_that_it_is_undated() {
    let dossier = builtin().dossier;
    let of_features = dossier.features.iter().flat_map(|it| &it.sources);
    let of_blocs = dossier.blocs.iter().flat_map(|it| &it.sources);
    let of_borders = dossier.borders.iter().flat_map(|it| &it.sources);
    let of_series = dossier.series.iter().flat_map(|it| &it.sources);
    let of_conflicts = dossier.conflicts.iter().flat_map(|it| &it.sources);
    let sources = of_features
        .chain(of_blocs)
        .chain(of_borders)
        .chain(of_series)
        .chain(of_conflicts)
        .chain(&dossier.credits);
    for source in sources {
        let Source {
            title,
            publisher,
            year,
            note,
            ..
        } = source;
        assert!(!title.is_empty() && publisher.is_some(), "{title}");
        let undated = note.as_deref().is_some_and(|note| note.contains("undated"));
        assert!(year.is_some() != undated, "{title}: {year:?}, {note:?}");
    }
}

#[test]
fn every_feature_has_a_weight_a_label_that_fits_and_names_in_russian_and_chinese() {
    let dossier = builtin().dossier;
    for Feature {
        id,
        weight,
        short_name,
        names,
        ..
    } in &dossier.features
    {
        assert!(weight.is_some(), "{id}");
        let short_name = short_name.as_deref().expect("a short name");
        assert!(
            (1..=22).contains(&short_name.chars().count()),
            "{id}: {short_name}"
        );
        assert!(names.contains_key("ru") && names.contains_key("zh"), "{id}");
    }
    for place in &dossier.places {
        assert!(place.names.contains_key("ru"), "{}", place.id);
    }
}

#[test]
fn five_callouts_say_what_the_map_is_about() {
    let dossier = builtin().dossier;
    assert_eq!(dossier.callouts.len(), 5);
    for callout in &dossier.callouts {
        assert!(callout.text.chars().count() <= 90, "{}", callout.text);
    }
}

#[test]
fn nothing_is_dated_after_the_day_of_the_dossier_without_its_mark() {
    let dossier = builtin().dossier;
    let as_of = dossier.as_of.expect("a day");
    for feature in &dossier.features {
        let begins = feature
            .when
            .as_ref()
            .and_then(steppe::atlas::When::earliest);
        if begins.is_some_and(|day| day > as_of) {
            let note = feature.notes.when.as_deref().unwrap_or_default();
            assert!(note.contains(LATER), "{}: {note}", feature.id);
        }
    }
    for point in dossier.series.iter().flat_map(|series| &series.points) {
        let day = point
            .date
            .as_deref()
            .and_then(|date| date.parse::<Date>().ok());
        let later = day.is_some_and(|day| day > as_of);
        assert!(!later || point.qualifier.contains(LATER), "{}", point.label);
    }
    for (id, facts) in &dossier.passage_facts {
        for day in facts.dates.iter().filter_map(steppe::atlas::When::latest) {
            assert!(day <= as_of || PROMISED.contains(&(id, day)), "{id}: {day}");
        }
    }
}

#[test]
fn no_sentence_tells_of_a_later_day_without_its_mark() {
    let dossier = builtin().dossier;
    let as_of = dossier.as_of.expect("a day");
    for (id, text) in sentences(&dossier) {
        let later = days(&text).into_iter().find(|day| *day > as_of);
        assert!(later.is_none() || text.contains(LATER), "{id}: {text}");
    }
}

/// What the dossier says in words, with what it belongs to.
fn sentences(dossier: &Dossier) -> Vec<(String, String)> {
    let mut sentences = Vec::new();
    let mut add = |id: &str, text: &str| sentences.push((id.to_owned(), text.to_owned()));
    for feature in &dossier.features {
        let notes = &feature.notes;
        let notes = [
            &notes.when,
            &notes.position,
            &notes.country,
            &notes.distance,
        ];
        let doubts = [&feature.trust.confidence_reason, &feature.trust.coord_basis];
        add(&feature.id, &feature.summary);
        for text in notes.into_iter().chain(doubts).flatten() {
            add(&feature.id, text);
        }
        for figure in &feature.figures {
            add(
                &feature.id,
                &format!("{} {}", figure.what, figure.qualifier),
            );
        }
    }
    for bloc in &dossier.blocs {
        let notes = bloc
            .members
            .iter()
            .filter_map(|member| member.note.as_deref());
        for note in notes.chain(bloc.note.as_deref()) {
            add(&bloc.id, note);
        }
    }
    for border in &dossier.borders {
        add(&border.id, border.note.as_deref().unwrap_or_default());
    }
    for conflict in &dossier.conflicts {
        add(
            &conflict.id,
            &format!("{} {}", conflict.record, conflict.advice),
        );
    }
    for place in &dossier.places {
        add(&place.id, place.note.as_deref().unwrap_or_default());
    }
    sentences
}

/// The days, months and years that a text names, each as its first day. A year alone counts
/// only up to 2029: later ones are the ends of leases.
fn days(text: &str) -> Vec<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut days = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(year) = word.parse().ok().filter(|year| (1900..2030).contains(year)) else {
            continue;
        };
        let month_name = at.checked_sub(1).map(|at| words[at]);
        let month = MONTHS.iter().position(|name| Some(*name) == month_name);
        let day = at.checked_sub(2).and_then(|at| words[at].parse().ok());
        let month = month.map_or(1, |month| month as i8 + 1);
        let day = day.filter(|day| (1..=28).contains(day)).unwrap_or(1);
        days.push(date(year, month, day));
    }
    days
}

#[test]
fn days_are_found_in_a_text() {
    let found = days("Approved on 27 October 2021, built by May 2022, leased to 2042.");
    assert_eq!(found, [date(2021, 10, 27), date(2022, 5, 1)]);
}
