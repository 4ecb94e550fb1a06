//! The controls of the timeline: play, the days that are shown, and what becomes of the rest.

use egui::{Align, Id, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::super::menus::choices_ui;
use super::super::reply::Reply;
use super::super::theme::{self, Ink};
use super::super::{View, icons, layers};
use super::dates::{self, Drafts};
use crate::session::viewpoint::Outside;
use crate::session::{
    Action, CompareAction, PlayStep, SPEEDS, Session, Stretch, TimeAction, presets,
};

/// Side of an icon's box, logical pixels.
const ICON_PX: f32 = 24.0;

fn time(action: TimeAction) -> Action {
    Action::Time(action)
}

/// The controls of the open timeline.
pub(super) fn head_ui(
    ui: &mut Ui,
    rect: Rect,
    view: View<'_>,
    drafts: &mut Drafts,
    reply: &mut Reply<'_>,
) {
    let session = view.session;
    let y = rect.center().y;
    super::fold_ui(ui, pos2(rect.left() + 20.0, y), true, reply);
    let mut x = rect.left() + 20.0 + ICON_PX;
    x = transport_ui(ui, x, y, session, reply);
    let controls = Rect::from_min_max(
        pos2(x, rect.top()),
        pos2(rect.right() - 12.0, rect.bottom()),
    );
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(controls)
            .layout(Layout::left_to_right(Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    row.style_mut().override_text_style = Some(egui::TextStyle::Small);
    row.style_mut().spacing.button_padding = vec2(6.0, 2.0);
    play_menu_ui(&mut row, session, reply);
    row.add_space(6.0);
    let (window, whole) = (session.brushed(), session.timeline.whole);
    if let Some(typed) = drafts.dates_ui(&mut row, dates::SHOWN, window, whole) {
        reply.act(time(TimeAction::Show(Some(typed))));
    }
    days_menu_ui(&mut row, session, reply);
    compare_ui(&mut row, session, reply);
    marks_menu_ui(&mut row, session, reply);
}

/// The controls of the strip: fold, play, and which days are shown.
pub(super) fn strip_ui(ui: &mut Ui, rect: Rect, view: View<'_>, reply: &mut Reply<'_>) {
    let session = view.session;
    let y = rect.center().y;
    super::fold_ui(ui, pos2(rect.left() + 20.0, y), false, reply);
    let x = play_ui(ui, rect.left() + 20.0 + ICON_PX, y, session, reply);
    let controls = Rect::from_min_max(pos2(x, rect.top()), pos2(rect.right() - 4.0, rect.bottom()));
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(controls)
            .layout(Layout::left_to_right(Align::Center)),
    );
    row.style_mut().override_text_style = Some(egui::TextStyle::Small);
    row.style_mut().spacing.button_padding = vec2(6.0, 2.0);
    days_menu_ui(&mut row, session, reply);
    compare_ui(&mut row, session, reply);
}

fn icon(ui: &Ui, x: f32, y: f32, id: &str, icon: &str, tip: &str) -> bool {
    let rect = Rect::from_center_size(pos2(x, y), vec2(ICON_PX, ICON_PX));
    layers::icon_ui(ui, rect, Id::unique(id), icon, tip)
}

/// Play or pause; where the next control begins.
fn play_ui(ui: &Ui, x: f32, y: f32, session: &Session, reply: &mut Reply<'_>) -> f32 {
    let (sign, tip) = if session.timeline.play.playing {
        (icons::PAUSE, "Pause (Space)")
    } else {
        (icons::PLAY, "Play (Space)")
    };
    if icon(ui, x, y, "play time", sign, tip) {
        reply.act(time(TimeAction::TogglePlay));
    }
    x + ICON_PX / 2.0 + 4.0
}

/// Step back, play, step on; where the next control begins.
fn transport_ui(ui: &Ui, x: f32, y: f32, session: &Session, reply: &mut Reply<'_>) -> f32 {
    if icon(
        ui,
        x,
        y,
        "step back",
        icons::SKIP_BACK,
        "One step back (comma)",
    ) {
        reply.act(time(TimeAction::Step { forward: false }));
    }
    let x = x + ICON_PX;
    play_ui(ui, x, y, session, reply);
    let x = x + ICON_PX;
    if icon(
        ui,
        x,
        y,
        "step on",
        icons::SKIP_FORWARD,
        "One step on (full stop)",
    ) {
        reply.act(time(TimeAction::Step { forward: true }));
    }
    x + ICON_PX / 2.0 + 4.0
}

/// How far and how fast it plays.
fn play_menu_ui(ui: &mut Ui, session: &Session, reply: &mut Reply<'_>) {
    let play = &session.timeline.play;
    let words = format!(
        "by {}, {}\u{a0}a\u{a0}second",
        play.step.words(),
        play.steps_per_s()
    );
    let menu = choices_ui(ui, words, |ui| {
        heading(ui, "A step is");
        for step in PlayStep::ALL {
            let name = match step {
                PlayStep::Day => "a day",
                PlayStep::Week => "a week",
                PlayStep::Event => "to the next event",
            };
            if ui.radio(play.step == step, name).clicked() {
                reply.act(time(TimeAction::SetStep(step)));
            }
        }
        heading(ui, "Steps a second");
        ui.horizontal(|ui| {
            for speed in SPEEDS {
                let chosen = (play.steps_per_s() - speed).abs() < 1e-6;
                if ui.selectable_label(chosen, speed.to_string()).clicked() {
                    reply.act(time(TimeAction::SetSpeed(speed)));
                }
            }
        });
        heading(ui, "The window");
        if ui.radio(!play.growing, "slides").clicked() {
            reply.act(time(TimeAction::SetGrowing(false)));
        }
        if ui.radio(play.growing, "grows from its first day").clicked() {
            reply.act(time(TimeAction::SetGrowing(true)));
        }
        let mut looping = play.looping;
        if ui
            .checkbox(&mut looping, "begins again at the end")
            .changed()
        {
            reply.act(time(TimeAction::SetLooping(looping)));
        }
    });
    menu.on_hover_text("How far and how fast it plays");
}

/// The days by name, and how much of the timeline is seen.
fn days_menu_ui(ui: &mut Ui, session: &Session, reply: &mut Reply<'_>) {
    let window = session.brushed();
    let words = window.map_or_else(|| "All days".to_owned(), |window| window.short());
    ui.menu_button(words, |ui| {
        for preset in presets(&session.atlas) {
            if ui.radio(window == preset.window, &preset.name).clicked() {
                reply.act(time(TimeAction::Show(preset.window)));
                ui.close();
            }
        }
        ui.separator();
        if let Some(whole) = session.timeline.whole
            && ui.button("See the whole timeline").clicked()
        {
            reply.act(time(TimeAction::Look(Stretch::around(whole))));
            ui.close();
        }
        if ui.button("See where most of it happens").clicked() {
            reply.act(time(TimeAction::Look(Stretch::of_most(&session.atlas))));
            ui.close();
        }
        if let Some(window) = window
            && ui.button("See the days shown").clicked()
        {
            reply.act(time(TimeAction::Look(Stretch::around(window))));
            ui.close();
        }
    })
    .response
    .on_hover_text("Days that are shown");
}

/// Before and after: begins it, or ends it.
fn compare_ui(ui: &mut Ui, session: &Session, reply: &mut Reply<'_>) {
    let comparing = session.view.compare.is_some();
    let icon = RichText::new(icons::SQUARE_HALF).size(14.0);
    let button = egui::Button::selectable(comparing, icon);
    let response = ui.add_enabled(session.timeline.whole.is_some(), button);
    let name = "Compare before and after";
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, comparing, name)
    });
    if response.on_hover_text(format!("{name} (C)")).clicked() {
        reply.act(Action::Compare(CompareAction::Toggle));
    }
}

/// What becomes of marks of other days, and of those without a date.
fn marks_menu_ui(ui: &mut Ui, session: &Session, reply: &mut Reply<'_>) {
    let filter = session.view.time;
    let menu = choices_ui(ui, RichText::new(icons::FUNNEL).size(13.0), |ui| {
        heading(ui, "Marks of other days");
        for (outside, name) in [(Outside::Hide, "are hidden"), (Outside::Dim, "are dimmed")] {
            if ui.radio(filter.outside == outside, name).clicked() {
                reply.act(time(TimeAction::SetOutside(outside)));
            }
        }
        let features = session.atlas.features();
        let rows = session.atlas.tables();
        let undated = features
            .filter(|(_, feature)| feature.when.is_none())
            .count()
            + rows
                .map(|(_, table)| table.calendar().undated())
                .sum::<usize>();
        heading(ui, "Marks without a date");
        let mut shown = filter.undated;
        if ui
            .checkbox(&mut shown, format!("are shown ({undated})"))
            .changed()
        {
            reply.act(time(TimeAction::SetUndated(shown)));
        }
    });
    let name = "Marks of other days and without a date";
    menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    menu.on_hover_text(name);
}

fn heading(ui: &mut Ui, text: &str) {
    let color = Ink::of(ui).muted;
    ui.label(
        RichText::new(text)
            .font(theme::sans(theme::size::SMALL))
            .color(color),
    );
}
