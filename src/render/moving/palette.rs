//! A few colours for many.
//!
//! Colours are halved again and again where they spread most (as in Wan,
//! Prusinkiewicz and Wong, "Variance-Based Color Image Quantization for Frame
//! Buffer Display", Color Research and Application 15, 1990). A colour that
//! makes up most of its part stands for it unchanged: the flat colours of a
//! map come out exact.

use crate::math;

/// How often a colour occurs.
type Counted = ([u8; 3], u64);

/// The colours of a frame.
#[derive(Debug)]
pub(super) struct FramePalette {
    colors: Vec<[u8; 3]>,
    /// Every colour of the frame, in order, and which of the palette's stands for it.
    index_of: Vec<([u8; 3], u8)>,
}

impl FramePalette {
    /// At most `most` colours, up to 256, for these pixels.
    pub(super) fn of(pixels: impl Iterator<Item = [u8; 3]>, most: usize) -> Self {
        let mut parts = vec![Part::of(counted(pixels))];
        while parts.len() < most {
            let widest = (0..parts.len()).max_by(|&a, &b| {
                let spread = |part: usize| parts[part].spread;
                // Of equals, the first.
                spread(a).total_cmp(&spread(b)).then(b.cmp(&a))
            });
            let Some(widest) = widest.filter(|&part| parts[part].spread > 0.0) else {
                break;
            };
            let (low, high) = std::mem::take(&mut parts[widest]).halved();
            parts[widest] = low;
            parts.push(high);
        }
        let mut index_of = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let index = u8::try_from(index).unwrap_or(u8::MAX);
            index_of.extend(part.colors.iter().map(|&(color, _)| (color, index)));
        }
        index_of.sort_unstable();
        Self {
            colors: parts.iter().map(Part::color).collect(),
            index_of,
        }
    }

    /// The number of the colour for each pixel; [`through`](Self::through) for those that are none.
    pub(super) fn indices(&self, pixels: impl Iterator<Item = Option<[u8; 3]>>) -> Vec<u8> {
        let mut last = ([0; 3], self.index([0; 3]));
        let through = self.through();
        let index = |pixel: Option<[u8; 3]>| {
            let Some(color) = pixel else { return through };
            if color != last.0 {
                last = (color, self.index(color));
            }
            last.1
        };
        pixels.map(index).collect()
    }

    fn index(&self, color: [u8; 3]) -> u8 {
        let found = self.index_of.binary_search_by_key(&color, |&(it, _)| it);
        found.map_or(0, |at| self.index_of[at].1)
    }

    /// The number after that of the last colour.
    pub(super) fn through(&self) -> u8 {
        u8::try_from(self.colors.len()).unwrap_or(u8::MAX)
    }

    /// Red, green, blue of each, and of one more where there is room, for what is let through.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.colors.as_flattened().to_vec();
        if self.colors.len() < 256 {
            bytes.extend([0; 3]);
        }
        bytes
    }
}

/// Each colour once, in order.
fn counted(pixels: impl Iterator<Item = [u8; 3]>) -> Vec<Counted> {
    let mut runs: Vec<Counted> = Vec::new();
    for color in pixels {
        match runs.last_mut() {
            Some((last, count)) if *last == color => *count += 1,
            _ => runs.push((color, 1)),
        }
    }
    runs.sort_unstable();
    runs.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    runs
}

/// Colours that one colour stands for.
#[derive(Debug, Default)]
struct Part {
    colors: Vec<Counted>,
    mean: [f64; 3],
    /// The channel in which they spread most.
    axis: usize,
    /// By how much in all: the squared distances from the mean, summed.
    spread: f64,
}

impl Part {
    fn of(colors: Vec<Counted>) -> Self {
        let total: u64 = colors.iter().map(|&(_, count)| count).sum();
        let total = (total as f64).max(1.0);
        let sum = |of: &dyn Fn([u8; 3]) -> f64| -> f64 {
            colors
                .iter()
                .map(|&(color, count)| of(color) * count as f64)
                .sum()
        };
        let mean = [0, 1, 2].map(|axis| sum(&|color| f64::from(color[axis])) / total);
        let spreads =
            [0, 1, 2].map(|axis| sum(&|color| math::powi(f64::from(color[axis]) - mean[axis], 2)));
        let axis = (0..3).fold(0, |best, axis| {
            if spreads[axis] > spreads[best] {
                axis
            } else {
                best
            }
        });
        // One colour has none, whatever the rounding of its mean says.
        let spread = if colors.len() > 1 {
            spreads.iter().sum()
        } else {
            0.0
        };
        Self {
            colors,
            mean,
            axis,
            spread,
        }
    }

    /// Those up to the mean and those above it: neither is empty where there are two colours.
    fn halved(self) -> (Self, Self) {
        let (axis, mean) = (self.axis, self.mean[self.axis]);
        let (low, high) = self
            .colors
            .into_iter()
            .partition(|(color, _)| f64::from(color[axis]) <= mean);
        (Self::of(low), Self::of(high))
    }

    /// The colour that stands for them all.
    fn color(&self) -> [u8; 3] {
        let total: u64 = self.colors.iter().map(|&(_, count)| count).sum();
        let most = self.colors.iter().max_by_key(|&&(_, count)| count);
        match most {
            Some(&(color, count)) if 2 * count > total => color,
            _ => self.mean.map(|part| part.round() as u8),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn flat_colours_are_exact_among_a_thousand_blends() {
        let flat = [[231, 222, 201], [186, 211, 222], [20, 60, 120]];
        let blends = (0..2000_u32).map(|n| [(n % 251) as u8, (n % 241) as u8, (n % 239) as u8]);
        let pixels: Vec<[u8; 3]> = flat
            .into_iter()
            .flat_map(|color| std::iter::repeat_n(color, 9000))
            .chain(blends)
            .collect();
        let palette = FramePalette::of(pixels.iter().copied(), 64);
        assert_eq!(palette.colors.len(), 64);
        for color in flat {
            let index = palette.indices([Some(color)].into_iter())[0];
            assert_eq!(palette.colors[usize::from(index)], color);
        }
    }

    proptest! {
        #[test]
        fn few_colours_are_all_exact_and_what_is_no_pixel_is_let_through(
            pixels in proptest::collection::vec(proptest::option::of(any::<[u8; 3]>()), 1..200),
        ) {
            let palette = FramePalette::of(pixels.iter().copied().flatten(), 255);
            let indices = palette.indices(pixels.iter().copied());
            prop_assert!(palette.bytes().len() <= 768);
            for (pixel, index) in pixels.iter().zip(indices) {
                if let Some(color) = pixel {
                    prop_assert_eq!(palette.colors[usize::from(index)], *color);
                } else {
                    prop_assert_eq!(index, palette.through());
                }
            }
        }
    }
}
