//! Which files belong to another one of the same name.

/// Endings of files, and the endings of those that belong to them, in lower case and without the dot.
const COMPANIONS: [(&str, &[&str]); 2] = [
    ("shp", &["dbf", "shx", "prj", "cpg"]),
    ("gpkg", &["gpkg-wal"]),
];

/// The endings of files that belong to one with this ending.
#[must_use]
pub fn companion_endings(ending: &str) -> &'static [&'static str] {
    let found = COMPANIONS.iter().find(|(main, _)| *main == ending);
    found.map_or(&[], |(_, companions)| companions)
}

/// The ending of the file to which one with this ending belongs.
#[must_use]
pub fn main_ending(ending: &str) -> Option<&'static str> {
    let found = COMPANIONS
        .iter()
        .find(|(_, companions)| companions.contains(&ending));
    found.map(|(main, _)| *main)
}
