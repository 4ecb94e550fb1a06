//! From a viewpoint to a scene.

mod ahead;
mod banded;
mod compare;
mod composer;
mod edge;
mod editorial;
mod ground;
mod groups;
mod over_the_map;
mod targets;
mod words;
mod written;

use std::sync::Arc;

use super::prepare::{BaseMapLevel, Dress, Prepared};
use super::{Group, Item, Patience, Scene, ScreenRect, TableShown};
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::furniture;
use crate::scene::layout::furniture::Globe;
use crate::scene::layout::labels::{Labels, NameOwner};
use crate::scene::layout::layers::{Beside, Graticule, ReliefImage, change_items, earth_items};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::measured;
use crate::scene::layout::table::Tables;
use crate::scene::layout::view_context::{InMargins, ViewContext};
use crate::session::viewpoint::{TimeWindow, Viewpoint};
pub use banded::has_own_margins;
use ground::{PartOfGround, borrowed};
use groups::layer_groups;
use over_the_map::OverTheMap;
use targets::{label_targets, targets};
use words::description;
use written::{MapWriting, over_layers};

pub use composer::Composer;
pub use editorial::{Finding, editorial};
pub(super) use groups::group;

/// Composes one map, and keeps what the next view of it can use again.
#[derive(Debug)]
pub(super) struct MapComposer {
    prepared: Arc<Prepared>,
    /// The same in the colours of the last view, where that colours layers by columns.
    dressed: Option<(Dress, Arc<Prepared>)>,
    patience: Patience,
    graticule: Graticule,
    relief: ReliefImage,
    labels: Labels,
    /// The names that inset and notes keep clear of. They are kept apart: those of `labels` settle
    /// around inset and notes, and one place for both would be settled twice for each view.
    firm: Labels,
    /// The same beside an inset for which one of them gives way.
    giving_way: Labels,
    globe: Globe,
    tables: Tables,
    waits: bool,
    /// What composes each of the detail insets.
    insets: Vec<Self>,
    /// What it last saw of the ground, where it composes an inset in a picture.
    part: Option<PartOfGround>,
    is_inset: bool,
}

/// What a map is laid out with, beside what it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// Whose margins it has: its own, or those of a view of the same frame with more marks, so that
    /// maps beside each other have their margins alike.
    pub(super) margins: &'a Viewpoint,
    /// No mark of the edge stands on this; in a picture and in an inset no name and nothing of the margins does.
    pub(super) reserved: &'a [ScreenRect],
    /// All days of the animation that it is a step of: names and margins are laid out for these.
    pub(super) days: Option<&'a Viewpoint>,
    /// What stands in margins of their own, where it is the map of a picture that has such.
    pub(super) in_margins: Option<InMargins<'a>>,
    /// Which side of a comparison it is, and what the other side shows.
    pub(super) beside: Option<Beside>,
}

impl<'a> Around<'a> {
    /// Nothing: a map for itself.
    pub(super) fn none(view: &'a Viewpoint) -> Self {
        Self {
            margins: view,
            reserved: &[],
            days: None,
            in_margins: None,
            beside: None,
        }
    }
}

/// One view of the map, and the marks that stand in it.
struct Staged<'a> {
    frame: ViewContext<'a>,
    stage: VisibleMarks<'a>,
}

impl<'a> Staged<'a> {
    fn of(
        prepared: &'a Prepared,
        ground: Option<(usize, &'a BaseMapLevel)>,
        view: &'a Viewpoint,
    ) -> Self {
        Self::of_frame(ViewContext::new(prepared, ground, view))
    }

    fn of_frame(frame: ViewContext<'a>) -> Self {
        let stage = VisibleMarks::of(&frame);
        Self { frame, stage }
    }
}

/// One map, and what each item of its group of names belongs to, `None` for the selected mark's.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) scene: Scene,
    pub(super) named: Vec<Option<NameOwner>>,
    /// The numbers of the notes that stand on it.
    pub(super) noted: Vec<u32>,
}

impl MapComposer {
    /// A composer that keeps nothing yet.
    pub(super) fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            prepared,
            dressed: None,
            patience,
            graticule: Graticule::default(),
            relief: ReliefImage::default(),
            labels: Labels::default(),
            firm: Labels::firm(),
            giving_way: Labels::firm(),
            globe: Globe::default(),
            tables: Tables::default(),
            waits: false,
            insets: Vec::new(),
            part: None,
            is_inset: false,
        }
    }

    /// Whether something of the last scene's large layers waits to be prepared
    /// ([`Prepared::prepare_tables`]); only with [`Patience::BestReady`].
    pub(super) fn waits(&self) -> bool {
        self.waits
    }

    /// Everything that the viewpoint shows, as one map.
    fn compose(&mut self, view: &Viewpoint) -> Scene {
        let banded = has_own_margins(view).then(|| self.banded(view)).flatten();
        banded.unwrap_or_else(|| self.one(view, Around::none(view)).scene)
    }

    /// Everything that the viewpoint shows, as one step of an animation of `days`: names, legend and
    /// margins are laid out for all of those days, so that from step to step nothing moves but
    /// what the days bring. A step is one map, whatever is compared.
    pub(super) fn compose_step(&mut self, view: &Viewpoint, days: TimeWindow) -> Scene {
        let mut view = view.clone();
        view.compare = None;
        let mut whole = view.clone();
        whole.time.window = Some(days);
        let around = Around {
            // The only step there is is the view itself.
            days: Some(&whole).filter(|whole| **whole != view),
            ..Around::none(&view)
        };
        self.one(&view, around).scene
    }

    /// The names of a view alone, laid out as if nothing stood on its margins: what of a scene is
    /// theirs can so be timed.
    pub(super) fn names(&mut self, view: &Viewpoint) -> Group {
        let prepared = Arc::clone(&self.prepared);
        let ground = self.ground(view);
        let ground = borrowed(ground.as_ref());
        let Staged { frame, stage } = Staged::of(&prepared, ground, view);
        let layout = self.labels.layout(&frame, &stage, stage.taken(), None);
        group("labels", "Names", layout.items().0)
    }

    /// The map that `view` shows.
    pub(super) fn one(&mut self, view: &Viewpoint, around: Around<'_>) -> Composed {
        let prepared = self.dressed(view);
        let ground = self.ground(view);
        let ground = borrowed(ground.as_ref());
        let frame = ViewContext::new(&prepared, ground, view);
        let mut shown = Staged::of_frame(match around.in_margins {
            Some(in_margins) if self.is_inset => frame.listing(in_margins.listed),
            Some(in_margins) => frame.of_picture(in_margins),
            None => frame,
        });
        if self.is_inset {
            // What lies beyond an inset is on the map around it.
            shown.stage.edges.clear();
        }
        let mut days = around.days.map(|view| Staged::of(&prepared, ground, view));
        let graticule = self.graticule_items(&shown.frame);
        let crowded = &shown.stage.crowded;
        let mut looks = self
            .tables
            .look(&shown.frame, &prepared, crowded, self.patience);
        self.waits = looks.iter().any(|look| look.waits);
        let tables: Vec<TableShown> = looks.iter().map(|look| look.shown.clone()).collect();
        // In the window the divider is dragged: all names would be laid out anew with each step of it.
        let other = (view != around.margins).then(|| Staged::of(&prepared, ground, around.margins));
        let of_margins = days.as_ref().or(other.as_ref()).unwrap_or(&shown);
        // In the window the furniture does not move for captions, nor do labels; an inset has none.
        let (reserved, captions) = if shown.frame.is_picture() || self.is_inset {
            (around.reserved, [].as_slice())
        } else {
            ([].as_slice(), around.reserved)
        };
        let (furniture, mut taken) =
            self.furniture(&shown, of_margins, days.is_some(), &tables, reserved);
        let is_one = around.days.is_none() && view == around.margins;
        let mut over = if is_one && (self.is_inset || around.reserved.is_empty()) {
            self.over_the_map(&shown, &mut taken)
        } else {
            OverTheMap::default()
        };
        let measured = measured::items(&shown.frame, &mut taken);
        let written = MapWriting::of(
            &mut self.labels,
            &mut shown,
            days.as_mut(),
            taken,
            captions,
            over.enlarged.as_ref(),
        );
        over.lead_to_names(&shown.frame, &written);
        let mut groups = layer_groups(
            &mut self.relief,
            &shown,
            &written.layout,
            &mut looks,
            graticule,
        );
        let earth = earth_items(&shown.frame);
        let style = shown.frame.style;
        let background = if earth.is_empty() {
            style.water
        } else {
            groups.insert(0, group("earth", "The earth", earth));
            style.panel
        };
        let labels = label_targets(&shown.frame, &shown.stage, &written.layout);
        let changes = around.beside.map(|beside| {
            let labels = written.layout.of_marks();
            change_items(&shown.frame, &shown.stage, labels, beside)
        });
        let named = over_layers(&shown, written, furniture, &mut groups);
        let below = |groups: &[Group], id: &str| {
            let at = groups.iter().position(|group| group.id == id);
            at.unwrap_or(groups.len())
        };
        let at = below(&groups, "furniture");
        groups.splice(at..at, over.groups);
        if !measured.is_empty() {
            groups.insert(at, group("measured", "What was measured", measured));
        }
        if let Some(items) = changes {
            let at = below(&groups, "edge");
            groups.insert(at, group("changes", "What changed", items));
        }
        let mut targets = targets(&shown.frame, &shown.stage, labels, looks);
        targets.detail = over.detail;
        targets.in_detail = over.in_detail;
        let scene = Scene {
            camera: view.camera,
            window: shown.frame.window,
            background,
            panes: Vec::new(),
            groups,
            targets,
            description: description(&shown.frame, &shown.stage, &tables),
            tables,
            features: shown.stage.shown,
        };
        Composed {
            scene: scene.seen_with(view.vision),
            named,
            noted: over.noted,
        }
    }

    /// What it composes of, in the colours that `view` gives its layers.
    fn dressed(&mut self, view: &Viewpoint) -> Arc<Prepared> {
        let Some(dress) = Dress::of(&self.prepared.atlas, view) else {
            self.dressed = None;
            return Arc::clone(&self.prepared);
        };
        match &self.dressed {
            Some((worn, prepared)) if *worn == dress => Arc::clone(prepared),
            _ => {
                let prepared = Arc::new(self.prepared.dressed(&dress));
                self.dressed = Some((dress, Arc::clone(&prepared)));
                prepared
            }
        }
    }

    /// The furniture of what is shown, laid out for the marks of `of_margins`, and the collision index of
    /// what is shown: its marks, the furniture and what is `reserved`.
    fn furniture(
        &mut self,
        shown: &Staged<'_>,
        of_margins: &Staged<'_>,
        is_step: bool,
        tables: &[TableShown],
        reserved: &[ScreenRect],
    ) -> (Vec<Item>, CollisionIndex) {
        let laid = furniture::Laid {
            // The title of a step says its own days.
            titled: if is_step {
                &shown.frame
            } else {
                &of_margins.frame
            },
            frame: &of_margins.frame,
            stage: &of_margins.stage,
            tables,
        };
        let mut taken = of_margins.stage.taken();
        taken.take_all(reserved.iter().copied(), Occupant::Margin);
        let mut items = furniture::lay(laid, &mut self.globe, &mut taken);
        if !std::ptr::eq(shown, of_margins) {
            taken = shown.stage.taken_within(&taken);
        }
        if shown.frame.view.furniture.graticule {
            let degrees = furniture::degrees(&shown.frame, &self.graticule, &mut taken);
            items.splice(0..0, degrees);
        }
        (items, taken)
    }

    /// What it composes of.
    pub(super) fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    fn graticule_items(&mut self, frame: &ViewContext<'_>) -> Vec<Item> {
        if frame.view.furniture.graticule {
            self.graticule.items(frame)
        } else {
            Vec::new()
        }
    }
}
