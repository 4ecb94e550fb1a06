//! Over each side of a comparison its days.

use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::shift::shift;
use crate::scene::display::style::{Style, size};
use crate::scene::display::text::words;
use crate::scene::layout::furniture::{PADDING, panel, title_size};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::Prepared;
use crate::scene::{Item, ScreenRect, Text, TextAnchor};
use crate::session::viewpoint::{Compare, Side, Viewpoint};

/// Height of what a side's days stand on, logical pixels.
const CAPTION_PX: f64 = 24.0;
/// Size of its type.
const TYPE_PX: f32 = 12.5;
/// Room between it and the divider.
const ASIDE_PX: f64 = 10.0;

/// The days of each side, in as many words as there is room for, beside the divider. They stand at the top,
/// or under the title where that would overlap them; in a picture they may stand at the bottom instead,
/// where that covers fewer marks.
pub(super) fn captions(
    prepared: &Prepared,
    view: &Viewpoint,
    compare: Compare,
    clips: &[ScreenRect; 2],
) -> Vec<Caption> {
    let x_px = clips[0].right;
    let sides = Side::BOTH.into_iter().zip(clips);
    let mut captions: Vec<Caption> = sides
        .filter_map(|(side, clip)| {
            let window = compare.window(side);
            let sign = sign_words(side);
            let forms = [
                format!("{}: {}  ({sign})", side.words(), window.words()),
                format!("{}: {}  ({sign})", side.words(), window.short()),
                format!("{}: {}", side.words(), window.short()),
                side.words().to_owned(),
            ];
            let mut forms = forms
                .into_iter()
                .map(|words| Caption::of(words, side, x_px));
            forms.find(|caption| caption.width + 2.0 * ASIDE_PX <= clip.width())
        })
        .collect();
    let frame = ViewContext::new(prepared, None, view);
    let [width, height] = title_size(&frame);
    let reaches = |caption: &Caption| caption.left < size::MARGIN + width + ASIDE_PX;
    let beneath = width > 0.0 && captions.iter().any(reaches);
    let top = if beneath {
        size::MARGIN + height + ASIDE_PX
    } else {
        size::MARGIN
    };
    let mut tops = vec![top];
    // In the window a mark under the days comes out when divider or map is moved; in a picture never.
    if frame.is_picture() {
        tops.push(view.camera.height_px - size::MARGIN - CAPTION_PX);
    }
    let marks = if tops.len() > 1 {
        places(&frame)
    } else {
        Vec::new()
    };
    let covered = |top: &f64| {
        let rects: Vec<ScreenRect> = captions.iter().map(|caption| caption.at(*top)).collect();
        let over = |at: &&ScreenPoint| {
            rects
                .iter()
                .any(|rect| rect.inflated(size::MARK).contains(**at))
        };
        marks.iter().filter(over).count()
    };
    let best = tops.into_iter().min_by_key(covered).unwrap_or(top);
    for caption in &mut captions {
        caption.top = best;
    }
    captions
}

/// What the sign beside a mark of one side alone means.
fn sign_words(side: Side) -> &'static str {
    match side {
        Side::Before => "\u{2212} not after",
        Side::After => "+ not before",
    }
}

/// Where the marks of both sides stand in the window.
fn places(frame: &ViewContext<'_>) -> Vec<ScreenPoint> {
    let quarter = frame.camera.width_px / 4.0;
    let asides = if frame.view.panes_across() > 1.0 {
        vec![-quarter, quarter]
    } else {
        vec![0.0]
    };
    let marks = frame.prepared.marks.iter().flatten();
    let shown = marks.filter(|mark| frame.view.passes(frame.atlas, mark.ix));
    let places = shown.map(|mark| frame.camera.screen_from_map(mark.at));
    places
        .flat_map(|at| {
            let aside = asides.iter();
            aside.map(move |aside| ScreenPoint::new(at.x_px + aside, at.y_px))
        })
        .collect()
}

/// A line of words on a quiet ground.
pub(super) struct Caption {
    words: String,
    left: f64,
    top: f64,
    width: f64,
}

impl Caption {
    /// `words` beside a divider at `x_px`.
    fn of(words: String, side: Side, x_px: f64) -> Self {
        let advance = Face::SansSemiBold.advance(&words, TYPE_PX, 0.0);
        let width = f64::from(advance) + 2.0 * PADDING;
        Self {
            words,
            left: match side {
                Side::Before => x_px - ASIDE_PX - width,
                Side::After => x_px + ASIDE_PX,
            },
            top: size::MARGIN,
            width,
        }
    }

    pub(super) fn covers(&self) -> ScreenRect {
        self.at(self.top)
    }

    /// What it would cover there.
    fn at(&self, top: f64) -> ScreenRect {
        ScreenRect::new(self.left, top, self.width, CAPTION_PX)
    }

    pub(super) fn items(self, style: &Style) -> [Item; 2] {
        let at = ScreenPoint::new(PADDING, CAPTION_PX - 7.5);
        let text = Text {
            face: Face::SansSemiBold,
            ..words(at, TextAnchor::Start, self.words, TYPE_PX, style.text)
        };
        [panel(style, self.width, CAPTION_PX), Item::Text(text)]
            .map(|item| shift(item, self.left, self.top))
    }
}
