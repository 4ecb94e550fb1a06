//! The built-in dossier: what its passages link to, and the numbers that they give.

use std::collections::BTreeSet;

use steppe::atlas::{Feature, Figure, Passage};

use super::*;

/// Number words that a passage may give.
const WORDS: [(&str, f64); 9] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
];

/// Numbers that stand in a passage's text only, with the passage: they count things that the map
/// shows one by one, or tell parts of a whole, so that no figure repeats them.
const TEXT_ONLY: [(&str, &str); 8] = [
    ("p02", "two other great powers"),
    ("p04", "two ranges"),
    ("p07", "five republics of Central Asia"),
    ("p12", "two exercises"),
    ("p12", "three countries"),
    ("p25", "two countries"),
    ("p25", "nine contingents"),
    ("p30", "two powers drawn closer"),
];

/// Months, so that the day before one is no number of its own.
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
fn every_link_of_the_built_in_dossier_resolves_both_ways() {
    let dossier = builtin().dossier;
    let links = Links::of(&dossier.article);
    let mut count = 0;
    for (ix, passage) in dossier.article.passages.iter().enumerate() {
        for span in &passage.spans {
            match &span.link {
                Some(Link::Subject(subject)) => {
                    count += 1;
                    let back = links.passages(*subject);
                    assert!(
                        back.iter().any(|passage| passage.index() == ix),
                        "{}",
                        passage.id
                    );
                }
                Some(Link::Nowhere(target)) => panic!("{target} leads nowhere"),
                _ => {}
            }
        }
    }
    assert_eq!(count, 74, "links to the map");
    for (ix, feature) in (0..).zip(&dossier.features) {
        let linked = !links.passages(Subject::Feature(FeatureId(ix))).is_empty();
        let of_article = matches!(feature.origin, Origin::Article | Origin::Caption);
        assert!(linked || !of_article, "{}", feature.id);
    }
}

#[test]
fn every_passage_has_its_links() {
    let dossier = builtin().dossier;
    for passage in &dossier.article.passages {
        let linked = passage.spans.iter().any(|span| span.link.is_some());
        // It speaks of the region as a whole, and pointers to other articles lead nowhere here.
        let of_nothing_on_the_map = passage.id == "p02" || passage.role == Role::Related;
        assert_eq!(linked, !of_nothing_on_the_map, "{}", passage.id);
    }
}

#[test]
fn every_number_of_a_passage_stands_in_a_figure_or_is_listed_as_text_only() {
    let dossier = builtin().dossier;
    let mut listed_and_used = BTreeSet::new();
    for passage in &dossier.article.passages {
        let facts = dossier.passage_facts.get(&passage.id);
        let own = facts.into_iter().flat_map(|facts| &facts.figures);
        let linked = linked(&dossier, passage);
        let of_features = linked.iter().flat_map(|feature| &feature.figures);
        let figures: Vec<&Figure> = own.chain(of_features).collect();
        for (word, number) in numbers(&passage.text()) {
            let told =
                |figure: &&Figure| figure.value.is_some_and(|it| it.total_cmp(&number).is_eq());
            if figures.iter().any(told) {
                continue;
            }
            let listed = TEXT_ONLY
                .iter()
                .find(|(id, text)| *id == passage.id && text.split(' ').next() == Some(&word));
            let listed = listed.unwrap_or_else(|| panic!("{}: {word} is in no figure", passage.id));
            listed_and_used.insert(listed);
        }
    }
    for entry in &TEXT_ONLY {
        assert!(listed_and_used.contains(entry), "{entry:?} is not needed");
    }
}

#[test]
fn a_figure_that_rests_on_the_article_stands_in_a_passage_that_links_to_it() {
    let dossier = builtin().dossier;
    for feature in &dossier.features {
        let of_article = |figure: &&Figure| figure.basis.as_deref() == Some("article");
        for figure in feature.figures.iter().filter(of_article) {
            let told = dossier.article.passages.iter().any(|passage| {
                let facts = dossier.passage_facts.get(&passage.id);
                let figures = facts.map_or(&[][..], |facts| &facts.figures);
                figures
                    .iter()
                    .any(|it| it.value == figure.value && it.unit == figure.unit)
                    && linked(&dossier, passage)
                        .iter()
                        .any(|it| it.id == feature.id)
            });
            assert!(told, "{}: {}", feature.id, figure.what);
        }
    }
}

fn linked<'d>(dossier: &'d Dossier, passage: &Passage) -> Vec<&'d Feature> {
    let features = passage.spans.iter().filter_map(|span| match span.link {
        Some(Link::Subject(Subject::Feature(ix))) => Some(&dossier.features[ix.index()]),
        _ => None,
    });
    features.collect()
}

/// The numbers of a text: digits and number words, but no dates and no ordinals.
fn numbers(text: &str) -> Vec<(String, f64)> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == ','))
        .map(|word| word.trim_matches(','))
        .filter(|word| !word.is_empty())
        .collect();
    let mut numbers = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before_month = words.get(at + 1).is_some_and(|next| MONTHS.contains(next));
        let lower = word.to_lowercase();
        let spelt = WORDS.iter().find(|(name, _)| *name == lower);
        let digits = word.replace(',', "");
        let number = spelt
            .map(|(_, number)| *number)
            .or_else(|| digits.parse().ok());
        let year = !word.contains(',') && (1900.0..2100.0).contains(&number.unwrap_or(0.0));
        if let Some(number) = number.filter(|_| !before_month && !year) {
            numbers.push((lower, number));
        }
    }
    numbers
}

#[test]
fn dates_and_ordinals_are_no_numbers() {
    let found = numbers("On 18 October 2021 the 201st base sent more than 4,000 in six days.");
    assert_eq!(
        found,
        [("4,000".to_owned(), 4_000.0), ("six".to_owned(), 6.0)]
    );
}
