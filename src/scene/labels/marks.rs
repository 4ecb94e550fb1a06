//! Names of marks, and of the rows of large layers.

use super::candidate::{ARTICLE, AnchorPlacement, Candidate, OTHER, Owner, text};
use crate::atlas::{LayerIx, Subject};
use crate::scene::fonts::Face;
use crate::scene::marks::{PlacedMark, VisibleMarks};
use crate::scene::style::size;
use crate::scene::table::{self, PreparedTable};
use crate::scene::text::{Reach, shortened};
use crate::scene::view_context::ViewContext;

/// Names of background marks show from this scale on, metres of the map per pixel.
const BACKGROUND_FROM: f64 = 6000.0;
/// A selected mark's name is shortened only where it is longer than this.
const SELECTED_LONG: usize = 56;
/// A row's name stands so far from its middle, logical pixels.
const ROW_CLEAR_PX: f64 = 5.5;

/// The marks' names. The selected mark's is no candidate: it has its place before all others.
pub(super) fn marks(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Candidate> {
    let background = frame.camera.metres_per_px < BACKGROUND_FROM;
    // Of those that share a place the topmost is named, and a count says how many more there are.
    let named = stage.standing.iter().rev().filter(|standing| {
        !standing.selected
            && !standing.outside
            && standing.stack > 0
            && (standing.article || background)
    });
    named.map(|standing| of_mark(frame, standing)).collect()
}

/// A mark's name: "Kant air base", "Moscow +2".
pub(super) fn of_mark(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> Candidate {
    let feature = frame.atlas.feature(standing.mark.ix);
    let name = if standing.selected && feature.name.chars().count() <= SELECTED_LONG {
        feature.name.clone()
    } else {
        short_name(frame, standing)
    };
    let (face, size_px) = if standing.selected {
        (Face::SansSemiBold, size::LABEL + 1.0)
    } else {
        (Face::Sans, size::LABEL)
    };
    let style = frame.style;
    let name = text(&name, face, size_px, style.text, style.land);
    Candidate {
        right: if standing.article { ARTICLE } else { OTHER },
        owner: Owner::Mark(standing.subject()),
        layer: (!standing.selected).then_some(feature.layer),
        at: standing.mark.at,
        stand: AnchorPlacement::Beside {
            clear_px: standing.reach_px() + 1.5,
            led: standing.article,
        },
        dot_px: 0.0,
        reach: Reach::of(&name),
        text: name,
        words: shortened(&feature.name),
        stack: standing.stack,
    }
}

/// A mark's name as the map has it, and how many more share its place.
pub(super) fn short_name(frame: &ViewContext<'_>, standing: &PlacedMark<'_>) -> String {
    let name = shortened(&frame.atlas.feature(standing.mark.ix).name);
    match standing.stack {
        0 | 1 => name,
        more => format!("{name} +{}", more - 1),
    }
}

/// Names of a large layer's rows, where few are in view; the selected one has its name in any case.
pub(super) fn rows(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    of: &PreparedTable,
    candidates: &mut Vec<Candidate>,
) {
    let style = frame.style;
    for (row, at, name) in table::names(frame, of) {
        let subject = Subject::Feature(of.id(row));
        if frame.view.selected == Some(subject) {
            continue;
        }
        let words = shortened(name);
        let text = text(
            &words,
            Face::Sans,
            size::LABEL - 1.0,
            style.quiet_text,
            style.land,
        );
        candidates.push(Candidate {
            right: OTHER,
            owner: Owner::Mark(subject),
            layer: Some(layer),
            at,
            stand: AnchorPlacement::Beside {
                clear_px: ROW_CLEAR_PX,
                led: false,
            },
            dot_px: 0.0,
            reach: Reach::of(&text),
            text,
            words,
            stack: 1,
        });
    }
}
