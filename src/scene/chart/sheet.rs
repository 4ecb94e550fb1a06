//! The sheet that a chart is drawn on, from the top down.

use super::super::{Color, Contour, Dash, Item, Path, ScreenRect, Stroke, TextAnchor};
use super::{ChartBar, ChartLook, ChartPlot};
use crate::atlas::chart_values::ChartRow;
use crate::atlas::{Atlas, Subject};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::{DIMMED, Style};
use crate::scene::display::symbols::actor_colour;
use crate::scene::display::text::{words, wrapped};

/// Labels of values.
pub(super) const LABEL_PX: f32 = 12.0;
/// Remarks, ticks, the key.
pub(super) const SMALL_PX: f32 = 11.0;
/// From one line of text to the next, in sizes of its type.
const LEADING: f64 = 1.3;
/// Halo of words.
const HALO_PX: f32 = 2.0;
/// Space around a sheet that stands alone.
const MARGIN_PX: f64 = 24.0;

/// How much a mark stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// Something else is selected.
    Back,
    Plain,
    Hovered,
    Selected,
}

/// What is drawn so far, and where the next thing goes.
pub(super) struct ChartSheet<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) look: ChartLook,
    pub(super) style: &'static Style,
    pub(super) width_px: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where the next thing begins.
    pub(super) y: f64,
    pub(super) grid: Vec<Item>,
    pub(super) marks: Vec<Item>,
    pub(super) words: Vec<Item>,
    /// Title and remark, sums and sources: what is read line by line beside the chart.
    pub(super) margins: Vec<Item>,
    pub(super) bars: Vec<ChartBar>,
    /// Where positions stand for values.
    pub(super) plot: Option<ChartPlot>,
    /// Whether the selection is among the chart's own marks: only then do the others step back.
    pub(super) selecting: bool,
}

impl<'a> ChartSheet<'a> {
    pub(super) fn new(atlas: &'a Atlas, look: &ChartLook) -> Self {
        let margin = if look.margins { MARGIN_PX } else { 0.0 };
        Self {
            atlas,
            look: *look,
            style: Style::of(look.theme),
            width_px: look.width_px,
            left: margin,
            right: (look.width_px - margin).max(margin + 1.0),
            y: margin,
            grid: Vec::new(),
            marks: Vec::new(),
            words: Vec::new(),
            margins: Vec::new(),
            bars: Vec::new(),
            plot: None,
            selecting: false,
        }
    }

    /// How much the mark of `subject` stands out.
    pub(super) fn emphasis(&self, subject: Option<Subject>) -> Emphasis {
        if subject.is_some() && subject == self.look.selected {
            Emphasis::Selected
        } else if subject.is_some() && subject == self.look.hovered {
            Emphasis::Hovered
        } else if self.selecting {
            Emphasis::Back
        } else {
            Emphasis::Plain
        }
    }

    /// The colour of a mark: its leading actor's, as on the map.
    pub(super) fn tone(&self, row: &ChartRow) -> Color {
        let subject = row.subject;
        let own = match (&row.actor, subject) {
            (Some(actor), _) => actor_colour(self.atlas, Some(actor.as_str())),
            (None, Some(Subject::Feature(ix))) => actor_colour(
                self.atlas,
                self.atlas.feature(ix).actors.first().map(String::as_str),
            ),
            (None, _) => self.style.border,
        };
        let tone = self.style.legible(own);
        if self.emphasis(subject) == Emphasis::Back {
            tone.faded(DIMMED)
        } else {
            tone
        }
    }

    /// A line of text; how wide it is.
    pub(super) fn text(
        &mut self,
        at: (f64, f64),
        anchor: TextAnchor,
        text: &str,
        (face, size_px): (Face, f32),
        color: Color,
    ) -> f64 {
        let at = ScreenPoint::new(at.0, at.1);
        let mut line = words(at, anchor, text, size_px, color);
        line.face = face;
        // Lines of the grid go through where words stand.
        line.halo = Some((self.style.panel, HALO_PX));
        self.words.push(Item::Text(line));
        f64::from(face.advance(text, size_px, 0.0))
    }

    /// A text in lines from `top` down, no wider than `width_px`; how high it is.
    pub(super) fn block(
        &mut self,
        (left, top): (f64, f64),
        width_px: f64,
        text: &str,
        (face, size_px): (Face, f32),
        color: Color,
    ) -> f64 {
        let step = f64::from(size_px) * LEADING;
        let lines = wrapped(text, face, size_px, width_px);
        for (number, line) in lines.iter().enumerate() {
            let baseline = top + number as f64 * step + f64::from(size_px);
            self.text(
                (left, baseline),
                TextAnchor::Start,
                line,
                (face, size_px),
                color,
            );
        }
        lines.len() as f64 * step
    }

    /// A text over the sheet's whole width; the next thing goes below it.
    pub(super) fn paragraph(&mut self, text: &str, font: (Face, f32), color: Color) {
        let width = self.right - self.left;
        self.y += self.block((self.left, self.y), width, text, font, color);
    }

    /// A filled rectangle among the marks.
    pub(super) fn filled(&mut self, rect: ScreenRect, color: Color) {
        if rect.width() > 0.0 {
            self.marks.push(shape(rect, Some(color), None));
        }
    }

    /// A filled rectangle behind the marks.
    pub(super) fn behind(&mut self, rect: ScreenRect, color: Color) {
        self.grid.push(shape(rect, Some(color), None));
    }

    /// The edge of a rectangle among the marks.
    pub(super) fn edged(&mut self, rect: ScreenRect, color: Color, width_px: f32, dash: Dash) {
        let stroke = Stroke {
            color,
            width_px,
            dash,
        };
        self.marks.push(shape(rect, None, Some(stroke)));
    }

    /// A line among the marks.
    pub(super) fn line(&mut self, points: &[(f64, f64)], color: Color, width_px: f32, dash: Dash) {
        self.marks.push(polyline(points, color, width_px, dash));
    }

    /// A hairline of the grid.
    pub(super) fn rule(&mut self, points: &[(f64, f64)], color: Color) {
        self.grid.push(polyline(points, color, 1.0, Dash::Solid));
    }

    /// What answers to the hand.
    pub(super) fn target(&mut self, rect: ScreenRect, subject: Option<Subject>, name: String) {
        self.bars.push(ChartBar {
            rect,
            subject,
            name,
        });
    }

    /// The frame around what is selected or under the pointer.
    pub(super) fn ring(&mut self, rect: ScreenRect, emphasis: Emphasis) {
        match emphasis {
            Emphasis::Selected => {
                self.edged(rect.inflated(2.0), self.style.accent, 2.0, Dash::Solid);
            }
            Emphasis::Hovered => self.edged(rect.inflated(1.5), self.style.text, 1.5, Dash::Solid),
            Emphasis::Back | Emphasis::Plain => {}
        }
    }

    /// The colour of a label that stands out so.
    pub(super) fn label_color(&self, emphasis: Emphasis) -> Color {
        if emphasis == Emphasis::Back {
            self.style.country_text
        } else {
            self.style.text
        }
    }
}

/// The face of a label that stands out so.
pub(super) fn label_face(emphasis: Emphasis) -> Face {
    if emphasis == Emphasis::Selected {
        Face::SansSemiBold
    } else {
        Face::Sans
    }
}

fn shape(rect: ScreenRect, fill: Option<Color>, stroke: Option<Stroke>) -> Item {
    let corners = [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
    ];
    Item::Path(Path {
        contours: vec![Contour {
            points: corners.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
            closed: true,
        }],
        fill,
        stroke,
    })
}

fn polyline(points: &[(f64, f64)], color: Color, width_px: f32, dash: Dash) -> Item {
    Item::Path(Path {
        contours: vec![Contour {
            points: points
                .iter()
                .map(|&(x, y)| ScreenPoint::new(x, y))
                .collect(),
            closed: false,
        }],
        fill: None,
        stroke: Some(Stroke {
            color,
            width_px,
            dash,
        }),
    })
}
