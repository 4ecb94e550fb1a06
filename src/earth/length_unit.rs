//! The units in which lengths and areas are said.

use serde::{Deserialize, Serialize};

/// An international foot (1959), metres.
const FOOT_M: f64 = 0.3048;
/// Below this many of a unit lengths are said in its part: feet, metres.
const LEAST: f64 = 0.2;

/// A unit in which lengths are said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LengthUnit {
    /// Kilometres, and metres below one.
    #[default]
    Kilometres,
    /// International miles (1959), and feet below a fifth of one.
    Miles,
    /// Nautical miles (BIPM), and metres below a fifth of one.
    NauticalMiles,
}

impl LengthUnit {
    /// All units.
    pub const ALL: [Self; 3] = [Self::Kilometres, Self::Miles, Self::NauticalMiles];

    /// How many metres one has.
    #[must_use]
    pub fn metres(self) -> f64 {
        match self {
            Self::Kilometres => 1000.0,
            Self::Miles => 1609.344,
            Self::NauticalMiles => 1852.0,
        }
    }

    /// What stands behind a number: "km".
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Kilometres => "km",
            Self::Miles => "mi",
            Self::NauticalMiles => "nmi",
        }
    }

    /// What the unit is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kilometres => "Kilometres",
            Self::Miles => "Miles",
            Self::NauticalMiles => "Nautical miles",
        }
    }

    /// A length as a number and what stands behind it, in the smaller unit where it is short.
    #[must_use]
    pub fn of(self, length_m: f64) -> (f64, &'static str) {
        let (metres, symbol) = self.part(length_m);
        (length_m / metres, symbol)
    }

    /// Metres and symbol of the unit, or of its part, that such a length is said in.
    #[must_use]
    pub fn part(self, length_m: f64) -> (f64, &'static str) {
        let whole = length_m.abs() / self.metres();
        match self {
            Self::Kilometres if whole < 1.0 => (1.0, "m"),
            Self::Miles if whole < LEAST => (FOOT_M, "ft"),
            Self::NauticalMiles if whole < LEAST => (1.0, "m"),
            _ => (self.metres(), self.symbol()),
        }
    }

    /// An area as a number and what stands behind it. Areas at sea are said in km², too.
    #[must_use]
    pub fn of_area(self, area_m2: f64) -> (f64, &'static str) {
        match self {
            Self::Miles => (area_m2 / (self.metres() * self.metres()), "sq mi"),
            Self::Kilometres | Self::NauticalMiles => (area_m2 / 1e6, "km\u{b2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lengths_are_said_in_the_smaller_unit() {
        let said = |unit: LengthUnit, length_m| {
            let (number, symbol) = unit.of(length_m);
            format!("{number:.1} {symbol}")
        };
        assert_eq!(said(LengthUnit::Kilometres, 999.0), "999.0 m");
        assert_eq!(said(LengthUnit::Kilometres, 40_000.0), "40.0 km");
        assert_eq!(said(LengthUnit::Miles, 100.0), "328.1 ft");
        assert_eq!(said(LengthUnit::Miles, 16_093.44), "10.0 mi");
        assert_eq!(said(LengthUnit::NauticalMiles, 185.2), "185.2 m");
        assert_eq!(said(LengthUnit::NauticalMiles, 18_520.0), "10.0 nmi");
    }
}
