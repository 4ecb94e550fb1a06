//! The manual: the text of `docs/manual.md`, which the README links too.

use egui::{Label, RichText, Ui};

use super::super::{roles, theme};

/// The manual in the few parts of Markdown that [`manual_ui`] shows: headings, paragraphs and items.
const MANUAL: &str = include_str!("../../../docs/manual.md");

pub(super) fn manual_ui(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for line in MANUAL.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            ui.add_space(10.0);
            let font = theme::semibold(theme::size::TEXT);
            let label = ui.label(RichText::new(heading).font(font));
            roles::heading(&label, heading);
        } else if let Some(item) = line.strip_prefix("- ") {
            ui.horizontal_top(|ui| {
                ui.label("\u{2022}");
                ui.add(Label::new(item).wrap().selectable(true));
            });
        } else if !line.starts_with('#') && !line.is_empty() {
            ui.add(Label::new(line).wrap().selectable(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_only_what_the_sheet_shows() {
        for line in MANUAL.lines() {
            let shown = line.is_empty() || !line.starts_with([' ', '*', '|', '`', '>', '#']);
            assert!(
                shown || line.starts_with("# ") || line.starts_with("## "),
                "{line}"
            );
        }
    }
}
