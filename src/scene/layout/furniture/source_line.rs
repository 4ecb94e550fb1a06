//! Whose article and whose data the map shows.

use super::panel::panel;
use super::seen_lines::schematic_in_view;
use super::{Piece, ViewContext, scale_bar};
use crate::atlas::basemap::GroundCredit;
use crate::atlas::{Atlas, Feature, LayerKind, Origin, Publication, boundary_month};
use crate::earth::ScreenPoint;
use crate::scene::display::fonts::Face;
use crate::scene::display::style::size;
use crate::scene::display::symbols::Fill;
use crate::scene::display::text::{balanced, widest_word_px, words, wrapped};
use crate::scene::layout::layers::relief_strength;
use crate::scene::{Item, TextAnchor};
use crate::session::viewpoint::SourceLine;

const SIZE_PX: f32 = 10.0;
const LEADING_PX: f64 = 12.5;
const PADDING: f64 = 4.0;
/// The window says one line alone, among marks that want the room.
const ONE_LINE_PADDING: f64 = 2.0;
/// Largest number of lines of the citation beside the scale bar; with more it takes the whole width.
const MOST_LINES: usize = 6;
/// Penalty of each further line, in ten-thousandths of the window's area.
const LESS: usize = 15;
/// The line takes up this part of the window's width, at most.
const MOST: f64 = 0.86;

/// Whose boundaries these are, and of which month where that is far from the days that the view shows.
fn whose_boundaries(frame: &ViewContext<'_>) -> String {
    let window = frame.view.time.window;
    let shown = window.map(|window| [window.from(), window.to()]);
    let as_of = if frame.atlas.boundaries_need_date(shown) {
        format!(" as of {}", boundary_month())
    } else {
        String::new()
    };
    format!("Boundaries: Natural Earth, de facto{as_of} (dashed: not agreed; hatched: claimed)")
}

/// As much of it as is wanted, in the forms that it can take, the flattest first.
pub(super) fn pieces(frame: &ViewContext<'_>, wanted: SourceLine) -> Vec<Piece> {
    match wanted {
        SourceLine::None => Vec::new(),
        SourceLine::PointOfView => {
            vec![citation(
                frame,
                vec![whose_boundaries(frame)],
                ONE_LINE_PADDING,
            )]
        }
        SourceLine::Full => {
            let forms = broken(&full(frame, false), frame.window.width());
            let forms = forms.into_iter().zip(0..).map(|(lines, number)| Piece {
                less: LESS * number,
                ..citation(frame, lines, PADDING)
            });
            forms.collect()
        }
    }
}

/// The same in lines no longer than that, in a margin of the picture's own: that has room to say what the edges of
/// marks mean.
pub(super) fn lines(frame: &ViewContext<'_>, room_px: f64) -> Vec<String> {
    balanced(&full(frame, true), Face::Sans, SIZE_PX, room_px)
}

/// Note, publication, data credits and whose boundaries; what the edges of marks mean, where it `tells_edges`.
fn full(frame: &ViewContext<'_>, tells_edges: bool) -> String {
    let dossier = &frame.atlas.dossier;
    let filter = super::told::filter(frame).filter(|_| !frame.view.furniture.title);
    let note = frame.view.words.note.as_deref();
    let note = note.or(dossier.note.as_deref());
    let note = note.map(|note| format!("{} ", note.trim()));
    note.unwrap_or_default() + &sentence(frame, filter, tells_edges)
}

/// Words in these lines on a ground of their own.
fn citation(frame: &ViewContext<'_>, lines: Vec<String>, padding: f64) -> Piece {
    let style = frame.style;
    let width = longest_px(&lines) + 2.0 * padding;
    let height = LEADING_PX * lines.len() as f64 + 2.0 * padding - 2.0;
    let mut items = vec![panel(style, width, height)];
    let mut baseline = padding + 8.5;
    for line in lines {
        let at = ScreenPoint::new(padding, baseline);
        let text = words(at, TextAnchor::Start, line, SIZE_PX, style.quiet_text);
        items.push(Item::Text(text));
        baseline += LEADING_PX;
    }
    Piece {
        width,
        height,
        items,
        ..Piece::default()
    }
}

/// The lines: beside the scale bar where few are enough, also in more but no more than a few; else
/// as wide as the window allows.
fn broken(text: &str, window_px: f64) -> Vec<Vec<String>> {
    let whole_px = window_px * MOST - 2.0 * PADDING;
    let beside_px = window_px - 4.0 * size::MARGIN - scale_bar::WIDTH_PX - 2.0 * PADDING;
    let mut room_px = beside_px.min(whole_px);
    let mut forms = Vec::new();
    while wrapped(text, Face::Sans, SIZE_PX, room_px).len() <= MOST_LINES {
        let lines = balanced(text, Face::Sans, SIZE_PX, room_px);
        room_px = longest_px(&lines) - 1.0;
        forms.push(lines);
        // Narrower lines would break words.
        if room_px < widest_word_px(text, Face::Sans, SIZE_PX) {
            break;
        }
    }
    if forms.is_empty() {
        forms.push(balanced(text, Face::Sans, SIZE_PX, whole_px));
    }
    forms
}

fn longest_px(lines: &[String]) -> f64 {
    let width_px = |line: &String| f64::from(Face::Sans.advance(line, SIZE_PX, 0.0));
    lines.iter().map(width_px).fold(0.0, f64::max)
}

/// Publication, data, boundaries; before them what the filter shows, where no title says so.
fn sentence(frame: &ViewContext<'_>, filter: Option<String>, tells_edges: bool) -> String {
    let dossier = &frame.atlas.dossier;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(filter.map(|words| format!("{}.", capitalised(&words))));
    parts.extend(credit(&dossier.publication));
    parts.extend(
        edges(frame.atlas)
            .filter(|_| tells_edges)
            .map(str::to_owned),
    );
    let data: Vec<&str> = dossier
        .credits
        .iter()
        .map(|source| {
            source
                .title
                .split(['(', ','])
                .next()
                .unwrap_or(&source.title)
                .trim()
        })
        .collect();
    if !data.is_empty() {
        parts.push(format!("Data: {}.", data.join("; ")));
    }
    parts.extend(ground(frame));
    parts.extend(projection(frame));
    parts.push(format!("{}{}.", whose_boundaries(frame), schematic(frame)));
    parts.join(" ")
}

/// What the dark edge of a solid mark says, where some have it and others have not.
fn edges(atlas: &Atlas) -> Option<&'static str> {
    if atlas.article().passages.is_empty() {
        return None;
    }
    let solid = || {
        let features = atlas.features().map(|(_, feature)| feature);
        features.filter(|feature| Fill::of(feature) == Fill::Solid)
    };
    let is_background =
        |feature: &Feature| matches!(feature.origin, Origin::Background | Origin::Inferred);
    let both = solid().any(is_background) && !solid().all(is_background);
    both.then_some("Of solid marks only those with a dark edge are in the article.")
}

/// Which claimed areas in view have no outline in any source: ", that of Doklam is schematic".
fn schematic(frame: &ViewContext<'_>) -> String {
    let names = schematic_in_view(frame.atlas, frame.view);
    match names.as_slice() {
        [] => String::new(),
        [name] => format!("; the outline of {name} is schematic"),
        names => format!("; the outlines of {} are schematic", names.join(", ")),
    }
}

/// Whose data the ground is, but for what the dossier credits itself and for relief that is too faint to see.
fn ground(frame: &ViewContext<'_>) -> Option<String> {
    let credited = |credit: &&GroundCredit| {
        let mut credits = frame.atlas.dossier.credits.iter();
        credits.any(|source| source.title.starts_with(credit.source))
    };
    let is_drawn =
        |credit: &&GroundCredit| credit.layer != LayerKind::Relief || relief_strength(frame) > 0.0;
    let credits = frame.view.ground_credits(frame.atlas);
    let words = credits
        .filter(|credit| is_drawn(credit) && !credited(credit))
        .map(GroundCredit::words);
    let words = words.collect::<Vec<_>>().join("; ");
    (!words.is_empty()).then(|| format!("{}.", capitalised(&words)))
}

/// Which projection was taken for the frame, where that is not the dossier's.
fn projection(frame: &ViewContext<'_>) -> Option<String> {
    let atlas = frame.atlas;
    let chosen = atlas.is_reprojected();
    chosen.then(|| format!("Projection: {}.", atlas.projection.title()))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

fn credit(publication: &Publication) -> Option<String> {
    if let Some(credit) = &publication.credit {
        return Some(credit.clone());
    }
    if publication.title.is_empty() {
        return None;
    }
    let parts = [
        publication.author.clone(),
        Some(format!("\u{201c}{}\u{201d}", publication.title)),
        publication.publisher.clone(),
        publication.date.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(format!("After {}.", parts.join(", ")))
}
