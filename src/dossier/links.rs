//! Links of the article, each led to what it names.

use std::collections::BTreeMap;
use std::ops::Range;

use super::article::Draft;
use super::nearest::did_you_mean;
use super::report::Context;
use super::words::is_address;
use crate::atlas::{Article, Block, BorderIx, FeatureId, Link, PassageIx, Span, Subject};
use crate::earth::LonLat;
use crate::problem::Problem;

/// Everything in a dossier that has a name which a link or record can give.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) features: BTreeMap<String, FeatureId>,
    pub(super) borders: BTreeMap<String, BorderIx>,
    pub(super) passages: BTreeMap<String, PassageIx>,
    /// Features of large sources that the article links to.
    pub(super) linked: BTreeMap<String, FeatureId>,
    /// Features that could not be read.
    pub(super) left_out: Vec<String>,
}

impl Names {
    fn all(&self) -> impl Iterator<Item = &str> {
        let subjects = self.features.keys().chain(self.borders.keys());
        let known = subjects.chain(self.passages.keys());
        known.chain(&self.left_out).map(String::as_str)
    }

    fn find(&self, id: &str) -> Option<Link> {
        if let Some(&ix) = self.features.get(id) {
            return Some(Link::Subject(Subject::Feature(ix)));
        }
        if let Some(&ix) = self.borders.get(id) {
            return Some(Link::Subject(Subject::Border(ix)));
        }
        if let Some(&linked) = self.linked.get(id) {
            return Some(Link::Subject(Subject::Feature(linked)));
        }
        self.passages.get(id).map(|&ix| Link::Passage(ix))
    }
}

/// The ids that links of an article name: of a feature, border or passage.
pub(super) fn named(draft: &Draft) -> impl Iterator<Item = &str> {
    draft
        .links
        .iter()
        .filter_map(|(target, _)| target.strip_prefix('#'))
}

/// Leads every link of `draft` to its target.
pub(super) fn resolve(cx: Context<'_>, mut draft: Draft, names: &Names) -> Article {
    let links: Vec<Link> = std::mem::take(&mut draft.links)
        .into_iter()
        .map(|(target, span)| link(cx, target, &span, names))
        .collect();
    let set = |spans: &mut Vec<Span>, numbers: &[Option<usize>]| {
        for (span, number) in spans.iter_mut().zip(numbers) {
            span.link = number.and_then(|number| links.get(number).cloned());
        }
    };
    for (passage, numbers) in draft.passages.iter_mut().zip(&draft.passage_links) {
        set(&mut passage.spans, numbers);
    }
    for (block, numbers) in &draft.heading_links {
        if let Some(Block::Heading { spans, .. }) = draft.blocks.get_mut(*block) {
            set(spans, numbers);
        }
    }
    Article {
        blocks: draft.blocks,
        passages: draft.passages,
    }
}

fn link(cx: Context<'_>, target: String, span: &Range<usize>, names: &Names) -> Link {
    let (what, mend) = if let Some(id) = target.strip_prefix('#') {
        if let Some(link) = names.find(id) {
            return link;
        }
        let mend = if names.left_out.iter().any(|label| label == id) {
            "mend that feature: it could not be read".into()
        } else {
            did_you_mean(id, names.all()).unwrap_or_else(|| {
                "write the id of a feature, border or passage of this dossier".into()
            })
        };
        (format!("the link #{id} leads to nothing"), mend)
    } else if let Some(place) = target.strip_prefix("geo:") {
        if let Some(at) = geo_place(place) {
            return Link::Place(at);
        }
        (
            format!("the link {target} is no place"),
            "write geo:latitude,longitude, such as geo:42.87,74.59".into(),
        )
    } else if is_address(&target) {
        return Link::Web(target);
    } else {
        let id = target.rsplit(['#', '/']).next().unwrap_or_default();
        let mend = match names.find(id) {
            Some(_) => format!("did you mean \"#{id}\"?"),
            None => "write #id, geo:latitude,longitude or https://…".into(),
        };
        (format!("the link \"{target}\" is of no known kind"), mend)
    };
    cx.push(
        Problem::error(what, cx.at(span))
            .why("a click on it would do nothing")
            .mend(mend),
    );
    Link::Nowhere(target)
}

/// A place of RFC 5870: `lat,lon`, then perhaps an altitude and parameters.
fn geo_place(text: &str) -> Option<LonLat> {
    let numbers = text.split([';', '?']).next()?;
    let mut numbers = numbers
        .split(',')
        .map(|number| number.trim().parse::<f64>());
    let lat_deg = numbers.next()?.ok()?;
    let lon_deg = numbers.next()?.ok()?;
    let fits = lat_deg.abs() <= 90.0 && lon_deg.abs() <= 180.0;
    fits.then_some(LonLat::new(lon_deg, lat_deg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geo_link_gives_latitude_first() {
        assert_eq!(geo_place("42.87,74.59"), Some(LonLat::new(74.59, 42.87)));
        assert_eq!(
            geo_place("42.87, 74.59,800;u=35"),
            Some(LonLat::new(74.59, 42.87))
        );
        assert_eq!(geo_place("74.59?z=7,3"), None);
        assert_eq!(geo_place("142,74"), None);
        assert_eq!(geo_place("north,east"), None);
    }
}
