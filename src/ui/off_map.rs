//! What is not on the map, so that silence is not read as absence.

use crate::atlas::FeatureId;
use crate::atlas::table::Calendars;
use crate::session::Session;

/// Rows of large layers that are not on the map, as [`off_map`] says it of features.
pub(super) fn rows_off_map(session: &Session) -> usize {
    let hidden = |calendar: &Calendars<'_>| {
        if session.view.time.undated {
            0
        } else {
            calendar.undated()
        }
    };
    let tables = session.atlas.large_tables();
    let calendars = tables.map(|(_, table)| table.calendar());
    calendars
        .map(|calendar| calendar.unplaced() + hidden(&calendar))
        .sum()
}

/// Rows of large layers that have no date.
pub(super) fn undated_rows(session: &Session) -> usize {
    let tables = session.atlas.large_tables();
    tables.map(|(_, table)| table.calendar().undated()).sum()
}

/// What is not on the map: what has no place, and what has no date where that is hidden.
pub(super) fn off_map(session: &Session) -> impl Iterator<Item = FeatureId> {
    let undated = session.view.time.undated;
    let features = session.atlas.features();
    let off = features.filter(move |(_, feature)| {
        feature.shape.is_none() || (feature.when.is_none() && !undated)
    });
    off.map(|(ix, _)| ix)
}

/// What has no date, and so no place on the timeline.
pub(super) fn undated(session: &Session) -> impl Iterator<Item = FeatureId> {
    let features = session.atlas.features();
    let undated = features.filter(|(_, feature)| feature.when.is_none());
    undated.map(|(ix, _)| ix)
}
