//! What the files hold: groups, pictures, sizes.

use std::collections::BTreeSet;

use resvg::usvg;
use steppe::render::to_pdf::{PdfOptions, pdf};
use steppe::render::to_png::{RenderError, pixmap, png};
use steppe::render::to_svg::{FontEmbedding, SvgOptions, svg};
use steppe::scene::{Color, Item};

use super::page::{Page, painted};
use super::scenes::{everything, group, many, text};
use super::{difference, picture};

#[test]
fn a_document_holds_each_group_once_and_is_the_same_each_time() {
    let mut scene = everything();
    scene.groups.push(group("labels", Vec::new()));
    scene.groups[1]
        .items
        .push(Item::Text(text("<&\"'\u{7}>", 10.0, 20.0, 12.0)));
    let options = SvgOptions {
        title: Some("Autumn".to_owned()),
        fonts: FontEmbedding::Embedded,
        ..SvgOptions::default()
    };
    let document = svg(&scene, &options);
    assert_eq!(document, svg(&scene, &options));
    let tree = usvg::roxmltree::Document::parse(&document).unwrap();
    let ids: Vec<_> = tree
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .filter(|id| !id.starts_with("glyph-") && !id.starts_with("words-"))
        .collect();
    assert_eq!(ids, ["land", "borders", "bases", "labels", "labels-2"]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let texts: Vec<_> = tree
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(
        texts,
        ["<&\"'>", "TAJIKISTAN", "Syr Darya", "Ошская область"]
    );
    let described = tree
        .descendants()
        .find(|node| node.has_tag_name("desc"))
        .unwrap();
    assert_eq!(described.text(), Some(scene.description.as_str()));
    assert!(usvg::Tree::from_str(&document, &usvg::Options::default()).is_ok());
    assert_eq!(document.matches("@font-face").count(), 3);
    assert!(!svg(&scene, &SvgOptions::default()).contains("@font-face"));
}

#[test]
fn a_document_has_shapes_for_each_text_where_its_fonts_cannot_be_used() {
    let scene = everything();
    let options = SvgOptions {
        fonts: FontEmbedding::Embedded,
        ..SvgOptions::default()
    };
    let document = svg(&scene, &options);
    let tree = usvg::roxmltree::Document::parse(&document).unwrap();
    let ids: BTreeSet<_> = tree
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let switches = tree
        .descendants()
        .filter(|node| node.has_tag_name("switch"));
    let mut texts = 0;
    for switch in switches {
        texts += 1;
        let forms: Vec<_> = switch
            .children()
            .filter(usvg::roxmltree::Node::is_element)
            .collect();
        let [live, shapes] = forms.as_slice() else {
            panic!("{} forms of a text", forms.len());
        };
        assert!(live.attribute("requiredFeatures").is_some());
        assert!(live.descendants().any(|node| node.has_tag_name("text")));
        let used: Vec<_> = shapes
            .descendants()
            .filter(|node| node.has_tag_name("use"))
            .filter_map(|node| node.attribute("href")?.strip_prefix('#'))
            .collect();
        assert!(
            !used.is_empty() && used.iter().all(|id| ids.contains(id)),
            "{used:?}"
        );
    }
    assert_eq!(texts, 3);
    // resvg takes the shapes: they stand where the text does in the picture.
    let tree = usvg::Tree::from_str(&document, &usvg::Options::default()).unwrap();
    let own = picture(&scene, 1.0);
    let mut pixels = resvg::tiny_skia::Pixmap::new(own.width(), own.height()).unwrap();
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::default(),
        &mut pixels.as_mut(),
    );
    let drawn = image::RgbaImage::from_raw(own.width(), own.height(), pixels.take()).unwrap();
    let apart = difference(&drawn, &own);
    assert!(apart < 0.01, "{apart:.4}");
}

#[test]
fn the_items_of_a_mark_are_a_group_with_its_id_and_title() {
    let mut scene = everything();
    let bases = &mut scene.groups[2];
    assert!(bases.items.len() > 1);
    bases.marks = vec![steppe::scene::MarkItems {
        items: 0..1,
        id: "base-kant".to_owned(),
        name: "Kant <air base>".to_owned(),
    }];
    let document = svg(&scene, &SvgOptions::default());
    let tree = usvg::roxmltree::Document::parse(&document).unwrap();
    let mark = tree
        .descendants()
        .find(|node| node.attribute("id") == Some("base-kant"))
        .unwrap();
    assert_eq!(mark.parent().unwrap().attribute("id"), Some("bases"));
    let title = mark.children().find(|node| node.has_tag_name("title"));
    assert_eq!(title.and_then(|node| node.text()), Some("Kant <air base>"));
    assert!(
        mark.children()
            .filter(usvg::roxmltree::Node::is_element)
            .count()
            > 1
    );
    let stripped = SvgOptions {
        stripped: true,
        ..SvgOptions::default()
    };
    assert!(!svg(&scene, &stripped).contains("Kant"));
}

#[test]
fn a_page_holds_the_cells_as_a_picture_with_its_opacities() {
    let scene = many();
    let file = pdf(&scene, &PdfOptions::default()).unwrap();
    let page = Page::read(&file);
    assert_eq!((page.pictures, page.unmarked), (1, 0));
    let says = |words: &str| file.windows(words.len()).any(|at| at == words.as_bytes());
    assert!(says("/Width 10") && says("/Height 8") && says("/SMask"));
    assert!(!says("/Interpolate true"));
    assert_eq!(file, pdf(&scene, &PdfOptions::default()).unwrap());
    let (page, own) = (painted(&file, 1.0), picture(&scene, 1.0));
    let apart = difference(&page, &own);
    assert!(apart < 0.01, "{apart:.4}");
}

#[test]
fn a_picture_says_its_size_and_colour_space() {
    let scene = everything();
    let bytes = png(&scene, 2.0).unwrap();
    assert_eq!(bytes, png(&scene, 2.0).unwrap());
    let reader = png_reader(&bytes);
    let info = reader.info();
    assert_eq!((info.width, info.height), (960, 640));
    assert!(info.srgb.is_some());
    assert_eq!(info.pixel_dims.unwrap().xppu, 7559);
}

fn png_reader(bytes: &[u8]) -> ::png::Reader<std::io::Cursor<&[u8]>> {
    ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap()
}

#[test]
fn a_bare_map_is_see_through() {
    let mut scene = everything();
    scene.background = Color::hex(0).faded(0.0);
    let pixels = pixmap(&scene, 1.0).unwrap();
    assert_eq!(pixels.rgba[..4], [0, 0, 0, 0]);
    let bytes = png(&scene, 1.0).unwrap();
    assert_eq!(png_reader(&bytes).info().color_type, ::png::ColorType::Rgba);
}

#[test]
fn a_picture_without_pixels_is_refused() {
    let scene = everything();
    for scale in [0.0, -1.0, f32::NAN, 1e6] {
        let refused = png(&scene, scale).unwrap_err();
        assert!(matches!(refused, RenderError::Size { .. }), "{refused}");
    }
}
