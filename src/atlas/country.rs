//! What an atlas tells of one country.

use super::basemap::{BorderKind, Claimed, CountryIx};
use super::{
    Atlas, Bloc, BorderIx, Feature, FeatureId, GazetteerPlace, Iso3, Membership, PassageIx,
    Subject, Unaligned,
};
use crate::earth::{LonLat, area_m2};

/// An area that one side holds and others claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What the area is called.
    pub area: String,
    /// Who holds it, in words.
    pub holder: String,
    /// Who claims it, in words.
    pub claimed_by: Vec<String>,
    /// Since which year.
    pub since: u16,
    /// What says so.
    pub source: String,
}

impl Atlas {
    /// Its memberships of blocs, in the dossier's order, whatever its role.
    pub fn memberships(&self, country: Iso3) -> impl Iterator<Item = (&Bloc, &Membership)> {
        self.dossier.blocs.iter().flat_map(move |bloc| {
            let of_country = move |membership: &&Membership| membership.country == country;
            let members = bloc.members.iter().filter(of_country);
            members.map(move |membership| (bloc, membership))
        })
    }

    /// What the dossier says of its keeping out of every bloc, where it does.
    #[must_use]
    pub fn unaligned(&self, country: Iso3) -> Option<&Unaligned> {
        let mut unaligned = self.dossier.unaligned.iter();
        unaligned.find(|unaligned| unaligned.country == country)
    }

    /// The features that lie in it, as they say themselves.
    pub fn features_in(&self, country: Iso3) -> impl Iterator<Item = (FeatureId, &Feature)> {
        self.features()
            .filter(move |(_, feature)| feature.country == Some(country))
    }

    /// The features that it takes part in and that lie elsewhere, or nowhere.
    pub fn features_abroad(&self, country: Iso3) -> impl Iterator<Item = (FeatureId, &Feature)> {
        self.features().filter(move |(_, feature)| {
            let takes_part = |actor: &String| actor.as_str() == country.as_str();
            feature.country != Some(country) && feature.actors.iter().any(takes_part)
        })
    }

    /// Its borders that the dossier writes about.
    pub fn borders_of(&self, country: Iso3) -> impl Iterator<Item = BorderIx> {
        self.borders()
            .filter(move |(_, border)| border.pair.contains(&country))
            .map(|(ix, _)| ix)
    }

    /// Its seat of government, as the dossier's gazetteer has it.
    #[must_use]
    pub fn capital(&self, country: Iso3) -> Option<&GazetteerPlace> {
        let mut places = self.dossier.places.iter();
        places.find(|place| place.kind == "capital" && place.country == Some(country))
    }

    /// The passages that speak of a feature in it, in reading order.
    #[must_use]
    pub fn passages_on(&self, country: Iso3) -> Vec<PassageIx> {
        let mut passages: Vec<PassageIx> = self
            .features_in(country)
            .flat_map(|(ix, _)| self.links.passages(Subject::Feature(ix)))
            .copied()
            .collect();
        passages.sort_unstable();
        passages.dedup();
        passages
    }

    /// The area within its outline as it is drawn, on the ellipsoid, in square metres, lakes
    /// included; worked out when first asked for.
    #[must_use]
    pub fn country_area_m2(&self, country: CountryIx) -> Option<f64> {
        let level = self.basemap.levels.last()?;
        let area = || {
            let areas = level.countries.iter();
            let own = areas.filter(|area| area.country == country);
            let polygons = own.flat_map(|area| &area.polygons);
            polygons
                .map(|polygon| {
                    let rings = polygon.rings.iter();
                    let rings: Vec<Vec<LonLat>> = rings
                        .map(|ring| level.ring_points(ring).collect())
                        .collect();
                    area_m2(&rings)
                })
                .sum()
        };
        let cell = self.areas_m2.get(country.index())?;
        Some(*cell.get_or_init(area))
    }

    /// The areas that it holds and others claim, or that it claims and another holds.
    #[must_use]
    pub fn disputes_of(&self, country: CountryIx) -> Vec<Dispute> {
        let levels = self.basemap.levels.last();
        let claimed = levels.into_iter().flat_map(|level| &level.claimed);
        claimed
            .filter(|area| area.held_by == Some(country) || area.claimed_by.contains(&country))
            .map(|area| self.dispute(area))
            .collect()
    }

    /// Who holds and who claims the land at a place; none where that is no claimed area.
    #[must_use]
    pub fn dispute_at(&self, place: LonLat) -> Option<Dispute> {
        let level = self.basemap.levels.last()?;
        let mut claimed = level.claimed.iter();
        let area = claimed.find(|area| level.surrounds(&area.ring, place))?;
        Some(self.dispute(area))
    }

    fn dispute(&self, area: &Claimed) -> Dispute {
        Dispute {
            area: area.name.clone(),
            holder: self.holder(area),
            claimed_by: self.claimants(area),
            since: area.since,
            source: area.source.clone(),
        }
    }

    /// Who holds a claimed area, in words.
    #[must_use]
    pub fn holder(&self, area: &Claimed) -> String {
        let country = || area.held_by.map(|ix| self.side(area, ix));
        let words = area.holder.clone().or_else(country);
        words.unwrap_or_else(|| "nobody on this map".to_owned())
    }

    /// Who claims a claimed area, in words.
    #[must_use]
    pub fn claimants(&self, area: &Claimed) -> Vec<String> {
        let claimants = area.claimed_by.iter();
        claimants.map(|&ix| self.side(area, ix)).collect()
    }

    /// One of the sides to a claimed area. The area itself may be one: "Western Sahara, claimed by Western
    /// Sahara" would say nothing.
    fn side(&self, area: &Claimed, country: CountryIx) -> String {
        let name = &self.country(country).name;
        if *name == area.name {
            "its own government".to_owned()
        } else {
            name.clone()
        }
    }

    /// The neighbours with which some of its outline is not agreed, in order of their codes.
    #[must_use]
    pub fn disputed_with(&self, country: CountryIx) -> Vec<Iso3> {
        let arcs = self
            .basemap
            .levels
            .last()
            .map_or(&[][..], |level| &level.arcs);
        let not_agreed = |kind| matches!(kind, BorderKind::Disputed | BorderKind::LineOfControl);
        let mut neighbours: Vec<Iso3> = arcs
            .iter()
            .filter(|arc| not_agreed(arc.kind))
            .filter_map(|arc| match arc.between {
                // A front within one country has it on both sides.
                [Some(a), Some(b)] if a == b => None,
                [Some(a), Some(b)] if a == country => Some(b),
                [Some(a), Some(b)] if b == country => Some(a),
                _ => None,
            })
            .map(|other| self.country(other).iso3)
            .collect();
        neighbours.sort_unstable();
        neighbours.dedup();
        neighbours
    }
}
