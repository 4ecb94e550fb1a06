//! The screen read back.

use std::thread;
use std::time::{Duration, Instant};

use image::RgbaImage;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, ImageOrder};

use super::xvfb::POLL;
use super::{Harness, Result};

/// A picture that stays as it is for so long has come to rest.
const REST: Duration = Duration::from_millis(400);

impl Harness {
    /// The whole screen as it is now, opaque.
    pub(crate) fn screenshot(&self) -> Result<RgbaImage> {
        let size = self.connection.get_geometry(self.root)?.reply()?;
        let (width, height) = (size.width, size.height);
        let reply = self
            .connection
            .get_image(
                ImageFormat::Z_PIXMAP,
                self.root,
                0,
                0,
                width,
                height,
                u32::MAX,
            )?
            .reply()?;
        let blue_first = self.connection.setup().image_byte_order == ImageOrder::LSB_FIRST;
        let (pixels, rest) = reply.data.as_chunks::<4>();
        if !rest.is_empty() || reply.depth != 24 {
            return Err(format!(
                "expected 32 bits a pixel at depth 24, found depth {}",
                reply.depth
            )
            .into());
        }
        let rgba = |&[a, b, c, d]: &[u8; 4]| {
            if blue_first {
                [c, b, a, 255]
            } else {
                [b, c, d, 255]
            }
        };
        let bytes = pixels.iter().flat_map(rgba).collect();
        RgbaImage::from_raw(width.into(), height.into(), bytes)
            .ok_or_else(|| "the picture is cut short".into())
    }

    /// Looks until `holds` is true of the screen, and answers that picture.
    ///
    /// # Errors
    ///
    /// After `timeout`, or where the program ends: the error names a file with
    /// the last picture.
    pub(crate) fn wait_until(
        &mut self,
        what: &str,
        timeout: Duration,
        holds: impl Fn(&RgbaImage) -> bool,
    ) -> Result<RgbaImage> {
        let end = Instant::now() + timeout;
        loop {
            self.check_program()?;
            let picture = self.screenshot()?;
            if holds(&picture) {
                return Ok(picture);
            }
            if Instant::now() >= end {
                let file = keep(&picture, what)?;
                return Err(
                    format!("not within {timeout:?}: {what}; the screen is in {file}").into(),
                );
            }
            thread::sleep(POLL);
        }
    }

    /// Waits until the screen has come to rest, and answers that picture.
    ///
    /// # Errors
    ///
    /// Where it still changes after `timeout`, or the program ends.
    pub(crate) fn settle(&mut self, timeout: Duration) -> Result<RgbaImage> {
        let end = Instant::now() + timeout;
        let mut picture = self.screenshot()?;
        let mut since = Instant::now();
        while since.elapsed() < REST {
            if Instant::now() >= end {
                let file = keep(&picture, "comes to rest")?;
                return Err(
                    format!("the screen still changes after {timeout:?}; it is in {file}").into(),
                );
            }
            thread::sleep(POLL);
            self.check_program()?;
            let next = self.screenshot()?;
            if next != picture {
                (picture, since) = (next, Instant::now());
            }
        }
        Ok(picture)
    }
}

/// Keeps a picture for whoever looks into a failure, and answers its path.
fn keep(picture: &RgbaImage, what: &str) -> Result<String> {
    let name: String = what
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let path = format!("{}/{name}.png", env!("CARGO_TARGET_TMPDIR"));
    picture.save(&path)?;
    Ok(path)
}
