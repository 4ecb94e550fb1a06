//! Cells of the map: each pixel shows the cell that its middle lies in.

use tiny_skia::PixmapMut;

use super::blend::blend;
use crate::earth::ScreenPoint;
use crate::render::visible::View;
use crate::scene::{Color, Image};

/// Cells on a view.
pub(super) struct CellsOnView<'s> {
    image: &'s Image,
    /// Upper left and lower right corner, logical pixels.
    corners: [ScreenPoint; 2],
}

impl<'s> CellsOnView<'s> {
    /// Where the cells stand in the view.
    pub(super) fn of(image: &'s Image, view: &View<'_>) -> Self {
        Self {
            image,
            corners: view.image(image),
        }
    }

    /// Draws them on rows of a picture, of which the first is `top`.
    pub(super) fn draw(&self, scale: f32, top: u32, band: &mut PixmapMut<'_>) {
        let pixels = &self.image.pixels;
        let [min, max] = self.corners;
        let scale = f64::from(scale);
        let columns = steps(
            band.width(),
            0,
            [min.x_px * scale, max.x_px * scale],
            pixels.width,
        );
        let rows = steps(
            band.height(),
            top,
            [min.y_px * scale, max.y_px * scale],
            pixels.height,
        );
        let shared = (self.image.opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        let width = band.width() as usize;
        let cells = pixels.rgba.as_chunks::<4>().0;
        let band = band.data_mut().as_chunks_mut::<4>().0;
        for (row, of_row) in rows {
            let cells = &cells[of_row * pixels.width as usize..];
            for &(column, of_column) in &columns {
                let [r, g, b, a] = cells[of_column];
                if a > 0 {
                    blend(
                        &mut band[row * width + column],
                        Color { r, g, b, a },
                        shared,
                    );
                }
            }
        }
    }
}

/// For each pixel whose middle lies between two edges: its number, and which of `count` equal steps between
/// the edges holds its middle.
fn steps(pixels: u32, first: u32, [from, to]: [f64; 2], count: u32) -> Vec<(usize, usize)> {
    let step = |pixel: u32| {
        let middle = f64::from(first + pixel) + 0.5;
        let step = ((middle - from) / (to - from) * f64::from(count)).floor();
        (0.0..f64::from(count))
            .contains(&step)
            .then_some((pixel as usize, step as usize))
    };
    (0..pixels).filter_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_shows_the_cell_under_its_middle_and_none_beside_the_cells() {
        let shown = steps(6, 0, [1.0, 5.0], 2);
        assert_eq!(shown, [(1, 0), (2, 0), (3, 1), (4, 1)]);
        // Cells smaller than a pixel, and rows of a later band.
        assert_eq!(steps(3, 10, [9.0, 12.0], 30), [(0, 15), (1, 25)]);
        assert!(steps(3, 0, [7.0, 7.0], 3).is_empty());
    }
}
