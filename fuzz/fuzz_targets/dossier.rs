//! A dossier: manifest, article and features, parted by a byte that no text has.

#![no_main]

use libfuzzer_sys::fuzz_target;
use steppe::dossier::{Files, mend, read};

const NAMES: [&str; 3] = ["dossier.toml", "article.md", "features.geojson"];

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::new();
    for (name, part) in NAMES.iter().zip(bytes.split(|&byte| byte == 0xFF)) {
        if files.insert(*name, part.to_vec()).is_err() {
            return;
        }
    }
    let _ = mend(&files, &read(&files));
});
