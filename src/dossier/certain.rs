//! Words that were certainly meant: nearer than what [`nearest`](super::nearest) may guess.

/// Candidates among which there can be certainty: more are not looked at.
const LOOKED_AT: usize = 20_000;

/// The name among `known` that `word` was certainly meant to be: the only one that differs by case,
/// spaces, hyphens and underscores alone, else the only one of which two neighbouring letters are
/// exchanged. One letter more, less or other may be another name, which is missing.
pub(super) fn name<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let (word, mut same, mut turned) = (folded(word), Only::None, Only::None);
    for (count, candidate) in known.into_iter().enumerate() {
        if count == LOOKED_AT {
            return None;
        }
        let known = folded(candidate);
        if known == word {
            same.take(candidate);
        } else if is_exchanged(&known, &word) {
            turned.take(candidate);
        }
    }
    match same {
        Only::None => turned.found(),
        same => same.found(),
    }
}

/// The word of a closed list that `word` was certainly meant to be: a [`name`], or the only word within
/// one slip of the keyboard, of words longer than seven letters within two.
pub(super) fn word<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    if let Some(name) = name(word, known.clone()) {
        return Some(name);
    }
    let word = folded(word);
    let letters = word.chars().count();
    let reach = 1 + usize::from(letters > 7);
    let mut near = Only::None;
    for candidate in known {
        if letters > 3 && strsim::osa_distance(&word, &folded(candidate)) <= reach {
            near.take(candidate);
        }
    }
    near.found()
}

/// What was found, as long as it is the only one.
enum Only<'k> {
    None,
    One(&'k str),
    Several,
}

impl<'k> Only<'k> {
    /// Takes one more; the same once more is not another.
    fn take(&mut self, candidate: &'k str) {
        *self = match self {
            Self::None => Self::One(candidate),
            Self::One(known) if *known == candidate => Self::One(candidate),
            _ => Self::Several,
        };
    }

    fn found(self) -> Option<&'k str> {
        match self {
            Self::One(candidate) => Some(candidate),
            Self::None | Self::Several => None,
        }
    }
}

/// `word` in lower case, with hyphens for spaces and underscores.
fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Whether two words differ by two neighbouring letters alone; exchanged digits are another number.
fn is_exchanged(one: &str, other: &str) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let pairs = one.chars().zip(other.chars());
    let differing: Vec<(usize, (char, char))> =
        pairs.enumerate().filter(|(_, (a, b))| a != b).collect();
    match *differing {
        [(first, (a, b)), (second, (c, d))] => {
            second == first + 1 && (a, b) == (d, c) && a.is_alphabetic() && b.is_alphabetic()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_differs_by_case_or_by_exchanged_letters_alone() {
        let ids = ["base-kant", "base-12", "Osh", "osh"];
        assert_eq!(name("Base_Kant", ids), Some("base-kant"));
        assert_eq!(name("base-knat", ids), Some("base-kant"));
        for doubtful in ["base-kan", "base-kent", "base-21", "OSH", "moscow", ""] {
            assert_eq!(name(doubtful, ids), None, "{doubtful}");
        }
    }

    #[test]
    fn a_word_is_one_slip_away_and_no_other_is() {
        let words = ["site", "town", "district", "size"];
        assert_eq!(word("twon", words), Some("town"));
        assert_eq!(word("distrct", words), Some("district"));
        assert_eq!(word("Site", words), Some("site"));
        for doubtful in ["sise", "city", "tow", ""] {
            assert_eq!(word(doubtful, words), None, "{doubtful}");
        }
    }
}
