//! What stands on the page, for those who have it read to them (ISO 32000-1, section 14.7 and 14.8).
//!
//! The map is a figure, which the scene's description stands for; each line
//! of its margins is a paragraph; the panels behind them are nothing to read.

use pdf_writer::types::StructRole;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};
use resvg::usvg::{Group, Node, Text, TextChunk};

use super::content::Drawing;
use super::texts;
use crate::render::Lettering;

/// The scene's group whose texts are read line by line; the groups before it are the map.
const MARGINS: &str = "furniture";

/// The page's number in the tree that leads from content to structure.
const PAGE_KEY: i32 = 0;

/// What is marked on the page: the marks are numbered from 0.
#[derive(Debug, Default)]
pub(super) struct Marked {
    next: i32,
    /// Marks of the map.
    figure: Vec<i32>,
    /// Marks of the margins' lines, and what they say where their letters are shapes.
    lines: Vec<(i32, Option<String>)>,
}

impl Marked {
    fn mark(&mut self) -> i32 {
        let mark = self.next;
        self.next += 1;
        mark
    }

    /// How many lines the margins have.
    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }
}

/// Draws the groups of a scene and marks what they are.
pub(super) fn page(drawing: &mut Drawing<'_>, root: &Group, content: &mut Content) -> Marked {
    let mut marked = Marked::default();
    let mut in_figure = false;
    for node in root.children() {
        let margins = match node {
            Node::Group(group) if group.id() == MARGINS => Some(group),
            _ => None,
        };
        if in_figure && margins.is_some() {
            content.end_marked_content();
            in_figure = false;
        }
        if let Some(group) = margins {
            lines(drawing, group, &mut marked, content);
            continue;
        }
        if !in_figure {
            let mark = marked.mark();
            marked.figure.push(mark);
            begin(content, b"Figure", mark);
            in_figure = true;
        }
        drawing.node(node, content);
    }
    if in_figure {
        content.end_marked_content();
    }
    marked
}

fn begin(content: &mut Content, tag: &[u8], mark: i32) {
    let mut begun = content.begin_marked_content_with_properties(Name(tag));
    begun.properties().identify(mark);
}

/// Draws the margins: each text is a line to read, all else is there for the eye.
fn lines(drawing: &mut Drawing<'_>, group: &Group, marked: &mut Marked, content: &mut Content) {
    for node in group.children() {
        match node {
            Node::Text(text) => {
                let mark = marked.mark();
                // Shapes of letters do not say what they spell.
                let says = (drawing.lettering == Lettering::Outlines).then(|| spelled(text));
                marked.lines.push((mark, says));
                begin(content, b"P", mark);
                texts::text(drawing, text, content);
                content.end_marked_content();
            }
            Node::Group(group) if group.opacity().get() >= 1.0 => {
                lines(drawing, group, marked, content);
            }
            node => {
                content.begin_marked_content(Name(b"Artifact"));
                drawing.node(node, content);
                content.end_marked_content();
            }
        }
    }
}

fn spelled(text: &Text) -> String {
    text.chunks().iter().map(TextChunk::text).collect()
}

/// The numbers of the structure's own objects.
pub(super) struct Refs {
    pub(super) root: Ref,
    /// Of each mark on the page, what it belongs to.
    pub(super) parents: Ref,
    pub(super) document: Ref,
    pub(super) figure: Ref,
    pub(super) lines: Vec<Ref>,
}

/// Says of the page where its structure is found.
pub(super) fn note_page(page: &mut pdf_writer::writers::Page<'_>) {
    page.struct_parents(PAGE_KEY);
    page.tab_order(pdf_writer::types::TabOrder::StructureOrder);
}

/// Writes the structure of `page`, which has these sides; `description` stands for the map.
pub(super) fn write(
    pdf: &mut Pdf,
    refs: &Refs,
    marked: &Marked,
    page: Ref,
    [width_pt, height_pt]: [f32; 2],
    description: &str,
) {
    let mut root = pdf
        .indirect(refs.root)
        .start::<pdf_writer::writers::StructTreeRoot<'_>>();
    root.child(refs.document);
    let mut parents: Vec<Ref> = vec![refs.figure; marked.next as usize];
    for (&(mark, _), &line) in marked.lines.iter().zip(&refs.lines) {
        parents[mark as usize] = line;
    }
    root.parent_tree().nums().insert(PAGE_KEY, refs.parents);
    root.parent_tree_next_key(PAGE_KEY + 1);
    root.finish();
    pdf.indirect(refs.parents).array().items(parents);

    let mut document = pdf.struct_element(refs.document);
    document.kind(StructRole::Document).parent(refs.root);
    let mut children = document.children();
    children.struct_element(refs.figure);
    for &line in &refs.lines {
        children.struct_element(line);
    }
    children.finish();
    document.finish();

    let mut figure = pdf.struct_element(refs.figure);
    figure
        .kind(StructRole::Figure)
        .parent(refs.document)
        .page(page);
    figure.alt(TextStr(description));
    let mut attributes = figure.attributes();
    let mut layout = attributes.push().layout();
    layout.bbox(Rect::new(0.0, 0.0, width_pt, height_pt));
    layout.finish();
    attributes.finish();
    let mut children = figure.children();
    for &mark in &marked.figure {
        children.marked_content_id(mark);
    }
    children.finish();
    figure.finish();

    for ((mark, says), &line) in marked.lines.iter().zip(&refs.lines) {
        let mut element = pdf.struct_element(line);
        element.kind(StructRole::P).parent(refs.document).page(page);
        if let Some(says) = says {
            element.actual_text(TextStr(says));
        }
        element.children().marked_content_id(*mark);
    }
}
