//! Numbered notes beside the marks that the map is about: number, words, date and source, and a thin
//! line to the mark. They stand over empty map, never over a mark, and names keep clear of them.

use super::collision_index::{CollisionIndex, Occupant, squares};
use super::furniture::panel;
use super::marks::{PlacedMark, VisibleMarks};
use super::view_context::ViewContext;
use crate::atlas::{Callout, PrecisionClass, Subject};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::shift::shift;
use crate::scene::display::symbols::ring;
use crate::scene::display::text::{balanced, words};
use crate::scene::{Contour, Item, Path, ScreenRect, Stroke, Text, TextAnchor};

/// Width of a note's words, logical pixels.
const WORDS_PX: f64 = 172.0;
const SIZE_PX: f32 = 12.0;
const LEADING_PX: f64 = 15.0;
const SMALL_PX: f32 = 9.5;
/// Room around the words, and where they begin beside the number, logical pixels.
const PADDING_PX: f64 = 6.0;
const INDENT_PX: f64 = 26.0;
/// Half the width of a number's disc, logical pixels.
const DISC_PX: f64 = 8.0;
/// Step in which places are tried, logical pixels.
const STEP_PX: f64 = 10.0;
/// Distance of a note from the frame, and from what it must not cover, logical pixels.
const MARGIN_PX: f64 = 12.0;
const CLEAR_PX: f64 = 5.0;
/// Least and greatest length of the line to the mark, logical pixels.
const LINE_PX: [f64; 2] = [16.0, 330.0];
/// Width of the squares that keep a line's place, logical pixels.
const THICK_PX: f64 = 5.0;
/// Notes are shown on maps of this size on, logical pixels: a smaller one has no room for them.
const LEAST_PX: [f64; 2] = [760.0, 560.0];
/// Notes take at most this part of the map together.
const MOST: f64 = 0.09;
/// What the line may cross at which cost, logical pixels of its length.
const OVER_MARK: f64 = 70.0;
const OVER_NOTE: f64 = 600.0;
/// Cost of covering a place whose name would be lost, or a label's own place, logical pixels.
const OVER_PLACE: f64 = 40.0;
/// Cost of covering a part of a ring in which a place lies, logical pixels.
const OVER_RING: f64 = 90.0;

/// The notes of a view.
#[derive(Debug, Default)]
pub(in crate::scene) struct Callouts {
    pub(in crate::scene) items: Vec<Item>,
    /// The places of the notes and of their lines.
    covers: Vec<ScreenRect>,
}

/// A note with its upper left corner at zero.
struct Note {
    width: f64,
    height: f64,
    items: Vec<Item>,
}

impl Callouts {
    /// The notes whose marks are in view and for which there is room, clear of what is `taken` and of
    /// the `guides` to the `insets`, which no line crosses either. They take their places and those of
    /// their lines.
    pub(in crate::scene) fn lay(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        taken: &mut CollisionIndex,
        guides: &[[ScreenPoint; 2]],
        insets: &[ScreenRect],
    ) -> Self {
        let mut callouts = Self::default();
        let [least_x, least_y] = LEAST_PX;
        let large = frame.window.width() >= least_x && frame.window.height() >= least_y;
        if !frame.view.furniture.callouts || !large {
            return callouts;
        }
        let marks: Vec<ScreenRect> = taken.rects(Occupant::Mark).collect();
        let soft = soft(frame, stage);
        let rings = rings(frame, stage);
        taken.take_all(
            guides.iter().flat_map(|&line| squares(line, THICK_PX)),
            Occupant::Kept,
        );
        let most_px2 = MOST * frame.window.width() * frame.window.height();
        let mut area_px2 = 0.0;
        for (number, callout) in (1..).zip(frame.atlas.callouts()) {
            let subject = Subject::Feature(callout.feature);
            let Some(mark) = stage.standing.iter().find(|mark| mark.subject() == subject) else {
                continue;
            };
            let note = note(frame, number, &callout);
            if area_px2 + note.width * note.height > most_px2 {
                break;
            }
            let place = Places {
                frame,
                taken,
                marks: &marks,
                notes: &callouts.covers,
                insets,
                soft: &soft,
                rings: &rings,
            };
            let Some(rect) = place.best(mark.at, note.width, note.height) else {
                continue;
            };
            area_px2 += note.width * note.height;
            let reach_px = if mark.mark.look.pinned {
                mark.reach_px()
            } else {
                2.0
            };
            let line = line(rect, mark.at, reach_px);
            let covered = callouts.covers.len();
            callouts.draw(frame, line, mark, note, rect);
            let drawn = callouts.covers[covered..].iter().copied();
            taken.take_all(drawn, Occupant::Margin);
        }
        callouts
    }

    fn draw(
        &mut self,
        frame: &ViewContext<'_>,
        line: [ScreenPoint; 2],
        mark: &PlacedMark<'_>,
        note: Note,
        rect: ScreenRect,
    ) {
        let style = frame.style;
        let path = |stroke| {
            Item::Path(Path {
                contours: vec![Contour {
                    points: line.to_vec(),
                    closed: false,
                }],
                fill: None,
                stroke: Some(stroke),
            })
        };
        self.items
            .push(path(Stroke::solid(style.land.faded(0.8), 2.6)));
        self.items
            .push(path(Stroke::solid(style.text.faded(0.85), 0.9)));
        if !mark.mark.look.pinned {
            // There is no symbol for the line to end at, and none shall be made up: a small open ring.
            self.items.push(Item::Path(ring(
                line[1],
                2.0,
                Stroke::solid(style.text, 0.9),
            )));
        }
        let items = note.items.into_iter();
        self.items
            .extend(items.map(|item| shift(item, rect.left, rect.top)));
        self.covers.push(rect);
        self.covers.extend(squares(line, THICK_PX));
    }
}

/// Places that a note had better leave free: towns, and the places of labels without a symbol.
fn soft(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<ScreenPoint> {
    let towns = frame.prepared.places.iter().filter(|place| place.rank <= 2);
    let towns = towns.map(|place| frame.camera.screen_from_map(place.at));
    let labels = stage.standing.iter().filter(|mark| !mark.mark.look.pinned);
    towns.chain(labels.map(|mark| mark.at)).collect()
}

/// A ring within which a place lies, in the window.
struct Ring {
    middle: ScreenPoint,
    radius_px: f64,
}

impl Ring {
    /// Whether a rectangle covers a part of the ring's line.
    fn is_cut_by(&self, rect: &ScreenRect) -> bool {
        let near_px = nearest(rect, self.middle).distance_px(self.middle);
        let corners = [
            (rect.left, rect.top),
            (rect.right, rect.top),
            (rect.left, rect.bottom),
            (rect.right, rect.bottom),
        ];
        let far_px = corners
            .map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px).distance_px(self.middle))
            .into_iter()
            .fold(0.0, f64::max);
        (near_px..=far_px).contains(&self.radius_px)
    }
}

/// The rings that the marks of a view are drawn with.
fn rings(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<Ring> {
    let drawn = stage.standing.iter().filter(|mark| mark.stack > 0);
    let sure = drawn.filter(|mark| {
        let feature = frame.atlas.feature(mark.mark.ix);
        feature.zone.is_none() && feature.precision.class != PrecisionClass::Country
    });
    let reaches = sure.flat_map(|mark| &mark.mark.drawn(frame.atlas).reach);
    let rings = reaches.map(|reach| Ring {
        middle: frame.camera.screen_from_map(reach.bounds.center()),
        radius_px: reach.bounds.width_m() / 2.0 / frame.camera.metres_per_px,
    });
    rings.collect()
}

fn note(frame: &ViewContext<'_>, number: u32, callout: &Callout) -> Note {
    let style = frame.style;
    let mut items = Vec::new();
    let mut width = 0.0_f64;
    let mut baseline = PADDING_PX + 11.0;
    let mut line = |said: String, size_px: f32, color, baseline: f64| {
        let at = ScreenPoint::new(INDENT_PX, baseline);
        let text = words(at, TextAnchor::Start, said, size_px, color);
        width = width.max(f64::from(text.face.advance(&text.text, size_px, 0.0)));
        items.push(Item::Text(text));
    };
    for said in balanced(&callout.text, Face::Sans, SIZE_PX, WORDS_PX) {
        line(said, SIZE_PX, style.text, baseline);
        baseline += LEADING_PX;
    }
    let small = callout.small_print(&frame.atlas.dossier);
    if !small.is_empty() {
        for said in balanced(&small, Face::Sans, SMALL_PX, WORDS_PX) {
            line(said, SMALL_PX, style.quiet_text, baseline - 1.0);
            baseline += 12.0;
        }
    }
    let (width, height) = (INDENT_PX + width + PADDING_PX, baseline - 11.0 + PADDING_PX);
    items.insert(0, panel(style, width, height));
    items.extend(disc(frame, number));
    Note {
        width,
        height,
        items,
    }
}

/// A note's number on a disc.
fn disc(frame: &ViewContext<'_>, number: u32) -> [Item; 2] {
    let style = frame.style;
    let middle = ScreenPoint::new(PADDING_PX + DISC_PX - 1.0, PADDING_PX + DISC_PX - 1.0);
    let mut disc = ring(middle, DISC_PX, Stroke::solid(style.text, 0.8));
    disc.fill = Some(style.text);
    let at = ScreenPoint::new(middle.x_px, middle.y_px + 4.0);
    let figure = words(
        at,
        TextAnchor::Middle,
        number.to_string(),
        11.0,
        style.panel,
    );
    let figure = Text {
        face: Face::SansSemiBold,
        ..figure
    };
    [Item::Path(disc), Item::Text(figure)]
}

/// What a place for a note is judged by.
struct Places<'a> {
    frame: &'a ViewContext<'a>,
    taken: &'a CollisionIndex,
    marks: &'a [ScreenRect],
    notes: &'a [ScreenRect],
    insets: &'a [ScreenRect],
    soft: &'a [ScreenPoint],
    rings: &'a [Ring],
}

impl Places<'_> {
    /// The free place whose line to the mark is short and crosses least.
    fn best(&self, mark: ScreenPoint, width: f64, height: f64) -> Option<ScreenRect> {
        let room = self.frame.window.inflated(-MARGIN_PX);
        let steps = |length: f64| (length / STEP_PX).floor().max(0.0) as u32;
        let (columns, rows) = (steps(room.width() - width), steps(room.height() - height));
        let [least, most] = LINE_PX;
        let all = (0..=columns).flat_map(|column| (0..=rows).map(move |row| (column, row)));
        let places = all.map(|(column, row)| {
            let left = room.left + STEP_PX * f64::from(column);
            let top = room.top + STEP_PX * f64::from(row);
            ScreenRect::new(left, top, width, height)
        });
        let away = places.map(|rect| (nearest(&rect, mark).distance_px(mark), rect));
        let mut near: Vec<(f64, ScreenRect)> = away
            .filter(|(away_px, _)| (least..=most).contains(away_px))
            .collect();
        // A place costs at least its distance: from the first that is farther away than the best
        // one costs none can be better.
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut best: Option<(f64, ScreenRect)> = None;
        for (away_px, rect) in near {
            if best.is_some_and(|(cost, _)| cost <= away_px) {
                break;
            }
            if !self.taken.is_free_for_inset(&rect.inflated(CLEAR_PX)) {
                continue;
            }
            let cost = away_px + self.cost(&rect, mark);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        best.map(|(_, rect)| rect)
    }

    fn cost(&self, rect: &ScreenRect, mark: ScreenPoint) -> f64 {
        let squares: Vec<ScreenRect> = squares(line(*rect, mark, 12.0), THICK_PX).collect();
        let crossed = |others: &[ScreenRect]| {
            let others = others.iter();
            let others = others.filter(|other| !other.contains(mark));
            let crossed = others.filter(|other| squares.iter().any(|part| part.overlaps(other)));
            crossed.count() as f64
        };
        let covered = self
            .soft
            .iter()
            .filter(|at| rect.inflated(6.0).contains(**at));
        let rings = self.rings.iter().filter(|ring| ring.is_cut_by(rect));
        OVER_MARK * crossed(self.marks)
            + OVER_NOTE * crossed(self.notes)
            + OVER_NOTE * crossed(self.insets)
            + OVER_PLACE * covered.count() as f64
            + OVER_RING * rings.count() as f64
    }
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

/// The point of a rectangle that is nearest to `at`.
fn nearest(rect: &ScreenRect, at: ScreenPoint) -> ScreenPoint {
    ScreenPoint::new(
        at.x_px.clamp(rect.left, rect.right),
        at.y_px.clamp(rect.top, rect.bottom),
    )
}
