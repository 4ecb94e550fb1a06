//! The window: shows frames and carries out effects.
//!
//! It opens at once, whatever it will show: that is read meanwhile, by the same worker and with the
//! same account of how far it is as anything that is opened later.

mod answers;
mod effects;
mod keeping;
mod start;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use egui::{ColorImage, ViewportCommand};
use keeping::Keeping;

use super::follow::Follower;
use super::preflight::{self, Missing};
use super::settings::Settings;
use super::viewer::Viewer;
use super::worker::{Prepares, Worker};
use crate::dossier::Progress;
use crate::fault::caught;
use crate::scene::fonts::SystemFont;
use crate::session::{Effect, Event, PictureId, SaveId, Session, SourceId};

/// Size of the window where no other is known, logical pixels.
const FIRST_SIZE: [f32; 2] = [1280.0, 800.0];
/// Smallest window in which the map can be read, its panels folded: half of a screen of 1280 by 800 at
/// twice the size.
const SMALLEST_SIZE: [f32; 2] = [320.0, 240.0];
/// What a screen keeps for the title bar and edges of a window, and for a bar of its own, logical
/// pixels.
const AROUND_WINDOW: [f32; 2] = [8.0, 64.0];

/// So often the reader is told how far a reading is.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Why there is no window, or none any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWindow {
    /// None could be opened: what is missing and how to get it.
    #[error("{0}")]
    Missing(String),
    /// The display that it was on is gone.
    #[error("the window ended: {0}; your settings and views are kept")]
    Lost(String),
    /// It ended by a fault of this program.
    #[error(
        "the window ended by a fault of this program ({0}); your settings and views are kept: please report it"
    )]
    Fault(String),
}

/// What a window shall show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WindowWanted {
    /// Where it is, or the layers and the article that make it together; the built-in dossier where there is none.
    pub paths: Vec<PathBuf>,
    /// A picture whose view shall come back with it.
    pub picture: Option<Event>,
}

/// Opens the window and stays until it is closed.
///
/// What is `wanted` is read while the system makes the window, and shown in it as soon as there is
/// something to see.
///
/// # Errors
/// Where no window can be opened: what is missing and how to get it; or where the window ended with its
/// display or by a fault of this program. Never panics.
pub fn run(wanted: WindowWanted, settings: Settings) -> Result<(), NoWindow> {
    if let Some(missing) = preflight::missing() {
        return Err(NoWindow::Missing(missing.to_string()));
    }
    let size = settings.window_size.unwrap_or(FIRST_SIZE);
    let maximized = settings.maximized;
    let window = Window::begin(wanted, settings).map_err(|error| {
        NoWindow::Missing(format!("the system gives no thread to work on: {error}"))
    })?;
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("app.steppe.Steppe")
        .with_title(&window.shown.title)
        .with_inner_size(size)
        .with_maximized(maximized)
        .with_min_inner_size(SMALLEST_SIZE)
        .with_drag_and_drop(true)
        .with_icon(icon());
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        event_loop_builder: by_what_answers(),
        ..Default::default()
    };
    let was_there = Arc::new(AtomicBool::new(false));
    let is_there = Arc::clone(&was_there);
    let opened = caught(|| {
        eframe::run_native(
            "steppe",
            options,
            Box::new(move |cc| {
                is_there.store(true, Ordering::Relaxed);
                Ok(Box::new(window.on(&cc.egui_ctx)))
            }),
        )
    });
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if was_there.load(Ordering::Relaxed) => {
            Err(NoWindow::Lost(error.to_string()))
        }
        Ok(Err(error)) => Err(NoWindow::Missing(preflight::explain(&error).to_string())),
        Err(said) if was_there.load(Ordering::Relaxed) => Err(NoWindow::Fault(said)),
        Err(said) => {
            let missing = Missing::Other(format!("the system's windowing failed: {said}"));
            Err(NoWindow::Missing(missing.to_string()))
        }
    }
}

/// What stands for the window in the task bar; no icon where the picture cannot be read.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../../assets/release/icon/steppe-128.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

/// Has winit show the window by X11 where that was found to answer and Wayland not.
#[cfg(all(unix, not(target_os = "macos")))]
fn by_what_answers() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::x11::EventLoopBuilderExtX11;

    let by_x11 = preflight::windowing() == Some(preflight::Windowing::X11);
    by_x11.then(|| -> eframe::EventLoopBuilderHook {
        Box::new(|builder| {
            builder.with_x11();
        })
    })
}

/// Elsewhere there is one system.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn by_what_answers() -> Option<eframe::EventLoopBuilderHook> {
    None
}

/// The window's title: of what it shows, else of what it is about to.
fn title(session: &Session) -> String {
    let title = &session.atlas.dossier.title;
    let coming = session.files.reading.as_ref().map(|it| it.words());
    let title = if title.is_empty() {
        coming.unwrap_or_default()
    } else {
        title.into()
    };
    if title.is_empty() {
        "Steppe".to_owned()
    } else {
        // A dot says, as in editors, that something is not saved in the dossier yet.
        let dot = if session.is_own_dossier() && !session.unsaved().is_empty() {
            "\u{2022} "
        } else {
            ""
        };
        format!("{dot}{title} \u{2013} Steppe")
    }
}

struct Window {
    viewer: Viewer,
    worker: Worker,
    pictures: BTreeMap<PictureId, Arc<ColorImage>>,
    next_picture: u32,
    /// Pictures that are being written, each with what tells the worker that nobody wants it.
    writing: BTreeMap<SaveId, Arc<AtomicBool>>,
    settings: Settings,
    /// How far the last reading is.
    progress: Arc<Progress>,
    shown: Shown,
    /// What watches the files that are open; `None` where the system gives no thread.
    follower: Option<Follower>,
    /// Whether the worker is at a part of the map.
    preparing: bool,
    /// Whether the worker looks for rows of the table. What is wanted meanwhile waits, and only the
    /// last of it: a reader who drags wants other rows in every frame.
    finding_rows: bool,
    /// Fonts of this system that texts may use as soon as egui has them.
    fonts_coming: Vec<SystemFont>,
    /// Parts of the map that cannot be prepared.
    given_up: BTreeSet<Prepares>,
    keeping: Keeping,
}

/// What the window was last told to be, so that it is told only on change.
#[derive(Default, PartialEq, Clone)]
struct Shown {
    title: String,
    full_screen: bool,
    /// Whether the first window was made to fit its screen.
    fitted: bool,
}

impl Window {
    fn begin_dossier(&mut self, ctx: &egui::Context) {
        self.preparing = false;
        let bookmarks = self.settings.bookmarks_of(self.viewer.session());
        self.viewer.receive(bookmarks);
        let charts = self.settings.charts_of(self.viewer.session());
        self.viewer.receive(charts);
        if let Some(action) = self.settings.restoring(self.viewer.session()) {
            self.viewer.apply(action);
        }
        let sources = self.settings.sources_of(self.viewer.session());
        let effects = self.viewer.receive(sources);
        self.carry_out(effects, ctx);
    }

    /// Says how far the reading is, now and then.
    fn follow_reading(&mut self, ctx: &egui::Context) {
        let Some(reading) = &self.viewer.session().files.reading else {
            return;
        };
        let (read, all) = self.progress.bytes();
        let done = read as f32 / all.max(1) as f32;
        if all > 0 && reading.done.is_none_or(|said| done - said >= 0.01) {
            self.viewer.receive(Event::ReadSoFar(done));
        }
        ctx.request_repaint_after(BETWEEN_LOOKS);
    }

    /// Remembers the size of the window and whether it is maximised. A first window that is larger than
    /// its screen is made to fit.
    fn follow_window(&mut self, ctx: &egui::Context) {
        let (inner, monitor, maximized) = ctx.input(|input| {
            let viewport = input.viewport();
            (
                viewport.inner_rect,
                viewport.monitor_size,
                viewport.maximized,
            )
        });
        self.settings.maximized = maximized.unwrap_or(self.settings.maximized);
        let Some(inner) = inner else { return };
        if !self.settings.maximized && !self.shown.full_screen {
            self.settings.window_size = Some(inner.size().into());
        }
        if let Some(screen) = monitor.filter(|_| !self.shown.fitted) {
            self.shown.fitted = true;
            let room = (screen - egui::Vec2::from(AROUND_WINDOW)).max(SMALLEST_SIZE.into());
            let too_large = inner.width() > room.x || inner.height() > room.y;
            if too_large && !self.settings.maximized {
                let size = inner.size().min(room);
                ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
            }
        }
    }

    /// Tells the window what the session says of it.
    fn follow_session(&mut self, ctx: &egui::Context) {
        let session = self.viewer.session();
        let wanted = Shown {
            title: title(session),
            full_screen: session.shell.full_screen,
            fitted: self.shown.fitted,
        };
        if wanted.title != self.shown.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(wanted.title.clone()));
        }
        if wanted.full_screen != self.shown.full_screen {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(wanted.full_screen));
        }
        self.shown = wanted;
        if let Some(follower) = &mut self.follower {
            let sources = self.viewer.session().files.sources.all();
            follower.watch(sources.map(SourceId::path));
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Nobody waits for it any more.
        self.progress.cancel();
        // Where it ends by a fault or with its display, nothing else has.
        self.keep();
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_fonts();
        self.read_answers(ctx);
        self.follow_reading(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.follow_session(&ctx);
        let effects: Vec<Effect> = self.viewer.frame(ui);
        self.carry_out(effects, &ctx);
        self.prepare();
        self.follow_window(&ctx);
        self.keep_soon(&ctx);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep();
    }
}
