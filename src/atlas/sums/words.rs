//! A sum in words, with what it left out.

use super::{AddedUp, Total, Why};

impl Total {
    /// The sum in words; "no number" where there is none.
    #[must_use]
    pub fn words(&self) -> String {
        self.bounds
            .map_or_else(|| "no number".to_owned(), |bounds| bounds.words(&self.unit))
    }

    /// The sum, then each thing that it left out, as sentences.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut said = vec![format!("Together {}.", self.words())];
        for thing in self.counted.iter().filter(|thing| thing.labels.len() > 1) {
            said.push(format!(
                "Counted once, as {}: {}.",
                thing.bounds.words(""),
                thing.labels.join("; ")
            ));
        }
        if self.bounds.is_some_and(|bounds| bounds.high.is_none()) {
            let ranged = |thing: &&AddedUp| thing.labels.len() == 1 && thing.bounds.wide();
            for thing in self.counted.iter().filter(ranged) {
                let (label, range) = (&thing.labels[0], thing.bounds.words(""));
                said.push(format!("{label}, {range}, is counted at its lowest."));
            }
        }
        for left in &self.left_out {
            match &left.why {
                Why::NoNumber => {}
                Why::PartOf(total) => said.push(format!(
                    "{} left out: part of the total of {total} ({}).",
                    left.amount, left.label
                )),
                Why::Overlaps(other) => said.push(format!(
                    "{} left out: partly counted in {other} already ({}).",
                    left.amount, left.label
                )),
            }
        }
        let without: Vec<String> = self
            .left_out
            .iter()
            .filter(|left| left.why == Why::NoNumber)
            .map(|left| format!("{} ({})", left.label, left.amount))
            .collect();
        if !without.is_empty() {
            let verb = if without.len() == 1 { "has" } else { "have" };
            said.push(format!(
                "{} {verb} no number: {}.",
                capital_count(without.len()),
                without.join("; ")
            ));
        }
        said
    }
}

/// "Two", as a sentence begins; digits from ten on.
fn capital_count(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
