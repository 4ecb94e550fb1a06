//! The chart of one column: its name, its bars as widgets, and what a hand or a key does with them.

use egui::{
    Align2, EventFilter, Id, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use egui_plot::PlotTransform;

use super::super::theme::{self, Ink};
use super::super::{UiOutput, View};
use super::bars::Bars;
use super::head::head_ui;
use super::narrow::narrow;
use super::state::ExploreState;
use super::zoom;
use crate::atlas::group_thousands;
use crate::atlas::profile::{BinContent, Distribution, Division};
use crate::scene::axis_words;

/// Height of a chart with upright bars, logical pixels.
const UPRIGHT_PX: f32 = 64.0;
/// Height of a bar that lies, logical pixels.
const ROW_PX: f32 = 18.0;
/// Room between two words under the bars, logical pixels.
const BETWEEN_WORDS_PX: f32 = 10.0;
/// Least room for the count behind a bar that lies, logical pixels.
const COUNT_PX: f32 = 76.0;
/// Most of a chart's width that the counts take.
const MOST_OF_COUNTS: f32 = 0.4;
/// Space between a bar and its count, logical pixels.
const BEFORE_COUNT_PX: f32 = 8.0;

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
        rect.max - vec2(counts_px(ui, &bars, width), 0.0),
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
        let response = bar_ui(ui, &bars, &transform, rect, bar);
        if response.clicked() {
            let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            wanted = Some(clicked(&chosen, narrowed, bar, adds));
        }
        if response.double_clicked() {
            zoom::show_bar(column, bar, output);
        }
    }
    head_ui(ui, view, (column, narrowed), &bars, head, output);
    if !bars.lie() {
        under_ui(ui, &bars, plot, &transform);
    }
    if column.division == Division::Days {
        let over = whole.hover_pos().filter(|_| whole.contains_pointer());
        let at = over.map(|pos| f64::from((pos.x - plot.left()) / plot.width()));
        zoom::heard(ui, column, (at, whole.has_focus()), output);
    }
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

/// Room for the counts behind bars that lie: as much as the longest can take, whatever is filtered.
fn counts_px(ui: &Ui, bars: &Bars<'_>, width: f32) -> f32 {
    if !bars.lie() {
        return 0.0;
    }
    let most = bars.column.bins.iter().map(|bin| bin.count).max();
    let most = group_thousands(most.unwrap_or_default() as f64);
    let font = theme::sans(theme::size::SMALL);
    let longest = format!("{most} of {most}");
    let galley = ui
        .painter()
        .layout_no_wrap(longest, font, Ink::of(ui).muted);
    let wanted = galley.size().x + BEFORE_COUNT_PX;
    wanted.clamp(COUNT_PX, COUNT_PX.max(width * MOST_OF_COUNTS))
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

/// A bar as a widget with a name. Tab goes from chart to chart, and arrows from
/// bar to bar.
fn bar_ui(ui: &Ui, bars: &Bars<'_>, transform: &PlotTransform, rect: Rect, bar: usize) -> Response {
    let mut slot = bars.slot(transform, bar);
    if bars.lie() {
        (slot.min.x, slot.max.x) = (rect.left(), rect.right());
    }
    let id = Id::unique(("explore", &bars.column.key, bar));
    let response = ui.interact(slot, id, Sense::CLICK);
    let chosen = bars.shown.chosen.get(bar).copied().unwrap_or(true);
    response.widget_info(|| {
        let name = format!("{} {}", bars.column.key, bars.said(bar));
        WidgetInfo::selected(egui::accesskit::Role::Button, true, chosen, name)
    });
    response
}

/// The chart in a sentence, for those who do not see it.
fn sentence(column: &Distribution) -> String {
    let values = column
        .bins
        .iter()
        .filter(|bin| bin.content != BinContent::Missing);
    let largest = values.clone().max_by_key(|bin| bin.count);
    let largest = largest.map_or_else(String::new, |bin| {
        let count = group_thousands(bin.count as f64);
        format!("; largest: {}, {count}", bin.name)
    });
    format!(
        "{}: {} bars{largest}. Arrows go from bar to bar, Enter shows one alone, Shift with arrows several, Delete all.{}",
        column.key,
        values.count(),
        if column.division == Division::Days {
            " Plus and minus look closer and farther, Home shows all days."
        } else {
            ""
        }
    )
}

/// The names of the bars that lie, and their counts.
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

/// What stands under upright bars: round dates or numbers, as far as they have room.
fn under_ui(ui: &mut Ui, bars: &Bars<'_>, plot: Rect, transform: &PlotTransform) {
    let (under, _) = ui.allocate_exact_size(vec2(plot.width(), 16.0), Sense::hover());
    let column = bars.column;
    let (ink, font) = (Ink::of(ui), theme::sans(theme::size::SMALL));
    let (mut free_from, mut free_to) = (under.left(), under.right());
    let y = under.center().y;
    let words = |text: &str| {
        let text = text.to_owned();
        ui.painter().layout_no_wrap(text, font.clone(), ink.muted)
    };
    if let Some((at, bin)) = column.missing() {
        let galley = words(&bin.name);
        let half = galley.size().x / 2.0;
        let x = bars.slot(transform, at).center().x.min(free_to - half) - half;
        free_to = x - BETWEEN_WORDS_PX;
        let at = egui::pos2(x, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink.muted);
    }
    let px_per_bar = bars.slot(transform, 0).width();
    for (at, said) in axis_words(column, f64::from(px_per_bar)) {
        let galley = words(&said);
        let middle = bars.slot(transform, 0).left() + at as f32 * px_per_bar;
        // The first word may begin where the axis does.
        let x = (middle - galley.size().x / 2.0).max(under.left());
        if x >= free_from && x + galley.size().x <= free_to {
            free_from = x + galley.size().x + BETWEEN_WORDS_PX;
            ui.painter().vline(
                middle,
                plot.bottom()..=plot.bottom() + 3.0,
                Stroke::new(1.0, ink.muted),
            );
            let at = egui::pos2(x, y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink.muted);
        }
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
