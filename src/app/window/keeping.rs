//! What survives the window: kept soon after each change, and when the system asks it to end.

use std::time::{Duration, Instant};

use super::super::settings::{Keeper, Settings};
use super::super::worker::{Answerer, notice};
use super::Window;

/// Time between looking for changes to keep: with the write itself, less than two seconds pass.
const BETWEEN_KEEPS: Duration = Duration::from_secs(1);

/// Longest time that the window's end waits for the disk.
const LAST_WRITE: Duration = Duration::from_secs(5);

/// When changes were last looked for, and what writes them.
pub(super) struct Keeping {
    looked: Instant,
    /// `None` where the system gives no thread.
    keeper: Option<Keeper>,
}

impl Keeping {
    /// Keeps changes of `settings`; what fails is told by `to`.
    pub(super) fn of(settings: &Settings, to: Answerer) -> Self {
        let keeper = Keeper::start(settings, move |text| to.send(notice(text)));
        Self {
            looked: Instant::now(),
            keeper: keeper
                .inspect_err(|error| log::warn!("no settings are kept: {error}"))
                .ok(),
        }
    }
}

impl Window {
    /// Keeps what changed, at most once a second; has one more frame come where it was too early.
    pub(super) fn keep_soon(&mut self, ctx: &egui::Context) {
        let since = self.keeping.looked.elapsed();
        if since < BETWEEN_KEEPS {
            ctx.request_repaint_after(BETWEEN_KEEPS.saturating_sub(since));
            return;
        }
        self.keeping.looked = Instant::now();
        self.settings.take_from(self.viewer.session());
        if let Some(keeper) = &mut self.keeping.keeper {
            keeper.keep(&self.settings);
        }
    }

    /// Keeps what changed, for the last time: before the window goes.
    pub(super) fn keep(&mut self) {
        if let Some(keeper) = self.keeping.keeper.take() {
            self.settings.take_from(self.viewer.session());
            keeper.finish(&self.settings, LAST_WRITE);
        }
    }

    /// Has the window close when the system asks the program to end.
    pub(super) fn close_on_signals(ctx: &egui::Context) {
        #[cfg(unix)]
        signals::close_on_signals(ctx.clone());
        #[cfg(not(unix))]
        let _ = ctx;
    }
}

#[cfg(unix)]
mod signals {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    /// Waits on a thread of its own for the first of them; a second one ends the program at once,
    /// since by then nothing catches it.
    pub(super) fn close_on_signals(ctx: egui::Context) {
        let mut signals = match Signals::new([SIGHUP, SIGINT, SIGTERM]) {
            Ok(signals) => signals,
            Err(error) => return log::debug!("signals end the program at once: {error}"),
        };
        let wait = move || {
            if signals.forever().next().is_some() {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                ctx.request_repaint();
            }
            if let Some(signal) = signals.forever().next() {
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        };
        let thread = std::thread::Builder::new().name("steppe-signals".into());
        if let Err(error) = thread.spawn(wait) {
            log::debug!("signals are not waited for: {error}");
        }
    }
}
