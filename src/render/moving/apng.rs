//! Animated PNG (PNG 3rd edition, section 11.3.4): every colour as it is, and a still picture where it does not move.

use std::io::Write;

use png::{BlendOp, ColorType, Compression, DisposeOp, EncodingError, Writer};

use super::Pace;
use super::changed::ChangedRegion;
use crate::render::RenderError;
use crate::render::to_png::begun;
use crate::scene::Pixels;

/// An animated PNG file on its way.
pub struct Apng<W: Write> {
    writer: Writer<W>,
    last: Option<Pixels>,
}

impl<W: Write> Apng<W> {
    /// Begins a file of pictures `size` wide and high, `scale` pixels to a logical one.
    ///
    /// It carries `note`, which [`note`](crate::render::note()) finds again.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn begin(
        out: W,
        size: [u32; 2],
        scale: f32,
        pace: Pace,
        note: Option<&str>,
    ) -> Result<Self, RenderError> {
        let begin = || -> Result<Writer<W>, EncodingError> {
            let mut encoder = begun(out, size, scale, note)?;
            encoder.set_color(ColorType::Rgba);
            encoder.set_compression(Compression::Balanced);
            encoder.set_animated(pace.frames, 0)?;
            let [numerator, denominator] = delay(pace.per_s);
            encoder.set_frame_delay(numerator, denominator)?;
            encoder.write_header()
        };
        let writer = begin().map_err(RenderError::Png)?;
        Ok(Self { writer, last: None })
    }

    /// Adds the next frame.
    ///
    /// # Errors
    /// Where it cannot be written, or is one too many.
    pub fn add(&mut self, frame: Pixels) -> Result<(), RenderError> {
        self.write(&frame).map_err(RenderError::Png)?;
        self.last = Some(frame);
        Ok(())
    }

    fn write(&mut self, frame: &Pixels) -> Result<(), EncodingError> {
        let Some(before) = &self.last else {
            return self.writer.write_image_data(&frame.rgba);
        };
        let region = ChangedRegion::changed(before, frame);
        let rows = || region.rows(before).zip(region.rows(frame));
        let solid = rows().all(|(_, after)| after.iter().all(|pixel| pixel[3] == 255));
        let mut bytes = Vec::with_capacity(region.width as usize * region.height as usize * 4);
        for (before, after) in rows() {
            for (before, after) in before.iter().zip(after) {
                // What stays as it was lets through what stands there: that packs to nearly nothing.
                let stays = solid && before == after;
                bytes.extend(if stays { [0; 4] } else { *after });
            }
        }
        let blend = if solid {
            BlendOp::Over
        } else {
            BlendOp::Source
        };
        let writer = &mut self.writer;
        writer.reset_frame_position()?;
        writer.set_frame_dimension(region.width, region.height)?;
        writer.set_frame_position(region.left, region.top)?;
        writer.set_dispose_op(DisposeOp::None)?;
        writer.set_blend_op(blend)?;
        writer.write_image_data(&bytes)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written, or frames are missing.
    pub fn finish(self) -> Result<(), RenderError> {
        self.writer.finish().map_err(RenderError::Png)
    }
}

/// How long a frame stands, as a fraction of seconds.
fn delay(per_s: f64) -> [u16; 2] {
    if (per_s.round() - per_s).abs() < 1e-9 && (1.0..=60.0).contains(&per_s) {
        [1, per_s as u16]
    } else {
        [(1000.0 / per_s).round().clamp(1.0, 65_535.0) as u16, 1000]
    }
}
