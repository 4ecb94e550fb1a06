//! Rows that have coordinates and no place: of each kind of fault the first is told, and the others counted.

use std::collections::BTreeMap;

use super::place::Fault;
use crate::problem::{Place, Problem, counted};

/// Rows without a place, by what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Unplaced(BTreeMap<Fault, Rows>);

/// Rows with one fault.
#[derive(Debug)]
struct Rows {
    count: usize,
    line: Option<u32>,
    /// What the first of them says of its place.
    cells: String,
}

impl Unplaced {
    /// Counts a row that begins at `line`; `cells` is asked for what the first row says.
    pub(super) fn note(&mut self, fault: Fault, line: Option<u32>, cells: impl FnOnce() -> String) {
        let first = || Rows {
            count: 0,
            line,
            cells: cells(),
        };
        self.0.entry(fault).or_insert_with(first).count += 1;
    }

    /// What is told of them.
    pub(super) fn problems(&self, file: &str) -> impl Iterator<Item = Problem> {
        let rows = self.0.iter();
        rows.map(move |(&fault, rows)| problem(file, fault, rows))
    }
}

/// What is told of rows that have coordinates and no place.
fn problem(file: &str, fault: Fault, rows: &Rows) -> Problem {
    let (what, mend) = match fault {
        Fault::Unreadable => (
            "coordinates that cannot be read",
            "write degrees such as 44.8 or 44°48'N, latitude and longitude",
        ),
        Fault::Half => (
            "a latitude without a longitude, or the other way round",
            "fill in both, or empty both",
        ),
        Fault::Split => (
            "more cells than the head, so that decimal commas seem to part their coordinates",
            "write decimal points, put numbers with a comma in quotation marks, or part cells by semicolons",
        ),
        Fault::Metres => (
            "coordinates that are no longitude and latitude",
            "these look like metres of a projection; export the table in WGS 84 (EPSG:4326), in degrees",
        ),
        Fault::Exchanged => (
            "a latitude beyond \u{b1}90",
            "latitude and longitude seem to be exchanged there; exchange the two numbers",
        ),
        Fault::Beyond => (
            "coordinates outside \u{b1}180 and \u{b1}90 degrees",
            "write latitude and longitude in degrees",
        ),
    };
    let subject = counted(rows.count as u64, "a row has", "rows have");
    let place = Place {
        line: rows.line,
        ..Place::file(file)
    };
    Problem::error(format!("{subject} {what}: {}", rows.cells), place)
        .why("listed, but not on the map")
        .mend(mend)
}
