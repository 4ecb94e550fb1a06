//! What the commands print: nothing in it can steer a terminal, and nothing fails because nobody reads on.

use std::fmt::{Display, Write as _};
use std::io::{self, ErrorKind, Write};

/// Writes one line to standard error.
pub(super) fn tell(line: impl Display) {
    let mut terminal = Terminal::new(io::stderr().lock());
    if let Err(error) = writeln!(terminal, "{line}") {
        log::debug!("standard error cannot be written to: {error}");
    }
}

/// Writes one line to standard output.
pub(super) fn print(line: impl Display) {
    let mut terminal = Terminal::new(io::stdout().lock());
    if let Err(error) = writeln!(terminal, "{line}") {
        tell(format_args!(
            "steppe: what was found could not be printed: {error}"
        ));
    }
}

/// Writes text for a terminal.
///
/// Control characters of names, ids and paths are written as escapes (`\u{1b}`), but line breaks and
/// tabs: a terminal would obey them. When the reader is gone, as `head` is after its last line, what
/// is left is dropped without an error.
pub(super) struct Terminal<W> {
    inner: W,
    gone: bool,
}

impl<W: Write> Terminal<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, gone: false }
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
        let written = self.inner.write_all(escaped(text).as_bytes());
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
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            let _ = write!(escaped, "\\u{{{:x}}}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
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
        let mut terminal = Terminal::new(Vec::new());
        write!(terminal, "a\u{1b}[2J\u{7}\u{9b}b\u{202e}c\r\n\tОш\n").unwrap();
        let written = String::from_utf8(terminal.inner).unwrap();
        assert_eq!(written, "a\\u{1b}[2J\\u{7}\\u{9b}b\\u{202e}c\\u{d}\n\tОш\n");
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
        let mut terminal = Terminal::new(Gone);
        writeln!(terminal, "one").unwrap();
        writeln!(terminal, "two").unwrap();
    }
}
