//! Sheets over the window. None is modal: the map stays at hand beside them for the pointer. The
//! keyboard is the foremost sheet's own.

mod about;
mod animation;
mod bookmarks;
mod export;
mod front;
mod furniture;
mod keys;
mod manual;
mod palette;
mod picture_words;
mod presets;
mod preview;
mod problems;
mod prompt;
mod reading;
mod save;
mod settings;

pub(super) use front::Front;

use egui::{Align2, Id, Ui};

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, icons, layers};
use crate::session::{Command, Sheet, ShellCommand};

/// Text in fields that was not entered yet.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    palette: palette::Draft,
    prompt: prompt::Draft,
    bookmarks: bookmarks::Draft,
    reading: reading::Draft,
    save: Option<save::Draft>,
    keeper: front::FocusKeeper,
}

pub(super) fn sheets_ui(ui: &Ui, view: View<'_>, drafts: &mut Drafts, output: &mut UiOutput<'_>) {
    let front = Front::of(view.session);
    drafts.keeper.begin(ui.ctx(), front);
    if view.session.shell.sheet != Some(Sheet::Palette) {
        drafts.palette = palette::Draft::default();
    }
    if !matches!(view.session.shell.sheet, Some(Sheet::Save | Sheet::SaveAs)) {
        drafts.save = None;
    }
    match view.session.shell.sheet {
        Some(saving @ (Sheet::Save | Sheet::SaveAs)) => {
            save::save_ui(ui, view, saving, &mut drafts.save, output);
        }
        Some(Sheet::Keys) => sheet(ui, "Keys", 560.0, Sheet::Keys, output, |ui, _| {
            keys::keys_ui(ui, view);
        }),
        Some(Sheet::Palette) => {
            let foremost = front == Some(Front::Sheet(Sheet::Palette));
            palette::palette_ui(ui, view, &mut drafts.palette, foremost, output);
        }
        Some(Sheet::Bookmarks) => {
            let draft = &mut drafts.bookmarks;
            sheet(
                ui,
                "Bookmarks",
                520.0,
                Sheet::Bookmarks,
                output,
                |ui, output| {
                    bookmarks::bookmarks_ui(ui, view, draft, output);
                },
            );
        }
        Some(Sheet::Problems) => sheet(ui, "Problems", 560.0, Sheet::Problems, output, |ui, _| {
            problems::problems_ui(ui, view);
        }),
        Some(Sheet::Manual) => sheet(ui, "Manual", 600.0, Sheet::Manual, output, |ui, _| {
            manual::manual_ui(ui);
        }),
        Some(Sheet::Settings) => sheet(
            ui,
            "Settings",
            480.0,
            Sheet::Settings,
            output,
            |ui, output| settings::settings_ui(ui, view, output),
        ),
        Some(Sheet::About) => sheet(ui, "About", 520.0, Sheet::About, output, |ui, output| {
            about::about_ui(ui, view, output);
        }),
        Some(Sheet::Reading(layer)) => {
            let name = &view.session.atlas.layer(layer).name;
            let title = format!("How {name} is read");
            let draft = &mut drafts.reading;
            let open = Sheet::Reading(layer);
            sheet(ui, &title, 480.0, open, output, |ui, output| {
                reading::reading_ui(ui, view, layer, draft, output);
            });
        }
        None => {}
    }
    export::export_ui(ui, view, output);
    prompt::prompt_ui(ui, view, &mut drafts.prompt, output);
    drafts.keeper.end(ui.ctx());
}

/// A sheet in the middle of the window; whether it is still open.
fn window(ui: &Ui, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let id = sheet_id(title);
    let screen = ui.ctx().content_rect();
    let mut open = true;
    let area = egui::Area::new(id)
        .order(egui::Order::Foreground)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO);
    area.default_height(screen.height() - 64.0)
        .accessible_name(title)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style())
                .inner_margin(egui::Margin {
                    left: 24,
                    right: 16,
                    top: 12,
                    bottom: 20,
                })
                .show(ui, |ui| {
                    ui.set_width(width.min(screen.width() - 64.0).max(0.0));
                    open = !head_ui(ui, title, id);
                    ui.add_space(8.0);
                    content(ui);
                });
        });
    open
}

/// Whether a sheet was not there in the frame before: it is opened at its top.
fn opens(ui: &Ui, title: &str) -> bool {
    let layer = egui::LayerId::new(egui::Order::Foreground, sheet_id(title));
    ui.memory(|memory| !memory.areas().visible_last_frame(&layer))
}

fn sheet_id(title: &str) -> Id {
    Id::unique(("sheet", title))
}

/// A sheet's title, and what closes it; whether that was clicked.
fn head_ui(ui: &mut Ui, title: &str, id: Id) -> bool {
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 32.0), egui::Sense::hover());
    let ink = Ink::of(ui);
    ui.painter().text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        title,
        theme::semibold(theme::size::HEADING),
        ink.text,
    );
    let close = egui::Rect::from_center_size(
        egui::pos2(rect.right() - 12.0, rect.center().y),
        egui::vec2(24.0, 24.0),
    );
    let close_id = id.with("close");
    ui.data_mut(|data| data.insert_temp(front::first_id(), close_id));
    layers::icon_ui(ui, close, close_id, icons::X, &format!("Close {title}"))
}

fn sheet(
    ui: &Ui,
    title: &str,
    width: f32,
    sheet: Sheet,
    output: &mut UiOutput<'_>,
    content: impl FnOnce(&mut Ui, &mut UiOutput<'_>),
) {
    let height = (ui.ctx().content_rect().height() * 0.7).min(640.0);
    // Who reads the manual goes on where it was closed to try something.
    let from_top = sheet != Sheet::Manual && opens(ui, title);
    let open = window(ui, title, width, |ui| {
        let mut scroll = egui::ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true]);
        if from_top {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        scroll.show(ui, |ui| {
            ui.set_max_width((ui.available_width() - 12.0).max(0.0));
            content(ui, output);
        });
    });
    if !open {
        output.act(Command::Shell(ShellCommand::ToggleSheet(sheet)));
    }
}
