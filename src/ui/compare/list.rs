//! What began, ended, moved or changed, each a line that selects it.

use egui::{CollapsingHeader, Label, RichText, Ui};

use super::super::output::UiOutput;
use super::super::theme::{self, Ink};
use super::super::{View, subject};
use crate::atlas::{Atlas, Feature, FeatureId, Subject};
use crate::session::viewpoint::{Compare, Viewpoint};
use crate::session::{Change, ChangeKind, Changes, Command, SelectCommand};

/// Lines of a list that are shown at most: more would be read by nobody.
const MOST: usize = 300;

/// The changes, worked out anew only where what they depend on has changed.
#[derive(Debug, Default)]
pub(super) struct ListState {
    of: Option<(usize, Viewpoint)>,
    changes: Changes,
}

impl ListState {
    fn changes(&mut self, view: View<'_>, compare: Compare) -> &Changes {
        let session = view.session;
        // Neither the camera nor the divider moves a feature from list to list.
        let of = Viewpoint {
            camera: crate::session::viewpoint::home_camera(&session.atlas, 1.0, 1.0),
            compare: Some(compare.divided_at(0.5)),
            selected: None,
            hovered: None,
            ..session.view.clone()
        };
        let of = Some((std::sync::Arc::as_ptr(&session.atlas) as usize, of));
        if self.of != of {
            self.changes = session.changes().unwrap_or_default();
            self.of = of;
        }
        &self.changes
    }
}

pub(super) fn list_ui(
    ui: &mut Ui,
    view: View<'_>,
    compare: Compare,
    kept: &mut ListState,
    output: &mut UiOutput<'_>,
) {
    let changes = kept.changes(view, compare);
    ui.spacing_mut().item_spacing.y = 0.0;
    for kind in ChangeKind::ALL {
        let count = changes.of_kind(kind).count();
        if count > 0 {
            heading_ui(ui, &format!("{}  {count}", kind.words()));
        }
        for change in changes.of_kind(kind).take(MOST) {
            change_ui(ui, view, change, output);
        }
        more_ui(ui, count);
    }
    if changes.all.is_empty() {
        ui.add_space(12.0);
        ui.weak("Nothing began, ended, moved or changed.");
    }
    ui.add_space(10.0);
    let still = format!("{} on both sides", changes.still.len());
    rest_ui(ui, view, "still", &still, &changes.still, output);
    let (count, shown) = (changes.undated.len(), view.session.view.time.undated);
    let have = if count == 1 { "has" } else { "have" };
    let undated = if shown {
        format!("{count} {have} no date, shown on both sides")
    } else {
        format!("{count} {have} no date, hidden on both sides")
    };
    rest_ui(ui, view, "undated", &undated, &changes.undated, output);
    let other = format!("{} of other days", changes.other.len());
    rest_ui(ui, view, "other", &other, &changes.other, output);
}

fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(12.0);
    let color = Ink::of(ui).muted;
    let font = theme::semibold(theme::size::SMALL);
    ui.label(RichText::new(text).font(font).color(color));
    ui.add_space(2.0);
}

fn more_ui(ui: &mut Ui, count: usize) {
    if let Some(more) = count.checked_sub(MOST).filter(|&more| more > 0) {
        ui.weak(format!("and {more} more: hide layers or choose fewer days"));
    }
}

/// What is the same on both sides, folded away under its count.
fn rest_ui(
    ui: &mut Ui,
    view: View<'_>,
    id: &str,
    words: &str,
    features: &[FeatureId],
    output: &mut UiOutput<'_>,
) {
    if features.is_empty() {
        return;
    }
    let text = RichText::new(words).small().color(Ink::of(ui).muted);
    CollapsingHeader::new(text).id_salt(id).show(ui, |ui| {
        for &ix in features.iter().take(MOST) {
            line_ui(ui, view, ix, output);
        }
        more_ui(ui, features.len());
    });
}

/// A difference: its name, and under it when and how.
fn change_ui(ui: &mut Ui, view: View<'_>, change: &Change, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    line_ui(ui, view, change.what, output);
    let feature = atlas.feature(change.what);
    words_ui(ui, &said(feature));
    for &heir in &change.into {
        let words = became(atlas, feature, heir);
        words_ui(ui, &words);
        line_ui(ui, view, heir, output);
        words_ui(ui, &said(atlas.feature(heir)));
    }
}

/// When it was, and its status where it has one: "2001 – 2 July 2021 · former".
fn said(feature: &Feature) -> String {
    let when = feature.when.as_ref();
    let when = when.map_or_else(|| "no date".to_owned(), crate::atlas::When::words);
    match feature.status {
        Some(status) => format!("{when} \u{b7} {}", status.id()),
        None => when,
    }
}

/// How one thing follows from another: "goes on, active and not former, as".
fn became(atlas: &Atlas, what: &Feature, heir: FeatureId) -> String {
    let heir = atlas.feature(heir);
    match (what.status, heir.status) {
        (Some(was), Some(is)) if was != is => {
            format!("goes on, {} then and {} now, as", was.id(), is.id())
        }
        _ => "goes on as".to_owned(),
    }
}

fn words_ui(ui: &mut Ui, words: &str) {
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        ui.add_space(8.0 + subject::SYMBOL_PX + 8.0);
        let text = RichText::new(words).small().color(Ink::of(ui).muted);
        ui.add(Label::new(text).wrap());
    });
}

fn line_ui(ui: &mut Ui, view: View<'_>, ix: FeatureId, output: &mut UiOutput<'_>) {
    let what = Subject::Feature(ix);
    let selected = view.session.selected() == Some(what);
    let response = subject::line_ui(ui, view, what, selected, output);
    if response.hovered() {
        output.hover(what);
    }
    if response.clicked() {
        output.act(Command::Select(SelectCommand::Jump(what)));
    }
}
