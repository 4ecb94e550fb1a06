//! Land of one country that lies within another, by name.

use crate::earth::LonLat;

/// A piece of a country that has no land way to the rest of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exclave {
    /// What it is called.
    pub name: &'static str,
    /// The country that it belongs to, by its ISO 3166-1 code.
    pub of: &'static str,
    /// A place within it.
    pub inside: LonLat,
}

/// Exclaves that the base map has as land of their own. Their outlines are the countries' own; the names
/// are those in common English use.
pub const EXCLAVES: [Exclave; 9] = [
    exclave("Sokh", "UZB", 71.13, 39.96),
    exclave("Vorukh", "TJK", 70.59, 39.85),
    exclave("Shohimardon", "UZB", 71.74, 39.96),
    exclave("Nakhchivan", "AZE", 45.50, 39.30),
    exclave("Kaliningrad", "RUS", 21.20, 54.75),
    exclave("Cabinda", "AGO", 12.40, -5.10),
    exclave("Oecusse", "TLS", 124.35, -9.30),
    exclave("Musandam", "OMN", 56.30, 26.05),
    exclave("Temburong", "BRN", 115.15, 4.60),
];

const fn exclave(name: &'static str, of: &'static str, lon_deg: f64, lat_deg: f64) -> Exclave {
    Exclave {
        name,
        of,
        inside: LonLat { lon_deg, lat_deg },
    }
}
