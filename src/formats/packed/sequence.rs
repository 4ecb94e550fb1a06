//! In which order the columns of a block are kept.

/// The columns of a block in the order in which they are kept.
pub(super) struct Sequence {
    columns: Vec<u32>,
    places: Vec<u32>,
}

impl Sequence {
    /// Of columns with these keys, of which records have those of `orders`: as the columns came where each
    /// record has its own in that sequence, else by their keys where each has them so. In a table whose
    /// first row lacks a cell, that cell's column comes late.
    pub(super) fn of(keys: &[usize], orders: &[&[u32]]) -> Self {
        let came = Self::in_order((0..).take(keys.len()).collect());
        if orders.iter().all(|order| came.is_of(order)) {
            return came;
        }
        let mut by_key = came.columns.clone();
        by_key.sort_unstable_by_key(|&column| keys[column as usize]);
        let by_key = Self::in_order(by_key);
        if orders.iter().all(|order| by_key.is_of(order)) {
            by_key
        } else {
            came
        }
    }

    fn in_order(columns: Vec<u32>) -> Self {
        let mut places = vec![0; columns.len()];
        for (place, &column) in (0..).zip(&columns) {
            places[column as usize] = place;
        }
        Self { columns, places }
    }

    /// The columns, the first one first.
    pub(super) fn columns(&self) -> impl Iterator<Item = u32> {
        self.columns.iter().copied()
    }

    /// Where a column stands in it.
    pub(super) fn place(&self, column: u32) -> u32 {
        self.places[column as usize]
    }

    /// Where each column stands in it.
    pub(super) fn into_places(self) -> Box<[u32]> {
        self.places.into()
    }

    /// Whether a record has its columns in this sequence.
    fn is_of(&self, order: &[u32]) -> bool {
        order.is_sorted_by_key(|&column| self.place(column))
    }
}
