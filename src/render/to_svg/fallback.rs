//! Shapes that stand in for live text where a program cannot use the fonts which the document carries.
//!
//! A `switch` offers the text first, and asks for the SVG 1.1 feature of external fonts. Browsers follow
//! SVG 2, where every feature counts as supported (section 5.9.3), and show the text. librsvg and resvg
//! know the features, lack this one and show the shapes. Each glyph is written once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Paint;
use super::number::number;
use super::text::{halo, shows};
use super::trace::Trace;
use crate::render::xml::Ids;
use crate::scene::fonts::Font;
use crate::scene::{Color, PlacedText, Text};

/// The feature that a program lacks which shows the shapes: SVG 1.1, appendix N.
const FEATURE: &str = "http://www.w3.org/TR/SVG11/feature#ExternalFont";

/// Units of an em in which glyphs are written, as whole numbers.
const UNITS: f64 = 1000.0;

/// The glyphs that a document writes once and shows wherever its texts need them.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// Id and path data of each; `None` for one that shows nothing.
    known: BTreeMap<(Font, u16), Option<(String, String)>>,
    /// Texts that have a halo, so far.
    texts: usize,
}

impl Glyphs {
    /// Writes a text that `live` writes, and its shapes for programs without the document's fonts.
    pub(super) fn either(
        &mut self,
        out: &mut String,
        ids: &mut Ids,
        text: &Text,
        placed: &PlacedText,
        live: impl FnOnce(&mut String),
    ) {
        if !shows(text) {
            return;
        }
        let _ = writeln!(out, "<switch><g requiredFeatures=\"{FEATURE}\">");
        live(out);
        out.push_str("</g>");
        self.shapes(out, ids, text, placed);
        out.push_str("</switch>\n");
    }

    /// Writes the glyphs of a text where they stand, the halos of all beneath them.
    fn shapes(&mut self, out: &mut String, ids: &mut Ids, text: &Text, placed: &PlacedText) {
        let scale = (f64::from(text.size_px) / UNITS * 1e6).round() / 1e6;
        let words = self.words(ids, placed, scale);
        let Some(first) = placed.glyphs.first() else {
            out.push_str("<g/>");
            return;
        };
        let _ = write!(
            out,
            "<g transform=\"translate({} {}) scale({scale})\"{}>",
            number(first.at.x_px),
            number(first.at.y_px),
            Paint("fill", text.color)
        );
        if let Some((color, width_px)) = halo(text) {
            self.texts += 1;
            let id = ids.next(&format!("words-{}", self.texts));
            let width = number(2.0 * f64::from(width_px) / scale);
            // The halos of two letters lie on each other: they are as opaque together as one alone.
            let opacity = number(f64::from(color.a) / 255.0);
            let solid = Paint("stroke", Color { a: 255, ..color });
            let _ = write!(
                out,
                "<use href=\"#{id}\" fill=\"none\"{solid} stroke-width=\"{width}\" opacity=\"{opacity}\"/>\
                 <g id=\"{id}\">{words}</g>"
            );
        } else {
            out.push_str(&words);
        }
        out.push_str("</g>");
    }

    /// The glyphs of a text, each where it stands beside the first, in units of the em.
    fn words(&mut self, ids: &mut Ids, placed: &PlacedText, scale: f64) -> String {
        let mut out = String::new();
        let Some(first) = placed.glyphs.first() else {
            return out;
        };
        for glyph in &placed.glyphs {
            let Some(id) = self.glyph(ids, glyph.font, glyph.id) else {
                continue;
            };
            let right = (glyph.at.x_px - first.at.x_px) / scale;
            let down = (glyph.at.y_px - first.at.y_px) / scale;
            let (right, down) = (right.round() as i64, down.round() as i64);
            let _ = write!(out, "<use href=\"#{id}\"");
            if glyph.angle_rad == 0.0 {
                let _ = write!(out, " x=\"{right}\"");
                if down != 0 {
                    let _ = write!(out, " y=\"{down}\"");
                }
            } else {
                let angle = number(glyph.angle_rad.to_degrees());
                let _ = write!(
                    out,
                    " transform=\"translate({right} {down}) rotate({angle})\""
                );
            }
            out.push_str("/>");
        }
        out
    }

    /// The id of a glyph; `None` for one that shows nothing, such as a space.
    fn glyph(&mut self, ids: &mut Ids, font: Font, id: u16) -> Option<&str> {
        let next = self.known.len() + 1;
        let glyph = self.known.entry((font, id)).or_insert_with(|| {
            // In whole units of the em, to the right and down.
            let scale = UNITS / f64::from(font.units_per_em());
            let unit = |value: f32| (f64::from(value) * scale).round() as i64;
            let mut trace = Trace::new(|d: &mut String, x, y| {
                let _ = write!(d, "{} {}", unit(x), -unit(y));
            });
            font.outline(id, &mut trace);
            let d = trace.into_data();
            (!d.is_empty()).then(|| (ids.next(&format!("glyph-{next}")), d))
        });
        glyph.as_ref().map(|(id, _)| id.as_str())
    }

    /// Writes the glyphs.
    pub(super) fn define(&self, out: &mut String) {
        let glyphs: Vec<&(String, String)> = self.known.values().flatten().collect();
        if glyphs.is_empty() {
            return;
        }
        out.push_str("<defs>\n");
        for (id, d) in glyphs {
            let _ = writeln!(out, "<path id=\"{id}\" d=\"{d}\"/>");
        }
        out.push_str("</defs>\n");
    }
}
