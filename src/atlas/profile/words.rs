//! Words, the commonest first.

use std::cmp::Reverse;

use super::{BinContent, Divided, Division, NOWHERE, OfRows};
use crate::atlas::RowSet;
use crate::atlas::attributes::Words;
use crate::atlas::group_thousands;

/// Words that have a bin of their own; the rest are gathered.
const MOST: usize = 9;

pub(super) fn divided(words: &Words, rows: &RowSet) -> Result<Divided, Option<String>> {
    let mut counts = vec![0_usize; words.list.len()];
    // What is missing is no word of the list.
    let mut count = |word: u32| {
        if let Some(count) = counts.get_mut(word as usize) {
            *count += 1;
        }
    };
    if words.ends.is_empty() {
        rows.each_of(&words.of, count);
    } else {
        let words = rows.iter().flat_map(|row| words.of_row(row));
        words.for_each(|&word| count(word));
    }
    let mut ranked: Vec<u32> = (0..words.list.len() as u32)
        .filter(|&word| counts[word as usize] > 0)
        .collect();
    if ranked.is_empty() {
        return Err(None);
    }
    let most = ranked.iter().map(|&word| counts[word as usize]).max();
    if most == Some(1) && ranked.len() > MOST {
        let count = group_thousands(ranked.len() as f64);
        return Err(Some(format!("{count} values, all different")));
    }
    // The words of a million rows are many, and the commonest alone have an order.
    let order = |&a: &u32, &b: &u32| {
        let count = |word: u32| Reverse(counts[word as usize]);
        let title = |word: u32| words.title(word).to_lowercase();
        count(a)
            .cmp(&count(b))
            .then_with(|| title(a).cmp(&title(b)))
            .then(a.cmp(&b))
    };
    let first = ranked.len().min(MOST + 1);
    if ranked.len() > first {
        ranked.select_nth_unstable_by(first - 1, order);
    }
    ranked[..first].sort_unstable_by(order);
    // One word more is no "others".
    let own = if ranked.len() <= MOST + 1 {
        ranked.len()
    } else {
        MOST
    };
    let mut bin_of = vec![NOWHERE; words.list.len()];
    let mut parts = Vec::new();
    for (bin, &word) in ranked.iter().enumerate() {
        bin_of[word as usize] = bin.min(own) as u8;
        if bin < own {
            let content = BinContent::Word(words.list.get(word as usize).to_owned());
            parts.push((words.title(word).to_owned(), content));
        }
    }
    if ranked.len() > own {
        parts.push((format!("{} others", ranked.len() - own), BinContent::Others));
    }
    let bin = |&word: &u32| bin_of.get(word as usize).copied().unwrap_or(NOWHERE);
    Ok(Divided {
        division: Division::Words,
        parts,
        of: OfRows {
            bins: words.of.iter().map(bin).collect(),
            ends: words.ends.clone(),
        },
        note: String::new(),
    })
}
