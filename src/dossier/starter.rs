//! The files of a dossier to begin with: a small one that teaches the format by example.

/// The id that the example has, which gives way to that of the new dossier.
const EXAMPLE_ID: &str = "my-dossier";

/// The example's files.
const FILES: [(&str, &str); 3] = [
    (
        "dossier.toml",
        include_str!("../../assets/dossiers/starter/dossier.toml"),
    ),
    (
        "article.md",
        include_str!("../../assets/dossiers/starter/article.md"),
    ),
    (
        "features.geojson",
        include_str!("../../assets/dossiers/starter/features.geojson"),
    ),
];

/// The files of a new dossier in a folder of this name, each with its text: they have no problem,
/// and say in remarks and in the article how they are written.
#[must_use]
pub fn starter(folder: &str) -> [(&'static str, String); 3] {
    let id = lasting_name(folder);
    FILES.map(|(name, text)| (name, text.replace(EXAMPLE_ID, &id)))
}

/// A lasting name from that of a folder: lower case, with hyphens between words.
pub(super) fn lasting_name(folder: &str) -> String {
    let lower = folder.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        EXAMPLE_ID.to_owned()
    } else {
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Files, read};
    use super::*;

    #[test]
    fn a_dossier_is_called_after_its_folder() {
        for (folder, id) in [
            ("Dams of the Vakhsh", "dams-of-the-vakhsh"),
            ("my_dossier.2", "my-dossier-2"),
            (
                "\u{413}\u{43e}\u{440}\u{44b} 2021",
                "\u{433}\u{43e}\u{440}\u{44b}-2021",
            ),
            ("...", "my-dossier"),
            ("\"]\nid = \"evil", "id-evil"),
        ] {
            assert_eq!(lasting_name(folder), id);
        }
    }

    #[test]
    fn a_new_dossier_has_no_problem_and_something_of_each_kind() {
        let mut files = Files::new();
        for (name, text) in starter("Dams") {
            files.insert(name, text.into_bytes()).unwrap();
        }
        let reading = read(&files);
        assert_eq!(reading.problems, []);
        let dossier = reading.dossier;
        assert_eq!((dossier.id.as_str(), dossier.charts.len()), ("dams", 2));
        let features = &dossier.features;
        assert!(features.iter().any(|it| it.shape.is_none()));
        assert!(
            features
                .iter()
                .all(|it| it.when.is_some() && !it.sources.is_empty())
        );
        for several in [
            features
                .iter()
                .map(|it| format!("{:?}", it.precision.class))
                .collect(),
            features
                .iter()
                .map(|it| format!("{:?}", it.claim))
                .collect(),
            features
                .iter()
                .map(|it| format!("{:?}", it.origin))
                .collect(),
        ] {
            let several: std::collections::BTreeSet<String> = several;
            assert!(several.len() > 1, "{several:?}");
        }
    }
}
