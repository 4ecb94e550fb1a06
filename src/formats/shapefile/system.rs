//! The reference system of a shapefile.

use std::io;

use super::super::Source;
use super::super::crs::{Crs, UnknownCrs};
use super::super::output::Output;
use super::super::window::SourceWindow;
use super::attributes::companion_text;
use super::offsets::HEADER;
use crate::problem::{Place, Problem};

/// Degrees by which the extent of a file may exceed the globe's and still be one of degrees.
const BEYOND_GLOBE_DEG: f64 = 1.0;

/// The system that is given, else the one that the `.prj` names; without one, degrees where the file's extent looks like degrees.
pub(super) fn crs(
    source: &Source<'_>,
    window: &mut SourceWindow<'_>,
    output: &mut Output<'_>,
) -> io::Result<Result<Crs, UnknownCrs>> {
    if let Some(given) = source.given.crs() {
        return Ok(given);
    }
    if let Some(text) = companion_text(source, "prj")? {
        return Ok(Crs::parse(&text));
    }
    let extent = window.get(0, HEADER as usize)?.map(extent);
    let [west, south, east, north] = extent.unwrap_or_default();
    let degrees = west.abs().max(east.abs()) <= 360.0 + BEYOND_GLOBE_DEG
        && south.abs().max(north.abs()) <= 90.0 + BEYOND_GLOBE_DEG;
    if !degrees {
        let why = format!(
            "there is no .prj, and the positions, from {west}, {south} to {east}, {north}, are no degrees"
        );
        return Ok(Err(UnknownCrs {
            name: "of a shapefile without .prj".to_owned(),
            why,
        }));
    }
    output.problem(
        Problem::warning("there is no .prj: WGS 84 longitude and latitude were assumed", Place::file(source.name))
            .why("a shapefile says its coordinate reference system in a file that ends in .prj; the positions look like degrees")
            .mend("put the .prj into the same folder, or the same .zip"),
    );
    Ok(Ok(Crs::wgs84()))
}

/// West, south, east and north from the header of a `.shp`; zero where it says none.
fn extent(header: &[u8]) -> [f64; 4] {
    let number = |at: usize| {
        header
            .get(at..)
            .and_then(<[u8]>::first_chunk)
            .map_or(0.0, |bytes| f64::from_le_bytes(*bytes))
    };
    [36, 44, 52, 60]
        .map(number)
        .map(|number| if number.is_finite() { number } else { 0.0 })
}
