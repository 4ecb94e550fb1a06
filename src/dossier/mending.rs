//! The files of a dossier with all mended that can be mended without doubt.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Files, Reading, read};
use crate::problem::{Correction, Severity};

/// Times that files are mended and read again: a misspelt name can hide a misspelt value.
const MOST_ROUNDS: usize = 8;

/// Changes that are tried one by one where all together do harm.
const MOST_TRIED: usize = 100;

/// A dossier that was mended.
#[derive(Debug)]
pub struct Mended {
    /// Its files.
    pub files: Files,
    /// The names of those that differ, sorted.
    pub changed: BTreeSet<String>,
    /// How many changes were made.
    pub changes: usize,
    /// What they are read as now.
    pub reading: Reading,
}

/// Mends what has no doubt in it, as often as that brings up more of the kind. `reading` is what `files`
/// are read as. `None` where nothing can be mended so.
///
/// What is not to be mended stays byte for byte. Only texts in UTF-8 that are held in memory are changed.
/// Nothing is changed that would cost a feature or a passage, or bring up an error that stays.
#[must_use]
pub fn mend(files: &Files, reading: &Reading) -> Option<Mended> {
    let mended = mended_often(files, reading)?;
    let does_harm = |mended: &Mended| has_new_errors(reading, &mended.reading);
    if !does_harm(&mended) {
        return Some(mended);
    }
    let all = corrections(reading).take(MOST_TRIED);
    let harmless = |correction: &&Correction| {
        let alone = mended_once(files, reading, &[*correction]);
        alone.is_some_and(|alone| !does_harm(&alone))
    };
    let harmless: Vec<&Correction> = all.filter(harmless).collect();
    let mended = mended_once(files, reading, &harmless)?;
    (!does_harm(&mended)).then_some(mended)
}

/// The changes of all problems, as often as that brings up more.
fn mended_often(files: &Files, reading: &Reading) -> Option<Mended> {
    let mut mended: Option<Mended> = None;
    for _ in 0..MOST_ROUNDS {
        let (files, reading) = mended
            .as_ref()
            .map_or((files, reading), |it| (&it.files, &it.reading));
        let all: Vec<&Correction> = corrections(reading).collect();
        let Some(next) = mended_once(files, reading, &all) else {
            break;
        };
        mended = Some(match mended {
            Some(before) => Mended {
                changed: &before.changed | &next.changed,
                changes: before.changes + next.changes,
                ..next
            },
            None => next,
        });
    }
    mended
}

fn corrections(reading: &Reading) -> impl Iterator<Item = &Correction> {
    reading.problems.iter().flat_map(|it| &it.corrections)
}

/// Whether any error was not there `before`, wherever it stands.
fn has_new_errors(before: &Reading, after: &Reading) -> bool {
    let errors = |reading: &Reading| -> BTreeSet<String> {
        let errors = reading.problems.iter();
        let errors = errors.filter(|it| it.severity == Severity::Error);
        let errors = errors.map(|it| it.what.clone());
        // How many more there are changes with those that are listed.
        errors
            .filter(|what| !what.ends_with(" more errors"))
            .collect()
    };
    !errors(after).is_subset(&errors(before))
}

/// Makes each of these changes once. `None` where none can be made, or where less would be read than
/// before.
fn mended_once(files: &Files, reading: &Reading, all: &[&Correction]) -> Option<Mended> {
    let mut by_file: BTreeMap<&str, Vec<&Correction>> = BTreeMap::new();
    for &correction in all {
        by_file
            .entry(&correction.file)
            .or_default()
            .push(correction);
    }
    let (mut after, mut changed, mut count) = (files.clone(), BTreeSet::new(), 0);
    for (name, corrections) in by_file {
        let Some((bytes, edits)) = corrected(files, name, &corrections) else {
            continue;
        };
        if after.insert(name, bytes).is_ok() {
            changed.insert(name.to_owned());
            count += edits;
        }
    }
    if count == 0 {
        return None;
    }
    let mended = Mended {
        reading: read(&after),
        files: after,
        changed,
        changes: count,
    };
    (size(&mended.reading) >= size(reading)).then_some(mended)
}

/// How much of a dossier is read.
fn size(reading: &Reading) -> usize {
    let dossier = &reading.dossier;
    let rows: usize = dossier.tables.iter().map(|table| table.len()).sum();
    dossier.features.len() + rows + dossier.article.passages.len()
}

/// The bytes of a file with these changes, and how many there are. Of two that change the same bytes, the
/// first counts.
fn corrected(files: &Files, name: &str, corrections: &[&Correction]) -> Option<(Vec<u8>, usize)> {
    const MARK: &str = "\u{feff}";
    let bytes = str::from_utf8(files.get(name)?).ok()?;
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    if files.text(name)? != text {
        return None;
    }
    let edits = corrections
        .iter()
        .filter_map(|it| Some((it.span.clone(), it.text(text)?)));
    let mut edits: Vec<(Range<usize>, String)> = edits.collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    edits.dedup();
    let mut corrected = bytes[..bytes.len() - text.len()].to_owned();
    let (mut at, mut count) = (0, 0);
    for (span, new) in edits {
        if span.start < at || text[span.clone()] == new {
            continue;
        }
        corrected.push_str(&text[at..span.start]);
        corrected.push_str(&new);
        at = span.end;
        count += 1;
    }
    corrected.push_str(&text[at..]);
    (count > 0).then(|| (corrected.into_bytes(), count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier(manifest: &str, article: &str, features: &str) -> Files {
        let mut files = Files::new();
        let manifest = format!("format = 1\nid = \"a\"\ntitle = \"A\"\n{manifest}");
        for (name, text) in [
            (super::super::MANIFEST, manifest.as_str()),
            ("article.md", article),
            ("features.geojson", features),
        ] {
            files.insert(name, text.as_bytes().to_vec()).unwrap();
        }
        files
    }

    fn collection(features: &str) -> String {
        format!("{{\"type\": \"FeatureCollection\", \"features\": [{features}]}}\n")
    }

    fn base(properties: &str) -> String {
        format!(
            "{{\"type\": \"Feature\", \"id\": \"base-kant\", \"geometry\": {{\"type\": \"Point\", \
             \"coordinates\": [74.85, 42.85]}}, \"properties\": {{\"name\": \"Kant\", {properties}}}}}"
        )
    }

    fn text_of(mended: &Mended, name: &str) -> String {
        mended.files.text(name).unwrap().into_owned()
    }

    #[test]
    fn slips_of_known_words_are_mended_and_all_else_stays() {
        let properties = "\"Origin\": \"articel\",  \"when\" : \"18.10.2021\", \"country\":\"kgz\", \
             \"weight\": \"90\", \"precision\": \"site\", \"county\": \"Ysyk-Ata\"";
        let files = dossier(
            "",
            "[Kant](#base-kant) is a base.\n",
            &collection(&base(properties)),
        );
        let mended = mend(&files, &read(&files)).unwrap();
        let right = "\"origin\": \"article\",  \"when\" : \"2021-10-18\", \"country\":\"KGZ\", \
             \"weight\": 90, \"precision\": \"site\", \"county\": \"Ysyk-Ata\"";
        assert_eq!(
            text_of(&mended, "features.geojson"),
            collection(&base(right))
        );
        assert_eq!(mended.changed.len(), 1);
        assert_eq!(mended.changes, 5);
        assert!(mend(&mended.files, &mended.reading).is_none());
    }

    #[test]
    fn links_lead_to_the_only_id_that_can_be_meant() {
        let article = "[One](#base-knat), [two](features.geojson#base-kant), [three](Base-Kant), \
             [[base-kant]], [[base-kant|the base]], [four](#base-kent), [five](other/base-kant).\n";
        let files = dossier("", article, &collection(&base("\"origin\": \"article\"")));
        let mended = mend(&files, &read(&files)).unwrap();
        assert_eq!(
            text_of(&mended, "article.md"),
            "[One](#base-kant), [two](#base-kant), [three](Base-Kant), \
             [base-kant](#base-kant), [the base](#base-kant), [four](#base-kent), [five](other/base-kant).\n"
        );
    }

    #[test]
    fn a_ring_is_closed_as_the_file_is_written() {
        let area = |ring: &str| {
            collection(&format!(
                "{{\"type\": \"Feature\", \"id\": \"zone\", \"geometry\": {{\"type\": \"Polygon\", \
                 \"coordinates\": [[{ring}]]}}, \"properties\": {{\"origin\": \"background\"}}}}"
            ))
        };
        let open = "[70, 40],\n  [71.50, 40],\n  [71, 41]";
        let files = dossier("", "Text.\n", &area(open));
        let mended = mend(&files, &read(&files)).unwrap();
        let closed = format!("{open},\n  [70, 40]");
        assert_eq!(text_of(&mended, "features.geojson"), area(&closed));
    }

    #[test]
    fn a_manifest_keeps_its_line_ends_remarks_and_byte_order_mark() {
        let manifest = |list: &str, colour: &str| {
            format!(
                "\u{feff}format = 1 # one\r\nid = \"a\"\r\ntitle = \"A\"\r\n[files]\r\n\
                 features = [\r\n  \"features.geojson\"{list}, # bases\r\n]\r\n[[colours]]\r\n\
                 name = 'Us'\r\ncolour = '{colour}'\r\n"
            )
        };
        let mut files = dossier("", "", &collection(&base("\"origin\": \"background\"")));
        let text = manifest("", "07B");
        files
            .insert(super::super::MANIFEST, text.into_bytes())
            .unwrap();
        files.insert("routes.gpx", b"<gpx/>".to_vec()).unwrap();
        let mended = mend(&files, &read(&files)).unwrap();
        let right = manifest(",\r\n  \"routes.gpx\"", "#0077BB");
        let bytes = mended.files.get(super::super::MANIFEST).unwrap();
        assert_eq!(String::from_utf8_lossy(bytes), right);
    }

    #[test]
    fn a_change_that_brings_up_an_error_is_not_made_and_the_others_are() {
        let article = "[Kant](#base-knat) is a base.\n";
        let features = collection(&base("\"origin\": \"article\", \"precision\": \"site\""));
        let files = dossier("[laysers]\nid = \"a\"\n", article, &features);
        let mended = mend(&files, &read(&files)).unwrap();
        assert!(
            mended.changed.iter().eq(["article.md"]),
            "{:?}",
            mended.changed
        );
    }

    #[test]
    fn what_is_in_doubt_stays() {
        let twice = base("\"origin\": \"background\", \"Origin\": \"article\"");
        let files = dossier("", "[A](#base-osh-2) base.\n", &collection(&twice));
        assert!(mend(&files, &read(&files)).is_none());
        let mut files = dossier(
            "",
            "[A](#base-knat).\n",
            &collection(&base("\"origin\": \"article\"")),
        );
        files
            .insert("article.md", b"\xFF [A](#base-knat).\n".to_vec())
            .unwrap();
        assert!(
            mend(&files, &read(&files)).is_none(),
            "what is no UTF-8 stays"
        );
    }
}
