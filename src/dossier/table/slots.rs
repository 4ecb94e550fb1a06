//! The few properties of a feature that a table keeps something of.

use crate::dossier::understand::{DateRole, Understanding};
use crate::formats::json::{ByteSpan, Scanned, Scanner, Stop};

/// Properties that are looked at, at most: one bit each.
const MOST: usize = 64;

/// Properties that say what a feature is as evidence. A feature has them only in a file that was
/// written for this program.
const EVIDENCE: usize = 5;

/// The properties that are looked at, by the understanding of their layer.
#[derive(Debug, Default)]
pub(super) struct Keys {
    all: Vec<Key>,
    /// The numbers of the keys of each length in bytes: most properties have none of their length.
    by_length: Vec<Vec<usize>>,
    names: Vec<usize>,
    kinds: Vec<usize>,
    exactness: Vec<usize>,
    /// One bit for each key that dates a feature.
    dates: u64,
}

#[derive(Debug)]
struct Key {
    name: String,
    dates: Option<DateRole>,
}

impl Keys {
    /// What `understanding` looks at.
    pub(super) fn of(understanding: &Understanding) -> Self {
        let mut keys = Self::default();
        keys.names = keys.numbers(understanding.names());
        keys.kinds = keys.numbers(understanding.kinds());
        keys.exactness = keys.numbers(understanding.exactness());
        for (name, role) in understanding.dates() {
            if let Some(at) = keys.number(name) {
                keys.all[at].dates.get_or_insert(role);
                keys.dates |= 1 << at;
            }
        }
        keys
    }

    fn numbers(&mut self, names: &[String]) -> Vec<usize> {
        names.iter().filter_map(|name| self.number(name)).collect()
    }

    /// The number of a key, which is added where it is new and there is room.
    fn number(&mut self, name: &str) -> Option<usize> {
        let known = self.all.iter().position(|key| key.name == name);
        if known.is_some() || self.all.len() == MOST {
            return known;
        }
        let at = self.all.len();
        if self.by_length.len() <= name.len() {
            self.by_length.resize(name.len() + 1, Vec::new());
        }
        self.by_length[name.len()].push(at);
        self.all.push(Key {
            name: name.to_owned(),
            dates: None,
        });
        Some(at)
    }

    #[inline]
    fn find(&self, key: &[u8]) -> Option<usize> {
        let alike = self.by_length.get(key.len())?;
        let is = |&&at: &&usize| self.all[at].name.as_bytes() == key;
        alike.iter().find(is).copied()
    }
}

/// Where in the bytes the values of some properties stand.
#[derive(Debug, Clone)]
pub(super) struct Slots<'k> {
    keys: &'k Keys,
    spans: [ByteSpan; MOST],
    /// One bit for each that is there.
    present: u64,
    /// Precision, origin, claim, status and actors, where they are there.
    evidence: [Option<ByteSpan>; EVIDENCE],
    /// Whether a property is there that only files written for this program have.
    pub(super) ours: bool,
}

impl<'k> Slots<'k> {
    /// Slots for the values of `keys`.
    pub(super) fn new(keys: &'k Keys) -> Self {
        Self {
            keys,
            spans: [(0, 0); MOST],
            present: 0,
            evidence: [None; EVIDENCE],
            ours: false,
        }
    }

    /// Forgets all properties.
    pub(super) fn clear(&mut self) {
        self.present = 0;
        self.evidence = [None; EVIDENCE];
    }

    /// Keeps where the value of `key` stands, if it is one of those that matter; the last of several counts.
    #[inline]
    pub(super) fn keep(&mut self, key: &[u8], value: ByteSpan) {
        if let Some(slot) = self.keys.find(key) {
            self.spans[slot] = value;
            self.present |= 1 << slot;
        }
        if let Some(slot) = evidence_slot(key) {
            self.evidence[slot] = Some(value);
            self.ours |= slot < STATUS;
        } else if key == b"layer" {
            self.ours = true;
        }
    }

    /// The values of precision, origin, claim, status and actors; `None` where it has none of them.
    pub(super) fn evidence(&self) -> Option<&[Option<ByteSpan>; EVIDENCE]> {
        let any = self.evidence.iter().any(Option::is_some);
        any.then_some(&self.evidence)
    }

    fn get(&self, slot: usize) -> Option<ByteSpan> {
        (self.present & 1 << slot != 0).then(|| self.spans[slot])
    }

    /// The values that may be its name, the best first.
    pub(super) fn names(&self) -> impl Iterator<Item = ByteSpan> {
        self.keys.names.iter().filter_map(|&slot| self.get(slot))
    }

    /// The values that may be its kind, the best first.
    pub(super) fn kinds(&self) -> impl Iterator<Item = ByteSpan> {
        self.keys.kinds.iter().filter_map(|&slot| self.get(slot))
    }

    /// Whether any property speaks of a date.
    pub(super) fn has_date(&self) -> bool {
        self.present & self.keys.dates != 0
    }

    /// The value of the only property that speaks of a date, where that says when the feature is by itself.
    pub(super) fn only_date(&self) -> Option<ByteSpan> {
        let dates = self.present & self.keys.dates;
        let slot = dates.trailing_zeros() as usize;
        let role = self.keys.all.get(slot)?.dates;
        (dates.is_power_of_two() && role != Some(DateRole::End)).then(|| self.spans[slot])
    }

    /// The properties that speak of a date, with their values.
    pub(super) fn dates(&self) -> impl Iterator<Item = (&'k str, ByteSpan)> {
        let slots = 0..self.keys.all.len();
        self.named(slots.filter(|slot| self.keys.dates & 1 << slot != 0))
    }

    /// The properties that say how exact its place is, with their values.
    pub(super) fn exactness(&self) -> impl Iterator<Item = (&'k str, ByteSpan)> {
        self.named(self.keys.exactness.iter().copied())
    }

    fn named(
        &self,
        slots: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = (&'k str, ByteSpan)> {
        slots.filter_map(|slot| Some((self.keys.all[slot].name.as_str(), self.get(slot)?)))
    }
}

/// Number of the property `status`; other programs know it, too.
const STATUS: usize = 3;

/// The number of a property that says what a feature is as evidence.
#[inline]
fn evidence_slot(key: &[u8]) -> Option<usize> {
    Some(match key {
        b"precision" => 0,
        b"origin" => 1,
        b"claim" => 2,
        b"status" => STATUS,
        b"actors" => 4,
        _ => return None,
    })
}

/// Reads an object of properties, of which `slots` keeps what matters.
pub(super) fn read(scanner: &mut Scanner<'_>, slots: &mut Slots<'_>) -> Scanned<()> {
    scanner.pass(b'{')?;
    scanner.space();
    if scanner.passed(b'}')? {
        return Ok(());
    }
    loop {
        let key = scanner.key()?;
        let value = scanner.value()?;
        if key.contains(&b'\\') {
            // It may be one of those that matter in another guise.
            let whole = serde_json::from_slice::<String>(&[b"\"", key, b"\""].concat());
            let whole = whole.map_err(|_| Stop::Odd)?;
            slots.keep(whole.as_bytes(), value);
        } else {
            slots.keep(key, value);
        }
        if scanner.closed(b'}')? {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dossier::read_as::ReadAs;
    use crate::dossier::understand::Survey;

    #[test]
    fn what_a_layer_names_its_features_by_is_kept_and_the_rest_is_not() {
        let mut survey = Survey::default();
        let feature =
            json!({ "название": "Ош", "event_date": "2021-10-18", "population": 3, "end": "2021" });
        survey.add(feature.as_object().unwrap());
        let keys = Keys::of(&Understanding::of(&survey, &ReadAs::default()));
        let mut slots = Slots::new(&keys);
        for (at, key) in ["population", "название", "event_date", "name"]
            .iter()
            .enumerate()
        {
            slots.keep(key.as_bytes(), (at, at));
        }
        assert_eq!(slots.names().collect::<Vec<_>>(), [(1, 1)]);
        assert_eq!(slots.dates().collect::<Vec<_>>(), [("event_date", (2, 2))]);
        assert_eq!(slots.only_date(), Some((2, 2)));
        slots.clear();
        slots.keep(b"end", (7, 8));
        assert_eq!((slots.has_date(), slots.only_date()), (true, None));
    }
}
