//! A picture that somebody opens again: whatever its bytes, its note is found and understood, or not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::render::note;
use steppe::session::Colophon;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = note(bytes) {
        let _ = Colophon::from_json(&text);
    }
});
