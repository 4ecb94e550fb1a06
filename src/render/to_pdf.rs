//! A scene as a page of PDF (ISO 32000-1) with live text, by krilla.
//!
//! The page has the scene's own size: a logical pixel is 1/96 inch, so a picture
//! that is to be A4 is. Text can be selected and searched; the fonts are cut
//! down to the glyphs that are used. The same scene gives the same bytes:
//! nothing here knows the time. The page keeps PDF/UA-1 (ISO 14289-1), so that it can be read aloud:
//! the map by its description, its margins line by line.

mod draw;
mod page;
mod texts;

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use super::{Lettering, RenderError, RenderProgress};
use crate::render::note;
use crate::scene::Scene;

/// Points, 1/72 inch, to a logical pixel, 1/96 inch.
const PT_PER_PX: f64 = 0.75;

/// The largest side of a page, points (ISO 32000-1, annex C.2).
const MAX_SIDE_PT: f64 = 14_400.0;

/// The name of the attached file with the note.
const NOTE_FILE: &str = "steppe-view.xml";

/// How a page is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// Its title; where there is none, the scene's description.
    pub title: Option<String>,
    /// What texts become.
    pub lettering: Lettering,
    /// A note that it carries, found again by [`note`](crate::render::note()).
    pub note: Option<String>,
    /// Whether it says nothing of itself: no title, no note.
    pub stripped: bool,
}

/// The scene as a PDF file of one page.
///
/// # Errors
/// Where the scene has no size, or one that no page can have.
pub fn pdf(scene: &Scene, options: &PdfOptions) -> Result<Vec<u8>, RenderError> {
    pdf_watched(scene, options, RenderProgress::NOBODY)
}

/// The same, with its progress reported.
///
/// # Errors
/// As [`pdf()`], and if the picture was cancelled.
pub fn pdf_watched(
    scene: &Scene,
    options: &PdfOptions,
    watch: RenderProgress<'_>,
) -> Result<Vec<u8>, RenderError> {
    let size_pt = size_pt(scene)?;
    watch.reach(0.0)?;
    let accessible = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish();
    let configuration = accessible
        .ok()
        .filter(|_| !options.stripped)
        .unwrap_or_default();
    let document = document(scene, options, size_pt, configuration)?;
    watch.reach(0.6)?;
    let written = match document.finish() {
        // A name with a character that PDF/UA does not allow, such as one of a private area: the page
        // is as it would be, but does not claim to keep the standard.
        Err(KrillaError::Validation(_)) => {
            self::document(scene, options, size_pt, Configuration::default())?.finish()
        }
        written => written,
    };
    written.map_err(|error| RenderError::Pdf(error.to_string()))
}

/// The scene drawn on a page of a document that says what it is.
fn document(
    scene: &Scene,
    options: &PdfOptions,
    [width_pt, height_pt]: [f32; 2],
    configuration: Configuration,
) -> Result<Document, RenderError> {
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: !options.stripped,
        xmp_metadata: !options.stripped,
        ..SerializeSettings::default()
    });
    let settings = PageSettings::from_wh(width_pt, height_pt).ok_or(RenderError::Page {
        width: scene.camera.width_px,
        height: scene.camera.height_px,
    })?;
    let mut page = document.start_page_with(settings);
    let tags = page::draw(scene, options, [width_pt, height_pt], page.surface());
    page.finish();
    if options.stripped {
        return Ok(document);
    }
    document.set_tag_tree(tags);
    let title = options.title.as_ref().unwrap_or(&scene.description);
    document.set_metadata(
        Metadata::new()
            .title(title.clone())
            .description(scene.description.clone())
            .creator("Steppe".to_owned())
            .language("en".to_owned()),
    );
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(title.clone(), top));
    document.set_outline(outline);
    if let Some(note) = &options.note {
        // Not packed, so that it is found by those who know nothing of PDF.
        document.embed_file(EmbeddedFile {
            path: NOTE_FILE.to_owned(),
            mime_type: MimeType::new("application/xml"),
            description: Some("What the map shows, to open it again in Steppe".to_owned()),
            association_kind: AssociationKind::Source,
            data: note::element(note).into_bytes().into(),
            modification_date: None,
            compress: Some(false),
            location: None,
        });
    }
    Ok(document)
}

fn size_pt(scene: &Scene) -> Result<[f32; 2], RenderError> {
    let (width, height) = (scene.camera.width_px, scene.camera.height_px);
    let fits = |side_px: f64| side_px >= 1.0 && side_px * PT_PER_PX <= MAX_SIDE_PT;
    if fits(width) && fits(height) {
        // Hundredths of a point, so that a page's size can be read.
        let pt = |side_px: f64| ((side_px * PT_PER_PX * 100.0).round() / 100.0) as f32;
        Ok([pt(width), pt(height)])
    } else {
        Err(RenderError::Page { width, height })
    }
}
