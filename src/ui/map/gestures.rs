//! Drag, click, wheel and pinch, as INTERACTION.md has them.

use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::detail::{detail_at, fly_there, on_close, zoom_at};
use super::{Local, REACH_PX};
use crate::atlas::Subject;
use crate::earth::ScreenPoint;
use crate::scene::{Target, TargetKind};
use crate::session::{CameraCommand, Command, MeasureCommand, Measurement, SelectCommand};

/// A press that moves no farther than this is a click, logical pixels.
const CLICK_PX: f32 = 4.0;
/// Zoom for each logical pixel of scrolling, as an exponent of e: a notch of 40 px zooms by √2.
const ZOOM_PER_PX: f32 = 0.008_664;
/// Part of a step that Ctrl+wheel zooms by.
const QUARTER: f32 = 0.25;
/// A double click zooms in by this much.
const DOUBLE_CLICK_ZOOM: f64 = 2.0;
/// The wheel has come to rest after this long, seconds.
const WHEEL_REST_S: f64 = 0.25;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// Pressed, and not moved beyond a click.
    Pressed,
    /// The map moves with the pointer.
    Pan,
    /// A box is drawn.
    Box,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    button: PointerButton,
    origin: Pos2,
    last: Pos2,
    drag: Drag,
    boxing: bool,
}

/// What the hand is doing.
#[derive(Debug, Default)]
pub(super) struct Gesture {
    held: Option<Held>,
    /// When the wheel last turned, seconds.
    wheel_at_s: Option<f64>,
}

impl Gesture {
    /// Whether the map or a box follows the pointer.
    pub(super) fn drags(&self) -> bool {
        self.held.is_some_and(|held| held.drag != Drag::Pressed)
    }

    /// The box that is being drawn.
    pub(super) fn drawn_box(&self) -> Option<Rect> {
        let held = self.held.filter(|held| held.drag == Drag::Box)?;
        Some(Rect::from_two_pos(held.origin, held.last))
    }

    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        response: &Response,
        view: View<'_>,
        local: Local,
        output: &mut UiOutput<'_>,
    ) {
        let (events, space) =
            ui.input(|input| (input.events.clone(), input.key_down(egui::Key::Space)));
        for event in &events {
            match *event {
                Event::PointerButton {
                    pos,
                    button,
                    pressed: true,
                    modifiers,
                } if is_ours(response, pos) => {
                    self.press(button, pos, modifiers, space, output);
                    response.request_focus();
                }
                Event::PointerMoved(pos) => self.drag_to(pos, output),
                Event::PointerButton {
                    pos,
                    button,
                    pressed: false,
                    ..
                } => {
                    self.drag_to(pos, output);
                    self.release(button, pos, response, view, local, output);
                }
                Event::PointerGone => {
                    self.held = self.held.filter(|_| response.is_pointer_button_down_on());
                }
                _ => {}
            }
        }
        if response.contains_pointer() {
            self.zoom(ui, view, local, output);
        }
        self.settle(ui, output);
    }

    fn press(
        &mut self,
        button: PointerButton,
        pos: Pos2,
        modifiers: Modifiers,
        space: bool,
        output: &mut UiOutput<'_>,
    ) {
        match button {
            PointerButton::Extra1 => output.act(Command::Camera(CameraCommand::PreviousView)),
            PointerButton::Extra2 => output.act(Command::Camera(CameraCommand::NextView)),
            PointerButton::Secondary => {}
            PointerButton::Primary | PointerButton::Middle => {
                let boxing = button == PointerButton::Primary && modifiers.shift && !space;
                self.held = Some(Held {
                    button,
                    origin: pos,
                    last: pos,
                    drag: Drag::Pressed,
                    boxing,
                });
            }
        }
    }

    fn drag_to(&mut self, pos: Pos2, output: &mut UiOutput<'_>) {
        let Some(held) = &mut self.held else { return };
        if held.drag == Drag::Pressed && held.origin.distance(pos) > CLICK_PX {
            held.drag = if held.boxing { Drag::Box } else { Drag::Pan };
        }
        match held.drag {
            Drag::Pressed => return,
            Drag::Pan => {
                let delta = pos - held.last;
                if delta != egui::Vec2::ZERO {
                    output.act(Command::Camera(CameraCommand::PanBy {
                        dx_px: f64::from(delta.x),
                        dy_px: f64::from(delta.y),
                    }));
                }
            }
            Drag::Box => {}
        }
        held.last = pos;
    }

    fn release(
        &mut self,
        button: PointerButton,
        pos: Pos2,
        response: &Response,
        view: View<'_>,
        local: Local,
        output: &mut UiOutput<'_>,
    ) {
        let Some(held) = self.held.take_if(|held| held.button == button) else {
            return;
        };
        match held.drag {
            Drag::Pan => output.act(Command::Camera(CameraCommand::Settled)),
            Drag::Box => {
                let (from, to) = (local.point(held.origin), local.point(pos));
                output.act(Command::Camera(CameraCommand::FrameBox { from, to }));
            }
            Drag::Pressed if button == PointerButton::Primary => {
                click(pos, response.double_clicked(), view, local, output);
            }
            Drag::Pressed => {}
        }
    }

    fn zoom(&mut self, ui: &Ui, view: View<'_>, local: Local, output: &mut UiOutput<'_>) {
        let (scroll, pinch, quarter, pos, now) = ui.input(|input| {
            (
                input.smooth_scroll_delta().y,
                input.zoom_delta(),
                input.modifiers.command,
                input.pointer.hover_pos(),
                input.time,
            )
        });
        let Some(pos) = pos else { return };
        // With Ctrl, egui makes a pinch of the wheel, by a speed of its own.
        let wheel_speed = ui
            .ctx()
            .options(|options| options.input_options.scroll_zoom_speed);
        let pinch = if quarter {
            pinch.powf(QUARTER * ZOOM_PER_PX / wheel_speed)
        } else {
            pinch
        };
        let factor = pinch * (scroll * ZOOM_PER_PX).exp();
        if (factor - 1.0).abs() > 1e-4 {
            output.act(Command::Camera(zoom_at(
                view,
                local.point(pos),
                f64::from(factor),
            )));
            self.wheel_at_s = Some(now);
            ui.ctx().request_repaint();
        }
    }

    /// Notes the view once the wheel has come to rest.
    fn settle(&mut self, ui: &Ui, output: &mut UiOutput<'_>) {
        let Some(at_s) = self.wheel_at_s else { return };
        let rest_s = ui.input(|input| input.time) - at_s;
        if rest_s >= WHEEL_REST_S {
            self.wheel_at_s = None;
            output.act(Command::Camera(CameraCommand::Settled));
        } else {
            ui.ctx()
                .request_repaint_after_secs((WHEEL_REST_S - rest_s) as f32);
        }
    }
}

/// Whether a press at `pos` is the map's, and not of what floats over it or of a panel's edge.
fn is_ours(response: &Response, pos: Pos2) -> bool {
    let down =
        response.is_pointer_button_down_on() || response.clicked() || response.middle_clicked();
    let extra = response.contains_pointer()
        && response.ctx.input(|input| {
            input.pointer.button_pressed(PointerButton::Extra1)
                || input.pointer.button_pressed(PointerButton::Extra2)
        });
    (down || extra) && response.rect.contains(pos)
}

/// A click selects. The second of a double click zooms in, save where
/// several marks stand: there it steps down the stack, which a hand that
/// looks for a mark below does in just that rhythm.
fn click(pos: Pos2, double: bool, view: View<'_>, local: Local, output: &mut UiOutput<'_>) {
    let at = local.point(pos);
    if view
        .session
        .measure
        .as_ref()
        .is_some_and(Measurement::takes_clicks)
    {
        let corner = super::corner_at(view, at).map(MeasureCommand::Add);
        let command = if double {
            Some(MeasureCommand::End)
        } else {
            corner
        };
        if let Some(command) = command {
            output.act(Command::Measure(command));
        }
        return;
    }
    let targets = view.scene.targets.pick(at, REACH_PX);
    if let Some(detail) = detail_at(view, at) {
        // The button that closes it answers for itself.
        if on_close(detail, at) {
            return;
        }
        if targets.is_empty() {
            output.act(fly_there(detail));
            return;
        }
    }
    if double && targets.len() < 2 {
        output.act(Command::Camera(CameraCommand::ZoomAt {
            factor: DOUBLE_CLICK_ZOOM,
            at,
        }));
        output.act(Command::Camera(CameraCommand::Settled));
        return;
    }
    if let Some(command) = beyond(at, &targets) {
        output.act(Command::Select(command));
        return;
    }
    let stack = stack_of(&targets);
    output.act(Command::Select(SelectCommand::Click { at, stack }));
}

/// What a click chooses from, each once. Beside a lone mark borders are left out: they run by so many
/// marks that a list would open at every other click.
pub(super) fn stack_of(targets: &[Target]) -> Vec<Subject> {
    let mut stack: Vec<Subject> = Vec::new();
    for target in targets {
        if !stack.contains(&target.subject) {
            stack.push(target.subject);
        }
    }
    let is_border = |subject: &Subject| matches!(subject, Subject::Border(_));
    if stack.iter().filter(|subject| !is_border(subject)).count() == 1 {
        stack.retain(|subject| !is_border(subject));
    }
    stack
}

/// What a click on an edge chip does: the map flies to the one mark that the chip stands for; of
/// several the reader chooses from a list. Nothing where no chip is topmost.
fn beyond(at: ScreenPoint, targets: &[Target]) -> Option<SelectCommand> {
    let is_beyond = |target: &&Target| target.kind == TargetKind::EdgeMark;
    let beyond = targets.iter().take_while(is_beyond);
    let stack: Vec<_> = beyond.map(|target| target.subject).collect();
    match stack.as_slice() {
        [] => None,
        [one] => Some(SelectCommand::Jump(*one)),
        _ => Some(SelectCommand::List { at, stack }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BorderIx, FeatureId};

    #[test]
    fn a_border_beside_a_lone_mark_opens_no_list() {
        let target = |subject: Subject| Target {
            subject,
            kind: TargetKind::Mark,
            at: ScreenPoint::new(0.0, 0.0),
            radius_px: 6.0,
            name: String::new(),
            line: Vec::new(),
        };
        let border = |number| target(Subject::Border(BorderIx(number)));
        let mark = |number| target(Subject::Feature(FeatureId(number)));
        assert_eq!(stack_of(&[mark(1), border(1)]), [mark(1).subject]);
        assert_eq!(stack_of(&[mark(1), mark(1), border(1)]), [mark(1).subject]);
        assert_eq!(stack_of(&[mark(1), mark(2), border(1)]).len(), 3);
        assert_eq!(stack_of(&[border(1), border(2)]).len(), 2);
    }
}
