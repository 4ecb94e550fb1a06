//! What a picture says of its view, without the picture around it: what is read is written as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::session::Colophon;

fuzz_target!(|text: &str| {
    if let Ok(colophon) = Colophon::from_json(text) {
        let written = colophon.to_json().expect("it was read");
        // A number too large for its type is infinite, which JSON cannot say.
        if let Ok(again) = Colophon::from_json(&written) {
            assert_eq!(again.to_json().ok().as_deref(), Some(written.as_str()));
        }
    }
});
