//! Which columns of a table say where its rows are.

use super::angle_parts::{self, AngleColumns};
use super::title::{plain, words};

/// Names of columns with a latitude, the surest first.
#[rustfmt::skip]
const LATITUDES: [&str; 57] = [
    "latitude", "lat", "latdd", "latdeg", "latitudedd", "latdecimal", "decimallatitude",
    "latitudedecimal", "latwgs84", "gpslatitude", "gpslat", "geolat", "@lat", "latitud",
    "latitudine", "breite", "breitengrad", "широта", "enlem", "szerokość", "纬度", "緯度", "위도",
    "خطالعرض", "lattitude", "coordlat", "latcoord", "latcoordinate", "ycoordinatelat",
    "geographischebreite", "breedtegraad", "breddgrad", "breddegrad", "breddegrad", "leveysaste",
    "szélesség", "zeměpisnášířka", "zemepisnasirka", "šířka", "sirka", "šírka",
    "szerokośćgeograficzna", "szerokosc", "szerokoscgeograficzna", "географическаяширота",
    "γεωγραφικόπλάτος", "πλάτος", "განედი", "ендік", "кенглик", "lintang", "vĩđộ", "عرضجغرافیایی",
    "دائرةالعرض", "קורוחב", "ละติจูด", "अक्षांश",
];

/// Names of columns with a longitude, in the same order.
#[rustfmt::skip]
const LONGITUDES: [&str; 65] = [
    "longitude", "lon", "lng", "long", "londd", "longdd", "londeg", "longitudedd", "londecimal",
    "decimallongitude", "longitudedecimal", "lonwgs84", "gpslongitude", "gpslon", "geolon", "@lon",
    "longitud", "longitudine", "länge", "laenge", "längengrad", "долгота", "boylam", "经度", "經度",
    "경도", "خطالطول", "longtitude", "coordlon", "coordlong", "coordlng", "loncoord", "longcoord",
    "loncoordinate", "geographischelänge", "lengtegraad", "längdgrad", "længdegrad", "lengdegrad",
    "pituusaste", "hosszúság", "zeměpisnádélka", "zemepisnadelka", "délka", "delka", "dĺžka",
    "długość", "dlugosc", "długośćgeograficzna", "dlugoscgeograficzna", "географическаядолгота",
    "довгота", "γεωγραφικόμήκος", "μήκος", "გრძედი", "бойлық", "узунлик", "bujur", "kinhđộ", "経度",
    "طولجغرافیایی", "دائرةالطول", "קואורך", "ลองจิจูด", "देशांतर",
];

/// Words that make a longer name one of a latitude or longitude: `incident_lat`.
#[rustfmt::skip]
const LATITUDE_WORDS: [&str; 7] = [
    "lat", "latitude", "широта", "latitud", "latitudine", "breite", "szerokość",
];
#[rustfmt::skip]
const LONGITUDE_WORDS: [&str; 10] = [
    "lon", "lng", "long", "longitude", "долгота", "longitud", "longitudine", "länge", "długość",
    "довгота",
];

/// Words that say how degrees are written, or on which side; they part no pair.
const UNITS: [&str; 16] = [
    "n", "s", "e", "w", "x", "y", "deg", "degree", "degrees", "decimal", "dd", "wgs", "84", "gps",
    "north", "east",
];

/// What a longer name says besides, where several pairs are there: GDELT's place of the action
/// itself stands behind those of the two actors.
const PREFERRED: [&str; 2] = ["actiongeo", "event"];

/// Names of columns with a geometry in well-known text.
#[rustfmt::skip]
const WKT: [&str; 20] = [
    "wkt", "geom", "geometry", "thegeom", "wkbgeometry", "wktgeometry", "geometrywkt", "shape",
    "footprint", "geojson", "geo", "geomjson", "geomgeojson", "stgeojson", "stastext", "astext",
    "stasgeojson", "wkb", "geomwkt", "wktgeom",
];

/// Names of columns with a whole place.
#[rustfmt::skip]
const WHOLE: [&str; 64] = [
    "coordinates", "coordinate", "coords", "coord", "latlon", "latlong", "latlng",
    "latitudelongitude", "geolocation", "geopoint", "geocoordinates", "gps", "gpscoordinates",
    "position", "point", "location", "координаты", "coordonnees", "coordonnées", "coordenadas",
    "koordinaten", "坐标", "геопозиция", "lonlat", "utm", "utmcoordinates", "gridreference",
    "gridref", "lnglat", "longlat", "longitudelatitude", "latlongs", "координата", "gpsposition",
    "gpslocation", "locationcoordinates", "coordinatesgps", "latitudeandlongitude", "geoposition",
    "geolocalisation", "geolocalización", "ubicación", "ubicacion", "posizione", "posicion",
    "posición", "positie", "позиция", "положение", "местоположение", "tọađộ", "座標", "좌표",
    "الإحداثيات", "koordinaatit", "koordinat", "koordinates", "współrzędne", "souřadnice",
    "mappoint", "mapurl", "googlemaps", "url", "attrgeolocation",
];

/// Names of columns in the military grid.
const MGRS: [&str; 3] = ["mgrs", "usng", "mgrscoordinates"];

/// How the columns of a table say where a row is. Numbers are those of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Places {
    /// Latitude and longitude; several pairs are the positions of a line.
    Pairs(Vec<[usize; 2]>),
    /// Latitude and longitude in ten-millionths of a degree, as Google's location history has them: `latitudeE7`.
    TenMillionths([usize; 2]),
    /// Latitude and longitude of which parts stand in columns of their own: degrees, minutes, seconds, side.
    Parts([AngleColumns; 2]),
    /// `x` and `y`, which are degrees or metres.
    Plane([usize; 2]),
    /// Zone, easting and northing, and perhaps the hemisphere.
    Utm([usize; 3], Option<usize>),
    /// The military grid.
    Mgrs(usize),
    /// Well-known text.
    Wkt(usize),
    /// Both numbers in one cell.
    Whole(usize),
}

impl Places {
    /// Numbers of the columns, in the order in which people name them.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Pairs(pairs) => pairs.concat(),
            Self::Parts(parts) => parts.iter().flat_map(AngleColumns::all).collect(),
            Self::Plane([y, x]) => vec![*x, *y],
            Self::TenMillionths(pair) => pair.to_vec(),
            Self::Utm(columns, _) => columns.to_vec(),
            Self::Mgrs(at) | Self::Wkt(at) | Self::Whole(at) => vec![*at],
        }
    }
}

/// Names of columns with a whole place that are common in tables without one.
const COMMON: [&str; 14] = [
    "location",
    "position",
    "point",
    "url",
    "mapurl",
    "googlemaps",
    "ubicación",
    "ubicacion",
    "posición",
    "posicion",
    "положение",
    "местоположение",
    "позиция",
    "posizione",
];

/// The number of a list of two that is the latitude, where a column with this title holds positions as
/// lists; `None` where the title speaks of no position. Longitude stands first, as in `GeoJSON`, unless the title
/// says otherwise.
pub(in crate::formats) fn latitude_in_list(title: &str) -> Option<usize> {
    const OF_LISTS: [&str; 2] = ["geo", "center"];
    let title = plain(title);
    let is_grid = title.starts_with("utm") || title.starts_with("grid");
    let is_position = WHOLE.iter().chain(&OF_LISTS).any(|known| *known == title) && !is_grid;
    let latitude_first = title.starts_with("lat") || title.starts_with("gps");
    is_position.then_some(usize::from(!latitude_first))
}

/// Whether a head with these names says where its rows are.
pub(in crate::formats) fn has_places(names: &[impl AsRef<str>]) -> bool {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match candidates(&names).first() {
        // These names are common in tables without places.
        Some(Places::Whole(at)) => !COMMON.contains(&plain(names[*at]).as_str()),
        Some(Places::Wkt(at)) => !matches!(plain(names[*at]).as_str(), "shape" | "geo"),
        other => other.is_some(),
    }
}

/// Every way in which these columns may say where a row is, the surest first.
pub(super) fn candidates(names: &[&str]) -> Vec<Places> {
    let plains: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let first = |known: &[&str]| {
        known
            .iter()
            .find_map(|name| plains.iter().position(|plain| plain == name))
    };
    let mut found = Vec::new();
    let all = |names: &'static [&'static str]| {
        names
            .iter()
            .flat_map(|name| (0..plains.len()).filter(|&at| plains[at] == **name))
            .collect::<Vec<_>>()
    };
    found.extend(all(&WKT).into_iter().map(Places::Wkt));
    found.extend(ten_millionths(names).map(Places::TenMillionths));
    if let Some(parts) = angle_parts::of(names) {
        found.push(Places::Parts(parts));
    } else {
        let pairs = exact_pairs(&plains).or_else(|| worded_pair(names));
        found.extend(pairs.map(Places::Pairs));
    }
    found.extend(first(&MGRS).map(Places::Mgrs));
    let zone = first(&["utmzone", "zone", "zona"]);
    let grid = first(&["easting", "utmeasting", "utme", "este"]).zip(first(&[
        "northing",
        "utmnorthing",
        "utmn",
        "norte",
    ]));
    if let (Some(zone), Some((easting, northing))) = (zone, grid) {
        let hemisphere = first(&["hemisphere", "hemi", "utmhemisphere", "utmhemi", "ns"]);
        found.push(Places::Utm([zone, easting, northing], hemisphere));
    }
    found.extend(all(&WHOLE).into_iter().map(Places::Whole));
    let plane = first(&["x", "xcoord", "coordx", "pointx", "lonx", "easting"]).zip(first(&[
        "y", "ycoord", "coordy", "pointy", "laty", "northing",
    ]));
    found.extend(plane.map(|(x, y)| Places::Plane([y, x])));
    found
}

/// Columns called latitude and longitude and nothing else; the same name again is another pair.
fn exact_pairs(plains: &[String]) -> Option<Vec<[usize; 2]>> {
    let all = |names: &[&str]| {
        let first = names
            .iter()
            .find(|name| plains.iter().any(|plain| plain == *name))?;
        let at = (0..plains.len()).filter(|&at| plains[at] == **first);
        Some(at.collect::<Vec<_>>())
    };
    let (lats, lons) = (all(&LATITUDES)?, all(&LONGITUDES)?);
    let pairs = lats.into_iter().zip(lons).map(|(lat, lon)| [lat, lon]);
    Some(pairs.collect())
}

/// A pair whose names say that they count ten-millionths: `latE7`, `location.longitude_e7`.
fn ten_millionths(names: &[&str]) -> Option<[usize; 2]> {
    let titles: Vec<&str> = names.iter().map(|name| in_degrees(name)).collect();
    let plains: Vec<String> = titles.iter().map(|title| plain(title)).collect();
    let pairs = exact_pairs(&plains).or_else(|| worded_pair(&titles))?;
    pairs.first().copied()
}

/// The title that a column in ten-millionths would have in degrees; nothing for any other column.
fn in_degrees(name: &str) -> &str {
    let name = name.trim();
    let degrees = name.strip_suffix("E7").or_else(|| name.strip_suffix("e7"));
    degrees.unwrap_or_default()
}

/// A pair of longer names that differ in nothing but the word: `Event_Lat`, `Event_Long`.
fn worded_pair(names: &[&str]) -> Option<Vec<[usize; 2]>> {
    let rest = |name: &str, known: &[&str]| {
        let words = words(name);
        let at = words
            .iter()
            .rposition(|word| known.contains(&word.as_str()))?;
        let rest = words.iter().enumerate().filter(|(other, _)| *other != at);
        let rest = rest.map(|(_, word)| word.as_str());
        Some(
            rest.filter(|word| !UNITS.contains(word))
                .collect::<String>(),
        )
    };
    let of = |known: &[&str]| {
        let columns = names.iter().enumerate();
        columns
            .filter_map(|(at, name)| Some((at, rest(name, known)?)))
            .collect::<Vec<_>>()
    };
    let (lats, lons) = (of(&LATITUDE_WORDS), of(&LONGITUDE_WORDS));
    let pairs: Vec<([usize; 2], &str)> = lats
        .iter()
        .filter_map(|(lat, rest)| {
            let (lon, _) = lons.iter().find(|(_, other)| other == rest)?;
            Some(([*lat, *lon], rest.as_str()))
        })
        .collect();
    let preferred = pairs.iter().find(|(_, rest)| PREFERRED.contains(rest));
    preferred.or(pairs.first()).map(|(pair, _)| vec![*pair])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latitude_and_longitude_are_known_in_many_spellings() {
        for names in [
            ["lat", "lon"],
            ["Latitude", "Longitude"],
            ["LAT", "LNG"],
            ["широта", "долгота"],
            ["Breitengrad", "Längengrad"],
            ["latitud", "longitud"],
            ["incident_lat", "incident_long"],
            ["EventLatitude", "EventLongitude"],
            ["decimalLatitude", "decimalLongitude"],
            ["y_lat", "y_lon"],
            ["@lat", "@lon"],
            ["Latitude (°N)", "Longitude (°E)"],
            ["Lat [deg]", "Lon [deg]"],
            ["lat_n", "lon_e"],
            ["lat1", "lon1"],
            ["szerokość", "długość"],
            ["широта", "довгота"],
            ["緯度", "経度"],
        ] {
            let first = candidates(&names).into_iter().next();
            assert_eq!(first, Some(Places::Pairs(vec![[0, 1]])), "{names:?}");
        }
    }

    #[test]
    fn a_pair_belongs_together_and_the_place_of_the_event_goes_first() {
        let names = [
            "Actor1Geo_Lat",
            "Actor1Geo_Long",
            "ActionGeo_Lat",
            "ActionGeo_Long",
        ];
        assert_eq!(candidates(&names)[0], Places::Pairs(vec![[2, 3]]));
        assert_eq!(candidates(&["a_lat", "b_lon"]), []);
        assert_eq!(
            candidates(&["lat", "lon", "lat", "lon"])[0],
            Places::Pairs(vec![[0, 1], [2, 3]])
        );
        assert_eq!(
            candidates(&["place.latE7", "place.lngE7", "accuracyE7"])[0],
            Places::TenMillionths([0, 1])
        );
        assert!(!has_places(&["name", "location"]));
        assert!(!has_places(&["platform", "belong"]));
    }
}
