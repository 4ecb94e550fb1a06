//! Seas of the world and where they lie, for maps whose dossier names none of its own.

use crate::earth::{LonLat, distance_m, is_within_m};

/// A sea, gulf or ocean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sea {
    /// Its name in English, as *Limits of Oceans and Seas* (International Hydrographic Organization, 1953) has it,
    /// with the other one in use where two states differ.
    pub name: &'static str,
    /// Circles that lie within its limits, the widest first: longitude and latitude of the middle, degrees, and
    /// radius, kilometres. Land within them is no part of the sea.
    circles: &'static [[f64; 3]],
}

impl Sea {
    /// The middles of its circles, and their radii, metres, the widest first.
    pub fn circles(&self) -> impl Iterator<Item = (LonLat, f64)> {
        let circles = self.circles.iter();
        circles.map(|&[lon_deg, lat_deg, radius_km]| {
            (LonLat::new(lon_deg, lat_deg), radius_km * 1000.0)
        })
    }

    /// The greatest distance between two places in its circles, metres.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        let pairs = self
            .circles()
            .flat_map(|one| self.circles().map(move |other| (one, other)));
        let lengths_m =
            pairs.map(|((from, from_m), (to, to_m))| distance_m(from, to) + from_m + to_m);
        lengths_m.fold(0.0, f64::max)
    }

    /// Whether the waters of a place are its own.
    #[must_use]
    pub fn holds(&self, at: LonLat) -> bool {
        let mut circles = self.circles();
        circles.any(|(middle, radius_m)| is_within_m(middle, at, radius_m))
    }
}

/// The seas. Their circles are rough, and keep within the limits of the source.
pub const SEAS: [Sea; 77] = [
    sea(
        "Pacific Ocean",
        &[
            [-130.0, 0.0, 3_000.0],
            [-115.0, -35.0, 2_700.0],
            [-150.0, -30.0, 2_500.0],
            [-150.0, 33.0, 2_200.0],
            [175.0, 30.0, 2_200.0],
            [165.0, 8.0, 1_500.0],
            [155.0, 30.0, 1_100.0],
            [-85.0, -25.0, 1_100.0],
            [178.0, -20.0, 900.0],
            [-92.0, 0.0, 900.0],
            [-112.0, 15.0, 850.0],
            [-138.0, 48.0, 820.0],
        ],
    ),
    sea(
        "Atlantic Ocean",
        &[
            [-12.0, -20.0, 2_300.0],
            [-40.0, 32.0, 2_000.0],
            [-20.0, -42.0, 1_900.0],
            [-30.0, 5.0, 1_500.0],
            [-30.0, 48.0, 1_470.0],
            [-65.0, 33.0, 900.0],
            [-45.0, -35.0, 900.0],
            [-52.0, 20.0, 850.0],
            [8.0, -28.0, 750.0],
            [-22.0, 22.0, 500.0],
        ],
    ),
    sea(
        "Indian Ocean",
        &[
            [75.0, -20.0, 2_700.0],
            [85.0, -45.0, 1_500.0],
            [60.0, -38.0, 1_500.0],
            [100.0, -30.0, 1_400.0],
            [62.0, -4.0, 650.0],
        ],
    ),
    sea(
        "Southern Ocean",
        &[
            [-150.0, -65.0, 400.0],
            [-120.0, -65.0, 400.0],
            [-90.0, -64.0, 380.0],
            [0.0, -63.0, 330.0],
            [30.0, -63.0, 330.0],
            [60.0, -63.0, 330.0],
            [180.0, -64.0, 330.0],
            [150.0, -63.0, 300.0],
            [90.0, -62.5, 270.0],
            [120.0, -62.5, 270.0],
        ],
    ),
    sea(
        "Arctic Ocean",
        &[
            [180.0, 82.0, 700.0],
            [-150.0, 80.0, 600.0],
            [160.0, 84.0, 600.0],
            [0.0, 87.0, 350.0],
        ],
    ),
    sea("Arabian Sea", &[[64.0, 15.0, 750.0], [68.0, 9.0, 400.0]]),
    sea("Bay of Bengal", &[[88.0, 14.0, 550.0], [90.0, 9.0, 300.0]]),
    sea("Andaman Sea", &[[96.0, 10.5, 250.0]]),
    sea("Laccadive Sea", &[[75.5, 7.5, 200.0]]),
    sea(
        "Red Sea",
        &[
            [38.5, 20.0, 170.0],
            [36.3, 24.0, 130.0],
            [41.0, 16.0, 110.0],
        ],
    ),
    sea("Gulf of Aden", &[[47.5, 12.6, 150.0], [50.0, 13.0, 130.0]]),
    sea("Gulf of Oman", &[[59.0, 24.6, 130.0]]),
    sea(
        "Persian Gulf",
        &[[51.5, 27.0, 180.0], [53.8, 25.8, 150.0], [49.7, 28.7, 90.0]],
    ),
    sea(
        "Mediterranean Sea",
        &[
            [30.0, 33.7, 260.0],
            [5.5, 38.5, 260.0],
            [18.0, 34.4, 205.0],
            [22.0, 33.9, 200.0],
            [-1.0, 36.3, 130.0],
        ],
    ),
    sea(
        "Black Sea",
        &[
            [34.5, 43.0, 265.0],
            [31.0, 43.3, 200.0],
            [38.0, 43.3, 150.0],
        ],
    ),
    sea("Sea of Azov", &[[36.6, 46.1, 110.0]]),
    sea("Sea of Marmara", &[[28.2, 40.7, 70.0]]),
    sea("Aegean Sea", &[[25.0, 38.4, 170.0]]),
    sea("Ionian Sea", &[[18.5, 37.8, 170.0]]),
    sea("Adriatic Sea", &[[16.0, 42.7, 110.0], [14.3, 44.0, 90.0]]),
    sea("Tyrrhenian Sea", &[[12.2, 40.0, 190.0]]),
    sea(
        "Baltic Sea",
        &[
            [19.3, 57.0, 160.0],
            [20.0, 58.5, 120.0],
            [17.8, 55.7, 100.0],
        ],
    ),
    sea(
        "Gulf of Bothnia",
        &[[19.8, 62.0, 120.0], [22.5, 64.5, 90.0]],
    ),
    sea("Gulf of Finland", &[[26.0, 59.9, 70.0]]),
    sea("North Sea", &[[3.0, 56.2, 270.0], [2.0, 58.5, 160.0]]),
    sea("Norwegian Sea", &[[3.0, 67.0, 500.0]]),
    sea("Greenland Sea", &[[-5.0, 75.5, 380.0]]),
    sea("Barents Sea", &[[38.0, 74.0, 430.0]]),
    sea("White Sea", &[[38.0, 65.5, 90.0]]),
    sea("Kara Sea", &[[68.0, 74.0, 230.0], [80.0, 77.0, 230.0]]),
    sea("Laptev Sea", &[[125.0, 76.0, 330.0]]),
    sea("East Siberian Sea", &[[162.0, 73.0, 320.0]]),
    sea("Chukchi Sea", &[[-171.0, 69.5, 250.0]]),
    sea("Beaufort Sea", &[[-140.0, 72.0, 320.0]]),
    sea("Bering Sea", &[[-178.0, 58.0, 520.0]]),
    sea("Gulf of Alaska", &[[-145.0, 57.5, 330.0]]),
    sea("Sea of Okhotsk", &[[149.0, 54.0, 430.0]]),
    sea("Sea of Japan (East Sea)", &[[134.5, 40.0, 330.0]]),
    sea("Yellow Sea", &[[123.3, 35.8, 230.0]]),
    sea("Bohai Sea", &[[119.8, 38.7, 110.0]]),
    sea("East China Sea", &[[125.0, 29.0, 290.0]]),
    sea("Philippine Sea", &[[132.0, 19.0, 750.0]]),
    sea(
        "South China Sea",
        &[[114.0, 13.0, 470.0], [116.0, 18.0, 250.0]],
    ),
    sea("Gulf of Thailand", &[[101.5, 9.8, 220.0]]),
    sea("Gulf of Tonkin", &[[107.7, 19.7, 110.0]]),
    sea("Java Sea", &[[111.5, -5.2, 200.0]]),
    sea("Celebes Sea", &[[122.0, 3.2, 220.0]]),
    sea("Sulu Sea", &[[119.8, 8.6, 190.0]]),
    sea("Flores Sea", &[[120.5, -7.4, 110.0]]),
    sea("Banda Sea", &[[126.5, -5.5, 240.0]]),
    sea("Arafura Sea", &[[135.0, -9.3, 290.0]]),
    sea("Timor Sea", &[[126.5, -11.5, 240.0]]),
    sea("Gulf of Carpentaria", &[[139.3, -14.3, 220.0]]),
    sea("Coral Sea", &[[154.0, -17.0, 600.0]]),
    sea("Solomon Sea", &[[153.5, -8.2, 150.0]]),
    sea("Bismarck Sea", &[[148.0, -4.0, 160.0]]),
    sea("Tasman Sea", &[[160.0, -37.0, 800.0]]),
    sea("Great Australian Bight", &[[130.0, -34.0, 380.0]]),
    sea(
        "Mozambique Channel",
        &[[40.5, -21.0, 250.0], [42.0, -16.5, 220.0]],
    ),
    sea("Gulf of Guinea", &[[3.0, 2.0, 350.0]]),
    sea("Bay of Biscay", &[[-4.5, 45.3, 220.0]]),
    sea("Celtic Sea", &[[-8.0, 50.2, 140.0]]),
    sea("English Channel", &[[-2.5, 49.9, 80.0]]),
    sea("Irish Sea", &[[-5.0, 53.8, 90.0]]),
    sea("Labrador Sea", &[[-54.0, 58.5, 380.0]]),
    sea("Baffin Bay", &[[-66.0, 73.5, 290.0]]),
    sea("Hudson Bay", &[[-85.5, 59.5, 360.0]]),
    sea("Gulf of Saint Lawrence", &[[-61.8, 48.0, 160.0]]),
    sea("Gulf of Mexico", &[[-90.0, 25.0, 470.0]]),
    sea(
        "Caribbean Sea",
        &[
            [-75.0, 15.0, 440.0],
            [-67.0, 14.7, 320.0],
            [-82.0, 17.5, 220.0],
        ],
    ),
    sea(
        "Gulf of California",
        &[[-111.3, 27.0, 110.0], [-109.2, 25.0, 100.0]],
    ),
    sea("Scotia Sea", &[[-47.0, -57.5, 430.0]]),
    sea("Weddell Sea", &[[-43.0, -71.5, 380.0]]),
    sea("Ross Sea", &[[-175.0, -75.0, 340.0]]),
    sea("Amundsen Sea", &[[-112.0, -72.3, 220.0]]),
    sea("Bellingshausen Sea", &[[-82.0, -70.3, 280.0]]),
    sea(
        "Caspian Sea",
        &[
            [50.6, 41.9, 180.0],
            [51.0, 39.0, 120.0],
            [49.2, 44.0, 110.0],
        ],
    ),
];

const fn sea(name: &'static str, circles: &'static [[f64; 3]]) -> Sea {
    Sea { name, circles }
}
