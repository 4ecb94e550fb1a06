//! A scene as pixels: its items cut to the view, traced and painted by `tiny-skia`, and many alike
//! things by a shorter way.

mod bands;
mod blend;
mod cells;
mod dots;
mod letters;
mod shapes;
mod sheets;
mod smooth;

use std::io::Write;

use png::{
    BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, SrgbRenderingIntent, Unit,
};

use super::RenderProgress;
pub use super::error::{MAX_SIDE_PX, RenderError};
use super::note::KEYWORD;
use crate::cores;
use crate::earth::METRES_PER_PX_AT_96_DPI;
use crate::scene::{Pixels, Scene};

/// The scene as a PNG file, `scale` pixels to a logical one.
///
/// It says that it is sRGB, and how large a pixel is, so that it prints at the scene's own size.
///
/// # Errors
/// Where the picture has no pixel or more than [`MAX_SIDE_PX`] to a side.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, RenderError> {
    encode(pixmap(scene, scale)?, scale, None)
}

/// The scene as pixels, `scale` of them to a logical one.
///
/// # Errors
/// As [`png()`].
pub fn pixmap(scene: &Scene, scale: f32) -> Result<Pixels, RenderError> {
    pixmap_watched(scene, scale, RenderProgress::NOBODY)
}

/// The same while somebody looks on.
///
/// # Errors
/// As [`png()`], and if the picture was cancelled.
pub fn pixmap_watched(
    scene: &Scene,
    scale: f32,
    watch: RenderProgress<'_>,
) -> Result<Pixels, RenderError> {
    let mut pixmap = canvas(scene, f64::from(scale))?;
    watch.reach(0.0)?;
    let drawing = bands::BandDrawing {
        background: scene.background,
        sheets: sheets::sheets(scene, scale),
        scale,
    };
    watch.reach(0.3)?;
    bands::draw(
        &drawing,
        &mut pixmap,
        bands::threads(),
        watch.part(0.3, 1.0),
    )?;
    let (width, height) = (pixmap.width(), pixmap.height());
    Ok(Pixels {
        width,
        height,
        rgba: pixmap.take(),
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

/// How long a PNG file is packed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PngEffort {
    /// The usual effort takes ten times as long for a tenth less, and looking for each row's best
    /// filter an eighth of all that a large picture takes, for 3 % less.
    #[default]
    Quick,
    /// As most programs do.
    Usual,
    /// The smallest of several ways.
    Most,
}

/// What a PNG file says, and how it is packed.
#[derive(Debug, Clone, Default)]
pub struct PngOptions<'a> {
    /// Found again by [`note`](super::note()).
    pub note: Option<&'a str>,
    /// Texts by their keywords (PNG specification, 11.3.3.2): `Title`, `Description`, `Source`,
    /// `Copyright`.
    pub texts: Vec<(&'static str, String)>,
    /// How long it is packed.
    pub effort: PngEffort,
}

/// Pixels as a PNG file, `scale` of them to a logical one.
///
/// It carries `note`, which [`note`](super::note()) finds again.
///
/// # Errors
/// Where the pixels are not as many as the sides say.
pub fn encode(pixels: Pixels, scale: f32, note: Option<&str>) -> Result<Vec<u8>, RenderError> {
    let options = PngOptions {
        note,
        ..PngOptions::default()
    };
    encode_with(pixels, scale, &options)
}

/// The same with texts for other programs, packed as long as is asked for.
///
/// # Errors
/// As [`encode`].
pub fn encode_with(
    pixels: Pixels,
    scale: f32,
    options: &PngOptions<'_>,
) -> Result<Vec<u8>, RenderError> {
    const QUICK: (Compression, Filter) = (Compression::Fast, Filter::Up);
    const USUAL: (Compression, Filter) = (Compression::Balanced, Filter::Adaptive);
    // Flat colours pack best unfiltered, shaded ones by what stands above or beside them.
    const MOST: [(Compression, Filter); 3] = [
        (Compression::High, Filter::NoFilter),
        (Compression::High, Filter::Up),
        (Compression::High, Filter::Adaptive),
    ];
    let ways: &[(Compression, Filter)] = match options.effort {
        PngEffort::Quick => &[QUICK],
        PngEffort::Usual => &[USUAL],
        PngEffort::Most => &MOST,
    };
    let size = [pixels.width, pixels.height];
    let (color_type, bytes) = packed(pixels.rgba);
    let files = cores::map(ways, 1, |&way| {
        written(size, (color_type, &bytes), scale, options, way)
    });
    let files: Result<Vec<Vec<u8>>, _> = files.into_iter().collect();
    let files = files.map_err(RenderError::Png)?.into_iter();
    Ok(files.min_by_key(Vec::len).unwrap_or_default())
}

fn written(
    size: [u32; 2],
    (color_type, bytes): (ColorType, &[u8]),
    scale: f32,
    options: &PngOptions<'_>,
    (compression, filter): (Compression, Filter),
) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = begun(&mut file, size, scale, options.note)?;
    for (keyword, text) in &options.texts {
        if text.chars().all(|letter| u32::from(letter) < 256) {
            encoder.add_text_chunk((*keyword).to_owned(), text.clone())?;
        } else {
            encoder.add_itxt_chunk((*keyword).to_owned(), text.clone())?;
        }
    }
    encoder.set_compression(compression);
    encoder.set_filter(filter);
    encoder.set_color(color_type);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bytes)?;
    writer.finish()?;
    Ok(file)
}

/// What every PNG file of ours says: that it is sRGB, how large a pixel is, and its note.
pub(super) fn begun<W: Write>(
    file: W,
    [width, height]: [u32; 2],
    scale: f32,
    note: Option<&str>,
) -> Result<Encoder<'static, W>, png::EncodingError> {
    let mut encoder = Encoder::new(file, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let per_metre = (f64::from(scale) / METRES_PER_PX_AT_96_DPI).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }));
    if let Some(note) = note {
        encoder.add_itxt_chunk(KEYWORD.to_owned(), note.to_owned())?;
    }
    Ok(encoder)
}

/// The colours alone, where no pixel lets anything through: a quarter less to write. In place,
/// since a large picture is a large part of the memory.
fn packed(mut rgba: Vec<u8>) -> (ColorType, Vec<u8>) {
    let pixels = rgba.len() / 4;
    if rgba.as_chunks::<4>().0.iter().any(|pixel| pixel[3] != 255) {
        return (ColorType::Rgba, rgba);
    }
    for pixel in 0..pixels {
        // Byte by byte: a copy of three is a call for each pixel, and took longer than writing the file.
        let from = &rgba[4 * pixel..4 * pixel + 3];
        let [r, g, b] = [from[0], from[1], from[2]];
        let to = &mut rgba[3 * pixel..3 * pixel + 3];
        (to[0], to[1], to[2]) = (r, g, b);
    }
    rgba.truncate(3 * pixels);
    (ColorType::Rgb, rgba)
}
