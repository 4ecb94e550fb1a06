//! Progress of a picture, and its cancelling.

use std::fmt;

use super::RenderError;

/// Progress of a picture: reports to a receiver which part is done, and stops the drawing when the receiver
/// no longer wants the picture.
///
/// A long drawing calls [`reach`](Self::reach) between its stages. The reported part never decreases.
#[derive(Clone, Copy)]
pub struct RenderProgress<'a> {
    tell: Option<&'a ProgressReceiver<'a>>,
    from: f32,
    to: f32,
}

/// Receives which part is done, 0 to 1, and returns whether the picture is still wanted.
pub type ProgressReceiver<'a> = dyn Fn(f32) -> bool + Sync + 'a;

impl fmt::Debug for RenderProgress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tell, from, to } = self;
        write!(f, "Progress({}, {from} to {to})", tell.is_some())
    }
}

impl<'a> RenderProgress<'a> {
    /// No receiver: the picture is drawn to its end.
    pub const NOBODY: Self = Self {
        tell: None,
        from: 0.0,
        to: 1.0,
    };

    /// `tell` hears of it.
    #[must_use]
    pub fn new(tell: &'a ProgressReceiver<'a>) -> Self {
        Self {
            tell: Some(tell),
            ..Self::NOBODY
        }
    }

    /// The same for a part of the work, `from` and `to` being parts of this one.
    #[must_use]
    pub fn part(self, from: f32, to: f32) -> Self {
        let whole = self.to - self.from;
        Self {
            tell: self.tell,
            from: self.from + from * whole,
            to: self.from + to * whole,
        }
    }

    /// Reports that the part `done` of the picture is done, 0 to 1.
    ///
    /// # Errors
    /// [`RenderError::Abandoned`] if the receiver no longer wants the picture.
    pub fn reach(self, done: f32) -> Result<(), RenderError> {
        let wanted = self
            .tell
            .is_none_or(|tell| tell(self.from + done * (self.to - self.from)));
        if wanted {
            Ok(())
        } else {
            Err(RenderError::Abandoned)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_part_of_a_part_is_told_as_what_it_is_of_the_whole() {
        let told = Mutex::new(Vec::new());
        let tell = |done: f32| {
            told.lock().unwrap().push(done);
            done < 0.7
        };
        let watch = RenderProgress::new(&tell).part(0.5, 1.0);
        assert!(watch.reach(0.0).is_ok());
        assert!(watch.part(0.0, 0.5).reach(0.5).is_ok());
        assert!(matches!(watch.reach(1.0), Err(RenderError::Abandoned)));
        assert_eq!(*told.lock().unwrap(), [0.5, 0.625, 1.0]);
        assert!(RenderProgress::NOBODY.reach(1.0).is_ok());
    }
}
