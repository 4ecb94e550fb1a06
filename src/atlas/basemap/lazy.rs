//! A level that is read when it is first asked for.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::Level;
use super::stored::StoredLevel;

/// A [`Level`], read from the program when something first asks for more than its tolerance: a view
/// shows one level, and the finest takes longer to read than all the others.
#[derive(Clone)]
pub struct LazyLevel {
    /// As the level's own, in metres.
    pub tolerance_m: f64,
    source: Option<StoredLevel<'static>>,
    level: OnceLock<Level>,
}

impl LazyLevel {
    /// A level that is still to be read.
    pub(super) fn unread(tolerance_m: f64, source: StoredLevel<'static>) -> Self {
        Self {
            tolerance_m,
            source: Some(source),
            level: OnceLock::new(),
        }
    }

    /// Reads it before something asks for it.
    pub fn read(&self) {
        let _: &Level = self;
    }

    /// A level without anything, where the program was built with a damaged file.
    fn nothing(&self) -> Level {
        Level {
            tolerance_m: self.tolerance_m,
            arcs: Vec::new(),
            countries: Vec::new(),
            lakes: Vec::new(),
            rivers: Vec::new(),
            provinces: Vec::new(),
            claimed: Vec::new(),
        }
    }
}

impl From<Level> for LazyLevel {
    fn from(level: Level) -> Self {
        Self {
            tolerance_m: level.tolerance_m,
            source: None,
            level: OnceLock::from(level),
        }
    }
}

impl Deref for LazyLevel {
    type Target = Level;

    fn deref(&self) -> &Level {
        self.level.get_or_init(|| {
            let read = self.source.as_ref().map(StoredLevel::read);
            match read {
                Some(Ok(level)) => level,
                Some(Err(error)) => {
                    log::error!("the base map inside the program is damaged: {error}");
                    self.nothing()
                }
                None => self.nothing(),
            }
        })
    }
}

impl PartialEq for LazyLevel {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for LazyLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LazyLevel")
            .field("tolerance_m", &self.tolerance_m)
            .field("read", &self.level.get().is_some())
            .finish_non_exhaustive()
    }
}
