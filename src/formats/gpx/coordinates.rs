//! Latitude and longitude of a point.

use geo::Coord;

use super::super::Locator;
use super::super::output::Output;
use super::super::xml::{Position, Tag};
use crate::problem::Problem;

/// Reads coordinates, and counts what it mended or could not read.
#[derive(Debug, Default)]
pub(super) struct Coordinates {
    commas: Count,
    unreadable: Count,
    zeros: Count,
}

/// How often something occurred, and where it did first.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) number: usize,
    first: Option<(Position, String)>,
}

impl Count {
    /// Counts another; the first one keeps its place and the text found there.
    pub(super) fn add(&mut self, at: Position, found: impl FnOnce() -> String) {
        self.number += 1;
        self.first.get_or_insert_with(|| (at, found()));
    }

    /// Where the first stands, and what stands there.
    pub(super) fn first(&self) -> Option<(Locator, &str)> {
        let (at, found) = self.first.as_ref()?;
        Some(((*at).into(), found))
    }
}

impl Coordinates {
    /// The place of the point that `tag` begins; `None` where it states none that can be read.
    pub(super) fn of(&mut self, tag: &Tag) -> Option<Coord<f64>> {
        let (lat, lon) = (tag.attribute("lat"), tag.attribute("lon"));
        let read = |text: Option<&str>| {
            let text = text?.trim();
            if let Ok(number) = text.parse::<f64>() {
                return number.is_finite().then_some((number, false));
            }
            // Phones that are set to German or Russian write a decimal comma.
            let number = text.replace(',', ".").parse::<f64>().ok()?;
            Some((number, true))
        };
        let found = || {
            format!(
                "lat=\"{}\" lon=\"{}\"",
                lat.unwrap_or_default(),
                lon.unwrap_or_default()
            )
        };
        let (Some((x, comma_x)), Some((y, comma_y))) = (read(lon), read(lat)) else {
            self.unreadable.add(tag.at, found);
            return None;
        };
        if comma_x || comma_y {
            self.commas.add(tag.at, found);
        }
        Some(Coord { x, y })
    }

    /// Counts a point of a path that lies at 0, 0.
    pub(super) fn add_zero(&mut self, at: Position) {
        self.zeros.add(at, String::new);
    }

    /// Tells what was mended or could not be read, each once.
    pub(super) fn tell(&self, output: &mut Output<'_>) {
        if let Some((locator, found)) = self.commas.first() {
            let what = format!(
                "{} decimal commas, such as {found}",
                points_have(self.commas.number)
            );
            output.problem(
                Problem::warning(what, output.place(&locator, ""))
                    .why("the comma was read as a decimal point")
                    .mend("export the file with decimal points"),
            );
        }
        if let Some((locator, _)) = self.zeros.first() {
            let what = match self.zeros.number {
                1 => "a point of a path lies at 0, 0, in the Gulf of Guinea".to_owned(),
                number => format!("{number} points of paths lie at 0, 0, in the Gulf of Guinea"),
            };
            output.problem(
                Problem::warning(what, output.place(&locator, ""))
                    .why("devices without a fix write 0, 0; the line runs there all the same")
                    .mend("remove the points that have no place"),
            );
        }
        if let Some((locator, found)) = self.unreadable.first() {
            let what = format!(
                "{} no latitude and longitude, such as {found}",
                points_have(self.unreadable.number)
            );
            output.problem(
                Problem::error(what, output.place(&locator, ""))
                    .why("not on the map")
                    .mend("write lat and lon in degrees"),
            );
        }
    }
}

fn points_have(count: usize) -> String {
    match count {
        1 => "a point has".to_owned(),
        count => format!("{count} points have"),
    }
}
