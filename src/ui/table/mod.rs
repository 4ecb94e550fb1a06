//! The table: every feature as a row, to be sorted, narrowed, chosen from and copied.

mod choices;
mod chosen;
mod column;
mod copied;
mod keys;
mod rows;
mod search;
mod words;

use egui::{ComboBox, Frame, Id, Margin, Modifiers, Panel as Side, RichText, Sense, TextEdit, Ui};
use egui_extras::{Column as Width, TableBuilder};

use super::faults::part_ui;
use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, icons, roles};
use crate::atlas::{FeatureId, Subject, group_thousands};
use crate::earth::MapPoint;
use crate::session::{
    Command, ExploreCommand, FileCommand, SelectCommand, ShellCommand, TableSorting,
};
use chosen::Chosen;
use column::{ShownColumn, Sorting};
use rows::{RowsWanted, TableRows, TableScope};

/// Height of the panel at first and at least, logical pixels.
const HEIGHT_PX: [f32; 2] = [220.0, 120.0];
/// Height of a row, logical pixels.
const ROW_PX: f32 = 22.0;
/// Room that the count of rows and the buttons beside it need, logical pixels.
const COUNT_PX: f32 = 240.0;
/// Room that the buttons need, logical pixels.
const BUTTONS_PX: f32 = 140.0;
/// Width of the field of words where there is room, logical pixels.
const FIELD_PX: f32 = 180.0;
/// Most rows that are copied at once: more would hold up whatever they are pasted into.
const MOST_COPIED: usize = 100_000;

/// What the table keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct TableState {
    scope: TableScope,
    filter: String,
    rows: TableRows,
    chosen: Chosen,
    /// The row from which Shift chooses.
    from: Option<usize>,
    /// The row that the keys are at.
    cursor: usize,
    selected: Option<Subject>,
    open: bool,
    /// Columns that are not shown.
    hidden: Vec<ShownColumn>,
    /// Properties of the sources that are shown, too.
    properties: Vec<ShownColumn>,
}

impl TableState {
    /// Whether the keyboard can come to it.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Where the chosen features stand on the map, while the table is open.
    pub(super) fn chosen_points(&self) -> &[MapPoint] {
        if self.open { self.chosen.points() } else { &[] }
    }
}

/// What has the keyboard while the table has it.
pub(super) fn focus_id() -> Id {
    Id::unique("table filter")
}

/// The panel under the timeline, while it is open.
pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    state: &mut TableState,
    output: &mut UiOutput<'_>,
) {
    state.open = view.session.shell.table;
    state.chosen.follow(view.session);
    if !state.open {
        // Rows know what they were found from, which may be much.
        state.rows = TableRows::default();
        return;
    }
    let most = (ui.available_height() * 0.6).max(HEIGHT_PX[1]);
    let at_first = (ui.available_height() * 0.4).clamp(HEIGHT_PX[1], HEIGHT_PX[0]);
    let frame = Frame::NONE
        .fill(ui.visuals().panel_fill)
        .inner_margin(Margin::symmetric(12, 6));
    Side::bottom("table")
        .default_size(at_first)
        .size_range(HEIGHT_PX[1]..=most)
        .resizable(true)
        .frame(frame)
        .show(ui, |ui| {
            roles::region(ui, "Table of features");
            part_ui(ui, "The table", output, |ui, output| {
                state.table_ui(ui, view, output);
            });
        });
}

impl TableState {
    fn table_ui(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let wanted = RowsWanted {
            scope: self.scope,
            filter: self.filter.clone(),
            sorting: view.session.table_sorting.as_ref().map(Sorting::of),
        };
        // Taken out, so that the rest of the state can change while rows are shown.
        let mut rows = std::mem::take(&mut self.rows);
        if let Some(job) = rows.follow(view.session, view.scene, &wanted) {
            output.rows = Some(job);
        }
        self.head_ui(ui, view, &rows, output);
        ui.add_space(4.0);
        if rows.ids().is_empty() {
            if rows.failed() {
                ui.weak("The rows could not be looked through; a message says why. Change the words or the order to try again.");
            } else if !rows.are_awaited() {
                ui.weak("No feature is so. Choose other features, or clear the words above.");
            }
            // The panel stays as high as it is with rows.
            ui.take_available_height();
        } else {
            self.rows_ui(ui, view, rows.ids(), output);
        }
        self.rows = rows;
    }

    /// Which features, which words, how many, and what to do with them.
    fn head_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        rows: &TableRows,
        output: &mut UiOutput<'_>,
    ) {
        let (atlas, ids) = (&view.session.atlas, rows.ids());
        ui.horizontal(|ui| {
            let scope = ComboBox::from_id_salt("table scope")
                .selected_text(self.scope.words(atlas))
                .show_ui(ui, |ui| {
                    let layers = view.session.view.layers.iter().map(|state| state.layer);
                    let layers = layers.filter(|&ix| atlas.layer(ix).kind.is_of_marks());
                    let scopes = [
                        TableScope::All,
                        TableScope::Passing,
                        TableScope::InView,
                        TableScope::OffMap,
                    ];
                    for scope in scopes.into_iter().chain(layers.map(TableScope::Layer)) {
                        ui.selectable_value(&mut self.scope, scope, scope.words(atlas));
                    }
                });
            scope.response.on_hover_text("Which features are listed");
            let field = TextEdit::singleline(&mut self.filter)
                .id(focus_id())
                .hint_text("words in any column")
                .desired_width((ui.available_width() - BUTTONS_PX).clamp(48.0, FIELD_PX));
            ui.add(field).accessible_name("Words in the table");
            if !self.filter.is_empty() && atlas.lacks_properties() {
                output.act(Command::Explore(ExploreCommand::ReadColumns));
            }
            let count = match self.chosen.len() {
                _ if rows.are_awaited() => "looking through the rows\u{2026}".to_owned(),
                0 => format!("{} rows", group_thousands(ids.len() as f64)),
                chosen => format!(
                    "{} of {} rows chosen",
                    group_thousands(chosen as f64),
                    group_thousands(ids.len() as f64)
                ),
            };
            let count = match view.session.view.attributes.conditions.len() {
                _ if rows.are_awaited() => count,
                0 => count,
                1 => format!("{count}, by 1 condition"),
                conditions => format!("{count}, by {conditions} conditions"),
            };
            let count = RichText::new(count).small().color(Ink::of(ui).muted);
            if ui.available_width() > COUNT_PX {
                ui.label(count);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_ui(ui, icons::X, "Close the table") {
                    output.act(Command::Shell(ShellCommand::ToggleTable));
                }
                // What is copied or saved is what the field beside says.
                if rows.are_awaited() {
                    ui.disable();
                }
                let save = if self.chosen.is_empty() {
                    "Save all rows as a file\u{2026}"
                } else {
                    "Save the chosen rows as a file\u{2026}"
                };
                if icon_ui(ui, icons::FLOPPY_DISK, save) {
                    output.act(Command::File(FileCommand::SaveRows(self.wanted_rows(ids))));
                }
                self.copy_ui(ui, view, ids, output);
                self.columns_ui(ui, view, output);
                let on_map = !self.chosen.is_empty();
                let zoom = egui::Button::new(icons::FRAME_CORNERS).frame(false);
                let name = "Zoom to the chosen rows";
                let zoom = ui.add_enabled(on_map, zoom).on_hover_text(name);
                zoom.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::accesskit::Role::Button, on_map, name)
                });
                if zoom.clicked() {
                    let chosen = self.chosen.iter().map(Subject::Feature);
                    output.act(Command::Select(SelectCommand::Frame(chosen.collect())));
                }
            });
        });
    }

    /// The chosen rows, or all that are listed, in the order of the table.
    fn wanted_rows(&self, ids: &[FeatureId]) -> Vec<FeatureId> {
        let all = self.chosen.is_empty();
        let rows = ids.iter().filter(|&&id| all || self.chosen.contains(id));
        rows.copied().collect()
    }

    /// Copies the chosen rows, or all that are listed.
    fn copy_ui(&self, ui: &mut Ui, view: View<'_>, ids: &[FeatureId], output: &mut UiOutput<'_>) {
        let all = self.chosen.is_empty();
        let rows = || self.wanted_rows(ids);
        let count = if all { ids.len() } else { self.chosen.len() };
        let name = if all {
            "Copy all rows"
        } else {
            "Copy the chosen rows"
        };
        let atlas = &view.session.atlas;
        let button = egui::Button::new(icons::COPY).frame(false);
        let menu = super::menus::choices_ui(ui, button, |ui| {
            if count > MOST_COPIED {
                ui.weak(format!(
                    "The clipboard takes {} rows. Choose fewer, or save them to a file.",
                    group_thousands(MOST_COPIED as f64)
                ));
            } else if ui.button("As comma-separated values").clicked() {
                let text = copied::csv(atlas, &self.copied_columns(), &rows());
                output.act(Command::Shell(ShellCommand::CopyText(text)));
                ui.close();
            } else if ui.button("As GeoJSON").clicked() {
                output.act(Command::File(FileCommand::CopyFeatures(rows())));
                ui.close();
            }
        });
        menu.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
        menu.on_hover_text(name);
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        ids: &[FeatureId],
        output: &mut UiOutput<'_>,
    ) {
        let selected = view.session.selected();
        let came = std::mem::replace(&mut self.selected, selected) != selected;
        let sought = came.then_some(selected).flatten();
        let row_of = |what: Subject| ids.iter().position(|&id| Subject::Feature(id) == what);
        let sought = sought.and_then(row_of);
        self.cursor = sought.unwrap_or(self.cursor);
        let keyed = self.keys_ui(ui, view, ids, output);
        let mut ringed: Option<egui::Rect> = None;
        egui::ScrollArea::horizontal()
            .id_salt("table across")
            .auto_shrink(false)
            .show(ui, |ui| {
                let mut table = TableBuilder::new(ui)
                    .id_salt("features")
                    .striped(true)
                    .resizable(true)
                    .sense(Sense::CLICK)
                    .auto_shrink(false)
                    .min_scrolled_height(0.0);
                let columns = self.columns();
                for column in &columns {
                    let width = Width::initial(column.width_px()).at_least(48.0).clip(true);
                    table = table.column(width);
                }
                if let Some(row) = keyed.or(sought) {
                    table = table.scroll_to_row(row, None);
                }
                table
                    .header(ROW_PX, |mut head| {
                        for column in &columns {
                            head.col(|ui| column_ui(ui, view, column, output));
                        }
                    })
                    .body(|body| {
                        body.rows(ROW_PX, ids.len(), |mut row| {
                            let at = row.index();
                            let what = Subject::Feature(ids[at]);
                            row.set_selected(
                                self.chosen.contains(ids[at]) || Some(what) == selected,
                            );
                            row.set_hovered(view.session.view.hovered == Some(what));
                            for column in &columns {
                                row.col(|ui| {
                                    if at == self.cursor {
                                        let cell = ui.max_rect();
                                        let before = ringed.unwrap_or(cell);
                                        ringed = Some(before.union(cell));
                                    }
                                    let text = column.text(&view.session.atlas, ids[at]);
                                    ui.add(egui::Label::new(text).truncate().selectable(false));
                                });
                            }
                            let response = row.response();
                            self.row_heard(view, &response, (at, ids), output);
                        });
                    });
                Self::ring_ui(ui, ringed);
            });
    }

    /// What a row hears: a click selects it on the map, Ctrl and Shift choose several, a double click
    /// goes there.
    fn row_heard(
        &mut self,
        view: View<'_>,
        response: &egui::Response,
        (at, ids): (usize, &[FeatureId]),
        output: &mut UiOutput<'_>,
    ) {
        let (id, what) = (ids[at], Subject::Feature(ids[at]));
        response.widget_info(|| {
            let name = view.session.atlas.name(what);
            let chosen = self.chosen.contains(id);
            egui::WidgetInfo::selected(egui::accesskit::Role::Row, true, chosen, name)
        });
        if response.hovered() {
            output.hover(what);
        }
        if response.double_clicked() {
            output.act(Command::Select(SelectCommand::Jump(what)));
        } else if response.clicked() {
            let held = response.ctx.input(|input| input.modifiers);
            self.choose(held, at, ids);
            self.take_keys(&response.ctx, at);
            if !held.command && !held.shift {
                output.act(Command::Select(SelectCommand::FromPickList(what)));
                self.selected = Some(what);
            }
        }
    }

    fn choose(&mut self, held: Modifiers, at: usize, ids: &[FeatureId]) {
        if held.shift {
            let from = self.from.unwrap_or(at).min(ids.len() - 1);
            self.chosen.add(&ids[from.min(at)..=from.max(at)]);
        } else if held.command {
            self.chosen.toggle(ids[at]);
            self.from = Some(at);
        } else {
            self.chosen.set([ids[at]]);
            self.from = Some(at);
        }
    }

    /// The columns that are shown, from the left.
    fn columns(&self) -> Vec<ShownColumn> {
        let all = ShownColumn::ALL.into_iter();
        let own = all.filter(|column| !self.hidden.contains(column));
        own.chain(self.properties.iter().cloned()).collect()
    }

    /// The columns that are copied: those that every table has, and the properties that are shown.
    fn copied_columns(&self) -> Vec<ShownColumn> {
        let all = ShownColumn::ALL.into_iter();
        all.chain(self.properties.iter().cloned()).collect()
    }
}

/// The head of a column, which sorts by it: upward, downward, not.
fn column_ui(ui: &mut Ui, view: View<'_>, column: &ShownColumn, output: &mut UiOutput<'_>) {
    let now = view.session.table_sorting.as_ref();
    let now = now.filter(|sorting| sorting.column == column.key());
    let arrow = match now {
        None => "",
        Some(sorting) if sorting.ascending => icons::CARET_UP,
        Some(_) => icons::CARET_DOWN,
    };
    let font = theme::semibold(theme::size::SMALL);
    let text = RichText::new(format!("{} {arrow}", column.name())).font(font);
    let button = ui.add(egui::Button::new(text).frame(false).truncate());
    button.widget_info(|| {
        let name = format!("Sort by {}", column.name().to_lowercase());
        egui::WidgetInfo::labeled(egui::accesskit::Role::ColumnHeader, true, name)
    });
    if button.clicked() {
        let sorted = |ascending| TableSorting {
            column: column.key().to_owned(),
            ascending,
        };
        output.act(Command::SortTable(match now {
            None => Some(sorted(true)),
            Some(sorting) if sorting.ascending => Some(sorted(false)),
            Some(_) => None,
        }));
    }
}

fn icon_ui(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let button = egui::Button::new(icon).frame(false);
    let button = ui.add(button).on_hover_text(name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    button.clicked()
}
