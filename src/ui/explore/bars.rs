//! The bars of a chart in an `egui_plot` plot.

use std::ops::RangeInclusive;

use egui::{Color32, Id, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2};
use egui_plot::{Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};

use super::super::theme::Ink;
use super::state::ColumnCounts;
use crate::atlas::group_thousands;
use crate::atlas::profile::{Bin, BinContent, Distribution, Division};

/// Room between the bars of values and that of what is missing, in bars.
const BEFORE_MISSING: f64 = 0.6;

/// Bars of a chart: upright, or lying where they are words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bars<'a> {
    pub(super) column: &'a Distribution,
    pub(super) shown: &'a ColumnCounts,
    /// The bar under the pointer or under the keys.
    pub(super) lit: Option<usize>,
}

impl Bars<'_> {
    /// Whether the bars lie.
    pub(super) fn lie(&self) -> bool {
        self.column.division == Division::Words
    }

    /// Where a bar begins and ends across the chart, in bars.
    fn across(&self, bar: usize) -> [f64; 2] {
        let missing = self.column.bins[bar].content == BinContent::Missing;
        let begin = bar as f64
            + if missing && !self.lie() {
                BEFORE_MISSING
            } else {
                0.0
            };
        [begin, begin + 1.0]
    }

    /// The count that the longest bar shows. What is gathered outside a stretch does not press the
    /// rest down.
    fn most(&self) -> f64 {
        let most = |inner: fn(&Bin) -> bool| {
            let bins = self.column.bins.iter();
            bins.filter(|bin| inner(bin)).map(|bin| bin.count).max()
        };
        let inner = most(|bin| bin.content != BinContent::Others && !bin.is_gathered());
        let most = inner.filter(|&most| most > 0).or_else(|| most(|_| true));
        most.unwrap_or(1).max(1) as f64
    }

    fn bounds(&self) -> PlotBounds {
        let end = self.across(self.column.bins.len() - 1)[1];
        if self.lie() {
            PlotBounds::from_min_max([0.0, -end], [self.most(), 0.0])
        } else {
            PlotBounds::from_min_max([0.0, 0.0], [end, self.most()])
        }
    }

    /// The plot in `rect`; how it brings bars and counts to the window.
    pub(super) fn plot_ui(&self, ui: &mut Ui, rect: Rect, id: Id) -> PlotTransform {
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let bounds = self.bounds();
        let item = Item {
            base: PlotItemBase::new(self.column.key.clone()),
            bars: *self,
        };
        let plot = Plot::new(id)
            .id(id)
            .width(rect.width())
            .height(rect.height())
            .sense(egui::Sense::hover())
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .allow_scroll(false)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .set_margin_fraction(Vec2::ZERO);
        let response = plot.show(&mut child, |plot| {
            plot.set_plot_bounds(bounds);
            plot.add(item);
        });
        response.transform
    }

    /// "Battles: 12 of 101".
    pub(super) fn said(&self, bar: usize) -> String {
        let bin = &self.column.bins[bar];
        let count = self.shown.counts.get(bar).copied().unwrap_or_default();
        let number = |count: usize| group_thousands(count as f64);
        if count == bin.count {
            format!("{}: {}", bin.name, number(count))
        } else {
            format!("{}: {} of {}", bin.name, number(count), number(bin.count))
        }
    }

    /// Where the whole column of a bar stands, from the axis to the longest bar.
    pub(super) fn slot(&self, transform: &PlotTransform, bar: usize) -> Rect {
        self.rect(transform, bar, self.most())
    }

    /// The bar at a place; the nearest one beside them.
    pub(super) fn at(&self, transform: &PlotTransform, pos: egui::Pos2) -> usize {
        let value = transform.value_from_position(pos);
        let along = if self.lie() { -value.y } else { value.x };
        let last = self.column.bins.len() - 1;
        let under = (0..=last).find(|&bar| along < self.across(bar)[1]);
        under.unwrap_or(last)
    }

    fn rect(&self, transform: &PlotTransform, bar: usize, count: f64) -> Rect {
        let [begin, end] = self.across(bar);
        let (min, max) = if self.lie() {
            (PlotPoint::new(0.0, -end), PlotPoint::new(count, -begin))
        } else {
            (PlotPoint::new(begin, 0.0), PlotPoint::new(end, count))
        };
        transform.rect_from_values(&min, &max)
    }

    fn shapes(&self, ui: &Ui, transform: &PlotTransform) -> Vec<Shape> {
        let ink = Ink::of(ui);
        let mut shapes = Vec::new();
        for (bar, bin) in self.column.bins.iter().enumerate() {
            // Many words together would be the longest bar, and say nothing of the length of the others.
            if bin.content == BinContent::Others {
                continue;
            }
            let inner = |count: usize| {
                let mut rect = self.rect(transform, bar, (count as f64).min(self.most()));
                if self.lie() {
                    rect = rect.shrink2(egui::vec2(0.0, 3.0));
                    rect.max.x = rect
                        .max
                        .x
                        .max(rect.min.x + if count > 0 { 1.5 } else { 0.0 });
                } else {
                    let gap = (rect.width() * 0.08).min(1.0);
                    rect = rect.shrink2(egui::vec2(gap, 0.0));
                    // The few among many are seen, too.
                    rect.min.y = rect
                        .min
                        .y
                        .min(rect.max.y - if count > 0 { 1.5 } else { 0.0 });
                }
                rect
            };
            let count = self.shown.counts.get(bar).copied().unwrap_or_default();
            let chosen = self.shown.chosen.get(bar).copied().unwrap_or(true);
            let lit = self.lit == Some(bar);
            let ghost = ink.muted.gamma_multiply(if lit { 0.45 } else { 0.28 });
            let fill = match (chosen, lit) {
                (true, true) => ink.text,
                (true, false) => ink.text.gamma_multiply(0.72),
                (false, _) => ink.muted.gamma_multiply(0.45),
            };
            shapes.push(Shape::rect_filled(inner(bin.count), 0.0, ghost));
            shapes.push(Shape::rect_filled(inner(count), 0.0, fill));
            if bin.content == BinContent::Missing {
                let stroke = Stroke::new(1.0, ink.muted);
                shapes.push(Shape::rect_stroke(
                    inner(bin.count),
                    0.0,
                    stroke,
                    StrokeKind::Inside,
                ));
            }
        }
        let frame = transform.frame();
        let stroke = Stroke::new(1.0, ink.hairline);
        shapes.push(if self.lie() {
            Shape::vline(frame.left(), frame.y_range(), stroke)
        } else {
            let y = frame.bottom();
            Shape::line_segment([pos2(frame.left(), y), pos2(frame.right(), y)], stroke)
        });
        shapes
    }
}

/// The one item of the plot.
struct Item<'a> {
    base: PlotItemBase,
    bars: Bars<'a>,
}

impl PlotItem for Item<'_> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        shapes.extend(self.bars.shapes(ui, transform));
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        self.bars.bounds()
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}
