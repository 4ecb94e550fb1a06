//! What stands under the pointer.

use super::{Target, TargetKind, Targets};
use crate::atlas::Subject;
use crate::earth::ScreenPoint;

impl Targets {
    /// What stands at a place of the window: marks first, topmost first, each where the place lies
    /// within its symbol or within `reach_px` of its middle; then lines, the nearest first, within
    /// `reach_px`.
    #[must_use]
    pub fn pick(&self, at: ScreenPoint, reach_px: f64) -> Vec<&Target> {
        let (lines, marks): (Vec<&Target>, Vec<&Target>) = self
            .at(at)
            .iter()
            .partition(|target| target.kind == TargetKind::Line);
        let mut picked: Vec<&Target> = marks
            .into_iter()
            .filter(|mark| mark.at.distance_px(at) <= mark.radius_px.max(reach_px))
            .collect();
        let mut near: Vec<(f64, &Target)> = lines
            .into_iter()
            .map(|line| (away_px(&line.line, at), line))
            .filter(|&(away_px, _)| away_px <= reach_px)
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, line) in near {
            // A border of several pieces is one thing.
            if !picked.iter().any(|known| known.subject == line.subject) {
                picked.push(line);
            }
        }
        picked
    }

    /// The target of a subject, where it stands in the view: the first piece of a line.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Option<&Target> {
        self.all.iter().find(|target| target.subject == subject)
    }
}

/// How far a place lies from a polyline, logical pixels; infinitely far from none.
fn away_px(line: &[ScreenPoint], at: ScreenPoint) -> f64 {
    let away = |edge: &[ScreenPoint]| {
        let (from, to) = (edge[0], edge[1]);
        let (dx, dy) = (to.x_px - from.x_px, to.y_px - from.y_px);
        let along = (at.x_px - from.x_px) * dx + (at.y_px - from.y_px) * dy;
        let length = dx * dx + dy * dy;
        let part = if length > 0.0 {
            (along / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        at.distance_px(ScreenPoint::new(
            from.x_px + part * dx,
            from.y_px + part * dy,
        ))
    };
    line.windows(2).map(away).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::{BorderIx, FeatureIx};
    use crate::scene::ScreenRect;

    fn mark(number: u32, x_px: f64, radius_px: f64) -> Target {
        Target {
            subject: Subject::Feature(FeatureIx(number)),
            kind: TargetKind::Mark,
            at: ScreenPoint::new(x_px, 50.0),
            radius_px,
            name: String::new(),
            line: Vec::new(),
        }
    }

    fn line(number: u32, y_px: f64) -> Target {
        Target {
            subject: Subject::Border(BorderIx(number)),
            kind: TargetKind::Line,
            line: vec![ScreenPoint::new(0.0, y_px), ScreenPoint::new(100.0, y_px)],
            ..mark(0, 50.0, 0.0)
        }
    }

    #[test]
    fn marks_come_before_lines_and_lines_by_their_distance() {
        let targets = Targets {
            all: vec![
                line(0, 53.0),
                line(1, 51.0),
                mark(0, 52.0, 8.0),
                mark(1, 55.0, 2.0),
            ],
            ..Targets::default()
        };
        let picked = targets.pick(ScreenPoint::new(50.0, 50.0), 4.0);
        let subjects: Vec<_> = picked.iter().map(|target| target.subject).collect();
        let (mark, border) = (Subject::Feature(FeatureIx(0)), |number| {
            Subject::Border(BorderIx(number))
        });
        assert_eq!(subjects, [mark, border(1), border(0)]);
    }

    #[test]
    fn of_maps_beside_each_other_the_one_under_the_pointer_is_picked() {
        let half = |left: f64| ScreenRect::new(left, 0.0, 50.0, 100.0);
        let targets = Targets {
            all: vec![mark(0, 48.0, 8.0), mark(1, 52.0, 8.0)],
            panes: vec![(half(0.0), 0..1), (half(50.0), 1..2)],
        };
        for (x_px, number) in [(47.0, 0), (51.0, 1)] {
            let picked = targets.pick(ScreenPoint::new(x_px, 50.0), 6.0);
            let subjects: Vec<_> = picked.iter().map(|target| target.subject).collect();
            assert_eq!(subjects, [Subject::Feature(FeatureIx(number))]);
        }
        assert!(targets.pick(ScreenPoint::new(101.0, 50.0), 60.0).is_empty());
    }

    #[test]
    fn a_border_of_two_pieces_is_picked_once() {
        let targets = Targets {
            all: vec![line(3, 50.0), line(3, 51.0)],
            ..Targets::default()
        };
        assert_eq!(targets.pick(ScreenPoint::new(9.0, 50.0), 5.0).len(), 1);
    }
}
