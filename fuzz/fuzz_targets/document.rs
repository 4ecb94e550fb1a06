//! A layer of any format as a page of a PDF: its first line is its name's ending, the rest its bytes.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};
use steppe::render::to_pdf::{PdfOptions, pdf};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Viewpoint, home_camera};

static BASEMAP: LazyLock<Arc<BaseMap>> =
    LazyLock::new(|| Arc::new(BaseMap::embedded().expect("the base map is in the binary")));

fuzz_target!(|bytes: &[u8]| {
    let Some(line) = bytes.iter().position(|&byte| byte == b'\n') else {
        return;
    };
    let ending = std::str::from_utf8(&bytes[..line]).unwrap_or("geojson");
    let mut files = Files::new();
    if files
        .insert(format!("a.{ending}"), bytes[line + 1..].to_vec())
        .is_err()
    {
        return;
    }
    let reading = read(&files);
    if reading.dossier.features.is_empty() {
        return;
    }
    let atlas = Arc::new(Atlas::new(reading.dossier, Arc::clone(&BASEMAP)));
    let mut view = Viewpoint::home(&atlas);
    view.camera = home_camera(&atlas, 200.0, 150.0);
    let prepared = Arc::new(Prepared::new(atlas));
    let scene = Composer::new(prepared, Patience::Wait).compose(&view);
    assert!(pdf(&scene, &PdfOptions::default()).is_ok());
});
