//! Pixels in bands, each drawn by whichever thread is free.
//!
//! Where the bands lie depends on the picture alone, so the same picture has
//! the same pixels on one thread and on many. They differ from those of a
//! picture drawn in one piece by one sample in sixteen, or two where lines cross, in fewer than one pixel
//! of a thousand.

use std::sync::Mutex;

use tiny_skia::{
    FillRule, Mask, PathBuilder, Pixmap, PixmapMut, PixmapPaint, PremultipliedColorU8, Rect,
    Transform,
};

use super::sheets::{PixelSheet, SheetGroup};
use crate::cores::{self, locked};
use crate::render::{RenderError, RenderProgress};
use crate::scene::{Color, ScreenRect};

/// Most rows of a band. The foot of a map holds much more than its head, so bands are low, and a thread that
/// is done with one takes the next.
const MOST_ROWS: u32 = 256;
/// Least rows of a band: items that reach over several bands are looked at once for each.
const LEAST_ROWS: u32 = 128;
/// Rows that are painted beyond a band on each side and then cropped: where tiny-skia cuts a thin line at an
/// edge, the line's last pixels differ from those of a picture drawn in one piece.
const SEAM_ROWS: u32 = 4;
/// Most threads at a picture: more would only look at the same lines.
const MOST_THREADS: usize = 4;

/// As many threads as the machine has to give.
pub(super) fn threads() -> usize {
    cores::count().min(MOST_THREADS)
}

/// What is drawn.
pub(super) struct BandDrawing<'s> {
    /// What lies under everything.
    pub(super) background: Color,
    /// What lies on it, lowest first.
    pub(super) sheets: Vec<PixelSheet<'s>>,
    /// Pixels to a logical one.
    pub(super) scale: f32,
}

/// Draws all of it on all of `pixmap` and takes the alpha out of its colours.
///
/// # Errors
/// Fails if the picture was cancelled.
pub(super) fn draw(
    drawing: &BandDrawing<'_>,
    pixmap: &mut Pixmap,
    threads: usize,
    watch: RenderProgress<'_>,
) -> Result<(), RenderError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let row_bytes = width as usize * 4;
    let band_rows = band_rows(height);
    let count = height.div_ceil(band_rows);
    let bands = pixmap.data_mut().chunks_mut(row_bytes * band_rows as usize);
    let queue = Mutex::new((0..count).zip(bands));
    // The number of bands that are done; nothing once the picture is cancelled.
    let done = Mutex::new(Some(0));
    let work = || {
        let mut room = Vec::new();
        loop {
            let Some((band, rows)) = locked(&queue).next() else {
                return Ok(());
            };
            let top = band * band_rows;
            let begin = top.saturating_sub(SEAM_ROWS);
            let end = height.min(top + band_rows + SEAM_ROWS);
            room.resize(row_bytes * (end - begin) as usize, 0);
            drawing.paint(width, begin, &mut room);
            let own = row_bytes * (top - begin) as usize;
            rows.copy_from_slice(&room[own..own + rows.len()]);
            demultiply(rows);
            // One after another: what is told never goes back, and nothing after it is called off.
            let mut done = locked(&done);
            let now = done.map_or(Err(RenderError::Abandoned), |before: u32| {
                let now = before + 1;
                watch.reach(now as f32 / count as f32).map(|()| now)
            });
            *done = now.as_ref().ok().copied();
            now?;
        }
    };
    let workers = vec![(); threads.min(count as usize)];
    cores::each(workers, |()| work()).into_iter().collect()
}

/// Number of rows of each band of a picture of this height; the last band may have fewer.
fn band_rows(height: u32) -> u32 {
    let count = height.div_ceil(MOST_ROWS);
    height.div_ceil(count).max(LEAST_ROWS)
}

impl BandDrawing<'_> {
    /// Paints rows, of which the first is `top`, premultiplied.
    fn paint(&self, width: u32, top: u32, rows: &mut [u8]) {
        let height = (rows.len() / (width as usize * 4)) as u32;
        if let Some(mut band) = PixmapMut::from_bytes(rows, width, height) {
            let Color { r, g, b, a } = self.background;
            band.fill(tiny_skia::Color::from_rgba8(r, g, b, a));
            for sheet in &self.sheets {
                sheet.paint(self.scale, top, &mut band);
            }
        }
    }
}

impl PixelSheet<'_> {
    /// Paints it on rows of a picture, of which the first is `top`.
    fn paint(&self, scale: f32, top: u32, band: &mut PixmapMut<'_>) {
        match self {
            Self::Shapes(shapes) => {
                for shape in shapes {
                    shape.draw(top, band);
                }
            }
            Self::Layer(layer) => layer.paint(scale, top, band),
            Self::Discs(layers) => {
                for discs in layers {
                    discs.draw(top, band);
                }
            }
            Self::Cells(cells) => cells.draw(scale, top, band),
            Self::Smooth(cells) => cells.draw(scale, top, band),
        }
    }
}

impl SheetGroup<'_> {
    /// Paints its sheets by themselves, then lays them over the band as one.
    fn paint(&self, scale: f32, top: u32, band: &mut PixmapMut<'_>) {
        let Some(mut own) = Pixmap::new(band.width(), band.height()) else {
            return;
        };
        for sheet in &self.sheets {
            sheet.paint(scale, top, &mut own.as_mut());
        }
        let mask = self
            .look
            .clip
            .map(|clip| self::mask(clip, scale, top, band));
        // A part of the window that has no extent shows nothing.
        let Some(mask) = mask.map_or(Some(None), |mask| mask.map(Some)) else {
            return;
        };
        let paint = PixmapPaint {
            opacity: self.look.opacity,
            ..PixmapPaint::default()
        };
        let place = Transform::identity();
        band.draw_pixmap(0, 0, own.as_ref(), &paint, place, mask.as_ref());
    }
}

/// The part of a band that lies in a rectangle; none where there is none.
fn mask(clip: ScreenRect, scale: f32, top: u32, band: &PixmapMut<'_>) -> Option<Mask> {
    let [left, upper, right, lower] =
        [clip.left, clip.top, clip.right, clip.bottom].map(|side_px| side_px as f32 * scale);
    let rect = Rect::from_ltrb(left, upper, right, lower)?;
    let mut mask = Mask::new(band.width(), band.height())?;
    let place = Transform::from_translate(0.0, -(top as f32));
    let path = PathBuilder::from_rect(rect);
    mask.fill_path(&path, FillRule::Winding, true, place);
    Some(mask)
}

/// Takes the alpha out of the colours.
fn demultiply(rows: &mut [u8]) {
    let (pixels, _) = rows.as_chunks_mut::<4>();
    for pixel in pixels.iter_mut().filter(|pixel| pixel[3] != 255) {
        let [r, g, b, a] = *pixel;
        if let Some(color) = PremultipliedColorU8::from_rgba(r, g, b, a) {
            let color = color.demultiply();
            *pixel = [color.red(), color.green(), color.blue(), color.alpha()];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::{Camera, MapPoint};
    use crate::render::to_png::shapes;
    use crate::render::to_png::sheets::{SheetGroup, SheetLook};
    use crate::render::visible::View;
    use crate::scene::{Contour, Dash, Item, Lines, Path, Stroke};

    /// Lines and dashes across all bands, and something that lets through what is below.
    fn busy(width: u32, height: u32) -> BandDrawing<'static> {
        // A metre a pixel: the middle of the map is the middle of the picture.
        let camera = Camera {
            center: MapPoint::new(0.0, 0.0),
            metres_per_px: 1.0,
            width_px: f64::from(width),
            height_px: f64::from(height),
        };
        let line = |number: u32| {
            let sideways = f64::from(number * 13 % 200) - 100.0;
            let bend = f64::from(number * 29 % 190);
            let points = (0..=300).map(|step| {
                let down = f64::from(step) / 300.0;
                MapPoint::new(
                    sideways + 0.37 + bend * (down * 7.0 + sideways).sin(),
                    (0.5 - down) * f64::from(height + 40),
                )
            });
            let off_px = (number % 3) as f32;
            Item::Lines(Lines {
                points: points.collect(),
                ends: vec![301],
                closed: false,
                stroke: Stroke {
                    color: Color::hex((number * 4) << 16 | 0x4080),
                    width_px: 0.4 + (number % 7) as f32,
                    dash: Dash::Dashed { on_px: 9.0, off_px },
                },
            })
        };
        let lines: Vec<Item> = (0..60).map(line).collect();
        let disc = (0..90).map(|corner| {
            let (sin, cos) = (f64::from(corner) * 4.0).to_radians().sin_cos();
            crate::earth::ScreenPoint::new(90.0 + 81.3 * cos, 770.0 + 81.3 * sin)
        });
        let disc = Item::Path(Path {
            contours: vec![Contour {
                points: disc.collect(),
                closed: true,
            }],
            fill: Some(Color::hex(0x00AA_0000)),
            stroke: None,
        });
        let view = View::of(&camera);
        let through = SheetGroup {
            look: SheetLook {
                opacity: 0.4,
                clip: None,
            },
            sheets: vec![PixelSheet::Shapes(shapes::of(&[disc], &view, 1.0))],
        };
        BandDrawing {
            background: Color::hex(0).faded(0.0),
            sheets: vec![
                PixelSheet::Shapes(shapes::of(&lines, &view, 1.0)),
                PixelSheet::Layer(through),
            ],
            scale: 1.0,
        }
    }

    fn drawn(drawing: &BandDrawing<'_>, threads: usize) -> Vec<u8> {
        let mut pixmap = Pixmap::new(200, 2000).unwrap();
        draw(drawing, &mut pixmap, threads, RenderProgress::NOBODY).unwrap();
        pixmap.data().to_vec()
    }

    #[test]
    fn one_thread_and_many_give_the_same_pixels_and_no_seam_shows() {
        let drawing = busy(200, 2000);
        let bands = drawn(&drawing, 1);
        assert!(bands == drawn(&drawing, 3));
        let mut whole = vec![0; 4 * 200 * 2000];
        drawing.paint(200, 0, &mut whole);
        demultiply(&mut whole);
        let apart = |by: u8| {
            let pairs = whole.iter().zip(&bands);
            pairs.filter(|(a, b)| a.abs_diff(**b) > by).count()
        };
        // Where a line runs through the corner of one of a pixel's 16 samples, moving it up by whole
        // pixels can round it to the other side: by one sample, two where lines cross, and seldom.
        let (some, much) = (apart(0), apart(32));
        assert!(some * 3_000 <= whole.len(), "{some} of {}", whole.len());
        assert_eq!(much, 0, "and none by more");
    }

    #[test]
    fn bands_are_equally_high_and_none_is_a_sliver() {
        for (height, count) in [(90, 1), (400, 2), (1000, 4), (2160, 9), (16_384, 64)] {
            let rows = band_rows(height);
            assert_eq!(height.div_ceil(rows), count, "{height}");
            assert!(rows <= MOST_ROWS && (count == 1 || rows >= LEAST_ROWS));
        }
    }

    #[test]
    fn a_drawing_that_nobody_wants_ends_early_and_tells_how_far_it_is() {
        let drawing = busy(200, 2000);
        let mut pixmap = Pixmap::new(200, 2000).unwrap();
        let told = Mutex::new(Vec::new());
        let tell = |done: f32| {
            let mut told = told.lock().unwrap();
            told.push(done);
            told.len() < 2
        };
        let result = draw(&drawing, &mut pixmap, 1, RenderProgress::new(&tell));
        assert!(matches!(result, Err(RenderError::Abandoned)));
        assert_eq!(told.into_inner().unwrap(), [0.125, 0.25]);
        let last_row = &pixmap.data()[1999 * 800..];
        assert!(
            last_row.iter().all(|&byte| byte == 0),
            "nothing of the last band is drawn"
        );
    }
}
