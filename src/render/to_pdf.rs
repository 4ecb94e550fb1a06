//! A scene as a page of PDF (ISO 32000-1) with live text.
//!
//! The SVG backend's document, laid out with the embedded faces, becomes one
//! page at the scene's own size: a logical pixel is 1/96 inch, so a picture
//! that is to be A4 is. Text can be selected and searched; the faces are cut
//! down to the glyphs that are used. The same scene gives the same bytes:
//! nothing here knows the time. It is tagged, so that it can be read aloud:
//! the map by its description, its margins line by line.

mod content;
mod faces;
mod images;
mod metadata;
mod structure;
mod texts;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use self::content::Drawing;
use self::structure::Marked;
use super::to_svg::{SvgOptions, svg};
use super::tree::tree;
use super::{Lettering, Progress, RenderError};
use crate::scene::Scene;

/// Points, 1/72 inch, to a logical pixel, 1/96 inch.
const PT_PER_PX: f64 = 0.75;

/// The largest side of a page, points (ISO 32000-1, annex C.2).
const MAX_SIDE_PT: f64 = 14_400.0;

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

/// The numbers of the page's own objects; faces, forms and opacities follow.
struct Refs {
    catalog: Ref,
    pages: Ref,
    page: Ref,
    content: Ref,
    resources: Ref,
    info: Ref,
    metadata: Ref,
    faces: Vec<[Ref; 5]>,
    forms: Vec<Ref>,
    structure: Option<structure::Refs>,
    /// Of each picture its colours and its opacities.
    images: Vec<[Ref; 2]>,
}

impl Refs {
    fn of(drawing: &Drawing<'_>, marked: Option<&Marked>) -> Self {
        let mut next = Ref::new(1);
        Self {
            catalog: next.bump(),
            pages: next.bump(),
            page: next.bump(),
            content: next.bump(),
            resources: next.bump(),
            info: next.bump(),
            metadata: next.bump(),
            faces: (0..drawing.faces.count())
                .map(|_| [(); 5].map(|()| next.bump()))
                .collect(),
            forms: drawing.forms.iter().map(|_| next.bump()).collect(),
            structure: marked.map(|marked| structure::Refs {
                root: next.bump(),
                parents: next.bump(),
                document: next.bump(),
                figure: next.bump(),
                lines: (0..marked.line_count()).map(|_| next.bump()).collect(),
            }),
            images: drawing
                .images
                .iter()
                .map(|_| [(); 2].map(|()| next.bump()))
                .collect(),
        }
    }
}

/// The scene as a PDF file of one page.
///
/// # Errors
/// Where the scene has no size, or one that no page can have.
pub fn pdf(scene: &Scene, options: &PdfOptions) -> Result<Vec<u8>, RenderError> {
    pdf_watched(scene, options, Progress::NOBODY)
}

/// The same while somebody looks on.
///
/// # Errors
/// As [`pdf()`], and where nobody wants it any more.
pub fn pdf_watched(
    scene: &Scene,
    options: &PdfOptions,
    watch: Progress<'_>,
) -> Result<Vec<u8>, RenderError> {
    let [width_pt, height_pt] = size_pt(scene)?;
    watch.reach(0.0)?;
    let document = svg(scene, &SvgOptions::default());
    watch.reach(0.1)?;
    let tree = tree(&document).map_err(RenderError::Svg)?;
    watch.reach(0.4)?;
    let mut drawing = Drawing::new(&tree, options.lettering);
    let tagged = !options.stripped;
    let (content, marked) = drawing.page(PT_PER_PX as f32, height_pt, tagged);
    let refs = Refs::of(&drawing, marked.as_ref());
    watch.reach(0.6)?;
    let mut pdf = Pdf::new();
    let mut catalog = pdf.catalog(refs.catalog);
    catalog.pages(refs.pages);
    if !options.stripped {
        catalog.lang(TextStr("en")).metadata(refs.metadata);
        catalog.viewer_preferences().display_doc_title(true);
    }
    if let Some(structure) = &refs.structure {
        catalog.mark_info().marked(true);
        catalog.pair(Name(b"StructTreeRoot"), structure.root);
    }
    catalog.finish();
    pdf.pages(refs.pages).kids([refs.page]).count(1);
    write_page(&mut pdf, &refs, width_pt, height_pt);
    if let (Some(structure), Some(marked)) = (&refs.structure, &marked) {
        let sides = [width_pt, height_pt];
        structure::write(
            &mut pdf,
            structure,
            marked,
            refs.page,
            sides,
            &scene.description,
        );
    }
    write_packed(&mut pdf, refs.content, &content);
    write_resources(&mut pdf, &refs, &drawing);
    let size_px = [scene.camera.width_px as f32, scene.camera.height_px as f32];
    write_forms(&mut pdf, &refs, &drawing, size_px);
    for (&ids, image) in refs.images.iter().zip(&drawing.images) {
        images::write(&mut pdf, ids, image);
    }
    drawing.faces.write(tree.fontdb(), &mut pdf, &refs.faces)?;
    if !options.stripped {
        let title = options.title.as_ref().unwrap_or(&scene.description);
        pdf.document_info(refs.info)
            .title(TextStr(title))
            .subject(TextStr(&scene.description))
            .creator(TextStr("Steppe"));
        let packet = metadata::packet(title, &scene.description, options.note.as_deref());
        pdf.metadata(refs.metadata, packet.as_bytes());
    }
    Ok(pdf.finish())
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

fn write_page(pdf: &mut Pdf, refs: &Refs, width_pt: f32, height_pt: f32) {
    let mut page = pdf.page(refs.page);
    page.parent(refs.pages)
        .media_box(Rect::new(0.0, 0.0, width_pt, height_pt))
        .contents(refs.content);
    page.pair(Name(b"Resources"), refs.resources);
    if refs.structure.is_some() {
        structure::note_page(&mut page);
    }
    let mut group = page.group();
    group.transparency();
    group.color_space().device_rgb();
}

fn write_resources(pdf: &mut Pdf, refs: &Refs, drawing: &Drawing<'_>) {
    let mut resources = pdf.indirect(refs.resources).dict();
    let mut fonts = resources.insert(Name(b"Font")).dict();
    for (index, face) in refs.faces.iter().enumerate() {
        fonts.pair(Name(format!("F{index}").as_bytes()), face[0]);
    }
    fonts.finish();
    let mut forms = resources.insert(Name(b"XObject")).dict();
    for (index, form) in refs.forms.iter().enumerate() {
        forms.pair(Name(format!("X{index}").as_bytes()), *form);
    }
    for (index, image) in refs.images.iter().enumerate() {
        forms.pair(Name(format!("I{index}").as_bytes()), image[0]);
    }
    forms.finish();
    let mut states = resources.insert(Name(b"ExtGState")).dict();
    for (index, alphas) in drawing.alphas.iter().enumerate() {
        let [fill, stroke] = alphas.map(|alpha| f32::from(alpha) / 1000.0);
        let mut state = states.insert(Name(format!("A{index}").as_bytes())).dict();
        state.pair(Name(b"ca"), fill);
        state.pair(Name(b"CA"), stroke);
    }
}

/// Writes the groups that are faded as a whole.
fn write_forms(pdf: &mut Pdf, refs: &Refs, drawing: &Drawing<'_>, [width, height]: [f32; 2]) {
    for (&id, content) in refs.forms.iter().zip(&drawing.forms) {
        let packed = deflated(content);
        let mut form = pdf.form_xobject(id, &packed);
        form.filter(Filter::FlateDecode);
        form.bbox(Rect::new(0.0, 0.0, width, height));
        form.pair(Name(b"Resources"), refs.resources);
        let mut group = form.group();
        group.transparency().isolated(true);
        group.color_space().device_rgb();
    }
}

fn write_packed(pdf: &mut Pdf, id: Ref, bytes: &[u8]) {
    let packed = deflated(bytes);
    pdf.stream(id, &packed).filter(Filter::FlateDecode);
}

/// The bytes as zlib packs them.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
