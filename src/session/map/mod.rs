//! What the map shows and from where: layers, evidence, days, colours, and the camera's moves.

pub(super) mod filter;
pub(super) mod framing;
pub(super) mod layers;
pub(super) mod looks;
pub(super) mod navigation;
pub(super) mod time;
