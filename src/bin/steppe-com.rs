//! `steppe.com`: the commands of `steppe.exe` in a terminal of Windows.
//!
//! Windows decides by a mark in the file whether a program gets a console. `steppe.exe` has none,
//! or a black window would stand behind the map; so a terminal does not wait for it and shows
//! nothing of what it prints. `steppe.com` is found first where `steppe` is typed, starts the
//! `steppe.exe` beside it, hands on what that prints, waits, and ends with its exit code.

use std::io::{self, IsTerminal, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{env, thread};

use signal_hook::consts::SIGINT;

/// Time between two looks at whether the program has ended, or is to be ended.
const BETWEEN_LOOKS: Duration = Duration::from_millis(15);

/// Exit code where the program cannot be started.
const NOT_STARTED: u8 = 2;

/// Exit code after Ctrl+C.
const CALLED_OFF: u8 = 130;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("steppe: steppe.exe, which belongs beside steppe.com, does not start: {error}");
        ExitCode::from(NOT_STARTED)
    })
}

fn run() -> io::Result<ExitCode> {
    let called_off = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGINT, Arc::clone(&called_off))?;
    let program = env::current_exe()?
        .with_file_name("steppe")
        .with_extension(env::consts::EXE_EXTENSION);
    let mut child = Command::new(program)
        .args(env::args_os().skip(1))
        .stdout(way_out(&io::stdout()))
        .stderr(way_out(&io::stderr()))
        .spawn()?;
    thread::scope(|scope| {
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        scope.spawn(|| hand_on(stdout, io::stdout()));
        scope.spawn(|| hand_on(stderr, io::stderr()));
        ended(&mut child, &called_off)
    })
}

/// A file or pipe is written to by the program itself; a console is out of its reach.
fn way_out(stream: &impl IsTerminal) -> Stdio {
    if stream.is_terminal() {
        Stdio::piped()
    } else {
        Stdio::inherit()
    }
}

fn hand_on(from: Option<impl Read>, mut to: impl Write) {
    let Some(mut from) = from else { return };
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        // A terminal that is gone is told nothing, and the program is not held up.
        let _ = to.write_all(&bytes[..count]).and_then(|()| to.flush());
    }
}

/// Waits until the program has ended, and ends it after Ctrl+C.
fn ended(child: &mut Child, called_off: &AtomicBool) -> io::Result<ExitCode> {
    loop {
        if let Some(status) = child.try_wait()? {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
        }
        if called_off.load(Ordering::Relaxed) {
            child.kill()?;
            child.wait()?;
            return Ok(ExitCode::from(CALLED_OFF));
        }
        thread::sleep(BETWEEN_LOOKS);
    }
}
