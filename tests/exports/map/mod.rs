//! Pictures of the map as files.

mod drawing;
mod notes;
mod pdf;
mod views;
mod window;

use std::sync::Arc;

use steppe::app::render_map;
use steppe::atlas::LayerIx;
use steppe::earth::ScreenPoint;
use steppe::session::{
    CameraCommand, Command, ExportFormat, ExportSpec, LayersCommand, SelectCommand, Session,
};

use crate::{PREPARED, atlas};

/// A session somewhere in particular: moved, something selected, a layer faded, another hidden.
fn moved() -> Session {
    let mut session = Session::new(atlas(), Some("/home/reader/secret/walk".into()), Vec::new());
    let atlas = atlas();
    let kant = atlas.find("base-kant").expect("the base at Kant");
    for action in [
        Command::Camera(CameraCommand::Resize {
            width_px: 900.0,
            height_px: 500.0,
        }),
        Command::Camera(CameraCommand::ZoomAt {
            factor: 3.0,
            at: ScreenPoint::new(500.0, 300.0),
        }),
        Command::Layers(LayersCommand::SetOpacity {
            layer: LayerIx(0),
            opacity: 0.5,
        }),
        Command::Layers(LayersCommand::Toggle(LayerIx(1))),
        Command::Select(SelectCommand::Click {
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

/// What the window has told its reader.
fn told(session: &Session) -> String {
    session
        .shell
        .notices
        .iter()
        .map(|notice| notice.text.clone())
        .collect::<Vec<_>>()
        .join("\n")
}
