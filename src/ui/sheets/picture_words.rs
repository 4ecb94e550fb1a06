//! What a picture says of itself, in the export sheet.

use egui::{Frame, Grid, Margin, TextEdit, Ui};

use super::super::View;
use crate::session::viewpoint::PictureWords;

/// Width of the words in a field, and the margins around them, logical pixels.
const FIELD_PX: f32 = 256.0;
const MARGIN_PX: Margin = Margin::symmetric(8, 4);

/// The fields for headline, subhead and note. An empty one shows what the picture says without it.
pub(super) fn words_ui(ui: &mut Ui, view: View<'_>, words: &mut PictureWords) {
    let dossier = &view.session.atlas.dossier;
    let own = |text: &Option<String>, without: &str| text.clone().unwrap_or(without.to_owned());
    let fields = [
        (
            "Headline",
            &mut words.headline,
            own(&dossier.headline, &dossier.title),
        ),
        (
            "Subhead",
            &mut words.subhead,
            own(&dossier.subhead, "what the map shows"),
        ),
        (
            "Note",
            &mut words.note,
            own(&dossier.note, "a remark before the sources"),
        ),
    ];
    let frame = Frame::NONE
        .fill(ui.visuals().widgets.inactive.bg_fill)
        .corner_radius(4)
        .inner_margin(MARGIN_PX);
    Grid::new("picture words")
        .num_columns(2)
        .min_col_width(88.0)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            for (name, words, hint) in fields {
                let label = ui.label(name);
                let mut text = words.clone().unwrap_or_default();
                let field = TextEdit::singleline(&mut text)
                    .hint_text(hint)
                    .frame(frame)
                    .desired_width(FIELD_PX);
                let changed = ui.add(field).labelled_by(label.id).changed();
                if changed {
                    *words = Some(text).filter(|text| !text.trim().is_empty());
                }
                ui.end_row();
            }
        });
}
