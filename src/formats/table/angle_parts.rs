//! Latitudes and longitudes whose degrees, minutes, seconds and sides stand in columns of their own.

use super::title::words;

/// Words for latitude and longitude in the titles of such columns.
const LATITUDES: [&str; 3] = ["lat", "latitude", "широта"];
const LONGITUDES: [&str; 5] = ["lon", "long", "lng", "longitude", "долгота"];

/// Words for the parts of an angle.
const DEGREES: [&str; 6] = ["deg", "degree", "degrees", "d", "grad", "dd"];
const MINUTES: [&str; 4] = ["min", "minute", "minutes", "m"];
const SECONDS: [&str; 4] = ["sec", "second", "seconds", "s"];
#[rustfmt::skip]
const SIDES: [&str; 9] = [
    "dir", "direction", "hemisphere", "hemi", "ref", "ns", "ew", "side", "cardinal",
];

/// The columns of one angle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AngleColumns {
    degrees: usize,
    minutes: Option<usize>,
    seconds: Option<usize>,
    side: Option<usize>,
}

impl AngleColumns {
    /// Numbers of the columns.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let rest = [self.minutes, self.seconds, self.side];
        std::iter::once(self.degrees).chain(rest.into_iter().flatten())
    }

    /// The angle that a row writes, as it would stand in one cell: `44 48 00 N`. A sign and a side that
    /// agree are one.
    pub(super) fn written<'r>(&self, cell: impl Fn(usize) -> &'r str) -> String {
        let side = self.side.map(&cell).unwrap_or_default();
        let degrees = cell(self.degrees);
        let is_negative = side.starts_with(['S', 's', 'W', 'w']);
        let degrees = match degrees.strip_prefix('-') {
            Some(rest) if is_negative => rest,
            _ => degrees,
        };
        let rest = [self.minutes, self.seconds].into_iter().flatten().map(cell);
        // Spreadsheets write whole degrees as `44.0`, also where minutes stand beside them.
        let parts = std::iter::once(degrees).chain(rest).chain([side]);
        let parts = parts.map(|part| part.strip_suffix(".0").unwrap_or(part));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// What a column is of an angle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Degrees,
    Minutes,
    Seconds,
    Side,
}

/// The columns of latitude and longitude, where either has more than one.
pub(super) fn of(names: &[&str]) -> Option<[AngleColumns; 2]> {
    let titles: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let lat = angle(&titles, &LATITUDES, "ns")?;
    let lon = angle(&titles, &LONGITUDES, "ew")?;
    let parted = |angle: &AngleColumns| angle.all().nth(1).is_some();
    (parted(&lat) || parted(&lon)).then_some([lat, lon])
}

/// The columns of the angle that one of these words names; `side` is the title that its side may have alone.
fn angle(titles: &[Vec<String>], known: &[&str], side: &str) -> Option<AngleColumns> {
    let find = |part: Part| {
        titles
            .iter()
            .position(|title| part_of(title, known) == Some(part))
    };
    let alone = || titles.iter().position(|title| title.concat() == side);
    let minutes = find(Part::Minutes);
    Some(AngleColumns {
        degrees: find(Part::Degrees)?,
        minutes,
        // `lat_s` alone is a latitude in the south.
        seconds: minutes.and_then(|_| find(Part::Seconds)),
        side: find(Part::Side).or_else(alone),
    })
}

/// What a title says of an angle with one of these names; `None` where it says anything else.
fn part_of(title: &[String], known: &[&str]) -> Option<Part> {
    let named = |word: &&String| known.contains(&word.as_str());
    if title.iter().filter(named).count() != 1 {
        return None;
    }
    let mut rest = title
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "gps" && !known.contains(word));
    let part = match rest.next() {
        None => Part::Degrees,
        Some(word) if DEGREES.contains(&word) => Part::Degrees,
        Some(word) if MINUTES.contains(&word) => Part::Minutes,
        Some(word) if SECONDS.contains(&word) => Part::Seconds,
        Some(word) if SIDES.contains(&word) => Part::Side,
        Some(_) => return None,
    };
    rest.next().is_none().then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of the columns of latitude and of longitude.
    fn found(names: &[&str]) -> Option<[Vec<usize>; 2]> {
        of(names).map(|parts| parts.map(|angle| angle.all().collect()))
    }

    #[test]
    fn degrees_minutes_seconds_and_sides_are_found_in_columns_of_their_own() {
        assert_eq!(
            found(&[
                "name", "lat_deg", "lat_min", "lat_sec", "lon_deg", "lon_min", "lon_sec"
            ]),
            Some([vec![1, 2, 3], vec![4, 5, 6]])
        );
        assert_eq!(
            found(&["Latitude", "NS", "Longitude", "EW"]),
            Some([vec![0, 1], vec![2, 3]])
        );
        assert_eq!(
            found(&[
                "GPS Latitude",
                "GPS Latitude Ref",
                "GPS Longitude",
                "GPS Longitude Ref"
            ]),
            Some([vec![0, 1], vec![2, 3]])
        );
        for plain in [
            &["lat", "lon"][..],
            &["lat_s", "lon_w"],
            &["lat", "lon", "minutes", "direction"],
            &["lat_min", "lat_max", "lon_min", "lon_max"],
        ] {
            assert_eq!(found(plain), None, "{plain:?}");
        }
    }

    #[test]
    fn an_angle_is_written_as_in_one_cell() {
        let angle = AngleColumns {
            degrees: 0,
            minutes: Some(1),
            seconds: None,
            side: Some(2),
        };
        let written = |cells: [&'static str; 3]| angle.written(|at| cells[at]);
        assert_eq!(written(["44.0", "48.5", "S"]), "44 48.5 S");
        assert_eq!(written(["-44", "48", "S"]), "44 48 S");
        assert_eq!(written(["-44", "48", "N"]), "-44 48 N");
        assert_eq!(written(["44", "", ""]), "44");
    }
}
