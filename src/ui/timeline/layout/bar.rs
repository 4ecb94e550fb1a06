//! Where a date stands on the axis, and how surely it begins and ends there.

use super::super::scale::TimeScale;
use crate::atlas::date::DateEdge;
use crate::atlas::{FeatureId, When};

/// A bar is at least so wide, logical pixels: a day in a year must still be seen and hit.
pub const NARROWEST_PX: f32 = 4.0;
/// A doubted end fades over at least this much.
const DOUBT_PX: f32 = 8.0;

/// One end of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BarEnd {
    /// Known to the day.
    Sharp,
    /// It fades over so many of the pixels that are seen, from so much of full strength (0 to 1):
    /// none where all of the fading is seen.
    Soft {
        /// From the end inwards.
        px: f32,
        /// How strong it is at the end.
        from: f32,
    },
    /// It goes on for ever.
    Open,
    /// It is not known.
    Unknown,
    /// It lies beyond what is seen.
    Beyond,
}

impl BarEnd {
    /// Whether all of it lies in what is seen.
    #[must_use]
    pub fn in_sight(self) -> bool {
        match self {
            Self::Sharp => true,
            Self::Soft { from, .. } => from <= 0.0,
            Self::Open | Self::Unknown | Self::Beyond => false,
        }
    }
}

/// A dated feature on its lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Which.
    pub ix: FeatureId,
    /// Row of its lane, from 0.
    pub row: usize,
    /// Where it begins.
    pub left_px: f32,
    /// Where it ends.
    pub right_px: f32,
    /// How it begins.
    pub begins: BarEnd,
    /// How it ends.
    pub ends: BarEnd,
    /// Whether it is of the days that are shown.
    pub within: bool,
    /// Whether the article tells of it.
    pub article: bool,
}

/// Where a date stands; `None` where none of it is seen.
pub(super) fn bar(scale: TimeScale, ix: FeatureId, when: &When) -> Option<Bar> {
    let (begins, ends) = (when.begins(), when.ends());
    let first_px = when
        .earliest()
        .map_or(f32::NEG_INFINITY, |day| scale.x_of(day));
    let last_px = when
        .latest()
        .map_or(f32::INFINITY, |day| scale.x_after(day));
    let (mut left, mut right) = (first_px, last_px);
    // Doubt reaches beyond the day itself, else a day that is only thought so would look as sure as any.
    let doubt = |edge: DateEdge| {
        let doubtful = matches!(edge, DateEdge::Within { doubtful: true, .. });
        if doubtful { DOUBT_PX / 2.0 } else { 0.0 }
    };
    left -= doubt(begins);
    right += doubt(ends);
    let short = NARROWEST_PX - (right - left);
    if short > 0.0 {
        left -= short / 2.0;
        right += short / 2.0;
    }
    if right <= scale.left_px || left >= scale.right_px {
        return None;
    }
    let fade = |edge| fade(scale, edge, when.is_span(), right - left);
    Some(Bar {
        ix,
        row: 0,
        begins: end(begins, scale.left_px - left, fade(begins)),
        ends: end(ends, right - scale.right_px, fade(ends)),
        left_px: left.max(scale.left_px),
        right_px: right.min(scale.right_px),
        within: true,
        article: true,
    })
}

/// An end of which `cut_px` lie beyond what is seen. Of a soft one the rest of its fading is seen,
/// however little of it: a part of what is unsure must not look sure.
fn end(edge: DateEdge, cut_px: f32, fade_px: f32) -> BarEnd {
    let cut_px = cut_px.max(0.0);
    match edge {
        DateEdge::Open => BarEnd::Open,
        DateEdge::Unknown => BarEnd::Unknown,
        DateEdge::Within { .. } if cut_px < fade_px => BarEnd::Soft {
            px: fade_px - cut_px,
            from: cut_px / fade_px,
        },
        DateEdge::On(_) if cut_px <= 0.0 => BarEnd::Sharp,
        DateEdge::On(_) | DateEdge::Within { .. } => BarEnd::Beyond,
    }
}

/// How far a soft end fades: over the days it can lie between, at most to the middle of what has no other length.
fn fade(scale: TimeScale, edge: DateEdge, span: bool, width_px: f32) -> f32 {
    let (Some(first), Some(last)) = (edge.first(), edge.last()) else {
        return 0.0;
    };
    let days_px = (scale.x_after(last) - scale.x_of(first)).max(DOUBT_PX);
    let most = if span { width_px } else { width_px / 2.0 };
    days_px.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Stretch, viewpoint::TimeWindow};

    fn september(when: &str) -> Bar {
        let day = |text: &str| text.parse().unwrap();
        let window = TimeWindow::new(day("2021-09-01"), day("2021-09-30"));
        let scale = TimeScale {
            stretch: Stretch::around(window),
            left_px: 0.0,
            right_px: 600.0,
        };
        bar(scale, FeatureId(0), &when.parse().unwrap()).unwrap()
    }

    #[test]
    fn what_is_seen_of_a_fading_end_fades_on() {
        // Some month of 2021: it is surest in July and half gone at the end of September.
        let BarEnd::Soft { px, from } = september("2021-XX").ends else {
            panic!("it is soft")
        };
        assert!((0.4..0.6).contains(&from) && px > 600.0, "{px} {from}");
        let sure = september("2021-08-01/2021-10-31");
        assert_eq!((sure.begins, sure.ends), (BarEnd::Beyond, BarEnd::Beyond));
        let here = september("2021-09-15~");
        assert!(here.begins.in_sight() && here.ends.in_sight());
        assert!(matches!(here.begins, BarEnd::Soft { from, .. } if from == 0.0));
    }
}
