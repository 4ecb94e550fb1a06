//! Whether a scene waits for what is not ready yet.

/// What to do where the level that a scale asks for is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Take the nearest one that is: for a window, in which the next frame can do better.
    BestReady,
    /// Prepare it: for a picture that is made once.
    Wait,
}
