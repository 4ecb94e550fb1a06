//! The controls of the timeline: play, the days that are shown, and what becomes of the rest.

use egui::{Align, Button, Id, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::super::choices::choices_ui;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::ticks;
use super::super::{View, icons, layers};
use super::dates::{self, Drafts};
use crate::session::viewpoint::Outside;
use crate::session::{
    Command, CompareCommand, PlayStep, SPEEDS, Session, Stretch, TimeCommand, presets,
};

/// Side of an icon's box, logical pixels.
const ICON_PX: f32 = 24.0;
/// Space between two controls.
const BETWEEN_PX: f32 = 6.0;
/// Width of a button with an icon.
const BUTTON_PX: f32 = 28.0;
/// Room for the words of how it plays.
const PLAY_PX: f32 = 132.0;
/// Width of the button with the days that are shown: any two days of a year.
const DAYS_PX: f32 = 136.0;
/// The same where there is little room, for their first letters.
const LEAST_DAYS_PX: f32 = 40.0;
/// From this width on, there are buttons for a step back and on.
const STEPS_FROM_PX: f32 = 330.0;

fn time(action: TimeCommand) -> Command {
    Command::Time(action)
}

/// The controls of the open timeline. What has no room in a narrow panel stands in a menu, and
/// nothing moves when the days that are shown have other words.
pub(super) fn head_ui(
    ui: &mut Ui,
    rect: Rect,
    view: View<'_>,
    drafts: &mut Drafts,
    output: &mut UiOutput<'_>,
) {
    let session = view.session;
    let y = rect.center().y;
    super::fold_ui(ui, pos2(rect.left() + 20.0, y), true, output);
    let x = rect.left() + 20.0 + ICON_PX;
    let x = if rect.width() < STEPS_FROM_PX {
        play_ui(ui, x, y, session, output)
    } else {
        transport_ui(ui, x, y, session, output)
    };
    let controls = Rect::from_min_max(
        pos2(x, rect.top()),
        pos2(rect.right() - 12.0, rect.bottom()),
    );
    let mut row = row_ui(ui, controls);
    let left_px = controls.width() - 2.0 * (BUTTON_PX + BETWEEN_PX);
    let worded = left_px >= PLAY_PX + DAYS_PX;
    let fields = left_px >= PLAY_PX + dates::WIDTH_PX + DAYS_PX;
    // In the smallest window, how it plays is left to the menu Time.
    let play_px = BUTTON_PX + BETWEEN_PX;
    let plays = left_px >= play_px + LEAST_DAYS_PX;
    if plays {
        play_menu_ui(&mut row, session, worded, output);
    }
    if fields {
        row.add_space(BETWEEN_PX);
        fields_ui(&mut row, session, drafts, output);
    }
    let most_px = if plays { left_px - play_px } else { left_px };
    let drafts = (!fields).then_some(drafts);
    days_menu_ui(&mut row, session, most_px, drafts, output);
    compare_ui(&mut row, session, output);
    marks_menu_ui(&mut row, session, output);
}

/// The controls of the strip: fold, play, and which days are shown.
pub(super) fn strip_ui(ui: &mut Ui, rect: Rect, view: View<'_>, output: &mut UiOutput<'_>) {
    let session = view.session;
    let y = rect.center().y;
    super::fold_ui(ui, pos2(rect.left() + 20.0, y), false, output);
    let x = play_ui(ui, rect.left() + 20.0 + ICON_PX, y, session, output);
    let controls = Rect::from_min_max(pos2(x, rect.top()), pos2(rect.right() - 4.0, rect.bottom()));
    let mut row = row_ui(ui, controls);
    let left_px = controls.width() - BUTTON_PX - BETWEEN_PX;
    days_menu_ui(&mut row, session, left_px, None, output);
    compare_ui(&mut row, session, output);
}

/// A row of controls in `rect`, in small type.
fn row_ui(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    row.spacing_mut().item_spacing.x = BETWEEN_PX;
    row.style_mut().override_text_style = Some(egui::TextStyle::Small);
    row.style_mut().spacing.button_padding = vec2(6.0, 2.0);
    row
}

/// The days that are shown, to be typed.
fn fields_ui(ui: &mut Ui, session: &Session, drafts: &mut Drafts, output: &mut UiOutput<'_>) {
    let (window, whole) = (session.brushed(), session.timeline.whole);
    if let Some(typed) = drafts.dates_ui(ui, dates::SHOWN, window, whole) {
        output.act(time(TimeCommand::Show(Some(typed))));
    }
}

fn icon(ui: &Ui, x: f32, y: f32, id: &str, icon: &str, tip: &str) -> bool {
    let rect = Rect::from_center_size(pos2(x, y), vec2(ICON_PX, ICON_PX));
    layers::icon_ui(ui, rect, Id::unique(id), icon, tip)
}

/// Play or pause; where the next control begins.
fn play_ui(ui: &Ui, x: f32, y: f32, session: &Session, output: &mut UiOutput<'_>) -> f32 {
    let (sign, tip) = if session.timeline.play.playing {
        (icons::PAUSE, "Pause (Space)")
    } else {
        (icons::PLAY, "Play (Space)")
    };
    if icon(ui, x, y, "play time", sign, tip) {
        output.act(time(TimeCommand::TogglePlay));
    }
    x + ICON_PX / 2.0 + 4.0
}

/// Step back, play, step on; where the next control begins.
fn transport_ui(ui: &Ui, x: f32, y: f32, session: &Session, output: &mut UiOutput<'_>) -> f32 {
    if icon(
        ui,
        x,
        y,
        "step back",
        icons::SKIP_BACK,
        "One step back (comma)",
    ) {
        output.act(time(TimeCommand::Step { forward: false }));
    }
    let x = x + ICON_PX;
    play_ui(ui, x, y, session, output);
    let x = x + ICON_PX;
    if icon(
        ui,
        x,
        y,
        "step on",
        icons::SKIP_FORWARD,
        "One step on (full stop)",
    ) {
        output.act(time(TimeCommand::Step { forward: true }));
    }
    x + ICON_PX / 2.0 + 4.0
}

/// How far and how fast it plays.
fn play_menu_ui(ui: &mut Ui, session: &Session, worded: bool, output: &mut UiOutput<'_>) {
    let play = &session.timeline.play;
    let words = format!(
        "by {}, {}\u{a0}a\u{a0}second",
        play.step.words(),
        play.steps_per_s()
    );
    let button = if worded {
        Button::new(&words)
    } else {
        Button::new(RichText::new(icons::GAUGE).size(14.0))
    };
    let menu = choices_ui(ui, button, |ui| {
        heading(ui, "A step is");
        for step in PlayStep::ALL {
            let name = match step {
                PlayStep::Day => "a day",
                PlayStep::Week => "a week",
                PlayStep::Event => "to the next event",
            };
            if ticks::choice(ui, play.step == step, name).clicked() {
                output.act(time(TimeCommand::SetStep(step)));
            }
        }
        heading(ui, "Steps a second");
        ui.horizontal(|ui| {
            for speed in SPEEDS {
                let chosen = (play.steps_per_s() - speed).abs() < 1e-6;
                if ui.selectable_label(chosen, speed.to_string()).clicked() {
                    output.act(time(TimeCommand::SetSpeed(speed)));
                }
            }
        });
        heading(ui, "The window");
        if ticks::choice(ui, !play.growing, "slides").clicked() {
            output.act(time(TimeCommand::SetGrowing(false)));
        }
        if ticks::choice(ui, play.growing, "grows from its first day").clicked() {
            output.act(time(TimeCommand::SetGrowing(true)));
        }
        let mut looping = play.looping;
        if ticks::tick(ui, &mut looping, "begins again at the end").changed() {
            output.act(time(TimeCommand::SetLooping(looping)));
        }
    });
    let name = format!("How it plays: {words}");
    menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    menu.on_hover_text(name);
}

/// The days by name, and how much of the timeline is seen, under a button no wider than
/// `most_px`; with fields to type them in, where those stand nowhere else.
fn days_menu_ui(
    ui: &mut Ui,
    session: &Session,
    most_px: f32,
    drafts: Option<&mut Drafts>,
    output: &mut UiOutput<'_>,
) {
    let window = session.brushed();
    let words = window.map_or_else(|| "All days".to_owned(), |window| window.short());
    let width = most_px.clamp(BUTTON_PX, DAYS_PX);
    let mut button = Button::new(&words).truncate();
    if window.is_some() {
        button = button.min_size(vec2(width, 0.0));
    }
    let size = vec2(width, ui.available_height());
    let layout = Layout::left_to_right(Align::Center);
    let menu = ui.allocate_ui_with_layout(size, layout, |ui| {
        choices_ui(ui, button, |ui| days_ui(ui, session, drafts, output))
    });
    let name = format!("Days that are shown: {words}");
    let menu = menu.inner;
    menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    menu.on_hover_text(name);
}

fn days_ui(ui: &mut Ui, session: &Session, drafts: Option<&mut Drafts>, output: &mut UiOutput<'_>) {
    let window = session.brushed();
    if let Some(drafts) = drafts {
        ui.horizontal(|ui| fields_ui(ui, session, drafts, output));
        ui.separator();
    }
    for preset in presets(&session.atlas) {
        if ticks::choice(ui, window == preset.window, &preset.name).clicked() {
            output.act(time(TimeCommand::Show(preset.window)));
            ui.close();
        }
    }
    ui.separator();
    if let Some(whole) = session.timeline.whole
        && ui.button("See the whole timeline").clicked()
    {
        output.act(time(TimeCommand::Look(Stretch::around(whole))));
        ui.close();
    }
    if ui.button("See where most of it happens").clicked() {
        output.act(time(TimeCommand::Look(Stretch::of_most(&session.atlas))));
        ui.close();
    }
    if let Some(window) = window
        && ui.button("See the days shown").clicked()
    {
        output.act(time(TimeCommand::Look(Stretch::around(window))));
        ui.close();
    }
}

/// Before and after: begins it, or ends it.
fn compare_ui(ui: &mut Ui, session: &Session, output: &mut UiOutput<'_>) {
    let comparing = session.view.compare.is_some();
    let icon = RichText::new(icons::SQUARE_HALF).size(14.0);
    let button = egui::Button::selectable(comparing, icon);
    let response = ui.add_enabled(session.timeline.whole.is_some(), button);
    let name = "Compare before and after";
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, comparing, name)
    });
    if response.on_hover_text(format!("{name} (C)")).clicked() {
        output.act(Command::Compare(CompareCommand::Toggle));
    }
}

/// What becomes of marks of other days, and of those without a date.
fn marks_menu_ui(ui: &mut Ui, session: &Session, output: &mut UiOutput<'_>) {
    let filter = session.view.time;
    let menu = choices_ui(
        ui,
        Button::new(RichText::new(icons::FUNNEL).size(13.0)),
        |ui| {
            heading(ui, "Marks of other days");
            for (outside, name) in [(Outside::Hide, "are hidden"), (Outside::Dim, "are dimmed")] {
                if ticks::choice(ui, filter.outside == outside, name).clicked() {
                    output.act(time(TimeCommand::SetOutside(outside)));
                }
            }
            let features = session.atlas.features();
            let rows = session.atlas.large_tables();
            let undated = features
                .filter(|(_, feature)| feature.when.is_none())
                .count()
                + rows
                    .map(|(_, table)| table.calendar().undated())
                    .sum::<usize>();
            heading(ui, "Marks without a date");
            let mut shown = filter.undated;
            if ticks::tick(ui, &mut shown, format!("are shown ({undated})")).changed() {
                output.act(time(TimeCommand::SetUndated(shown)));
            }
        },
    );
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
