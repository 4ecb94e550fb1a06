//! Cells as PNG files within a document, and back.

use png::{BitDepth, ColorType, Compression, Decoder, Encoder};

use crate::scene::Pixels;

/// The pixels as a PNG file; `None` where there are none.
pub(super) fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels.rgba).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// The pixels of such a file.
pub(super) fn read(file: &[u8]) -> Option<Pixels> {
    let mut reader = Decoder::new(std::io::Cursor::new(file)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    rgba.truncate(info.buffer_size());
    let eight_bits = info.color_type == ColorType::Rgba && info.bit_depth == BitDepth::Eight;
    eight_bits.then_some(Pixels {
        width: info.width,
        height: info.height,
        rgba,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_come_back_as_they_were() {
        let pixels = Pixels {
            width: 2,
            height: 3,
            rgba: (0..24).map(|at| at * 10).collect(),
        };
        assert_eq!(read(&png(&pixels).unwrap()), Some(pixels));
        assert_eq!(read(b"no picture"), None);
    }
}
