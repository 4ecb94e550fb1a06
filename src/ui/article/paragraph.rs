//! A paragraph laid out with its links.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId};

use crate::atlas::{Role, Span};
use crate::render::to_egui::family;
use crate::scene::fonts::Face;

use super::super::theme::{self, Ink};

/// How the words of a passage are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ParagraphSet {
    pub(super) size: f32,
    /// Height of a line, logical pixels.
    pub(super) leading: f32,
    sans: bool,
    semibold: bool,
    pub(super) color: Color32,
}

impl ParagraphSet {
    pub(super) fn of(role: Role, ink: &Ink) -> Self {
        let set = |size: f32, leading: f32, sans, semibold, color| Self {
            size,
            leading,
            sans,
            semibold,
            color,
        };
        match role {
            Role::Body => set(theme::size::TEXT, 22.5, false, false, ink.text),
            Role::Standfirst => set(16.0, 23.0, false, true, ink.text),
            Role::Caption => set(theme::size::SMALL, 17.0, true, false, ink.muted),
            Role::Related => set(theme::size::BODY, 19.0, true, false, ink.muted),
        }
    }

    fn face(self, span: &Span) -> Face {
        match (self.sans, self.semibold || span.strong, span.emphasis) {
            (true, true, _) => Face::SansSemiBold,
            (true, false, true) => Face::SansItalic,
            (true, false, false) => Face::Sans,
            (false, true, _) => Face::SerifSemiBold,
            (false, false, true) => Face::SerifItalic,
            (false, false, false) => Face::Serif,
        }
    }
}

/// The spans as one job, wrapped at `width`, one section each; `behind` gives what lies behind each.
pub(super) fn job(
    spans: &[Span],
    set: ParagraphSet,
    width: f32,
    behind: impl Fn(&Span) -> Color32,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for span in spans {
        let format = TextFormat {
            font_id: FontId::new(set.size, family(set.face(span))),
            line_height: Some(set.leading),
            color: set.color,
            background: behind(span),
            valign: egui::Align::Center,
            ..TextFormat::default()
        };
        job.append(&span.text, 0.0, format);
    }
    job
}

/// The words of `spans` without their marks.
pub(super) fn plain(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
