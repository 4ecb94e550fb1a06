//! What a query finds: places by their coordinates, names by their words, text by its words.

mod hit;
mod marks;
mod passages;
mod ranked;

use super::rank::{FindQuery, Known};
use super::towns;
use crate::atlas::basemap::CountryIx;
use crate::atlas::{Atlas, GazetteerPlace, NamesByLanguage, Subject};
use crate::earth::{LonLat, format_decimal, read_place};
pub use hit::{Hit, HitGroup, HitTarget, Hits};
use marks::marks;
use passages::passages;
use ranked::{MOST, USUAL_WEIGHT, ranked, subject};

/// Fewer countries: their names are short, and some letters of a name are in many of them.
const MOST_COUNTRIES: usize = 3;
/// Fewer towns: most people look for something else.
const MOST_TOWNS: usize = 5;
/// Weight of a country that the dossier is about: it comes before marks that are called after it.
const FOCUS_WEIGHT: u8 = 100;

/// Finds `query` in the names and the text of `atlas`, or reads it as a place.
#[must_use]
pub fn find(atlas: &Atlas, query: &str) -> Hits {
    find_with(atlas, query, format_decimal)
}

/// The same; `written` says a coordinate as the reader wants it.
pub(in crate::ui::find) fn find_with(
    atlas: &Atlas,
    query: &str,
    written: impl Fn(LonLat) -> String,
) -> Hits {
    let query = query.trim();
    if query.is_empty() {
        return Hits::default();
    }
    let place = coordinates(query, written);
    let mut wanted = FindQuery::new(query);
    let mut groups = vec![
        marks(atlas, &mut wanted),
        countries(atlas, &mut wanted),
        places(atlas, &mut wanted),
    ];
    // The stable sort keeps the order above where two kinds answer equally well.
    groups.sort_by_key(|group| (group.best.is_none(), group.best));
    // What the dossier has comes first, however well a far town answers.
    groups.push(towns(atlas, &mut wanted));
    groups.push(HitGroup {
        name: "Article",
        hits: passages(atlas, query),
        best: None,
    });
    groups.insert(0, place);
    groups.retain(|group| !group.hits.is_empty());
    Hits { groups }
}

/// The place that the query names by coordinates, and how it was understood.
fn coordinates(query: &str, written: impl Fn(LonLat) -> String) -> HitGroup {
    let read = read_place(query).map(|read| Hit {
        target: HitTarget::Place(read.at),
        text: format!("{}, {}", written(read.at), read.form.words()),
    });
    HitGroup {
        name: "Coordinates",
        hits: read.into_iter().collect(),
        best: None,
    }
}

fn countries(atlas: &Atlas, wanted: &mut FindQuery) -> HitGroup {
    let countries = (0..).map(CountryIx).zip(&atlas.basemap.countries);
    let named = countries.map(|(ix, country)| {
        let mut names = vec![country.name.clone(), country.iso3.to_string()];
        let others = atlas.dossier.names.get(country.iso3.as_str());
        names.extend(
            others
                .into_iter()
                .flat_map(NamesByLanguage::values)
                .cloned(),
        );
        let in_focus = atlas.dossier.map.focus.contains(&country.iso3);
        let known = Known {
            names,
            words: Vec::new(),
            weight: if in_focus { FOCUS_WEIGHT } else { USUAL_WEIGHT },
        };
        (Subject::Country(ix), known)
    });
    ranked("Countries", wanted, named, MOST_COUNTRIES, |what| {
        subject(atlas, what)
    })
}

fn places(atlas: &Atlas, wanted: &mut FindQuery) -> HitGroup {
    let named = atlas.dossier.places.iter().map(|place| {
        let mut names = vec![place.name.clone()];
        names.extend(place.alt_names.iter().cloned());
        names.extend(place.names.values().cloned());
        let mut words = vec![place.kind.clone()];
        words.extend(place.country.map(|iso3| atlas.country_name(iso3)));
        let known = Known {
            names,
            words,
            weight: weight_of(place),
        };
        (place, known)
    });
    ranked("Places", wanted, named, MOST, |place: &GazetteerPlace| {
        let country = place
            .country
            .map(|iso3| format!(", {}", atlas.country_name(iso3)))
            .unwrap_or_default();
        Hit {
            target: HitTarget::Place(place.at),
            text: format!("{} ({}{country})", place.name, place.kind),
        }
    })
}

fn towns(atlas: &Atlas, wanted: &mut FindQuery) -> HitGroup {
    let named = towns::towns(atlas, wanted);
    let day = atlas.dossier.as_of;
    ranked("Towns of the world", wanted, named, MOST_TOWNS, |town| {
        let country = atlas.country_name(town.country);
        Hit {
            target: HitTarget::Place(town.at),
            text: format!("{} ({country})", town.name_on(day)),
        }
    })
}

/// A capital matters most, then what the gazetteer ranks first.
fn weight_of(place: &GazetteerPlace) -> u8 {
    if place.kind == "capital" {
        100
    } else {
        90_u8.saturating_sub(place.rank.saturating_mul(10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> Atlas {
        let basemap = crate::atlas::BaseMap::embedded().expect("the base map is in the binary");
        Atlas::new(
            crate::dossier::builtin().dossier,
            std::sync::Arc::new(basemap),
        )
    }

    fn texts(query: &str) -> Vec<String> {
        let found = find(&built_in(), query);
        found.hits().map(|hit| hit.text.clone()).collect()
    }

    #[test]
    fn the_capital_comes_first_for_its_name() {
        let found = texts("Dushanbe");
        assert!(found[0].starts_with("Dushanbe (capital"), "{found:?}");
        let found = texts("dushanbe");
        assert!(found[0].starts_with("Dushanbe (capital"), "{found:?}");
    }

    #[test]
    fn kinds_and_countries_are_found_by_words_in_any_order() {
        for query in ["kyrgyz bases", "bases kyrgyz"] {
            let found = texts(query);
            assert!(found.len() >= 2, "{query}: {found:?}");
            assert!(
                found.iter().any(|text| text.starts_with("Kant")),
                "{query}: {found:?}"
            );
        }
    }

    #[test]
    fn coordinates_are_shown_as_they_were_understood_before_they_are_entered() {
        let found = texts("38.5598, 68.787");
        let expected = "38.5598\u{b0} N, 68.7870\u{b0} E, read as latitude, longitude";
        assert_eq!(found.first().map(String::as_str), Some(expected));
    }
}
