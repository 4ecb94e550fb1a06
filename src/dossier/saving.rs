//! `dossier.toml` with what a reader keeps in it: a view, and bookmarks.
//!
//! Comments, blank lines, the order of its parts and names that this program does not know stay as
//! they are.

use jiff::civil::Date;
use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TomlError, Value, value,
};

use super::starter::lasting_name;
use super::{Files, MANIFEST, listing};
use crate::atlas::chart::ColumnsOf;
use crate::atlas::classes::Classing;
use crate::atlas::{
    WrittenChart, WrittenColumns, WrittenComparison, WrittenLayer, WrittenState, WrittenView,
    WrittenWords,
};

/// Why a manifest cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The dossier has no manifest.
    #[error("there is no {MANIFEST} to save to; save as a dossier of your own instead")]
    Missing,
    /// It is not whole, so that nothing in it can be changed safely.
    #[error("{MANIFEST} is not whole, so nothing was saved: {}; mend it first, Help > Problems says where", first_line(.0))]
    Broken(#[source] TomlError),
}

fn first_line(error: &TomlError) -> String {
    error
        .message()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The remark above a view that this program adds.
const REMARK: &str =
    "\n# What is shown when the dossier opens; File > Save view in dossier writes it.\n";

/// The manifest with `state` in it.
///
/// # Errors
/// Where the manifest cannot be understood.
pub fn with_state(manifest: &str, state: &WrittenState) -> Result<String, ManifestError> {
    let lines_end_in_crlf = manifest.contains("\r\n");
    let mut document = parsed(manifest)?;
    if let Some(words) = &state.words {
        set_words(document.as_table_mut(), words);
    }
    set_view(&mut document, &state.view);
    set_bookmarks(&mut document, state);
    add_charts(&mut document, &state.charts);
    let text = document.to_string();
    Ok(if lines_end_in_crlf {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    })
}

fn parsed(manifest: &str) -> Result<DocumentMut, ManifestError> {
    manifest.parse().map_err(ManifestError::Broken)
}

/// A dossier cannot be without a title: an empty one leaves that which is there.
fn set_words(root: &mut Table, words: &WrittenWords) {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(title) = said(&words.title) {
        set(root, "title", Some(title.into()));
    }
    set(root, "headline", said(&words.headline).map(Value::from));
}

fn set_view(document: &mut DocumentMut, view: &WrittenView) {
    let root = document.as_table_mut();
    if let Some(table) = root.get_mut("view").and_then(Item::as_table_mut) {
        return write_view(table, view);
    }
    let mut table = Table::new();
    table.decor_mut().set_prefix(REMARK);
    write_view(&mut table, view);
    root.insert("view", Item::Table(table));
}

/// Tables that are there are changed and not made anew, so that remarks in them stay.
fn set_bookmarks(document: &mut DocumentMut, state: &WrittenState) {
    let root = document.as_table_mut();
    let before = match root.get_mut("bookmarks") {
        Some(Item::ArrayOfTables(tables)) => std::mem::take(tables),
        _ => ArrayOfTables::new(),
    };
    let mut before: Vec<Table> = before.into_iter().collect();
    let mut places: Vec<isize> = before.iter().filter_map(Table::position).collect();
    places.sort_unstable();
    let mut places = places.into_iter();
    let mut tables = ArrayOfTables::new();
    for bookmark in &state.bookmarks {
        let same = |table: &Table| {
            let name = table.get("name").and_then(Item::as_str);
            name == Some(bookmark.name.as_str())
        };
        let mut table = match before.iter().position(same) {
            Some(at) => before.remove(at),
            None => Table::new(),
        };
        table.set_position(places.next());
        set(&mut table, "name", Some(bookmark.name.as_str().into()));
        write_view(&mut table, &bookmark.view);
        tables.push(table);
    }
    if tables.is_empty() {
        root.remove("bookmarks");
    } else {
        root.insert("bookmarks", Item::ArrayOfTables(tables));
    }
}

/// Adds the charts that are not there yet; those that are stay as their author wrote them.
fn add_charts(document: &mut DocumentMut, charts: &[WrittenChart]) {
    if charts.is_empty() {
        return;
    }
    let root = document.as_table_mut();
    let known = root
        .entry("charts")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(known) = known.as_array_of_tables_mut() else {
        return;
    };
    for chart in charts {
        let is_it = |table: &Table| table.get("id").and_then(Item::as_str) == Some(&chart.id);
        if !known.iter().any(is_it) {
            known.push(written_chart(chart));
        }
    }
}

fn written_chart(chart: &WrittenChart) -> Table {
    let mut table = Table::new();
    table.insert("id", value(chart.id.as_str()));
    table.insert("title", value(chart.title.as_str()));
    match &chart.shows {
        WrittenColumns::Counts(of) => write_columns(&mut table, "counts", of),
        WrittenColumns::Pair(of) => write_columns(&mut table, "pair", of),
    }
    table
}

fn write_columns<const N: usize>(table: &mut Table, kind: &str, of: &ColumnsOf<N>) {
    table.insert("kind", value(kind));
    if let Some(layer) = &of.layer {
        table.insert("layer", value(layer.as_str()));
    }
    table.insert("columns", value(texts(&of.columns)));
    let logs = of.columns.iter().zip(of.logs).filter(|(_, log)| *log);
    let logs: Vec<String> = logs.map(|(column, _)| column.clone()).collect();
    if !logs.is_empty() {
        table.insert("log", value(texts(&logs)));
    }
    let conditions: Vec<String> = of.conditions.iter().map(ToString::to_string).collect();
    if !conditions.is_empty() {
        table.insert("where", value(texts(&conditions)));
    }
}

fn write_view(table: &mut Table, view: &WrittenView) {
    let middle = view
        .place
        .map(|(middle, _)| Value::Array(Array::from_iter([middle.lon_deg, middle.lat_deg])));
    set(table, "middle", middle);
    let scale = view.place.map(|(_, metres_per_px)| metres_per_px.into());
    set(table, "metres_per_pixel", scale);
    set(table, "layers", layers(&view.layers));
    set(table, "days", view.days.map(days));
    let dimmed = view.dims_others.then(|| "dimmed".into());
    set(table, "other_days", dimmed);
    set(table, "undated", (!view.undated).then(|| false.into()));
    set(table, "compared", view.compared.map(compared));
    let evidence = view.evidence.iter();
    let evidence = evidence.map(|(facet, ticked)| (facet.as_str(), texts(ticked)));
    let evidence: InlineTable = evidence.collect();
    set(
        table,
        "evidence",
        (!evidence.is_empty()).then_some(Value::InlineTable(evidence)),
    );
    let conditions = view.conditions.iter().map(ToString::to_string);
    let conditions: Vec<String> = conditions.collect();
    let conditions = (!conditions.is_empty()).then(|| Value::Array(texts(&conditions)));
    set(table, "where", conditions);
    let selected = view.selected.as_deref();
    set(table, "selected", selected.map(Value::from));
}

/// Gives `key` a value, or takes it away; the remark behind it stays.
fn set(table: &mut Table, key: &str, new: Option<Value>) {
    let Some(mut new) = new else {
        table.remove(key);
        return;
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let plain = |value: &Value| value.clone().decorated("", "").to_string();
            if plain(old) != plain(&new) {
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
        }
        None => {
            table.insert(key, value(new));
        }
    }
}

/// A row a layer; what is usual is not said.
fn layers(layers: &[WrittenLayer]) -> Option<Value> {
    if layers.is_empty() {
        return None;
    }
    let mut rows = Array::new();
    for layer in layers {
        let mut row = InlineTable::new();
        row.insert("id", layer.id.as_str().into());
        if !layer.visible {
            row.insert("visible", false.into());
        }
        if layer.opacity < 1.0 {
            let opacity = (f64::from(layer.opacity) * 100.0).round() / 100.0;
            row.insert("opacity", opacity.into());
        }
        if let Some(by) = &layer.colour_by {
            row.insert("colour_by", by.column.as_str().into());
            if by.classing == Classing::NaturalBreaks {
                row.insert("classes", "natural-breaks".into());
            }
        }
        if let Some(column) = &layer.label_by {
            row.insert("label_by", column.as_str().into());
        }
        rows.push_formatted(Value::InlineTable(row).decorated("\n    ", ""));
    }
    rows.set_trailing("\n");
    rows.set_trailing_comma(true);
    Some(Value::Array(rows))
}

fn days([from, to]: [Date; 2]) -> Value {
    let ends = [("from", from.to_string()), ("to", to.to_string())];
    Value::InlineTable(InlineTable::from_iter(ends))
}

fn compared(compared: WrittenComparison) -> Value {
    let [before, after] = compared.days.map(days);
    let mut table = InlineTable::from_iter([("before", before), ("after", after)]);
    if compared.two_maps {
        table.insert("as", "split".into());
    }
    Value::InlineTable(table)
}

fn texts(texts: &[String]) -> Array {
    texts.iter().map(String::as_str).collect()
}

/// The manifest of a copy of these files in a folder of this name, with `state` in it.
///
/// Where they have a manifest it is theirs, with the layers that were added beside it; else one is
/// written that lists them. `renamed` gives the copy a lasting name of its own.
///
/// # Errors
/// Where their manifest cannot be understood.
pub fn manifest_of_copy(
    files: &Files,
    (folder, title): (&str, &str),
    renamed: bool,
    state: &WrittenState,
) -> Result<String, ManifestError> {
    let manifest = files.text(MANIFEST).unwrap_or_default();
    let mut document = parsed(&manifest)?;
    let root = document.as_table_mut();
    let bare = !files.has(MANIFEST);
    if bare {
        root.insert("format", value(1));
    }
    if bare || renamed {
        set(root, "id", Some(lasting_name(folder).into()));
    }
    if bare {
        root.insert("title", value(title));
        root.insert("files", Item::Table(listed(files)));
    } else if files.beside().next().is_some() {
        add_layers(root, files);
    }
    set_readings(document.as_table_mut(), files);
    with_state(&document.to_string(), state)
}

/// Says how files are wanted to be understood that the reader has said it of: the copy means what the
/// window shows.
fn set_readings(root: &mut Table, files: &Files) {
    if files.readings().is_empty() {
        return;
    }
    let tables = root
        .entry("read")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(tables) = tables.as_array_of_tables_mut() else {
        return;
    };
    for (file, read_as) in files.readings() {
        let is_of = |table: &Table| table.get("file").and_then(Item::as_str) == Some(file);
        let known = tables.iter().position(is_of);
        let at = known.unwrap_or_else(|| {
            let mut table = Table::new();
            table.insert("file", value(file.as_str()));
            tables.push(table);
            tables.len() - 1
        });
        if let Some(table) = tables.get_mut(at) {
            for (key, said) in read_as.written() {
                set(table, key, Some(said.into()));
            }
        }
    }
}

/// The `[files]` of a manifest for files that have none.
fn listed(files: &Files) -> Table {
    let list = listing::of(files, None);
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    if let Some((article, _)) = list.article {
        table.insert("article", value(article));
    }
    let layers: Array = list.features.into_iter().map(|(name, _)| name).collect();
    table.insert("features", value(layers));
    table
}

/// Lists the layers that were added beside the dossier.
fn add_layers(root: &mut Table, files: &Files) {
    let list = listing::layers_beside(files);
    let usual = |name: &str| files.has(name).then(|| name.to_owned());
    let named = root.contains_key("files");
    let table = root.entry("files").or_insert_with(|| {
        let mut table = Table::new();
        // Without a list those with the usual names are read; with one they must be on it.
        if let Some(article) = usual("article.md") {
            table.insert("article", value(article));
        }
        let places: Array = usual("places.geojson").into_iter().collect();
        if !places.is_empty() {
            table.insert("places", value(places));
        }
        Item::Table(table)
    });
    let Some(table) = table.as_table_like_mut() else {
        return;
    };
    let first: Array = if named {
        Array::new()
    } else {
        usual("features.geojson").into_iter().collect()
    };
    let features = table.entry("features").or_insert(value(first));
    // A single text is taken as a list of one.
    if let Some(only) = features.as_str().map(str::to_owned) {
        *features = value(Array::from_iter([only]));
    }
    if let Some(array) = features.as_array_mut() {
        array.extend(list);
    }
}

#[cfg(test)]
mod tests;
