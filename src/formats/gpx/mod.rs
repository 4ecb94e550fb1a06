//! GPX 1.0 and 1.1: waypoints, routes and tracks, a layer each.
//!
//! A track is one record, its segments the lines of it, dated from its first time to its last. Points
//! are read one by one, so that a track may be long. The crate `gpx` gives up at the first fault and
//! wants each time and version to be right, which recorders in the field do not grant.

mod coordinates;
mod path;
#[cfg(test)]
mod tests;
mod text;
mod times;

use std::collections::BTreeMap;

use super::output::Output;
use super::xml::{Element, Step, XmlReader, begins_with_element};
use super::{Format, Head, LayerNo, ReadError, Recognition, Sink, Source};
use coordinates::Coordinates;
use times::Times;

/// GPX.
pub(super) const FORMAT: Format = Format {
    name: "GPX",
    endings: &["gpx"],
    recognise,
    read,
    takes: &[],
};

fn recognise(head: &Head<'_>) -> Recognition {
    if begins_with_element(head.bytes, "gpx") {
        Recognition::Certain
    } else {
        Recognition::No
    }
}

fn read(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), ReadError> {
    let mut reading = GpxReading {
        xml: XmlReader::new(source)?,
        output: Output::new(source.name, sink),
        layers: BTreeMap::new(),
        coordinates: Coordinates::default(),
        times: Times::default(),
    };
    reading.read()
}

/// Reads one file.
struct GpxReading<'s, 'k> {
    xml: XmlReader<'s>,
    output: Output<'k>,
    layers: BTreeMap<&'static str, LayerNo>,
    coordinates: Coordinates,
    times: Times,
}

impl GpxReading<'_, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        loop {
            let step = self.xml.step()?;
            self.tell_of_xml();
            match step {
                Step::Open(tag) => match tag.name.as_str() {
                    "gpx" => {}
                    "wpt" => {
                        let element = Element::read(tag, &mut self.xml)?;
                        self.waypoint(&element)?;
                    }
                    "rte" => self.path(&tag, "routes", "rtept")?,
                    "trk" => self.path(&tag, "tracks", "trkpt")?,
                    _ => Element::skip(&mut self.xml)?,
                },
                Step::Close(_) | Step::Text(_) => {}
                Step::End => break,
            }
            self.output.progress(self.xml.bytes_read())?;
        }
        self.tell_of_xml();
        self.coordinates.tell(&mut self.output);
        self.times.tell(&mut self.output);
        self.output.finish()?;
        Ok(())
    }

    fn tell_of_xml(&mut self) {
        for problem in self.xml.take_problems() {
            self.output.problem(problem);
        }
    }

    /// The layer of waypoints, routes or tracks.
    fn layer(&mut self, name: &'static str) -> LayerNo {
        if let Some(&layer) = self.layers.get(name) {
            return layer;
        }
        let layer = self.output.layer(self.xml.layer_info(name));
        self.layers.insert(name, layer);
        layer
    }
}
