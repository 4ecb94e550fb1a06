//! Where features and names of places stand.

use super::*;

/// Up to how far a generalised outline of a country may lie from the true one, in metres.
const OUTLINE_M: f64 = 5_000.0;

#[test]
fn every_point_lies_in_the_country_that_it_names_or_says_why() {
    let dossier = builtin().dossier;
    let basemap = BaseMap::embedded().expect("the base map");
    let lies_in = |at: LonLat| {
        let country = basemap.country_at(at)?;
        Some(basemap.countries[usize::from(country.0)].iso3)
    };
    let near = |at: LonLat, named: Iso3| {
        let bearings = (0..16).map(|step| f64::from(step) * 22.5);
        let mut around = bearings.map(|bearing| destination(at, bearing, OUTLINE_M));
        around.any(|at| lies_in(at) == Some(named))
    };
    for feature in &dossier.features {
        let Some(at) = feature.shape.as_ref().and_then(Shape::anchor) else {
            continue;
        };
        let named = feature.country.expect("a country");
        let explained = feature.notes.country.is_some();
        assert!(
            explained || lies_in(at) == Some(named),
            "{}: {named}, found {:?}",
            feature.id,
            lies_in(at)
        );
    }
    for place in &dossier.places {
        for &named in place.country.iter().chain(&place.countries) {
            let fits = lies_in(place.at) == Some(named) || near(place.at, named);
            assert!(
                fits || place.country_note.is_some(),
                "{}: {named}, found {:?}",
                place.id,
                lies_in(place.at)
            );
        }
    }
}

#[test]
fn a_name_with_a_line_is_written_along_it_and_one_with_a_point_stands_there() {
    let place = |geometry: &str| {
        let places = format!(
            r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "id": "x", "geometry": {geometry}, "properties": {{"name": "Hindu Kush", "kind": "range"}}}}]}}"#
        );
        let reading = of(&[
            ("dossier.toml", "id = \"t\"\ntitle = \"t\""),
            ("places.geojson", &places),
        ]);
        assert_eq!(whats(&reading), [""; 0]);
        reading.dossier.places[0].clone()
    };
    let line = r#"{"type": "LineString", "coordinates": [[68, 35], [70, 36], [73, 37]]}"#;
    let along = place(line);
    assert_eq!(along.axis.len(), 3);
    let half_way = LonLat::new(70.413, 36.138);
    let off = (along.at.lon_deg - half_way.lon_deg).hypot(along.at.lat_deg - half_way.lat_deg);
    assert!(off < 0.01, "{:?}", along.at);
    let at = place(r#"{"type": "Point", "coordinates": [70, 36]}"#);
    assert!(at.axis.is_empty());
    assert_eq!(at.at, LonLat::new(70.0, 36.0));
}
