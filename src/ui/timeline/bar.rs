//! A bar: a widget with a name, solid where its date is sure.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{
    Color32, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, subject};
use super::layout::{Bar, BarEnd};
use crate::atlas::{Atlas, FeatureId, Subject};
use crate::scene::{Color, style::Style};
use crate::session::{Command, SelectCommand, Session};

/// What is left of a bar of other days.
const OUTSIDE: f32 = 0.5;
/// What is left of the others while something is selected.
const UNSELECTED: f32 = 0.55;

/// One bar: hovered with its mark, selected by a click.
pub(super) fn bar_ui(ui: &Ui, view: View<'_>, bar: &Bar, rect: Rect, output: &mut UiOutput<'_>) {
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
        output.hover(what);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        output.act(Command::Select(SelectCommand::Jump(what)));
    }
    response_tip(response, session, bar.ix);
}

fn response_tip(response: Response, session: &Session, ix: FeatureId) {
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
fn named(atlas: &Atlas, ix: FeatureId) -> String {
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
fn legible(ui: &Ui, session: &Session, ix: FeatureId) -> Color32 {
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

/// An end that nobody knows fades over so much of what is seen, logical pixels.
const UNKNOWN_PX: f32 = 14.0;

/// How strength grows from an end inwards: from so much, to all of it after so many pixels.
fn rise(end: BarEnd, width_px: f32) -> (f32, f32) {
    match end {
        BarEnd::Sharp | BarEnd::Open | BarEnd::Beyond => (1.0, 0.0),
        BarEnd::Soft { px, from } => (from, px),
        BarEnd::Unknown => (0.0, width_px.min(UNKNOWN_PX)),
    }
}

/// Where the strength of a bar changes its course, from the left edge, and how strong it is there.
fn strengths(bar: &Bar, width_px: f32) -> Vec<(f32, f32)> {
    let [begin, end] = [bar.begins, bar.ends].map(|end| rise(end, width_px));
    let at = |(from, px): (f32, f32), inwards: f32| {
        if inwards >= px {
            1.0
        } else {
            from + (1.0 - from) * inwards / px
        }
    };
    let slope = |(from, px): (f32, f32)| if px > 0.0 { (1.0 - from) / px } else { 0.0 };
    let (up, down) = (slope(begin), slope(end));
    let crossing = (end.0 - begin.0 + down * width_px) / (up + down);
    let mut places = vec![0.0, begin.1, crossing, width_px - end.1, width_px];
    places.retain(|place| (0.0..=width_px).contains(place));
    places.sort_by(f32::total_cmp);
    let strength = |place: f32| at(begin, place).min(at(end, width_px - place));
    places
        .into_iter()
        .map(|place| (place, strength(place)))
        .collect()
}

/// The bar: solid where the date is sure, fading where it is not, pointed where it goes on.
fn shape(bar: &Bar, rect: Rect, color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    let strengths = strengths(bar, rect.width());
    for &(place, strength) in &strengths {
        for y in [rect.top(), rect.bottom()] {
            mesh.vertices.push(Vertex {
                pos: pos2(rect.left() + place, y),
                uv: WHITE_UV,
                color: color.gamma_multiply(strength),
            });
        }
    }
    for place in 1..strengths.len() as u32 {
        let right = 2 * place;
        mesh.add_triangle(right - 2, right - 1, right);
        mesh.add_triangle(right - 1, right, right + 1);
    }
    let mut shapes = vec![Shape::mesh(mesh)];
    let arrow = |x: f32, way: f32| {
        let half = rect.height() / 2.0 + 0.5;
        let tip = [vec2(0.0, -half), vec2(way * half, 0.0), vec2(0.0, half)];
        let corners = tip.map(|offset| pos2(x, rect.center().y) + offset);
        Shape::convex_polygon(corners.to_vec(), color, Stroke::NONE)
    };
    if bar.begins == BarEnd::Open {
        shapes.push(arrow(rect.left(), -1.0));
    }
    if bar.ends == BarEnd::Open {
        shapes.push(arrow(rect.right(), 1.0));
    }
    Shape::Vec(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(begins: BarEnd, ends: BarEnd) -> Bar {
        Bar {
            ix: FeatureId(0),
            row: 0,
            left_px: 0.0,
            right_px: 100.0,
            begins,
            ends,
            within: true,
            article: true,
        }
    }

    #[test]
    fn a_bar_is_solid_where_it_is_sure_and_never_surer_than_its_date() {
        let soft = |px, from| BarEnd::Soft { px, from };
        let is = |begins, ends| strengths(&bar(begins, ends), 100.0);
        assert_eq!(
            is(BarEnd::Sharp, BarEnd::Beyond).last(),
            Some(&(100.0, 1.0))
        );
        assert!(
            is(BarEnd::Sharp, BarEnd::Open)
                .iter()
                .all(|&(_, strength)| strength >= 1.0)
        );
        let fading = is(soft(20.0, 0.0), BarEnd::Sharp);
        assert_eq!(fading.first(), Some(&(0.0, 0.0)));
        assert!(fading.contains(&(20.0, 1.0)));
        // Of a long fading, a part is seen: it is nowhere solid.
        let part = is(soft(400.0, 0.2), BarEnd::Beyond);
        assert_eq!(part.first(), Some(&(0.0, 0.2)));
        assert!(
            part.iter().all(|&(_, strength)| strength <= 0.4 + 1e-6),
            "{part:?}"
        );
        // Two that meet are strongest where they meet.
        let both = is(soft(80.0, 0.0), soft(80.0, 0.0));
        let most = both
            .iter()
            .map(|&(_, strength)| strength)
            .fold(0.0, f32::max);
        assert!((most - 50.0 / 80.0).abs() < 1e-6, "{both:?}");
    }
}
