//! What is kept, and what of it survives other versions, other windows and damage.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Longest time that a write may take; a busy machine needs some of it.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

fn kept(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    std::fs::write(&file, text).unwrap();
    (folder, file)
}

#[test]
fn words_of_a_newer_version_are_kept_and_told() {
    let text =
        json!({"shell": {"reader": "Gallery", "ui_scale": 1.5}, "tour": [1, 2], "recent": ["/a"]});
    let (_folder, file) = folder_with(&text.to_string());
    let mut settings = Settings::load_from(file.clone());
    assert!(
        settings.told[0].contains("shell.reader"),
        "{:?}",
        settings.told
    );
    assert!((settings.shell.ui_scale - 1.5).abs() < 1e-6);
    settings.shell.reduced_motion = true;
    settings.save().unwrap();
    let kept = kept(&file);
    assert_eq!(kept["shell"]["reader"], "Gallery");
    assert_eq!(kept["shell"]["reduced_motion"], true);
    assert_eq!(kept["tour"], json!([1, 2]));
}

#[test]
fn what_is_no_json_is_set_aside_with_a_copy() {
    let (folder, file) = folder_with("{ \"window_size\": [1280,");
    let mut settings = Settings::load_from(file.clone());
    assert_eq!(settings.told.len(), 1);
    let copy = folder.path().join("settings-not-understood-1.json");
    assert!(settings.told[0].contains(&*copy.to_string_lossy()));
    assert_eq!(
        std::fs::read_to_string(copy).unwrap(),
        "{ \"window_size\": [1280,"
    );
    settings.save().unwrap();
    assert!(kept(&file).is_object());
}

#[test]
fn values_that_no_window_can_have_are_clamped() {
    let text = json!({"shell": {"ui_scale": 0}, "window_size": [0.0, 1e9]});
    let (_folder, file) = folder_with(&text.to_string());
    let settings = Settings::load_from(file);
    assert!((settings.shell.ui_scale - 0.75).abs() < 1e-6);
    assert_eq!(settings.window_size, Some(WINDOW_PX));
}

#[test]
fn two_windows_keep_what_each_changed() {
    let (_folder, file) = folder_with("{}");
    let mut one = Settings::load_from(file.clone());
    let mut other = Settings::load_from(file.clone());
    one.shell.reduced_motion = true;
    one.save().unwrap();
    other.last_folder = Some("/pictures".into());
    other.save().unwrap();
    let kept = kept(&file);
    assert_eq!(kept["shell"]["reduced_motion"], true);
    assert_eq!(kept["last_folder"], "/pictures");
}

#[test]
fn two_windows_that_save_at_one_moment_lose_nothing() {
    const SAVES: usize = 100;
    let (_folder, file) = folder_with("{}");
    let window = |name: &'static str| {
        let mut settings = Settings::load_from(file.clone());
        move || {
            for number in 0..SAVES {
                let id = format!("{name}-{number}");
                settings.bookmarks.insert(id, Vec::new());
                settings.save().unwrap();
                // Even a window that is busy saving lets the other one have its turn.
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        }
    };
    let (one, other) = (window("one"), window("other"));
    std::thread::scope(|scope| {
        scope.spawn(one);
        scope.spawn(other);
    });
    let kept = kept(&file);
    assert_eq!(kept["bookmarks"].as_object().unwrap().len(), 2 * SAVES);
}

#[test]
fn what_cannot_be_read_is_left_alone_until_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    // A folder cannot be read as a file, not even by an administrator.
    std::fs::create_dir(&file).unwrap();
    let mut settings = Settings::load_from(file.clone());
    assert!(
        settings.told[0].contains("cannot be read"),
        "{:?}",
        settings.told
    );
    settings.shell.reduced_motion = true;
    assert!(matches!(
        settings.save(),
        Err(SettingsError::Unreadable { .. })
    ));
    assert!(file.is_dir());

    std::fs::remove_dir(&file).unwrap();
    std::fs::write(&file, json!({"recent": ["/a"]}).to_string()).unwrap();
    settings.save().unwrap();
    let kept = kept(&file);
    assert_eq!(kept["recent"], json!(["/a"]), "only changes are written");
    assert_eq!(kept["shell"]["reduced_motion"], true);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;

    let permit = |file: &Path, mode: u32| {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let (_folder, file) = folder_with(&json!({"tour": [1, 2]}).to_string());
    permit(&file, 0o000);
    let mut settings = Settings::load_from(file.clone());
    settings.shell.reduced_motion = true;
    // An administrator may read the file all the same, and then saves what changed.
    let is_readable = std::fs::read(&file).is_ok();
    assert_eq!(settings.save().is_ok(), is_readable);
    permit(&file, 0o600);
    assert_eq!(kept(&file)["tour"], json!([1, 2]));
}

#[test]
fn a_file_damaged_after_it_was_read_is_set_aside_and_told() {
    let (folder, file) = folder_with("{}");
    let mut settings = Settings::load_from(file.clone());
    let (sender, told) = std::sync::mpsc::channel();
    let keeper = Keeper::start(&settings, move |text| sender.send(text).unwrap()).unwrap();
    std::fs::write(&file, "{ \"recent\": [").unwrap();
    settings.recent.push("/a".into());
    keeper.finish(&settings, PATIENCE);
    let copy = folder.path().join("settings-not-understood-1.json");
    let text = told.recv_timeout(PATIENCE).unwrap();
    assert!(text.contains(&*copy.to_string_lossy()), "{text}");
    assert_eq!(std::fs::read_to_string(copy).unwrap(), "{ \"recent\": [");
    assert_eq!(kept(&file)["recent"], json!(["/a"]));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_settings_stays_a_link() {
    let (folder, file) = folder_with("{}");
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let mut settings = Settings::load_from(link.clone());
    settings.recent.push("/a".into());
    settings.save().unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(kept(&file)["recent"], json!(["/a"]));
}

#[test]
fn what_is_kept_in_the_background_is_written_and_told_where_it_cannot_be() {
    let (folder, file) = folder_with("{}");
    let mut settings = Settings::load_from(file.clone());
    let (sender, told) = std::sync::mpsc::channel();
    let mut keeper = Keeper::start(&settings, move |text| sender.send(text).unwrap()).unwrap();
    settings.recent.push("/a".into());
    keeper.keep(&settings);
    settings.recent.push("/b".into());
    keeper.finish(&settings, PATIENCE);
    assert_eq!(kept(&file)["recent"], json!(["/a", "/b"]));

    // A folder in the place of the file cannot be replaced.
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    let (sender, again) = std::sync::mpsc::channel();
    let mut keeper = Keeper::start(&settings, move |text| sender.send(text).unwrap()).unwrap();
    for turn in ["/c", "/d"] {
        settings.recent.push(turn.into());
        keeper.keep(&settings);
    }
    let text = again.recv_timeout(PATIENCE).unwrap();
    assert!(text.contains("cannot be kept"), "{text}");
    keeper.finish(&settings, PATIENCE);
    assert!(again.try_recv().is_err(), "it is told once");
    assert!(told.try_recv().is_err());
    drop(folder);
}

#[test]
fn a_disk_that_hangs_does_not_keep_the_window_from_closing() {
    let folder = tempfile::tempdir().unwrap();
    // No file can be written where a folder is, and whoever is told of it does not come back.
    let file = folder.path().join("settings.json");
    std::fs::create_dir(&file).unwrap();
    let settings = Settings::load_from(file);
    let (end, hangs) = std::sync::mpsc::channel::<()>();
    let hang = move |_| {
        let _ = hangs.recv();
    };
    let mut keeper = Keeper::start(&settings, hang).unwrap();
    keeper.keep(&settings);
    let begun = std::time::Instant::now();
    keeper.finish(&settings, std::time::Duration::from_millis(100));
    assert!(begun.elapsed() < PATIENCE);
    drop(end);
}

/// Any value of JSON, small.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

/// The settings as designed, with `value` in the place of one member, which `path` chooses.
fn replaced(path: &[usize], value: Value) -> Value {
    let mut whole = serde_json::to_value(Settings::default()).unwrap();
    let mut at = &mut whole;
    for step in path {
        let count = at.as_object().map_or(0, serde_json::Map::len);
        if count == 0 {
            break;
        }
        let members = at.as_object_mut().unwrap();
        at = members.values_mut().nth(step % count).unwrap();
    }
    *at = value;
    whole
}

proptest! {
    #[test]
    fn whatever_the_file_says_a_window_opens_and_keeps_its_settings(
        path in prop::collection::vec(any::<usize>(), 1..4),
        value in any_json(),
        cut in 0_usize..2000,
    ) {
        let mut bytes = serde_json::to_vec(&replaced(&path, value)).unwrap();
        // Most are whole.
        bytes.truncate(if cut < 200 { cut } else { bytes.len() });
        let (_folder, file) = folder_with("");
        std::fs::write(&file, &bytes).unwrap();
        let mut settings = Settings::load_from(file.clone());
        let mut session = Session::blank();
        settings.give_to(&mut session);
        settings.take_from(&session);
        settings.recent.push("/a".into());
        settings.save().unwrap();
        prop_assert!(kept(&file).is_object());
    }
}

#[test]
fn names_units_and_coordinates_are_kept_and_the_first_hint_is_shown_once() {
    let (_folder, file) = folder_with("{}");
    let session = || {
        let atlas =
            crate::atlas::Atlas::new(crate::dossier::builtin().dossier, std::sync::Arc::default());
        Session::new(std::sync::Arc::new(atlas), None, Vec::new())
    };
    let hints = |session: &Session| {
        let notices = session.shell.notices.iter();
        notices.filter(|it| it.kind == NoticeKind::Hint).count()
    };
    let mut settings = Settings::load_from(file.clone());
    let mut first = session();
    settings.give_to(&mut first);
    assert_eq!(hints(&first), 1);
    assert_eq!(FIRST_HINT.lines().count(), 3);
    first.apply(Command::SetNames(NameLanguage::Russian));
    first.apply(Command::SetUnits(LengthUnit::Miles));
    first.apply(Command::Shell(ShellCommand::CycleCoordinates));
    settings.take_from(&first);
    settings.save().unwrap();
    let mut second = session();
    Settings::load_from(file).give_to(&mut second);
    assert_eq!(hints(&second), 0);
    assert_eq!(second.view.names, NameLanguage::Russian);
    assert_eq!(second.view.units, LengthUnit::Miles);
    assert_eq!(second.shell.coordinates, first.shell.coordinates);
}
