//! Numbered notes beside the marks that the map is about: number, words, date and source, and a thin
//! line to the mark. They stand over empty map, never over a mark, and names keep clear of them.
//!
//! The note of a feature of which only the country is known names it and has no line to a place: it stands on the
//! country's own land, or near it where that has no room, with a line to the country's name or the feature's where
//! that stands near. A feature beyond the frame has its note beside the frame, with an arrow towards it.
//!
//! No line runs through the symbol of another mark, nor through another note or its line: a note without
//! such a place is left out.
//!
//! On a small picture each has its number alone on the map, and its words in a list below it.

mod anchor;
mod name_rooms;
mod note;
mod places;

use self::anchor::{Anchor, End, between};
use self::note::{Note, list, notes, number_alone};
use self::places::{NAME_LINE_PX, Placed, Places};
use super::collision_index::{CollisionIndex, Occupant, squares};
use super::furniture::Piece;
use super::labels::LabelLayout;
use super::marks::VisibleMarks;
use super::view_context::ViewContext;
use crate::atlas::{FeatureId, Subject};
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
/// Length of the head of an arrow, and half its width, logical pixels.
const ARROW_PX: [f64; 2] = [7.0, 3.0];
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

/// A note without a line to a place.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene) struct NoteApart {
    feature: FeatureId,
    rect: ScreenRect,
    /// The line for which room is kept, to where the name of the country is to stand.
    kept: Option<[ScreenPoint; 2]>,
}

impl NoteApart {
    /// The name of the country that it is about.
    fn country(&self, frame: &ViewContext<'_>, names: &LabelLayout) -> Option<ScreenRect> {
        let iso3 = frame.atlas.feature(self.feature).country?;
        names.of_country(frame.atlas.basemap.country(iso3)?)
    }

    /// Whether the line for which room is kept ends at that name.
    pub(in crate::scene) fn meets_name(
        &self,
        frame: &ViewContext<'_>,
        names: &LabelLayout,
    ) -> bool {
        let name = self.country(frame, names);
        let line = self.kept.zip(name);
        line.is_some_and(|([_, end], name)| name.inflated(1.0).contains(end))
    }
}

/// The notes of a view.
#[derive(Debug, Default)]
pub(in crate::scene) struct Callouts {
    pub(in crate::scene) items: Vec<Item>,
    /// The notes without a line to a place.
    pub(in crate::scene) apart: Vec<NoteApart>,
    /// The numbers of those that have their places.
    pub(in crate::scene) told: Vec<u32>,
    /// Length of the longest line to a mark, logical pixels.
    pub(in crate::scene) longest_px: f64,
}

impl Callouts {
    /// The notes whose marks are in view and for which there is room, clear of what is `taken` and,
    /// where there is room elsewhere, of the guides to the `insets`. They take their places and those of
    /// their lines.
    pub(in crate::scene) fn lay(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        names: &LabelLayout,
        taken: &mut CollisionIndex,
        insets: &Insets,
    ) -> Self {
        let mut callouts = Self::default();
        let [least_x, least_y] = LEAST_PX;
        let large = frame.window.width() >= least_x && frame.window.height() >= least_y;
        let has_room = large || frame.in_margins.listed.is_some();
        if !frame.view.furniture.callouts || !has_room {
            return callouts;
        }
        let mut noted = noted(frame, stage, names);
        // Those that belong on the land of one country have the fewest places; then comes what the map is about.
        noted.sort_by_key(|note| (note.anchor.is_symbol(), !note.is_lead));
        let places = Places::of(frame, stage, taken, insets);
        let places = placed(&places, &noted);
        let mut drawn = Vec::new();
        for (mut note, place) in noted.into_iter().zip(places) {
            let Some(place) = place else { continue };
            taken.take_all(place.covers, Occupant::Margin);
            let line_px = place.line.map_or(0.0, |[from, to]| from.distance_px(to));
            callouts.longest_px = callouts.longest_px.max(line_px);
            let items = note.forms.swap_remove(place.form).items.into_iter();
            let mut items: Vec<Item> = items
                .map(|item| shift(item, place.rect.left, place.rect.top))
                .collect();
            match (note.anchor.end, place.line) {
                (End::Country(_), kept) => callouts.apart.push(NoteApart {
                    feature: note.anchor.feature,
                    rect: place.rect,
                    kept,
                }),
                (End::Beyond(_), Some(line)) => {
                    items.splice(0..0, arrow_items(frame, line));
                }
                (_, line) => {
                    let line = line.into_iter();
                    items.splice(0..0, line.flat_map(|line| line_items(frame, line)));
                }
            }
            drawn.push((note.number, items));
        }
        // A reader without eyes meets them in their order.
        drawn.sort_by_key(|(number, _)| *number);
        callouts.told = drawn.iter().map(|(number, _)| *number).collect();
        let items = drawn.into_iter().flat_map(|(_, items)| items);
        callouts.items.extend(items);
        callouts
    }
}

/// A note on its way to its place.
struct Noted {
    number: u32,
    anchor: Anchor,
    forms: Vec<Note>,
    is_lead: bool,
}

/// The place of each note, if it has one: of several orders in which they get their places, the one in which
/// most of them stand, and of those the one whose places cost least. In each further order those come first
/// that found none in the last; where all stand and one of them dear, the order is reversed once.
fn placed(places: &Places<'_>, noted: &[Noted]) -> Vec<Option<Placed>> {
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
fn in_order(places: &Places<'_>, noted: &[Noted], order: &[usize]) -> Vec<Option<Placed>> {
    let mut all: Vec<Option<Placed>> = noted.iter().map(|_| None).collect();
    for _ in 0..ROUNDS {
        for &number in order {
            let before = all[number].take();
            let others = all.iter().flatten().flat_map(|other| &other.covers);
            let places = places.beside(others.copied().collect());
            let Noted { anchor, forms, .. } = &noted[number];
            all[number] = places.place(anchor, forms).or(before);
        }
    }
    all
}

/// The numbers of the notes that a map of this view tells.
pub(in crate::scene) fn told(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<u32> {
    let callouts = frame.atlas.callouts();
    let features: Vec<FeatureId> = callouts.iter().map(|callout| callout.feature).collect();
    let told = anchor::told(frame, stage, &features);
    let told = (1..).zip(told).filter(|(_, told)| *told);
    told.map(|(number, _)| number).collect()
}

/// The notes of these numbers as a list, in lines no longer than that.
pub(in crate::scene) fn listed(frame: &ViewContext<'_>, numbers: &[u32], room_px: f64) -> Piece {
    let callouts = frame.atlas.callouts();
    let notes = (1..).zip(&callouts);
    let notes: Vec<_> = notes
        .filter(|(number, _)| numbers.contains(number))
        .collect();
    list(frame, &notes, room_px)
}

/// The notes of what is in view or told of with an arrow, the first ones as far as they leave the map its room.
fn noted(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>, names: &LabelLayout) -> Vec<Noted> {
    let most_px2 = MOST * frame.window.width() * frame.window.height();
    let callouts = frame.atlas.callouts();
    let features: Vec<FeatureId> = callouts.iter().map(|callout| callout.feature).collect();
    let anchors = Anchor::all(frame, stage, names, &features);
    let found = (1..).zip(&callouts).zip(anchors);
    let found = found.filter_map(|((number, callout), anchor)| {
        let forms = match frame.in_margins.listed {
            None => notes(frame, number, callout),
            Some(listed) if listed.contains(&number) => vec![number_alone(frame, number)],
            Some(_) => return None,
        };
        // Of what has no symbol the map around an inset tells.
        let anchor = anchor.filter(|anchor| {
            frame.is_picture() || anchor.is_symbol() || frame.in_margins.listed.is_none()
        });
        Some(Noted {
            number,
            anchor: anchor?,
            forms,
            is_lead: frame.atlas.lead() == Some(callout.feature),
        })
    });
    let mut area_px2 = 0.0;
    found
        .take_while(|note| {
            let widest = note.forms.first().map_or([0.0, 0.0], |note| note.size_px);
            area_px2 += widest[0] * widest[1];
            area_px2 <= most_px2
        })
        .collect()
}

/// The lines from notes without a place to the names of what they are about: to the country's where room is kept
/// for that, else to the feature's own or the country's, each where the name stands near and neither a name, a mark
/// nor a margin lies between.
pub(in crate::scene) fn lines_to_names(
    frame: &ViewContext<'_>,
    apart: &[NoteApart],
    names: &LabelLayout,
    taken: &CollisionIndex,
) -> Vec<Item> {
    let lines = apart.iter().filter_map(|apart| {
        let NoteApart {
            feature,
            rect,
            kept,
        } = apart;
        let country = apart.country(frame, names);
        let way = |line: [ScreenPoint; 2], name: &ScreenRect| {
            let way = squares(line, WAY_PX);
            let way = way.filter(|part| !part.overlaps(rect) && !part.overlaps(name));
            way.collect::<Vec<ScreenRect>>()
        };
        let kept = kept.filter(|_| apart.meets_name(frame, names));
        let kept =
            kept.filter(|&line| country.is_some_and(|name| !names.covers_any(&way(line, &name))));
        let own = names.of_marks();
        let own = own.filter(|(other, _)| *other == Subject::Feature(*feature));
        let own = own.map(|(_, name)| name);
        let mut ends = own.chain(country);
        kept.or_else(|| {
            ends.find_map(|name| {
                let line = between(rect, &name);
                let length_px = line[0].distance_px(line[1]);
                let fits = (NAME_LINE_PX[0]..=NAME_LINE_PX[1]).contains(&length_px);
                let way = way(line, &name);
                let clear = way.iter().all(|part| taken.is_free(part)) && !names.covers_any(&way);
                (fits && clear).then_some(line)
            })
        })
    });
    lines.flat_map(|line| line_items(frame, line)).collect()
}

/// The arrow towards what lies beyond the frame: its line, and its head.
fn arrow_items(frame: &ViewContext<'_>, [from, tip]: [ScreenPoint; 2]) -> Vec<Item> {
    let length_px = from.distance_px(tip).max(f64::MIN_POSITIVE);
    let (dx, dy) = (
        (tip.x_px - from.x_px) / length_px,
        (tip.y_px - from.y_px) / length_px,
    );
    let [long_px, half_px] = ARROW_PX;
    let back = |aside: f64| {
        ScreenPoint::new(
            tip.x_px - long_px * dx - aside * dy,
            tip.y_px - long_px * dy + aside * dx,
        )
    };
    let head = Item::Path(Path {
        contours: vec![Contour {
            points: vec![tip, back(half_px), back(-half_px)],
            closed: true,
        }],
        fill: Some(frame.style.text.faded(0.85)),
        stroke: None,
    });
    let line = line_items(frame, [from, back(0.0)]);
    line.into_iter().chain([head]).collect()
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
