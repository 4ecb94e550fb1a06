//! What leaves the program, by hand and by command: pictures of the map, days that move, files.

mod animations;
mod commands;
mod map;
#[path = "../support/page.rs"]
mod page;
#[path = "../support/raster.rs"]
mod raster;

use std::sync::{Arc, LazyLock};

use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::builtin;
use steppe::scene::Prepared;

/// The built-in dossier over the whole base map.
static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map"));
    let atlas = Atlas::new(builtin().dossier, basemap);
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn atlas() -> Arc<Atlas> {
    Arc::clone(PREPARED.atlas())
}
