//! How a text was understood as a place.

use crate::earth::LonLat;

/// How a text was understood as a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoordinateForm {
    /// Two numbers, the latitude first; or letters that say which is which.
    LatitudeFirst,
    /// Two numbers, the longitude first: the other way round they are no place, or the notation
    /// (`GeoJSON`, WKT) has them so.
    LongitudeFirst,
    /// Degrees, minutes and seconds.
    Degrees,
    /// Universal Transverse Mercator, or the polar grid.
    Utm,
    /// The Military Grid Reference System.
    Mgrs,
    /// A `geo:` link.
    GeoLink,
    /// A link to this map service.
    Link(MapService),
}

/// A map service whose links name places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MapService {
    /// openstreetmap.org
    OpenStreetMap,
    /// google.com/maps
    Google,
    /// bing.com/maps
    Bing,
    /// yandex.com/maps
    Yandex,
    /// maps.apple.com
    Apple,
    /// The coordinates tool of Wikipedia.
    GeoHack,
}

/// A place, and how its text was understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadPlace {
    /// Where it is.
    pub at: LonLat,
    /// How the text was understood.
    pub form: CoordinateForm,
}

impl CoordinateForm {
    /// The form in words: "read as latitude, longitude".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::LatitudeFirst => "read as latitude, longitude",
            Self::LongitudeFirst => "read as longitude, latitude",
            Self::Degrees => "read as degrees, minutes, seconds",
            Self::Utm => "read as UTM",
            Self::Mgrs => "read as MGRS",
            Self::GeoLink => "read from a geo: link",
            Self::Link(MapService::OpenStreetMap) => "read from an OpenStreetMap link",
            Self::Link(MapService::Google) => "read from a Google Maps link",
            Self::Link(MapService::Bing) => "read from a Bing Maps link",
            Self::Link(MapService::Yandex) => "read from a Yandex Maps link",
            Self::Link(MapService::Apple) => "read from an Apple Maps link",
            Self::Link(MapService::GeoHack) => "read from a Wikipedia coordinates link",
        }
    }
}
