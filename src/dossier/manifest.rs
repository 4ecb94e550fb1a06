//! `dossier.toml`: what a dossier is called, which files it has, how its map
//! is framed, its layers and colours.

use jiff::civil::Date;

use super::fields::Fields;
use super::node::Value;
use super::presets;
use super::understand::{Numbers, read_date};
use super::words;
use crate::atlas::{ActorColour, Dossier, Layer, LayerKind, MapFrame, Publication, Symbol};
use crate::earth::{Extent, Projection};
use crate::problem::{Place, Problem};

/// The only version of the format.
const FORMAT: f64 = 1.0;

/// The symbols a layer can have.
const SYMBOLS: [(Symbol, &str); 5] = [
    (Symbol::Square, "square"),
    (Symbol::Triangle, "triangle"),
    (Symbol::Circle, "circle"),
    (Symbol::Diamond, "diamond"),
    (Symbol::Dot, "dot"),
];

/// The files that a dossier names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FileList {
    pub(super) article: Option<NamedFile>,
    pub(super) features: Vec<NamedFile>,
    pub(super) places: Vec<NamedFile>,
    /// Where the last of the features' files stands in the manifest's list.
    pub(super) last_feature: Option<Place>,
}

/// A file by the name that the manifest gives it, and where it does.
pub(super) type NamedFile = (String, Place);

/// Reads all but the records and the list of files.
pub(super) fn read(fields: &Fields<'_, '_>, dossier: &mut Dossier) {
    format(fields);
    let why = "the dossier cannot be told from others without";
    dossier.id = fields.required("id", why).unwrap_or_default();
    dossier.title = fields.required("title", why).unwrap_or_default();
    dossier.headline = fields.text("headline");
    dossier.subhead = fields.text("subhead");
    dossier.note = fields.text("note");
    dossier.summary = fields.text("summary").unwrap_or_default();
    dossier.language = fields.text("language").unwrap_or_else(|| "en".into());
    dossier.as_of = as_of(fields);
    if let Some(source) = fields.table("source") {
        dossier.publication = publication(&source);
    }
    if let Some(map) = fields.table("map") {
        dossier.map = frame(&map);
    }
    (dossier.time_presets, dossier.comparisons) = presets::read(fields);
    dossier.layers = layers(fields);
    dossier.colours = colours(fields);
    remarks(fields, dossier);
}

fn format(fields: &Fields<'_, '_>) {
    let format = fields.number("format");
    if fields.get("format").is_some() && format != Some(FORMAT) {
        fields.push(
            Problem::error("expected `format = 1`", fields.place_of("format"))
                .why(
                    "this program knows version 1 of the format only; the dossier was read as that",
                )
                .mend("write `format = 1`, or use a later program"),
        );
    }
}

fn as_of(fields: &Fields<'_, '_>) -> Option<Date> {
    let text = fields.text("as_of")?;
    let day = text.parse().ok();
    if day.is_none() {
        let place = fields.place_of("as_of");
        let right = read_date(&text, Numbers::Dates, None).filter(|it| it.parse::<Date>().is_ok());
        fields.push(
            Problem::error(
                format!("`as_of`: expected a day, found \"{text}\""),
                place.clone(),
            )
            .corrected(right.and_then(|right| place.respelt(&text, &right)))
            .why("the map does not say of which day it is")
            .mend("write year, month and day, such as \"2021-10-23\""),
        );
    }
    day
}

/// Reads `[files]`.
pub(super) fn files(fields: &Fields<'_, '_>) -> Option<FileList> {
    let files = fields.table("files")?;
    let named = |key| {
        let texts = files.placed_texts(key).into_iter();
        texts.map(|(name, span)| (name, files.at(&span))).collect()
    };
    let list = FileList {
        article: files
            .text("article")
            .map(|name| (name, files.place_of("article"))),
        features: named("features"),
        places: named("places"),
        last_feature: last_of(&files, "features"),
    };
    files.finish();
    Some(list)
}

/// The place of the last item of a list.
fn last_of(fields: &Fields<'_, '_>, key: &'static str) -> Option<Place> {
    match &fields.get(key)?.value {
        Value::List(items) => items.last().map(|item| fields.at(&item.span)),
        _ => None,
    }
}

fn publication(fields: &Fields<'_, '_>) -> Publication {
    let why = "the article is cited by its title";
    let mut publication = Publication {
        title: fields.required("title", why).unwrap_or_default(),
        publisher: fields.text("publisher"),
        author: fields.text("author"),
        author_note: fields.text("author_note"),
        date: fields.text("date"),
        date_note: fields.text("date_note"),
        url: words::web_address(fields),
        rights: fields.text("rights"),
        credit: fields.text("credit"),
        other: std::collections::BTreeMap::new(),
    };
    words::date(fields, "date");
    for entry in fields.others() {
        let text = in_words(&entry.node.value);
        publication.other.insert(entry.key.to_string(), text);
    }
    publication
}

fn in_words(value: &Value<'_>) -> String {
    match value {
        Value::Null => String::new(),
        Value::Flag(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        Value::List(items) => {
            let items = items.iter().map(|item| in_words(&item.value));
            items.collect::<Vec<_>>().join(", ")
        }
        Value::Table(table) => {
            let entries = table.entries.iter();
            let entries = entries.map(|e| format!("{}: {}", e.key, in_words(&e.node.value)));
            entries.collect::<Vec<_>>().join("; ")
        }
    }
}

fn frame(fields: &Fields<'_, '_>) -> MapFrame {
    let frame = MapFrame {
        extent: extent(fields),
        projection: projection(fields),
        focus: words::countries(fields, "focus"),
        reference_border: words::country(fields, "reference_border"),
    };
    fields.finish();
    frame
}

fn extent(fields: &Fields<'_, '_>) -> Option<Extent> {
    fields.get("frame")?;
    let items = fields.list("frame", "[west, south, east, north]").iter();
    let numbers: Vec<f64> = items
        .filter_map(|item| match item.value {
            Value::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    if let &[west, south, east, north] = numbers.as_slice()
        && west.abs() <= 180.0
        && east.abs() <= 180.0
        && west.total_cmp(&east).is_ne()
        && -90.0 <= south
        && south < north
        && north <= 90.0
    {
        return Some(Extent::from([west, south, east, north]));
    }
    fields.push(
        Problem::error(
            "`frame`: expected [west, south, east, north] in degrees",
            fields.place_of("frame"),
        )
        .why("the map shows all features instead")
        .mend("write four numbers, such as [46, 34, 88, 56]"),
    );
    None
}

fn projection(fields: &Fields<'_, '_>) -> Option<String> {
    let text = fields.text("projection")?;
    match Projection::parse(&text) {
        Ok(_) => Some(text),
        Err(error) => {
            fields.push(
                Problem::error(
                    format!("`projection`: {error}"),
                    fields.place_of("projection"),
                )
                .why("one was chosen from the extent of the map")
                .mend("write a PROJ string, such as \"+proj=aea +lat_1=36 +lat_2=53 +lon_0=68\""),
            );
            None
        }
    }
}

fn layers(fields: &Fields<'_, '_>) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::new();
    let ground = Layer::ground();
    for table in fields.tables("layers") {
        let id = table.required(
            "id",
            "features name their layer by it; the layer was left out",
        );
        let layer = Layer {
            id: id.clone().unwrap_or_default(),
            name: table
                .text("name")
                .or_else(|| id.clone())
                .unwrap_or_default(),
            kind: LayerKind::Features(table.word("symbol", &SYMBOLS).unwrap_or(Symbol::Dot)),
            visible: table.flag("visible").unwrap_or(true),
            summary: table.text("summary").unwrap_or_default(),
        };
        table.finish();
        let taken = |other: &Layer| other.id == layer.id;
        if layers.iter().chain(&ground).any(taken) {
            table.push(
                Problem::error(
                    format!("there is another layer called \"{}\"", layer.id),
                    table.place_of("id"),
                )
                .why("the layer was left out; its features stand in the other one")
                .mend("give each layer an id of its own"),
            );
        } else if id.is_some() {
            layers.push(layer);
        }
    }
    layers
}

fn colours(fields: &Fields<'_, '_>) -> Vec<ActorColour> {
    let tables = fields.tables("colours");
    let colours = tables.iter().filter_map(|table| {
        let actor = table.text("actor");
        let name = table.text("name").or_else(|| actor.clone());
        let text = table.required("colour", "the row gives no colour; it was left out");
        table.finish();
        let text = text?;
        let Some(rgb) = rgb(&text) else {
            let place = table.place_of("colour");
            table.push(
                Problem::error(
                    format!("`colour`: expected #RRGGBB, found \"{text}\""),
                    place.clone(),
                )
                .corrected(hashed(&text).and_then(|right| place.respelt(&text, &right)))
                .why("the row was left out")
                .mend("write six hexadecimal digits, such as #0072B2"),
            );
            return None;
        };
        Some(ActorColour {
            actor,
            name: name.unwrap_or_else(|| "Others".into()),
            rgb,
        })
    });
    colours.collect()
}

fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// A colour whose number sign is missing, or whose digits stand for two each (CSS Color 4, section 5.2).
fn hashed(text: &str) -> Option<String> {
    let digits = text.trim().trim_start_matches('#');
    let digits = if digits.len() == 3 {
        digits.chars().flat_map(|digit| [digit; 2]).collect()
    } else {
        digits.to_owned()
    };
    let hashed = format!("#{digits}");
    rgb(&hashed).map(|_| hashed)
}

fn remarks(fields: &Fields<'_, '_>, dossier: &mut Dossier) {
    for key in ["wording", "blocs_overlap"] {
        if let Some(text) = fields.text(key) {
            dossier.remarks.insert(key.into(), text);
        }
    }
    let basis = fields.texts("basis_values");
    if !basis.is_empty() {
        dossier
            .remarks
            .insert("basis_values".into(), basis.join("; "));
    }
    if let Some(gazetteer) = fields.table("gazetteer") {
        for entry in gazetteer.others() {
            let text = in_words(&entry.node.value);
            dossier
                .remarks
                .insert(format!("gazetteer.{}", entry.key), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!(rgb("#0072B2"), Some([0, 0x72, 0xB2]));
        for text in ["0072B2", "#0072B", "#0072BG", "#+072B2", "blue", ""] {
            assert_eq!(rgb(text), None, "{text}");
        }
    }
}
