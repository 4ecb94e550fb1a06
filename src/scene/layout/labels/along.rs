//! Where a name can run along a line: a river's or a range's, and every so often again.

use crate::earth::{Camera, MapPoint, ScreenPoint};
use crate::math;
use crate::scene::display::curve::Curve;

/// Distance along a long line after which its name is repeated, logical pixels.
const AGAIN_PX: f64 = 720.0;
/// Largest distance along the line by which a name may give way in either direction, logical pixels.
const GIVES_WAY_PX: f64 = 288.0;
/// Step by which a name gives way along the line, logical pixels.
const STEP_PX: f64 = 24.0;
/// Distance in either direction over which the line is smoothed, logical pixels: letters follow its bends,
/// not its meanders.
const SMOOTH_PX: f64 = 15.0;
/// Distance between the points of the smoothed line, logical pixels.
const SAMPLE_PX: f64 = 3.0;
/// Approximate distance between neighbouring letters, logical pixels.
const LETTER_PX: f64 = 9.0;
/// Largest turn of the line between neighbouring letters, radians. Sharper bends make letters collide.
const MOST_TURN_RAD: f64 = 0.28;
/// Largest turn of a baseline beside the line between neighbouring letters, radians: on the inside of a bend
/// it turns more than the line.
const MOST_TURN_BESIDE_RAD: f64 = 0.4;
/// Largest turn of the line over the whole name, radians.
const MOST_TURN_IN_ALL_RAD: f64 = 1.5;
/// Bend below which a name is set straight, radians: a slight bend looks like a mistake.
const STRAIGHT_RAD: f64 = 0.1;
/// Distance by which the baseline runs on past the name, logical pixels: within a bend the baseline is
/// shorter than the line, and a letter past its end would be lost.
const RUNS_ON_PX: f64 = 20.0;
/// Largest number of places that are tried.
const MOST: usize = 8;
/// Penalty of a name under its line, relative to one over or on it.
const UNDER: f64 = 25.0;
/// Distance of a name from a line that is not drawn, logical pixels.
const ASIDE_PX: f64 = 3.0;

/// One place of a name along a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LineStretch {
    /// The baseline in the order of reading.
    pub(super) baseline: Vec<MapPoint>,
}

/// What a name needs of its line, logical pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineLettering {
    pub(super) width: f64,
    pub(super) cap_height: f64,
    pub(super) foot: Foot,
}

/// Where letters stand at their line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Foot {
    /// Over or under a line that is drawn, with a gap between.
    Beside { gap: f64 },
    /// With their middle on it, else over or under, and past its ends where it is short: it is an
    /// axis that is not drawn.
    Upon,
}

impl LineLettering {
    /// Distances of the baseline below the line, each with its penalty relative to the best one.
    fn sides(self) -> Vec<(f64, f64)> {
        let (over, under) = match self.foot {
            Foot::Beside { gap } => (-gap, gap + self.cap_height),
            Foot::Upon => (-ASIDE_PX, ASIDE_PX + self.cap_height),
        };
        match self.foot {
            Foot::Beside { .. } => vec![(over, 0.0), (under, UNDER)],
            Foot::Upon => vec![(self.cap_height / 2.0, 0.0), (over, UNDER), (under, UNDER)],
        }
    }

    /// The line, straight on past both ends where it is an axis that is too short for the name.
    fn lengthened(self, points: Vec<ScreenPoint>) -> Vec<ScreenPoint> {
        let curve = Curve::new(&points);
        let length_px = curve.length_px();
        let lacks_px = (self.width + 2.0 * LETTER_PX + STEP_PX - length_px) / 2.0;
        if matches!(self.foot, Foot::Beside { .. }) || lacks_px <= 0.0 {
            return points;
        }
        let (before, past) = (curve.place(-lacks_px), curve.place(length_px + lacks_px));
        let within = points.iter().copied();
        std::iter::once(before)
            .chain(within)
            .chain([past])
            .collect()
    }
}

/// For each stretch of the line that the camera sees a part of: the places for the name, the best
/// first. They depend on the line and the scale alone, not on what of it is in view.
pub(super) fn stretches(
    line: &[MapPoint],
    near: MapPoint,
    camera: &Camera,
    lettering: LineLettering,
) -> Vec<Vec<LineStretch>> {
    let points: Vec<ScreenPoint> = line
        .iter()
        .map(|&point| camera.screen_from_map(point))
        .collect();
    if points.len() < 2 {
        return Vec::new();
    }
    let points = lettering.lengthened(points);
    let curve = Curve::new(&points);
    let length_px = curve.length_px();
    let Some(near_px) = nearest_px(&curve, &points, camera.screen_from_map(near)) else {
        return Vec::new();
    };
    let first = -(near_px / AGAIN_PX).floor() as i64;
    let last = ((length_px - near_px) / AGAIN_PX).floor() as i64;
    (first..=last)
        .map(|number| near_px + number as f64 * AGAIN_PX)
        .filter(|&middle_px| in_view(&curve, middle_px, camera))
        .map(|middle_px| around(&curve, middle_px, camera, lettering))
        .filter(|places| !places.is_empty())
        .collect()
}

/// How far along the line the corner lies that is nearest to a place.
fn nearest_px(curve: &Curve<'_>, points: &[ScreenPoint], at: ScreenPoint) -> Option<f64> {
    let far = |point: &ScreenPoint| point.distance_px(at);
    let (number, _) = points
        .iter()
        .enumerate()
        .min_by(|a, b| far(a.1).total_cmp(&far(b.1)))?;
    Some(
        Curve::new(&points[..=number])
            .length_px()
            .min(curve.length_px()),
    )
}

fn in_view(curve: &Curve<'_>, middle_px: f64, camera: &Camera) -> bool {
    let mut along = [-1.0, -0.5, 0.0, 0.5, 1.0]
        .map(|part| middle_px + part * GIVES_WAY_PX)
        .into_iter();
    along.any(|along_px| {
        let at = curve.place(along_px.clamp(0.0, curve.length_px()));
        (0.0..=camera.width_px).contains(&at.x_px) && (0.0..=camera.height_px).contains(&at.y_px)
    })
}

/// The places around one, best first.
fn around(
    curve: &Curve<'_>,
    middle_px: f64,
    camera: &Camera,
    lettering: LineLettering,
) -> Vec<LineStretch> {
    let half_px = lettering.width / 2.0 + LETTER_PX;
    let from_px = (middle_px - GIVES_WAY_PX - half_px).max(0.0);
    let to_px = (middle_px + GIVES_WAY_PX + half_px).min(curve.length_px());
    let smooth = smoothed(curve, from_px, to_px);
    let samples = |px: f64| (px / SAMPLE_PX).round() as usize;
    let needed = samples(2.0 * half_px);
    let steps = (GIVES_WAY_PX / STEP_PX) as i32;
    let sides = lettering.sides();
    let mut scored: Vec<(f64, usize, f64, f64)> = Vec::new();
    for step in -steps..=steps {
        let begin_px = middle_px + f64::from(step) * STEP_PX - half_px - from_px;
        let begin = samples(begin_px.max(0.0));
        if begin_px < 0.0 || begin + needed >= smooth.len() {
            continue;
        }
        let run = &smooth[begin..=begin + needed];
        let Some(turn_rad) = turn_rad(run) else {
            continue;
        };
        let aside = f64::from(step).abs() * STEP_PX;
        let steep = (run[0].y_px - run[needed].y_px).abs() / (2.0 * half_px);
        let score = 70.0 * turn_rad + 40.0 * steep + 0.2 * aside;
        let sides = sides.iter();
        scored.extend(sides.map(|(down_px, less)| (score + less, begin, turn_rad, *down_px)));
    }
    // The sort is stable: of equals the first stays first.
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let baselines = scored.into_iter().map(|(_, begin, turn_rad, down_px)| {
        baseline(&smooth[begin..=begin + needed], turn_rad, down_px)
    });
    let on_map = |baseline: Vec<ScreenPoint>| LineStretch {
        baseline: baseline
            .iter()
            .map(|&point| camera.map_from_screen(point))
            .collect(),
    };
    baselines
        .filter(|baseline| gentle(baseline))
        .take(MOST)
        .map(on_map)
        .collect()
}

/// The line from there to there, its meanders evened out.
fn smoothed(curve: &Curve<'_>, from_px: f64, to_px: f64) -> Vec<ScreenPoint> {
    let count = ((to_px - from_px) / SAMPLE_PX).floor().max(0.0) as usize;
    let raw: Vec<ScreenPoint> = (0..=count)
        .map(|number| curve.place(from_px + number as f64 * SAMPLE_PX))
        .collect();
    let reach = (SMOOTH_PX / SAMPLE_PX) as usize;
    let once = |raw: &[ScreenPoint]| -> Vec<ScreenPoint> {
        (0..raw.len())
            .map(|number| {
                // As far back as ahead, or an end would be drawn inward.
                let reach = reach.min(number).min(raw.len() - 1 - number);
                let near = &raw[number - reach..=number + reach];
                let part = 1.0 / near.len() as f64;
                let sum = |of: fn(&ScreenPoint) -> f64| near.iter().map(of).sum::<f64>();
                ScreenPoint::new(
                    part * sum(|point| point.x_px),
                    part * sum(|point| point.y_px),
                )
            })
            .collect()
    };
    once(&once(&raw))
}

/// How far a line turns in all; nothing where it turns too sharply for letters, or doubles back.
fn turn_rad(run: &[ScreenPoint]) -> Option<f64> {
    let step = (LETTER_PX / SAMPLE_PX) as usize;
    let ways: Vec<f64> = run
        .windows(step + 1)
        .step_by(step)
        .map(|pair| {
            math::atan2(
                pair[step].y_px - pair[0].y_px,
                pair[step].x_px - pair[0].x_px,
            )
        })
        .collect();
    let mut in_all = 0.0;
    for pair in ways.windows(2) {
        let turn = turned_rad(pair[0], pair[1]);
        if turn > MOST_TURN_RAD {
            return None;
        }
        in_all += turn;
    }
    (in_all <= MOST_TURN_IN_ALL_RAD).then_some(in_all)
}

/// Whether letters can stand along a baseline: on the inner side of a bend it turns more sharply
/// than its line.
fn gentle(baseline: &[ScreenPoint]) -> bool {
    // A letter may begin anywhere: a bend between two looks must not escape.
    const LOOKS: usize = 6;
    let step_px = LETTER_PX / LOOKS as f64;
    let curve = Curve::new(baseline);
    let count = (curve.length_px() / step_px) as u32;
    let ways = (0..=count).map(|number| curve.way_rad(f64::from(number) * step_px));
    let ways: Vec<f64> = ways.collect();
    ways.windows(LOOKS + 1)
        .all(|part| turned_rad(part[0], part[LOOKS]) <= MOST_TURN_BESIDE_RAD)
}

/// How far one way lies from another.
fn turned_rad(from: f64, to: f64) -> f64 {
    let turn = (to - from + std::f64::consts::PI).rem_euclid(std::f64::consts::TAU);
    (turn - std::f64::consts::PI).abs()
}

/// The baseline at `down_px` below the line, in the order of reading.
fn baseline(run: &[ScreenPoint], turn_rad: f64, down_px: f64) -> Vec<ScreenPoint> {
    let (first, last) = (run[0], run[run.len() - 1]);
    let mut line = if turn_rad < STRAIGHT_RAD {
        vec![first, last]
    } else {
        run.to_vec()
    };
    if last.x_px < first.x_px {
        line.reverse();
    }
    let beside: Vec<ScreenPoint> = (0..line.len())
        .map(|number| {
            let (a, b) = (
                line[number.saturating_sub(1)],
                line[(number + 1).min(line.len() - 1)],
            );
            let (dx, dy) = (b.x_px - a.x_px, b.y_px - a.y_px);
            let length_px = a.distance_px(b).max(f64::MIN_POSITIVE);
            let at = line[number];
            ScreenPoint::new(
                at.x_px - dy / length_px * down_px,
                at.y_px + dx / length_px * down_px,
            )
        })
        .collect();
    let curve = Curve::new(&beside);
    let (begin, end) = (
        curve.place(-RUNS_ON_PX),
        curve.place(curve.length_px() + RUNS_ON_PX),
    );
    std::iter::once(begin)
        .chain(beside.iter().copied())
        .chain([end])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LETTERING: LineLettering = LineLettering {
        width: 60.0,
        cap_height: 8.0,
        foot: Foot::Beside { gap: 3.0 },
    };

    fn camera() -> Camera {
        Camera {
            center: MapPoint::new(0.0, 0.0),
            metres_per_px: 100.0,
            width_px: 800.0,
            height_px: 600.0,
        }
    }

    fn wave(height_m: f64, length_m: f64) -> Vec<MapPoint> {
        let x = |number: i32| f64::from(number) * 500.0;
        (-80..=80)
            .map(|number| MapPoint::new(x(number), height_m * (x(number) / length_m).sin()))
            .collect()
    }

    proptest! {
        #[test]
        fn a_name_along_a_line_is_upright_and_never_sharply_bent(height_m in 0.0..20_000.0, length_m in 2000.0..20_000.0, turned in any::<bool>()) {
            let mut line = wave(height_m, length_m);
            if turned {
                line.reverse();
            }
            for place in stretches(&line, line[80], &camera(), LETTERING).into_iter().flatten() {
                let points: Vec<_> = place.baseline.iter().map(|&point| camera().screen_from_map(point)).collect();
                prop_assert!(points[points.len() - 1].x_px >= points[0].x_px, "it stands on its head");
                let curve = Curve::new(&points);
                let mut before: Option<f64> = None;
                let mut along_px = 2.0;
                while along_px < curve.length_px() {
                    let (_, way) = curve.at(along_px);
                    if let Some(before) = before {
                        prop_assert!(turned_rad(before, way) < 0.6, "{before} then {way}");
                    }
                    before = Some(way);
                    along_px += LETTER_PX;
                }
                prop_assert!(curve.length_px() > LETTERING.width + LETTER_PX);
            }
        }
    }

    #[test]
    fn a_name_upon_its_axis_has_its_middle_there_and_runs_on_past_a_short_one() {
        let upon = LineLettering {
            foot: Foot::Upon,
            ..LETTERING
        };
        let axis = [-2000.0, 0.0, 2000.0].map(|x_m| MapPoint::new(x_m, 0.0));
        let places = stretches(&axis, axis[1], &camera(), upon);
        let [best, ..] = places[0].as_slice() else {
            panic!("none of {places:?}");
        };
        let points = best.baseline.iter();
        let points: Vec<_> = points
            .map(|&point| camera().screen_from_map(point))
            .collect();
        for point in &points {
            let middle_px = point.y_px - LETTERING.cap_height / 2.0;
            assert!((middle_px - 300.0).abs() < 1e-6, "{points:?}");
        }
        let (from, to) = (points[0].x_px, points[points.len() - 1].x_px);
        assert!(to - from > LETTERING.width, "{points:?}");
        assert!((from + to - 800.0).abs() < STEP_PX, "{points:?}");
        let beside = stretches(&axis, axis[1], &camera(), LETTERING);
        assert!(beside.is_empty(), "a river ends where it ends: {beside:?}");
    }

    #[test]
    fn a_quiet_line_has_a_place_over_it_and_a_curled_one_has_none() {
        let quiet = wave(2000.0, 20_000.0);
        let places = stretches(&quiet, quiet[80], &camera(), LETTERING);
        assert!(!places.is_empty() && places[0][0].baseline.len() > 2);
        let curled: Vec<MapPoint> = (0..=200)
            .map(|number| {
                let (sin, cos) = (f64::from(number) * 0.1).sin_cos();
                MapPoint::new(2000.0 * cos, 2000.0 * sin)
            })
            .collect();
        assert!(stretches(&curled, curled[100], &camera(), LETTERING).is_empty());
    }
}
