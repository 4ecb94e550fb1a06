//! Pictures of map and window, as bytes of a file.

use std::sync::Arc;

use super::system_fonts::fonts_with;
use crate::atlas::Atlas;
use crate::render::to_pdf::{PdfOptions, pdf_watched};
use crate::render::to_png::{
    MAX_SIDE_PX, PngEffort, PngOptions, encode_with, pixmap, pixmap_watched,
};
use crate::render::to_svg::{FontEmbedding, SvgOptions, svg};
use crate::render::{Lettering, RenderError, RenderProgress};
use crate::scene::shaping::{borrow_fonts, borrowed, lacking, respelled};
use crate::scene::{
    Composer, Finding, Patience, Pixels, Prepared, Scene, editorial, has_own_margins,
};
use crate::session::{
    AnimationError, Colophon, Effort, ExportFormat, ExportSpec, TextAs, Viewpoint,
};

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
    /// What it shows could not be written down.
    #[error("what the picture shows could not be written down")]
    Colophon(#[from] serde_json::Error),
    /// There is nothing to play.
    #[error(transparent)]
    Animation(#[from] AnimationError),
    /// Drawing failed.
    #[error(transparent)]
    Render(#[from] RenderError),
}

/// What a picture of the map that `view` shows, as `spec` says, is drawn with: a process that draws
/// one prepares no more of the earth than is on it.
#[must_use]
pub fn prepared_for(atlas: Arc<Atlas>, view: &Viewpoint, spec: ExportSpec) -> Arc<Prepared> {
    let view = framed(view, spec);
    let mut camera = view.camera;
    if has_own_margins(&view) {
        // Between the margins the map may show as much again on each side.
        camera.metres_per_px *= 3.0;
    }
    Arc::new(Prepared::for_picture(atlas, &camera))
}

/// Draws the map that `view` shows, as `spec` says: the bytes of a PNG, SVG or PDF file.
///
/// The picture keeps the view's middle and shows at least what the view
/// shows: a picture of other proportions shows more, never less. It carries
/// a [`Colophon`], unless `spec` says that it shall say nothing of itself.
///
/// # Errors
/// Where the size or scale cannot be drawn, or drawing fails.
pub fn render_map(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
) -> Result<Vec<u8>, PictureError> {
    render_map_watched(prepared, view, spec, RenderProgress::NOBODY).map(|drawn| drawn.bytes)
}

/// A picture as the bytes of a file.
pub(super) struct DrawnPicture {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// What its reader should know of the texts in it, in a sentence.
    pub(super) remark: Option<String>,
}

/// The same while somebody looks on.
///
/// # Errors
/// As [`render_map`], and where nobody wants it any more.
pub(super) fn render_map_watched(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
    watch: RenderProgress<'_>,
) -> Result<DrawnPicture, PictureError> {
    watch.reach(0.0)?;
    ComposedPicture::compose(prepared, view, spec)?.draw(watch)
}

/// A picture that is composed and not yet drawn, so that it can be looked over before it is.
#[derive(Debug)]
pub struct ComposedPicture {
    prepared: Arc<Prepared>,
    view: Viewpoint,
    spec: ExportSpec,
    scene: Scene,
}

impl ComposedPicture {
    /// The map that `view` shows, as `spec` says.
    ///
    /// # Errors
    /// Where the size or scale cannot be drawn.
    pub fn compose(
        prepared: Arc<Prepared>,
        view: &Viewpoint,
        spec: ExportSpec,
    ) -> Result<Self, PictureError> {
        let scene = scene_of(Arc::clone(&prepared), view, spec)?;
        Ok(Self {
            prepared,
            view: view.clone(),
            spec,
            scene,
        })
    }

    /// The same with letters that no embedded font has in fonts of this system, where it has some.
    ///
    /// # Errors
    /// As [`ComposedPicture::compose`].
    pub fn in_system_fonts(self) -> Result<Self, PictureError> {
        let lacking = lacking(&self.scene);
        if lacking.is_empty() {
            return Ok(self);
        }
        let fonts = fonts_with(lacking);
        if fonts.is_empty() || !borrow_fonts(fonts) {
            return Ok(self);
        }
        Self::compose(self.prepared, &self.view, self.spec)
    }

    /// What a graphics desk would send back of it.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let view = framed(&self.view, self.spec);
        editorial(&self.prepared, &view, &self.scene)
    }

    /// The bytes of its file.
    ///
    /// # Errors
    /// As [`render_map`], and where nobody wants it any more.
    pub(super) fn draw(&self, watch: RenderProgress<'_>) -> Result<DrawnPicture, PictureError> {
        let Self { spec, scene, .. } = self;
        let atlas = self.prepared.atlas();
        let note = note(atlas, &self.view, spec)?;
        let title = Some(atlas.dossier.title.clone()).filter(|title| !title.is_empty());
        let stripped = !spec.says_its_view;
        let drawing = watch.part(0.1, 0.9);
        let bytes = match spec.format {
            ExportFormat::Png => {
                let pixels = pixmap_watched(scene, spec.scale, drawing)?;
                png_file(atlas, &self.view, spec, &scene.description, pixels)?
            }
            ExportFormat::Svg => {
                let options = SvgOptions {
                    title,
                    fonts: fonts(spec.text),
                    note,
                    stripped,
                };
                drawing.reach(0.0)?;
                svg(scene, &options).into_bytes()
            }
            ExportFormat::Pdf => {
                let options = PdfOptions {
                    title,
                    lettering: lettering(spec.text),
                    note,
                    stripped,
                };
                pdf_watched(scene, &options, drawing)?
            }
        };
        let remarks = [borrowed_remark(scene), remark(&respelled(scene))];
        let remarks: Vec<String> = remarks.into_iter().flatten().collect();
        let remark = (!remarks.is_empty()).then(|| remarks.join(". "));
        Ok(DrawnPicture { bytes, remark })
    }
}

/// The PNG file of a map that `view` shows, whose scene in words is `description`.
///
/// # Errors
/// Where it cannot be written down.
pub(super) fn png_file(
    atlas: &Atlas,
    view: &Viewpoint,
    spec: &ExportSpec,
    description: &str,
    pixels: Pixels,
) -> Result<Vec<u8>, PictureError> {
    let note = note(atlas, view, spec)?;
    let texts = if spec.says_its_view {
        texts(atlas, view, spec, description)
    } else {
        Vec::new()
    };
    let options = PngOptions {
        note: note.as_deref(),
        texts,
        effort: match spec.effort {
            Effort::Quick => PngEffort::Quick,
            Effort::Usual => PngEffort::Usual,
            Effort::Most => PngEffort::Most,
        },
    };
    Ok(encode_with(pixels, spec.scale, &options)?)
}

/// What a PNG file says to other programs: title, what it shows with the day of which, whose words
/// and data. It names nothing of this machine.
fn texts(
    atlas: &Atlas,
    view: &Viewpoint,
    spec: &ExportSpec,
    description: &str,
) -> Vec<(&'static str, String)> {
    let dossier = &atlas.dossier;
    let title = view.words.headline.as_ref().or(dossier.headline.as_ref());
    let article = &dossier.publication;
    let article = [
        Some(&article.title),
        article.author.as_ref(),
        article.publisher.as_ref(),
        article.date.as_ref(),
        article.url.as_ref(),
    ];
    let article = article
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty());
    let article: Vec<&str> = article.map(String::as_str).collect();
    let texts = [
        ("Title", title.unwrap_or(&dossier.title).clone()),
        ("Description", description.to_owned()),
        ("Source", article.join(", ")),
        (
            "Copyright",
            Colophon::of(atlas, view, spec).citations.join("; "),
        ),
        ("Software", "Steppe".to_owned()),
    ];
    let texts = texts.into_iter();
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

/// What is said of texts that are set in fonts of this system.
fn borrowed_remark(scene: &Scene) -> Option<String> {
    let (count, families) = borrowed(scene);
    let families = families.into_iter().collect::<Vec<_>>().join(", ");
    let names = match count {
        0 => return None,
        1 => "1 name is".to_owned(),
        more => format!("{more} names are"),
    };
    Some(format!(
        "{names} set in {families} from this system; on another machine the picture may differ"
    ))
}

/// What is said of texts that are spelled otherwise.
fn remark(respelled: &[&str]) -> Option<String> {
    /// So many are named.
    const NAMED: usize = 5;
    let named: Vec<&str> = respelled.iter().copied().take(NAMED).collect();
    let more = if respelled.len() > NAMED { ", …" } else { "" };
    let (what, whose) = match respelled.len() {
        0 => return None,
        1 => ("1 name is".to_owned(), "its"),
        count => (format!("{count} names are"), "their"),
    };
    Some(format!(
        "{what} spelled in Latin letters, since no font in the program has {whose} own: {}{more}",
        named.join(", ")
    ))
}

/// What becomes of texts in SVG.
pub(super) fn fonts(text: TextAs) -> FontEmbedding {
    match text {
        TextAs::Live => FontEmbedding::Embedded,
        TextAs::Outlines => FontEmbedding::Outlines,
    }
}

/// What becomes of texts in PDF.
pub(super) fn lettering(text: TextAs) -> Lettering {
    match text {
        TextAs::Live => Lettering::Live,
        TextAs::Outlines => Lettering::Outlines,
    }
}

/// Draws the map that `view` shows, as `spec` says: its pixels.
///
/// # Errors
/// As [`render_map`].
pub(super) fn map_pixels(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
) -> Result<Pixels, PictureError> {
    let scene = scene_of(prepared, view, spec)?;
    Ok(pixmap(&scene, spec.scale)?)
}

/// What the picture says of itself, where it shall.
pub(super) fn note(
    atlas: &Atlas,
    view: &Viewpoint,
    spec: &ExportSpec,
) -> Result<Option<String>, PictureError> {
    if !spec.says_its_view {
        return Ok(None);
    }
    Ok(Some(Colophon::of(atlas, view, spec).to_json()?))
}

fn scene_of(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
) -> Result<Scene, PictureError> {
    sized(&spec)?;
    let view = framed(view, spec);
    Ok(Composer::new(prepared, Patience::Wait).compose(&view))
}

/// Whether a picture of this size can be drawn.
pub(super) fn sized(spec: &ExportSpec) -> Result<(), PictureError> {
    let ExportSpec {
        width_px,
        height_px,
        scale,
        ..
    } = *spec;
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
    Ok(())
}

/// `view` as the picture shows it.
pub(super) fn framed(view: &Viewpoint, spec: ExportSpec) -> Viewpoint {
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
    view.vision = spec.vision;
    view.names = spec.names.unwrap_or(view.names);
    view.hovered = None;
    view
}
