//! The lanes: a bar for each dated feature, each a widget with a name.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align2, EventFilter, Id, Key, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::bar::bar_ui;
use super::layout::{self, BIN_PX, Bar, Lane};
use super::names;
use super::scale::TimeScale;
use super::standing;
use crate::atlas::{Atlas, group_thousands};
use crate::session::viewpoint::{
    AttributeFilter, EvidenceFilter, LayerState, TimeFilter, TimeWindow,
};
use crate::session::{Command, Session, TimeCommand};

/// Size of a lane's name.
const NAME_PX: f32 = 11.0;
/// Space before it.
const MARGIN_PX: f32 = 12.0;
/// Room for a count behind it, such as +12, and before the bars.
const COUNT_PX: f32 = 28.0;

/// Zoom for each logical pixel of scrolling, as an exponent of e.
const ZOOM_PER_PX: f32 = 0.006;
/// Part of the stretch that an arrow key moves by.
const KEY_STEP: f64 = 0.1;

/// Up to so many bars of the strip each is a widget, those under others too.
const MOST_APART: usize = 500;

/// Lanes laid out, kept while what they were laid out for stays.
#[derive(Debug, Default)]
pub(super) struct LanesState {
    made_for: Option<(Arc<Atlas>, LaidFor)>,
    lanes: Vec<Lane>,
}

/// What a layout depends on beside its atlas.
#[derive(Debug, PartialEq)]
struct LaidFor {
    scale: TimeScale,
    layers: Vec<LayerState>,
    time: TimeFilter,
    evidence: EvidenceFilter,
    attributes: AttributeFilter,
    /// The days that are compared.
    compared: Option<[TimeWindow; 2]>,
    height_px: f32,
}

impl LanesState {
    fn lanes(&mut self, session: &Session, scale: TimeScale, height_px: f32) -> &[Lane] {
        let key = LaidFor {
            scale,
            layers: session.view.layers.clone(),
            time: session.view.time,
            evidence: session.view.evidence.clone(),
            attributes: session.view.attributes.clone(),
            compared: session
                .view
                .compare
                .map(|compare| [compare.before, compare.after]),
            height_px,
        };
        let still = self.made_for.as_ref().is_some_and(|(atlas, made_for)| {
            Arc::ptr_eq(atlas, &session.atlas) && *made_for == key
        });
        if !still {
            self.lanes = layout::lanes(&session.atlas, &session.view, scale, height_px);
            self.made_for = Some((Arc::clone(&session.atlas), key));
        }
        &self.lanes
    }
}

/// How much room the names of all shown lanes ask for, each with a count beside it.
pub(super) fn names_px(ui: &Ui, view: View<'_>) -> f32 {
    let atlas = &view.session.atlas;
    let layers = view.session.view.feature_layers(atlas);
    let width = |layer| {
        let name = atlas.layer(layer).name.clone();
        let color = Ink::of(ui).text;
        let galley = ui
            .painter()
            .layout_no_wrap(name, theme::sans(NAME_PX), color);
        galley.size().x
    };
    layers.map(width).fold(0.0, f32::max) + MARGIN_PX + COUNT_PX
}

/// The lanes in `body`, their names to the left of it, in `whole`.
pub(super) fn lanes_ui(
    ui: &Ui,
    view: View<'_>,
    scale: TimeScale,
    whole: Rect,
    body: Rect,
    kept: &mut LanesState,
    output: &mut UiOutput<'_>,
) {
    let lanes = kept.lanes(view.session, scale, body.height());
    if lanes
        .iter()
        .all(|lane| lane.bars.is_empty() && lane.standing.is_empty() && lane.rows.unwrap_or(0) == 0)
    {
        nothing_paint(ui, view, body);
    }
    let line = Stroke::new(1.0, Ink::of(ui).hairline.gamma_multiply(0.7));
    for (number, lane) in lanes.iter().enumerate() {
        let top = body.top() + lane.top_px;
        if number > 0 {
            let x = whole.left() + MARGIN_PX..=body.right();
            ui.painter().hline(x, (top - 1.5).round() + 0.5, line);
        }
        let name = Rect::from_min_max(
            pos2(whole.left() + MARGIN_PX, top),
            pos2(body.left() - 6.0, top + lane.height_px),
        );
        name_ui(ui, view, lane, name);
        let line = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), lane.line_px));
        line_paint(ui, lane, line);
        for bar in &lane.bars {
            let row_top = body.top() + lane.row_top_px(bar.row);
            let rect = Rect::from_min_max(
                pos2(bar.left_px, row_top),
                pos2(bar.right_px, row_top + lane.row_px - 1.0),
            );
            bar_ui(ui, view, bar, rect, output);
        }
        names::names_paint(ui, view, lane, body);
        standing::standing_ui(ui, view, lane, body, output);
    }
}

/// All bars of all lanes on one line: what happened when, and nothing else.
pub(super) fn strip_ui(
    ui: &Ui,
    view: View<'_>,
    scale: TimeScale,
    body: Rect,
    kept: &mut LanesState,
    output: &mut UiOutput<'_>,
) {
    let lanes = kept.lanes(view.session, scale, f32::INFINITY);
    for lane in lanes.iter().filter(|lane| lane.rows.is_some()) {
        line_paint(ui, lane, body);
    }
    let bars = lanes.iter().flat_map(|lane| &lane.bars);
    // What only goes through would cover all that begins or ends.
    let eventful = bars.filter(|bar| bar.begins.in_sight());
    let mut eventful: Vec<_> = eventful.collect();
    if eventful.len() > MOST_APART {
        topmost(&mut eventful);
    }
    for bar in eventful {
        let right = bar.right_px.min(bar.left_px + 2.0 * layout::NARROWEST_PX);
        let rect = Rect::from_min_max(pos2(bar.left_px, body.top()), pos2(right, body.bottom()));
        bar_ui(ui, view, bar, rect, output);
    }
}

/// Leaves of the bars that begin in the same pixel the topmost: the others lie under it.
fn topmost(bars: &mut Vec<&Bar>) {
    let mut seen = BTreeSet::new();
    bars.reverse();
    bars.retain(|bar| seen.insert(bar.left_px.round() as i32));
    bars.reverse();
}

/// What lies under lanes and axis: in `whole`, wheel zooms, a drag or a sideways wheel pans, and so do the arrow keys while it has the keyboard.
pub(super) fn ground_ui(
    ui: &Ui,
    view: View<'_>,
    scale: TimeScale,
    body: Rect,
    whole: Rect,
    output: &mut UiOutput<'_>,
) {
    let response = ui.interact(whole, super::focus_id(), Sense::click_and_drag());
    let shown = view.session.timeline.shown;
    response.widget_info(|| {
        let words = format!("Timeline, {}", shown.window().words());
        WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, words)
    });
    if response.has_focus() {
        let outline = Stroke::new(1.0, Ink::of(ui).muted);
        ui.painter()
            .rect_stroke(body.expand(2.0), 2.0, outline, StrokeKind::Inside);
    }
    let (mut next, per_day) = (shown, scale.px_per_day());
    if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        next = next.panned(-f64::from(response.drag_delta().x) / per_day);
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let over = ui.rect_contains_pointer(whole);
    if let Some(pos) = pointer.filter(|_| over) {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
        let factor = pinch * (scroll.y * ZOOM_PER_PX).exp();
        if (factor - 1.0).abs() > 1e-4 {
            next = next.zoomed(f64::from(factor), scale.day_at(pos.x));
        }
        if scroll.x.abs() > 0.01 {
            next = next.panned(-f64::from(scroll.x) / per_day);
        }
    }
    if response.has_focus() {
        let steps = pan_keys(ui);
        if steps != 0 {
            next = next.panned(f64::from(steps) * KEY_STEP * next.days);
        }
    }
    if next != shown {
        output.act(Command::Time(TimeCommand::Look(next)));
    }
}

fn pan_keys(ui: &Ui) -> i32 {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(super::focus_id(), filter));
    ui.input(|input| {
        let pressed = |key| i32::from(input.key_pressed(key));
        pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
    })
}

fn nothing_paint(ui: &Ui, view: View<'_>, body: Rect) {
    let dated = view.session.timeline.whole.is_some();
    let words = if !dated {
        "Nothing in this dossier has a date."
    } else if view
        .session
        .view
        .feature_layers(&view.session.atlas)
        .next()
        .is_none()
    {
        "All layers of marks are off."
    } else {
        "Nothing of the shown layers lies in this stretch of time."
    };
    ui.painter().text(
        body.center(),
        Align2::CENTER_CENTER,
        words,
        theme::sans(theme::size::SMALL),
        Ink::of(ui).muted,
    );
}

/// The name of a lane; what it does not show is said under the pointer.
fn name_ui(ui: &Ui, view: View<'_>, lane: &Lane, rect: Rect) {
    let ink = Ink::of(ui);
    let name = &view.session.atlas.layer(lane.layer).name;
    let left = rect.left();
    let without = lane.without_row.len();
    let more = if without > 0 {
        format!(" +{without}")
    } else {
        String::new()
    };
    let room = rect.width();
    let galley = egui::WidgetText::from(egui::RichText::new(name).size(NAME_PX)).into_galley(
        ui,
        Some(egui::TextWrapMode::Truncate),
        room - more.len() as f32 * 6.0,
        egui::TextStyle::Small,
    );
    let y = rect.top() + (rect.height().min(14.0) - galley.size().y) / 2.0;
    let painter = ui.painter_at(rect.expand(1.0));
    let after = galley.size().x;
    painter.galley(pos2(left, y), galley, ink.text);
    let at = pos2(
        left + after + 1.0,
        rect.top() + rect.height().min(14.0) / 2.0,
    );
    painter.text(at, Align2::LEFT_CENTER, more, theme::sans(10.5), ink.muted);
    let response = ui.interact(rect, Id::unique(("lane", lane.layer)), Sense::hover());
    let words = lane_in_words(name, lane);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words));
    response.on_hover_text(words);
}

fn lane_in_words(name: &str, lane: &Lane) -> String {
    let here = lane
        .rows
        .unwrap_or(lane.bars.len() + lane.standing.len() + lane.without_row.len());
    let number = |count: usize| group_thousands(count as f64);
    let mut parts = vec![format!("{} here", number(here))];
    if lane.rows.is_some() {
        let most = lane.line.iter().copied().max().unwrap_or(0);
        parts.push(format!(
            "the line says how many lie where, at most {} in one place",
            number(most as usize)
        ));
    }
    if !lane.standing.is_empty() {
        let count = lane.standing.len();
        parts.push(format!(
            "{count} of them last all of these days and stand in one row"
        ));
    }
    if !lane.without_row.is_empty() {
        let count = lane.without_row.len();
        parts.push(format!("{count} of them without a row of their own: the line above says how many lie where; make the timeline higher or zoom in"));
    }
    if lane.beyond > 0 {
        parts.push(format!("{} earlier or later", number(lane.beyond)));
    }
    if lane.undated > 0 {
        parts.push(format!("{} without a date", number(lane.undated)));
    }
    format!("{name}: {}", parts.join("; "))
}

/// How many there was no row for, as a line over the lane; of a large layer, how many rows.
fn line_paint(ui: &Ui, lane: &Lane, rect: Rect) {
    let most = lane.line.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let color = Ink::of(ui).muted.gamma_multiply(0.7);
    let bottom = rect.bottom() - 1.0;
    let mut place = 0;
    for run in lane.line.chunk_by(|a, b| a == b) {
        let left = rect.left() + place as f32 * BIN_PX;
        place += run.len();
        let right = (rect.left() + place as f32 * BIN_PX).min(rect.right());
        if run[0] > 0 {
            let height = 1.0 + (rect.height() - 2.0) * run[0] as f32 / most as f32;
            let bar = Rect::from_min_max(pos2(left, bottom - height), pos2(right, bottom));
            ui.painter().rect_filled(bar, 0.0, color);
        }
    }
}
