//! Files as programs export them, good and broken.

mod archives;

use geo::{CoordsIter, Geometry, Point};

use super::super::testing::{self, Collected};
use super::super::{Colour, Time};
use super::*;

fn read(body: &str) -> Collected {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{body}</Document></kml>"
    );
    testing::read(&FORMAT, "a.kml", text.as_bytes())
}

fn placed(name: &str, inner: &str) -> String {
    format!(
        "<Placemark><name>{name}</name>{inner}<Point><coordinates>65.5,44.8,0</coordinates></Point></Placemark>"
    )
}

fn time(begin: &str, end: &str) -> Time {
    let end = (!end.is_empty()).then(|| end.to_owned());
    Time {
        begin: Some(begin.to_owned()),
        end,
    }
}

#[test]
fn folders_are_layers_named_by_their_path() {
    let read = read(&format!(
        "<name>Map</name>{}<Folder><name>Bases</name>{}<Folder><name>Former</name>{}</Folder></Folder>\
         <Folder>{}</Folder><Folder><name>Bases</name>{}</Folder>",
        placed("0", ""),
        placed("1", ""),
        placed("2", ""),
        placed("3", ""),
        placed("4", "")
    ));
    let layers: Vec<&str> = read
        .records
        .iter()
        .map(|record| read.layer_of(record))
        .collect();
    assert_eq!(layers, ["", "Bases", "Bases/Former", "", "Bases"]);
    assert_eq!(read.layers.len(), 3);
    assert_eq!(read.told(), "");
}

#[test]
fn times_are_the_placemarks_or_the_tracks_or_the_folders() {
    let read = read(&format!(
        "<Folder><TimeSpan><begin>2004</begin></TimeSpan>{}{}</Folder>\
         <Placemark><name>c</name><gx:Track><when>2021-01-01T00:00:00Z</when><gx:coord>1 2 0</gx:coord>\
         <when>2021-01-02T00:00:00Z</when><gx:coord>3 4</gx:coord></gx:Track></Placemark>",
        placed("a", "<TimeStamp><when> 2021-10 </when></TimeStamp>"),
        placed("b", "")
    ));
    assert_eq!(read.named("a").time, Some(time("2021-10", "2021-10")));
    assert_eq!(read.named("b").time, Some(time("2004", "")));
    let track = read.named("c");
    assert_eq!(
        track.time,
        Some(time("2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z"))
    );
    assert_eq!(track.geometry.as_ref().unwrap().coords_count(), 2);
}

#[test]
fn nested_geometries_lose_no_part() {
    let line = "<LineString><coordinates>1,2 3,4</coordinates></LineString>";
    let ring = "<LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing>";
    let hole = "<LinearRing><coordinates>5,1 6,1 6,2 5,1</coordinates></LinearRing>";
    let read = read(&format!(
        "<Placemark><name>all</name><MultiGeometry><Point><coordinates>1,1</coordinates></Point><MultiGeometry>{line}\
         <Polygon><outerBoundaryIs>{ring}</outerBoundaryIs><innerBoundaryIs>{hole}{hole}</innerBoundaryIs></Polygon>\
         </MultiGeometry></MultiGeometry></Placemark>"
    ));
    let Some(Geometry::GeometryCollection(parts)) = &read.named("all").geometry else {
        panic!("a collection")
    };
    let Some(Geometry::Polygon(area)) = parts.0.last() else {
        panic!("an area")
    };
    assert_eq!((parts.len(), area.interiors().len()), (3, 2));
}

#[test]
fn spaces_about_commas_do_not_part_positions() {
    let of = |text| {
        geometry::positions(text)
            .map(|found| found.iter().map(|at| (at.x, at.y)).collect::<Vec<_>>())
    };
    assert_eq!(of(" 65.5, 44.8, 0 "), Ok(vec![(65.5, 44.8)]));
    assert_eq!(
        of("1,2,3\t4 ,5\r\n6,\n7,0"),
        Ok(vec![(1.0, 2.0), (4.0, 5.0), (6.0, 7.0)])
    );
    assert_eq!(of("1,2 x,4"), Err("x,4".to_owned()));
    assert_eq!(of("1 2"), Err("1".to_owned()));
    assert_eq!(of(""), Ok(Vec::new()));
}

#[test]
fn bad_coordinates_cost_the_place_alone() {
    let read = read(
        "\n<Placemark><name>A</name>\n<Point><coordinates>65;44</coordinates></Point></Placemark>\
         <Placemark><name>B</name><Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 2,2</coordinates></LinearRing>\
         </outerBoundaryIs></Polygon></Placemark><Placemark><name>C</name><Point><coordinates>43,104</coordinates></Point></Placemark>",
    );
    for name in ["A", "B", "C"] {
        assert_eq!(read.named(name).geometry, None);
    }
    let told = read.told();
    assert!(
        told.contains("a.kml:4 (A)") && told.contains("65;44"),
        "{told}"
    );
    assert!(
        told.contains("three corners") && told.contains("latitude 104"),
        "{told}"
    );
}

#[test]
fn styles_are_resolved_wherever_they_stand() {
    let read = read(&format!(
        "{}{}<StyleMap id='m'><Pair><key>highlight</key><styleUrl>#x</styleUrl></Pair><Pair><key>normal</key>\
         <styleUrl>#s</styleUrl></Pair></StyleMap>{}\
         <Style id='s'><IconStyle><color>ff0000ff</color><Icon><href>http://maps.google.com/paddle/flag.png?x</href></Icon></IconStyle>\
         <LineStyle><width>3</width></LineStyle><PolyStyle><fill>0</fill></PolyStyle></Style>",
        placed("early", "<styleUrl>#m</styleUrl>"),
        placed(
            "own",
            "<styleUrl>m</styleUrl><Style><LineStyle><color>80ff0000</color></LineStyle></Style>"
        ),
        placed("elsewhere", "<styleUrl>http://x/y.kml#s</styleUrl>")
    ));
    let names: Vec<_> = read
        .records
        .iter()
        .filter_map(|record| record.name.as_deref())
        .collect();
    assert_eq!(names, ["early", "own", "elsewhere"]);
    let style = read.named("early").style.clone().unwrap();
    assert_eq!(
        style.stroke,
        Some(Colour {
            rgba: [255, 0, 0, 255]
        })
    );
    assert_eq!(
        (style.symbol.as_deref(), style.width_px),
        (Some("flag"), Some(3.0))
    );
    assert_eq!(style.fill, Some(Colour { rgba: [0; 4] }));
    let style = read.named("own").style.clone().unwrap();
    assert_eq!(
        style.stroke,
        Some(Colour {
            rgba: [0, 0, 255, 0x80]
        })
    );
    assert_eq!(style.symbol.as_deref(), Some("flag"));
    assert_eq!(read.named("elsewhere").style, None);
}

#[test]
fn data_of_every_kind_are_properties() {
    let read = read(&format!(
        "<Schema id='S'><SimpleField type='int' name='men'/><SimpleField type='string' name='unit'/></Schema>{}",
        placed(
            "a",
            "<description><![CDATA[A<br>b &amp; <script>x</script>c]]></description><address>Long Street</address>\
             <ExtendedData><Data name='Seen'><displayName>x</displayName><value>2021</value></Data><camp:n>14</camp:n>\
             <SchemaData schemaUrl='#S'><SimpleData name='men'>40</SimpleData><SimpleData name='unit'>7</SimpleData></SchemaData>\
             </ExtendedData>"
        )
    ));
    let record = read.named("a");
    assert_eq!(record.description.as_deref(), Some("A\nb & c"));
    let properties = serde_json::to_string(&record.properties).unwrap();
    assert_eq!(
        properties,
        r#"{"address":"Long Street","Seen":"2021","n":"14","men":40,"unit":"7"}"#
    );
}

#[test]
fn what_is_not_fetched_or_drawn_is_told() {
    let read = read(
        "<NetworkLink><name>Live</name><Link><href>http://x/live.kml</href></Link></NetworkLink>\
         <GroundOverlay><name>Scan</name><LatLonBox><north>46</north><south>40</south><east>-178</east><west>178</west></LatLonBox></GroundOverlay>\
         <ScreenOverlay><name>Logo</name></ScreenOverlay>",
    );
    let told = read.told();
    assert!(
        told.contains("(NetworkLink) to http://x/live.kml") && told.contains("ground overlay"),
        "{told}"
    );
    assert!(told.contains("screen overlay"), "{told}");
    assert_eq!(read.records.len(), 1);
    let Some(Geometry::Polygon(area)) = &read.named("Scan").geometry else {
        panic!("an area")
    };
    assert!((area.exterior().0[1].x - 182.0).abs() < 1e-9);
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let text = format!(
        "<kml><Document>\n{}\n{}<Placemark><name>C</name><Point><coordina",
        placed("A", ""),
        placed("B", "")
    );
    let read = testing::read(&FORMAT, "a.kml", text.as_bytes());
    assert_eq!((read.records.len(), read.left_out), (2, 1));
    assert!(
        read.told().contains("a.kml:3") && read.told().contains("breaks off"),
        "{}",
        read.told()
    );
}

#[test]
fn old_missing_and_odd_roots_are_kml() {
    let place = placed("A", "");
    for text in [
        format!("<kml xmlns='http://earth.google.com/kml/2.1'>{place}</kml>"),
        format!("<k:kml xmlns:k='x'>{place}</k:kml>"),
        format!("<Document>{place}</Document>"),
        place.clone(),
        "<kml><Point><coordinates>65.5,44.8</coordinates></Point></kml>".to_owned(),
    ] {
        let head = Head {
            name: "a.txt",
            bytes: text.as_bytes(),
            len: 0,
        };
        assert!(recognise(&head) >= Recognition::Likely, "{text}");
        let read = testing::read(&FORMAT, "a.kml", text.as_bytes());
        assert_eq!(
            read.records[0].geometry,
            Some(Point::new(65.5, 44.8).into()),
            "{text}"
        );
    }
}

#[test]
fn decimal_commas_place_nothing_at_half_a_coordinate() {
    for coordinates in ["65,5,44,8", "65,5 44,8", "65,5,44,8,0"] {
        let read = read(&format!(
            "<Placemark><name>A</name><Point><coordinates>{coordinates}</coordinates></Point></Placemark>"
        ));
        assert_eq!(read.records[0].geometry, None, "{coordinates}");
        assert!(
            read.told().contains("with a point for decimals"),
            "{coordinates}: {}",
            read.told()
        );
    }
    let fine =
        read("<Placemark><Point><coordinates>65.5,44.8,0, </coordinates></Point></Placemark>");
    assert_eq!(
        fine.records[0].geometry,
        Some(Point::new(65.5, 44.8).into())
    );
}

#[test]
fn a_fourth_number_and_a_ring_without_its_element_cost_no_place() {
    let read = read(
        "<Placemark><name>a</name><Point><coordinates>65.5,44.8,0,0</coordinates></Point></Placemark>\
         <Placemark><name>b</name><Polygon><outerBoundaryIs><coordinates>60,40 62,40 62,42 60,40</coordinates>\
         </outerBoundaryIs></Polygon></Placemark>",
    );
    assert_eq!(
        read.named("a").geometry,
        Some(geo::point!(x: 65.5, y: 44.8).into())
    );
    assert!(matches!(
        read.named("b").geometry,
        Some(geo::Geometry::Polygon(_))
    ));
    assert_eq!(read.told(), "");
}

#[test]
fn a_document_without_placemarks_says_that_it_is_empty() {
    assert!(read("").told().contains("holds no feature"));
}

#[test]
fn a_feature_at_zero_among_others_is_told() {
    let at = |place: &str| {
        format!("<Placemark><Point><coordinates>{place}</coordinates></Point></Placemark>")
    };
    let told = read(&(at("65.5,44.8") + &at("0,0"))).told();
    assert!(told.contains("a feature lies at 0, 0"), "{told}");
    assert_eq!(read(&at("0,0")).told(), "");
}

#[test]
fn a_hole_without_an_outline_around_it_is_told() {
    let ring = "<LinearRing><coordinates>60,40 70,40 70,45 60,40</coordinates></LinearRing>";
    let read = read(&format!(
        "<Placemark><name>A</name><Polygon><innerBoundaryIs>{ring}</innerBoundaryIs></Polygon></Placemark>"
    ));
    assert_eq!(read.records.len(), 1);
    assert_eq!(read.records[0].geometry, None);
    assert!(
        read.told().contains("no outerBoundaryIs"),
        "{}",
        read.told()
    );
}
