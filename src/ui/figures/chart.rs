//! One chart: its title and what saves it, its bars as widgets, its sums and sources.

use egui::{Align, Button, Label, Layout, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::View;
use super::super::article::web_ui;
use super::super::icons;
use super::super::menus::choices_ui;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::bar_id;
use super::state::Drawn;
use crate::atlas::Chart;
use crate::scene::ChartBar;
use crate::session::{ChartFormat, ChartSpec, Command, ExportSpec, FileCommand, SelectCommand};

/// More sources than this are listed when they are asked for.
const FEW_SOURCES: usize = 10;

/// The chart; where its bars of the selection stand.
pub(super) fn chart_ui(
    ui: &mut Ui,
    view: View<'_>,
    chart: &Chart,
    drawn: &Drawn,
    output: &mut UiOutput<'_>,
) -> Vec<Rect> {
    head_ui(ui, view, chart, output);
    if let Some(note) = &chart.note {
        small_ui(ui, note);
    }
    ui.add_space(8.0);
    let camera = &drawn.scene.scene.camera;
    let size = vec2(camera.width_px as f32, camera.height_px as f32);
    let (rect, picture) = ui.allocate_exact_size(size, Sense::hover());
    picture.widget_info(|| {
        let words = format!("Chart: {}", chart.title);
        WidgetInfo::labeled(egui::accesskit::Role::Figure, true, words)
    });
    let mut of_selection = Vec::new();
    if ui.is_rect_visible(rect) {
        for group in &drawn.scene.scene.groups {
            output.paint(ui, &group.items, rect.min);
        }
    }
    for (number, bar) in drawn.scene.bars.iter().enumerate() {
        let place = placed(bar, rect);
        let selected = bar.subject.is_some() && bar.subject == view.session.selected();
        if selected {
            of_selection.push(place);
        }
        if ui.is_rect_visible(place) {
            bar_ui(ui, chart, (number, bar), place, selected, output);
        }
    }
    for (title, said) in &drawn.together {
        ui.add_space(4.0);
        let text = if title.is_empty() {
            said.clone()
        } else {
            format!("{title}: {said}")
        };
        ui.add(
            Label::new(RichText::new(text).small())
                .wrap()
                .selectable(true),
        );
    }
    rests_on_ui(ui, chart, drawn, output);
    of_selection
}

/// Where a bar answers to the hand in the window.
fn placed(bar: &ChartBar, chart: Rect) -> Rect {
    let at = |x: f64, y: f64| pos2(chart.left() + x as f32, chart.top() + y as f32);
    Rect::from_min_max(
        at(bar.rect.left, bar.rect.top),
        at(bar.rect.right, bar.rect.bottom),
    )
}

/// One bar: lights its mark, and selects it on a click.
fn bar_ui(
    ui: &Ui,
    chart: &Chart,
    (number, bar): (usize, &ChartBar),
    rect: Rect,
    selected: bool,
    output: &mut UiOutput<'_>,
) {
    let sense = if bar.subject.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, bar_id(&chart.id, number), sense);
    response.widget_info(|| match bar.subject {
        Some(_) => WidgetInfo::selected(egui::accesskit::Role::Button, true, selected, &bar.name),
        None => WidgetInfo::labeled(egui::accesskit::Role::Label, true, &bar.name),
    });
    let Some(subject) = bar.subject else { return };
    if response.hovered() || response.has_focus() {
        output.hover(subject);
    }
    if response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
    {
        output.act(Command::Select(SelectCommand::Jump(subject)));
    }
}

/// The title, and at its right what saves the chart.
fn head_ui(ui: &mut Ui, view: View<'_>, chart: &Chart, output: &mut UiOutput<'_>) {
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        save_ui(ui, view, chart, output);
        ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
            let font = theme::semibold(theme::size::TEXT);
            ui.add(Label::new(RichText::new(&chart.title).font(font)).wrap());
        });
    });
}

fn save_ui(ui: &mut Ui, view: View<'_>, chart: &Chart, output: &mut UiOutput<'_>) {
    let name = format!("Save {}", chart.title);
    let export = view.session.files.export;
    let button = choices_ui(ui, Button::new(icons::DOWNLOAD_SIMPLE), |ui| {
        for format in ChartFormat::ALL {
            let words = match format {
                ChartFormat::Png => "PNG picture…",
                ChartFormat::Svg => "SVG drawing…",
                ChartFormat::Pdf => "PDF page…",
                ChartFormat::Csv => "CSV table…",
            };
            if ui.button(words).clicked() {
                output.act(Command::File(FileCommand::ExportChart {
                    chart: chart.id.clone(),
                    spec: ChartSpec {
                        format,
                        theme: view.session.view.theme,
                        says_its_chart: export.says_its_view,
                        ..ChartSpec::default()
                    },
                }));
                ui.close();
            }
        }
        ui.separator();
        strip_ui(ui, export, output);
    });
    button.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    button.on_hover_text("Save this chart as a picture or a table");
}

/// The tick that maps have, too: what is wanted of one picture is wanted of all.
fn strip_ui(ui: &mut Ui, export: ExportSpec, output: &mut UiOutput<'_>) {
    let mut strip = !export.says_its_view;
    let tick = ui.checkbox(&mut strip, "Strip metadata").on_hover_text(
        "Without it, a picture says which dossier and chart it shows, so that opening it here brings the chart back. \
         It never names a folder, a person or a time.",
    );
    if tick.changed() {
        output.act(Command::File(FileCommand::SetExport(ExportSpec {
            says_its_view: !strip,
            ..export
        })));
    }
}

/// What the chart rests on: few documents at once, many when they are asked for.
fn rests_on_ui(ui: &mut Ui, chart: &Chart, drawn: &Drawn, output: &mut UiOutput<'_>) {
    let sources = drawn.table.sources(chart);
    let noun = if sources.len() == 1 {
        "source"
    } else {
        "sources"
    };
    let title = RichText::new(format!("{} {noun}", sources.len())).small();
    if sources.is_empty() {
        return;
    }
    ui.add_space(4.0);
    egui::CollapsingHeader::new(title)
        .id_salt("sources")
        .default_open(sources.len() <= FEW_SOURCES)
        .show_unindented(ui, |ui| {
            for (number, source) in sources.iter().enumerate() {
                ui.push_id(number, |ui| match &source.url {
                    Some(url) => web_ui(ui, &source.citation(), url, output),
                    None => {
                        ui.add(Label::new(RichText::new(source.citation()).small()).wrap());
                    }
                });
            }
        });
}

fn small_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).small().color(Ink::of(ui).muted);
    ui.add(Label::new(text).wrap().selectable(true));
}
