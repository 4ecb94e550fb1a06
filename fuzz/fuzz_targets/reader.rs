//! A file of any format, as it may arrive: the first byte chooses its ending.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::dossier::{Files, read};
use steppe::formats::FORMATS;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let endings: Vec<&str> = FORMATS.iter().flat_map(|it| it.endings).copied().collect();
    let ending = endings[usize::from(choice) % endings.len()];
    let mut files = Files::new();
    if files.insert(format!("a.{ending}"), bytes.to_vec()).is_ok() {
        let _ = read(&files);
    }
});
