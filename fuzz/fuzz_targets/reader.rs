//! A file of any format, as it may arrive: its first line is its name's ending, the rest its bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::dossier::{Files, read};
use steppe::formats::has_ending;

fuzz_target!(|bytes: &[u8]| {
    let Some(line) = bytes.iter().position(|&byte| byte == b'\n') else {
        return;
    };
    let (ending, bytes) = (&bytes[..line], &bytes[line + 1..]);
    let ending = std::str::from_utf8(ending).unwrap_or_default();
    // What no name says, the bytes say.
    let ending = if has_ending(ending) { ending } else { "json" };
    let mut files = Files::new();
    if files.insert(format!("a.{ending}"), bytes.to_vec()).is_ok() {
        let _ = read(&files);
    }
});
