//! The values of columns of features: how many there are of each, and two columns against each other.

use std::sync::Arc;

use super::column_values::ColumnValues;
use super::table::{ChartRow, Section};
use crate::atlas::chart::ColumnsOf;
use crate::atlas::profile::{Bin, BinContent, Distribution, Pair, ProfileScope};
use crate::atlas::{Atlas, RowSet, TableIx};

/// Which features a chart of columns is of; `None` where their layer is not there.
fn scope<const N: usize>(atlas: &Atlas, of: &ColumnsOf<N>) -> Option<ProfileScope> {
    match &of.layer {
        Some(id) => atlas
            .layer_named(id)
            .map(|layer| ProfileScope::of_layer(atlas, layer)),
        None => Some(ProfileScope {
            table: TableIx(0),
            layer: None,
        }),
    }
}

/// The rows of the scope that meet all conditions.
fn admitted<const N: usize>(atlas: &Atlas, scope: ProfileScope, of: &ColumnsOf<N>) -> RowSet {
    let conditions = of.conditions.iter();
    conditions.fold(scope.rows(atlas), |rows, condition| {
        rows.and(&atlas.rows_where(scope.table, condition))
    })
}

/// How many features there are of each value: a row for each, and how they are divided.
pub(super) fn counts(atlas: &Atlas, of: &ColumnsOf<1>) -> (Section, Option<ColumnValues>) {
    let [column] = &of.columns;
    let divided = scope(atlas, of).and_then(|scope| {
        let divided = Distribution::of(atlas, scope, column, of.logs[0])?;
        let counts = divided.counts(&admitted(atlas, scope, of));
        Some((divided, counts))
    });
    let Some((divided, counts)) = divided else {
        return (Section::default(), None);
    };
    let row = |(bin, count): (&Bin, usize)| ChartRow {
        label: bin.name.clone(),
        value: Some(count as f64),
        unit: "features".to_owned(),
        what: column.clone(),
        remark: (bin.content == BinContent::Others).then(|| "together".to_owned()),
        ..ChartRow::default()
    };
    let rows = divided.bins.iter().zip(counts).map(row);
    let section = Section {
        rows: rows.collect(),
        ..Section::default()
    };
    (section, Some(ColumnValues::Counts(Arc::new(divided))))
}

/// Two columns against each other; `None` where they are not there, or hold neither numbers nor dates.
pub(super) fn pair(atlas: &Atlas, of: &ColumnsOf<2>) -> Option<ColumnValues> {
    let scope = scope(atlas, of)?;
    let pair = Pair::of(atlas, scope, &of.columns, of.logs)?;
    Some(ColumnValues::Pair {
        marks: pair.marks(&admitted(atlas, scope, of)),
        pair: Arc::new(pair),
        table: scope.table,
    })
}
