//! The exports of known sources, as data.
//!
//! Names of columns are written [plain](super::plain): lower case, letters and digits only.

use crate::atlas::PrecisionClass;

/// An export of a known source.
#[derive(Debug)]
pub(super) struct Export {
    /// What people call it.
    pub(super) name: &'static str,
    /// Columns that only this export has together.
    pub(super) needs: &'static [&'static str],
    /// Columns for the name, the best first.
    pub(super) names: &'static [&'static str],
    /// Columns for the kind.
    pub(super) kinds: &'static [&'static str],
    /// Columns for the summary.
    pub(super) summaries: &'static [&'static str],
    /// Columns of begin and end; the same for a single day; empty where nothing dates a feature.
    pub(super) dates: &'static [[&'static str; 2]],
    /// How exact a place is.
    pub(super) precision: Option<Exactness>,
}

/// How an export says how exact a place is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Exactness {
    /// Codes of a column, each with its class and, where the source gives one, the radius in metres.
    Codes(
        &'static str,
        &'static [(&'static str, PrecisionClass, Option<f64>)],
    ),
    /// A column with the radius, in a unit of this number of metres.
    Radius(&'static str, f64),
    /// Two columns with the sides of a pixel in kilometres: the place is somewhere within it.
    Pixel(&'static str, &'static str),
}

use PrecisionClass::{Country, District, Site, Town};

/// The known exports. Each names the document that its rules follow.
pub(super) static EXPORTS: [Export; 11] = [
    // ACLED, Codebook (2023), "Geo-precision": 1 the town named, 2 a part of a region or near a town,
    // 3 a larger region, placed at its capital. `timestamp` is the upload.
    Export {
        name: "ACLED",
        needs: &["eventidcnty", "eventdate", "geoprecision"],
        names: &["location"],
        kinds: &["subeventtype", "eventtype"],
        summaries: &["notes"],
        dates: &[["eventdate", "eventdate"]],
        precision: Some(Exactness::Codes(
            "geoprecision",
            &[
                ("1", Town, None),
                ("2", District, None),
                ("3", Country, None),
            ],
        )),
    },
    // UCDP GED Codebook 23.1, `where_prec`: 1 exact, 2 within 25 km, 3 district (ADM2), 4 province (ADM1),
    // 5 a line or an area without an exact place, 6 country, 7 international waters or air space.
    Export {
        name: "UCDP GED",
        needs: &["whereprec", "datestart", "dateend"],
        names: &["wherecoordinates", "conflictname"],
        kinds: &["typeofviolence"],
        summaries: &["sourceheadline"],
        dates: &[["datestart", "dateend"]],
        precision: Some(Exactness::Codes(
            "whereprec",
            &[
                ("1", Town, None),
                ("2", District, Some(25_000.0)),
                ("3", District, None),
                ("4", Country, None),
                ("5", Country, None),
                ("6", Country, None),
                ("7", Country, None),
            ],
        )),
    },
    // GDELT Event Codebook 2.0, `ActionGeo_Type`: 1 country, 2 US state, 3 US city, 4 world city, 5 world state.
    Export {
        name: "GDELT events",
        needs: &["globaleventid", "sqldate", "actiongeolat"],
        names: &["actiongeofullname", "actiongeofullnam"],
        kinds: &["eventcode"],
        summaries: &[],
        dates: &[["sqldate", "sqldate"]],
        precision: Some(Exactness::Codes(
            "actiongeotype",
            &[
                ("1", Country, None),
                ("2", Country, None),
                ("3", Town, None),
                ("4", Town, None),
                ("5", Country, None),
            ],
        )),
    },
    // USGS, ComCat documentation, event terms: `time` is the quake's, `updated` is not; `horizontalError` in km.
    Export {
        name: "USGS earthquakes",
        needs: &["mag", "magtype", "place", "time"],
        names: &["title", "place"],
        kinds: &["type"],
        summaries: &[],
        dates: &[["time", "time"]],
        precision: Some(Exactness::Radius("horizontalerror", 1_000.0)),
    },
    // NASA FIRMS, attribute tables of VIIRS 375 m and MODIS: `acq_date` is the day, `acq_time` HHMM UTC,
    // `scan` and `track` the pixel's size in km.
    Export {
        name: "NASA FIRMS",
        needs: &["acqdate", "acqtime"],
        names: &["name"],
        kinds: &["type"],
        summaries: &[],
        dates: &[["acqdate", "acqdate"]],
        precision: Some(Exactness::Pixel("scan", "track")),
    },
    // Forensic Architecture, TimeMap, `datasheet-server` schema of events (`location_precision`).
    Export {
        name: "TimeMap",
        needs: &["date", "location", "description", "association1"],
        names: &["location"],
        kinds: &["category", "association1"],
        summaries: &["description"],
        dates: &[["date", "date"]],
        precision: None,
    },
    // The same in the JSON that `datasheet-server` gives, where associations are a list.
    Export {
        name: "TimeMap",
        needs: &["date", "location", "description", "associations"],
        names: &["title", "location"],
        kinds: &["category"],
        summaries: &["description"],
        dates: &[["date", "date"]],
        precision: None,
    },
    // Atlos, data export: attributes of an incident; the precision of a geolocation is Exact, Vicinity
    // (the same area, about 100 m) or Locality (the same town).
    Export {
        name: "Atlos",
        needs: &["slug", "geolocationresolution"],
        names: &["description", "slug"],
        kinds: &["incidenttype", "type", "tags"],
        summaries: &["moreinfo"],
        dates: &[["date", "date"]],
        precision: Some(Exactness::Codes(
            "geolocationresolution",
            &[
                ("Exact", Site, Some(50.0)),
                ("Vicinity", Site, Some(100.0)),
                ("Locality", Town, None),
            ],
        )),
    },
    // The same as the programming interface of Atlos names them (docs.atlos.org, "API reference").
    Export {
        name: "Atlos",
        needs: &["slug", "attrgeolocationresolution"],
        names: &["attrdescription", "slug"],
        kinds: &["attrtype", "attrtags"],
        summaries: &["attrmoreinfo"],
        dates: &[["attrdate", "attrdate"]],
        precision: Some(Exactness::Codes(
            "attrgeolocationresolution",
            &[
                ("Exact", Site, Some(50.0)),
                ("Vicinity", Site, Some(100.0)),
                ("Locality", Town, None),
            ],
        )),
    },
    // GeoNames, readme.txt of the export: `modification date` is that of the record.
    Export {
        name: "GeoNames",
        needs: &["geonameid", "asciiname", "featurecode"],
        names: &["name", "asciiname"],
        kinds: &["featurecode"],
        summaries: &[],
        dates: &[],
        precision: None,
    },
    // OpenStreetMap, Overpass QL `[out:csv]` and Overpass turbo: `@timestamp` is the last edit's.
    Export {
        name: "OSM Overpass",
        needs: &["@id"],
        names: &["name", "nameen", "intname", "ref"],
        kinds: &[
            "amenity", "shop", "tourism", "landuse", "military", "manmade", "building", "highway",
            "railway", "place",
        ],
        summaries: &["description", "note"],
        dates: &[["startdate", "enddate"]],
        precision: None,
    },
];
