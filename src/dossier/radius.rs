//! How far a place may be off whose dossier or source gives a class of precision and no radius.

use crate::atlas::PrecisionClass;

/// Radius of a place that is given without one, in metres, where the class
/// has a usual one; the other classes differ too much from case to case.
pub(super) fn usual_radius_m(class: PrecisionClass) -> Option<f64> {
    match class {
        PrecisionClass::Site => Some(5_000.0),
        PrecisionClass::Town => Some(10_000.0),
        PrecisionClass::District => Some(40_000.0),
        PrecisionClass::Country
        | PrecisionClass::Zone
        | PrecisionClass::Inferred
        | PrecisionClass::Unstated => None,
    }
}
