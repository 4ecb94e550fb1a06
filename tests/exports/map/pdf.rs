//! A map as a page: its size, its text, its looks, and how it is read aloud.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use resvg::usvg::roxmltree;
use steppe::app::render_map;
use steppe::session::{ExportFormat, ExportSpec, Paper, TextAs};

use super::{apart, drawn, moved, says, spec, streams};
use crate::PREPARED;

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
