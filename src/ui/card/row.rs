//! The card of a row of a large layer.

use egui::Ui;

use super::super::View;
use super::super::output::UiOutput;
use super::super::status;
use super::parts::{remark_ui, value_ui};
use super::{feature, words};
use crate::atlas::table::Days;
use crate::atlas::{RowIx, TableIx, date};

pub(super) fn row_ui(
    ui: &mut Ui,
    view: View<'_>,
    ix: TableIx,
    row: RowIx,
    output: &mut UiOutput<'_>,
) {
    let table = view.session.atlas.table(ix);
    value_ui(ui, "When", &when(table.days(row)), None);
    let place = table.place(row).map_or_else(
        || "No place: it is not on the map".to_owned(),
        |place| status::coordinates(view.session, place.lon_lat()),
    );
    value_ui(ui, "Coordinates", &place, None);
    value_ui(ui, "File", &table.file, None);
    match view.session.row.of(ix, row) {
        None => remark_ui(ui, "Reading what the file says of it\u{2026}"),
        Some(Err(error)) => remark_ui(ui, &words::capitalised(error)),
        Some(Ok(feature)) => feature::row_ui(ui, view, feature, output),
    }
}

/// The days of a row in words.
fn when(days: Days) -> String {
    let words = match (days.first_date(), days.last_date()) {
        (Some(first), Some(last)) => date::span_of_days(first, last),
        (Some(first), None) => format!("since {}", date::day_in_words(first)),
        (None, Some(last)) => format!("until {}", date::day_in_words(last)),
        (None, None) => "undated".to_owned(),
    };
    words::capitalised(&words)
}
