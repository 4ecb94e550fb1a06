//! The same digits on every system: no sine from the system's own library.

use std::fs;

use super::sources;

/// Methods of `f64` whose digits differ from system to system.
const METHODS: [&str; 25] = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp",
    "exp2", "exp_m1", "hypot", "ln", "ln_1p", "log10", "log2", "powf", "powi", "sin", "sin_cos",
    "sinh", "tan", "tanh",
];

/// Where they may be called: what is drawn there is seen on this system alone.
const SEEN_HERE: [&str; 3] = ["src/app", "src/render/to_egui", "src/ui"];

/// Crates that project and measure, with the functions of `libm` in them.
const VENDORED: [&str; 3] = ["geographiclib-rs", "proj4rs", "proj4rs-geodesic"];

fn calls(text: &str) -> impl Iterator<Item = &'static str> {
    METHODS.into_iter().filter(|method| {
        [format!(".{method}("), format!("f64::{method}")]
            .iter()
            .any(|call| text.contains(call.as_str()))
    })
}

#[test]
fn what_reaches_a_picture_is_reckoned_by_one_implementation() {
    let mut found = Vec::new();
    for source in sources() {
        if SEEN_HERE.iter().any(|home| source.path.starts_with(home)) {
            continue;
        }
        let path = source.path.display();
        found.extend(calls(&source.text).map(|method| format!("{path} calls {method}")));
    }
    assert!(
        found.is_empty(),
        "use crate::math instead:\n{}",
        found.join("\n")
    );
}

#[test]
fn what_projects_and_measures_calls_the_same_functions() {
    let lock = fs::read_to_string("Cargo.lock").expect("the lock file");
    for name in VENDORED {
        let package = lock
            .split("[[package]]")
            .find(|package| package.contains(&format!("name = \"{name}\"\n")))
            .unwrap_or_else(|| panic!("{name} is in the lock file"));
        assert!(
            !package.contains("source ="),
            "{name} comes from a registry, with the functions of the system: vendor/README.md"
        );
        let folder = format!("vendor/{name}/src");
        let mut files = Vec::new();
        super::gather(folder.as_ref(), &mut files);
        for file in files {
            let called: Vec<&str> = calls(&file.text).collect();
            assert!(
                called.is_empty(),
                "{} calls {called:?}",
                file.path.display()
            );
        }
    }
}
