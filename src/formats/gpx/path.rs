//! Waypoints, and routes and tracks, whose points are read one by one.

use geo::Coord;

use super::super::parts::Parts;
use super::super::xml::{Element, Step, Tag};
use super::super::{Locator, ReadError, Record, Time};
use super::times::Span;
use super::{GpxReading, text};

impl GpxReading<'_, '_> {
    /// A waypoint.
    pub(super) fn waypoint(&mut self, element: &Element) -> Result<(), ReadError> {
        if !element.complete {
            self.output.left_out(1);
            return Ok(());
        }
        let mut record = Record {
            locator: element.at().into(),
            ..Record::default()
        };
        for child in element.children() {
            text::add(child, &mut record);
        }
        let time = self.times.of(element);
        record.time = time.map(|time| Time {
            begin: Some(time.clone()),
            end: Some(time),
        });
        let mut parts = Parts::default();
        if let Some(place) = self.coordinates.of(&element.tag) {
            parts.add_point(place);
        }
        self.give(record, parts, "waypoints")
    }

    /// A route or a track, whose points are called `point`.
    pub(super) fn path(
        &mut self,
        tag: &Tag,
        layer: &'static str,
        point: &str,
    ) -> Result<(), ReadError> {
        let mut record = Record {
            locator: tag.at.into(),
            ..Record::default()
        };
        let mut parts = Parts::default();
        let mut span = Span::default();
        let mut line = Vec::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.step()? {
                Step::Open(tag) if tag.name == "trkseg" => depth += 1,
                Step::Open(tag) => {
                    let element = Element::read(tag, &mut self.xml)?;
                    if element.name() == point {
                        self.point(&element, &mut line, &mut span);
                    } else {
                        text::add(&element, &mut record);
                    }
                }
                // At the end of a segment, and of the whole.
                Step::Close(_) => {
                    depth -= 1;
                    parts.add_line(std::mem::take(&mut line));
                }
                Step::Text(_) => {}
                Step::End => break,
            }
            self.output.progress(self.xml.bytes_read())?;
        }
        record.time = span.into_time();
        self.give(record, parts, layer)
    }

    fn point(&mut self, element: &Element, line: &mut Vec<Coord<f64>>, span: &mut Span) {
        if !element.complete {
            return;
        }
        let place = self.coordinates.of(&element.tag);
        if place == Some(Coord::zero()) {
            self.coordinates.add_zero(element.at());
        }
        line.extend(place);
        if let Some(time) = self.times.of(element) {
            span.add(time);
        }
    }

    fn give(
        &mut self,
        mut record: Record,
        parts: Parts,
        layer: &'static str,
    ) -> Result<(), ReadError> {
        let number = self.output.given() + 1;
        let label = record.name.clone().unwrap_or_else(|| format!("#{number}"));
        let locator: Locator = record.locator.clone();
        record.geometry = self.output.placed(parts, &locator, &label);
        record.layer = self.layer(layer);
        self.output.push(record)?;
        Ok(())
    }
}
