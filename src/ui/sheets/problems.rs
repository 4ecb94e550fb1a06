//! What reading the dossier found wrong: what, where, why, and how to mend it.

use egui::{Label, RichText, Ui};

use super::super::theme::{self, Ink};
use super::super::{View, icons};
use crate::problem::{Problem, Severity};

pub(super) fn problems_ui(ui: &mut Ui, view: View<'_>) {
    let problems = &view.session.problems;
    if problems.is_empty() {
        ui.label("Reading this dossier found nothing wrong.");
        return;
    }
    for problem in problems {
        problem_ui(ui, problem);
        ui.add_space(12.0);
    }
}

fn problem_ui(ui: &mut Ui, problem: &Problem) {
    let ink = Ink::of(ui);
    let (icon, color, word) = match problem.severity {
        Severity::Error => (icons::WARNING_CIRCLE, ink.error, "Error"),
        Severity::Warning => (icons::WARNING, ink.warning, "Warning"),
    };
    ui.horizontal_top(|ui| {
        ui.label(RichText::new(icon).color(color).size(16.0))
            .on_hover_text(word);
        ui.vertical(|ui| {
            let what = RichText::new(&problem.what).font(theme::semibold(theme::size::BODY));
            ui.add(Label::new(what).wrap().selectable(true));
            let place = problem.place.to_string();
            for line in [place.as_str(), &problem.why, &problem.mend] {
                if !line.is_empty() {
                    ui.add(
                        Label::new(RichText::new(line).small().color(ink.muted))
                            .wrap()
                            .selectable(true),
                    );
                }
            }
        });
    });
}
