//! Methods of projection by their names in WKT 1, WKT 2, PROJJSON and Esri's WKT.

use std::fmt::Write as _;

/// How a system is projected.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ProjectionMethod {
    /// Name of the method, as written.
    pub(super) method: String,
    /// Names of the parameters and their values in metres, degrees or as pure numbers.
    pub(super) parameters: Vec<(String, f64)>,
    /// Unit of its coordinates, in metres.
    pub(super) unit_m: f64,
}

impl ProjectionMethod {
    /// The value of the first parameter that has one of these names without their punctuation.
    pub(super) fn parameter(&self, names: &[&str]) -> Option<f64> {
        let found = self
            .parameters
            .iter()
            .find(|(name, _)| names.contains(&plain(name).as_str()));
        found.map(|&(_, value)| value)
    }
}

/// A name in lower case without its punctuation, so that `Transverse_Mercator` and "Transverse
/// Mercator" are one.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Names of methods, PROJ's name, and what is always added.
const METHODS: [(&[&str], &str, &str); 25] = [
    (
        &[
            "transversemercator",
            "gausskruger",
            "transversemercatorcomplex",
        ],
        "tmerc",
        "",
    ),
    (
        &[
            "transversemercatorsouthorientated",
            "transversemercatorsouthorientated",
        ],
        "tmerc",
        "+axis=wsu",
    ),
    (
        &[
            "mercator",
            "mercator1sp",
            "mercator2sp",
            "mercatorvarianta",
            "mercatorvariantb",
        ],
        "merc",
        "",
    ),
    (
        &["lambertconformalconic1sp", "lambertconicconformal1sp"],
        "lcc",
        "",
    ),
    (
        &[
            "lambertconformalconic2sp",
            "lambertconicconformal2sp",
            "lambertconformalconic",
        ],
        "lcc",
        "",
    ),
    (
        &["albers", "albersequalarea", "albersconicequalarea"],
        "aea",
        "",
    ),
    (&["lambertazimuthalequalarea"], "laea", ""),
    (
        &["azimuthalequidistant", "modifiedazimuthalequidistant"],
        "aeqd",
        "",
    ),
    (
        &[
            "polarstereographic",
            "polarstereographicvarianta",
            "polarstereographicvariantb",
            "stereographicnorthpole",
            "stereographicsouthpole",
        ],
        "stere",
        "",
    ),
    (&["stereographic"], "stere", ""),
    (
        &["obliquestereographic", "doublestereographic"],
        "sterea",
        "",
    ),
    (&["equidistantconic"], "eqdc", ""),
    (
        &[
            "equidistantcylindrical",
            "equirectangular",
            "platecarree",
            "equidistantcylindricalspherical",
        ],
        "eqc",
        "",
    ),
    (
        &[
            "cylindricalequalarea",
            "lambertcylindricalequalarea",
            "behrmann",
        ],
        "cea",
        "",
    ),
    (&["cassini", "cassinisoldner"], "cass", ""),
    (
        &[
            "hotineobliquemercator",
            "hotineobliquemercatorvarianta",
            "hotineobliquemercatorazimuthnaturalorigin",
            "rectifiedskeworthomorphicnaturalorigin",
        ],
        "omerc",
        "+no_uoff",
    ),
    (
        &[
            "hotineobliquemercatorvariantb",
            "hotineobliquemercatorazimuthcenter",
            "obliquemercator",
            "rectifiedskeworthomorphiccenter",
        ],
        "omerc",
        "",
    ),
    (
        &["swissobliquecylindrical", "swissobliquemercator"],
        "somerc",
        "",
    ),
    (
        &["krovak", "kroveak", "krovaknorthorientated"],
        "krovak",
        "",
    ),
    (&["polyconic", "americanpolyconic"], "poly", ""),
    (&["sinusoidal", "mollweide", "robinson"], "", ""),
    (&["millercylindrical"], "mill", ""),
    (&["equalearth"], "eqearth", ""),
    (&["orthographic"], "ortho", ""),
    (&["gnomonic"], "gnom", ""),
];

/// PROJ's names of parameters and the names that they go by elsewhere.
const PARAMETERS: [(&str, &[&str]); 8] = [
    (
        "lat_0",
        &[
            "latitudeoforigin",
            "latitudeofcenter",
            "latitudeofnaturalorigin",
            "latitudeoffalseorigin",
            "latitudeofprojectioncentre",
            "latitudeofcentre",
        ],
    ),
    (
        "lon_0",
        &[
            "centralmeridian",
            "longitudeofcenter",
            "longitudeoforigin",
            "longitudeofnaturalorigin",
            "longitudeoffalseorigin",
            "longitudeofprojectioncentre",
            "longitudeofcentre",
        ],
    ),
    (
        "lat_2",
        &["standardparallel2", "latitudeof2ndstandardparallel"],
    ),
    (
        "k_0",
        &[
            "scalefactor",
            "scalefactoratnaturalorigin",
            "scalefactoroninitialline",
            "scalefactoronpseudostandardparallel",
            "scalefactoratprojectioncentre",
        ],
    ),
    (
        "x_0",
        &[
            "falseeasting",
            "eastingatfalseorigin",
            "eastingatprojectioncentre",
        ],
    ),
    (
        "y_0",
        &[
            "falsenorthing",
            "northingatfalseorigin",
            "northingatprojectioncentre",
        ],
    ),
    (
        "alpha",
        &[
            "azimuth",
            "azimuthofinitialline",
            "azimuthatprojectioncentre",
            "colatitudeofconeaxis",
        ],
    ),
    (
        "gamma",
        &[
            "rectifiedgridangle",
            "anglefromrectifiedtoskewgrid",
            "xyplanerotation",
        ],
    ),
];

/// The first standard parallel, whose parameter in PROJ depends on the method.
const PARALLEL: [&str; 3] = [
    "standardparallel1",
    "latitudeof1ststandardparallel",
    "latitudeofstandardparallel",
];

/// Whether this is the spherical Mercator of web maps, with its origin at 0, 0 and in metres.
pub(super) fn is_web_mercator(projection: &ProjectionMethod) -> bool {
    let method = plain(&projection.method);
    let sphere_of_web = matches!(
        method.as_str(),
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator"
    );
    let at_origin =
        |(name, value): &(String, f64)| *value == 0.0 || plain(name).starts_with("scalefactor");
    sphere_of_web
        && projection.parameters.iter().all(at_origin)
        && (projection.unit_m - 1.0).abs() < f64::EPSILON
}

/// The PROJ string of a projection, without datum and units; else why there is none.
pub(super) fn proj_string(projection: &ProjectionMethod) -> Result<String, String> {
    let method = plain(&projection.method);
    let found = METHODS
        .iter()
        .find(|(names, ..)| names.contains(&method.as_str()));
    let &(_, proj, extra) = found
        .ok_or_else(|| format!("the projection \"{}\" is not supported", projection.method))?;
    let proj = match method.as_str() {
        "sinusoidal" => "sinu",
        "mollweide" => "moll",
        "robinson" => "robin",
        // Esri writes the Swiss projection as an oblique Mercator along a line that runs due east.
        _ if proj == "omerc" && projection.parameter(&["azimuth"]) == Some(90.0) => "somerc",
        _ => proj,
    };
    let mut words = format!("+proj={proj}");
    for (name, others) in PARAMETERS {
        let value = projection.parameter(others);
        let name = if proj == "omerc" && name == "lon_0" {
            "lonc"
        } else {
            name
        };
        let skipped = proj == "somerc" && matches!(name, "alpha" | "gamma");
        if let Some(value) = value.filter(|_| !skipped && !is_polar_origin(proj, &method, name)) {
            let _ = write!(words, " +{name}={value}");
        }
    }
    words.push_str(&parallel(projection, &method, proj));
    if !extra.is_empty() && proj != "somerc" {
        let _ = write!(words, " {extra}");
    }
    Ok(words)
}

/// The parallel of true scale or of contact, under the name it has in PROJ for this method.
fn parallel(projection: &ProjectionMethod, method: &str, proj: &str) -> String {
    let given = projection.parameter(&PARALLEL);
    let origin = projection.parameter(PARAMETERS[0].1);
    match proj {
        "lcc" | "aea" | "eqdc" => {
            // With one parallel the origin lies on it.
            given
                .or(origin)
                .map_or_else(String::new, |at| format!(" +lat_1={at}"))
        }
        "stere" if method.contains("pole") || method.starts_with("polar") => {
            let at = given.or(origin).unwrap_or(90.0);
            let south = at < 0.0 || method.contains("south");
            let pole = if south { -90 } else { 90 };
            if method == "polarstereographicvarianta" {
                return format!(" +lat_0={pole}");
            }
            format!(" +lat_0={pole} +lat_ts={at}")
        }
        "merc" | "eqc" | "cea" => {
            let at = given.or((method == "behrmann").then_some(30.0));
            at.map_or_else(String::new, |at| format!(" +lat_ts={at}"))
        }
        _ => String::new(),
    }
}

/// Whether the origin's latitude is the parallel of a polar projection, whose origin is the pole.
fn is_polar_origin(proj: &str, method: &str, name: &str) -> bool {
    proj == "stere" && name == "lat_0" && (method.contains("pole") || method.starts_with("polar"))
}
