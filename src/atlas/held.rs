//! The columns of features whose details are held in memory.

use std::collections::BTreeMap;

use super::table::{
    Columns, Days, EvidenceProfile, NO_KIND, Part, Profiles, Shapes, TablePoint, anchor,
};
use super::{Evidenced, Feature, FeatureTable, RowIx, Shape};
use crate::earth::Extent;

impl FeatureTable {
    /// The columns of features whose details are held in memory.
    #[must_use]
    pub fn of_features(features: &[Feature]) -> Self {
        let layers = features.iter().map(|feature| feature.layer).collect();
        Self::held(columns(features), layers, extent(features))
    }
}

/// The columns of `features`, in their order.
fn columns(features: &[Feature]) -> Columns {
    let mut columns = Columns::default();
    let kinds = kinds(features);
    for (row, feature) in (0..).map(RowIx).zip(features) {
        columns.names.push(&feature.name);
        let kind = kinds.get(feature.kind.as_str()).copied();
        columns.kind_of.push(kind.unwrap_or(NO_KIND));
        let days = feature.when.as_ref().map_or(Days::UNDATED, Days::of);
        columns.days.push(days);
        let anchor = match &feature.shape {
            Some(shape) => add_shape(&mut columns.shapes, row, shape),
            None => None,
        };
        columns
            .shapes
            .anchors
            .push(anchor.unwrap_or(TablePoint::NOWHERE));
    }
    columns.kinds = numbered(&kinds);
    columns.profiles = profiles(features);
    columns
}

/// The evidence profiles of `features`, in the order in which they first occur.
fn profiles(features: &[Feature]) -> Profiles {
    let mut numbers: BTreeMap<EvidenceProfile, u16> = BTreeMap::new();
    let (mut kinds, mut of) = (Vec::new(), Vec::with_capacity(features.len()));
    for feature in features {
        let profile = EvidenceProfile::from(Evidenced::from(feature));
        let next = u16::try_from(kinds.len()).unwrap_or(u16::MAX);
        let number = *numbers.entry(profile.clone()).or_insert(next);
        if usize::from(number) == kinds.len() {
            kinds.push(profile);
        }
        of.push(number);
    }
    Profiles::new(kinds, of)
}

/// The extent of all features; `None` where none has a place.
fn extent(features: &[Feature]) -> Option<Extent> {
    let shapes = features.iter().filter_map(|feature| feature.shape.as_ref());
    Extent::of(shapes.flat_map(Shape::positions))
}

/// A number for each kind that occurs, the commonest first.
fn kinds(features: &[Feature]) -> BTreeMap<&str, u16> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in features.iter().filter(|feature| !feature.kind.is_empty()) {
        *counts.entry(&feature.kind).or_default() += 1;
    }
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let numbered = (0..NO_KIND).zip(ranked);
    numbered.map(|(number, (kind, _))| (kind, number)).collect()
}

/// The kinds in the order of their numbers.
fn numbered(kinds: &BTreeMap<&str, u16>) -> Vec<String> {
    let mut names = vec![String::new(); kinds.len()];
    for (&kind, &number) in kinds {
        kind.clone_into(&mut names[usize::from(number)]);
    }
    names
}

/// Adds a shape; returns where its symbol stands.
fn add_shape(shapes: &mut Shapes, row: RowIx, shape: &Shape) -> Option<TablePoint> {
    if let Some(point) = shape.single_point() {
        return Some(TablePoint::of(point));
    }
    let (parts, places) = shape.parts();
    add_parts(shapes, row, &parts, &places);
    anchor::of_parts(&parts, &places)
}

/// Adds the parts of a shape that is more than one place.
fn add_parts(shapes: &mut Shapes, row: RowIx, parts: &[Part], places: &[TablePoint]) {
    let first = u32::try_from(shapes.places.len()).unwrap_or(u32::MAX);
    shapes.parts.extend(parts.iter().map(|part| Part {
        row,
        begin: part.begin.saturating_add(first),
        ..*part
    }));
    shapes.places.extend_from_slice(places);
}
