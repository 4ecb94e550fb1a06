//! Charts as bytes of a file: the same as in the window, with title, sums and sources.

use std::sync::Arc;

use super::pictures::PictureError;
use crate::atlas::Atlas;
use crate::atlas::chart::csv;
use crate::render::to_png::{encode, pixmap};
use crate::render::to_svg::{FontEmbedding, SvgOptions, svg};
use crate::scene::{ChartLook, chart};
use crate::session::{ChartFormat, ChartSpec};

/// Draws the chart called `id`, as `spec` says: the bytes of a PNG, SVG or CSV file; `None` where
/// the dossier has no such chart.
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
    if !(0.25..=16.0).contains(&spec.scale) {
        return Err(PictureError::Scale(spec.scale));
    }
    let table = declared.table(atlas);
    if spec.format == ChartFormat::Csv {
        return Ok(Some(csv(declared, &table, atlas).into_bytes()));
    }
    let look = ChartLook {
        width_px: f64::from(spec.width_px),
        theme: spec.theme,
        selected: None,
        hovered: None,
        margins: true,
    };
    let scene = chart(atlas, declared, &table, &look).scene;
    let bytes = if spec.format == ChartFormat::Png {
        encode(pixmap(&scene, spec.scale)?, spec.scale, None)?
    } else {
        let options = SvgOptions {
            title: Some(declared.title.clone()),
            fonts: FontEmbedding::Embedded,
            ..SvgOptions::default()
        };
        svg(&scene, &options).into_bytes()
    };
    Ok(Some(bytes))
}
