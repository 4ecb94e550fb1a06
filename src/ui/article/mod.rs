//! The article in passages, and below it the card of what is selected.

mod blocks;
mod links;
mod paragraph;
mod passage;
mod source;
mod tabs;

use egui::{Frame, Id, Margin, Panel as Side, Rect, ScrollArea, Ui};

use super::output::UiOutput;
use super::theme::{self, Ink};
use super::{View, card, compare, explore, figures, icons, layers, notices, roles};
use crate::atlas::PassageIx;
use crate::session::{Command, Panel, PanelTab, ReadCommand, ShellCommand};
use passage::PassagePlace;

/// Where in the article's height the passage stands that the map follows.
const READING_LINE: f32 = 1.0 / 3.0;

/// Least space between the end of a passage that was scrolled to and the panel's foot, logical pixels.
const FOOT_PX: f32 = 12.0;

/// Width of the switch for following with its words, logical pixels; with less room, it is its icon.
const FOLLOWING_PX: f32 = 160.0;

/// Where the reader is, as far as the interface must know.
#[derive(Debug, Default)]
pub(super) struct ArticleState {
    /// The last request to scroll that was served.
    served: u64,
    /// Whether the reader's own hand has moved the text since the program did.
    by_hand: bool,
    /// The passage under the reading line.
    read: Option<PassageIx>,
}

/// What each thing that the panel can show keeps from frame to frame.
pub(super) struct Readers<'a> {
    pub(super) article: &'a mut ArticleState,
    pub(super) figures: &'a mut figures::FiguresState,
    pub(super) explore: &'a mut explore::ExploreState,
    pub(super) compare: &'a mut compare::CompareState,
}

/// What has the keyboard while the panel has it.
pub(super) fn focus_id() -> Id {
    Id::unique("fold article")
}

pub(super) fn panel_ui(
    ui: &mut Ui,
    view: View<'_>,
    readers: Readers<'_>,
    output: &mut UiOutput<'_>,
) {
    let Readers {
        article: place,
        figures,
        explore,
        compare: hand,
    } = readers;
    roles::region(ui, "Article, figures and Explore");
    card_panel_ui(ui, view, output);
    head_ui(ui, view, hand, output);
    if let Some(compare) = hand.changes(view) {
        compare::panel_ui(ui, view, compare, hand, output);
        return;
    }
    if view.session.shell.reader == PanelTab::Figures {
        figures::charts_ui(ui, view, figures, output);
        return;
    }
    if view.session.shell.reader == PanelTab::Explore {
        explore::charts_ui(ui, view, explore, output);
        return;
    }
    let visible = ui.available_rect_before_wrap();
    ScrollArea::vertical()
        .id_salt("article text")
        .auto_shrink([false, false])
        .show(ui, |ui| text_ui(ui, view, visible, place, output));
    follow(ui, view, visible, place, output);
}

/// Largest size of the card over the map, logical pixels.
const CARD_PX: [f32; 2] = [340.0, 280.0];

/// Height of the first hint before it is measured, logical pixels.
const HINT_PX: f32 = 112.0;

/// The card of what is selected, at the foot of the panel; the first hint or a line where nothing is.
fn card_panel_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let height = ui.available_height();
    let card = Side::bottom("card")
        .resizable(true)
        .default_size(card_height(view, height))
        .size_range(40.0..=height * 0.75);
    let margin = Frame::NONE.inner_margin(Margin {
        left: 20,
        right: 4,
        top: 0,
        bottom: 4,
    });
    // With nothing selected there is one line: no split to drag.
    if view.session.selected().is_some() {
        card.frame(margin).show(ui, |ui| {
            roles::region(ui, "Selection");
            card::card_ui(ui, view, output);
        });
    } else if let Some((index, hint)) = view.session.shell.hint() {
        Side::bottom("first hint")
            .resizable(false)
            .default_size(HINT_PX)
            .frame(margin)
            .show(ui, |ui| notices::hint_ui(ui, index, hint, output));
    } else {
        Side::bottom("no card")
            .exact_size(40.0)
            .frame(margin)
            .show(ui, card::nothing_ui);
    }
}

/// Whether the panel has room for the first hint, so that it lies over no mark: where nothing is selected
/// and the panel is open.
pub(super) fn holds_hint(view: View<'_>) -> bool {
    view.session.shell.open(Panel::Article) && view.session.selected().is_none()
}

/// The card of what is selected in a corner of the map, while the panel is folded. It keeps to the
/// side of the map on which the mark is not.
pub(super) fn card_over_map_ui(ui: &Ui, view: View<'_>, map: Rect, output: &mut UiOutput<'_>) {
    let Some(what) = view.session.selected() else {
        return;
    };
    let size = egui::vec2(
        // The mark that was jumped to stands in the middle of the map.
        CARD_PX[0].min(map.width() * 0.5 - 56.0).max(0.0),
        CARD_PX[1].min(map.height() * 0.5),
    );
    let target = view.scene.targets.of(what);
    let at_right = target.is_some_and(|it| it.at.x_px as f32 > map.width() / 2.0);
    let margin = egui::vec2(12.0, 12.0);
    let (corner, pivot) = if at_right {
        let corner = map.left_bottom() + egui::vec2(margin.x, -margin.y);
        (corner, egui::Align2::LEFT_BOTTOM)
    } else {
        (map.right_bottom() - margin, egui::Align2::RIGHT_BOTTOM)
    };
    egui::Area::new(Id::unique("card over the map"))
        .order(egui::Order::Middle)
        .pivot(pivot)
        .fixed_pos(corner)
        .show(ui.ctx(), |ui| {
            let margin = Margin {
                left: 16,
                right: 4,
                top: 0,
                bottom: 4,
            };
            let frame = Frame::popup(ui.style()).inner_margin(margin);
            frame.show(ui, |ui| {
                ui.set_min_size(size);
                ui.set_max_size(size);
                card::card_ui(ui, view, output);
            });
        });
}

fn card_height(view: View<'_>, height: f32) -> f32 {
    if view.session.selected().is_some() {
        height * 0.46
    } else {
        40.0
    }
}

/// The panel's name, the switch for following, and what folds the panel.
fn head_ui(
    ui: &mut Ui,
    view: View<'_>,
    hand: &mut compare::CompareState,
    output: &mut UiOutput<'_>,
) {
    let margin = Margin {
        left: 20,
        right: 4,
        top: 8,
        bottom: 0,
    };
    Frame::NONE.inner_margin(margin).show(ui, |ui| {
        if layers::head_ui(ui, "", focus_id(), "Fold the article away") {
            output.act(Command::Shell(ShellCommand::TogglePanel(Panel::Article)));
        }
        let row = ui.min_rect();
        let left = tabs::tabs_ui(ui, view, row, hand, output);
        let reads = view.session.shell.reader == PanelTab::Article && hand.changes(view).is_none();
        if reads {
            following_ui(ui, view, left, row, output);
        }
    });
}

/// The switch for following, in what is left of the `row` from `left` on.
fn following_ui(ui: &mut Ui, view: View<'_>, left: f32, row: Rect, output: &mut UiOutput<'_>) {
    const NAME: &str = "Map follows the text";
    let following = view.session.reading.following;
    let right = row.right() - 36.0;
    let (text, width) = if right - left < FOLLOWING_PX {
        (icons::BOOK_OPEN.to_owned(), 28.0)
    } else {
        (format!("{}  {NAME}", icons::BOOK_OPEN), FOLLOWING_PX)
    };
    let ink = Ink::of(ui);
    let color = if following { ink.text } else { ink.muted };
    let text = egui::RichText::new(text)
        .size(theme::size::SMALL)
        .color(color);
    let fill = if following {
        ink.deep_wash
    } else {
        egui::Color32::TRANSPARENT
    };
    let at = Rect::from_min_max(
        egui::pos2(right - width, row.top() + 2.0),
        egui::pos2(right, row.top() + 26.0),
    );
    let response = ui.put(at, egui::Button::new(text).fill(fill));
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, following, NAME)
    });
    let tip = if following {
        "The map shows what the passage you read names. Moving the map ends it."
    } else {
        "Show on the map what the passage you read names"
    };
    if response.on_hover_text(tip).clicked() {
        output.act(Command::Read(ReadCommand::Follow(!following)));
    }
}

fn text_ui(
    ui: &mut Ui,
    view: View<'_>,
    visible: Rect,
    place: &mut ArticleState,
    output: &mut UiOutput<'_>,
) {
    let reading = &view.session.reading;
    let mut target = None;
    let mut read = None;
    let line_y = visible.top() + visible.height() * READING_LINE;
    ui.spacing_mut().item_spacing.y = 0.0;
    for place in blocks::blocks_ui(ui, view, output) {
        if reading.passage == Some(place.ix) {
            target = Some(place);
        }
        if place.rect.top() <= line_y {
            read = Some(place.ix);
        }
    }
    ui.add_space(48.0);
    place.read = read;
    if place.served != reading.scroll_serial {
        place.served = reading.scroll_serial;
        place.by_hand = false;
        if let Some(target) = target {
            scroll_to(ui, view, target);
        }
    }
}

/// Scrolls a passage into sight: a third of the way down, where the eye reads and where the map follows; higher
/// where its end would lie below the panel's foot. Of a passage that is longer than the panel, the link to what is
/// selected is in sight.
fn scroll_to(ui: &Ui, view: View<'_>, PassagePlace { rect, link, .. }: PassagePlace) {
    let animation = if view.session.shell.reduced_motion {
        egui::style::ScrollAnimation::none()
    } else {
        egui::style::ScrollAnimation::duration(0.3)
    };
    let height = ui.clip_rect().height();
    let room = height - FOOT_PX;
    let at_line = (height * READING_LINE - 24.0).max(0.0);
    let in_full = (room - rect.height()).max(FOOT_PX);
    let above = at_line.min(in_full);
    let above = link.map_or(above, |link| above.min(room - (link.bottom() - rect.top())));
    let rect = Rect::from_min_max(rect.min - egui::vec2(0.0, above), rect.max);
    ui.scroll_to_rect_animation(rect, Some(egui::Align::TOP), animation);
}

/// While the map follows, the passage under the reading line is told: only
/// where the reader's hand brought it there, never after a jump of the program's.
fn follow(
    ui: &Ui,
    view: View<'_>,
    visible: Rect,
    place: &mut ArticleState,
    output: &mut UiOutput<'_>,
) {
    let moved = ui.input(|input| input.smooth_scroll_delta().y != 0.0 || input.pointer.any_down());
    if moved && ui.rect_contains_pointer(visible) {
        place.by_hand = true;
    }
    let reading = &view.session.reading;
    if reading.following
        && place.by_hand
        && let Some(passage) = place
            .read
            .filter(|&passage| reading.passage != Some(passage))
    {
        output.act(Command::Read(ReadCommand::ScrolledTo(passage)));
    }
}
