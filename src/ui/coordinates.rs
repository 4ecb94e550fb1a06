//! Coordinates as the reader wants them written.

use crate::earth::{LonLat, format_decimal, format_dms, format_utm};
use crate::session::{CoordinateStyle, Session};

/// A coordinate in the session's style.
pub(super) fn coordinates(session: &Session, at: LonLat) -> String {
    match session.shell.coordinates {
        CoordinateStyle::Decimal => format_decimal(at),
        CoordinateStyle::DegreesMinutesSeconds => format_dms(at),
        CoordinateStyle::Utm => format_utm(at),
    }
}
