//! The rows that are chosen.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::atlas::{Atlas, FeatureId, Subject};
use crate::earth::MapPoint;
use crate::session::{Session, SourceId};

/// The rows that are chosen, and where their features stand.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    ids: BTreeSet<FeatureId>,
    /// Whose features they are.
    atlas: Option<Arc<Atlas>>,
    /// What was opened, of which they are features.
    opened: Vec<SourceId>,
    /// Where they stand on the map, worked out when first asked for.
    at: OnceCell<Vec<MapPoint>>,
}

impl Chosen {
    /// Keeps the choice where what is open was read again, by the features' lasting names; lets go of
    /// it where something else was opened, in which the same names are other features.
    pub(super) fn follow(&mut self, session: &Session) {
        let now = &session.atlas;
        let before = self.atlas.as_ref();
        if before.is_some_and(|before| Arc::ptr_eq(before, now)) {
            return;
        }
        let opened = &session.files.sources.opened;
        if self.opened == *opened
            && let Some(before) = before
        {
            self.ids = now.same_features(before, self.iter());
        } else {
            self.ids.clear();
            self.opened.clone_from(opened);
        }
        self.atlas = Some(Arc::clone(now));
        self.at.take();
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub(super) fn contains(&self, id: FeatureId) -> bool {
        self.ids.contains(&id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = FeatureId> {
        self.ids.iter().copied()
    }

    /// Chooses these and no others.
    pub(super) fn set(&mut self, ids: impl IntoIterator<Item = FeatureId>) {
        self.ids = ids.into_iter().collect();
        self.at.take();
    }

    /// Chooses these as well.
    pub(super) fn add(&mut self, ids: &[FeatureId]) {
        self.ids.extend(ids);
        self.at.take();
    }

    /// Chooses one that is not chosen; lets go of one that is.
    pub(super) fn toggle(&mut self, id: FeatureId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.at.take();
    }

    /// Where the chosen features stand on the map, of those that have a place there.
    pub(super) fn points(&self) -> &[MapPoint] {
        self.at.get_or_init(|| {
            let Some(atlas) = &self.atlas else {
                return Vec::new();
            };
            let anchors = self
                .iter()
                .filter_map(|id| atlas.anchor(Subject::Feature(id)));
            anchors
                .filter_map(|place| atlas.projection.project(place))
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::BaseMap;
    use crate::dossier::{Files, read};

    /// Posts, a small layer or a large one.
    fn posts(is_large: bool, names: &[&str]) -> Arc<Atlas> {
        let rows = names.iter().map(|name| format!("{name},44.8,65.5\n"));
        let text = format!("name,lat,lon\n{}", rows.collect::<String>());
        let mut files = Files::new();
        let inserted = if is_large {
            files.insert_large("posts.csv", Arc::new(text.into_bytes()))
        } else {
            files.insert("posts.csv", text.into_bytes())
        };
        inserted.expect("a plain name");
        let basemap = Arc::new(BaseMap::default());
        Arc::new(Atlas::new(read(&files).dossier, basemap))
    }

    fn names(chosen: &Chosen, atlas: &Atlas) -> Vec<String> {
        chosen
            .iter()
            .map(|id| atlas.name(Subject::Feature(id)))
            .collect()
    }

    #[test]
    fn a_choice_stays_when_its_file_is_saved_and_goes_with_another() {
        for is_large in [false, true] {
            let before = posts(is_large, &["Khorog", "Murgab", "Ishkashim"]);
            let mut session = Session::new(Arc::clone(&before), None, Vec::new());
            let mut chosen = Chosen::default();
            chosen.follow(&session);
            let ids: Vec<FeatureId> = before
                .tables()
                .flat_map(|(ix, table)| table.rows().map(move |row| (ix, row)))
                .map(|(ix, row)| before.id_in(ix, row))
                .collect();
            chosen.set([ids[0], ids[1]]);
            session.atlas = posts(is_large, &["Khorog", "Murgab", "Ishkashim", "Rushan"]);
            chosen.follow(&session);
            assert_eq!(names(&chosen, &session.atlas), ["Khorog", "Murgab"]);
            assert_eq!(chosen.points().len(), 2, "{is_large}");
            session.atlas = posts(is_large, &["Osh"]);
            session.files.sources.opened = vec!["other/posts.csv".into()];
            chosen.follow(&session);
            assert!(chosen.is_empty(), "{is_large}");
        }
    }
}
