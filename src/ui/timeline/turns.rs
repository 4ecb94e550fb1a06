//! The article's turning points: the dated notes of the dossier, each a numbered line through the lanes.

use egui::{Align2, Id, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::scale::TimeScale;
use crate::atlas::date::day_in_words;
use crate::atlas::{Callout, Subject, When};
use crate::session::{Command, SelectCommand, Session};

/// Height of the strip in which numbers and names stand.
pub(super) const STRIP_PX: f32 = 14.0;
/// Radius of a number's disc.
const DISC_PX: f32 = 6.0;
/// Size of numbers and names.
const TYPE_PX: f32 = 10.0;
/// Room between a disc and its name, and between the name and the next disc.
const CLEAR_PX: f32 = 4.0;

/// The turning points in what is seen, and where their numbers stand.
pub(super) struct Turns<'s> {
    all: Vec<Turn<'s>>,
    /// Where numbers and names stand; on the axis there is no room for names.
    pub(super) strip: Rect,
    named: bool,
}

/// A turning point in what is seen.
struct Turn<'s> {
    number: usize,
    callout: &'s Callout,
    /// The day on which it begins, in words.
    day: String,
    x: f32,
}

impl<'s> Turns<'s> {
    /// The dossier's dated notes in what is seen, under `axis` with their names or on it without. Notes that
    /// the program proposes are summaries, and no turning points.
    pub(super) fn of(session: &'s Session, scale: TimeScale, axis: Rect, named: bool) -> Self {
        let all = turns(session, scale);
        let named = named && !all.is_empty();
        let under = pos2(axis.left(), axis.bottom() + 1.0);
        let strip = if named {
            Rect::from_min_max(under, pos2(axis.right(), under.y + STRIP_PX))
        } else {
            axis
        };
        Self { all, strip, named }
    }

    /// Where their numbers stand.
    pub(super) fn discs(&self) -> impl Iterator<Item = Rect> {
        let side = egui::Vec2::splat(2.0 * DISC_PX + 2.0);
        let middles = self.all.iter().map(|turn| self.middle(turn));
        middles.map(move |middle| Rect::from_center_size(middle, side))
    }

    fn middle(&self, turn: &Turn<'_>) -> Pos2 {
        let (left, right) = (self.strip.left() + DISC_PX, self.strip.right() - DISC_PX);
        let x = turn.x.round() + 0.5;
        // A strip narrower than a disc has no room on either side.
        pos2(x.min(right).max(left), self.strip.center().y)
    }

    /// Their numbers and names, and their lines down through `body`.
    pub(super) fn show_ui(&self, ui: &Ui, view: View<'_>, body: Rect, output: &mut UiOutput<'_>) {
        let ink = Ink::of(ui);
        let painter = ui.painter_at(self.strip.union(body));
        for (at, turn) in self.all.iter().enumerate() {
            let line = Stroke::new(1.0, ink.text.gamma_multiply(0.35));
            let down = self.strip.bottom() - 1.0..=body.bottom();
            painter.vline(turn.x.round() + 0.5, down, line);
            if self.named {
                self.name_paint(&painter, view, at, ink);
            }
            disc_ui(ui, turn, self.middle(turn), output);
        }
    }

    /// The name of one of them, where it fits before the next.
    fn name_paint(&self, painter: &egui::Painter, view: View<'_>, at: usize, ink: Ink) {
        let turn = &self.all[at];
        let next = self.all.get(at + 1);
        let next = next.map_or(self.strip.right(), |next| next.x - DISC_PX);
        let names = view.session.view.names;
        let atlas = &view.session.atlas;
        let name = atlas.short_name_in(turn.callout.feature, names);
        let galley = painter.layout_no_wrap(name, theme::sans(TYPE_PX), ink.text);
        let middle = self.middle(turn);
        let left = middle.x + DISC_PX + CLEAR_PX;
        if left + galley.size().x + CLEAR_PX <= next {
            let top = middle.y - galley.size().y / 2.0;
            painter.galley(pos2(left, top), galley, ink.text);
        }
    }
}

/// The number of a turning point: it says what it is, and a click selects the feature.
fn disc_ui(ui: &Ui, turn: &Turn<'_>, middle: Pos2, output: &mut UiOutput<'_>) {
    let ink = Ink::of(ui);
    let what = Subject::Feature(turn.callout.feature);
    let rect = Rect::from_center_size(middle, egui::Vec2::splat(2.0 * DISC_PX + 2.0));
    let response = ui.interact(rect, Id::unique(("turn", turn.number)), Sense::click());
    let words = format!("{}, {}", turn.callout.text, turn.day);
    response.widget_info(|| {
        let name = format!("Turning point {}: {words}", turn.number);
        WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
    });
    let painter = ui.painter();
    painter.circle_filled(middle, DISC_PX, ink.text);
    if response.has_focus() {
        painter.circle_stroke(middle, DISC_PX + 1.5, Stroke::new(2.0, ink.accent));
    }
    painter.text(
        middle,
        Align2::CENTER_CENTER,
        turn.number.to_string(),
        theme::semibold(TYPE_PX),
        ink.ground,
    );
    if response.hovered() || response.has_focus() {
        output.hover(what);
    }
    if response.clicked() {
        output.act(Command::Select(SelectCommand::Jump(what)));
    }
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(words);
}

/// The dossier's dated notes in what is seen, by their days.
fn turns(session: &Session, scale: TimeScale) -> Vec<Turn<'_>> {
    let atlas = &session.atlas;
    let notes = atlas.dossier.callouts.iter().enumerate();
    let dated = notes.filter_map(|(at, callout)| {
        let when = atlas.feature(callout.feature).when.as_ref();
        let day = when.and_then(When::earliest)?;
        let x = scale.x_of(day);
        (scale.left_px..=scale.right_px).contains(&x).then(|| Turn {
            number: at + 1,
            callout,
            day: day_in_words(day),
            x,
        })
    });
    let mut turns: Vec<Turn<'_>> = dated.collect();
    turns.sort_by(|a, b| a.x.total_cmp(&b.x));
    turns
}
