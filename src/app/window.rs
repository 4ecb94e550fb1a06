//! The window: shows frames and carries out effects.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use egui::{ColorImage, ViewportCommand};

use super::desk::Desk;
use super::dialog::{self, SaveQuestion};
use super::preflight::{self, Missing};
use super::settings::Settings;
use super::system;
use super::worker::{Answer, Job, Pixels, Worker};
use crate::dossier::Progress;
use crate::render::to_egui::install_fonts;
use crate::scene::Prepared;
use crate::session::{
    Action, Effect, FileAction, Loaded, NoticeKind, Picture, PictureId, SaveId, Session,
    ShellAction,
};

/// Size of the window where no other is known, logical pixels.
const FIRST_SIZE: [f32; 2] = [1280.0, 800.0];
/// Smallest window that still shows a map beside its article.
const SMALLEST_SIZE: [f32; 2] = [720.0, 480.0];

/// So often the reader is told how far a reading is.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Why no window could be opened: what is missing and how to get it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoWindow(String);

/// Opens the window on `session` and stays until it is closed.
///
/// # Errors
/// Where no window can be opened: what is missing and how to get it. Never panics.
pub fn run(session: Session, settings: Settings) -> Result<(), NoWindow> {
    if let Some(missing) = preflight::missing() {
        return Err(NoWindow(missing.to_string()));
    }
    let size = settings.window_size.unwrap_or(FIRST_SIZE);
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("steppe")
        .with_title(title(&session))
        .with_inner_size(size)
        .with_min_inner_size(SMALLEST_SIZE)
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..Default::default()
    };
    let opened = with_quiet_panics(|| {
        eframe::run_native(
            "steppe",
            options,
            Box::new(move |cc| Ok(Box::new(Window::new(&cc.egui_ctx, session, settings)?))),
        )
    });
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(NoWindow(preflight::explain(&error).to_string())),
        Err(said) => Err(NoWindow(
            Missing::Other(format!("the system's windowing failed: {said}")).to_string(),
        )),
    }
}

/// Runs `open`, and hands back in words what a library panics with while it does.
fn with_quiet_panics<T>(open: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(open)).map_err(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "for an unknown reason".to_owned())
    })
}

fn title(session: &Session) -> String {
    let title = &session.atlas.dossier.title;
    if title.is_empty() {
        "Steppe".to_owned()
    } else {
        format!("{title} \u{2013} Steppe")
    }
}

struct Window {
    desk: Desk,
    worker: Worker,
    pictures: BTreeMap<PictureId, Arc<ColorImage>>,
    next_picture: u32,
    /// Pictures that are being written, each with what tells the worker that nobody wants it.
    writing: BTreeMap<SaveId, Arc<AtomicBool>>,
    settings: Settings,
    /// How far the last reading is.
    progress: Arc<Progress>,
    shown: Shown,
    /// The level of detail that the worker is at.
    preparing: bool,
}

/// What the window was last told to be, so that it is told only on change.
#[derive(Default, PartialEq, Clone)]
struct Shown {
    title: String,
    full_screen: bool,
}

impl Window {
    fn new(ctx: &egui::Context, session: Session, settings: Settings) -> std::io::Result<Self> {
        install_fonts(ctx);
        // A system that does not say is taken for one that prefers paper.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        let desk = Desk::new(session);
        let worker = Worker::start(ctx.clone())?;
        Ok(Self {
            shown: Shown {
                title: title(desk.session()),
                ..Shown::default()
            },
            desk,
            worker,
            pictures: BTreeMap::new(),
            next_picture: 0,
            writing: BTreeMap::new(),
            progress: Arc::new(Progress::default()),
            settings,
            preparing: false,
        })
    }

    fn begin_dossier(&mut self) {
        self.preparing = false;
        if let Some(action) = self.settings.restoring(self.desk.session()) {
            self.desk.apply(action);
        }
    }

    /// Has the worker prepare what the view asks for, one level at a time:
    /// what the reader never looks at costs neither time nor memory.
    fn prepare(&mut self) {
        if self.preparing {
            return;
        }
        let job = if let Some(level) = self.desk.level_wanted() {
            Job::Prepare(self.desk.prepared(), level)
        } else if self.desk.tables_wanted() {
            let view = Box::new(self.desk.session().view.clone());
            Job::PrepareTables(self.desk.prepared(), view)
        } else {
            return;
        };
        self.preparing = self.worker.hand(job).is_ok();
    }

    fn hand(&self, job: Job) {
        if self.worker.hand(job).is_err() {
            let text = "too much is under way; try again when it is done".to_owned();
            self.worker
                .answerer()
                .send(Action::Shell(ShellAction::Notify {
                    text,
                    kind: NoticeKind::Error,
                }));
        }
    }

    fn read_answers(&mut self, ctx: &egui::Context) {
        for answer in self.worker.answers() {
            let action = match answer {
                Answer::Act(action) => *action,
                Answer::Opened(loaded, prepared) => {
                    self.open(*loaded, prepared, ctx);
                    continue;
                }
                Answer::Captured(save, image) => {
                    let id = PictureId(self.next_picture);
                    self.next_picture += 1;
                    self.pictures.insert(id, image);
                    Action::File(FileAction::Captured(save, id))
                }
                Answer::Copied(image) => {
                    ctx.copy_image(image);
                    Action::File(FileAction::Copied { error: None })
                }
                Answer::Prepared => {
                    self.preparing = false;
                    continue;
                }
            };
            let effects = self.desk.apply(action);
            self.carry_out(effects, ctx);
            let waiting = &self.desk.session().files.waiting;
            let goes_on = |save: &SaveId| waiting.iter().any(|it| it.id == *save && it.writing);
            self.writing.retain(|save, _| goes_on(save));
        }
    }

    /// Shows a dossier that was read; what goes on with the one that is shown keeps its view.
    fn open(&mut self, loaded: Loaded, prepared: Option<Arc<Prepared>>, ctx: &egui::Context) {
        let session = self.desk.session();
        let goes_on = session.goes_on(&loaded);
        if !goes_on {
            self.settings.take_from(session);
        }
        let before = Arc::as_ptr(&session.atlas);
        let effects = self.desk.open(loaded, prepared);
        self.carry_out(effects, ctx);
        if !goes_on && before != Arc::as_ptr(&self.desk.session().atlas) {
            self.begin_dossier();
        }
        self.preparing = false;
    }

    /// Says how far the reading is, now and then.
    fn follow_reading(&mut self, ctx: &egui::Context) {
        let Some(reading) = &self.desk.session().files.reading else {
            return;
        };
        let (read, all) = self.progress.bytes();
        let done = read as f32 / all.max(1) as f32;
        if all > 0 && reading.done.is_none_or(|said| done - said >= 0.01) {
            self.desk.apply(Action::File(FileAction::ReadSoFar(done)));
        }
        ctx.request_repaint_after(BETWEEN_LOOKS);
    }

    fn carry_out(&mut self, effects: Vec<Effect>, ctx: &egui::Context) {
        for effect in effects {
            self.carry_out_one(effect, ctx);
        }
    }

    fn carry_out_one(&mut self, effect: Effect, ctx: &egui::Context) {
        match effect {
            Effect::Capture(save) => {
                let to = self.worker.answerer();
                ctx.request_screenshot(move |image| to.send(Answer::Captured(save, image)));
            }
            Effect::AskSavePath {
                save,
                stem,
                extension,
                folder,
            } => {
                let question = SaveQuestion {
                    save,
                    stem,
                    extension,
                    folder,
                };
                dialog::ask_save_path(question, &self.worker.answerer());
            }
            Effect::AskOpenPath(folder) => dialog::ask_open_path(folder, &self.worker.answerer()),
            Effect::AskNewPath(folder) => dialog::ask_new_path(folder, &self.worker.answerer()),
            Effect::Begin(path) => self.hand(Job::Begin(path)),
            Effect::Save {
                save,
                picture,
                path,
                replace,
            } => self.save(save, picture, path, replace),
            Effect::Abandon(save) => {
                if let Some(abandoned) = self.writing.remove(&save) {
                    abandoned.store(true, Ordering::Relaxed);
                }
            }
            Effect::CopyMap { view, spec } => self.hand(Job::Copy {
                prepared: self.desk.prepared(),
                view,
                spec,
            }),
            Effect::Forget(picture) => {
                self.pictures.remove(&picture);
            }
            Effect::Read(path) => self.read(Some(path)),
            Effect::ReadBuiltin => self.read(None),
            Effect::AbandonReading => self.progress.cancel(),
            Effect::ReadRow(ix, row) => {
                let table = Arc::clone(self.desk.session().atlas.table(ix));
                self.hand(Job::ReadRow { table, ix, row });
            }
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::OpenUrl(url) => self.tell(system::open(url.as_ref())),
            Effect::OpenPath(path) => self.tell(system::open(path.as_os_str())),
            Effect::ShowInFolder(path) => self.tell(system::show_in_folder(&path)),
            Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn save(&mut self, save: SaveId, picture: Picture, path: PathBuf, replace: bool) {
        let Some(pixels) = self.pixels(picture) else {
            let error = "the picture is no longer there; take it again".to_owned();
            self.worker
                .answerer()
                .send(Action::File(FileAction::SaveFailed { save, path, error }));
            return;
        };
        let abandoned = Arc::new(AtomicBool::new(false));
        self.writing.insert(save, Arc::clone(&abandoned));
        self.hand(Job::Save {
            save,
            pixels,
            path,
            replace,
            abandoned,
        });
    }

    fn read(&mut self, path: Option<PathBuf>) {
        // Of two at once, the one asked for last is wanted.
        self.progress.cancel();
        self.progress = Arc::new(Progress::default());
        self.hand(Job::Read {
            path,
            basemap: Arc::clone(&self.desk.session().atlas.basemap),
            progress: Arc::clone(&self.progress),
        });
    }

    fn pixels(&self, picture: Picture) -> Option<Pixels> {
        match picture {
            Picture::Window(id) => self
                .pictures
                .get(&id)
                .map(|image| Pixels::Window(Arc::clone(image))),
            Picture::Map { view, spec } => Some(Pixels::Map {
                prepared: self.desk.prepared(),
                view,
                spec,
                animation: None,
            }),
            Picture::Animation {
                view,
                spec,
                animation,
            } => Some(Pixels::Map {
                prepared: self.desk.prepared(),
                view,
                spec,
                animation: Some(animation),
            }),
            Picture::Chart { chart, spec } => Some(Pixels::Chart {
                atlas: Arc::clone(&self.desk.session().atlas),
                chart,
                spec,
            }),
        }
    }

    fn tell(&self, done: Result<(), String>) {
        if let Err(text) = done {
            self.worker
                .answerer()
                .send(Action::Shell(ShellAction::Notify {
                    text,
                    kind: NoticeKind::Error,
                }));
        }
    }

    /// Tells the window what the session says of it.
    fn follow_session(&mut self, ctx: &egui::Context) {
        let session = self.desk.session();
        let shell = &session.shell;
        let wanted = Shown {
            title: title(session),
            full_screen: shell.full_screen,
        };
        if wanted.title != self.shown.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(wanted.title.clone()));
        }
        if wanted.full_screen != self.shown.full_screen {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(wanted.full_screen));
        }
        self.shown = wanted;
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.read_answers(ctx);
        self.follow_reading(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.follow_session(&ctx);
        let effects = self.desk.frame(ui);
        self.carry_out(effects, &ctx);
        self.prepare();
        if let Some(rect) = ctx.input(|input| input.viewport().inner_rect) {
            self.settings.window_size = Some(rect.size().into());
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.settings.take_from(self.desk.session());
        if let Err(error) = self.settings.save() {
            log::warn!("the settings were not saved: {error}");
        }
    }
}
