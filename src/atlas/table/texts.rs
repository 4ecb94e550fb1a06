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

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
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
}
