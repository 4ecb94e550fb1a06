//! What a picture says of what it leaves out: layers, and marks that a filter hides.

use crate::atlas::{Layer, LayerIx};
use crate::scene::layout::marks::marks_in_view;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::Mark;

/// Largest number of shown layers that are named; of more, the missing ones are named instead.
const NAMED: usize = 3;

/// Which layers of marks are shown, where some that the dossier begins with are not, and what an
/// active filter shows.
pub(super) fn lines(frame: &ViewContext<'_>) -> Vec<String> {
    layers(frame).into_iter().chain(filter(frame)).collect()
}

/// "layers shown: Bases, Exercises", or "without: Places and ideas".
fn layers(frame: &ViewContext<'_>) -> Option<String> {
    let of_marks = (0..)
        .map(LayerIx)
        .zip(&frame.atlas.layers)
        .filter(|(_, layer)| layer.kind.is_of_marks() && layer.visible);
    let (shown, hidden): (Vec<_>, Vec<_>) = of_marks.partition(|(ix, _)| frame.view.shows(*ix));
    let names = |layers: &[(LayerIx, &Layer)]| {
        let names: Vec<&str> = layers
            .iter()
            .map(|(_, layer)| layer.name.as_str())
            .collect();
        names.join(", ")
    };
    match (shown.len(), hidden.len()) {
        (_, 0) => None,
        (0, _) => Some("no layer of marks is shown".to_owned()),
        (few, many) if few <= NAMED || few <= many => {
            Some(format!("layers shown: {}", names(&shown)))
        }
        _ => Some(format!("without: {}", names(&hidden))),
    }
}

/// What an active filter shows, and how many of the marks: "marks shown: only origin article (31 of
/// 72)". The numbers count what lies in the frame and is of the layers and days that are shown. Of
/// large layers they count all that the map has.
pub(super) fn filter(frame: &ViewContext<'_>) -> Option<String> {
    let (atlas, view) = (frame.atlas, frame.view);
    let words = view.filter_words(atlas)?;
    let counted = |mark: &&Mark| {
        let feature = atlas.feature(mark.ix);
        view.shows(feature.layer) && view.is_of_days(feature)
    };
    let marks: Vec<&Mark> = marks_in_view(frame).filter(counted).collect();
    let admitted = marks.iter().filter(|mark| {
        view.evidence.admits(atlas.feature(mark.ix)) && view.attributes.admits(atlas, mark.ix)
    });
    let rows = atlas
        .large_tables()
        .map(|(ix, _)| view.calendar(atlas, ix).placed());
    let all_rows = atlas
        .large_tables()
        .map(|(_, table)| table.calendar().placed());
    let shown = admitted.count() + rows.sum::<usize>();
    let all = marks.len() + all_rows.sum::<usize>();
    Some(format!("marks shown: {words} ({shown} of {all})"))
}
