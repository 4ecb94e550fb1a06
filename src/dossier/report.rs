//! Where the readers put what they find wrong.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use super::Understood;
use super::own_layer::OwnLayer;
use super::text::SourceText;
use crate::formats::geojson::Findings;
use crate::problem::{Place, Problem, Severity, grouped};

/// Problems of one file and severity that are listed one by one. What comes
/// after is counted, so that a file of a million faults stays readable.
const LISTED: usize = 500;

/// Everything found wrong so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Report {
    listed: RefCell<Vec<Problem>>,
    counts: RefCell<BTreeMap<(Option<String>, Severity), usize>>,
    left_out: RefCell<Vec<String>>,
    /// Features left out that have no label in `left_out`.
    unlabelled: Cell<usize>,
    understood: RefCell<Vec<Understood>>,
}

impl Report {
    /// Tells several problems.
    pub(super) fn extend(&self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }

    pub(super) fn push(&self, problem: Problem) {
        let mut counts = self.counts.borrow_mut();
        let key = (problem.place.file.clone(), problem.severity);
        let count = counts.entry(key).or_default();
        *count += 1;
        if *count <= LISTED {
            self.listed.borrow_mut().push(problem);
        }
    }

    /// Whether a further error of the file `name` would be listed, not only counted.
    pub(super) fn lists_errors_of(&self, name: &str) -> bool {
        let counts = self.counts.borrow();
        let count = counts.get(&(Some(name.to_owned()), Severity::Error));
        count.is_none_or(|&count| count < LISTED)
    }

    /// Whether nothing was found wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.listed.borrow().is_empty()
    }

    /// Remembers that the feature called `label` could not be read.
    pub(super) fn leave_out(&self, label: &str) {
        self.left_out.borrow_mut().push(label.to_owned());
    }

    /// Adds `count` features that could not be read, of which the first are called so.
    pub(super) fn leave_out_many(&self, count: usize, labels: &[String]) {
        self.left_out.borrow_mut().extend_from_slice(labels);
        let more = count.saturating_sub(labels.len());
        self.unlabelled.set(self.unlabelled.get() + more);
    }

    /// How many features could not be read.
    pub(super) fn left_out_count(&self) -> usize {
        self.left_out.borrow().len() + self.unlabelled.get()
    }

    /// The ids, or numbers, of the features that could not be read.
    pub(super) fn left_out(&self) -> Vec<String> {
        self.left_out.borrow().clone()
    }

    /// Remembers how a layer of `file` was understood.
    pub(super) fn understand(&self, file: &str, layer: &OwnLayer) {
        if !layer.understood.is_empty() {
            self.understood.borrow_mut().push(Understood {
                file: file.to_owned(),
                layer: layer.name.clone(),
                how: layer.line(),
            });
        }
    }

    /// How layers were understood.
    pub(super) fn understood(&self) -> Vec<Understood> {
        self.understood.borrow().clone()
    }

    /// All problems, in the order of `files` and of their lines.
    pub(super) fn into_problems(self, files: &[&str]) -> Vec<Problem> {
        let mut problems = self.listed.into_inner();
        let rank = |place: &Place| {
            let file = place.file.as_deref();
            let rank = files.iter().position(|name| Some(*name) == file);
            let start = place.span.as_ref().map_or(0, |span| span.start);
            (file.is_some(), rank.unwrap_or(files.len()), start)
        };
        problems.sort_by_key(|problem| rank(&problem.place));
        let unlisted = self.counts.into_inner().into_iter();
        for ((file, severity), count) in unlisted.filter(|(_, count)| *count > LISTED) {
            let place = Place {
                file,
                ..Place::default()
            };
            let more = grouped((count - LISTED) as u64);
            problems.push(match severity {
                Severity::Error => Problem::error(format!("{more} more errors"), place),
                Severity::Warning => Problem::warning(format!("{more} more warnings"), place),
            });
        }
        problems
    }
}

/// The problem of a file with `count` features that was not written for this program.
pub(super) fn unsourced(count: usize, place: Place) -> Problem {
    let what = match count {
        1 => "its only feature does not say where it comes from".to_owned(),
        count => format!(
            "none of its {} features says where it comes from",
            grouped(count as u64)
        ),
    };
    Problem::warning(what, place)
    .why("the file has no `origin` and no `precision`; its features are shown as background, as sites without a radius")
    .mend("add \"origin\" and \"precision\" to their properties to tell readers how sure they are")
}

/// What every reader of a file carries: the file, and where to report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) file: &'a SourceText<'a>,
    pub(super) report: &'a Report,
}

impl Context<'_> {
    pub(super) fn at(&self, span: &Range<usize>) -> Place {
        self.file.place(span.clone())
    }

    pub(super) fn push(&self, problem: Problem) {
        self.report.push(problem);
    }
}

impl Findings for Context<'_> {
    fn at(&self, span: &Range<usize>) -> Place {
        Context::at(self, span)
    }

    fn problem(&self, problem: Problem) {
        self.push(problem);
    }

    fn left_out(&self, label: &str) {
        self.report.leave_out(label);
    }
}
