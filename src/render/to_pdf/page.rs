//! What stands on the page, and what those have of it who have it read to them (ISO 32000-1, sections
//! 14.7 and 14.8).
//!
//! The map is a figure, which the scene's description stands for; each line
//! of its margins is a paragraph; the panels behind them are nothing to read.

use std::collections::BTreeMap;

use krilla::geom::{Path, PathBuilder, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, BBox, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagTree};

use super::{PT_PER_PX, PdfOptions};
use crate::render::Lettering;
use crate::render::visible::View;
use crate::scene::fonts::Font;
use crate::scene::{CurvedText, Group, Item, Pane, Scene, Text};

/// The scene's group whose texts are read line by line; the other groups are the map.
const MARGINS: &str = "furniture";

/// Draws the scene on a page of this size; what is on it, in the order of reading.
pub(super) fn draw(
    scene: &Scene,
    options: &PdfOptions,
    [width_pt, height_pt]: [f32; 2],
    surface: Surface<'_>,
) -> TagTree {
    let mut drawing = PageDrawing {
        surface,
        lettering: options.lettering,
        fonts: BTreeMap::new(),
        layers: 0,
        open: false,
        figure: Vec::new(),
        lines: Vec::new(),
    };
    drawing.scene(scene);
    drawing.surface.finish();
    let mut figure = Tag::Figure(Some(scene.description.clone()));
    if let Some(rect) = Rect::from_xywh(0.0, 0.0, width_pt, height_pt) {
        figure = figure.with_bbox(Some(BBox::new(0, rect)));
    }
    let mut tree = TagTree::new();
    let mut map = TagGroup::new(figure);
    for mark in drawing.figure {
        map.push(mark);
    }
    tree.push(map);
    for (mark, spelled) in drawing.lines {
        let mut line = TagGroup::new(Tag::P.with_actual_text(spelled));
        line.push(mark);
        tree.push(line);
    }
    tree
}

/// A page at work.
pub(super) struct PageDrawing<'a> {
    pub(super) surface: Surface<'a>,
    pub(super) lettering: Lettering,
    /// The fonts that live text is set in.
    pub(super) fonts: BTreeMap<Font, Option<krilla::text::Font>>,
    /// How many layers that are seen through are open: nothing is marked within one.
    layers: usize,
    /// Whether a mark of the map is open.
    open: bool,
    /// Marks of the map.
    figure: Vec<Identifier>,
    /// Marks of the margins' lines, and what they say where their letters are shapes.
    lines: Vec<(Identifier, Option<String>)>,
}

impl PageDrawing<'_> {
    fn scene(&mut self, scene: &Scene) {
        let scale = PT_PER_PX as f32;
        self.surface
            .push_transform(&Transform::from_scale(scale, scale));
        self.begin_map();
        self.background(scene);
        for pane in &scene.panes {
            self.pane(pane);
        }
        for group in &scene.groups {
            if group.id == MARGINS && group.opacity >= 1.0 {
                self.end_map();
                self.margins(group, &View::of(&scene.camera));
            } else {
                self.begin_map();
                self.group(group, &View::of(&scene.camera));
            }
        }
        self.end_map();
        self.surface.pop();
    }

    /// A part of the window in which a map of its own shows.
    fn pane(&mut self, pane: &Pane) {
        let clip = &pane.clip;
        let sides = [clip.left, clip.top, clip.right, clip.bottom].map(|side| side as f32);
        let Some(clip) = rectangle(sides) else {
            return;
        };
        self.surface.push_clip_path(&clip, &FillRule::NonZero);
        for group in &pane.scene.groups {
            self.group(group, &View::of(&pane.scene.camera));
        }
        self.surface.pop();
    }

    fn group(&mut self, group: &Group, view: &View<'_>) {
        let opacity = NormalizedF32::new(group.opacity.clamp(0.0, 1.0));
        let seen_through = opacity.filter(|&opacity| opacity != NormalizedF32::ONE);
        if let Some(opacity) = seen_through {
            self.surface.push_opacity(opacity);
            self.layers += 1;
        }
        for item in &group.items {
            self.item(item, view);
        }
        if seen_through.is_some() {
            self.layers -= 1;
            self.surface.pop();
        }
    }

    fn item(&mut self, item: &Item, view: &View<'_>) {
        match item {
            Item::Text(text) => {
                self.spelled(text, |drawing| drawing.text(text, &text.placed()));
            }
            Item::CurvedText(curved) => {
                let CurvedText { text, .. } = curved;
                self.spelled(text, |drawing| drawing.text(text, &curved.placed()));
            }
            item => self.shape(item, view),
        }
    }

    /// Draws the margins: each text is a line to read, all else is there for the eye.
    fn margins(&mut self, group: &Group, view: &View<'_>) {
        for item in &group.items {
            let (Item::Text(text) | Item::CurvedText(CurvedText { text, .. })) = item else {
                let decoration = ContentTag::Artifact(Artifact::default());
                self.surface.start_tagged(decoration);
                self.shape(item, view);
                self.surface.end_tagged();
                continue;
            };
            let placed = match item {
                Item::CurvedText(curved) => curved.placed(),
                _ => text.placed(),
            };
            let mark = self.surface.start_tagged(ContentTag::Other);
            self.text(text, &placed);
            self.surface.end_tagged();
            // Shapes of letters do not say what they spell.
            let outlines = self.lettering == Lettering::Outlines;
            self.lines.push((mark, outlines.then_some(placed.text)));
        }
    }

    /// Draws a text of the map. One whose letters stand apart says what it spells: a reader would take
    /// each letter for a word.
    fn spelled(&mut self, text: &Text, draw: impl FnOnce(&mut Self)) {
        let apart = text.spacing_px != 0.0 && self.lettering == Lettering::Live;
        if !apart || self.layers > 0 {
            draw(self);
            return;
        }
        self.end_map();
        let says = SpanTag::empty().with_actual_text(Some(&text.text));
        let mark = self.surface.start_tagged(ContentTag::Span(says));
        draw(self);
        self.surface.end_tagged();
        self.figure.push(mark);
        self.begin_map();
    }

    fn begin_map(&mut self) {
        if !self.open {
            let mark = self.surface.start_tagged(ContentTag::Other);
            self.figure.push(mark);
            self.open = true;
        }
    }

    fn end_map(&mut self) {
        if std::mem::take(&mut self.open) {
            self.surface.end_tagged();
        }
    }
}

/// A rectangle by its sides: left, top, right, bottom.
pub(super) fn rectangle([left, top, right, bottom]: [f32; 4]) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_ltrb(left, top, right, bottom)?);
    path.finish()
}
