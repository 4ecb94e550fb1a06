//! Passages of the article that hold the words of a query.

use super::hit::{Hit, HitTarget};
use super::ranked::MOST;
use crate::atlas::{Atlas, PassageIx};

/// Characters of a passage shown around the first word found.
const AROUND: usize = 40;

/// Passages that hold every word of the query: a fuzzy match over a paragraph would find almost any.
pub(super) fn passages(atlas: &Atlas, query: &str) -> Vec<Hit> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let hits = (0..)
        .map(PassageIx)
        .zip(&atlas.article().passages)
        .filter_map(|(ix, passage)| {
            let text = passage.text();
            let lower = text.to_lowercase();
            let all = words.iter().all(|word| lower.contains(word.as_str()));
            all.then(|| Hit {
                target: HitTarget::Passage(ix),
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
