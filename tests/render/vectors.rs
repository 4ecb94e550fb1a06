//! An SVG that another program draws looks as our pixels do.

use std::sync::Arc;

use image::RgbaImage;
use proptest::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use steppe::atlas::{Atlas, BaseMap};
use steppe::earth::ScreenPoint;
use steppe::render::to_svg::{FontEmbedding, SvgOptions, svg};
use steppe::scene::fonts::{Face, Font};
use steppe::scene::{
    Color, Composer, Contour, Dash, Image, Item, Path, Patience, Prepared, Scene, Text,
};
use steppe::session::viewpoint::{Furniture, MapTheme, Viewpoint, home_camera};

use super::scenes::{cells, everything, group, line, many, scene, stroke, text};
use super::{difference, keep, picture};

/// The document as resvg draws it with the program's fonts and no others.
fn drawn(document: &str, scene: &Scene, scale: f32) -> RgbaImage {
    let mut fonts = Database::new();
    for font in Font::ALL {
        fonts.load_font_source(Source::Binary(Arc::new(font.bytes())));
    }
    let options = Options {
        font_family: Face::Sans.family().to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(document, &options).unwrap();
    let pixels = |side_px: f64| (side_px * f64::from(scale)).round() as u32;
    let size = [scene.camera.width_px, scene.camera.height_px].map(pixels);
    let mut drawn = Pixmap::new(size[0], size[1]).unwrap();
    let place = Transform::from_scale(scale, scale);
    resvg::render(&tree, place, &mut drawn.as_mut());
    RgbaImage::from_raw(size[0], size[1], drawn.take_demultiplied()).unwrap()
}

/// How much the SVG, live, as outlines and with shapes beside its fonts, differs from our pixels at most.
fn apart(name: &str, scene: &Scene, scale: f32) -> f64 {
    let own = picture(scene, scale);
    let kinds = [
        FontEmbedding::None,
        FontEmbedding::Outlines,
        FontEmbedding::Embedded,
    ];
    let differ = kinds.map(|fonts| {
        let options = SvgOptions {
            fonts,
            ..SvgOptions::default()
        };
        let theirs = drawn(&svg(scene, &options), scene, scale);
        keep(&format!("{name}-{fonts:?}-{scale}-resvg.png"), &theirs);
        difference(&own, &theirs)
    });
    keep(&format!("{name}-{scale}-png.png"), &own);
    println!("{name} at {scale}: {differ:.6?}");
    differ.into_iter().fold(0.0, f64::max)
}

#[test]
fn smooth_cells_in_an_svg_document_are_those_of_a_picture() {
    let image = Image {
        smooth: true,
        ..cells()
    };
    let scene = scene(vec![group("cells", vec![Item::Image(image)])]);
    for scale in [1.0, 2.0] {
        let apart = apart("smooth", &scene, scale);
        assert!(apart < 0.01, "at {scale}: {apart:.4}");
    }
}

#[test]
fn an_svg_of_every_item_looks_as_the_png_does() {
    let mut dim = everything();
    dim.groups[2].opacity = 0.45;
    dim.groups[3].opacity = 0.45;
    let mut faint = many();
    faint.groups[0].opacity = 0.5;
    faint.groups[2].opacity = 0.5;
    for (name, scene) in [("every", everything()), ("dimmed", dim), ("faint", faint)] {
        for scale in [1.0, 2.0] {
            let apart = apart(name, &scene, scale);
            assert!(apart < 0.001, "{name} at {scale}: {apart:.5}");
        }
    }
}

#[test]
fn an_svg_of_the_built_in_map_looks_as_the_png_does() {
    let dossier = steppe::dossier::builtin().dossier;
    let atlas = Atlas::new(dossier, Arc::new(BaseMap::embedded().unwrap()));
    let prepared = Arc::new(Prepared::new(Arc::new(atlas)));
    for theme in [MapTheme::Light, MapTheme::Dark, MapTheme::Print] {
        let mut view = Viewpoint::home(prepared.atlas());
        view.camera = home_camera(prepared.atlas(), 1280.0, 800.0);
        view.furniture = Furniture::PICTURE;
        view.theme = theme;
        // One layer lets through what is below.
        view.layers[1].opacity = 0.5;
        let scene = Composer::new(Arc::clone(&prepared), Patience::Wait).compose(&view);
        let apart = apart(&format!("map-{theme:?}"), &scene, 1.0);
        assert!(apart < 0.001, "{theme:?}: {apart:.5}");
    }
}

/// Lines thin and wide, dashed and not, closed and open, areas and letters. Widths are whole hundredths, as
/// an SVG writes them: tiny-skia paints a line of 0.999 px and one of 1.002 px in two ways, so one that
/// was rounded across that edge would look otherwise.
fn items() -> impl Strategy<Value = Vec<Item>> {
    let place = || (-100.0..600.0_f64, -100.0..400.0_f64);
    let points = prop::collection::vec(place(), 3..150);
    let look = (20..600_u16, 0..4_u8, any::<bool>(), 0..3_u8, 0.1..1.0_f32);
    let item = (points, look).prop_map(|(points, (hundredths, dashes, closed, kind, opacity))| {
        let width_px = f32::from(hundredths) / 100.0;
        let dash = if dashes == 0 {
            Dash::Dashed {
                on_px: 7.0,
                off_px: 3.0,
            }
        } else {
            Dash::Solid
        };
        let stroke = stroke(0x0011_2244, width_px, dash);
        let at = points[0];
        let contours = points.chunks(40).map(|points| Contour {
            points: points
                .iter()
                .map(|&(x, y)| ScreenPoint::new(x, y))
                .collect(),
            closed,
        });
        let fill = [None, Some(0x00AA_3333), Some(0x0033_AA33)][usize::from(kind)];
        let shape = Item::Path(Path {
            contours: contours.collect(),
            fill: fill.map(|rgb| Color::hex(rgb).faded(opacity)),
            stroke: Some(stroke),
        });
        let along = points
            .iter()
            .map(|&(x, y)| ((x - 240.0) * 1e3, (160.0 - y) * 1e3));
        let name = Item::Text(Text {
            halo: Some((Color::hex(0x00FF_FFFF), 1.5)),
            angle_rad: width_px,
            ..text("Osh", at.0, at.1, 20.0)
        });
        [shape, line(along, stroke), name]
    });
    prop::collection::vec(item, 1..5).prop_map(|items| items.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_drawn_at_random_is_the_same_in_svg_and_png(items in items(), scale in 0.5..2.5_f32) {
        let scene = scene(vec![group("random", items)]);
        let own = picture(&scene, scale);
        let theirs = drawn(&svg(&scene, &SvgOptions::default()), &scene, scale);
        let apart = difference(&own, &theirs);
        // Hundreds of lines over each other add up what each rounds: 0.006 at most in 600 such pictures.
        prop_assert!(apart < 0.01, "{apart:.5}");
    }
}
