//! Elements opening and closing, and the text between them.

use std::io;

use quick_xml::errors::{Error as XmlError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::super::{LayerInfo, Source, html};
use super::bracket;
use super::faults::{DEEPEST, Fault, encoding_problem};
use super::input::{ChosenBy, Input};
use super::step::{Position, Step, Tag};
use crate::problem::{Place, Problem};

/// Reads an XML file.
pub(in crate::formats) struct XmlReader<'s> {
    file: &'s str,
    xml: quick_xml::Reader<Input<'s>>,
    buffer: Vec<u8>,
    /// Names of the elements that are open.
    open: Vec<String>,
    /// How many of the open elements are to be closed before the next event.
    closing: usize,
    /// A tag that stands behind a bare `<`, with the place of that, where one was met.
    behind_bracket: Option<(String, Position)>,
    /// Elements open beyond the deepest.
    too_deep: usize,
    /// Whether the first element has closed.
    behind: bool,
    /// Whether the file broke off before all elements had closed.
    broken_off: bool,
    ended: bool,
    told: Vec<Fault>,
    problems: Vec<Problem>,
}

impl<'s> XmlReader<'s> {
    /// Reads `source` from its beginning.
    ///
    /// # Errors
    /// What the system says.
    pub(in crate::formats) fn new(source: &Source<'s>) -> io::Result<Self> {
        let input = Input::new(source)?;
        let problems = encoding_problem(source.name, &input).into_iter().collect();
        let mut xml = quick_xml::Reader::from_reader(input);
        let config = xml.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Ok(Self {
            file: source.name,
            xml,
            buffer: Vec::new(),
            open: Vec::new(),
            closing: 0,
            behind_bracket: None,
            too_deep: 0,
            behind: false,
            broken_off: false,
            ended: false,
            told: Vec::new(),
            problems,
        })
    }

    /// What is next.
    ///
    /// # Errors
    /// What the system says. What is wrong with the file is told by [`problems`](Self::take_problems).
    pub(in crate::formats) fn step(&mut self) -> io::Result<Step> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                if let Some(name) = self.open.pop() {
                    self.behind |= self.open.is_empty();
                    return Ok(Step::Close(name));
                }
            }
            if self.ended {
                return Ok(Step::End);
            }
            if let Some(step) = self.event()? {
                return Ok(step);
            }
        }
    }

    /// What was found wrong since this was last asked.
    pub(in crate::formats) fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// Where the next event begins.
    pub(in crate::formats) fn position(&mut self) -> Position {
        let input = self.xml.get_ref();
        Position {
            line: input.line,
            column: input.column,
            byte: input.byte,
        }
    }

    /// Bytes of the source that were read.
    pub(in crate::formats) fn bytes_read(&self) -> u64 {
        self.xml.get_ref().read
    }

    /// Whether the file ended before its elements did.
    pub(in crate::formats) fn broken_off(&self) -> bool {
        self.broken_off
    }

    /// A layer of the file, which is told to be of another encoding than UTF-8 where it is.
    pub(in crate::formats) fn layer_info(&self, name: impl Into<String>) -> LayerInfo {
        let encoding = self.xml.get_ref().chosen.encoding.name();
        let foreign = (encoding != "UTF-8").then(|| encoding.to_owned());
        LayerInfo {
            name: name.into(),
            understood: foreign.into_iter().collect(),
        }
    }

    fn event(&mut self) -> io::Result<Option<Step>> {
        if let Some((tag, at)) = self.behind_bracket.take() {
            return Ok(self.tag(&tag, at));
        }
        let at = self.position();
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        let event = self.xml.read_event_into(&mut buffer);
        let step = match event {
            Ok(Event::Start(start)) => match bracket::in_tag(&start) {
                Some(end) => self.bracket(&start, end, at),
                None => self.opened(&start, at),
            },
            Ok(Event::Empty(start)) => match bracket::in_tag(&start) {
                Some(end) => self.bracket(&format!("{}/", &*start), end, at),
                None => self.opened_empty(&start, at),
            },
            Ok(Event::End(end)) => {
                self.closed(local(end.name().as_ref()), at);
                None
            }
            Ok(Event::Text(text)) => self.text(&text, at),
            Ok(Event::CData(text)) => self.text(&text, at),
            Ok(Event::GeneralRef(name)) => match html::entity(&name) {
                Some(char) => self.text(char.encode_utf8(&mut [0; 4]), at),
                None => self.text(&format!("&{};", &*name), at),
            },
            Ok(Event::DocType(declarations)) => {
                self.doctype(&declarations, at);
                None
            }
            Ok(Event::Eof) => {
                self.end(None);
                None
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => None,
            Err(XmlError::Io(error)) => {
                return Err(io::Error::new(error.kind(), error.to_string()));
            }
            Err(error) => {
                self.end(Some((&error, at)));
                None
            }
        };
        self.buffer = buffer;
        Ok(step)
    }

    /// A bare `<` that is text: `markup` is what stands between it and the next `>`, of which all is
    /// text up to `end`, where the next tag begins.
    fn bracket(&mut self, markup: &str, end: usize, at: Position) -> Option<Step> {
        self.tell(Fault::Bracket, at);
        let (text, tag) = markup.split_at(end);
        if let Some(tag) = tag.strip_prefix('<') {
            self.behind_bracket = Some((tag.to_owned(), at));
            self.text(&format!("<{text}"), at)
        } else {
            self.text(&format!("<{text}>"), at)
        }
    }

    /// What stands between the brackets of a tag.
    fn tag(&mut self, tag: &str, at: Position) -> Option<Step> {
        if let Some(name) = tag.strip_prefix('/') {
            self.closed(local(name.trim()), at);
            return None;
        }
        if let Some(end) = bracket::in_tag(tag) {
            return self.bracket(tag, end, at);
        }
        let (content, is_empty) = match tag.strip_suffix('/') {
            Some(content) => (content, true),
            None => (tag, false),
        };
        let name = content.find(char::is_whitespace).unwrap_or(content.len());
        let start = BytesStart::from_content(content, name);
        if is_empty {
            self.opened_empty(&start, at)
        } else {
            self.opened(&start, at)
        }
    }

    /// An element opens and closes at once.
    fn opened_empty(&mut self, start: &BytesStart<'_>, at: Position) -> Option<Step> {
        let step = self.opened(start, at);
        match step {
            Some(_) => self.closing = 1,
            None => self.too_deep -= 1,
        }
        step
    }

    /// An element opens; `None` where it stands too deep.
    fn opened(&mut self, start: &BytesStart<'_>, at: Position) -> Option<Step> {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            self.tell(Fault::TooDeep, at);
            return None;
        }
        if self.behind && self.open.is_empty() {
            self.tell(Fault::ElementBehind, at);
        }
        let name = local(start.name().as_ref()).to_owned();
        let mut attributes = Vec::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            if !key.starts_with("xmlns") {
                attributes.push((
                    local(key).to_owned(),
                    html::decoded(&attribute.value).into_owned(),
                ));
            }
        }
        self.open.push(name.clone());
        Some(Step::Open(Tag {
            name,
            attributes,
            at,
        }))
    }

    /// An end tag: the elements within the one of its name close with it; one of no open element is
    /// passed over.
    fn closed(&mut self, name: &str, at: Position) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.iter().rposition(|open| open == name) {
            Some(found) => {
                self.closing = self.open.len() - found;
                if self.closing > 1 {
                    self.tell(Fault::EndTag, at);
                }
            }
            None => self.tell(Fault::EndTag, at),
        }
    }

    fn text(&mut self, text: &str, at: Position) -> Option<Step> {
        if self.too_deep > 0 {
            return None;
        }
        if self.open.is_empty() {
            if self.behind && !text.trim_matches(['\0', '\u{1a}']).trim().is_empty() {
                self.tell(Fault::TextBehind, at);
            }
            return None;
        }
        Some(Step::Text(text.to_owned()))
    }

    fn doctype(&mut self, declarations: &str, at: Position) {
        if declarations.contains("<!ENTITY") {
            self.tell(Fault::Entities, at);
        } else if declarations.contains(['[']) {
            self.tell(Fault::Doctype, at);
        }
    }

    /// The file ends: by itself, or since nothing after `error` can be read.
    fn end(&mut self, error: Option<(&XmlError, Position)>) {
        self.ended = true;
        let at = self.position();
        let malformed = self.xml.get_ref().malformed;
        if malformed && self.xml.get_ref().chosen.by == ChosenBy::File {
            let name = self.xml.get_ref().chosen.encoding.name();
            self.problems.push(
                Problem::warning(
                    format!("some of its bytes are no {name} text"),
                    Place::file(self.file),
                )
                .why("each of them was read as \u{201c}\u{fffd}\u{201d}")
                .mend("save the file again with the encoding UTF-8"),
            );
        }
        self.closing = self.open.len();
        if error.is_none() && self.open.is_empty() {
            return;
        }
        self.broken_off = true;
        let within = self
            .open
            .last()
            .map(|name| format!(" within <{name}>"))
            .unwrap_or_default();
        let (what, line) = match error {
            Some((XmlError::Syntax(SyntaxError::InvalidBangMarkup), at)) => (
                "the file cannot be read further: what follows \"<!\" is no XML".to_owned(),
                at.line,
            ),
            Some((_, at)) => (format!("the file breaks off{within}, in a tag"), at.line),
            None => (format!("the file breaks off{within}"), at.line),
        };
        self.problems.push(
            Problem::error(what, Place::line(self.file, line))
                .why("what stands before was read; what it had behind is missing")
                .mend("copy or export the file again"),
        );
    }

    /// Tells a fault, once for the file.
    fn tell(&mut self, fault: Fault, at: Position) {
        if self.told.contains(&fault) {
            return;
        }
        self.told.push(fault);
        let place = Place::line(self.file, at.line);
        self.problems.push(fault.problem(place));
    }
}

/// A name without its namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
