//! Settings on their way to the disk, on a thread of their own: a slow disk holds up no frame.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Settings;

/// Time until what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(5);
/// Time between two attempts to hand over, while the program waits for its end.
const POLL: Duration = Duration::from_millis(10);

/// Settings to be written, and who waits until they are.
struct Message {
    settings: Box<Settings>,
    waits: Option<SyncSender<()>>,
}

/// Writes settings on a thread of its own.
pub(in crate::app) struct Keeper {
    messages: SyncSender<Message>,
    /// What was handed over last.
    handed: Option<Settings>,
}

impl Keeper {
    /// Starts the thread. `tell` is told once in words why settings could not be written, and again
    /// only after they could; and where a file that is not understood was set aside.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(in crate::app) fn start(
        settings: &Settings,
        tell: impl Fn(String) + Send + 'static,
    ) -> io::Result<Self> {
        let (messages, inbox) = sync_channel(1);
        let kept = settings.clone();
        thread::Builder::new()
            .name("steppe-settings".to_owned())
            .spawn(move || write_each(&inbox, kept, &tell))?;
        Ok(Self {
            messages,
            handed: None,
        })
    }

    /// Has `settings` written, where they are others than those handed over last. While an earlier
    /// write goes on, nothing is handed over: the next call does it.
    pub(in crate::app) fn keep(&mut self, settings: &Settings) {
        if self.handed.as_ref() == Some(settings) {
            return;
        }
        let message = Message {
            settings: Box::new(settings.clone()),
            waits: None,
        };
        if self.messages.try_send(message).is_ok() {
            self.handed = Some(settings.clone());
        }
    }

    /// Has `settings` written and waits for it, but no longer than this: a disk that hangs shall not
    /// keep the window from closing.
    pub(in crate::app) fn finish(self, settings: &Settings, patience: Duration) {
        let until = Instant::now() + patience;
        let (done, written) = sync_channel(1);
        let mut message = Message {
            settings: Box::new(settings.clone()),
            waits: Some(done),
        };
        while let Err(refused) = self.messages.try_send(message) {
            match refused {
                TrySendError::Full(back) if Instant::now() < until => message = back,
                _ => return log::warn!("the settings were not saved: an earlier write hangs"),
            }
            thread::sleep(POLL);
        }
        let left = until.saturating_duration_since(Instant::now());
        if written.recv_timeout(left).is_err() {
            log::warn!("the settings may not be saved: the disk does not answer");
        }
    }
}

/// Writes what comes until nobody is left to send.
fn write_each(inbox: &Receiver<Message>, mut kept: Settings, tell: &dyn Fn(String)) {
    let mut unwritten = false;
    loop {
        let message = if unwritten {
            inbox.recv_timeout(AGAIN)
        } else {
            inbox.recv().map_err(RecvTimeoutError::from)
        };
        let waits = match message {
            Ok(message) => {
                kept = Settings {
                    base: kept.base.take(),
                    ..*message.settings
                };
                message.waits
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let was_unwritten = unwritten;
        unwritten = match kept.save() {
            Ok(set_aside) => {
                if let Some(text) = set_aside {
                    tell(text);
                }
                false
            }
            Err(error) => {
                if !was_unwritten {
                    tell(format!("The settings cannot be kept: {error}"));
                }
                true
            }
        };
        // Nobody may wait any more.
        waits.map(|waits| waits.send(()));
    }
}
