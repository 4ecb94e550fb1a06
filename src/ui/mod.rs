//! The window: what the session and the scene say, laid out, and what the reader does with it, as actions.
//!
//! [`show`] reads a [`Session`] and cannot change it: whatever the
//! reader does comes back as [`Command`]s in [`FrameOutput`]. The map's place in the
//! painting order comes back too, as a [`MapSlot`]: the program applies the
//! actions, composes the scene anew and fills the slot in the same frame, so
//! that a drag never lags a frame behind the hand.
//!
//! What the interface keeps for itself, in egui's memory, is what ends with a
//! gesture or a keystroke: a drag that is under way, text in a field that was
//! not entered yet. Nothing here touches files, the clock or the network.

pub mod article;
pub mod card;
mod choices;
mod citation;
pub mod commands;
mod compare;
mod coordinates;
mod drop;
mod explore;
mod faults;
mod figures;
pub mod find;
#[rustfmt::skip]
pub mod icons;
mod jobs;
mod layers;
mod map;
mod measure;
mod menus;
mod notices;
mod off_map;
mod output;
mod roles;
mod sheets;
mod slots;
mod status;
mod story;
mod subject;
mod table;
pub mod theme;
mod ticks;
pub mod timeline;
mod web;

pub use jobs::{RowsJob, RowsWaiter};
pub use map::MapSlot;
pub use slots::PreviewSlot;

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel as Side, ThemePreference, Ui};

use crate::render::to_egui::Painter;
use crate::scene::Scene;
use crate::session::{Command, InterfaceTheme, Panel, Session, ShellCommand};
use commands::{Offer, OfferChosen};
use faults::{over_ui, part_ui};
use output::{Faults, UiOutput};

/// Below this width of the window, logical pixels, its panels fold by themselves. A screen of 1920
/// pixels at 200 % is 960 wide, which leaves the map less than half beside both panels.
const NARROW_PX: f32 = 1000.0;
/// Below this height of the window it has no room for table and timeline at once, logical pixels.
const LOW_PX: f32 = 560.0;

/// What one frame gives back.
pub struct FrameOutput {
    /// What the reader did, in order.
    pub actions: Vec<Command>,
    /// Where the map's shapes go.
    pub map: MapSlot,
    /// Where the export sheet shows the picture, while it is open.
    pub preview: Option<PreviewSlot>,
    /// Where bookmarks are shown small, each with its number in the list.
    pub thumbnails: Vec<(usize, PreviewSlot)>,
    /// Rows that the table waits for, to be found by whoever has the time.
    pub rows: Option<RowsJob>,
}

/// What the interface keeps from frame to frame.
#[derive(Debug, Default)]
struct Interface {
    map: map::MapState,
    measure: measure::MeasureState,
    menus: menus::MenusState,
    find: find::FindBox,
    article: article::ArticleState,
    figures: figures::FiguresState,
    explore: explore::ExploreState,
    status: status::ScaleField,
    sheets: sheets::Drafts,
    layers: layers::RowsInHand,
    table: table::TableState,
    timeline: timeline::TimelineState,
    compare: compare::CompareState,
    space: commands::SpaceBar,
    faults: Faults,
    /// Whether a sheet lay in front in the frame before.
    under_sheet: bool,
    pane: usize,
}

/// What every part of the window reads.
#[derive(Clone, Copy)]
struct View<'a> {
    session: &'a Session,
    scene: &'a Scene,
    offers: &'a [Offer],
}

/// Lays out one frame of the window. `painter` draws the legend's symbols:
/// the same code that draws the map.
pub fn show(ui: &mut Ui, session: &Session, scene: &Scene, painter: &mut Painter) -> FrameOutput {
    let kept = ui.data(|data| data.get_temp::<Arc<Mutex<Interface>>>(egui::Id::NULL));
    let interface = kept.unwrap_or_else(|| {
        theme::install(ui.ctx());
        let fresh = Arc::new(Mutex::new(Interface::default()));
        ui.data_mut(|data| data.insert_temp(egui::Id::NULL, Arc::clone(&fresh)));
        fresh
    });

    interface.lock().show(ui, session, scene, painter)
}

impl Interface {
    fn show(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        scene: &Scene,
        painter: &mut Painter,
    ) -> FrameOutput {
        obey(ui.ctx(), session);
        roles::window(ui.ctx(), &session.atlas.dossier.title);
        // The window's own `Ui` was begun before the looks were set.
        ui.set_style(ui.ctx().global_style());
        ui.painter()
            .rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
        let offers = commands::offers(session);
        let view = View {
            session,
            scene,
            offers: &offers,
        };
        let mut output = UiOutput::new(painter, std::mem::take(&mut self.faults));
        keep_map_theme(ui, session, &mut output);
        fold_panels(ui, session, &mut output);
        self.find.dismiss(ui.ctx());
        story::keys(ui.ctx(), session, &mut output);
        let hand = commands::Keyboard {
            map: map::focus_id(),
            listing: session.picks.is_some(),
            under_sheet: sheets::Front::of(session).is_some(),
        };
        // Whatever list is open belongs to what a sheet now covers.
        let had_sheet = std::mem::replace(&mut self.under_sheet, hand.under_sheet);
        if hand.under_sheet && !had_sheet {
            egui::Popup::close_all(ui.ctx());
        }
        for chosen in commands::pressed(ui.ctx(), &offers, hand, &mut self.space) {
            self.choose(ui.ctx(), chosen, &mut output);
        }
        self.menu_bar(ui, view, &mut output);
        self.status_bar(ui, view, &mut output);
        let wide = ui.ctx().content_rect().width();
        if session.shell.open(Panel::Layers) {
            let panel = Side::left("layers")
                .default_size(layers_width(wide))
                .size_range(176.0..=360.0);
            panel.frame(side_frame()).show(ui, |ui| {
                part_ui(ui, "The layers", &mut output, |ui, output| {
                    layers::panel_ui(ui, view, &mut self.layers, output);
                });
            });
        }
        self.figures.point_at(self.timeline.pointed_day());
        if session.shell.open(Panel::Article) {
            let panel = Side::right("article")
                .default_size(article_width(wide))
                .size_range(320.0_f32.min(wide * 0.48)..=640.0_f32.min(wide * 0.5));
            panel.frame(Frame::NONE).show(ui, |ui| {
                let readers = article::Readers {
                    article: &mut self.article,
                    figures: &mut self.figures,
                    explore: &mut self.explore,
                    compare: &mut self.compare,
                };
                part_ui(
                    ui,
                    "Article, figures and Explore",
                    &mut output,
                    |ui, output| {
                        article::panel_ui(ui, view, readers, output);
                    },
                );
            });
        }
        table::panel_ui(ui, view, &mut self.table, &mut output);
        self.timeline.point_at(self.figures.pointed_day());
        // In a low window the table takes the timeline's place, so that the map keeps its half.
        if !session.shell.table || ui.ctx().content_rect().height() >= LOW_PX {
            timeline::panel_ui(ui, view, &mut self.timeline, &mut output);
        }
        let chosen = self.table.chosen_points();
        let map = CentralPanel::no_frame()
            .show(ui, |ui| {
                roles::region(ui, "Map");
                map::panel_ui(ui, view, &mut self.map, chosen, &mut output)
            })
            .inner;
        self.over_map(ui, view, map.rect, &mut output);
        for chosen in std::mem::take(&mut output.chosen) {
            self.choose(ui.ctx(), chosen, &mut output);
        }
        let preview = output.preview.take();
        let thumbnails = std::mem::take(&mut output.thumbnails);
        let rows = output.rows.take();
        self.faults = std::mem::take(&mut output.faults);
        let actions = output.finish(session);
        if !actions.is_empty() {
            ui.ctx().request_repaint();
        }
        FrameOutput {
            actions,
            map,
            preview,
            thumbnails,
            rows,
        }
    }

    /// What lies over the map and over the window: cards, lists, sheets and notices.
    fn over_map(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        map: egui::Rect,
        output: &mut UiOutput<'_>,
    ) {
        timeline::empty_ui(ui, view, map, output);
        if !view.session.shell.open(Panel::Article) {
            over_ui("The card", output, None, |output| {
                article::card_over_map_ui(ui, view, map, output);
            });
        }
        over_ui("The story", output, None, |output| {
            story::card_ui(ui, view, map, output);
        });
        over_ui("The measurement", output, None, |output| {
            measure::card_ui(ui, view, map, &mut self.measure, output);
        });
        over_ui("What was found", output, None, |output| {
            self.find.results_ui(ui, view, output);
        });
        let sheet = view.session.shell.sheet;
        let close = sheet.map(|sheet| Command::Shell(ShellCommand::ToggleSheet(sheet)));
        over_ui("The sheet", output, close, |output| {
            sheets::sheets_ui(ui, view, &mut self.sheets, output);
        });
        notices::notices_ui(ui, view, map, article::holds_hint(view), output);
        drop::drop_ui(ui, view.session, output);
    }

    fn choose(&mut self, ctx: &egui::Context, chosen: OfferChosen, output: &mut UiOutput<'_>) {
        match chosen {
            OfferChosen::Act(action) => output.act(action),
            OfferChosen::Find => self.find.focus(ctx),
            OfferChosen::OpenMenu(menu) => self.menus.open(menu),
            OfferChosen::NextPane => {
                let mut panes = vec![
                    map::focus_id(),
                    article::focus_id(),
                    layers::focus_id(),
                    timeline::focus_id(),
                    find::focus_id(),
                ];
                if self.table.is_open() {
                    panes.push(table::focus_id());
                }
                let here = panes
                    .iter()
                    .position(|&pane| ctx.memory(|memory| memory.has_focus(pane)));
                self.pane = here.unwrap_or(self.pane) + 1;
                ctx.memory_mut(|memory| memory.request_focus(panes[self.pane % panes.len()]));
            }
        }
    }

    fn menu_bar(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let frame = Frame::NONE
            .inner_margin(Margin::symmetric(8, 3))
            .fill(ui.visuals().panel_fill);
        Side::top("menus").frame(frame).show(ui, |ui| {
            menus::menus_ui(ui, view, &mut self.menus, &mut self.find, output);
        });
    }

    fn status_bar(&mut self, ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
        let frame = Frame::NONE
            .inner_margin(Margin::symmetric(12, 2))
            .fill(ui.visuals().panel_fill);
        let pointer = self.map.pointer();
        let panel = Side::bottom("status").exact_size(26.0).frame(frame);
        panel.show(ui, |ui| {
            status::status_ui(ui, view, pointer, &mut self.status, output);
        });
    }
}

fn side_frame() -> Frame {
    Frame::NONE.inner_margin(Margin {
        left: 12,
        right: 4,
        top: 8,
        bottom: 4,
    })
}

/// Width of the layers panel at first: with the article's, it leaves the map half of a 1280x800 window.
fn layers_width(window_px: f32) -> f32 {
    (window_px * 0.158).clamp(196.0, 248.0)
}

/// Width of the article panel at first.
fn article_width(window_px: f32) -> f32 {
    (window_px * 0.28).clamp(360.0, 440.0).min(window_px * 0.48)
}

/// Folds the panels beside the map where the window is too narrow for them, and opens them again.
fn fold_panels(ui: &Ui, session: &Session, output: &mut UiOutput<'_>) {
    let narrow = ui.ctx().content_rect().width() < NARROW_PX;
    if narrow != session.shell.folded_when_wide.is_some() {
        output.act(Command::Shell(ShellCommand::SetNarrow(narrow)));
    }
}

/// Keeps the map to the interface's colours, where it shall follow them.
fn keep_map_theme(ui: &Ui, session: &Session, output: &mut UiOutput<'_>) {
    let theme = subject::map_theme(ui);
    if session.shell.map_follows_theme && session.view.theme != theme {
        output.act(Command::SetMapTheme {
            theme,
            follows: true,
        });
    }
}

/// Brings egui's own settings in step with the session.
fn obey(ctx: &egui::Context, session: &Session) {
    let theme = match session.shell.theme {
        InterfaceTheme::System => ThemePreference::System,
        InterfaceTheme::Light => ThemePreference::Light,
        InterfaceTheme::Dark => ThemePreference::Dark,
    };
    if ctx.options(|options| options.theme_preference) != theme {
        ctx.set_theme(theme);
    }
    if (ctx.zoom_factor() - session.shell.ui_scale).abs() > 1e-3 {
        ctx.set_zoom_factor(session.shell.ui_scale);
    }
    let seconds = if session.shell.reduced_motion {
        0.0
    } else {
        0.1
    };
    if ctx.global_style().animation_time.to_bits() != f32::to_bits(seconds) {
        ctx.all_styles_mut(|style| style.animation_time = seconds);
    }
}

/// How often a key was pressed since the frame before; the presses are used up. A frame that took long
/// has several.
fn presses(ui: &Ui, held: Modifiers, key: Key) -> usize {
    ui.input_mut(|input| input.count_and_consume_key(held, key))
}

/// Selects all of a text field, so that typing replaces it.
fn select_all(ui: &Ui, field: egui::Id, chars: usize) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(chars));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
}
