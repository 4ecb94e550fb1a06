//! Systems in the words of files, against positions from PROJ 9 (`cs2cs`, EPSG's own test points).

use geo::{Geometry, LineString, Point};
use serde_json::json;

use super::*;

/// Where `x`, `y` lies in the system of this definition.
fn placed(definition: &str, x: f64, y: f64) -> (f64, f64) {
    let crs = Crs::parse(definition).unwrap_or_else(|error| panic!("{error}"));
    let mut geometry = Geometry::Point(Point::new(x, y));
    crs.place(&mut geometry).unwrap();
    let Geometry::Point(point) = geometry else {
        panic!("a point stays one");
    };
    (point.x(), point.y())
}

#[track_caller]
fn near(found: (f64, f64), expected: (f64, f64), tolerance_deg: f64) {
    let off = (found.0 - expected.0)
        .abs()
        .max((found.1 - expected.1).abs());
    assert!(
        off <= tolerance_deg,
        "found {found:?}, expected {expected:?}"
    );
}

#[test]
fn wgs84_from_another_meridian_or_in_another_unit_is_not_taken_as_it_is() {
    let wkt = |meridian: &str, unit: &str| {
        format!(
            r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM[{meridian}],UNIT[{unit}]]"#
        )
    };
    let degree = "\"Degree\",0.0174532925199433";
    let ferro = wkt("\"Ferro\",-17.66666666666667", degree);
    near(placed(&ferro, 65.5, 44.8), (47.833_333, 44.8), 1e-5);
    let grads = wkt("\"Greenwich\",0", "\"Grad\",0.01570796326794897");
    near(placed(&grads, 72.777_778, 49.777_778), (65.5, 44.8), 1e-5);
}

#[test]
fn a_link_is_known_by_the_code_in_it_and_not_followed() {
    let member =
        |href: &str| json!({"type": "link", "properties": {"href": href, "type": "proj4"}});
    for (href, name) in [
        (
            "http://spatialreference.org/ref/epsg/3857/proj4/",
            "EPSG:3857",
        ),
        ("https://epsg.io/32642.wkt", "EPSG:32642"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "WGS 84"),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "WGS 84"),
    ] {
        let crs = Crs::from_geojson_member(&member(href)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(crs.name, name, "{href}");
    }
    let unknown = Crs::from_geojson_member(&member("data.crs")).unwrap_err();
    assert!(unknown.why.contains("not followed"), "{unknown}");
}

#[test]
fn wgs84_is_known_however_it_is_spelt() {
    let spellings = [
        "EPSG:4326",
        "epsg:4326",
        "4326",
        "WGS84",
        "WGS 84",
        "WGS_1984",
        "OGC:CRS84",
        "OGC:CRS84h",
        "CRS84",
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "urn:ogc:def:crs:EPSG:9.9.1:4326",
        "urn:x-ogc:def:crs:EPSG:4326",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "http://www.opengis.net/def/crs/EPSG/0/4326",
        "https://www.opengis.net/def/crs/OGC/0/CRS84h",
        "http://www.opengis.net/gml/srs/epsg.xml#4326",
        "GCS_WGS_1984",
        "EPSG:4979",
        "+proj=longlat +datum=WGS84 +no_defs",
        "+init=epsg:4326",
        "+proj=latlong +ellps=WGS84",
        r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#,
        r#"GEOGCRS["WGS 84 (CRS84)",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],CS[ellipsoidal,2],AXIS["geodetic longitude (Lon)",east],AXIS["geodetic latitude (Lat)",north],ID["OGC","CRS84"]]"#,
    ];
    for spelling in spellings {
        assert!(
            Crs::parse(spelling).is_ok_and(|crs| crs.is_wgs84()),
            "{spelling}"
        );
    }
}

#[test]
fn the_old_member_of_geojson_is_understood_in_its_forms() {
    let system = |member| Crs::from_geojson_member(&member).map(|crs| crs.name);
    assert_eq!(
        system(json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})),
        Ok("WGS 84".into())
    );
    assert_eq!(
        system(json!({"type": "EPSG", "properties": {"code": 4326}})),
        Ok("WGS 84".into())
    );
    assert_eq!(
        system(json!({"type": "EPSG", "properties": {"code": "3857"}})),
        Ok("EPSG:3857".into())
    );
    assert_eq!(
        system(json!({"type": "name", "properties": {"name": "EPSG:32642"}})),
        Ok("EPSG:32642".into())
    );
    assert!(system(serde_json::Value::Null).is_err());
    assert!(
        system(json!({"type": "link", "properties": {"href": "http://example.org/crs"}})).is_err()
    );
}

#[test]
fn nad83_and_etrs89_are_degrees_as_they_are() {
    for code in ["EPSG:4269", "EPSG:4258", "urn:ogc:def:crs:EPSG::4674"] {
        assert!(
            Crs::parse(code).is_ok_and(|crs| crs.is_wgs84() && crs.caveat.is_none()),
            "{code}"
        );
    }
}

#[test]
fn web_mercator_goes_by_many_names() {
    let esri = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;
    let names = [
        "EPSG:3857",
        "EPSG:900913",
        "ESRI:102100",
        "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext",
        esri,
    ];
    for name in names {
        near(
            placed(name, 7_291_426.647, 5_590_090.342),
            (65.5, 44.8),
            1e-7,
        );
    }
}

#[test]
fn utm_is_placed_from_code_and_from_esri_s_words() {
    let esri = r#"PROJCS["WGS_1984_UTM_Zone_42N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",69.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    for name in [
        "EPSG:32642",
        "+proj=utm +zone=42 +datum=WGS84 +units=m",
        esri,
    ] {
        near(placed(name, 500_000.0, 4_649_776.22), (69.0, 42.0), 1e-6);
    }
}

#[test]
fn datums_are_shifted_whether_by_code_or_by_name() {
    // cs2cs EPSG:28412 EPSG:4326 by the transformation of PROJ 4: Pulkovo 1942 lies some 100 m off here.
    let by_code = placed("EPSG:28412", 12_500_000.0, 4_651_000.0);
    let esri = r#"PROJCS["Pulkovo_1942_GK_Zone_12",GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",12500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",69.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    near(placed(esri, 12_500_000.0, 4_651_000.0), by_code, 1e-9);
    let unshifted = placed(
        "+proj=tmerc +lon_0=69 +x_0=12500000 +ellps=krass",
        12_500_000.0,
        4_651_000.0,
    );
    assert!(
        (by_code.0 - unshifted.0).abs() > 2e-4,
        "{by_code:?} {unshifted:?}"
    );
    // The Ordnance Survey's worked example, Caister water tower: within a few metres by seven parameters.
    near(
        placed("EPSG:27700", 651_409.903, 313_177.270),
        (1.716_074, 52.657_977),
        1e-4,
    );
}

#[test]
fn a_datum_without_a_known_shift_says_so() {
    let crs = Crs::parse(r#"GEOGCS["Old survey",DATUM["D_Old_survey",SPHEROID["Everest",6377276.345,300.8017]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]"#).unwrap();
    assert!(crs.caveat.is_some_and(|caveat| caveat.contains("datum")));
}

#[test]
fn feet_grads_and_other_meridians_are_heeded() {
    // EPSG:2263, New York Long Island in US survey feet, with no code in its text.
    let feet = r#"PROJCS["Long Island",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",984250.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-74.0],PARAMETER["Standard_Parallel_1",40.66666666666666],PARAMETER["Standard_Parallel_2",41.03333333333333],PARAMETER["Latitude_Of_Origin",40.16666666666666],UNIT["Foot_US",0.3048006096012192]]"#;
    near(placed(feet, 984_250.0, 0.0), (-74.0, 40.166_667), 1e-6);
    near(
        placed("EPSG:2263", 984_250.0, 0.0),
        (-74.0, 40.166_667),
        1e-6,
    );
    let feet_in_wkt2 = r#"PROJCRS["Feet",BASEGEOGCRS["NAD83",DATUM["North American Datum 1983",ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["unnamed",METHOD["Lambert Conic Conformal (2SP)",ID["EPSG",9802]],PARAMETER["Latitude of false origin",40.1666666666667,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of false origin",-74,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Latitude of 1st standard parallel",41.0333333333333,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Latitude of 2nd standard parallel",40.6666666666667,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Easting at false origin",984250,LENGTHUNIT["US survey foot",0.304800609601219]],PARAMETER["Northing at false origin",0,LENGTHUNIT["US survey foot",0.304800609601219]]],CS[Cartesian,2],AXIS["easting (X)",east,ORDER[1],LENGTHUNIT["US survey foot",0.304800609601219]],AXIS["northing (Y)",north,ORDER[2],LENGTHUNIT["US survey foot",0.304800609601219]]]"#;
    near(
        placed(feet_in_wkt2, 984_250.0, 0.0),
        (-74.0, 40.166_667),
        1e-6,
    );
    let paris = r#"GEOGCS["NTF (Paris)",DATUM["Nouvelle_Triangulation_Francaise_Paris",SPHEROID["Clarke 1880 (IGN)",6378249.2,293.466021293627],TOWGS84[-168,-60,320,0,0,0,0]],PRIMEM["Paris",2.5969213],UNIT["grad",0.01570796326794897]]"#;
    near(placed(paris, 0.0, 50.0), (2.337, 45.0), 0.002);
}

#[test]
fn polar_and_other_projections_of_wkt_are_placed() {
    let polar = r#"PROJCS["Polar",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Stereographic_North_Pole"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-45.0],PARAMETER["Standard_Parallel_1",70.0],UNIT["Meter",1.0]]"#;
    let by_code = placed("EPSG:3413", 500_000.0, -1_500_000.0);
    near(placed(polar, 500_000.0, -1_500_000.0), by_code, 1e-9);
    near(
        placed("EPSG:3035", 4_321_000.0, 3_210_000.0),
        (10.0, 52.0),
        1e-6,
    );
    near(
        placed("EPSG:2056", 2_600_000.0, 1_200_000.0),
        (7.438_632, 46.951_083),
        1e-4,
    );
    let swiss = r#"PROJCS["CH1903+_LV95",GEOGCS["GCS_CH1903+",DATUM["D_CH1903+",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Hotine_Oblique_Mercator_Azimuth_Center"],PARAMETER["False_Easting",2600000.0],PARAMETER["False_Northing",1200000.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Azimuth",90.0],PARAMETER["Longitude_Of_Center",7.43958333333333],PARAMETER["Latitude_Of_Center",46.9524055555556],UNIT["Meter",1.0]]"#;
    near(
        placed(swiss, 2_600_000.0, 1_200_000.0),
        (7.438_632, 46.951_083),
        1e-4,
    );
    let lambert_1sp = r#"PROJCS["One parallel",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_1SP"],PARAMETER["latitude_of_origin",45],PARAMETER["central_meridian",65],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",500000],PARAMETER["false_northing",100000],UNIT["metre",1]]"#;
    near(
        placed(lambert_1sp, 500_000.0, 100_000.0),
        (65.0, 45.0),
        1e-9,
    );
}

#[test]
fn projjson_is_read_by_its_id_and_by_its_parts() {
    let with_id = json!({"type": "ProjectedCRS", "name": "WGS 84 / UTM zone 42N", "id": {"authority": "EPSG", "code": 32642}});
    assert_eq!(Crs::from_projjson(&with_id).unwrap().name, "EPSG:32642");
    let crs84 = json!({"type": "GeographicCRS", "name": "WGS 84 (CRS84)", "id": {"authority": "OGC", "code": "CRS84"}});
    assert!(Crs::from_projjson(&crs84).unwrap().is_wgs84());
    let parts = json!({
        "type": "ProjectedCRS", "name": "a zone of its own",
        "base_crs": {"name": "WGS 84", "datum": {"type": "GeodeticReferenceFrame", "name": "World Geodetic System 1984",
            "ellipsoid": {"name": "WGS 84", "semi_major_axis": 6_378_137, "inverse_flattening": 298.257_223_563}}},
        "conversion": {"name": "unnamed", "method": {"name": "Transverse Mercator"}, "parameters": [
            {"name": "Latitude of natural origin", "value": 0, "unit": "degree"},
            {"name": "Longitude of natural origin", "value": 69, "unit": "degree"},
            {"name": "Scale factor at natural origin", "value": 0.9996, "unit": "unity"},
            {"name": "False easting", "value": 500_000, "unit": "metre"},
            {"name": "False northing", "value": 0, "unit": "metre"}]},
        "coordinate_system": {"subtype": "Cartesian", "axis": [{"name": "Easting", "unit": "metre"}, {"name": "Northing", "unit": "metre"}]}
    });
    near(
        placed(&parts.to_string(), 500_000.0, 4_649_776.22),
        (69.0, 42.0),
        1e-6,
    );
}

#[test]
fn compounds_and_bounds_are_read_by_their_horizontal_part() {
    assert_eq!(
        Crs::parse("urn:ogc:def:crs,crs:EPSG::27700,crs:EPSG::5701")
            .unwrap()
            .name,
        "EPSG:27700"
    );
    let compound = r#"COMPD_CS["UTM with heights",PROJCS["WGS 84 / UTM zone 42N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]]],PROJECTION["Transverse_Mercator"],AUTHORITY["EPSG","32642"]],VERT_CS["Heights",VERT_DATUM["Baltic",2005]]]"#;
    assert_eq!(Crs::parse(compound).unwrap().name, "EPSG:32642");
}

#[test]
fn what_is_not_known_says_so_and_never_places() {
    let unknown = [
        "",
        "EPSG:99999",
        "EPSG:4978",
        "my own grid",
        "urn:ogc:def:crs:IAU::30100",
        "+proj=nonsense",
        "{\"type\":",
        "PROJCS[\"x\"",
        r#"LOCAL_CS["Plan of the site",UNIT["metre",1]]"#,
        r#"ENGCRS["Plan",EDATUM["Site"],CS[Cartesian,2]]"#,
    ];
    for definition in unknown {
        let error = Crs::parse(definition).expect_err(definition);
        let problem = error.problem(crate::problem::Place::file("a.shp"));
        assert!(
            problem.why.contains("nothing of this layer is placed"),
            "{problem}"
        );
    }
}

#[test]
fn a_position_outside_its_system_is_an_error_and_not_a_place() {
    let crs = Crs::parse("EPSG:3035").unwrap();
    for x in [f64::NAN, f64::INFINITY, 1e12] {
        assert!(
            crs.place(&mut Geometry::Point(Point::new(x, 0.0))).is_err(),
            "{x}"
        );
    }
}

#[test]
fn a_projected_line_across_the_antimeridian_stays_in_one_piece() {
    let crs = Crs::parse("EPSG:32660").unwrap();
    let mut line = Geometry::LineString(LineString::from(vec![
        (600_000.0, 6_000_000.0),
        (800_000.0, 6_000_000.0),
    ]));
    crs.place(&mut line).unwrap();
    let Geometry::LineString(line) = line else {
        panic!()
    };
    assert!(line.0[0].x < 180.0 && line.0[1].x > 180.0, "{line:?}");
}
