//! Documents and folders, and what stands in them.

use std::collections::{BTreeMap, VecDeque};

use super::super::output::Output;
use super::super::xml::{Element, Step, Tag, XmlReader};
use super::super::{LayerNo, ReadError, Record, Sink, Source, Time};
use super::placemark::{self, Read};
use super::schema::Schemas;
use super::styles::{StyleUrl, Styles};
use super::{geometry, overlay, time};

/// Layers of one file; the folders beyond belong to the folder that they stand in.
const MOST_LAYERS: usize = 1000;

/// Records that wait for a style that stands further down in the file.
const MOST_WAITING: usize = 100_000;

/// A document or folder that is open.
#[derive(Debug, Default)]
struct Container {
    is_folder: bool,
    name: String,
    /// When what is in it is, unless that says so itself.
    time: Option<Time>,
}

/// A record whose style may not be known yet.
#[derive(Debug)]
struct Waiting {
    record: Record,
    style: StyleUrl,
}

/// Reads one KML text.
pub(super) struct KmlReading<'s, 'k> {
    xml: XmlReader<'s>,
    output: Output<'k>,
    containers: Vec<Container>,
    layers: BTreeMap<String, LayerNo>,
    styles: Styles,
    schemas: Schemas,
    waiting: VecDeque<Waiting>,
    /// KML files of the archive that this one comes from: links to them are followed anyway.
    beside: Vec<String>,
}

impl<'s: 'k, 'k> KmlReading<'s, 'k> {
    pub(super) fn new(
        source: &Source<'s>,
        sink: &'k mut dyn Sink,
        beside: Vec<String>,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            xml: XmlReader::new(source)?,
            output: Output::new(source.name, sink),
            containers: Vec::new(),
            layers: BTreeMap::new(),
            styles: Styles::default(),
            schemas: Schemas::default(),
            waiting: VecDeque::new(),
            beside,
        })
    }

    /// Reads to the end.
    pub(super) fn read(mut self) -> Result<(), ReadError> {
        loop {
            let step = self.xml.step()?;
            for problem in self.xml.take_problems() {
                self.output.problem(problem);
            }
            match step {
                Step::Open(tag) => self.open(tag)?,
                Step::Close(name) if matches!(name.as_str(), "Document" | "Folder") => {
                    self.containers.pop();
                }
                Step::Close(_) | Step::Text(_) => {}
                Step::End => break,
            }
            self.output.progress(self.xml.bytes_read())?;
        }
        self.give_waiting(true)?;
        self.output.finish()?;
        Ok(())
    }

    fn open(&mut self, tag: Tag) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "Document" | "Folder" => {
                let is_folder = tag.name == "Folder";
                self.containers.push(Container {
                    is_folder,
                    ..Container::default()
                });
            }
            "Placemark" => self.placemark(tag)?,
            "Style" | "StyleMap" | "CascadingStyle" => {
                let element = Element::read(tag, &mut self.xml)?;
                self.styles.add(&element);
                self.give_waiting(false)?;
            }
            "Schema" => {
                let element = Element::read(tag, &mut self.xml)?;
                self.schemas.add(&element);
            }
            "name" | "TimeStamp" | "TimeSpan" => {
                let element = Element::read(tag, &mut self.xml)?;
                let Some(container) = self.containers.last_mut() else {
                    return Ok(());
                };
                match element.name() {
                    "name" => container.name = element.plain_text(),
                    _ => container.time = time::of(&element),
                }
            }
            "NetworkLink" | "GroundOverlay" | "ScreenOverlay" | "PhotoOverlay" | "Tour" => {
                let element = Element::read(tag, &mut self.xml)?;
                self.not_shown(&element)?;
            }
            name if geometry::is_one(name) => {
                // A geometry outside of a placemark is none of KML's, and is a place all the same.
                let mut placemark = Tag {
                    name: "Placemark".to_owned(),
                    ..Tag::default()
                };
                placemark.at = tag.at;
                let inner = Element::read(tag, &mut self.xml)?;
                self.add(&Element::holding(placemark, inner))?;
            }
            "kml" | "Create" | "Update" | "Change" | "NetworkLinkControl" => {}
            _ => Element::skip(&mut self.xml)?,
        }
        Ok(())
    }

    fn placemark(&mut self, tag: Tag) -> Result<(), ReadError> {
        let element = Element::read(tag, &mut self.xml)?;
        if element.complete {
            return self.add(&element);
        }
        // The file broke off within it: that is told, and what is there of it is not to be trusted.
        self.output.left_out(1);
        Ok(())
    }

    fn add(&mut self, element: &Element) -> Result<(), ReadError> {
        let number = self.output.given() + self.waiting.len() as u64 + 1;
        let Read { mut record, style } =
            placemark::read(element, number, &self.schemas, &mut self.output);
        record.layer = self.layer();
        if record.time.is_none() {
            record.time = self
                .containers
                .iter()
                .rev()
                .find_map(|container| container.time.clone());
        }
        self.waiting.push_back(Waiting { record, style });
        self.give_waiting(false)
    }

    /// Tells what cannot be shown; a picture on the ground leaves the area that it covers.
    fn not_shown(&mut self, element: &Element) -> Result<(), ReadError> {
        if let Some(problem) = overlay::problem(element, &self.beside, &self.output) {
            self.output.problem(problem);
        }
        let number = self.output.given() + self.waiting.len() as u64 + 1;
        if let Some(mut record) = overlay::area(element, number, &mut self.output) {
            record.layer = self.layer();
            self.waiting.push_back(Waiting {
                record,
                style: StyleUrl::None,
            });
        }
        self.give_waiting(false)
    }

    /// Gives the records whose style is known, in the order of the file; `all` at its end.
    fn give_waiting(&mut self, all: bool) -> Result<(), ReadError> {
        let all = all || self.waiting.len() > MOST_WAITING;
        while let Some(first) = self.waiting.front() {
            if !all && !self.styles.knows(&first.style) {
                return Ok(());
            }
            if let Some(Waiting { mut record, style }) = self.waiting.pop_front() {
                record.style = self.styles.resolved(record.style.take(), &style);
                self.output.push(record)?;
            }
        }
        Ok(())
    }

    /// The layer of what stands here: the path of the open folders.
    fn layer(&mut self) -> LayerNo {
        let named = self
            .containers
            .iter()
            .filter(|container| container.is_folder && !container.name.is_empty());
        let mut path: Vec<&str> = named.map(|folder| folder.name.as_str()).collect();
        loop {
            let name = path.join("/");
            if let Some(&layer) = self.layers.get(&name) {
                return layer;
            }
            if self.layers.len() < MOST_LAYERS || path.is_empty() {
                let layer = self.output.layer(self.xml.layer_info(&name));
                self.layers.insert(name, layer);
                return layer;
            }
            path.pop();
        }
    }
}
