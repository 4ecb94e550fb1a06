//! Many discs of one size and colour: each is a stamp, pressed where it stands.
//!
//! As a path each disc would be stroked, cut into edges and swept, several times the work. Stamps stand
//! to an eighth of a pixel and say what share of each pixel is covered, to a 255th; a pixel that
//! several discs of a layer share is painted once.

use std::sync::{Arc, OnceLock};

use tiny_skia::PixmapMut;

use super::blend::{TOGETHER, blend, blend_all, over};
use crate::scene::{Color, Dots};

/// Places within a pixel, each way, where a stamp can stand.
const PLACES: u32 = 8;

/// Rows within a pixel that are looked at for what is covered of them; along them it is exact.
const ROWS: usize = 16;

/// Number of rows that are covered and then painted: few enough for the processor's cache.
const STRIP: u32 = 64;

/// Discs of one size and colour, at some pixels to a logical one.
pub(super) struct Discs<'s> {
    at: &'s [[f32; 2]],
    scale: f32,
    color: Color,
    stamps: Arc<Stamps>,
}

/// All sizes of disc that a picture has.
#[derive(Default)]
pub(super) struct Sizes(Vec<Arc<Stamps>>);

impl Sizes {
    /// The halos of the dots, then the dots.
    pub(super) fn discs<'s>(&mut self, dots: &'s Dots, scale: f32) -> Vec<Discs<'s>> {
        let halo = dots
            .halo
            .map(|(color, width_px)| (dots.radius_px + width_px, color));
        let own = (dots.radius_px, dots.fill);
        let discs = halo
            .into_iter()
            .chain([own])
            .map(|(radius_px, color)| Discs {
                at: &dots.at,
                scale,
                color,
                stamps: self.stamps(f64::from(radius_px * scale)),
            });
        discs.collect()
    }

    fn stamps(&mut self, radius: f64) -> Arc<Stamps> {
        let same = |stamps: &&Arc<Stamps>| stamps.radius.to_bits() == radius.to_bits();
        if let Some(stamps) = self.0.iter().find(same) {
            return Arc::clone(stamps);
        }
        let stamps = Arc::new(Stamps::new(radius));
        self.0.push(Arc::clone(&stamps));
        stamps
    }
}

impl Discs<'_> {
    /// Draws them on rows of a picture, of which the first is `top`.
    pub(super) fn draw(&self, top: u32, band: &mut PixmapMut<'_>) {
        let (width, height) = (band.width(), band.height());
        let mut strip = Strip::new(width, &self.stamps);
        let strips = self.pressed(top, width, height);
        let rows = band.data_mut().chunks_mut(4 * (width * STRIP) as usize);
        for (number, (pixels, pressed)) in (0_i64..).zip(rows.zip(&strips)) {
            for pressed in pressed {
                strip.press(&self.stamps, pressed, number * i64::from(STRIP));
            }
            strip.paint(pixels, self.color);
        }
    }

    /// What is pressed on each strip of a band.
    fn pressed(&self, top: u32, width: u32, height: u32) -> Vec<Vec<Pressed>> {
        let mut strips = vec![Vec::new(); height.div_ceil(STRIP) as usize];
        let side = i64::from(self.stamps.side);
        for at in self.at {
            let [x, y] = at.map(|at| f64::from(at * self.scale));
            let Some(mut pressed) = self.stamps.at(x, y) else {
                continue;
            };
            // In whole pixels, since a place halfway between two others is rounded by its sign.
            pressed.top -= i64::from(top);
            let (first, last) = (
                pressed.top.max(0),
                (pressed.top + side).min(height.into()) - 1,
            );
            let beside = pressed.left + side <= 0 || pressed.left >= i64::from(width);
            if first <= last && !beside {
                let strip = |row: i64| (row / i64::from(STRIP)) as usize;
                for strip in &mut strips[strip(first)..=strip(last)] {
                    strip.push(pressed);
                }
            }
        }
        strips
    }
}

/// What is covered of some rows, 0 to 255: room for a stamp on both sides, so that none is cut.
struct Strip {
    covered: Vec<u8>,
    row: usize,
    beside: u32,
    width: usize,
}

impl Strip {
    fn new(width: u32, stamps: &Stamps) -> Self {
        let beside = stamps.row;
        let row = (beside + width.next_multiple_of(TOGETHER as u32) + beside) as usize;
        Self {
            covered: vec![0; row * STRIP as usize],
            row,
            beside,
            width: width as usize,
        }
    }

    /// Covers what a stamp covers of the strip whose first row is `top`.
    fn press(&mut self, stamps: &Stamps, pressed: &Pressed, top: i64) {
        let length = stamps.row as usize;
        let left = (pressed.left + i64::from(self.beside)) as usize;
        let rows = (pressed.top - top..).zip(stamps.made(pressed.place).chunks(length));
        for (row, stamp) in rows.filter(|(row, _)| (0..i64::from(STRIP)).contains(row)) {
            let begin = row as usize * self.row + left;
            let covered = &mut self.covered[begin..begin + length];
            let stamp = stamp.as_chunks::<TOGETHER>().0;
            for (covered, stamp) in covered.as_chunks_mut::<TOGETHER>().0.iter_mut().zip(stamp) {
                *covered = std::array::from_fn(|at| over(covered[at], stamp[at]));
            }
        }
    }

    /// Paints what is covered, and forgets it.
    fn paint(&mut self, pixels: &mut [u8], color: Color) {
        let rows = self.covered.chunks_mut(self.row);
        for (covered, pixels) in rows.zip(pixels.chunks_mut(4 * self.width)) {
            let (chunks, _) = covered[self.beside as usize..].as_chunks_mut::<TOGETHER>();
            let (whole, rest) = pixels.as_chunks_mut::<{ 4 * TOGETHER }>();
            // Most of a map has no disc.
            let covered_pixels = whole.iter_mut().zip(&*chunks);
            for (pixels, &covered) in covered_pixels.filter(|(_, all)| **all != [0; TOGETHER]) {
                blend_all(pixels, color, covered);
            }
            if let Some(covered) = chunks.get(whole.len()) {
                for (pixel, &covered) in rest.as_chunks_mut().0.iter_mut().zip(covered) {
                    blend(pixel, color, covered);
                }
            }
            covered.fill(0);
        }
    }
}

/// A stamp on a band.
#[derive(Debug, Clone, Copy)]
struct Pressed {
    left: i64,
    top: i64,
    place: usize,
}

/// Discs of one size, in each place that one can have within a pixel; made when first wanted.
struct Stamps {
    radius: f64,
    /// Pixels of a stamp each way.
    side: u32,
    /// Bytes of a stamp's row.
    row: u32,
    made: [OnceLock<Vec<u8>>; (PLACES * PLACES) as usize],
}

impl Stamps {
    fn new(radius: f64) -> Self {
        let side = (2.0 * radius).ceil() as u32 + 2;
        Self {
            radius,
            side,
            row: side.next_multiple_of(TOGETHER as u32),
            made: std::array::from_fn(|_| OnceLock::new()),
        }
    }

    /// Where a disc around these pixels is pressed; `None` where that is nowhere.
    fn at(&self, x: f64, y: f64) -> Option<Pressed> {
        if !(x.abs() < 1e9 && y.abs() < 1e9) {
            return None;
        }
        let places = i64::from(PLACES);
        let round = |middle: f64| ((middle - self.radius) * f64::from(PLACES)).round() as i64;
        let (left, top) = (round(x), round(y));
        Some(Pressed {
            left: left.div_euclid(places),
            top: top.div_euclid(places),
            place: (top.rem_euclid(places) * places + left.rem_euclid(places)) as usize,
        })
    }

    /// What the disc in a place covers of each pixel, 0 to 255, row by row.
    fn made(&self, place: usize) -> &[u8] {
        self.made[place].get_or_init(|| {
            let places = PLACES as usize;
            let within = |at: usize| at as f64 / f64::from(PLACES) + self.radius;
            self.disc(within(place % places), within(place / places))
        })
    }

    fn disc(&self, x: f64, y: f64) -> Vec<u8> {
        let mut stamp = Vec::with_capacity((self.row * self.side) as usize);
        for row in 0..self.side {
            let chords: [f64; ROWS] = std::array::from_fn(|at| {
                let away = f64::from(row) + (at as f64 + 0.5) / ROWS as f64 - y;
                (self.radius * self.radius - away * away).max(0.0).sqrt()
            });
            stamp.extend((0..self.row).map(|column| {
                let (left, right) = (f64::from(column), f64::from(column + 1));
                let within = |half: &f64| (right.min(x + half) - left.max(x - half)).max(0.0);
                let covered: f64 = chords.iter().map(within).sum();
                (covered * 255.0 / ROWS as f64).round() as u8
            }));
        }
        stamp
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tiny_skia::{Color as Paint, Pixmap};

    use super::*;

    const SIDE: u32 = 90;

    /// The dots on white, drawn in bands of this number of rows.
    fn drawn(dots: &Dots, scale: f32, rows: usize) -> Vec<u8> {
        let mut picture = Pixmap::new(SIDE, SIDE).unwrap();
        picture.fill(Paint::WHITE);
        let bands = picture.data_mut().chunks_mut(4 * SIDE as usize * rows);
        for (number, band) in bands.enumerate() {
            let height = (band.len() / 4) as u32 / SIDE;
            let mut band = PixmapMut::from_bytes(band, SIDE, height).unwrap();
            for discs in Sizes::default().discs(dots, scale) {
                discs.draw((number * rows) as u32, &mut band);
            }
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
    fn a_disc_halfway_between_two_places_stands_alike_in_every_band() {
        let dots = Dots {
            at: vec![[0.0, 11.680_639]],
            radius_px: 8.187_945,
            fill: Color::hex(0x00_72_b2),
            halo: None,
        };
        let scale = 2.952_591_7;
        assert!(drawn(&dots, scale, SIDE as usize) == drawn(&dots, scale, 1));
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
