//! The article's `CommonMark` into blocks, with links still unresolved.

mod builder;
mod draft;
mod html;

use pulldown_cmark::{Options, Parser};

use super::report::Context;
use builder::ArticleBuilder;
pub(super) use draft::ArticleDraft;

/// What is read beyond `CommonMark`: footnotes, and links in double brackets, which are told.
const EXTENSIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_WIKILINKS);

/// Reads an article.
pub(super) fn read(cx: Context<'_>) -> ArticleDraft {
    let mut builder = ArticleBuilder::new(cx);
    for (event, range) in Parser::new_ext(cx.file.whole, EXTENSIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    builder.draft
}
