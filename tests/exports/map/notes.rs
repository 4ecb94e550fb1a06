//! What a picture says of itself, what it never says, and files that were made to harm.

use std::sync::LazyLock;

use proptest::prelude::*;
use steppe::app::reopen;
use steppe::dossier::BUILTIN_ID;
use steppe::render::{NoteError, note};
use steppe::session::viewpoint::Furniture;
use steppe::session::{Colophon, Effort, Event, ExportFormat, ExportSpec, Session, SourceId};

use super::{drawn, moved, says, spec};
use crate::atlas;

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
fn a_png_tells_other_programs_what_it_shows_and_whose_that_is() {
    let texts = |says_its_view| -> std::collections::BTreeMap<String, String> {
        let spec = ExportSpec {
            says_its_view,
            ..spec(ExportFormat::Png)
        };
        let file = drawn(&moved(), spec);
        let decoder = png::Decoder::new(std::io::Cursor::new(file));
        let reader = decoder.read_info().expect("a PNG file");
        let info = reader.info();
        let latin = info.uncompressed_latin1_text.iter();
        let latin = latin.map(|chunk| (chunk.keyword.clone(), chunk.text.clone()));
        let wide = info.utf8_text.iter();
        let wide = wide.map(|chunk| (chunk.keyword.clone(), chunk.get_text().expect("text")));
        latin.chain(wide).collect()
    };
    let said = texts(true);
    let says = |keyword: &str, words: &str| {
        let text = said.get(keyword).map_or("", String::as_str);
        assert!(text.contains(words), "{keyword}: {text}");
    };
    says("Title", "Central Asia");
    says("Description", "as of 23 October 2021");
    says("Source", "South China Morning Post");
    says("Copyright", "Natural Earth");
    assert!(texts(false).is_empty(), "a stripped file says nothing");
}

#[test]
fn more_effort_gives_a_smaller_file_of_the_same_pixels() {
    let file = |effort| {
        let spec = ExportSpec {
            effort,
            ..spec(ExportFormat::Png)
        };
        drawn(&moved(), spec)
    };
    let (quick, most) = (file(Effort::Quick), file(Effort::Most));
    assert!(
        10 * most.len() < 9 * quick.len(),
        "{} of {}",
        most.len(),
        quick.len()
    );
    let pixels = |file: &[u8]| image::load_from_memory(file).expect("a picture").to_rgb8();
    assert!(pixels(&quick) == pixels(&most));
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
            "xmp:CreateDate",
            "xmp:ModifyDate",
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
            session.receive(Event::PictureRead { path: SourceId::default(), colophon: Box::new(colophon) });
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
