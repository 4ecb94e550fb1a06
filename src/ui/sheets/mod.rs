//! Sheets over the window. None is modal: the map stays at hand beside them.

mod about;
mod export;
mod keys;
mod palette;
mod problems;
mod prompt;

use egui::{Align2, Id, Ui, Window};

use super::View;
use super::reply::Reply;
use crate::session::{Action, Sheet, ShellAction};

/// Text in fields that was not entered yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    palette: palette::Draft,
    prompt: prompt::Draft,
}

pub(super) fn sheets_ui(ui: &Ui, view: View<'_>, drafts: &mut Drafts, reply: &mut Reply<'_, '_>) {
    if view.session.shell.sheet != Some(Sheet::Palette) {
        drafts.palette = palette::Draft::default();
    }
    match view.session.shell.sheet {
        Some(Sheet::Keys) => sheet(ui, "Keys", 560.0, Sheet::Keys, reply, |ui, _| keys::keys_ui(ui, view)),
        Some(Sheet::Palette) => palette::palette_ui(ui, view, &mut drafts.palette, reply),
        Some(Sheet::Problems) => sheet(ui, "Problems", 560.0, Sheet::Problems, reply, |ui, _| problems::problems_ui(ui, view)),
        Some(Sheet::About) => sheet(ui, "About", 520.0, Sheet::About, reply, |ui, reply| about::about_ui(ui, view, reply)),
        None => {}
    }
    export::export_ui(ui, view, reply);
    prompt::prompt_ui(ui, view, &mut drafts.prompt, reply);
}

/// A window in the middle; whether it is still open.
fn window(ui: &Ui, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let mut open = true;
    let screen = ui.ctx().content_rect();
    Window::new(title)
        .id(Id::unique(("sheet", title)))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .fixed_size(egui::vec2(width.min(screen.width() - 64.0), 0.0))
        .show(ui.ctx(), content);
    open
}

fn sheet(ui: &Ui, title: &str, width: f32, sheet: Sheet, reply: &mut Reply<'_, '_>, content: impl FnOnce(&mut Ui, &mut Reply<'_, '_>)) {
    let height = (ui.ctx().content_rect().height() * 0.7).min(640.0);
    let open = window(ui, title, width, |ui| {
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| content(ui, reply));
    });
    if !open {
        reply.act(Action::Shell(ShellAction::ToggleSheet(sheet)));
    }
}
