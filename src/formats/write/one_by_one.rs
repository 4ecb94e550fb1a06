//! Files whose records stand one behind another, and need not all be known before the first is written.

use std::io;

use super::{OutputLayer, WriteReport};
use crate::formats::Record;

/// How records become such a file.
#[derive(Debug, Clone, Copy)]
pub struct OneByOne {
    pub(super) before: &'static str,
    pub(super) between: &'static str,
    pub(super) behind: &'static str,
    /// Writes a record, with the name of its layer where there are several.
    pub(super) write: fn(Option<&str>, Record, &mut dyn io::Write) -> io::Result<()>,
}

/// Such a file while it is written.
pub struct Stream<'o> {
    form: OneByOne,
    out: &'o mut dyn io::Write,
    count: usize,
}

impl<'o> Stream<'o> {
    /// Begins a file of this form.
    #[must_use]
    pub fn new(form: OneByOne, out: &'o mut dyn io::Write) -> Self {
        Self {
            form,
            out,
            count: 0,
        }
    }

    /// Adds a record, with the name of its layer where there are several.
    ///
    /// # Errors
    /// What the system says.
    pub fn push(&mut self, layer: Option<&str>, record: Record) -> io::Result<()> {
        let parted = if self.count == 0 {
            self.form.before
        } else {
            self.form.between
        };
        self.out.write_all(parted.as_bytes())?;
        self.count += 1;
        (self.form.write)(layer, record, self.out)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(self) -> io::Result<WriteReport> {
        if self.count == 0 {
            self.out.write_all(self.form.before.as_bytes())?;
        }
        if self.count > 0 || !self.form.before.is_empty() {
            self.out.write_all(self.form.behind.as_bytes())?;
        }
        Ok(WriteReport {
            count: self.count,
            ..WriteReport::default()
        })
    }
}

/// Writes layers that are known already.
pub(super) fn all(
    form: &OneByOne,
    layers: &[OutputLayer],
    out: &mut dyn io::Write,
) -> io::Result<WriteReport> {
    let mut stream = Stream::new(*form, out);
    for layer in layers {
        let name = (layers.len() > 1).then_some(layer.name.as_str());
        for record in layer.records.iter() {
            stream.push(name, record)?;
        }
    }
    stream.finish()
}
