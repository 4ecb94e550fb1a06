//! Features on their way to the clipboard.

use crate::atlas::group_thousands;
use crate::session::{NoticeKind, Session};

impl Session {
    /// Says how many features are on the clipboard, or why none is.
    pub(in crate::session) fn features_copied(&mut self, copied: Result<usize, String>) {
        match copied {
            Ok(count) => {
                let text = match count {
                    1 => "The feature is on the clipboard as GeoJSON".to_owned(),
                    _ => format!(
                        "{} features are on the clipboard as GeoJSON",
                        group_thousands(count as f64)
                    ),
                };
                self.shell.notify(text, NoticeKind::Info);
            }
            Err(error) => self.shell.notify(error, NoticeKind::Error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap, Dossier, FeatureId};
    use crate::session::{Command, Effect, Event, FileCommand};

    #[test]
    fn features_are_copied_outside_and_a_notice_says_what_became_of_it() {
        let atlas = Atlas::new(Dossier::default(), Arc::new(BaseMap::default()));
        let mut session = Session::new(Arc::new(atlas), None, Vec::new());
        let ids = vec![FeatureId(3), FeatureId(1)];
        assert_eq!(
            session.apply(Command::File(FileCommand::CopyFeatures(ids.clone()))),
            [Effect::CopyFeatures(ids)]
        );
        let mut told = |copied| {
            session.receive(Event::FeaturesCopied(copied));
            session.shell.notices.last().cloned().expect("a notice")
        };
        assert_eq!(
            told(Ok(1200)).text,
            "1,200 features are on the clipboard as GeoJSON"
        );
        let failed = told(Err("towns.geojson has changed".into()));
        assert_eq!(failed.text, "towns.geojson has changed");
        assert_eq!(failed.kind, NoticeKind::Error);
    }
}
