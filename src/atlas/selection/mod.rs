//! The columns of an atlas, and the rows for which an expression holds: worked out when first asked for.

mod evaluate;
mod holding;
mod known;
mod like;
mod place;

use std::sync::Arc;

use evaluate::{Unknown, evaluate};

use super::attribute_cache::{OfCondition, OfRows};
use super::attributes::{Attribute, Values};
use super::query::{Expression, QueryError};
use super::row_set::RowSet;
use super::subject::FeatureId;
use super::table::{Calendars, EvidenceProfile, TableIx};
use super::whole::Atlas;

/// Expressions whose rows are kept: those of a filter, and of the ones before.
const MOST_KEPT: usize = 32;

impl Atlas {
    /// The columns of a table, as far as they are in memory; worked out when first asked for. Of the
    /// source's properties, one that has the name of what this program understood of it is left out.
    pub fn attributes(&self, ix: TableIx) -> impl Iterator<Item = &Attribute> {
        let of = &self.attributes.tables[ix.index()];
        let table = self.table(ix);
        let held = if table.holds_details() {
            self.dossier.features.as_slice()
        } else {
            &[]
        };
        let known = of.known.get_or_init(|| known::columns(self, table, held));
        let properties = if table.holds_details() {
            Some(of.properties.get_or_init(|| known::properties(held)))
        } else {
            of.properties.get()
        };
        let properties = properties.into_iter().flatten();
        let own = properties.filter(|own| known.iter().all(|known| known.key != own.key));
        known.iter().chain(own)
    }

    /// A column of a table, by the name that filters give it.
    #[must_use]
    pub fn attribute(&self, ix: TableIx, key: &str) -> Option<&Attribute> {
        self.attributes(ix).find(|attribute| attribute.key == key)
    }

    /// Whether the properties of a table are known: those of a large source have to be read first.
    #[must_use]
    pub fn has_properties(&self, ix: TableIx) -> bool {
        let of = &self.attributes.tables[ix.index()];
        self.table(ix).holds_details() || of.properties.get().is_some()
    }

    /// Whether the properties of some large source are still to be read.
    #[must_use]
    pub fn lacks_properties(&self) -> bool {
        self.tables().any(|(ix, _)| !self.has_properties(ix))
    }

    /// Takes the properties of a large source, read from its bytes. Those that are there stay.
    pub fn supply_properties(&self, ix: TableIx, properties: Vec<Attribute>) {
        let of = &self.attributes.tables[ix.index()];
        if of.properties.set(properties).is_ok() {
            self.attributes.rows().retain(|kept| kept.table != ix);
            self.attributes.calendars().retain(|kept| kept.table != ix);
        }
    }

    /// The rows of a table for which `expression` holds. Where it names a property that is not read
    /// yet, every row passes.
    #[must_use]
    pub fn rows_where(&self, ix: TableIx, expression: &Expression) -> Arc<RowSet> {
        let is = |kept: &OfCondition| kept.table == ix && kept.condition == *expression;
        {
            let mut kept = self.attributes.rows();
            if let Some(at) = kept.iter().position(is) {
                // Conditions that stand while another is dragged are asked for in each frame, and outlive its steps.
                kept[at..].rotate_left(1);
                return kept
                    .last()
                    .map_or_else(Arc::default, |it| Arc::clone(&it.rows));
            }
        }
        let rows = match evaluate(self, ix, expression) {
            Ok(rows) => rows,
            Err(Unknown) => RowSet::all(self.table(ix).len()),
        };
        let rows = Arc::new(rows);
        let mut kept = self.attributes.rows();
        if kept.len() >= MOST_KEPT {
            // The one that was not asked for the longest.
            kept.remove(0);
        }
        kept.push(OfCondition {
            table: ix,
            condition: expression.clone(),
            rows: Arc::clone(&rows),
        });
        rows
    }

    /// How many features of a table for which all `conditions` hold are of which days, of those whose
    /// evidence profile passes a test.
    #[must_use]
    pub fn calendar_where(
        &self,
        ix: TableIx,
        conditions: &[Expression],
        passes: impl Fn(&EvidenceProfile) -> bool,
    ) -> Calendars<'static> {
        let table = self.table(ix);
        let known = {
            let kept = self.attributes.calendars();
            let mut kept = kept.iter();
            let found = kept.find(|of| of.table == ix && of.conditions == conditions);
            found.map(|of| Arc::clone(&of.calendars))
        };
        let calendars = known.unwrap_or_else(|| {
            let all = RowSet::all(table.len());
            let rows = conditions
                .iter()
                .fold(all, |rows, it| rows.and(&self.rows_where(ix, it)));
            let mut kept = self.attributes.calendars();
            // One filter is on at a time.
            let before = kept.iter().position(|of| of.table == ix);
            let before = before.and_then(|at| kept.swap_remove(at).tallied);
            let (calendars, tallied) = table.calendars_of_rows(Arc::new(rows), before.as_ref());
            let calendars = Arc::new(calendars);
            kept.push(OfRows {
                table: ix,
                conditions: conditions.to_vec(),
                calendars: Arc::clone(&calendars),
                tallied,
            });
            calendars
        });
        let profiles = table.columns.profiles.all().iter().zip(&*calendars);
        let passing = profiles.filter(|(profile, _)| passes(profile));
        passing.map(|(_, calendar)| calendar.clone()).collect()
    }

    /// Whether `expression` holds for a feature.
    ///
    /// # Panics
    /// If `id` is not of this atlas.
    #[must_use]
    pub fn holds(&self, id: FeatureId, expression: &Expression) -> bool {
        let (ix, row) = self.locate(id);
        self.rows_where(ix, expression).has(row.index())
    }

    /// The name of every column of every table, each once.
    #[must_use]
    pub fn attribute_keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for (ix, _) in self.tables() {
            for attribute in self.attributes(ix) {
                if !keys.contains(&attribute.key.as_str()) {
                    keys.push(&attribute.key);
                }
            }
        }
        keys
    }

    /// Whether `expression` can be asked of the features: it names columns that there are, and
    /// compares them with values of their type.
    ///
    /// # Errors
    /// Says which column there is not, or what it holds instead.
    pub fn check(&self, expression: &Expression) -> Result<(), QueryError> {
        for (column, values) in expression.columns() {
            let mut known = self.values_of(&column.key).peekable();
            let Some(first) = known.peek() else {
                return Err(QueryError::no_column(&column.key, &self.attribute_keys()));
            };
            let kind = evaluate::kind(first);
            if !known.any(|known| values.iter().all(|value| evaluate::fits(known, value))) {
                return Err(QueryError::other_type(&column.key, kind));
            }
        }
        Ok(())
    }

    /// The values of every column of this name.
    fn values_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Values> {
        let tables = self.tables();
        tables.filter_map(move |(ix, _)| Some(&self.attribute(ix, key)?.values))
    }
}

#[cfg(test)]
mod tests;
