//! The X server and the harness on it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ConfigureWindowAux, ConnectionExt, InputFocus, MapState, Window,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::program::Program;
use super::{Result, needs};

/// How often the screen is asked again while waiting.
pub(super) const POLL: Duration = Duration::from_millis(40);
/// How long an X server may take to start on a busy machine.
const SERVER_START: Duration = Duration::from_secs(30);

/// A screen in memory, a connection to it, and at most one program on it.
///
/// Positions are pixels from the screen's upper left corner.
pub(crate) struct Harness {
    // Dropped in this order: the program first, then the server under it.
    program: Option<Program>,
    pub(super) connection: RustConnection,
    pub(super) root: Window,
    server: Server,
}

impl Harness {
    /// Starts a screen of `width_px` by `height_px`.
    ///
    /// Answers `None`, having said why, where this machine cannot show a
    /// window; with `STEPPE_REQUIRE_WINDOW=1` that is an error instead.
    pub(crate) fn start(width_px: u16, height_px: u16) -> Result<Option<Self>> {
        let missing = needs::missing();
        if !missing.is_empty() {
            let reason = format!(
                "no window can be shown here, missing: {}",
                missing.join(", ")
            );
            if needs::window_is_required() {
                return Err(reason.into());
            }
            eprintln!("{reason}");
            return Ok(None);
        }
        let server = Server::start(width_px, height_px)?;
        let (connection, screen) = RustConnection::connect(Some(&server.display))?;
        let root = connection.setup().roots[screen].root;
        Ok(Some(Self {
            program: None,
            connection,
            root,
            server,
        }))
    }

    /// The display's name, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        &self.server.display
    }

    /// Starts `program` on this screen; one that runs already is ended first.
    pub(crate) fn launch(&mut self, program: &str, arguments: &[&str]) -> Result<()> {
        self.program = None;
        self.program = Some(Program::start(program, arguments, &self.server.display)?);
        Ok(())
    }

    /// Ends the X server, as where a display is unplugged or its session dies.
    pub(crate) fn end_server(&mut self) {
        self.server.end();
    }

    /// The program launched last.
    ///
    /// # Errors
    ///
    /// Where none was launched.
    pub(crate) fn program(&mut self) -> Result<&mut Program> {
        self.program
            .as_mut()
            .ok_or_else(|| "no program was launched".into())
    }

    /// Waits for a visible window with `title` in its title and gives it the
    /// keyboard, since no window manager does so here.
    ///
    /// # Errors
    ///
    /// Where the program ends first, with what it printed, or after `timeout`.
    pub(crate) fn wait_for_window(&mut self, title: &str, timeout: Duration) -> Result<Window> {
        let end = Instant::now() + timeout;
        while Instant::now() < end {
            if let Some(window) = self.find_window(self.root, title)? {
                self.connection
                    .set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?;
                self.connection.sync()?;
                return Ok(window);
            }
            self.check_program()?;
            thread::sleep(POLL);
        }
        let said = self
            .program
            .as_ref()
            .map_or_else(String::new, Program::output);
        Err(
            format!("no window titled {title:?} within {timeout:?}; the program said:\n{said}")
                .into(),
        )
    }

    /// Gives `window` a size, as a hand on its corner would.
    pub(crate) fn resize(&self, window: Window, width_px: u32, height_px: u32) -> Result<()> {
        let size = ConfigureWindowAux::new().width(width_px).height(height_px);
        self.connection.configure_window(window, &size)?.check()?;
        Ok(())
    }

    /// An error where the launched program has ended, with what it printed.
    pub(super) fn check_program(&mut self) -> Result<()> {
        let Some(program) = &mut self.program else {
            return Ok(());
        };
        match program.exit_status()? {
            Some(status) => Err(format!(
                "the program ended ({status}) and said:\n{}",
                program.output()
            )
            .into()),
            None => Ok(()),
        }
    }

    fn find_window(&self, parent: Window, title: &str) -> Result<Option<Window>> {
        for window in self.connection.query_tree(parent)?.reply()?.children {
            // A window may close between the question and the answer.
            if self.title(window).is_ok_and(|t| t.contains(title)) && self.is_visible(window) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    fn title(&self, window: Window) -> Result<String> {
        let name = self
            .connection
            .intern_atom(false, b"_NET_WM_NAME")?
            .reply()?
            .atom;
        for property in [name, AtomEnum::WM_NAME.into()] {
            let reply = self
                .connection
                .get_property(false, window, property, AtomEnum::ANY, 0, 1024)?
                .reply()?;
            if !reply.value.is_empty() {
                return Ok(String::from_utf8_lossy(&reply.value).into_owned());
            }
        }
        Ok(String::new())
    }

    fn is_visible(&self, window: Window) -> bool {
        let Ok(cookie) = self.connection.get_window_attributes(window) else {
            return false;
        };
        cookie
            .reply()
            .is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
    }
}

/// An Xvfb process; it ends with this value.
struct Server {
    child: Child,
    display: String,
}

impl Server {
    fn start(width_px: u16, height_px: u16) -> Result<Self> {
        // The server writes the number of the free display it found to its
        // standard output, once it takes connections. Should this process be
        // killed, `-terminate` ends the server with its last client.
        let mut child = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{width_px}x{height_px}x24"),
            ])
            .args([
                "-dpi",
                "96",
                "-nolisten",
                "tcp",
                "-terminate",
                "+extension",
                "GLX",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb does not start: {error}"))?;
        let stdout = child.stdout.take();
        let mut server = Self {
            child,
            display: String::new(),
        };
        let (sender, receiver) = mpsc::channel();
        let reader = move || {
            let mut line = String::new();
            let read = stdout.map(|stdout| BufReader::new(stdout).read_line(&mut line));
            // Nobody listens any more after the time allowed.
            sender.send(read.map(|_| line)).ok();
        };
        thread::Builder::new()
            .name("xvfb-display".into())
            .spawn(reader)?;
        let line = receiver.recv_timeout(SERVER_START)?.unwrap_or_default();
        let number: u32 = line
            .trim()
            .parse()
            .map_err(|_| format!("Xvfb gave no display: {line:?}"))?;
        server.display = format!(":{number}");
        Ok(server)
    }
}

impl Server {
    fn end(&mut self) {
        // It may have ended already; there is nothing left to do then.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
