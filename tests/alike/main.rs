//! A layer means the same whether it is read as a small or as a large one.

mod in_view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use steppe::app::features_as_geojson;
use steppe::atlas::date::date_of;
use steppe::atlas::profile::{Distribution, Profile, ProfileScope};
use steppe::atlas::table::{Calendars, Days};
use steppe::atlas::{Atlas, BaseMap, Evidence, FeatureId, LayerIx, Subject};
use steppe::dossier::{Files, read};
use steppe::session::viewpoint::{TimeWindow, Viewpoint};
use steppe::ui::find::{self, HitTarget};

fn any_position() -> impl Strategy<Value = [f64; 2]> {
    let degrees = |most: i32| (-most..most).prop_map(|tenths| f64::from(tenths) / 10.0);
    (degrees(1790), degrees(800)).prop_map(|(lon, lat)| [lon, lat])
}

fn any_geometry() -> impl Strategy<Value = Value> {
    let line = prop::collection::vec(any_position(), 2..5);
    let corners = (any_position(), 1..40_u32, 1..40_u32);
    let area = corners.prop_map(|([lon, lat], width, height)| {
        let (east, north) = (
            lon + f64::from(width) / 10.0,
            lat + f64::from(height) / 10.0,
        );
        let ring = [
            [lon, lat],
            [east, lat],
            [east, north],
            [lon, north],
            [lon, lat],
        ];
        json!({ "type": "Polygon", "coordinates": [ring] })
    });
    prop_oneof![
        2 => any_position().prop_map(|at| json!({ "type": "Point", "coordinates": at })),
        1 => line.prop_map(|line| json!({ "type": "LineString", "coordinates": line })),
        1 => area,
        1 => Just(Value::Null),
    ]
}

/// The properties of a feature without its name; each may be missing.
fn any_properties() -> impl Strategy<Value = Value> {
    let word = |words: &'static [&'static str]| prop::sample::select(words);
    let actors = prop::sample::subsequence(vec!["RUS", "UZB", "TJK"], 0..3);
    let all = (
        word(&["site", "town", "district", "inferred", ""]),
        word(&["article", "background", ""]),
        word(&["stated", "reported", ""]),
        word(&["active", "former", ""]),
        word(&["2021-10-18", "2021-10-18/2021-10-23", "2021-09-02", ""]),
        word(&["base", "drill", ""]),
        actors,
    );
    all.prop_map(|(precision, origin, claim, status, when, kind, actors)| {
        let mut properties = json!({
            "precision": precision, "origin": origin, "claim": claim,
            "status": status, "when": when, "kind": kind, "actors": actors,
        });
        if let Some(properties) = properties.as_object_mut() {
            properties.retain(|_, value| *value != "" && *value != json!([]));
        }
        properties
    })
}

/// The same features as a small and as a large layer. The first makes the file one of this program's.
fn atlases(features: &[(Value, Value)]) -> [Atlas; 2] {
    let feature = |(number, (geometry, properties)): (usize, &(Value, Value))| {
        let mut properties = properties.clone();
        properties["name"] = json!(format!("feature {number}"));
        if number == 0 {
            properties["origin"] = json!("article");
        }
        let mut feature =
            json!({ "type": "Feature", "geometry": geometry, "properties": properties });
        if number % 2 == 0 {
            feature["id"] = json!(format!("id-{number}"));
        }
        feature
    };
    let features: Vec<Value> = features.iter().enumerate().map(feature).collect();
    let text = json!({ "type": "FeatureCollection", "features": features }).to_string();
    let (mut small, mut large) = (Files::new(), Files::new());
    small
        .insert("a.geojson", text.clone().into_bytes())
        .expect("a plain name");
    large
        .insert_large("a.geojson", Arc::new(text.into_bytes()))
        .expect("a plain name");
    [small, large].map(|files| Atlas::new(read(&files).dossier, Arc::new(BaseMap::default())))
}

fn ids(atlas: &Atlas) -> impl Iterator<Item = FeatureId> + use<> {
    (0..atlas.feature_count() as u32).map(FeatureId)
}

/// The names of the features that pass.
fn names(atlas: &Atlas, passes: impl Fn(FeatureId) -> bool) -> BTreeSet<String> {
    let passing = ids(atlas).filter(|&id| passes(id));
    passing.map(|id| atlas.name(Subject::Feature(id))).collect()
}

/// Everything that does not depend on the view, by name.
fn known(atlas: &Atlas) -> BTreeMap<String, String> {
    let told = |id: FeatureId| {
        let anchor = atlas.anchor(Subject::Feature(id));
        let anchor = anchor.map(|at| format!("{:.5} {:.5}", at.lon_deg, at.lat_deg));
        let (table, row) = atlas.locate(id);
        let evidence = atlas.table(table).evidence(row);
        let said = (atlas.kind(id), atlas.days(id), anchor, evidence);
        (atlas.name(Subject::Feature(id)), format!("{said:?}"))
    };
    ids(atlas).map(told).collect()
}

fn found(atlas: &Atlas, query: &str) -> BTreeSet<String> {
    let found = find::find(atlas, query);
    let of_features = found
        .hits()
        .filter(|hit| matches!(hit.target, HitTarget::Subject(_)));
    of_features.map(|hit| hit.text.clone()).collect()
}

/// Each column with its bars: the name of each, and how many there are.
fn explored(atlas: &Atlas) -> Vec<(String, Vec<(String, usize)>)> {
    let layer = atlas.layer_named("a").or(atlas.layer_named("features"));
    let layer = layer.unwrap_or(LayerIx(0));
    let profile = Profile::of(atlas, &ProfileScope::of_layer(atlas, layer).request(), None);
    assert!(profile.complete);
    let bars = |column: &Distribution| {
        let bins = column.bins.iter();
        bins.map(|bin| (bin.name.clone(), bin.count)).collect()
    };
    let mut columns: Vec<_> = profile
        .columns
        .iter()
        .map(|column| (column.key.clone(), bars(column)))
        .collect();
    columns.sort();
    columns
}

#[test]
fn columns_and_conditions_are_the_same_small_and_large() {
    let feature = |number: u32| {
        let point =
            json!({ "type": "Point", "coordinates": [68.0 + f64::from(number) / 10.0, 38.0] });
        let mut properties = json!({
            "kind": (["base", "drill"][number as usize % 2]),
            "when": format!("2021-10-{:02}", number % 28 + 1),
            "actors": ["RUS"],
            "fatalities": number % 7,
            "region": (["Khatlon", "Sughd", "Badakhshan"][number as usize % 3]),
            "reported_on": format!("2021-11-{:02}T06:00:00Z", number % 28 + 1),
            "tags": ["a", "b"],
            "note": { "by": "nobody" },
        });
        if number.is_multiple_of(5) {
            properties["fatalities"] = Value::Null;
        }
        (point, properties)
    };
    let features: Vec<(Value, Value)> = (0..60).map(feature).collect();
    let [small, large] = atlases(&features);
    let (ix, _) = large.large_tables().next().expect("a large layer");
    assert!(!large.has_properties(ix));
    let properties = steppe::dossier::properties(&large, ix).expect("readable");
    large.supply_properties(ix, properties);
    let columns = explored(&small);
    let keys: Vec<&str> = columns.iter().map(|(key, _)| key.as_str()).collect();
    assert!(
        keys.contains(&"fatalities") && keys.contains(&"reported_on"),
        "{keys:?}"
    );
    assert_eq!(columns, explored(&large));
    for condition in [
        "fatalities >= 4",
        "region IN ('Sughd') AND fatalities IS NULL",
        "kind = 'base' OR reported_on < DATE('2021-11-05')",
        "actor = 'RUS' AND name LIKE '%7'",
        "S_INTERSECTS(geom, BBOX(69, 37, 70, 39))",
    ] {
        let condition = condition.parse().expect("a condition");
        assert_eq!(
            (small.check(&condition), large.check(&condition)),
            (Ok(()), Ok(()))
        );
        let of = |atlas: &Atlas| names(atlas, |id| atlas.holds(id, &condition));
        assert_eq!(of(&small), of(&large), "{condition}");
        assert!(
            !of(&small).is_empty() && of(&small).len() < 60,
            "{condition}"
        );
    }
}

/// The same text as a small and as a large layer.
fn of_text(text: &str) -> [Atlas; 2] {
    let (mut small, mut large) = (Files::new(), Files::new());
    small
        .insert("a.geojson", text.as_bytes().to_vec())
        .expect("a plain name");
    large
        .insert_large("a.geojson", Arc::new(text.as_bytes().to_vec()))
        .expect("a plain name");
    [small, large].map(|files| Atlas::new(read(&files).dossier, Arc::new(BaseMap::default())))
}

#[test]
fn a_file_of_another_program_is_understood_alike_small_and_large() {
    for (columns, name) in [
        (
            json!({ "название": "Ош", "тип": "база", "дата": "07/08/2021" }),
            "Ош",
        ),
        (
            json!({ "NAME_EN": "Osh", "TYPE": "base", "Event Date": "7 August 2021" }),
            "Osh",
        ),
        (
            json!({ "site_name": "Osh", "subtype": "base", "start_date": "2021", "end_date": "2022-03" }),
            "Osh",
        ),
        (
            json!({
                "event_id_cnty": "KGZ1", "event_date": "2021-08-07", "geo_precision": "3",
                "location": "Osh", "sub_event_type": "Armed clash", "notes": "A clash.",
            }),
            "Osh",
        ),
        (
            json!({ "name": null, "Title": "Osh", "data": "2021-08-07" }),
            "Osh",
        ),
    ] {
        // Which of day and month stands first is seen at the second feature only.
        let mut later = columns.clone();
        if let Some(date) = later.get_mut("дата") {
            *date = json!("18/10/2021");
        }
        let feature = |properties: &Value| json!({ "type": "Feature", "properties": properties, "geometry": null });
        let text = json!({ "type": "FeatureCollection", "features": [feature(&columns), feature(&later)] });
        let [small, large] = of_text(&text.to_string());
        let known = |atlas: &Atlas| {
            let of = |id: FeatureId| {
                let (table, row) = atlas.locate(id);
                (
                    atlas.name(Subject::Feature(id)),
                    atlas.kind(id).map(str::to_owned),
                    atlas.days(id),
                    atlas.table(table).evidence(row).clone(),
                )
            };
            ids(atlas).map(of).collect::<Vec<_>>()
        };
        let (of_small, of_large) = (known(&small), known(&large));
        assert_eq!(
            format!("{of_small:?}"),
            format!("{of_large:?}"),
            "{columns}"
        );
        assert_eq!(of_small[0].0, name, "{columns}");
        assert!(of_small[0].2 != Days::UNDATED, "{columns}");
        let line = |atlas: &Atlas| atlas.layer(LayerIx(0)).summary.clone();
        assert_eq!(line(&small), line(&large), "{columns}");
        let detail = |atlas: &Atlas| {
            let details = steppe::dossier::details(atlas, FeatureId(0)).expect("readable");
            (
                details.name.clone(),
                details.kind.clone(),
                details.when.clone(),
            )
        };
        assert_eq!(detail(&small), detail(&large), "{columns}");
    }
}

/// What the clipboard gets of every feature.
fn copied(atlas: &Atlas) -> Value {
    let ids: Vec<FeatureId> = ids(atlas).collect();
    let text = features_as_geojson(atlas, &ids).expect("readable");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn what_is_copied_has_every_property_small_and_large() {
    let stated = json!({
        "name": "feature 0", "kind": "base", "summary": "A base.", "when": "2021-10-18",
        "when_note": "the day of the vote", "precision": "town", "precision_m": 900.0,
        "country": "TJK", "origin": "article", "claim": "reported", "by": "the ministry",
        "actors": ["RUS"], "operator": "RUS", "status": "active", "related": ["b"],
        "confidence": "high", "fatalities": 3, "tags": ["a", "b"], "note": { "by": "nobody" },
    });
    let point = json!({ "type": "Point", "coordinates": [68.5, 38.25] });
    for copied in atlases(&[(point.clone(), stated.clone())]).map(|atlas| copied(&atlas)) {
        let feature = &copied["features"][0];
        assert_eq!(feature["id"], "id-0");
        assert_eq!(feature["geometry"], point);
        for (key, value) in stated.as_object().expect("properties") {
            assert_eq!(&feature["properties"][key], value, "{key}");
        }
    }
}

#[test]
fn rows_are_copied_in_the_order_of_the_table() {
    let features = [68, 69, 70].map(|lon| {
        let point = json!({ "type": "Point", "coordinates": [lon, 38] });
        (point, json!({ "kind": "base" }))
    });
    for atlas in atlases(&features) {
        let named = |row: u32| {
            ids(&atlas)
                .find(|&id| atlas.name(Subject::Feature(id)) == format!("feature {row}"))
                .expect("a feature of this name")
        };
        let text = features_as_geojson(&atlas, &[named(2), named(0)]).expect("readable");
        let copied: Value = serde_json::from_str(&text).expect("JSON");
        let order = [0, 1, 2].map(|at| copied["features"][at]["properties"]["name"].clone());
        assert_eq!(order, [json!("feature 2"), json!("feature 0"), Value::Null]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_layer_means_the_same_small_and_large(
        features in prop::collection::vec((any_geometry(), any_properties()), 1..8),
        ticked in any::<prop::sample::Index>(),
        first in 0..60_i32,
        length in 0..20_i32,
    ) {
        let [small, large] = atlases(&features);
        prop_assert_eq!(small.held(FeatureId(0)).is_some(), true);
        prop_assert_eq!(large.held(FeatureId(0)).is_some(), false);
        prop_assert_eq!(known(&small), known(&large));
        let evidence = small.evidence();
        prop_assert_eq!(evidence, large.evidence());
        let value: &Evidence = &evidence[ticked.index(evidence.len())];
        let date = |days: i32| date_of(18_870 + days);
        let view = |atlas: &Atlas| {
            let mut view = Viewpoint::home(atlas);
            view.evidence.keep(atlas, value.facet(), BTreeSet::from([value.clone()]));
            view.time.window = Some(TimeWindow::new(date(first), date(first + length)));
            view
        };
        let (of_small, of_large) = (view(&small), view(&large));
        let passing = names(&small, |id| of_small.passes(&small, id));
        prop_assert_eq!(&passing, &names(&large, |id| of_large.passes(&large, id)));
        prop_assert_eq!(of_small.evidence_counts(&small), of_large.evidence_counts(&large));
        let counted = |atlas: &Atlas, view: &Viewpoint| {
            let days = Days::span(Some(date(first)), Some(date(first + length)));
            let tables: Vec<_> = atlas.tables().map(|(ix, _)| view.calendar(atlas, ix)).collect();
            let sum = |of: &dyn Fn(&Calendars<'_>) -> usize| {
                tables.iter().map(of).sum::<usize>()
            };
            [
                sum(&|calendar| calendar.within(days)),
                sum(&|calendar| calendar.dated()),
                sum(&|calendar| calendar.undated()),
                sum(&|calendar| calendar.unplaced()),
            ]
        };
        prop_assert_eq!(counted(&small, &of_small), counted(&large, &of_large));
        let by_name = |atlas: &Atlas| -> BTreeMap<String, Value> {
            let copied = copied(atlas);
            let features = copied["features"].as_array().expect("features").iter();
            features
                .map(|it| (it["properties"]["name"].to_string(), it.clone()))
                .collect()
        };
        prop_assert_eq!(by_name(&small), by_name(&large));
        for query in ["feature", "fture 3", "base", "7"] {
            prop_assert_eq!(found(&small, query), found(&large, query), "{}", query);
        }
    }
}
