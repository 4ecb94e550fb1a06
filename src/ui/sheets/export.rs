//! The export sheet: size, format, and what stands on the margins.

use egui::{ComboBox, DragValue, Grid, RichText, Ui, Vec2, vec2};

use super::super::View;
use super::super::card::capitalised;
use super::super::output::UiOutput;
use super::super::slots::told;
use super::super::theme::Ink;
use super::super::ticks;
use super::animation::{Moving, formats_ui, moving_ui};
use super::furniture::furniture_ui;
use super::picture_words::words_ui;
use super::presets::PRESETS;
use super::preview::preview_ui;
use crate::session::viewpoint::{ColourVision, MapTheme, PictureWords};
use crate::session::{Command, Effort, ExportFormat, ExportSpec, FileCommand, Measurement, TextAs};

const TITLE: &str = "Export the map";
/// Smallest and largest side of a picture, pixels.
const SIDE_PX: std::ops::RangeInclusive<u32> = 64..=16_384;
/// What of the window stands above and below the sheet's choices, logical pixels: with the buttons
/// under them, and with the buttons beside them.
const AROUND_PX: [f32; 2] = [180.0, 112.0];
/// In a lower window than this the picture stands beside the choices, where the window is so wide,
/// logical pixels.
const LOW_PX: f32 = 620.0;
const WIDE_PX: f32 = 560.0;
/// Width of the choices, and of the picture beside them, logical pixels.
const CHOICES_PX: f32 = 400.0;
const PICTURE_PX: f32 = 200.0;
/// The picture is no larger than this: above the choices, beside them, and in a window that is low and
/// narrow, logical pixels.
const ABOVE: Vec2 = vec2(360.0, 200.0);
const BESIDE: Vec2 = vec2(PICTURE_PX, 160.0);
const SMALL: Vec2 = vec2(160.0, 72.0);
/// Sizes of names, per cent of the usual.
const LABELS: std::ops::RangeInclusive<u16> = 75..=250;
/// Letters of fewer pixels cannot be read in the finished picture.
const LEAST_LETTERS_PX: f32 = 12.0;
/// What is wrong with a picture is said up to so many times.
const MOST_FINDINGS: usize = 3;
/// Smallest and largest scale.
const SCALE: std::ops::RangeInclusive<f32> = 0.5..=8.0;

pub(super) fn export_ui(ui: &Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    if !view.session.files.exporting {
        return;
    }
    let files = &view.session.files;
    let mut spec = files.export;
    let mut moving = Moving {
        animation: files.animation,
        animates: files.animates,
    };
    let before = moving;
    let mut words = view.session.view.words.clone();
    let screen = ui.ctx().content_rect();
    let low = screen.height() < LOW_PX;
    let beside = low && screen.width() >= WIDE_PX;
    let width = if beside {
        CHOICES_PX + PICTURE_PX
    } else {
        CHOICES_PX
    };
    let from_top = super::opens(ui, TITLE);
    let open = super::window(ui, TITLE, width, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let most = (screen.height() - AROUND_PX[usize::from(beside)]).max(96.0);
        // In a low window, what is chosen scrolls and the buttons stay in sight.
        let mut scroll = egui::ScrollArea::vertical()
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true])
            // The preview's frame stands around it.
            .content_margin(egui::Margin::same(1));
        if from_top {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        if beside {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(PICTURE_PX);
                    output.preview = Some(preview_ui(ui, view, &spec, BESIDE, output));
                    foot_ui(ui, view, spec, output);
                    findings_ui(ui);
                });
                ui.add_space(8.0);
                scroll.show(ui, |ui| {
                    choices_ui(ui, view, &mut words, &mut spec, &mut moving);
                });
            });
        } else {
            scroll.show(ui, |ui| {
                let most = if low { SMALL } else { ABOVE };
                output.preview = Some(preview_ui(ui, view, &spec, most, output));
                findings_ui(ui);
                choices_ui(ui, view, &mut words, &mut spec, &mut moving);
            });
            ui.add_space(8.0);
            foot_ui(ui, view, spec, output);
        }
    });
    if words != view.session.view.words {
        output.act(Command::File(FileCommand::SetPictureWords(words)));
    }
    if spec != view.session.files.export {
        output.act(Command::File(FileCommand::SetExport(spec)));
    }
    if moving != before {
        let Moving {
            animation,
            animates,
        } = moving;
        output.act(Command::File(FileCommand::SetAnimation {
            animation,
            animates,
        }));
    }
    if !open {
        output.act(Command::File(FileCommand::ToggleExport));
    }
}

/// All that can be chosen.
fn choices_ui(
    ui: &mut Ui,
    view: View<'_>,
    words: &mut PictureWords,
    spec: &mut ExportSpec,
    moving: &mut Moving,
) {
    // As a region in `horizontal_top`, the scrolled area would lay its rows side by side.
    ui.vertical(|ui| {
        words_ui(ui, view, words);
        size_ui(ui, view, spec);
        look_ui(ui, spec, moving);
        if moving.animates {
            moving_ui(ui, view, &mut moving.animation);
        }
        furniture_ui(ui, &mut spec.furniture);
        measured_ui(ui, view, &mut spec.measured);
        about_ui(ui, spec);
    });
}

/// What of the measured is on the picture, while something is measured.
fn measured_ui(ui: &mut Ui, view: View<'_>, measured: &mut bool) {
    let name = match view.session.measure {
        Some(Measurement::Path { .. }) => "The measured path, with its lengths",
        Some(Measurement::Ring { .. }) => "The measured ring, with its radius",
        None => return,
    };
    ticks::tick(ui, measured, name);
}

/// What saves the picture, and what closes the sheet.
fn foot_ui(ui: &mut Ui, view: View<'_>, spec: ExportSpec, output: &mut UiOutput<'_>) {
    ui.horizontal(|ui| {
        let can = view.session.animation().is_none_or(|it| it.is_ok());
        if ui.add_enabled(can, egui::Button::new("Export…")).clicked() {
            output.act(Command::File(FileCommand::SetExport(spec)));
            output.act(Command::File(FileCommand::Export));
        }
        if ui.button("Cancel").clicked() {
            output.act(Command::File(FileCommand::ToggleExport));
        }
    });
}

/// What a graphics desk would send back of the picture, before it is saved.
fn findings_ui(ui: &mut Ui) {
    let warning = Ink::of(ui).warning;
    let findings = told(ui.ctx());
    for finding in findings.iter().take(MOST_FINDINGS) {
        let words = RichText::new(capitalised(&finding.what))
            .small()
            .color(warning);
        ui.add(egui::Label::new(words).wrap())
            .on_hover_text(capitalised(finding.mend));
    }
    if let Some(more) = findings
        .len()
        .checked_sub(MOST_FINDINGS)
        .filter(|&more| more > 0)
    {
        let words = format!("and {more} more");
        ui.label(RichText::new(words).small().color(warning));
    }
}

fn size_ui(ui: &mut Ui, view: View<'_>, spec: &mut ExportSpec) {
    let chosen = PRESETS.iter().find(|preset| {
        // A sheet may be printed in other colours than those that it begins with.
        let theme = spec.theme;
        ExportSpec {
            theme,
            ..preset.applied(view.session, *spec)
        } == *spec
    });
    Grid::new("export size")
        .num_columns(2)
        .min_col_width(88.0)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            let label = ui.label("Size");
            let list = ComboBox::from_id_salt("preset")
                .selected_text(chosen.map_or("Own size", |preset| preset.name))
                .width(224.0)
                .height(480.0);
            let response = list.show_ui(ui, |ui| {
                for preset in PRESETS {
                    if ui
                        .selectable_label(chosen == Some(&preset), preset.name)
                        .clicked()
                    {
                        *spec = preset.applied(view.session, *spec);
                    }
                }
            });
            response.response.labelled_by(label.id);
            ui.end_row();
            ui.label("Pixels");
            ui.horizontal(|ui| {
                ui.add(DragValue::new(&mut spec.width_px).range(SIDE_PX))
                    .accessible_name("Width, pixels");
                ui.label("×");
                ui.add(DragValue::new(&mut spec.height_px).range(SIDE_PX))
                    .accessible_name("Height, pixels");
            });
            ui.end_row();
            ui.label("Names");
            ui.horizontal(|ui| {
                ui.add(
                    DragValue::new(&mut spec.furniture.label_percent)
                        .range(LABELS)
                        .suffix(" %"),
                )
                .accessible_name("Size of the names, per cent");
                let px = 12.0 * spec.scale * f32::from(spec.furniture.label_percent) / 100.0;
                let small = px < LEAST_LETTERS_PX;
                let ink = Ink::of(ui);
                let color = if small { ink.warning } else { ink.muted };
                let words = if small {
                    format!("{px:.0} pixels high: too small to read")
                } else {
                    format!("{px:.0} pixels high in the picture")
                };
                ui.label(RichText::new(words).small().color(color));
            });
            ui.end_row();
            ui.label("Scale");
            ui.horizontal(|ui| {
                ui.add(
                    DragValue::new(&mut spec.scale)
                        .range(SCALE)
                        .speed(0.05)
                        .max_decimals(3),
                )
                .accessible_name("Scale of text and symbols");
                ui.label(
                    RichText::new("text and symbols grow with it")
                        .small()
                        .color(Ink::of(ui).muted),
                );
            });
            ui.end_row();
        });
}

fn look_ui(ui: &mut Ui, spec: &mut ExportSpec, moving: &mut Moving) {
    Grid::new("export look")
        .num_columns(2)
        .min_col_width(88.0)
        .spacing([16.0, 8.0])
        .show(ui, |ui| {
            ui.label("Format");
            ui.horizontal(|ui| {
                for (format, name) in [
                    (ExportFormat::Png, "PNG"),
                    (ExportFormat::Svg, "SVG"),
                    (ExportFormat::Pdf, "PDF"),
                ] {
                    let chosen = !moving.animates && spec.format == format;
                    if ticks::choice(ui, chosen, name).clicked() {
                        spec.format = format;
                        moving.animates = false;
                    }
                }
            });
            ui.end_row();
            ui.label("Animation");
            ui.horizontal(|ui| formats_ui(ui, moving));
            ui.end_row();
            if !moving.animates && spec.format == ExportFormat::Png {
                ui.label("File");
                ui.horizontal(|ui| {
                    for (effort, name, tip) in [
                        (Effort::Quick, "Quick", "Written at once"),
                        (
                            Effort::Usual,
                            "Smaller",
                            "About a quarter smaller, for about twice the time",
                        ),
                        (
                            Effort::Most,
                            "Smallest",
                            "About half the size, for several times the time",
                        ),
                    ] {
                        ticks::choice_of(ui, &mut spec.effort, effort, name).on_hover_text(tip);
                    }
                });
                ui.end_row();
            }
            if !moving.animates {
                ui.label("Text");
                ui.add_enabled_ui(spec.format.is_vector(), |ui| text_ui(ui, &mut spec.text));
                ui.end_row();
            }
            ui.label("Colours");
            ui.horizontal(|ui| {
                ticks::choice_of(ui, &mut spec.theme, MapTheme::Light, "Light");
                ticks::choice_of(ui, &mut spec.theme, MapTheme::Dark, "Dark");
                ticks::choice_of(ui, &mut spec.theme, MapTheme::Print, "Print").on_hover_text(
                    "White paper, little ink, and signs where two actors have one grey",
                );
            });
            ui.end_row();
            let label = ui.label("Seen");
            let name = |vision: ColourVision| vision.words().unwrap_or("Colours as they are");
            ComboBox::from_id_salt("vision")
                .selected_text(name(spec.vision))
                .width(224.0)
                .show_ui(ui, |ui| {
                    for vision in ColourVision::ALL {
                        ui.selectable_value(&mut spec.vision, vision, name(vision));
                    }
                })
                .response
                .labelled_by(label.id);
            ui.end_row();
        });
}

fn text_ui(ui: &mut Ui, text: &mut TextAs) {
    ui.horizontal(|ui| {
        ticks::choice_of(ui, text, TextAs::Live, "Text")
            .on_hover_text("Can be selected and searched; the file carries its fonts");
        ticks::choice_of(ui, text, TextAs::Outlines, "Outlines")
            .on_hover_text("Looks the same in every program, nothing to select");
    });
}

/// What the file says beside what it shows.
fn about_ui(ui: &mut Ui, spec: &mut ExportSpec) {
    let mut strip = !spec.says_its_view;
    ticks::tick(ui, &mut strip, "Strip metadata").on_hover_text(
        "Without it, the file says which dossier and view it shows, so that opening it here brings the view back. \
         It never names a folder, a person or a time.",
    );
    spec.says_its_view = !strip;
}
