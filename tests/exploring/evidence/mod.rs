//! The filter by evidence: what it lets through, in the session, in a scene, in a picture and by command.

mod filter;
mod looks;
mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use steppe::atlas::{Atlas, Evidence, Facet, FeatureId};
use steppe::scene::{Composer, Patience, Prepared, Scene, legend};
use steppe::session::Session;
use steppe::session::viewpoint::{EvidenceFilter, Viewpoint, home_camera};

use crate::fixture;

static PREPARED: LazyLock<Arc<Prepared>> =
    LazyLock::new(|| Arc::new(Prepared::new(fixture::atlas())));

fn atlas() -> &'static Arc<Atlas> {
    PREPARED.atlas()
}

fn composed(view: &Viewpoint) -> Scene {
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(view)
}

fn home() -> Viewpoint {
    let mut view = Viewpoint::home(atlas());
    view.camera = home_camera(atlas(), 1280.0, 800.0);
    view
}

fn session() -> Session {
    Session::new(Arc::clone(atlas()), None, Vec::new())
}

fn filter(values: &[Evidence]) -> EvidenceFilter {
    let mut by_facet: BTreeMap<Facet, BTreeSet<Evidence>> = BTreeMap::new();
    for value in values {
        let of_facet = by_facet.entry(value.facet()).or_default();
        of_facet.insert(value.clone());
    }
    let mut filter = EvidenceFilter::default();
    for (facet, values) in by_facet {
        filter.keep(atlas(), facet, values);
    }
    filter
}

fn shown(view: &Viewpoint) -> BTreeSet<FeatureId> {
    view.visible_features(atlas()).collect()
}

fn names(features: &BTreeSet<FeatureId>) -> Vec<&'static str> {
    let name = |ix: &FeatureId| atlas().feature(*ix).name.as_str();
    features.iter().map(name).collect()
}

fn rows(view: &Viewpoint, title: &str) -> Vec<String> {
    let sections = legend(atlas(), view, composed(view).layers_in_view());
    let section = sections.into_iter().find(|section| section.title == title);
    let rows = section.into_iter().flat_map(|section| section.rows);
    rows.map(|row| row.label).collect()
}
