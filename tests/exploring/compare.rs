//! Before and after: the scenes of both sides, pictures of them, and what a dossier says for it.

use std::process::Command;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use proptest::prelude::*;
use steppe::app::{render_map, reopen};
use steppe::atlas::date::date_of;
use steppe::atlas::{Atlas, BaseMap, Subject};
use steppe::dossier::{Files, builtin, read};
use steppe::scene::{Composer, Group, Patience, Prepared, Scene};
use steppe::session::viewpoint::{
    ColourVision, Compare, CompareMode, Furniture, Outside, Side, TimeWindow, Viewpoint,
};
use steppe::session::{ExportFormat, ExportSpec};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let atlas = Atlas::new(builtin().dossier, Arc::new(BaseMap::default()));
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn view() -> Viewpoint {
    let mut view = Viewpoint::home(PREPARED.atlas());
    view.furniture = Furniture::BARE;
    view
}

fn composed(view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(view)
}

fn kabul() -> Compare {
    let window = |a, b| TimeWindow::new(a, b);
    Compare::new(
        window(date(2021, 7, 15), date(2021, 8, 14)),
        window(date(2021, 8, 15), date(2021, 9, 14)),
    )
}

fn compared(compare: Compare) -> Viewpoint {
    Viewpoint {
        compare: Some(compare),
        ..view()
    }
}

/// Everything but names, which give way to the divider, and edge marks, which give way to the days.
fn fixed(scene: &Scene) -> Vec<String> {
    let fixed = |group: &&Group| !["labels", "edge", "changes"].contains(&group.id.as_str());
    let groups = scene.groups.iter().filter(fixed);
    groups.map(|group| format!("{group:?}")).collect()
}

fn names(scene: &Scene) -> Vec<String> {
    let names = scene.group("labels").expect("there are names");
    names.items.iter().map(|item| format!("{item:?}")).collect()
}

fn any_pair() -> impl Strategy<Value = Compare> {
    let first = 18_600_i32;
    let window = move || {
        (first..first + 330, 0..90_i32)
            .prop_map(|(from, days)| TimeWindow::new(date_of(from), date_of(from + days)))
    };
    let pair = (window(), window(), 0.1..0.9_f64);
    pair.prop_map(|(before, after, divider)| Compare::new(before, after).divided_at(divider))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn each_side_is_the_ordinary_scene_of_its_days(compare in any_pair()) {
        let view = compared(compare);
        let both = composed(&view);
        prop_assert_eq!(both.panes.len(), 2);
        for (side, pane) in Side::BOTH.into_iter().zip(&both.panes) {
            let mut ordinary = Viewpoint { compare: None, ..view.clone() };
            ordinary.time.window = Some(compare.window(side));
            let ordinary = composed(&ordinary);
            prop_assert_eq!(fixed(&pane.scene), fixed(&ordinary));
            let all = names(&ordinary);
            for name in names(&pane.scene) {
                prop_assert!(all.contains(&name), "{}", name);
            }
            let subjects = |scene: &Scene| -> Vec<Subject> {
                scene.targets.all.iter().map(|target| target.subject).collect()
            };
            prop_assert_eq!(subjects(&pane.scene), subjects(&ordinary));
        }
        let [before, after] = [&both.panes[0].clip, &both.panes[1].clip];
        prop_assert_eq!(before.right.to_bits(), after.left.to_bits(), "no gap");
        prop_assert_eq!(before.left.to_bits(), 0.0_f64.to_bits());
        prop_assert_eq!(after.right.to_bits(), view.camera.width_px.to_bits());
    }
}

#[test]
fn two_maps_have_the_same_middle_and_scale() {
    let view = compared(kabul().in_mode(CompareMode::Split));
    let both = composed(&view);
    for pane in &both.panes {
        let camera = pane.scene.camera;
        let middle = camera.screen_from_map(view.camera.center);
        assert!((middle.x_px - pane.clip.center().x_px).abs() < 1e-6);
        assert_eq!(
            camera.metres_per_px.to_bits(),
            view.camera.metres_per_px.to_bits()
        );
    }
}

#[test]
fn what_is_of_one_side_alone_has_a_sign_beside_its_symbol() {
    let signs = |compare: Compare| -> Vec<usize> {
        let both = composed(&compared(compare.in_mode(CompareMode::Split)));
        let panes = both.panes.iter();
        let group = |scene: &Scene| scene.group("changes").map_or(0, |group| group.items.len());
        panes.map(|pane| group(&pane.scene)).collect()
    };
    let kabul = kabul();
    let signs_of_kabul = signs(kabul);
    assert!(
        signs_of_kabul.iter().all(|&count| count > 4),
        "{signs_of_kabul:?}"
    );
    let same = Compare::new(kabul.before, kabul.before);
    assert_eq!(signs(same), [0, 0], "nothing changes within the same days");
}

#[test]
fn the_divider_moves_no_mark() {
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    let mut at = |part| composer.compose(&compared(kabul().divided_at(part)));
    let (left, right) = (at(0.3), at(0.7));
    for (a, b) in left.panes.iter().zip(&right.panes) {
        assert_eq!(fixed(&a.scene), fixed(&b.scene));
    }
}

#[test]
fn marks_of_other_days_beyond_the_frame_are_not_told_of() {
    let august = TimeWindow::new(date(2021, 8, 1), date(2021, 8, 31));
    let edge = |window, outside| {
        let mut view = view();
        view.time.window = window;
        view.time.outside = outside;
        composed(&view)
    };
    let said = |scene: &Scene| -> Vec<String> {
        let edge = scene.group("edge").expect("there is an edge");
        let texts = edge.items.iter().filter_map(|item| match item {
            steppe::scene::Item::Text(text) => Some(text.text.clone()),
            _ => None,
        });
        texts.collect()
    };
    let geneva = PREPARED
        .atlas()
        .find("dip-geneva-2021")
        .expect("it is there");
    let has = |scene: &Scene| scene.targets.of(geneva).is_some();
    let (all, hidden, dimmed) = (
        edge(None, Outside::Hide),
        edge(Some(august), Outside::Hide),
        edge(Some(august), Outside::Dim),
    );
    assert!(has(&all) && !has(&hidden) && !has(&dimmed));
    assert!(!said(&hidden).is_empty());
    assert_eq!(said(&dimmed), said(&hidden), "neither by a chip");
    let beyond = |scene: &Scene| {
        let said = scene.description.split(" beyond its frame").next();
        said.and_then(|said| said.rsplit(' ').next().map(str::to_owned))
    };
    assert_eq!(beyond(&dimmed), beyond(&hidden), "nor by a count");
}

fn drawn(format: ExportFormat, mode: CompareMode) -> Vec<u8> {
    let spec = ExportSpec {
        width_px: 1000,
        height_px: 640,
        format,
        ..ExportSpec::default()
    };
    let view = compared(kabul().in_mode(mode));
    render_map(Arc::clone(&PREPARED), &view, spec).expect("drawn")
}

#[test]
fn every_kind_of_picture_shows_both_sides_and_brings_them_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in ExportFormat::ALL {
        for mode in [CompareMode::Swipe, CompareMode::Split] {
            let file = folder.path().join(format!("map.{}", format.extension()));
            std::fs::write(&file, drawn(format, mode)).expect("written");
            let colophon = reopen(&file).expect("it says what it shows");
            assert_eq!(
                colophon.map().unwrap().view.compare,
                Some(kabul().in_mode(mode))
            );
        }
    }
    let svg = String::from_utf8(drawn(ExportFormat::Svg, CompareMode::Swipe)).expect("text");
    for words in [
        ">Before: 15 July \u{2013} 14 August 2021  (\u{2212} not after)<",
        ">After: 15 August \u{2013} 14 September 2021  (+ not before)<",
        "clip-path=\"url(#before-clip)\"",
        "clip-path=\"url(#after-clip)\"",
        ">Rubezh-2021<",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    // Each side names what the other has not.
    let (before, after) = svg.split_once("url(#after-clip)").expect("two sides");
    let names = |side: &str| -> std::collections::BTreeSet<String> {
        let words = side.split('>').filter_map(|part| part.split_once('<'));
        words.map(|(words, _)| words.to_owned()).collect()
    };
    let (before, after) = (names(before), names(after));
    assert!(before.difference(&after).any(|name| name.len() > 2));
    assert!(!before.contains("Rubezh-2021") && after.contains("Rubezh-2021"));
}

#[test]
fn a_picture_is_the_ordinary_one_of_each_side_beside_the_divider() {
    let pixels = |view: &Viewpoint| {
        let spec = ExportSpec {
            width_px: 900,
            height_px: 600,
            furniture: Furniture::BARE,
            says_its_view: false,
            ..ExportSpec::default()
        };
        let png = render_map(Arc::clone(&PREPARED), view, spec).expect("drawn");
        image::load_from_memory(&png).expect("a picture").to_rgba8()
    };
    let both = pixels(&compared(kabul()));
    for (side, columns) in [(Side::Before, 0..180), (Side::After, 720..900)] {
        let mut ordinary = view();
        ordinary.time.window = Some(kabul().window(side));
        let ordinary = pixels(&ordinary);
        // Away from the divider, whose names give way, and under the days.
        let differ = columns
            .flat_map(|x| (60..600).map(move |y| (x, y)))
            .filter(|&(x, y)| {
                let (a, b) = (both.get_pixel(x, y), ordinary.get_pixel(x, y));
                // What is clipped is drawn apart and laid over the water: that rounds twice, and
                // once more for each halo.
                a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 4)
            });
        assert_eq!(differ.count(), 0, "{side:?}");
    }
}

#[test]
fn without_colour_both_sides_and_the_divider_are_grey() {
    for mode in [CompareMode::Swipe, CompareMode::Split] {
        let spec = ExportSpec {
            width_px: 900,
            height_px: 600,
            vision: ColourVision::Grey,
            ..ExportSpec::default()
        };
        let view = compared(kabul().in_mode(mode));
        let png = render_map(Arc::clone(&PREPARED), &view, spec).expect("drawn");
        let picture = image::load_from_memory(&png).expect("a picture").to_rgba8();
        let coloured = picture.pixels().filter(|pixel| {
            let [r, g, b, _] = pixel.0;
            r.abs_diff(g) > 1 || g.abs_diff(b) > 1
        });
        assert_eq!(coloured.count(), 0, "{mode:?}");
    }
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
fn the_command_line_sets_two_windows_beside_each_other() {
    let (code, svg, said) = export(&["--compare", "2021-07/2021-08-14,2021-08-15/2021-09"]);
    assert_eq!(code, 0, "{said}");
    assert!(svg.contains(">Before: 1 July \u{2013} 14 August 2021  (\u{2212} not after)<"));
    assert!(svg.contains(">After: 15 August \u{2013} 30 September 2021  (+ not before)<"));
    for (args, words) in [
        (vec!["--compare", "2021-07/2021-08"], "two windows of days"),
        (
            vec!["--compare", "soon/later,2021/2022"],
            "such as 2021-10-18",
        ),
        (
            vec!["--compare", "2021-09/2021-08,2021/2022"],
            "ends before it begins",
        ),
        (vec!["--compare-as", "split"], "--compare"),
    ] {
        let (code, _, said) = export(&args);
        assert_ne!(code, 0, "{args:?}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

fn problems(features: &str, time: &str) -> (usize, Vec<String>) {
    let manifest = format!(
        "format = 1\nid = \"walk\"\ntitle = \"A walk\"\n{time}\n[files]\nfeatures = [\"f.geojson\"]\n"
    );
    let geojson = format!("{{\"type\": \"FeatureCollection\", \"features\": [{features}]}}");
    let mut files = Files::new();
    for (name, text) in [("dossier.toml", manifest), ("f.geojson", geojson)] {
        files.insert(name, text.into_bytes()).expect("a name");
    }
    let reading = read(&files);
    let whats = reading.problems.iter();
    let whats = whats.map(|problem| problem.what.clone()).collect();
    (reading.dossier.comparisons.len(), whats)
}

fn camp(id: &str, supersedes: &str) -> String {
    format!(
        "{{\"type\": \"Feature\", \"id\": \"{id}\", \"geometry\": {{\"type\": \"Point\", \"coordinates\": [70, 40]}}, \
         \"properties\": {{\"name\": \"{id}\", \"origin\": \"background\", \"precision\": \"site\", \
         \"sources\": [{{\"title\": \"A map\"}}], \"supersedes\": [\"{supersedes}\"]}}}}"
    )
}

#[test]
fn what_a_feature_supersedes_must_be_there_and_another() {
    let (_, said) = problems(
        &format!("{},{}", camp("old", "older"), camp("new", "new")),
        "",
    );
    assert!(
        said.iter()
            .any(|what| what == "there is no feature called \"older\""),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|what| what == "the feature supersedes itself")
    );
    let (_, said) = problems(
        &format!("{},{}", camp("old", "new"), camp("new", "old")),
        "",
    );
    assert!(
        !said.iter().any(|what| what.contains("supersedes")),
        "{said:?}"
    );
}

#[test]
fn a_dossier_names_pairs_of_windows_and_hears_what_is_wrong_with_one() {
    let spring = "{ from = \"2021-03-01\", to = \"2021-05-31\" }";
    let backward = "{ from = \"2021-05-31\", to = \"2021-03-01\" }";
    for (pair, count, words) in [
        (
            format!("name = \"A\", before = {spring}, after = {spring}"),
            1,
            "",
        ),
        (format!("name = \"A\", before = {spring}"), 0, "no `after`"),
        (
            format!("before = {spring}, after = {spring}"),
            0,
            "`name` is missing",
        ),
        (
            format!("name = \"A\", before = {spring}, after = {backward}"),
            0,
            "`to` lies before `from`",
        ),
    ] {
        let time = format!("[time]\ncomparisons = [{{ {pair} }}]");
        let (found, said) = problems(&camp("new", "new"), &time);
        assert_eq!(found, count, "{pair}");
        assert!(
            said.iter().any(|what| what.contains(words)),
            "{pair}: {said:?}"
        );
    }
}
