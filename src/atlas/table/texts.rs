//! A column of texts, one after another.

/// A column of texts in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    /// Where each ends in `text`.
    ends: Vec<u32>,
}

impl Texts {
    /// No texts, with room for `count` of them that have `bytes` together.
    #[must_use]
    pub fn with_capacity(count: usize, bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            ends: Vec::with_capacity(count),
        }
    }

    /// Adds a text; one for which there is no room any more (4 GB) becomes empty.
    pub fn push(&mut self, text: &str) {
        let fits = u32::try_from(self.text.len() + text.len()).is_ok();
        if fits {
            self.text.push_str(text);
        }
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The text at a position; empty beyond the end.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin as usize..end as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The positions of texts that hold `wanted`, whatever its capitals, in order; each with whether
    /// the text begins with it. One look over the memory, not one at each text.
    pub fn holding(&self, wanted: &str) -> impl Iterator<Item = (usize, bool)> {
        let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
        let first = wanted.first().copied();
        let begins = first.map(|first| [first, first.to_uppercase().next().unwrap_or(first)]);
        let begins =
            begins.map(|both| both.map(|letter| letter.encode_utf8(&mut [0; 4]).as_bytes()[0]));
        let places = begins
            .into_iter()
            .flat_map(|[lower, upper]| memchr::memchr2_iter(lower, upper, self.text.as_bytes()));
        let (mut at, mut found) = (0, None);
        places.filter_map(move |place| {
            while (*self.ends.get(at)? as usize) <= place {
                at += 1;
            }
            let end = self.ends[at] as usize;
            if found == Some(at) || !holds_at(&self.text[..end], place, &wanted) {
                return None;
            }
            found = Some(at);
            let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            Some((at, begin as usize == place))
        })
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut texts = Self::default();
        all.into_iter().for_each(|text| texts.push(text.as_ref()));
        texts
    }
}

/// Whether `wanted`, in small letters, stands at `place` of `text`, whatever the capitals there.
fn holds_at(text: &str, place: usize, wanted: &[char]) -> bool {
    let Some(rest) = text.get(place..) else {
        return false;
    };
    let mut letters = rest.chars().flat_map(char::to_lowercase);
    wanted.iter().all(|&letter| letters.next() == Some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        let mut texts = Texts::default();
        for text in ["Osh", "", "Душанбе"] {
            texts.push(text);
        }
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["Osh", "", "Душанбе"]);
        assert_eq!(texts.get(3), "");
    }

    #[test]
    fn a_text_is_found_by_a_part_of_it_whatever_its_capitals() {
        let mut texts = Texts::default();
        for text in ["Old Osh", "OSHA", "", "Душанбе", "shos", "hos"] {
            texts.push(text);
        }
        let found = |wanted| texts.holding(wanted).collect::<Vec<_>>();
        assert_eq!(found("osh"), [(0, false), (1, true)]);
        assert_eq!(found("ДУШ"), [(3, true)]);
        assert_eq!(found("os"), [(0, false), (1, true), (4, false), (5, false)]);
        assert!(found("oshb").is_empty() && found("").is_empty());
    }
}
