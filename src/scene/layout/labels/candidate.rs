//! A name that asks for a place on the map.

use super::along::LineStretch;
use crate::atlas::basemap::{CountryIx, TownIx};
use crate::atlas::{LayerIx, Subject};
use crate::earth::{MapPoint, ScreenPoint};
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::text::Reach;
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Color, ScreenRect, Text, TextAnchor};

/// Priorities, the lower the sooner: the map's own countries, their capitals and the lead, which no
/// picture may lack, then marks by weight, then everything else. The selected mark's name stands
/// before them all.
pub(super) const FOCUS_COUNTRY: u32 = 1;
pub(super) const FOCUS_CAPITAL: u32 = 2;
pub(super) const LEAD: u32 = 3;
/// The heaviest mark; each lower weight comes one later.
const FIRST_MARK: u32 = 10;
/// Names of marks come no later: stacks without a name are counted then.
pub(super) const LAST_MARK: u32 = FIRST_MARK + 100;
pub(super) const COUNTRY: u32 = 200;
pub(super) const CAPITAL: u32 = 201;
pub(super) const CITY: u32 = 210;
/// Cities of the last rank, and the world's towns that the gazetteer does not have.
pub(super) const LAST_CITY: u32 = CITY + 9;
pub(super) const WATER: u32 = 220;
pub(super) const EXPANSE: u32 = 230;

/// The priority of a mark's name, by the mark's weight.
pub(super) fn of_weight(weight: u8) -> u32 {
    LAST_MARK - u32::from(weight.min(100))
}

/// Distances at which names of weight may stand apart from their marks, and those of the map's own
/// capitals, which are named in any case.
pub(super) const APART: usize = 3;
pub(super) const FAR_APART: usize = 6;

/// Which names are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NameScope {
    /// All that the view asks for.
    #[default]
    All,
    /// Those that no picture may lack. They stand where they do among all the others, which come
    /// after them.
    Firm,
    /// All that a detail inset asks for: the map around it names the countries, so that its marks come
    /// before them.
    Inset,
}

impl NameScope {
    /// Whether what is named is looked at as it stands: a picture, or an inset, which is not panned.
    pub(super) fn is_still(self, frame: &ViewContext<'_>) -> bool {
        frame.is_picture() || self == Self::Inset
    }
}

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Mark(Subject),
    Place(usize),
    Town(TownIx),
    Country(CountryIx),
    Claimed(usize),
    Exclave(usize),
    Sea(usize),
}

/// Where a name may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum AnchorPlacement {
    /// Beside a point, at `clear_px` from its middle; or apart from it with a leader line, at this number
    /// of distances.
    Beside { clear_px: f64, distances: usize },
    /// With its middle on the anchor, or near to it.
    Over,
    /// With its middle on one of these, the best first: places within an area.
    Within { places: Vec<MapPoint> },
    /// Apart from a point within what it names, with a leader line to it: the numbers of the places that it
    /// may have.
    Apart { places: Vec<usize> },
    /// Along a line, in the best of these places.
    Along { stretches: Vec<LineStretch> },
}

impl AnchorPlacement {
    /// The same without places apart.
    pub(super) fn unled(self) -> Self {
        self.led_over(0)
    }

    /// The same with places apart from a point at so many distances.
    pub(super) fn led_over(self, distances: usize) -> Self {
        match self {
            Self::Beside { clear_px, .. } => Self::Beside {
                clear_px,
                distances,
            },
            other => other,
        }
    }
}

/// Approximate position of the window within the region that was laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct InView<'a> {
    pub(super) window: ScreenRect,
    /// The margins of the window.
    pub(super) furniture: &'a [ScreenRect],
    /// How far the window may lie from there in each direction, logical pixels.
    pub(super) off_px: f64,
}

impl InView<'_> {
    /// Whether a place is clear of the window's edge and of what stands on it, wherever the window
    /// lies.
    pub(super) fn surely_holds(&self, rect: &ScreenRect) -> bool {
        let mut furniture = self.furniture.iter();
        self.window.inflated(-self.off_px).holds(rect)
            && !furniture.any(|other| other.inflated(self.off_px).overlaps(rect))
    }

    /// What no name that lies within an area may cover: furniture and marks.
    pub(super) fn taken(&self, stage: &VisibleMarks<'_>) -> CollisionIndex {
        let mut taken = stage.taken();
        taken.take_all(self.furniture.iter().copied(), Occupant::Margin);
        taken
    }
}

/// A further line of a label.
#[derive(Debug, Clone)]
pub(super) struct Below {
    pub(super) text: Text,
    pub(super) reach: Reach,
}

/// A name that asks for a place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The lower, the sooner.
    pub(super) priority: u32,
    pub(super) owner: Owner,
    pub(super) layer: Option<LayerIx>,
    pub(super) at: MapPoint,
    pub(super) stand: AnchorPlacement,
    /// Half the width of the dot that comes with it; 0 for none.
    pub(super) dot_px: f64,
    pub(super) text: Text,
    pub(super) reach: Reach,
    /// Further lines beneath the name, such as who holds a claimed area.
    pub(super) below: Vec<Below>,
    /// How many marks share its place; 0 for what is no mark.
    pub(super) stack: usize,
    /// The place of the gazetteer that it names beside its own: a stack goes by its town's name.
    pub(super) place: Option<usize>,
    /// The mark that bears the name of this town, in whatever spelling: the town has its name only where
    /// that mark has none.
    pub(super) borne_by: Option<Owner>,
}

impl Candidate {
    /// Whether it is a name that no picture may lack.
    pub(super) fn is_firm(&self) -> bool {
        self.priority <= LEAD
    }

    /// What it says, in small letters: of those that say the same one has a place. Whatever the label of a
    /// claimed area says of its holder, it says the area's name.
    pub(super) fn says(&self) -> String {
        let said = self.text.text.as_str();
        let name = match self.owner {
            Owner::Claimed(_) => said.split_once(" (").map_or(said, |(name, _)| name),
            _ => said,
        };
        name.to_lowercase()
    }
}

/// Width and height of a name, logical pixels.
pub(super) fn text_size_px(name: &Text) -> [f64; 2] {
    let advance = name.face.advance(&name.text, name.size_px, name.spacing_px);
    [
        f64::from(advance - name.spacing_px),
        f64::from(name.face.cap_height(name.size_px)),
    ]
}

pub(super) fn text(name: &str, face: Face, size_px: f32, color: Color, halo: Color) -> Text {
    Text {
        at: ScreenPoint::new(0.0, 0.0),
        anchor: TextAnchor::Start,
        text: name.to_owned(),
        face,
        size_px,
        color,
        halo: Some((halo, size::LABEL_HALO)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}
