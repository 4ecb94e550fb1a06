//! What can be wrong with a projection's string.

use proj4rs::errors::Error;

/// What is wrong with a projection's string.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The string is not one that `proj4rs` understands.
    #[error("expected a PROJ string such as `{EXAMPLE}`, found `{definition}`: {why}")]
    Unreadable {
        /// The string, with single spaces.
        definition: String,
        /// What is wrong with it, in words.
        why: String,
        /// What `proj4rs` says.
        #[source]
        source: Error,
    },
    /// The string names a system of coordinates, but no way onto a plane.
    #[error(
        "expected a projection onto a plane such as `{EXAMPLE}`, found `{definition}`: degrees are \
         not metres of a map; for a plain grid of them write `+proj=eqc +datum=WGS84`"
    )]
    NoPlane {
        /// The string, with single spaces.
        definition: String,
    },
    /// The projection leads to the plane but not back, so nothing on the map could be pointed at.
    #[error(
        "expected a projection with a way back such as `{EXAMPLE}`, found `{definition}`: from its \
         plane no place can be found"
    )]
    NoWayBack {
        /// The string, with single spaces.
        definition: String,
    },
}

/// The string that every message shows.
const EXAMPLE: &str = "+proj=aea +lat_1=36 +lat_2=53 +lat_0=45 +lon_0=68 +datum=WGS84";

/// What is wrong, with the very word of the string that is.
pub(super) fn why(error: &Error, definition: &str) -> String {
    let named = |parameter: &str| {
        definition
            .split_whitespace()
            .filter_map(|word| word.trim_start_matches('+').split_once('='))
            .find(|(name, _)| *name == parameter)
            .map_or("", |(_, value)| value)
    };
    match error {
        Error::MissingProjectionError => "it names no projection; begin with `+proj=`".into(),
        Error::ProjectionNotFound => format!("no projection is called `{}`", named("proj")),
        Error::InvalidDatum => format!("no datum is called `{}`; try `WGS84`", named("datum")),
        Error::InvalidEllipsoid => format!("no ellipsoid is called `{}`", named("ellps")),
        Error::ProjErrConicLatEqual => {
            "a cone's `+lat_1=` and `+lat_2=` must not be equal on both sides of the equator".into()
        }
        Error::InvalidUtmZone => format!("`+zone={}` is not in 1..=60", named("zone")),
        Error::NoValueParameter(parameter) => format!("`+{parameter}` has no value"),
        Error::ParameterValueError(parameter) => {
            format!("`{parameter}` is not a value that it can have")
        }
        other => other.to_string(),
    }
}
