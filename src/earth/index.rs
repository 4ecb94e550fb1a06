//! What lies where on the map.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, PointDistance, RTree};

use super::{MapPoint, MapRect};

/// A spatial index: things by the rectangle they take up on the projected plane.
///
/// Built once, asked often; it finds `k` of `n` in about `log n + k` steps. What it yields is in
/// the tree's order: the same for the same input, but not the order of the input, so draw by a
/// rank of your own.
#[derive(Debug, Clone)]
pub struct Index<T> {
    tree: RTree<Entry<T>>,
}

type Entry<T> = GeomWithData<Rectangle<[f64; 2]>, T>;

impl<T: Clone> Index<T> {
    /// An index of the things, each with its bounds.
    ///
    /// What has empty or infinite bounds lies nowhere and is left out.
    #[must_use]
    pub fn bulk_load(things: Vec<(MapRect, T)>) -> Self {
        let entries = things
            .into_iter()
            .filter(|(bounds, _)| findable(bounds))
            .map(|(bounds, thing)| {
                let corners = [bounds.min, bounds.max].map(|corner| [corner.x_m, corner.y_m]);
                GeomWithData::new(Rectangle::from_corners(corners[0], corners[1]), thing)
            })
            .collect();
        Self {
            tree: RTree::bulk_load(entries),
        }
    }

    /// How many things it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tree.size()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The things whose bounds share a point with `rect`.
    pub fn query(&self, rect: MapRect) -> impl Iterator<Item = &T> {
        let envelope =
            AABB::from_corners([rect.min.x_m, rect.min.y_m], [rect.max.x_m, rect.max.y_m]);
        let found = (!rect.is_empty()).then(|| self.tree.locate_in_envelope_intersecting(envelope));
        found.into_iter().flatten().map(|entry| &entry.data)
    }

    /// The thing whose bounds lie nearest to `point`, if within `max_m` metres of the map.
    ///
    /// Inside its bounds a thing is 0 m away.
    #[must_use]
    pub fn nearest(&self, point: MapPoint, max_m: f64) -> Option<&T> {
        self.within(point, max_m).next().map(|(_, thing)| thing)
    }

    /// The things whose bounds lie within `max_m` metres of `point`, nearest first, each with its
    /// distance in metres of the map.
    pub fn within(&self, point: MapPoint, max_m: f64) -> impl Iterator<Item = (f64, &T)> {
        let at = [point.x_m, point.y_m];
        self.tree
            .nearest_neighbor_iter(at)
            .map(move |entry| (entry.distance_2(&at).sqrt(), &entry.data))
            .take_while(move |&(distance_m, _)| distance_m <= max_m)
    }
}

/// Whether a thing with these bounds can be found; a NaN in the tree would panic.
fn findable(bounds: &MapRect) -> bool {
    let edges_m = [
        bounds.min.x_m,
        bounds.min.y_m,
        bounds.max.x_m,
        bounds.max.y_m,
    ];
    edges_m.iter().all(|edge_m| edge_m.is_finite()) && !bounds.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn square(x_m: f64, y_m: f64, side_m: f64) -> MapRect {
        MapRect::new(
            MapPoint::new(x_m, y_m),
            MapPoint::new(x_m + side_m, y_m + side_m),
        )
    }

    #[test]
    fn what_lies_nowhere_is_not_found() {
        let index = Index::bulk_load(vec![
            (MapRect::empty(), "empty"),
            (square(f64::NAN, 0.0, 1.0), "not a number"),
            (square(0.0, 0.0, 1.0), "here"),
        ]);
        assert_eq!(index.len(), 1);
        assert_eq!(index.nearest(MapPoint::new(3.0, 0.0), 5.0), Some(&"here"));
        assert_eq!(index.nearest(MapPoint::new(3.0, 0.0), 1.0), None);
        assert_eq!(index.query(MapRect::empty()).count(), 0);
    }

    proptest! {
        #[test]
        fn a_query_finds_what_a_look_at_each_finds(
            squares in prop::collection::vec((-1e6..1e6, -1e6..1e6, 0.0..2e5), 0..60),
            (x_m, y_m, side_m) in (-1e6..1e6, -1e6..1e6, 0.0..1e6),
        ) {
            let things: Vec<_> = squares
                .iter()
                .enumerate()
                .map(|(at, &(x_m, y_m, side_m))| (square(x_m, y_m, side_m), at))
                .collect();
            let view = square(x_m, y_m, side_m);
            let expected: Vec<_> = things
                .iter()
                .filter(|(bounds, _)| bounds.intersects(&view))
                .map(|&(_, at)| at)
                .collect();
            let mut found: Vec<_> = Index::bulk_load(things).query(view).copied().collect();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn things_come_nearest_first(
            places in prop::collection::vec((-1e6..1e6, -1e6..1e6), 0..60),
        ) {
            let things: Vec<_> = places.iter().map(|&(x, y)| (square(x, y, 0.0), ())).collect();
            let index = Index::bulk_load(things);
            let far_m: Vec<_> = index
                .within(MapPoint::new(0.0, 0.0), 5e5)
                .map(|(distance_m, ())| distance_m)
                .collect();
            let expected = places.iter().filter(|(x, y): &&(f64, f64)| x.hypot(*y) <= 5e5).count();
            prop_assert!(far_m.is_sorted());
            prop_assert_eq!(far_m.len(), expected);
        }
    }
}
