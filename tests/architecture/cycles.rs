//! Inside a folder imports run one way: no module imports, through others or at once, one that
//! imports it.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{Module, imports};
use super::sources;

/// Modules that still stand in a cycle, through imports or through paths written out in the code. No
/// two of their files import each other. The list may only become shorter.
const TOLERATED: [&str; 2] = [
    "scene::display::symbols::look",
    "scene::display::symbols::sign",
];

/// What each child of a folder imports of its siblings.
type Siblings = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_modules_of_a_folder_import_each_other_one_way() {
    let mut folders: BTreeMap<Module, Siblings> = BTreeMap::new();
    for (from, to) in imports(&sources()) {
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if let (Some(a), Some(b)) = (from.get(shared), to.get(shared)) {
            let siblings = folders.entry(from[..shared].to_vec()).or_default();
            siblings.entry(a.clone()).or_default().insert(b.clone());
        }
    }
    let mut found = Vec::new();
    for (folder, siblings) in &folders {
        for child in siblings.keys() {
            if reached_from(child, siblings).contains(child.as_str()) {
                found.push(format!("{}::{child}", folder.join("::")));
            }
        }
    }
    let new: Vec<&String> = found
        .iter()
        .filter(|module| !TOLERATED.contains(&module.as_str()))
        .collect();
    assert!(new.is_empty(), "modules in a cycle of imports: {new:#?}");
    let gone: Vec<&&str> = TOLERATED
        .iter()
        .filter(|module| !found.iter().any(|found| found == *module))
        .collect();
    assert!(
        gone.is_empty(),
        "no longer in a cycle, so not to be tolerated: {gone:#?}"
    );
}

/// What a child imports, through others too.
fn reached_from<'a>(child: &str, siblings: &'a Siblings) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![child];
    while let Some(next) = open.pop() {
        for import in siblings.get(next).into_iter().flatten() {
            if reached.insert(import.as_str()) {
                open.push(import);
            }
        }
    }
    reached
}
