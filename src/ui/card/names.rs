//! Other names of a thing, as its card lists them.

use egui::{TextStyle, Ui};

use super::parts::{heading_ui, remark_ui, value_ui};
use crate::atlas::NamesByLanguage;

/// Languages by their code (BCP 47), as the cards call them.
const LANGUAGES: [(&str, &str); 25] = [
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("hy", "Armenian"),
    ("ka", "Georgian"),
    ("kaa", "Karakalpak"),
    ("kk", "Kazakh"),
    ("ky", "Kyrgyz"),
    ("mn", "Mongolian"),
    ("ps", "Pashto"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sr", "Serbian"),
    ("tg", "Tajik"),
    ("tk", "Turkmen"),
    ("tr", "Turkish"),
    ("ug", "Uyghur"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("zh", "Chinese"),
];

/// First letters of the scripts that run from right to left, Hebrew to Thaana, and their
/// presentation forms: the panel's text has no bidirectional order.
const RIGHT_TO_LEFT: [std::ops::RangeInclusive<char>; 2] =
    ['\u{590}'..='\u{8ff}', '\u{fb1d}'..='\u{fefc}'];

/// The other names and those in other languages; nothing where there are none.
pub(super) fn names_ui(ui: &mut Ui, alt_names: &[String], names: &NamesByLanguage) {
    if alt_names.is_empty() && names.is_empty() {
        return;
    }
    heading_ui(ui, "Names");
    value_ui(ui, "Also", &alt_names.join(", "), None);
    let mut unset = Vec::new();
    for (code, name) in names {
        let language = language(code);
        if can_be_set(ui, name) {
            value_ui(ui, &language, name, None);
        } else {
            unset.push(language);
        }
    }
    if !unset.is_empty() {
        let languages = unset.join(", ");
        remark_ui(
            ui,
            &format!("Also named in {languages}, in letters that this panel cannot set."),
        );
    }
}

/// What a language is called; a code that is not known, as it is.
fn language(code: &str) -> String {
    let mut parts = code.splitn(2, '-');
    let base = parts.next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|(known, _)| *known == base);
    let name = known.map_or(base, |(_, name)| name);
    match parts.next() {
        Some(variant) => format!("{name} ({variant})"),
        None => name.to_owned(),
    }
}

/// Whether the panel has a glyph for each letter, and sets them in their order.
fn can_be_set(ui: &Ui, name: &str) -> bool {
    let from_the_right = |c: char| RIGHT_TO_LEFT.iter().any(|range| range.contains(&c));
    let font = TextStyle::Body.resolve(ui.style());
    !name.chars().any(from_the_right) && ui.fonts_mut(|fonts| fonts.has_glyphs(&font, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_called_by_its_name_and_its_variant() {
        assert_eq!(language("kk"), "Kazakh");
        assert_eq!(language("ru-KG"), "Russian (KG)");
        assert_eq!(language("xx"), "xx");
    }
}
