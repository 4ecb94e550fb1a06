//! What a reader types or a file writes in one line: dates and places.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::atlas::When;
use steppe::earth::read_place;

fuzz_target!(|text: &str| {
    if let Ok(when) = text.parse::<When>() {
        let again: When = when.to_string().parse().expect("a date that was written");
        assert_eq!(again, when);
    }
    let _ = read_place(text);
});
