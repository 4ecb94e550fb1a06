//! Texts as shapes.

use std::fmt::Write as _;

use resvg::tiny_skia::{Path, PathSegment, Point};
use resvg::usvg::{Group, Node};

use super::number::number;
use super::text;
use crate::render::tree::tree;
use crate::render::xml::escaped;
use crate::scene::{CurvedText, Text};

/// Writes a text as one path, its halo beneath it; what it says stays for those who do not see it.
pub(super) fn text(out: &mut String, text: &Text) {
    let mut document = String::new();
    text::text(&mut document, text);
    traced(out, text, &document);
}

/// The same for a text along a curve.
pub(super) fn curved(out: &mut String, curved: &CurvedText) {
    let mut document = String::new();
    text::curved(&mut document, curved, "baseline");
    traced(out, &curved.text, &document);
}

fn traced(out: &mut String, text: &Text, element: &str) {
    let document = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{element}</svg>");
    let mut d = String::new();
    if let Ok(tree) = tree(&document) {
        trace_group(&mut d, tree.root());
    }
    if d.is_empty() {
        return;
    }
    let words = escaped(&text.text);
    let _ = write!(out, "<path role=\"img\" aria-label=\"{words}\"");
    text::paint(out, text);
    let _ = writeln!(out, " d=\"{d}\"/>");
}

fn trace_group(d: &mut String, group: &Group) {
    for node in group.children() {
        match node {
            Node::Group(group) => trace_group(d, group),
            Node::Text(text) => trace_group(d, text.flattened()),
            Node::Path(path) => {
                let data = path.data().clone().transform(path.abs_transform());
                if let Some(data) = data {
                    trace(d, &data);
                }
            }
            Node::Image(_) => {}
        }
    }
}

fn trace(d: &mut String, path: &Path) {
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => step(d, 'M', &[to]),
            PathSegment::LineTo(to) => step(d, 'L', &[to]),
            PathSegment::QuadTo(by, to) => step(d, 'Q', &[by, to]),
            PathSegment::CubicTo(a, b, to) => step(d, 'C', &[a, b, to]),
            PathSegment::Close => d.push('Z'),
        }
    }
}

fn step(d: &mut String, letter: char, points: &[Point]) {
    d.push(letter);
    for (index, point) in points.iter().enumerate() {
        if index > 0 {
            d.push(' ');
        }
        d.push_str(&number(f64::from(point.x)));
        d.push(' ');
        d.push_str(&number(f64::from(point.y)));
    }
}
