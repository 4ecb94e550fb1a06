//! The head of a table: the names of its columns, once each, or those of a known export without one.

use std::collections::BTreeMap;

use super::columns::has_places;

/// Rows at the beginning that may stand before the head: a title, a remark.
const BEFORE_HEAD: usize = 10;

/// Where the head of a table is, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableHead {
    /// The names of the columns, once each.
    pub(super) names: Vec<String>,
    /// Number of the first row behind it.
    pub(super) rows_from: usize,
    /// The export whose columns these are, where the file has no head.
    pub(super) known: Option<&'static str>,
    /// Whether the first row looks like values and not like names.
    pub(super) missing: bool,
    /// Whether rows begin with a name of theirs that the head has no title for, as R writes them.
    pub(super) row_names: bool,
}

/// Exports that are known to come without a head.
struct Known {
    name: &'static str,
    columns: &'static [&'static str],
    is_it: fn(&[&str]) -> bool,
}

/// The columns of GDELT's daily files of events up to 2013 and of those since (GDELT Event Codebook
/// 1.0 and 2.0), and of the dumps of `GeoNames` (readme.txt there).
static KNOWN: [Known; 3] = [
    Known {
        name: "GDELT 1.0 events",
        columns: &GDELT_1,
        is_it: |row| is_gdelt(row),
    },
    Known {
        name: "GDELT 2.0 events",
        columns: &GDELT_2,
        is_it: |row| is_gdelt(row),
    },
    Known {
        name: "GeoNames",
        columns: &GEONAMES,
        is_it: |row| is_geonames(row),
    },
];

fn digits(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_gdelt(row: &[&str]) -> bool {
    digits(row[0]) && digits(row[1]) && row[1].len() == 8 && digits(row[2]) && digits(row[3])
}

fn is_geonames(row: &[&str]) -> bool {
    let number = |cell: &str| cell.parse::<f64>().is_ok();
    digits(row[0]) && number(row[4]) && number(row[5]) && row[6].len() == 1
}

/// The columns of an export without a head that a row is of.
pub(in crate::formats) fn known_head(
    row: &[&str],
) -> Option<(&'static str, &'static [&'static str])> {
    let mut known = KNOWN
        .iter()
        .filter(|known| known.columns.len() == row.len());
    known
        .find(|known| (known.is_it)(row))
        .map(|known| (known.name, known.columns))
}

impl TableHead {
    /// The head of a table that begins with these rows.
    pub(super) fn of(rows: &[Vec<&str>]) -> Self {
        let Some(first) = rows.first() else {
            return Self {
                names: Vec::new(),
                rows_from: 0,
                known: None,
                missing: false,
                row_names: false,
            };
        };
        if let Some((name, columns)) = known_head(first) {
            let names = columns.iter().map(|&column| column.to_owned()).collect();
            return Self {
                names,
                rows_from: 0,
                known: Some(name),
                missing: false,
                row_names: false,
            };
        }
        let at = (0..rows.len().min(BEFORE_HEAD)).find(|&at| has_places(&rows[at]));
        let at = at.unwrap_or_else(|| widest(rows));
        let value = |cell: &&str| cell.parse::<f64>().is_ok();
        if !has_places(&rows[at]) && rows[at].iter().any(value) {
            let names = (1..=rows[at].len())
                .map(|number| format!("column {number}"))
                .collect();
            return Self {
                names,
                rows_from: at,
                known: None,
                missing: true,
                row_names: false,
            };
        }
        Self {
            names: once_each(&rows[at]),
            rows_from: at + 1,
            known: None,
            missing: false,
            row_names: false,
        }
    }

    /// The same with a title for the names of rows, where each row behind the head has a cell more than the
    /// head, and its last cell says something (R, `write.table`).
    pub(super) fn with_row_names(mut self, rows: &[Vec<&str>]) -> Self {
        let width = self.names.len();
        let behind = rows.get(self.rows_from..).unwrap_or_default();
        // A quotation mark within a cell is one that a comma has parted.
        let longer = |row: &Vec<&str>| {
            row.len() == width + 1
                && row.last().is_some_and(|cell| !cell.trim().is_empty())
                && !row.iter().any(|cell| cell.contains('"'))
        };
        let known = self.known.is_some() || self.missing;
        if !known && !behind.is_empty() && behind.iter().all(longer) {
            self.names.insert(0, "row name".to_owned());
            self.row_names = true;
        }
        self
    }
}

/// The first row that fills as many cells as any of the first ones: what is shorter before it is a title.
fn widest(rows: &[Vec<&str>]) -> usize {
    let filled = |row: &Vec<&str>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let first = &rows[..rows.len().min(BEFORE_HEAD)];
    let most = first.iter().map(filled).max().unwrap_or(0);
    first
        .iter()
        .position(|row| filled(row) == most)
        .unwrap_or(0)
}

/// The names, with a number where one comes again or is empty.
fn once_each(row: &[&str]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let names = row.iter().zip(1..).map(|(name, number)| {
        let name = match name.trim() {
            "" => format!("column {number}"),
            name => name.to_owned(),
        };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            format!("{name} {count}")
        } else {
            name
        }
    });
    names.collect()
}

#[rustfmt::skip]
const GDELT_1: [&str; 58] = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode",
    "Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode",
    "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code",
    "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code",
    "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
];

#[rustfmt::skip]
const GDELT_2: [&str; 61] = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode",
    "Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode",
    "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
];

#[rustfmt::skip]
const GEONAMES: [&str; 19] = [
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation",
    "dem", "timezone", "modification date",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_head_is_no_head() {
        let rows = [
            vec!["Incidents 2021", "", ""],
            vec!["name", "lat", "lon"],
            vec!["Osh", "40.5", "72.8"],
        ];
        let head = TableHead::of(&rows);
        assert_eq!(
            (head.rows_from, head.names.as_slice()),
            (2, &["name", "lat", "lon"].map(String::from)[..])
        );
    }

    #[test]
    fn a_name_that_comes_again_has_a_number_and_values_are_no_names() {
        assert_eq!(
            TableHead::of(&[vec!["lat", "", "lat"]]).names,
            ["lat", "column 2", "lat 2"]
        );
        let head = TableHead::of(&[vec!["Osh", "40.5", "72.8"]]);
        assert!(head.missing && head.rows_from == 0);
    }

    #[test]
    fn names_of_rows_that_r_writes_have_a_title() {
        let named = |rows: &[Vec<&str>]| TableHead::of(rows).with_row_names(rows).names;
        let head = vec!["name", "lat", "lon"];
        assert_eq!(
            named(&[head.clone(), vec!["1", "Osh", "40.5", "72.8"]]),
            ["row name", "name", "lat", "lon"]
        );
        // A separator at the end of each row is no name at its beginning.
        assert_eq!(
            named(&[head, vec!["Osh", "40.5", "72.8", ""]]),
            ["name", "lat", "lon"]
        );
    }
}
