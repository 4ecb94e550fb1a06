//! Geometries of binary formats brought to WGS 84, or left without a place with a word about why.

use geo::{Coord, CoordsIter as _, Geometry, HasDimensions as _};

use super::crs::{Crs, UnknownCrs};
use super::degrees;
use super::output::Output;
use crate::problem::{Place, Problem};

/// Features without a usable place that are told one by one; the rest are counted.
const TOLD_EACH: usize = 20;

/// Brings the geometries of one layer to WGS 84.
#[derive(Debug)]
pub(super) struct Placing {
    crs: Option<Crs>,
    layer: Place,
    unplaced: usize,
    turned_back: usize,
}

impl Placing {
    /// Geometries in `crs`. Where that is unknown or rough, it is told at once; `layer` is where.
    pub(super) fn new(crs: Result<Crs, UnknownCrs>, layer: Place, output: &mut Output<'_>) -> Self {
        match &crs {
            Err(unknown) => output.problem(unknown.problem(layer.clone())),
            Ok(Crs {
                name,
                caveat: Some(caveat),
                ..
            }) => {
                let what = format!("the coordinate reference system {name} is only roughly known");
                output.problem(
                    Problem::warning(what, layer.clone())
                        .why(caveat.clone())
                        .mend("save the layer in WGS 84 longitude and latitude (EPSG:4326) where that matters"),
                );
            }
            Ok(_) => {}
        }
        Self {
            crs: crs.ok(),
            layer,
            unplaced: 0,
            turned_back: 0,
        }
    }

    /// The geometry in WGS 84; `None` where it is empty or cannot be placed, which is told with the
    /// place that `at` gives.
    pub(super) fn placed(
        &mut self,
        geometry: Geometry<f64>,
        at: impl FnOnce() -> Place,
        output: &mut Output<'_>,
    ) -> Option<Geometry<f64>> {
        let crs = self.crs.as_ref()?;
        let mut geometry = geometry;
        if is_empty(&geometry) {
            return None;
        }
        if let Err(outside) = crs.place(&mut geometry) {
            self.tell(at, output, |place| {
                Problem::error(outside.to_string(), place)
                    .mend("look whether the layer names the right system")
            });
            return None;
        }
        match degrees::bring_back(&mut geometry) {
            Ok(turned) => {
                self.turned_back += usize::from(turned && matches!(geometry, Geometry::Point(_)));
                Some(geometry)
            }
            Err(fault) => {
                self.tell(at, output, |place| {
                    Problem::error(fault.what(), place).mend(fault.mend())
                });
                None
            }
        }
    }

    /// Tells that a geometry could not be read at all.
    pub(super) fn unreadable(
        &mut self,
        what: &str,
        at: impl FnOnce() -> Place,
        output: &mut Output<'_>,
    ) {
        self.tell(at, output, |place| {
            Problem::error(format!("its geometry cannot be read: {what}"), place)
                .mend("mend or draw it again in the program that made the file")
        });
    }

    fn tell(
        &mut self,
        at: impl FnOnce() -> Place,
        output: &mut Output<'_>,
        problem: impl FnOnce(Place) -> Problem,
    ) {
        self.unplaced += 1;
        if self.unplaced <= TOLD_EACH {
            output.problem(problem(at()).why("the feature is listed, but not on the map"));
        }
    }

    /// Tells what was only counted.
    pub(super) fn finish(self, output: &mut Output<'_>) {
        if self.unplaced > TOLD_EACH {
            let what = format!(
                "{} more features could not be placed",
                self.unplaced - TOLD_EACH
            );
            output.problem(
                Problem::error(what, self.layer.clone()).why("they are listed, but not on the map"),
            );
        }
        if self.turned_back > 0 {
            let what = format!(
                "{} points have longitudes beyond \u{b1}180",
                self.turned_back
            );
            output.problem(
                Problem::warning(what, self.layer).why("they were brought back by whole turns"),
            );
        }
    }
}

/// Whether a geometry has no position; binary formats write an empty point as NaN, NaN.
fn is_empty(geometry: &Geometry<f64>) -> bool {
    let nowhere = |Coord { x, y }: Coord<f64>| x.is_nan() && y.is_nan();
    match geometry {
        Geometry::Point(point) => nowhere(point.0),
        geometry => geometry.is_empty() || geometry.coords_iter().all(nowhere),
    }
}
