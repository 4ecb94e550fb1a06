//! What a map of places cannot show: links to other files, and pictures laid on the ground.

use geo::Coord;

use super::super::output::Output;
use super::super::parts::Parts;
use super::super::xml::Element;
use super::super::{Locator, Record};
use super::{geometry, time};
use crate::math;
use crate::problem::Problem;

/// The problem of an element that is not shown; `None` for a link to one of the files `beside` this one.
pub(super) fn problem(
    element: &Element,
    beside: &[String],
    output: &Output<'_>,
) -> Option<Problem> {
    let name = element
        .child("name")
        .map(Element::plain_text)
        .unwrap_or_default();
    let place = output.place(&Locator::from(element.at()), &name);
    let link = element.child("Link").or_else(|| element.child("Url"));
    let href = link
        .and_then(|link| link.text_of("href"))
        .unwrap_or_default();
    Some(match element.name() {
        "NetworkLink" => {
            if beside
                .iter()
                .any(|file| file.ends_with(href.trim_start_matches("./")) && !href.is_empty())
            {
                return None;
            }
            let to = if href.is_empty() {
                String::new()
            } else {
                format!(" to {href}")
            };
            Problem::warning(
                format!("a link to the network (NetworkLink){to} was not followed"),
                place,
            )
            .why("nothing is fetched from elsewhere; what it leads to is missing")
            .mend("download that file and open it, too")
        }
        "GroundOverlay" => Problem::warning("the picture of a ground overlay is not drawn", place)
            .why("the area that it covers is shown instead")
            .mend("trace what matters in it as areas or lines"),
        "Tour" => Problem::warning("a tour is not played", place).why("it holds no places"),
        other => {
            let what = if other == "PhotoOverlay" {
                "a photo overlay"
            } else {
                "a screen overlay"
            };
            Problem::warning(format!("{what} is not drawn"), place)
                .why("it is a picture, and holds no places")
        }
    })
}

/// The area that a picture on the ground covers.
pub(super) fn area(element: &Element, number: u64, output: &mut Output<'_>) -> Option<Record> {
    if element.name() != "GroundOverlay" {
        return None;
    }
    let name = element
        .child("name")
        .map(Element::plain_text)
        .filter(|name| !name.is_empty());
    let label = name.clone().unwrap_or_else(|| format!("#{number}"));
    let locator = Locator::from(element.at());
    let mut parts = Parts::default();
    let corners = element.child("LatLonBox").and_then(corners_of_box);
    parts.add_polygon(
        corners
            .or_else(|| corners_of_quad(element))
            .unwrap_or_default(),
        Vec::new(),
    );
    parts.closed_rings = 0;
    Some(Record {
        id: element.tag.attribute("id").map(str::to_owned),
        name,
        description: element
            .child("description")
            .map(Element::plain_text)
            .filter(|text| !text.is_empty()),
        time: element.children().find_map(time::of),
        geometry: output.placed(parts, &locator, &label),
        locator,
        ..Record::default()
    })
}

/// The corners of a `<LatLonBox>`, turned about its middle as it says.
fn corners_of_box(area: &Element) -> Option<Vec<Coord<f64>>> {
    let number = |name| area.text_of(name)?.parse::<f64>().ok();
    let (north, south, east, west) = (
        number("north")?,
        number("south")?,
        number("east")?,
        number("west")?,
    );
    // From 178 to -178 is four degrees, across 180.
    let east = if east < west { east + 360.0 } else { east };
    let (sin, cos) = math::sin_cos(number("rotation").unwrap_or(0.0).to_radians());
    let (middle_x, middle_y) = (f64::midpoint(west, east), f64::midpoint(south, north));
    let turned = |(x, y): (f64, f64)| {
        let (x, y) = (x - middle_x, y - middle_y);
        Coord {
            x: middle_x + x * cos - y * sin,
            y: middle_y + x * sin + y * cos,
        }
    };
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    Some(if sin == 0.0 {
        corners.map(|(x, y)| Coord { x, y }).to_vec()
    } else {
        corners.map(turned).to_vec()
    })
}

/// The corners of a `<gx:LatLonQuad>`.
fn corners_of_quad(element: &Element) -> Option<Vec<Coord<f64>>> {
    let coordinates = element.child("LatLonQuad")?.text_of("coordinates")?;
    geometry::positions(&coordinates).ok()
}
