//! Places of rows whose cells are values, not text: of a Parquet file or the table of a shapefile.

use geo::Geometry;
use serde_json::{Map, Value};

use super::place::RowPlacing;
use super::rows::turned_back;
use super::unplaced::Unplaced;
use crate::formats::Given;
use crate::problem::Problem;

/// Places rows by the columns that say where they are.
#[derive(Debug)]
pub(in crate::formats) struct ByColumns {
    names: Vec<String>,
    placing: RowPlacing,
    unplaced: Unplaced,
}

impl ByColumns {
    /// Rows of a table that settle which columns are the places.
    pub(in crate::formats) const SAMPLE: usize = 1_000;

    /// How the rows of a table with these columns are placed, as some of them show; `None` if no column
    /// speaks of places.
    pub(in crate::formats) fn of(
        names: Vec<String>,
        sample: &[Map<String, Value>],
        given: &Given,
    ) -> Option<Self> {
        let texts: Vec<Vec<String>> = sample
            .iter()
            .map(|row| names.iter().map(|name| text(row.get(name))).collect())
            .collect();
        let rows: Vec<Vec<&str>> = texts
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let titles: Vec<&str> = names.iter().map(String::as_str).collect();
        let (placing, _) = RowPlacing::of(&titles, &rows, given);
        Some(Self {
            placing: placing?,
            names,
            unplaced: Unplaced::default(),
        })
    }

    /// Which columns they are: "places from `lat`/`lon`".
    pub(in crate::formats) fn understood(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        format!("places from {}", self.placing.words(&names))
    }

    /// Where a row is; `None` where it says nothing, or nothing that is a place.
    pub(in crate::formats) fn place(&mut self, row: &Map<String, Value>) -> Option<Geometry<f64>> {
        let mut texts = vec![String::new(); self.names.len()];
        for at in self.placing.columns() {
            texts[at] = text(row.get(&self.names[at]));
        }
        let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
        match self.placing.place(&cells)? {
            Ok(geometry) => Some(turned_back(geometry)),
            Err(fault) => {
                let shown = || self.placing.shown(&cells, &self.names);
                self.unplaced.note(fault, None, shown);
                None
            }
        }
    }

    /// What is told of the rows that could not be placed.
    pub(in crate::formats) fn problems(&self, file: &str) -> impl Iterator<Item = Problem> {
        self.unplaced.problems(file)
    }
}

/// A value as it would stand in a cell.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
