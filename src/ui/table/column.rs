//! The columns of the table, and what stands in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::atlas::attributes::{Values, Words};
use crate::atlas::{Atlas, FeatureId, Subject};
use crate::earth::LonLat;
use crate::session::TableSorting;

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ShownColumn {
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

impl ShownColumn {
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
                None => atlas.days(id).words(),
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

    /// Sorts features by this column: what is not known comes last either way, and what is equal keeps
    /// its order.
    pub(super) fn sorted(&self, atlas: &Atlas, ids: &mut [FeatureId], ascending: bool) {
        // Keys are whole numbers wherever they can be: a million texts would hold the window up.
        let directed = |key: u64| if ascending { key } else { !key };
        match self {
            Self::When => ids.sort_by_cached_key(|&id| {
                let day = atlas.days(id).first_date();
                let number = day.map(crate::atlas::date::day_number);
                (
                    number.is_none(),
                    directed(u64_of(number.unwrap_or(0).into())),
                )
            }),
            Self::Latitude | Self::Longitude => ids.sort_by_cached_key(|&id| {
                let at = atlas.anchor(Subject::Feature(id));
                let degrees = at.map(|at| match self {
                    Self::Latitude => at.lat_deg,
                    _ => at.lon_deg,
                });
                (degrees.is_none(), directed(u64_of(degrees.unwrap_or(0.0))))
            }),
            Self::Property(key) => match Ranked::of(atlas, key) {
                Some(ranked) => ids.sort_by_cached_key(|&id| {
                    let rank = ranked.rank(atlas, id);
                    (rank.is_none(), directed(rank.unwrap_or(0)))
                }),
                None => self.sorted_by_text(atlas, ids, ascending),
            },
            _ => self.sorted_by_text(atlas, ids, ascending),
        }
    }

    fn sorted_by_text(&self, atlas: &Atlas, ids: &mut [FeatureId], ascending: bool) {
        // One text of all of them: a million texts of their own would be as many pieces of memory.
        let mut texts = String::new();
        let keyed = ids.iter().map(|&id| {
            let begin = texts.len();
            texts.push_str(&self.text(atlas, id).to_lowercase());
            (begin..texts.len(), id)
        });
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_by(|(a, _), (b, _)| {
            let (a, b) = (&texts[a.clone()], &texts[b.clone()]);
            let by_text = if ascending { a.cmp(b) } else { b.cmp(a) };
            a.is_empty().cmp(&b.is_empty()).then(by_text)
        });
        for (id, (_, sorted)) in ids.iter_mut().zip(keyed) {
            *id = sorted;
        }
    }
}

/// How the table is sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sorting {
    pub(super) column: ShownColumn,
    pub(super) ascending: bool,
}

impl Sorting {
    /// What a session says of it.
    pub(super) fn of(sorting: &TableSorting) -> Self {
        Self {
            column: ShownColumn::called(&sorting.column),
            ascending: sorting.ascending,
        }
    }
}

/// A whole number with the order of `number`.
fn u64_of(number: f64) -> u64 {
    // Without its sign, a number has the order of its bits (IEEE 754).
    let bits = number.to_bits();
    if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    }
}

/// The values of a property in each table, as whole numbers that have their order.
struct Ranked<'a>(Vec<Option<Ranks<'a>>>);

/// The values of a property in one table.
enum Ranks<'a> {
    Numbers(&'a [f64]),
    /// Words, one in each row, and the place of each word among all words of the property.
    Words(&'a Words, Vec<u64>),
}

impl<'a> Ranked<'a> {
    /// `None` where the property has values of several types, or rows with several words.
    fn of(atlas: &'a Atlas, key: &str) -> Option<Self> {
        let columns: Vec<Option<&Values>> = atlas
            .tables()
            .map(|(ix, _)| atlas.attribute(ix, key).map(|column| &column.values))
            .collect();
        let known = || columns.iter().flatten();
        if known().all(|values| matches!(values, Values::Numbers(_))) {
            let ranks = columns.iter().map(|values| match values {
                Some(Values::Numbers(numbers)) => Some(Ranks::Numbers(numbers)),
                _ => None,
            });
            return Some(Self(ranks.collect()));
        }
        let mut all = BTreeSet::new();
        for values in known() {
            let Values::Words(words) = values else {
                return None;
            };
            if !words.ends.is_empty() {
                return None;
            }
            all.extend((0..words.list.len() as u32).map(|word| words.title(word).to_lowercase()));
        }
        let places: BTreeMap<String, u64> = all.into_iter().zip(0..).collect();
        let ranks = columns.iter().map(|values| match values {
            Some(Values::Words(words)) => {
                let place = |word| places.get(&words.title(word).to_lowercase()).copied();
                let of_words = (0..words.list.len() as u32).map(|word| place(word).unwrap_or(0));
                Some(Ranks::Words(words, of_words.collect()))
            }
            _ => None,
        });
        Some(Self(ranks.collect()))
    }

    /// The place of a feature's value; `None` where it has none.
    fn rank(&self, atlas: &Atlas, id: FeatureId) -> Option<u64> {
        let (table, row) = atlas.locate(id);
        match self.0.get(table.index())?.as_ref()? {
            Ranks::Numbers(numbers) => {
                let number = numbers.get(row.index()).filter(|number| number.is_finite());
                number.map(|&number| u64_of(number))
            }
            Ranks::Words(words, places) => {
                let word = words.of_row(row.index()).first()?;
                places.get(*word as usize).copied()
            }
        }
    }
}
