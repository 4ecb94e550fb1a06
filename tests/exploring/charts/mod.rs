//! Charts as a reader relies on them: what they say, what they never say, and how they leave the program.

mod declared;
mod drawn;
mod files;
mod gestures;
mod values;
mod window;

use std::sync::{Arc, LazyLock};

use steppe::atlas::Chart;
use steppe::atlas::chart_values::ChartTable;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::builtin;
use steppe::scene::{ChartLook, ChartScene, Item, chart};
use steppe::session::viewpoint::MapTheme;

/// The built-in dossier over the base map that the program carries.
static ATLAS: LazyLock<Arc<Atlas>> = LazyLock::new(|| {
    let basemap = BaseMap::embedded().expect("the base map can be read");
    Arc::new(Atlas::new(builtin().dossier, Arc::new(basemap)))
});

fn declared(id: &str) -> &'static Chart {
    ATLAS.chart(id).expect("the dossier declares it")
}

fn look(width_px: f64, margins: bool) -> ChartLook {
    ChartLook {
        width_px,
        theme: MapTheme::Light,
        selected: None,
        hovered: None,
        margins,
        window: None,
    }
}

fn drawn(id: &str, look: &ChartLook) -> (ChartTable, ChartScene) {
    let declared = declared(id);
    let table = declared.table(&ATLAS);
    let scene = chart(&ATLAS, declared, &table, look);
    (table, scene)
}

fn texts(scene: &ChartScene) -> impl Iterator<Item = &steppe::scene::Text> {
    let items = scene.scene.groups.iter().flat_map(|group| &group.items);
    items.filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    })
}
