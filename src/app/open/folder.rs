//! A dossier's folder.

use super::loading::Loading;
use super::names::belongs;
use super::{OpenError, not_readable};
use crate::dossier::{Files, MANIFEST};
use crate::problem::{Place, Problem};

/// Folders within each other that are searched.
const DEEPEST: usize = 8;

/// Takes every file of the folder that belongs to a dossier.
pub(super) fn read(loading: &mut Loading<'_>) -> Result<(), OpenError> {
    let root = loading.root.to_owned();
    let whole = root
        .canonicalize()
        .map_err(|source| not_readable(&root, source))?;
    let mut folders = vec![(whole.clone(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|source| not_readable(&folder, source))?;
        for entry in entries.flatten() {
            let Ok(file_name) = entry.file_name().into_string() else {
                continue;
            };
            let name = format!("{prefix}{file_name}");
            let Ok(path) = entry.path().canonicalize() else {
                continue;
            };
            if file_name.starts_with('.') {
                continue;
            }
            if !path.starts_with(&whole) {
                loading.files.set_aside(name);
                continue;
            }
            if path.is_dir() && depth < DEEPEST {
                folders.push((path, name + "/", depth + 1));
            } else if path.is_file() && belongs(&name) {
                let taken = loading.take_file(&name, &path);
                or_told(taken, &name, &mut loading.files)?;
            }
        }
    }
    Ok(())
}

/// A file that the system does not let be read is told and passed over, but the manifest: the dossier
/// may not need it, and where it does, what it misses is told, too.
fn or_told(taken: Result<(), OpenError>, name: &str, files: &mut Files) -> Result<(), OpenError> {
    match taken {
        Err(OpenError::NotReadable { source, .. }) if name != MANIFEST => {
            let problem = Problem::warning("the file cannot be read", Place::file(name))
                .why(format!("the system says: {source}"))
                .mend("look whether you may read it, or take it out of the folder");
            files.tell(problem);
            Ok(())
        }
        taken => taken,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn refused() -> Result<(), OpenError> {
        Err(OpenError::NotReadable {
            path: PathBuf::from("dossier/notes.md"),
            source: std::io::ErrorKind::PermissionDenied.into(),
        })
    }

    #[test]
    fn a_file_that_may_not_be_read_is_told_and_the_others_are_read() {
        let mut files = Files::new();
        or_told(refused(), "notes.md", &mut files).unwrap();
        let text = "format = 1\nid = \"a\"\ntitle = \"A\"\nas_of = \"2021-10-23\"\n";
        files.insert(MANIFEST, text.as_bytes().to_vec()).unwrap();
        let problems = crate::dossier::read(&files).problems;
        let told = problems
            .iter()
            .find(|it| it.what.contains("cannot be read"));
        let told = told.expect("it is told");
        assert_eq!(told.severity, crate::problem::Severity::Warning);
        assert_eq!(told.place.file.as_deref(), Some("notes.md"));
        assert!(or_told(refused(), MANIFEST, &mut files).is_err());
    }
}
