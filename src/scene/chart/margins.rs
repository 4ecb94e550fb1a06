//! What stands around a chart: title and remarks above, the key, sums and sources below.

use super::sheet::{ChartSheet, LABEL_PX, SMALL_PX};
use crate::atlas::chart::{Chart, ChartKind};
use crate::atlas::chart_values::ChartTable;
use crate::atlas::date::day_in_words;
use crate::atlas::qualifier::{Limit, Qualifier};
use crate::atlas::{Source, boundary_month};
use crate::scene::display::fonts::Face;

/// Size of the title.
const TITLE_PX: f32 = 20.0;

/// Title and remark.
pub(super) fn head(sheet: &mut ChartSheet<'_>, chart: &Chart) {
    sheet.paragraph(
        &chart.title,
        (Face::SansSemiBold, TITLE_PX),
        sheet.style.text,
    );
    if let Some(note) = &chart.note {
        sheet.y += 2.0;
        sheet.paragraph(note, (Face::Sans, LABEL_PX), sheet.style.quiet_text);
    }
    sheet.y += 14.0;
}

/// What the marks mean that this chart has.
pub(super) fn key(sheet: &mut ChartSheet<'_>, table: &ChartTable) {
    let limit = |limits: &[Limit]| {
        table
            .rows()
            .any(|row| row.value.is_some() && limits.contains(&Qualifier::of(&row.qualifier).limit))
    };
    let bars = table
        .rows()
        .all(|row| row.span.is_none() && row.day.is_none());
    let unsure = table
        .rows()
        .any(|row| row.span.is_some_and(|span| span.sure != [true; 2]));
    let ranged = table.rows().any(|row| row.low.is_some());
    let said = [
        (limit(&[Limit::About]), "~ about so many"),
        (
            limit(&[Limit::MoreThan, Limit::AtLeast]),
            "fading on: so many or more",
        ),
        (limit(&[Limit::UpTo]), "dashed and pale: so many or fewer"),
        (
            bars && table.rows().any(|row| row.value.is_none()),
            "dashed gap: no number",
        ),
        (
            table.rows().any(|row| !row.parts.is_empty()),
            "bracket: one number for all of them",
        ),
        (ranged && bars, "thin line: lowest to highest count"),
        (ranged && !bars, "line: how far the place may be off"),
        (unsure, "fading end: not known to the day"),
    ];
    let said: Vec<&str> = said
        .into_iter()
        .filter_map(|(shown, words)| shown.then_some(words))
        .collect();
    if !said.is_empty() {
        sheet.y += 4.0;
        sheet.paragraph(
            &said.join(" \u{b7} "),
            (Face::Sans, SMALL_PX),
            sheet.style.quiet_text,
        );
    }
    sheet.y += 4.0;
}

/// Sums, sources, and whose dossier it is.
pub(super) fn foot(sheet: &mut ChartSheet<'_>, chart: &Chart, table: &ChartTable) {
    let ink = sheet.style.text;
    if chart.sum {
        for section in &table.sections {
            sheet.y += 6.0;
            let title = if section.title.is_empty() {
                String::new()
            } else {
                format!("{}: ", section.title)
            };
            let said = section.together(sheet.atlas).join(" ");
            sheet.paragraph(&format!("{title}{said}"), (Face::Sans, LABEL_PX), ink);
        }
    }
    sheet.y += 10.0;
    let rule = [(sheet.left, sheet.y), (sheet.right, sheet.y)];
    sheet.rule(&rule, sheet.style.graticule);
    sheet.y += 6.0;
    let quiet = sheet.style.quiet_text;
    let sources: Vec<String> = table.sources(chart).iter().map(Source::citation).collect();
    if !sources.is_empty() {
        let noun = if sources.len() == 1 {
            "Source"
        } else {
            "Sources"
        };
        sheet.paragraph(
            &format!("{noun}: {}.", sources.join("; ")),
            (Face::Sans, SMALL_PX),
            quiet,
        );
        sheet.y += 4.0;
    }
    let dossier = &sheet.atlas.dossier;
    let as_of = dossier
        .as_of
        .map(|day| format!(", as of {}", day_in_words(day)));
    let measured = matches!(chart.kind, ChartKind::Distance { .. });
    let borders = match (measured, sheet.atlas.boundaries_need_date(None)) {
        (false, _) => String::new(),
        (true, false) => " Boundaries: Natural Earth, de facto.".to_owned(),
        (true, true) => format!(
            " Boundaries: Natural Earth, de facto as of {}.",
            boundary_month()
        ),
    };
    let line = format!("{}{}.{borders}", dossier.title, as_of.unwrap_or_default());
    sheet.paragraph(&line, (Face::Sans, SMALL_PX), quiet);
    sheet.y += 20.0;
}
