//! The views that the reader keeps: to show, to rename, to put in order, to forget.

use egui::{Id, Key, Rect, RichText, Sense, TextEdit, Ui, Vec2, WidgetInfo, vec2};

use super::super::output::UiOutput;
use super::super::slots::PreviewSlot;
use super::super::theme::Ink;
use super::super::{View, icons, roles};
use crate::session::{Bookmark, BookmarkCommand, Command};

/// Room for a view shown small, logical pixels.
const THUMBNAIL: Vec2 = vec2(104.0, 64.0);

/// The name that is being written, and of which bookmark.
#[derive(Debug, Default)]
pub(super) struct Draft {
    name: Option<(usize, String)>,
}

pub(super) fn bookmarks_ui(
    ui: &mut Ui,
    view: View<'_>,
    draft: &mut Draft,
    output: &mut UiOutput<'_>,
) {
    let kept = &view.session.bookmarks;
    if kept.is_empty() {
        let text = "No view is kept yet. Ctrl+B keeps the map as it is: its place, layers, days, filter and selection.";
        ui.add(egui::Label::new(RichText::new(text).color(Ink::of(ui).muted)).wrap());
        return;
    }
    roles::list(ui, "Bookmarks", |ui| {
        for (at, kept) in kept.iter().enumerate() {
            roles::item(ui, |ui| bookmark_ui(ui, view, (at, kept), draft, output));
        }
    });
}

fn bookmark_ui(
    ui: &mut Ui,
    view: View<'_>,
    (at, bookmark): (usize, &Bookmark),
    draft: &mut Draft,
    output: &mut UiOutput<'_>,
) {
    let kept = &view.session.bookmarks;
    ui.horizontal(|ui| {
        thumbnail_ui(ui, view, at, output);
        name_ui(ui, at, &bookmark.name, draft, output);
        let name = &bookmark.name;
        let last = at + 1 == kept.len();
        let buttons = [
            ("Show", "Show", true, BookmarkCommand::Show(at)),
            (
                icons::ARROW_UP,
                "Move up",
                at > 0,
                BookmarkCommand::Move {
                    from: at,
                    to: at.saturating_sub(1),
                },
            ),
            (
                icons::ARROW_DOWN,
                "Move down",
                !last,
                BookmarkCommand::Move {
                    from: at,
                    to: at + 1,
                },
            ),
            (icons::X, "Forget", true, BookmarkCommand::Remove(at)),
        ];
        for (text, verb, enabled, command) in buttons {
            let button = ui.add_enabled(enabled, egui::Button::new(text));
            let said = format!("{verb}: {name}");
            let button = button.on_hover_text(verb);
            button.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Button, enabled, &said)
            });
            if button.clicked() {
                draft.name = None;
                output.act(Command::Bookmark(command));
            }
        }
    });
}

/// Makes room for the view, small.
fn thumbnail_ui(ui: &mut Ui, view: View<'_>, at: usize, output: &mut UiOutput<'_>) {
    let (rect, response) = ui.allocate_exact_size(THUMBNAIL, Sense::hover());
    let name = &view.session.bookmarks[at].name;
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::accesskit::Role::Image,
            true,
            format!("The view {name}"),
        )
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let camera = view.session.view.camera;
    let size = vec2(camera.width_px as f32, camera.height_px as f32).max(Vec2::splat(1.0));
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    let inner = Rect::from_center_size(rect.center(), size * scale);
    let painter = ui.painter().with_clip_rect(inner.intersect(ui.clip_rect()));
    let slot = PreviewSlot::new(painter, inner, scale);
    output.thumbnails.push((at, slot));
    let stroke = (1.0, Ink::of(ui).hairline);
    ui.painter()
        .rect_stroke(inner, 0.0, stroke, egui::StrokeKind::Outside);
}

/// The name in a field: Enter, Tab and leaving it alike take what was written.
fn name_ui(ui: &mut Ui, at: usize, name: &str, draft: &mut Draft, output: &mut UiOutput<'_>) {
    let id = Id::unique(("bookmark", at));
    let mut text = match &draft.name {
        Some((of, text)) if *of == at => text.clone(),
        _ => name.to_owned(),
    };
    let field = TextEdit::singleline(&mut text).id(id).desired_width(200.0);
    let response = ui.add(field).accessible_name(format!("Name of {name}"));
    if response.gained_focus() {
        super::super::select_all(ui, id, text.chars().count());
    }
    if response.lost_focus() {
        let kept = !ui.input(|input| input.key_pressed(Key::Escape));
        if kept && text != name {
            output.act(Command::Bookmark(BookmarkCommand::Rename {
                at,
                name: text,
            }));
        }
        draft.name = None;
    } else if response.has_focus() {
        draft.name = Some((at, text));
    }
}
