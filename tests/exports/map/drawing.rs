//! Drawing: the same bytes twice, valid documents, letters as text or shapes.

use std::path::{Path, PathBuf};

use resvg::usvg::{self, roxmltree};
use steppe::app::is_picture;
use steppe::session::{Command, Effect, ExportFormat, ExportSpec, FileCommand, TextAs};

use super::{apart, drawn, moved, spec, told};

#[test]
fn the_same_picture_twice_has_the_same_bytes() {
    for format in ExportFormat::ALL {
        for text in [TextAs::Live, TextAs::Outlines] {
            let spec = ExportSpec {
                text,
                ..spec(format)
            };
            assert!(
                drawn(&moved(), spec) == drawn(&moved(), spec),
                "{format:?} {text:?}"
            );
        }
    }
}

#[test]
fn an_svg_is_valid_and_its_text_is_live_or_shapes_as_asked() {
    let session = moved();
    let file = |text| {
        String::from_utf8(drawn(
            &session,
            ExportSpec {
                text,
                ..spec(ExportFormat::Svg)
            },
        ))
        .unwrap()
    };
    for (text, live) in [(TextAs::Live, true), (TextAs::Outlines, false)] {
        let file = file(text);
        let document = roxmltree::Document::parse(&file).unwrap();
        let count = |tag: &str| {
            document
                .descendants()
                .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)))
                .count()
        };
        assert_eq!(count("text") > 20, live);
        assert_eq!(count("text") > 0, live);
        assert_eq!(file.contains("@font-face"), live);
        assert_eq!(file.contains("data:font/woff;base64,"), live);
        assert!(usvg::Tree::from_str(&file, &usvg::Options::default()).is_ok());
        // What it says is there for those who do not see it, too.
        assert!(file.contains("Tashkent"));
    }
}

/// A document in a program that has no face at hand: were there live text alone, it would be missing.
fn faceless(document: &str) -> image::RgbaImage {
    let tree = usvg::Tree::from_str(document, &usvg::Options::default()).expect("a document");
    let mut pixels = resvg::tiny_skia::Pixmap::new(640, 400).expect("a canvas");
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::default(),
        &mut pixels.as_mut(),
    );
    image::RgbaImage::from_raw(640, 400, pixels.take_demultiplied()).expect("as many pixels")
}

#[test]
fn text_looks_the_same_where_no_face_is_at_hand() {
    let session = moved();
    let png = image::load_from_memory(&drawn(&session, spec(ExportFormat::Png)))
        .unwrap()
        .into_rgba8();
    let document = |text| {
        let spec = ExportSpec {
            text,
            ..spec(ExportFormat::Svg)
        };
        String::from_utf8(drawn(&session, spec)).unwrap()
    };
    let (live, outlines) = (document(TextAs::Live), document(TextAs::Outlines));
    // The shapes that stand in for live text are shared.
    let without_letters = live.replace("<use ", "<use display=\"none\" ");
    let [live, outlines, without] =
        [&live, &outlines, &without_letters].map(|document| apart(&png, &faceless(document)));
    assert!(live < 0.1 && outlines < 0.1, "{live} and {outlines}");
    assert!(without > 1.0, "without letters {without}");
}

#[test]
fn a_picture_that_nobody_wants_any_more_is_dropped() {
    let mut session = moved();
    let effects = session.apply(Command::File(FileCommand::Export));
    let [Effect::AskSavePath { save, .. }] = effects[..] else {
        panic!("{effects:?}")
    };
    let chosen = FileCommand::PathChosen {
        save,
        path: "map.png".into(),
        replace: false,
    };
    session.apply(Command::File(chosen));
    assert!(session.files.waiting[0].writing);
    assert_eq!(
        session.apply(Command::File(FileCommand::Abandon(save))),
        [Effect::Abandon(save)]
    );
    assert!(session.files.waiting.is_empty());
    // What the worker then answers changes nothing.
    session.apply(Command::File(FileCommand::Cancelled(save)));
    assert!(session.files.waiting.is_empty() && told(&session).is_empty());
}

#[test]
fn a_format_is_known_by_its_ending_in_either_case() {
    for format in ExportFormat::ALL {
        assert_eq!(
            ExportFormat::of_extension(&format.extension().to_uppercase()),
            Some(format)
        );
        assert!(is_picture(
            &PathBuf::from("map").with_extension(format.extension())
        ));
    }
    assert!(!is_picture(Path::new("map.geojson")) && !is_picture(Path::new("map")));
}
