//! What was measured, on a picture.

use steppe::earth::LonLat;
use steppe::scene::{Item, Scene};
use steppe::session::viewpoint::{MeasurePoint, Measurement, Viewpoint};

use crate::support::{atlas, composed, home};

const DUSHANBE: LonLat = LonLat::new(68.787, 38.5598);
const TASHKENT: LonLat = LonLat::new(69.24, 41.3);

fn place(at: LonLat) -> MeasurePoint {
    MeasurePoint { at, subject: None }
}

fn kant() -> MeasurePoint {
    let subject = atlas().find("base-kant").expect("it is there");
    let at = atlas().anchor(subject).expect("it has a place");
    MeasurePoint {
        at,
        subject: Some(subject),
    }
}

/// A picture of the built-in dossier on which this is measured.
fn measured(measure: Option<Measurement>) -> Scene {
    let view = Viewpoint { measure, ..home() };
    composed(&view)
}

fn texts(scene: &Scene) -> Vec<&str> {
    let items = scene.group("measured").into_iter().flat_map(|it| &it.items);
    let texts = items.filter_map(|item| match item {
        Item::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_path_says_each_leg_with_its_doubt_and_the_sum_with_its_area() {
    let path = Measurement::Path {
        points: vec![kant(), place(DUSHANBE), place(TASHKENT)],
        ended: true,
    };
    let scene = measured(Some(path));
    let texts = texts(&scene);
    let [first, second, sum] = texts[..] else {
        panic!("{texts:?}")
    };
    assert!(first.starts_with("699 km ± "), "{first}");
    assert_eq!(second, "307 km");
    assert!(sum.starts_with("together 1,006 km; closed, "), "{sum}");
    assert!(scene.description.contains("Measured: 699 km ± "));
}

#[test]
fn a_ring_says_its_radius_and_what_it_is_around() {
    let scene = measured(Some(Measurement::ring(kant(), 150_000.0)));
    let kant = atlas().find("base-kant").expect("it is there");
    let name = atlas().name(kant);
    assert_eq!(texts(&scene), [format!("150 km around {name}")]);
}

#[test]
fn a_picture_without_a_measure_has_nothing_of_it() {
    let scene = measured(None);
    assert!(scene.group("measured").is_none());
    assert!(!scene.description.contains("Measured"));
}

#[test]
fn names_keep_clear_of_what_was_measured() {
    let path = Measurement::Path {
        points: vec![kant(), place(DUSHANBE)],
        ended: true,
    };
    let scene = measured(Some(path));
    let rects = |id: &str| -> Vec<steppe::scene::ScreenRect> {
        let items = scene.group(id).into_iter().flat_map(|it| &it.items);
        let texts = items.filter_map(|item| match item {
            Item::Text(text) => Some(steppe::scene::covers(text)),
            _ => None,
        });
        texts.collect()
    };
    for own in rects("measured") {
        for name in rects("labels") {
            assert!(!own.overlaps(&name), "{own:?} under {name:?}");
        }
    }
}
