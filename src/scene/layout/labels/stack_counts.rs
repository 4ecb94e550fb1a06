//! Counts beside stacks whose label has no room: "+2" says that two more marks share the symbol's
//! place, as it does after a label.

use super::candidate::Candidate;
use super::label_position::{LabelPosition, Site, count};
use crate::earth::{Camera, ScreenPoint};
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::text::Reach;
use crate::scene::{ScreenRect, Text};

/// Where the count of a stack of marks stands; `None` where it has no room either.
pub(super) fn count_position(
    mark: &Candidate,
    camera: &Camera,
    is_free: &dyn Fn(&ScreenRect) -> bool,
) -> Option<LabelPosition> {
    let text = Text {
        text: format!("+{}", mark.stack - 1),
        face: Face::SansSemiBold,
        size_px: size::LABEL - 1.0,
        at: ScreenPoint::new(0.0, 0.0),
        ..mark.text.clone()
    };
    let unled = Candidate {
        stand: mark.stand.clone().unled(),
        ..mark.clone()
    };
    first_position(&unled, text, camera, is_free, &|_| true)
}

/// The first place of a mark's label with another text in which that is free, and well led to; `None` where none is.
pub(super) fn first_position(
    mark: &Candidate,
    text: Text,
    camera: &Camera,
    is_free: &dyn Fn(&ScreenRect) -> bool,
    is_led: &dyn Fn(&LabelPosition) -> bool,
) -> Option<LabelPosition> {
    let candidate = Candidate {
        reach: Reach::of(&text),
        below: Vec::new(),
        text,
        ..mark.clone()
    };
    let site = Site::of(&candidate, camera);
    let mut places = 0..count(&candidate);
    places.find_map(|place| site.spot(place, is_free).filter(is_led))
}
