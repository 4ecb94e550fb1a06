//! What the properties of this program say of a feature.

use std::sync::Arc;

use crate::atlas::{
    Anchor, Claim, Feature, LayerIx, Notes, Origin, Precision, PrecisionClass, Status, Trust, Zone,
};
use crate::dossier::fields::Fields;
use crate::dossier::radius::usual_radius_m;
use crate::dossier::words;
use crate::problem::Problem;

/// The weight of what matters most to the story.
const HEAVIEST: f64 = 100.0;

/// A feature with what its properties say; it has neither id nor shape nor layer yet.
pub(super) fn properties(fields: &Fields<'_, '_>) -> Feature {
    Feature {
        named_by_place: false,
        id: String::new(),
        layer: LayerIx(0),
        name: fields.text("name").unwrap_or_default(),
        short_name: fields.text("short_name"),
        alt_names: fields.texts("alt_names"),
        names: words::names(fields),
        kind: fields.text("kind").unwrap_or_default(),
        summary: fields.text("summary").unwrap_or_default(),
        shape: None,
        when: words::date(fields, "when"),
        precision: precision(fields),
        anchor: fields
            .word(
                "anchor",
                &[
                    (Anchor::Location, "location"),
                    (Anchor::LabelPoint, "label-point"),
                ],
            )
            .unwrap_or_default(),
        zone: zone(fields),
        origin: fields
            .word("origin", &Origin::ALL.map(|origin| (origin, origin.id())))
            .unwrap_or_default(),
        claim: fields
            .word("claim", &Claim::ALL.map(|claim| (claim, claim.id())))
            .unwrap_or_default(),
        by: fields.text("by"),
        actors: fields.texts("actors"),
        operator: fields.text("operator"),
        country: words::country(fields, "country"),
        status: fields.word("status", &Status::ALL.map(|status| (status, status.id()))),
        weight: weight(fields),
        figures: words::figures(fields),
        sources: words::sources(fields),
        related: fields.texts("related"),
        supersedes: fields.texts("supersedes"),
        trust: trust(fields),
        notes: Notes {
            when: fields.text("when_note"),
            position: fields.text("position_note"),
            country: fields.text("country_note"),
            distance: fields.text("distance_note"),
        },
        other: serde_json::Map::new(),
        file: Arc::default(),
        line: 0,
    }
}

fn precision(fields: &Fields<'_, '_>) -> Precision {
    let classes = PrecisionClass::STATED.map(|class| (class, class.id()));
    let stated = fields.word("precision", &classes);
    let radius_m = words::distance_m(fields, "precision_m");
    Precision {
        class: stated.unwrap_or_default(),
        radius_m: radius_m.or_else(|| usual_radius_m(stated?)),
    }
}

/// A whole number of 0 to 100.
fn weight(fields: &Fields<'_, '_>) -> Option<u8> {
    let number = fields.number("weight")?;
    let weight = HEAVIEST.min(number.max(0.0)) as u8;
    if f64::from(weight).total_cmp(&number).is_eq() {
        return Some(weight);
    }
    fields.push(
        Problem::error(
            format!("`weight`: expected a whole number of 0 to 100, found {number}"),
            fields.place_of("weight"),
        )
        .why("it was left out, so the feature counts as one without a weight")
        .mend("write 100 for what matters most to the story, 0 for what matters least"),
    );
    None
}

fn zone(fields: &Fields<'_, '_>) -> Option<Zone> {
    let zone = fields.table("zone")?;
    let along = zone.required("along", "a zone runs along a border; it was left out");
    let within_m = words::distance_m(&zone, "within_m");
    zone.finish();
    if within_m.is_none() && along.is_some() {
        zone.push(
            Problem::error("`zone` has no `within_m`", zone.place())
                .why("how far it reaches is not known; it was left out")
                .mend("add its reach to either side in metres, such as \"within_m\": 50000"),
        );
    }
    Some(Zone {
        along: along?,
        within_m: within_m?,
    })
}

fn trust(fields: &Fields<'_, '_>) -> Trust {
    let levels = [("high", "high"), ("medium", "medium"), ("low", "low")];
    Trust {
        confidence: fields.word("confidence", &levels).map(str::to_owned),
        confidence_reason: fields.text("confidence_reason"),
        basis: fields.texts("basis"),
        coord_basis: fields.text("coord_basis"),
        verify: fields.texts("verify"),
    }
}
