//! Shifts of datums to WGS 84 by the datum's name.
//!
//! Esri's WKT and WKT 2 name a datum without saying how it lies to WGS 84. The shifts are those of
//! the EPSG geographic systems on the same datum.

use super::method::plain;

/// Names of datums without their punctuation and without Esri's `D_`, and the code of a geographic
/// system on each.
const DATUMS: [(&str, u16); 78] = [
    ("adindan", 4201),
    ("afgooye", 4205),
    ("ainelabd1970", 4204),
    ("amersfoort", 4289),
    ("arc1950", 4209),
    ("arc1960", 4210),
    ("australian1966", 4202),
    ("australian1984", 4203),
    ("australiangeodeticdatum1966", 4202),
    ("australiangeodeticdatum1984", 4203),
    ("batavia", 4211),
    ("beijing1954", 4214),
    ("belge1972", 4313),
    ("reseaunationalbelge1972", 4313),
    ("bogota1975", 4218),
    ("cape", 4222),
    ("campoinchauspe", 4221),
    ("carthage", 4223),
    ("ch1903", 4149),
    ("china2000", 4490),
    ("cgcs2000", 4490),
    ("corregoalegre", 4225),
    ("dealulpiscului1970", 4317),
    ("datum73", 4274),
    ("deutscheshauptdreiecksnetz", 4314),
    ("egypt1907", 4229),
    ("europeandatum1950", 4230),
    ("european1950", 4230),
    ("etrs1989", 4258),
    ("europeanterrestrialreferencesystem1989", 4258),
    ("fahud", 4232),
    ("finaldatum1958", 4132),
    ("gda1994", 4283),
    ("geocentricdatumofaustralia1994", 4283),
    ("geocentricdatumofaustralia2020", 7844),
    ("ggrs1987", 4121),
    ("greekgeodeticreferencesystem1987", 4121),
    ("hartebeesthoek1994", 4148),
    ("hongkong1980", 4611),
    ("hungariandatum1972", 4237),
    ("hungarian1972", 4237),
    ("indian1960", 4131),
    ("indian1975", 4240),
    ("israel", 4141),
    ("jgd2000", 4612),
    ("jgd2011", 6668),
    ("kkj", 4123),
    ("kalianpur1962", 4145),
    ("kalianpur1975", 4146),
    ("kertau", 4245),
    ("korean1995", 4166),
    ("korean2000", 4737),
    ("lisbon", 4207),
    ("luzon1911", 4253),
    ("mgi", 4312),
    ("militargeographischeinstitut", 4312),
    ("minna", 4263),
    ("montemario", 4265),
    ("nahrwan1967", 4270),
    ("nouvelletriangulationfrancaise", 4275),
    ("ntf", 4275),
    ("nzgd1949", 4272),
    ("nzgd2000", 4167),
    ("ordnancesurveyofgreatbritain1936", 4277),
    ("osgb1936", 4277),
    ("palestine1923", 4281),
    ("provisionalsouthamericandatum1956", 4248),
    ("pulkovo1942", 4284),
    ("pulkovo194258", 4179),
    ("pulkovo194283", 4178),
    ("pulkovo1942adj1983", 4178),
    ("pulkovo1995", 4200),
    ("southamericandatum1969", 4618),
    ("southamerican1969", 4618),
    ("sjtsk", 4156),
    ("tokyo", 4301),
    ("wgs1972", 4322),
    ("xian1980", 4610),
];

/// Beginnings of names of datums on GRS 80 that lie within a few metres of WGS 84.
const NEAR_WGS84: [&str; 9] = [
    "irenet95",
    "itrf",
    "nad83",
    "northamerican1983",
    "northamericandatum1983",
    "rgf93",
    "rgf1993",
    "sirgas",
    "sweref99",
];

/// PROJ's words for the datum's ellipsoid and its shift; `system` is the name of the system that
/// uses it, which some files name instead.
pub(super) fn words(datum: &str, system: &str) -> Option<String> {
    let name = plain(datum.strip_prefix("D_").unwrap_or(datum));
    if name.starts_with("wgs1984")
        || name.starts_with("wgs84")
        || name.starts_with("worldgeodeticsystem1984")
    {
        return Some("+datum=WGS84".to_owned());
    }
    if NEAR_WGS84.iter().any(|near| name.starts_with(near)) {
        return Some("+ellps=GRS80 +towgs84=0,0,0".to_owned());
    }
    if name.starts_with("northamerican1927") || name.starts_with("northamericandatum1927") {
        return Some("+datum=NAD27".to_owned());
    }
    let system = plain(system.strip_prefix("GCS_").unwrap_or(system));
    let code = DATUMS
        .iter()
        .find(|&&(known, _)| known == name || known == system)
        .map(|&(_, code)| code)?;
    let definition = crs_definitions::from_code(code)?.proj4;
    let words = definition.split_whitespace().filter(|word| {
        !word.starts_with("+proj=") && !word.starts_with("+pm=") && *word != "+no_defs"
    });
    let words: Vec<&str> = words.collect();
    Some(words.join(" "))
}
