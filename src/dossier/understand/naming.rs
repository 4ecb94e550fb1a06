//! Columns that name a feature by a word in their title.

use super::column::SurveyedColumn;
use super::columns::Survey;
use super::titles;
use crate::formats::{plain_letters, words_of_title};

/// Columns whose title has the word for a name in it, in the order of the file; those that name the area a
/// feature lies in stand apart.
pub(super) struct InWords {
    /// `facility_name`, `NAMEASCII`, `Название объекта`.
    pub(super) of_features: Vec<String>,
    /// `country_name`, `NAME_1`, `ADM2_EN`, the smallest area first.
    pub(super) of_areas: Vec<String>,
}

impl InWords {
    pub(super) fn of(survey: &Survey) -> Self {
        let keys = |is: fn(&[String]) -> bool| {
            let columns = survey.met().filter(move |column| is(&words(column)));
            columns.map(|column| column.key.clone()).collect::<Vec<_>>()
        };
        let mut levels: Vec<(u32, String)> = survey
            .met()
            .filter_map(|column| Some((level(&plain_letters(&column.key))?, column.key.clone())))
            .collect();
        levels.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        let mut of_areas: Vec<String> = levels.into_iter().map(|(_, key)| key).collect();
        of_areas.extend(keys(names_an_area));
        Self {
            of_features: keys(names_a_feature),
            of_areas,
        }
    }
}

fn words(column: &SurveyedColumn) -> Vec<String> {
    words_of_title(&column.key)
}

fn has(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// Whether the first or last word is one for a name.
fn speaks_of_a_name(words: &[String]) -> bool {
    let ends = [words.first(), words.last()];
    let named = ends.into_iter().flatten();
    named
        .map(String::as_str)
        .any(|word| titles::NAME_WORDS.contains(&word))
        || matches!(words, [only] if only == "nameascii" || only == "nameengli")
}

fn names_a_feature(words: &[String]) -> bool {
    speaks_of_a_name(words)
        && !has(words, &titles::NAMES_OF_OTHERS)
        && !has(words, &titles::NAMES_OF_AREAS)
        && !words
            .iter()
            .any(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn names_an_area(words: &[String]) -> bool {
    speaks_of_a_name(words)
        && has(words, &titles::NAMES_OF_AREAS)
        && !has(words, &titles::NAMES_OF_OTHERS)
}

/// The level of an administrative area that a column names: 2 for `NAME_2` of GADM and for `ADM2_EN` of
/// the common operational datasets of OCHA. Codes (`ADM2_PCODE`) and alternatives name nothing.
fn level(plain: &str) -> Option<u32> {
    let of_gadm = plain.strip_prefix("name").filter(|rest| rest.len() == 1);
    let of_ocha = plain
        .strip_prefix("adm")
        .or_else(|| plain.strip_prefix("admin"));
    let of_ocha = of_ocha.and_then(|rest| {
        let languages = [
            "en", "fr", "es", "ru", "uk", "ar", "pt", "name", "nameen", "ref",
        ];
        let language = rest.get(1..)?;
        languages.contains(&language).then(|| &rest[..1])
    });
    of_gadm.or(of_ocha)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn in_words(properties: &serde_json::Value) -> InWords {
        let mut survey = Survey::default();
        survey.add(properties.as_object().expect("an object"));
        InWords::of(&survey)
    }

    #[test]
    fn a_title_with_the_word_for_a_name_names_a_feature_but_not_one_of_somebody_else() {
        for key in [
            "facility_name",
            "eventName",
            "Название объекта",
            "NAMEASCII",
            "Nome do local",
        ] {
            let found = in_words(&json!({"fid": "1", key: "A"}));
            assert_eq!(found.of_features, [key]);
        }
        for key in [
            "file_name",
            "UserName",
            "Actor1Name",
            "first name",
            "layer_name",
            "country_name",
        ] {
            let found = in_words(&json!({key: "A"}));
            assert!(found.of_features.is_empty(), "{key}");
        }
    }

    #[test]
    fn of_the_levels_of_an_area_the_smallest_names_it() {
        let found =
            in_words(&json!({"NAME_0": "A", "NAME_1": "B", "NAME_2": "C", "ENGTYPE_2": "D"}));
        assert_eq!(found.of_areas, ["NAME_2", "NAME_1", "NAME_0"]);
        let found = in_words(&json!({"ADM1_EN": "A", "ADM1_PCODE": "X", "ADM0_EN": "B"}));
        assert_eq!(found.of_areas, ["ADM1_EN", "ADM0_EN"]);
    }
}
