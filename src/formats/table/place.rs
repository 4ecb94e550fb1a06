//! Where one row is.

use std::borrow::Cow;

use geo::{Coord, Geometry, LineString, Point};

use super::angle::{self, Angle};
use super::by_content::{by_content, is_absent};
use super::cell::{Cell, read as read_cell, well_known};
use super::columns::{Places, candidates};
use super::east::{is_o_east, with_east};
use super::system::{self, stated_crs};
use super::title;
use crate::earth::{parse_lonlat, parse_mgrs};
use crate::formats::Given;
use crate::formats::crs::{Crs, UnknownCrs};

/// Of so many rows with both numbers in one cell, more than one that is no latitude and longitude shows
/// that longitude stands first; fewer may be slips.
const ONE_IN_SHOWS: usize = 10;

/// Why a row has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// What is written is no coordinate.
    Unreadable,
    /// A latitude without a longitude, or a longitude without a latitude.
    Half,
    /// A decimal comma without quotation marks has made two cells of one.
    Split,
    /// Numbers that are no degrees, but metres of a projection.
    Metres,
    /// A latitude beyond 90 degrees that would be a longitude.
    Exchanged,
    /// Degrees that no place has.
    Beyond,
}

/// How the places of a table are read.
#[derive(Debug, Clone)]
pub(super) struct RowPlacing {
    places: Places,
    /// Whether longitude stands first, against what the column is called or what is usual.
    exchanged: bool,
    /// Whether the column's title says that longitude stands first.
    lon_first: bool,
    /// Whether `O` is the east: of German and Dutch, where French and Spanish have the west.
    o_is_east: bool,
    /// Cells of the head.
    width: usize,
    /// The system of the numbers, where they are not degrees on WGS 84.
    crs: Option<Crs>,
    /// Rows that have a place, and those of them that can be read.
    filled: usize,
    placed: usize,
}

impl RowPlacing {
    /// How the rows of a table with these columns are placed; `None` if no column speaks of places.
    /// Where several do, those count in which most rows have a place; before all, those that are
    /// `given`. A system that is given and not known places nothing, and is told.
    pub(super) fn of(
        names: &[&str],
        rows: &[Vec<&str>],
        given: &Given,
    ) -> (Option<Self>, Option<UnknownCrs>) {
        let crs = match given.crs().or_else(|| stated_crs(names, rows)) {
            Some(Err(unknown)) => return (None, Some(unknown)),
            Some(Ok(crs)) if !crs.is_wgs84() => Some(crs),
            _ => None,
        };
        if let Some(places) = given_pair(names, given) {
            return (Some(Self::tried(&places, names, rows, crs.as_ref())), None);
        }
        let tried = candidates(names)
            .into_iter()
            .map(|places| Self::tried(&places, names, rows, crs.as_ref()));
        // A column called `location` holds names as often as places.
        let tried = tried.filter(|it| it.is_sure() || it.placed * 2 > it.filled);
        // From behind, so that of equals the first is taken: their order is that of sureness.
        let by_title = tried.rev().max_by_key(|it| it.placed);
        let by_content = || {
            let places = by_content(names.len(), rows)?;
            Some(Self::tried(&places, names, rows, crs.as_ref()))
        };
        let placing = match by_title {
            Some(placing) if placing.placed > 0 => Some(placing),
            by_title => by_content().or(by_title),
        };
        (placing, None)
    }

    fn tried(places: &Places, names: &[&str], rows: &[Vec<&str>], crs: Option<&Crs>) -> Self {
        let lon_first =
            matches!(places, Places::Whole(at) if title::says_longitude_first(names[*at]));
        let o_is_east = is_o_east(places, names, rows);
        let count = |exchanged| {
            let mut placing = Self {
                places: places.clone(),
                exchanged,
                lon_first,
                o_is_east,
                width: names.len(),
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
        let usual = count(lon_first);
        // Where no title says which number stands first, rows that can be read one way alone show it.
        let is_open = matches!(places, Places::Whole(at) if !title::says_an_order(names[*at]));
        let unread = usual.filled - usual.placed;
        let shows_otherwise = if is_open {
            unread * ONE_IN_SHOWS > usual.filled
        } else {
            unread * 2 > usual.filled
        };
        if !shows_otherwise {
            return usual;
        }
        // Most rows have no place as they are written: if all of them have one with the numbers
        // exchanged, they are.
        let exchanged = count(!lon_first);
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

    /// Whether latitude and longitude are exchanged, against what the columns' titles say.
    pub(super) fn exchanged(&self) -> bool {
        self.exchanged != self.lon_first
    }

    /// Whether both numbers stand in one cell.
    pub(super) fn is_in_one_cell(&self) -> bool {
        matches!(self.places, Places::Whole(_))
    }

    /// The columns, in words: "`lat`/`lon`".
    pub(super) fn words(&self, names: &[&str]) -> String {
        let columns = self.places.columns();
        let columns = columns.iter().map(|&at| format!("`{}`", names[at]));
        let columns = columns.collect::<Vec<_>>().join("/");
        match &self.crs {
            Some(crs) => format!("{columns} in {}", crs.name),
            None => columns,
        }
    }

    /// Numbers of the columns.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.places.columns()
    }

    /// What a row says of its place: "lat 104.1, lon 43.5".
    pub(super) fn shown(&self, row: &[&str], names: &[String]) -> String {
        let shown = |at: &usize| {
            let cell: String = row.get(*at)?.trim().chars().take(60).collect();
            Some(format!("{} {cell}", names.get(*at)?))
        };
        let columns = self.places.columns();
        let shown = columns.iter().filter_map(shown);
        shown.collect::<Vec<_>>().join(", ")
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
                if pairs.iter().any(|&pair| self.is_split(row, pair)) {
                    return Some(Err(Fault::Split));
                }
                let pairs = pairs
                    .iter()
                    .filter_map(|[lat, lon]| self.pair(cell(*lat), cell(*lon)));
                let places: Result<Vec<Coord<f64>>, Fault> = pairs.collect();
                match places {
                    Ok(places) => line_of(places).map(Ok),
                    Err(fault) => Some(Err(fault)),
                }
            }
            Places::Parts([lat, lon]) => {
                let text = |at: usize| given(at).unwrap_or_default();
                let place = self.pair(&lat.written(text), &lon.written(text))?;
                Some(place.map(|place| Point(place).into()))
            }
            Places::TenMillionths([lat, lon]) => {
                let place = both(cell(*lat), cell(*lon))?;
                Some(place.and_then(|[lat, lon]| {
                    let [lat, lon] = [ten_millionths(lat)?, ten_millionths(lon)?];
                    degrees(lat, lon).map(|place| Point(place).into())
                }))
            }
            Places::Plane([y, x]) => {
                let place = self.pair(cell(*y), cell(*x))?;
                Some(place.map(|place| Point(place).into()))
            }
            Places::Utm([zone, easting, northing], hemisphere) => {
                let [zone, easting, northing] =
                    [given(*zone)?, given(*easting)?, given(*northing)?];
                let hemisphere = hemisphere.and_then(given).unwrap_or_default();
                let place = system::utm(zone, hemisphere, easting, northing);
                Some(place.ok_or(Fault::Unreadable))
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

    /// A latitude and a longitude; `None` where both say nothing.
    fn pair(&self, lat: &str, lon: &str) -> Option<Result<Coord<f64>, Fault>> {
        let [lat, lon] = match both(lat, lon)? {
            Ok(both) => both,
            Err(fault) => return Some(Err(fault)),
        };
        let lon = if self.o_is_east {
            with_east(lon)
        } else {
            Cow::Borrowed(lon)
        };
        let (Some(lat), Some(lon)) = (angle::parse(lat), angle::parse(&lon)) else {
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

    /// Whether a row has more cells than the head, and whole numbers where degrees should be: `44,8,65,5`.
    fn is_split(&self, row: &[&str], pair: [usize; 2]) -> bool {
        let behind = row.get(self.width..).unwrap_or_default();
        let whole = |cell: &str| {
            let digits = cell.trim_start_matches('-');
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let all_whole = || {
            let cells = pair.iter().filter_map(|&at| row.get(at));
            cells.chain(behind).all(|cell| whole(cell.trim()))
        };
        !behind.is_empty() && all_whole()
    }

    /// Both numbers of one cell; latitude stands first unless the column shows otherwise.
    fn whole(&self, text: &str) -> Result<Geometry<f64>, Fault> {
        match read_cell(text) {
            Some(Cell::Numbers([first, second])) => {
                let [first, second] = [first, second].map(|deg| Angle { deg, side: None });
                let (lat, lon) = if self.exchanged {
                    (second, first)
                } else {
                    (first, second)
                };
                self.position(lat, lon).map(|place| Point(place).into())
            }
            Some(Cell::LatLon([lat, lon])) => degrees(lat, lon).map(|place| Point(place).into()),
            Some(Cell::Geometry(geometry)) if self.crs.is_none() => in_degrees(geometry),
            Some(Cell::Geometry(geometry)) => Ok(geometry),
            None => {
                let place = parse_lonlat(text).or_else(|| parse_mgrs(text));
                match place {
                    Some(place) => Ok(Point::new(place.lon_deg, place.lat_deg).into()),
                    None => self.well_known_text(text),
                }
            }
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
        let (geometry, srid) = match read_cell(text) {
            Some(Cell::Geometry(geometry)) => (geometry, None),
            _ => well_known(text).ok_or(Fault::Unreadable)?,
        };
        match (&self.crs, srid) {
            (Some(_), _) => Ok(geometry),
            (None, None | Some(0 | 4326)) => in_degrees(geometry),
            (None, Some(srid)) => {
                let mut geometry = geometry;
                let crs = Crs::from_epsg(srid).map_err(|_| Fault::Metres)?;
                crs.place(&mut geometry).map_err(|_| Fault::Beyond)?;
                Ok(geometry)
            }
        }
    }
}

/// What a row writes for latitude and longitude; `None` where both say nothing.
fn both<'r>(lat: &'r str, lon: &'r str) -> Option<Result<[&'r str; 2], Fault>> {
    match (is_absent(lat), is_absent(lon)) {
        (false, false) => Some(Ok([lat, lon])),
        (true, true) => None,
        _ => Some(Err(Fault::Half)),
    }
}

/// An angle that is written in ten-millionths of a degree.
fn ten_millionths(text: &str) -> Result<Angle, Fault> {
    let number: f64 = text.parse().map_err(|_| Fault::Unreadable)?;
    let deg = number / 1e7;
    Ok(Angle { deg, side: None })
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
