//! The columns while they grow, in the order of the file.

use std::collections::{BTreeMap, HashMap};

use crate::atlas::RowIx;
use crate::atlas::table::{Days, EvidenceProfile, NO_KIND, Part, PartKind, TablePoint};

/// Rows read so far, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(in crate::dossier) struct RowsRead {
    pub(in crate::dossier) starts: Vec<u64>,
    /// All names, one after another, in UTF-8.
    pub(in crate::dossier) names: Vec<u8>,
    /// Where each ends in `names`.
    pub(in crate::dossier) name_ends: Vec<u32>,
    pub(in crate::dossier) kinds: Kinds,
    pub(in crate::dossier) kind_of: Vec<u16>,
    pub(in crate::dossier) days: Vec<Days>,
    pub(in crate::dossier) profiles: ProfileNumbers,
    pub(in crate::dossier) profile_of: Vec<u16>,
    /// Whether it is stated of any feature what it is as evidence.
    pub(in crate::dossier) evident: bool,
    pub(in crate::dossier) anchors: Vec<TablePoint>,
    pub(in crate::dossier) parts: Vec<Part>,
    pub(in crate::dossier) places: Vec<TablePoint>,
    pub(in crate::dossier) linked: Vec<(String, RowIx)>,
}

impl RowsRead {
    /// How many there are.
    pub(in crate::dossier) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The row that is added next.
    pub(in crate::dossier) fn next(&self) -> RowIx {
        RowIx(u32::try_from(self.len()).unwrap_or(u32::MAX))
    }

    /// Begins a part of the next row.
    pub(in crate::dossier) fn begin_part(&mut self, kind: PartKind) {
        self.parts.push(Part {
            row: self.next(),
            kind,
            begin: u32::try_from(self.places.len()).unwrap_or(u32::MAX),
        });
    }

    /// Takes away where they are, for the file says it in a system that is not known.
    pub(in crate::dossier) fn unplace(&mut self) {
        self.anchors.fill(TablePoint::NOWHERE);
        self.parts.clear();
        self.places.clear();
    }

    /// Adds the rows that follow in the file.
    pub(in crate::dossier) fn append(&mut self, mut other: Self) {
        let row = self.next().0;
        let place = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let name = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.starts.append(&mut other.starts);
        self.name_ends
            .extend(other.name_ends.iter().map(|end| end.saturating_add(name)));
        self.names.append(&mut other.names);
        let kinds = self.kinds.united(other.kinds);
        let kind = |local: &u16| kinds.get(usize::from(*local)).copied().unwrap_or(NO_KIND);
        self.kind_of.extend(other.kind_of.iter().map(kind));
        self.days.append(&mut other.days);
        let profiles = self.profiles.united(&other.profiles);
        let profile = |local: &u16| profiles.get(usize::from(*local)).copied().unwrap_or(0);
        self.profile_of.extend(other.profile_of.iter().map(profile));
        self.evident |= other.evident;
        self.anchors.append(&mut other.anchors);
        self.parts.extend(other.parts.iter().map(|part| Part {
            row: RowIx(part.row.0.saturating_add(row)),
            begin: part.begin.saturating_add(place),
            ..*part
        }));
        self.places.append(&mut other.places);
        let linked = other.linked.into_iter();
        self.linked
            .extend(linked.map(|(id, ix)| (id, RowIx(ix.0.saturating_add(row)))));
    }
}

/// The evidence profiles that occur, each once; the first is that of which nothing is stated.
#[derive(Debug, Clone)]
pub(in crate::dossier) struct ProfileNumbers {
    pub(in crate::dossier) kinds: Vec<EvidenceProfile>,
    numbers: BTreeMap<EvidenceProfile, u16>,
    /// The numbers of profiles as they are written in the file.
    written: HashMap<Vec<u8>, u16>,
}

impl Default for ProfileNumbers {
    fn default() -> Self {
        let nothing = EvidenceProfile::default();
        Self {
            kinds: vec![nothing.clone()],
            numbers: BTreeMap::from([(nothing, 0)]),
            written: HashMap::new(),
        }
    }
}

impl ProfileNumbers {
    /// The number of the profile that is `written` so, and that `read` reads.
    pub(in crate::dossier) fn number(
        &mut self,
        written: &[u8],
        read: impl FnOnce() -> EvidenceProfile,
    ) -> u16 {
        if let Some(&number) = self.written.get(written) {
            return number;
        }
        let number = self.number_of(&read());
        self.written.insert(written.to_owned(), number);
        number
    }

    /// The number of a profile. Where all numbers are given away it is that of nothing stated.
    pub(in crate::dossier) fn number_of(&mut self, profile: &EvidenceProfile) -> u16 {
        if let Some(&number) = self.numbers.get(profile) {
            return number;
        }
        let Ok(number) = u16::try_from(self.kinds.len()) else {
            return 0;
        };
        self.kinds.push(profile.clone());
        self.numbers.insert(profile.clone(), number);
        number
    }

    /// Takes in the profiles of `other`; gives the number here of each one there.
    fn united(&mut self, other: &Self) -> Vec<u16> {
        let kinds = other.kinds.iter();
        kinds.map(|profile| self.number_of(profile)).collect()
    }
}

/// The kinds that occur, each once.
#[derive(Debug, Clone, Default)]
pub(in crate::dossier) struct Kinds {
    pub(in crate::dossier) names: Vec<String>,
    /// How many rows each has.
    pub(in crate::dossier) counts: Vec<u32>,
    /// Rows for whose kind there was no number any more.
    pub(in crate::dossier) unnumbered: usize,
    numbers: HashMap<String, u16>,
}

impl Kinds {
    /// The number of the kind `name`, which one more row has, or [`NO_KIND`] where all numbers are given away.
    pub(in crate::dossier) fn count(&mut self, name: &str) -> u16 {
        self.counted(name, 1)
    }

    fn counted(&mut self, name: &str, rows: u32) -> u16 {
        let number = match self.numbers.get(name) {
            Some(&number) => number,
            None => match u16::try_from(self.names.len()) {
                Ok(number) if number < NO_KIND => {
                    self.names.push(name.to_owned());
                    self.counts.push(0);
                    self.numbers.insert(name.to_owned(), number);
                    number
                }
                _ => {
                    self.unnumbered += rows as usize;
                    return NO_KIND;
                }
            },
        };
        self.counts[usize::from(number)] += rows;
        number
    }

    /// Takes in the kinds of `other`; gives the number here of each one there.
    fn united(&mut self, other: Self) -> Vec<u16> {
        self.unnumbered += other.unnumbered;
        let counted = other.names.iter().zip(other.counts);
        counted
            .map(|(name, rows)| self.counted(name, rows))
            .collect()
    }
}
