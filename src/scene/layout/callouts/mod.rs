//! Numbered notes beside the marks that the map is about: number, words, date and source, and a thin
//! line to the mark. They stand over empty map, never over a mark, and names keep clear of them.
//!
//! The note of a feature of which only the country is known names it and has no line to a place: it stands on the
//! country's own land, or near it where that has no room, with a line to the feature's name or the country's where
//! that stands near.
//!
//! No line runs through the symbol of another mark, nor through another note or its line: a note without
//! such a place is left out.

mod name_rooms;
mod note;
mod places;

use self::note::{Note, notes};
use self::places::{Placed, Places, nearest};
use super::collision_index::{CollisionIndex, Occupant, squares};
use super::labels::LabelLayout;
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
/// How often each note gets its place.
const ROUNDS: usize = 2;
/// Orders that are tried where a note has no place.
const ATTEMPTS: usize = 3;
/// A place that costs more than this is worth another order, logical pixels: a line across half of a window.
const DEAR_PX: f64 = 400.0;
/// Least and greatest length of a line to a name, logical pixels: beside its name a note needs none, and far from
/// it a line would say more than the country does.
const NAME_LINE_PX: [f64; 2] = [10.0, 140.0];
/// Width of the squares by which the way to a name is found, logical pixels.
const WAY_PX: f64 = 4.0;

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
    /// The notes without a line to a place, and what they are about.
    pub(in crate::scene) apart: Vec<(Subject, ScreenRect)>,
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
        let mut noted = noted(frame, stage);
        // Those that belong on the land of one country have the fewest places; then comes what the map is about.
        noted.sort_by_key(|note| (note.mark.mark.look.pinned, !note.is_lead));
        let places = Places::of(frame, stage, taken, insets);
        let places = placed(&places, &noted);
        let mut drawn = Vec::new();
        for (mut note, place) in noted.into_iter().zip(places) {
            let Some(place) = place else { continue };
            taken.take_all(place.covers, Occupant::Margin);
            if place.line.is_none() {
                callouts.apart.push((note.mark.subject(), place.rect));
            }
            let items = note.forms.swap_remove(place.form).items.into_iter();
            let items = items.map(|item| shift(item, place.rect.left, place.rect.top));
            let line = place.line.into_iter();
            let line = line.flat_map(|line| line_items(frame, line));
            drawn.push((note.number, line.chain(items).collect::<Vec<Item>>()));
        }
        // A reader without eyes meets them in their order.
        drawn.sort_by_key(|(number, _)| *number);
        let items = drawn.into_iter().flat_map(|(_, items)| items);
        callouts.items.extend(items);
        callouts
    }
}

/// A note on its way to its place.
struct Noted<'s, 'a> {
    number: u32,
    mark: &'s PlacedMark<'a>,
    forms: Vec<Note>,
    is_lead: bool,
}

/// The place of each note, if it has one: of several orders in which they get their places, the one in which
/// most of them stand, and of those the one whose places cost least. In each further order those come first
/// that found none in the last; where all stand and one of them dear, the order is reversed once.
fn placed(places: &Places<'_>, noted: &[Noted<'_, '_>]) -> Vec<Option<Placed>> {
    let mut order: Vec<usize> = (0..noted.len()).collect();
    let mut best = Vec::new();
    let mut least: Option<(usize, bool, f64)> = None;
    for _ in 0..ATTEMPTS {
        let all = in_order(places, noted, &order);
        let (stand, without): (Vec<usize>, Vec<usize>) =
            order.iter().partition(|&&number| all[number].is_some());
        let lacks_lead = without.iter().any(|&number| noted[number].is_lead);
        let cost: f64 = all.iter().flatten().map(|place| place.cost).sum();
        let is_dear = all.iter().flatten().any(|place| place.cost > DEAR_PX);
        let judged = (without.len(), lacks_lead, cost);
        // In the order before this one.
        let all_stood = least.is_some_and(|(without, ..)| without == 0);
        if least.is_none_or(|least| judged < least) {
            (least, best) = (Some(judged), all);
        }
        if all_stood || (without.is_empty() && !is_dear) {
            break;
        }
        order = if without.is_empty() {
            stand.into_iter().rev().collect()
        } else {
            [without, stand].concat()
        };
    }
    best
}

/// The place of each note that gets them in this order, and then each once more beside all the others, since
/// a note that came early may stand better for those that came after it.
fn in_order(places: &Places<'_>, noted: &[Noted<'_, '_>], order: &[usize]) -> Vec<Option<Placed>> {
    let mut all: Vec<Option<Placed>> = noted.iter().map(|_| None).collect();
    for _ in 0..ROUNDS {
        for &number in order {
            let before = all[number].take();
            let others = all.iter().flatten().flat_map(|other| &other.covers);
            let places = places.beside(others.copied().collect());
            let Noted { mark, forms, .. } = &noted[number];
            all[number] = places.place(mark, forms).or(before);
        }
    }
    all
}

/// The notes whose marks are in view, the first ones as far as they leave the map its room: number,
/// mark and the note's forms.
fn noted<'s, 'a>(frame: &ViewContext<'_>, stage: &'s VisibleMarks<'a>) -> Vec<Noted<'s, 'a>> {
    let most_px2 = MOST * frame.window.width() * frame.window.height();
    let callouts = (1..).zip(frame.atlas.callouts());
    let in_view = callouts.filter_map(|(number, callout)| {
        let subject = Subject::Feature(callout.feature);
        let mut standing = stage.standing.iter();
        let mark = standing.find(|mark| mark.subject() == subject)?;
        Some(Noted {
            number,
            mark,
            forms: notes(frame, number, &callout, mark),
            is_lead: frame.atlas.lead() == Some(callout.feature),
        })
    });
    let mut area_px2 = 0.0;
    in_view
        .take_while(|note| {
            let widest = note.forms.first().map_or([0.0, 0.0], |note| note.size_px);
            area_px2 += widest[0] * widest[1];
            area_px2 <= most_px2
        })
        .collect()
}

/// The lines from notes without a place to the names of what they are about, else to those of its countries: each
/// where the name stands near and neither a name, a mark nor a margin lies between.
pub(in crate::scene) fn lines_to_names(
    frame: &ViewContext<'_>,
    apart: &[(Subject, ScreenRect)],
    names: &LabelLayout,
    taken: &CollisionIndex,
) -> Vec<Item> {
    let lines = apart.iter().filter_map(|(subject, note)| {
        let Subject::Feature(feature) = *subject else {
            return None;
        };
        let own = names.of_marks().filter(|(other, _)| other == subject);
        let own = own.map(|(_, name)| name);
        let country = frame.atlas.feature(feature).country;
        let country = country.and_then(|iso3| names.of_country(frame.atlas.basemap.country(iso3)?));
        let mut ends = own.chain(country);
        ends.find_map(|name| {
            let line = between(note, &name);
            let length_px = line[0].distance_px(line[1]);
            let fits = (NAME_LINE_PX[0]..=NAME_LINE_PX[1]).contains(&length_px);
            let way = squares(line, WAY_PX);
            let way = way.filter(|part| !part.overlaps(note) && !part.overlaps(&name));
            let way: Vec<ScreenRect> = way.collect();
            let clear = way.iter().all(|part| taken.is_free(part)) && !names.covers_any(&way);
            (fits && clear).then_some(line)
        })
    });
    lines.flat_map(|line| line_items(frame, line)).collect()
}

/// The line between the nearest points of two rectangles.
fn between(from: &ScreenRect, to: &ScreenRect) -> [ScreenPoint; 2] {
    let start = nearest(from, to.center());
    let end = nearest(to, start);
    [nearest(from, end), end]
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
