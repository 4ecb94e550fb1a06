//! Dossiers that were opened before, as commands.

use std::path::Path;

use super::{Chosen, Menu, Offer};
use crate::session::{Command, FileCommand, Session};

/// The menu within the menu that they stand in.
pub(super) const SUBMENU: &str = "Open recent";

/// Folders of a path that are named, at most.
const FOLDERS: usize = 2;

/// One for each, the last opened first.
pub(super) fn offers(session: &Session) -> impl Iterator<Item = Offer> {
    let paths = session.files.recent.iter().enumerate();
    paths.map(|(position, path)| Offer {
        id: format!("recent-{}", position + 1),
        name: name(path),
        menu: Menu::File,
        listed: true,
        submenu: Some(SUBMENU),
        group: 0,
        keys: Vec::new(),
        enabled: true,
        checked: None,
        over_sheets: false,
        chosen: Chosen::Act(Command::File(FileCommand::Open(vec![path.clone()]))),
    })
}

/// "kant.dossier in …/maps/asia": whole paths are too wide for a menu.
fn name(path: &Path) -> String {
    let Some(file) = path.file_name() else {
        return path.display().to_string();
    };
    let file = file.to_string_lossy();
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return file.into_owned();
    };
    let parts: Vec<_> = folder.iter().collect();
    if parts.len() <= FOLDERS + 1 {
        return format!("{file} in {}", folder.display());
    }
    let last = Path::new("\u{2026}").join(
        parts[parts.len() - FOLDERS..]
            .iter()
            .collect::<std::path::PathBuf>(),
    );
    format!("{file} in {}", last.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_by_its_file_and_the_folders_next_to_it() {
        let path = |parts: &[&str]| parts.iter().collect::<std::path::PathBuf>();
        let deep = path(&["home", "ann", "maps", "asia", "kant.dossier"]);
        let last = path(&["\u{2026}", "maps", "asia"]);
        assert_eq!(name(&deep), format!("kant.dossier in {}", last.display()));
        assert_eq!(name(&path(&["maps", "kant"])), "kant in maps");
        assert_eq!(name(Path::new("kant.md")), "kant.md");
    }
}
