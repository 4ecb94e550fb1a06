//! A frame over the chart of two columns that shows only what lies within: drawn by the hand, or moved
//! by keys.

use egui::{EventFilter, Key, Modifiers, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use super::super::theme::Ink;
use super::super::{UiOutput, View};
use super::pair_state::{Drawn, KeyFrame};
use super::state::ExploreState;
use crate::atlas::profile::Pair;
use crate::session::viewpoint::AttributeFilter;
use crate::session::{Command, ExploreCommand};

/// A rectangle this small is a click.
const CLICK_PX: f32 = 4.0;
/// How far a key moves the frame, or one of its sides, in parts of the plot.
const STEP: f32 = 0.05;

/// A rectangle drawn by the hand shows only what lies within, while it is drawn; a double click shows
/// all again.
pub(super) fn brush_ui(
    ui: &Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    (whole, drawn): (&egui::Response, &Drawn),
    output: &mut UiOutput<'_>,
) {
    let doubled = ui.input(|input| {
        let pos = input.pointer.interact_pos();
        let here = pos.is_some_and(|pos| whole.rect.contains(pos));
        input
            .pointer
            .button_double_clicked(egui::PointerButton::Primary)
            && here
    });
    if doubled && whole.contains_pointer() {
        return show_all(view, &drawn.pair, output);
    }
    if whole.drag_started()
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
    {
        kept.pair.drag = Some((from, kept.next_drag()));
    }
    let (Some((from, number)), Some(to)) = (kept.pair.drag, whole.interact_pointer_pos()) else {
        return;
    };
    let Some(frame) = frame_of(drawn, whole.rect) else {
        return;
    };
    let brush = Rect::from_two_pos(from, to).intersect(frame);
    paint(ui, brush);
    if brush.width() >= CLICK_PX || brush.height() >= CLICK_PX {
        narrow_to(view, drawn, (brush, whole.rect), number, output);
    }
    if whole.drag_stopped() {
        kept.pair.drag = None;
    }
}

/// With the keyboard on the chart, arrows move a frame that shows only what lies within; with Shift they
/// move its right and its upper side. Delete shows all again.
pub(super) fn keys_ui(
    ui: &Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    (whole, drawn): (&egui::Response, &Drawn),
    output: &mut UiOutput<'_>,
) {
    if !whole.has_focus() {
        kept.pair.keys = None;
        return;
    }
    let stroke = Stroke::new(1.5, Ink::of(ui).accent);
    ui.painter()
        .rect_stroke(whole.rect.expand(2.0), 2.0, stroke, StrokeKind::Outside);
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(whole.id, filter));
    let taken = |key| {
        ui.input_mut(|input| {
            let plain = input.consume_key(Modifiers::NONE, key);
            (plain, input.consume_key(Modifiers::SHIFT, key))
        })
    };
    if taken(Key::Delete).0 || taken(Key::Backspace).0 {
        kept.pair.keys = None;
        return show_all(view, &drawn.pair, output);
    }
    let Some(plot) = frame_of(drawn, whole.rect) else {
        return;
    };
    let mut frame = kept.pair.keys;
    for (key, right, up) in [
        (Key::ArrowLeft, -STEP, 0.0),
        (Key::ArrowRight, STEP, 0.0),
        (Key::ArrowDown, 0.0, -STEP),
        (Key::ArrowUp, 0.0, STEP),
    ] {
        let (moves, grows) = taken(key);
        if !moves && !grows {
            continue;
        }
        frame = Some(match frame {
            // The first key puts it into the middle.
            None => KeyFrame::in_the_middle(kept.next_drag()),
            Some(frame) if grows => frame.grown(right, up),
            Some(frame) => frame.moved(right, up),
        });
    }
    if let Some(frame) = frame {
        let brush = frame.within(plot);
        paint(ui, brush);
        if kept.pair.keys != Some(frame) {
            narrow_to(view, drawn, (brush, whole.rect), frame.number, output);
        }
    }
    kept.pair.keys = frame;
}

/// Where the plot of the chart is.
fn frame_of(drawn: &Drawn, chart: Rect) -> Option<Rect> {
    let plot = drawn.scene.plot.as_ref()?;
    Some(Rect::from_min_max(
        chart.min + vec2(plot.rect.left as f32, plot.rect.top as f32),
        chart.min + vec2(plot.rect.right as f32, plot.rect.bottom as f32),
    ))
}

fn paint(ui: &Ui, brush: Rect) {
    let ink = Ink::of(ui);
    ui.painter().rect(
        brush,
        0.0,
        ink.accent.gamma_multiply(0.12),
        Stroke::new(1.0, ink.accent),
        StrokeKind::Inside,
    );
}

/// Shows only what lies within a rectangle over the chart.
fn narrow_to(
    view: View<'_>,
    drawn: &Drawn,
    (brush, chart): (Rect, Rect),
    number: u64,
    output: &mut UiOutput<'_>,
) {
    let (Some(plot), Some(frame)) = (&drawn.scene.plot, frame_of(drawn, chart)) else {
        return;
    };
    let part = |value: f32, [from, to]: [f32; 2], [low, high]: [f64; 2]| {
        low + f64::from((value - from) / (to - from)) * (high - low)
    };
    let across = [brush.left(), brush.right()]
        .map(|x| part(x, [frame.left(), frame.right()], plot.window.x));
    let upward = plot.window.y.unwrap_or([0.0, 1.0]);
    let upward =
        [brush.bottom(), brush.top()].map(|y| part(y, [frame.bottom(), frame.top()], upward));
    let words: Vec<String> = touched(drawn, brush, chart.min).collect();
    for (column, condition) in drawn.pair.conditions(across, upward, &words) {
        narrow(view, column, Some(condition), Some(number), output);
    }
}

/// The words whose boxes a rectangle touches.
fn touched(drawn: &Drawn, brush: Rect, origin: Pos2) -> impl Iterator<Item = String> {
    let bars = drawn.scene.bars.iter().zip(&drawn.words);
    bars.filter_map(move |(bar, word)| {
        let (top, bottom) = (bar.rect.top as f32, bar.rect.bottom as f32);
        let touches = brush.top() < origin.y + bottom && brush.bottom() > origin.y + top;
        touches.then(|| word.clone())
    })
}

fn show_all(view: View<'_>, pair: &Pair, output: &mut UiOutput<'_>) {
    let layer = layer_id(view);
    let filter: &AttributeFilter = &view.session.view.attributes;
    for key in &pair.keys {
        if filter.of(layer.as_deref(), key).is_some() {
            narrow(view, key.clone(), None, None, output);
        }
    }
}

fn layer_id(view: View<'_>) -> Option<String> {
    let layer = view.session.explore.layer;
    layer.map(|layer| view.session.atlas.layer(layer).id.clone())
}

fn narrow(
    view: View<'_>,
    column: String,
    condition: Option<crate::atlas::query::Expression>,
    drag: Option<u64>,
    output: &mut UiOutput<'_>,
) {
    output.act(Command::Explore(ExploreCommand::Narrow {
        layer: layer_id(view),
        column,
        condition,
        drag,
    }));
}
