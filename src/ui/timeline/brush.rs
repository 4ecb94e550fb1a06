//! The brush: two handles and a body that move by whole days.

use egui::{EventFilter, Id, Key, Rect, Response, Sense, Ui, WidgetInfo, pos2};

use super::super::View;
use super::super::output::UiOutput;
use super::scale::TimeScale;
use crate::atlas::date::{date_of, day_in_words, day_number};
use crate::session::viewpoint::TimeWindow;
use crate::session::{Command, TimeCommand};

/// Width of a handle, logical pixels.
pub(super) const HANDLE_PX: f32 = 10.0;
/// Days that an arrow key moves by with Shift.
const WEEK: i32 = 7;

/// What the pointer holds, in days from 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Held {
    /// A new window, from this day on.
    New {
        anchor: i32,
    },
    /// An end, taken so many days aside of where it stands; the other one stays.
    First {
        aside: f64,
        last: i32,
    },
    Last {
        aside: f64,
        first: i32,
    },
    /// All of it.
    Body {
        grabbed_day: f64,
        window: TimeWindow,
    },
}

/// What the hand is doing with the brush.
#[derive(Debug, Default)]
pub(super) struct Brush {
    held: Option<Held>,
    /// What of it has the keyboard, and where that stands.
    focused: Option<Rect>,
}

/// The part of the brush that a widget stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Body,
    Last,
}

impl Brush {
    pub(super) fn brush_ui(
        &mut self,
        ui: &Ui,
        view: View<'_>,
        scale: TimeScale,
        axis: Rect,
        output: &mut UiOutput<'_>,
    ) {
        // It takes no keyboard: there is nothing on it that a key could move.
        let sense = Sense::CLICK | Sense::DRAG;
        let strip = ui.interact(axis, Id::unique("time axis"), sense);
        strip.widget_info(|| {
            let words = "Axis of the timeline: drag to show some days only";
            WidgetInfo::labeled(egui::accesskit::Role::Canvas, true, words)
        });
        let pressed = |response: &Response| {
            let start = ui.input(|input| input.pointer.press_origin());
            start
                .filter(|_| response.drag_started())
                .map(|pos| scale.day_at(pos.x))
        };
        if let Some(day) = pressed(&strip) {
            self.held = Some(Held::New {
                anchor: day.floor() as i32,
            });
        }
        if strip.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        self.focused = None;
        if let Some(window) = view.session.brushed() {
            let (first, last) = (day_number(window.from()), day_number(window.to()));
            for (part, rect) in parts(scale, axis, window) {
                let response = part_ui(ui, part, rect, window, output);
                if response.has_focus() {
                    self.focused = Some(rect);
                }
                if let Some(day) = pressed(&response) {
                    self.held = Some(match part {
                        Part::First => Held::First {
                            aside: day - f64::from(first),
                            last,
                        },
                        Part::Body => Held::Body {
                            grabbed_day: day,
                            window,
                        },
                        Part::Last => Held::Last {
                            aside: day - f64::from(last + 1),
                            first,
                        },
                    });
                }
                if part == Part::Body && response.double_clicked() {
                    output.act(Command::Time(TimeCommand::Show(None)));
                }
            }
            if strip.double_clicked() {
                output.act(Command::Time(TimeCommand::Show(None)));
            }
        }
        self.follow(ui, view, scale, output);
    }

    /// Where the part stands that has the keyboard.
    pub(super) fn focused(&self) -> Option<Rect> {
        self.focused
    }

    /// Moves what is held with the pointer, and lets it go with the button.
    fn follow(&mut self, ui: &Ui, view: View<'_>, scale: TimeScale, output: &mut UiOutput<'_>) {
        let Some(held) = self.held else { return };
        let (pos, down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down()));
        if let Some(pos) = pos {
            let window = held.window_at(scale.day_at(pos.x));
            if view.session.brushed() != Some(window) {
                output.act(Command::Time(TimeCommand::Drag(window)));
            }
        }
        if !down {
            self.held = None;
            output.act(Command::Time(TimeCommand::Settled));
        }
    }
}

impl Held {
    /// The window while the pointer is at `day`.
    fn window_at(self, day: f64) -> TimeWindow {
        let here = day.floor() as i32;
        let nearest = |aside: f64| (day - aside).round() as i32;
        let between = |a: i32, b: i32| TimeWindow::new(date_of(a), date_of(b));
        match self {
            Self::New { anchor } => between(anchor, here),
            Self::First { aside, last } => between(nearest(aside).min(last), last),
            Self::Last { aside, first } => between(first, (nearest(aside) - 1).max(first)),
            Self::Body {
                grabbed_day,
                window,
            } => window.shifted((day - grabbed_day).round() as i32),
        }
    }
}

/// Where handles and body stand, from the left.
fn parts(scale: TimeScale, axis: Rect, window: TimeWindow) -> [(Part, Rect); 3] {
    let held = |x: f32| x.clamp(axis.left() - HANDLE_PX, axis.right() + HANDLE_PX);
    let (left, right) = (
        held(scale.x_of(window.from())),
        held(scale.x_after(window.to())),
    );
    let between = |left: f32, right: f32| {
        Rect::from_min_max(pos2(left, axis.top()), pos2(right, axis.bottom()))
    };
    // The handles stand outside the body, so that a window of one day can still be taken by each.
    [
        (Part::First, between(left - HANDLE_PX, left)),
        (Part::Body, between(left, right)),
        (Part::Last, between(right, right + HANDLE_PX)),
    ]
}

fn part_ui(
    ui: &Ui,
    part: Part,
    rect: Rect,
    window: TimeWindow,
    output: &mut UiOutput<'_>,
) -> Response {
    let (id, name, cursor) = match part {
        Part::First => (
            "first day shown",
            "First day shown",
            egui::CursorIcon::ResizeWest,
        ),
        Part::Last => (
            "last day shown",
            "Last day shown",
            egui::CursorIcon::ResizeEast,
        ),
        Part::Body => ("days shown", "Window of days", egui::CursorIcon::Grab),
    };
    let response = ui.interact(rect, Id::unique(id), Sense::click_and_drag());
    let (day, words) = match part {
        Part::First => (window.from(), day_in_words(window.from())),
        Part::Last => (window.to(), day_in_words(window.to())),
        Part::Body => (window.from(), window.words()),
    };
    response.widget_info(|| {
        WidgetInfo::slider(true, f64::from(day_number(day)), format!("{name}: {words}"))
    });
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(cursor);
    }
    if response.has_focus() {
        keys(ui, part, &response, window, output);
    }
    response
}

/// The arrows move a handle or the body by a day, with Shift by a week.
fn keys(ui: &Ui, part: Part, response: &Response, window: TimeWindow, output: &mut UiOutput<'_>) {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let by = ui.input(|input| {
        let days = if input.modifiers.shift { WEEK } else { 1 };
        let pressed = |key| i32::from(input.key_pressed(key));
        days * (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft))
    });
    if by == 0 {
        return;
    }
    let (first, last) = (day_number(window.from()), day_number(window.to()));
    let between = |a: i32, b: i32| TimeWindow::new(date_of(a), date_of(b));
    let moved = match part {
        Part::First => between((first + by).min(last), last),
        Part::Last => between(first, (last + by).max(first)),
        Part::Body => window.shifted(by),
    };
    output.act(Command::Time(TimeCommand::Drag(moved)));
}
