//! The details of the selected feature: those of a large source are read again when it is selected.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atlas::{Feature, FeatureId, Subject};
use crate::session::{Effect, Session};

/// A feature's details were read again, or could not be. Only which feature is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DetailsRead {
    /// Which feature.
    pub id: FeatureId,
    /// Its details; else why they could not be read, and what to do.
    #[serde(skip, default = "not_kept")]
    pub details: Result<Arc<Feature>, String>,
}

fn not_kept() -> Result<Arc<Feature>, String> {
    Err("what was read is not kept; select it again".to_owned())
}

impl PartialEq for DetailsRead {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.details, &other.details) {
            (Ok(a), Ok(b)) => Arc::ptr_eq(a, b),
            (Err(a), Err(b)) => a == b,
            _ => false,
        };
        self.id == other.id && same
    }
}

/// The details of a feature, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Details<'a> {
    /// They are known.
    Known(&'a Feature),
    /// They are being read.
    Awaited,
    /// They could not be read: why, and what to do.
    Failed(&'a str),
}

/// The feature whose details are read from its source, and what has come of that.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::session) enum DetailsRequest {
    /// None is wanted.
    #[default]
    None,
    /// They are being read.
    Asked(FeatureId),
    /// They are there, or why they are not.
    Answered(DetailsRead),
}

impl DetailsRequest {
    fn is_of(&self, id: FeatureId) -> bool {
        match self {
            Self::None => false,
            Self::Asked(asked) => *asked == id,
            Self::Answered(read) => read.id == id,
        }
    }
}

impl Session {
    /// The details of a feature. Those of a large source are there for the selected feature alone,
    /// once they are read.
    #[must_use]
    pub fn details(&self, id: FeatureId) -> Details<'_> {
        if let Some(feature) = self.atlas.held(id) {
            return Details::Known(feature);
        }
        match &self.details {
            DetailsRequest::Answered(read) if read.id == id => match &read.details {
                Ok(feature) => Details::Known(feature),
                Err(error) => Details::Failed(error),
            },
            _ => Details::Awaited,
        }
    }

    /// Asks for the details of the selected feature, once, where they are not held in memory.
    pub(in crate::session) fn ask_for_details(&mut self) -> Option<Effect> {
        let wanted = match self.view.selected {
            Some(Subject::Feature(id)) if self.atlas.held(id).is_none() => id,
            _ => {
                self.details = DetailsRequest::None;
                return None;
            }
        };
        if self.details.is_of(wanted) {
            return None;
        }
        self.details = DetailsRequest::Asked(wanted);
        Some(Effect::ReadDetails(wanted))
    }

    /// Takes what was read, unless another feature is selected by now.
    pub(in crate::session) fn details_read(&mut self, read: DetailsRead) {
        if self.details.is_of(read.id) {
            self.details = DetailsRequest::Answered(read);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::table::{Columns, Shapes, TablePoint};
    use crate::session::{Command, Event, SelectCommand};

    #[test]
    fn details_are_asked_for_once_and_an_old_answer_is_left_alone() {
        let table = crate::atlas::FeatureTable::new(
            "towns.geojson".into(),
            Columns {
                starts: vec![10, 20],
                shapes: Shapes {
                    anchors: vec![TablePoint::NOWHERE; 2],
                    ..Shapes::default()
                },
                ..Columns::default()
            },
            None,
            Arc::new(Vec::new()),
        );
        let dossier = crate::atlas::Dossier {
            tables: vec![Arc::new(table)],
            ..Default::default()
        };
        let basemap = Arc::new(crate::atlas::BaseMap::default());
        let atlas = Arc::new(crate::atlas::Atlas::new(dossier, basemap));
        let mut session = Session::new(atlas, None, Vec::new());
        let of = |id| Subject::Feature(FeatureId(id));
        let mut select = |id| session.apply(Command::Select(SelectCommand::FromPickList(of(id))));
        let asks = |id| vec![Effect::ReadDetails(FeatureId(id))];
        assert_eq!(select(0), asks(0));
        assert_eq!(select(0), []);
        assert_eq!(select(1), asks(1));
        let mut answer = |id| {
            session.receive(Event::DetailsRead(DetailsRead {
                id: FeatureId(id),
                details: Err("gone".into()),
            }));
            session.details(FeatureId(id)) == Details::Failed("gone")
        };
        assert!(!answer(0));
        assert!(answer(1));
    }
}
