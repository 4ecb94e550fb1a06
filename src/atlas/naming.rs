//! What the map calls features, places and countries in the language that is asked for.

use super::basemap::Country;
use super::names::NameLanguage;
use super::short_name::shortened;
use super::{Atlas, FeatureId, GazetteerPlace, Iso3};

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

impl Atlas {
    /// What the map calls a country in `language`.
    #[must_use]
    pub fn country_name_in<'a>(&'a self, country: &'a Country, language: NameLanguage) -> &'a str {
        let names = self.dossier.names.get(country.iso3.as_str());
        let name = names.and_then(|names| language.of(names, &[country.iso3]));
        name.unwrap_or(&country.name)
    }

    /// What a feature's label says in `language`: its name in it, shortened at a word, else its
    /// short name.
    #[must_use]
    pub fn short_name_in(&self, id: FeatureId, language: NameLanguage) -> String {
        let feature = self.dossier.features.get(id.index());
        let named = feature.and_then(|feature| {
            let country: Vec<Iso3> = feature.country.into_iter().collect();
            language.of(&feature.names, &country)
        });
        named.map_or_else(|| self.short_name(id), shortened)
    }
}
