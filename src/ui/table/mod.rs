//! The table: every feature as a row, to be sorted, narrowed, chosen from and copied.

mod choices;
mod chosen;
mod column;
mod copied;
mod head;
mod keys;
mod rows;
mod rows_wanted;
mod search;
mod words;

use egui::{Frame, Id, Margin, Modifiers, Panel as Side, RichText, Sense, Ui};
use egui_extras::{Column as Width, TableBuilder};

use super::faults::part_ui;
use super::output::UiOutput;
use super::theme;
use super::{View, icons, roles};
use crate::atlas::{FeatureId, Subject};
use crate::earth::MapPoint;
use crate::session::{Command, SelectCommand, TableSorting};
use chosen::Chosen;
use column::{ShownColumn, Sorting};
use rows::TableRows;
use rows_wanted::{RowsWanted, TableScope};

/// Height of the panel at first and at least, logical pixels.
const HEIGHT_PX: [f32; 2] = [220.0, 120.0];
/// Height of a row, logical pixels.
const ROW_PX: f32 = 22.0;

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
