//! The columns of what this program knows of every feature, and the properties of features that are
//! held in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::atlas::attributes::{Attribute, AttributeValue, Gather, MISSING, Values, Words};
use crate::atlas::table::{Layers, NO_KIND, Texts};
use crate::atlas::whole::Atlas;
use crate::atlas::{Claim, Facet, Feature, FeatureTable, Origin, PrecisionClass, RowIx};
use crate::cores;

/// The columns of a table that are in memory, without the source's own properties. A column of which
/// no row has a value is left out.
pub(super) fn columns(atlas: &Atlas, table: &FeatureTable, held: &[Feature]) -> Vec<Attribute> {
    let columns = &table.columns;
    let attribute = |key: &str, values| Attribute {
        key: key.to_owned(),
        values,
    };
    let mut known = Vec::new();
    if columns.names.iter().any(|name| !name.is_empty()) {
        known.push(attribute("name", Values::Names(Arc::clone(columns))));
    }
    if !columns.kinds.is_empty() {
        let missing = |&kind: &u16| {
            if kind == NO_KIND {
                MISSING
            } else {
                kind.into()
            }
        };
        known.push(words(
            "kind",
            columns.kinds.iter().collect(),
            columns.kind_of.iter().map(missing),
        ));
    }
    if columns.days.iter().any(|days| days.is_dated()) {
        known.push(attribute("when", Values::Days(columns.days.clone())));
    }
    known.push(layers(atlas, table));
    known.extend(
        Facet::ALL
            .iter()
            .filter_map(|&facet| evidence(atlas, table, facet)),
    );
    if !held.is_empty() {
        let countries = held
            .iter()
            .map(|it| it.country.map(|iso3| iso3.to_string()));
        known.extend(interned("country", countries, |code| {
            atlas.actor_name(code)
        }));
        let ids = held
            .iter()
            .map(|it| Some(it.id.clone()).filter(|id| !id.is_empty()));
        known.extend(interned("id", ids, str::to_owned));
    }
    known
}

/// The properties of features that are held in memory.
pub(super) fn properties(held: &[Feature]) -> Vec<Attribute> {
    let parts = cores::each(cores::ranges(held.len(), 1024, cores::count()), |range| {
        let mut gather = Gather::default();
        for feature in &held[range] {
            gather.next_row();
            for (position, (key, value)) in feature.other.iter().enumerate() {
                add(&mut gather, position, key, value);
            }
        }
        gather
    });
    let mut parts = parts.into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.append(part));
    whole.finish()
}

fn add(gather: &mut Gather, position: usize, key: &str, value: &Value) {
    match value {
        Value::Null | Value::Object(_) => gather.add(position, key, AttributeValue::Missing),
        Value::Bool(true) => gather.add(position, key, AttributeValue::Text("true")),
        Value::Bool(false) => gather.add(position, key, AttributeValue::Text("false")),
        Value::Number(number) => {
            let number = number
                .as_f64()
                .map_or(AttributeValue::Missing, AttributeValue::Number);
            gather.add(position, key, number);
        }
        Value::String(text) => gather.add(position, key, AttributeValue::Text(text)),
        Value::Array(values) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            gather.add(position, key, AttributeValue::Text(&texts.join(", ")));
        }
    }
}

fn words(key: &str, list: Texts, of: impl Iterator<Item = u32>) -> Attribute {
    Attribute {
        key: key.to_owned(),
        values: Values::Words(Words {
            list,
            of: of.collect(),
            ..Words::default()
        }),
    }
}

/// The layer of each row, by its id.
fn layers(atlas: &Atlas, table: &FeatureTable) -> Attribute {
    let of = match &table.layers {
        Layers::One(layer) => vec![u32::from(layer.0); table.len()],
        Layers::Each(layers) => layers.iter().map(|layer| u32::from(layer.0)).collect(),
    };
    Attribute {
        key: "layer".to_owned(),
        values: Values::Words(Words {
            list: atlas.layers.iter().map(|layer| &layer.id).collect(),
            titles: atlas
                .layers
                .iter()
                .map(|layer| layer.name.clone())
                .collect(),
            of,
            ends: Vec::new(),
        }),
    }
}

/// A facet of what rows are as evidence; `None` where nothing is stated of any.
fn evidence(atlas: &Atlas, table: &FeatureTable, facet: Facet) -> Option<Attribute> {
    let profiles = &table.columns.profiles;
    let mut list = Texts::default();
    let mut number = |word: &str| {
        let known = list.iter().position(|known| known == word);
        let at = known.unwrap_or_else(|| {
            list.push(word);
            list.len() - 1
        });
        u32::try_from(at).unwrap_or(MISSING)
    };
    let of_profile: Vec<Vec<u32>> = profiles
        .all()
        .iter()
        .map(|profile| match facet {
            Facet::Precision => vec![number(profile.precision.id())],
            Facet::Origin => vec![number(profile.origin.id())],
            Facet::Claim => vec![number(profile.claim.id())],
            Facet::Status => profile.status.iter().map(|it| number(it.id())).collect(),
            Facet::Actor => profile.actors.iter().map(|it| number(it)).collect(),
        })
        .collect();
    let unstated = match facet {
        Facet::Precision => PrecisionClass::Unstated.id(),
        Facet::Origin => Origin::Background.id(),
        Facet::Claim => Claim::Stated.id(),
        Facet::Status | Facet::Actor => "",
    };
    if list.iter().all(|word| word == unstated) {
        return None;
    }
    let titles = match facet {
        Facet::Actor => list.iter().map(|actor| atlas.actor_name(actor)).collect(),
        _ => Vec::new(),
    };
    let rows = table
        .rows()
        .map(|row: RowIx| &of_profile[profiles.number(row)]);
    let (of, ends) = if facet == Facet::Actor {
        let ends = rows.clone().scan(0, |end, words| {
            *end += words.len() as u32;
            Some(*end)
        });
        let ends = ends.collect();
        (rows.flatten().copied().collect(), ends)
    } else {
        let one = rows.map(|words| words.first().copied().unwrap_or(MISSING));
        (one.collect(), Vec::new())
    };
    let words = Words {
        list,
        titles,
        of,
        ends,
    };
    Some(Attribute {
        key: facet.id().to_owned(),
        values: Values::Words(words),
    })
}

/// A column of texts, each kept once; `None` where no row has one.
fn interned(
    key: &str,
    texts: impl Iterator<Item = Option<String>>,
    title: impl Fn(&str) -> String,
) -> Option<Attribute> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut list = Texts::default();
    let of = texts.map(|text| {
        let Some(text) = text else { return MISSING };
        *numbers.entry(text).or_insert_with_key(|text| {
            list.push(text);
            (list.len() - 1) as u32
        })
    });
    let of: Vec<u32> = of.collect();
    let titles = list.iter().map(title).collect();
    (!list.is_empty()).then(|| Attribute {
        key: key.to_owned(),
        values: Values::Words(Words {
            list,
            titles,
            of,
            ends: Vec::new(),
        }),
    })
}
