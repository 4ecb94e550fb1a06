//! A place from any text that people paste: coordinates, grid references, map links.

use super::form::{CoordinateForm, ReadPlace};
use super::{link, mgrs, read, spelled};

/// The place that a text names, in any form that people paste.
///
/// Besides the forms of [`parse_lonlat`](super::parse_lonlat): the longitude first where the
/// numbers are no place otherwise, decimal commas, degrees with spaces for marks, `lat` and `lon` as
/// words, `GeoJSON` and WKT positions, MGRS, `geo:` links (RFC 5870) and links of the usual map
/// services. `None` where it is none of these.
///
/// ```
/// use steppe::earth::{CoordinateForm, read_place};
///
/// let read = read_place("42S VH 81442 67950").expect("it is a grid reference");
/// assert_eq!(read.form, CoordinateForm::Mgrs);
/// assert!((read.at.lat_deg - 38.5598).abs() < 1e-4);
/// ```
#[must_use]
pub fn read_place(text: &str) -> Option<ReadPlace> {
    let text = text.trim();
    if is_grouped_number(text) {
        return None;
    }
    let formed = |form| move |at| ReadPlace { at, form };
    link::read(text)
        .or_else(|| mgrs::parse_mgrs(text).map(formed(CoordinateForm::Mgrs)))
        .or_else(|| read::grid(text).map(formed(CoordinateForm::Utm)))
        .or_else(|| read::degrees(text).map(formed(form_of(text))))
        .or_else(|| spelled::read(text))
}

/// Whether a text is one number in groups of three digits, as "10,000" is.
fn is_grouped_number(text: &str) -> bool {
    let mut groups = text.split(',');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    (1..=3).contains(&first.len())
        && digits(first)
        && others.peek().is_some()
        && others.all(|group| group.len() == 3 && digits(group))
}

/// The form of a text that was read as angles.
fn form_of(text: &str) -> CoordinateForm {
    let minutes = ['\u{2032}', '\'', '\u{2019}', '\u{2033}', '"', '\u{201d}'];
    if text.contains(minutes) {
        CoordinateForm::Degrees
    } else {
        CoordinateForm::LatitudeFirst
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::form::MapService;
    use super::*;
    use crate::earth::LonLat;
    use crate::earth::lon_lat::tests::places;
    use crate::earth::{distance_m, format_decimal, format_dms, format_utm};

    /// Dushanbe, as every form below has it to some hundred metres.
    const DUSHANBE: LonLat = LonLat::new(68.787, 38.5598);

    #[test]
    fn a_place_is_read_in_every_form_that_people_paste() {
        use CoordinateForm::{Degrees, GeoLink, LatitudeFirst, Link, LongitudeFirst, Mgrs, Utm};
        let texts = [
            ("38.5598, 68.7870", LatitudeFirst),
            ("38,5598 68,7870", LatitudeFirst),
            ("38,5598; 68,7870", LatitudeFirst),
            ("(38.5598, 68.7870)", LatitudeFirst),
            ("68.7870 E 38.5598 N", LatitudeFirst),
            ("lat 38.5598 lon 68.7870", LatitudeFirst),
            ("Longitude: 68.7870, Latitude: 38.5598", LatitudeFirst),
            ("lat=38.5598&lng=68.7870", LatitudeFirst),
            ("[68.7870, 38.5598]", LongitudeFirst),
            ("POINT (68.7870 38.5598)", LongitudeFirst),
            ("38°33′35″ N, 68°47′13″ E", Degrees),
            ("38°33'35''N 68°47'13''E", Degrees),
            ("38 33 35 N 68 47 13 E", Degrees),
            ("N 38 33.588 E 68 47.22", Degrees),
            ("N38°33.588 E68°47.22", Degrees),
            ("38-33-35N 68-47-13E", Degrees),
            ("42S 481442 4267950", Utm),
            ("42 S 481442 4267950", Utm),
            ("42S 481442mE 4267950mN", Utm),
            ("42SVH8144267950", Mgrs),
            ("42s vh 814 679", Mgrs),
            ("geo:38.5598,68.7870", GeoLink),
            ("geo:38.5598,68.7870,820;u=35?z=12", GeoLink),
            (
                "https://www.openstreetmap.org/#map=12/38.5598/68.7870",
                Link(MapService::OpenStreetMap),
            ),
            (
                "https://www.openstreetmap.org/?mlat=38.5598&mlon=68.7870#map=5/0/0",
                Link(MapService::OpenStreetMap),
            ),
            (
                "https://www.google.com/maps/@38.5598,68.7870,12z",
                Link(MapService::Google),
            ),
            (
                "https://www.google.com/maps/place/X/@0,0,3z/data=!3d38.5598!4d68.7870",
                Link(MapService::Google),
            ),
            (
                "https://maps.google.com/?q=38.5598%2C68.7870",
                Link(MapService::Google),
            ),
            (
                "https://www.bing.com/maps?cp=38.5598%7E68.7870&lvl=12",
                Link(MapService::Bing),
            ),
            (
                "https://yandex.com/maps/?ll=68.7870%2C38.5598&z=12",
                Link(MapService::Yandex),
            ),
            (
                "maps.apple.com/?ll=38.5598,68.7870",
                Link(MapService::Apple),
            ),
            (
                "https://geohack.toolforge.org/geohack.php?params=38_33_35_N_68_47_13_E_type:city",
                Link(MapService::GeoHack),
            ),
        ];
        for (text, form) in texts {
            let read = read_place(text).unwrap_or_else(|| panic!("{text} was not read"));
            assert_eq!(read.form, form, "{text}");
            assert!(distance_m(read.at, DUSHANBE) < 150.0, "{text}: {read:?}");
        }
    }

    #[test]
    fn the_longitude_comes_first_where_it_is_no_latitude() {
        let read = read_place("104.1954, 35.8617").expect("it is a place");
        assert_eq!(read.form, CoordinateForm::LongitudeFirst);
        assert_eq!(read.at, LonLat::new(104.1954, 35.8617));
    }

    #[test]
    fn words_that_name_no_place_are_left_to_other_readers() {
        let others = [
            "",
            "Dushanbe",
            "201 base",
            "Zapad 2021",
            "10,000",
            "2021-09-10",
            "10 to 16 September 2021",
            "https://example.org/maps/38.5,68.7",
            "geo:north",
            "42SVI8144267950",
            "42SVH814426795",
            "SCO 2001",
        ];
        for text in others {
            assert_eq!(read_place(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_the_program_writes_can_be_pasted_back(place in places()) {
            for written in [format_decimal(place), format_dms(place), format_utm(place)] {
                let read = read_place(&written);
                let read = read.ok_or_else(|| TestCaseError::fail(written.clone()))?;
                prop_assert!(distance_m(read.at, place) < 22.0, "{written} read as {read:?}");
            }
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,60}") {
            if let Some(read) = read_place(&text) {
                prop_assert!(read.at.valid());
            }
        }

        #[test]
        fn no_row_of_likely_signs_is_too_strange(
            text in "(geo:|https://(www.)?(osm.org|google.com/maps|yandex.ru/maps)/)?[-0-9.°′″'\" ,;@?&=/!#~%NSEWZlatongm]{0,40}"
        ) {
            if let Some(read) = read_place(&text) {
                prop_assert!(read.at.valid());
            }
        }
    }
}
