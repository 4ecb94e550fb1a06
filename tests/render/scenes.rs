//! Scenes made by hand: a little of everything that a backend draws.

use std::sync::Arc;

use steppe::earth::{Camera, MapPoint, MapRect, ScreenPoint};
use steppe::scene::fonts::Face;
use steppe::scene::{
    Area, AreaGeometry, Color, Contour, Dash, Dots, Group, Image, Item, Line, LineGeometry, Lines,
    Path, Pixels, Scene, ScreenRect, Stroke, Targets, Text, TextAnchor,
};

const WIDTH: f32 = 480.0;
const HEIGHT: f32 = 320.0;

fn camera(metres_per_px: f64) -> Camera {
    Camera {
        center: MapPoint::new(0.0, 0.0),
        metres_per_px,
        width_px: f64::from(WIDTH),
        height_px: f64::from(HEIGHT),
    }
}

pub(crate) fn scene(groups: Vec<Group>) -> Scene {
    Scene {
        camera: camera(1000.0),
        window: ScreenRect::new(0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT)),
        background: Color::hex(0x00D3_E0E8),
        panes: Vec::new(),
        groups,
        targets: Targets::default(),
        tables: Vec::new(),
        features: Vec::new(),
        description: "Two bases & a <border> in the mountains".to_owned(),
    }
}

pub(crate) fn group(id: &str, items: Vec<Item>) -> Group {
    Group {
        id: id.to_owned(),
        name: format!("The \"{id}\""),
        opacity: 1.0,
        items,
        marks: Vec::new(),
    }
}

/// A ring with a square hole, in map metres: 0 to 1 becomes `size_m`.
pub(crate) fn area(size_m: f64, fill: Color) -> Item {
    let square = |from: f64, to: f64| {
        [(from, from), (to, from), (to, to), (from, to)]
            .map(|(x, y)| MapPoint::new(x * size_m, y * size_m))
            .to_vec()
    };
    let rings = vec![square(-1.0, 1.0), square(-0.5, 0.5)];
    Item::Area(Area {
        geometry: Arc::new(AreaGeometry::new(rings)),
        fill,
    })
}

pub(crate) fn line(points: impl IntoIterator<Item = (f64, f64)>, stroke: Stroke) -> Item {
    let points: Vec<_> = points
        .into_iter()
        .map(|(x, y)| MapPoint::new(x, y))
        .collect();
    let bounds = points.iter().copied().collect();
    Item::Line(Line {
        geometry: Arc::new(LineGeometry { bounds, points }),
        stroke,
    })
}

pub(crate) fn stroke(rgb: u32, width_px: f32, dash: Dash) -> Stroke {
    Stroke {
        color: Color::hex(rgb),
        width_px,
        dash,
    }
}

fn disc(x: f64, y: f64, radius: f64) -> Contour {
    let corner = |i: i32| {
        let (sin, cos) = (f64::from(i) / 24.0 * std::f64::consts::TAU).sin_cos();
        ScreenPoint::new(x + radius * cos, y + radius * sin)
    };
    Contour {
        points: (0..24).map(corner).collect(),
        closed: true,
    }
}

pub(crate) fn text(text: &str, x: f64, y: f64, size_px: f32) -> Text {
    Text {
        at: ScreenPoint::new(x, y),
        anchor: TextAnchor::Start,
        text: text.to_owned(),
        face: Face::Sans,
        size_px,
        color: Color::hex(0x002B_2925),
        halo: None,
        angle_rad: 0.0,
        spacing_px: 0.0,
    }
}

/// A little of everything.
pub(crate) fn everything() -> Scene {
    let dashes = |on_px, off_px| Dash::Dashed { on_px, off_px };
    let wave = |shift: f64| {
        (-80..=80).map(move |i| (f64::from(i) * 5e3, (f64::from(i) * 0.2).sin() * 4e4 + shift))
    };
    let symbols = Path {
        contours: vec![disc(90.0, 60.0, 9.0)],
        fill: Some(Color::hex(0x0000_72B2)),
        stroke: Some(stroke(0x00FF_FFFF, 1.5, Dash::Solid)),
    };
    let ring = Path {
        contours: vec![disc(140.5, 60.5, 14.0), disc(140.5, 60.5, 8.0)],
        fill: Some(Color::hex(0x00D5_5E00)),
        stroke: None,
    };
    let hollow = Path {
        contours: vec![disc(200.0, 60.0, 30.0)],
        fill: Some(Color::hex(0x0000_9E73).faded(0.3)),
        stroke: Some(stroke(0x0000_9E73, 1.5, dashes(5.0, 3.0))),
    };
    let halo = Some((Color::hex(0x00FA_F8F3), 2.0));
    let spaced = Text {
        anchor: TextAnchor::Middle,
        spacing_px: 4.0,
        halo,
        ..text("TAJIKISTAN", 240.0, 170.0, 15.0)
    };
    let turned = Text {
        face: Face::SansItalic,
        angle_rad: -0.6,
        halo,
        ..text("Syr Darya", 330.0, 120.0, 18.0)
    };
    let far = Text {
        anchor: TextAnchor::End,
        face: Face::SerifSemiBold,
        halo,
        ..text("Ошская область", 470.0, 300.0, 20.0)
    };
    scene(vec![
        group("land", vec![area(120e3, Color::hex(0x0054_6A4A))]),
        group(
            "borders",
            vec![
                line(wave(-2e4), stroke(0x0085_7E72, 1.2, Dash::Solid)),
                line(wave(-6e4), stroke(0x00B0_603A, 2.0, dashes(6.0, 3.0))),
                line(wave(-1e5), stroke(0x00B0_603A, 2.0, dashes(2.0, 2.0))),
            ],
        ),
        group("bases", [symbols, ring, hollow].map(Item::Path).to_vec()),
        group("labels", [spaced, turned, far].map(Item::Text).to_vec()),
    ])
}

/// Cells of 40 by 24 pixels, each of its own colour, some see-through, some empty.
pub(crate) fn cells() -> Image {
    let cell = |number: u32| -> [u8; 4] {
        match number % 5 {
            0 => [0; 4],
            4 => [0xD5, 0x5E, (number * 7) as u8, 255],
            part => [(number * 3) as u8, 0x9E, 0x73, (part * 70) as u8],
        }
    };
    Image {
        bounds: MapRect::new(MapPoint::new(-200e3, -96e3), MapPoint::new(200e3, 96e3)),
        pixels: Arc::new(Pixels {
            width: 10,
            height: 8,
            rgba: (0..80).flat_map(cell).collect(),
        }),
        opacity: 1.0,
        smooth: false,
    }
}

/// Many things at once, as large layers have them.
pub(crate) fn many() -> Scene {
    let spot = |number: u32| {
        let along = number as f32;
        [20.0 + along * 4.4, 60.0 + (along * 0.7).sin() * 40.0]
    };
    let dots = |first: u32, rgb: u32| {
        Item::Dots(Dots {
            at: (first..first + 50).map(spot).collect(),
            radius_px: 3.0,
            fill: Color::hex(rgb),
            halo: Some((Color::hex(0x00FA_F8F3), 0.8)),
        })
    };
    let corner = |number: i32| {
        let (turn, row) = (f64::from(number % 3), f64::from(number / 3));
        MapPoint::new(
            -220e3 + row * 18e3 + turn * 9e3,
            -80e3 - turn * (turn - 2.0) * 30e3,
        )
    };
    let lines = |closed| {
        Item::Lines(Lines {
            points: (0..72).map(corner).collect(),
            ends: (1..=24).map(|line| line * 3).collect(),
            closed,
            stroke: stroke(0x0000_72B2, if closed { 1.0 } else { 2.0 }, Dash::Solid),
        })
    };
    scene(vec![
        group("cells", vec![Item::Image(cells())]),
        group("lines", vec![lines(true), lines(false)]),
        group("dots", vec![dots(0, 0x00D5_5E00), dots(50, 0x0000_9E73)]),
    ])
}
