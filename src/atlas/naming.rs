//! What the map calls features, places and countries in the language that is asked for.

use super::basemap::Country;
use super::names::NameLanguage;
use super::{Atlas, Feature, GazetteerPlace, Iso3};

impl GazetteerPlace {
    /// What the map calls it in `language`.
    #[must_use]
    pub fn name_in(&self, language: NameLanguage) -> &str {
        let countries: Vec<Iso3> = self
            .country
            .iter()
            .chain(&self.countries)
            .copied()
            .collect();
        language.of(&self.names, &countries).unwrap_or(&self.name)
    }
}

impl Feature {
    /// What its label says in `language`; `None` where it has no name in it.
    #[must_use]
    pub fn label_in(&self, language: NameLanguage) -> Option<&str> {
        let country: Vec<Iso3> = self.country.into_iter().collect();
        language.of(&self.names, &country)
    }
}

impl Atlas {
    /// What the map calls a country in `language`.
    #[must_use]
    pub fn country_name_in<'a>(&'a self, country: &'a Country, language: NameLanguage) -> &'a str {
        let names = self.dossier.names.get(country.iso3.as_str());
        let name = names.and_then(|names| language.of(names, &[country.iso3]));
        name.unwrap_or(&country.name)
    }
}
