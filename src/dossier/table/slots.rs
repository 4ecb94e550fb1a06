//! The few properties of a feature that a table keeps something of.

use super::scanner::{Scanned, Scanner, Span};
use crate::dossier::foreign::{DATES, KINDS, NAMES};

/// Where the kinds begin among all properties that are looked at.
const KIND: usize = NAMES.len();
/// Where the dates begin.
const DATE: usize = KIND + KINDS.len();
/// How many there are.
const COUNT: usize = DATE + DATES.len();

/// Properties that say what a feature is as evidence. A feature has them only in a file that was
/// written for this program.
const EVIDENCE: usize = 5;

/// Where in the bytes the values of some properties stand.
#[derive(Debug, Clone)]
pub(super) struct Slots {
    spans: [Span; COUNT],
    /// One bit for each that is there.
    present: u32,
    /// Precision, origin, claim, status and actors, where they are there.
    evidence: [Option<Span>; EVIDENCE],
    /// Whether a property is there that only files written for this program have.
    pub(super) ours: bool,
}

impl Default for Slots {
    fn default() -> Self {
        Self {
            spans: [(0, 0); COUNT],
            present: 0,
            evidence: [None; EVIDENCE],
            ours: false,
        }
    }
}

impl Slots {
    /// Forgets all properties.
    pub(super) fn clear(&mut self) {
        self.present = 0;
        self.evidence = [None; EVIDENCE];
    }

    /// Keeps where the value of `key` stands, if it is one of those that matter; the last of several counts.
    #[inline]
    pub(super) fn keep(&mut self, key: &[u8], value: Span) {
        if let Some(slot) = slot(key) {
            self.spans[slot] = value;
            self.present |= 1 << slot;
        } else if let Some(slot) = evidence_slot(key) {
            self.evidence[slot] = Some(value);
            self.ours |= slot < STATUS;
        } else if key == b"layer" {
            self.ours = true;
        }
    }

    /// The values of precision, origin, claim, status and actors; `None` where it has none of them.
    pub(super) fn evidence(&self) -> Option<&[Option<Span>; EVIDENCE]> {
        let any = self.evidence.iter().any(Option::is_some);
        any.then_some(&self.evidence)
    }

    fn get(&self, slot: usize) -> Option<Span> {
        (self.present & 1 << slot != 0).then(|| self.spans[slot])
    }

    /// The values that may be its name, the best first.
    pub(super) fn names(&self) -> impl Iterator<Item = Span> {
        (0..KIND).filter_map(|slot| self.get(slot))
    }

    /// The values that may be its kind, the best first.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Span> {
        (KIND..DATE).filter_map(|slot| self.get(slot))
    }

    /// Whether any property speaks of a date.
    pub(super) fn has_date(&self) -> bool {
        self.present >> DATE != 0
    }

    /// The value of the only property that speaks of a date, where that says when the feature is by itself.
    pub(super) fn only_date(&self) -> Option<Span> {
        let dates = self.present >> DATE;
        let slot = DATE + dates.trailing_zeros() as usize;
        let ends = DATES[slot - DATE] == "end" || DATES[slot - DATE] == "to";
        (dates.is_power_of_two() && !ends).then(|| self.spans[slot])
    }

    /// The value of one of the dates.
    pub(super) fn date(&self, key: &str) -> Option<Span> {
        let at = DATES.iter().position(|date| *date == key)?;
        self.get(DATE + at)
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

/// The number of a property that is looked at.
#[inline]
fn slot(key: &[u8]) -> Option<usize> {
    Some(match key {
        b"title" => 0,
        b"name" => 1,
        b"NAME" => 2,
        b"Name" => 3,
        b"name:en" => 4,
        b"label" => 5,
        b"kind" => KIND,
        b"category" => KIND + 1,
        b"type" => KIND + 2,
        b"class" => KIND + 3,
        b"fclass" => KIND + 4,
        b"when" => DATE,
        b"start" => DATE + 1,
        b"begin" => DATE + 2,
        b"from" => DATE + 3,
        b"end" => DATE + 4,
        b"to" => DATE + 5,
        b"date" => DATE + 6,
        b"time" => DATE + 7,
        b"timestamp" => DATE + 8,
        b"datetime" => DATE + 9,
        b"day" => DATE + 10,
        b"year" => DATE + 11,
        _ => return None,
    })
}

/// Reads an object of properties, of which `slots` keeps what matters.
pub(super) fn read(scanner: &mut Scanner<'_>, slots: &mut Slots) -> Scanned<()> {
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
            let whole = whole.map_err(|_| super::scanner::Stop::Odd)?;
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
    use super::*;

    #[test]
    fn each_property_that_matters_has_its_place() {
        let keys = NAMES.iter().chain(&KINDS).chain(&DATES);
        for (at, key) in keys.enumerate() {
            assert_eq!(slot(key.as_bytes()), Some(at), "{key}");
        }
        assert_eq!(slot(b"other"), None);
    }
}
