//! The settings file where it cannot be read or copied, and where another window saves.

use std::io;
use std::time::Instant;

use serde_json::json;

use super::*;

fn folder_with(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    (folder, file)
}

#[test]
fn a_file_that_cannot_be_read_is_not_written_over() {
    let (_folder, file) = folder_with("settings.json", r#"{"recent": ["/a"]}"#);
    for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::TimedOut] {
        let refused = update_by(&file, |_| Err(kind.into()), |_| json!({"recent": []}));
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("cannot be read"), "{said}");
        assert_eq!(
            std::fs::read_to_string(&file).unwrap(),
            r#"{"recent": ["/a"]}"#
        );
    }
}

#[test]
fn a_file_of_which_no_copy_can_be_made_is_not_written_over() {
    // The name is as long as most systems allow, so that the longer one of a copy is refused.
    let name = format!("{}.json", "s".repeat(245));
    let (_folder, file) = folder_with(&name, "{ \"window_size\": [1280,");
    let said = read(&file).unwrap_err().to_string();
    assert!(said.contains("no copy of it could be made"), "{said}");
    let refused = update(&file, |_| json!({}));
    assert!(matches!(refused, Err(SettingsError::NoCopy { .. })));
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "{ \"window_size\": [1280,"
    );
}

#[test]
fn what_is_json_and_no_object_is_copied_aside() {
    let (folder, file) = folder_with("settings.json", "[1, 2]");
    let told = update(&file, |theirs| {
        assert_eq!(theirs, None);
        json!({"recent": []})
    });
    let copy = folder.path().join("settings-not-understood-1.json");
    assert!(told.unwrap().unwrap().contains(&*copy.to_string_lossy()));
    assert_eq!(std::fs::read_to_string(copy).unwrap(), "[1, 2]");
}

#[test]
fn a_lock_that_is_never_released_keeps_nothing_from_being_saved() {
    let (_folder, file) = folder_with("settings.json", "{}");
    let held = lock(&file).expect("nobody else has it");
    let begun = Instant::now();
    update(&file, |_| json!({"recent": ["/a"]})).unwrap();
    assert!(begun.elapsed() >= LOCK_PATIENCE, "it waits for the lock");
    assert!(std::fs::read_to_string(&file).unwrap().contains("/a"));
    drop(held);
}
