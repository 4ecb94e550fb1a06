//! Single features by the reader of small files, for what the scanner leaves to it: whatever is
//! unusual means the same in a file of any size.

use super::rows::Rows;
use crate::atlas::Shape;
use crate::atlas::table::{PartKind, Place};
use crate::dossier::from_json::Raw;
use crate::dossier::geojson::{self, RawFeature};
use crate::dossier::report::{Context, Report};
use crate::dossier::text::Text;
use crate::earth::LonLat;

/// A feature as the small reader reads it.
#[derive(Debug)]
pub(super) struct SmallRead<'a> {
    pub(super) feature: RawFeature<'a>,
    /// Whether something was reported.
    pub(super) reported: bool,
}

/// Reads one feature's text; `None` where it must be left out.
pub(super) fn feature(text: &str) -> Option<SmallRead<'_>> {
    let report = Report::default();
    let file = Text::new("", text);
    let cx = Context {
        file: &file,
        report: &report,
    };
    let feature = geojson::feature(cx, Raw { text, start: 0 }, 0)?;
    Some(SmallRead {
        feature,
        reported: !report.is_empty(),
    })
}

/// Adds the parts of the next row, if it is more than one place; gives where its symbol stands.
pub(super) fn add_shape(shape: Option<&Shape>, rows: &mut Rows) -> Option<Place> {
    let shape = shape?;
    let mut add = |kind, places: &[LonLat]| {
        rows.begin_part(kind);
        rows.places.extend(places.iter().copied().map(Place::of));
    };
    let single = shape.points.len() == 1 && shape.lines.is_empty() && shape.polygons.is_empty();
    if !shape.points.is_empty() && !single {
        add(PartKind::Points, &shape.points);
    }
    for line in &shape.lines {
        add(PartKind::Line, line);
    }
    for rings in &shape.polygons {
        for (ring, kind) in rings
            .iter()
            .zip(std::iter::once(PartKind::Outer).chain(std::iter::repeat(PartKind::Hole)))
        {
            add(kind, ring);
        }
    }
    shape.anchor().map(Place::of)
}
