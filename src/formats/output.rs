//! Records given to a sink in batches, and what is told of each.

use geo::Geometry;

use super::crs::Crs;
use super::degrees::{self, OutOfRange};
use super::parts::Parts;
use super::{Flow, LayerInfo, LayerNo, Locator, Record, Rows, Sink};
use crate::problem::{Place, Problem, counted};

/// Records of a batch.
const BATCH: usize = 4096;

/// Longitudes brought back that are told one by one; the rest are counted.
const TOLD_EACH: usize = 20;

/// Gives records to a sink in batches.
pub(super) struct Output<'k> {
    file: &'k str,
    sink: &'k mut dyn Sink,
    batch: Vec<Record>,
    rows: Rows,
    given: u64,
    told: bool,
    zeros: Zeros,
    turned_back: usize,
}

/// Counts features at 0, 0, where programs put those whose coordinates are missing.
#[derive(Debug, Default)]
pub(super) struct Zeros {
    zeros: usize,
    placed: usize,
}

impl Zeros {
    /// Takes the place of the next feature.
    pub(super) fn add(&mut self, geometry: Option<&Geometry<f64>>) {
        self.placed += usize::from(geometry.is_some());
        let is_zero = |geometry: &Geometry<f64>| *geometry == geo::Point::new(0.0, 0.0).into();
        self.zeros += usize::from(geometry.is_some_and(is_zero));
    }

    /// What is told of them. Where all lie there, somebody means it.
    pub(super) fn problem(&self, place: Place) -> Option<Problem> {
        if self.zeros == 0 {
            return None;
        }
        let features = counted(self.zeros as u64, "a feature lies", "features lie");
        let what = format!("{features} at 0, 0, in the Gulf of Guinea");
        let problem = Problem::warning(what, place)
            .why("programs write 0, 0 where coordinates are missing")
            .mend("remove the place of those that have none, or correct it");
        (self.zeros < self.placed).then_some(problem)
    }
}

/// What is told of a file that is sound and holds nothing.
pub(super) fn no_feature(place: Place) -> Problem {
    Problem::warning("the file holds no feature", place)
        .why("there is nothing to list or to show")
        .mend("export it again if features should be in it")
}

impl<'k> Output<'k> {
    /// Gives records of the file called `file` to `sink`.
    pub(super) fn new(file: &'k str, sink: &'k mut dyn Sink) -> Self {
        Self {
            file,
            sink,
            batch: Vec::new(),
            rows: Rows::default(),
            given: 0,
            told: false,
            zeros: Zeros::default(),
            turned_back: 0,
        }
    }

    /// Announces a layer.
    pub(super) fn layer(&mut self, info: LayerInfo) -> LayerNo {
        self.sink.layer(info)
    }

    /// Where the properties of the record that is [ended](Self::end) next are given. Its rows are of one
    /// layer: see [`begin_rows`](Self::begin_rows).
    pub(super) fn rows(&mut self) -> &mut Rows {
        &mut self.rows
    }

    /// Begins the rows of a layer.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(super) fn begin_rows(&mut self) -> Flow {
        self.flush()?;
        self.rows = Rows::default();
        Ok(())
    }

    /// Adds a record whose properties were given to [`rows`](Self::rows).
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(super) fn end(&mut self, record: Record) -> Flow {
        self.given += 1;
        self.zeros.add(record.geometry.as_ref());
        self.rows.end(record);
        if self.rows.is_full() {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(super) fn push(&mut self, record: Record) -> Flow {
        self.given += 1;
        self.zeros.add(record.geometry.as_ref());
        self.batch.push(record);
        if self.batch.len() >= BATCH {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// How many records were added.
    pub(super) fn given(&self) -> u64 {
        self.given
    }

    /// Says how far reading is.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(super) fn progress(&mut self, bytes: u64) -> Flow {
        self.sink.progress(bytes)
    }

    /// Tells a problem.
    pub(super) fn problem(&mut self, problem: Problem) {
        self.told = true;
        self.sink.problem(problem);
    }

    /// Counts features that are not among the records.
    pub(super) fn left_out(&mut self, count: usize) {
        self.sink.left_out(count);
    }

    /// Gives what is left, and tells what was only counted.
    ///
    /// # Errors
    /// Fails if reading was cancelled.
    pub(super) fn finish(&mut self) -> Flow {
        if let Some(problem) = self.zeros.problem(Place::file(self.file)) {
            self.sink.problem(problem);
        }
        if self.given == 0 && !self.told {
            self.sink.problem(no_feature(Place::file(self.file)));
        }
        if let Some(more) = self
            .turned_back
            .checked_sub(TOLD_EACH)
            .filter(|&more| more > 0)
        {
            let what = format!("{more} more features have longitudes beyond \u{b1}180");
            self.sink.problem(
                Problem::warning(what, Place::file(self.file))
                    .why("they were brought back by whole turns"),
            );
        }
        self.flush()
    }

    fn flush(&mut self) -> Flow {
        if !self.rows.is_empty() {
            self.sink.rows(self.rows.take())?;
        }
        if self.batch.is_empty() {
            return Ok(());
        }
        self.sink.records(std::mem::take(&mut self.batch))
    }

    /// The place of the record that stands at `locator` and is called `label`.
    pub(super) fn place(&self, locator: &Locator, label: &str) -> Place {
        let mut place = Place::file(self.file);
        place.line = locator.line();
        if label.is_empty() {
            place
        } else {
            place.in_feature(label)
        }
    }

    /// One geometry of `parts`, which are in degrees. What was mended in it is told, and so is what
    /// cannot be: the record then stays without a place.
    pub(super) fn placed(
        &mut self,
        parts: Parts,
        locator: &Locator,
        label: &str,
    ) -> Option<Geometry<f64>> {
        self.placed_from(&Crs::wgs84(), parts, locator, label)
    }

    /// As [`placed`](Self::placed), for parts in another system.
    pub(super) fn placed_from(
        &mut self,
        crs: &Crs,
        parts: Parts,
        locator: &Locator,
        label: &str,
    ) -> Option<Geometry<f64>> {
        let place = self.place(locator, label);
        self.tell_mended(&parts, &place);
        let mut geometry = parts.into_geometry()?;
        if let Err(outside) = crs.place(&mut geometry) {
            self.sink.problem(
                Problem::error(outside.to_string(), place)
                    .why("the feature is listed, but not on the map")
                    .mend("look whether the file names the right system"),
            );
            return None;
        }
        match degrees::bring_back(&mut geometry) {
            Ok(turned) => {
                if turned {
                    self.tell_turned_back(place);
                }
                Some(geometry)
            }
            Err(fault) => {
                self.sink.problem(unplaced(&fault, place));
                None
            }
        }
    }

    fn tell_turned_back(&mut self, place: Place) {
        self.turned_back += 1;
        if self.turned_back <= TOLD_EACH {
            self.sink.problem(
                Problem::warning("its longitudes run beyond \u{b1}180", place)
                    .why("they were brought back by whole turns")
                    .mend("write longitudes from -180 to 180"),
            );
        }
    }

    fn tell_mended(&mut self, parts: &Parts, place: &Place) {
        if parts.bad_rings > 0 {
            let what = format!(
                "{} of its rings have fewer than three corners",
                parts.bad_rings
            );
            self.sink.problem(
                Problem::error(what, place.clone())
                    .why("they were left out")
                    .mend("a ring needs three corners or more, and the first again at its end"),
            );
        }
        if parts.closed_rings > 0 {
            self.sink.problem(
                Problem::warning(
                    format!("{} of its rings are not closed", parts.closed_rings),
                    place.clone(),
                )
                .why("they were closed by a straight line to their beginning")
                .mend("end each ring with its first position"),
            );
        }
        if parts.single_positions > 0 {
            self.sink.problem(
                Problem::warning("a line of a single position", place.clone())
                    .why("it is shown as a point")
                    .mend("a line needs two positions or more"),
            );
        }
    }
}

/// The problem of a record whose coordinates are no place.
fn unplaced(fault: &OutOfRange, place: Place) -> Problem {
    Problem::error(fault.what(), place)
        .why("the feature is listed, but not on the map")
        .mend(fault.mend())
}
