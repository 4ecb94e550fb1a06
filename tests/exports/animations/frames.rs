//! What moving pictures hold, and that they stand still where nothing changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use steppe::app::{is_picture, render_map, reopen};
use steppe::atlas::{Anchor, Subject};
use steppe::scene::{Composer, Item, MarkItems, Patience, Scene};
use steppe::session::viewpoint::{Furniture, TimeWindow};
use steppe::session::{AnimationSpec, MovingFormat, PlayStep};

use super::{APNG, GIF, animation, apart, autumn, days, drawn, frames, save, session, spec, step};
use crate::{PREPARED, atlas};

#[test]
fn gif_and_apng_have_every_frame_at_its_size_for_its_time() {
    for format in [MovingFormat::Gif, MovingFormat::Apng] {
        let frames = frames(format);
        assert_eq!(frames.len(), 7, "{format:?}");
        let mut length_ms = 0.0;
        for frame in &frames {
            assert_eq!(frame.buffer().dimensions(), (480, 300));
            let (numerator, denominator) = frame.delay().numer_denom_ms();
            let ms = f64::from(numerator) / f64::from(denominator);
            assert!((330.0..=340.0).contains(&ms), "{format:?}: {ms}");
            length_ms += ms;
        }
        assert!(
            (length_ms - 7000.0 / 3.0).abs() < 6.0,
            "{format:?}: {length_ms}"
        );
        let differ = frames
            .windows(2)
            .filter(|pair| pair[0].buffer() != pair[1].buffer());
        assert_eq!(differ.count(), 6, "each frame has its own days");
    }
    assert_ne!(*GIF, *APNG);
}

#[test]
fn the_frames_of_apng_are_exact_and_those_of_gif_nearly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("autumn");
    save(spec(), &animation(&autumn(MovingFormat::Folder)), &path).unwrap();
    let (gif, apng) = (frames(MovingFormat::Gif), frames(MovingFormat::Apng));
    for number in 0..7 {
        let file = path.join(format!("frame-{:04}.png", number + 1));
        let alone = image::open(&file).unwrap().into_rgba8();
        assert!(*apng[number].buffer() == alone, "frame {number}");
        let off = apart(gif[number].buffer(), &alone);
        assert!(off < 0.6, "frame {number} of the GIF is {off} off");
        // Its own days are what the frame brings back.
        assert!(is_picture(&file));
        let window = reopen(&file)
            .unwrap()
            .map()
            .unwrap()
            .view
            .time
            .window
            .unwrap();
        assert_eq!(
            window,
            animation(&autumn(MovingFormat::Gif)).windows[number]
        );
    }
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 7);
    // As a still picture, and as one that brings its view back, an APNG is its first frame.
    let still = image::load_from_memory_with_format(&APNG, image::ImageFormat::Png).unwrap();
    assert!(still.into_rgba8() == *apng[0].buffer());
    let file = folder.path().join("autumn.apng");
    std::fs::write(&file, APNG.as_slice()).unwrap();
    assert!(is_picture(&file));
    let window = reopen(&file).unwrap().map().unwrap().view.time.window;
    assert_eq!(window, Some(days((2021, 9, 6), (2021, 9, 12))));
}

#[test]
fn a_frame_is_the_ordinary_picture_of_its_days() {
    // With one frame, there is nothing to stand still for: legend and names are those of the picture.
    let range = days((2021, 10, 1), (2021, 10, 31));
    let one = AnimationSpec {
        days: 31,
        range: Some(range),
        ..autumn(MovingFormat::Folder)
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("october");
    save(spec(), &animation(&one), &path).unwrap();
    let mut view = session().view;
    view.time.window = Some(range);
    let alone = render_map(Arc::clone(&PREPARED), &view, spec()).unwrap();
    assert!(std::fs::read(path.join("frame-0001.png")).unwrap() == alone);
    // With more, marks and ground are too: without names and margins nothing differs.
    let animation = animation(&autumn(MovingFormat::Folder));
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    for &window in &animation.windows {
        let of_step = step(&mut composer, window, &animation);
        let mut view = session().view;
        view.time.window = Some(window);
        view.furniture = Furniture::PICTURE;
        let ordinary = composer.compose(&view);
        let ground = |scene: &Scene| {
            let groups = scene.groups.iter();
            // An inset and notes would jump from frame to frame: no frame has them.
            let moves = [
                "labels",
                "holders",
                "furniture",
                "edge",
                "cities",
                "detail",
                "callouts",
            ];
            // A ring around no symbol stands where its name does.
            let goes_with_name = |mark: &&MarkItems| {
                let id = mark.id.strip_suffix("-ground");
                let subject = id.and_then(|id| atlas().find(id));
                matches!(subject, Some(Subject::Feature(id))
                    if atlas().feature(id).anchor == Anchor::LabelPoint)
            };
            groups
                .filter(|group| !moves.contains(&group.id.as_str()))
                .map(|group| {
                    let rings = group.marks.iter().filter(goes_with_name);
                    let left_out: Vec<_> = rings.map(|mark| mark.items.clone()).collect();
                    let items = group.items.iter().enumerate();
                    let stays = |at: usize| !left_out.iter().any(|items| items.contains(&at));
                    let items = items.filter(|(at, _)| stays(*at)).map(|(_, item)| item);
                    format!("{:?}", items.collect::<Vec<_>>())
                })
                .collect::<Vec<_>>()
        };
        assert!(ground(&of_step) == ground(&ordinary), "{}", window.words());
        assert_eq!(of_step.description, ordinary.description);
        for id in ["detail", "callouts"] {
            assert!(of_step.group(id).is_none(), "{id} in {}", window.words());
        }
    }
}

/// Texts of a group, and where they stand.
fn texts(scene: &Scene, id: &str) -> Vec<(String, (i64, i64))> {
    let group = scene
        .groups
        .iter()
        .find(|group| group.id == id)
        .expect("it is there");
    let texts = group.items.iter().filter_map(|item| match item {
        Item::Text(text) => {
            let at = [text.at.x_px, text.at.y_px].map(|px| (px * 100.0).round() as i64);
            Some((text.text.clone(), (at[0], at[1])))
        }
        _ => None,
    });
    texts.collect()
}

/// What a label names, without the count of its stack.
fn town(name: &str) -> &str {
    name.split(" \u{b7} ").next().unwrap_or(name)
}

#[test]
fn names_and_margins_stand_where_they_stood_and_only_the_days_are_written_anew() {
    let spec = AnimationSpec {
        range: Some(days((2021, 6, 1), (2021, 10, 23))),
        ..autumn(MovingFormat::Gif)
    };
    let animation = animation(&spec);
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    let scenes = animation
        .windows
        .iter()
        .map(|&window| (window, step(&mut composer, window, &animation)));
    let scenes: Vec<(TimeWindow, Scene)> = scenes.collect();
    let dossier = &atlas().dossier;
    let gazetteer = dossier.places.iter().map(|place| place.name.clone());
    let countries = atlas().basemap.countries.clone();
    let gazetteer = gazetteer.chain(countries.into_iter().map(|country| country.name));
    let gazetteer: BTreeSet<String> = gazetteer
        .flat_map(|name| [name.to_uppercase(), name])
        .collect();
    let places = |scene: &Scene| -> BTreeMap<String, (i64, i64)> {
        let names = texts(scene, "labels").into_iter();
        let places = names.map(|(name, at)| (town(&name).to_owned(), at));
        places
            .filter(|(name, _)| gazetteer.contains(name))
            .collect()
    };
    let first = places(&scenes[0].1);
    assert!(first.len() > 10, "{first:?}");
    // A stack goes by its town's name, and stands where its marks do.
    let all = scenes.iter().flat_map(|(_, scene)| texts(scene, "labels"));
    let stacked: BTreeSet<String> = all
        .filter(|(name, _)| town(name) != name)
        .map(|(name, _)| town(&name).to_owned())
        .collect();
    let alone = |scene: &Scene| -> BTreeMap<String, (i64, i64)> {
        let places = places(scene).into_iter();
        places.filter(|(name, _)| !stacked.contains(name)).collect()
    };
    let mut standing = BTreeMap::new();
    let (mut names, mut moved) = (0, Vec::new());
    for (window, scene) in &scenes {
        assert_eq!(alone(scene), alone(&scenes[0].1), "{}", window.words());
        let caption = format!("days shown: {}", window.words());
        let margins = texts(scene, "furniture");
        assert!(
            margins.iter().any(|(text, _)| *text == caption),
            "{caption} in {margins:?}"
        );
        let rest = |scene: &Scene| -> Vec<_> {
            let margins = texts(scene, "furniture").into_iter();
            margins
                .filter(|(text, _)| !text.starts_with("days shown"))
                .collect()
        };
        assert_eq!(rest(scene), rest(&scenes[0].1), "{}", window.words());
        for (name, at) in texts(scene, "labels") {
            names += 1;
            let before = standing.entry(town(&name).to_owned()).or_insert(at);
            if *before != at {
                moved.push(name);
                *before = at;
            }
        }
    }
    assert!(moved.len() * 100 <= names, "{moved:?} of {names}");
}

#[test]
fn no_name_of_a_step_lies_over_another() {
    let spec = AnimationSpec {
        step: PlayStep::Event,
        growing: true,
        range: Some(days((2021, 7, 1), (2021, 10, 23))),
        ..autumn(MovingFormat::Gif)
    };
    let animation = animation(&spec);
    let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
    for &window in &animation.windows {
        let scene = step(&mut composer, window, &animation);
        let labels = scene
            .groups
            .iter()
            .find(|group| group.id == "labels")
            .unwrap();
        let covers = labels.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some((text.text.clone(), steppe::scene::covers(text))),
            _ => None,
        });
        let covers: Vec<_> = covers.collect();
        for (number, (name, rect)) in covers.iter().enumerate() {
            for (other, over) in &covers[..number] {
                assert!(
                    !rect.overlaps(over),
                    "{name} over {other} in {}",
                    window.words()
                );
            }
        }
    }
}

#[test]
fn the_same_days_twice_have_the_same_bytes() {
    assert!(*GIF == drawn(MovingFormat::Gif));
    assert!(*APNG == drawn(MovingFormat::Apng));
}
