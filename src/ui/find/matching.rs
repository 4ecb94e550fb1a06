//! What a query finds: names fuzzily, text by its words.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::atlas::basemap::CountryIx;
use crate::atlas::{Atlas, NamesByLanguage, PassageIx, RowIx, Subject};
use crate::earth::LonLat;

/// Most hits of one kind.
const MOST: usize = 8;
/// Fewer countries: their names are short, and some letters of a name are in many of them.
const MOST_COUNTRIES: usize = 3;
/// So many letters of a country's name are needed for countries to come first.
const LETTERS: usize = 4;
/// Characters of a passage shown around the first word found.
const AROUND: usize = 40;

/// Where a hit leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// To something that has a card.
    Subject(Subject),
    /// To a passage of the article.
    Passage(PassageIx),
    /// To a place of the gazetteer.
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

/// Everything found, best first in each kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Features and borders.
    pub marks: Vec<Hit>,
    /// Passages.
    pub text: Vec<Hit>,
    /// Places of the gazetteer.
    pub places: Vec<Hit>,
    /// Countries of the base map.
    pub countries: Vec<Hit>,
    /// Whether the query is how a country's name begins: then countries come first.
    pub names_country: bool,
}

impl Found {
    /// The kinds with their names, in the order of the list.
    pub fn groups(&self) -> impl Iterator<Item = (&'static str, &[Hit])> {
        let marks = ("Marks and borders", self.marks.as_slice());
        let countries = ("Countries", self.countries.as_slice());
        let [first, second] = if self.names_country {
            [countries, marks]
        } else {
            [marks, countries]
        };
        let rest = [
            ("Places", self.places.as_slice()),
            ("Article", self.text.as_slice()),
        ];
        [first, second].into_iter().chain(rest)
    }
}

/// Finds `query` in the names and the text of `atlas`.
#[must_use]
pub fn find(atlas: &Atlas, query: &str) -> Found {
    let query = query.trim();
    if query.is_empty() {
        return Found::default();
    }
    let countries = countries(atlas, query);
    let begun = query.to_lowercase();
    let begins = |hit: &Hit| hit.text.to_lowercase().starts_with(&begun);
    Found {
        marks: marks(atlas, query),
        text: passages(atlas, query),
        places: places(atlas, query),
        names_country: begun.chars().count() >= LETTERS && countries.iter().any(begins),
        countries,
    }
}

/// Keeps the items whose words match `query` best; each item comes with the texts to match.
pub(crate) fn best<T>(
    query: &str,
    items: impl Iterator<Item = (T, Vec<String>)>,
    most: usize,
) -> Vec<T> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, T)> = items
        .filter_map(|(item, texts)| {
            let scores = texts
                .iter()
                .filter_map(|text| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher));
            scores.max().map(|score| (score, item))
        })
        .collect();
    // Stable: of equal scores the one that came first stays first.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored
        .into_iter()
        .take(most)
        .map(|(_, item)| item)
        .collect()
}

fn marks(atlas: &Atlas, query: &str) -> Vec<Hit> {
    let features = atlas.features().map(|(ix, feature)| {
        let mut names = vec![feature.name.clone(), feature.kind.clone()];
        names.extend(feature.short_name.clone());
        names.extend(
            feature
                .alt_names
                .iter()
                .chain(feature.names.values())
                .cloned(),
        );
        (Subject::Feature(ix), names)
    });
    let borders = atlas.borders().map(|(ix, border)| {
        let label = border.label.clone().unwrap_or_default();
        (Subject::Border(ix), vec![atlas.border_name(border), label])
    });
    let hit = |subject| Hit {
        target: Target::Subject(subject),
        text: atlas.name(subject),
    };
    let named = best(query, features.chain(borders), MOST);
    let left = MOST - named.len();
    let rows = rows(atlas, query).into_iter().take(left);
    named.into_iter().chain(rows).map(hit).collect()
}

/// Rows of large layers whose names hold the query, those that begin with it first: a fuzzy match
/// of a million names would keep the reader waiting at each letter.
fn rows(atlas: &Atlas, query: &str) -> Vec<Subject> {
    let (mut begin, mut hold) = (Vec::new(), Vec::new());
    for (ix, table) in atlas.large_tables() {
        for (row, begins) in table.columns.names.holding(query) {
            let found = if begins { &mut begin } else { &mut hold };
            if found.len() < MOST {
                found.push(Subject::Feature(atlas.id_in(ix, RowIx(row as u32))));
            }
            if begin.len() == MOST {
                return begin;
            }
        }
    }
    begin.extend(hold);
    begin
}

fn countries(atlas: &Atlas, query: &str) -> Vec<Hit> {
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
        (Subject::Country(ix), names)
    });
    let hit = |subject| Hit {
        target: Target::Subject(subject),
        text: atlas.name(subject),
    };
    best(query, named, MOST_COUNTRIES)
        .into_iter()
        .map(hit)
        .collect()
}

fn places(atlas: &Atlas, query: &str) -> Vec<Hit> {
    let named = atlas.dossier.places.iter().map(|place| {
        let mut names = vec![place.name.clone()];
        names.extend(place.alt_names.iter().chain(place.names.values()).cloned());
        (place, names)
    });
    let hit = |place: &crate::atlas::GazetteerPlace| {
        let country = place
            .country
            .map(|iso3| format!(", {}", atlas.country_name(iso3)))
            .unwrap_or_default();
        Hit {
            target: Target::Place(place.at),
            text: format!("{} ({}{country})", place.name, place.kind),
        }
    };
    best(query, named, MOST).into_iter().map(hit).collect()
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

    #[test]
    fn a_name_is_found_by_some_of_its_letters_and_without_its_accents() {
        let names = ["Kant air base", "Dushanbe garrison", "Çanakkale"];
        let items = || names.iter().map(|name| (*name, vec![(*name).to_owned()]));
        assert_eq!(best("dush gar", items(), 8), ["Dushanbe garrison"]);
        assert_eq!(best("canak", items(), 8), ["Çanakkale"]);
        assert!(best("zzz", items(), 8).is_empty());
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
