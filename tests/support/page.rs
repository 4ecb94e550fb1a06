//! Looks into a PDF file, with no other program.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Dict;
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::RgbaImage;

/// The first page of a PDF file.
#[derive(Default)]
pub(crate) struct Page {
    /// The characters that can be selected, in the order in which they are drawn.
    pub(crate) words: String,
    /// How many parts of the page are marked as content or decoration.
    pub(crate) marks: usize,
    /// How many things are drawn outside of every mark.
    pub(crate) unmarked: usize,
    /// How many pictures are drawn.
    pub(crate) pictures: usize,
    depth: usize,
}

impl Page {
    /// Reads it.
    pub(crate) fn read(file: &[u8]) -> Self {
        let pdf = Pdf::new(file.to_vec()).expect("a PDF file");
        let cache = InterpreterCache::new();
        let whole = Rect::new(0.0, 0.0, 1e5, 1e5);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, whole, &cache, pdf.xref(), settings);
        let mut page = Self::default();
        interpret_page(&pdf.pages()[0], &mut context, &mut page);
        assert_eq!(page.depth, 0, "a mark is begun and not ended");
        page
    }

    fn drawn(&mut self) {
        if self.depth == 0 {
            self.unmarked += 1;
        }
    }
}

impl Device<'_> for Page {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.drawn();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, _: DrawProps<'_>, _: &DrawMode) {
        self.drawn();
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => self.words.push(letter),
                Some(BfString::String(letters)) => self.words.push_str(&letters),
                None => self.words.push('\u{fffd}'),
            }
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.drawn();
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], _: Option<&Dict<'_>>) {
        self.depth += 1;
        self.marks += 1;
    }

    fn end_marked_content(&mut self) {
        self.depth -= 1;
    }
}

/// The first page as pixels, `scale` of them to a logical one of 1/96 inch.
pub(crate) fn painted(file: &[u8], scale: f32) -> RgbaImage {
    let pdf = Pdf::new(file.to_vec()).expect("a PDF file");
    // A hair more than four thirds: a side must not fall short of its last pixel.
    let per_pt = scale * 4.000_01 / 3.0;
    let pixels = render(
        &pdf.pages()[0],
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings {
            hinting: false,
            ..RenderSettings::default()
        },
        &PixmapSettings {
            x_scale: per_pt,
            y_scale: per_pt,
            bg_color: WHITE,
        },
    );
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    // The page is opaque: colours with and without their opacity are the same.
    let bytes = pixels.data_as_u8_slice().to_vec();
    RgbaImage::from_raw(width, height, bytes).expect("as many pixels as its sides say")
}
