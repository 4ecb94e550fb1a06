//! Which features count as shown: what layers, days and filters let through.

use super::{Side, TimeFilter, Viewpoint};
use crate::atlas::table::Layers;
use crate::atlas::{Atlas, Feature, FeatureId, RowIx, RowSet, TableIx};

impl Viewpoint {
    /// Whether `feature` is of the days that are shown: of either side's, while two are compared.
    #[must_use]
    pub fn is_of_days(&self, feature: &Feature) -> bool {
        self.times().any(|time| time.admits(feature))
    }

    /// The days that are shown: those of both sides, while two are compared.
    fn times(&self) -> impl Iterator<Item = TimeFilter> + '_ {
        let sides = Side::BOTH.into_iter();
        let compared =
            sides.filter_map(|side| self.compare.map(|compare| self.time_of(compare, side)));
        let alone = self.compare.is_none().then_some(self.time);
        alone.into_iter().chain(compared)
    }

    /// Whether days and filter let a feature through, whatever its layer.
    #[must_use]
    pub fn admits(&self, feature: &Feature) -> bool {
        self.is_of_days(feature) && self.evidence.admits(feature)
    }

    /// The same of a feature of a large source.
    fn admits_row(&self, atlas: &Atlas, id: FeatureId) -> bool {
        let (table, row) = atlas.locate(id);
        let table = atlas.table(table);
        let days = table.days(row);
        self.times().any(|time| time.admits_days(days)) && self.evidence.admits(table.evidence(row))
    }

    /// Whether days, filter and conditions let a feature through, whatever its layer.
    #[must_use]
    pub fn lets_through(&self, atlas: &Atlas, id: FeatureId) -> bool {
        let admitted = match atlas.held(id) {
            Some(feature) => self.admits(feature),
            None => self.admits_row(atlas, id),
        };
        admitted && self.attributes.admits(atlas, id)
    }

    /// Whether a feature counts as shown: its layer is, it is of the days that are, and the filter
    /// lets it through. Its place is another matter.
    #[must_use]
    pub fn passes(&self, atlas: &Atlas, id: FeatureId) -> bool {
        self.shows(atlas.layer_of(id)) && self.lets_through(atlas, id)
    }

    /// The rows of a table that days and evidence let through, whatever their layer.
    #[must_use]
    pub fn admitted_rows(&self, atlas: &Atlas, ix: TableIx) -> RowSet {
        let table = atlas.table(ix);
        let profiles = &table.columns.profiles;
        let known = profiles.all().iter();
        let evidence: Vec<bool> = known.map(|of| self.evidence.admits(of)).collect();
        let of_days: Vec<_> = self.times().map(|time| time.admitting()).collect();
        RowSet::of(table.len(), |row| {
            let row = RowIx(row as u32);
            let days = table.days(row);
            of_days.iter().any(|admits| admits(days)) && evidence[profiles.number(row)]
        })
    }

    /// The rows of a table that layers, days and filters let through, as [`passes`](Self::passes) says it
    /// of one feature.
    #[must_use]
    pub fn passing_rows(&self, atlas: &Atlas, ix: TableIx) -> RowSet {
        let table = atlas.table(ix);
        if !self.shows_some_of(table) {
            return RowSet::none(table.len());
        }
        let mut rows = self.admitted_rows(atlas, ix);
        if let Layers::Each(layers) = &table.layers {
            let shown: Vec<bool> = atlas.layer_ixs().map(|layer| self.shows(layer)).collect();
            rows = rows.and(&RowSet::of(table.len(), |row| shown[layers[row].index()]));
        }
        match self.attributes.rows(atlas, ix) {
            Some(chosen) => rows.and(&chosen),
            None => rows,
        }
    }
}
