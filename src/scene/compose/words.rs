//! A scene in words, for those who do not see it.

use crate::atlas::date::day_in_words;
use crate::atlas::group_thousands;
use crate::scene::TableShown;
use crate::scene::layout::marks::{PlacedMark, VisibleMarks};
use crate::scene::layout::measured;
use crate::scene::layout::view_context::ViewContext;

/// What the picture shows, in a sentence.
pub(super) fn description(
    frame: &ViewContext<'_>,
    stage: &VisibleMarks<'_>,
    tables: &[TableShown],
) -> String {
    let dossier = &frame.atlas.dossier;
    let title = if dossier.title.is_empty() {
        "Map"
    } else {
        &dossier.title
    };
    let shown = |standing: &&PlacedMark<'_>| !standing.outside;
    let marks = stage.standing.iter().filter(shown).count();
    let beyond: usize = stage.edges.iter().map(|edge| edge.marks.len()).sum();
    let beyond = match beyond {
        0 => String::new(),
        beyond => format!(" and {beyond} beyond its frame"),
    };
    let rows = tables.iter().fold(String::new(), |rows, shown| {
        let count = group_thousands(shown.in_view as f64);
        format!("{rows}, {count} of {}", frame.atlas.layer(shown.layer).name)
    });
    let as_of = dossier.as_of.map_or_else(String::new, |date| {
        format!(", as of {}", day_in_words(date))
    });
    let window = frame
        .view
        .time
        .window
        .map_or_else(String::new, |window| format!(", of {}", window.words()));
    let filter = frame.view.filter_words(frame.atlas);
    let filter = filter.map_or_else(String::new, |words| format!(", {words}"));
    let selected = frame.view.selected.map_or_else(String::new, |subject| {
        format!("; selected: {}", frame.atlas.name(subject))
    });
    let measured = measured::in_words(frame).map_or_else(String::new, |words| format!(" {words}"));
    let seen = frame.view.vision.words();
    let seen = seen.map_or_else(String::new, |words| format!(" {words}."));
    format!(
        "{title}: a map with {marks} marks in view{beyond}{rows}{as_of}{window}{filter}{selected}.\
         {measured}{seen}"
    )
}
