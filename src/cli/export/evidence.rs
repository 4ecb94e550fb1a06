//! The filter as options of a command.

use std::collections::BTreeSet;

use clap::Args;

use crate::atlas::{Atlas, Evidence, Facet};
use crate::dossier::did_you_mean;
use crate::session::viewpoint::EvidenceFilter;

/// Which evidence to show.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filter: only marks that have one of the values named")]
pub(super) struct EvidenceArgs {
    /// How sure the place is: site, town, district, country, zone, inferred
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    precision: Option<Vec<String>>,
    /// Where it comes from: article, caption, background, inferred
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    origin: Option<Vec<String>>,
    /// What kind of statement it is: stated, attributed, reported, forecast, opinion
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    claim: Option<Vec<String>>,
    /// Whether a base is in use: active, former, reported, announced; none for what has no status
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    status: Option<Vec<String>>,
    /// Who takes part, by code or name, such as RUS; none for what names nobody
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    actor: Option<Vec<String>>,
}

/// A value that no feature has.
#[derive(Debug, thiserror::Error)]
#[error("no feature has the {facet} \"{unknown}\"; {near}this dossier has {known}")]
pub(super) struct UnknownEvidence {
    facet: &'static str,
    unknown: String,
    near: String,
    known: String,
}

impl EvidenceArgs {
    /// The first option given.
    pub(super) fn first(&self) -> Option<&'static str> {
        let given = [
            ("--precision", &self.precision),
            ("--origin", &self.origin),
            ("--claim", &self.claim),
            ("--status", &self.status),
            ("--actor", &self.actor),
        ];
        let mut given = given.into_iter();
        given.find_map(|(name, words)| words.is_some().then_some(name))
    }

    /// Narrows `filter` by what is asked for; a facet that is not named stays as it is.
    pub(super) fn narrow(
        &self,
        atlas: &Atlas,
        filter: &mut EvidenceFilter,
    ) -> Result<(), UnknownEvidence> {
        let asked = [
            (Facet::Precision, &self.precision),
            (Facet::Origin, &self.origin),
            (Facet::Claim, &self.claim),
            (Facet::Status, &self.status),
            (Facet::Actor, &self.actor),
        ];
        for (facet, words) in asked {
            let Some(words) = words else { continue };
            let values: Result<BTreeSet<Evidence>, _> =
                words.iter().map(|word| value(atlas, facet, word)).collect();
            filter.keep(atlas, facet, values?);
        }
        Ok(())
    }
}

/// The value that a word names, by its id or as readers know it, whatever its capitals.
fn value(atlas: &Atlas, facet: Facet, word: &str) -> Result<Evidence, UnknownEvidence> {
    let known = || {
        let known = atlas.evidence().iter();
        known.filter(move |value| value.facet() == facet)
    };
    let wanted = word.trim().to_lowercase();
    let named = |value: &&Evidence| {
        value.id().to_lowercase() == wanted || value.word(atlas).to_lowercase() == wanted
    };
    if let Some(value) = known().find(named) {
        return Ok(value.clone());
    }
    let as_read: Vec<String> = known().map(|value| value.word(atlas)).collect();
    let candidates = known()
        .map(Evidence::id)
        .chain(as_read.iter().map(String::as_str));
    Err(UnknownEvidence {
        facet: facet.id(),
        unknown: word.to_owned(),
        near: did_you_mean(word.trim(), candidates)
            .map(|near| format!("{near} "))
            .unwrap_or_default(),
        known: known().map(Evidence::id).collect::<Vec<_>>().join(", "),
    })
}
