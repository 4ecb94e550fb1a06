//! Anchors that name a passage: `<a id="p04" class="caption"></a>`.

use crate::atlas::Role;

/// The roles that a class can give.
pub(super) const CLASSES: [(&str, Role); 3] = [
    ("standfirst", Role::Standfirst),
    ("caption", Role::Caption),
    ("related", Role::Related),
];

/// What one piece of HTML in an article is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Html {
    /// The beginning of an anchor, with its id and class.
    Anchor(String, Option<String>),
    /// The end of an anchor, or of anything else.
    End,
    /// A line break.
    Break,
    /// A remark for authors.
    Comment,
    /// Anything else, by its name.
    Other(String),
}

/// Reads one piece of HTML, as `pulldown-cmark` cuts it.
pub(super) fn html(text: &str) -> Html {
    let text = text.trim();
    if text.starts_with("<!--") {
        return Html::Comment;
    }
    if text.starts_with("</") {
        return Html::End;
    }
    let inside = text.trim_start_matches('<').trim_end_matches(['>', '/']);
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, attributes) = inside.split_at(name_end.unwrap_or(inside.len()));
    match name.to_ascii_lowercase().as_str() {
        "br" => Html::Break,
        "a" => match attribute(attributes, "id") {
            Some(id) => Html::Anchor(id, attribute(attributes, "class")),
            None => Html::Other("a".into()),
        },
        _ => Html::Other(name.into()),
    }
}

/// The value of `name="value"`, in either kind of quotation marks.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (before, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = behind[1..].split_once(quote)?;
        if before.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_gives_its_id_and_class() {
        let anchor = |id: &str, class: Option<&str>| Html::Anchor(id.into(), class.map(Into::into));
        assert_eq!(html(r#"<a id="p04">"#), anchor("p04", None));
        assert_eq!(
            html(r"<A class='caption' id = 'c1' />"),
            anchor("c1", Some("caption"))
        );
        assert_eq!(html(r#"<a href="x">"#), Html::Other("a".into()));
        assert_eq!(html("</a>"), Html::End);
        assert_eq!(html("<br/>"), Html::Break);
        assert_eq!(html("<!-- later -->"), Html::Comment);
        assert_eq!(html("<video src=x>"), Html::Other("video".into()));
        assert_eq!(html("<a id=\"\u{e9}"), Html::Other("a".into()));
    }
}
