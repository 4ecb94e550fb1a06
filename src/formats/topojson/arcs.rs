//! The arcs of a topology, with its transform undone.

use std::cell::Cell;
use std::fmt;

use geo::Coord;
use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use super::super::json;

/// Times that each position of the arcs may be used on average. Two areas share a border, and several
/// layers of a topology may use it again.
const MOST_USES: usize = 16;

/// Number of positions that lines may always have.
const ANY_POSITIONS: usize = 100_000;

/// The first two numbers of a position; further ones are its height and more.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Position([f64; 2]);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(PositionVisitor)
    }
}

struct PositionVisitor;

impl<'de> Visitor<'de> for PositionVisitor {
    type Value = Position;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a position of two numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut number = |at| {
            seq.next_element()?
                .ok_or_else(|| serde::de::Error::invalid_length(at, &self))
        };
        let position = Position([number(0)?, number(1)?]);
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(position)
    }
}

#[derive(Debug, Clone, Copy, serde::Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// The arcs of a topology.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    /// `None` for one that cannot be read.
    lines: Vec<Option<Vec<Coord<f64>>>>,
    transform: Option<Transform>,
    /// Positions that lines may still take: a few bytes can name a long arc again and again.
    positions_left: Cell<usize>,
}

/// Why arcs make no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadArcs {
    #[error("arc {0} is not there, or cannot be read")]
    Missing(i64),
    #[error("the arcs are repeated more than {MOST_USES} times on average")]
    Repeated,
}

impl Arcs {
    /// Reads the members `arcs` and `transform` of a topology.
    pub(super) fn read(arcs: Option<&str>, transform: Option<&str>) -> Self {
        let transform = transform.and_then(|transform| serde_json::from_str(transform).ok());
        let mut read = Self {
            transform,
            ..Self::default()
        };
        let items = arcs
            .and_then(|arcs| json::items(arcs).ok())
            .unwrap_or_default();
        read.lines = items.iter().map(|arc| read.arc(arc.get())).collect();
        let positions: usize = read.lines.iter().flatten().map(Vec::len).sum();
        read.positions_left = Cell::new(ANY_POSITIONS + MOST_USES * positions);
        read
    }

    /// One arc: with a transform, each position is the difference to the one before.
    fn arc(&self, text: &str) -> Option<Vec<Coord<f64>>> {
        let positions: Vec<Position> = serde_json::from_str(text).ok()?;
        let mut sum = [0.0; 2];
        let placed = positions.iter().map(|position| match self.transform {
            Some(_) => {
                sum = [sum[0] + position.0[0], sum[1] + position.0[1]];
                self.place(Position(sum))
            }
            None => self.place(*position),
        });
        Some(placed.collect())
    }

    /// Where a position is that is not delta-coded.
    pub(super) fn place(&self, position: Position) -> Coord<f64> {
        let [x, y] = position.0;
        match self.transform {
            Some(Transform { scale, translate }) => Coord {
                x: x * scale[0] + translate[0],
                y: y * scale[1] + translate[1],
            },
            None => Coord { x, y },
        }
    }

    /// The line that these arcs make, one after the other; a negative number is an arc backwards.
    ///
    /// # Errors
    /// Fails if an arc is not there, or if lines have taken far more positions than the arcs have.
    pub(super) fn line(&self, numbers: &[i64]) -> Result<Vec<Coord<f64>>, BadArcs> {
        let mut line: Vec<Coord<f64>> = Vec::new();
        for &number in numbers {
            let index = usize::try_from(if number < 0 { !number } else { number });
            let arc = index
                .ok()
                .and_then(|index| self.lines.get(index)?.as_ref())
                .ok_or(BadArcs::Missing(number))?;
            let left = self.positions_left.get().checked_sub(arc.len());
            self.positions_left.set(left.ok_or(BadArcs::Repeated)?);
            // Where an arc begins, the one before has ended.
            let joined = usize::from(!line.is_empty());
            if number < 0 {
                line.extend(arc.iter().rev().skip(joined));
            } else {
                line.extend(arc.iter().skip(joined));
            }
        }
        Ok(line)
    }
}
