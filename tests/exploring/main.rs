//! What a reader explores by: time, figures, evidence, before and after.

mod charts;
mod compare;
mod days;
mod evidence;
#[path = "../support/evidence.rs"]
mod fixture;
#[path = "../support/raster.rs"]
mod raster;
mod timeline;
