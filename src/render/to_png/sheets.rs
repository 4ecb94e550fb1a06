//! A scene as sheets, laid one over the other: shapes, and between them what is painted by a way of
//! its own, since there is much of it.

use std::sync::Mutex;

use super::cells::CellsOnView;
use super::dots::{Discs, Sizes};
use super::shapes::{self, PixelShape};
use super::smooth::SmoothCells;
use crate::cores::{self, locked};
use crate::earth::Camera;
use crate::render::visible::View;
use crate::scene::{Dots, Group, Image, Item, Scene, ScreenRect};

/// Corners and letters that one core draws at least: a smaller part is not worth handing over.
const GRAIN: usize = 1_500;

/// Least cost of an item, in corners and letters.
const LEAST: usize = 20;

/// What one sheet shows.
pub(super) enum PixelSheet<'s> {
    /// Shapes of one colour each.
    Shapes(Vec<PixelShape>),
    /// Sheets that are seen through or cut out as one.
    Layer(SheetGroup<'s>),
    /// Many discs.
    Discs(Vec<Discs<'s>>),
    /// Cells of the map, with sharp edges.
    Cells(CellsOnView<'s>),
    /// Cells of the map, that go over into each other.
    Smooth(SmoothCells),
}

/// Sheets that are seen through or cut out as one.
pub(super) struct SheetGroup<'s> {
    /// How it is laid over what lies below.
    pub(super) look: SheetLook,
    /// What is on it, lowest first.
    pub(super) sheets: Vec<PixelSheet<'s>>,
}

/// How a layer is laid over what lies below.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetLook {
    /// 0 (gone) to 1 (as it is).
    pub(super) opacity: f32,
    /// Where it shows, logical pixels; everywhere where there is none.
    pub(super) clip: Option<ScreenRect>,
}

/// The sheets of a scene but for its ground, lowest first. How it is cut depends on the scene alone.
pub(super) fn sheets(scene: &Scene, scale: f32) -> Vec<PixelSheet<'_>> {
    let mut plans = Vec::new();
    for pane in &scene.panes {
        let look = SheetLook {
            opacity: 1.0,
            clip: Some(pane.clip),
        };
        plans.push(Plan::Begin(look));
        groups(&pane.scene, &mut plans);
        plans.push(Plan::End);
    }
    groups(scene, &mut plans);
    let sizes = Mutex::new(Sizes::default());
    let made = cores::map(&plans, 1, |plan| match *plan {
        Plan::Shapes(camera, items) => Made::Sheet(PixelSheet::Shapes(shapes::of(
            items,
            &View::of(camera),
            scale,
        ))),
        Plan::Dots(dots) => Made::Sheet(PixelSheet::Discs(locked(&sizes).discs(dots, scale))),
        Plan::Cells(camera, image) => Made::Sheet(if image.smooth {
            PixelSheet::Smooth(SmoothCells::of(image, &View::of(camera)))
        } else {
            PixelSheet::Cells(CellsOnView::of(image, &View::of(camera)))
        }),
        Plan::Begin(look) => Made::Begin(look),
        Plan::End => Made::End,
    });
    nested(made)
}

/// What becomes a sheet, and where layers begin and end.
enum Plan<'s> {
    Shapes(&'s Camera, &'s [Item]),
    Dots(&'s Dots),
    Cells(&'s Camera, &'s Image),
    Begin(SheetLook),
    End,
}

/// A sheet, or where a layer begins or ends.
enum Made<'s> {
    Sheet(PixelSheet<'s>),
    Begin(SheetLook),
    End,
}

/// The sheets, each layer's within it.
fn nested(made: Vec<Made<'_>>) -> Vec<PixelSheet<'_>> {
    let mut sheets = Vec::new();
    let mut open: Vec<(SheetLook, Vec<PixelSheet<'_>>)> = Vec::new();
    for made in made {
        let done = match made {
            Made::Sheet(sheet) => Some(sheet),
            Made::Begin(look) => {
                open.push((look, Vec::new()));
                None
            }
            Made::End => open
                .pop()
                .map(|(look, sheets)| PixelSheet::Layer(SheetGroup { look, sheets })),
        };
        open.last_mut()
            .map_or(&mut sheets, |(_, sheets)| sheets)
            .extend(done);
    }
    sheets
}

fn groups<'s>(scene: &'s Scene, plans: &mut Vec<Plan<'s>>) {
    for group in &scene.groups {
        if group.opacity < 1.0 {
            let look = SheetLook {
                opacity: group.opacity.max(0.0),
                clip: None,
            };
            plans.push(Plan::Begin(look));
            plan(&scene.camera, group, plans);
            plans.push(Plan::End);
        } else {
            plan(&scene.camera, group, plans);
        }
    }
}

fn plan<'s>(camera: &'s Camera, group: &'s Group, plans: &mut Vec<Plan<'s>>) {
    let items = &group.items;
    let (mut begin, mut weight) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let special = match item {
            Item::Dots(dots) => Some(Plan::Dots(dots)),
            Item::Image(image) => Some(Plan::Cells(camera, image)),
            _ => None,
        };
        weight += item.vertex_count().max(LEAST);
        if special.is_some() || weight >= GRAIN {
            let end = if special.is_some() { at } else { at + 1 };
            if begin < end {
                plans.push(Plan::Shapes(camera, &items[begin..end]));
            }
            plans.extend(special);
            (begin, weight) = (at + 1, 0);
        }
    }
    if begin < items.len() {
        plans.push(Plan::Shapes(camera, &items[begin..]));
    }
}
