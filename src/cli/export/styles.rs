//! `--color-by` and `--label-by`: layers by what a column says.

use super::super::filter::read_properties;
use super::choices::ClassesBy;
use super::{ExportArgs, ExportError};
use crate::atlas::classes::{Classing, ColourBy};
use crate::atlas::{Atlas, LayerIx};
use crate::dossier::did_you_mean;
use crate::session::Session;

/// A column that no layer has.
#[derive(Debug, thiserror::Error)]
#[error("{option}: there is no column \"{column}\"{}; {mend}", of_layer(layer.as_deref()))]
pub(super) struct UnknownColumn {
    option: &'static str,
    column: String,
    layer: Option<String>,
    mend: String,
}

fn of_layer(layer: Option<&str>) -> String {
    layer.map_or_else(String::new, |layer| format!(" in the layer \"{layer}\""))
}

/// Colours and labels the layers of `session` as `args` say.
pub(super) fn dress(session: &mut Session, args: &ExportArgs) -> Result<(), ExportError> {
    if args.color_by.is_empty() && args.label_by.is_empty() {
        return Ok(());
    }
    read_properties(&session.atlas)?;
    let classing = match args.classes {
        ClassesBy::Quantiles => Classing::Quantiles,
        ClassesBy::NaturalBreaks => Classing::NaturalBreaks,
    };
    for text in &args.color_by {
        for (layer, column) in named(&session.atlas, "--color-by", text)? {
            let by = ColourBy { column, classing };
            session.view.styles.colours.insert(layer, by);
        }
    }
    for text in &args.label_by {
        let labels = named(&session.atlas, "--label-by", text)?;
        session.view.styles.labels.extend(labels);
    }
    Ok(())
}

/// The layers that `text` names, `[LAYER=]COLUMN`, each with the column: all that have it where it
/// names no layer.
fn named(
    atlas: &Atlas,
    option: &'static str,
    text: &str,
) -> Result<Vec<(LayerIx, String)>, ExportError> {
    let of_features = |layer: &LayerIx| atlas.layer(*layer).kind.is_of_marks();
    let (layer, column) = match text.split_once('=') {
        Some((id, column)) => {
            let layer = atlas.layer_named(id).filter(of_features);
            let known = || {
                let layers = atlas.layer_ixs().filter(of_features);
                let ids = layers.map(|layer| atlas.layer(layer).id.as_str());
                ids.collect::<Vec<_>>().join(", ")
            };
            let layer = layer.ok_or_else(|| ExportError::Layer {
                unknown: id.to_owned(),
                known: known(),
            })?;
            (Some(layer), column)
        }
        None => (None, text),
    };
    let layers = atlas.layer_ixs().filter(of_features);
    let wanted = layers.filter(|it| layer.is_none_or(|layer| layer == *it));
    // Of all layers those where the column says something; a layer that is named is taken at its word.
    let by = ColourBy {
        column: column.to_owned(),
        ..ColourBy::default()
    };
    let says = |it: LayerIx| {
        let classes = atlas.classes(it, &by);
        layer.is_some() || classes.is_none_or(|it| it.list.is_empty() || it.any_stated())
    };
    let has = |layer: &LayerIx| atlas.layer_has_column(*layer, column) && says(*layer);
    let found: Vec<_> = wanted
        .filter(has)
        .map(|layer| (layer, column.to_owned()))
        .collect();
    if found.is_empty() {
        let keys = atlas.attribute_keys();
        let near = did_you_mean(column, keys.iter().copied());
        return Err(ExportError::Column(UnknownColumn {
            option,
            column: column.to_owned(),
            layer: layer.map(|layer| atlas.layer(layer).id.clone()),
            mend: near.unwrap_or_else(|| format!("the columns are {}", keys.join(", "))),
        }));
    }
    Ok(found)
}
