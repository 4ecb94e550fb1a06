//! The days that are shown, in a dossier, in a scene and in a picture.

use std::process::Command;
use std::sync::Arc;

use jiff::civil::date;
use steppe::atlas::{Atlas, BaseMap, Subject, When};
use steppe::dossier::{Files, builtin, read};
use steppe::scene::{Composer, Patience, Prepared, Scene, Target};
use steppe::session::Viewpoint;
use steppe::session::viewpoint::{Outside, TimeWindow};

fn manifest(time: &str) -> (Vec<String>, Vec<String>) {
    let mut files = Files::new();
    let text = format!("format = 1\nid = \"walk\"\ntitle = \"A walk\"\n{time}");
    files
        .insert("dossier.toml", text.into_bytes())
        .expect("a name");
    let reading = read(&files);
    let presets = reading.dossier.time_presets.iter();
    let presets =
        presets.map(|preset| format!("{}: {} to {}", preset.name, preset.from, preset.to));
    let whats = reading.problems.iter().map(|problem| problem.what.clone());
    (presets.collect(), whats.collect())
}

#[test]
fn a_dossier_names_windows_of_days() {
    let (presets, problems) = manifest(
        "[time]\npresets = [{ name = \"Spring\", from = \"2021-03-01\", to = \"2021-05-31\" }]",
    );
    assert_eq!(presets, ["Spring: 2021-03-01 to 2021-05-31"]);
    assert_eq!(problems, ["found neither an article nor features"]);
}

#[test]
fn a_preset_that_cannot_be_is_left_out_and_said() {
    for (preset, said) in [
        (
            "name = \"Back\", from = \"2021-05-31\", to = \"2021-03-01\"",
            "`to` lies before `from`",
        ),
        (
            "name = \"Never\", from = \"2021-02-30\", to = \"2021-03-01\"",
            "`from`",
        ),
        ("name = \"Open\", from = \"2021-02-01\"", "`to` is missing"),
        (
            "from = \"2021-02-01\", to = \"2021-03-01\"",
            "`name` is missing",
        ),
        (
            "name = \"Slip\", from = \"2021-02-01\", until = \"2021-03-01\"",
            "`to` is missing",
        ),
    ] {
        let (presets, problems) = manifest(&format!("[time]\npresets = [{{ {preset} }}]"));
        assert!(presets.is_empty(), "{preset}");
        assert!(
            problems.iter().any(|what| what.contains(said)),
            "{preset}: {problems:?}"
        );
    }
}

/// The scene of the built-in dossier's own frame, as `change` has it.
fn scene(change: impl FnOnce(&mut Viewpoint)) -> Scene {
    let atlas = Arc::new(Atlas::new(builtin().dossier, Arc::new(BaseMap::default())));
    let mut view = Viewpoint::home(&atlas);
    change(&mut view);
    let prepared = Arc::new(Prepared::new(atlas));
    Composer::new(prepared, Patience::Wait).compose(&view)
}

#[test]
fn a_scene_has_no_marks_of_other_days_or_has_them_faint_beneath_the_rest() {
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    let all = scene(|_| ());
    let hidden = scene(|view| view.time.window = Some(august));
    let dimmed = scene(|view| {
        view.time.window = Some(august);
        view.time.outside = Outside::Dim;
    });
    let count = |scene: &Scene| scene.targets.all.len();
    assert!(
        count(&hidden) < count(&all),
        "{} of {}",
        count(&hidden),
        count(&all)
    );
    assert!(count(&dimmed) > count(&hidden));
    assert!(
        dimmed.description.contains(", of August 2021"),
        "{}",
        dimmed.description
    );
    let said = |scene: &Scene| scene.description.split(" and ").next().map(str::to_owned);
    assert_eq!(
        said(&dimmed),
        said(&hidden),
        "what is dimmed does not count"
    );
    let names = |scene: &Scene| {
        format!(
            "{:?}",
            scene.groups.iter().find(|group| group.id == "labels")
        )
    };
    assert_eq!(
        names(&dimmed).contains("Peace Mission 2021"),
        names(&hidden).contains("Peace Mission 2021")
    );
    assert!(
        names(&all).contains("Peace Mission 2021")
            && !names(&dimmed).contains("Peace Mission 2021")
    );
}

#[test]
fn no_window_that_is_wider_has_fewer_marks() {
    let mut last = 0;
    let mut widest = None;
    for days in [0, 3, 9, 30, 90, 400, 4000, 40_000] {
        let middle = TimeWindow::new(date(2021, 8, 15), date(2021, 8, 15));
        let window = TimeWindow::new(middle.shifted(-days).from(), middle.shifted(days).to());
        let shown = scene(|view| view.time.window = Some(window));
        let count = shown.targets.all.len();
        assert!(count >= last, "{window}: {count} after {last}");
        last = count;
        widest = Some(shown);
    }
    let widest = widest.expect("there are windows");
    // Where nobody asks for days, what is later than the dossier's date is left out.
    let atlas = Atlas::new(builtin().dossier, Arc::new(BaseMap::default()));
    let as_of = atlas.dossier.as_of;
    let is_later = |target: &&Target| {
        let Subject::Feature(ix) = target.subject else {
            return false;
        };
        let when = atlas.feature(ix).when.as_ref();
        when.and_then(When::earliest) > as_of
    };
    let later = widest.targets.all.iter().filter(is_later).count();
    assert!(later > 0);
    assert_eq!(last - later, scene(|_| ()).targets.all.len());
}

fn export(args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(["export", "--out", "map.svg"])
        .args(args)
        .current_dir(folder.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", folder.path())
        .output()
        .expect("it starts");
    let svg = std::fs::read_to_string(folder.path().join("map.svg")).unwrap_or_default();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("it ended by itself"), svg, said)
}

#[test]
fn a_picture_of_some_days_says_which() {
    let (code, svg, said) = export(&["--from", "2021-08-01", "--to", "31 Aug 2021"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        svg.contains(">days shown: August 2021<"),
        "in the title block"
    );
    let (_, all, _) = export(&[]);
    assert!(!all.contains("days shown"));
    assert!(all.contains("Peace Mission") && !svg.contains("Peace Mission"));
    assert!(
        svg.contains("Host of the 201st base"),
        "what has no date stays"
    );
}

#[test]
fn days_that_cannot_be_are_refused() {
    for args in [["--from", "soon"], ["--to", "2021-13"]] {
        let (code, _, said) = export(&args);
        assert_ne!(code, 0);
        assert!(said.contains("such as 2021-10-18"), "{said}");
    }
    let (code, _, said) = export(&["--from", "2021-09", "--to", "2021-08"]);
    assert_ne!(code, 0);
    assert!(said.contains("--to lies before --from"), "{said}");
}
