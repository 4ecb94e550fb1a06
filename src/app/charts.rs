//! Charts as bytes of a file: the same as in the window, with title, sums and sources.

use std::sync::Arc;

use super::pictures::{PictureError, fonts, lettering};
use crate::atlas::chart::ChartKind;
use crate::atlas::chart_values::csv;
use crate::atlas::profile::ProfileScope;
use crate::atlas::{Atlas, Chart};
use crate::dossier;
use crate::render::to_pdf::{PdfOptions, pdf};
use crate::render::to_png::{encode, pixmap};
use crate::render::to_svg::{SvgOptions, svg};
use crate::scene::{ChartLook, chart};
use crate::session::{ChartFormat, ChartSpec, Colophon, ExportFormat};

/// Draws the chart called `id`, as `spec` says: the bytes of a PNG, SVG, PDF or CSV file; `None`
/// where the dossier has no such chart.
///
/// A picture carries a [`Colophon`], unless `spec` says that it shall say nothing of itself.
///
/// # Errors
/// Where the scale cannot be drawn, or drawing fails.
pub fn render_chart(
    atlas: &Arc<Atlas>,
    id: &str,
    spec: ChartSpec,
) -> Result<Option<Vec<u8>>, PictureError> {
    let Some(declared) = atlas.chart(id) else {
        return Ok(None);
    };
    draw_chart(atlas, declared, spec).map(Some)
}

/// Draws `declared` as `spec` says: the bytes of a PNG, SVG, PDF or CSV file, as [`render_chart`] does.
///
/// # Errors
/// Where the scale cannot be drawn, or drawing fails.
pub(super) fn draw_chart(
    atlas: &Arc<Atlas>,
    declared: &Chart,
    spec: ChartSpec,
) -> Result<Vec<u8>, PictureError> {
    read_columns(atlas, declared);
    if !(0.25..=16.0).contains(&spec.scale) {
        return Err(PictureError::Scale(spec.scale));
    }
    let table = declared.table(atlas);
    let look = ChartLook {
        width_px: f64::from(spec.width_px),
        theme: spec.theme,
        selected: None,
        hovered: None,
        margins: true,
        window: None,
    };
    let scene = chart(atlas, declared, &table, &look).scene;
    let note = spec
        .says_its_chart
        .then(|| Colophon::of_chart(atlas, declared, &table, &spec).to_json())
        .transpose()?;
    let (title, stripped) = (Some(declared.title.clone()), !spec.says_its_chart);
    let bytes = match spec.format {
        ChartFormat::Csv => csv(declared, &table, atlas).into_bytes(),
        ChartFormat::Picture(ExportFormat::Png) => {
            encode(pixmap(&scene, spec.scale)?, spec.scale, note.as_deref())?
        }
        ChartFormat::Picture(ExportFormat::Svg) => {
            let options = SvgOptions {
                title,
                fonts: fonts(spec.text),
                note,
                stripped,
            };
            svg(&scene, &options).into_bytes()
        }
        ChartFormat::Picture(ExportFormat::Pdf) => {
            let options = PdfOptions {
                title,
                lettering: lettering(spec.text),
                note,
                stripped,
            };
            pdf(&scene, &options)?
        }
    };
    Ok(bytes)
}

/// Reads the properties of a large layer that a chart of its columns shows. Where they cannot be read,
/// the chart says that there is nothing to draw.
fn read_columns(atlas: &Atlas, chart: &Chart) {
    let layer = match &chart.kind {
        ChartKind::Counts(of) => of.layer.as_deref(),
        ChartKind::Pair(of) => of.layer.as_deref(),
        _ => None,
    };
    let Some(layer) = layer.and_then(|layer| atlas.layer_named(layer)) else {
        return;
    };
    let table = ProfileScope::of_layer(atlas, layer).table;
    if atlas.has_properties(table) {
        return;
    }
    match dossier::properties(atlas, table) {
        Ok(properties) => atlas.supply_properties(table, properties),
        Err(error) => log::warn!("a chart lacks its columns: {error}"),
    }
}
