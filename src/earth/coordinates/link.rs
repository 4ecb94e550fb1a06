//! Links that name a place: `geo:` (RFC 5870) and those of the usual map services.
//!
//! A link is read as text. Nothing is looked up, so a shortened link cannot be understood.

use super::form::{CoordinateForm, MapService, ReadPlace};
use super::spelled::{self, number_at};
use crate::earth::LonLat;

/// The place that a link names.
pub(super) fn read(text: &str) -> Option<ReadPlace> {
    let lower = decoded(text).to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("geo:") {
        let form = CoordinateForm::GeoLink;
        return pair(rest, ',').map(|at| ReadPlace { at, form });
    }
    let address = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let end = address.find(['/', '?', '#'])?;
    let (host, path) = address.split_at(end);
    let service = service(host, path)?;
    let at = match service {
        MapService::OpenStreetMap => open_street_map(path),
        MapService::Google => google(path),
        MapService::Bing => bing(path),
        MapService::Yandex => yandex(path),
        MapService::Apple => after(path, &["ll=", "coordinate=", "q=", "sll="], ','),
        MapService::GeoHack => geohack(path),
    };
    let form = CoordinateForm::Link(service);
    at.map(|at| ReadPlace { at, form })
}

/// The service that has this host.
fn service(host: &str, path: &str) -> Option<MapService> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let maps = host.starts_with("maps.") || path.starts_with("/maps");
    match labels[..] {
        ["openstreetmap" | "osm", "org"] => Some(MapService::OpenStreetMap),
        ["maps", "apple", "com"] => Some(MapService::Apple),
        ["geohack", ..] => Some(MapService::GeoHack),
        _ if maps && labels.contains(&"google") => Some(MapService::Google),
        _ if maps && labels.contains(&"bing") => Some(MapService::Bing),
        _ if maps && labels.contains(&"yandex") => Some(MapService::Yandex),
        _ => None,
    }
}

/// The marker, else the middle of the map.
fn open_street_map(path: &str) -> Option<LonLat> {
    let marker = value(path, "mlat=").and_then(number_at);
    let marker = marker.zip(value(path, "mlon=").and_then(number_at));
    if let Some((lat, lon)) = marker {
        return spelled::place(lat, lon);
    }
    let (_zoom, place) = value(path, "map=")?.split_once('/')?;
    pair(place, '/')
}

/// The place that is shown, else what was sought, else the middle of the map.
fn google(path: &str) -> Option<LonLat> {
    let shown = path.rfind("!3d").and_then(|at| {
        let (lat, lon) = path[at + 3..].split_once("!4d")?;
        spelled::place(number_at(lat)?, number_at(lon)?)
    });
    let named = || {
        after(
            path,
            &["q=", "query=", "ll=", "center=", "destination="],
            ',',
        )
    };
    let in_path = || {
        let after_word = |word: &str| path.find(word).map(|at| &path[at + word.len()..]);
        let place = after_word("/place/").or_else(|| after_word("/search/"))?;
        pair(place, ',')
    };
    let middle = || pair(&path[path.find('@')? + 1..], ',');
    shown.or_else(named).or_else(in_path).or_else(middle)
}

fn bing(path: &str) -> Option<LonLat> {
    let point = value(path, "point.").and_then(|rest| pair(rest, '_'));
    point
        .or_else(|| after(path, &["cp="], '~'))
        .or_else(|| after(path, &["where1=", "q="], ','))
}

/// Yandex has the longitude first.
fn yandex(path: &str) -> Option<LonLat> {
    ["pt=", "[point]=", "ll="].iter().find_map(|name| {
        let (lon, lat) = value(path, name)?.split_once(',')?;
        spelled::place(number_at(lat)?, number_at(lon)?)
    })
}

/// Degrees, minutes and seconds with underscores: `38_33_35_N_68_47_13_E_type:city`.
fn geohack(path: &str) -> Option<LonLat> {
    let params = value(path, "params=")?;
    let end = params.find(['e', 'w'])?;
    let written = params[..=end].replace('_', " ");
    spelled::read(&written).map(|read| read.at)
}

/// The pair after the first of these names that has one.
fn after(path: &str, names: &[&str], parting: char) -> Option<LonLat> {
    names
        .iter()
        .find_map(|name| pair(value(path, name)?.trim_start_matches("loc:"), parting))
}

/// What follows a name that begins a parameter.
fn value<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    path.match_indices(name).find_map(|(at, _)| {
        let before = path[..at].chars().next_back();
        let begins = before.is_none_or(|letter| !letter.is_alphanumeric());
        begins.then(|| &path[at + name.len()..])
    })
}

/// A latitude and a longitude with `parting` between them; what follows is not read.
fn pair(text: &str, parting: char) -> Option<LonLat> {
    let (lat, lon) = text.split_once(parting)?;
    let whole = lat.trim();
    let lat = number_at(whole).filter(|_| whole.len() <= 24)?;
    spelled::place(lat, number_at(lon.trim_start_matches(['+', ' ']))?)
}

/// Percent-encoded ASCII as it reads.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3);
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(byte) = byte.filter(u8::is_ascii) {
            out.push(char::from(byte));
            rest = &rest[at + 3..];
        } else {
            out.push('%');
            rest = &rest[at + 1..];
        }
    }
    out + rest
}
