//! In which order letters stand (Unicode Standard Annex 9).

use std::borrow::Cow;
use std::ops::Range;

use harfrust::Direction;
use unicode_bidi::{BidiInfo, Level};

/// Below this, every letter runs from left to right.
const FIRST_RIGHT_TO_LEFT: char = '\u{590}';

/// The parts of a line that run one way, the leftmost first.
pub(super) fn visual_runs(text: &str) -> Vec<(Range<usize>, Direction)> {
    if text.is_empty() {
        return Vec::new();
    }
    if text.chars().all(|letter| letter < FIRST_RIGHT_TO_LEFT) {
        return vec![(0..text.len(), Direction::LeftToRight)];
    }
    // The map's own language frames every label, as it does in SVG, where no direction is given.
    let info = BidiInfo::new(text, Some(Level::ltr()));
    let mut runs = Vec::new();
    // A line break begins a paragraph: on a map it is a space.
    for paragraph in &info.paragraphs {
        let (levels, visual) = info.visual_runs(paragraph, paragraph.range.clone());
        runs.extend(visual.into_iter().filter(|run| !run.is_empty()).map(|run| {
            let direction = if levels[run.start].is_rtl() {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            };
            (run, direction)
        }));
    }
    runs
}

/// The text for a program that shapes words but does not order them: the words of its right-to-left
/// parts stand in the order in which the eye meets them from left to right, each spelled as it is.
pub(super) fn words_in_visual_order(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| letter < FIRST_RIGHT_TO_LEFT) {
        return Cow::Borrowed(text);
    }
    let mut ordered = String::with_capacity(text.len());
    for (run, direction) in visual_runs(text) {
        if direction == Direction::LeftToRight {
            ordered.push_str(&text[run]);
        } else {
            let words = text[run].split_inclusive(' ').rev();
            for word in words {
                // The space after a word in reading stands to the left of it.
                let bare = word.trim_end_matches(' ');
                ordered.push_str(&word[bare.len()..]);
                ordered.push_str(bare);
            }
        }
    }
    Cow::Owned(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_run_to_the_left_change_places_and_others_stay() {
        assert_eq!(words_in_visual_order("Kabul"), "Kabul");
        assert_eq!(words_in_visual_order("喀什"), "喀什");
        assert_eq!(words_in_visual_order("مزار شریف"), "شریف مزار");
        assert_eq!(
            words_in_visual_order("Mazar مزار شریف, town"),
            "Mazar شریف مزار, town"
        );
    }
}
