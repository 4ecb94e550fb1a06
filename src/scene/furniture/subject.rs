//! How much of what the map is about lies under a piece of furniture.

use super::Frame;
use crate::earth::{MapPoint, MapRect, ScreenPoint};
use crate::scene::{AreaGeometry, ScreenRect};

/// A rectangle is looked at in so many places each way.
const PLACES: u32 = 10;

/// In how many of a hundred places, evenly spread over `rect`, land of the dossier's own countries
/// lies.
pub(super) fn covered(frame: &Frame<'_>, rect: &ScreenRect) -> usize {
    let Some(ground) = frame.land() else {
        return 0;
    };
    let part = |number: u32| (f64::from(number) + 0.5) / f64::from(PLACES);
    let on_map = |(column, row): (u32, u32)| {
        frame.camera.map_from_screen(ScreenPoint::new(
            rect.left + part(column) * rect.width(),
            rect.top + part(row) * rect.height(),
        ))
    };
    let places: Vec<MapPoint> = (0..PLACES)
        .flat_map(|column| (0..PLACES).map(move |row| (column, row)))
        .map(on_map)
        .collect();
    let bounds = places.iter().copied().collect::<MapRect>();
    let land: Vec<_> = ground
        .land
        .within(bounds)
        .filter(|land| land.focus)
        .collect();
    let of_land = |place: &&MapPoint| land.iter().any(|land| holds(&land.geometry, **place));
    places.iter().filter(of_land).count()
}

/// Whether a point lies in an area: its rings are crossed an odd number of times on the way out.
fn holds(area: &AreaGeometry, point: MapPoint) -> bool {
    let crossed = |ring: &Vec<MapPoint>| {
        let next = ring.iter().cycle().skip(1);
        ring.iter()
            .zip(next)
            .filter(|(from, to)| {
                let spans = (from.y_m > point.y_m) != (to.y_m > point.y_m);
                let part = (point.y_m - from.y_m) / (to.y_m - from.y_m);
                spans && point.x_m < from.x_m + part * (to.x_m - from.x_m)
            })
            .count()
    };
    area.bounds.contains(point) && area.rings.iter().map(crossed).sum::<usize>() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_not_of_the_area() {
        let square = |reach: f64| {
            let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
            corners
                .map(|(x, y)| MapPoint::new(x * reach, y * reach))
                .to_vec()
        };
        let rings = vec![square(10.0), square(5.0)];
        let area = AreaGeometry::new(rings);
        assert!(holds(&area, MapPoint::new(7.0, 1.0)));
        assert!(!holds(&area, MapPoint::new(1.0, 1.0)));
        assert!(!holds(&area, MapPoint::new(11.0, 1.0)));
    }
}
