//! The features of an atlas: their tables, ids and details.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::distance::BorderDistances;
use super::table::{Days, RowIx, TablePoint};
use super::{
    Atlas, BorderDistance, Feature, FeatureId, FeatureTable, LayerIx, Shape, Subject, TableIx,
};
use crate::earth::LonLat;

impl Atlas {
    /// The feature of a large source that [`id`](Self::id) called so: "towns.geojson@1822".
    pub(super) fn find_by_start(&self, id: &str) -> Option<Subject> {
        let (file, start) = id.rsplit_once('@')?;
        let start = start.parse().ok()?;
        // A file of several layers has a table for each.
        let mut tables = self.tables().filter(|(_, table)| table.file == file);
        tables.find_map(|(ix, table)| Some(Subject::Feature(self.id_in(ix, table.row_at(start)?))))
    }

    /// The table that has a feature, and its row there.
    ///
    /// # Panics
    /// If `id` is not of this atlas.
    #[must_use]
    pub fn locate(&self, id: FeatureId) -> (TableIx, RowIx) {
        let after = self.firsts.partition_point(|&first| first <= id.0);
        let table = after - 1;
        let ix = TableIx(u16::try_from(table).unwrap_or(u16::MAX));
        (ix, RowIx(id.0 - self.firsts[table]))
    }

    /// The id of the feature in a row of a table.
    ///
    /// # Panics
    /// If `table` is not of this atlas.
    #[must_use]
    pub fn id_in(&self, table: TableIx, row: RowIx) -> FeatureId {
        FeatureId(self.firsts[table.index()] + row.0)
    }

    /// How many features there are.
    #[must_use]
    pub fn feature_count(&self) -> usize {
        self.tables.iter().map(|table| table.len()).sum()
    }

    /// The details of a feature, where they are held in memory. Those of a large source are read
    /// again from its bytes ([`dossier::details`](crate::dossier::details)).
    #[must_use]
    pub fn held(&self, id: FeatureId) -> Option<&Feature> {
        self.dossier.features.get(id.index())
    }

    /// The details of a feature that are held in memory.
    ///
    /// # Panics
    /// If they are not: call [`held`](Self::held) for an id that may be of a large source.
    #[must_use]
    pub fn feature(&self, id: FeatureId) -> &Feature {
        &self.dossier.features[id.index()]
    }

    /// The layer of a feature.
    ///
    /// # Panics
    /// If `id` is not of this atlas.
    #[must_use]
    pub fn layer_of(&self, id: FeatureId) -> LayerIx {
        let (table, row) = self.locate(id);
        self.table(table).layer(row)
    }

    /// The kind of a feature, where it has one.
    ///
    /// # Panics
    /// If `id` is not of this atlas.
    #[must_use]
    pub fn kind(&self, id: FeatureId) -> Option<&str> {
        let (table, row) = self.locate(id);
        self.table(table).kind(row)
    }

    /// Where the symbol of a feature stands. A single point is exact, where details are held; the
    /// column of anchors has whole ten-millionths of a degree.
    pub(super) fn feature_anchor(&self, id: FeatureId) -> Option<LonLat> {
        let shape = self.held(id).and_then(|feature| feature.shape.as_ref());
        if let Some(point) = shape.and_then(Shape::single_point) {
            return Some(point);
        }
        let (table, row) = self.locate(id);
        self.table(table).place(row).map(TablePoint::lon_lat)
    }

    /// The days in which a feature can lie; [`Days::UNDATED`] where it has no date.
    ///
    /// # Panics
    /// If `id` is not of this atlas.
    #[must_use]
    pub fn days(&self, id: FeatureId) -> Days {
        let (table, row) = self.locate(id);
        self.table(table).days(row)
    }

    /// Every feature whose details are held in memory, with its id.
    pub fn features(&self) -> impl Iterator<Item = (FeatureId, &Feature)> {
        (0..).map(FeatureId).zip(&self.dossier.features)
    }

    /// A table of features.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn table(&self, ix: TableIx) -> &Arc<FeatureTable> {
        &self.tables[ix.index()]
    }

    /// Every table of features with its number, in the order of the features' ids.
    pub fn tables(&self) -> impl Iterator<Item = (TableIx, &Arc<FeatureTable>)> {
        (0..).map(TableIx).zip(&self.tables)
    }

    /// The tables whose details are read again from their source's bytes.
    pub fn large_tables(&self) -> impl Iterator<Item = (TableIx, &Arc<FeatureTable>)> {
        self.tables().filter(|(_, table)| !table.holds_details())
    }

    /// The features here that have the lasting names of some features of `before`, another reading of
    /// the same files. Takes one look at every row, however many features are asked for.
    #[must_use]
    pub fn same_features(
        &self,
        before: &Self,
        ids: impl Iterator<Item = FeatureId>,
    ) -> BTreeSet<FeatureId> {
        let mut same = BTreeSet::new();
        let mut starts: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for id in ids {
            if before.held(id).is_none() {
                let (table, row) = before.locate(id);
                let table = before.table(table);
                let start = table.columns.starts[row.index()];
                starts.entry(&table.file).or_default().insert(start);
            } else if let Some(Subject::Feature(now)) = self.find(&before.id(Subject::Feature(id)))
            {
                same.insert(now);
            }
        }
        for (ix, table) in self.large_tables() {
            let Some(starts) = starts.get(table.file.as_str()) else {
                continue;
            };
            let rows = table.rows().zip(&table.columns.starts);
            let rows = rows.filter(|(_, start)| starts.contains(start));
            same.extend(rows.map(|(row, _)| self.id_in(ix, row)));
        }
        same
    }

    pub(super) fn id_by_start(&self, id: FeatureId) -> Cow<'_, str> {
        let (table, row) = self.locate(id);
        let table = self.table(table);
        let start = table.columns.starts[row.index()];
        Cow::Owned(format!("{}@{start}", table.file))
    }

    /// Distance to the nearest land border; `None` for what has no place or where no border is near (3,000 km).
    #[must_use]
    pub fn nearest_border(&self, id: FeatureId) -> Option<&BorderDistance> {
        self.border_distances(id)?.nearest.as_ref()
    }

    /// Distance to the border of the country that the dossier measures from.
    #[must_use]
    pub fn reference_distance(&self, id: FeatureId) -> Option<&BorderDistance> {
        self.border_distances(id)?.reference.as_ref()
    }

    /// The distances of a feature, measured when they are first asked for.
    fn border_distances(&self, id: FeatureId) -> Option<&BorderDistances> {
        let cell = self.distances.get(id.index())?;
        Some(cell.get_or_init(|| {
            let shape = self.feature(id).shape.as_ref();
            let reference = self.dossier.map.reference_border;
            let place = shape.and_then(Shape::anchor);
            place.map_or_else(BorderDistances::default, |place| {
                BorderDistances::of(place, &self.basemap, reference)
            })
        }))
    }
}
