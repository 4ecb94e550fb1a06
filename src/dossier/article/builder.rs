//! The parser's events into blocks and passages.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::draft::ArticleDraft;
use crate::atlas::{Block, Passage, PassageIx, Role, Setting, Span};
use crate::dossier::report::Context;

/// Collects the blocks of an article from the events of its parser.
pub(super) struct ArticleBuilder<'a> {
    pub(super) cx: Context<'a>,
    pub(super) draft: ArticleDraft,
    pub(super) ids: BTreeSet<String>,
    pub(super) spans: Vec<Span>,
    links: Vec<Option<usize>>,
    /// Where the block being read begins.
    start: usize,
    emphasis: u32,
    strong: u32,
    link: Option<usize>,
    quotes: u32,
    /// The next number of each list around; `None` for one with bullets.
    lists: Vec<Option<u64>>,
    marker: String,
    code: bool,
    pub(super) anchor: Option<(String, Role, Range<usize>)>,
    /// Path and words of the image being read.
    image: Option<(String, String)>,
    images_after: Vec<Block>,
    /// A block of HTML being read.
    pub(super) html: Option<(String, Range<usize>)>,
    /// The name of the footnote that begins.
    footnote: Option<String>,
}

impl<'a> ArticleBuilder<'a> {
    /// A builder of nothing yet.
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            draft: ArticleDraft::default(),
            ids: BTreeSet::new(),
            spans: Vec::new(),
            links: Vec::new(),
            start: 0,
            emphasis: 0,
            strong: 0,
            link: None,
            quotes: 0,
            lists: Vec::new(),
            marker: String::new(),
            code: false,
            anchor: None,
            image: None,
            images_after: Vec::new(),
            html: None,
            footnote: None,
        }
    }
}

impl ArticleBuilder<'_> {
    /// Takes the next event, which stands at `range` of the article.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.text("\n", false),
            Event::FootnoteReference(name) => self.text(&format!("[{name}]"), false),
            Event::InlineHtml(text) => self.inline_html(&text, range),
            Event::Html(text) => {
                if let Some((whole, _)) = &mut self.html {
                    whole.push_str(&text);
                }
            }
            Event::Rule => {
                self.flush();
                self.draft.blocks.push(Block::Rule);
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => {
                self.begin(range.start);
                if let Some(name) = self.footnote.take() {
                    self.text(&format!("[{name}] "), false);
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.begin(range.start);
                self.footnote = Some(name.to_string());
            }
            Tag::CodeBlock(_) => {
                self.begin(range.start);
                self.code = true;
            }
            Tag::BlockQuote(_) => {
                self.begin(range.start);
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.begin(range.start);
                self.lists.push(first);
            }
            Tag::Item => {
                self.begin(range.start);
                self.marker = self.next_marker();
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range)),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                ..
            } => self.draft.wiki_links.push(range),
            Tag::Link { dest_url, .. } => {
                self.link = Some(self.draft.links.len());
                self.draft.links.push((dest_url.to_string(), range));
            }
            Tag::Image { dest_url, .. } if self.image.is_none() => {
                self.draft.images.push((dest_url.to_string(), range));
                self.image = Some((dest_url.to_string(), String::new()));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::FootnoteDefinition => self.flush(),
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn begin(&mut self, start: usize) {
        self.flush();
        self.start = start;
    }

    fn next_marker(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                marker
            }
            _ => "\u{2022}".into(),
        }
    }

    pub(super) fn text(&mut self, text: &str, code: bool) {
        if let Some((_, alt)) = &mut self.image {
            alt.push_str(text);
            return;
        }
        let span = Span {
            text: text.to_owned(),
            emphasis: self.emphasis > 0,
            strong: self.strong > 0,
            code: code || self.code,
            link: None,
        };
        let same_style = |last: &Span| {
            (last.emphasis, last.strong, last.code) == (span.emphasis, span.strong, span.code)
        };
        match self.spans.last_mut() {
            Some(last) if same_style(last) && self.links.last() == Some(&self.link) => {
                last.text.push_str(text);
            }
            _ => {
                self.spans.push(span);
                self.links.push(self.link);
            }
        }
    }

    fn end_image(&mut self) {
        let Some((path, alt)) = self.image.take() else {
            return;
        };
        let image = Block::Image { path, alt };
        if self.spans.is_empty() {
            self.draft.blocks.push(image);
        } else {
            self.images_after.push(image);
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        if let Some((id, _, range)) = self.anchor.take() {
            self.names_nothing(&id, &range);
        }
        let spans = std::mem::take(&mut self.spans);
        let links = std::mem::take(&mut self.links);
        self.draft
            .heading_links
            .push((self.draft.blocks.len(), links));
        self.draft.blocks.push(Block::Heading {
            level: level as u8,
            spans,
        });
        self.draft.blocks.append(&mut self.images_after);
    }

    /// Ends the passage being read, where there is one.
    pub(super) fn flush(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let links = std::mem::take(&mut self.links);
        let anchor = self.anchor.take();
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            if let Some((id, _, range)) = anchor {
                self.names_nothing(&id, &range);
            }
        } else {
            let spans = if self.code { spans } else { trimmed(spans) };
            self.passage(spans, links, anchor);
        }
        self.draft.blocks.append(&mut self.images_after);
    }

    fn passage(
        &mut self,
        spans: Vec<Span>,
        links: Vec<Option<usize>>,
        anchor: Option<(String, Role, Range<usize>)>,
    ) {
        let ix = u32::try_from(self.draft.passages.len()).unwrap_or(u32::MAX);
        let (id, role) = self.id_and_role(anchor);
        let setting = self.setting();
        self.draft.passages.push(Passage {
            id,
            role,
            setting,
            spans,
            line: self.cx.file.line(self.start),
        });
        self.draft.passage_links.push(links);
        self.draft.blocks.push(Block::Passage(PassageIx(ix)));
    }

    fn setting(&mut self) -> Setting {
        if self.code {
            Setting::Code
        } else if self.quotes > 0 {
            Setting::Quote
        } else if self.lists.is_empty() {
            Setting::Paragraph
        } else {
            Setting::Item {
                marker: std::mem::take(&mut self.marker),
                depth: u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX),
            }
        }
    }
}

/// `spans` without white space at their ends; all of them stay.
fn trimmed(mut spans: Vec<Span>) -> Vec<Span> {
    if let Some(first) = spans.first_mut() {
        first.text = first.text.trim_start_matches(['\n', ' ']).to_owned();
    }
    if let Some(last) = spans.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    spans
}
