//! What a scene was composed of.

use crate::scene::Prepared;
use crate::session::Viewpoint;

/// What the scene was composed of: while that stays, so does the scene.
pub(super) struct Composed {
    view: Viewpoint,
    prepared: [usize; 3],
}

impl Composed {
    pub(super) fn of(view: &Viewpoint, prepared: &Prepared) -> Self {
        Self {
            view: view.clone(),
            prepared: ready(prepared),
        }
    }

    pub(super) fn still(&self, view: &Viewpoint, prepared: &Prepared) -> bool {
        self.view == *view && self.prepared == ready(prepared)
    }
}

/// How much of the map is prepared, and of how many tables the properties are known.
fn ready(prepared: &Prepared) -> [usize; 3] {
    let atlas = prepared.atlas();
    let known = atlas.tables().filter(|(ix, _)| atlas.has_properties(*ix));
    [
        levels_ready(prepared),
        prepared.tables_prepared(),
        known.count(),
    ]
}

fn levels_ready(prepared: &Prepared) -> usize {
    (0..prepared.level_count())
        .filter(|&level| prepared.is_ready(level))
        .count()
}
