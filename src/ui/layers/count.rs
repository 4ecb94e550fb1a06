//! How many features a layer has, and how many of them are shown.

use crate::atlas::table::Layers;
use crate::atlas::{LayerIx, LayerKind, TableIx, group_thousands};
use crate::session::Session;

/// Of how many features of a layer how many are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayerCount {
    shown: usize,
    all: usize,
    /// Whether days are chosen or a filter is set; without, what is not shown has no place.
    filtered: bool,
}

impl LayerCount {
    /// `None` for a layer of the ground.
    pub(super) fn of(session: &Session, layer: LayerIx) -> Option<Self> {
        match session.atlas.layer(layer).kind {
            LayerKind::Features(_) => {}
            _ => return None,
        }
        let mut large = session.atlas.large_tables();
        let large = large.find(|(_, table)| table.layers == Layers::One(layer));
        Some(match large {
            Some((ix, _)) => Self::of_rows(session, ix),
            None => Self::of_features(session, layer),
        })
    }

    fn of_features(session: &Session, layer: LayerIx) -> Self {
        let features = session.atlas.features();
        let own = features.filter(|(_, feature)| feature.layer == layer);
        let (mut all, mut shown) = (0, 0);
        for (id, feature) in own {
            all += 1;
            let admitted = feature.shape.is_some()
                && session.view.admits(feature)
                && session.view.attributes.admits(&session.atlas, id);
            shown += usize::from(admitted);
        }
        Self {
            shown,
            all,
            filtered: session.brushed().is_some() || session.view.is_filtered(),
        }
    }

    fn of_rows(session: &Session, ix: TableIx) -> Self {
        Self {
            shown: session.view.admitted(&session.atlas, ix),
            all: session.atlas.table(ix).len(),
            filtered: session.view.time.window.is_some() || session.view.is_filtered(),
        }
    }

    /// Both counts in full: "12", "9 of 12", or "9/12" where days are chosen or a filter is set.
    pub(super) fn words(self) -> String {
        self.written(|count| group_thousands(count as f64))
    }

    /// The same in little room: "127k/1.2M".
    pub(super) fn short(self) -> String {
        self.written(rounded)
    }

    fn written(self, number: impl Fn(usize) -> String) -> String {
        let Self {
            shown,
            all,
            filtered,
        } = self;
        let between = if filtered { "/" } else { " of " };
        if shown == all {
            number(all)
        } else {
            format!("{}{between}{}", number(shown), number(all))
        }
    }
}

/// A count in thousands or millions, cut to what is whole: "127k", "1.2M".
fn rounded(count: usize) -> String {
    match count {
        0..10_000 => group_thousands(count as f64),
        10_000..1_000_000 => format!("{}k", count / 1_000),
        _ => match count / 100_000 % 10 {
            0 => format!("{}M", count / 1_000_000),
            tenths => format!("{}.{tenths}M", count / 1_000_000),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_written_in_full_or_in_little_room() {
        let count = |shown, all, filtered| LayerCount {
            shown,
            all,
            filtered,
        };
        assert_eq!(count(12, 12, true).words(), "12");
        assert_eq!(count(9, 12, false).words(), "9 of 12");
        let large = count(127_488, 1_000_000, true);
        assert_eq!(large.words(), "127,488/1,000,000");
        assert_eq!(large.short(), "127k/1M");
        assert_eq!(count(9_999, 1_250_000, true).short(), "9,999/1.2M");
    }
}
