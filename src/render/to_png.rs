//! A scene as pixels: the SVG backend's document, drawn with the embedded faces alone.

use std::sync::{Arc, OnceLock};

use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, SrgbRenderingIntent, Unit};
use resvg::tiny_skia::{self, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use thiserror::Error;

use super::to_svg::{SvgOptions, svg};
use crate::earth::METRES_PER_PX_AT_96_DPI;
use crate::scene::Scene;
use crate::scene::fonts::Face;

/// The most pixels to a side: what common viewers still open.
pub const MAX_SIDE_PX: u32 = 16_384;

/// Why a scene could not be drawn as pixels.
#[derive(Debug, Error)]
pub enum RenderError {
    /// Nothing to draw on, or too much of it.
    #[error(
        "expected a picture of 1 to {MAX_SIDE_PX} pixels to each side, found {width} x {height}"
    )]
    Size {
        /// Wanted pixels across.
        width: f64,
        /// Wanted pixels down.
        height: f64,
    },
    /// The scene's own document could not be read back.
    #[error("expected the scene as an SVG document, found one that cannot be read")]
    Svg(#[source] resvg::usvg::Error),
    /// The pixels could not be written.
    #[error("expected the pixels as a PNG file, found them impossible to write")]
    Png(#[source] png::EncodingError),
}

/// Pixels, row by row from the upper left: sRGB with straight alpha, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixmap {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue, alpha of each.
    pub rgba: Vec<u8>,
}

/// The scene as a PNG file, `scale` pixels to a logical one.
///
/// It says that it is sRGB, and how large a pixel is, so that it prints at the scene's own size.
///
/// # Errors
/// Where the picture has no pixel or more than [`MAX_SIDE_PX`] to a side.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, RenderError> {
    encode(pixmap(scene, scale)?, scale)
}

/// The scene as pixels, `scale` of them to a logical one.
///
/// # Errors
/// As [`png()`].
pub fn pixmap(scene: &Scene, scale: f32) -> Result<Pixmap, RenderError> {
    let mut pixmap = canvas(scene, f64::from(scale))?;
    let options = Options {
        font_family: Face::Sans.family().to_owned(),
        fontdb: faces(),
        ..Options::default()
    };
    let document = svg(scene, &SvgOptions::default());
    let tree = Tree::from_str(&document, &options).map_err(RenderError::Svg)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let (width, height) = (pixmap.width(), pixmap.height());
    Ok(Pixmap {
        width,
        height,
        rgba: pixmap.take_demultiplied(),
    })
}

/// An empty picture of the scene's size.
fn canvas(scene: &Scene, scale: f64) -> Result<tiny_skia::Pixmap, RenderError> {
    let width = (scene.camera.width_px * scale).round();
    let height = (scene.camera.height_px * scale).round();
    let fits = |side: f64| (1.0..=f64::from(MAX_SIDE_PX)).contains(&side);
    let size = RenderError::Size { width, height };
    if !fits(width) || !fits(height) {
        return Err(size);
    }
    tiny_skia::Pixmap::new(width as u32, height as u32).ok_or(size)
}

/// Our faces and no others, so that a picture is the same on every machine.
fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut faces = Database::new();
        for face in Face::ALL {
            faces.load_font_source(Source::Binary(Arc::new(face.bytes())));
        }
        Arc::new(faces)
    };
    Arc::clone(FACES.get_or_init(load))
}

/// Pixels as a PNG file, `scale` of them to a logical one.
///
/// # Errors
/// Where the pixels are not as many as the sides say.
pub fn encode(pixels: Pixmap, scale: f32) -> Result<Vec<u8>, RenderError> {
    written(pixels, scale).map_err(RenderError::Png)
}

fn written(pixels: Pixmap, scale: f32) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_depth(BitDepth::Eight);
    // The default takes ten times as long for a tenth less.
    encoder.set_compression(Compression::Fast);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let per_metre = (f64::from(scale) / METRES_PER_PX_AT_96_DPI).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }));
    let (color_type, bytes) =
        opaque(&pixels.rgba).map_or((ColorType::Rgba, pixels.rgba), |rgb| (ColorType::Rgb, rgb));
    encoder.set_color(color_type);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(file)
}

/// The colours alone, where no pixel lets anything through: a quarter less to write.
fn opaque(rgba: &[u8]) -> Option<Vec<u8>> {
    let (pixels, _) = rgba.as_chunks::<4>();
    if pixels.iter().any(|&[_, _, _, a]| a != 255) {
        return None;
    }
    Some(pixels.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect())
}
