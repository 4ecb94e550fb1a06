//! Where a note can stand, and what each place costs.

use super::Insets;
use super::anchor::{Anchor, End, country_alone};
use super::name_rooms::NameRooms;
use super::note::Note;
use crate::atlas::basemap::CountryIx;
use crate::earth::ScreenPoint;
use crate::scene::ScreenRect;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant, squares};
use crate::scene::layout::labels::places_in_country;
use crate::scene::layout::marks::{Ring, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;

/// Step in which places are tried, logical pixels.
const STEP_PX: f64 = 8.0;
/// Distance of a note from the frame, and from what it must not cover, logical pixels.
const MARGIN_PX: f64 = 12.0;
const CLEAR_PX: f64 = 5.0;
/// Least and greatest length of the line to the mark, logical pixels.
const LINE_PX: [f64; 2] = [16.0, 330.0];
/// Least length of an arrow to what lies beyond the frame, logical pixels: a shorter one is all head.
const ARROW_LEAST_PX: f64 = 26.0;
/// A line longer than this costs more for each further pixel, logical pixels: a reader follows a short
/// one at a glance.
const LONG_PX: f64 = 110.0;
/// Added cost of each pixel of a line past [`LONG_PX`].
const LONG_COST: f64 = 2.0;
/// Half the width of what stays clear around the end of a line that points at no symbol, logical pixels.
const END_CLEAR_PX: f64 = 7.0;
/// Distance of a line from the symbols of other marks, logical pixels.
const CLEAR_OF_SYMBOL_PX: f64 = 1.0;
/// Width of the squares by which a line is found, logical pixels.
const THICK_PX: f64 = 5.0;
/// Width of the squares by which an inset's guide line is found, logical pixels.
const GUIDE_PX: f64 = 8.0;
/// Cost of each form of a note after the first, which is the widest, logical pixels.
const OTHER_FORM: f64 = 24.0;
/// Cost of a line across a place that is kept for the name of a country or capital, logical pixels.
const OVER_KEPT: f64 = 600.0;
/// Cost of a line across an inset, logical pixels.
const OVER_INSET: f64 = 600.0;
/// Cost of covering a guide line of an inset, and of crossing one, logical pixels.
const OVER_GUIDE: f64 = 60.0;
/// Cost of covering a place whose name would be lost, or a label's own place, logical pixels.
const OVER_PLACE: f64 = 40.0;
/// Cost of a note without a line to the name of the country that it is about, logical pixels.
const UNLED: f64 = 250.0;
/// Least and greatest length of a line to a name, logical pixels: beside its name a note needs none, and far from
/// it a line would say more than the country does.
pub(super) const NAME_LINE_PX: [f64; 2] = [10.0, 140.0];
/// Distance of what is kept for a line from the name that it ends at, logical pixels.
const BESIDE_NAME_PX: f64 = 4.0;
/// Cost of covering a part of a ring in which a place lies, logical pixels.
const OVER_RING: f64 = 90.0;

/// A note in its place.
#[derive(Debug, PartialEq)]
pub(super) struct Placed {
    /// What the place costs, logical pixels.
    pub(super) cost: f64,
    /// Which of its forms stands there.
    pub(super) form: usize,
    pub(super) rect: ScreenRect,
    /// The line to its mark.
    pub(super) line: Option<[ScreenPoint; 2]>,
    /// What names and other notes keep clear of.
    pub(super) covers: Vec<ScreenRect>,
}

/// What a place for a note is judged by.
#[derive(Clone)]
pub(super) struct Places<'a> {
    frame: &'a ViewContext<'a>,
    /// What no note may cover, beside other notes.
    taken: &'a CollisionIndex,
    /// The symbols of marks: the middle of each and how far it reaches.
    symbols: Vec<(ScreenPoint, f64)>,
    /// Places that are kept for the names of countries and capitals.
    kept: Vec<ScreenRect>,
    /// The other notes that have their places, and their lines.
    notes: Vec<ScreenRect>,
    insets: &'a [ScreenRect],
    soft: Vec<ScreenPoint>,
    names: NameRooms,
    guides: Vec<ScreenRect>,
    rings: Vec<Ring>,
}

impl<'a> Places<'a> {
    /// The places of a view, clear of what is `taken` and, where there is room elsewhere, of the
    /// guides to the `insets`.
    pub(super) fn of(
        frame: &'a ViewContext<'a>,
        stage: &VisibleMarks<'_>,
        taken: &'a CollisionIndex,
        insets: &'a Insets,
    ) -> Self {
        let drawn = stage.standing.iter().filter(|mark| mark.is_drawn());
        let symbols = drawn.map(|mark| (mark.at, mark.reach_px())).collect();
        let kept = taken.rects(Occupant::Kept).collect();
        let guides = insets.guides.iter();
        let guides = guides.flat_map(|&line| squares(line, GUIDE_PX));
        let names = NameRooms::of(frame, stage, taken, &insets.sources);
        Self {
            frame,
            taken,
            symbols,
            kept,
            notes: Vec::new(),
            insets: &insets.rects,
            soft: soft(frame, stage),
            names,
            guides: guides.collect(),
            rings: Ring::all(frame, &stage.standing),
        }
    }

    /// The places beside `others`, which notes and their lines cover.
    pub(super) fn beside(&self, others: Vec<ScreenRect>) -> Self {
        let mut places = self.clone();
        places.names.take(&others);
        places.notes = others;
        places
    }

    /// The best place of a note in one of its forms: on the country's land where no more is known of the
    /// mark than that, else where it is near.
    pub(super) fn place(&self, anchor: &Anchor, forms: &[Note]) -> Option<Placed> {
        let country = country_alone(self.frame, anchor.feature);
        let in_country = country.and_then(|country| self.in_country(anchor, country, forms));
        let (cost, form, rect) = in_country.or_else(|| self.best(anchor, forms))?;
        let line = self.line_to(&rect, anchor);
        let way = line.into_iter().flat_map(|line| squares(line, THICK_PX));
        // The name's own place stays free for it.
        let name = if let End::Country(name) = anchor.end {
            name.map(|name| name.inflated(BESIDE_NAME_PX))
        } else {
            None
        };
        let way = way.filter(|part| name.is_none_or(|name| !part.overlaps(&name)));
        // A name that began at the end of a line would be read as what that points at.
        let is_bare = matches!(anchor.end, End::Place | End::Beyond(_));
        let end = line.filter(|_| is_bare);
        let end = end.map(|[_, end]| ScreenRect::around(end, END_CLEAR_PX));
        Some(Placed {
            cost,
            form,
            rect,
            line,
            covers: way.chain(end).chain([rect]).collect(),
        })
    }

    /// What no note may cover, as what blocks labels: places that are kept for labels are among it.
    fn blocked(&self) -> CollisionIndex {
        let mut blocked = CollisionIndex::default();
        for occupant in [Occupant::Mark, Occupant::Margin, Occupant::Kept] {
            blocked.take_all(self.taken.rects(occupant), Occupant::Margin);
        }
        blocked.take_all(self.notes.iter().copied(), Occupant::Margin);
        blocked
    }

    /// The place on the land of a mark's country for the first form of a note that has one: what it costs,
    /// which form, and where.
    fn in_country(
        &self,
        anchor: &Anchor,
        country: CountryIx,
        forms: &[Note],
    ) -> Option<(f64, usize, ScreenRect)> {
        let mut forms = forms.iter().enumerate();
        forms.find_map(|(form, note)| {
            let (cost, rect) = self.on_land(anchor, country, note.size_px)?;
            Some((cost, form, rect))
        })
    }

    /// The best place for a note of this size on the land of a country, with its cost.
    fn on_land(
        &self,
        anchor: &Anchor,
        country: CountryIx,
        [width, height]: [f64; 2],
    ) -> Option<(f64, ScreenRect)> {
        let room = [width + 2.0 * CLEAR_PX, height + 2.0 * CLEAR_PX];
        let within = places_in_country(self.frame, country, self.blocked(), room, anchor.at);
        let within = within.into_iter().map(|middle| {
            let left = middle.x_px - width / 2.0;
            ScreenRect::new(left, middle.y_px - height / 2.0, width, height)
        });
        let cost = |rect: &ScreenRect| {
            rect.center().distance_px(anchor.at) + self.covered(rect) + self.names.cost(rect, &[])
        };
        let costs = within.map(|rect| (cost(&rect), rect));
        costs.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The free place near the mark that covers least, and whose line runs through no symbol and no other note
    /// and crosses least, for one of the forms of a note: what it costs, which form, and where.
    fn best(&self, anchor: &Anchor, forms: &[Note]) -> Option<(f64, usize, ScreenRect)> {
        let places = forms.iter().enumerate().filter_map(|(form, note)| {
            let (cost, rect) = self.cheapest(anchor, note.size_px)?;
            Some((cost + OTHER_FORM * form as f64, form, rect))
        });
        places.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The free place of the least cost for a note of this size, with its cost.
    fn cheapest(&self, anchor: &Anchor, [width, height]: [f64; 2]) -> Option<(f64, ScreenRect)> {
        let room = self.frame.window.inflated(-MARGIN_PX);
        let steps = |length: f64| (length / STEP_PX).floor().max(0.0) as u32;
        let (columns, rows) = (steps(room.width() - width), steps(room.height() - height));
        let [least, most] = LINE_PX;
        let least = if matches!(anchor.end, End::Beyond(_)) {
            ARROW_LEAST_PX
        } else {
            least
        };
        let all = (0..=columns).flat_map(|column| (0..=rows).map(move |row| (column, row)));
        let places = all.map(|(column, row)| {
            let left = room.left + STEP_PX * f64::from(column);
            let top = room.top + STEP_PX * f64::from(row);
            ScreenRect::new(left, top, width, height)
        });
        let away = places.map(|rect| (self.away_px(&rect, anchor), rect));
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
            let room = rect.inflated(CLEAR_PX);
            let on_note = self.notes.iter().any(|note| note.overlaps(&room));
            if on_note || !self.taken.is_free_for_inset(&room) {
                continue;
            }
            let line = self.line_to(&rect, anchor);
            let way = line.into_iter().flat_map(|line| squares(line, THICK_PX));
            let way: Vec<ScreenRect> = way.collect();
            if !self.is_clear(anchor, line, &way) {
                continue;
            }
            let long_px = (away_px - LONG_PX).max(0.0);
            let is_led = line.is_some() || away_px < NAME_LINE_PX[0];
            let cost = away_px
                + LONG_COST * long_px
                + if is_led { 0.0 } else { UNLED }
                + self.crossed(&way, anchor.at)
                + self.covered(&rect)
                + self.names.cost(&rect, &way);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        best
    }

    /// How far what a note is about lies from it.
    fn away_px(&self, rect: &ScreenRect, anchor: &Anchor) -> f64 {
        match anchor.end {
            End::Symbol(_) | End::Place | End::Country(None) => {
                rect.nearest(anchor.at).distance_px(anchor.at)
            }
            End::Country(Some(_)) | End::Beyond(_) => {
                let line = anchor.line_from(self.frame, rect);
                line.map_or(f64::INFINITY, |[from, to]| from.distance_px(to))
            }
        }
    }

    /// The line from a note to what it is about; none where that is a name which stands beside the note or far from
    /// it, or to which no way is clear.
    fn line_to(&self, rect: &ScreenRect, anchor: &Anchor) -> Option<[ScreenPoint; 2]> {
        let line = anchor.line_from(self.frame, rect)?;
        if let End::Country(_) = anchor.end {
            let way: Vec<ScreenRect> = squares(line, THICK_PX).collect();
            let fits = (NAME_LINE_PX[0]..=NAME_LINE_PX[1]).contains(&line[0].distance_px(line[1]));
            return (fits && self.is_clear(anchor, Some(line), &way)).then_some(line);
        }
        Some(line)
    }

    /// Whether a line runs through no symbol and no other note.
    fn is_clear(
        &self,
        anchor: &Anchor,
        line: Option<[ScreenPoint; 2]>,
        way: &[ScreenRect],
    ) -> bool {
        let meets_symbol = line.is_some_and(|line| self.meets_symbol(anchor, line));
        !meets_symbol && crossed(way, anchor.at, &self.notes) == 0
    }

    /// Whether a line from a note to its mark runs through the symbol of another mark.
    fn meets_symbol(&self, anchor: &Anchor, line: [ScreenPoint; 2]) -> bool {
        let others = self.symbols.iter();
        let mut others = others.filter(|(at, reach_px)| at.distance_px(anchor.at) > *reach_px);
        others.any(|(at, reach_px)| away_px(line, *at) < reach_px + CLEAR_OF_SYMBOL_PX)
    }

    /// The cost of what the line to the mark crosses, beside symbols.
    fn crossed(&self, line: &[ScreenRect], mark: ScreenPoint) -> f64 {
        let crossed = |others: &[ScreenRect]| crossed(line, mark, others) as f64;
        OVER_KEPT * crossed(&self.kept)
            + OVER_INSET * crossed(self.insets)
            + OVER_GUIDE * crossed(&self.guides).min(1.0)
    }

    /// The cost of what the note itself covers.
    fn covered(&self, rect: &ScreenRect) -> f64 {
        let near = rect.inflated(6.0);
        let places = self.soft.iter().filter(|at| near.contains(**at)).count();
        let rings = self.rings.iter().filter(|ring| ring.is_cut_by(rect));
        let over_guide = self.guides.iter().any(|guide| guide.overlaps(rect));
        OVER_PLACE * places as f64
            + OVER_RING * rings.count() as f64
            + if over_guide { OVER_GUIDE } else { 0.0 }
    }
}

/// Distance of a place from a line between two others.
fn away_px([from, to]: [ScreenPoint; 2], at: ScreenPoint) -> f64 {
    let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
    let along = (at.x_px - from.x_px) * dx + (at.y_px - from.y_px) * dy;
    let length_px2 = (dx * dx + dy * dy).max(f64::MIN_POSITIVE);
    let part = (along / length_px2).clamp(0.0, 1.0);
    at.distance_px(ScreenPoint::new(
        from.x_px + part * dx,
        from.y_px + part * dy,
    ))
}

/// Number of rectangles that the squares along a line to a mark overlap, but for those around the mark.
fn crossed(line: &[ScreenRect], mark: ScreenPoint, others: &[ScreenRect]) -> usize {
    let others = others.iter().filter(|other| !other.contains(mark));
    let crossed = others.filter(|other| line.iter().any(|part| part.overlaps(other)));
    crossed.count()
}

/// Places that a note had better leave free: towns, and the places of labels without a symbol.
fn soft(frame: &ViewContext<'_>, stage: &VisibleMarks<'_>) -> Vec<ScreenPoint> {
    let towns = frame.prepared.places.iter().filter(|place| place.rank <= 2);
    let towns = towns.map(|place| frame.camera.screen_from_map(place.at));
    let labels = stage.standing.iter().filter(|mark| !mark.mark.look.pinned);
    towns.chain(labels.map(|mark| mark.at)).collect()
}
