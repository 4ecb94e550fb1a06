//! One chart: its title and what saves it, its bars as widgets, its sums and sources.

use egui::{Align, Button, Id, Label, Layout, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::View;
use super::super::choices::choices_ui;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::ticks;
use super::super::web::web_ui;
use super::super::{icons, roles};
use super::bar_id;
use super::plot::PlotPlace;
use super::state::{DrawnChart, FiguresLook};
use super::zoom::Zooms;
use crate::atlas::Chart;
use crate::scene::{ChartBar, Item};
use crate::session::{
    ChartFormat, ChartSpec, Command, ExploreCommand, ExportFormat, ExportSpec, FileCommand,
    SelectCommand, TimeCommand,
};

/// More sources than this are listed when they are asked for.
const FEW_SOURCES: usize = 10;

/// One chart of the dossier, as it is shown in this frame.
pub(super) struct ShownFigure<'a> {
    pub(super) number: usize,
    pub(super) chart: &'a Chart,
    pub(super) look: FiguresLook,
    pub(super) drawn: &'a mut DrawnChart,
    pub(super) zooms: &'a mut Zooms,
}

impl ShownFigure<'_> {
    /// The figure; where its bars of the selection stand.
    pub(super) fn figure_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        output: &mut UiOutput<'_>,
    ) -> Vec<Rect> {
        self.head_ui(ui, view, output);
        if let Some(note) = &self.chart.note {
            small_ui(ui, note);
        }
        ui.add_space(8.0);
        let camera = &self.drawn.scene.scene.camera;
        let size = vec2(camera.width_px as f32, camera.height_px as f32);
        let (rect, picture) = ui.allocate_exact_size(size, Sense::hover());
        let scene = &self.drawn.scene;
        picture.widget_info(|| {
            let words = format!("Chart: {}", scene.said());
            WidgetInfo::labeled(egui::accesskit::Role::Figure, true, words)
        });
        if ui.is_rect_visible(rect) {
            self.plot_ui(ui, view, rect, output);
            for id in ["words", "furniture"] {
                let group = self.drawn.scene.scene.group(id);
                output.paint(ui, group.map_or(&[], |group| &group.items), rect.min);
            }
        }
        let of_selection = self.bars_ui(ui, view, rect, output);
        for (title, said) in &self.drawn.together {
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
        rests_on_ui(ui, self.chart, self.drawn, output);
        of_selection
    }

    /// The plot with the marks and their grid, composed for the values that it shows.
    fn plot_ui(&mut self, ui: &mut Ui, view: View<'_>, rect: Rect, output: &mut UiOutput<'_>) {
        let atlas = &view.session.atlas;
        let Some(plot) = self.drawn.scene.plot.clone() else {
            let items = grid_and_marks(self.drawn);
            output.paint(ui, &items, rect.min);
            return;
        };
        let shown = self.zooms.window(self.number, &plot);
        let (chart, look, drawn) = (self.chart, self.look, &mut *self.drawn);
        let place = PlotPlace {
            id: Id::unique(("plot", &chart.id)),
            name: &chart.title,
            origin: rect.min,
            plot: &plot,
            pointed_day: self.zooms.pointed_day,
        };
        let seen = place.plot_ui(ui, shown, |ui, window| {
            drawn.follow(atlas, chart, look, window);
            output.shapes(ui, &grid_and_marks(drawn), rect.min)
        });
        if seen.window != shown {
            if let Some(stretch) = self.zooms.show(self.number, &plot, seen.window) {
                output.act(Command::Time(TimeCommand::Look(stretch)));
            }
            ui.ctx().request_repaint();
        }
        if let Some([x, _]) = seen.pointed.filter(|_| plot.is_dated()) {
            self.zooms.pointed_day = Some(x);
        }
    }

    /// The bars as widgets; where those of the selection stand.
    fn bars_ui(
        &mut self,
        ui: &Ui,
        view: View<'_>,
        rect: Rect,
        output: &mut UiOutput<'_>,
    ) -> Vec<Rect> {
        let mut of_selection = Vec::new();
        let mut whole = false;
        for (number, bar) in self.drawn.scene.bars.iter().enumerate() {
            let place = placed(bar, rect);
            let selected = bar.subject.is_some() && bar.subject == view.session.selected();
            if selected {
                of_selection.push(place);
            }
            if ui.is_rect_visible(place) {
                whole |= bar_ui(ui, self.chart, (number, bar), place, selected, output);
            }
        }
        if whole {
            self.show_whole(ui);
        }
        of_selection
    }

    fn show_whole(&mut self, ui: &Ui) {
        if let Some(plot) = &self.drawn.scene.plot {
            self.zooms.show(self.number, plot, None);
            ui.ctx().request_repaint();
        }
    }

    /// The title, and at its right what saves the chart and what ends a zoom.
    fn head_ui(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let plot = self.drawn.scene.plot.as_ref();
        let zoomed = plot.is_some_and(|plot| self.zooms.window(self.number, plot).is_some());
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            save_ui(ui, view, self.chart, output);
            if view
                .session
                .charts_kept()
                .any(|kept| kept.id == self.chart.id)
            {
                kept_ui(ui, self.chart, output);
            }
            if zoomed {
                let name = format!("Show the whole of {}", self.chart.title);
                let button = ui.button(icons::ARROWS_OUT).on_hover_text(&name);
                button.widget_info(|| {
                    WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name)
                });
                if button.clicked() {
                    self.show_whole(ui);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                let font = theme::semibold(theme::size::TEXT);
                let title = &self.chart.title;
                let label = ui.add(Label::new(RichText::new(title).font(font)).wrap());
                roles::heading(&label, title);
            });
        });
    }
}

/// The items that the plot paints: all that stands for values.
fn grid_and_marks(drawn: &DrawnChart) -> Vec<Item> {
    let groups = ["grid", "marks"].into_iter();
    let groups = groups.filter_map(|id| drawn.scene.scene.group(id));
    groups
        .flat_map(|group| group.items.iter().cloned())
        .collect()
}

/// Where a bar answers to the hand in the window.
fn placed(bar: &ChartBar, chart: Rect) -> Rect {
    let at = |x: f64, y: f64| pos2(chart.left() + x as f32, chart.top() + y as f32);
    Rect::from_min_max(
        at(bar.rect.left, bar.rect.top),
        at(bar.rect.right, bar.rect.bottom),
    )
}

/// One bar: lights its mark, and selects it on a click. Whether it was clicked twice.
fn bar_ui(
    ui: &Ui,
    chart: &Chart,
    (number, bar): (usize, &ChartBar),
    rect: Rect,
    selected: bool,
    output: &mut UiOutput<'_>,
) -> bool {
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
    let Some(subject) = bar.subject else {
        return false;
    };
    if response.hovered() || response.has_focus() {
        output.hover(subject);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        output.act(Command::Select(SelectCommand::Jump(subject)));
    }
    response.double_clicked()
}

/// What a chart has that the reader keeps: another title, and being forgotten.
fn kept_ui(ui: &mut Ui, chart: &Chart, output: &mut UiOutput<'_>) {
    let name = format!("Title of {}", chart.title);
    let id = Id::unique(("title of chart", &chart.id));
    let button = choices_ui(ui, Button::new(icons::PENCIL_SIMPLE), |ui| {
        let mut title = ui.data_mut(|data| {
            let kept = data.get_temp::<String>(id);
            kept.unwrap_or_else(|| chart.title.clone())
        });
        let field = egui::TextEdit::singleline(&mut title).desired_width(260.0);
        let field = ui.add(field).accessible_name("Title of the chart");
        if field.changed() {
            ui.data_mut(|data| data.insert_temp(id, title.clone()));
        }
        if field.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(id));
            if title.trim() != chart.title {
                let chart = chart.id.clone();
                let rename = ExploreCommand::Rename { chart, title };
                output.act(Command::Explore(rename));
            }
            ui.close();
        }
    });
    button.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    button.on_hover_text("Call this chart otherwise");
    let name = format!("Take {} out of Figures", chart.title);
    let button = ui.button(icons::X).on_hover_text(&name);
    button.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name));
    if button.clicked() {
        output.act(Command::Explore(ExploreCommand::Forget(chart.id.clone())));
    }
}

fn save_ui(ui: &mut Ui, view: View<'_>, chart: &Chart, output: &mut UiOutput<'_>) {
    let name = format!("Save {}", chart.title);
    let export = view.session.files.export;
    let button = choices_ui(ui, Button::new(icons::DOWNLOAD_SIMPLE), |ui| {
        for format in ChartFormat::ALL {
            let words = match format {
                ChartFormat::Picture(ExportFormat::Png) => "PNG picture…",
                ChartFormat::Picture(ExportFormat::Svg) => "SVG drawing…",
                ChartFormat::Picture(ExportFormat::Pdf) => "PDF page…",
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
    let tick = ticks::tick(ui, &mut strip, "Strip metadata").on_hover_text(
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
fn rests_on_ui(ui: &mut Ui, chart: &Chart, drawn: &DrawnChart, output: &mut UiOutput<'_>) {
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
