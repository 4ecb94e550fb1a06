//! How much of what the map is about lies under a piece of furniture.

use crate::scene::ScreenRect;
use crate::scene::display::cells::AreaCells;
use crate::scene::layout::marks::PlacedMark;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PlaceKind;

/// The window is looked at in cells of this side.
const CELL_PX: f64 = 4.0;

/// Land that fills more than this is no longer weighed, ten-thousandths of the window.
const MOST: usize = 5000;

/// Where in the window the land of the dossier's own countries lies.
#[derive(Debug, Default)]
pub(super) struct FocusLand {
    cells: Option<AreaCells>,
}

impl FocusLand {
    /// Its land in view. There is none where it fills most of the view, since its outline then does not
    /// matter, and none in the window, where furniture would jump while the map is panned.
    pub(super) fn of(frame: &ViewContext<'_>) -> Self {
        match frame.land() {
            Some(ground) if frame.is_picture() => {
                let land = ground.land.within(frame.seen).filter(|land| land.focus);
                let areas = land.map(|land| land.geometry.as_ref());
                let cells = AreaCells::of(&frame.camera, areas, frame.window, CELL_PX);
                let land = Self { cells: Some(cells) };
                if land.under(&frame.window) <= MOST {
                    land
                } else {
                    Self::default()
                }
            }
            _ => Self::default(),
        }
    }

    /// How much of it lies in `rect`, ten-thousandths of the window.
    pub(super) fn under(&self, rect: &ScreenRect) -> usize {
        let Some(cells) = &self.cells else {
            return 0;
        };
        let all = cells.columns() * cells.rows();
        if all == 0 {
            return 0;
        }
        // Whole cells: more than half of each lies in it.
        let corner = |px: f64| (px / CELL_PX).round() * CELL_PX;
        let within = cells.count(&ScreenRect {
            left: corner(rect.left),
            top: corner(rect.top),
            right: corner(rect.right),
            bottom: corner(rect.bottom),
        });
        within * 10_000 / all
    }
}

/// Room that is kept for the lead feature's name on either side of its mark, logical pixels.
const NAME_PX: [f64; 2] = [140.0, 16.0];

/// The places where the lead feature's name is best, where its mark is among these.
pub(super) fn beside_lead(frame: &ViewContext<'_>, standing: &[PlacedMark<'_>]) -> Vec<ScreenRect> {
    let lead = frame.atlas.lead();
    let mark = standing.iter().find(|placed| Some(placed.mark.ix) == lead);
    let Some(covered) = mark.map(PlacedMark::covers) else {
        return Vec::new();
    };
    let [width, height] = NAME_PX.map(|length| length * f64::from(frame.letters_px(1.0)));
    let top = (covered.top + covered.bottom - height) / 2.0;
    [covered.right, covered.left - width]
        .map(|left| ScreenRect::new(left, top, width, height))
        .to_vec()
}

/// What the dots and names of the capitals of the map's own countries take: neither furniture nor
/// inset nor notes stand there.
pub(in crate::scene) fn capitals(frame: &ViewContext<'_>) -> Vec<ScreenRect> {
    const NAME_PX: [f64; 2] = [84.0, 22.0];
    let focus = &frame.atlas.dossier.map.focus;
    let capitals = frame.prepared.places.iter().filter(|place| {
        let country = frame.atlas.dossier.places[place.entry].country;
        place.kind == PlaceKind::Capital && country.is_some_and(|iso3| focus.contains(&iso3))
    });
    let [width, height] = NAME_PX;
    capitals
        .map(|place| frame.camera.screen_from_map(place.at))
        .filter(|&at| frame.window.contains(at))
        .map(|at| {
            ScreenRect::new(
                at.x_px - height / 2.0,
                at.y_px - height / 2.0,
                width,
                height,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::{Camera, MapPoint};
    use crate::scene::AreaGeometry;

    #[test]
    fn a_rectangle_holds_as_much_land_as_lies_in_it() {
        let camera = Camera {
            center: MapPoint::new(0.0, 0.0),
            metres_per_px: 1.0,
            width_px: 400.0,
            height_px: 200.0,
        };
        // The right half of the window but for a small hole.
        let square = |left: f64, top: f64, right: f64, bottom: f64| {
            [(left, top), (right, top), (right, bottom), (left, bottom)]
                .map(|(x, y)| MapPoint::new(x, y))
                .to_vec()
        };
        let rings = vec![
            square(0.0, 100.0, 200.0, -100.0),
            square(80.0, 8.0, 120.0, -8.0),
        ];
        let area = AreaGeometry::new(rings);
        let window = ScreenRect::new(0.0, 0.0, 400.0, 200.0);
        let cells = AreaCells::of(&camera, std::iter::once(&area), window, CELL_PX);
        let land = FocusLand { cells: Some(cells) };
        assert_eq!(land.under(&window), 4920);
        assert_eq!(land.under(&ScreenRect::new(0.0, 0.0, 200.0, 200.0)), 0);
        assert_eq!(land.under(&ScreenRect::new(280.0, 92.0, 40.0, 16.0)), 0);
        assert_eq!(
            land.under(&ScreenRect::new(-50.0, -50.0, 290.0, 150.0)),
            500
        );
        assert_eq!(FocusLand::default().under(&window), 0);
    }
}
