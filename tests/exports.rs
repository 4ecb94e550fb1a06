//! Pictures as files: what they hold, that they bring their view back, and that they say no more than they should.

#[path = "support/raster.rs"]
mod raster;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use resvg::usvg::{self, roxmltree};
use steppe::app::{Desk, is_picture, render_map, reopen};
use steppe::atlas::{Atlas, BaseMap, LayerIx};
use steppe::dossier::{BUILTIN_ID, builtin};
use steppe::earth::ScreenPoint;
use steppe::render::{NoteError, note};
use steppe::scene::{Patience, Prepared};
use steppe::session::viewpoint::{ColourVision, Furniture, MapTheme};
use steppe::session::{
    Action, CameraAction, Colophon, Effect, ExportFormat, ExportSpec, FileAction, LayersAction,
    Loaded, Paper, SelectAction, Session, TextAs,
};

/// The built-in dossier over the whole base map.
static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map"));
    let atlas = Atlas::new(builtin().dossier, basemap);
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn atlas() -> Arc<Atlas> {
    Arc::clone(PREPARED.atlas())
}

/// A session somewhere in particular: moved, something selected, a layer faded, another hidden.
fn moved() -> Session {
    let mut session = Session::new(atlas(), Some("/home/reader/secret/walk".into()), Vec::new());
    let atlas = atlas();
    let kant = atlas.find("base-kant").expect("the base at Kant");
    for action in [
        Action::Camera(CameraAction::Resize {
            width_px: 900.0,
            height_px: 500.0,
        }),
        Action::Camera(CameraAction::ZoomAt {
            factor: 3.0,
            at: ScreenPoint::new(500.0, 300.0),
        }),
        Action::Layers(LayersAction::SetOpacity {
            layer: LayerIx(0),
            opacity: 0.5,
        }),
        Action::Layers(LayersAction::Toggle(LayerIx(1))),
        Action::Select(SelectAction::Click {
            at: ScreenPoint::new(1.0, 1.0),
            stack: vec![kant],
        }),
    ] {
        session.apply(action);
    }
    session
}

fn spec(format: ExportFormat) -> ExportSpec {
    ExportSpec {
        width_px: 640,
        height_px: 400,
        format,
        ..ExportSpec::default()
    }
}

fn drawn(session: &Session, spec: ExportSpec) -> Vec<u8> {
    render_map(Arc::clone(&PREPARED), &session.view, spec).expect("drawn")
}

/// Whether `file` has `text`, as it is or unpacked: every zlib stream of a PDF is looked into.
fn says(file: &[u8], text: &str) -> bool {
    let has = |bytes: &[u8]| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    has(file) || streams(file).iter().any(|stream| has(stream))
}

/// The unpacked streams of a PDF file.
fn streams(file: &[u8]) -> Vec<Vec<u8>> {
    use std::io::Read as _;
    const BEGIN: &[u8] = b"stream\n";
    let begins = file
        .windows(BEGIN.len())
        .enumerate()
        .filter(|(_, window)| *window == BEGIN);
    let unpacked = begins.filter_map(|(at, _)| {
        let mut bytes = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(&file[at + BEGIN.len()..]);
        decoder.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    });
    unpacked.collect()
}

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
fn a_picture_brings_back_the_view_it_shows() {
    for format in ExportFormat::ALL {
        let before = moved();
        let spec = ExportSpec {
            theme: MapTheme::Dark,
            furniture: Furniture {
                legend: false,
                ..Furniture::PICTURE
            },
            ..spec(format)
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map").with_extension(format.extension());
        std::fs::write(&path, drawn(&before, spec)).unwrap();
        assert!(is_picture(&path));
        let colophon = reopen(&path).unwrap();
        assert_eq!(colophon.dossier.id, BUILTIN_ID);
        assert_eq!(colophon.as_of.as_deref(), Some("2021-10-23"));
        let mut after = Session::new(atlas(), None, Vec::new());
        after.apply(Action::Camera(CameraAction::Resize {
            width_px: 900.0,
            height_px: 500.0,
        }));
        after.apply(Action::File(FileAction::PictureRead {
            path,
            colophon: Box::new(colophon),
        }));
        assert_eq!(after.view.selected, before.view.selected);
        assert_eq!(after.view.layers, before.view.layers);
        assert_eq!(after.view.theme, MapTheme::Dark);
        assert_eq!(after.files.export.furniture, spec.furniture);
        let (a, b) = (after.view.camera, before.view.camera);
        assert!(
            (a.center.x_m - b.center.x_m).abs() < 1e-3
                && (a.center.y_m - b.center.y_m).abs() < 1e-3
        );
        assert!((a.metres_per_px / b.metres_per_px - 1.0).abs() < 1e-9);
        // The view that came back says the same of itself, and looks the same.
        let again = drawn(&after, spec);
        assert_eq!(note(&again), note(&drawn(&before, spec)), "{format:?}");
        if format == ExportFormat::Png {
            let pixels = |file: &[u8]| image::load_from_memory(file).unwrap().into_rgba8();
            assert!(apart(&pixels(&again), &pixels(&drawn(&before, spec))) < 0.01);
        }
    }
}

#[test]
fn a_smaller_window_shows_all_that_the_picture_showed() {
    let before = moved();
    let colophon = Colophon::of(&atlas(), &before.view, &ExportSpec::default());
    let mut after = Session::new(atlas(), None, Vec::new());
    after.apply(Action::Camera(CameraAction::Resize {
        width_px: 450.0,
        height_px: 500.0,
    }));
    after.apply(Action::File(FileAction::PictureRead {
        path: PathBuf::new(),
        colophon: Box::new(colophon),
    }));
    let (wide, here) = (
        before.view.camera.view_rect(),
        after.view.camera.view_rect(),
    );
    assert!(here.inflate(1.0).contains(wide.min) && here.inflate(1.0).contains(wide.max));
}

fn told(session: &Session) -> String {
    session
        .shell
        .notices
        .iter()
        .map(|notice| notice.text.clone())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_picture_of_a_dossier_that_is_not_open_says_so_and_waits_for_it() {
    let mut session = Session::new(atlas(), None, Vec::new());
    let mut colophon = Colophon::of(&atlas(), &moved().view, &ExportSpec::default());
    colophon.dossier.id = "walk".into();
    colophon.dossier.title = "A walk".into();
    let read = |colophon: &Colophon| {
        let colophon = Box::new(colophon.clone());
        Action::File(FileAction::PictureRead {
            path: "map.png".into(),
            colophon,
        })
    };
    assert!(session.apply(read(&colophon)).is_empty());
    let error = session
        .files
        .prompt
        .as_ref()
        .and_then(|prompt| prompt.error.clone())
        .unwrap();
    assert!(
        error.contains("\"A walk\" (walk)") && error.contains("open that dossier first"),
        "{error}"
    );
    let mut dossier = builtin().dossier;
    dossier.id = "walk".into();
    dossier.content = "another".into();
    let walk = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    let open = |atlas: &Arc<Atlas>| {
        let atlas = Some(Arc::clone(atlas));
        Action::File(FileAction::Opened(Loaded {
            so_far: false,
            path: None,
            problems: Vec::new(),
            atlas,
        }))
    };
    session.apply(open(&walk));
    assert!(session.came_from_picture());
    assert_eq!(session.view.selected, walk.find("base-kant"));
    assert!(
        told(&session).contains("the dossier has changed since"),
        "{}",
        told(&session)
    );
    // The next dossier is another visit.
    session.apply(open(&atlas()));
    assert!(!session.came_from_picture() && session.view.selected.is_none());
    // A picture of the built-in dossier needs nothing more: that is at hand.
    session.apply(open(&walk));
    colophon.dossier.id = BUILTIN_ID.into();
    colophon
        .dossier
        .content
        .clone_from(&atlas().dossier.content);
    assert_eq!(session.apply(read(&colophon)), [Effect::ReadBuiltin]);
    session.apply(open(&atlas()));
    assert_eq!(session.view.selected, atlas().find("base-kant"));
    assert!(!told(&session).lines().last().unwrap().contains("changed"));
}

#[test]
fn a_view_that_no_map_has_is_left_out_and_the_rest_comes_back() {
    let base = Colophon::of(&atlas(), &moved().view, &ExportSpec::default());
    let json = base.to_json().unwrap();
    let scale = base.map().unwrap().view.camera.unwrap().1;
    for (from, to) in [
        (format!("{scale}"), "0.0".to_owned()),
        (format!("{scale}"), "-5.0".to_owned()),
        (format!("{scale}"), "1e300".to_owned()),
        (
            "\"size_px\":[900.0,500.0]".to_owned(),
            "\"size_px\":[0.0,-1.0]".to_owned(),
        ),
    ] {
        let hostile = json.replace(&from, &to);
        assert_ne!(hostile, json);
        let colophon = Box::new(Colophon::from_json(&hostile).unwrap());
        let mut session = Session::new(atlas(), None, Vec::new());
        let home = session.view.camera;
        session.apply(Action::File(FileAction::PictureRead {
            path: PathBuf::new(),
            colophon,
        }));
        assert_eq!(session.view.camera, home, "{to}");
        assert_eq!(session.view.selected, atlas().find("base-kant"));
    }
    let newer = json.replace("{\"format\":1", "{\"format\":7");
    assert!(
        Colophon::from_json(&newer)
            .unwrap_err()
            .to_string()
            .contains("version 7")
    );
    assert!(Colophon::from_json("{\"format\":1}").is_err() && Colophon::from_json("[").is_err());
}

#[test]
fn a_stripped_picture_says_nothing_of_itself() {
    let session = moved();
    for format in ExportFormat::ALL {
        let whole = drawn(
            &session,
            ExportSpec {
                furniture: Furniture::BARE,
                ..spec(format)
            },
        );
        let spec = ExportSpec {
            furniture: Furniture::BARE,
            says_its_view: false,
            ..spec(format)
        };
        let stripped = drawn(&session, spec);
        assert_eq!(note(&stripped), Err(NoteError::None), "{format:?}");
        let content = atlas().dossier.content.clone();
        let title = atlas().dossier.title.clone();
        for word in [
            content.as_str(),
            BUILTIN_ID,
            title.as_str(),
            "urn:steppe",
            "as_of",
        ] {
            assert!(!says(&stripped, word), "{format:?} says {word}");
        }
        assert!(
            says(&whole, &content) && says(&whole, BUILTIN_ID),
            "{format:?}"
        );
    }
}

#[test]
fn no_picture_names_a_folder_a_person_or_a_time() {
    for format in ExportFormat::ALL {
        let file = drawn(&moved(), spec(format));
        let colophon = note(&file).unwrap();
        for word in [
            "secret",
            "reader",
            "/home",
            "CreationDate",
            "ModDate",
            "tIME",
            "xmp:",
        ] {
            assert!(!says(&file, word), "{format:?} says {word}");
            assert!(!colophon.contains(word));
        }
        for name in ["HOME", "USER", "PWD"] {
            let value = std::env::var(name).unwrap_or_default();
            assert!(
                value.len() < 5 || !says(&file, &value),
                "{format:?} says {name}"
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

/// How much two pictures differ, 0 to 255, as a mean over their channels.
fn apart(a: &image::RgbaImage, b: &image::RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a
        .as_raw()
        .iter()
        .zip(b.as_raw())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.as_raw().len() as f64
}

#[test]
fn text_as_shapes_looks_as_live_text_does() {
    let session = moved();
    let png = image::load_from_memory(&drawn(&session, spec(ExportFormat::Png)))
        .unwrap()
        .into_rgba8();
    let outlines = ExportSpec {
        text: TextAs::Outlines,
        ..spec(ExportFormat::Svg)
    };
    // No face is at hand here: were there text left, it would be missing.
    let file = String::from_utf8(drawn(&session, outlines)).unwrap();
    let tree = usvg::Tree::from_str(&file, &usvg::Options::default()).unwrap();
    let mut pixels = resvg::tiny_skia::Pixmap::new(640, 400).unwrap();
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::default(),
        &mut pixels.as_mut(),
    );
    let shapes = image::RgbaImage::from_raw(640, 400, pixels.take_demultiplied()).unwrap();
    let live = ExportSpec {
        text: TextAs::Live,
        ..spec(ExportFormat::Svg)
    };
    let file = String::from_utf8(drawn(&session, live)).unwrap();
    let tree = usvg::Tree::from_str(&file, &usvg::Options::default()).unwrap();
    let mut pixels = resvg::tiny_skia::Pixmap::new(640, 400).unwrap();
    resvg::render(
        &tree,
        resvg::tiny_skia::Transform::default(),
        &mut pixels.as_mut(),
    );
    let faceless = image::RgbaImage::from_raw(640, 400, pixels.take_demultiplied()).unwrap();
    let (same, without) = (apart(&png, &shapes), apart(&png, &faceless));
    assert!(
        same < 0.1 && without > 1.0,
        "{same} and, without text, {without}"
    );
}

/// What `program` prints of the file, where it is installed.
fn printed(program: &str, args: &[&str], file: &Path) -> Option<Vec<u8>> {
    let output = Command::new(program)
        .args(args)
        .arg(file)
        .arg("-")
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

#[test]
fn a_pdf_is_one_page_of_its_paper_with_text_to_select() {
    let session = moved();
    for (paper, [width, height]) in [
        (Paper::A4Upright, [595.28, 841.89]),
        (Paper::A4Across, [841.89, 595.28]),
        (Paper::A3Upright, [841.89, 1190.55]),
        (Paper::A3Across, [1190.55, 841.89]),
    ] {
        let (width_px, height_px) = paper.size_px();
        let spec = ExportSpec {
            width_px,
            height_px,
            scale: Paper::SCALE,
            ..spec(ExportFormat::Pdf)
        };
        let file = drawn(&session, spec);
        assert!(file.starts_with(b"%PDF-1.7") && file.trim_ascii_end().ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&file);
        let media = text
            .split("/MediaBox")
            .nth(1)
            .unwrap()
            .trim_start_matches([' ', '[']);
        let sides: Vec<f64> = media
            .split(']')
            .next()
            .unwrap()
            .split_whitespace()
            .map(|side| side.parse().unwrap())
            .collect();
        assert!(
            (sides[2] - width).abs() < 0.2 && (sides[3] - height).abs() < 0.2,
            "{paper:?}: {sides:?}"
        );
    }
    let file = drawn(&session, spec(ExportFormat::Pdf));
    assert!(says(&file, "/ToUnicode") && says(&file, "/FontFile2") && says(&file, "beginbfchar"));
    assert!(
        streams(&file)
            .iter()
            .any(|stream| stream.windows(3).any(|op| op == b"TJ\n" || op == b"] T"))
    );
    let shapes = ExportSpec {
        text: TextAs::Outlines,
        ..spec(ExportFormat::Pdf)
    };
    let shapes = drawn(&session, shapes);
    assert!(!says(&shapes, "/FontFile2") && !says(&shapes, "BT\n"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.pdf");
    std::fs::write(&path, &file).unwrap();
    if let Some(words) = printed("pdftotext", &[], &path) {
        let words = String::from_utf8(words).unwrap();
        for name in [
            "Tashkent",
            "UZBEKISTAN",
            "Kant air base (999th)",
            "as of 23 October 2021",
        ] {
            assert!(words.contains(name), "{name} in {words}");
        }
    }
}

#[test]
fn a_pdf_looks_as_the_png_does() {
    let session = moved();
    let png = image::load_from_memory(&drawn(&session, spec(ExportFormat::Png)))
        .unwrap()
        .into_rgba8();
    let folder = tempfile::tempdir().unwrap();
    for text in [TextAs::Live, TextAs::Outlines] {
        let path = folder.path().join("map.pdf");
        std::fs::write(
            &path,
            drawn(
                &session,
                ExportSpec {
                    text,
                    ..spec(ExportFormat::Pdf)
                },
            ),
        )
        .unwrap();
        let output = Command::new("pdftoppm")
            .args(["-r", "96", "-png", "-singlefile"])
            .arg(&path)
            .output();
        // What needs no other program is checked above.
        let Ok(output) = output else { return };
        assert!(
            output.status.success() && output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let page = image::load_from_memory(&output.stdout)
            .unwrap()
            .into_rgba8();
        let blank = image::RgbaImage::from_pixel(640, 400, *png.get_pixel(0, 0));
        let (same, from_blank) = (apart(&png, &page), apart(&png, &blank));
        assert!(
            same < 4.0 && from_blank > 3.0 * same,
            "{same}, from blank {from_blank}"
        );
    }
}

#[test]
fn a_pdf_can_be_read_aloud() {
    let session = moved();
    let described = {
        let png = render_map(
            Arc::clone(&PREPARED),
            &session.view,
            spec(ExportFormat::Svg),
        )
        .unwrap();
        let svg = String::from_utf8(png).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let mut nodes = document.descendants();
        let desc = nodes.find(|node| node.tag_name().name() == "desc").unwrap();
        desc.text().unwrap().to_owned()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.pdf");
    for text in [TextAs::Live, TextAs::Outlines] {
        let spec = ExportSpec {
            text,
            ..spec(ExportFormat::Pdf)
        };
        let file = drawn(&session, spec);
        for word in [
            "/StructTreeRoot",
            "/Marked true",
            "/DisplayDocTitle true",
            "/Lang",
            "/S /Figure",
            "/Alt",
        ] {
            assert!(says(&file, word), "{word}");
        }
        assert!(says(&file, &described), "the map is described");
        // Each mark is begun once, belongs to something, and is ended.
        let content = streams(&file);
        let page = content
            .iter()
            .find(|stream| stream.windows(8).any(|it| it == b"/Figure "))
            .unwrap();
        let page = String::from_utf8_lossy(page);
        let begun = page.matches("BDC").count() + page.matches("BMC").count();
        assert_eq!(begun, page.matches("EMC").count());
        let marks = page.matches("/MCID ").count();
        let lines = page.matches("/P <<").count();
        assert!(lines > 10 && marks == lines + 1, "{marks}, {lines}");
        let text = String::from_utf8_lossy(&file);
        assert_eq!(
            text.matches("/S /P\n").count() + text.matches("/S /P ").count(),
            lines
        );
        std::fs::write(&path, &file).unwrap();
        let output = Command::new("pdfinfo")
            .arg("-struct-text")
            .arg(&path)
            .output();
        if let Some(output) = output.ok().filter(|output| output.status.success()) {
            let read = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                output.stderr.is_empty(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            let title = read.contains("as of 23 October 2021");
            assert!(title || spec.text == TextAs::Outlines, "{read}");
        }
        if let Ok(checked) = Command::new("qpdf").arg("--check").arg(&path).output() {
            assert!(
                checked.status.success(),
                "{}",
                String::from_utf8_lossy(&checked.stdout)
            );
        }
    }
    let stripped = ExportSpec {
        says_its_view: false,
        ..spec(ExportFormat::Pdf)
    };
    let stripped = drawn(&session, stripped);
    assert!(!says(&stripped, "/StructTreeRoot") && !says(&stripped, "/MCID"));
}

#[test]
fn what_is_no_picture_of_ours_is_refused_in_words() {
    let gif = b"GIF89a\x01\x00\x01\x00";
    assert_eq!(note(gif), Err(NoteError::Format));
    assert_eq!(note(b""), Err(NoteError::Format));
    assert_eq!(note(b"<html><body/></html>"), Err(NoteError::Format));
    assert_eq!(
        note(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        Err(NoteError::None)
    );
    assert_eq!(note(b"<svg><oops</svg>"), Err(NoteError::Damaged));
    assert_eq!(note(b"%PDF-1.4\n%%EOF"), Err(NoteError::None));
    assert_eq!(note(b"%PDF-1.4\n<x:xmpmeta"), Err(NoteError::Damaged));
    assert_eq!(note(b"\x89PNG\r\n\x1a\n"), Err(NoteError::Damaged));
    let laughs = "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
    assert_eq!(note(laughs.as_bytes()), Err(NoteError::Damaged));
    let deep = format!("<svg>{}", "<g>".repeat(200_000));
    assert_eq!(note(deep.as_bytes()), Err(NoteError::Damaged));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("holiday.png");
    let holiday = image::RgbaImage::new(3, 3);
    holiday.save(&path).unwrap();
    let error = reopen(&path).unwrap_err().to_string();
    assert!(
        error.contains("made elsewhere") && error.contains("holiday.png"),
        "{error}"
    );
    assert!(
        reopen(&folder.path().join("none.png"))
            .unwrap_err()
            .to_string()
            .contains("cannot read")
    );
}

static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let small = |format| ExportSpec {
        width_px: 64,
        height_px: 48,
        furniture: Furniture::BARE,
        ..spec(format)
    };
    ExportFormat::ALL
        .map(|format| drawn(&moved(), small(format)))
        .to_vec()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_file_cut_short_or_spoilt_never_panics(
        which in 0..3_usize,
        cut in 0.0..1.0_f64,
        spoilt in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..20),
    ) {
        let mut file = FILES[which].clone();
        for (at, byte) in spoilt {
            let at = (at * file.len() as f64) as usize;
            file[at] = byte;
        }
        file.truncate((cut * 1.2 * file.len() as f64) as usize);
        if let Ok(note) = note(&file) && let Ok(colophon) = Colophon::from_json(&note) {
            let mut session = Session::new(atlas(), None, Vec::new());
            session.apply(Action::File(FileAction::PictureRead { path: PathBuf::new(), colophon: Box::new(colophon) }));
            prop_assert!(session.view.camera.metres_per_px > 0.0 && session.view.camera.center.x_m.is_finite());
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(head in 0..4_usize, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let heads: [&[u8]; 4] = [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7<x:xmpmeta", b"<svg"];
        let _ = note(&[heads[head], &bytes].concat());
        let _ = Colophon::from_json(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_picture_that_nobody_wants_any_more_is_dropped() {
    let mut session = moved();
    let effects = session.apply(Action::File(FileAction::Export));
    let [Effect::AskSavePath { save, .. }] = effects[..] else {
        panic!("{effects:?}")
    };
    let chosen = FileAction::PathChosen {
        save,
        path: "map.png".into(),
        replace: false,
    };
    session.apply(Action::File(chosen));
    assert!(session.files.waiting[0].writing);
    assert_eq!(
        session.apply(Action::File(FileAction::Abandon(save))),
        [Effect::Abandon(save)]
    );
    assert!(session.files.waiting.is_empty());
    // What the worker then answers changes nothing.
    session.apply(Action::File(FileAction::Cancelled(save)));
    assert!(session.files.waiting.is_empty() && told(&session).is_empty());
}

#[test]
fn a_copy_of_the_map_shows_what_the_window_shows() {
    let mut session = moved();
    let effects = session.apply(Action::File(FileAction::CopyMap));
    let [Effect::CopyMap { view, spec }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(view.camera, session.view.camera);
    assert_eq!(
        (spec.width_px, spec.height_px, spec.scale),
        (1800, 1000, 2.0)
    );
    assert!(session.files.copying);
    session.apply(Action::File(FileAction::Copied { error: None }));
    assert!(!session.files.copying && told(&session).contains("on the clipboard"));
    session.apply(Action::File(FileAction::Copied {
        error: Some("no memory".into()),
    }));
    assert!(told(&session).contains("no memory"));
}

#[test]
fn the_export_sheet_shows_the_picture_small() {
    use egui_kittest::kittest::Queryable as _;
    let mut desk = Desk::with_patience(moved(), Patience::Wait);
    desk.apply(Action::File(FileAction::ToggleExport));
    let builder = raster::harness(egui::vec2(1100.0, 800.0), 1.0).with_max_steps(16);
    let mut harness = builder.build_ui_state(
        |ui, desk: &mut Desk| {
            desk.frame(ui);
        },
        desk,
    );
    let mut brightness = |theme| {
        let spec = ExportSpec {
            theme,
            ..harness.state().session().files.export
        };
        harness
            .state_mut()
            .apply(Action::File(FileAction::SetExport(spec)));
        harness.run_ok();
        let room = harness
            .get_by_label("What the picture will look like")
            .rect();
        let picture = harness.render().unwrap();
        // For the eye, where the environment names a folder.
        if let Some(folder) = std::env::var_os("STEPPE_TEST_PICTURES") {
            let name = format!("sheet-{theme:?}.png");
            picture.save(Path::new(&folder).join(name)).unwrap();
        }
        let inside = picture
            .enumerate_pixels()
            .filter(|(x, y, _)| room.shrink(24.0).contains(egui::pos2(*x as f32, *y as f32)));
        let colours: Vec<[u8; 4]> = inside.map(|(_, _, pixel)| pixel.0).collect();
        let different: std::collections::BTreeSet<_> = colours.iter().collect();
        assert!(different.len() > 60, "{} colours", different.len());
        colours.iter().map(|pixel| u64::from(pixel[1])).sum::<u64>() / colours.len() as u64
    };
    let (light, dark) = (brightness(MapTheme::Light), brightness(MapTheme::Dark));
    assert!(light > 200 && dark < 90, "{light}, {dark}");
}

#[test]
fn a_preview_for_other_eyes_says_what_it_is_and_without_colour_has_none() {
    let session = moved();
    for vision in ColourVision::ALL {
        let spec = ExportSpec {
            width_px: 640,
            height_px: 480,
            vision,
            format: ExportFormat::Svg,
            furniture: Furniture::BARE,
            ..ExportSpec::default()
        };
        let svg = render_map(Arc::clone(&PREPARED), &session.view, spec).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        match vision.words() {
            Some(words) => assert!(svg.contains(words), "{vision:?} is not said in the margin"),
            None => assert!(!svg.contains("Preview:")),
        }
        let document = roxmltree::Document::parse(&svg).unwrap();
        let fills = document
            .descendants()
            .filter_map(|node| node.attribute("fill"));
        let hues = fills.filter(|fill| {
            fill.len() == 7 && (fill[1..3] != fill[3..5] || fill[3..5] != fill[5..7])
        });
        assert_eq!(
            hues.count() == 0,
            vision == ColourVision::Grey,
            "{vision:?}"
        );
    }
}

#[test]
fn with_its_note_a_preview_opens_as_one_and_what_older_versions_wrote_opens_too() {
    let session = moved();
    let spec = ExportSpec {
        vision: ColourVision::Tritanopia,
        theme: MapTheme::Print,
        ..ExportSpec::default()
    };
    let json = Colophon::of(&session.atlas, &session.view, &spec)
        .to_json()
        .unwrap();
    let colophon = Colophon::from_json(&json).unwrap();
    let map = colophon.map().unwrap();
    assert_eq!(
        (map.vision, map.theme),
        (ColourVision::Tritanopia, MapTheme::Print)
    );
    let older = |json: &str| -> serde_json::Value {
        let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
        assert!(value.as_object_mut().unwrap().remove("vision").is_some());
        value
    };
    let opened = Colophon::from_json(&older(&json).to_string()).unwrap();
    assert_eq!(opened.map().unwrap().vision, ColourVision::Normal);
    let settings: ExportSpec =
        serde_json::from_value(older(&serde_json::to_string(&spec).unwrap())).unwrap();
    assert_eq!(
        (settings.vision, settings.theme),
        (ColourVision::Normal, MapTheme::Print)
    );
    let view = serde_json::to_string(&session.view).unwrap();
    let view: steppe::session::Viewpoint = serde_json::from_value(older(&view)).unwrap();
    assert_eq!(view.vision, ColourVision::Normal);
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
