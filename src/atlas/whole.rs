//! A dossier over a base map, with what follows from the two.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::basemap::{BaseMap, BorderKind, Country, CountryIx};
use super::evidence;
use super::table::Place;
use super::{
    Article, Border, BorderIx, Conflict, Dossier, Evidence, Feature, FeatureIx, Iso3, Layer,
    LayerIx, LayerKind, Links, Passage, PassageIx, Subject, Symbol, Table, TableIx,
};
use crate::earth::{Extent, LonLat, Projection, distance_to_line_m};

/// Geodesic distance from a feature to a border.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderDistance {
    /// Metres on WGS84.
    pub metres: f64,
    /// The two countries that the border parts.
    pub between: [Iso3; 2],
    /// The nearest place of the border.
    pub at: LonLat,
}

/// A dossier over a base map, with what follows from the two: all layers,
/// backlinks, the projection. Immutable; share it behind `Arc`.
#[derive(Debug)]
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
    /// What the map shows at the start.
    pub home: Extent,
    by_id: BTreeMap<String, Subject>,
    distances: Vec<OnceLock<BorderDistances>>,
    evidence: OnceLock<Vec<Evidence>>,
    pub(super) areas_m2: Vec<OnceLock<f64>>,
}

/// Distances of one feature, worked out when first asked for.
#[derive(Debug, Clone, PartialEq, Default)]
struct BorderDistances {
    nearest: Option<BorderDistance>,
    reference: Option<BorderDistance>,
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
            .map(|(ix, feature)| (feature.id.clone(), Subject::Feature(FeatureIx(ix))));
        let borders = (0..)
            .zip(&dossier.borders)
            .map(|(ix, border)| (border.id.clone(), Subject::Border(BorderIx(ix))));
        let rows = (0..).map(TableIx).zip(&dossier.tables);
        let rows = rows.flat_map(|(ix, table)| {
            let linked = table.columns.linked.iter();
            linked.map(move |(id, row)| (id.clone(), Subject::Row(ix, *row)))
        });
        let by_id = rows.chain(borders).chain(features).collect();
        let distances = dossier.features.iter().map(|_| OnceLock::new()).collect();
        let areas_m2 = basemap.countries.iter().map(|_| OnceLock::new()).collect();
        Self {
            dossier,
            basemap,
            layers,
            links,
            projection,
            home,
            by_id,
            distances,
            evidence: OnceLock::new(),
            areas_m2,
        }
    }

    /// The feature, border or row called `id`, or the country whose code it is.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Subject> {
        let country = || self.basemap.country(id.parse().ok()?);
        self.by_id
            .get(id)
            .copied()
            .or_else(|| country().map(Subject::Country))
            .or_else(|| self.find_row(id))
    }

    /// Every kind of evidence that occurs in the features, facet by facet.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        self.evidence
            .get_or_init(|| evidence::occurring(&self.dossier.features))
    }

    /// The row that [`id`](Self::id) called so: "towns.geojson@1822".
    fn find_row(&self, id: &str) -> Option<Subject> {
        let (file, start) = id.rsplit_once('@')?;
        let start = start.parse().ok()?;
        let (ix, table) = self.tables().find(|(_, table)| table.file == file)?;
        table.row_at(start).map(|row| Subject::Row(ix, row))
    }

    /// A feature.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn feature(&self, ix: FeatureIx) -> &Feature {
        &self.dossier.features[ix.index()]
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

    /// Every feature with its number.
    pub fn features(&self) -> impl Iterator<Item = (FeatureIx, &Feature)> {
        (0..).map(FeatureIx).zip(&self.dossier.features)
    }

    /// A large layer.
    ///
    /// # Panics
    /// Where `ix` is of another atlas.
    #[must_use]
    pub fn table(&self, ix: TableIx) -> &Arc<Table> {
        &self.dossier.tables[ix.index()]
    }

    /// Every large layer with its number.
    pub fn tables(&self) -> impl Iterator<Item = (TableIx, &Arc<Table>)> {
        (0..).map(TableIx).zip(&self.dossier.tables)
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
            Subject::Feature(ix) => self.feature(ix).name.clone(),
            Subject::Border(ix) => self.border_name(self.border(ix)),
            Subject::Country(ix) => self.country(ix).name.clone(),
            Subject::Row(table, row) => self.table(table).name(row).to_owned(),
        }
    }

    /// Its lasting name: a row's is where its text begins in its file, for few of a million have another.
    #[must_use]
    pub fn id(&self, subject: Subject) -> Cow<'_, str> {
        match subject {
            Subject::Feature(ix) => Cow::Borrowed(&self.feature(ix).id),
            Subject::Border(ix) => Cow::Borrowed(&self.border(ix).id),
            Subject::Country(ix) => Cow::Borrowed(self.country(ix).iso3.as_str()),
            Subject::Row(table, row) => {
                let table = self.table(table);
                let start = table.columns.starts[row.index()];
                Cow::Owned(format!("{}@{start}", table.file))
            }
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
            Subject::Feature(ix) => self.feature(ix).shape.as_ref()?.anchor(),
            Subject::Border(ix) => self.border(ix).label_at,
            Subject::Country(ix) => Some(self.country(ix).label),
            Subject::Row(table, row) => self.table(table).place(row).map(Place::lon_lat),
        }
    }

    /// Where article and record differ about `feature`.
    pub fn conflicts<'a>(&'a self, feature: &'a Feature) -> impl Iterator<Item = &'a Conflict> {
        self.dossier
            .conflicts
            .iter()
            .filter(|conflict| conflict.features.contains(&feature.id))
    }

    /// Distance to the nearest land border; `None` for what has no place or where no border is near (3,000 km).
    #[must_use]
    pub fn nearest_border(&self, ix: FeatureIx) -> Option<&BorderDistance> {
        self.border_distances(ix)?.nearest.as_ref()
    }

    /// Distance to the border of the country that the dossier measures from.
    #[must_use]
    pub fn reference_distance(&self, ix: FeatureIx) -> Option<&BorderDistance> {
        self.border_distances(ix)?.reference.as_ref()
    }

    fn border_distances(&self, ix: FeatureIx) -> Option<&BorderDistances> {
        let cell = self.distances.get(ix.index())?;
        Some(cell.get_or_init(|| self.measure(self.feature(ix))))
    }

    fn measure(&self, feature: &Feature) -> BorderDistances {
        let mut measured = BorderDistances::default();
        let Some(from) = feature.shape.as_ref().and_then(super::Shape::anchor) else {
            return measured;
        };
        let Some(level) = self.basemap.levels.last() else {
            return measured;
        };
        for arc in &level.arcs {
            let [Some(a), Some(b)] = arc.between else {
                continue;
            };
            if matches!(arc.kind, BorderKind::Coast | BorderKind::Seam) {
                continue;
            }
            let between = [a, b].map(|country| self.basemap.countries[usize::from(country.0)].iso3);
            let Some((metres, at)) = distance_to_line_m(from, &arc.points) else {
                continue;
            };
            let distance = BorderDistance {
                metres,
                between,
                at,
            };
            let of_reference = self
                .dossier
                .map
                .reference_border
                .is_some_and(|iso3| between.contains(&iso3));
            if of_reference {
                keep_nearer(&mut measured.reference, &distance);
            }
            keep_nearer(&mut measured.nearest, &distance);
        }
        measured
    }
}

fn keep_nearer(nearest: &mut Option<BorderDistance>, candidate: &BorderDistance) {
    if nearest
        .as_ref()
        .is_none_or(|known| candidate.metres < known.metres)
    {
        *nearest = Some(candidate.clone());
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
