//! The columns of the table, and what stands in them.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::atlas::attributes::Values;
use crate::atlas::{Atlas, FeatureId, Subject};
use crate::earth::LonLat;

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Kind,
    Layer,
    When,
    Country,
    Actors,
    Status,
    Precision,
    Latitude,
    Longitude,
    Id,
    /// A property of the source, by its name.
    Property(Arc<str>),
}

impl Column {
    /// The columns that every table has, from the left.
    pub(super) const ALL: [Self; 11] = [
        Self::Name,
        Self::Kind,
        Self::Layer,
        Self::When,
        Self::Country,
        Self::Actors,
        Self::Status,
        Self::Precision,
        Self::Latitude,
        Self::Longitude,
        Self::Id,
    ];

    /// The columns of the sources' properties, as far as they are read.
    pub(super) fn properties(atlas: &Atlas) -> Vec<Self> {
        let own = |key: &&str| Self::ALL.iter().all(|column| column.key() != *key);
        let keys = atlas.attribute_keys().into_iter().filter(own);
        keys.map(|key| Self::Property(key.into())).collect()
    }

    /// What the head of the column says.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Property(key) => key,
            Self::Name => "Name",
            Self::Kind => "Kind",
            Self::Layer => "Layer",
            Self::When => "When",
            Self::Country => "Country",
            Self::Actors => "Actors",
            Self::Status => "Status",
            Self::Precision => "Place",
            Self::Latitude => "Latitude",
            Self::Longitude => "Longitude",
            Self::Id => "Id",
        }
    }

    /// What `steppe list` calls the column in comma-separated values.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Property(key) => key,
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Layer => "layer",
            Self::When => "when",
            Self::Country => "country",
            Self::Actors => "actors",
            Self::Status => "status",
            Self::Precision => "precision",
            Self::Latitude => "lat",
            Self::Longitude => "lon",
            Self::Id => "id",
        }
    }

    /// The column of this key.
    pub(super) fn called(key: &str) -> Self {
        let mut own = Self::ALL.into_iter();
        let own = own.find(|column| column.key() == key);
        own.unwrap_or_else(|| Self::Property(key.into()))
    }

    /// Its width at first, logical pixels.
    pub(super) fn width_px(&self) -> f32 {
        match self {
            Self::Name => 240.0,
            Self::When => 160.0,
            Self::Kind | Self::Layer | Self::Country | Self::Precision | Self::Property(_) => 120.0,
            Self::Actors => 140.0,
            Self::Status | Self::Latitude | Self::Longitude => 88.0,
            Self::Id => 180.0,
        }
    }

    /// What stands in it for a feature; empty where that is not known.
    pub(super) fn text(&self, atlas: &Atlas, id: FeatureId) -> String {
        let held = atlas.held(id);
        let place = || atlas.anchor(Subject::Feature(id)).map(LonLat::normalized);
        let text = match self {
            Self::Name => Some(atlas.name(Subject::Feature(id))),
            Self::Kind => atlas.kind(id).map(str::to_owned),
            Self::Layer => Some(atlas.layer(atlas.layer_of(id)).name.clone()),
            Self::When => match held {
                Some(feature) => feature.when.as_ref().map(crate::atlas::When::words),
                None => days_in_words(atlas, id),
            },
            Self::Country => held
                .and_then(|feature| feature.country)
                .map(|iso3| atlas.country_name(iso3)),
            Self::Actors => held.map(|feature| {
                let names = feature.actors.iter().map(|actor| atlas.actor_name(actor));
                names.collect::<Vec<_>>().join(", ")
            }),
            Self::Status => held
                .and_then(|feature| feature.status)
                .map(|status| status.words().to_owned()),
            Self::Precision => held.map(|feature| match feature.shape {
                Some(_) => feature.precision.class.words().to_owned(),
                None => "no place".to_owned(),
            }),
            Self::Latitude => place().map(|at| format!("{:.4}", at.lat_deg)),
            Self::Longitude => place().map(|at| format!("{:.4}", at.lon_deg)),
            Self::Id => Some(atlas.id(Subject::Feature(id)).into_owned()),
            Self::Property(key) => atlas.said_by(id, key),
        };
        text.unwrap_or_default()
    }

    /// The order of two features by this column: what is not known comes last either way.
    pub(super) fn sorted(&self, atlas: &Atlas, ids: &mut [FeatureId], ascending: bool) {
        let directed = |order: Ordering| if ascending { order } else { order.reverse() };
        let by_number = |ids: &mut [FeatureId], value: &dyn Fn(FeatureId) -> Option<f64>| {
            ids.sort_by(|&a, &b| match (value(a), value(b)) {
                (Some(a), Some(b)) => directed(a.total_cmp(&b)),
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
        };
        match self {
            Self::When => ids.sort_by_cached_key(|&id| {
                let day = atlas.days(id).first_date();
                let number = day.map_or(i32::MAX, crate::atlas::date::day_number);
                let undated = day.is_none();
                (undated, if ascending { number } else { -number })
            }),
            Self::Latitude | Self::Longitude => {
                by_number(ids, &|id| {
                    let at = atlas.anchor(Subject::Feature(id))?;
                    Some(if *self == Self::Latitude {
                        at.lat_deg
                    } else {
                        at.lon_deg
                    })
                });
            }
            Self::Property(key) if is_of_numbers(atlas, key) => {
                by_number(ids, &|id| {
                    let (table, row) = atlas.locate(id);
                    match &atlas.attribute(table, key)?.values {
                        Values::Numbers(numbers) => numbers.get(row.index()).copied(),
                        _ => None,
                    }
                    .filter(|number| number.is_finite())
                });
            }
            _ => {
                ids.sort_by_cached_key(|&id| {
                    let text = self.text(atlas, id).to_lowercase();
                    (text.is_empty(), text)
                });
                if !ascending {
                    let known = ids.partition_point(|&id| !self.text(atlas, id).is_empty());
                    ids[..known].reverse();
                }
            }
        }
    }
}

/// Whether a property is a number wherever it is one of the table's columns.
fn is_of_numbers(atlas: &Atlas, key: &str) -> bool {
    let mut columns = atlas
        .tables()
        .filter_map(|(ix, _)| atlas.attribute(ix, key));
    columns.all(|column| matches!(column.values, Values::Numbers(_)))
}

/// "3 Sep 2021 – 8 Sep 2021"
fn days_in_words(atlas: &Atlas, id: FeatureId) -> Option<String> {
    let days = atlas.days(id);
    let words = |day| crate::atlas::date::day_in_short(day);
    match (days.first_date(), days.last_date()) {
        (Some(first), Some(last)) if first == last => Some(words(first)),
        (first, last) if first.is_some() || last.is_some() => {
            let said = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, words);
            Some(format!("{} \u{2013} {}", said(first), said(last)))
        }
        _ => None,
    }
}
