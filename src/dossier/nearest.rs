//! "Did you mean …": the known word nearest to one that is not known.

/// Candidates that are looked at; beyond, a guess is not worth the wait.
const LOOKED_AT: usize = 20_000;

/// The candidate nearest to `word`: at most a third of its letters differ, or it contains `word`.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let letters = folded.chars().count();
    let reach = (letters / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut containing = None;
    for candidate in candidates.into_iter().take(LOOKED_AT) {
        let length = candidate.chars().count();
        if letters >= 4 && containing.is_none() && candidate.contains(&folded) {
            containing = Some(candidate);
        }
        if length.abs_diff(letters) > reach || word.is_empty() {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &candidate.to_lowercase());
        if distance <= reach && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or(containing)
}

/// "did you mean "site"?", where something is near.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean \"{near}\"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word() {
        let ids = ["base-kant", "base-kulob-former", "ex-rubezh-2021-edelweiss"];
        assert_eq!(nearest("base-knat", ids), Some("base-kant"));
        assert_eq!(nearest("Base-Kant", ids), Some("base-kant"));
        assert_eq!(nearest("edelweiss", ids), Some("ex-rubezh-2021-edelweiss"));
        assert_eq!(nearest("moscow", ids), None);
        assert_eq!(nearest("", ids), None);
    }
}
