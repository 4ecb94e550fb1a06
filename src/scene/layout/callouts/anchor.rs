//! What a note is about, as far as its place and its line depend on it.

use crate::atlas::basemap::CountryIx;
use crate::atlas::{FeatureId, PrecisionClass, Subject};
use crate::earth::ScreenPoint;
use crate::scene::ScreenRect;
use crate::scene::layout::labels::LabelLayout;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::view_context::ViewContext;

/// Distance of the tip of an arrow from the frame, logical pixels.
const FROM_FRAME_PX: f64 = 3.0;
/// Least part of the notes that is in view where others are told of with arrows: of a map of something else
/// they would tell nothing.
const IN_VIEW: f64 = 0.5;

/// The feature of a note, and where that is found in the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    pub(super) feature: FeatureId,
    /// What the note stands near.
    pub(super) at: ScreenPoint,
    pub(super) end: End,
}

/// What the line of a note ends at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum End {
    /// A symbol that reaches so far from its middle, logical pixels.
    Symbol(f64),
    /// A place without a symbol.
    Place,
    /// The name of its country, if the map has it, no more being known than the country: a line to somewhere in it
    /// would claim a place that nobody knows.
    Country(Option<ScreenRect>),
    /// The frame, beyond which the feature lies: its place, outside the window.
    Beyond(ScreenPoint),
}

impl Anchor {
    /// The anchors of the features in view, or beyond the frame of a map that has most of the others. `names`
    /// has those of the countries.
    pub(super) fn all(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        names: &LabelLayout,
        features: &[FeatureId],
    ) -> Vec<Option<Self>> {
        let in_view = features
            .iter()
            .map(|&ix| Self::in_view(frame, stage, names, ix));
        let mut all: Vec<Option<Self>> = in_view.collect();
        if has_most(all.iter().flatten().count(), features.len()) {
            for (anchor, &feature) in all.iter_mut().zip(features) {
                *anchor = anchor.or_else(|| Self::beyond(frame, stage, feature));
            }
        }
        all
    }

    fn in_view(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        names: &LabelLayout,
        feature: FeatureId,
    ) -> Option<Self> {
        let mark = standing(stage, feature)?;
        if is_country_alone(frame, feature) {
            let country = country_alone(frame, feature);
            let name = country.and_then(|country| names.of_country(country));
            return Some(Self {
                feature,
                at: name.map_or(mark.at, |name| name.center()),
                end: End::Country(name),
            });
        }
        let end = if mark.mark.look.pinned {
            End::Symbol(mark.reach_px())
        } else {
            End::Place
        };
        Some(Self {
            feature,
            at: mark.at,
            end,
        })
    }

    fn beyond(
        frame: &ViewContext<'_>,
        stage: &VisibleMarks<'_>,
        feature: FeatureId,
    ) -> Option<Self> {
        if is_country_alone(frame, feature) {
            return None;
        }
        let beyond = stage.edges.iter().flat_map(|chip| &chip.marks);
        let mark = beyond.copied().find(|mark| mark.ix == feature)?;
        let lies = frame.camera.screen_from_map(mark.at);
        let at = at_frame(frame, frame.window.center(), lies)?;
        Some(Self {
            feature,
            at,
            end: End::Beyond(lies),
        })
    }

    /// Whether the line ends at a symbol.
    pub(super) fn is_symbol(&self) -> bool {
        matches!(self.end, End::Symbol(_))
    }

    /// The line from a note to what it is about; `None` where there is nothing that it could end at.
    pub(super) fn line_from(
        &self,
        frame: &ViewContext<'_>,
        rect: &ScreenRect,
    ) -> Option<[ScreenPoint; 2]> {
        let from = rect.nearest(self.at);
        match self.end {
            End::Symbol(reach_px) => Some([from, short_of(from, self.at, reach_px)]),
            End::Place => Some([from, self.at]),
            End::Country(name) => Some(between(rect, &name?)),
            End::Beyond(lies) => {
                let from = rect.nearest(lies);
                Some([from, at_frame(frame, from, lies)?])
            }
        }
    }
}

/// Of which of the features a map tells: of those in view, and of those beyond the frame where it has most of
/// the others.
pub(super) fn told(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    features: &[FeatureId],
) -> Vec<bool> {
    let in_view = features.iter().map(|&ix| standing(stage, ix).is_some());
    let mut told: Vec<bool> = in_view.collect();
    if has_most(told.iter().filter(|told| **told).count(), features.len()) {
        for (told, &feature) in told.iter_mut().zip(features) {
            *told = *told || Anchor::beyond(frame, stage, feature).is_some();
        }
    }
    told
}

/// Whether a map with `count` notes in view is a map of what they are about.
fn has_most(count: usize, of: usize) -> bool {
    count as f64 > IN_VIEW * of as f64
}

/// The mark of a feature in view.
fn standing<'a>(stage: &'a VisibleMarks<'_>, feature: FeatureId) -> Option<&'a PlacedMark<'a>> {
    let mut standing = stage.standing.iter();
    standing.find(|mark| mark.subject() == Subject::Feature(feature))
}

/// The country of a feature of which no more is known.
pub(super) fn country_alone(frame: &ViewContext<'_>, feature: FeatureId) -> Option<CountryIx> {
    let is_alone = is_country_alone(frame, feature);
    let country = frame.atlas.feature(feature).country.filter(|_| is_alone)?;
    frame.atlas.basemap.country(country)
}

/// Whether no more is known of where a feature lies than the country.
fn is_country_alone(frame: &ViewContext<'_>, feature: FeatureId) -> bool {
    frame.atlas.feature(feature).precision.class == PrecisionClass::Country
}

/// The line between the nearest points of two rectangles.
pub(super) fn between(from: &ScreenRect, to: &ScreenRect) -> [ScreenPoint; 2] {
    let start = from.nearest(to.center());
    let end = to.nearest(start);
    [from.nearest(end), end]
}

/// The point of a line that far before its end.
fn short_of(from: ScreenPoint, to: ScreenPoint, by_px: f64) -> ScreenPoint {
    let length_px = from.distance_px(to).max(f64::MIN_POSITIVE);
    along(from, to, ((length_px - by_px) / length_px).max(0.0))
}

/// Where the way to a place beyond the frame meets it; `None` for a place within it.
fn at_frame(frame: &ViewContext<'_>, from: ScreenPoint, to: ScreenPoint) -> Option<ScreenPoint> {
    let frame = frame.window.inflated(-FROM_FRAME_PX);
    let part = |from: f64, to: f64, [least, most]: [f64; 2]| {
        if to > most {
            (most - from) / (to - from)
        } else if to < least {
            (least - from) / (to - from)
        } else {
            1.0
        }
    };
    let part = part(from.x_px, to.x_px, [frame.left, frame.right]).min(part(
        from.y_px,
        to.y_px,
        [frame.top, frame.bottom],
    ));
    ((0.0..1.0).contains(&part)).then(|| along(from, to, part))
}

/// The point at this part of a line.
fn along(from: ScreenPoint, to: ScreenPoint, part: f64) -> ScreenPoint {
    ScreenPoint::new(
        from.x_px + part * (to.x_px - from.x_px),
        from.y_px + part * (to.y_px - from.y_px),
    )
}
