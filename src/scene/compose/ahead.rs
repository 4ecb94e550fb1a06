//! What a view needs of large layers, prepared before it is shown.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::table::Tables;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::{Item, Patience, Prepared};
use crate::session::viewpoint::Viewpoint;

impl Prepared {
    /// Prepares what a view shows of large layers: their level of detail, and triangles of areas.
    pub fn prepare_tables(self: &Arc<Self>, view: &Viewpoint) {
        let frame = ViewContext::new(self, None, view);
        let crowded = VisibleMarks::in_view(&frame, 0.0).crowded;
        let looks = Tables::default().look(&frame, self, &crowded, Patience::Wait);
        for item in looks.iter().flat_map(|look| &look.items) {
            if let Item::Area(area) = item {
                area.geometry.triangulate();
            }
        }
        self.rounds.fetch_add(1, Ordering::Relaxed);
    }
}
