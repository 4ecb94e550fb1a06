//! "Did you mean …": the known word nearest to one that is not known.

use super::certain;

/// Candidates that are looked at; beyond, a guess is not worth the wait.
const LOOKED_AT: usize = 20_000;

/// The candidate nearest to `word`: at most a third of its letters differ, or it contains `word`.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let letters = folded.chars().count();
    let reach = (letters / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut containing = None;
    for candidate in candidates.into_iter().take(LOOKED_AT) {
        let length = candidate.chars().count();
        if letters >= 4 && containing.is_none() && candidate.contains(&folded) {
            containing = Some(candidate);
        }
        if length.abs_diff(letters) > reach || word.is_empty() {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
        if distance <= reach && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or(containing)
}

/// "did you mean "site"?", where something is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean \"{near}\"?"))
}

/// Many candidates, sorted out by their letters, for several words.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    candidates: Vec<Candidate>,
}

#[derive(Debug)]
struct Candidate {
    written: String,
    folded: String,
    length: usize,
    letters: u64,
}

impl Nearest {
    /// The candidates that are looked at.
    pub(super) fn of<'a>(candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidate = |written: &str| {
            let folded = written.to_lowercase();
            Candidate {
                written: written.to_owned(),
                length: folded.chars().count(),
                letters: letters_of(&folded),
                folded,
            }
        };
        Self {
            candidates: candidates
                .into_iter()
                .take(LOOKED_AT)
                .map(candidate)
                .collect(),
        }
    }

    /// As [`did_you_mean`], among these. A slip changes at most two of the letters that a word has,
    /// so that most candidates are passed over by a look at theirs.
    pub(super) fn did_you_mean(&self, word: &str) -> Option<String> {
        did_you_mean(word, self.near(word))
    }

    /// As [`certain::name`], among these.
    pub(super) fn certain(&self, word: &str) -> Option<&str> {
        certain::name(word, self.near(word))
    }

    /// The candidates with about the letters of `word`.
    fn near(&self, word: &str) -> impl Iterator<Item = &str> {
        let folded = word.to_lowercase();
        let length = folded.chars().count();
        let reach = (length / 3).max(1);
        let letters = letters_of(&folded);
        let near = self.candidates.iter().filter(move |candidate| {
            let differing = (candidate.letters ^ letters).count_ones() as usize;
            let near = candidate.length.abs_diff(length) <= reach && differing <= 2 * reach;
            near || (length >= 4
                && candidate.letters & letters == letters
                && candidate.folded.contains(&folded))
        });
        near.map(|candidate| candidate.written.as_str())
    }
}

/// A bit for each letter that a word has; several letters may share one.
fn letters_of(word: &str) -> u64 {
    word.chars()
        .fold(0, |letters, char| letters | (1 << (u32::from(char) % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_finds_what_a_search_through_all_finds() {
        let ids = [
            "base-kant",
            "base-kulob-former",
            "ex-rubezh-2021-edelweiss",
            "пост-1",
            "a",
            "zone",
        ];
        let index = Nearest::of(ids);
        for word in [
            "base-knat",
            "Base-Kant",
            "edelweiss",
            "пост-2",
            "moscow",
            "",
            "b",
            "zoen",
            "zones",
            "kulob",
        ] {
            assert_eq!(index.did_you_mean(word), did_you_mean(word, ids), "{word}");
        }
    }

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        let ids = ["base-kant", "base-kulob-former", "ex-rubezh-2021-edelweiss"];
        assert_eq!(nearest("base-knat", ids), Some("base-kant"));
        assert_eq!(nearest("Base-Kant", ids), Some("base-kant"));
        assert_eq!(nearest("edelweiss", ids), Some("ex-rubezh-2021-edelweiss"));
        assert_eq!(nearest("moscow", ids), None);
        assert_eq!(nearest("", ids), None);
    }
}
