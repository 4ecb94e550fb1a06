//! What survives the window: kept soon after each change, and when the system asks it to end.

use std::time::{Duration, Instant};

use super::Window;

/// Time between looking for changes to keep: with the write itself, less than two seconds pass.
const BETWEEN_KEEPS: Duration = Duration::from_secs(1);

/// When changes were last looked for.
#[derive(Debug)]
pub(super) struct Keeping {
    looked: Instant,
    /// Whether the last write failed, so that this is said once.
    failed: bool,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            looked: Instant::now(),
            failed: false,
        }
    }
}

impl Window {
    /// Keeps what changed, at most once a second; has one more frame come where it was too early.
    pub(super) fn keep_soon(&mut self, ctx: &egui::Context) {
        let since = self.keeping.looked.elapsed();
        if since < BETWEEN_KEEPS {
            ctx.request_repaint_after(BETWEEN_KEEPS.saturating_sub(since));
        } else {
            self.keep();
        }
    }

    /// Keeps what changed.
    pub(super) fn keep(&mut self) {
        self.keeping.looked = Instant::now();
        self.settings.take_from(self.viewer.session());
        match self.settings.save() {
            Ok(()) => self.keeping.failed = false,
            Err(error) => {
                if !self.keeping.failed {
                    log::warn!("the settings were not saved: {error}");
                }
                self.keeping.failed = true;
            }
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
