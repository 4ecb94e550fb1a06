//! From a viewpoint to a scene.

use std::sync::Arc;

use super::compare::Sides;
use super::frame::Frame;
use super::furniture::{self, Furniture, Globe};
use super::labels::{Labels, Layout, Named};
use super::layers::{self, Graticule, Hatches};
use super::marks::{Stage, Standing};
use super::prepare::{Ground, Prepared};
use super::table::{Look, Tables, chosen_items, chosen_name};
use super::{Group, Item, Scene, ScreenRect, TableShown, Target, Targets};
use crate::atlas::basemap::BorderKind;
use crate::atlas::date::day_in_words;
use crate::atlas::{LayerIx, LayerKind, group_thousands};
use crate::session::viewpoint::{TimeWindow, Viewpoint};

/// What to do where the level that a scale asks for is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Take the nearest one that is: for a window, in which the next frame can do better.
    BestReady,
    /// Prepare it: for a picture that is made once.
    Wait,
}

/// Turns viewpoints into scenes, and keeps what the next one can use again. The scene depends on
/// the viewpoint alone (and, with [`Patience::BestReady`], on which levels are ready).
#[derive(Debug)]
pub struct Composer {
    prepared: Arc<Prepared>,
    patience: Patience,
    graticule: Graticule,
    hatches: Hatches,
    labels: Labels,
    globe: Globe,
    tables: Tables,
    waits: bool,
    /// What the two sides of a comparison keep.
    sides: Option<Box<Sides>>,
}

/// What a map is laid out with, beside what it shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// Whose margins it has: its own, or those of a view of the same frame with more marks, so that
    /// maps beside each other have their margins alike.
    pub(super) margins: &'a Viewpoint,
    /// No mark of the edge stands on this; in a picture no name and nothing of the margins does.
    pub(super) reserved: &'a [ScreenRect],
    /// All days of the animation that it is a step of: names and margins are laid out for these.
    pub(super) days: Option<&'a Viewpoint>,
}

impl<'a> Around<'a> {
    /// Nothing: a map for itself.
    pub(super) fn none(view: &'a Viewpoint) -> Self {
        Self {
            margins: view,
            reserved: &[],
            days: None,
        }
    }
}

/// One map, and what each item of its group of names belongs to, `None` for the selected mark's.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) scene: Scene,
    pub(super) named: Vec<Option<Named>>,
}

impl Composer {
    /// A composer for one consumer: a window, an export.
    #[must_use]
    pub fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            prepared,
            patience,
            graticule: Graticule::default(),
            hatches: Hatches::default(),
            labels: Labels::default(),
            globe: Globe::default(),
            tables: Tables::default(),
            waits: false,
            sides: None,
        }
    }

    /// Whether something of the last scene's large layers waits to be prepared
    /// ([`Prepared::prepare_tables`]); only with [`Patience::BestReady`].
    #[must_use]
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Everything that the viewpoint shows.
    pub fn compose(&mut self, view: &Viewpoint) -> Scene {
        match view.compare {
            None => {
                self.sides = None;
                self.one(view, Around::none(view)).scene
            }
            Some(compare) => {
                let sides = self.sides.take();
                let fresh = || Box::new(Sides::new(&self.prepared, self.patience));
                let mut sides = sides.unwrap_or_else(fresh);
                let scene = sides.compose(view, compare);
                self.waits = sides.wait();
                self.sides = Some(sides);
                scene
            }
        }
    }

    /// Everything that the viewpoint shows, as one step of an animation of `days`: names, legend and
    /// margins are laid out for all of those days, so that from step to step nothing moves but
    /// what the days bring. A step is one map, whatever is compared.
    pub fn compose_step(&mut self, view: &Viewpoint, days: TimeWindow) -> Scene {
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

    /// The map that `view` shows.
    pub(super) fn one(&mut self, view: &Viewpoint, around: Around<'_>) -> Composed {
        let Around {
            margins,
            reserved,
            days,
        } = around;
        let prepared = Arc::clone(&self.prepared);
        let ground = self.ground(view);
        let ground = ground
            .as_ref()
            .map(|(level, ground)| (*level, ground.as_ref()));
        let frame = Frame::new(&prepared, ground, view);
        let mut stage = Stage::of(&frame);
        let mut days = days.map(|view| {
            let frame = Frame::new(&prepared, ground, view);
            (frame, Stage::of(&frame))
        });
        let graticule = self.graticule_items(&frame);
        let mut looks = self.tables.look(&frame, &prepared, self.patience);
        self.waits = looks.iter().any(|look| look.waits);
        let tables: Vec<TableShown> = looks.iter().map(|look| look.shown.clone()).collect();
        // In the window the divider is dragged: all names would be laid out anew with each step of it.
        let other = (view != margins).then(|| Frame::new(&prepared, ground, margins));
        let other = other.map(|frame| (frame, Stage::of(&frame)));
        let (framed, staged) = days
            .as_ref()
            .or(other.as_ref())
            .map_or((&frame, &stage), |(frame, stage)| (frame, stage));
        let laid = furniture::Laid {
            // The title of a step says its own days.
            titled: if days.is_some() { &frame } else { framed },
            frame: framed,
            stage: staged,
            tables: &tables,
            reserved: if frame.is_picture() { reserved } else { &[] },
        };
        let mut furniture = furniture::lay(laid, &mut self.globe);
        if view.furniture.graticule {
            furniture::degrees(&frame, &self.graticule, &mut furniture);
        }
        let standing = stand_on_edge(&frame, &mut stage, &furniture, reserved);
        let mut taken = [furniture.covers.as_slice(), &standing, reserved].concat();
        let covers = &furniture.covers;
        let mut layout = match &mut days {
            None => self.labels.layout(&frame, &stage, covers, &standing),
            Some((days, all)) => {
                // What ever stands on the edge is kept free, and what then stands keeps its name.
                let ever = stand_on_edge(days, all, &furniture, reserved);
                let standing = [standing.as_slice(), &ever].concat();
                let step = (&frame, &stage);
                let layout = self
                    .labels
                    .layout_step(step, (days, all), covers, &standing);
                taken.extend(layout.covers());
                layout
            }
        };
        let edge = edge_items(&frame, &stage, &layout, taken);
        layout.give_way(&edge.names);
        let chosen = chosen_name(&frame, &[furniture.covers.as_slice(), &edge.names].concat());
        layout.give_way(chosen.as_ref().map(super::text::covers).as_slice());
        let mut groups = Vec::new();
        self.layer_groups(&frame, &stage, &layout, &mut looks, graticule, &mut groups);
        let mut selection = layers::selection_items(&frame, &stage);
        selection.extend(chosen_items(&frame));
        groups.push(group("selection", "Selection", selection));
        groups.push(group("edge", "Beyond the frame", edge.items));
        let (mut names, owners) = layout.items();
        names.extend(chosen.map(Item::Text));
        groups.push(group("labels", "Names", names));
        groups.push(group("furniture", "Margins", furniture.items));
        let scene = Scene {
            camera: view.camera,
            background: frame.style.water,
            panes: Vec::new(),
            groups,
            targets: targets(&frame, &stage, looks),
            description: description(&frame, &stage, &tables),
            tables,
        };
        Composed {
            scene: scene.seen_with(view.vision),
            named: owners,
        }
    }

    /// What it composes of.
    pub(super) fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// The level that `view` is drawn with, and what it has.
    pub(super) fn ground(&self, view: &Viewpoint) -> Option<(usize, Arc<Ground>)> {
        let level = self.prepared.level_for(view.camera.metres_per_px);
        if self.patience == Patience::Wait {
            self.prepared.prepare(level);
        }
        let (level, ground) = self.prepared.best_ready(level)?;
        Some((level, Arc::clone(ground)))
    }

    fn graticule_items(&mut self, frame: &Frame<'_>) -> Vec<Item> {
        if frame.view.furniture.graticule {
            self.graticule.items(frame)
        } else {
            Vec::new()
        }
    }

    /// The layers' groups, lowest first, and the graticule over the land.
    fn layer_groups(
        &mut self,
        frame: &Frame<'_>,
        stage: &Stage<'_>,
        layout: &Layout,
        looks: &mut [Look],
        graticule: Vec<Item>,
        groups: &mut Vec<Group>,
    ) {
        let graticule = group("graticule", "Graticule", graticule);
        let mut over_land = 0;
        for state in frame.view.layers.iter().rev() {
            if !frame.view.shows(state.layer) {
                continue;
            }
            let layer = frame.atlas.layer(state.layer);
            let items = match layer.kind {
                LayerKind::Countries => layers::land_items(frame),
                LayerKind::Water => layers::water_items(frame),
                LayerKind::Borders => layers::agreed_items(frame),
                LayerKind::DisputedBorders => layers::disputed_items(frame),
                LayerKind::Alliances => self.hatches.items(frame),
                LayerKind::Cities => layers::city_items(frame, layout),
                LayerKind::Features(_) => layers::feature_items(frame, stage, state.layer),
                LayerKind::Table(_) => {
                    let mut looks = looks.iter_mut();
                    let look = looks.find(|look| look.shown.layer == state.layer);
                    look.map_or_else(Vec::new, |look| std::mem::take(&mut look.items))
                }
            };
            groups.push(layer_group(&layer.id, &layer.name, state.opacity, items));
            if layer.kind == LayerKind::Countries {
                over_land = groups.len();
            }
        }
        groups.insert(over_land, graticule);
    }
}

pub(super) fn group(id: &str, name: &str, items: Vec<Item>) -> Group {
    Group {
        id: id.to_owned(),
        name: name.to_owned(),
        opacity: 1.0,
        items,
    }
}

fn layer_group(id: &str, name: &str, opacity: f32, items: Vec<Item>) -> Group {
    Group {
        opacity,
        ..group(id, name, items)
    }
}

/// Moves the marks on the frame's edge clear of its furniture and of what is `reserved`, and says what they cover then.
fn stand_on_edge(
    frame: &Frame<'_>,
    stage: &mut Stage<'_>,
    furniture: &Furniture,
    reserved: &[ScreenRect],
) -> Vec<ScreenRect> {
    let mut taken = [furniture.covers.as_slice(), reserved].concat();
    let before = taken.len();
    for edge in &mut stage.edges {
        edge.give_way(frame, &taken);
        taken.push(edge.covers());
    }
    taken.split_off(before)
}

/// Marks on the frame's edge, and what their names cover.
struct Edge {
    items: Vec<Item>,
    names: Vec<ScreenRect>,
}

/// Their names stand clear of what is taken, of marks and of names of higher right; all names but
/// the selected mark's give way to that of a selected one.
fn edge_items(
    frame: &Frame<'_>,
    stage: &Stage<'_>,
    layout: &Layout,
    mut taken: Vec<ScreenRect>,
) -> Edge {
    taken.extend(stage.standing.iter().map(Standing::covers));
    let firm: Vec<ScreenRect> = layout.firm().collect();
    let mut edge = Edge {
        items: Vec::new(),
        names: Vec::new(),
    };
    for mark in &stage.edges {
        mark.draw(frame, &mut edge.items);
        let clear = |covers: &ScreenRect| {
            let firm = firm.iter().filter(|_| !mark.selected);
            let mut taken = taken.iter().chain(&edge.names).chain(firm);
            frame.window.holds(covers) && !taken.any(|rect| rect.overlaps(covers))
        };
        if let Some((text, covers)) = mark.label(frame, clear) {
            edge.items.push(Item::Text(text));
            edge.names.push(covers);
        }
    }
    edge
}

/// Marks, topmost first, then borders that have a card, where their layer is shown or they are
/// selected; and the large layers.
fn targets(frame: &Frame<'_>, stage: &Stage<'_>, looks: Vec<Look>) -> Targets {
    let shows = |kind: LayerKind| {
        let is_shown =
            |layer: LayerIx| frame.view.shows(layer) && frame.atlas.layer(layer).kind == kind;
        frame.atlas.layer_ixs().any(is_shown)
    };
    let (agreed, disputed) = (shows(LayerKind::Borders), shows(LayerKind::DisputedBorders));
    let mut all: Vec<Target> = stage.targets(frame);
    all.extend(layers::border_targets(frame, |kind| match kind {
        BorderKind::International => agreed,
        BorderKind::Disputed | BorderKind::LineOfControl => disputed,
        BorderKind::Coast | BorderKind::Seam | BorderKind::Claim => false,
    }));
    Targets {
        all,
        tables: looks.into_iter().map(|look| look.pick).collect(),
        ..Targets::default()
    }
}

/// What the picture shows, in a sentence.
fn description(frame: &Frame<'_>, stage: &Stage<'_>, tables: &[TableShown]) -> String {
    let dossier = &frame.atlas.dossier;
    let title = if dossier.title.is_empty() {
        "Map"
    } else {
        &dossier.title
    };
    let shown = |standing: &&Standing<'_>| !standing.outside;
    let marks = stage.standing.iter().filter(shown).count();
    let beyond = stage.edges.iter().filter(|edge| !edge.outside);
    let beyond: usize = beyond.map(|edge| edge.marks.len()).sum();
    let beyond = match beyond {
        0 => String::new(),
        beyond => format!(" and {beyond} beyond its frame"),
    };
    let rows = tables.iter().fold(String::new(), |rows, shown| {
        let count = group_thousands(shown.in_view as f64);
        format!("{rows}, {count} of {}", frame.atlas.layer(shown.layer).name)
    });
    let as_of = dossier.as_of.map_or_else(String::new, |date| {
        format!(", as of {}", day_in_words(date))
    });
    let window = frame
        .view
        .time
        .window
        .map_or_else(String::new, |window| format!(", of {}", window.words()));
    let filter = frame.view.evidence.words(frame.atlas);
    let filter = filter.map_or_else(String::new, |words| format!(", {words}"));
    let selected = frame.view.selected.map_or_else(String::new, |subject| {
        format!("; selected: {}", frame.atlas.name(subject))
    });
    let seen = frame.view.vision.words();
    let seen = seen.map_or_else(String::new, |words| format!(" {words}."));
    format!(
        "{title}: a map with {marks} marks in view{beyond}{rows}{as_of}{window}{filter}{selected}.\
         {seen}"
    )
}
