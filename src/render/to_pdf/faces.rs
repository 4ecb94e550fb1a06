//! The faces that live text is set in, cut down to the glyphs it uses.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Pdf, Rect, Ref, Str};
use resvg::usvg::fontdb::{Database, ID};
use resvg::usvg::layout::PositionedGlyph;
use subsetter::GlyphRemapper;

use super::deflated;
use crate::render::RenderError;

/// What every composite font of ours says of its characters (ISO 32000-1, table 116).
const IDENTITY: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The faces in use: `F0`, `F1`, …
#[derive(Default)]
pub(super) struct Faces {
    used: Vec<Used>,
}

struct Used {
    id: ID,
    units_per_em: f32,
    remapper: GlyphRemapper,
    /// Advance and text of each glyph, by its number in the cut-down face.
    glyphs: BTreeMap<u16, (f32, String)>,
}

/// A glyph as the page names it.
pub(super) struct PlacedGlyph {
    /// Which face.
    pub(super) face: usize,
    /// Its number in the cut-down face.
    pub(super) glyph: u16,
    /// How far it moves the pen, ems.
    pub(super) advance_em: f32,
    /// The face's units.
    pub(super) units_per_em: f32,
}

impl Faces {
    /// How many.
    pub(super) fn count(&self) -> usize {
        self.used.len()
    }

    /// Takes note of a glyph.
    pub(super) fn place(
        &mut self,
        database: &Database,
        glyph: &PositionedGlyph,
    ) -> Option<PlacedGlyph> {
        let old = u16::try_from(glyph.id.0).ok()?;
        let face = match self.used.iter().position(|used| used.id == glyph.font) {
            Some(face) => face,
            None => self.begin(database, glyph.font)?,
        };
        let used = &mut self.used[face];
        let new = used.remapper.remap(old);
        if !used.glyphs.contains_key(&new) {
            let advance = parsed(database, glyph.font, |font| {
                font.glyph_hor_advance(ttf_parser::GlyphId(old))
            })??;
            let advance_em = f32::from(advance) / used.units_per_em;
            used.glyphs.insert(new, (advance_em, glyph.text.clone()));
        }
        Some(PlacedGlyph {
            face,
            glyph: new,
            advance_em: used.glyphs[&new].0,
            units_per_em: used.units_per_em,
        })
    }

    fn begin(&mut self, database: &Database, id: ID) -> Option<usize> {
        let units_per_em = parsed(database, id, |font| f32::from(font.units_per_em()))?;
        self.used.push(Used {
            id,
            units_per_em,
            remapper: GlyphRemapper::new(),
            glyphs: BTreeMap::new(),
        });
        Some(self.used.len() - 1)
    }

    /// Writes the faces' objects; `first` is the first of five numbers for each.
    pub(super) fn write(
        &self,
        database: &Database,
        pdf: &mut Pdf,
        refs: &[[Ref; 5]],
    ) -> Result<(), RenderError> {
        for (used, refs) in self.used.iter().zip(refs) {
            used.write(database, pdf, *refs)?;
        }
        Ok(())
    }
}

fn parsed<T>(
    database: &Database,
    id: ID,
    look: impl FnOnce(&ttf_parser::Face<'_>) -> T,
) -> Option<T> {
    let read = database.with_face_data(id, |data, index| {
        Some(look(&ttf_parser::Face::parse(data, index).ok()?))
    });
    read?
}

impl Used {
    fn write(
        &self,
        database: &Database,
        pdf: &mut Pdf,
        [font, cid, descriptor, file, cmap]: [Ref; 5],
    ) -> Result<(), RenderError> {
        let subset = database.with_face_data(self.id, |data, index| {
            subsetter::subset(data, index, &self.remapper)
        });
        let subset = subset
            .ok_or(RenderError::Face)?
            .map_err(|_| RenderError::Face)?;
        let postscript = database
            .face(self.id)
            .map_or("Steppe", |face| face.post_script_name.as_str());
        let name = format!("{}+{postscript}", self.tag());
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut cid_font = pdf.cid_font(cid);
        cid_font
            .subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(IDENTITY)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid_font.widths();
        for (&glyph, (advance_em, _)) in &self.glyphs {
            widths.consecutive(glyph, [advance_em * 1000.0]);
        }
        widths.finish();
        cid_font.finish();
        parsed(database, self.id, |face| {
            describe(pdf, descriptor, name, file, face);
        })
        .ok_or(RenderError::Face)?;
        let packed = deflated(&subset);
        let mut stream = pdf.stream(file, &packed);
        stream.filter(pdf_writer::Filter::FlateDecode);
        stream.pair(
            Name(b"Length1"),
            i32::try_from(subset.len()).unwrap_or(i32::MAX),
        );
        stream.finish();
        let mut unicode = UnicodeCmap::new(Name(b"Steppe"), IDENTITY);
        for (&glyph, (_, text)) in &self.glyphs {
            unicode.pair_with_multiple(glyph, text.chars());
        }
        let packed = deflated(&unicode.finish());
        pdf.cmap(cmap, &packed)
            .filter(pdf_writer::Filter::FlateDecode);
        Ok(())
    }

    /// Six letters that tell this choice of glyphs from others (ISO 32000-1, 9.6.4).
    fn tag(&self) -> String {
        let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
        for glyph in self.remapper.remapped_gids() {
            // FNV-1a over the glyphs' numbers.
            sum = (sum ^ u64::from(glyph)).wrapping_mul(0x0100_0000_01b3);
        }
        let letter = |place: u32| char::from(b'A' + (sum / 26_u64.pow(place) % 26) as u8);
        (0..6).map(letter).collect()
    }
}

fn describe(pdf: &mut Pdf, id: Ref, name: Name<'_>, file: Ref, face: &ttf_parser::Face<'_>) {
    let per_mille = 1000.0 / f32::from(face.units_per_em());
    let sized = |units: i16| f32::from(units) * per_mille;
    let bounds = face.global_bounding_box();
    let mut flags = FontFlags::SYMBOLIC;
    if face.is_italic() {
        flags |= FontFlags::ITALIC;
    }
    pdf.font_descriptor(id)
        .name(name)
        .flags(flags)
        .bbox(Rect::new(
            sized(bounds.x_min),
            sized(bounds.y_min),
            sized(bounds.x_max),
            sized(bounds.y_max),
        ))
        .italic_angle(face.italic_angle())
        .ascent(sized(face.ascender()))
        .descent(sized(face.descender()))
        .cap_height(sized(
            face.capital_height().unwrap_or_else(|| face.ascender()),
        ))
        // No table has it; readers use it only for a face that is not embedded.
        .stem_v(80.0)
        .font_file2(file);
}
