//! Texts compared with a pattern of LIKE.

/// A text as it is compared: in lower case where capitals do not matter.
pub(super) fn fold(text: &str, folded: bool) -> String {
    if folded {
        text.to_lowercase()
    } else {
        text.to_owned()
    }
}

/// A pattern of LIKE.
pub(super) struct Pattern {
    parts: Vec<Part>,
    folded: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Any,
    One,
    Letter(char),
}

impl Pattern {
    pub(super) fn of(pattern: &str, folded: bool) -> Self {
        let pattern = fold(pattern, folded);
        let mut letters = pattern.chars();
        let mut parts = Vec::new();
        while let Some(letter) = letters.next() {
            parts.push(match letter {
                '%' => Part::Any,
                '_' => Part::One,
                '\\' => Part::Letter(letters.next().unwrap_or('\\')),
                letter => Part::Letter(letter),
            });
        }
        Self { parts, folded }
    }

    /// Greedy, going back to the last `%` alone, so that no pattern takes more than the product of both lengths.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = fold(text, self.folded).chars().collect();
        let (mut part, mut at, mut back) = (0, 0, None);
        while at < text.len() {
            match self.parts.get(part) {
                Some(Part::Any) => {
                    back = Some((part, at));
                    part += 1;
                }
                Some(Part::One) => (part, at) = (part + 1, at + 1),
                Some(Part::Letter(letter)) if *letter == text[at] => {
                    (part, at) = (part + 1, at + 1);
                }
                _ => match back {
                    Some((any, from)) => {
                        back = Some((any, from + 1));
                        (part, at) = (any + 1, from + 1);
                    }
                    None => return false,
                },
            }
        }
        self.parts[part..].iter().all(|part| *part == Part::Any)
    }
}
