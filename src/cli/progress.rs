//! Who waits at a terminal: sees how far a picture is, and may call it off.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What takes longer says how far it is,
const SOON: Duration = Duration::from_millis(400);
/// and says so again after this time.
const BETWEEN: Duration = Duration::from_millis(100);

/// Who waits at a terminal.
pub(super) struct ProgressLine {
    called_off: Arc<AtomicBool>,
    began: Instant,
    line: Option<Mutex<Line>>,
    frames: Option<usize>,
}

/// The line that says how far it is, written over again and again.
struct Line {
    told: Instant,
    width: usize,
}

impl ProgressLine {
    /// Of so many frames, where there is more than one picture. From now on, Ctrl+C ends the
    /// drawing, so that it can clear up; a second one ends the program.
    pub(super) fn begin(frames: Option<usize>) -> Self {
        let called_off = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let armed = Arc::clone(&called_off);
            let registered = flag::register_conditional_shutdown(signal, 1, armed)
                .and_then(|_| flag::register(signal, Arc::clone(&called_off)));
            if let Err(error) = registered {
                log::debug!("signal {signal} ends the program at once: {error}");
            }
        }
        let began = Instant::now();
        let line = stderr().is_terminal().then(|| {
            Mutex::new(Line {
                told: began,
                width: 0,
            })
        });
        Self {
            called_off,
            began,
            line,
            frames,
        }
    }

    /// So much is done, 0 to 1; whether to go on.
    pub(super) fn tell(&self, done: f32) -> bool {
        let now = Instant::now();
        if let Some(line) = &self.line
            && now - self.began >= SOON
            && let Ok(mut line) = line.try_lock()
            && now - line.told >= BETWEEN
        {
            line.told = now;
            line.write(&self.words(done, now));
        }
        !self.called_off.load(Ordering::Relaxed)
    }

    fn words(&self, done: f32, now: Instant) -> String {
        let Some(frames) = self.frames else {
            return format!("drawing, {:.0} %", 100.0 * done);
        };
        let frame = ((done * frames as f32) as usize + 1).min(frames);
        let left_s = (now - self.began).as_secs_f32() * (1.0 / done.max(1e-3) - 1.0);
        format!("frame {frame} of {frames}, about {left_s:.0} s left")
    }
}

impl Line {
    fn write(&mut self, words: &str) {
        // What of the line before is longer is wiped.
        let width = self.width;
        // A terminal that is gone is told nothing.
        let _ = write!(stderr(), "\r{words:width$}");
        let _ = stderr().flush();
        self.width = words.chars().count();
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Some(line) = &mut self.line
            && let Ok(line) = line.get_mut()
            && line.width > 0
        {
            line.write("");
            let _ = write!(stderr(), "\r");
        }
    }
}
