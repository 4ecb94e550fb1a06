//! What a map label says: the author's short name, else the name shortened by rule.

/// Characters of the longest label.
pub(super) const LONGEST: usize = 22;

/// Words that no label ends with.
const HANGING: [&str; 18] = [
    "a", "an", "the", "of", "in", "into", "on", "at", "to", "for", "from", "by", "with", "and",
    "or", "near", "over", "against",
];

/// A name of at most 22 characters: up to its first comma, colon, dash or bracket, else as many
/// whole words as fit, without a preposition or an article at the end. A comma within a number
/// ends nothing. A first word that is longer by itself stays whole.
#[must_use]
pub fn shortened(name: &str) -> String {
    let name = name.trim();
    if fits(name) {
        return name.to_owned();
    }
    let ends = [", ", ": ", " (", " \u{2013} ", " \u{2014} ", "; "];
    let end = ends.iter().filter_map(|mark| name.find(mark)).min();
    let head = name[..end.unwrap_or(name.len())].trim();
    let head = if head.is_empty() { name } else { head };
    if fits(head) {
        return head.to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    let mut length = 0;
    for word in head.split_whitespace() {
        let longer = length + word.chars().count() + usize::from(!words.is_empty());
        if longer > LONGEST && !words.is_empty() {
            break;
        }
        words.push(word);
        length = longer;
    }
    while words.len() > 1 && words.last().is_some_and(|word| hangs(word)) {
        words.pop();
    }
    words.join(" ")
}

fn fits(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

fn hangs(word: &str) -> bool {
    HANGING
        .iter()
        .any(|hanging| word.eq_ignore_ascii_case(hanging))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_name_ends_before_its_comma_colon_or_bracket() {
        for (name, short) in [
            ("Kant air base (999th)", "Kant air base (999th)"),
            (
                "CSTO border drills, second range: Momirak",
                "CSTO border drills",
            ),
            ("Kazakhstan: host of Russian facilities", "Kazakhstan"),
        ] {
            assert_eq!(shortened(name), short);
        }
    }

    #[test]
    fn a_long_name_ends_after_a_whole_word_that_can_stand_last() {
        for (name, short) in [
            (
                "1,037 Afghan soldiers cross into Tajikistan",
                "1,037 Afghan soldiers",
            ),
            ("Islamic State in northern Afghanistan", "Islamic State"),
            (
                "Llanfairpwllgwyngyllgogerych station",
                "Llanfairpwllgwyngyllgogerych",
            ),
        ] {
            assert_eq!(shortened(name), short);
        }
    }

    proptest! {
        #[test]
        fn a_label_is_short_and_begins_as_the_name_does(name in "[a-z]{1,9}( [a-z,:(]{1,9}){0,6}") {
            let short = shortened(&name);
            prop_assert!(!short.is_empty());
            prop_assert!(name.trim().starts_with(&short), "{} of {}", short, name);
            let alone = !short.contains(' ');
            prop_assert!(alone || short.chars().count() <= LONGEST, "{}", short);
        }
    }
}
