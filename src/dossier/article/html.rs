//! HTML within an article: anchors that name passages, line breaks, comments; the rest is told.

use std::ops::Range;

use super::builder::ArticleBuilder;
use crate::atlas::Role;
use crate::dossier::anchor::{CLASSES, Html, html};
use crate::dossier::nearest::did_you_mean;
use crate::problem::Problem;

impl ArticleBuilder<'_> {
    pub(super) fn inline_html(&mut self, text: &str, range: Range<usize>) {
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

    fn dropped_html(&self, name: &str, range: &Range<usize>) {
        self.cx.push(
            Problem::warning(format!("the HTML <{name}> is not shown"), self.cx.at(range))
                .why("an article is CommonMark; of HTML only <a id=\"…\"></a> and <br> are read")
                .mend("write it in Markdown, or leave it out"),
        );
    }

    pub(super) fn html_block(&mut self) {
        let Some((text, range)) = self.html.take() else {
            return;
        };
        let kind = html(&text);
        if kind == Html::Comment {
            return self.comment(&text, &range);
        }
        if let Some(end) = missing_end(&text) {
            return self.unclosed(&text, end, &range);
        }
        let hidden = text_of_block(&text);
        match kind {
            _ if !hidden.is_empty() => self.hidden_text(&hidden, &range),
            Html::Other(name) => self.dropped_html(&name, &range),
            Html::Anchor(id, _) => self.names_nothing(&id, &range),
            Html::Comment | Html::End | Html::Break => {}
        }
    }

    /// Reports HTML without its `end`, behind which nothing of the article is shown.
    fn unclosed(&self, text: &str, end: &str, range: &Range<usize>) {
        let lines = text.trim_end().lines().count();
        let begin: String = text.trim().chars().take_while(|&it| it != '>').collect();
        let begin: String = begin.chars().take(20).collect();
        self.cx.push(
            Problem::error(
                format!("the HTML {begin}\u{2026} has no {end} behind it"),
                self.cx.at(&(range.start..range.start + 1)),
            )
            .why(format!(
                "all from there is not shown: {lines} lines, to the end of the article"
            ))
            .mend(format!("remove it, or write {end} where it ends")),
        );
    }

    /// Reports text that stands in a block of HTML, which is not shown as a whole.
    fn hidden_text(&self, hidden: &str, range: &Range<usize>) {
        let shown: String = hidden.chars().take(40).collect();
        self.cx.push(
            Problem::error(
                format!("the text \"{shown}\" stands in a block of HTML"),
                self.cx.at(range),
            )
            .why("a block of HTML is not shown, up to the next empty line")
            .mend("write it in Markdown, or put an empty line before the text"),
        );
    }

    /// Reports text that a comment hides and that was meant to be shown: all text behind a comment that is
    /// not closed, or text on the line on which a comment ends.
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

    pub(super) fn names_nothing(&self, id: &str, range: &Range<usize>) {
        self.cx.push(
            Problem::warning(
                format!("the anchor \"{id}\" names no passage"),
                self.cx.at(range),
            )
            .why("no text of a paragraph, list item, quotation or code block follows it")
            .mend("put it at the beginning of the passage that it names"),
        );
    }

    pub(super) fn id_and_role(
        &mut self,
        anchor: Option<(String, Role, Range<usize>)>,
    ) -> (String, Role) {
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
}

/// The end that a block of HTML needs and has not: without it the block runs to the end of the article
/// (`CommonMark` 0.31, section 4.6, start conditions 1 and 3 to 5). `None` for other blocks.
fn missing_end(text: &str) -> Option<&'static str> {
    const ENDS: [(&str, &str); 7] = [
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<pre", "</pre>"),
        ("<textarea", "</textarea>"),
        ("<![cdata[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
    ];
    let text = text.trim_start().to_ascii_lowercase();
    let (_, end) = ENDS
        .into_iter()
        .find(|(begin, _)| text.starts_with(begin))?;
    (!text.contains(end)).then_some(end)
}

/// The text of a block of HTML outside of its tags, in one line; none of scripts and styles.
fn text_of_block(block: &str) -> String {
    let lower = block.trim_start().to_ascii_lowercase();
    if ["<script", "<style", "<!", "<?"]
        .iter()
        .any(|begin| lower.starts_with(begin))
    {
        return String::new();
    }
    let pieces = block.split('<').enumerate();
    // What stands before the first bracket is text, and of the others what stands behind the tag.
    let texts = pieces.map(|(number, piece)| match piece.split_once('>') {
        Some((_, behind)) => behind,
        None if number == 0 => piece,
        None => "",
    });
    let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_missing_ends_of_blocks_are_found() {
        for (block, text) in [
            ("<div>\nSeen <b>twice</b>\n</div>", "Seen twice"),
            ("<br>\nSeen", "Seen"),
            ("<figure><img src=\"a.png\"></figure>", ""),
            ("<script>let a = 1;</script>", ""),
        ] {
            assert_eq!(text_of_block(block), text, "{block}");
        }
        for (block, end) in [
            ("<script>\n# All", Some("</script>")),
            ("<!DOCTYPE html>", None),
            ("<?xml\n# All", Some("?>")),
            ("<div>\n# All", None),
        ] {
            assert_eq!(missing_end(block), end, "{block}");
        }
    }
}
