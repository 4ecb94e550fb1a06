//! What `deny.toml` says of the dependencies, held against the lock file: where `cargo deny` is not at
//! hand, it still holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use toml::{Table, Value};

/// Each crate of the lock file with its versions.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string("Cargo.lock").expect("the lock file");
    let lock: Table = text.parse().expect("TOML");
    let mut locked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock["package"].as_array().expect("packages") {
        let word = |key: &str| package[key].as_str().expect("a word").to_owned();
        locked
            .entry(word("name"))
            .or_default()
            .insert(word("version"));
    }
    assert!(locked.contains_key("eframe"), "the lock file was read");
    locked
}

fn bans() -> Table {
    let text = fs::read_to_string("deny.toml").expect("deny.toml");
    let deny: Table = text.parse().expect("TOML");
    deny["bans"].as_table().expect("[bans]").clone()
}

#[test]
fn no_dependency_talks_to_a_network() {
    let (locked, bans) = (locked(), bans());
    let denied = bans["deny"].as_array().expect("a list");
    assert!(denied.len() > 10, "the list of clients was read");
    for client in denied.iter().filter_map(Value::as_str) {
        assert!(
            !locked.contains_key(client),
            "{client} came in: cargo tree -i {client}"
        );
    }
}

#[test]
fn a_crate_stands_twice_for_a_reason_alone() {
    let bans = bans();
    let mut skipped: BTreeMap<(String, String), bool> = BTreeMap::new();
    for skip in bans["skip"].as_array().expect("a list") {
        let word = |key: &str| skip[key].as_str().unwrap_or_default();
        let (name, version) = word("crate").split_once('@').expect("NAME@VERSION");
        assert!(word("reason").len() > 10, "{name} stands twice: say why");
        skipped.insert((name.to_owned(), version.to_owned()), false);
    }
    for (name, versions) in locked() {
        let mut newest_or_unexplained = versions.iter().filter(|version| {
            let skip = skipped.get_mut(&(name.clone(), (*version).clone()));
            skip.map(|used| *used = true).is_none()
        });
        let explained = newest_or_unexplained.by_ref().count() <= 1;
        assert!(
            explained,
            "{name} stands twice ({versions:?}): mend it, or give a reason in deny.toml"
        );
    }
    let gone: Vec<_> = skipped.iter().filter(|(_, used)| !**used).collect();
    assert!(
        gone.is_empty(),
        "no longer there; take it out of deny.toml: {gone:?}"
    );
}
