//! The features of a layer by class, and what its columns say: worked out when first asked for.

use std::sync::Arc;

use super::attribute_cache::OfClasses;
use super::attributes::Values;
use super::classes::{Classes, ColourBy};
use super::profile::ProfileScope;
use super::subject::{FeatureId, LayerIx};
use super::whole::Atlas;

/// Classings that are kept.
const MOST_KEPT: usize = 16;

impl Atlas {
    /// The features of a layer by class; `None` where the column is not there or not read yet.
    #[must_use]
    pub fn classes(&self, layer: LayerIx, by: &ColourBy) -> Option<Arc<Classes>> {
        let scope = ProfileScope::of_layer(self, layer);
        let is = |kept: &&OfClasses| kept.layer == layer && kept.by == *by;
        if let Some(kept) = self.attributes.classes().iter().find(is) {
            return Some(Arc::clone(&kept.classes));
        }
        let column = self.attribute(scope.table, &by.column)?;
        let rows: Vec<usize> = scope.rows(self).iter().collect();
        let classes = Arc::new(Classes::of(column, by.classing, &rows));
        let mut kept = self.attributes.classes();
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push(OfClasses {
            layer,
            by: by.clone(),
            classes: Arc::clone(&classes),
        });
        Some(classes)
    }

    /// The columns that a layer can be coloured by: those whose values are classes.
    pub fn columns_to_colour_by(&self, layer: LayerIx) -> impl Iterator<Item = &str> {
        let table = ProfileScope::of_layer(self, layer).table;
        let columns = self.attributes(table);
        let columns = columns.filter(|column| !matches!(column.values, Values::Names(_)));
        columns.map(|column| column.key.as_str())
    }

    /// All columns of a layer.
    pub fn columns_of(&self, layer: LayerIx) -> impl Iterator<Item = &str> {
        let table = ProfileScope::of_layer(self, layer).table;
        self.attributes(table).map(|column| column.key.as_str())
    }

    /// Whether a column of a layer is of numbers or days, which are divided into stretches.
    #[must_use]
    pub fn is_of_numbers(&self, layer: LayerIx, column: &str) -> bool {
        let table = ProfileScope::of_layer(self, layer).table;
        let values = self.attribute(table, column).map(|column| &column.values);
        matches!(values, Some(Values::Numbers(_) | Values::Days(_)))
    }

    /// Whether the features of a layer have such a column.
    #[must_use]
    pub fn layer_has_column(&self, layer: LayerIx, column: &str) -> bool {
        let table = ProfileScope::of_layer(self, layer).table;
        self.attribute(table, column).is_some()
    }

    /// What a column says of a feature; `None` where the column is not there, or says nothing.
    #[must_use]
    pub fn said_by(&self, id: FeatureId, column: &str) -> Option<String> {
        let (table, row) = self.locate(id);
        let text = self.attribute(table, column)?.text(row.index());
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::classes::{Class, ClassKind};
    use super::*;
    use crate::atlas::BaseMap;

    #[test]
    fn words_are_categories_and_numbers_stretches_with_their_counts() {
        let dossier = crate::dossier::builtin().dossier;
        let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
        let bases = atlas.layer_named("bases").expect("a layer");
        let of = |column: &str| {
            let by = ColourBy {
                column: column.into(),
                ..ColourBy::default()
            };
            atlas.classes(bases, &by)
        };
        let by_status = of("status").expect("a column");
        let features = atlas.features();
        let all = features.filter(|(_, it)| it.layer == bases).count();
        let counted: usize = by_status.list.iter().map(|class| class.count).sum();
        assert_eq!(counted, all);
        assert!(by_status.list.windows(2).all(|pair| {
            let own = |class: &Class| matches!(class.kind, ClassKind::Category(_));
            !own(&pair[1]) || pair[0].count >= pair[1].count
        }));
        assert!(of("no such column").is_none());
    }
}
