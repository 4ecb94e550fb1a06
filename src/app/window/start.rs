//! From the command line to the first frame.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::follow::Follower;
use super::super::open::paths_of;
use super::super::settings::Settings;
use super::super::viewer::Viewer;
use super::super::worker::Worker;
use super::keeping::Keeping;
use super::{Shown, Window, WindowWanted, title};
use crate::dossier::Progress;
use crate::render::to_egui::install_fonts;
use crate::session::{Command, Effect, Event, FileCommand, Session, SourceId};

/// Most time that a window which is there waits for a file: what most dossiers need more than the
/// system does. Then it opens, and says what it reads.
const BRIEFLY: Duration = Duration::from_millis(80);

/// The same for what is part of the program: there is nothing to say meanwhile.
const PATIENTLY: Duration = Duration::from_secs(10);

impl Window {
    /// Begins to read what is `wanted`, for a window that does not exist yet.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn begin(wanted: WindowWanted, settings: Settings) -> std::io::Result<Self> {
        let mut session = Session::blank();
        settings.give_to(&mut session);
        let opened = wanted.paths.into_iter().map(SourceId::from).collect();
        let mut effects = session.apply(Command::File(FileCommand::Open(opened)));
        if let Some(picture) = wanted.picture {
            effects.extend(session.receive(picture));
        }
        let worker = Worker::start()?;
        let to = worker.answerer();
        let told = to.clone();
        let saved = move || told.send(Event::SourceSaved);
        let follower = Follower::start(saved)
            .inspect_err(|error| log::warn!("saved files show with F5 only: {error}"));
        let mut window = Self {
            follower: follower.ok(),
            shown: Shown {
                title: title(&session),
                ..Shown::default()
            },
            viewer: Viewer::new(session),
            worker,
            pictures: BTreeMap::new(),
            next_picture: 0,
            writing: BTreeMap::new(),
            progress: Arc::new(Progress::default()),
            preparing: false,
            finding_rows: false,
            fonts_coming: Vec::new(),
            given_up: BTreeSet::new(),
            keeping: Keeping::of(&settings, to),
            settings,
        };
        // Nothing else can be asked for that early.
        for effect in effects {
            if let Effect::Read(sources) = effect {
                window.read(paths_of(&sources));
            }
        }
        Ok(window)
    }

    /// The same on a window that the system has made.
    pub(super) fn on(mut self, ctx: &egui::Context) -> Self {
        install_fonts(ctx);
        // A system that does not say is taken for one that prefers paper.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        self.worker.wakes(ctx);
        Self::close_on_signals(ctx);
        self.wait_for_something(ctx);
        self
    }

    /// Takes what comes within a moment, so that the first frame shows it and not an empty map.
    fn wait_for_something(&mut self, ctx: &egui::Context) {
        let patience = match self.viewer.session().files.reading {
            Some(_) => BRIEFLY,
            None => PATIENTLY,
        };
        let until = Instant::now() + patience;
        while self.shows_nothing() {
            let left = until.saturating_duration_since(Instant::now());
            let Some(answer) = self.worker.next_within(left) else {
                return;
            };
            self.take(answer, ctx);
        }
    }

    /// Whether there is neither a dossier nor a word why not.
    fn shows_nothing(&self) -> bool {
        let session = self.viewer.session();
        session.is_blank() && session.files.prompt.is_none()
    }
}
