//! The walls of the house: which module may import which, and where effects may be.

mod cycles;
mod dependencies;
mod digits;
mod imports;

use std::fs;
use std::path::{Path, PathBuf};

/// Module, and what of the crate it may import. A path such as
/// `session::viewpoint` admits that part alone.
const WALLS: [(&str, &[&str]); 13] = [
    ("fault", &[]),
    ("problem", &[]),
    ("math", &[]),
    ("earth", &["math"]),
    ("atlas", &["cores", "earth", "math"]),
    ("formats", &["cores", "earth", "math", "problem"]),
    (
        "dossier",
        &["atlas", "cores", "earth", "formats", "math", "problem"],
    ),
    ("session", &["atlas", "dossier", "earth", "math", "problem"]),
    (
        "scene",
        &["atlas", "cores", "earth", "math", "session::viewpoint"],
    ),
    ("render", &["cores", "earth", "math", "scene"]),
    (
        "ui",
        &[
            "session",
            "scene",
            "render::to_egui",
            "atlas",
            "earth",
            "fault",
            "problem",
        ],
    ),
    (
        "app",
        &[
            "atlas", "dossier", "earth", "fault", "formats", "problem", "render", "scene",
            "session", "ui",
        ],
    ),
    (
        "cli",
        &[
            "app", "atlas", "dossier", "earth", "fault", "formats", "math", "problem", "render",
            "scene", "session", "ui",
        ],
    ),
];

/// The parts of the scene, each of which may import those before it.
const SCENE: [&str; 4] = ["display", "prepare", "layout", "compose"];

/// Where the interface library may be used.
const EGUI: [&str; 3] = ["src/render/to_egui", "src/ui", "src/app"];

/// Modules that are values in, values out.
const PURE: [&str; 7] = [
    "problem", "earth", "formats", "atlas", "dossier", "session", "scene",
];

/// What would let such a module see the world outside. Threads that end before the function that
/// started them returns (`std::thread::scope`) only share out its work.
const WORLD: [&str; 11] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "thread::spawn",
    "thread::sleep",
    "std::io::std",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
];

struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// Its path in the crate: `["scene", "layout", "labels"]`.
    fn module_path(&self) -> Vec<String> {
        let below = self.path.strip_prefix("src").expect("a path below src");
        let below = below.with_extension("");
        let steps = below.iter().map(|step| step.to_string_lossy().into_owned());
        steps
            .filter(|step| !matches!(step.as_str(), "mod" | "lib" | "main"))
            .collect()
    }

    /// The module of the house that it belongs to: the first part of its path below `src`.
    fn module(&self) -> String {
        let below = self.path.strip_prefix("src").expect("a path below src");
        let first = below.iter().next().expect("a file name").to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }
}

/// Every source file, without its tests and comments.
fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(Path::new("src"), &mut sources);
    assert!(
        sources.len() > 30,
        "the sources are where they are looked for"
    );
    sources
}

fn gather(folder: &Path, into: &mut Vec<Source>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let is_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        if is_tests {
            continue;
        }
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("readable");
            let code = without_tests(&text)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            into.push(Source { path, text: code });
        }
    }
}

/// What stands before the module of tests that ends a file.
fn without_tests(text: &str) -> &str {
    let mut marks = text.match_indices("#[cfg(test)]\n");
    let tests = marks.find(|(at, mark)| {
        let next = text[at + mark.len()..].lines().next().unwrap_or_default();
        next.contains("mod ") && next.ends_with('{')
    });
    tests.map_or(text, |(at, _)| &text[..at])
}

/// What `code` names of the crate: the paths that follow `crate::`, two steps deep.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let after = &code[at + "crate::".len()..];
        if let Some(group) = after.strip_prefix('{') {
            let inside = group.split('}').next().unwrap_or_default();
            found.extend(
                inside
                    .split(',')
                    .map(|path| path.trim().to_owned())
                    .filter(|path| !path.is_empty()),
            );
        } else {
            let path: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
                .collect();
            found.push(path);
        }
    }
    found
}

fn admits(allowed: &[&str], import: &str) -> bool {
    allowed.iter().any(|wall| {
        import == *wall
            || import
                .strip_prefix(wall)
                .is_some_and(|rest| rest.starts_with("::"))
    })
}

#[test]
fn no_module_imports_what_its_wall_keeps_out() {
    let mut breaches = Vec::new();
    for source in sources() {
        let module = source.module();
        let Some((_, allowed)) = WALLS.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for import in imports(&source.text) {
            if !admits(allowed, &import) && !admits(&[module.as_str()], &import) {
                breaches.push(format!("{} imports crate::{import}", source.path.display()));
            }
        }
    }
    assert!(
        breaches.is_empty(),
        "new edges between modules:\n{}",
        breaches.join("\n")
    );
}

#[test]
fn each_part_of_the_scene_imports_only_those_before_it() {
    let place = |module: &[String]| {
        let part = module.get(1).filter(|_| module[0] == "scene")?;
        SCENE.iter().position(|name| name == part)
    };
    let backward = imports::imports(&sources())
        .into_iter()
        .filter(|(from, to)| {
            place(from)
                .zip(place(to))
                .is_some_and(|(from, to)| from < to)
        });
    let backward: Vec<String> = backward
        .map(|(from, to)| format!("{} imports {}", from.join("::"), to.join("::")))
        .collect();
    assert!(backward.is_empty(), "{}", backward.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_its_walls() {
    let library = fs::read_to_string("src/lib.rs").expect("readable");
    let modules = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let without: Vec<&str> = modules
        .filter(|module| !WALLS.iter().any(|(name, _)| name == module))
        .collect();
    assert!(
        without.is_empty(),
        "modules without a row in the table: {without:?}"
    );
}

#[test]
fn the_interface_library_stays_in_the_interface() {
    for source in sources() {
        let path = source.path.to_string_lossy();
        let uses = ["egui::", "eframe::", "epaint::"]
            .iter()
            .any(|name| source.text.contains(name));
        assert!(
            !uses || EGUI.iter().any(|home| path.starts_with(home)),
            "{path} uses egui"
        );
    }
}

#[test]
fn values_in_values_out_knows_no_world() {
    for source in sources()
        .iter()
        .filter(|source| PURE.contains(&source.module().as_str()))
    {
        for word in WORLD {
            assert!(
                !source.text.contains(word),
                "{} uses {word}",
                source.path.display()
            );
        }
    }
}

#[test]
fn only_app_and_cli_know_where_a_file_lies() {
    let outer = ["app", "cli", "main", "bin"];
    for source in sources() {
        let is_outer = outer.contains(&source.module().as_str());
        let is_identity = source.path.ends_with("session/source_id.rs");
        assert!(
            is_outer || is_identity || !source.text.contains("std::path"),
            "{} knows paths: what it means is a SourceId",
            source.path.display()
        );
    }
}

#[test]
fn no_module_opens_a_network_socket() {
    for source in sources() {
        for word in ["std::net", "TcpStream", "UdpSocket", "TcpListener"] {
            assert!(
                !source.text.contains(word),
                "{} uses {word}",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_interface_only_reads_the_session() {
    for source in sources().iter().filter(|source| source.module() == "ui") {
        for word in ["&mut Session", ".apply("] {
            assert!(
                !source.text.contains(word),
                "{} has {word}",
                source.path.display()
            );
        }
    }
}
