//! The article's blocks in reading order.

use egui::{FontId, Frame, Margin, RichText, Ui};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, icons, roles};
use super::passage::{PassagePlace, passage_ui};
use super::{paragraph, source};
use crate::atlas::{Block, Span};
use crate::render::to_egui::family;
use crate::scene::fonts::Face;

/// Widest column of text, logical pixels: 72 characters of the serif at its size.
const COLUMN_PX: f32 = 480.0;

/// What stands in place of the article of a file or dossier that has none.
const NO_ARTICLE: &str =
    "There is no article. Choose a mark on the map to read what is known of it.";

/// Draws every block; the places of the passages.
pub(super) fn blocks_ui(
    ui: &mut Ui,
    view: View<'_>,
    output: &mut UiOutput<'_>,
) -> Vec<PassagePlace> {
    let mut places = Vec::new();
    let margin = Margin {
        left: 20,
        right: 20,
        top: 8,
        bottom: 8,
    };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(COLUMN_PX));
        let article = view.session.atlas.article();
        let mut titled = false;
        if !matches!(
            article.blocks.first(),
            Some(Block::Heading { level: 1, .. })
        ) {
            title_ui(ui, &view.session.atlas.dossier.title);
            source::source_ui(ui, view, output);
            titled = true;
        }
        if article.blocks.is_empty() && !view.session.is_blank() {
            let text = RichText::new(NO_ARTICLE).color(Ink::of(ui).muted);
            ui.add_space(8.0);
            ui.add(egui::Label::new(text).wrap());
        }
        for block in &article.blocks {
            match block {
                Block::Heading { level, spans } => {
                    heading_ui(ui, *level, spans);
                    if *level == 1 && !titled {
                        source::source_ui(ui, view, output);
                        titled = true;
                    }
                }
                Block::Passage(ix) => places.push(passage_ui(ui, view, *ix, output)),
                Block::Image { alt, .. } => image_ui(ui, alt),
                Block::Rule => rule_ui(ui),
            }
        }
    });
    places
}

fn title_ui(ui: &mut Ui, title: &str) {
    let font = FontId::new(theme::size::TITLE, family(Face::SerifSemiBold));
    let text = RichText::new(title).font(font).line_height(Some(30.0));
    let label = ui.add(egui::Label::new(text).wrap());
    roles::heading(&label, title);
    ui.add_space(8.0);
}

fn heading_ui(ui: &mut Ui, level: u8, spans: &[Span]) {
    let text = paragraph::plain(spans);
    if level == 1 {
        title_ui(ui, &text);
        return;
    }
    ui.add_space(24.0);
    let size = if level == 2 {
        theme::size::HEADING
    } else {
        theme::size::TEXT
    };
    let font = FontId::new(size, family(Face::SerifSemiBold));
    ui.add(
        egui::Label::new(
            RichText::new(text)
                .font(font)
                .line_height(Some(size * 1.35)),
        )
        .wrap(),
    );
}

/// No picture is loaded: its words stand for it.
fn image_ui(ui: &mut Ui, alt: &str) {
    ui.add_space(12.0);
    let text = RichText::new(format!("{}  {alt}", icons::IMAGE))
        .small()
        .color(Ink::of(ui).muted);
    ui.add(egui::Label::new(text).wrap());
}

fn rule_ui(ui: &mut Ui) {
    ui.add_space(16.0);
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(
        rect.x_range(),
        rect.top(),
        egui::Stroke::new(1.0, Ink::of(ui).hairline),
    );
    ui.add_space(8.0);
}
