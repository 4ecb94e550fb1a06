//! Names of claimed areas, with who holds and who claims them.

use super::candidate::{AnchorPlacement, Below, COUNTRY, Candidate, Owner, text};
use super::label_position::{LEADING, Site, all_apart};
use super::land_room::{Blocked, LandRoom};
use crate::atlas::LayerIx;
use crate::atlas::basemap::{Claimed, CountryIx};
use crate::earth::ScreenPoint;
use crate::scene::Text;
use crate::scene::display::fonts::Face;
use crate::scene::display::text::{Reach, balanced};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::ClaimedArea;

/// Size of the letters, logical pixels.
const SIZE_PX: f32 = 10.0;
/// Width of the narrowest area whose name is looked for a place, logical pixels.
const LEAST_PX: f64 = 30.0;
/// Width of the lines that say who holds and who claims an area, logical pixels.
const LINE_PX: f64 = 110.0;
/// Width of the same lines in an area that is too narrow for those, logical pixels.
const NARROW_LINE_PX: f64 = 84.0;
/// Places that are offered for one name, and their distance from each other, logical pixels: most areas are small, and
/// names of marks reach into them.
const PLACES: usize = 64;
const APART_PX: f64 = 6.0;

/// The names of the claimed areas in view that have room for them.
pub(super) fn claimed(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    blocked: &Blocked,
    candidates: &mut Vec<Candidate>,
) {
    let Some(ground) = frame.land() else {
        return;
    };
    // Every level has the same areas.
    let Some(level) = frame.atlas.basemap.levels.first() else {
        return;
    };
    let in_view: Vec<&ClaimedArea> = ground.claimed.within(frame.seen).collect();
    for (number, area) in level.claimed.iter().enumerate() {
        let pieces = in_view.iter().copied();
        let pieces: Vec<&ClaimedArea> = pieces.filter(|piece| piece.number == number).collect();
        let wide = |piece: &&ClaimedArea| {
            piece.geometry.bounds.width_m() >= LEAST_PX * frame.camera.metres_per_px
        };
        if !pieces.iter().any(wide) {
            continue;
        }
        let land = pieces.iter().map(|piece| piece.geometry.as_ref());
        let land = Within {
            room: LandRoom::of_claimed(frame, land, blocked.window()),
            blocked,
        };
        candidates.extend(of_area(frame, layer, (number, area), &land));
    }
}

/// What is seen of a claimed area, and what no name may cover there.
struct Within<'a> {
    room: LandRoom,
    blocked: &'a Blocked,
}

impl Within<'_> {
    /// The places within the area for a label of these lines, the best first.
    fn places(&self, lines: &Lines) -> Vec<ScreenPoint> {
        let [first, ..] = lines.as_slice() else {
            return Vec::new();
        };
        let width_px = lines.iter().map(|line| {
            let advance = line.face.advance(&line.text, line.size_px, line.spacing_px);
            f64::from(advance)
        });
        let cap_px = f64::from(first.face.cap_height(first.size_px));
        let below_px = LEADING * f64::from(first.size_px) * (lines.len() - 1) as f64;
        let size = [width_px.fold(0.0, f64::max), cap_px + below_px];
        let middle = self.room.middle();
        middle.map_or_else(Vec::new, |middle| {
            let offer = (PLACES, APART_PX);
            self.room.places_apart(self.blocked, size, middle, offer)
        })
    }
}

/// The lines of a label, the name first.
type Lines = Vec<Text>;

/// The labels that an area may have, of which one stands: its name with holder and claimants within it;
/// else all that apart from it, with a line to it; else as much of it as it has room for, who holds and who claims it
/// first.
fn of_area(
    frame: &ViewContext<'_>,
    layer: LayerIx,
    (number, area): (usize, &Claimed),
    within: &Within<'_>,
) -> Vec<Candidate> {
    let candidate = |stand: AnchorPlacement, at: ScreenPoint, lines: Lines| {
        let mut lines = lines.into_iter();
        let name = lines.next()?;
        let below = lines.map(|text| Below {
            reach: Reach::of(&text),
            text,
        });
        Some(Candidate {
            priority: COUNTRY,
            owner: Owner::Claimed(number),
            layer: Some(layer),
            at: frame.camera.map_from_screen(at),
            stand,
            dot_px: 0.0,
            reach: Reach::of(&name),
            text: name,
            below: below.collect(),
            stack: 0,
            place: None,
            borne_by: None,
        })
    };
    let inside = |lines: Lines| {
        let places = within.places(&lines);
        let at = *places.first()?;
        let places = places.into_iter();
        let places = places.map(|at| frame.camera.map_from_screen(at)).collect();
        candidate(AnchorPlacement::Within { places }, at, lines)
    };
    let words = Words::of(frame, area);
    let whole = words.whole().into_iter().filter_map(inside);
    let heart = within.room.heart();
    let apart = heart.and_then(|at| {
        let places = all_apart();
        candidate(AnchorPlacement::Apart { places }, at, words.lines(LINE_PX))
    });
    let apart = apart.and_then(|apart| clear_of_others(frame, within.blocked, area, &apart));
    let parts = words.parts().into_iter().filter_map(inside);
    whole.chain(apart).chain(parts).collect()
}

/// The same label at places off all claimed land and off the land of countries that neither hold nor claim
/// the area; none where there is no such place: it would be read as theirs.
fn clear_of_others(
    frame: &ViewContext<'_>,
    blocked: &Blocked,
    area: &Claimed,
    candidate: &Candidate,
) -> Option<Candidate> {
    let sides = area.held_by.iter().chain(&area.claimed_by);
    let sides: Vec<CountryIx> = sides.copied().collect();
    let land = blocked.ground().land_of(frame, &sides);
    let is_theirs = |rect: &_| land.as_ref().is_none_or(|land| land.is_clear(rect));
    let site = Site::of(candidate, &frame.camera);
    let is_clear = |place: &usize| {
        let is_free = |rect: &_| blocked.is_unclaimed(rect) && is_theirs(rect);
        site.spot(*place, &is_free).is_some()
    };
    let places: Vec<usize> = all_apart().into_iter().filter(is_clear).collect();
    (!places.is_empty()).then(|| Candidate {
        stand: AnchorPlacement::Apart { places },
        ..candidate.clone()
    })
}

/// What the label of an area may say.
struct Words<'a> {
    frame: &'a ViewContext<'a>,
    name: &'a str,
    held: String,
    claimed: String,
}

impl<'a> Words<'a> {
    fn of(frame: &'a ViewContext<'_>, area: &'a Claimed) -> Self {
        Self {
            frame,
            name: &area.name,
            held: format!("held by {}", frame.atlas.holder(area)),
            claimed: format!("claimed by {}", frame.atlas.claimants(area).join(", ")),
        }
    }

    fn line(&self, words: &str) -> Text {
        let style = self.frame.style;
        text(
            words,
            Face::SansItalic,
            self.frame.letters_px(SIZE_PX),
            style.disputed,
            style.neighbour,
        )
    }

    /// Name, holder and claimants, in one line or in several.
    fn whole(&self) -> [Lines; 3] {
        let Self {
            name,
            held,
            claimed,
            ..
        } = self;
        let one = self.line(&format!("{name} ({held}, {claimed})"));
        [vec![one], self.lines(LINE_PX), self.lines(NARROW_LINE_PX)]
    }

    /// Name, holder and claimants, each in lines of their own.
    fn lines(&self, width_px: f64) -> Lines {
        let is_narrow = width_px < LINE_PX;
        let name = if is_narrow {
            self.wrapped(self.name, width_px)
        } else {
            vec![self.line(self.name)]
        };
        [name, self.sides(width_px)].concat()
    }

    /// Holder and claimants alone.
    fn sides(&self, width_px: f64) -> Lines {
        [&self.held, &self.claimed]
            .map(|words| self.wrapped(words, width_px))
            .concat()
    }

    /// Words in lines of this width at the usual size of letters, logical pixels.
    fn wrapped(&self, words: &str, width_px: f64) -> Lines {
        let size_px = self.frame.letters_px(SIZE_PX);
        let width_px = width_px * f64::from(size_px / SIZE_PX);
        let lines = balanced(words, Face::SansItalic, size_px, width_px);
        lines.iter().map(|line| self.line(line)).collect()
    }

    /// Less than all of it, the most first.
    fn parts(&self) -> [Lines; 3] {
        let Self { name, claimed, .. } = self;
        let [most, least] = [format!("{name} ({claimed})"), (*name).to_owned()]
            .map(|words| vec![self.line(&words)]);
        [self.sides(LINE_PX), most, least]
    }
}
