//! The margins: what stands on them, where, and what it covers.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use steppe::atlas::{Atlas, Dossier, LayerKind};
use steppe::earth::ScreenPoint;
use steppe::scene::style::Style;
use steppe::scene::{
    AreaGeometry, Composer, Item, Path, Patience, Prepared, Scene, ScreenRect, TargetKind,
};
use steppe::session::viewpoint::{
    ColourVision, Furniture, MapTheme, TimeWindow, Viewpoint, home_camera,
};

use crate::support::{
    atlas, composed, group, holds, home, home_views, looking_at, paths, texts, views, window,
};

/// The grounds that pieces of furniture stand on.
fn panels(scene: &Scene, view: &Viewpoint) -> Vec<ScreenRect> {
    let fill = Style::of(view.theme)
        .panel
        .faded(0.94)
        .seen_with(view.vision);
    let of_panel = |path: &&Path| path.fill == Some(fill) && path.contours[0].points.len() == 4;
    let rect = |path: &Path| {
        let points = &path.contours[0].points;
        let (from, to) = (points[0], points[2]);
        ScreenRect::new(
            from.x_px,
            from.y_px,
            to.x_px - from.x_px,
            to.y_px - from.y_px,
        )
    };
    paths(group(scene, "furniture"))
        .into_iter()
        .filter(of_panel)
        .map(rect)
        .collect()
}

/// Furniture stands so far from the frame.
const MARGIN_PX: f64 = 12.0;

/// A rectangle in each corner of the window.
fn corners(view: &Viewpoint, rect: &ScreenRect) -> [ScreenRect; 4] {
    let room = window(&view.camera).inflated(-MARGIN_PX);
    let (right, bottom) = (room.right - rect.width(), room.bottom - rect.height());
    [
        (room.left, room.top),
        (right, room.top),
        (room.left, bottom),
        (right, bottom),
    ]
    .map(|(left, top)| ScreenRect::new(left, top, rect.width(), rect.height()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn furniture_stands_on_no_mark_while_another_corner_is_free(view in views()) {
        let scene = composed(&view);
        let marks: Vec<_> = scene.targets.all.iter().filter(|target| target.kind == TargetKind::Mark).collect();
        let covered = |rect: &ScreenRect| {
            let over = marks.iter().filter(|mark| ScreenRect::around(mark.at, mark.radius_px).overlaps(rect));
            over.count()
        };
        let panels = panels(&scene, &view);
        let room = window(&view.camera).inflated(-MARGIN_PX);
        for (number, panel) in panels.iter().enumerate() {
            prop_assert!(room.inflated(0.01).holds(panel), "{panel:?} leaves the frame");
            for other in &panels[number + 1..] {
                prop_assert!(!panel.overlaps(other), "{panel:?} over {other:?}");
            }
            // Those that came after it may stand where it could have.
            let before = &panels[..number];
            for corner in corners(&view, panel) {
                let free = !before.iter().any(|other| other.overlaps(&corner));
                prop_assert!(!free || covered(panel) <= covered(&corner), "{panel:?} covers more marks than {corner:?}");
            }
        }
    }

    #[test]
    fn a_small_map_is_not_buried_by_its_legend(view in views(), width_px in 480.0..700.0, height_px in 400.0..560.0) {
        let mut view = Viewpoint { furniture: Furniture { legend: true, ..Furniture::BARE }, ..view };
        view.camera = view.camera.resized(width_px, height_px);
        view.vision = ColourVision::Normal;
        for panel in panels(&composed(&view), &view) {
            prop_assert!(panel.width() * panel.height() <= 0.14 * width_px * height_px + 1.0, "{panel:?}");
        }
    }
}

/// How much of a rectangle lies on land of the dossier's own countries, square pixels.
fn own_land_px2(scene: &Scene, rect: &ScreenRect) -> f64 {
    const PLACES: u32 = 10;
    let own = Style::of(MapTheme::Light).land;
    let land: Vec<&AreaGeometry> = group(scene, "countries")
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Area(area) if area.fill == own => Some(area.geometry.as_ref()),
            _ => None,
        })
        .collect();
    let part = |number: u32| (f64::from(number) + 0.5) / f64::from(PLACES);
    let on_land = |(column, row): &(u32, u32)| {
        let at = scene.camera.map_from_screen(ScreenPoint::new(
            rect.left + part(*column) * rect.width(),
            rect.top + part(*row) * rect.height(),
        ));
        land.iter().any(|area| holds(area, at))
    };
    let places = (0..PLACES).flat_map(|column| (0..PLACES).map(move |row| (column, row)));
    let part = places.filter(on_land).count() as f64 / f64::from(PLACES * PLACES);
    part * rect.width() * rect.height()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_legend_covers_no_more_of_the_dossiers_land_than_it_would_in_another_corner_of_a_wide_view(view in views()) {
        let mut view = Viewpoint { furniture: Furniture { legend: true, ..Furniture::BARE }, ..view };
        view.vision = ColourVision::Normal;
        view.theme = MapTheme::Light;
        let countries = view.layers.iter_mut().find(|state| atlas().layer(state.layer).kind == LayerKind::Countries);
        countries.expect("a layer of countries").visible = true;
        let scene = composed(&view);
        let marks = || scene.targets.all.iter().filter(|target| target.kind == TargetKind::Mark);
        let covered = |rect: &ScreenRect| {
            marks().filter(|mark| ScreenRect::around(mark.at, mark.radius_px).overlaps(rect)).count()
        };
        let whole_px2 = view.camera.width_px * view.camera.height_px;
        let slack_px2 = 0.015 * whole_px2;
        // Where it fills the view nobody looks for its outline.
        prop_assume!(own_land_px2(&scene, &window(&view.camera)) < 0.45 * whole_px2);
        for panel in panels(&scene, &view) {
            let land_px2 = own_land_px2(&scene, &panel);
            if land_px2 <= slack_px2 {
                continue;
            }
            for corner in corners(&view, &panel).iter().filter(|corner| covered(corner) <= covered(&panel)) {
                let there_px2 = own_land_px2(&scene, corner);
                prop_assert!(land_px2 <= there_px2 + slack_px2, "{land_px2} at {panel:?}, {there_px2} at {corner:?}");
            }
        }
    }
}

#[test]
fn on_a_small_picture_the_margins_cover_no_mark() {
    for (width_px, height_px) in [(640.0, 480.0), (800.0, 600.0), (1280.0, 800.0)] {
        let mut view = home();
        view.camera = home_camera(atlas(), width_px, height_px);
        let scene = composed(&view);
        let marks = scene.targets.all.iter();
        for mark in marks.filter(|target| target.kind == TargetKind::Mark) {
            let covers = ScreenRect::around(mark.at, mark.radius_px);
            for panel in panels(&scene, &view) {
                assert!(!panel.overlaps(&covers), "{} under {panel:?}", mark.name);
            }
        }
    }
}

#[test]
fn no_named_city_has_its_dot_under_the_margins() {
    let mut dots = 0;
    for step in 0..12 {
        let view = looking_at(55.0 + 2.5 * f64::from(step), 40.0, 1800.0);
        let scene = composed(&view);
        let panels = panels(&scene, &view);
        for dot in paths(group(&scene, "cities")) {
            let points = &dot.contours[0].points;
            let x = points.iter().map(|point| point.x_px).sum::<f64>() / points.len() as f64;
            let y = points.iter().map(|point| point.y_px).sum::<f64>() / points.len() as f64;
            dots += 1;
            let under = panels
                .iter()
                .find(|panel| panel.contains(ScreenPoint::new(x, y)));
            assert!(under.is_none(), "a dot at {x}, {y} under {under:?}");
        }
    }
    assert!(dots > 60, "{dots} dots are few");
}

#[test]
fn the_window_names_its_point_of_view_in_one_line_and_a_picture_its_sources_in_four() {
    for (view, most) in home_views().into_iter().zip([4, 1]) {
        let scene = composed(&view);
        let furniture = texts(group(&scene, "furniture"));
        let says = |words: &str| furniture.iter().position(|text| text.text.contains(words));
        let last = says("not agreed").expect("whose boundaries");
        let first = says("After ").unwrap_or(last);
        assert!(last - first < most, "{furniture:?}");
        assert_eq!(says("Natural Earth 1:10m").is_some(), most > 1);
    }
}

#[test]
fn a_map_of_other_years_than_its_borders_says_of_which_month_they_are() {
    let said = |view: &Viewpoint| {
        let scene = composed(view);
        let furniture = texts(group(&scene, "furniture"));
        let lines: Vec<&str> = furniture.iter().map(|text| text.text.as_str()).collect();
        lines.join(" ").contains("de facto as of October 2021")
    };
    for mut view in home_views() {
        assert!(!said(&view), "the dossier is of the same month");
        for (year, far) in [(2004, true), (2021, false), (2022, false), (2025, true)] {
            let window = TimeWindow::new(date(year, 3, 1), date(year, 9, 30));
            view.time.window = Some(window);
            assert_eq!(said(&view), far, "{window}");
        }
    }
}

#[test]
fn borders_need_their_date_where_the_records_are_of_other_years_or_of_none() {
    let needed = |dossier: Dossier, as_of| {
        let dossier = Dossier { as_of, ..dossier };
        Atlas::new(dossier, Arc::clone(&atlas().basemap)).boundaries_need_date(None)
    };
    for (day, far) in [
        (date(2020, 1, 1), true),
        (date(2021, 10, 23), false),
        (date(2022, 10, 31), false),
        (date(2023, 1, 1), true),
    ] {
        assert_eq!(needed(Dossier::default(), Some(day)), far, "{day}");
    }
    assert!(needed(Dossier::default(), None), "no date at all");
    let builtin = steppe::dossier::builtin().dossier;
    assert!(needed(builtin, None), "some of its records are of 2004");
}

#[test]
fn furniture_is_what_the_view_asks_for() {
    let with = |furniture: Furniture| {
        composed(&Viewpoint {
            furniture,
            ..home()
        })
    };
    assert!(group(&with(Furniture::BARE), "furniture").items.is_empty());
    let says = |scene: &Scene, words: &str| {
        texts(group(scene, "furniture"))
            .iter()
            .any(|text| text.text.contains(words))
    };
    let (picture, window) = (with(Furniture::PICTURE), with(Furniture::WINDOW));
    assert!(says(&picture, "as of 23 October 2021"));
    assert!(says(&picture, "Led by") && !says(&window, "Led by"));
    assert!(!says(&window, "as of 23 October 2021"));
    for scene in [&picture, &window] {
        assert!(says(scene, " km at 4"), "the scale bar names its latitude");
        assert!(says(scene, "not agreed"), "whose boundaries these are");
        assert!(says(scene, "70\u{b0} E"), "the graticule has its degrees");
    }
}

#[test]
fn the_scale_bar_is_as_long_as_it_says() {
    let scene = composed(&home());
    let furniture = group(&scene, "furniture");
    let words = texts(furniture)
        .into_iter()
        .find(|text| text.text.contains(" km at "))
        .unwrap();
    let km: f64 = words
        .text
        .split(' ')
        .next()
        .unwrap()
        .replace(',', "")
        .parse()
        .unwrap();
    let mut bars = paths(furniture).into_iter().filter(|path| {
        let left = |point: &ScreenPoint| (point.x_px - words.at.x_px).abs() < 1e-6;
        path.fill.is_none() && path.contours[0].points.first().is_some_and(left)
    });
    let bar = bars.next_back().unwrap();
    let width_px = bar.contours[0].points[2].x_px - bar.contours[0].points[1].x_px;
    let place = atlas().projection.unproject(scene.camera.center).unwrap();
    let ends = [-0.5, 0.5].map(|part| {
        let at = ScreenPoint::new(
            scene.camera.width_px / 2.0 + part * width_px,
            scene.camera.height_px / 2.0,
        );
        atlas()
            .projection
            .unproject(scene.camera.map_from_screen(at))
            .unwrap()
    });
    let truly_km = steppe::earth::distance_m(ends[0], ends[1]) / 1000.0;
    assert!(
        (truly_km / km - 1.0).abs() < 0.005,
        "{truly_km} km at {place:?}, not {km}"
    );
}

#[test]
fn the_margin_of_a_small_picture_says_what_a_dark_edge_means_where_there_is_an_article() {
    let says = |scene: &Scene| {
        let said = texts(group(scene, "margins")).into_iter();
        let said: Vec<&str> = said.map(|text| text.text.as_str()).collect();
        said.join(" ")
            .contains("those with a dark edge are in the article")
    };
    let mut view = home();
    view.camera = home_camera(atlas(), 600.0, 900.0);
    assert!(says(&composed(&view)));
    let bare = Atlas::new(Dossier::default(), Arc::clone(&atlas().basemap));
    let bare = Arc::new(bare);
    let prepared = Arc::new(Prepared::for_picture(Arc::clone(&bare), &view.camera));
    let mut other = Viewpoint::home(&bare);
    other.camera = view.camera;
    other.furniture = view.furniture;
    assert!(!says(
        &Composer::new(prepared, Patience::Wait).compose(&other)
    ));
}
