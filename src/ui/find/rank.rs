//! How well a name answers a query: exactly, by its beginning, by its words, or by some letters.

use std::cmp::Reverse;

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::atlas::table::Letters;

/// Fewer letters are in too many names to be looked for one by one.
const LEAST_FUZZY: usize = 3;
/// A word is another's root from this many letters on: "Russia" of "Russian", "base" of "bases".
const LEAST_ROOT: usize = 4;
/// Longest ending that makes one word of a root, letters.
const MOST_ENDING: usize = 3;

/// How a query was answered, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// It is the name.
    Exact,
    /// The name begins with it.
    Prefix,
    /// Every word of it begins a word of the name.
    Words,
    /// Every word of it begins a word of the name, or of what else is known of the thing.
    Known,
    /// Its letters are in the name, in their order.
    Letters,
}

/// Place of a hit among others: the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) matched: Match,
    weight: Reverse<u8>,
    /// Of equal hits the one with fewer letters beside the query is nearer to it.
    length: usize,
}

/// What can be matched of one thing.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What it is called, in every way.
    pub(super) names: Vec<String>,
    /// What else is known of it: its kind, layer, country, actors, status, dates.
    pub(super) words: Vec<String>,
    /// How much it matters, 0 to 100.
    pub(super) weight: u8,
}

/// What somebody looks for.
pub(super) struct FindQuery {
    folded: String,
    words: Vec<String>,
    pattern: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

impl FindQuery {
    pub(super) fn new(text: &str) -> Self {
        let folded = folded(text.trim());
        Self {
            words: words_of(&folded).map(str::to_owned).collect(),
            pattern: Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
            folded,
        }
    }

    /// Whether it has too few letters to be looked for one by one.
    pub(super) fn is_short(&self) -> bool {
        self.folded.chars().count() < LEAST_FUZZY
    }

    /// The letters that what answers it must have.
    pub(super) fn letters(&self) -> Letters {
        Letters::needed_by(&self.folded)
    }

    /// All of it, lower case and without accents.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Its words, lower case and without accents.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// How well `known` answers; `None` where it does not.
    pub(super) fn rank(&mut self, known: &Known) -> Option<Rank> {
        let names: Vec<String> = known.names.iter().map(|name| folded(name)).collect();
        let of_names = names
            .iter()
            .filter_map(|name| Some((self.by_name(name)?, name.len())))
            .min();
        let (matched, length) = of_names
            .or_else(|| self.by_all(&names, &known.words))
            .or_else(|| self.by_letters(&known.names))?;
        Some(Rank {
            matched,
            weight: Reverse(known.weight),
            length,
        })
    }

    fn by_name(&self, name: &str) -> Option<Match> {
        if self.words.is_empty() {
            None
        } else if name == self.folded {
            Some(Match::Exact)
        } else if name.starts_with(&self.folded) {
            Some(Match::Prefix)
        } else {
            let all = self.words.iter().all(|word| begins_one(word, name));
            all.then_some(Match::Words)
        }
    }

    fn by_all(&self, names: &[String], words: &[String]) -> Option<(Match, usize)> {
        let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
        let found = |word: &String| {
            let texts = names.iter().chain(&words);
            texts.into_iter().any(|text| begins_one(word, text))
        };
        let all = !self.words.is_empty() && self.words.iter().all(found);
        all.then(|| (Match::Known, names.first().map_or(0, String::len)))
    }

    fn by_letters(&mut self, names: &[String]) -> Option<(Match, usize)> {
        if self.is_short() {
            return None;
        }
        let score = names.iter().filter_map(|name| {
            let name = Utf32Str::new(name, &mut self.buffer);
            self.pattern.score(name, &mut self.matcher)
        });
        // A higher score is a better one, and a shorter length too.
        let best = score.max()? as usize;
        Some((Match::Letters, usize::MAX - best))
    }
}

/// Lower case, without accents.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .map(normalize)
        .flat_map(char::to_lowercase)
        .collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether `word` begins a word of `text`, or is one with an ending: "bases", "Russian".
fn begins_one(word: &str, text: &str) -> bool {
    words_of(text).any(|other| {
        let rooted = other.len() >= LEAST_ROOT
            && word.starts_with(other)
            && word.len() - other.len() <= MOST_ENDING;
        other.starts_with(word) || rooted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(query: &str, names: &[&str], words: &[&str]) -> Option<Match> {
        let known = Known {
            names: names.iter().map(|&name| name.to_owned()).collect(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            weight: 0,
        };
        FindQuery::new(query).rank(&known).map(|rank| rank.matched)
    }

    #[test]
    fn a_name_is_matched_exactly_by_its_beginning_by_its_words_or_by_letters() {
        let name = ["Dushanbe garrison"];
        assert_eq!(matched("dushanbe GARRISON", &name, &[]), Some(Match::Exact));
        assert_eq!(matched("dushanbe", &name, &[]), Some(Match::Prefix));
        assert_eq!(matched("garr dush", &name, &[]), Some(Match::Words));
        assert_eq!(matched("dshnb", &name, &[]), Some(Match::Letters));
        assert_eq!(matched("zzz", &name, &[]), None);
        assert_eq!(matched("canak", &["Çanakkale"], &[]), Some(Match::Prefix));
    }

    #[test]
    fn words_come_in_any_order_and_with_their_endings() {
        let words = ["air base", "Bases", "Kyrgyzstan", "Russia"];
        for query in ["kyrgyz bases", "bases kyrgyz", "russian base", "kant base"] {
            assert_eq!(
                matched(query, &["Kant"], &words),
                Some(Match::Known),
                "{query}"
            );
        }
        assert_eq!(matched("tajik bases", &["Kant"], &words), None);
    }
}
