//! What a thing is called in other languages, and in which of them the map names it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Iso3;

/// Names by BCP 47 language code, such as `ru`, `zh`, `kk` or `uz-Cyrl`.
pub type NamesByLanguage = BTreeMap<String, String>;

/// Languages in which a dossier of any region can give names: what is written in one of them is
/// not therefore the local name.
const WORLD_LANGUAGES: [&str; 3] = ["en", "ru", "zh"];

/// Official languages of countries (Unicode CLDR, territory information). A language of one region
/// stands before that of the whole state, so that a town there has its own name.
const OFFICIAL_LANGUAGES: [(&str, &[&str]); 24] = [
    ("AFG", &["fa", "ps"]),
    ("ARM", &["hy"]),
    ("AZE", &["az"]),
    ("BLR", &["be", "ru"]),
    ("CHE", &["de", "fr", "it"]),
    ("CHN", &["ug", "zh"]),
    ("CUB", &["es"]),
    ("DEU", &["de"]),
    ("GEO", &["ka"]),
    ("IND", &["ur", "hi"]),
    ("IRN", &["fa"]),
    ("KAZ", &["kk", "ru"]),
    ("KGZ", &["ky", "ru"]),
    ("MDA", &["ro"]),
    ("MNG", &["mn"]),
    ("PAK", &["ur", "ps"]),
    ("RUS", &["ru"]),
    ("SRB", &["sr"]),
    ("TJK", &["tg"]),
    ("TKM", &["tk"]),
    ("TUR", &["tr"]),
    ("UKR", &["uk"]),
    ("USA", &["en"]),
    ("UZB", &["uz", "kaa"]),
];

/// In which language the map names countries, places and marks. What has no name in it keeps the
/// name that the dossier uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameLanguage {
    /// The names that the dossier uses.
    #[default]
    English,
    /// Russian.
    Russian,
    /// Chinese.
    Chinese,
    /// The language of the country in which a place lies.
    Local,
}

impl NameLanguage {
    /// Every choice, the dossier's own names first.
    pub const ALL: [Self; 4] = [Self::English, Self::Russian, Self::Chinese, Self::Local];

    /// The choice as the command line writes it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Chinese => "zh",
            Self::Local => "local",
        }
    }

    /// The name in this language among `names`, of something that lies in `countries`.
    #[must_use]
    pub fn of<'n>(self, names: &'n NamesByLanguage, countries: &[Iso3]) -> Option<&'n str> {
        match self {
            Self::Local => local(names, countries),
            _ => in_language(names, self.id()),
        }
    }
}

/// The name in the language `code`, else in one of its variants (RFC 4647, section 3.3.1).
fn in_language<'n>(names: &'n NamesByLanguage, code: &str) -> Option<&'n str> {
    let variant = || {
        let of_language = |tag: &str| tag.split('-').next() == Some(code);
        names.iter().find(|(tag, _)| of_language(tag))
    };
    let exact = names.get_key_value(code);
    exact.or_else(variant).map(|(_, name)| name.as_str())
}

fn local<'n>(names: &'n NamesByLanguage, countries: &[Iso3]) -> Option<&'n str> {
    let of_country = |iso3: &Iso3| {
        let mut table = OFFICIAL_LANGUAGES.iter();
        let (_, codes) = table.find(|(code, _)| *code == iso3.as_str())?;
        codes.iter().find_map(|code| in_language(names, code))
    };
    // Of a river or range without a country any name is local that is not a world language's.
    let any = || {
        let local = |tag: &str| {
            let language = tag.split('-').next().unwrap_or_default();
            !WORLD_LANGUAGES.contains(&language)
        };
        names.iter().find(|(tag, _)| local(tag))
    };
    let official = countries.iter().find_map(of_country);
    official.or_else(|| any().map(|(_, name)| name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(entries: &[(&str, &str)]) -> NamesByLanguage {
        let entry = |(tag, name): &(&str, &str)| ((*tag).to_owned(), (*name).to_owned());
        entries.iter().map(entry).collect()
    }

    fn countries(codes: &[&str]) -> Vec<Iso3> {
        let code = |code: &&str| code.parse().expect("a code");
        codes.iter().map(code).collect()
    }

    #[test]
    fn a_local_name_is_that_of_the_country_or_of_the_region_in_it() {
        let osh = names(&[("ru", "Ош"), ("zh", "奥什"), ("ky", "Ош шаары")]);
        let local = |names: &NamesByLanguage, codes: &[&str]| {
            let name = NameLanguage::Local.of(names, &countries(codes));
            name.map(str::to_owned)
        };
        assert_eq!(local(&osh, &["KGZ"]).as_deref(), Some("Ош шаары"));
        let urumqi = names(&[("ru", "Урумчи"), ("zh", "乌鲁木齐"), ("ug", "ئۈرۈمچى")]);
        assert_eq!(local(&urumqi, &["CHN"]).as_deref(), Some("ئۈرۈمچى"));
        let moscow = names(&[("ru", "Москва"), ("zh", "莫斯科")]);
        assert_eq!(local(&moscow, &["RUS"]).as_deref(), Some("Москва"));
        let indus = names(&[("ru", "Инд"), ("zh", "印度河")]);
        assert_eq!(local(&indus, &[]), None);
        let panj = names(&[("ru", "Пяндж"), ("tg", "Панҷ")]);
        assert_eq!(local(&panj, &[]).as_deref(), Some("Панҷ"));
    }

    #[test]
    fn a_variant_stands_for_its_language() {
        let names = names(&[("zh-Hans", "塔什干"), ("ru-UZ", "Ташкент")]);
        assert_eq!(NameLanguage::Chinese.of(&names, &[]), Some("塔什干"));
        assert_eq!(NameLanguage::Russian.of(&names, &[]), Some("Ташкент"));
        assert_eq!(NameLanguage::English.of(&names, &[]), None);
    }
}
