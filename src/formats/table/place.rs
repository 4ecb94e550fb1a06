//! Where one row is.

use geo::{Coord, Geometry, LineString, Point};
use wkt::TryFromWkt as _;

use super::angle::{self, Angle};
use super::columns::{Places, candidates};
use crate::earth::{parse_lonlat, parse_mgrs};
use crate::formats::crs::{Crs, UnknownCrs};
use crate::formats::{Given, wkb};

/// Why a row has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// What is written is no coordinate.
    Unreadable,
    /// Numbers that are no degrees, but metres of a projection.
    Metres,
    /// A latitude beyond 90 degrees that would be a longitude.
    Exchanged,
    /// Degrees that no place has.
    Beyond,
}

/// How the places of a table are read.
#[derive(Debug, Clone)]
pub(super) struct Placing {
    places: Places,
    /// Whether longitude stands first, against what the column is called or what is usual.
    exchanged: bool,
    /// The system of the numbers, where they are not degrees on WGS 84.
    crs: Option<Crs>,
    /// Rows that have a place, and those of them that can be read.
    filled: usize,
    placed: usize,
}

impl Placing {
    /// How the rows of a table with these columns are placed; `None` if no column speaks of places.
    /// Where several do, those count in which most rows have a place; before all, those that are
    /// `given`. A system that is given and not known places nothing, and is told.
    pub(super) fn of(
        names: &[&str],
        rows: &[Vec<&str>],
        given: &Given,
    ) -> (Option<Self>, Option<UnknownCrs>) {
        let crs = match given.crs() {
            Some(Err(unknown)) => return (None, Some(unknown)),
            Some(Ok(crs)) if !crs.is_wgs84() => Some(crs),
            _ => None,
        };
        if let Some(places) = given_pair(names, given) {
            return (Some(Self::tried(&places, rows, crs.as_ref())), None);
        }
        let tried = candidates(names)
            .into_iter()
            .map(|places| Self::tried(&places, rows, crs.as_ref()));
        // A column called `location` holds names as often as places.
        let tried = tried.filter(|it| it.is_sure() || it.placed * 2 > it.filled);
        // The first of equals: their order is that of sureness.
        (tried.rev_max_by_key(|it| it.placed), None)
    }

    fn tried(places: &Places, rows: &[Vec<&str>], crs: Option<&Crs>) -> Self {
        let count = |exchanged| {
            let mut placing = Self {
                places: places.clone(),
                exchanged,
                crs: crs.cloned(),
                filled: 0,
                placed: 0,
            };
            let (mut filled, mut good) = (0, 0);
            for row in rows {
                match placing.place(row) {
                    None => {}
                    Some(Ok(_)) => (filled, good) = (filled + 1, good + 1),
                    Some(Err(_)) => filled += 1,
                }
            }
            (placing.filled, placing.placed) = (filled, good);
            placing
        };
        let usual = count(false);
        if usual.placed * 2 >= usual.filled {
            return usual;
        }
        // Most rows have no place as they are written: if all of them have one with the numbers
        // exchanged, they are.
        let exchanged = count(true);
        if exchanged.placed == exchanged.filled {
            exchanged
        } else {
            usual
        }
    }

    /// Whether the columns' names leave no doubt that they speak of places.
    fn is_sure(&self) -> bool {
        !matches!(self.places, Places::Whole(_) | Places::Wkt(_))
    }

    /// Whether latitude and longitude are exchanged.
    pub(super) fn exchanged(&self) -> bool {
        self.exchanged
    }

    /// The columns, in words: "`lat`/`lon`".
    pub(super) fn words(&self, names: &[&str]) -> String {
        let list = |columns: &[usize]| {
            let names: Vec<String> = columns
                .iter()
                .map(|&at| format!("`{}`", names[at]))
                .collect();
            names.join("/")
        };
        let columns = match &self.places {
            Places::Pairs(pairs) => list(&pairs.concat()),
            Places::Plane([y, x]) => list(&[*x, *y]),
            Places::Utm(columns) => list(columns),
            Places::Mgrs(at) | Places::Wkt(at) | Places::Whole(at) => list(&[*at]),
        };
        match &self.crs {
            Some(crs) => format!("{columns} in {}", crs.name),
            None => columns,
        }
    }

    /// What a row says of its place: "lat 104.1, lon 43.5".
    pub(super) fn shown(&self, row: &[&str], names: &[String]) -> String {
        let columns = match &self.places {
            Places::Pairs(pairs) => pairs.concat(),
            Places::Plane([y, x]) => vec![*x, *y],
            Places::Utm(columns) => columns.to_vec(),
            Places::Mgrs(at) | Places::Wkt(at) | Places::Whole(at) => vec![*at],
        };
        let shown = |at: &usize| {
            let cell: String = row.get(*at)?.trim().chars().take(60).collect();
            Some(format!("{} {cell}", names.get(*at)?))
        };
        columns
            .iter()
            .filter_map(shown)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Where a row is; `None` where it says nothing.
    pub(super) fn place(&self, row: &[&str]) -> Option<Result<Geometry<f64>, Fault>> {
        let written = self.written(row)?;
        let Some(crs) = &self.crs else {
            return Some(written);
        };
        Some(written.and_then(|mut geometry| {
            crs.place(&mut geometry).map_err(|_| Fault::Beyond)?;
            Ok(geometry)
        }))
    }

    /// The position that a row writes, in the system of the table.
    fn written(&self, row: &[&str]) -> Option<Result<Geometry<f64>, Fault>> {
        let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
        let given = |at: usize| Some(cell(at)).filter(|cell| !is_absent(cell));
        match &self.places {
            Places::Pairs(pairs) => {
                let pairs = pairs
                    .iter()
                    .filter_map(|[lat, lon]| self.pair(cell(*lat), cell(*lon)));
                let places: Result<Vec<Coord<f64>>, Fault> = pairs.collect();
                match places {
                    Ok(places) => line_of(places).map(Ok),
                    Err(fault) => Some(Err(fault)),
                }
            }
            Places::Plane([y, x]) => {
                let place = self.pair(cell(*y), cell(*x))?;
                Some(place.map(|place| Point(place).into()))
            }
            Places::Utm([zone, easting, northing]) => {
                let [zone, easting, northing] =
                    [given(*zone)?, given(*easting)?, given(*northing)?];
                Some(grid(zone, easting, northing).ok_or(Fault::Unreadable))
            }
            Places::Mgrs(at) => {
                let place = parse_mgrs(given(*at)?);
                Some(
                    place
                        .map(|place| Point::new(place.lon_deg, place.lat_deg).into())
                        .ok_or(Fault::Unreadable),
                )
            }
            Places::Wkt(at) => Some(self.well_known_text(given(*at)?)),
            Places::Whole(at) => Some(self.whole(given(*at)?)),
        }
    }

    /// A latitude and a longitude; `None` where either says nothing.
    fn pair(&self, lat: &str, lon: &str) -> Option<Result<Coord<f64>, Fault>> {
        if is_absent(lat) || is_absent(lon) {
            return None;
        }
        let (Some(lat), Some(lon)) = (angle::parse(lat), angle::parse(lon)) else {
            return Some(Err(Fault::Unreadable));
        };
        let by_side = matches!((lat.side, lon.side), (Some('E' | 'W'), Some('N' | 'S')));
        let (lat, lon) = if by_side || self.exchanged {
            (lon, lat)
        } else {
            (lat, lon)
        };
        Some(self.position(lat, lon))
    }

    /// Both numbers of one cell; latitude stands first unless the column shows otherwise.
    fn whole(&self, text: &str) -> Result<Geometry<f64>, Fault> {
        let text = text
            .trim_start_matches("geo:")
            .trim_matches(['(', ')', '[', ']', ' ']);
        if let Some(numbers) = two_numbers(text) {
            let [first, second] = numbers.map(|deg| Angle { deg, side: None });
            let (lat, lon) = if self.exchanged {
                (second, first)
            } else {
                (first, second)
            };
            return self.position(lat, lon).map(|place| Point(place).into());
        }
        let place = parse_lonlat(text).or_else(|| parse_mgrs(text));
        match place {
            Some(place) => Ok(Point::new(place.lon_deg, place.lat_deg).into()),
            None => self.well_known_text(text),
        }
    }

    /// A latitude and a longitude, or northing and easting, as a position.
    fn position(&self, lat: Angle, lon: Angle) -> Result<Coord<f64>, Fault> {
        if self.crs.is_some() {
            return Ok(Coord {
                x: lon.deg,
                y: lat.deg,
            });
        }
        degrees(lat, lon)
    }

    /// A geometry in well-known text or binary.
    fn well_known_text(&self, text: &str) -> Result<Geometry<f64>, Fault> {
        let geometry = well_known_text(text)?;
        if self.crs.is_some() {
            return Ok(geometry);
        }
        in_degrees(geometry)
    }
}

/// The columns that are given for latitude and longitude, where the table has both.
fn given_pair(names: &[&str], given: &Given) -> Option<Places> {
    let at = |wanted: &Option<String>| {
        let wanted = wanted.as_deref()?;
        names.iter().position(|name| name.trim() == wanted)
    };
    let pair = [at(&given.latitude)?, at(&given.longitude)?];
    Some(Places::Pairs(vec![pair]))
}

/// The last of those with the largest key, looked at from behind: the first of equals.
trait RevMaxBy: Iterator + Sized {
    fn rev_max_by_key<K: Ord>(self, key: impl Fn(&Self::Item) -> K) -> Option<Self::Item> {
        self.fold(None, |best: Option<Self::Item>, next| match best {
            Some(best) if key(&best) >= key(&next) => Some(best),
            _ => Some(next),
        })
    }
}

impl<I: Iterator> RevMaxBy for I {}

/// Whether a cell says that there is nothing.
fn is_absent(cell: &str) -> bool {
    let words = ["-", "n/a", "na", "nan", "null", "none", "unknown", "#n/a"];
    cell.is_empty() || words.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

fn line_of(mut places: Vec<Coord<f64>>) -> Option<Geometry<f64>> {
    match places.len() {
        0 | 1 => places.pop().map(|place| Point(place).into()),
        _ => Some(LineString(places).into()),
    }
}

/// A latitude and a longitude as a position.
fn degrees(lat: Angle, lon: Angle) -> Result<Coord<f64>, Fault> {
    let (x, y) = (lon.deg, lat.deg);
    if y.abs() <= 90.0 && x.abs() <= 360.0 {
        return Ok(Coord { x, y });
    }
    Err(if x.abs() > 1_000.0 || y.abs() > 1_000.0 {
        Fault::Metres
    } else if x.abs() <= 90.0 && y.abs() <= 180.0 {
        Fault::Exchanged
    } else {
        Fault::Beyond
    })
}

/// Two plain numbers with a comma, a semicolon or a space between, also with decimal commas.
fn two_numbers(text: &str) -> Option<[f64; 2]> {
    let pair = |first: &str, second: &str| {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
        let numbers = [number(first)?, number(second)?];
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(numbers)
    };
    let by = |separator: &str| {
        let (first, second) = text.split_once(separator)?;
        pair(first, second)
    };
    by(";")
        .or_else(|| by(", "))
        .or_else(|| by(" "))
        .or_else(|| by(","))
        .or_else(|| by("/"))
}

/// A place of Universal Transverse Mercator; the zone has its letter, `42N` or `42 S` being halves
/// of the earth as often as bands.
fn grid(zone: &str, easting: &str, northing: &str) -> Option<Geometry<f64>> {
    let zone: String = zone
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    let (x, y) = (number(easting)?, number(northing)?);
    let place = parse_lonlat(&format!("{zone} {x} {y}"))?;
    Some(Point::new(place.lon_deg, place.lat_deg).into())
}

/// A geometry in well-known text (ISO 19125-1), also with the `SRID=4326;` of `PostGIS` before it.
fn well_known_text(text: &str) -> Result<Geometry<f64>, Fault> {
    if let Some(bytes) = hexadecimal(text) {
        return well_known_binary(&bytes);
    }
    let text = match text.split_once(';') {
        Some(("SRID=4326", text)) => text,
        Some(_) => return Err(Fault::Metres),
        None => text,
    };
    Geometry::try_from_wkt_str(text).map_err(|_| Fault::Unreadable)
}

/// A geometry in well-known binary, as `PostGIS` prints one.
fn well_known_binary(bytes: &[u8]) -> Result<Geometry<f64>, Fault> {
    if wkb::srid(bytes).is_some_and(|srid| srid != 4326 && srid != 0) {
        return Err(Fault::Metres);
    }
    wkb::read(bytes).map_err(|_| Fault::Unreadable)
}

/// The bytes of a text of hexadecimal digits that begins as well-known binary does.
fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let begins = text.starts_with("00") || text.starts_with("01");
    if !begins || !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok())
        .collect()
}

/// The geometry, if all its positions are degrees.
fn in_degrees(geometry: Geometry<f64>) -> Result<Geometry<f64>, Fault> {
    let mut beyond = None;
    geo::CoordsIter::coords_iter(&geometry).for_each(|at| {
        let [lat, lon] = [at.y, at.x].map(|deg| Angle { deg, side: None });
        if let Err(fault) = degrees(lat, lon) {
            beyond.get_or_insert(fault);
        }
    });
    beyond.map_or(Ok(geometry), Err)
}
