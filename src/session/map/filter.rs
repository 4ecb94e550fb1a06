//! Choosing which evidence is shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::atlas::{Evidence, Facet, Origin};
use crate::session::Session;
use crate::session::viewpoint::EvidenceFilter;

/// Chooses which evidence is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterCommand {
    /// Ticks one value, or takes its tick away.
    Tick {
        /// Which.
        value: Evidence,
        /// Whether it is shown.
        shown: bool,
    },
    /// Shows this one of its facet alone; again: shows all of the facet.
    Only(Evidence),
    /// Ticks every value of a facet.
    All(Facet),
    /// Ticks no value of a facet.
    None(Facet),
    /// Shows what the article and its captions report, and nothing else; again: shows all origins.
    Reported,
    /// Shows everything.
    Clear,
}

impl Session {
    pub(in crate::session) fn apply_filter(&mut self, command: FilterCommand) {
        let atlas = std::sync::Arc::clone(&self.atlas);
        let mut filter = self.view.evidence.clone();
        let label = match command {
            FilterCommand::Tick { value, shown } => {
                filter.tick(&atlas, &value, shown);
                let verb = if shown { "Show" } else { "Hide" };
                format!("{verb} {} {}", value.facet().id(), value.word(&atlas))
            }
            FilterCommand::Only(value) => {
                let label = format!("Show only {} {}", value.facet().id(), value.word(&atlas));
                self.alone(&mut filter, value.facet(), BTreeSet::from([value]));
                label
            }
            FilterCommand::All(facet) => {
                filter.keep(&atlas, facet, every(&atlas, facet));
                format!("Show every {}", facet.id())
            }
            FilterCommand::None(facet) => {
                filter.keep(&atlas, facet, BTreeSet::new());
                format!("Hide every {}", facet.id())
            }
            FilterCommand::Reported => {
                self.alone(&mut filter, Facet::Origin, reported());
                "Show only what the article reports".to_owned()
            }
            FilterCommand::Clear => {
                let label = "Clear the filter".to_owned();
                self.undoable(label, |session| {
                    session.view.evidence = EvidenceFilter::default();
                    session.view.attributes.conditions.clear();
                });
                return;
            }
        };
        self.undoable(label, |session| session.view.evidence = filter);
    }

    /// Whether just what the article and its captions report is shown of all origins.
    #[must_use]
    pub fn shows_only_reported(&self) -> bool {
        let mut filter = self.view.evidence.clone();
        filter.keep(&self.atlas, Facet::Origin, reported());
        filter.narrows() && filter == self.view.evidence
    }

    /// Keeps these of a facet; all of it where they were kept already.
    fn alone(&self, filter: &mut EvidenceFilter, facet: Facet, values: BTreeSet<Evidence>) {
        filter.keep(&self.atlas, facet, values);
        if *filter == self.view.evidence {
            filter.keep(&self.atlas, facet, every(&self.atlas, facet));
        }
    }
}

fn every(atlas: &crate::atlas::Atlas, facet: Facet) -> BTreeSet<Evidence> {
    let known = atlas.evidence().iter();
    known
        .filter(|value| value.facet() == facet)
        .cloned()
        .collect()
}

fn reported() -> BTreeSet<Evidence> {
    [Origin::Article, Origin::Caption]
        .map(Evidence::Origin)
        .into()
}
