//! What stands under the pointer.

use super::target::{DensityCell, Near};
use super::{Target, TargetKind, Targets};
use crate::atlas::Subject;
use crate::earth::ScreenPoint;

/// No more rows of large layers than this are listed.
const MOST_ROWS: usize = 32;

impl Targets {
    /// What stands at a place of the window: marks first, topmost first, each where the place lies
    /// within its symbol or within `reach_px` of its middle; then lines, the nearest first, within
    /// `reach_px`; then areas of large layers, the smallest first. Of the rows of large layers at most 32.
    #[must_use]
    pub fn pick(&self, at: ScreenPoint, reach_px: f64) -> Vec<Target> {
        let is_line = |target: &&Target| target.kind == TargetKind::Line;
        let marks = self.at(at).iter().filter(|target| !is_line(target));
        let mut picked: Vec<Target> = marks
            .filter(|mark| mark_away_px(mark, at) <= mark.radius_px.max(reach_px))
            .cloned()
            .collect();
        let rows = self.rows(at, reach_px);
        let (dots, others): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|(_, row)| row.kind == TargetKind::Mark);
        let (row_lines, areas): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|(_, row)| row.kind == TargetKind::Line);
        let tables = self.tables_at(at);
        let target = |(table, row): (usize, Near)| {
            let table = &tables[table];
            table.rows.target(&table.camera, row.row, row.kind)
        };
        picked.extend(dots.into_iter().filter_map(target));
        let mut near: Vec<(f64, Target)> = self
            .at(at)
            .iter()
            .filter(is_line)
            .map(|line| (away_px(&line.line, at), line))
            .filter(|&(away_px, _)| away_px <= reach_px)
            .map(|(away_px, line)| (away_px, line.clone()))
            .collect();
        near.extend(
            row_lines
                .into_iter()
                .filter_map(|line| Some((line.1.rank, target(line)?))),
        );
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, line) in near {
            // A border of several pieces is one thing.
            if !picked.iter().any(|known| known.subject == line.subject) {
                picked.push(line);
            }
        }
        picked.extend(areas.into_iter().filter_map(target));
        picked
    }

    /// The foremost rows of large layers at a place of the window, and which table each is of.
    fn rows(&self, at: ScreenPoint, reach_px: f64) -> Vec<(usize, Near)> {
        let mut rows: Vec<(usize, Near)> = Vec::new();
        for (number, table) in self.tables_at(at).iter().enumerate() {
            table.rows.near(&table.camera, at, reach_px, &mut |near| {
                rows.push((number, near));
                // Thousands may stand at one place of a whole map: only the foremost are kept.
                if rows.len() >= 16 * MOST_ROWS {
                    foremost(&mut rows);
                }
            });
        }
        foremost(&mut rows);
        rows
    }

    /// How many rows of large layers stand at a place of the window, listed or not.
    #[must_use]
    pub fn rows_at(&self, at: ScreenPoint, reach_px: f64) -> usize {
        let mut count = 0;
        for table in self.tables_at(at) {
            table
                .rows
                .near(&table.camera, at, reach_px, &mut |_| count += 1);
        }
        count
    }

    /// What the topmost cell at a place of the window counts, where a large layer is shown in cells.
    #[must_use]
    pub fn cell_at(&self, at: ScreenPoint) -> Option<DensityCell> {
        let mut tables = self.tables_at(at).iter();
        tables.find_map(|table| table.rows.cell(&table.camera, at))
    }

    /// The target of a subject, where it stands in the view: the first piece of a line.
    #[must_use]
    pub fn of(&self, subject: Subject) -> Option<Target> {
        let mut all = self.all.iter();
        let listed = all.find(|target| target.subject == subject).cloned();
        let looked_up = || match subject {
            Subject::Feature(id) => self
                .tables
                .iter()
                .find_map(|table| table.rows.shown(&table.camera, id)),
            Subject::Border(_) | Subject::Country(_) => None,
        };
        listed.or_else(looked_up)
    }

    /// Whether a subject is looked up in a table when it is picked, and not listed.
    #[must_use]
    pub fn looks_up(&self, subject: Subject) -> bool {
        match subject {
            Subject::Feature(id) => self.tables.iter().any(|table| table.rows.has(id)),
            Subject::Border(_) | Subject::Country(_) => false,
        }
    }
}

/// Leaves the foremost rows, in order.
fn foremost(rows: &mut Vec<(usize, Near)>) {
    rows.sort_by(|a, b| a.1.order(&b.1).then(a.0.cmp(&b.0)));
    rows.truncate(MOST_ROWS);
}

/// How far a place lies from the middle of a mark, or from the middle line of a label.
fn mark_away_px(mark: &Target, at: ScreenPoint) -> f64 {
    if mark.line.is_empty() {
        mark.at.distance_px(at)
    } else {
        away_px(&mark.line, at)
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
    use crate::atlas::{BorderIx, FeatureId};
    use crate::scene::display::ScreenRect;
    use crate::scene::display::target::PaneTargets;

    fn mark(number: u32, x_px: f64, radius_px: f64) -> Target {
        Target {
            subject: Subject::Feature(FeatureId(number)),
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
        let (mark, border) = (Subject::Feature(FeatureId(0)), |number| {
            Subject::Border(BorderIx(number))
        });
        assert_eq!(subjects, [mark, border(1), border(0)]);
    }

    #[test]
    fn of_maps_beside_each_other_the_one_under_the_pointer_is_picked() {
        let half = |left: f64| ScreenRect::new(left, 0.0, 50.0, 100.0);
        let targets = Targets {
            all: vec![mark(0, 48.0, 8.0), mark(1, 52.0, 8.0)],
            panes: [(0.0, 0..1), (50.0, 1..2)]
                .into_iter()
                .map(|(left, marks)| PaneTargets {
                    clip: half(left),
                    marks,
                    tables: 0..0,
                })
                .collect(),
            ..Targets::default()
        };
        for (x_px, number) in [(47.0, 0), (51.0, 1)] {
            let picked = targets.pick(ScreenPoint::new(x_px, 50.0), 6.0);
            let subjects: Vec<_> = picked.iter().map(|target| target.subject).collect();
            assert_eq!(subjects, [Subject::Feature(FeatureId(number))]);
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
