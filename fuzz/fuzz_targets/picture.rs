//! A dossier all the way: from its bytes to the picture in every backend that needs no window.
//!
//! Features come first, so that a layer alone is a dossier, too; article and manifest follow, parted
//! by a byte that no text has.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, read};
use steppe::render::to_pdf::{PdfOptions, pdf};
use steppe::render::to_png::png;
use steppe::render::to_svg::{SvgOptions, svg};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Viewpoint, home_camera};

const NAMES: [&str; 3] = ["a.geojson", "article.md", "dossier.toml"];

static BASEMAP: LazyLock<Arc<BaseMap>> =
    LazyLock::new(|| Arc::new(BaseMap::embedded().expect("the base map is in the binary")));

fuzz_target!(|bytes: &[u8]| {
    let mut files = Files::new();
    for (name, part) in NAMES.iter().zip(bytes.split(|&byte| byte == 0xFF)) {
        if files.insert(*name, part.to_vec()).is_err() {
            return;
        }
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
    assert!(!svg(&scene, &SvgOptions::default()).is_empty());
    png(&scene, 1.0).expect("a picture");
    pdf(&scene, &PdfOptions::default()).expect("a page");
});
