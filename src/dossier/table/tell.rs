//! What reading a table noticed, as problems with their places.

use std::io;
use std::sync::Arc;

use super::notes::{Noted, ReadingNotes, Sort, TOLD};
use super::rows::RowsRead;
use super::window::TextWindow;
use crate::atlas::table::{Backing, NO_KIND};
use crate::dossier::report::{Context, Report, unsourced};
use crate::dossier::text::SourceText;
use crate::dossier::words;
use crate::formats::geojson::{self, Positions};
use crate::formats::json::Raw;
use crate::problem::{Place, Problem, counted, grouped};

/// Bytes read at once to count lines.
const STRETCH: usize = 1 << 20;

/// Tells the problems of one large file.
#[derive(Debug)]
pub(super) struct Teller<'t> {
    file: &'t str,
    backing: &'t Arc<dyn Backing>,
    positions: &'t Positions,
    /// Up to this byte, this many lines have ended.
    counted: (u64, u32),
    pub(super) problems: Vec<Problem>,
    /// What the first features are called that could not be read.
    pub(super) left_out: Vec<String>,
}

impl<'t> Teller<'t> {
    pub(super) fn new(
        file: &'t str,
        backing: &'t Arc<dyn Backing>,
        positions: &'t Positions,
    ) -> Self {
        Self {
            file,
            backing,
            positions,
            counted: (0, 0),
            problems: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The line, from 1, of a byte of the file. Cheap for bytes in their order.
    fn line(&mut self, at: u64) -> io::Result<u32> {
        if at < self.counted.0 {
            self.counted = (0, 0);
        }
        let mut buffer = vec![0; STRETCH];
        while self.counted.0 < at {
            let wanted = buffer.len().min((at - self.counted.0) as usize);
            let read = self
                .backing
                .read_at(self.counted.0, &mut buffer[..wanted])?;
            if read == 0 {
                break;
            }
            let ended = memchr::memchr_iter(b'\n', &buffer[..read]).count();
            self.counted.0 += read as u64;
            self.counted.1 += u32::try_from(ended).unwrap_or(u32::MAX);
        }
        Ok(self.counted.1.saturating_add(1))
    }

    /// The place of a byte of the file.
    pub(super) fn place(&mut self, at: u64) -> io::Result<Place> {
        let begin = at as usize;
        Ok(Place {
            span: Some(begin..begin + 1),
            ..Place::line(self.file, self.line(at)?)
        })
    }

    /// Tells a problem that stands in a piece of the file that begins at `start`.
    pub(super) fn push_moved(&mut self, mut problem: Problem, start: u64) -> io::Result<()> {
        let before = self.line(start)?;
        problem.place.line = problem.place.line.map(|line| line - 1 + before);
        let by = start as usize;
        problem.place.span = problem
            .place
            .span
            .map(|span| span.start + by..span.end + by);
        self.problems.push(problem);
        Ok(())
    }

    /// Tells that the feature at this byte is too long to be read.
    pub(super) fn too_long(&mut self, at: u64) -> io::Result<()> {
        let place = self.place(at)?;
        self.problems.push(
            Problem::error("a feature is too long to be held in memory", place)
                .why("it and all behind it were left out")
                .mend("look for a missing bracket or quotation mark"),
        );
        Ok(())
    }

    /// Tells all that was noticed of a file with these rows, in the file's order.
    pub(super) fn tell(&mut self, notes: &ReadingNotes, rows: &RowsRead) -> io::Result<()> {
        if let Some(&first) = rows.starts.first() {
            let place = self.place(first)?;
            self.problems.push(if notes.ours {
                plain(place)
            } else {
                unsourced(rows.len(), place)
            });
        }
        let unnumbered = rows.kinds.unnumbered;
        if let Some(at) = notes.no_text {
            let place = self.place(at)?;
            self.problems.push(
                Problem::error(format!("byte {at} is not UTF-8 text"), place)
                    .why("each such byte was read as \"?\"")
                    .mend("save the file again with the encoding UTF-8"),
            );
        }
        let place = || Place::file(self.file);
        let more = |sort: &Sort| grouped((sort.count - sort.first.len()) as u64);
        let more_left_out = Problem::error(
            format!("{} more features could not be read", more(&notes.left_out)),
            place(),
        );
        let more_mended = Problem::warning(
            format!("{} more features have problems", more(&notes.mended)),
            place(),
        );
        self.sort(&notes.left_out, more_left_out)?;
        self.sort(&notes.mended, more_mended)?;
        self.undated(notes)?;
        if unnumbered > 0 {
            self.problems.push(
                Problem::warning(
                    format!("more than {NO_KIND} different kinds"),
                    Place::file(self.file),
                )
                .why(format!(
                    "{} shown without one",
                    counted(
                        unnumbered as u64,
                        "a feature of another kind is",
                        "features of other kinds are",
                    )
                ))
                .mend("give only what sorts features the name `kind`, `category`, `type`, `class` or `fclass`"),
            );
        }
        Ok(())
    }

    /// Lets the small reader tell what it has to say of each of these; `others` stands for those that
    /// are not listed.
    fn sort(&mut self, sort: &Sort, others: Problem) -> io::Result<()> {
        for noted in &sort.first {
            self.one(*noted)?;
        }
        if sort.count > sort.first.len() {
            let why = format!("only the first {TOLD} are listed");
            self.problems.push(others.why(why));
        }
        Ok(())
    }

    fn one(&mut self, noted: Noted) -> io::Result<()> {
        let backing = Arc::clone(self.backing);
        let mut window = TextWindow::new(&*backing);
        window.load(noted.start, noted.length as usize, |_| ())?;
        let begin = window.index(noted.start);
        let end = window.index(noted.start + noted.length);
        let text = str::from_utf8(&window.bytes()[begin..end]).unwrap_or_default();
        let report = Report::default();
        let file = SourceText::new(self.file, text);
        let cx = Context {
            file: &file,
            report: &report,
        };
        let raw = Raw { text, start: 0 };
        geojson::feature(&cx, raw, noted.number, self.positions);
        self.left_out.extend(report.left_out());
        for problem in report.into_problems(&[self.file]) {
            self.push_moved(problem, noted.start)?;
        }
        Ok(())
    }

    fn undated(&mut self, notes: &ReadingNotes) -> io::Result<()> {
        for undated in notes.undated.values() {
            let place = self.place(undated.start)?;
            self.problems
                .push(words::undated(&undated.first, undated.count, place));
        }
        Ok(())
    }
}

/// The problem of a large file that was written for this program.
fn plain(place: Place) -> Problem {
    Problem::warning(
        "the layer is large: its features are drawn as plain marks",
        place,
    )
    .why("their `origin`, `precision` and `claim` are filtered by and told on their cards, but not drawn")
    .mend("put the features that need them into a file of 4 MB or less")
}
