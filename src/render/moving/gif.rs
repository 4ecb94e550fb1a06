//! GIF (version 89a): 256 colours a frame, shown everywhere.
//!
//! Each frame has its own colours, so that those of the map are exact and
//! only blends of them are rounded. No dithering: it would make flat land grainy.

use std::borrow::Cow;
use std::io::Write;

use gif::{DisposalMethod, Encoder, Frame, Repeat};

use super::Pace;
use super::changed::ChangedRegion;
use super::palette::FramePalette;
use crate::render::RenderError;
use crate::scene::Pixels;

/// A frame's most colours, and those of one that lets the frame before through.
const MOST: usize = 256;

/// A GIF file on its way.
pub struct Gif<W: Write> {
    encoder: Encoder<W>,
    per_s: f64,
    written: u32,
    last: Option<Pixels>,
}

impl<W: Write> Gif<W> {
    /// Begins a file of pictures `size` wide and high.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn begin(out: W, size: [u32; 2], pace: Pace) -> Result<Self, RenderError> {
        let [width, height] = sides(size)?;
        let begin = || {
            let mut encoder = Encoder::new(out, width, height, &[])?;
            encoder.set_repeat(Repeat::Infinite)?;
            Ok(encoder)
        };
        Ok(Self {
            encoder: begin().map_err(RenderError::Gif)?,
            per_s: pace.per_s,
            written: 0,
            last: None,
        })
    }

    /// Adds the next frame; what lets anything through counts as solid.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, pixels: Pixels) -> Result<(), RenderError> {
        let region = match &self.last {
            Some(before) => ChangedRegion::changed(before, &pixels),
            None => ChangedRegion::whole(&pixels),
        };
        let [left, top] = sides([region.left, region.top])?;
        let [width, height] = sides([region.width, region.height])?;
        let (palette, indices, transparent) = if let Some(before) = &self.last {
            differing(before, &pixels, region)
        } else {
            let rows = || region.rows(&pixels).flatten().copied().map(rgb);
            let palette = FramePalette::of(rows(), MOST);
            let indices = palette.indices(rows().map(Some));
            (palette, indices, None)
        };
        let frame = Frame {
            delay: self.delay(),
            dispose: DisposalMethod::Keep,
            transparent,
            left,
            top,
            width,
            height,
            palette: Some(palette.bytes()),
            buffer: Cow::Owned(indices),
            ..Frame::default()
        };
        self.encoder.write_frame(&frame).map_err(RenderError::Gif)?;
        self.written += 1;
        self.last = Some(pixels);
        Ok(())
    }

    /// How long the next frame stands, hundredths of a second: rounded so that the whole is right.
    fn delay(&self) -> u16 {
        let at = |frame: u32| (100.0 * f64::from(frame) / self.per_s).round();
        (at(self.written + 1) - at(self.written)).clamp(1.0, 65_535.0) as u16
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(self) -> Result<(), RenderError> {
        let ended = self.encoder.into_inner().map_err(RenderError::Gif)?.flush();
        ended.map_err(|error| RenderError::Gif(error.into()))
    }
}

fn sides(px: [u32; 2]) -> Result<[u16; 2], RenderError> {
    let [width, height] = px.map(u16::try_from);
    match (width, height) {
        (Ok(width), Ok(height)) => Ok([width, height]),
        _ => Err(RenderError::Size {
            width: f64::from(px[0]),
            height: f64::from(px[1]),
        }),
    }
}

/// What differs in `region`; the rest of it lets the frame before through.
fn differing(
    before: &Pixels,
    after: &Pixels,
    region: ChangedRegion,
) -> (FramePalette, Vec<u8>, Option<u8>) {
    let pixels = || {
        let pairs = region
            .rows(before)
            .flatten()
            .zip(region.rows(after).flatten());
        pairs.map(|(before, after)| (before != after).then(|| rgb(*after)))
    };
    let palette = FramePalette::of(pixels().flatten(), MOST - 1);
    let indices = palette.indices(pixels());
    let through = palette.through();
    (palette, indices, Some(through))
}

fn rgb([r, g, b, _]: [u8; 4]) -> [u8; 3] {
    [r, g, b]
}
