use super::*;
use crate::earth::MapPoint;
use crate::scene::prepare::geometry::holds;
use proptest::prelude::*;

const CAMERA: Camera = Camera {
    center: MapPoint::new(0.0, 0.0),
    metres_per_px: 1.0,
    width_px: 100.0,
    height_px: 80.0,
};

proptest! {
    #[test]
    fn a_cell_is_inside_where_its_middle_is(
        corners in prop::collection::vec((-70.0..70.0_f64, -60.0..60.0_f64), 3..12),
    ) {
        let ring = corners.iter().map(|&(x, y)| MapPoint::new(x, y)).collect();
        let area = AreaGeometry::new(vec![ring]);
        let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
        let cells = AreaCells::of(&CAMERA, std::iter::once(&area), window, 7.0);
        for row in 0..cells.rows() {
            for column in 0..cells.columns() {
                let at = CAMERA.map_from_screen(cells.middle(column, row));
                prop_assert_eq!(cells.has(column, row), holds(&area, at), "{}, {}", column, row);
            }
        }
    }
}

proptest! {
    #[test]
    fn numbered_cells_are_those_of_each_area(
        cuts in prop::collection::vec(5.0..395.0_f64, 1..5),
        (left, top, width, height) in (-20.0..420.0_f64, -20.0..90.0_f64, 0.0..90.0_f64, 0.0..50.0_f64),
    ) {
        let mut cuts = cuts;
        cuts.extend([0.0, 400.0]);
        cuts.sort_by(f64::total_cmp);
        let strip = |pair: &[f64]| {
            let (from, to) = (pair[0] - 50.0, pair[1] - 50.0);
            let corners = [(from, -30.0), (to, -30.0), (to, 25.0), (from, 25.0)];
            AreaGeometry::new(vec![corners.map(|(x, y)| MapPoint::new(x, y)).to_vec()])
        };
        let areas: Vec<AreaGeometry> = cuts.windows(2).map(strip).collect();
        let window = ScreenRect::new(0.0, 0.0, 400.0, 80.0);
        let all = NumberedCells::of(&CAMERA, (0..).zip(&areas), window, 4.0);
        let of_first = all.numbered(&[0]);
        let rect = ScreenRect::new(left, top, width, height);
        let mut are_first = true;
        for (number, area) in (0..).zip(&areas) {
            let own = AreaCells::of(&CAMERA, std::iter::once(area), window, 4.0);
            let numbered = all.numbered(&[number]);
            prop_assert_eq!(&numbered.words, &own.words);
            prop_assert_eq!(numbered.bounds(), own.bounds());
            prop_assert!((all.longest_px(number) - own.longest_px()).abs() < 1e-9);
            are_first &= number == 0 || own.is_empty(&rect);
        }
        prop_assert_eq!(all.are_of(&rect, &of_first), are_first);
        let together = AreaCells::of(&CAMERA, areas.iter(), window, 4.0);
        prop_assert_eq!(&all.all().words, &together.words);
    }

    #[test]
    fn a_rectangle_is_counted_as_its_cells_are(
        corners in prop::collection::vec((-300.0..300.0_f64, -60.0..60.0_f64), 3..12),
        (left, top, width, height) in (-20.0..320.0_f64, -20.0..90.0_f64, 0.0..300.0_f64, 0.0..50.0_f64),
    ) {
        let ring = corners.iter().map(|&(x, y)| MapPoint::new(x, y)).collect();
        let area = AreaGeometry::new(vec![ring]);
        let window = ScreenRect::new(0.0, 0.0, 300.0, 80.0);
        let cells = AreaCells::of(&CAMERA, std::iter::once(&area), window, 2.0);
        let rect = ScreenRect::new(left, top, width, height);
        let (mut count, mut touched) = (0, 0);
        for (column, row) in (0..cells.rows()).flat_map(|row| (0..cells.columns()).map(move |column| (column, row))) {
            let middle = cells.middle(column, row);
            if cells.has(column, row) {
                let [across, down] = cells.bounds();
                prop_assert!(across.contains(&column) && down.contains(&row));
            }
            if ScreenRect::around(middle, 1.0).overlaps(&rect) {
                touched += 1;
                count += usize::from(cells.has(column, row));
            }
        }
        prop_assume!(width > 0.0 && height > 0.0);
        prop_assert_eq!(cells.count(&rect), count);
        prop_assert_eq!(cells.is_empty(&rect), count == 0);
        prop_assert_eq!(cells.is_full(&rect), window.holds(&rect) && count == touched);
    }
}

#[test]
fn a_line_runs_through_cells_and_what_lies_outside_costs_nothing() {
    let point = |x_px: f64, y_px: f64| MapPoint::new(x_px - 50.0, 40.0 - y_px);
    let line = [point(-1e15, 35.0), point(55.0, 35.0), point(55.0, 1e15)];
    let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
    let cells = AreaCells::along(&CAMERA, std::iter::once(&line[..]), window, 10.0);
    for row in 0..8 {
        for column in 0..10 {
            let level = row == 3 && column <= 5;
            let upright = column == 5 && row >= 3;
            assert_eq!(cells.has(column, row), level || upright, "{column}, {row}");
        }
    }
}

#[test]
fn cells_are_counted_that_a_rectangle_touches() {
    let corners = [(-30.0, -20.0), (30.0, -20.0), (30.0, 20.0), (-30.0, 20.0)];
    let ring = corners.map(|(x, y)| MapPoint::new(x, y)).to_vec();
    let area = AreaGeometry::new(vec![ring]);
    let window = ScreenRect::new(0.0, 0.0, 100.0, 80.0);
    let cells = AreaCells::of(&CAMERA, std::iter::once(&area), window, 10.0);
    assert_eq!(cells.count(&window), 24);
    assert!((cells.longest_px() - 60.0).abs() < 1e-9);
    assert_eq!(cells.count(&ScreenRect::new(0.0, 0.0, 25.0, 25.0)), 1);
    assert!(cells.is_full(&ScreenRect::new(20.0, 20.0, 60.0, 40.0)));
    assert!(!cells.is_full(&ScreenRect::new(19.0, 20.0, 60.0, 40.0)));
    assert!(!cells.is_full(&ScreenRect::new(-10.0, 20.0, 20.0, 40.0)));
}
