//! Which evidence is shown: how sure, from where, what kind of claim, in what state, by whom.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Viewpoint;
use crate::atlas::table::{Calendars, EvidenceProfile};
use crate::atlas::{Atlas, Evidence, Evidenced, Facet, Feature, TableIx};

/// Values that the filter's own words list of one facet; the rest are counted.
const MOST_WORDS: usize = 4;

/// What is ticked of each facet. A facet that is not narrowed lets everything through; a narrowed
/// one lets through what has a ticked value. Written down as lists of what is ticked:
/// `{"origin": ["article", "caption"]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct EvidenceFilter {
    only: BTreeMap<Facet, BTreeSet<Evidence>>,
}

/// A filter by the words of a dossier.
type Written = BTreeMap<String, Vec<String>>;

impl From<Written> for EvidenceFilter {
    /// What is not known, as from a later version, is left out; a facet of which nothing is known
    /// is not narrowed.
    fn from(written: Written) -> Self {
        let facet_of = |(name, ids): (String, Vec<String>)| {
            let facet = Facet::ALL.into_iter().find(|facet| facet.id() == name)?;
            let values: BTreeSet<Evidence> = ids
                .iter()
                .filter_map(|id| Evidence::read(facet, id))
                .collect();
            (ids.is_empty() || !values.is_empty()).then_some((facet, values))
        };
        Self {
            only: written.into_iter().filter_map(facet_of).collect(),
        }
    }
}

impl From<EvidenceFilter> for Written {
    fn from(filter: EvidenceFilter) -> Self {
        let written = |(facet, values): (Facet, BTreeSet<Evidence>)| {
            let ids = values.iter().map(|value| value.id().to_owned()).collect();
            (facet.id().to_owned(), ids)
        };
        filter.only.into_iter().map(written).collect()
    }
}

impl EvidenceFilter {
    /// Whether it narrows anything.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.only.is_empty()
    }

    /// How many facets it narrows.
    #[must_use]
    pub fn narrowed(&self) -> usize {
        self.only.len()
    }

    /// Whether `value` is ticked.
    #[must_use]
    pub fn ticks(&self, value: &Evidence) -> bool {
        let only = self.only.get(&value.facet());
        only.is_none_or(|only| only.contains(value))
    }

    /// Whether it lets a feature through.
    #[must_use]
    pub fn admits<'a>(&self, of: impl Into<Evidenced<'a>>) -> bool {
        let of = of.into();
        self.only.keys().all(|&facet| self.admits_by(facet, of))
    }

    /// Whether every facet but `facet` lets a feature through.
    #[must_use]
    pub fn admits_but_for<'a>(&self, facet: Facet, of: impl Into<Evidenced<'a>>) -> bool {
        let of = of.into();
        let others = self.only.keys().filter(|&&other| other != facet);
        others.copied().all(|other| self.admits_by(other, of))
    }

    fn admits_by(&self, facet: Facet, of: Evidenced<'_>) -> bool {
        let only = self.only.get(&facet);
        only.is_none_or(|only| only.iter().any(|value| value.is_of(of)))
    }

    /// The reason for which the filter hides `feature`, such as "origin background".
    #[must_use]
    pub fn hides_by(&self, atlas: &Atlas, feature: &Feature) -> Vec<String> {
        let of_facet = |facet: Facet| {
            let values = Evidence::all_of(feature).into_iter();
            let words: Vec<String> = values
                .filter(|value| value.facet() == facet)
                .map(|value| value.word(atlas))
                .collect();
            format!("{} {}", facet.id(), words.join(", "))
        };
        let hiding = self.only.keys().copied();
        hiding
            .filter(|&facet| !self.admits_by(facet, feature.into()))
            .map(of_facet)
            .collect()
    }

    /// Lets through only these of a facet; no filter on it where they are all that occur.
    pub fn keep(&mut self, atlas: &Atlas, facet: Facet, values: BTreeSet<Evidence>) {
        let mut known = of_facet(atlas, facet);
        if known.all(|value| values.contains(value)) {
            self.only.remove(&facet);
        } else {
            self.only.insert(facet, values);
        }
    }

    /// Ticks one value, or takes its tick away.
    pub fn tick(&mut self, atlas: &Atlas, value: &Evidence, shown: bool) {
        let facet = value.facet();
        let all = || of_facet(atlas, facet).cloned().collect();
        let mut values = self.only.get(&facet).cloned().unwrap_or_else(all);
        if shown {
            values.insert(value.clone());
        } else {
            values.remove(value);
        }
        self.keep(atlas, facet, values);
    }

    /// What it shows, in words: "only origin article, caption; not status former". `None` where it
    /// shows everything.
    #[must_use]
    pub fn words(&self, atlas: &Atlas) -> Option<String> {
        let parts = self.only.iter();
        let mut parts: Vec<(&str, String)> = parts
            .map(|(&facet, ticked)| part(atlas, facet, ticked))
            .collect();
        // "only" and "not" each stand once, before all that they are said of.
        parts.sort_by_key(|&(verb, _)| std::cmp::Reverse(verb));
        let mut said = "";
        let mut words = Vec::new();
        for (verb, part) in &parts {
            words.push(if *verb == said {
                part.clone()
            } else {
                format!("{verb} {part}")
            });
            said = verb;
        }
        (!words.is_empty()).then(|| words.join("; "))
    }
}

impl Viewpoint {
    /// How many marks of each kind of evidence layers and days show, or would show were it ticked:
    /// what its own facet hides counts, what the others hide does not.
    #[must_use]
    pub fn evidence_counts(&self, atlas: &Atlas) -> BTreeMap<Evidence, usize> {
        let mut counts = BTreeMap::new();
        let shown = atlas.features().filter(|&(id, feature)| {
            let placed = feature.shape.is_some() && self.shows(feature.layer);
            placed && self.time.admits(feature) && self.attributes.admits(atlas, id)
        });
        let mut count = |of: Evidenced<'_>, marks: usize| {
            for value in Evidence::all_of(of) {
                if self.evidence.admits_but_for(value.facet(), of) {
                    *counts.entry(value).or_default() += marks;
                }
            }
        };
        shown.for_each(|(_, feature)| count(feature.into(), 1));
        let mut large = atlas.large_tables();
        for (ix, table) in large
            .by_ref()
            .filter(|(_, table)| self.shows_some_of(table))
        {
            for profile in table.columns.profiles.all() {
                let calendar = self.calendar_of(atlas, ix, |of| of == profile);
                count(profile.into(), self.time.admitted(&calendar));
            }
        }
        counts.retain(|_, count| *count > 0);
        counts
    }

    /// How many features of `table` are of which days, of those that the filter lets through.
    #[must_use]
    pub fn calendar<'a>(&self, atlas: &'a Atlas, table: TableIx) -> Calendars<'a> {
        self.calendar_of(atlas, table, |profile| self.evidence.admits(profile))
    }

    /// The same of the features whose evidence profile passes a test, and that the filter of
    /// attributes lets through.
    fn calendar_of<'a>(
        &self,
        atlas: &'a Atlas,
        table: TableIx,
        passes: impl Fn(&EvidenceProfile) -> bool,
    ) -> Calendars<'a> {
        if self.attributes.narrows() {
            atlas.calendar_where(table, &self.attributes.conditions, passes)
        } else {
            atlas.table(table).calendar_of(passes)
        }
    }

    /// How many features of `table` have a place, are of the days that are shown, and pass the filter.
    #[must_use]
    pub fn admitted(&self, atlas: &Atlas, table: TableIx) -> usize {
        self.time.admitted(&self.calendar(atlas, table))
    }
}

fn of_facet(atlas: &Atlas, facet: Facet) -> impl Iterator<Item = &Evidence> {
    let known = atlas.evidence().iter();
    known.filter(move |value| value.facet() == facet)
}

/// One facet's words: what is shown of it, or what is not, whichever is said sooner.
fn part(atlas: &Atlas, facet: Facet, ticked: &BTreeSet<Evidence>) -> (&'static str, String) {
    let known = || of_facet(atlas, facet);
    let shown: Vec<&Evidence> = known().filter(|value| ticked.contains(value)).collect();
    let others: Vec<&Evidence> = known().filter(|value| !ticked.contains(value)).collect();
    let id = facet.id();
    if shown.is_empty() {
        return ("no", format!("{id} at all"));
    }
    let (verb, values) = if others.len() < shown.len() {
        ("not", others)
    } else {
        ("only", shown)
    };
    let mut words: Vec<String> = values
        .iter()
        .take(MOST_WORDS)
        .map(|value| value.word(atlas))
        .collect();
    if let Some(more) = values
        .len()
        .checked_sub(MOST_WORDS)
        .filter(|&more| more > 0)
    {
        words.push(format!("{more} more"));
    }
    (verb, format!("{id} {}", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{Origin, Status};

    #[test]
    fn a_filter_is_written_down_by_the_words_of_a_dossier() {
        let mut filter = EvidenceFilter::default();
        filter.only.insert(
            Facet::Origin,
            BTreeSet::from([
                Evidence::Origin(Origin::Article),
                Evidence::Origin(Origin::Caption),
            ]),
        );
        filter.only.insert(
            Facet::Status,
            BTreeSet::from([
                Evidence::Status(None),
                Evidence::Status(Some(Status::Active)),
            ]),
        );
        let text = serde_json::to_string(&filter).expect("written");
        assert_eq!(
            text,
            r#"{"origin":["article","caption"],"status":["none","active"]}"#
        );
        let read: EvidenceFilter = serde_json::from_str(&text).expect("read");
        assert_eq!(read, filter);
    }

    #[test]
    fn what_a_later_version_names_hides_nothing_that_this_one_knows() {
        let text = r#"{"origin":["article","rumour"],"status":["mothballed"],"weather":["fair"],"claim":[]}"#;
        let read: EvidenceFilter = serde_json::from_str(text).expect("read");
        let only: Vec<Facet> = read.only.keys().copied().collect();
        assert_eq!(only, [Facet::Origin, Facet::Claim]);
        assert!(read.ticks(&Evidence::Origin(Origin::Article)));
        assert!(!read.ticks(&Evidence::Origin(Origin::Caption)));
        assert!(read.ticks(&Evidence::Status(Some(Status::Former))));
    }
}
