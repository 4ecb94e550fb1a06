//! The layer of each feature: the one that it names, else one of its own file.

use std::collections::{BTreeSet, HashMap};

use super::feature::FeatureDraft;
use super::known::Known;
use super::listing::stem;
use super::merge::Batch;
use super::own_layer::OwnLayer;
use super::report::Context;
use crate::atlas::{Layer, LayerIx, LayerKind, Symbol};
use crate::problem::Problem;

/// Puts each feature into its layer. Without a list of layers they follow
/// from the features; a feature of no known layer stands in one of its own file.
pub(super) fn sort_into_layers(batches: &mut [Batch<'_>], layers: &mut Vec<Layer>) {
    let of_dossier = layers.clone();
    let names = ListedLayers::of(&of_dossier);
    let listed = !of_dossier.is_empty();
    for Batch {
        cx,
        drafts,
        own_layers,
        beside,
        ..
    } in batches
    {
        for draft in drafts {
            let own = &own_layers[draft.own_layer];
            let wanted = draft.layer.as_deref();
            let found = wanted.and_then(|wanted| names.find(layers, wanted));
            let ix = match (found, wanted) {
                (Some(ix), _) => ix,
                (None, Some(id)) if !listed && layers.len() < MOST_LAYERS && free(id) => {
                    added(layers, id)
                }
                (None, _) => {
                    if listed && !*beside {
                        report_layer(*cx, draft, &names);
                    }
                    own_layer(layers, stem(cx.file.name), own)
                }
            };
            draft.feature.layer = LayerIx(u16::try_from(ix).unwrap_or_default());
        }
    }
}

/// The layers that the dossier lists, by their ids and names.
struct ListedLayers<'l> {
    layers: &'l [Layer],
    known: Known<'l>,
    by_id: HashMap<&'l str, usize>,
    by_name: HashMap<&'l str, usize>,
}

/// Ids of layers that a problem lists.
const LISTED_IDS: usize = 12;

impl<'l> ListedLayers<'l> {
    fn of(layers: &'l [Layer]) -> Self {
        // Of several that are called alike the first counts.
        let by = |name: fn(&Layer) -> &str| {
            let layers = layers.iter().enumerate().rev();
            layers.map(|(at, layer)| (name(layer), at)).collect()
        };
        Self {
            layers,
            known: Known::of(layers.iter().map(|layer| layer.id.as_str())),
            by_id: by(|layer| &layer.id),
            by_name: by(|layer| &layer.name),
        }
    }

    /// The layer of this id, else the one that is listed under this name: a file that was converted names
    /// its layers as readers see them. Those that were `added` since are few.
    fn find(&self, all: &[Layer], wanted: &str) -> Option<usize> {
        let listed = self.layers.len();
        let added = || (listed..).zip(&all[listed..]);
        let by_id = self.by_id.get(wanted).copied();
        by_id
            .or_else(|| added().find_map(|(at, layer)| (layer.id == wanted).then_some(at)))
            .or_else(|| self.by_name.get(wanted).copied())
            .or_else(|| added().find_map(|(at, layer)| (layer.name == wanted).then_some(at)))
    }

    /// Their ids in words, as far as a person reads them.
    fn in_words(&self) -> String {
        let ids = self.layers.iter().take(LISTED_IDS);
        let shown = ids.map(|layer| layer.id.as_str()).collect::<Vec<_>>();
        let more = self.layers.len() - shown.len();
        let shown = shown.join(", ");
        if more > 0 {
            format!("{shown} and {more} more")
        } else {
            shown
        }
    }
}

/// Layers that follow from features; a property of many values is no layer.
const MOST_LAYERS: usize = 64;

/// Whether `id` is not the name of a layer of the ground.
fn free(id: &str) -> bool {
    Layer::ground().iter().all(|layer| layer.id != id)
}

fn added(layers: &mut Vec<Layer>, id: &str) -> usize {
    layers.push(Layer {
        id: id.to_owned(),
        name: id.replace(['-', '_'], " "),
        kind: LayerKind::Features(Symbol::Dot),
        visible: true,
        summary: String::new(),
    });
    layers.len() - 1
}

/// The layer of features that name none, called after their file and its own layer.
fn own_layer(layers: &mut Vec<Layer>, stem: &str, own: &OwnLayer) -> usize {
    let id = own_id(stem, own);
    let found = layers.iter().position(|layer| layer.id == id);
    found.unwrap_or_else(|| add_own(layers, &id, stem, own))
}

fn own_id(stem: &str, own: &OwnLayer) -> String {
    if own.name.is_empty() {
        format!("file-{stem}")
    } else {
        format!("file-{stem}-{}", own.name)
    }
}

fn add_own(layers: &mut Vec<Layer>, id: &str, stem: &str, own: &OwnLayer) -> usize {
    let ix = added(layers, id);
    layers[ix].name = if own.name.is_empty() {
        stem.replace(['-', '_'], " ")
    } else {
        own.name.clone()
    };
    layers[ix].summary = own.line();
    ix
}

/// The first of `id`, `id-2`, `id-3` and so on that no layer has.
fn unused(layers: &[Layer], id: &str) -> String {
    let taken = |id: &str| !free(id) || layers.iter().any(|layer| layer.id == id);
    let others = (2_usize..).map(|copy| format!("{id}-{copy}"));
    let mut ids = std::iter::once(id.to_owned()).chain(others);
    ids.find(|id| !taken(id)).unwrap_or_default()
}

/// Gives each large file the layer that is listed under its name and has no features, else one of its
/// own; returns the layer of each.
pub(super) fn add_tables<'a>(
    files: impl Iterator<Item = (&'a str, Option<&'a OwnLayer>)>,
    batches: &[Batch<'_>],
    layers: &mut Vec<Layer>,
) -> Vec<LayerIx> {
    let drafts = batches.iter().flat_map(|batch| &batch.drafts);
    let mut used: BTreeSet<usize> = drafts.map(|draft| draft.feature.layer.index()).collect();
    let mut layer_of = |(file, own): (&str, Option<&OwnLayer>)| {
        let id = stem(file);
        let listed = layers.iter().position(|layer| layer.id == id);
        let at = listed.filter(|at| !used.contains(at));
        let at = at.unwrap_or_else(|| match own {
            Some(own) => {
                let own_id = unused(layers, &own_id(id, own));
                add_own(layers, &own_id, id, own)
            }
            None => added_for(id, layers),
        });
        used.insert(at);
        LayerIx(u16::try_from(at).unwrap_or_default())
    };
    files.map(&mut layer_of).collect()
}

/// Adds a layer called after a large file that was written for this program.
fn added_for(stem: &str, layers: &mut Vec<Layer>) -> usize {
    let is_free = free(stem) && layers.iter().all(|layer| layer.id != stem);
    let own = if is_free {
        stem.to_owned()
    } else {
        unused(layers, &format!("file-{stem}"))
    };
    let at = added(layers, &own);
    layers[at].name = stem.replace(['-', '_'], " ");
    at
}

fn report_layer(cx: Context<'_>, draft: &FeatureDraft, layers: &ListedLayers<'_>) {
    let place = cx.at(&draft.layer_span).in_feature(&draft.feature.id);
    let stands = format!("it stands in a layer called \"{}\"", stem(cx.file.name));
    let problem = match &draft.layer {
        Some(id) => {
            let guesses = layers.known.guesses(cx);
            let mend = guesses.and_then(|guesses| guesses.did_you_mean(id));
            let meant = guesses.and_then(|guesses| guesses.certain(id));
            let respelt = meant.and_then(|meant| place.respelt(id, meant));
            Problem::error(format!("there is no layer called \"{id}\""), place)
                .corrected(respelt)
                .mend(mend.unwrap_or_else(|| format!("write one of {}", layers.in_words())))
        }
        None => Problem::warning("the feature names no `layer`", place)
            .mend(format!("add \"layer\", one of {}", layers.in_words())),
    };
    cx.push(problem.why(stands));
}
