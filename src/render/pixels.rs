//! Cells as PNG files within a document.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::scene::Pixels;

/// The pixels as a PNG file; `None` where there are none.
pub(super) fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_depth(BitDepth::Eight);
    let indexed = Indexed::of(pixels);
    let data = if let Some(Indexed {
        colours,
        alphas,
        numbers,
    }) = &indexed
    {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours);
        encoder.set_trns(alphas);
        // Numbers of colours have no differences that mean anything.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_compression(Compression::Balanced);
        numbers
    } else {
        encoder.set_color(ColorType::Rgba);
        encoder.set_compression(Compression::Fast);
        &pixels.rgba
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(data).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// Pixels of few colours: the colours, and the number of each pixel's.
struct Indexed {
    /// Red, green and blue of each colour.
    colours: Vec<u8>,
    alphas: Vec<u8>,
    numbers: Vec<u8>,
}

impl Indexed {
    /// None where there are more colours than a PNG file can number.
    fn of(pixels: &Pixels) -> Option<Self> {
        let mut known: BTreeMap<[u8; 4], u8> = BTreeMap::new();
        let mut numbers = Vec::with_capacity(pixels.rgba.len() / 4);
        let mut last = None;
        for &pixel in pixels.rgba.as_chunks::<4>().0 {
            // Most pixels have the colour of the one before.
            let number = match last {
                Some((colour, number)) if colour == pixel => number,
                _ => {
                    let next = u8::try_from(known.len());
                    match known.get(&pixel) {
                        Some(&number) => number,
                        None => *known.entry(pixel).or_insert(next.ok()?),
                    }
                }
            };
            last = Some((pixel, number));
            numbers.push(number);
        }
        let mut colours = vec![0; 3 * known.len()];
        let mut alphas = vec![0; known.len()];
        for ([r, g, b, a], number) in known {
            let at = usize::from(number);
            colours[3 * at..3 * at + 3].copy_from_slice(&[r, g, b]);
            alphas[at] = a;
        }
        Some(Self {
            colours,
            alphas,
            numbers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red, green, blue and alpha of a file's pixels, and of which kind the file is.
    fn read(file: Vec<u8>) -> (ColorType, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        let kind = decoder.read_header_info().unwrap().color_type;
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let mut rgba = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rgba).unwrap();
        (kind, rgba)
    }

    #[test]
    fn pixels_come_back_as_they_were_be_they_of_few_colours_or_of_many() {
        for (colours, kind) in [
            (1, ColorType::Indexed),
            (256, ColorType::Indexed),
            (257, ColorType::Rgba),
        ] {
            let pixel = |at: u32| (at % colours * 40_503).to_le_bytes();
            let pixels = Pixels {
                width: 30,
                height: 20,
                rgba: (0..600).flat_map(pixel).collect(),
            };
            assert_eq!(read(png(&pixels).unwrap()), (kind, pixels.rgba));
        }
    }

    #[test]
    fn no_pixels_are_no_file() {
        let pixels = Pixels {
            width: 0,
            height: 0,
            rgba: Vec::new(),
        };
        assert_eq!(png(&pixels), None);
    }
}
