//! Numbered notes beside the marks that the map is about: number, words, date and source, and a thin
//! line to the mark. They stand over empty map, never over a mark, and names keep clear of them.
//!
//! A feature of which only the country is known has no symbol, and its note has no line where it stands on
//! the country's own land: a line to somewhere in it would claim a place that nobody knows. Where the
//! country has no room the line ends in it, at nothing.
//!
//! No line runs through the symbol of another mark, nor through another note or its line: a note without
//! such a place is left out.

mod note;
mod places;

use self::note::{Note, notes};
use self::places::{Places, THICK_PX, nearest};
use super::collision_index::{CollisionIndex, squares};
use super::marks::{PlacedMark, VisibleMarks};
use super::view_context::ViewContext;
use crate::atlas::Subject;
use crate::earth::ScreenPoint;
use crate::scene::display::shift::shift;
use crate::scene::{Contour, Item, Path, ScreenRect, Stroke};

/// Notes are shown on maps of this size on, logical pixels: a smaller one has no room for them.
const LEAST_PX: [f64; 2] = [760.0, 560.0];
/// Notes take at most this part of the map together.
const MOST: f64 = 0.09;

/// The detail insets of a view.
#[derive(Debug, Default)]
pub(in crate::scene) struct Insets {
    /// Where they stand.
    pub(in crate::scene) rects: Vec<ScreenRect>,
    /// The parts of the map that they enlarge, and whose marks they name.
    pub(in crate::scene) sources: Vec<ScreenRect>,
    /// The lines between the two.
    pub(in crate::scene) guides: Vec<[ScreenPoint; 2]>,
}

/// The notes of a view.
#[derive(Debug, Default)]
pub(in crate::scene) struct Callouts {
    pub(in crate::scene) items: Vec<Item>,
}

impl Callouts {
    /// The notes whose marks are in view and for which there is room, clear of what is `taken` and,
    /// where there is room elsewhere, of the guides to the `insets`. They take their places and those of
    /// their lines.
    pub(in crate::scene) fn lay(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        taken: &mut CollisionIndex,
        insets: &Insets,
    ) -> Self {
        let mut callouts = Self::default();
        let [least_x, least_y] = LEAST_PX;
        let large = frame.window.width() >= least_x && frame.window.height() >= least_y;
        if !frame.view.furniture.callouts || !large {
            return callouts;
        }
        let mut places = Places::of(frame, stage, taken, insets);
        let mut noted = noted(frame, stage);
        // Those that belong on the land of one country have the fewest places.
        noted.sort_by_key(|(_, mark, _)| mark.mark.look.pinned);
        let mut drawn = Vec::new();
        for (number, mark, mut forms) in noted {
            let in_country = places.in_country(mark, &forms);
            let is_led = in_country.is_none();
            let led = || {
                let end = places.end(mark)?;
                let (form, rect) = places.best(end, &forms)?;
                Some((form, rect, end))
            };
            let unled = in_country.map(|(form, rect)| (form, rect, mark.at));
            let Some((form, rect, end)) = unled.or_else(led) else {
                continue;
            };
            let reach_px = if mark.mark.look.pinned {
                mark.reach_px()
            } else {
                0.0
            };
            let line = is_led.then(|| line(rect, end, reach_px));
            let along = line.into_iter().flat_map(|line| squares(line, THICK_PX));
            let covers: Vec<ScreenRect> = along.chain([rect]).collect();
            places.take(&covers);
            let items = forms.swap_remove(form).items.into_iter();
            let items = items.map(|item| shift(item, rect.left, rect.top));
            let line = line.into_iter().flat_map(|line| line_items(frame, line));
            drawn.push((number, line.chain(items).collect::<Vec<Item>>()));
        }
        // A reader without eyes meets them in their order.
        drawn.sort_by_key(|(number, _)| *number);
        let items = drawn.into_iter().flat_map(|(_, items)| items);
        callouts.items.extend(items);
        callouts
    }
}

/// The notes whose marks are in view, the first ones as far as they leave the map its room: number,
/// mark and the note's forms.
fn noted<'s, 'a>(
    frame: &ViewContext<'_>,
    stage: &'s VisibleMarks<'a>,
) -> Vec<(u32, &'s PlacedMark<'a>, Vec<Note>)> {
    let most_px2 = MOST * frame.window.width() * frame.window.height();
    let callouts = (1..).zip(frame.atlas.callouts());
    let in_view = callouts.filter_map(|(number, callout)| {
        let subject = Subject::Feature(callout.feature);
        let mut standing = stage.standing.iter();
        let mark = standing.find(|mark| mark.subject() == subject)?;
        Some((number, mark, notes(frame, number, &callout)))
    });
    let mut area_px2 = 0.0;
    in_view
        .take_while(|(_, _, forms)| {
            let widest = forms.first().map_or([0.0, 0.0], |note| note.size_px);
            area_px2 += widest[0] * widest[1];
            area_px2 <= most_px2
        })
        .collect()
}

/// The line to a mark, with its halo beneath it.
fn line_items(frame: &ViewContext<'_>, line: [ScreenPoint; 2]) -> [Item; 2] {
    let style = frame.style;
    let strokes = [
        Stroke::solid(style.land.faded(0.8), 2.6),
        Stroke::solid(style.text.faded(0.85), 0.9),
    ];
    strokes.map(|stroke| {
        Item::Path(Path {
            contours: vec![Contour {
                points: line.to_vec(),
                closed: false,
            }],
            fill: None,
            stroke: Some(stroke),
        })
    })
}

/// The line from a note to its mark, that ends so far from the mark's middle.
fn line(rect: ScreenRect, mark: ScreenPoint, reach_px: f64) -> [ScreenPoint; 2] {
    let from = nearest(&rect, mark);
    let length_px = from.distance_px(mark).max(f64::MIN_POSITIVE);
    let part = ((length_px - reach_px) / length_px).max(0.0);
    let to = ScreenPoint::new(
        from.x_px + part * (mark.x_px - from.x_px),
        from.y_px + part * (mark.y_px - from.y_px),
    );
    [from, to]
}
