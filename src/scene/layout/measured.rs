//! What was measured, on a picture: its lines and corners, and how long and how large they are.

use super::collision_index::{CollisionIndex, Occupant, squares};
use super::view_context::ViewContext;
use crate::atlas::{Symbol, measured_words};
use crate::earth::{LonLat, ScreenPoint};
use crate::scene::display::fonts::Face;
use crate::scene::display::symbols::contour;
use crate::scene::display::text::covers;
use crate::scene::{Contour, Item, Path, ScreenRect, Stroke, Text, TextAnchor};
use crate::session::viewpoint::{Leg, Measurement};

/// Width of a line, and of the halo around it, logical pixels.
const LINE_PX: f32 = 1.8;
const HALO_PX: f32 = 4.2;
/// Radius of a corner's dot, and of the halo around it, logical pixels.
const DOT_PX: f64 = 3.2;
const DOT_HALO_PX: f64 = 4.6;
/// Size of the letters, logical pixels.
const LETTERS_PX: f32 = 12.0;
/// Distance of the middle of a text from its line, logical pixels.
const BESIDE_PX: f64 = 14.0;
/// Distance of a text from the frame at least, logical pixels.
const MARGIN_PX: f64 = 6.0;
/// Width of the squares that keep a line's place, logical pixels.
const THICK_PX: f64 = 6.0;
/// Parts of a line beside which its text may stand, the best first.
const ALONG: [f64; 5] = [0.5, 0.35, 0.65, 0.2, 0.8];

/// What the view says that was measured; it takes its place, and its texts keep clear of what is
/// `taken`, as far as there is room.
pub(in crate::scene) fn items(frame: &ViewContext<'_>, taken: &mut CollisionIndex) -> Vec<Item> {
    let Some(measure) = &frame.view.measure else {
        return Vec::new();
    };
    let lines = measure.lines();
    let lines: Vec<Vec<ScreenPoint>> = lines
        .iter()
        .flat_map(|places| runs(frame, places))
        .collect();
    let mut items = line_items(frame, &lines);
    items.extend(corner_items(frame, measure));
    let legs = lines.iter().flat_map(|points| points.windows(2));
    for ends in legs {
        let squares = squares([ends[0], ends[1]], THICK_PX);
        let seen = squares.filter(|square| frame.window.overlaps(square));
        taken.take_all(seen, Occupant::Margin);
    }
    for (words, places) in texts(frame, measure) {
        let covered = |rect: &ScreenRect| {
            taken.count(rect, Occupant::Margin) + taken.count(rect, Occupant::Mark)
        };
        if let Some(text) = beside(frame, &words, &runs(frame, &places), covered) {
            taken.take(covers(&text), Occupant::Margin);
            items.push(Item::Text(text));
        }
    }
    items
}

fn line_items(frame: &ViewContext<'_>, lines: &[Vec<ScreenPoint>]) -> Vec<Item> {
    let style = frame.style;
    let strokes = [
        Stroke::solid(style.land.faded(0.85), HALO_PX),
        Stroke::solid(style.text, LINE_PX),
    ];
    let paths = strokes.map(|stroke| {
        let contours = lines.iter().map(|points| Contour {
            points: points.clone(),
            closed: false,
        });
        Item::Path(Path {
            contours: contours.collect(),
            fill: None,
            stroke: Some(stroke),
        })
    });
    paths.into()
}

fn corner_items(frame: &ViewContext<'_>, measure: &Measurement) -> Vec<Item> {
    let places = measure.points().iter().map(|point| point.at);
    let dots = places
        .filter_map(|place| on_screen(frame, place))
        .flat_map(|at| {
            let discs = [(DOT_HALO_PX, frame.style.land), (DOT_PX, frame.style.text)];
            discs.map(|(radius_px, color)| {
                Item::Path(Path {
                    contours: vec![contour(Symbol::Circle, at, radius_px)],
                    fill: Some(color),
                    stroke: None,
                })
            })
        });
    dots.collect()
}

/// What was measured in a sentence, for those who do not see it.
pub(in crate::scene) fn in_words(frame: &ViewContext<'_>) -> Option<String> {
    let measure = frame.view.measure.as_ref()?;
    let said: Vec<String> = texts(frame, measure)
        .into_iter()
        .map(|(words, _)| words)
        .collect();
    (!said.is_empty()).then(|| format!("Measured: {}.", said.join("; ")))
}

/// Each text, with the line beside which it stands.
fn texts(frame: &ViewContext<'_>, measure: &Measurement) -> Vec<(String, Vec<LonLat>)> {
    let unit = frame.view.units;
    let lines = measure.lines();
    if let Measurement::Ring { center, radius_m } = measure {
        let radius = measured_words::length(unit, *radius_m);
        let words = match center.subject {
            Some(subject) => format!("{radius} around {}", frame.atlas.name(subject)),
            None => radius,
        };
        // The northern half of the ring, which begins in the north, with its top in the middle.
        let places = lines.into_iter().flatten().collect::<Vec<_>>();
        let quarter = places.len() / 4;
        let west = places.iter().skip(places.len() - quarter);
        let northern = west.chain(places.iter().take(quarter)).copied();
        return vec![(words, northern.collect())];
    }
    let legs = measure.legs(frame.atlas);
    let length = |leg: &Leg| {
        let off = measured_words::plus_minus(unit, leg.plus_minus_m);
        format!("{}{off}", measured_words::length(unit, leg.length_m))
    };
    let mut texts: Vec<(String, Vec<LonLat>)> = legs.iter().map(length).zip(lines).collect();
    if let Some(last) = measure.points().last().filter(|_| legs.len() > 1) {
        let sum_m = legs.iter().map(|leg| leg.length_m).sum();
        let together = format!("together {}", measured_words::length(unit, sum_m));
        let area = measure.area_m2().map_or_else(String::new, |area_m2| {
            format!("; closed, {}", measured_words::area(unit, area_m2))
        });
        texts.push((format!("{together}{area}"), vec![last.at]));
    }
    texts
}

fn on_screen(frame: &ViewContext<'_>, place: LonLat) -> Option<ScreenPoint> {
    let at = frame.atlas.projection.project(place)?;
    Some(frame.camera.screen_from_map(at))
}

/// The runs of places that the projection shows.
fn runs(frame: &ViewContext<'_>, places: &[LonLat]) -> Vec<Vec<ScreenPoint>> {
    let mut runs = vec![Vec::new()];
    for &place in places {
        match (on_screen(frame, place), runs.last_mut()) {
            (Some(at), Some(run)) => run.push(at),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// A text beside a line, where it lies within the frame and covers the least; `None` where the line is
/// out of view.
fn beside(
    frame: &ViewContext<'_>,
    words: &str,
    lines: &[Vec<ScreenPoint>],
    blocked: impl Fn(&ScreenRect) -> usize,
) -> Option<Text> {
    let within = frame.window.inflated(-MARGIN_PX);
    let at = |at: ScreenPoint| Text {
        at,
        anchor: TextAnchor::Middle,
        text: words.to_owned(),
        face: Face::SansSemiBold,
        size_px: frame.letters_px(LETTERS_PX),
        color: frame.style.text,
        halo: Some((frame.style.land, 1.6)),
        angle_rad: 0.0,
        spacing_px: 0.0,
    };
    let half_px = {
        let covered = covers(&at(ScreenPoint::new(0.0, 0.0)));
        (covered.width() / 2.0, covered.height() / 2.0)
    };
    let places = lines.iter().flat_map(|points| match points[..] {
        [place] => around(place, half_px),
        _ => along(points, half_px),
    });
    // From the middle of the letters down to their baseline.
    let down_px = half_px.1 * 0.6;
    let texts = places.map(|place| at(ScreenPoint::new(place.x_px, place.y_px + down_px)));
    let seen = texts.filter(|text| within.holds(&covers(text)));
    seen.min_by_key(|text| blocked(&covers(text)))
}

/// Where the middle of a text of this half width and half height may stand beside a line, the best
/// place first.
fn along(points: &[ScreenPoint], (half_width_px, half_height_px): (f64, f64)) -> Vec<ScreenPoint> {
    let mut places = Vec::new();
    for part in ALONG {
        let number = ((points.len() - 1) as f64 * part).round() as usize;
        let (before, after) = (
            points[number.saturating_sub(1)],
            points[(number + 1).min(points.len() - 1)],
        );
        let length_px = before.distance_px(after).max(f64::MIN_POSITIVE);
        let right = (after.y_px - before.y_px) / length_px;
        let down = (before.x_px - after.x_px) / length_px;
        let away_px = BESIDE_PX + right.abs() * (half_width_px - half_height_px).max(0.0);
        for side in [away_px, -away_px] {
            places.push(ScreenPoint::new(
                points[number].x_px + side * right,
                points[number].y_px + side * down,
            ));
        }
    }
    places
}

/// The same around a place alone.
fn around(place: ScreenPoint, (half_width_px, half_height_px): (f64, f64)) -> Vec<ScreenPoint> {
    let mut places = Vec::new();
    for away_px in [BESIDE_PX, 2.0 * BESIDE_PX, 4.0 * BESIDE_PX, 6.0 * BESIDE_PX] {
        let beside_px = half_width_px + away_px - half_height_px;
        for (right_px, down_px) in [
            (0.0, -away_px),
            (0.0, away_px),
            (beside_px, 0.0),
            (-beside_px, 0.0),
            (beside_px, -away_px),
            (beside_px, away_px),
            (-beside_px, -away_px),
            (-beside_px, away_px),
        ] {
            places.push(ScreenPoint::new(
                place.x_px + right_px,
                place.y_px + down_px,
            ));
        }
    }
    places
}
