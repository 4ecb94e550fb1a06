//! Pictures of map and window, as bytes of a file.

use std::sync::Arc;

use crate::render::to_png::{MAX_SIDE_PX, RenderError, png};
use crate::render::to_svg::{FontEmbedding, SvgOptions, svg};
use crate::scene::{Composer, Patience, Prepared};
use crate::session::{ExportFormat, ExportSpec, Viewpoint};

/// Most pixels of a picture: 4 bytes each must fit into memory with room to work.
const MOST_PIXELS: u64 = 200_000_000;

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The size is none that can be drawn.
    #[error(
        "a picture of {width_px} x {height_px} pixels cannot be drawn; \
         choose 1 to {MAX_SIDE_PX} for each side, and at most {} megapixels together", MOST_PIXELS / 1_000_000
    )]
    Size {
        /// Width asked for.
        width_px: u32,
        /// Height asked for.
        height_px: u32,
    },
    /// The scale is none that can be drawn.
    #[error("a scale of {0} cannot be drawn; choose 0.25 to 16 pixels for each unit of the map")]
    Scale(f32),
    /// Drawing failed.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// Draws the map that `view` shows, as `spec` says: the bytes of a PNG or SVG file.
///
/// The picture keeps the view's middle and shows at least what the view
/// shows: a picture of other proportions shows more, never less.
///
/// # Errors
/// Where the size or scale cannot be drawn, or drawing fails.
pub fn render_map(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
) -> Result<Vec<u8>, PictureError> {
    let ExportSpec {
        width_px,
        height_px,
        scale,
        ..
    } = spec;
    let pixels = u64::from(width_px) * u64::from(height_px);
    if width_px == 0
        || height_px == 0
        || width_px.max(height_px) > MAX_SIDE_PX
        || pixels > MOST_PIXELS
    {
        return Err(PictureError::Size {
            width_px,
            height_px,
        });
    }
    if !(0.25..=16.0).contains(&scale) {
        return Err(PictureError::Scale(scale));
    }
    let view = framed(view, spec);
    let scene = Composer::new(prepared, Patience::Wait).compose(&view);
    match spec.format {
        ExportFormat::Png => Ok(png(&scene, scale)?),
        ExportFormat::Svg => Ok(svg(
            &scene,
            &SvgOptions {
                fonts: FontEmbedding::Embedded,
                ..SvgOptions::default()
            },
        )
        .into_bytes()),
    }
}

/// `view` as the picture shows it.
fn framed(view: &Viewpoint, spec: ExportSpec) -> Viewpoint {
    let mut view = view.clone();
    let before = view.camera;
    let width_px = f64::from(spec.width_px) / f64::from(spec.scale);
    let height_px = f64::from(spec.height_px) / f64::from(spec.scale);
    let wider = before.width_px / width_px;
    let higher = before.height_px / height_px;
    view.camera.metres_per_px *= wider.max(higher);
    (view.camera.width_px, view.camera.height_px) = (width_px, height_px);
    view.theme = spec.theme;
    view.furniture = spec.furniture;
    view.hovered = None;
    view
}
