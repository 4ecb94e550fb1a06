//! What began, ended, moved or changed between two windows of days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::atlas::{Atlas, Feature, FeatureId};
use crate::earth::distance_m;
use crate::session::viewpoint::{Compare, Side, Viewpoint};

/// Two places nearer than this are one, where nothing is known of how sure they are, metres.
const ONE_PLACE_M: f64 = 1_000.0;

/// How a feature differs between the two windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is of the later days only.
    Began,
    /// It is of the earlier days only.
    Ended,
    /// What took its place stands elsewhere.
    Moved,
    /// What took its place stands there too, under another name or status.
    Changed,
}

impl ChangeKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Began, Self::Ended, Self::Moved, Self::Changed];

    /// What it is called: "Began".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Began => "Began",
            Self::Ended => "Ended",
            Self::Moved => "Moved",
            Self::Changed => "Changed status or name",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How it differs.
    pub kind: ChangeKind,
    /// What differs; of what moved or changed, what was there first.
    pub what: FeatureId,
    /// What took its place, where it moved or changed.
    pub into: Vec<FeatureId>,
}

/// The features of the shown layers, each in one list, or in a change once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The differences: by kind, then by day.
    pub all: Vec<Change>,
    /// What is of both windows.
    pub still: Vec<FeatureId>,
    /// What has no date.
    pub undated: Vec<FeatureId>,
    /// What is of other days than either window's.
    pub other: Vec<FeatureId>,
}

/// On which sides a feature is: left, right.
type Present = [bool; 2];

impl Changes {
    /// What differs of `view`'s layers between the two windows of `compare`.
    #[must_use]
    pub fn between(atlas: &Atlas, view: &Viewpoint, compare: Compare) -> Self {
        let sides = Side::BOTH.map(|side| view.of_side(compare, side));
        let shown = || {
            let features = atlas.features();
            features.filter(|(_, feature)| view.shows(feature.layer))
        };
        let present: BTreeMap<FeatureId, Present> = shown()
            .map(|(ix, _)| (ix, [sides[0].passes(atlas, ix), sides[1].passes(atlas, ix)]))
            .collect();
        let heirs = heirs(atlas, &present);
        let mut kinds = BTreeMap::new();
        let mut changes = Self::default();
        for (&what, into) in &heirs {
            let kind = kind_of(atlas, what, into);
            kinds.insert(what, kind);
            changes.all.push(Change {
                kind,
                what,
                into: into.clone(),
            });
            for &heir in into.iter().filter(|heir| on_one_side(present[heir])) {
                kinds.entry(heir).or_insert(kind);
            }
        }
        for (ix, feature) in shown().filter(|(ix, _)| !kinds.contains_key(ix)) {
            let alone = |kind| Change {
                kind,
                what: ix,
                into: Vec::new(),
            };
            match present[&ix] {
                _ if feature.when.is_none() => changes.undated.push(ix),
                [false, true] => changes.all.push(alone(ChangeKind::Began)),
                [true, false] => changes.all.push(alone(ChangeKind::Ended)),
                [true, true] => changes.still.push(ix),
                [false, false] => changes.other.push(ix),
            }
        }
        let key = |change: &Change| (change.kind, day_of(atlas, change), change.what);
        changes.all.sort_by_key(key);
        changes
    }

    /// The differences of one kind, by day.
    pub fn of_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        self.all.iter().filter(move |change| change.kind == kind)
    }
}

fn on_one_side([before, after]: Present) -> bool {
    before != after
}

/// What is on one side only, with those on the other that took its place.
fn heirs(
    atlas: &Atlas,
    present: &BTreeMap<FeatureId, Present>,
) -> BTreeMap<FeatureId, Vec<FeatureId>> {
    let mut heirs: BTreeMap<FeatureId, Vec<FeatureId>> = BTreeMap::new();
    for (&heir, &there) in present {
        for id in &atlas.feature(heir).supersedes {
            let Some(crate::atlas::Subject::Feature(what)) = atlas.find(id) else {
                continue;
            };
            let Some(&here) = present.get(&what).filter(|&&here| on_one_side(here)) else {
                continue;
            };
            let across = (here[0] && there[1]) || (here[1] && there[0]);
            if across && what != heir {
                heirs.entry(what).or_default().push(heir);
            }
        }
    }
    heirs
}

fn kind_of(atlas: &Atlas, what: FeatureId, into: &[FeatureId]) -> ChangeKind {
    let what = atlas.feature(what);
    let moved = into.iter().any(|&heir| apart(what, atlas.feature(heir)));
    if moved {
        ChangeKind::Moved
    } else {
        ChangeKind::Changed
    }
}

/// Whether two features stand farther apart than is doubtful of their places.
fn apart(a: &Feature, b: &Feature) -> bool {
    let place = |feature: &Feature| feature.shape.as_ref().and_then(crate::atlas::Shape::anchor);
    let doubt_m = |feature: &Feature| feature.precision.radius_m.unwrap_or(0.0);
    match (place(a), place(b)) {
        (Some(from), Some(to)) => {
            distance_m(from, to) > doubt_m(a).max(doubt_m(b)).max(ONE_PLACE_M)
        }
        _ => false,
    }
}

/// The day by which a change is sorted: that of its beginning, or of its end.
fn day_of(atlas: &Atlas, change: &Change) -> Option<Date> {
    let when = atlas.feature(change.what).when.as_ref()?;
    match change.kind {
        ChangeKind::Began => when.earliest().or_else(|| when.latest()),
        _ => when.latest().or_else(|| when.earliest()),
    }
}
