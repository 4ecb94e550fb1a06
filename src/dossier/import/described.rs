//! What a block of records is, as columns.

use crate::atlas::Feature;
use crate::atlas::table::{Days, EvidenceProfile, NO_KIND};
use crate::dossier::table::RowsRead;
use crate::dossier::understand::Unreadable;

/// What one block of records is: names, kinds and days, and dates that could not be understood.
#[derive(Default)]
pub(super) struct Described {
    pub(super) rows: RowsRead,
    pub(super) linked: Vec<(String, usize)>,
    pub(super) undated: Vec<(usize, Unreadable)>,
    pub(super) count: usize,
}

impl Described {
    /// Adds a record by the feature that it is, and what of its date could not be understood.
    pub(super) fn add(&mut self, feature: &Feature, fault: Option<Unreadable>, linked: bool) {
        let profile = profile(feature);
        let number = self.profile(&profile);
        let days = feature.when.as_ref().map_or(Days::UNDATED, Days::of);
        let id = linked.then_some(feature.id.as_str());
        self.undated.extend(fault.map(|fault| (self.count, fault)));
        self.add_row([&feature.name, &feature.kind], days, number, id);
    }

    /// The number of a profile that a record has.
    pub(super) fn profile(&mut self, profile: &EvidenceProfile) -> u16 {
        self.rows.evident |= *profile != EvidenceProfile::default();
        self.rows.profiles.number_of(profile)
    }

    /// Adds a record by what is known of it: its name and its kind, its days, the number of its profile, and
    /// its id where it is linked.
    pub(super) fn add_row(
        &mut self,
        [name, kind]: [&str; 2],
        days: Days,
        profile: u16,
        linked: Option<&str>,
    ) {
        let rows = &mut self.rows;
        rows.names.extend_from_slice(name.trim().as_bytes());
        let end = u32::try_from(rows.names.len()).unwrap_or(u32::MAX);
        rows.name_ends.push(end);
        let kind = match kind.trim() {
            "" => NO_KIND,
            kind => rows.kinds.count(kind),
        };
        rows.kind_of.push(kind);
        rows.days.push(days);
        rows.profile_of.push(profile);
        let linked = linked.map(|id| (id.to_owned(), self.count));
        self.linked.extend(linked);
        self.count += 1;
    }
}

/// What a feature is as evidence.
pub(super) fn profile(feature: &Feature) -> EvidenceProfile {
    EvidenceProfile {
        precision: feature.precision.class,
        origin: feature.origin,
        claim: feature.claim,
        status: feature.status,
        actors: feature.actors.clone(),
    }
}
