//! Days as moving pictures.

mod files;
mod frames;
mod steps;

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use image::codecs::{gif::GifDecoder, png::PngDecoder};
use image::{AnimationDecoder, Frame, RgbaImage};
use jiff::civil::date;
use steppe::app::{Destination, SaveError, save_animation};
use steppe::render::RenderProgress;
use steppe::scene::{Composer, Scene};
use steppe::session::viewpoint::{Furniture, TimeWindow};
use steppe::session::{Animation, AnimationSpec, ExportSpec, MovingFormat, PlayStep, Session};

use crate::{PREPARED, atlas};

fn session() -> Session {
    Session::new(atlas(), None, Vec::new())
}

fn days(from: (i16, i8, i8), to: (i16, i8, i8)) -> TimeWindow {
    TimeWindow::new(date(from.0, from.1, from.2), date(to.0, to.1, to.2))
}

/// Autumn 2021 by weeks: seven frames.
fn autumn(format: MovingFormat) -> AnimationSpec {
    AnimationSpec {
        format,
        step: PlayStep::Week,
        growing: false,
        days: 7,
        per_s: 3.0,
        range: Some(days((2021, 9, 6), (2021, 10, 23))),
    }
}

fn spec() -> ExportSpec {
    ExportSpec {
        width_px: 480,
        height_px: 300,
        ..ExportSpec::default()
    }
}

fn animation(spec: &AnimationSpec) -> Animation {
    spec.animation(&atlas(), &session().view).expect("days")
}

fn save(spec: ExportSpec, animation: &Animation, path: &Path) -> Result<(), SaveError> {
    let to = Destination {
        path,
        replace: false,
        watch: RenderProgress::NOBODY,
    };
    save_animation(Arc::clone(&PREPARED), &session().view, spec, animation, to).map(drop)
}

/// The file that autumn gives.
fn drawn(format: MovingFormat) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("it is there");
    let path = folder.path().join("days");
    save(spec(), &animation(&autumn(format)), &path).expect("it is there");
    std::fs::read(path).expect("it is there")
}

static GIF: LazyLock<Vec<u8>> = LazyLock::new(|| drawn(MovingFormat::Gif));

static APNG: LazyLock<Vec<u8>> = LazyLock::new(|| drawn(MovingFormat::Apng));

fn frames(of: MovingFormat) -> Vec<Frame> {
    let frames = if of == MovingFormat::Gif {
        let decoder = GifDecoder::new(Cursor::new(GIF.as_slice())).expect("a GIF");
        decoder.into_frames()
    } else {
        let decoder = PngDecoder::new(Cursor::new(APNG.as_slice())).expect("a PNG");
        decoder.apng().expect("one that moves").into_frames()
    };
    frames.collect_frames().expect("every frame")
}

/// How much two pictures differ, 0 to 255, as a mean over their channels.
fn apart(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let pairs = a.as_raw().iter().zip(b.as_raw());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

/// Each step as it is composed by itself.
fn step(composer: &mut Composer, window: TimeWindow, animation: &Animation) -> Scene {
    let mut view = session().view;
    view.time.window = Some(window);
    view.furniture = Furniture::PICTURE;
    composer.compose_step(&view, animation.whole().expect("it is there"))
}
