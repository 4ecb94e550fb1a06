//! How charts keep their place on the screen while the conditions above them take more lines or fewer.

/// What stands above the charts, as the last frame had it.
#[derive(Debug, Default)]
pub(super) struct FixedHead {
    /// Its height, logical pixels; `None` before the first frame.
    height_px: Option<f32>,
    /// How far the charts were scrolled, logical pixels.
    pub(super) scrolled_px: f32,
}

impl FixedHead {
    /// Takes the head's height, and says how far the charts are to be scrolled so that they stay where
    /// they are; `None` where the height is the same.
    pub(super) fn moved_to(&mut self, height_px: f32) -> Option<f32> {
        let before = self.height_px.replace(height_px)?;
        let by = height_px - before;
        (by.abs() > 0.5).then(|| (self.scrolled_px + by).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_scrolled_by_what_the_head_grows() {
        let mut head = FixedHead::default();
        assert_eq!(head.moved_to(40.0), None);
        head.scrolled_px = 100.0;
        assert_eq!(head.moved_to(40.0), None);
        assert_eq!(head.moved_to(62.0), Some(122.0));
        head.scrolled_px = 122.0;
        assert_eq!(head.moved_to(40.0), Some(100.0));
    }

    #[test]
    fn charts_at_the_top_have_no_way_up() {
        let mut head = FixedHead::default();
        assert_eq!(head.moved_to(62.0), None);
        assert_eq!(head.moved_to(40.0), Some(0.0));
    }
}
