//! Where a date begins and ends, and how surely.

use edtf::level_1::{Certainty, Date as EdtfDate, Edtf, Precision as Detail, Terminal};
use jiff::civil::Date;

use super::{Form, When, first_day, last_day};

/// One end of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateEdge {
    /// Known to the day, and stated without doubt.
    On(Date),
    /// Somewhere from the first of these days to the last, or about them: it is drawn soft.
    Within {
        /// First day that it can mean.
        first: Date,
        /// Last day that it can mean.
        last: Date,
        /// Whether the source says that it is approximate or uncertain.
        doubtful: bool,
    },
    /// It goes on: `..` in EDTF.
    Open,
    /// It is not known, or lies beyond the years that can be drawn.
    Unknown,
}

impl DateEdge {
    /// Whether it must not be drawn as a sharp line.
    #[must_use]
    pub fn soft(self) -> bool {
        matches!(self, Self::Within { .. })
    }

    /// First day that it can mean.
    #[must_use]
    pub fn first(self) -> Option<Date> {
        match self {
            Self::On(day) | Self::Within { first: day, .. } => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }

    /// Last day that it can mean.
    #[must_use]
    pub fn last(self) -> Option<Date> {
        match self {
            Self::On(day) | Self::Within { last: day, .. } => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }

    pub(super) fn of(date: EdtfDate) -> Self {
        let detail = date.precision();
        let doubtful = date.certainty() != Certainty::Certain;
        match (first_day(detail), last_day(detail)) {
            (Some(day), Some(_)) if !doubtful && matches!(detail, Detail::Day(..)) => Self::On(day),
            (Some(first), Some(last)) => Self::Within {
                first,
                last,
                doubtful,
            },
            _ => Self::Unknown,
        }
    }

    fn beyond(terminal: Terminal) -> Self {
        match terminal {
            Terminal::Open => Self::Open,
            Terminal::Unknown => Self::Unknown,
        }
    }

    fn on(day: Option<Date>) -> Self {
        day.map_or(Self::Unknown, Self::On)
    }
}

impl When {
    /// Where it begins. What lasts a day or is known to lie within a span begins where it ends.
    #[must_use]
    pub fn begins(&self) -> DateEdge {
        match &self.form {
            Form::One(edtf) => self.one_begins(*edtf),
            Form::Several(set) => set.begins(),
        }
    }

    fn one_begins(&self, edtf: Edtf) -> DateEdge {
        match edtf {
            Edtf::Date(date) | Edtf::Interval(date, _) | Edtf::IntervalFrom(date, _) => {
                DateEdge::of(date)
            }
            Edtf::DateTime(_) => DateEdge::on(self.earliest()),
            Edtf::IntervalTo(terminal, _) => DateEdge::beyond(terminal),
            Edtf::YYear(_) => DateEdge::Unknown,
        }
    }

    /// Where it ends.
    #[must_use]
    pub fn ends(&self) -> DateEdge {
        match &self.form {
            Form::One(edtf) => self.one_ends(*edtf),
            Form::Several(set) => set.ends(),
        }
    }

    fn one_ends(&self, edtf: Edtf) -> DateEdge {
        match edtf {
            Edtf::Date(date) | Edtf::Interval(_, date) | Edtf::IntervalTo(_, date) => {
                DateEdge::of(date)
            }
            Edtf::DateTime(_) => DateEdge::on(self.latest()),
            Edtf::IntervalFrom(_, terminal) => DateEdge::beyond(terminal),
            Edtf::YYear(_) => DateEdge::Unknown,
        }
    }

    /// Whether it lasts from one day or period to another; else it is one of them.
    #[must_use]
    pub fn is_span(&self) -> bool {
        match &self.form {
            Form::One(Edtf::Date(_) | Edtf::DateTime(_) | Edtf::YYear(_)) => false,
            Form::One(_) => true,
            Form::Several(set) => set.is_span(),
        }
    }
}
