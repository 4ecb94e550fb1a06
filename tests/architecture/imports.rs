//! What the files of the crate import, each name followed to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// A module by its path in the crate: `["scene", "labels", "solve"]`.
pub(crate) type Module = Vec<String>;

/// A module, and one that it imports something of.
pub(crate) type Import = (Module, Module);

/// Every import between two files of the crate.
pub(crate) fn imports(sources: &[Source]) -> BTreeSet<Import> {
    let files: BTreeMap<Module, &str> = sources
        .iter()
        .map(|source| (source.module_path(), source.text.as_str()))
        .collect();
    let facades: BTreeMap<&Module, Facade> = files
        .iter()
        .map(|(module, text)| (module, facade(module, text)))
        .collect();
    let mut imports = BTreeSet::new();
    for (module, text) in &files {
        for path in paths(text) {
            let Some(full) = absolute(module, &path) else {
                continue;
            };
            let target = defining(full, &files, &facades);
            if target != *module {
                imports.insert((module.clone(), target));
            }
        }
    }
    imports
}

/// The names that a module has from elsewhere, and where from.
type Facade = BTreeMap<String, Vec<String>>;

fn facade(module: &Module, text: &str) -> Facade {
    let mut names = Facade::new();
    for (at, _) in text.match_indices("use ") {
        let begins = text[..at].ends_with(['\n', ' ', ')']) || at == 0;
        if !begins {
            continue;
        }
        let tree = text[at + "use ".len()..]
            .split(';')
            .next()
            .unwrap_or_default();
        for path in expanded(tree) {
            let (path, alias) = path.split_once(" as ").unwrap_or((path.as_str(), ""));
            let mut steps: Vec<String> = path
                .split("::")
                .map(|step| step.trim().to_owned())
                .collect();
            let name = if alias.is_empty() {
                steps.last().cloned().unwrap_or_default()
            } else {
                alias.trim().to_owned()
            };
            if !matches!(steps[0].as_str(), "crate" | "self" | "super") {
                steps.insert(0, "self".to_owned());
            }
            if let Some(full) = absolute(module, &steps) {
                names.insert(name, full);
            }
        }
    }
    names
}

/// The paths that begin with `crate`, `super` or `self`, in imports and elsewhere.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':')) {
                continue;
            }
            let end = text[at..]
                .char_indices()
                .scan(0_i32, |depth, (offset, c)| {
                    match c {
                        '{' => *depth += 1,
                        '}' => *depth -= 1,
                        _ => {}
                    }
                    let inside = *depth > 0 && (c.is_whitespace() || c == ',');
                    let part = c.is_alphanumeric() || "_:{}".contains(c);
                    (part || inside).then_some(offset + c.len_utf8())
                })
                .last();
            let tree = &text[at..at + end.unwrap_or_default()];
            let expanded = expanded(tree).into_iter();
            paths.extend(expanded.map(|path| path.split("::").map(str::to_owned).collect()));
        }
    }
    paths
}

/// The single paths of a tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((head, body)) = tree.split_once('{') else {
        return if tree.is_empty() {
            Vec::new()
        } else {
            vec![tree.to_owned()]
        };
    };
    let body = body.rsplit_once('}').map_or(body, |(body, _)| body);
    let mut depth = 0;
    let parts = body.split(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    let parts = parts.flat_map(expanded).collect::<Vec<_>>().into_iter();
    parts.map(|part| format!("{}{part}", head.trim())).collect()
}

/// The full path of what is written as `steps` in `module`; `None` where it leads out of the crate.
fn absolute(module: &Module, steps: &[String]) -> Option<Vec<String>> {
    let mut base = module.clone();
    let mut rest = steps;
    match steps.first()?.as_str() {
        "crate" => {
            base.clear();
            rest = &steps[1..];
        }
        "self" => rest = &steps[1..],
        _ => {
            while rest.first().is_some_and(|step| step == "super") {
                base.pop()?;
                rest = &rest[1..];
            }
        }
    }
    base.extend(rest.iter().filter(|step| *step != "self").cloned());
    Some(base)
}

/// The module that defines what `full` names, through whatever hands it on.
fn defining(
    mut full: Vec<String>,
    files: &BTreeMap<Module, &str>,
    facades: &BTreeMap<&Module, Facade>,
) -> Module {
    /// No name is handed on more often than this.
    const MOST_HANDS: usize = 8;
    for _ in 0..MOST_HANDS {
        let depth = (0..=full.len())
            .rev()
            .find(|&depth| files.contains_key(&full[..depth]));
        let module = full[..depth.unwrap_or_default()].to_vec();
        let rest = &full[module.len()..];
        let next = rest
            .first()
            .and_then(|name| facades.get(&module)?.get(name));
        match next {
            Some(next) if [next, &rest[1..]].concat() != full => {
                full = [next.as_slice(), &rest[1..]].concat();
            }
            _ => return module,
        }
    }
    full
}
