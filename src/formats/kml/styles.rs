//! Styles: how a file wants its placemarks drawn.

use std::collections::BTreeMap;

use super::super::xml::Element;
use super::super::{Colour, RecordStyle};

/// Style maps that lead to others.
const MOST_STEPS: usize = 8;

/// Beginnings of the names of Google Earth's own icons, which are coloured pictures, and their colours.
const ICON_COLOURS: [(&str, [u8; 3]); 9] = [
    ("ylw", [0xff, 0xe0, 0x40]),
    ("blue", [0x30, 0x60, 0xd0]),
    ("blu", [0x30, 0x60, 0xd0]),
    ("grn", [0x30, 0x90, 0x40]),
    ("ltblu", [0x60, 0xb0, 0xe0]),
    ("pink", [0xe0, 0x70, 0xb0]),
    ("purple", [0x80, 0x50, 0xb0]),
    ("red", [0xd0, 0x30, 0x30]),
    ("orange", [0xe0, 0x80, 0x20]),
];

/// Which shared style a placemark refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StyleUrl {
    /// None, or one of another file, which is not fetched.
    None,
    /// One of this file, by its id.
    Local(String),
}

impl StyleUrl {
    /// What `<styleUrl>` says; some programs leave its `#` out.
    pub(super) fn of(url: Option<&str>) -> Self {
        match url.map(str::trim).unwrap_or_default() {
            "" => Self::None,
            url if url.starts_with('#') => Self::Local(url[1..].to_owned()),
            url if url.contains(['/', '#']) => Self::None,
            id => Self::Local(id.to_owned()),
        }
    }
}

/// Shared styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Shared>,
}

#[derive(Debug, Clone)]
enum Shared {
    Style(Option<RecordStyle>),
    Map(StyleUrl),
}

impl Styles {
    /// Adds a `<Style>`, a `<StyleMap>` or a `<gx:CascadingStyle>`.
    pub(super) fn add(&mut self, element: &Element) {
        let Some(id) = element.tag.attribute("id") else {
            return;
        };
        let shared = match element.name() {
            "StyleMap" => of_map(element),
            "CascadingStyle" => Shared::Style(element.child("Style").and_then(of)),
            _ => Shared::Style(of(element)),
        };
        self.by_id.insert(id.to_owned(), shared);
    }

    /// Whether all that `url` leads to has been read.
    pub(super) fn knows(&self, url: &StyleUrl) -> bool {
        let mut url = url;
        for _ in 0..MOST_STEPS {
            let StyleUrl::Local(id) = url else {
                return true;
            };
            match self.by_id.get(id) {
                None => return false,
                Some(Shared::Style(_)) => return true,
                Some(Shared::Map(next)) => url = next,
            }
        }
        true
    }

    /// The style of a placemark: its `own`, completed by the one at `url`.
    pub(super) fn resolved(&self, own: Option<RecordStyle>, url: &StyleUrl) -> Option<RecordStyle> {
        let shared = self.shared(url);
        match (own, shared) {
            (Some(own), Some(shared)) => Some(RecordStyle {
                stroke: own.stroke.or(shared.stroke),
                fill: own.fill.or(shared.fill),
                width_px: own.width_px.or(shared.width_px),
                symbol: own.symbol.or_else(|| shared.symbol.clone()),
            }),
            (own, shared) => own.or_else(|| shared.cloned()),
        }
    }

    fn shared(&self, url: &StyleUrl) -> Option<&RecordStyle> {
        let mut url = url;
        for _ in 0..MOST_STEPS {
            let StyleUrl::Local(id) = url else {
                return None;
            };
            match self.by_id.get(id)? {
                Shared::Style(style) => return style.as_ref(),
                Shared::Map(next) => url = next,
            }
        }
        None
    }
}

/// What a style map leads to where nothing is under the pointer.
fn of_map(element: &Element) -> Shared {
    let pairs = || element.named("Pair");
    let normal = pairs().find(|pair| pair.text_of("key").as_deref() == Some("normal"));
    let Some(pair) = normal.or_else(|| pairs().next()) else {
        return Shared::Style(None);
    };
    match pair.child("Style") {
        Some(style) => Shared::Style(of(style)),
        None => Shared::Map(StyleUrl::of(pair.text_of("styleUrl").as_deref())),
    }
}

/// What a `<Style>` says; `None` where that is nothing.
pub(super) fn of(element: &Element) -> Option<RecordStyle> {
    let (icon, line, area) = (
        element.child("IconStyle"),
        element.child("LineStyle"),
        element.child("PolyStyle"),
    );
    let colour = |style: Option<&Element>| colour(&style?.text_of("color")?);
    let symbol = icon.and_then(symbol);
    let of_icon = colour(icon).filter(|colour| colour.rgba[..3] != [255; 3]);
    let of_icon = of_icon.or_else(|| colour_of_icon(symbol.as_deref()?));
    let unfilled = area
        .and_then(|area| area.text_of("fill"))
        .is_some_and(|fill| fill == "0" || fill == "false");
    let style = RecordStyle {
        stroke: colour(line).or(of_icon),
        fill: if unfilled {
            Some(Colour { rgba: [0; 4] })
        } else {
            colour(area)
        },
        width_px: line.and_then(|line| line.text_of("width")?.parse().ok()),
        symbol,
    };
    (style != RecordStyle::default()).then_some(style)
}

/// A colour as KML writes it: `aabbggrr`, hexadecimal.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim().trim_start_matches('#');
    if digits.len() != 8 {
        return None;
    }
    let [alpha, blue, green, red] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Colour {
        rgba: [red, green, blue, alpha],
    })
}

/// The file name of an icon's picture, without its ending.
fn symbol(icon: &Element) -> Option<String> {
    let href = icon.child("Icon")?.text_of("href")?;
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    (!name.is_empty()).then(|| name.to_owned())
}

fn colour_of_icon(symbol: &str) -> Option<Colour> {
    let (prefix, _) = symbol.split_once('-')?;
    let (_, [red, green, blue]) = ICON_COLOURS.iter().find(|(known, _)| *known == prefix)?;
    Some(Colour {
        rgba: [*red, *green, *blue, 255],
    })
}
