//! The article's `CommonMark` into blocks, with links still unresolved.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::anchor::{CLASSES, Html, html};
use super::nearest::did_you_mean;
use super::report::Context;
use crate::atlas::{Block, Passage, PassageIx, Role, Setting, Span};
use crate::problem::Problem;

/// An article whose links are not resolved yet.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) blocks: Vec<Block>,
    pub(super) passages: Vec<Passage>,
    /// What is linked to, and where the link stands.
    pub(super) links: Vec<(String, Range<usize>)>,
    /// Link number of each span of each passage.
    pub(super) passage_links: Vec<Vec<Option<usize>>>,
    /// Link number of each span of a heading, by its block.
    pub(super) heading_links: Vec<(usize, Vec<Option<usize>>)>,
    /// Images with the places where they are shown.
    pub(super) images: Vec<(String, Range<usize>)>,
}

/// What is read beyond `CommonMark`: footnotes, and links in double brackets, which are told.
const EXTENSIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_WIKILINKS);

/// Reads an article.
pub(super) fn read(cx: Context<'_>) -> Draft {
    let mut builder = Builder {
        cx,
        draft: Draft::default(),
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
    };
    for (event, range) in Parser::new_ext(cx.file.whole, EXTENSIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    builder.draft
}

struct Builder<'a> {
    cx: Context<'a>,
    draft: Draft,
    ids: BTreeSet<String>,
    spans: Vec<Span>,
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
    anchor: Option<(String, Role, Range<usize>)>,
    /// Path and words of the image being read.
    image: Option<(String, String)>,
    images_after: Vec<Block>,
    /// A block of HTML being read.
    html: Option<(String, Range<usize>)>,
    /// The name of the footnote that begins.
    footnote: Option<String>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
            } => self.wiki_link(&range),
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

    fn text(&mut self, text: &str, code: bool) {
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

    fn inline_html(&mut self, text: &str, range: Range<usize>) {
        match html(text) {
            Html::Comment | Html::End => {}
            Html::Break => self.text("\n", false),
            Html::Other(name) => self.dropped_html(&name, &range),
            Html::Anchor(id, class) => self.named(id, class.as_deref(), range),
        }
    }

    fn named(&mut self, id: String, class: Option<&str>, range: Range<usize>) {
        if !self.spans.is_empty() || self.anchor.is_some() {
            self.cx.push(
                Problem::warning(
                    format!("the anchor \"{id}\" stands inside a passage"),
                    self.cx.at(&range),
                )
                .why(
                    "only an anchor at the beginning of a passage names it; this one has no effect",
                )
                .mend("move it to the beginning of the paragraph"),
            );
            return;
        }
        let known = CLASSES.iter().find(|(name, _)| Some(*name) == class);
        if let (Some(class), None) = (class, known) {
            let names = CLASSES.map(|(name, _)| name);
            self.cx.push(
                Problem::warning(
                    format!("`class`: \"{class}\" is not one of its words"),
                    self.cx.at(&range),
                )
                .why(format!(
                    "allowed are {}; the passage is set as running text",
                    names.join(", ")
                ))
                .mend(
                    did_you_mean(class, names)
                        .unwrap_or_else(|| "write one of them, or none".into()),
                ),
            );
        }
        let role = known.map_or(Role::Body, |(_, role)| *role);
        self.anchor = Some((id, role, range));
    }

    /// A link as wikis write it, whose words are shown as they are.
    fn wiki_link(&self, range: &Range<usize>) {
        let written = self.cx.file.whole.get(range.clone()).unwrap_or_default();
        self.cx.push(
            Problem::warning(format!("{written} is no link here"), self.cx.at(range))
                .why("links in double brackets are those of wikis; its words are shown without a link")
                .mend("write [words](#id), with the id of what it leads to"),
        );
    }

    fn dropped_html(&self, name: &str, range: &Range<usize>) {
        self.cx.push(
            Problem::warning(format!("the HTML <{name}> is not shown"), self.cx.at(range))
                .why("an article is CommonMark; of HTML only <a id=\"…\"></a> and <br> are read")
                .mend("write it in Markdown, or leave it out"),
        );
    }

    fn html_block(&mut self) {
        let Some((text, range)) = self.html.take() else {
            return;
        };
        match html(&text) {
            Html::Other(name) => self.dropped_html(&name, &range),
            Html::Comment => self.comment(&text, &range),
            Html::Anchor(..) | Html::End | Html::Break => {}
        }
    }

    /// Tells what a comment hides that was meant to be shown: all behind one that is not closed, or
    /// what stands on the line of its end.
    fn comment(&self, text: &str, range: &Range<usize>) {
        let begin = range.start..range.start + "<!--".len();
        let Some((_, behind)) = text.rsplit_once("-->") else {
            let lines = text.trim_end().lines().count();
            self.cx.push(
                Problem::error("a comment is not closed", self.cx.at(&begin))
                    .why(format!(
                        "all behind it is not shown: {lines} lines, to the end of the article"
                    ))
                    .mend("end the comment with -->"),
            );
            return;
        };
        if !behind.trim().is_empty() {
            let shown: String = behind.trim().chars().take(40).collect();
            self.cx.push(
                Problem::warning(
                    format!("the text \"{shown}\" stands behind a comment"),
                    self.cx.at(range),
                )
                .why("what follows a comment on its line is not shown")
                .mend("begin a new line behind -->, with an empty line before the text"),
            );
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

    fn names_nothing(&self, id: &str, range: &Range<usize>) {
        self.cx.push(
            Problem::warning(
                format!("the anchor \"{id}\" names no passage"),
                self.cx.at(range),
            )
            .why("no text of a paragraph, list item, quotation or code block follows it")
            .mend("put it at the beginning of the passage that it names"),
        );
    }

    /// Ends the passage being read, where there is one.
    fn flush(&mut self) {
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

    fn id_and_role(&mut self, anchor: Option<(String, Role, Range<usize>)>) -> (String, Role) {
        let number = self.draft.passages.len() + 1;
        let mut role_of_unnamed = Role::Body;
        if let Some((id, role, range)) = anchor {
            if self.ids.insert(id.clone()) {
                return (id, role);
            }
            role_of_unnamed = role;
            self.cx.push(
                Problem::error(
                    format!("two passages are called \"{id}\""),
                    self.cx.at(&range),
                )
                .why("links lead to the first; this one is called by its number")
                .mend("give each passage a name of its own"),
            );
        }
        let mut id = number.to_string();
        while !self.ids.insert(id.clone()) {
            id.push('\u{2032}');
        }
        (id, role_of_unnamed)
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
