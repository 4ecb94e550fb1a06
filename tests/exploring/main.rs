//! What a reader explores by: time, figures, evidence, before and after.

#[path = "../support/base_map.rs"]
mod base_map;
mod charts;
mod compare;
mod days;
mod evidence;
#[path = "../support/evidence.rs"]
mod fixture;
#[path = "../support/raster.rs"]
mod raster;
mod timeline;
