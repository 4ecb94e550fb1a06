//! The title of a column, taken apart.

/// A title in lower case with letters, digits and `@` only, so that one name covers `Start Lat`,
/// `start_lat` and `startLat`. A unit in brackets behind it, as in `Latitude (°N)`, is left out.
pub(super) fn plain(title: &str) -> String {
    plain_letters(without_remark(title))
}

/// A text in lower case with letters, digits and `@` only.
pub(crate) fn plain_letters(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|&letter| letter.is_alphanumeric() || letter == '@' || is_mark(letter));
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a title of a column with whole places says which of its two numbers stands first.
pub(super) fn says_an_order(title: &str) -> bool {
    says_longitude_first(title) || plain(title).starts_with("lat")
}

/// Whether a title of a column with whole places names longitude before latitude.
pub(super) fn says_longitude_first(title: &str) -> bool {
    let title = plain(title);
    ["lon", "lng", "xy"]
        .iter()
        .any(|first| title.starts_with(first))
}

/// Whether it is a tone or vowel mark of Devanagari or Thai, some of which Unicode counts as no letters.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{93c}' | '\u{94d}' | '\u{e47}'..='\u{e4e}')
}

/// A title without the bracketed remark at its end, such as a unit, a language or a notation.
pub(crate) fn without_remark(title: &str) -> &str {
    let closed = title.trim_end().ends_with([')', ']', '）']);
    let before = title.split(['(', '[', '（']).next().unwrap_or(title);
    if closed && !before.trim().is_empty() {
        before
    } else {
        title
    }
}

/// The words of a title: parted by signs, where a capital follows a small letter, and where a number
/// begins or ends.
pub(crate) fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in title.chars() {
        if letter.is_alphanumeric() {
            let begins = !before.is_alphanumeric()
                || (before.is_lowercase() && letter.is_uppercase())
                || before.is_numeric() != letter.is_numeric();
            if begins || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(letter.to_lowercase());
            }
        }
        before = letter;
    }
    words
}
