//! One line that says what a thing is and what it rests on, to be copied.

use crate::atlas::{Atlas, Source, Subject};

/// One line that says what a thing is, where it was read and on what it rests.
pub(super) fn citation(atlas: &Atlas, what: Subject) -> String {
    let (when, sources) = match what {
        Subject::Feature(ix) => {
            let feature = atlas.held(ix);
            let when = feature.and_then(|feature| feature.when.as_ref());
            (
                when.map(crate::atlas::When::words),
                feature.map_or(&[][..], |feature| &feature.sources),
            )
        }
        Subject::Border(ix) => (None, atlas.border(ix).sources.as_slice()),
        // What is told of a country is drawn together; its outline is the base map's.
        Subject::Country(_) => (None, atlas.dossier.credits.as_slice()),
    };
    let mut text = atlas.name(what);
    if let Some(when) = when {
        text = format!("{text}, {when}");
    }
    text = format!("{text}. In: {}", atlas.dossier.title);
    if let Some(as_of) = atlas.dossier.as_of {
        text = format!("{text}, as of {as_of}");
    }
    let sources: Vec<String> = sources.iter().map(with_address).collect();
    if sources.is_empty() {
        format!("{text}.")
    } else {
        format!("{text}. Sources: {}.", sources.join("; "))
    }
}

fn with_address(source: &Source) -> String {
    match &source.url {
        Some(url) => format!("{}, {url}", source.citation()),
        None => source.citation(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{BaseMap, Dossier, Feature, FeatureId, Layer, LayerIx};

    #[test]
    fn a_citation_names_the_dossier_its_date_and_every_source() {
        let range = Feature {
            id: "range".into(),
            layer: LayerIx(0),
            name: "Range".into(),
            sources: vec![Source {
                title: "Title".into(),
                publisher: Some("TASS".into()),
                year: Some(2021),
                url: Some("https://a.example/".into()),
                ..Source::default()
            }],
            ..Feature::default()
        };
        let dossier = Dossier {
            title: "Dossier".into(),
            as_of: "2021-10-23".parse().ok(),
            features: vec![range],
            layers: vec![Layer::ground().remove(0)],
            ..Dossier::default()
        };
        let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
        let text = citation(&atlas, Subject::Feature(FeatureId(0)));
        assert_eq!(
            text,
            "Range. In: Dossier, as of 2021-10-23. Sources: TASS, Title, 2021, https://a.example/."
        );
    }
}
