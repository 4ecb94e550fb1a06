//! Single features by the reader of small files, for what the scanner leaves to it: whatever is
//! unusual means the same in a file of any size.

use super::rows::RowsRead;
use crate::atlas::Shape;
use crate::atlas::table::{TablePoint, anchor};
use crate::dossier::report::{Context, Report};
use crate::dossier::text::SourceText;
use crate::formats::geojson::{self, Positions, RawFeature};
use crate::formats::json::Raw;

/// A feature as the small reader reads it.
#[derive(Debug)]
pub(super) struct SmallRead<'a> {
    pub(super) feature: RawFeature<'a>,
    /// Whether something was reported.
    pub(super) reported: bool,
}

/// Reads one feature's text; `None` where it must be left out.
pub(super) fn feature<'a>(text: &'a str, positions: &Positions) -> Option<SmallRead<'a>> {
    let report = Report::default();
    let file = SourceText::new("", text);
    let cx = Context {
        file: &file,
        report: &report,
    };
    let feature = geojson::feature(&cx, Raw { text, start: 0 }, 0, positions)?;
    Some(SmallRead {
        feature,
        reported: !report.is_empty(),
    })
}

/// Adds the parts of the next row, if it is more than one place; gives where its symbol stands.
pub(in crate::dossier) fn add_shape(
    shape: Option<&Shape>,
    rows: &mut RowsRead,
) -> Option<TablePoint> {
    let shape = shape?;
    if let Some(point) = shape.single_point() {
        return Some(TablePoint::of(point));
    }
    let (parts, places) = shape.parts();
    for (at, part) in parts.iter().enumerate() {
        let begin = part.begin as usize;
        let end = parts
            .get(at + 1)
            .map_or(places.len(), |next| next.begin as usize);
        rows.begin_part(part.kind);
        rows.places.extend_from_slice(&places[begin..end]);
    }
    anchor::of_parts(&parts, &places)
}
