//! Where a frame differs from the one before.

use crate::scene::Pixels;

/// A rectangle of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ChangedRegion {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl ChangedRegion {
    /// All of a picture.
    pub(super) fn whole(of: &Pixels) -> Self {
        Self {
            left: 0,
            top: 0,
            width: of.width,
            height: of.height,
        }
    }

    /// The smallest one that holds all that differs; one pixel where nothing does, since no frame is empty.
    pub(super) fn changed(before: &Pixels, after: &Pixels) -> Self {
        let mut rows = (0..after.height).filter(|&y| row(before, y) != row(after, y));
        let Some(top) = rows.next() else {
            return Self {
                left: 0,
                top: 0,
                width: 1,
                height: 1,
            };
        };
        let bottom = rows.next_back().unwrap_or(top);
        let (mut left, mut right) = (after.width - 1, 0);
        for y in top..=bottom {
            let (before, after) = (pixels(before, y), pixels(after, y));
            let mut differ = (0_u32..)
                .zip(before.iter().zip(after))
                .filter(|(_, (a, b))| a != b)
                .map(|(x, _)| x);
            if let Some(first) = differ.next() {
                left = left.min(first);
                right = right.max(differ.last().unwrap_or(first));
            }
        }
        Self {
            left,
            top,
            width: right - left + 1,
            height: bottom - top + 1,
        }
    }

    /// The pixels of each row that lie in it.
    pub(super) fn rows<'a>(&self, of: &'a Pixels) -> impl Iterator<Item = &'a [[u8; 4]]> {
        let Self {
            left,
            top,
            width,
            height,
        } = *self;
        let columns = left as usize..(left + width) as usize;
        (top..top + height).map(move |y| &pixels(of, y)[columns.clone()])
    }
}

fn row(of: &Pixels, y: u32) -> &[u8] {
    let bytes = of.width as usize * 4;
    &of.rgba[y as usize * bytes..][..bytes]
}

fn pixels(of: &Pixels, y: u32) -> &[[u8; 4]] {
    row(of, y).as_chunks::<4>().0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_all_that_differs_and_no_more() {
        let before = Pixels {
            width: 7,
            height: 5,
            rgba: vec![9; 7 * 5 * 4],
        };
        let mut after = before.clone();
        for (x, y) in [(2, 1), (5, 3), (3, 2)] {
            after.rgba[(y * 7 + x) * 4 + 1] = 200;
        }
        let region = ChangedRegion::changed(&before, &after);
        let expected = ChangedRegion {
            left: 2,
            top: 1,
            width: 4,
            height: 3,
        };
        assert_eq!(region, expected);
        let greens: Vec<u8> = region
            .rows(&after)
            .flatten()
            .map(|pixel| pixel[1])
            .collect();
        assert_eq!(greens, [200, 9, 9, 9, 9, 200, 9, 9, 9, 9, 9, 200]);
        let same = ChangedRegion::changed(&before, &before);
        assert_eq!([same.width, same.height], [1, 1]);
    }
}
