//! A scene as sheets, laid one over the other: what the SVG backend writes, cut into documents that
//! are read side by side, and between them many alike things, which are drawn faster without one.

use std::sync::Mutex;

use resvg::usvg::Tree;

use super::bands::locked;
use super::cells::Cells;
use super::dots::{Discs, Sizes};
use super::shapes::Shape;
use crate::cores;
use crate::render::RenderError;
use crate::render::to_svg::{Part, part};
use crate::render::tree::tree;
use crate::scene::{Dots, Group, Image, Item, Scene};

/// A document of so much goes to one core, in corners and letters: less is not worth its opening.
const GRAIN: usize = 1_500;

/// An item takes at least so much.
const LEAST: usize = 20;

/// What one sheet shows.
pub(super) enum Sheet<'s> {
    /// Shapes of one colour each.
    Shapes(Vec<Shape>),
    /// A document with more than these.
    Document(Box<Tree>),
    /// Many discs.
    Discs(Vec<Discs<'s>>),
    /// Cells of the map.
    Cells(Cells<'s>),
}

/// The sheets of a scene but for its ground, lowest first. How it is cut depends on the scene alone.
///
/// # Errors
/// Where the SVG backend wrote no document.
pub(super) fn sheets(scene: &Scene, scale: f32) -> Result<Vec<Sheet<'_>>, RenderError> {
    let mut plans = Vec::new();
    if !scene.panes.is_empty() {
        plans.push(Plan::Document(Part::Panes));
    }
    for group in &scene.groups {
        // What lets through what is below does so as one.
        if group.opacity < 1.0 {
            plans.push(Plan::Document(Part::Group(group)));
        } else {
            plan(group, &mut plans);
        }
    }
    let sizes = Mutex::new(Sizes::default());
    let sheets = cores::map(&plans, 1, |plan| match *plan {
        Plan::Document(of) => {
            let tree = tree(&part(scene, of))?;
            let shapes = Shape::all(&tree, scale).map(Sheet::Shapes);
            Ok(shapes.unwrap_or_else(|| Sheet::Document(Box::new(tree))))
        }
        Plan::Dots(dots) => Ok(Sheet::Discs(locked(&sizes).discs(dots, scale))),
        Plan::Cells(image) => Ok(Sheet::Cells(Cells::of(image, &scene.camera))),
    });
    let sheets: Result<_, _> = sheets.into_iter().collect();
    sheets.map_err(RenderError::Svg)
}

/// What becomes a sheet.
enum Plan<'s> {
    Document(Part<'s>),
    Dots(&'s Dots),
    Cells(&'s Image),
}

fn plan<'s>(group: &'s Group, plans: &mut Vec<Plan<'s>>) {
    let items = &group.items;
    let (mut begin, mut weight) = (0, 0);
    for (at, item) in items.iter().enumerate() {
        let special = match item {
            Item::Dots(dots) => Some(Plan::Dots(dots)),
            Item::Image(image) => Some(Plan::Cells(image)),
            _ => None,
        };
        weight += item.vertex_count().max(LEAST);
        if special.is_some() || weight >= GRAIN {
            let end = if special.is_some() { at } else { at + 1 };
            if begin < end {
                plans.push(Plan::Document(Part::Items(&items[begin..end])));
            }
            plans.extend(special);
            (begin, weight) = (at + 1, 0);
        }
    }
    if begin < items.len() {
        plans.push(Plan::Document(Part::Items(&items[begin..])));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use resvg::tiny_skia::Transform;

    use super::*;
    use crate::atlas::{Atlas, BaseMap};
    use crate::render::to_png::{bands, canvas};
    use crate::render::to_svg::{SvgOptions, svg};
    use crate::scene::{Composer, Patience, Prepared};
    use crate::session::viewpoint::{Furniture, Viewpoint};

    #[test]
    fn sheets_laid_over_each_other_look_as_the_whole_document_does() {
        let basemap = Arc::new(BaseMap::embedded().unwrap());
        let atlas = Arc::new(Atlas::new(crate::dossier::builtin().dossier, basemap));
        let mut view = Viewpoint::home(&atlas);
        view.camera = view.camera.resized(500.0, 240.0);
        view.furniture = Furniture::PICTURE;
        // One layer lets through what is below.
        view.layers[1].opacity = 0.5;
        let prepared = Arc::new(Prepared::for_picture(Arc::clone(&atlas), &view.camera));
        let scene = Composer::new(prepared, Patience::Wait).compose(&view);

        let mut whole = canvas(&scene, 1.0).unwrap();
        let document = tree(&svg(&scene, &SvgOptions::default())).unwrap();
        resvg::render(&document, Transform::identity(), &mut whole.as_mut());

        let sheets = sheets(&scene, 1.0).unwrap();
        assert!(
            sheets
                .iter()
                .any(|sheet| matches!(sheet, Sheet::Document(_)))
        );
        assert!(sheets.len() > 8, "{}", sheets.len());
        let drawing = bands::Drawing {
            background: scene.background,
            sheets,
            scale: 1.0,
        };
        let mut laid = canvas(&scene, 1.0).unwrap();
        bands::draw(&drawing, &mut laid, 1, crate::render::Progress::NOBODY).unwrap();
        let differ = whole.data().iter().zip(laid.data()).filter(|(a, b)| a != b);
        assert_eq!(differ.count(), 0);
    }
}
