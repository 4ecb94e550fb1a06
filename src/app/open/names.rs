//! Which files belong to a dossier, told by their names.

use std::path::Path;

use super::ending;
use crate::formats::{self, is_geojson_ending};

/// The endings of files that a dossier is made of.
const ENDINGS: [&str; 12] = [
    "toml", "md", "markdown", "geojson", "json", "csv", "png", "jpg", "jpeg", "webp", "gif", "svg",
];

/// Whether a file of this name is one of those that a dossier is made of.
pub(super) fn belongs(name: &str) -> bool {
    let ending = ending(Path::new(inner_name(name).unwrap_or(name)));
    ENDINGS.contains(&ending.as_str())
        || is_geojson_ending(&ending)
        || formats::has_ending(&ending)
        || formats::main_ending(&ending).is_some()
}

/// Whether a file of this name can be shown without a manifest.
pub(super) fn is_layer_or_article(name: &str) -> bool {
    let name = inner_name(name).unwrap_or(name);
    is_layer(name) || is_article(name) || formats::has_ending(&ending(Path::new(name)))
}

/// Whether a file of this name is text that somebody wrote by hand: an article or a manifest.
pub(super) fn is_text(name: &str) -> bool {
    is_article(name) || ending(Path::new(name)) == "toml"
}

/// Whether a name is that of an article.
pub(super) fn is_article(name: &str) -> bool {
    matches!(ending(Path::new(name)).as_str(), "md" | "markdown")
}

/// Whether a file of this name may be a layer; one that belongs to another is none.
pub(super) fn may_be_layer(name: &str) -> bool {
    let ending = ending(Path::new(name));
    !is_text(name) && formats::main_ending(&ending).is_none() && !is_picture(&ending)
}

/// Whether files with this ending are pictures.
fn is_picture(ending: &str) -> bool {
    matches!(ending, "png" | "jpg" | "jpeg" | "webp" | "gif" | "svg")
}

/// Whether a file of this name holds a layer.
pub(super) fn is_layer(name: &str) -> bool {
    is_geojson_ending(&ending(Path::new(name)))
}

/// The name of what is packed in a file of this name, where that is one of those that a dossier is made of.
pub(super) fn inner_name(name: &str) -> Option<&str> {
    let (inner, ending) = name.rsplit_once('.')?;
    let known = matches!(ending.to_ascii_lowercase().as_str(), "gz" | "gzip");
    Some(inner).filter(|inner| known && belongs(inner))
}
