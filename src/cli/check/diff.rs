//! The difference of two texts as a unified diff, whatever the length of their lines.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

/// Lines that are shown around a change.
const CONTEXT: usize = 2;

/// Longest line that is shown whole, in bytes; minified `GeoJSON` is a single line.
const LONGEST_LINE: usize = 400;

/// Bytes shown on either side of what differs in a longer line.
const AROUND: usize = 60;

/// How the file `name` changes, as `diff -u` writes it. Lines that are too long to be read are cut.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    // Line ends are not what changes, and a terminal would obey carriage returns.
    let [before, after] = [before, after].map(|text| text.replace("\r\n", "\n"));
    let diff = TextDiff::from_lines(&before, &after);
    let mut shown = format!("--- {name}\n+++ {name}\n");
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        // Writing to a string cannot fail.
        let _ = writeln!(shown, "{}", hunk.header());
        let changes: Vec<_> = hunk.iter_changes().collect();
        let of_tag = |tag| {
            let of_tag = changes.iter().filter(move |change| change.tag() == tag);
            of_tag.map(similar::Change::value)
        };
        let mut removed = of_tag(ChangeTag::Delete);
        let mut added = of_tag(ChangeTag::Insert);
        let (mut others_of_removed, mut others_of_added) = (added.clone(), removed.clone());
        for change in &changes {
            let (sign, line, other) = match change.tag() {
                ChangeTag::Delete => ('-', removed.next(), others_of_removed.next()),
                ChangeTag::Insert => ('+', added.next(), others_of_added.next()),
                ChangeTag::Equal => (' ', Some(change.value()), None),
            };
            let line = line.unwrap_or_default();
            let _ = writeln!(shown, "{sign}{}", cut(line, other.unwrap_or_default()));
        }
    }
    shown
}

/// A line without its end; of one that is long, what differs from the `other` and what is around.
fn cut(line: &str, other: &str) -> String {
    let [line, other] = [line, other].map(|line| line.trim_end_matches('\n'));
    if line.len() <= LONGEST_LINE {
        return line.to_owned();
    }
    let same = |(a, b): &(u8, u8)| a == b;
    let from = line.bytes().zip(other.bytes()).take_while(same).count();
    let rest = |text: &str| text.len() - from;
    let ends = line.bytes().rev().zip(other.bytes().rev());
    let most = rest(line).min(rest(other));
    let to = line.len() - ends.take(most).take_while(same).count();
    let begin = line.floor_char_boundary(from.saturating_sub(AROUND));
    let end = line.ceil_char_boundary((to.min(from + LONGEST_LINE) + AROUND).min(line.len()));
    let gap = |is: bool| if is { "…" } else { "" };
    format!(
        "{}{}{}",
        gap(begin > 0),
        &line[begin..end],
        gap(end < line.len())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let shown = unified(
            "a.md",
            "1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n",
            "1\r\n2\r\n3\r\nfour\r\n5\r\n6\r\n",
        );
        let expected = "--- a.md\n+++ a.md\n@@ -2,5 +2,5 @@\n 2\n 3\n-4\n+four\n 5\n 6\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_long_line_is_cut_to_what_changes() {
        let line = |word: &str| format!("{}{word}{}", "é".repeat(5000), "ш".repeat(5000));
        let shown = unified("a.geojson", &line("Site"), &line("site"));
        assert!(shown.len() < 1_000, "{shown}");
        assert!(
            shown.contains("éSiteш") && shown.contains("ésiteш"),
            "{shown}"
        );
    }
}
