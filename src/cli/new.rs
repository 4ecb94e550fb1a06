//! `steppe new`: a small dossier to write over.

use std::path::Path;

use super::Outcome;
use super::terminal::{print, tell};
use crate::app::{BeginError, begin};

/// Writes the example of a dossier to a new `folder`, and says what to do next.
pub(super) fn run(folder: &Path) -> Outcome {
    if let Err(error) = begin(folder) {
        tell(format_args!("steppe: {error}"));
        return match error {
            BeginError::Write(error) => Outcome::of_write(&error),
            BeginError::Exists(_) => Outcome::Failed,
        };
    }
    let name = quoted(&folder.display().to_string());
    print(format_args!(
        "{name} is a dossier now: article.md, features.geojson and dossier.toml.\n"
    ));
    print(format_args!(
        "  steppe {name}          opens it; write over its files in your own editor"
    ));
    print(format_args!(
        "  steppe check {name}    lists slips of the pen, with the line and how to mend it"
    ));
    print(format_args!("  steppe export {name} --out map.png"));
    Outcome::Done
}

/// As a shell takes it in one piece.
fn quoted(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-~\\:".contains(letter);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_printed_can_be_typed() {
        assert_eq!(super::quoted("a/dams-2.x"), "a/dams-2.x");
        assert_eq!(super::quoted("it's so"), "'it'\\''s so'");
    }
}
