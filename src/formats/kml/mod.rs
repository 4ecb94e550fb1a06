//! KML 2.0 to 2.3 (OGC 12-007r2), and KMZ, which is KML zipped with its pictures.
//!
//! Folders become layers, named by their path ("Bases/Former"). Styles become colours and symbols.
//! Descriptions become plain text. Nothing that a file names is fetched: network links and pictures
//! laid on the ground are told instead. Our own reader over quick-xml, since the crate `kml` gives up
//! at the first fault, knows no lines, and keeps neither `gx:Track` nor text that is marked up.

mod archive;
mod container;
mod geometry;
mod overlay;
mod placemark;
mod schema;
mod styles;
#[cfg(test)]
mod tests;
mod time;

use super::{Format, Head, ReadError, Recognition, Sink, Source, xml};

/// KML and KMZ.
pub(super) const FORMAT: Format = Format {
    name: "KML",
    endings: &["kml", "kmz"],
    recognise,
    read,
    takes: &[],
};

fn recognise(head: &Head<'_>) -> Recognition {
    if archive::begins_as_one(head.bytes) {
        let named = matches!(head.ending().as_str(), "kml" | "kmz");
        return if named {
            Recognition::Certain
        } else {
            Recognition::No
        };
    }
    if xml::begins_with_element(head.bytes, "kml") {
        return Recognition::Certain;
    }
    let roots = ["Document", "Folder", "Placemark"];
    if roots
        .iter()
        .any(|root| xml::begins_with_element(head.bytes, root))
    {
        return Recognition::Likely;
    }
    Recognition::No
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let head = source.head()?;
    if archive::begins_as_one(&head) {
        return archive::read(source, sink);
    }
    container::KmlReading::new(source, sink, Vec::new())?.read()
}
