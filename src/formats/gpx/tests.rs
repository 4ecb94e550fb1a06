//! Files as recorders write them, good and broken.

use geo::{CoordsIter, Geometry};

use super::super::testing::{self, Collected};
use super::super::{Head, Time};
use super::*;

fn read(body: &str) -> Collected {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">{body}</gpx>"
    );
    testing::read(&FORMAT, "a.gpx", text.as_bytes())
}

fn point(lat: &str, lon: &str, time: &str) -> String {
    let time = if time.is_empty() {
        String::new()
    } else {
        format!("<time>{time}</time>")
    };
    format!("<trkpt lat=\"{lat}\" lon='{lon}'><ele>1</ele>{time}</trkpt>")
}

#[test]
fn waypoints_routes_and_tracks_are_layers() {
    let track: String = ["44.8", "44.9"]
        .map(|lat| point(lat, "65.5", "2021-10-18T08:00:00Z"))
        .concat();
    let read = read(&format!(
        "<metadata><time>2023-01-01T00:00:00Z</time></metadata>\
         <wpt lat=\"44.8\" lon=\"65.5\"><ele>120</ele><name>Camp</name><desc>by &lt;b>night&lt;/b></desc><sym>Flag</sym></wpt>\
         <rte><name>Plan</name><rtept lat=\"44\" lon=\"65\"><name>start</name></rtept><rtept lat=\"45\" lon=\"66\"/></rte>\
         <trk><name>Day 1</name><trkseg>{track}</trkseg><trkseg>{track}</trkseg></trk>"
    ));
    assert_eq!(read.told(), "");
    let camp = read.named("Camp");
    assert_eq!(
        (read.layer_of(camp), camp.description.as_deref()),
        ("waypoints", Some("by night"))
    );
    assert_eq!(
        (
            camp.properties["ele"].as_f64(),
            camp.properties["sym"].as_str()
        ),
        (Some(120.0), Some("Flag"))
    );
    assert_eq!(camp.time, None);
    let plan = read.named("Plan");
    assert_eq!(
        (
            read.layer_of(plan),
            plan.geometry.as_ref().unwrap().coords_count()
        ),
        ("routes", 2)
    );
    let day = read.named("Day 1");
    assert!(matches!(day.geometry, Some(Geometry::MultiLineString(_))));
    assert_eq!(day.locator.line(), Some(2));
}

#[test]
fn a_track_is_dated_from_its_first_time_to_its_last() {
    let newest_first = [
        ("3", "2021-10-19T01:00:00Z"),
        ("4", ""),
        ("5", "2021-10-18T08:00:00Z"),
    ];
    let points: String = newest_first
        .iter()
        .map(|(lat, time)| point(lat, "65", time))
        .collect();
    let read = read(&format!("<trk><trkseg>{points}</trkseg></trk>"));
    let time = Time {
        begin: Some("2021-10-18T08:00:00Z".into()),
        end: Some("2021-10-19T01:00:00Z".into()),
    };
    assert_eq!(read.records[0].time, Some(time));
}

#[test]
fn a_time_that_is_none_costs_no_point_and_is_told_once() {
    let points: String = ["3", "4", "5"].map(|lat| point(lat, "65", "null")).concat();
    let read = read(&format!("<trk><trkseg>{points}</trkseg></trk>"));
    assert_eq!(
        (
            read.records[0].geometry.as_ref().unwrap().coords_count(),
            &read.records[0].time
        ),
        (3, &None)
    );
    assert!(
        read.told().contains("3 times") && read.told().contains("\"null\""),
        "{}",
        read.told()
    );
}

#[test]
fn a_decimal_comma_is_read_as_a_point_and_told() {
    let read = read("\n<wpt lat=\"44,8\" lon=\"65,5\"><name>W</name></wpt>");
    let place: geo::Point = read
        .named("W")
        .geometry
        .clone()
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!((place.x(), place.y()), (65.5, 44.8));
    assert!(
        read.told().contains("a.gpx:3") && read.told().contains("comma"),
        "{}",
        read.told()
    );
}

#[test]
fn what_has_no_place_is_listed_without_one() {
    let read = read(
        "<wpt lon=\"1\"><name>A</name></wpt><trk><name>B</name><trkseg/></trk><wpt lat=\"104\" lon=\"43\"><name>C</name></wpt>",
    );
    for name in ["A", "B", "C"] {
        assert_eq!(read.named(name).geometry, None);
    }
    assert!(read.told().contains("write 104, 43"), "{}", read.told());
    assert_eq!(read.left_out, 0);
}

#[test]
fn a_single_point_is_shown_as_one() {
    let read = read(&format!(
        "<trk><name>One</name><trkseg>{}</trkseg></trk>",
        point("1", "2", "")
    ));
    assert!(matches!(
        read.named("One").geometry,
        Some(Geometry::Point(_))
    ));
    assert!(read.told().contains("single position"), "{}", read.told());
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let text = format!(
        "<gpx><wpt lat='1' lon='2'/><trk><name>T</name><trkseg>{0}{0}<trkpt lat='3",
        point("1", "2", "")
    );
    let read = testing::read(&FORMAT, "a.gpx", text.as_bytes());
    assert_eq!(read.records.len(), 2);
    assert_eq!(read.named("T").geometry.as_ref().unwrap().coords_count(), 2);
    assert!(read.told().contains("breaks off"), "{}", read.told());
}

#[test]
fn colours_of_programs_are_the_style() {
    let read = read(
        "<trk><name>T</name><extensions><gpxx:TrackExtension xmlns:gpxx='x'><gpxx:DisplayColor>Cyan</gpxx:DisplayColor>\
         </gpxx:TrackExtension><hr>90</hr></extensions></trk>",
    );
    let track = read.named("T");
    assert_eq!(
        track.style.as_ref().unwrap().stroke.unwrap().rgba,
        [0, 255, 255, 255]
    );
    assert_eq!(track.properties["hr"], "90");
}

#[test]
fn gpx_is_known_by_its_first_element() {
    let of = |bytes: &[u8]| {
        recognise(&Head {
            name: "a.xml",
            bytes,
            len: 0,
        })
    };
    assert_eq!(
        of(b"\xef\xbb\xbf<?xml version='1.0'?><!-- c --><gpx:gpx xmlns:gpx='x'>"),
        Recognition::Certain
    );
    assert_eq!(of(b"<kml><gpx/></kml>"), Recognition::No);
    assert_eq!(of(b"{}"), Recognition::No);
}

#[test]
fn a_day_on_which_a_clock_begins_is_no_date() {
    let unset = "1970-01-01T00:00:07Z";
    let set = "2021-10-18T08:00:00Z";
    let read = read(&format!(
        "<wpt lat='1' lon='2'><time>{unset}</time><name>W</name></wpt><trk><name>T</name><trkseg>{}{}</trkseg></trk>",
        point("1", "2", unset),
        point("1", "3", set)
    ));
    assert_eq!(read.named("W").time, None);
    let begin = read.named("T").time.as_ref().unwrap().begin.clone();
    assert_eq!(begin.as_deref(), Some("2021-10-18T08:00:00Z"));
    assert!(
        read.told().contains("2 points are dated"),
        "{}",
        read.told()
    );
}

#[test]
fn points_of_a_track_at_zero_are_told() {
    let read = read(&format!(
        "<trk><name>T</name><trkseg>{}{}</trkseg></trk>",
        point("0", "0", ""),
        point("1", "3", "")
    ));
    assert!(read.told().contains("Gulf of Guinea"), "{}", read.told());
}
