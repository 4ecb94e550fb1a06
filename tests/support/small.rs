//! A small dossier for tests of the window: a few marks, a short article, one figure with its qualifier.

use std::sync::Arc;

use steppe::atlas::{
    Article, Atlas, Block, Dossier, Feature, FeatureId, Figure, Layer, LayerIx, LayerKind, Link,
    Origin, Passage, PassageIx, Precision, PrecisionClass, Role, Setting, Shape, Span, Subject,
    Symbol, TimePair,
};
use steppe::earth::{Extent, LonLat};

use super::base_map::base_map;

pub(crate) const KANT: Subject = Subject::Feature(FeatureId(0));
pub(crate) const DUSHANBE: Subject = Subject::Feature(FeatureId(1));
pub(crate) const DRILL: Subject = Subject::Feature(FeatureId(2));
pub(crate) const TALKS: Subject = Subject::Feature(FeatureId(3));
pub(crate) const BASES: LayerIx = LayerIx(0);
pub(crate) const EXERCISES: LayerIx = LayerIx(1);

fn feature(id: &str, name: &str, layer: LayerIx, at: Option<LonLat>) -> Feature {
    Feature {
        id: id.into(),
        layer,
        name: name.into(),
        kind: "base".into(),
        shape: at.map(Shape::point),
        precision: Precision {
            class: PrecisionClass::Site,
            radius_m: Some(1000.0),
        },
        origin: Origin::Article,
        line: 1,
        ..Feature::default()
    }
}

fn features() -> Vec<Feature> {
    let dushanbe = LonLat::new(68.787, 38.5598);
    let mut drill = feature("drill", "Border drill", EXERCISES, Some(dushanbe));
    drill.precision = Precision {
        class: PrecisionClass::District,
        radius_m: Some(90_000.0),
    };
    drill.figures = vec![Figure {
        what: "troops".into(),
        value: Some(4000.0),
        unit: "people".into(),
        qualifier: "more than".into(),
        basis: None,
        parts: Vec::new(),
    }];
    vec![
        feature(
            "kant",
            "Kant air base",
            BASES,
            Some(LonLat::new(74.846, 42.853)),
        ),
        feature("dushanbe", "Dushanbe garrison", BASES, Some(dushanbe)),
        drill,
        feature("talks", "Talks without a place", EXERCISES, None),
    ]
}

fn passage(id: &str, words: &[(&str, Option<Subject>)]) -> Passage {
    let span = |&(text, link): &(&str, Option<Subject>)| Span {
        text: text.into(),
        link: link.map(Link::Subject),
        ..Span::default()
    };
    Passage {
        id: id.into(),
        role: Role::Body,
        setting: Setting::Paragraph,
        spans: words.iter().map(span).collect(),
        line: 1,
    }
}

fn article() -> Article {
    let passages = vec![
        passage(
            "p01",
            &[
                ("There is ", None),
                ("an air base", Some(KANT)),
                (" in the north.", None),
            ],
        ),
        passage(
            "p02",
            &[
                ("The ", None),
                ("garrison", Some(DUSHANBE)),
                (" stands beside ", None),
                ("a drill", Some(DRILL)),
                (".", None),
            ],
        ),
    ];
    Article {
        blocks: (0..2).map(|ix| Block::Passage(PassageIx(ix))).collect(),
        passages,
    }
}

/// The dossier over the base map.
pub(crate) fn atlas() -> Arc<Atlas> {
    atlas_with(features(), Vec::new())
}

/// The same with dates: the garrison of August, the drill of September, which a pair of windows tells apart.
pub(crate) fn dated() -> Arc<Atlas> {
    let mut features = features();
    features[1].when = Some("2021-08-02/2021-08-20".parse().expect("a date"));
    features[2].when = Some("2021-09~".parse().expect("a date"));
    let day = |month, day| jiff::civil::date(2021, month, day);
    let pair = TimePair {
        name: "August and September".into(),
        days: [[day(8, 1), day(8, 31)], [day(9, 1), day(9, 30)]],
    };
    atlas_with(features, vec![pair])
}

fn atlas_with(features: Vec<Feature>, comparisons: Vec<TimePair>) -> Arc<Atlas> {
    let layer = |id: &str, name: &str, symbol| Layer {
        id: id.into(),
        name: name.into(),
        kind: LayerKind::Features(symbol),
        visible: true,
        summary: String::new(),
    };
    let mut dossier = Dossier {
        id: "test".into(),
        title: "A test".into(),
        features,
        comparisons,
        article: article(),
        layers: vec![
            layer("bases", "Bases", Symbol::Square),
            layer("exercises", "Exercises", Symbol::Triangle),
        ],
        ..Dossier::default()
    };
    dossier.map.extent = Some(Extent {
        west_deg: 60.0,
        south_deg: 34.0,
        east_deg: 82.0,
        north_deg: 48.0,
    });
    Arc::new(Atlas::new(dossier, base_map()))
}
