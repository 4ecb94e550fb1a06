//! What `deny.toml` says of the dependencies, held against the lock file and against what each crate
//! says of itself: where `cargo deny` is not at hand, it still holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use spdx::{Expression, ParseMode};
use toml::{Table, Value};

/// The TOML document in a file.
fn toml(path: &str) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Each crate of the lock file with its versions.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let lock = toml("Cargo.lock");
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

fn deny(section: &str) -> Table {
    toml("deny.toml")[section]
        .as_table()
        .expect("a section")
        .clone()
}

/// What cargo answers to `arguments`.
fn cargo(arguments: &[&str]) -> String {
    let answer = Command::new(env!("CARGO"))
        .args(arguments)
        .output()
        .expect("cargo runs the tests");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "cargo {arguments:?}: {said}");
    String::from_utf8(answer.stdout).expect("UTF-8")
}

/// Each crate that a build for this machine takes, tests included, with its licence.
fn licences() -> Vec<(String, String)> {
    let about = cargo(&["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let format = ["metadata", "--locked", "--format-version", "1"];
    let platform = ["--filter-platform", host.expect("a host")];
    let metadata = cargo(&[format.as_slice(), &platform].concat());
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("JSON");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| (word(&package["name"]), word(&package["license"])))
        .collect()
}

#[test]
fn each_dependency_may_be_taken_under_a_licence_that_is_allowed() {
    let allowed = deny("licenses");
    let allowed: Vec<_> = (allowed["allow"].as_array().expect("a list").iter())
        .filter_map(Value::as_str)
        .collect();
    let licences = licences();
    assert!(licences.len() > 100, "the dependencies were read");
    for (name, licence) in licences {
        let terms = Expression::parse_mode(&licence, ParseMode::LAX)
            .unwrap_or_else(|error| panic!("{name} gives its licence as {licence:?}: {error}"));
        assert!(
            terms.evaluate(|term| allowed.contains(&term.to_string().as_str())),
            "{name} comes under {licence}: deny.toml allows no part of it"
        );
    }
}

#[test]
fn no_dependency_talks_to_a_network() {
    let (locked, bans) = (locked(), deny("bans"));
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
    let bans = deny("bans");
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

/// The lock file of the fuzz targets is another one: what it lacks, `cargo fuzz` would choose anew.
#[test]
fn the_fuzz_targets_are_locked_with_all_that_the_program_takes() {
    let lock = toml("fuzz/Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    let program = packages
        .iter()
        .find(|package| package["name"].as_str() == Some("steppe"))
        .expect("the program");
    let locked: BTreeSet<&str> = program["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|name| name.as_str()?.split(' ').next())
        .collect();
    let manifest = toml("Cargo.toml");
    let dependencies = manifest["dependencies"].as_table().expect("a section");
    let is_optional = |wants: &Value| wants.get("optional").and_then(Value::as_bool) == Some(true);
    let missing: Vec<_> = dependencies
        .iter()
        .filter(|(_, wants)| !is_optional(wants))
        .map(|(name, wants)| wants.get("package").and_then(Value::as_str).unwrap_or(name))
        .filter(|name| !locked.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "fuzz/Cargo.lock lacks {missing:?}: cargo metadata --manifest-path fuzz/Cargo.toml"
    );
}
