//! The chart of one column: its name, its bars as widgets, and what a hand or a key does with them.

use egui::{
    Align2, EventFilter, Id, Key, Modifiers, Rect, RichText, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use egui_plot::PlotTransform;

use super::super::theme::{self, Ink};
use super::super::{UiOutput, View, icons};
use super::bars::Bars;
use super::state::ExploreState;
use crate::atlas::group_thousands;
use crate::atlas::profile::{Content, Distribution, Division};
use crate::session::{Command, ExploreCommand};

/// Height of a chart with upright bars, logical pixels.
const UPRIGHT_PX: f32 = 64.0;
/// Height of a bar that lies, logical pixels.
const ROW_PX: f32 = 18.0;
/// Room for the count behind a bar that lies, logical pixels.
const COUNT_PX: f32 = 76.0;

/// The chart of the column at a position among the profile's.
pub(super) fn chart_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut ExploreState,
    (at, column): (usize, &Distribution),
    output: &mut UiOutput<'_>,
) {
    let Some(shown) = kept.column(at) else {
        return;
    };
    let chosen = shown.chosen.clone();
    let narrowed = shown.narrowed;
    let bars = Bars {
        column,
        shown,
        lit: None,
    };
    let width = ui.available_width();
    let head = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover()).0;
    let height = if bars.lie() {
        ROW_PX * column.bins.len() as f32
    } else {
        UPRIGHT_PX
    };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let names = if bars.lie() {
        (width * 0.36).floor()
    } else {
        0.0
    };
    let plot = Rect::from_min_max(
        rect.min + vec2(names, 0.0),
        rect.max - vec2(if bars.lie() { COUNT_PX } else { 0.0 }, 0.0),
    );
    let id = Id::unique(("explore", &column.key));
    let whole = ui.interact(rect, id, Sense::drag() | Sense::focusable_noninteractive());
    whole
        .widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, sentence(column)));
    let cursor = whole
        .has_focus()
        .then(|| kept.cursors.get(at).copied())
        .flatten();
    let pointed = whole.hover_pos().or(whole.interact_pointer_pos());
    // The place of a bar does not depend on which is lit.
    let lit = pointed.filter(|_| whole.contains_pointer() || whole.dragged());
    let lit = lit.map(|pos| guess(&bars, plot, pos)).or(cursor);
    let bars = Bars { lit, ..bars };
    let transform = bars.plot_ui(ui, plot, id.with("plot"));
    words_ui(ui, &bars, rect, plot, &transform);
    if whole.has_focus() {
        let stroke = Stroke::new(1.5, Ink::of(ui).accent);
        ui.painter()
            .rect_stroke(rect.expand(2.0), 2.0, stroke, StrokeKind::Outside);
    }
    let mut wanted = None;
    for bar in 0..column.bins.len() {
        if bar_ui(ui, &bars, &transform, rect, bar) {
            let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            wanted = Some(clicked(&chosen, narrowed, bar, adds));
        }
    }
    head_ui(ui, view, (column, narrowed), &bars, head, output);
    let mut drag = None;
    if !bars.lie()
        && let Some(pos) = whole.interact_pointer_pos()
    {
        let bar = bars.at(&transform, pos);
        if whole.drag_started() {
            let from = ui.input(|input| input.pointer.press_origin());
            let from = from.map_or(bar, |pos| bars.at(&transform, pos));
            kept.begin_drag(at, from);
        }
        if let Some(dragged) = kept.drag.as_mut().filter(|it| it.column == at)
            && whole.dragged()
        {
            dragged.to = bar;
            let stretch = dragged.from.min(bar)..=dragged.from.max(bar);
            let chosen = (0..column.bins.len())
                .map(|bar| stretch.contains(&bar))
                .collect();
            wanted = Some(chosen);
            drag = Some(dragged.number);
        }
        if whole.drag_stopped() {
            kept.drag = None;
        }
    }
    if let Some(cursor) = cursor {
        wanted = keys(ui, kept, (at, column), cursor, (&chosen, narrowed)).or(wanted);
    }
    if let Some(wanted) = wanted
        && (wanted != chosen || (!narrowed && wanted.contains(&false)))
    {
        narrow(view, column, &wanted, drag, output);
    }
}

/// Shows only the chosen bars.
fn narrow(
    view: View<'_>,
    column: &Distribution,
    chosen: &[bool],
    drag: Option<u64>,
    output: &mut UiOutput<'_>,
) {
    let explore = &view.session.explore;
    let layer = explore
        .layer
        .map(|layer| view.session.atlas.layer(layer).id.clone());
    output.act(Command::Explore(ExploreCommand::Narrow {
        layer,
        column: column.key.clone(),
        condition: column.condition(chosen),
        drag,
    }));
}

/// What is chosen after a click: the bar alone, all where it was alone, or one bar more or less.
fn clicked(chosen: &[bool], narrowed: bool, bar: usize, adds: bool) -> Vec<bool> {
    let alone = |at: usize| at == bar;
    let mut now: Vec<bool> = (0..chosen.len()).map(alone).collect();
    if narrowed && adds {
        now = chosen.to_vec();
        now[bar] = !now[bar];
    } else if narrowed && now == chosen {
        now = vec![true; chosen.len()];
    }
    if !now.contains(&true) {
        now = vec![true; chosen.len()];
    }
    now
}

/// The bar at a place, before the plot is there.
fn guess(bars: &Bars<'_>, plot: Rect, pos: egui::Pos2) -> usize {
    let count = bars.column.bins.len();
    let part = if bars.lie() {
        (pos.y - plot.top()) / plot.height()
    } else {
        (pos.x - plot.left()) / plot.width()
    };
    ((part * count as f32).max(0.0) as usize).min(count - 1)
}

/// A bar as a widget with a name; whether it was clicked. Tab goes from chart to chart, and arrows from
/// bar to bar.
fn bar_ui(ui: &Ui, bars: &Bars<'_>, transform: &PlotTransform, rect: Rect, bar: usize) -> bool {
    let mut slot = bars.slot(transform, bar);
    if bars.lie() {
        (slot.min.x, slot.max.x) = (rect.left(), rect.right());
    }
    let id = Id::unique(("explore", &bars.column.key, bar));
    let response = ui.interact(slot, id, Sense::CLICK);
    let chosen = bars.shown.chosen.get(bar).copied().unwrap_or(true);
    response.widget_info(|| {
        let name = format!("{} {}", bars.column.key, said(bars, bar));
        WidgetInfo::selected(egui::accesskit::Role::Button, true, chosen, name)
    });
    response.clicked()
}

/// "Battles: 12 of 101".
fn said(bars: &Bars<'_>, bar: usize) -> String {
    let bin = &bars.column.bins[bar];
    let count = bars.shown.counts.get(bar).copied().unwrap_or_default();
    let number = |count: usize| group_thousands(count as f64);
    if count == bin.count {
        format!("{}: {}", bin.name, number(count))
    } else {
        format!("{}: {} of {}", bin.name, number(count), number(bin.count))
    }
}

/// The chart in a sentence, for those who do not see it.
fn sentence(column: &Distribution) -> String {
    let values = column
        .bins
        .iter()
        .filter(|bin| bin.content != Content::Missing);
    let largest = values.clone().max_by_key(|bin| bin.count);
    let largest = largest.map_or_else(String::new, |bin| {
        let count = group_thousands(bin.count as f64);
        format!("; largest: {}, {count}", bin.name)
    });
    format!(
        "{}: {} bars{largest}. Arrows go from bar to bar, Enter shows one alone, Shift with arrows several, Delete all.",
        column.key,
        values.count()
    )
}

/// The names of the bars that lie, and their counts; the ends of the axis of those that stand.
fn words_ui(ui: &Ui, bars: &Bars<'_>, rect: Rect, plot: Rect, transform: &PlotTransform) {
    let ink = Ink::of(ui);
    let font = theme::sans(theme::size::SMALL);
    for (bar, bin) in bars.column.bins.iter().enumerate().filter(|_| bars.lie()) {
        let slot = bars.slot(transform, bar);
        let chosen = bars.shown.chosen.get(bar).copied().unwrap_or(true);
        let color = if chosen { ink.text } else { ink.muted };
        let width = plot.left() - rect.left() - 8.0;
        let mut job =
            egui::text::LayoutJob::simple_singleline(bin.name.clone(), font.clone(), color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        let at = egui::pos2(rect.left(), slot.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
        let count = bars.shown.counts.get(bar).copied().unwrap_or_default();
        let all = group_thousands(bin.count as f64);
        let text = if count == bin.count {
            all
        } else {
            format!("{} of {all}", group_thousands(count as f64))
        };
        let at = egui::pos2(rect.right(), slot.center().y);
        ui.painter()
            .text(at, Align2::RIGHT_CENTER, text, font.clone(), ink.muted);
    }
}

/// The column's name, what is to be said of it or of the bar under the pointer, and its switches; below
/// upright bars the names of the first and the last.
fn head_ui(
    ui: &mut Ui,
    view: View<'_>,
    (column, narrowed): (&Distribution, bool),
    bars: &Bars<'_>,
    head: Rect,
    output: &mut UiOutput<'_>,
) {
    let ink = Ink::of(ui);
    let note = bars
        .lit
        .map_or_else(|| column.note.clone(), |bar| said(bars, bar));
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(head));
    row.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(&column.key).family(theme::semibold(13.0).family));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if narrowed {
                let clear =
                    ui.add(egui::Button::new(RichText::new(icons::FUNNEL_X).small()).frame(false));
                let name = format!("Show all of {}", column.key);
                clear.widget_info(|| {
                    WidgetInfo::labeled(egui::accesskit::Role::Button, true, &name)
                });
                if clear.on_hover_text(&name).clicked() {
                    narrow(view, column, &[], None, output);
                }
            }
            if let Division::Numbers { log, can_log: true } = column.division {
                let switch = ui.selectable_label(log, RichText::new("log").small());
                let name = format!("Divide {} by factors", column.key);
                switch.widget_info(|| {
                    WidgetInfo::selected(egui::accesskit::Role::Button, true, log, &name)
                });
                if switch
                    .on_hover_text("Divide by factors: 1, 2, 5, 10, and so on")
                    .clicked()
                {
                    let column = column.key.clone();
                    output.act(Command::Explore(ExploreCommand::SetLog {
                        column,
                        log: !log,
                    }));
                }
            }
            let note = RichText::new(note).small().color(ink.muted);
            ui.add(egui::Label::new(note).truncate());
        });
    });
    if bars.lie() {
        return;
    }
    let (under, _) = ui.allocate_exact_size(vec2(head.width(), 16.0), Sense::hover());
    let values: Vec<&str> = column
        .bins
        .iter()
        .filter(|bin| bin.content != Content::Missing)
        .map(|bin| bin.name.as_str())
        .collect();
    let font = theme::sans(theme::size::SMALL);
    let missing = values.len() < column.bins.len();
    let last = if missing {
        "no value"
    } else {
        values.last().copied().unwrap_or_default()
    };
    for (text, at, align) in [
        (
            values.first().copied().unwrap_or_default(),
            under.left_center(),
            Align2::LEFT_CENTER,
        ),
        (last, under.right_center(), Align2::RIGHT_CENTER),
    ] {
        ui.painter().text(at, align, text, font.clone(), ink.muted);
    }
}

/// What is chosen after a key: arrows go from bar to bar, with Shift they choose on the way.
fn keys(
    ui: &Ui,
    kept: &mut ExploreState,
    (at, column): (usize, &Distribution),
    cursor: usize,
    (chosen, narrowed): (&[bool], bool),
) -> Option<Vec<bool>> {
    let lie = column.division == Division::Words;
    let filter = EventFilter {
        horizontal_arrows: !lie,
        vertical_arrows: lie,
        ..EventFilter::default()
    };
    let id = Id::unique(("explore", &column.key));
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let [back, on] = if lie {
        [Key::ArrowUp, Key::ArrowDown]
    } else {
        [Key::ArrowLeft, Key::ArrowRight]
    };
    let (pressed, modifiers) = ui.input_mut(|input| {
        let keys = [
            back,
            on,
            Key::Enter,
            Key::Space,
            Key::Delete,
            Key::Backspace,
        ];
        let modifiers = input.modifiers;
        let pressed = keys.map(|key| {
            let taken = [Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND];
            taken
                .iter()
                .any(|&modifiers| input.consume_key(modifiers, key))
        });
        (pressed, modifiers)
    });
    let [back, on, enter, space, delete, backspace] = pressed;
    let last = column.bins.len() - 1;
    let next = if back {
        cursor.saturating_sub(1)
    } else {
        (cursor + usize::from(on)).min(last)
    };
    if let Some(kept) = kept.cursors.get_mut(at) {
        *kept = next;
    }
    if delete || backspace {
        return Some(vec![true; column.bins.len()]);
    }
    if enter || space {
        return Some(clicked(chosen, narrowed, next, modifiers.command));
    }
    if (back || on) && modifiers.shift {
        let mut now = if narrowed {
            chosen.to_vec()
        } else {
            vec![false; column.bins.len()]
        };
        now[cursor] = true;
        now[next] = true;
        return Some(now);
    }
    None
}
