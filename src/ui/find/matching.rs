//! What a query finds: places by their coordinates, names by their words, text by its words.

use super::rank::{Known, Match, Query, Rank, folded};
use super::towns;
use crate::atlas::basemap::CountryIx;
use crate::atlas::table::{Layers, Letters};
use crate::atlas::{
    Atlas, Feature, FeatureId, GazetteerPlace, NamesByLanguage, PassageIx, RowIx, Subject,
};
use crate::earth::{LonLat, format_decimal, read_place};

/// Most hits of one kind.
const MOST: usize = 8;
/// Fewer countries: their names are short, and some letters of a name are in many of them.
const MOST_COUNTRIES: usize = 3;
/// Fewer towns: most people look for something else.
const MOST_TOWNS: usize = 5;
/// Characters of a passage shown around the first word found.
const AROUND: usize = 40;
/// Weight of a thing that the dossier gives none.
const USUAL_WEIGHT: u8 = 50;
/// Weight of a country that the dossier is about: it comes before marks that are called after it.
const FOCUS_WEIGHT: u8 = 100;

/// Where a hit leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// To something that has a card.
    Subject(Subject),
    /// To a passage of the article.
    Passage(PassageIx),
    /// To a place: of the gazetteer, or read from coordinates.
    Place(LonLat),
}

/// One thing found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// What the list says.
    pub text: String,
}

/// Hits of one kind, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What the list calls them.
    pub name: &'static str,
    /// The hits.
    pub hits: Vec<Hit>,
    /// The best of them.
    best: Option<Rank>,
}

/// Everything found, the kind with the best hit first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The kinds that have hits.
    pub groups: Vec<Group>,
}

impl Found {
    /// All hits in the order of the list.
    pub fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.groups.iter().flat_map(|group| &group.hits)
    }
}

/// Finds `query` in the names and the text of `atlas`, or reads it as a place.
#[must_use]
pub fn find(atlas: &Atlas, query: &str) -> Found {
    find_with(atlas, query, format_decimal)
}

/// The same; `written` says a coordinate as the reader wants it.
pub(super) fn find_with(atlas: &Atlas, query: &str, written: impl Fn(LonLat) -> String) -> Found {
    let query = query.trim();
    if query.is_empty() {
        return Found::default();
    }
    let place = coordinates(query, written);
    let mut wanted = Query::new(query);
    let mut groups = vec![
        marks(atlas, &mut wanted),
        countries(atlas, &mut wanted),
        places(atlas, &mut wanted),
    ];
    // The stable sort keeps the order above where two kinds answer equally well.
    groups.sort_by_key(|group| (group.best.is_none(), group.best));
    // What the dossier has comes first, however well a far town answers.
    groups.push(towns(atlas, &mut wanted));
    groups.push(Group {
        name: "Article",
        hits: passages(atlas, query),
        best: None,
    });
    groups.insert(0, place);
    groups.retain(|group| !group.hits.is_empty());
    Found { groups }
}

/// The place that the query names by coordinates, and how it was understood.
fn coordinates(query: &str, written: impl Fn(LonLat) -> String) -> Group {
    let read = read_place(query).map(|read| Hit {
        target: Target::Place(read.at),
        text: format!("{}, {}", written(read.at), read.form.words()),
    });
    Group {
        name: "Coordinates",
        hits: read.into_iter().collect(),
        best: None,
    }
}

/// The best of `items`, each with what is known of it.
fn ranked<T>(
    name: &'static str,
    wanted: &mut Query,
    items: impl Iterator<Item = (T, Known)>,
    most: usize,
    hit: impl Fn(T) -> Hit,
) -> Group {
    let mut ranked: Vec<(Rank, T)> = items
        .filter_map(|(item, known)| Some((wanted.rank(&known)?, item)))
        .collect();
    // Stable: of equal ranks the one that came first stays first.
    ranked.sort_by_key(|(rank, _)| *rank);
    let best = ranked.first().map(|(rank, _)| *rank);
    // Some letters of a name are in many: they are shown where nothing answers better.
    let by_words = best.is_some_and(|best| best.matched < Match::Letters);
    let kept = ranked
        .into_iter()
        .filter(|(rank, _)| !by_words || rank.matched < Match::Letters)
        .take(most);
    Group {
        name,
        hits: kept.map(|(_, item)| hit(item)).collect(),
        best,
    }
}

fn marks(atlas: &Atlas, wanted: &mut Query) -> Group {
    let features = atlas
        .features()
        .map(|(id, feature)| (Subject::Feature(id), of_feature(atlas, id, feature)));
    let borders = atlas.borders().map(|(ix, border)| {
        let names = vec![atlas.border_name(border)];
        let words = border.label.iter().cloned().collect();
        let weight = USUAL_WEIGHT;
        (
            Subject::Border(ix),
            Known {
                names,
                words,
                weight,
            },
        )
    });
    let short = wanted.is_short();
    let rows = if short {
        rows(atlas, wanted)
    } else {
        Vec::new()
    };
    let large = (!short).then(|| of_large_tables(atlas, wanted.letters()));
    let named = features.chain(borders).chain(large.into_iter().flatten());
    let mut group = ranked("Marks and borders", wanted, named, MOST, |what| {
        subject(atlas, what)
    });
    let left = MOST - group.hits.len();
    let rows = rows.into_iter().take(left).map(|row| subject(atlas, row));
    group.hits.extend(rows);
    group
}

fn subject(atlas: &Atlas, subject: Subject) -> Hit {
    Hit {
        target: Target::Subject(subject),
        text: atlas.name(subject),
    }
}

/// What a feature is called, and what else is known of it.
fn of_feature(atlas: &Atlas, id: FeatureId, feature: &Feature) -> Known {
    let mut names = vec![feature.name.clone()];
    names.extend(feature.short_name.clone());
    names.extend(feature.alt_names.iter().cloned());
    names.extend(feature.names.values().cloned());
    let mut words = vec![
        feature.kind.clone(),
        atlas.layer(feature.layer).name.clone(),
    ];
    words.extend(feature.country.map(|iso3| atlas.country_name(iso3)));
    words.extend(feature.actors.iter().map(|actor| atlas.actor_name(actor)));
    words.extend(feature.operator.clone());
    words.extend(feature.status.map(|status| status.words().to_owned()));
    words.extend(feature.when.as_ref().map(crate::atlas::When::words));
    Known {
        names,
        words,
        weight: atlas.weight(id),
    }
}

/// The features of large tables that may answer, by the letters of what is known of them: most are
/// passed over at a glance.
fn of_large_tables(atlas: &Atlas, needed: Letters) -> impl Iterator<Item = (Subject, Known)> {
    atlas.large_tables().flat_map(move |(ix, table)| {
        let layer = match table.layers {
            Layers::One(layer) => atlas.layer(layer).name.clone(),
            Layers::Each(_) => String::new(),
        };
        let of_layer = Letters::of(&layer);
        let kinds = table.columns.kinds.iter();
        let kinds: Vec<Letters> = kinds.map(|kind| Letters::of(kind)).collect();
        let names = table.rows().zip(table.letters());
        let may_answer = names.filter(move |(row, letters)| {
            let kind = table.columns.kind_of.get(row.index());
            let of_kind = kind.and_then(|&kind| kinds.get(usize::from(kind)));
            let of_kind = of_kind.copied().unwrap_or_default();
            letters.with(of_layer).with(of_kind).hold(needed)
        });
        may_answer.map(move |(row, _)| {
            let kind = table.kind(row).unwrap_or_default().to_owned();
            let known = Known {
                names: vec![table.name(row).to_owned()],
                words: vec![kind, layer.clone()],
                weight: USUAL_WEIGHT,
            };
            (Subject::Feature(atlas.id_in(ix, row)), known)
        })
    })
}

/// Rows of large layers whose names hold the longest word of the query, and with their kind and
/// layer the others too; those that begin with it first. A match by letters of a million names would
/// keep the reader waiting at each key.
fn rows(atlas: &Atlas, wanted: &Query) -> Vec<Subject> {
    let (mut begin, mut hold) = (Vec::new(), Vec::new());
    let Some(longest) = wanted.words().iter().max_by_key(|word| word.len()) else {
        return hold;
    };
    for (ix, table) in atlas.large_tables() {
        for (row, begins) in table.columns.names.holding(longest) {
            let row_ix = RowIx(row as u32);
            let text = folded(&format!(
                "{} {}",
                table.name(row_ix),
                table.kind(row_ix).unwrap_or_default()
            ));
            if !wanted
                .words()
                .iter()
                .all(|word| text.contains(word.as_str()))
            {
                continue;
            }
            let found = if begins { &mut begin } else { &mut hold };
            if found.len() < MOST {
                found.push(Subject::Feature(atlas.id_in(ix, row_ix)));
            }
            if begin.len() == MOST {
                return begin;
            }
        }
    }
    begin.extend(hold);
    begin
}

fn countries(atlas: &Atlas, wanted: &mut Query) -> Group {
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

fn places(atlas: &Atlas, wanted: &mut Query) -> Group {
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
            target: Target::Place(place.at),
            text: format!("{} ({}{country})", place.name, place.kind),
        }
    })
}

fn towns(atlas: &Atlas, wanted: &mut Query) -> Group {
    let named = towns::towns(atlas, wanted);
    let day = atlas.dossier.as_of;
    ranked("Towns of the world", wanted, named, MOST_TOWNS, |town| {
        let country = atlas.country_name(town.country);
        Hit {
            target: Target::Place(town.at),
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

/// Passages that hold every word of the query: a fuzzy match over a paragraph would find almost any.
fn passages(atlas: &Atlas, query: &str) -> Vec<Hit> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let hits = (0..)
        .map(PassageIx)
        .zip(&atlas.article().passages)
        .filter_map(|(ix, passage)| {
            let text = passage.text();
            let lower = text.to_lowercase();
            let all = words.iter().all(|word| lower.contains(word.as_str()));
            all.then(|| Hit {
                target: Target::Passage(ix),
                text: excerpt(&text, &words[0]),
            })
        });
    hits.take(MOST).collect()
}

/// The words around the first place of `word`.
fn excerpt(text: &str, word: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let lower: Vec<char> = chars
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect();
    let wanted: Vec<char> = word.chars().collect();
    let at = lower
        .windows(wanted.len().max(1))
        .position(|window| window == wanted)
        .unwrap_or(0);
    let mut from = at.saturating_sub(AROUND);
    while from > 0 && !chars[from - 1].is_whitespace() {
        from -= 1;
    }
    let mut to = (at + wanted.len() + 2 * AROUND).min(chars.len());
    while to < chars.len() && !chars[to].is_whitespace() {
        to += 1;
    }
    let head = if from > 0 { "… " } else { "" };
    let tail = if to < chars.len() { " …" } else { "" };
    format!("{head}{}{tail}", chars[from..to].iter().collect::<String>())
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

    #[test]
    fn an_excerpt_holds_the_word_and_cuts_between_words() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
                    eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five";
        let excerpt = excerpt(text, "fourteen");
        assert!(
            excerpt.contains("fourteen") && excerpt.starts_with("… ") && excerpt.ends_with(" …"),
            "{excerpt}"
        );
        let inner = excerpt.trim_start_matches("… ").trim_end_matches(" …");
        assert!(
            text.contains(inner)
                && inner
                    .split(' ')
                    .all(|word| text.split(' ').any(|known| known == word))
        );
    }
}
