//! A dossier over a base map, with what follows from the two.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::attribute_cache::AttributeCache;
use super::basemap::{BaseMap, Country, CountryIx};
use super::distance::BorderDistances;
use super::evidence;
use super::short_name::shortened;
use super::table::Layers;
use super::weight::weights;
use super::{
    Article, Border, BorderIx, Conflict, Dossier, Evidence, Feature, FeatureId, FeatureTable, Iso3,
    Layer, LayerIx, LayerKind, Links, Passage, PassageIx, Subject, Symbol,
};
use crate::earth::{Extent, LonLat, Projection};

/// A dossier over a base map, with what follows from the two: all layers,
/// backlinks, the projection. Immutable; share it behind `Arc`.
#[derive(Debug, Clone)]
pub struct Atlas {
    /// What the dossier says.
    pub dossier: Dossier,
    /// Countries, borders and water.
    pub basemap: Arc<BaseMap>,
    /// The dossier's layers, then the ground's, topmost first.
    pub layers: Vec<Layer>,
    /// Backlinks.
    pub links: Links,
    /// How the map is projected.
    pub projection: Projection,
    /// The atlas in the dossier's own projection, where this one is projected otherwise for one frame.
    own: Option<Arc<Self>>,
    /// What the map shows at the start.
    pub home: Extent,
    pub(super) tables: Vec<Arc<FeatureTable>>,
    /// The id of each table's first feature.
    pub(super) firsts: Vec<u32>,
    /// Shared by an atlas and the same in another projection.
    pub(super) attributes: Arc<AttributeCache>,
    by_id: BTreeMap<String, Subject>,
    pub(super) distances: Vec<OnceLock<BorderDistances>>,
    evidence: OnceLock<Vec<Evidence>>,
    weights: Vec<u8>,
    /// The file that each layer was read from.
    files: Vec<Option<Arc<str>>>,
    pub(super) areas_m2: Vec<OnceLock<f64>>,
}

impl Atlas {
    /// Joins `dossier` and `basemap`.
    ///
    /// The dossier's projection is taken where it names one that can be
    /// understood (the loader reports one that cannot), else one is chosen from the extent.
    #[must_use]
    pub fn new(dossier: Dossier, basemap: Arc<BaseMap>) -> Self {
        let home = dossier
            .map
            .extent
            .or_else(|| extent_of(&dossier))
            .unwrap_or(Extent::WORLD);
        let named = dossier
            .map
            .projection
            .as_deref()
            .and_then(|definition| Projection::parse(definition).ok());
        let projection = named.unwrap_or_else(|| Projection::for_extent(home));
        let mut layers = dossier.layers.clone();
        layers.extend(Layer::ground());
        let links = Links::of(&dossier.article);
        let features = (0..)
            .zip(&dossier.features)
            .map(|(ix, feature)| (feature.id.clone(), Subject::Feature(FeatureId(ix))));
        let borders = (0..)
            .zip(&dossier.borders)
            .map(|(ix, border)| (border.id.clone(), Subject::Border(BorderIx(ix))));
        let held = Arc::new(FeatureTable::of_features(&dossier.features));
        let tables: Vec<Arc<FeatureTable>> = std::iter::once(held)
            .chain(dossier.tables.iter().cloned())
            .collect();
        let firsts = firsts(&tables);
        let linked = firsts.iter().zip(&tables).flat_map(|(first, table)| {
            let linked = table.columns.linked.iter();
            linked.map(move |(id, row)| (id.clone(), Subject::Feature(FeatureId(first + row.0))))
        });
        let by_id = linked.chain(borders).chain(features).collect();
        let distances = dossier.features.iter().map(|_| OnceLock::new()).collect();
        let areas_m2 = basemap.countries.iter().map(|_| OnceLock::new()).collect();
        let weights = weights(&dossier, &links);
        let files = files_of_layers(&dossier, layers.len());
        let attributes = Arc::new(AttributeCache::of(tables.len()));
        Self {
            attributes,
            dossier,
            basemap,
            layers,
            links,
            projection,
            own: None,
            home,
            tables,
            firsts,
            by_id,
            distances,
            evidence: OnceLock::new(),
            weights,
            files,
            areas_m2,
        }
    }

    /// The atlas in the dossier's own projection: this one, unless it was projected otherwise for a frame.
    #[must_use]
    pub fn own(self: &Arc<Self>) -> &Arc<Self> {
        self.own.as_ref().unwrap_or(self)
    }

    /// Whether its projection is for one frame, for which the dossier's own will not do.
    #[must_use]
    pub fn is_reprojected(&self) -> bool {
        self.own.is_some()
    }

    /// The same atlas in a projection that [suits](Projection::suits) `frame`: the dossier's own where that
    /// does.
    #[must_use]
    pub fn suited_to(self: &Arc<Self>, frame: Extent) -> Arc<Self> {
        self.projected_for(frame, Projection::suits)
    }

    /// The same atlas in a projection that [serves](Projection::serves) a reader who sees `extent` now: the
    /// dossier's own where that does.
    #[must_use]
    pub fn serving(self: &Arc<Self>, extent: Extent) -> Arc<Self> {
        self.projected_for(extent, Projection::serves)
    }

    fn projected_for(
        self: &Arc<Self>,
        extent: Extent,
        will_do: fn(&Projection, Extent) -> bool,
    ) -> Arc<Self> {
        let own = self.own();
        if will_do(&own.projection, extent) {
            return Arc::clone(own);
        }
        Arc::new(Self {
            projection: Projection::for_extent(extent),
            own: Some(Arc::clone(own)),
            ..(**own).clone()
        })
    }

    /// The feature or border called `id`, or the country whose code it is.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Subject> {
        let country = || self.basemap.country(id.parse().ok()?);
        self.by_id
            .get(id)
            .copied()
            .or_else(|| country().map(Subject::Country))
            .or_else(|| self.find_by_start(id))
    }

    /// Every kind of evidence that occurs in the features, facet by facet.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        self.evidence
            .get_or_init(|| evidence::occurring(&self.tables))
    }

    /// A border.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn border(&self, ix: BorderIx) -> &Border {
        &self.dossier.borders[ix.index()]
    }

    /// A country.
    ///
    /// # Panics
    /// Where `ix` is of another base map.
    #[must_use]
    pub fn country(&self, ix: CountryIx) -> &Country {
        &self.basemap.countries[ix.index()]
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.dossier.article
    }

    /// A passage of the article.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn passage(&self, ix: PassageIx) -> &Passage {
        &self.dossier.article.passages[ix.index()]
    }

    /// A layer.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn layer(&self, ix: LayerIx) -> &Layer {
        &self.layers[ix.index()]
    }

    /// The file that the features of `layer` were read from; `None` where it has none.
    #[must_use]
    pub fn file_of(&self, layer: LayerIx) -> Option<&str> {
        self.files.get(layer.index())?.as_deref()
    }

    /// The layer called `id`.
    #[must_use]
    pub fn layer_named(&self, id: &str) -> Option<LayerIx> {
        (0..)
            .zip(&self.layers)
            .find(|(_, layer)| layer.id == id)
            .map(|(ix, _)| LayerIx(ix))
    }

    /// Every layer, topmost first.
    pub fn layer_ixs(&self) -> impl Iterator<Item = LayerIx> + use<> {
        (0..u16::try_from(self.layers.len()).unwrap_or(u16::MAX)).map(LayerIx)
    }

    /// How much a feature matters to the story, 0 to 100: as its author says, else worked out from
    /// article and origin (the formula is in `atlas/weight.rs`); 0 for one of a large source.
    #[must_use]
    pub fn weight(&self, id: FeatureId) -> u8 {
        self.weights.get(id.index()).copied().unwrap_or_default()
    }

    /// The feature that matters most to the story: the heaviest that has a place, the first of several.
    #[must_use]
    pub fn lead(&self) -> Option<FeatureId> {
        let placed = self
            .features()
            .filter(|(_, feature)| feature.shape.is_some());
        let ids = placed.map(|(id, _)| id);
        ids.max_by_key(|&id| (self.weight(id), std::cmp::Reverse(id)))
    }

    /// What a feature's label says: its short name, else its name shortened at a word.
    #[must_use]
    pub fn short_name(&self, id: FeatureId) -> String {
        let feature = self.dossier.features.get(id.index());
        let short = feature.and_then(|feature| feature.short_name.as_deref());
        short.map_or_else(|| shortened(&self.name(Subject::Feature(id))), shortened)
    }

    /// Every border with its number.
    pub fn borders(&self) -> impl Iterator<Item = (BorderIx, &Border)> {
        (0..).map(BorderIx).zip(&self.dossier.borders)
    }

    /// The symbol that marks of `feature` have.
    #[must_use]
    pub fn symbol(&self, feature: &Feature) -> Symbol {
        match self.layer(feature.layer).kind {
            LayerKind::Features(symbol) => symbol,
            _ => Symbol::Dot,
        }
    }

    /// What a subject is called.
    #[must_use]
    pub fn name(&self, subject: Subject) -> String {
        match subject {
            Subject::Feature(id) => {
                let (table, row) = self.locate(id);
                self.table(table).name(row).to_owned()
            }
            Subject::Border(ix) => self.border_name(self.border(ix)),
            Subject::Country(ix) => self.country(ix).name.clone(),
        }
    }

    /// Its lasting name. That of a feature of a large source is the source's name and the byte at which
    /// the feature's text begins there, since few of a million have an id of their own.
    #[must_use]
    pub fn id(&self, subject: Subject) -> Cow<'_, str> {
        match subject {
            Subject::Feature(id) => match self.held(id) {
                Some(feature) => Cow::Borrowed(feature.id.as_str()),
                None => self.id_by_start(id),
            },
            Subject::Border(ix) => Cow::Borrowed(&self.border(ix).id),
            Subject::Country(ix) => Cow::Borrowed(self.country(ix).iso3.as_str()),
        }
    }

    /// A border by its two countries: "Tajikistan–Afghanistan border".
    #[must_use]
    pub fn border_name(&self, border: &Border) -> String {
        let [a, b] = border.pair.map(|iso3| self.country_name(iso3));
        format!("{a}\u{2013}{b} border")
    }

    /// A country's English name; its code where the base map does not have it.
    #[must_use]
    pub fn country_name(&self, iso3: Iso3) -> String {
        let named = self
            .basemap
            .country(iso3)
            .map(|ix| self.basemap.countries[usize::from(ix.0)].name.clone());
        named.unwrap_or_else(|| iso3.to_string())
    }

    /// An actor as readers know it: a state's name for its code, else as it is.
    #[must_use]
    pub fn actor_name(&self, actor: &str) -> String {
        actor
            .parse::<Iso3>()
            .map_or_else(|_| actor.to_owned(), |iso3| self.country_name(iso3))
    }

    /// Where the symbol of `subject` stands.
    #[must_use]
    pub fn anchor(&self, subject: Subject) -> Option<LonLat> {
        match subject {
            Subject::Feature(id) => self.feature_anchor(id),
            Subject::Border(ix) => self.border(ix).label_at,
            Subject::Country(ix) => Some(self.country(ix).label),
        }
    }

    /// Where article and record differ about `feature`.
    pub fn conflicts<'a>(&'a self, feature: &'a Feature) -> impl Iterator<Item = &'a Conflict> {
        self.dossier
            .conflicts
            .iter()
            .filter(|conflict| conflict.features.contains(&feature.id))
    }
}

fn extent_of(dossier: &Dossier) -> Option<Extent> {
    let positions = dossier
        .features
        .iter()
        .filter_map(|feature| feature.shape.as_ref())
        .flat_map(super::Shape::positions);
    let tables = dossier.tables.iter().filter_map(|table| table.extent);
    Extent::of(positions)
        .into_iter()
        .chain(tables)
        .reduce(Extent::united)
}

/// The file that the features of each of `count` layers were read from: that of the first of them.
fn files_of_layers(dossier: &Dossier, count: usize) -> Vec<Option<Arc<str>>> {
    let mut files = vec![None; count];
    for feature in &dossier.features {
        if let Some(file) = files.get_mut(feature.layer.index()) {
            file.get_or_insert_with(|| Arc::clone(&feature.file));
        }
    }
    for table in &dossier.tables {
        if let Layers::One(layer) = table.layers
            && let Some(file) = files.get_mut(layer.index())
        {
            file.get_or_insert_with(|| table.file.as_str().into());
        }
    }
    files
}

/// The id of the first feature of each table.
fn firsts(tables: &[Arc<FeatureTable>]) -> Vec<u32> {
    let lengths = tables.iter().map(|table| u32::try_from(table.len()));
    let lengths = lengths.map(|length| length.unwrap_or(u32::MAX));
    let firsts = lengths.scan(0_u32, |next, length| {
        let first = *next;
        *next = next.saturating_add(length);
        Some(first)
    });
    firsts.collect()
}
