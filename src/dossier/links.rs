//! Links of the article, each led to what it names.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::address;
use super::article::ArticleDraft;
use super::nearest::Nearest;
use super::report::Context;
use super::words::is_address;
use crate::atlas::{Article, Block, BorderIx, FeatureId, Link, PassageIx, Span, Subject};
use crate::earth::LonLat;
use crate::problem::Problem;

/// Everything in a dossier that has a name which a link or record can give.
#[derive(Debug, Default)]
pub(super) struct KnownNames {
    pub(super) features: BTreeMap<String, FeatureId>,
    pub(super) borders: BTreeMap<String, BorderIx>,
    pub(super) passages: BTreeMap<String, PassageIx>,
    /// Features of large sources that the article links to.
    pub(super) linked: BTreeMap<String, FeatureId>,
    /// Features that could not be read.
    pub(super) left_out: Vec<String>,
    /// All names, for guesses; made when the first is needed.
    nearest: OnceCell<Nearest>,
}

impl KnownNames {
    fn all(&self) -> impl Iterator<Item = &str> {
        let subjects = self.features.keys().chain(self.borders.keys());
        let known = subjects.chain(self.passages.keys());
        known.chain(&self.left_out).map(String::as_str)
    }

    /// "did you mean …?", where a name is near.
    fn did_you_mean(&self, id: &str) -> Option<String> {
        self.nearest
            .get_or_init(|| Nearest::of(self.all()))
            .did_you_mean(id)
    }

    /// The id that was certainly meant.
    fn certain(&self, id: &str) -> Option<&str> {
        self.nearest
            .get_or_init(|| Nearest::of(self.all()))
            .certain(id)
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
pub(super) fn named(draft: &ArticleDraft) -> impl Iterator<Item = Cow<'_, str>> {
    let targets = draft.links.iter();
    let ids = targets.filter_map(|(target, _)| target.strip_prefix('#'));
    ids.flat_map(|id| {
        let decoded = address::percent_decoded(id);
        let other = (decoded != id).then_some(decoded);
        std::iter::once(Cow::Borrowed(id)).chain(other)
    })
}

/// Leads every link of `draft` to its target.
pub(super) fn resolve(cx: Context<'_>, mut draft: ArticleDraft, names: &KnownNames) -> Article {
    let links: Vec<Link> = std::mem::take(&mut draft.links)
        .into_iter()
        .map(|(target, span)| link(cx, target, &span, names))
        .collect();
    for written in &draft.wiki_links {
        wiki_link(cx, written, names);
    }
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

fn link(cx: Context<'_>, target: String, span: &Range<usize>, names: &KnownNames) -> Link {
    let mut meant = None;
    let (what, mend) = if let Some(id) = target.strip_prefix('#') {
        if let Some(link) = names
            .find(id)
            .or_else(|| names.find(&address::percent_decoded(id)))
        {
            return link;
        }
        let mend = if !cx.report.lists_errors_of(cx.file.name) {
            // The problem is only counted: a guess would be the cost of it.
            String::new()
        } else if names.left_out.iter().any(|label| label == id) {
            "mend that feature: it could not be read".into()
        } else {
            meant = names.certain(id);
            names.did_you_mean(id).unwrap_or_else(|| {
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
            Some(_) => {
                // A folder before it may be another site's.
                let certain = target == id || target.ends_with(&format!("#{id}"));
                meant = certain.then_some(id);
                format!("did you mean \"#{id}\"?")
            }
            None => "write #id, geo:latitude,longitude or https://…".into(),
        };
        (format!("the link \"{target}\" is of no known kind"), mend)
    };
    let respelt = meant.and_then(|id| address::respelt(cx, span, &target, &format!("#{id}")));
    cx.push(
        Problem::error(what, cx.at(span))
            .why("a click on it would do nothing")
            .mend(mend)
            .corrected(respelt),
    );
    Link::Nowhere(target)
}

/// Tells of a link as wikis write it, whose words are shown as they are.
fn wiki_link(cx: Context<'_>, range: &Range<usize>, names: &KnownNames) {
    let written = cx.file.whole.get(range.clone()).unwrap_or_default();
    let place = cx.at(range);
    let right = link_of_wiki(written, names).and_then(|right| place.rewritten(right));
    cx.push(
        Problem::warning(format!("{written} is no link here"), place)
            .why("links in double brackets are those of wikis; its words are shown without a link")
            .mend("write [words](#id), with the id of what it leads to")
            .corrected(right),
    );
}

/// The link of `CommonMark` for one that wikis write `[[id]]` or `[[id|words]]`, where such an id is known.
fn link_of_wiki(written: &str, names: &KnownNames) -> Option<String> {
    let inner = written.strip_prefix("[[")?.strip_suffix("]]")?;
    let (target, words) = inner.split_once('|').unwrap_or((inner, inner));
    let target = target.trim().trim_start_matches('#');
    let id = match names.find(target) {
        Some(_) => target,
        None => names.certain(target)?,
    };
    let plain = !words.trim().is_empty() && !words.contains(['[', ']', '\\', '\n']);
    let plain = plain && !id.contains([' ', '(', ')', '<', '>']);
    plain.then(|| format!("[{}](#{id})", words.trim()))
}

/// A place of RFC 5870: `lat,lon`, then perhaps an altitude and parameters. Android's form
/// `geo:0,0?q=lat,lon(label)` means the `q`.
fn geo_place(text: &str) -> Option<LonLat> {
    let (place, query) = text.split_once('?').unwrap_or((text, ""));
    let written = lat_lon(place.split(';').next()?)?;
    let asked = query
        .split('&')
        .find_map(|parameter| parameter.strip_prefix("q="));
    match asked {
        Some(asked) => {
            let asked = address::percent_decoded(asked);
            let at = lat_lon(asked.split('(').next()?);
            // 0,0 stands for no place where a place is asked for.
            at.or_else(|| (written != LonLat::new(0.0, 0.0)).then_some(written))
        }
        None => Some(written),
    }
}

/// Two numbers, latitude first.
fn lat_lon(text: &str) -> Option<LonLat> {
    let mut numbers = text.split(',').map(|number| number.trim().parse::<f64>());
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

    #[test]
    fn a_geo_link_of_android_leads_to_what_it_asks_for() {
        let at = Some(LonLat::new(67.2, 43.5));
        assert_eq!(geo_place("0,0?q=43.5,67.2(Label)"), at);
        assert_eq!(geo_place("0,0?z=9&q=43.5%2C67.2"), at);
        assert_eq!(geo_place("43.5,67.2?q=Post+Office"), at);
        assert_eq!(geo_place("0,0?q=Post+Office"), None);
    }
}
