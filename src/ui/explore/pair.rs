//! Two columns against each other, as `scene` draws them; a rectangle drawn over them narrows both.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{ComboBox, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::{UiOutput, View, icons, subject};
use super::icon::icon_ui;
use super::pair_brush::{brush_ui, keys_ui};
use super::pair_state::Drawn;
use super::state::ExploreState;
use crate::atlas::chart::ColumnsOf;
use crate::atlas::chart_values::{ChartTable, ColumnValues};
use crate::atlas::profile::{Distribution, Division, Pair, PairMarks, Profile};
use crate::atlas::{Chart, RowSet, WrittenChart, WrittenColumns};
use crate::scene::{ChartLook, chart};
use crate::session::{Command, ExploreCommand, SelectCommand};

/// Room that a list leaves between itself, its button and the window's edge, logical pixels.
const LIST_MARGIN_PX: f32 = 24.0;

/// Which two columns are compared, and their chart.
pub(super) fn pair_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    profile: &Profile,
    output: &mut UiOutput<'_>,
) {
    columns_ui(ui, view, profile, output);
    let Some(keys) = &view.session.explore.pair else {
        return;
    };
    match profile.pair.as_ref().filter(|pair| pair.keys == *keys) {
        Some(pair) => chart_ui(ui, view, kept, (profile, pair), output),
        None if profile.request.pair.as_ref() == Some(keys) => {
            let text = "No feature has a number or a date in one of them and a value in the other.";
            super::quiet_ui(ui, text);
        }
        None => super::quiet_ui(ui, "Working out how they lie\u{2026}"),
    }
}

/// Two lists of columns, and what keeps and ends the comparison.
fn columns_ui(ui: &mut Ui, view: View<'_>, profile: &Profile, output: &mut UiOutput<'_>) {
    let measured = |column: &Distribution| column.division != Division::Words;
    let columns = &profile.columns;
    // Of two columns one is of numbers or dates: there is nothing to measure otherwise.
    let is_measured = |key: &str| columns.iter().any(|it| it.key == key && measured(it));
    let Some(first_measured) = columns.iter().find(|it| measured(it)) else {
        return;
    };
    if columns.len() < 2 {
        return;
    }
    let now = view.session.explore.pair.as_ref();
    let mut wanted = now.cloned();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label("Compare");
        let first = now.map_or("two columns", |pair| pair[0].as_str());
        let combo = list_ui(ui, ("First column", first), |ui| {
            for column in columns {
                if ui
                    .selectable_label(first == column.key, &column.key)
                    .clicked()
                {
                    wanted = Some(with_first(&column.key, now, profile, &first_measured.key));
                }
            }
        });
        combo.on_hover_text("The column from left to right");
        let Some(pair) = now else { return };
        ui.label("with");
        list_ui(ui, ("Second column", &pair[1]), |ui| {
            for column in columns.iter().filter(|it| it.key != pair[0]) {
                let fits = is_measured(&pair[0]) || measured(column);
                if fits
                    && ui
                        .selectable_label(pair[1] == column.key, &column.key)
                        .clicked()
                {
                    wanted = Some([pair[0].clone(), column.key.clone()]);
                }
            }
        });
        if icon_ui(ui, icons::BOOKMARK_SIMPLE, "Keep the comparison in Figures") {
            output.act(Command::Explore(ExploreCommand::Keep(pair.to_vec())));
        }
        if icon_ui(ui, icons::X, "End the comparison") {
            wanted = None;
        }
    });
    if wanted.as_ref() != now {
        output.act(Command::Explore(ExploreCommand::Compare(wanted)));
    }
}

/// The pair with another first column; the second stays where both can be compared.
fn with_first(
    key: &str,
    now: Option<&[String; 2]>,
    profile: &Profile,
    measured: &str,
) -> [String; 2] {
    let is_measured = |key: &str| {
        let mut columns = profile.columns.iter();
        columns.any(|it| it.key == key && it.division != Division::Words)
    };
    let fits = |second: &str| second != key && (is_measured(key) || is_measured(second));
    let before = now.map(|pair| pair[1].as_str());
    let mut others = profile.columns.iter().map(|it| it.key.as_str());
    let second = before
        .filter(|second| fits(second))
        .or_else(|| fits(measured).then_some(measured))
        .or_else(|| others.find(|second| fits(second)));
    [key.to_owned(), second.unwrap_or(measured).to_owned()]
}

/// A list that names itself by what it is and what is chosen.
fn list_ui(
    ui: &mut Ui,
    (name, chosen): (&str, &str),
    list: impl FnOnce(&mut Ui),
) -> egui::Response {
    let combo = ComboBox::from_id_salt(name)
        .selected_text(chosen)
        .width(88.0)
        .height(list_px(ui))
        .truncate()
        .show_ui(ui, list);
    let said = format!("{name}: {chosen}");
    combo
        .response
        .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
    combo.response
}

/// Height of a list that opens here: all the room below it or above it, whichever is more.
fn list_px(ui: &Ui) -> f32 {
    let window = ui.ctx().content_rect();
    let button = ui.available_rect_before_wrap();
    let row_px = ui.spacing().interact_size.y;
    let below = window.bottom() - button.top() - row_px;
    let above = button.top() - window.top();
    below.max(above) - LIST_MARGIN_PX
}

fn chart_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    (profile, pair): (&Profile, &Arc<Pair>),
    output: &mut UiOutput<'_>,
) {
    let look = ChartLook {
        width_px: f64::from(ui.available_width().floor()),
        theme: subject::map_theme(ui),
        selected: view.session.selected(),
        hovered: view.session.view.hovered,
        margins: false,
        window: None,
    };
    let Some((rows, serial)) = kept.passing_rows() else {
        return;
    };
    let known = kept.pair.drawn.take().filter(|drawn| {
        Arc::ptr_eq(&drawn.pair, pair) && drawn.serial == serial && drawn.look == look
    });
    let drawn = known.unwrap_or_else(|| drawn(view, (profile, pair), (&rows, serial), look));
    let camera = &drawn.scene.scene.camera;
    let size = vec2(camera.width_px as f32, camera.height_px as f32);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        for group in &drawn.scene.scene.groups {
            output.paint(ui, &group.items, rect.min);
        }
    }
    let id = Id::unique("explore pair");
    let whole = ui.interact(rect, id, Sense::drag() | Sense::focusable_noninteractive());
    whole.widget_info(|| {
        let said = format!(
            "{} A drag over it shows only what lies within, a double click all. Arrows move a frame that \
             does the same, with Shift they make it larger or smaller, Delete shows all.",
            drawn.scene.said()
        );
        WidgetInfo::labeled(Role::Figure, true, said)
    });
    for (number, bar) in drawn.scene.bars.iter().enumerate() {
        let at = |x: f64, y: f64| pos2(rect.left() + x as f32, rect.top() + y as f32);
        let hand = Rect::from_min_max(
            at(bar.rect.left, bar.rect.top),
            at(bar.rect.right, bar.rect.bottom),
        );
        let response = ui.interact(hand, id.with(number), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &bar.name));
        let Some(subject) = bar.subject else {
            response.on_hover_text(&bar.name);
            continue;
        };
        if response.hovered() {
            output.hover(subject);
        }
        if response.clicked() {
            output.act(Command::Select(SelectCommand::Jump(subject)));
        }
    }
    brush_ui(ui, view, kept, (&whole, &drawn), output);
    keys_ui(ui, view, kept, (&whole, &drawn), output);
    kept.pair.drawn = Some(drawn);
}

fn drawn(
    view: View<'_>,
    (profile, pair): (&Profile, &Arc<Pair>),
    (rows, serial): (&RowSet, u64),
    look: ChartLook,
) -> Drawn {
    let marks = pair.marks(rows);
    let words = match &marks {
        PairMarks::Boxes { boxes, .. } => boxes.iter().map(|it| it.word.clone()).collect(),
        PairMarks::Points(_) | PairMarks::Cells { .. } => Vec::new(),
    };
    let shown = Chart::from(&WrittenChart {
        id: "compared".to_owned(),
        title: format!("{} and {}", pair.keys[0], pair.keys[1]),
        shows: WrittenColumns::Pair(ColumnsOf {
            layer: None,
            columns: pair.keys.clone(),
            logs: pair.logs(),
            conditions: Vec::new(),
        }),
    });
    let table = ChartTable {
        sections: Vec::new(),
        columns: Some(ColumnValues::Pair {
            pair: Arc::clone(pair),
            marks,
            table: profile.request.scope.table,
        }),
    };
    Drawn {
        scene: chart(&view.session.atlas, &shown, &table, &look),
        pair: Arc::clone(pair),
        serial,
        look,
        words,
    }
}
