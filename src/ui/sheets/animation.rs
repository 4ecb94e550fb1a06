//! The part of the export sheet that says how days are played.

use egui::{ComboBox, DragValue, Grid, RichText, Ui};

use super::super::View;
use super::super::theme::Ink;
use super::super::ticks;
use crate::session::viewpoint::TimeWindow;
use crate::session::{
    Animation, AnimationSpec, FRAMES_PER_S, MOST_DAYS, MovingFormat, PlayStep, presets,
};

/// What the sheet says of moving pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moving {
    pub(super) animation: AnimationSpec,
    pub(super) animates: bool,
}

/// The formats that move.
pub(super) fn formats_ui(ui: &mut Ui, moving: &mut Moving) {
    for format in MovingFormat::ALL {
        let (name, tip) = match format {
            MovingFormat::Gif => ("GIF", "256 colours a frame; shown everywhere"),
            MovingFormat::Apng => (
                "APNG",
                "Every colour, and the view comes back; a still picture where it is not played",
            ),
            MovingFormat::Folder => (
                "PNG files",
                "A folder of numbered pictures, for a video program",
            ),
        };
        let chosen = moving.animates && moving.animation.format == format;
        if ticks::choice(ui, chosen, name).on_hover_text(tip).clicked() {
            moving.animates = true;
            moving.animation.format = format;
        }
    }
}

/// Days, steps, window and speed, and how many frames that makes.
pub(super) fn moving_ui(ui: &mut Ui, view: View<'_>, animation: &mut AnimationSpec) {
    Grid::new("export animation")
        .num_columns(2)
        .min_col_width(88.0)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            range_ui(ui, view, animation);
            ui.end_row();
            ui.label("Step");
            ui.horizontal(|ui| {
                for step in PlayStep::ALL {
                    ticks::choice_of(ui, &mut animation.step, step, step.words());
                }
            });
            ui.end_row();
            ui.label("Window");
            window_ui(ui, animation);
            ui.end_row();
            ui.label("Speed");
            ui.add(
                DragValue::new(&mut animation.per_s)
                    .range(FRAMES_PER_S)
                    .speed(0.1)
                    .max_decimals(1)
                    .suffix(" frames a second"),
            )
            .accessible_name("Frames a second");
            ui.end_row();
        });
    let (text, color) = match animation.animation(&view.session.atlas, &view.session.view) {
        Ok(animation) => (in_words(&animation), Ink::of(ui).muted),
        Err(error) => (error.to_string(), Ink::of(ui).warning),
    };
    ui.add(egui::Label::new(RichText::new(text).small().color(color)).wrap());
}

/// From which day to which.
fn range_ui(ui: &mut Ui, view: View<'_>, animation: &mut AnimationSpec) {
    let session = view.session;
    let mut choices: Vec<(String, Option<TimeWindow>)> =
        vec![("When most of it happens".to_owned(), None)];
    let mut add = |name: String, range: Option<TimeWindow>| {
        if range.is_some() && !choices.iter().any(|(_, other)| *other == range) {
            choices.push((name, range));
        }
    };
    let shown = session.view.time.window;
    add("The days shown".to_owned(), shown);
    let timeline = session.timeline.shown.window();
    add("As the timeline shows".to_owned(), Some(timeline));
    add("All days".to_owned(), session.timeline.whole);
    for preset in presets(&session.atlas) {
        add(preset.name, preset.window);
    }
    let chosen = choices.iter().find(|(_, range)| *range == animation.range);
    let name = match (chosen, animation.range) {
        (Some((name, _)), _) => name.clone(),
        (None, Some(range)) => range.short(),
        (None, None) => String::new(),
    };
    let label = ui.label("Days");
    let list = ComboBox::from_id_salt("played days")
        .selected_text(name)
        .width(224.0)
        .show_ui(ui, |ui| {
            for (name, range) in &choices {
                let response = ui.selectable_label(*range == animation.range, name);
                let words = range.map(|range| range.words());
                let response = match words {
                    Some(words) => response.on_hover_text(words),
                    None => response,
                };
                if response.clicked() {
                    animation.range = *range;
                }
            }
        });
    list.response.labelled_by(label.id);
}

fn window_ui(ui: &mut Ui, animation: &mut AnimationSpec) {
    ui.horizontal(|ui| {
        ticks::choice_of(ui, &mut animation.growing, false, "slides")
            .on_hover_text("Each frame shows as many days");
        ticks::choice_of(ui, &mut animation.growing, true, "grows")
            .on_hover_text("Each frame shows all days from the first on");
        let unit = if animation.days == 1 { " day" } else { " days" };
        ui.add(
            DragValue::new(&mut animation.days)
                .range(1..=MOST_DAYS)
                .suffix(unit),
        )
        .accessible_name(if animation.growing {
            "Days of the first frame"
        } else {
            "Days of each frame"
        });
    });
}

/// "27 frames of 17 April–23 October 2021, playing for 7 s".
fn in_words(animation: &Animation) -> String {
    let frames = animation.windows.len();
    let noun = if frames == 1 { "frame" } else { "frames" };
    let days = animation
        .whole()
        .map_or_else(String::new, |days| days.words());
    let length_s = animation.length_s();
    let length = if length_s < 90.0 {
        format!("{} s", length_s.ceil())
    } else {
        format!("{:.0} min", (length_s / 60.0).ceil())
    };
    format!("{frames} {noun} of {days}, playing for {length}")
}
