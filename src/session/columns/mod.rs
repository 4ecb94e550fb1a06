//! Columns of the features: how they are spread, narrowed, kept as charts and sorted by.

pub(super) mod explore;
pub(super) mod kept_charts;
pub(super) mod sorting;
