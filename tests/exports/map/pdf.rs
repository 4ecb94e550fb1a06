//! A map as a page: its size, its text, its looks, and how it is read aloud.

use steppe::session::{ExportFormat, ExportSpec, Paper, TextAs};

use super::{apart, drawn, moved, says, spec};
use crate::page::{Page, painted};

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
    assert!(says(&file, "/ToUnicode") && says(&file, "/FontFile2"));
    let words = Page::read(&file).words;
    for name in [
        "Tashkent",
        "UZBEKISTAN",
        "Kant air base (999th)",
        "as of 23 October 2021",
    ] {
        assert!(words.contains(name), "{name} in {words}");
    }
    let shapes = ExportSpec {
        text: TextAs::Outlines,
        ..spec(ExportFormat::Pdf)
    };
    let shapes = drawn(&session, shapes);
    assert!(!says(&shapes, "/FontFile2") && Page::read(&shapes).words.is_empty());
}

#[test]
fn a_pdf_looks_as_the_png_does() {
    let session = moved();
    let png = image::load_from_memory(&drawn(&session, spec(ExportFormat::Png)))
        .unwrap()
        .into_rgba8();
    for text in [TextAs::Live, TextAs::Outlines] {
        let spec = ExportSpec {
            text,
            ..spec(ExportFormat::Pdf)
        };
        let page = painted(&drawn(&session, spec), 1.0);
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
            "/Figure",
            "/Alt",
            // It says of itself that it keeps PDF/UA-1.
            "pdfuaid",
        ] {
            assert!(says(&file, word), "{word}");
        }
        let page = Page::read(&file);
        assert_eq!(page.unmarked, 0, "all of the page is content or decoration");
        assert!(page.marks > 20, "{}", page.marks);
        let title = page.words.contains("as of 23 October 2021");
        assert!(title || spec.text == TextAs::Outlines);
    }
    let stripped = ExportSpec {
        says_its_view: false,
        ..spec(ExportFormat::Pdf)
    };
    let stripped = drawn(&session, stripped);
    assert!(!says(&stripped, "/StructTreeRoot") && !says(&stripped, "/MCID"));
    assert_eq!(Page::read(&stripped).marks, 0);
}
