//! Many discs of one size and colour: each is a stamp, pressed where it stands.
//!
//! As a path each disc would be stroked, cut into edges and swept, twenty times the work. Stamps stand
//! to an eighth of a pixel and say what share of each pixel is covered, to a 255th; a pixel that
//! several discs of a layer share is painted once.

use resvg::tiny_skia::PixmapMut;

use super::blend::{blend, over};
use crate::scene::{Color, Dots};

/// Places within a pixel, each way, where a stamp can stand.
const PLACES: u32 = 8;

/// Rows within a pixel that are looked at for what is covered of them; along them it is exact.
const ROWS: usize = 16;

/// So many rows are covered, then painted: few enough for the processor's own memory.
const STRIP: u32 = 64;

/// Draws the dots on rows of a picture, of which the first is `top`.
pub(super) fn draw(dots: &Dots, scale: f32, top: u32, band: &mut PixmapMut<'_>) {
    if let Some((color, width_px)) = dots.halo {
        discs(&dots.at, dots.radius_px + width_px, color, scale, top, band);
    }
    discs(&dots.at, dots.radius_px, dots.fill, scale, top, band);
}

fn discs(
    at: &[[f32; 2]],
    radius_px: f32,
    color: Color,
    scale: f32,
    top: u32,
    band: &mut PixmapMut<'_>,
) {
    let mut stamps = Stamps::new(f64::from(radius_px * scale));
    let (width, height) = (band.width(), i64::from(band.height()));
    let mut strips: Vec<Vec<Pressed>> = vec![Vec::new(); band.height().div_ceil(STRIP) as usize];
    for &[x, y] in at {
        let (x, y) = (f64::from(x * scale), f64::from(y * scale) - f64::from(top));
        let Some(pressed) = stamps.at(x, y) else {
            continue;
        };
        let side = i64::from(stamps.side);
        let (first, last) = (pressed.top.max(0), (pressed.top + side).min(height) - 1);
        if first <= last && pressed.left < i64::from(width) && pressed.left + side > 0 {
            let strip = |row: i64| (row / i64::from(STRIP)) as usize;
            for strip in &mut strips[strip(first)..=strip(last)] {
                strip.push(pressed);
            }
        }
    }
    let row_bytes = 4 * width as usize;
    let mut covered = vec![0; (width * STRIP) as usize];
    let rows = band.data_mut().chunks_mut(row_bytes * STRIP as usize);
    for (number, (pixels, pressed)) in (0_i64..).zip(rows.zip(&strips)) {
        let top = number * i64::from(STRIP);
        for &pressed in pressed {
            stamps.press(pressed, top, width, &mut covered[..pixels.len() / 4]);
        }
        paint(pixels, &mut covered, color);
    }
}

/// Paints what is covered, and forgets it.
fn paint(pixels: &mut [u8], covered: &mut [u8], color: Color) {
    /// Looked at together: most of a map has no disc.
    const TOGETHER: usize = 16;
    let pixels = pixels.chunks_mut(4 * TOGETHER);
    for (pixels, covered) in pixels.zip(covered.chunks_mut(TOGETHER)) {
        if covered.iter().all(|&share| share == 0) {
            continue;
        }
        for (pixel, &covered) in pixels.as_chunks_mut().0.iter_mut().zip(&*covered) {
            if covered > 0 {
                blend(pixel, color, covered);
            }
        }
        covered.fill(0);
    }
}

/// A stamp on the picture.
#[derive(Debug, Clone, Copy)]
struct Pressed {
    left: i64,
    top: i64,
    place: usize,
}

/// Discs of one size, in each place that one can have within a pixel.
struct Stamps {
    radius: f64,
    side: u32,
    made: Vec<Vec<u8>>,
}

impl Stamps {
    fn new(radius: f64) -> Self {
        let side = (2.0 * radius).ceil() as u32 + 2;
        Self {
            radius,
            side,
            made: vec![Vec::new(); (PLACES * PLACES) as usize],
        }
    }

    /// Where a disc around these pixels is pressed; `None` where that is nowhere.
    fn at(&mut self, x: f64, y: f64) -> Option<Pressed> {
        if !(x.abs() < 1e9 && y.abs() < 1e9) {
            return None;
        }
        let places = f64::from(PLACES);
        let round = |middle: f64| ((middle - self.radius) * places).round() as i64;
        let (left, top) = (round(x), round(y));
        let within = |at: i64| at.rem_euclid(i64::from(PLACES)) as u32;
        let place = (within(top) * PLACES + within(left)) as usize;
        if self.made[place].is_empty() {
            let within = |at: i64| f64::from(within(at)) / places + self.radius;
            self.made[place] = self.disc(within(left), within(top));
        }
        Some(Pressed {
            left: left.div_euclid(i64::from(PLACES)),
            top: top.div_euclid(i64::from(PLACES)),
            place,
        })
    }

    /// What a disc covers of each pixel, 0 to 255, row by row.
    fn disc(&self, x: f64, y: f64) -> Vec<u8> {
        let mut stamp = Vec::with_capacity((self.side * self.side) as usize);
        for row in 0..self.side {
            let chords: [f64; ROWS] = std::array::from_fn(|at| {
                let away = f64::from(row) + (at as f64 + 0.5) / ROWS as f64 - y;
                (self.radius * self.radius - away * away).max(0.0).sqrt()
            });
            stamp.extend((0..self.side).map(|column| {
                let (left, right) = (f64::from(column), f64::from(column + 1));
                let within = |half: &f64| (right.min(x + half) - left.max(x - half)).max(0.0);
                let covered: f64 = chords.iter().map(within).sum();
                (covered * 255.0 / ROWS as f64).round() as u8
            }));
        }
        stamp
    }

    /// Covers what the stamp covers of rows of which the first is `top`.
    fn press(&self, pressed: Pressed, top: i64, width: u32, covered: &mut [u8]) {
        let stamp = self.made[pressed.place].chunks(self.side as usize);
        let cut = (-pressed.left).max(0) as usize;
        let begin = pressed.left.max(0) as usize;
        let end = (pressed.left + i64::from(self.side)).clamp(0, i64::from(width)) as usize;
        let width = width as usize;
        for (row, stamp) in (pressed.top - top..).zip(stamp) {
            let Ok(row) = usize::try_from(row) else {
                continue;
            };
            let Some(covered) = covered.get_mut(row * width + begin..row * width + end) else {
                return;
            };
            for (covered, &stamp) in covered.iter_mut().zip(&stamp[cut..]) {
                *covered = over(*covered, stamp);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use resvg::tiny_skia::{Color as Paint, Pixmap};

    use super::*;

    const SIDE: u32 = 90;

    /// The dots on white, drawn in bands of so many rows.
    fn drawn(dots: &Dots, scale: f32, rows: usize) -> Vec<u8> {
        let mut picture = Pixmap::new(SIDE, SIDE).unwrap();
        picture.fill(Paint::WHITE);
        let bands = picture.data_mut().chunks_mut(4 * SIDE as usize * rows);
        for (number, band) in bands.enumerate() {
            let height = (band.len() / 4) as u32 / SIDE;
            let mut band = PixmapMut::from_bytes(band, SIDE, height).unwrap();
            draw(dots, scale, (number * rows) as u32, &mut band);
        }
        picture.take()
    }

    fn dots() -> impl Strategy<Value = Dots> {
        let at = prop::collection::vec([-5.0..95.0_f32, -5.0..95.0_f32], 1..30);
        (at, 0.3..9.0_f32, any::<u8>(), 0.0..3.0_f32).prop_map(|(at, radius_px, a, width_px)| {
            let halo = (width_px > 0.5).then_some((
                Color {
                    a,
                    ..Color::hex(0xfa_f8_f3)
                },
                width_px,
            ));
            let fill = Color {
                a: a.saturating_add(90),
                ..Color::hex(0x00_72_b2)
            };
            Dots {
                at,
                radius_px,
                fill,
                halo,
            }
        })
    }

    proptest! {
        #[test]
        fn dots_look_the_same_however_the_picture_is_cut_into_bands(
            dots in dots(), scale in 0.5..3.0_f32, rows in 1..90_usize,
        ) {
            prop_assert!(drawn(&dots, scale, SIDE as usize) == drawn(&dots, scale, rows));
        }

        #[test]
        fn a_disc_covers_as_much_as_it_is_large(
            x in 20.0..60.0_f32, y in 20.0..60.0_f32, radius_px in 0.4..15.0_f32,
        ) {
            let dot = Dots { at: vec![[x, y]], radius_px, fill: Color::hex(0), halo: None };
            let picture = drawn(&dot, 1.0, SIDE as usize);
            let dark: f64 = picture.as_chunks::<4>().0.iter().map(|p| f64::from(255 - p[0])).sum();
            let area = std::f64::consts::PI * f64::from(radius_px * radius_px);
            prop_assert!((dark / 255.0 - area).abs() < 0.01 * area + 0.05, "{} of {area}", dark / 255.0);
        }
    }

    #[test]
    fn what_several_discs_share_is_painted_once() {
        let fill = Color::hex(0).faded(0.5);
        let at = vec![[40.0, 40.0], [42.0, 40.0], [41.0, 41.0]];
        let dots = Dots {
            at,
            radius_px: 8.0,
            fill,
            halo: None,
        };
        let picture = drawn(&dots, 1.0, SIDE as usize);
        let darkest = picture
            .as_chunks::<4>()
            .0
            .iter()
            .map(|pixel| pixel[0])
            .min();
        assert_eq!(darkest, Some(127));
    }

    #[test]
    fn a_dot_that_stands_nowhere_is_not_drawn() {
        let at = vec![[f32::NAN, 3.0], [f32::INFINITY, 3.0], [3.0, -1e30]];
        let dots = Dots {
            at,
            radius_px: 8.0,
            fill: Color::hex(0),
            halo: None,
        };
        assert!(drawn(&dots, 1.0, 20).iter().all(|&byte| byte == 255));
    }
}
