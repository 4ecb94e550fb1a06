//! What the commands print: nothing in it can steer a terminal, and nothing fails because nobody reads on.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::{self, ErrorKind, Write};

/// Has the log go to standard error, with nothing in it that steers a terminal.
pub(super) fn log_to_it() {
    // tiny_skia tells of every line that is too short to be drawn, in each frame anew.
    // What calamine passes over in a workbook is told as a problem of the file.
    let quiet = "warn,rfd=off,eframe=off,tiny_skia=error,calamine=error";
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(quiet))
        .format(|line, record| {
            let text = format!("[{} {}] {}", record.level(), record.target(), record.args());
            writeln!(line, "{}", escaped(&text, Notation::Text))
        })
        .init();
}

/// Writes one line to standard error.
pub(super) fn tell(line: impl Display) {
    let mut terminal = Terminal::new(io::stderr().lock(), Notation::Text);
    if let Err(error) = writeln!(terminal, "{line}") {
        log::debug!("standard error cannot be written to: {error}");
    }
}

/// Writes one line to standard output.
pub(super) fn print(line: impl Display) {
    let mut terminal = Terminal::new(io::stdout().lock(), Notation::Text);
    if let Err(error) = writeln!(terminal, "{line}") {
        tell(format_args!(
            "steppe: what was found could not be printed: {error}"
        ));
    }
}

/// How characters are written that a terminal would obey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// As `\u{1b}`, for people.
    Text,
    /// As `\u001b`, which stands for the character itself in a string of JSON.
    Json,
    /// As they are: for a file or another program, which wants the data and nothing else.
    Exact,
}

/// Writes text for a terminal.
///
/// Control characters of names, ids and paths are written as escapes, but line breaks and tabs: a
/// terminal would obey them. When the reader is gone, as `head` is after its last line, what is left
/// is dropped without an error.
pub(super) struct Terminal<W> {
    inner: W,
    notation: Notation,
    gone: bool,
}

impl<W: Write> Terminal<W> {
    pub(super) fn new(inner: W, notation: Notation) -> Self {
        Self {
            inner,
            notation,
            gone: false,
        }
    }

    /// What `done` says, where the reader is still there.
    fn unless_gone<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(otherwise)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Terminal<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gone {
            return Ok(bytes.len());
        }
        // A character may be cut at the end of what comes at once: then it waits for the rest.
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if error.valid_up_to() > 0 => {
                str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return Err(ErrorKind::InvalidData.into()),
        };
        let written = self
            .inner
            .write_all(escaped(text, self.notation).as_bytes());
        self.unless_gone(written, ())?;
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        let flushed = self.inner.flush();
        self.unless_gone(flushed, ())
    }
}

/// `text` with escapes for what a terminal would obey: control characters (C0, DEL, C1) but line
/// breaks and tabs, and marks that turn the direction of text round.
fn escaped(text: &str, notation: Notation) -> Cow<'_, str> {
    if notation == Notation::Exact || !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        let code = u32::from(letter);
        let _ = match notation {
            Notation::Text if steers(letter) => write!(escaped, "\\u{{{code:x}}}"),
            // All of them have four digits or fewer.
            Notation::Json if steers(letter) => write!(escaped, "\\u{code:04x}"),
            _ => escaped.write_char(letter),
        };
    }
    Cow::Owned(escaped)
}

fn steers(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\n' | '\t');
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_as_escapes() {
        let mut terminal = Terminal::new(Vec::new(), Notation::Text);
        write!(terminal, "a\u{1b}[2J\u{7}\u{9b}b\u{202e}c\r\n\tОш\n").unwrap();
        let written = String::from_utf8(terminal.inner).unwrap();
        assert_eq!(written, "a\\u{1b}[2J\\u{7}\\u{9b}b\\u{202e}c\\u{d}\n\tОш\n");
    }

    #[test]
    fn what_a_program_reads_means_the_same_characters() {
        let name = "a\u{1b}b\u{9b}c\u{7f}d\u{202e}e";
        let mut terminal = Terminal::new(Vec::new(), Notation::Json);
        serde_json::to_writer(&mut terminal, name).unwrap();
        assert!(!String::from_utf8_lossy(&terminal.inner).contains(steers));
        let read: String = serde_json::from_slice(&terminal.inner).unwrap();
        assert_eq!(read, name);
        let mut terminal = Terminal::new(Vec::new(), Notation::Exact);
        write!(terminal, "{name}").unwrap();
        assert_eq!(terminal.inner, name.as_bytes());
    }

    #[test]
    fn a_reader_who_is_gone_is_no_error() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut terminal = Terminal::new(Gone, Notation::Text);
        writeln!(terminal, "one").unwrap();
        writeln!(terminal, "two").unwrap();
    }
}
