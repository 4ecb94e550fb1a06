//! Pictures within a page: colours, and opacities as their soft mask (ISO 32000-1, 8.9.5 and 11.6.5.3).

use pdf_writer::{Filter, Finish, Pdf, Ref};

use super::deflated;
use crate::scene::Pixels;

/// Writes a picture as two objects: its colours, then its opacities. Nothing between the pixels is made up.
pub(super) fn write(pdf: &mut Pdf, [colors, opacities]: [Ref; 2], pixels: &Pixels) {
    let cells = pixels.rgba.as_chunks::<4>().0;
    let rgb: Vec<u8> = cells.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    let alpha: Vec<u8> = cells.iter().map(|&[.., a]| a).collect();
    let size = [pixels.width, pixels.height].map(|side| i32::try_from(side).unwrap_or(i32::MAX));
    let packed = deflated(&rgb);
    let mut image = pdf.image_xobject(colors, &packed);
    image.filter(Filter::FlateDecode);
    image.width(size[0]).height(size[1]);
    image.color_space().device_rgb();
    image.bits_per_component(8).interpolate(false);
    image.s_mask(opacities);
    image.finish();
    let packed = deflated(&alpha);
    let mut mask = pdf.image_xobject(opacities, &packed);
    mask.filter(Filter::FlateDecode);
    mask.width(size[0]).height(size[1]);
    mask.color_space().device_gray();
    mask.bits_per_component(8).interpolate(false);
}
