//! A program under test, far from its user's own settings.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::Result;
use super::xvfb::POLL;

/// The folders that a program may look for, each empty at its start.
const FOLDERS: [&str; 5] = [
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
];
/// What would lead it to the session of whoever runs the tests.
const SESSION: [&str; 6] = [
    "WAYLAND_DISPLAY",
    "WAYLAND_SOCKET",
    "DBUS_SESSION_BUS_ADDRESS",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
];

/// A running program and its home folder; both end with this value.
pub(crate) struct Program {
    child: Child,
    home: TempDir,
}

impl Program {
    pub(super) fn start(program: &str, arguments: &[&str], display: &str) -> Result<Self> {
        let home = TempDir::new()?;
        let output = File::create(home.path().join("output.txt"))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(home.path())
            .env("HOME", home.path())
            .env("DISPLAY", display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WINIT_X11_SCALE_FACTOR", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        for folder in FOLDERS {
            let path = home.path().join(folder.to_lowercase());
            fs::create_dir(&path)?;
            command.env(folder, path);
        }
        for name in SESSION {
            command.env_remove(name);
        }
        // As a session that ended leaves it: X11 answers, and the window is shown there.
        command.env("WAYLAND_DISPLAY", "wayland-of-a-session-that-ended");
        let child = command
            .spawn()
            .map_err(|error| format!("{program} does not start: {error}"))?;
        Ok(Self { child, home })
    }

    /// The program's home, with its settings folders and what it wrote there.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// All that the program printed so far, errors included.
    pub(crate) fn output(&self) -> String {
        fs::read(self.home.path().join("output.txt")).map_or_else(
            |error| error.to_string(),
            |bytes| String::from_utf8_lossy(&bytes).into_owned(),
        )
    }

    /// Memory that the program takes up now, megabytes.
    pub(crate) fn resident_mb(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib: f64 = (line.and_then(|line| line.trim().strip_suffix(" kB")))
            .ok_or("the system tells the memory of a program")?
            .parse()?;
        Ok(kib / 1024.0)
    }

    /// Sends the program a signal: `TERM`, `KILL`.
    pub(crate) fn signal(&self, name: &str) -> Result<()> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status()?;
        if sent.success() {
            Ok(())
        } else {
            Err(format!("kill -s {name} {id}: {sent}").into())
        }
    }

    /// How the program ended.
    ///
    /// # Errors
    ///
    /// Where it still runs after `patience`.
    pub(crate) fn ended(&mut self, patience: Duration) -> Result<ExitStatus> {
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if let Some(status) = self.exit_status()? {
                return Ok(status);
            }
            thread::sleep(POLL);
        }
        Err(format!("the program still runs after {patience:?}").into())
    }

    /// How the program ended, or `None` while it runs.
    pub(crate) fn exit_status(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already; there is nothing left to do then.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
