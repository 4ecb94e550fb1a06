//! The faces that map and interface are set in, embedded so that the same
//! text has the same width on every machine.

/// One face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Interface and map.
    Sans,
    /// Titles and selected labels.
    SansSemiBold,
    /// Names of water.
    SansItalic,
    /// The article.
    Serif,
    /// The article's emphasis.
    SerifItalic,
    /// The article's headings and strong emphasis.
    SerifSemiBold,
}
