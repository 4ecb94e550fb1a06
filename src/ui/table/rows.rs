//! Which features the table lists, and in which order.

use std::sync::Arc;

use super::super::jobs::RowsJob;
use super::super::off_map;
use super::rows_wanted::{FoundFrom, RowsWanted, TableScope};
use super::search::{RowsSearch, RowsShelf};
use crate::atlas::{Atlas, FeatureId, RowIx};
use crate::scene::Scene;
use crate::session::Session;

/// The rows, found again only when what they follow from has changed.
#[derive(Debug, Default)]
pub(super) struct TableRows {
    known: Option<FoundFrom>,
    ids: Vec<FeatureId>,
    /// The number of the search that found them.
    shown: u64,
    /// The number of the last search.
    wanted: u64,
    /// Whether the search that is shown ended by a fault.
    failed: bool,
    shelf: Arc<RowsShelf>,
}

impl TableRows {
    /// Finds the rows as they are wanted now. Where that takes longer than a frame may, the job that
    /// finds them is returned, and the rows stay as they were until it is done.
    pub(super) fn follow(
        &mut self,
        session: &Session,
        scene: &Scene,
        wanted: &RowsWanted,
    ) -> Option<RowsJob> {
        let atlas = &session.atlas;
        let is_read = |ix| atlas.has_properties(ix);
        let read = atlas.tables().filter(|&(ix, _)| is_read(ix)).count();
        let is_same = |known: &FoundFrom| known.is_same(session, scene, wanted, read);
        if self.known.as_ref().is_some_and(is_same) {
            self.take_found();
            return None;
        }
        if !self.known.as_ref().is_some_and(|known| known.is_of(atlas)) {
            *self = Self::default();
        }
        self.known = Some(FoundFrom::of(session, scene, wanted, read));
        self.wanted += 1;
        let mut ids = in_scope(session, scene, wanted.scope);
        narrow(session, &mut ids);
        let search = RowsSearch {
            number: self.wanted,
            atlas: Arc::clone(atlas),
            ids,
            words: wanted.filter.clone(),
            sorting: wanted.sorting.clone(),
            shelf: Arc::downgrade(&self.shelf),
        };
        let job = if search.is_short() {
            search.run();
            None
        } else {
            Some(search.job())
        };
        self.take_found();
        job
    }

    /// The rows that were found last.
    pub(super) fn ids(&self) -> &[FeatureId] {
        &self.ids
    }

    /// Whether others are looked for.
    pub(super) fn are_awaited(&self) -> bool {
        self.shown < self.wanted
    }

    /// Whether they could not be found, by a fault of this program.
    pub(super) fn failed(&self) -> bool {
        self.failed
    }

    /// Shows what was found last, also where something else is wanted by now: while a reader drags
    /// over bars, the rows come after.
    fn take_found(&mut self) {
        let found = self.shelf.take();
        if let Some(found) = found.filter(|found| found.search > self.shown) {
            self.shown = found.search;
            self.failed = found.ids.is_none();
            self.ids = found.ids.unwrap_or_default();
        }
    }
}

/// The features of a scope, in the order of the dossier.
fn in_scope(session: &Session, scene: &Scene, scope: TableScope) -> Vec<FeatureId> {
    let atlas = &session.atlas;
    match scope {
        TableScope::All => all(atlas).collect(),
        TableScope::Layer(layer) => all(atlas)
            .filter(|&id| atlas.layer_of(id) == layer)
            .collect(),
        TableScope::Passing => passing(session),
        TableScope::InView => scene.features_in_view(),
        TableScope::OffMap => off_map(session),
    }
}

/// Leaves what the conditions of Explore let through.
fn narrow(session: &Session, ids: &mut Vec<FeatureId>) {
    let (atlas, filter) = (&session.atlas, &session.view.attributes);
    if !filter.narrows() {
        return;
    }
    let tables = atlas.tables();
    let rows: Vec<_> = tables.map(|(ix, _)| filter.rows(atlas, ix)).collect();
    ids.retain(|&id| {
        let (table, row) = atlas.locate(id);
        let rows = rows.get(table.index()).and_then(Option::as_ref);
        rows.is_none_or(|rows| rows.has(row.index()))
    });
}

fn all(atlas: &Atlas) -> impl Iterator<Item = FeatureId> {
    let tables = atlas.tables();
    tables.flat_map(move |(ix, table)| table.rows().map(move |row| atlas.id_in(ix, row)))
}

fn passing(session: &Session) -> Vec<FeatureId> {
    let atlas = &session.atlas;
    let mut ids = Vec::new();
    for (ix, _) in atlas.tables() {
        let rows = session.view.passing_rows(atlas, ix);
        ids.extend(rows.iter().map(|row| atlas.id_in(ix, RowIx(row as u32))));
    }
    ids
}

fn off_map(session: &Session) -> Vec<FeatureId> {
    let atlas = &session.atlas;
    let large = atlas.large_tables().flat_map(|(ix, table)| {
        let off = move |row: &RowIx| {
            let undated = !table.days(*row).is_dated() && !session.view.time.undated;
            table.place(*row).is_none() || undated
        };
        table
            .rows()
            .filter(off)
            .map(move |row| atlas.id_in(ix, row))
    });
    off_map::off_map(session).chain(large).collect()
}

#[cfg(test)]
mod tests {
    use super::super::column::Sorting;
    use super::*;
    use crate::atlas::{BaseMap, Subject};
    use crate::dossier::{Files, properties, read};
    use crate::scene::{Composer, Patience, Prepared};
    use crate::session::TableSorting;

    /// A table as a large layer, nothing of its properties read.
    fn large(text: String) -> Session {
        let mut files = Files::new();
        files
            .insert_large("posts.csv", Arc::new(text.into_bytes()))
            .expect("a name");
        let atlas = Arc::new(Atlas::new(
            read(&files).dossier,
            Arc::new(BaseMap::default()),
        ));
        Session::new(atlas, None, Vec::new())
    }

    fn scene_of(session: &Session) -> Scene {
        let prepared = Arc::new(Prepared::new(Arc::clone(&session.atlas)));
        Composer::new(prepared, Patience::Wait).compose(&session.view)
    }

    #[test]
    fn words_are_looked_for_in_every_column_of_a_large_layer_too() {
        let text = "name,date,lat,lon,deaths,notes\n\
            Murgab,2021-10-18,38.1701,73.9600,14,\"Road CLOSED, twice\"\n\
            Khorog,2020-04-02,37.4897,71.5530,250,Bridge\n\
            Ishkashim,,36.7247,71.6134,,bridge closed\n";
        let session = large(text.to_owned());
        let atlas = &session.atlas;
        let (ix, _) = atlas.large_tables().next().expect("a large layer");
        let scene = scene_of(&session);
        let mut table = TableRows::default();
        let mut names = |words: &str| -> Vec<String> {
            let wanted = RowsWanted {
                scope: TableScope::All,
                filter: words.to_owned(),
                sorting: None,
            };
            assert!(table.follow(&session, &scene, &wanted).is_none());
            let names = table
                .ids()
                .iter()
                .map(|&id| atlas.name(Subject::Feature(id)));
            let mut names: Vec<String> = names.collect();
            names.sort();
            names
        };
        assert_eq!(names("closed"), [""; 0], "its notes are not read yet");
        atlas.supply_properties(ix, properties(atlas, ix).expect("readable"));
        assert_eq!(names("closed"), ["Ishkashim", "Murgab"]);
        assert_eq!(names("bridge Closed"), ["Ishkashim"], "both words");
        assert_eq!(
            names("apr 2020"),
            ["Khorog"],
            "days as the table shows them"
        );
        assert_eq!(names("2021-10"), ["Murgab"], "and as files write them");
        assert_eq!(names("250"), ["Khorog"], "numbers");
        assert_eq!(names("71.61"), ["Ishkashim"], "degrees");
        assert_eq!(names("HOR"), ["Khorog"], "names");
        assert_eq!(names("nowhere"), [""; 0]);
    }

    #[test]
    fn sorted_either_way_equals_keep_their_order() {
        let names = ["beta", "Alpha", "alpha", "Beta", "gamma"];
        let rows = names.map(|name| format!("{name},44.8,65.5\n"));
        let session = large(format!("name,lat,lon\n{}", rows.concat()));
        let scene = scene_of(&session);
        let mut table = TableRows::default();
        let mut sorted = |ascending: bool| -> Vec<usize> {
            let sorting = TableSorting {
                column: "name".to_owned(),
                ascending,
            };
            let wanted = RowsWanted {
                scope: TableScope::All,
                filter: String::new(),
                sorting: Some(Sorting::of(&sorting)),
            };
            assert!(table.follow(&session, &scene, &wanted).is_none());
            let ids = table.ids().iter();
            ids.map(|&id| session.atlas.locate(id).1.index()).collect()
        };
        assert_eq!(sorted(true), [1, 2, 0, 3, 4]);
        assert_eq!(sorted(false), [4, 0, 3, 1, 2]);
    }

    #[test]
    fn many_rows_are_looked_through_beside_the_frame_and_stay_as_they_were_until_then() {
        let row = |number: u32| format!("Post {},44.8,65.5\n", number * 7919 % 20_000);
        let rows: String = (0..20_000).map(row).collect();
        let session = large(format!("name,lat,lon\n{rows}"));
        let scene = scene_of(&session);
        let mut table = TableRows::default();
        let mut wanted = RowsWanted {
            scope: TableScope::All,
            filter: String::new(),
            sorting: None,
        };
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert_eq!(table.ids().len(), 20_000, "as they come at once");
        let holding = |word: &str| {
            let all = (0..20_000).map(|number| format!("Post {number}"));
            all.filter(|name| name.contains(word)).count()
        };
        wanted.filter = "199".to_owned();
        let overtaken = table.follow(&session, &scene, &wanted).expect("a job");
        wanted.filter = "1999".to_owned();
        let job = table.follow(&session, &scene, &wanted).expect("a job");
        assert!(table.follow(&session, &scene, &wanted).is_none(), "once");
        assert!(table.are_awaited() && table.ids().len() == 20_000);
        overtaken.run();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert!(table.are_awaited(), "what was found is not what is wanted");
        assert_eq!(table.ids().len(), holding("199"));
        job.run();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert!(!table.are_awaited());
        assert_eq!(table.ids().len(), holding("1999"));
        let names = table.ids().iter();
        let mut names = names.map(|&id| session.atlas.name(Subject::Feature(id)));
        assert!(names.all(|name| name.contains("1999")));
        // What a search finds after a later one is for nobody.
        wanted.filter = "12".to_owned();
        let late = table.follow(&session, &scene, &wanted).expect("a job");
        wanted.filter.clear();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        late.run();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert!(!table.are_awaited());
        assert_eq!(table.ids().len(), 20_000);
    }

    #[test]
    fn where_rows_cannot_be_found_none_of_before_stand_beside_other_words() {
        let rows = "Post,44.8,65.5\n".repeat(20_000);
        let session = large(format!("name,lat,lon\n{rows}"));
        let scene = scene_of(&session);
        let mut table = TableRows::default();
        let wanted = RowsWanted {
            scope: TableScope::All,
            filter: "post".to_owned(),
            sorting: None,
        };
        let job = table.follow(&session, &scene, &wanted).expect("a job");
        job.waiter().give_up();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert!(table.failed() && !table.are_awaited());
        assert!(table.ids().is_empty());
    }

    #[test]
    fn rows_follow_a_condition_on_a_property_once_it_is_read() {
        let row = |number: u32| format!("Post {number},44.8,65.5,{}\n", number % 4);
        let rows: String = (0..40).map(row).collect();
        let text = format!("name,lat,lon,fatalities\n{rows}");
        let mut session = large(text);
        let atlas = Arc::clone(&session.atlas);
        let condition = "fatalities >= 3".parse().expect("a condition");
        session.view.attributes.conditions.push(condition);
        let wanted = RowsWanted {
            scope: TableScope::All,
            filter: String::new(),
            sorting: None,
        };
        let scene = scene_of(&session);
        let mut table = TableRows::default();
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert_eq!(table.ids().len(), 40);
        let (ix, _) = atlas.large_tables().next().expect("a large layer");
        atlas.supply_properties(ix, properties(&atlas, ix).expect("readable"));
        assert!(table.follow(&session, &scene, &wanted).is_none());
        assert_eq!(table.ids().len(), 10);
    }
}
