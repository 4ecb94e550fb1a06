//! A scene's document, laid out with our own faces: what pixels, pages and outlines are made of.

use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Error, Options, Tree};

use crate::scene::fonts::Face;

/// The document with its texts laid out.
///
/// # Errors
/// Where it is no SVG document.
pub(super) fn tree(document: &str) -> Result<Tree, Error> {
    let options = Options {
        font_family: Face::Sans.family().to_owned(),
        fontdb: faces(),
        ..Options::default()
    };
    Tree::from_str(document, &options)
}

/// Our faces and no others, so that a picture is the same on every machine.
fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut faces = Database::new();
        for face in Face::ALL {
            faces.load_font_source(Source::Binary(Arc::new(face.bytes())));
        }
        Arc::new(faces)
    };
    Arc::clone(FACES.get_or_init(load))
}
