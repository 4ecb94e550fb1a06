//! Which evidence is shown: a row for each kind that occurs, as the map draws it, with its count.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Align, Align2, Id, Layout, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, icons, subject};
use crate::atlas::{Atlas, Evidence, Facet};
use crate::earth::ScreenPoint;
use crate::scene;
use crate::session::viewpoint::{AttributeFilter, EvidenceFilter, LayerState, TimeFilter};
use crate::session::{Command, FilterCommand, Session};

/// Height of a row, logical pixels.
const ROW_PX: f32 = 22.0;
/// Side of a tick's box, logical pixels.
const TICK_PX: f32 = 13.0;
/// Values that a facet lists before it offers the rest.
const FIRST: usize = 8;

/// Where it is kept whether the section is open.
fn open_id() -> Id {
    Id::unique("the filter is open")
}

/// Counts, kept until what they depend on changes.
#[derive(Debug, Default)]
pub(super) struct FilterState {
    made_for: Option<(Arc<Atlas>, CountedFor)>,
    counts: BTreeMap<Evidence, usize>,
}

/// What the counts depend on beside their atlas.
#[derive(Debug, PartialEq)]
struct CountedFor {
    layers: Vec<LayerState>,
    time: TimeFilter,
    evidence: EvidenceFilter,
    attributes: AttributeFilter,
}

impl FilterState {
    fn keep_up(&mut self, session: &Session) {
        let view = &session.view;
        let key = CountedFor {
            layers: view.layers.clone(),
            time: view.time,
            evidence: view.evidence.clone(),
            attributes: view.attributes.clone(),
        };
        let still = self.made_for.as_ref().is_some_and(|(atlas, made_for)| {
            Arc::ptr_eq(atlas, &session.atlas) && *made_for == key
        });
        if !still {
            self.counts = view.evidence_counts(&session.atlas);
            self.made_for = Some((Arc::clone(&session.atlas), key));
        }
    }
}

/// The filter in a few words: "Everything", "2 filters".
fn summary(filter: &EvidenceFilter) -> String {
    match filter.narrowed() {
        0 => "Everything".to_owned(),
        1 => "1 filter".to_owned(),
        narrowed => format!("{narrowed} filters"),
    }
}

pub(super) fn filter_ui(
    ui: &mut Ui,
    view: View<'_>,
    kept: &mut FilterState,
    output: &mut UiOutput<'_>,
) {
    let session = view.session;
    // Where nothing differs there is nothing to choose.
    if Facet::ALL
        .into_iter()
        .all(|facet| values(session, facet).len() < 2)
    {
        return;
    }
    let mut open = ui
        .data(|data| data.get_temp::<bool>(open_id()))
        .unwrap_or(false);
    ui.add_space(16.0);
    if head_ui(ui, session, open, output) {
        open = !open;
        ui.data_mut(|data| data.insert_temp(open_id(), open));
    }
    if !open {
        return;
    }
    kept.keep_up(session);
    for facet in Facet::ALL {
        if values(session, facet).len() > 1 {
            facet_ui(ui, view, facet, &kept.counts, output);
        }
    }
}

fn values(session: &Session, facet: Facet) -> Vec<&Evidence> {
    let known = session.atlas.evidence().iter();
    known.filter(|value| value.facet() == facet).collect()
}

/// The section's head: what the filter does, and at the right what clears it; whether it was clicked.
fn head_ui(ui: &mut Ui, session: &Session, open: bool, output: &mut UiOutput<'_>) -> bool {
    let ink = Ink::of(ui);
    let summary = summary(&session.view.evidence);
    let narrows = session.view.evidence.narrows();
    let mut clicked = false;
    ui.horizontal(|ui| {
        let caret = if open {
            icons::CARET_DOWN
        } else {
            icons::CARET_RIGHT
        };
        let color = if narrows { ink.text } else { ink.muted };
        let text = RichText::new(format!("{caret}  Filter  {summary}"));
        let head = ui.add(egui::Button::new(text.small().color(color)).frame(false));
        head.widget_info(|| {
            WidgetInfo::selected(Role::Button, true, open, format!("Filter: {summary}"))
        });
        let words = session.view.evidence.words(&session.atlas);
        let tip = words.unwrap_or_else(|| "Choose marks by what stands behind them".to_owned());
        clicked = head.on_hover_text(tip).clicked();
        if narrows {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if small_ui(ui, "clear", "Clear the filter") {
                    output.act(Command::Filter(FilterCommand::Clear));
                }
            });
        }
    });
    clicked
}

/// A word that can be clicked; whether it was.
fn small_ui(ui: &mut Ui, text: &str, name: &str) -> bool {
    let ink = Ink::of(ui);
    let button = egui::Button::new(RichText::new(text).small().color(ink.muted));
    let response = ui.add(button.frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let response = response.on_hover_text(name);
    if response.hovered() || response.has_focus() {
        let rect = response.rect;
        let stroke = egui::Stroke::new(1.0, ink.muted);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 1.0, stroke);
    }
    response.clicked()
}

fn facet_ui(
    ui: &mut Ui,
    view: View<'_>,
    facet: Facet,
    counts: &BTreeMap<Evidence, usize>,
    output: &mut UiOutput<'_>,
) {
    let ink = Ink::of(ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        ui.label(RichText::new(facet.words()).small().color(ink.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if small_ui(ui, "none", &format!("Hide every {}", facet.id())) {
                output.act(Command::Filter(FilterCommand::None(facet)));
            }
            if small_ui(ui, "all", &format!("Show every {}", facet.id())) {
                output.act(Command::Filter(FilterCommand::All(facet)));
            }
        });
    });
    let values = values(view.session, facet);
    let all_id = Id::unique(("every value of", facet.id()));
    let long = values.len() > FIRST + 1;
    let all = !long || ui.data(|data| data.get_temp(all_id)).unwrap_or(false);
    let shown = if all { values.len() } else { FIRST };
    for value in &values[..shown] {
        let count = counts.get(value).copied().unwrap_or(0);
        row_ui(ui, view, value, count, output);
    }
    if !all {
        let rest = values.len() - FIRST;
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            let name = format!("{rest} more values of {}", facet.id());
            if small_ui(ui, &format!("{rest} more"), &name) {
                ui.data_mut(|data| data.insert_temp(all_id, true));
            }
        });
    }
}

fn row_ui(ui: &mut Ui, view: View<'_>, value: &Evidence, count: usize, output: &mut UiOutput<'_>) {
    let session = view.session;
    let ticked = session.view.evidence.ticks(value);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::hover());
    let id = Id::unique(("evidence", value.facet().id(), value.id()));
    let response = ui.interact(rect, id, Sense::click());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let word = value.word(&session.atlas);
    response.widget_info(|| {
        let name = format!("{} {word}, {count}", value.facet().id());
        WidgetInfo::selected(Role::CheckBox, true, ticked, name)
    });
    let lit = response.hovered() || response.has_focus();
    row_paint(ui, view, value, (rect, lit, ticked), output);
    let ink = Ink::of(ui);
    let at = pos2(rect.right() - 4.0, rect.center().y);
    let font = theme::sans(theme::size::SMALL);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, count.to_string(), font, ink.muted);
    let alone = ui.input(|input| input.modifiers.alt);
    if response.clicked() {
        output.act(Command::Filter(if alone {
            FilterCommand::Only(value.clone())
        } else {
            FilterCommand::Tick {
                value: value.clone(),
                shown: !ticked,
            }
        }));
    }
    let meaning = value.meaning(&session.atlas);
    response.on_hover_text(format!(
        "{word}: {meaning}.\nAlt and a click shows it alone."
    ));
}

/// The tick, the swatch and the word of a row.
fn row_paint(
    ui: &Ui,
    view: View<'_>,
    value: &Evidence,
    (rect, lit, ticked): (Rect, bool, bool),
    output: &mut UiOutput<'_>,
) {
    let ink = Ink::of(ui);
    let y = rect.center().y;
    if lit {
        ui.painter().rect_filled(rect, 4.0, ink.wash);
    }
    let tick = Rect::from_center_size(pos2(rect.left() + 16.0, y), vec2(TICK_PX, TICK_PX));
    let stroke = egui::Stroke::new(1.0, ink.muted);
    ui.painter()
        .rect_stroke(tick, 2.0, stroke, egui::StrokeKind::Inside);
    if ticked {
        let font = theme::sans(11.0);
        ui.painter().text(
            tick.center(),
            Align2::CENTER_CENTER,
            icons::CHECK,
            font,
            ink.text,
        );
    }
    let [width, height] = scene::SWATCH_PX;
    let middle = ScreenPoint::new(width / 2.0, height / 2.0);
    let session = view.session;
    let (theme, vision) = (subject::map_theme(ui), session.view.vision);
    let items = scene::evidence_swatch(&session.atlas, value, theme, vision, middle);
    let swatch = Rect::from_center_size(
        pos2(tick.right() + 4.0 + width as f32 / 2.0, y),
        vec2(width as f32, height as f32),
    );
    output.paint(ui, &items, swatch.min);
    let color = if ticked { ink.text } else { ink.muted };
    let font = theme::sans(theme::size::SMALL);
    let at = pos2(swatch.right() + 4.0, y);
    let clip = Rect::from_min_max(rect.min, pos2(rect.right() - 28.0, rect.bottom()));
    let word = value.word(&session.atlas);
    ui.painter_at(clip.intersect(ui.clip_rect()))
        .text(at, Align2::LEFT_CENTER, word, font, color);
}
