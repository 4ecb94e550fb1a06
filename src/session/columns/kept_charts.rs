//! Charts of columns that the reader keeps beside those of the dossier.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::atlas::chart::{ChartKind, ColumnsOf};
use crate::atlas::profile::ProfileScope;
use crate::atlas::query::Expression;
use crate::atlas::{Chart, TableIx, WrittenChart, WrittenColumns};
use crate::session::{NoticeKind, PanelTab, Session};

impl Session {
    /// The charts of the dossier, then those that the reader keeps and that it does not have yet.
    pub fn charts(&self) -> impl Iterator<Item = Cow<'_, Chart>> {
        let own = self.atlas.dossier.charts.iter().map(Cow::Borrowed);
        own.chain(self.charts_kept().map(|kept| Cow::Owned(Chart::from(kept))))
    }

    /// The chart of this id, of the dossier or kept.
    #[must_use]
    pub fn chart(&self, id: &str) -> Option<Cow<'_, Chart>> {
        self.charts().find(|chart| chart.id == id)
    }

    /// The charts that the reader keeps and that the dossier does not have yet.
    pub fn charts_kept(&self) -> impl Iterator<Item = &WrittenChart> {
        let is_new = |kept: &&WrittenChart| self.atlas.chart(&kept.id).is_none();
        self.kept_charts.iter().filter(is_new)
    }

    /// Keeps a chart of what Explore shows, under the conditions that are set.
    pub(in crate::session) fn keep_chart(&mut self, columns: &[String]) {
        let explore = &self.explore;
        let layer = explore.layer.map(|layer| self.atlas.layer(layer));
        let id = layer.map(|layer| layer.id.clone());
        let whose = layer.map_or("Features", |layer| layer.name.as_str());
        let applies = |of: Option<&str>| of.is_none() || of == id.as_deref();
        let conditions = self.view.attributes.conditions.iter();
        let conditions = conditions.filter_map(|condition| {
            let (layer, condition) = condition.by_layer();
            applies(layer).then(|| condition.clone())
        });
        let conditions = conditions.collect();
        let logs = &explore.divisions.logs;
        let (title, shows) = match columns {
            [column] => (
                format!("{whose} by {column}"),
                WrittenColumns::Counts(columns_of([column], logs, id, conditions)),
            ),
            [x, y] => (
                format!("{whose}: {x} and {y}"),
                WrittenColumns::Pair(columns_of([x, y], logs, id, conditions)),
            ),
            _ => return,
        };
        let same = self.charts_kept().find(|kept| kept.shows == shows);
        if let Some(same) = same.map(|kept| kept.title.clone()) {
            let text = format!("It is in Figures already: {same}");
            self.shell.notify(text, NoticeKind::Info);
            return;
        }
        let id = self.free_chart_id(&title);
        let text = format!("Kept in Figures: {title}. Saving the dossier writes it down.");
        self.shell.notify(text, NoticeKind::Info);
        self.kept_charts.push(WrittenChart { id, title, shows });
    }

    /// A lasting name that no chart has: "bases-by-kind", "bases-by-kind-2".
    fn free_chart_id(&self, title: &str) -> String {
        let letters = title.chars().map(|it| {
            if it.is_ascii_alphanumeric() {
                it.to_ascii_lowercase()
            } else {
                '-'
            }
        });
        let letters: String = letters.collect();
        let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
        let name = words.join("-");
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| self.chart(name).is_none());
        free.unwrap_or(name)
    }

    /// Calls a kept chart otherwise.
    pub(in crate::session) fn rename_chart(&mut self, id: &str, title: &str) {
        let title = title.trim();
        let kept = self.kept_charts.iter_mut().find(|kept| kept.id == id);
        if let Some(kept) = kept.filter(|_| !title.is_empty()) {
            title.clone_into(&mut kept.title);
        }
    }

    /// Forgets a kept chart.
    pub(in crate::session) fn forget_chart(&mut self, id: &str) {
        self.kept_charts.retain(|kept| kept.id != id);
    }

    /// A large table whose properties a chart in sight shows, and which are not read yet.
    pub(in crate::session) fn table_of_charts(&self) -> Option<TableIx> {
        if !self.shell.shows(PanelTab::Figures) {
            return None;
        }
        let mut layers = self.charts().filter_map(|chart| match &chart.kind {
            ChartKind::Counts(of) => of.layer.clone(),
            ChartKind::Pair(of) => of.layer.clone(),
            _ => None,
        });
        layers.find_map(|layer| {
            let layer = self.atlas.layer_named(&layer)?;
            let table = ProfileScope::of_layer(&self.atlas, layer).table;
            (!self.atlas.has_properties(table)).then_some(table)
        })
    }
}

/// These columns of a layer, those of `logs` divided by factors, of the features that hold `conditions`.
fn columns_of<const N: usize>(
    columns: [&String; N],
    logs: &BTreeSet<String>,
    layer: Option<String>,
    conditions: Vec<Expression>,
) -> ColumnsOf<N> {
    ColumnsOf {
        layer,
        logs: columns.map(|column| logs.contains(column)),
        columns: columns.map(String::clone),
        conditions,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::atlas::{Atlas, BaseMap};
    use crate::dossier::{Files, MANIFEST, read, with_state};
    use crate::session::{Command, Effect, ExploreCommand, FileCommand, SavedState};

    fn opened(manifest: Option<&str>) -> Session {
        let mut files = Files::builtin();
        if let Some(manifest) = manifest {
            let bytes = manifest.as_bytes().to_vec();
            files.insert(MANIFEST, bytes).expect("a plain name");
        }
        let reading = read(&files);
        assert_eq!(reading.problems, []);
        let atlas = Arc::new(Atlas::new(reading.dossier, Arc::new(BaseMap::default())));
        Session::new(atlas, Some("/texts/walk".into()), Vec::new())
    }

    fn keep(session: &mut Session, columns: &[&str]) {
        let columns = columns.iter().map(|&column| column.to_owned()).collect();
        session.apply(Command::Explore(ExploreCommand::Keep(columns)));
    }

    #[test]
    fn a_kept_chart_is_a_figure_and_is_written_into_the_dossier() {
        let mut session = opened(None);
        let before = session.charts().count();
        let narrowed = "status = 'former'".parse().expect("CQL2");
        session.apply(Command::Explore(ExploreCommand::Add(narrowed)));
        keep(&mut session, &["kind"]);
        keep(&mut session, &["when", "weight"]);
        keep(&mut session, &["kind"]);
        assert_eq!(session.charts().count(), before + 2, "each is kept once");
        assert!(session.unsaved().contains(&"charts"));
        let chart = session.chart("features-by-kind").expect("it is kept");
        let note = chart.note.as_deref();
        assert_eq!(note, Some("Only features of which status = 'former'"));
        let state = SavedState::of(&session).written();
        let manifest = Files::builtin().text(MANIFEST).expect("one").into_owned();
        let text = with_state(&manifest, &state).expect("it can be written");
        let again = opened(Some(&text));
        let chart = chart.into_owned();
        assert_eq!(again.chart("features-by-kind").as_deref(), Some(&chart));
        assert_eq!(again.charts().count(), before + 2);
        assert_eq!(again.unsaved(), Vec::<&str>::new());
        let saved = session.apply(Command::File(FileCommand::SaveDossier));
        assert!(matches!(saved.as_slice(), [Effect::SaveState { .. }]));
    }

    #[test]
    fn a_kept_chart_is_renamed_and_forgotten() {
        let mut session = opened(None);
        keep(&mut session, &["kind"]);
        let id = "features-by-kind".to_owned();
        let rename = ExploreCommand::Rename {
            chart: id.clone(),
            title: " What there is ".into(),
        };
        session.apply(Command::Explore(rename));
        let title = session.chart(&id).map(|chart| chart.title.clone());
        assert_eq!(title.as_deref(), Some("What there is"));
        session.apply(Command::Explore(ExploreCommand::Forget(id.clone())));
        assert!(session.chart(&id).is_none());
    }
}
