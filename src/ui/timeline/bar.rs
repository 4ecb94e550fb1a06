//! A bar: a widget with a name, solid where its date is sure.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{
    Color32, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::reply::Reply;
use super::super::theme::{self, Ink};
use super::super::{View, subject};
use super::layout::{Bar, End};
use crate::atlas::{Atlas, FeatureIx, Subject};
use crate::scene::{Color, style::Style};
use crate::session::{Action, SelectAction, Session};

/// What is left of a bar of other days.
const OUTSIDE: f32 = 0.5;
/// What is left of the others while something is selected.
const UNSELECTED: f32 = 0.55;

/// One bar: hovered with its mark, selected by a click.
pub(super) fn bar_ui(ui: &Ui, view: View<'_>, bar: &Bar, rect: Rect, reply: &mut Reply<'_>) {
    let session = view.session;
    let what = Subject::Feature(bar.ix);
    let response = ui.interact(rect, Id::unique(("bar", bar.ix)), Sense::click());
    let selected = session.selected() == Some(what);
    let hovered = session.view.hovered == Some(what);
    let name = named(&session.atlas, bar.ix);
    response
        .widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, selected, &name));
    bar_paint(
        ui,
        session,
        bar,
        rect,
        selected,
        hovered || response.has_focus(),
    );
    if response.hovered() || response.has_focus() {
        reply.hover(what);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        reply.act(Action::Select(SelectAction::Jump(what)));
    }
    response_tip(response, session, bar.ix);
}

fn response_tip(response: Response, session: &Session, ix: FeatureIx) {
    response.on_hover_ui(|ui| {
        let feature = session.atlas.feature(ix);
        ui.label(egui::RichText::new(&feature.name).font(theme::semibold(theme::size::BODY)));
        if let Some(when) = &feature.when {
            ui.label(when.words());
        }
        if let Some(note) = &feature.notes.when {
            ui.label(egui::RichText::new(note).small().color(Ink::of(ui).muted));
        }
    });
}

/// "Fall of Kabul, 15 August 2021"
fn named(atlas: &Atlas, ix: FeatureIx) -> String {
    let feature = atlas.feature(ix);
    let when = feature.when.as_ref().map(crate::atlas::When::words);
    format!("{}, {}", feature.name, when.unwrap_or_default())
}

fn bar_paint(ui: &Ui, session: &Session, bar: &Bar, rect: Rect, selected: bool, hovered: bool) {
    let ink = Ink::of(ui);
    let strength = if selected || hovered {
        1.0
    } else if !bar.within {
        OUTSIDE
    } else if session.selected().is_some() {
        UNSELECTED
    } else {
        1.0
    };
    let color = legible(ui, session, bar.ix).gamma_multiply(strength);
    if selected || hovered {
        let (width, color) = if selected {
            (2.0, ink.accent)
        } else {
            (1.5, ink.text)
        };
        ui.painter().rect_stroke(
            rect.expand(1.0),
            2.0,
            Stroke::new(width, color),
            StrokeKind::Outside,
        );
    }
    ui.painter().add(shape(bar, rect, color));
}

/// The colour of a mark as the map draws its lines in this theme.
fn legible(ui: &Ui, session: &Session, ix: FeatureIx) -> Color32 {
    let own = subject::colour(ui, &session.atlas, Subject::Feature(ix));
    let own = Color {
        r: own.r(),
        g: own.g(),
        b: own.b(),
        a: 255,
    };
    let shown = Style::of(subject::map_theme(ui)).legible(own);
    Color32::from_rgb(shown.r, shown.g, shown.b)
}

/// The bar: solid where the date is sure, fading where it is not, pointed where it goes on.
fn shape(bar: &Bar, rect: Rect, color: Color32) -> Shape {
    let fade = |end: End| match end {
        End::Soft(px) => px.min(rect.width()),
        _ => 0.0,
    };
    let (mut from, mut to) = (
        rect.left() + fade(bar.begins),
        rect.right() - fade(bar.ends),
    );
    if from > to {
        let middle = f32::midpoint(from, to);
        (from, to) = (middle, middle);
    }
    let none = Color32::TRANSPARENT;
    let at = |soft: bool| if soft { none } else { color };
    let (begins, ends) = (
        at(matches!(bar.begins, End::Soft(_) | End::Unknown)),
        at(matches!(bar.ends, End::Soft(_) | End::Unknown)),
    );
    // An end that nobody knows fades over a little of what is seen.
    let unknown = |end: End| {
        if end == End::Unknown {
            rect.width().min(14.0)
        } else {
            0.0
        }
    };
    let from = from + unknown(bar.begins);
    let to = (to - unknown(bar.ends)).max(from.min(to));
    let mut mesh = Mesh::default();
    for (x, color) in [
        (rect.left(), begins),
        (from, color),
        (to, color),
        (rect.right(), ends),
    ] {
        for y in [rect.top(), rect.bottom()] {
            mesh.vertices.push(Vertex {
                pos: pos2(x, y),
                uv: WHITE_UV,
                color,
            });
        }
    }
    for left in [0, 2, 4] {
        mesh.add_triangle(left, left + 1, left + 2);
        mesh.add_triangle(left + 1, left + 2, left + 3);
    }
    let mut shapes = vec![Shape::mesh(mesh)];
    let arrow = |x: f32, way: f32| {
        let half = rect.height() / 2.0 + 0.5;
        let tip = [vec2(0.0, -half), vec2(way * half, 0.0), vec2(0.0, half)];
        let corners = tip.map(|offset| pos2(x, rect.center().y) + offset);
        Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE)
    };
    if bar.begins == End::Open {
        shapes.push(arrow(rect.left(), -1.0));
    }
    if bar.ends == End::Open {
        shapes.push(arrow(rect.right(), 1.0));
    }
    Shape::Vec(shapes)
}
