//! The list of what stands at one place, at the pointer.

use egui::{Id, Key, Modifiers, Pos2, RichText, Ui, Vec2, vec2};

use super::super::output::UiOutput;
use super::super::{View, card, presses, roles, subject, theme};
use super::{Local, REACH_PX, clear, pos_of};
use crate::atlas::{Subject, group_thousands};
use crate::earth::{LonLat, ScreenPoint};
use crate::scene::town_at;
use crate::session::{Command, PickList, SelectCommand};

/// Width of the list, logical pixels.
const WIDTH_PX: f32 = 304.0;
/// Space between the click and the list: a second click there must reach the map.
const GAP_PX: f32 = 12.0;

/// Height of a line and of a group's name, about, until the list was shown once, logical pixels.
const LINE_PX: f32 = 26.0;

/// Which line of the list the keyboard stands on.
#[derive(Debug, Default)]
pub(super) struct Choice {
    list: Option<PickList>,
    line: Option<usize>,
    /// How large the list was when it was last shown.
    size: Option<Vec2>,
}

impl Choice {
    pub(super) fn picks_ui(
        &mut self,
        ui: &Ui,
        view: View<'_>,
        local: Local,
        output: &mut UiOutput<'_>,
    ) {
        let Some(picks) = &view.session.picks else {
            self.list = None;
            return;
        };
        if self.list.as_ref() != Some(picks) {
            self.list = Some(picks.clone());
            self.line = None;
            self.size = None;
        }
        let map = clear::map_rect(view, local);
        let stack = grouped(view, &picks.stack);
        self.keys(ui, &stack, output);
        let shown = egui::Area::new(Id::unique("pick list"))
            .order(egui::Order::Foreground)
            .fixed_pos(self.corner(view, local, picks))
            .constrain_to(map.shrink(8.0))
            .show(ui.ctx(), |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(WIDTH_PX);
                    let font = theme::semibold(theme::size::BODY);
                    ui.label(RichText::new(heading(view, local, picks)).font(font));
                    ui.add_space(2.0);
                    egui::ScrollArea::vertical()
                        .max_height((map.height() - 48.0).clamp(96.0, 360.0))
                        .show(ui, |ui| {
                            roles::list(ui, "What is here", |ui| {
                                self.lines_ui(ui, view, &stack, output);
                            });
                            more_ui(ui, view, picks);
                            together_ui(ui, view, &stack);
                        });
                });
            });
        self.size = Some(shown.response.rect.size());
    }

    /// The list's upper left corner: beside the click, clear of the names that it speaks of.
    fn corner(&self, view: View<'_>, local: Local, picks: &PickList) -> Pos2 {
        let about = || vec2(WIDTH_PX, LINE_PX * (picks.stack.len() + 2) as f32);
        let size = self.size.unwrap_or_else(about);
        let away = Vec2::splat(GAP_PX);
        clear::beside(view, local, local.pos(picks.at), size, away).min
    }

    fn lines_ui(&self, ui: &mut Ui, view: View<'_>, stack: &[Subject], output: &mut UiOutput<'_>) {
        let mut group = None;
        for (line, &what) in stack.iter().enumerate() {
            let name = subject::group_name(view.session, what);
            if group.as_ref() != Some(&name) {
                if group.is_some() {
                    ui.add_space(4.0);
                }
                ui.weak(RichText::new(&name).small());
                group = Some(name);
            }
            let selected = self
                .line
                .map_or(view.session.selected() == Some(what), |at| at == line);
            let response =
                roles::item(ui, |ui| subject::entry_ui(ui, view, what, selected, output));
            if response.hovered() {
                output.hover(what);
            }
            if response.clicked() {
                output.act(Command::Select(SelectCommand::FromPickList(what)));
            }
        }
        if let Some(&what) = self.line.and_then(|line| stack.get(line)) {
            output.hover(what);
        }
    }

    fn keys(&mut self, ui: &Ui, stack: &[Subject], output: &mut UiOutput<'_>) {
        for _ in 0..presses(ui, Modifiers::NONE, Key::ArrowDown) {
            self.line = Some(self.line.map_or(0, |line| (line + 1) % stack.len()));
        }
        for _ in 0..presses(ui, Modifiers::NONE, Key::ArrowUp) {
            self.line = Some(self.line.map_or(stack.len() - 1, |line| {
                (line + stack.len() - 1) % stack.len()
            }));
        }
        if let Some(&what) = self.line.and_then(|line| stack.get(line))
            && presses(ui, Modifiers::NONE, Key::Enter) > 0
        {
            output.act(Command::Select(SelectCommand::FromPickList(what)));
        }
    }
}

/// "Dushanbe: 8 marks"; without the town where the marks stand at none.
fn heading(view: View<'_>, local: Local, picks: &PickList) -> String {
    let count = picks.stack.len() + more(view, picks.at, &picks.stack);
    let count = group_thousands(count as f64);
    let marks = |what: &Subject| matches!(what, Subject::Feature(_));
    if !picks.stack.iter().all(marks) {
        return format!("{count} here");
    }
    let session = view.session;
    let place = picks
        .stack
        .first()
        .and_then(|&top| session.atlas.anchor(top));
    // What an edge chip lists stands at many places beyond the map.
    let map = clear::map_rect(view, local);
    let in_view =
        |place: &LonLat| pos_of(session, local, *place).is_some_and(|at| map.contains(at));
    let town = place
        .filter(in_view)
        .and_then(|place| town_at(&session.atlas, &session.view, place));
    match town {
        Some(town) => format!("{town}: {count} marks"),
        None => format!("{count} marks"),
    }
}

/// How many rows of large layers stand at a place beside those of a stack.
pub(super) fn more(view: View<'_>, at: ScreenPoint, stack: &[Subject]) -> usize {
    let listed = |what: &&Subject| view.scene.targets.looks_up(**what);
    let listed = stack.iter().filter(listed).count();
    if listed == 0 {
        return 0;
    }
    let all = view.scene.targets.rows_at(at, REACH_PX);
    all.saturating_sub(listed)
}

/// Says how many rows of large layers stand there beside those that are listed.
fn more_ui(ui: &mut Ui, view: View<'_>, picks: &PickList) {
    let more = more(view, picks.at, &picks.stack);
    if more > 0 {
        let number = group_thousands(more as f64);
        ui.weak(RichText::new(format!("and {number} more here: zoom in for them")).small());
    }
}

/// What the numbers of the stack come to, where several count the same.
fn together_ui(ui: &mut Ui, view: View<'_>, stack: &[Subject]) {
    let features = stack.iter().filter_map(|what| match what {
        Subject::Feature(id) => Some(*id).filter(|&id| view.session.atlas.held(id).is_some()),
        Subject::Border(_) | Subject::Country(_) => None,
    });
    let features: Vec<_> = features.collect();
    for said in card::together(&view.session.atlas, &features) {
        ui.add_space(6.0);
        ui.add(egui::Label::new(RichText::new(said).small()).wrap());
    }
}

/// The stack with each layer's marks together, in the order of their topmost.
fn grouped(view: View<'_>, stack: &[Subject]) -> Vec<Subject> {
    let names: Vec<String> = stack
        .iter()
        .map(|&what| subject::group_name(view.session, what))
        .collect();
    let mut order: Vec<usize> = (0..stack.len()).collect();
    order.sort_by_key(|&line| names.iter().position(|name| *name == names[line]));
    order.into_iter().map(|line| stack[line]).collect()
}
