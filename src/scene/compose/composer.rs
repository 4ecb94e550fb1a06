//! The scenes of one consumer: one map, or two beside each other.

use std::sync::Arc;

use super::compare::Sides;
use crate::scene::compose::MapComposer;
use crate::scene::{Group, Patience, Prepared, Scene};
use crate::session::viewpoint::{TimeWindow, Viewpoint};

/// Turns viewpoints into scenes, and keeps what the next one can use again. The scene depends on
/// the viewpoint alone (and, with [`Patience::BestReady`], on which levels are ready).
#[derive(Debug)]
pub struct Composer {
    prepared: Arc<Prepared>,
    patience: Patience,
    map: MapComposer,
    /// What the two sides of a comparison keep.
    sides: Option<Box<Sides>>,
}

impl Composer {
    /// A composer for one consumer: a window, an export.
    #[must_use]
    pub fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            map: MapComposer::new(Arc::clone(&prepared), patience),
            prepared,
            patience,
            sides: None,
        }
    }

    /// Whether something of the last scene's large layers waits to be prepared
    /// ([`Prepared::prepare_tables`]); only with [`Patience::BestReady`].
    #[must_use]
    pub fn waits(&self) -> bool {
        match &self.sides {
            Some(sides) => sides.wait(),
            None => self.map.waits(),
        }
    }

    /// Everything that the viewpoint shows.
    pub fn compose(&mut self, view: &Viewpoint) -> Scene {
        let Some(compare) = view.compare else {
            self.sides = None;
            return self.map.compose(view);
        };
        let fresh = || Box::new(Sides::new(&self.prepared, self.patience));
        self.sides.get_or_insert_with(fresh).compose(view, compare)
    }

    /// Everything that the viewpoint shows, as one step of an animation of `days`: names, legend and
    /// margins are laid out for all of those days, so that from step to step nothing moves but
    /// what the days bring. A step is one map, whatever is compared.
    pub fn compose_step(&mut self, view: &Viewpoint, days: TimeWindow) -> Scene {
        self.map.compose_step(view, days)
    }

    /// The names of a view alone, laid out as if nothing stood on its margins, so that the time that
    /// they take can be measured.
    pub fn names(&mut self, view: &Viewpoint) -> Group {
        self.map.names(view)
    }
}
