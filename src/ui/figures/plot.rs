//! A chart's plot: what `egui_plot` does with pointer and wheel, around what `scene` composes.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use egui::{Color32, EventFilter, Id, Key, Pos2, Rect, Shape, Stroke, Ui, Vec2, WidgetInfo};
use egui_plot::{
    HoverPosition, Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform,
};

use super::super::theme::Ink;
use crate::scene::{ChartPlot, ChartWindow};

/// How far the plot reaches beyond its values on each side, for the frames of marks at its edge.
const MARGIN_PX: f32 = 4.0;
/// A key moves the plot by this part of what it shows.
const STEP: f64 = 0.125;
/// A key zooms by this much.
const ZOOM: f64 = std::f64::consts::SQRT_2;

/// Where a plot stands, and what it plots.
pub(super) struct PlotPlace<'a> {
    pub(super) id: Id,
    /// The chart's title.
    pub(super) name: &'a str,
    /// The chart's upper left corner in the window.
    pub(super) origin: Pos2,
    pub(super) plot: &'a ChartPlot,
    /// The day under the pointer elsewhere.
    pub(super) pointed_day: Option<f64>,
}

/// What came of a plot in one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// What it shows; `None` for all of it.
    pub(super) window: Option<ChartWindow>,
    /// The values under the pointer.
    pub(super) pointed: Option<[f64; 2]>,
}

impl PlotPlace<'_> {
    /// The plot of `shown`; `paint` gives the shapes for the values that it shows in the end.
    pub(super) fn plot_ui(
        &self,
        ui: &mut Ui,
        shown: Option<ChartWindow>,
        paint: impl FnMut(&Ui, Option<ChartWindow>) -> Vec<Shape>,
    ) -> Seen {
        let frame = self.frame();
        let before = self.bounds(shown.unwrap_or(self.plot.whole));
        let window_of = |bounds: &PlotBounds| {
            // What nobody touched is the same to the last bit, and drawn as in a file.
            (bounds != &before).then(|| self.window(bounds)).or(shown)
        };
        let upward = self.plot.y.is_some();
        let boxing = ui.input(|input| input.modifiers.shift);
        let [pan, boxed] = if boxing {
            [egui::PointerButton::Middle, egui::PointerButton::Primary]
        } else {
            [egui::PointerButton::Primary, egui::PointerButton::Secondary]
        };
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(frame));
        let mut plot = Plot::new(self.id)
            .id(self.id)
            .width(frame.width())
            .height(frame.height())
            .show_axes(false)
            .show_grid(false)
            .show_background(false)
            .show_y(upward)
            .allow_scroll(false)
            .allow_zoom([true, upward])
            .allow_drag([true, upward])
            .pan_pointer_button(pan)
            .boxed_zoom_pointer_button(boxed)
            .allow_double_click_reset(false)
            .set_margin_fraction(Vec2::ZERO)
            .cursor_color(Ink::of(ui).muted)
            .label_formatter(|at| Some(self.words(at)));
        if self.plot.is_dated() {
            plot = plot.link_cursor(Id::unique("charts over dates"), [true, false]);
        }
        let item = Composed {
            base: PlotItemBase::new(self.name.to_owned()),
            bounds: before,
            pointed_day: self.pointed_day.filter(|_| self.plot.is_dated()),
            paint: RefCell::new(paint),
            window_of: &window_of,
        };
        let response = plot.show(&mut child, |plot| {
            plot.set_plot_bounds(before);
            plot.add(item);
        });
        let transform = response.transform;
        let response = response.response;
        response.widget_info(|| {
            let words = format!(
                "Plot of {}. Arrows move it, Shift with up and down zooms, Backspace shows all of it.",
                self.name
            );
            WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, words)
        });
        let mut window = window_of(transform.bounds());
        if response.has_focus() {
            let stroke = Stroke::new(1.5, Ink::of(ui).accent);
            ui.painter()
                .rect_stroke(frame, 2.0, stroke, egui::StrokeKind::Inside);
            window = self.keys(ui, response.id, window);
        }
        if response.double_clicked() {
            window = None;
        }
        let pointed = response.hover_pos().map(|pos| {
            let value = transform.value_from_position(pos);
            [value.x, value.y]
        });
        Seen { window, pointed }
    }

    fn keys(&self, ui: &Ui, id: Id, window: Option<ChartWindow>) -> Option<ChartWindow> {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (shift, pressed) = ui.input(|input| {
            let keys = [
                Key::ArrowLeft,
                Key::ArrowRight,
                Key::ArrowUp,
                Key::ArrowDown,
                Key::Backspace,
            ];
            (
                input.modifiers.shift,
                keys.map(|key| input.key_pressed(key)),
            )
        });
        let [left, right, up, down, whole] = pressed;
        if whole {
            return None;
        }
        let signed = |less: bool, more: bool| f64::from(i8::from(more) - i8::from(less));
        let (across, upward) = (signed(left, right), signed(down, up));
        if across == 0.0 && upward == 0.0 {
            return window;
        }
        let mut now = window.unwrap_or(self.plot.whole);
        if shift {
            let factor = ZOOM.powf(-upward);
            now.x = zoomed(now.x, factor);
            now.y = now.y.map(|y| zoomed(y, factor));
        } else {
            now.x = moved(now.x, across * STEP);
            now.y = now.y.map(|y| moved(y, upward * STEP));
        }
        Some(now.kept_near(self.plot.whole))
    }

    /// Where the plot stands in the window, its margin included.
    fn frame(&self) -> Rect {
        let rect = self.plot.rect;
        let at = |x: f64, y: f64| self.origin + egui::vec2(x as f32, y as f32);
        Rect::from_min_max(at(rect.left, rect.top), at(rect.right, rect.bottom)).expand(MARGIN_PX)
    }

    fn bounds(&self, window: ChartWindow) -> PlotBounds {
        let rect = self.plot.rect;
        let [x, y] = [
            wider(window.x, rect.width(), f64::from(MARGIN_PX)),
            wider(
                window.y.unwrap_or([0.0, 1.0]),
                rect.height(),
                f64::from(MARGIN_PX),
            ),
        ];
        PlotBounds::from_min_max([x[0], y[0]], [x[1], y[1]])
    }

    /// The window that a plot with these bounds shows.
    fn window(&self, bounds: &PlotBounds) -> ChartWindow {
        let (min, max, frame) = (bounds.min(), bounds.max(), self.frame());
        let inner = |axis: usize, px: f32| {
            wider([min[axis], max[axis]], f64::from(px), -f64::from(MARGIN_PX))
        };
        let window = ChartWindow {
            x: inner(0, frame.width()),
            y: self.plot.y.as_ref().map(|_| inner(1, frame.height())),
        };
        window.kept_near(self.plot.whole)
    }

    fn words(&self, at: &HoverPosition<'_>) -> String {
        let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) =
            *at;
        self.plot.words(position.x, position.y)
    }
}

/// A stretch of values that takes `px`, widened by what `by_px` more on each side show.
fn wider([low, high]: [f64; 2], px: f64, by_px: f64) -> [f64; 2] {
    let per_px = (high - low) / px.max(1.0);
    [low - by_px * per_px, high + by_px * per_px]
}

fn zoomed([low, high]: [f64; 2], factor: f64) -> [f64; 2] {
    let (middle, half) = (f64::midpoint(low, high), (high - low) / 2.0 * factor);
    [middle - half, middle + half]
}

fn moved([low, high]: [f64; 2], part: f64) -> [f64; 2] {
    let by = (high - low) * part;
    [low + by, high + by]
}

/// The one item of a plot: what `scene` composes for its bounds.
struct Composed<'a, P> {
    base: PlotItemBase,
    bounds: PlotBounds,
    pointed_day: Option<f64>,
    paint: RefCell<P>,
    window_of: &'a dyn Fn(&PlotBounds) -> Option<ChartWindow>,
}

impl<P: FnMut(&Ui, Option<ChartWindow>) -> Vec<Shape>> PlotItem for Composed<'_, P> {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let window = (self.window_of)(transform.bounds());
        shapes.extend((self.paint.borrow_mut())(ui, window));
        if let Some(day) = self.pointed_day {
            let (x, frame) = (transform.position_from_point_x(day), transform.frame());
            let stroke = Stroke::new(1.0, Ink::of(ui).muted);
            shapes.push(Shape::vline(x, frame.y_range(), stroke));
        }
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        self.bounds
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}
