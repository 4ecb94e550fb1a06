//! Parts of the window that fail by a fault of this program, each apart from all others.

use egui::{RichText, Ui};

use super::output::UiOutput;
use crate::fault::{caught, sentence};
use crate::session::{Command, NoticeKind, ShellCommand};

/// Lays out a part of the window, "The layers". Where that panics, words and a way to try again stand in
/// its place, and all other parts go on.
pub(super) fn part_ui(
    ui: &mut Ui,
    part: &'static str,
    output: &mut UiOutput<'_>,
    body: impl FnOnce(&mut Ui, &mut UiOutput<'_>),
) {
    if !output.faults.0.contains_key(part) {
        let Err(why) = caught(|| body(ui, output)) else {
            return;
        };
        output.faults.0.insert(part, sentence(&why));
    }
    let why = output.faults.0.get(part).cloned().unwrap_or_default();
    let again = ui.vertical(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new(format!("{part} cannot be shown")).strong());
        ui.label(why);
        ui.button("Try again").clicked()
    });
    if again.inner {
        output.faults.0.remove(part);
    }
}

/// Lays out what lies over the window. Where that panics it is not shown, and told when it first does so:
/// what it is about may be another thing in the next frame. `close` puts it away.
pub(super) fn over_ui(
    part: &'static str,
    output: &mut UiOutput<'_>,
    close: Option<Command>,
    body: impl FnOnce(&mut UiOutput<'_>),
) {
    let Err(why) = caught(|| body(output)) else {
        output.faults.0.remove(part);
        return;
    };
    let why = sentence(&why);
    let text = format!("{part} cannot be shown. {why}");
    let first = output.faults.0.insert(part, why).is_none();
    if first {
        let kind = NoticeKind::Error;
        output.act(Command::Shell(ShellCommand::Notify { text, kind }));
    }
    if let Some(close) = close {
        output.act(close);
        // Opened again, it is tried and told again.
        output.faults.0.remove(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::to_egui::{Painter, install_fonts};
    use crate::ui::output::Faults;

    /// What one frame with these faults gathers.
    fn frame(faults: Faults, lay: impl FnOnce(&mut Ui, &mut UiOutput<'_>)) -> (Faults, usize) {
        let ctx = egui::Context::default();
        install_fonts(&ctx);
        let mut painter = Painter::new();
        let mut output = UiOutput::new(&mut painter, faults);
        let mut lay = Some(lay);
        let mut shown = ctx.run_ui(egui::RawInput::default(), |ui| {
            if let Some(lay) = lay.take() {
                lay(ui, &mut output);
            }
        });
        shown.textures_delta.clear();
        (std::mem::take(&mut output.faults), shown.shapes.len())
    }

    #[test]
    fn a_part_that_panics_says_so_and_the_others_go_on() {
        let mut others = 0;
        let (faults, shapes) = frame(Faults::default(), |ui, output| {
            part_ui(ui, "The table", output, |ui, _| {
                ui.horizontal(|_| panic!("index out of bounds"));
            });
            part_ui(ui, "The layers", output, |_, _| others += 1);
        });
        assert_eq!(others, 1);
        assert!(shapes > 1, "words and a button: {shapes}");
        assert!(faults.0["The table"].contains("index out of bounds"));
        let (faults, _) = frame(faults, |ui, output| {
            part_ui(ui, "The table", output, |_, _| {
                panic!("tried again unasked")
            });
        });
        assert_eq!(faults.0.len(), 1);
    }

    #[test]
    fn a_sheet_that_panics_is_closed_and_told_each_time() {
        let mut faults = Faults::default();
        for _ in 0..2 {
            (faults, _) = frame(faults, |_, output| {
                let close = Command::Hover(None);
                over_ui("The sheet", output, Some(close.clone()), |_| {
                    panic!("no such row")
                });
                let [second, first] = output.actions() else {
                    panic!("closed and told: {:?}", output.actions());
                };
                assert_eq!(*first, close);
                let Command::Shell(ShellCommand::Notify { text, .. }) = second else {
                    panic!("{second:?}");
                };
                assert!(text.contains("no such row"), "{text}");
            });
        }
    }
}
