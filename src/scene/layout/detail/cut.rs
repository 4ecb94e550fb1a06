//! The part of a smooth image that a detail inset shows.

use std::sync::Arc;

use crate::earth::{Camera, MapRect, ScreenPoint};
use crate::scene::{Image, Pixels, ScreenRect, between_cells};

/// Least and greatest side of its cells, logical pixels: between them, that of the image's own in the inset.
const CELL_PX: [f64; 2] = [2.0, 8.0];

/// What `inner` shows of a smooth image, in cells of its own that fill `rect` of the window that `outer` shows; none
/// where nothing can be seen of it.
pub(super) fn cut(
    image: &Image,
    inner: &Camera,
    rect: &ScreenRect,
    outer: &Camera,
) -> Option<Image> {
    let [least_px, most_px] = CELL_PX;
    let own_m = image.bounds.width_m() / f64::from(image.pixels.width.max(1));
    let cell_px = (own_m / inner.metres_per_px).clamp(least_px, most_px);
    let count = |length_px: f64| (length_px / cell_px).ceil().max(1.0) as u32;
    let (width, height) = (count(rect.width()), count(rect.height()));
    let side_px = [
        rect.width() / f64::from(width),
        rect.height() / f64::from(height),
    ];
    let source = Source::of(image)?;
    let cells = (0..height).flat_map(|row| (0..width).map(move |column| [column, row]));
    let cells = cells.flat_map(|[column, row]| {
        let at = ScreenPoint::new(
            (f64::from(column) + 0.5) * side_px[0],
            (f64::from(row) + 0.5) * side_px[1],
        );
        let at = inner.map_from_screen(at);
        source.colour_at([at.x_m, at.y_m])
    });
    let rgba: Vec<u8> = cells.collect();
    let corner = |x_px: f64, y_px: f64| outer.map_from_screen(ScreenPoint::new(x_px, y_px));
    let is_seen = rgba.as_chunks::<4>().0.iter().any(|cell| cell[3] > 0);
    is_seen.then(|| Image {
        bounds: MapRect::new(corner(rect.left, rect.bottom), corner(rect.right, rect.top)),
        pixels: Arc::new(Pixels {
            width,
            height,
            rgba,
        }),
        ..*image
    })
}

/// An image, to be looked at between its cells.
struct Source<'a> {
    cells: &'a [[u8; 4]],
    width: u32,
    height: u32,
    bounds: MapRect,
}

impl<'a> Source<'a> {
    /// `None` where it has no cells.
    fn of(image: &'a Image) -> Option<Self> {
        let Pixels {
            width,
            height,
            rgba,
        } = &*image.pixels;
        let cells = rgba.as_chunks::<4>().0;
        let count = *width as usize * *height as usize;
        (count > 0 && cells.len() == count).then_some(Self {
            cells,
            width: *width,
            height: *height,
            bounds: image.bounds,
        })
    }

    /// The colour at a place of the map, between the four cells around it.
    fn colour_at(&self, [x_m, y_m]: [f64; 2]) -> [u8; 4] {
        let bounds = &self.bounds;
        let across = between_cells((x_m - bounds.min.x_m) / bounds.width_m(), self.width);
        let down = between_cells((bounds.max.y_m - y_m) / bounds.height_m(), self.height);
        let (Some(([left, right], across)), Some(([upper, lower], down))) = (across, down) else {
            return [0; 4];
        };
        let (across, down) = (across as f32, down as f32);
        let around = [
            (left, upper, (1.0 - across) * (1.0 - down)),
            (right, upper, across * (1.0 - down)),
            (left, lower, (1.0 - across) * down),
            (right, lower, across * down),
        ];
        let mut sum = [0.0; 4];
        for (column, row, share) in around {
            let [red, green, blue, alpha] =
                self.cells[row * self.width as usize + column].map(f32::from);
            let cover = share * alpha;
            let parts = [red * cover, green * cover, blue * cover, cover];
            sum = std::array::from_fn(|at| sum[at] + parts[at]);
        }
        let [red, green, blue, cover] = sum;
        let rounded = |value: f32| (value + 0.5) as u8;
        if cover < 0.5 {
            return [0; 4];
        }
        let colour = [red, green, blue].map(|part| rounded(part / cover));
        [colour[0], colour[1], colour[2], rounded(cover)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::MapPoint;

    const OUTER: Camera = Camera {
        center: MapPoint::new(0.0, 0.0),
        metres_per_px: 10.0,
        width_px: 400.0,
        height_px: 300.0,
    };

    fn image(rgba: &[[u8; 4]; 4]) -> Image {
        Image {
            bounds: MapRect::new(MapPoint::new(0.0, 0.0), MapPoint::new(200.0, 200.0)),
            pixels: Arc::new(Pixels {
                width: 2,
                height: 2,
                rgba: rgba.concat(),
            }),
            opacity: 0.5,
            smooth: true,
        }
    }

    #[test]
    fn an_inset_shows_its_part_of_an_image_within_its_frame() {
        let (black, white) = ([0, 0, 0, 200], [255, 255, 255, 100]);
        let rect = ScreenRect::new(20.0, 30.0, 40.0, 20.0);
        // Looks at the middle of the image, closely.
        let inner = Camera {
            center: MapPoint::new(100.0, 100.0),
            metres_per_px: 0.1,
            width_px: 40.0,
            height_px: 20.0,
        };
        let shown = cut(&image(&[black, black, white, white]), &inner, &rect, &OUTER).unwrap();
        let corner =
            OUTER.screen_from_map(MapPoint::new(shown.bounds.min.x_m, shown.bounds.max.y_m));
        assert!(corner.distance_px(ScreenPoint::new(20.0, 30.0)) < 1e-9);
        // Its own cells are larger than the inset.
        assert_eq!((shown.pixels.width, shown.pixels.height), (5, 3));
        assert!(shown.smooth && shown.opacity < 0.6);
        for cell in shown.pixels.rgba.as_chunks::<4>().0 {
            assert!(cell[3].abs_diff(150) < 3, "half of each: {cell:?}");
            assert!(cell[0].abs_diff(85) < 5, "as much as each covers: {cell:?}");
        }
        assert!(cut(&image(&[[0; 4]; 4]), &inner, &rect, &OUTER).is_none());
    }
}
