//! What is worked out of an atlas for charts and filters, kept.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::attributes::Attribute;
use super::classes::{Classes, ColourBy};
use super::query::Expression;
use super::row_set::RowSet;
use super::subject::LayerIx;
use super::table::{Calendar, TableIx, Tallied};

/// The columns of one table.
#[derive(Debug, Default)]
pub(super) struct OfTable {
    pub(super) known: OnceLock<Vec<Attribute>>,
    /// The source's own properties; those of a large source come from whoever reads them.
    pub(super) properties: OnceLock<Vec<Attribute>>,
}

/// The rows of a table for which an expression holds.
#[derive(Debug)]
pub(super) struct OfCondition {
    pub(super) table: TableIx,
    pub(super) condition: Expression,
    pub(super) rows: Arc<RowSet>,
}

/// The calendars of the rows of a table for which some expressions hold.
#[derive(Debug)]
pub(super) struct OfRows {
    pub(super) table: TableIx,
    pub(super) conditions: Vec<Expression>,
    pub(super) calendars: Arc<Vec<Calendar>>,
    /// What was counted for them, where days were counted one by one.
    pub(super) tallied: Option<Tallied>,
}

/// The features of a layer, divided into classes by a column.
#[derive(Debug)]
pub(super) struct OfClasses {
    pub(super) layer: LayerIx,
    pub(super) by: ColourBy,
    pub(super) classes: Arc<Classes>,
}

/// What is worked out of an atlas for charts and filters.
#[derive(Debug, Default)]
pub(super) struct AttributeCache {
    pub(super) tables: Vec<OfTable>,
    rows: Mutex<Vec<OfCondition>>,
    calendars: Mutex<Vec<OfRows>>,
    classes: Mutex<Vec<OfClasses>>,
}

impl AttributeCache {
    /// Nothing yet, for so many tables.
    pub(super) fn of(tables: usize) -> Self {
        Self {
            tables: (0..tables).map(|_| OfTable::default()).collect(),
            rows: Mutex::default(),
            calendars: Mutex::default(),
            classes: Mutex::default(),
        }
    }

    /// The rows that are kept, those that were asked for last at the end. Whoever panicked over them left nothing
    /// half done.
    pub(super) fn rows(&self) -> MutexGuard<'_, Vec<OfCondition>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The classes that are kept, the oldest first.
    pub(super) fn classes(&self) -> MutexGuard<'_, Vec<OfClasses>> {
        self.classes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calendars that are kept, one for each table.
    pub(super) fn calendars(&self) -> MutexGuard<'_, Vec<OfRows>> {
        self.calendars
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
