//! Days as moving pictures: what they hold, that they stand still where nothing changes, and that none is left half.

use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use image::codecs::{gif::GifDecoder, png::PngDecoder};
use image::{AnimationDecoder, Frame, RgbaImage};
use jiff::civil::date;
use steppe::app::{
    Destination, SaveError, WriteError, is_picture, render_map, reopen, save_animation, save_map,
};
use steppe::atlas::{Atlas, BaseMap, Subject};
use steppe::dossier::builtin;
use steppe::render::Watch;
use steppe::scene::{Composer, Item, Patience, Prepared, Scene};
use steppe::session::viewpoint::{Furniture, TimeWindow, Viewpoint};
use steppe::session::{
    Action, Animation, AnimationError, AnimationSpec, Effect, ExportFormat, ExportSpec, FileAction,
    LayersAction, MOST_FRAMES, MovingFormat, Picture, PlayStep, Session,
};

/// The built-in dossier over the whole base map.
static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = Arc::new(BaseMap::embedded().expect("the base map"));
    let atlas = Atlas::new(builtin().dossier, basemap);
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn atlas() -> Arc<Atlas> {
    Arc::clone(PREPARED.atlas())
}

fn session() -> Session {
    Session::new(atlas(), None, Vec::new())
}

fn days(from: (i16, i8, i8), to: (i16, i8, i8)) -> TimeWindow {
    TimeWindow::new(date(from.0, from.1, from.2), date(to.0, to.1, to.2))
}

/// Autumn 2021 by weeks: seven frames.
fn autumn(format: MovingFormat) -> AnimationSpec {
    AnimationSpec {
        format,
        step: PlayStep::Week,
        growing: false,
        days: 7,
        per_s: 3.0,
        range: Some(days((2021, 9, 6), (2021, 10, 23))),
    }
}

fn spec() -> ExportSpec {
    ExportSpec {
        width_px: 480,
        height_px: 300,
        ..ExportSpec::default()
    }
}

fn animation(spec: &AnimationSpec) -> Animation {
    spec.animation(&atlas(), &session().view).expect("days")
}

fn save(spec: ExportSpec, animation: &Animation, path: &Path) -> Result<(), SaveError> {
    let to = Destination {
        path,
        replace: false,
        watch: Watch::NOBODY,
    };
    save_animation(Arc::clone(&PREPARED), &session().view, spec, animation, to)
}

/// The file that autumn gives.
fn drawn(format: MovingFormat) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("it is there");
    let path = folder.path().join("days");
    save(spec(), &animation(&autumn(format)), &path).expect("it is there");
    std::fs::read(path).expect("it is there")
}

static GIF: LazyLock<Vec<u8>> = LazyLock::new(|| drawn(MovingFormat::Gif));
static APNG: LazyLock<Vec<u8>> = LazyLock::new(|| drawn(MovingFormat::Apng));

fn frames(of: MovingFormat) -> Vec<Frame> {
    let frames = if of == MovingFormat::Gif {
        let decoder = GifDecoder::new(Cursor::new(GIF.as_slice())).expect("a GIF");
        decoder.into_frames()
    } else {
        let decoder = PngDecoder::new(Cursor::new(APNG.as_slice())).expect("a PNG");
        decoder.apng().expect("one that moves").into_frames()
    };
    frames.collect_frames().expect("every frame")
}

/// How much two pictures differ, 0 to 255, as a mean over their channels.
fn apart(a: &RgbaImage, b: &RgbaImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let pairs = a.as_raw().iter().zip(b.as_raw());
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

/// Each step as it is composed by itself.
fn step(composer: &mut Composer, window: TimeWindow, animation: &Animation) -> Scene {
    let mut view = session().view;
    view.time.window = Some(window);
    view.furniture = Furniture::PICTURE;
    composer.compose_step(&view, animation.whole().expect("it is there"))
}

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
            let moves = ["labels", "furniture", "edge", "cities"];
            groups
                .filter(|group| !moves.contains(&group.id.as_str()))
                .map(|group| format!("{:?}", group.items))
                .collect::<Vec<_>>()
        };
        assert!(ground(&of_step) == ground(&ordinary), "{}", window.words());
        assert_eq!(of_step.description, ordinary.description);
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
    let unmarked: Vec<String> = atlas()
        .features()
        .map(|(_, feature)| feature.name.clone())
        .collect();
    let is_place = |name: &String| {
        !unmarked
            .iter()
            .any(|mark| mark.starts_with(name.split(['…', '+']).next().unwrap().trim()))
    };
    let places = |scene: &Scene| -> Vec<_> {
        let names = texts(scene, "labels").into_iter();
        names.filter(|(name, _)| is_place(name)).collect()
    };
    let first = places(&scenes[0].1);
    assert!(first.len() > 10, "{first:?}");
    let mut standing = std::collections::BTreeMap::new();
    let (mut names, mut moved) = (0, Vec::new());
    for (window, scene) in &scenes {
        assert_eq!(places(scene), first, "{}", window.words());
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
            let before = standing.entry(name.clone()).or_insert(at);
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

#[test]
fn windows_slide_or_grow_by_day_week_or_event_to_the_last_day() {
    let range = days((2021, 10, 1), (2021, 10, 23));
    let windows = |step, growing, days| {
        let spec = AnimationSpec {
            step,
            growing,
            days,
            range: Some(range),
            ..AnimationSpec::default()
        };
        animation(&spec).windows
    };
    let slid = windows(PlayStep::Day, false, 7);
    assert_eq!(slid.len(), 17);
    assert!(slid.iter().all(|window| window.days() == 7));
    assert_eq!(slid[0], days((2021, 10, 1), (2021, 10, 7)));
    assert_eq!(*slid.last().unwrap(), days((2021, 10, 17), (2021, 10, 23)));
    let grown = windows(PlayStep::Week, true, 1);
    assert_eq!(grown.len(), 5);
    assert!(grown.iter().all(|window| window.from() == range.from()));
    // The last step is shorter: it ends with the last day.
    assert_eq!(grown[4], range);
    let events = windows(PlayStep::Event, true, 1);
    let begins = |window: &TimeWindow| {
        let atlas = atlas();
        let mut dated = atlas
            .features()
            .filter_map(|(_, it)| it.when.as_ref()?.earliest());
        dated.any(|day| day == window.to())
    };
    assert!(events.len() > 3 && events.len() < 23);
    assert!(events[1..events.len() - 1].iter().all(begins), "{events:?}");
    // Longer than all of the days: one frame, of all of them.
    assert_eq!(windows(PlayStep::Day, false, 90), [range]);
    // What is not shown is no event.
    let mut session = session();
    for layer in atlas().layer_ixs() {
        if session.view.shows(layer) {
            session.apply(Action::Layers(LayersAction::Toggle(layer)));
        }
    }
    let spec = AnimationSpec {
        step: PlayStep::Event,
        range: Some(range),
        ..AnimationSpec::default()
    };
    assert_eq!(
        spec.animation(&atlas(), &session.view)
            .unwrap()
            .windows
            .len(),
        1
    );
}

#[test]
fn what_cannot_be_played_says_why() {
    let asked = |change: &dyn Fn(&mut AnimationSpec)| {
        let mut spec = AnimationSpec::default();
        change(&mut spec);
        spec.animation(&atlas(), &session().view).unwrap_err()
    };
    assert_eq!(asked(&|spec| spec.days = 0), AnimationError::Days(0));
    assert_eq!(asked(&|spec| spec.per_s = 51.0), AnimationError::Speed);
    assert_eq!(asked(&|spec| spec.per_s = f64::NAN), AnimationError::Speed);
    let long = asked(&|spec| spec.range = Some(days((1900, 1, 1), (2021, 1, 1))));
    assert_eq!(long, AnimationError::TooMany);
    assert!(long.to_string().contains(&MOST_FRAMES.to_string()));
    let mut dossier = builtin().dossier;
    dossier
        .features
        .iter_mut()
        .for_each(|feature| feature.when = None);
    let dateless = Atlas::new(dossier, Arc::new(BaseMap::default()));
    let view = Viewpoint::home(&dateless);
    let nothing = AnimationSpec::default().animation(&dateless, &view);
    assert_eq!(nothing.unwrap_err(), AnimationError::NoDays);
}

/// Saves with somebody who calls it off at the `at`-th word of it; what is left in the folder.
fn called_off(format: Option<MovingFormat>, at: u32) -> (bool, Vec<String>, Vec<f32>) {
    let folder = tempfile::tempdir().expect("it is there");
    let words = AtomicU32::new(0);
    let told = Mutex::new(Vec::new());
    let tell = |done: f32| {
        told.lock().expect("it is there").push(done);
        words.fetch_add(1, Ordering::Relaxed) < at
    };
    let path = folder.path().join("days");
    let to = Destination {
        path: &path,
        replace: false,
        watch: Watch::new(&tell),
    };
    let view = session().view;
    let prepared = Arc::clone(&PREPARED);
    let result = match format {
        None => save_map(prepared, &view, spec(), to),
        Some(format) => save_animation(prepared, &view, spec(), &animation(&autumn(format)), to),
    };
    let abandoned = result.is_err_and(|error| error.is_abandoned());
    let entries = std::fs::read_dir(folder.path()).expect("it is there");
    let left = entries.map(|entry| {
        entry
            .expect("it is there")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    (
        abandoned,
        left.collect(),
        told.into_inner().expect("it is there"),
    )
}

#[test]
fn what_nobody_wants_any_more_leaves_nothing() {
    for format in MovingFormat::ALL.map(Some).into_iter().chain([None]) {
        for at in [0, 2] {
            let (abandoned, left, told) = called_off(format, at);
            assert!(abandoned, "{format:?}");
            assert_eq!(left, [""; 0], "{format:?}");
            assert_eq!(told.len(), at as usize + 1);
        }
        let (abandoned, left, told) = called_off(format, u32::MAX);
        assert!(!abandoned && left == ["days"], "{format:?}: {left:?}");
        assert!(told.is_sorted() && told.len() > 3, "{format:?}: {told:?}");
    }
    // In the midst of an animation, too.
    let (abandoned, left, told) = called_off(Some(MovingFormat::Folder), 15);
    assert!(
        abandoned && left.is_empty() && told.last() > Some(&0.3),
        "{told:?}"
    );
}

#[test]
fn nothing_that_is_there_is_written_over_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let two = AnimationSpec {
        range: Some(days((2021, 10, 1), (2021, 10, 14))),
        ..autumn(MovingFormat::Folder)
    };
    let two = animation(&two);
    let path = folder.path().join("october");
    std::fs::create_dir(&path).unwrap();
    std::fs::write(path.join("mine.txt"), "mine").unwrap();
    std::fs::write(path.join("frame-0002.png"), "mine").unwrap();
    let refused = save(spec(), &two, &path).unwrap_err();
    assert!(
        matches!(refused, SaveError::Write(WriteError::Exists(_))),
        "{refused}"
    );
    assert!(refused.to_string().contains("frame-0002.png"));
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 2);
    let to = Destination {
        path: &path,
        replace: true,
        watch: Watch::NOBODY,
    };
    save_animation(Arc::clone(&PREPARED), &session().view, spec(), &two, to).unwrap();
    assert_eq!(std::fs::read(path.join("mine.txt")).unwrap(), b"mine");
    for name in ["frame-0001.png", "frame-0002.png"] {
        let (width, height) = image::image_dimensions(path.join(name)).unwrap();
        assert_eq!((width, height), (480, 300));
    }
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 3);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    for format in [MovingFormat::Gif, MovingFormat::Apng] {
        let two = Animation {
            format,
            ..two.clone()
        };
        let file = folder.path().join("days");
        std::fs::write(&file, "mine").unwrap();
        let refused = save(spec(), &two, &file).unwrap_err();
        assert!(matches!(refused, SaveError::Write(WriteError::Exists(_))));
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    }
}

#[test]
fn the_sheet_plays_the_days_it_is_set_to() {
    let mut session = session();
    let kant = atlas().find("base-kant").unwrap();
    session.view.hovered = Some(kant);
    let animation = autumn(MovingFormat::Apng);
    session.apply(Action::File(FileAction::ToggleExport));
    session.apply(Action::File(FileAction::SetAnimation {
        animation: AnimationSpec {
            days: 0,
            ..animation
        },
        animates: true,
    }));
    assert!(session.apply(Action::File(FileAction::Export)).is_empty());
    assert!(
        session.files.exporting,
        "the sheet stays, so that it can be mended"
    );
    session.apply(Action::File(FileAction::SetAnimation {
        animation,
        animates: true,
    }));
    let effects = session.apply(Action::File(FileAction::Export));
    let [
        Effect::AskSavePath {
            save, extension, ..
        },
    ] = effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(extension, "apng");
    let chosen = FileAction::PathChosen {
        save,
        path: "days.apng".into(),
        replace: false,
    };
    let effects = session.apply(Action::File(chosen));
    let [
        Effect::Save {
            picture:
                Picture::Animation {
                    view,
                    spec,
                    animation,
                },
            ..
        },
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (view.hovered, animation.windows.len()),
        (None::<Subject>, 7)
    );
    assert_eq!(spec.format, ExportFormat::Png);
    session.apply(Action::File(FileAction::Progress(save, 0.5)));
    assert_eq!(session.files.waiting[0].done, Some(0.5));
    session.apply(Action::File(FileAction::Abandon(save)));
    assert!(session.files.waiting.is_empty());
    // Word of what nobody waits for changes nothing.
    session.apply(Action::File(FileAction::Progress(save, 0.9)));
    assert!(session.files.waiting.is_empty());
}
