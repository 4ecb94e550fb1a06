//! Cells as PNG files within a document.

use png::{BitDepth, ColorType, Compression, Encoder};

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
        let file = png(&pixels).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file))
            .read_info()
            .unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgba).unwrap();
        assert_eq!((info.width, info.height), (2, 3));
        assert_eq!(rgba, pixels.rgba);
    }
}
