// The table of what is disputed, as of October 2021: borders that are not agreed, lines of control, and land that
// one side holds and another claims. It takes no side: it says who holds and who claims, and where each row comes from.

const FACTBOOK = "CIA World Factbook 2021, Disputes: international";
const UN = (what) => `United Nations, ${what}`;

const box = (w, s, e, n) => ([lon, lat]) => lon >= w && lon <= e && lat >= s && lat <= n;
const all = () => true;
const anyOf = (...tests) => (p) => tests.some((test) => test(p));

/**
 * Borders that are not agreed, as of October 2021: pair, kind, and where along it.
 * The first that fits decides; what fits none is international. Source: CIA World Factbook 2021.
 */
export const DISPUTES = [
  ["AFG-PAK", "disputed", all], // the Durand Line, not accepted in Kabul
  ["KGZ-TJK", "disputed", all], // about half was agreed
  ["IND-PAK", "line-of-control", box(73.9, 32.95, 80, 37)],
  ["IND-PAK", "disputed", box(74.3, 32.2, 75.5, 33.2)], // the working boundary of Jammu
  ["CHN-IND", "disputed", anyOf(box(76, 28, 82, 37), box(91.4, 26, 98, 30))], // all but Sikkim
  ["CHN-PAK", "disputed", all], // agreed in 1963 until Kashmir is settled
  ["BTN-CHN", "disputed", all],
  ["ARM-AZE", "disputed", all],
  ["GEO-RUS", "disputed", all], // nowhere demarcated; Russia guards Abkhazia's and South Ossetia's
  ["RUS-UKR", "disputed", box(32, 44, 37, 46.4)], // Crimea
  ["SRB-XKX", "disputed", all],
  ["CYP-XNC", "line-of-control", all],
  ["GBR-XNC", "line-of-control", all],
  ["ISR-PSE", "disputed", all],
  ["ISR-SYR", "line-of-control", all],
  ["ISR-LBN", "disputed", all],
  ["KOR-PRK", "line-of-control", all],
  ["ESH-MAR", "line-of-control", all], // the berm, and the border of 1958 north of it
  ["ESH-MRT", "disputed", all],
  ["DZA-ESH", "disputed", all],
  ["SOM-XSL", "disputed", all],
  ["ETH-XSL", "disputed", all],
  ["DJI-XSL", "disputed", all],
  ["SDN-SSD", "disputed", all],
  ["EGY-SDN", "disputed", all],
  ["KEN-SSD", "disputed", all],
  ["DJI-ERI", "disputed", all],
  ["GUY-VEN", "disputed", all],
  ["GUY-SUR", "disputed", box(-60, 1, -56, 4)],
  ["BLZ-GTM", "disputed", all],
];

/**
 * Natural Earth's lines within one country that are a front or the edge of a self-declared state, by the land that
 * each closes: these are drawn as borders are. Its other lines are edges of claims, which the hatch shows.
 */
export const HELD_LINES = [
  { within: "GEO", kind: "disputed" }, // Abkhazia, South Ossetia
  { within: "MDA", kind: "disputed" }, // Transnistria
  { within: "UKR", kind: "line-of-control" }, // the line of contact in the Donbas
];

/**
 * Areas that one side holds and others claim: a point inside each.
 *
 * `held` is a country of the map, and `holder` says it in words where that is not all, or where nobody on the map
 * holds it. `box` bounds the lines that close the area; null takes the whole island or territory around the point.
 * `ring` is an outline drawn for this map, where no source has one: schematic.
 */
export const CLAIMED = [
  { name: "Aksai Chin", held: "CHN", by: ["IND"], since: 1962, inside: [79.3, 35.2], box: [76, 32, 81, 37], source: FACTBOOK },
  { name: "Shaksgam Valley", held: "CHN", by: ["IND"], since: 1963, inside: [76.6, 36.0], box: [72, 32, 81, 38], source: FACTBOOK },
  { name: "Gilgit-Baltistan", held: "PAK", by: ["IND"], since: 1947, inside: [74.5, 35.9], box: [72, 32, 81, 38], source: FACTBOOK },
  { name: "Azad Kashmir", held: "PAK", by: ["IND"], since: 1947, inside: [73.8, 33.6], box: [72, 32, 81, 38], source: FACTBOOK },
  { name: "Jammu and Kashmir, Ladakh", held: "IND", by: ["PAK"], since: 1947, inside: [75.5, 34.0], box: [72, 32, 81, 38], source: FACTBOOK },
  { name: "Arunachal Pradesh", held: "IND", by: ["CHN"], since: 1914, inside: [94.5, 28.2], box: [89, 26, 98, 30], source: FACTBOOK },
  {
    name: "Doklam", held: null, holder: "Bhutan, Chinese troops in parts", by: ["CHN"], since: 2017, source: FACTBOOK,
    // Between the line that Natural Earth draws and the ridge that China claims, schematic.
    ring: [
      [88.892, 27.316], [88.915, 27.331], [88.951, 27.328], [88.972, 27.312], [88.997, 27.331], [89.02, 27.3], [88.99, 27.265],
      [88.95, 27.262], [88.903, 27.268], [88.876, 27.28], [88.885, 27.286],
    ],
  },
  { name: "Crimea", held: "RUS", by: ["UKR"], since: 2014, inside: [34.3, 45.3], box: null, source: UN("General Assembly resolution 68/262") },
  { name: "Donetsk and Luhansk", held: null, holder: "Russian-backed separatists", by: ["UKR"], since: 2014, inside: [38.5, 48.1], box: [36, 46, 41, 50], source: UN("Security Council resolution 2202") },
  { name: "Transnistria", held: null, holder: "self-declared authorities", by: ["MDA"], since: 1992, inside: [29.7, 46.9], box: [27, 45, 31, 49], source: FACTBOOK },
  { name: "Abkhazia", held: null, holder: "self-declared authorities, Russian troops", by: ["GEO"], since: 1993, inside: [41.0, 43.1], box: [39, 41, 43, 44.5], source: UN("Security Council resolution 1808") },
  { name: "South Ossetia", held: null, holder: "self-declared authorities, Russian troops", by: ["GEO"], since: 1992, inside: [44.0, 42.3], box: [42.5, 41.5, 46, 43.5], source: UN("General Assembly resolution 63/307") },
  {
    name: "Nagorno-Karabakh", held: null, holder: "self-declared authorities, Russian peacekeepers", by: ["AZE"], since: 1992,
    source: "Statement of Azerbaijan, Armenia and Russia, 10 November 2020",
    // What was left after the ceasefire of 10 November 2020, schematic, along the oblast of 1991 where that was kept.
    ring: [
      [46.42, 40.0], [46.35, 40.04], [46.38, 40.1], [46.3, 40.15], [46.31, 40.24], [46.45, 40.28], [46.58, 40.3], [46.72, 40.27],
      [46.88, 40.24], [46.97, 40.18], [47.05, 40.08], [47.08, 39.95], [47.15, 39.86], [47.16, 39.76], [47.06, 39.7], [46.92, 39.72],
      [46.82, 39.77], [46.72, 39.79], [46.62, 39.83], [46.52, 39.87], [46.44, 39.97],
    ],
  },
  { name: "Kosovo", held: "XKX", by: ["SRB"], since: 2008, inside: [20.9, 42.6], box: null, source: UN("Security Council resolution 1244") },
  { name: "Northern Cyprus", held: "XNC", holder: "Turkish Cypriots, Turkish troops", by: ["CYP"], since: 1974, inside: [33.4, 35.25], box: null, source: UN("Security Council resolution 541") },
  { name: "Golan Heights", held: "ISR", by: ["SYR"], since: 1967, inside: [35.75, 33.0], box: [35, 32, 36.5, 34], source: UN("Security Council resolution 497") },
  { name: "West Bank", held: "ISR", holder: "Israel and the Palestinian Authority", by: ["PSE"], since: 1967, inside: [35.3, 32.0], box: null, source: UN("Security Council resolution 2334") },
  { name: "Gaza Strip", held: null, holder: "Hamas; Israel and Egypt hold its borders", by: ["PSE"], since: 2007, inside: [34.38, 31.42], box: null, source: UN("Security Council resolution 1860") },
  { name: "Western Sahara", held: "MAR", by: ["ESH"], since: 1979, inside: [-13.0, 25.0], box: [-18, 20, -8, 29], source: UN("list of Non-Self-Governing Territories") },
  { name: "Free Zone", held: "ESH", holder: "Polisario Front", by: ["MAR"], since: 1991, inside: [-9.6, 26.4], box: null, source: UN("list of Non-Self-Governing Territories") },
  { name: "Abyei", held: "SDN", by: ["SSD"], since: 2011, inside: [28.4, 9.85], box: [27, 8.5, 30, 11], source: UN("Security Council resolution 1990") },
  {
    name: "Halaib Triangle", held: "EGY", by: ["SDN"], since: 1995, source: FACTBOOK,
    // The administrative line of 1902, schematic; the coast and the border of 22° N as Natural Earth has them.
    ring: [
      [34.084, 21.995], [36.884, 21.996], [36.899, 22.03], [36.818, 22.109], [36.751, 22.167], [36.623, 22.25], [36.508, 22.328],
      [36.428, 22.426], [36.296, 22.522], [36.226, 22.635], [36.04, 22.69], [35.94, 22.717], [35.817, 22.799], [35.723, 22.932],
      [35.668, 22.983], [35.621, 23.139], [35.45, 23.1], [35.0, 22.85], [34.6, 22.7], [34.2, 22.25],
    ],
  },
  { name: "Ilemi Triangle", held: "KEN", by: ["SSD"], since: 1950, inside: [35.2, 4.9], box: [33, 4, 37, 6], source: FACTBOOK },
  { name: "Somaliland", held: "XSL", by: ["SOM"], since: 1991, inside: [45.5, 9.6], box: null, source: FACTBOOK },
  { name: "Essequibo", held: "GUY", by: ["VEN"], since: 1962, inside: [-60, 5.5], box: [-62, 0, -56, 9], source: FACTBOOK },
  { name: "New River Triangle", held: "GUY", by: ["SUR"], since: 1969, inside: [-57.8, 2.3], box: [-60, 0, -55, 4.5], source: FACTBOOK },
  { name: "southern Belize", held: "BLZ", by: ["GTM"], since: 1981, inside: [-88.7, 16.8], box: [-90, 15, -87, 18], source: FACTBOOK },
  { name: "Taiwan", held: "TWN", by: ["CHN"], since: 1949, inside: [120.9, 23.7], box: null, source: FACTBOOK },
  { name: "Kunashir", held: "RUS", by: ["JPN"], since: 1945, inside: [145.85, 44.1], box: null, source: FACTBOOK },
  { name: "Iturup", held: "RUS", by: ["JPN"], since: 1945, inside: [147.9, 45.0], box: null, source: FACTBOOK },
  { name: "Shikotan", held: "RUS", by: ["JPN"], since: 1945, inside: [146.75, 43.8], box: null, source: FACTBOOK },
  {
    name: "Habomai Islands", held: "RUS", by: ["JPN"], since: 1945, source: FACTBOOK,
    ring: [[145.87, 43.43], [145.95, 43.36], [146.1, 43.4], [146.3, 43.5], [146.42, 43.6], [146.32, 43.67], [146.05, 43.6], [145.9, 43.5]],
  },
  { name: "East Falkland", held: "GBR", by: ["ARG"], since: 1833, inside: [-58.9, -51.7], box: null, source: FACTBOOK },
  { name: "West Falkland", held: "GBR", by: ["ARG"], since: 1833, inside: [-60.2, -51.8], box: null, source: FACTBOOK },
  { name: "South Georgia", held: "GBR", by: ["ARG"], since: 1908, inside: [-36.7, -54.4], box: null, source: FACTBOOK },
  {
    name: "Paracel Islands", held: "CHN", by: ["VNM", "TWN"], since: 1974, source: FACTBOOK,
    ring: [[111.1, 15.7], [111.8, 15.6], [112.8, 16.0], [112.9, 16.8], [112.4, 17.2], [111.5, 17.1], [111.1, 16.5]],
  },
  {
    name: "Spratly Islands", held: null, holder: "China, Vietnam, the Philippines, Malaysia and Taiwan in parts",
    by: ["CHN", "VNM", "PHL", "MYS", "TWN", "BRN"], since: 1988, source: FACTBOOK,
    ring: [[111.6, 7.6], [113.2, 7.1], [115.0, 7.9], [116.9, 9.6], [117.4, 10.9], [116.4, 11.6], [114.2, 11.6], [112.6, 10.6], [111.6, 9.2]],
  },
  {
    name: "Scarborough Shoal", held: "CHN", by: ["PHL", "TWN"], since: 2012, source: FACTBOOK,
    ring: [[117.6, 15.05], [117.9, 15.05], [117.95, 15.2], [117.8, 15.3], [117.6, 15.25]],
  },
  {
    name: "Senkaku Islands", held: "JPN", by: ["CHN", "TWN"], since: 1972, source: FACTBOOK,
    ring: [[123.4, 25.68], [123.75, 25.7], [123.75, 25.95], [123.5, 25.98], [123.4, 25.8]],
  },
  {
    name: "Liancourt Rocks", held: "KOR", by: ["JPN"], since: 1954, source: FACTBOOK,
    ring: [[131.82, 37.2], [131.92, 37.2], [131.95, 37.26], [131.87, 37.3], [131.8, 37.26]],
  },
];
