//! The legend: it speaks of what is shown, and says what it leaves out.

use std::collections::BTreeSet;
use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap, LayerKind};
use steppe::dossier::{Files, read};
use steppe::earth::{LonLat, ScreenPoint};
use steppe::scene::{
    Composer, Item, LegendSection, Patience, Prepared, SWATCH_PX, ScreenRect, covers, layer_swatch,
    legend, whole_legend,
};
use steppe::session::viewpoint::{Viewpoint, home_camera};

use crate::support::{THEMES, atlas, composed, drawn_marks, group, home, looking_at, only, texts};

/// The legend of what the view's scene shows.
fn legend_of(view: &Viewpoint) -> Vec<LegendSection> {
    legend(atlas(), view, composed(view).layers_in_view())
}

/// The same with all its rows.
fn whole_legend_of(view: &Viewpoint) -> Vec<LegendSection> {
    whole_legend(atlas(), view, composed(view).layers_in_view())
}

#[test]
fn a_legend_that_leaves_rows_out_says_how_many() {
    let mut view = home();
    view.camera = home_camera(atlas(), 770.0, 565.0);
    for state in &mut view.layers {
        state.visible = true;
    }
    let all: usize = legend_of(&view)
        .iter()
        .map(|section| section.rows.len())
        .sum();
    let scene = composed(&view);
    let words = texts(group(&scene, "furniture"));
    let more = words.iter().find_map(|text| {
        text.text
            .strip_prefix('+')?
            .strip_suffix(" more")?
            .parse::<usize>()
            .ok()
    });
    let labels: BTreeSet<String> = legend_of(&view)
        .into_iter()
        .flat_map(|section| section.rows)
        .map(|row| row.label)
        .collect();
    let shown = words
        .iter()
        .filter(|text| labels.contains(&text.text))
        .count();
    assert!(
        more.unwrap_or_default() + shown == all,
        "{more:?} left out, {shown} of {all} shown"
    );
}

#[test]
fn a_small_picture_has_its_words_in_margins_of_its_own_and_leaves_none_out() {
    for (width_px, height_px) in [(640.0, 480.0), (600.0, 900.0), (540.0, 960.0)] {
        let mut view = home();
        view.camera = home_camera(atlas(), width_px, height_px);
        let scene = composed(&view);
        let said = texts(group(&scene, "margins"));
        let parts = |text: &str| {
            let parts = text.split(", ").map(str::to_lowercase);
            parts.collect::<Vec<_>>()
        };
        let told: Vec<String> = said.iter().flat_map(|text| parts(&text.text)).collect();
        let sections = whole_legend_of(&view).into_iter();
        // Of lines the sources tell.
        let sections = sections.filter(|section| section.title != "Lines");
        for row in sections.flat_map(|section| section.rows) {
            let label = row.label.to_lowercase();
            assert!(told.contains(&label), "{label} is not in {told:?}");
        }
        let inset = scene.targets.detail.map(|detail| detail.rect);
        let below = inset.filter(|inset| inset.top > scene.window.bottom - 1.0);
        let maps = below.into_iter().chain([scene.window]);
        let map_px2: f64 = maps.map(|map| map.width() * map.height()).sum();
        assert!(map_px2 > 0.6 * width_px * height_px, "{:?}", scene.window);
        for text in said {
            let covered = covers(text);
            assert!(
                !covered.overlaps(&scene.window.inflated(-1.0)),
                "{}",
                text.text
            );
            let page = ScreenRect::new(0.0, 0.0, width_px, height_px);
            assert!(page.holds(&covered), "{} is cut", text.text);
        }
        for mark in drawn_marks(&scene) {
            let covered = ScreenRect::around(mark.at, mark.radius_px);
            assert!(scene.window.inflated(0.1).holds(&covered), "{}", mark.name);
        }
    }
}

#[test]
fn the_legend_speaks_of_what_is_shown_and_of_nothing_else() {
    let titles = |view: &Viewpoint| -> Vec<String> {
        legend_of(view)
            .into_iter()
            .map(|section| section.title)
            .collect()
    };
    let ground = only(home(), &[LayerKind::Countries, LayerKind::Borders]);
    assert!(titles(&ground).is_empty(), "a border needs no words");
    let disputed = only(home(), &[LayerKind::Countries, LayerKind::DisputedBorders]);
    assert_eq!(titles(&disputed), ["Lines"]);
    let sections = legend_of(&home());
    let rows: Vec<&str> = sections
        .iter()
        .flat_map(|section| &section.rows)
        .map(|row| row.label.as_str())
        .collect();
    assert!(
        rows.contains(&"Exercises") && rows.contains(&"Russia") && rows.contains(&"Bases / closed")
    );
    assert!(rows.contains(&"Somewhere within"), "{rows:?}");
    assert!(rows.contains(&"Not confirmed"), "{rows:?}");
    assert!(rows.contains(&"Diplomacy, incidents"), "{rows:?}");
    assert!(rows.len() <= 10, "{rows:?}");
    assert!(!rows.contains(&"CSTO"), "the alliances are hidden");
}

#[test]
fn a_legend_speaks_of_pale_marks_only_where_one_is_in_view() {
    // Baikonur alone: in use, and reported as a fact.
    let view = looking_at(63.3, 45.9, 200.0);
    let sections = whole_legend_of(&view);
    let rows = sections.iter().flat_map(|section| &section.rows);
    let labels: Vec<&str> = rows.map(|row| row.label.as_str()).collect();
    assert!(labels.contains(&"Bases"), "{labels:?}");
    assert!(!labels.contains(&"Not confirmed"), "{labels:?}");
}

#[test]
fn a_legend_explains_an_area_of_which_a_part_is_in_view() {
    let dossier = "format = 1\nid = \"strait\"\ntitle = \"Strait\"\n[files]\nfeatures = [\"a.geojson\"]\n\
                   [map]\nframe = [160, 50, -160, 70]\n\
                   [[layers]]\nid = \"posts\"\nname = \"Posts\"\nsymbol = \"triangle\"\n";
    let area = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "strait",
        "properties": {"layer": "posts", "name": "Strait", "precision": "site", "origin": "article"},
        "geometry": {"type": "Polygon",
            "coordinates": [[[178, 60], [-178, 60], [-178, 62], [178, 62], [178, 60]]]}}]}"#;
    let mut files = Files::new();
    for (name, text) in [("dossier.toml", dossier), ("a.geojson", area)] {
        files.insert(name, text.as_bytes()).expect("a plain name");
    }
    let atlas = Arc::new(Atlas::new(
        read(&files).dossier,
        Arc::new(BaseMap::default()),
    ));
    let mut composer = Composer::new(Arc::new(Prepared::new(Arc::clone(&atlas))), Patience::Wait);
    let mut view = Viewpoint::home(&atlas);
    let mut labels = |lon_deg: f64| {
        let center = atlas.projection.project(LonLat::new(lon_deg, 60.5));
        view.camera.center = center.expect("the projection shows the place");
        view.camera.metres_per_px = 60.0;
        let scene = composer.compose(&view);
        let sections = legend(&atlas, &view, scene.layers_in_view()).into_iter();
        let rows = sections.flat_map(|section| section.rows);
        rows.map(|row| row.label).collect::<Vec<_>>()
    };
    // The anchor of the area lies on the meridian of 180 degrees.
    assert_eq!(labels(178.7), ["Posts"]);
    assert!(labels(176.0).is_empty());
}

/// The labels of the rows under "Led by".
fn led_by(sections: Vec<LegendSection>) -> Vec<String> {
    let mut sections = sections.into_iter();
    let led_by = sections.find(|section| section.title == "Led by");
    let rows = led_by.into_iter().flat_map(|section| section.rows);
    rows.map(|row| row.label).collect()
}

#[test]
fn an_actor_of_closed_bases_alone_is_explained_as_well() {
    let rows = led_by(legend_of(&home()));
    let united_states = rows.iter().any(|row| row.contains("United States"));
    assert!(united_states, "{rows:?}");
}

#[test]
fn actors_share_a_row_on_the_map_and_have_one_each_in_the_list_of_layers() {
    let shared = led_by(legend_of(&home()));
    let mut whole = led_by(whole_legend_of(&home()));
    let mut apart: Vec<&str> = shared.iter().flat_map(|row| row.split(", ")).collect();
    assert!(apart.len() > shared.len(), "{shared:?}");
    let most = shared.iter().map(|row| row.split(", ").count()).max();
    assert_eq!(most, Some(2), "of three none would be found: {shared:?}");
    // Within a row it is a word like any other.
    let others = apart.iter_mut().find(|name| **name == "others");
    *others.expect("grey marks are explained") = "Others";
    apart.sort_unstable();
    whole.sort_unstable();
    assert_eq!(whole, apart);
}

#[test]
fn swatches_stay_in_their_box_and_need_no_map() {
    let inside = ScreenRect::new(0.0, 0.0, SWATCH_PX[0], SWATCH_PX[1]).inflated(1.0);
    let all_inside = |items: &[Item]| {
        !items.is_empty()
            && items.iter().all(|item| match item {
                Item::Path(path) => path
                    .contours
                    .iter()
                    .flat_map(|contour| &contour.points)
                    .all(|&point| inside.contains(point)),
                Item::Text(_) => true,
                Item::Area(_)
                | Item::Line(_)
                | Item::Lines(_)
                | Item::Image(_)
                | Item::CurvedText(_) => false,
                Item::Dots(dots) => !dots.at.is_empty(),
            })
    };
    let mut view = home();
    view.layers
        .iter_mut()
        .for_each(|state| state.visible = true);
    for theme in THEMES {
        view.theme = theme;
        for row in whole_legend_of(&view)
            .iter()
            .flat_map(|section| &section.rows)
        {
            assert!(all_inside(&row.items), "{}", row.label);
        }
        for layer in atlas().layer_ixs() {
            let middle = ScreenPoint::new(SWATCH_PX[0] / 2.0, SWATCH_PX[1] / 2.0);
            let items = layer_swatch(atlas(), layer, theme, middle, 16.0);
            assert!(all_inside(&items), "{}", atlas().layer(layer).id);
        }
    }
}
