//! Measuring on the map: a path from click to click, and a ring with what lies within it.

use serde::{Deserialize, Serialize};

use super::Session;
use super::viewpoint::{MeasurePoint, Measurement, RING_RANGE_M};
use crate::atlas::Subject;
use crate::earth::{LonLat, distance_m};

/// Radius of a new ring, metres.
const RING_M: f64 = 100_000.0;
/// Most things of a ring that are listed, nearest first; all are counted.
pub const MOST_WITHIN: usize = 200;

/// Measures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum MeasureCommand {
    /// Begins a path, at a place if one is given; leaves where one is being measured.
    Path(Option<MeasurePoint>),
    /// Draws a ring around a place.
    Ring(MeasurePoint),
    /// Sets the ring's radius, metres.
    SetRadius(f64),
    /// Goes on to this place.
    Add(MeasurePoint),
    /// Takes the last corner back.
    TakeBack,
    /// Finishes the path, which stays in sight.
    End,
    /// Leaves measuring.
    Leave,
}

/// What lies within a ring.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Within {
    /// The nearest, with their distances in metres.
    pub nearest: Vec<(f64, Subject)>,
    /// How many there are.
    pub count: usize,
}

impl Session {
    pub(super) fn apply_measure(&mut self, command: MeasureCommand) {
        match (command, &mut self.measure) {
            (MeasureCommand::Path(None), Some(measure)) if measure.takes_clicks() => {
                self.measure = None;
            }
            (MeasureCommand::Path(from), _) => {
                self.picks = None;
                self.measure = Some(Measurement::Path {
                    points: from.into_iter().collect(),
                    ended: false,
                });
            }
            (MeasureCommand::Ring(center), _) => {
                self.picks = None;
                self.measure = Some(Measurement::Ring {
                    center,
                    radius_m: RING_M,
                });
            }
            (MeasureCommand::SetRadius(wanted_m), Some(Measurement::Ring { radius_m, .. })) => {
                let [least, most] = RING_RANGE_M;
                *radius_m = if wanted_m.is_finite() {
                    wanted_m.clamp(least, most)
                } else {
                    *radius_m
                };
            }
            (
                MeasureCommand::Add(point),
                Some(Measurement::Path {
                    points,
                    ended: false,
                }),
            ) if points.last().is_none_or(|last| last.at != point.at) => {
                points.push(point);
            }
            (MeasureCommand::TakeBack, Some(Measurement::Path { points, ended })) => {
                points.pop();
                *ended = false;
            }
            (MeasureCommand::End, Some(Measurement::Path { points, ended })) => {
                *ended = true;
                if points.is_empty() {
                    self.measure = None;
                }
            }
            (MeasureCommand::Leave, _) => self.measure = None,
            _ => {}
        }
    }

    /// What is shown of the atlas within a radius of a place, nearest first.
    #[must_use]
    pub fn within(&self, center: LonLat, radius_m: f64) -> Within {
        let atlas = &self.atlas;
        let features = self.view.visible_features(atlas).map(Subject::Feature);
        let places = features.filter_map(|subject| Some((subject, atlas.anchor(subject)?)));
        let mut near: Vec<(f64, Subject)> = places
            .map(|(subject, at)| (distance_m(center, at), subject))
            .filter(|(away_m, _)| *away_m <= radius_m)
            .collect();
        // A degree of latitude is 111 km: what lies beyond it needs no geodesic.
        let band_deg = radius_m / 110_000.0 + 0.01;
        for (ix, table) in atlas.large_tables() {
            let rows = table
                .rows()
                .filter_map(|row| Some((row, table.place(row)?.lon_lat())));
            let near_rows = rows
                .filter(|(_, at)| (at.lat_deg - center.lat_deg).abs() <= band_deg)
                .map(|(row, at)| {
                    (
                        distance_m(center, at),
                        Subject::Feature(atlas.id_in(ix, row)),
                    )
                })
                .filter(|(away_m, _)| *away_m <= radius_m);
            near.extend(near_rows);
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let count = near.len();
        near.truncate(MOST_WITHIN);
        Within {
            nearest: near,
            count,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap};
    use crate::session::Command;

    const KANT: LonLat = LonLat::new(74.846, 42.853);
    const DUSHANBE: LonLat = LonLat::new(68.787, 38.5598);

    fn session() -> Session {
        let dossier = crate::dossier::builtin().dossier;
        let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
        Session::new(atlas, None, Vec::new())
    }

    fn place(at: LonLat) -> MeasurePoint {
        MeasurePoint { at, subject: None }
    }

    fn applied(session: &mut Session, commands: &[MeasureCommand]) {
        for &command in commands {
            session.apply(Command::Measure(command));
        }
    }

    #[test]
    fn a_path_is_measured_leg_by_leg_over_the_ellipsoid() {
        use MeasureCommand::{Add, End, Path};
        let mut session = session();
        applied(
            &mut session,
            &[Path(Some(place(KANT))), Add(place(DUSHANBE)), End],
        );
        let measure = session.measure.clone().expect("it stays in sight");
        let [leg] = measure.legs(&session.atlas)[..] else {
            panic!("{measure:?}")
        };
        assert!((leg.length_m - 699_262.85).abs() < 0.01);
        assert_eq!(leg.plus_minus_m, None, "no end is a mark");
        assert!(!measure.takes_clicks() && measure.area_m2().is_none());
    }

    #[test]
    fn a_leg_is_no_surer_than_the_marks_at_its_ends() {
        use MeasureCommand::{Add, Path};
        let mut session = session();
        let kant = session.atlas.find("base-kant").expect("it is there");
        let at = session.atlas.anchor(kant).expect("it has a place");
        let kant_point = MeasurePoint {
            at,
            subject: Some(kant),
        };
        applied(
            &mut session,
            &[Path(Some(kant_point)), Add(place(DUSHANBE))],
        );
        let legs = session.measure.as_ref().map(|it| it.legs(&session.atlas));
        let Subject::Feature(ix) = kant else {
            panic!("it is a feature")
        };
        let radius_m = session.atlas.feature(ix).precision.radius_m;
        assert_eq!(legs.and_then(|legs| legs[0].plus_minus_m), radius_m);
    }

    #[test]
    fn a_ring_lists_what_lies_in_it_nearest_first() {
        let session = session();
        let within = session.within(DUSHANBE, 150_000.0);
        assert!(within.count >= 3, "{within:?}");
        let away: Vec<f64> = within.nearest.iter().map(|near| near.0).collect();
        assert!(away.is_sorted() && away.iter().all(|away| *away <= 150_000.0));
        assert!(session.within(DUSHANBE, 1_000_000.0).count > within.count);
    }

    #[test]
    fn corners_are_taken_back_and_an_empty_path_is_left() {
        use MeasureCommand::{Add, End, Path, TakeBack};
        let mut session = session();
        applied(
            &mut session,
            &[Path(None), Add(place(KANT)), TakeBack, TakeBack, End],
        );
        assert_eq!(session.measure, None);
    }
}
