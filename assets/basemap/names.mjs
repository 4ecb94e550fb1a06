// Names, codes and judgements: all that the geometry does not say by itself.

/** Pieces without a code of their own: the country that each joins, or a code from ISO's user range. */
export const PIECES = {
  Baikonur: "KAZ", // leased to Russia, Kazakh territory
  "Siachen Glacier": "IND", // held by India; its western edge is the line of actual position
  "Cyprus U.N. Buffer Zone": "CYP",
  Akrotiri: "GBR",
  Dhekelia: "GBR",
  "USNB Guantanamo Bay": "CUB",
  "Indian Ocean Ter.": "AUS",
  "Coral Sea Is.": "AUS",
  "Ashmore and Cartier Is.": "AUS",
  "Clipperton I.": "FRA",
  Kosovo: "XKX",
  Somaliland: "XSL",
  "N. Cyprus": "XNC",
  // Reefs held by several: left out.
  "Spratly Is.": null,
  "Scarborough Reef": null,
  "Bajo Nuevo Bank": null,
  "Serranilla Bank": null,
};

/** Common English names where Natural Earth abbreviates or is behind the times. */
export const NAMES = {
  ATF: "French Southern Lands", ATG: "Antigua and Barbuda", BIH: "Bosnia and Herzegovina", BLM: "Saint Barthélemy",
  CAF: "Central African Republic", COD: "DR Congo", COG: "Republic of the Congo", COK: "Cook Islands",
  CYM: "Cayman Islands", DOM: "Dominican Republic", ESH: "Western Sahara", FLK: "Falkland Islands",
  FRO: "Faroe Islands", FSM: "Micronesia", GNQ: "Equatorial Guinea", HMD: "Heard and McDonald Islands",
  IOT: "British Indian Ocean Territory", KNA: "Saint Kitts and Nevis", MAC: "Macau", MAF: "Saint Martin",
  MHL: "Marshall Islands", MKD: "North Macedonia", MNP: "Northern Mariana Islands", PCN: "Pitcairn Islands",
  PYF: "French Polynesia", SGS: "South Georgia", SLB: "Solomon Islands", SPM: "Saint Pierre and Miquelon",
  SSD: "South Sudan", SWZ: "Eswatini", TCA: "Turks and Caicos Islands", UMI: "US Minor Outlying Islands",
  USA: "United States", VCT: "Saint Vincent and the Grenadines", VGB: "British Virgin Islands",
  VIR: "US Virgin Islands", WLF: "Wallis and Futuna", XNC: "Northern Cyprus",
};

/** Lakes and seas by a point inside them; rank 1 is the greatest. */
export const LAKES = [
  ["Lake Balkhash", 1, [75, 46.4]], ["Issyk-Kul", 2, [77.3, 42.45]], ["Lake Alakol", 3, [81.75, 46.1]],
  ["Lake Zaysan", 3, [83.9, 48.0]], ["Sarygamysh Lake", 3, [57.4, 41.9]], ["Aydar Lake", 3, [67.0, 40.85]],
  ["Kapchagay Reservoir", 3, [77.6, 43.85]], ["Lake Van", 2, [42.9, 38.6]], ["Lake Urmia", 2, [45.4, 37.6]],
  ["Lake Sevan", 3, [45.3, 40.35]], ["Qinghai Lake", 2, [100.1, 36.9]], ["South Aral Sea", 1, [58.6, 45.2]],
  ["North Aral Sea", 1, [60.8, 46.4]], ["Uvs Lake", 3, [92.8, 50.3]], ["Toktogul Reservoir", 4, [73.0, 41.8]],
  ["Lake Sasykkol", 4, [80.95, 46.58]], ["Lake Tengiz", 3, [68.9, 50.45]], ["Chardara Reservoir", 4, [68.15, 41.15]],
  ["Kayrakkum Reservoir", 4, [70.1, 40.3]], ["Bosten Lake", 4, [87.1, 41.95]], ["Ebi Lake", 4, [82.9, 44.87]],
  ["Karakul", 4, [73.45, 39.1]], ["Khyargas Lake", 4, [93.3, 49.2]], ["Nam Lake", 3, [90.6, 30.75]],
  ["Siling Lake", 3, [89.0, 31.8]], ["Kuybyshev Reservoir", 3, [49.2, 54.6]], ["Lake Baikal", 1, [108, 53.5]],
  ["Lake Victoria", 1, [33, -1]], ["Lake Superior", 1, [-87.5, 47.7]], ["Lake Ladoga", 1, [31.5, 60.8]],
  ["Lake Sarez", 4, [72.8, 38.21]], ["Nurek Reservoir", 4, [69.62, 38.425]],
];

/**
 * Karakul in the eastern Pamirs (380 km²) is missing in Natural Earth: an outline drawn for this map
 * from general knowledge of its place, size and the peninsula in its south. Schematic.
 */
export const KARAKUL = [
  [73.31, 39.05], [73.36, 39.12], [73.44, 39.15], [73.51, 39.12], [73.56, 39.06], [73.57, 38.99], [73.53, 38.94],
  [73.49, 38.97], [73.46, 39.03], [73.43, 39.04], [73.43, 38.97], [73.39, 38.93], [73.34, 38.95], [73.31, 39.0], [73.31, 39.05],
];

/** Lake Sarez (80 km²) in the gorge of the Murghab, and the reservoir of Nurek (98 km²) on the Vakhsh: as above. Schematic. */
export const SAREZ = [
  [72.6, 38.275], [72.65, 38.25], [72.72, 38.235], [72.8, 38.225], [72.88, 38.215], [72.97, 38.195], [73.06, 38.185], [73.11, 38.175],
  [73.06, 38.168], [72.97, 38.178], [72.88, 38.195], [72.8, 38.202], [72.72, 38.212], [72.65, 38.228], [72.6, 38.275],
];
export const NUREK = [
  [69.35, 38.375], [69.4, 38.4], [69.47, 38.422], [69.55, 38.432], [69.63, 38.437], [69.71, 38.457], [69.8, 38.487], [69.88, 38.51],
  [69.885, 38.5], [69.81, 38.472], [69.72, 38.442], [69.64, 38.418], [69.56, 38.41], [69.48, 38.398], [69.41, 38.378], [69.35, 38.375],
];

/** Seas have no outline here (they are what is not land): a name and where to write it. */
export const SEAS = [
  ["Caspian Sea", 1, [50.8, 41.9]], ["Arabian Sea", 1, [64, 15]], ["Persian Gulf", 2, [51.3, 27.2]],
  ["Black Sea", 1, [34.5, 43.3]], ["Mediterranean Sea", 1, [18, 34.5]], ["Bay of Bengal", 1, [88.5, 14]],
];

/**
 * Two right tributaries of the Amu Darya that WDB II does not have: drawn for this map from general knowledge of the
 * towns they pass, to within some 5 km. Schematic.
 */
export const DRAWN_RIVERS = [
  [ // Kafirnigan: Vahdat, south of Dushanbe, Hisor, Esambay, Shahritus
    [69.75, 38.98], [69.45, 38.8], [69.2, 38.68], [69.02, 38.54], [68.8, 38.46], [68.58, 38.46], [68.4, 38.36], [68.3, 38.2], [68.25, 38.0],
    [68.19, 37.8], [68.13, 37.6], [68.12, 37.4], [68.12, 37.25], [68.05, 37.1], [67.95, 36.96],
  ],
  [ // Surkhandarya: Denau, Shurchi, Kumkurgan, Jarkurgan, Termez
    [68.0, 38.42], [67.97, 38.25], [67.87, 38.12], [67.76, 37.97], [67.62, 37.83], [67.52, 37.68], [67.42, 37.52], [67.36, 37.38], [67.33, 37.21],
  ],
];

/** Rivers by points along them, from the source down; rank 1 is the greatest.
 * A river may have several courses, where a reservoir lies between them. */
export const RIVERS = [
  ["Panj", 1, [[72.68, 37.02], [71.45, 36.75], [71.5, 37.9], [70.9, 38.45], [69.42, 37.16], [68.31, 37.11]]],
  ["Amu Darya", 1, [[68.31, 37.11], [67.3, 37.2], [65.75, 37.57], [63.6, 39.1], [61.2, 41.2], [59.2, 43.3]]],
  ["Pamir", 3, [[73.77, 37.43], [72.68, 37.02]]],
  ["Wakhan", 3, [[74.0, 37.2], [72.68, 37.02]]],
  ["Bartang", 3, [[74.75, 37.5], [72.0, 38.2], [71.6, 37.9]]],
  ["Vakhsh", 2, [[73.58, 39.55], [71.0, 39.16], [69.3, 38.38], [68.31, 37.11]]],
  ["Kafirnigan", 3, [[69.75, 38.98], [68.58, 38.46], [68.13, 37.6], [67.95, 36.96]]],
  ["Surkhandarya", 3, [[68.0, 38.42], [67.62, 37.83], [67.33, 37.21]]],
  ["Zeravshan", 2, [[70.45, 39.45], [67.5, 39.52], [65.0, 39.9]]],
  ["Kunduz", 3, [[67.8, 34.85], [68.6, 36.0], [68.3, 37.1]]],
  ["Kokcha", 3, [[70.95, 36.22], [71.3, 36.6], [69.42, 37.16]]],
  ["Syr Darya", 1, [[71.7, 40.95], [69.6, 40.25], [68.1, 41.6], [67.0, 44.0], [64.0, 45.7], [60.93, 46.1]]],
  ["Naryn", 2, [[77.9, 41.85], [75.5, 41.4], [72.9, 41.7], [71.7, 40.95]]],
  ["Kara Darya", 3, [[73.6, 40.5], [71.7, 40.95]]],
  ["Chu", 2, [[75.9, 42.3], [74.6, 43.1], [71.0, 43.95], [67.5, 45.0]]],
  ["Ili", 2, [[82.8, 43.4], [80.5, 43.85], [77.0, 43.9], [74.3, 45.4]]],
  ["Irtysh", 1, [[89.5, 47.1], [86.0, 47.9], [82.6, 49.9], [77.0, 52.3], [73.4, 54.9], [74.6, 57.3]]],
  ["Ishim", 2, [[72.5, 50.8], [67.0, 51.7], [66.6, 52.6], [69.2, 54.9], [70.9, 57.2]]],
  ["Tobol", 2, [[61.7, 51.8], [63.6, 53.2], [65.3, 55.4], [67.2, 57.5]]],
  ["Ural", 1, [[58.9, 54.2], [58.6, 51.3], [55.1, 51.75], [51.4, 51.2], [51.9, 47.1]]],
  ["Volga", 1, [[44.0, 56.3], [47.3, 56.1], [48.8, 55.78]]],
  ["Volga", 1, [[49.1, 55.1], [48.6, 54.4], [49.6, 53.4], [48.4, 53.1], [48.0, 52.4], [46.1, 51.5], [44.6, 48.6], [47.9, 46.2]]],
  ["Sarysu", 3, [[70.5, 48.8], [67.7, 47.4], [66.9, 45.4]]],
  ["Nura", 4, [[74.3, 49.6], [71.5, 50.5], [69.5, 50.4]]],
  ["Murghab", 2, [[65.0, 35.0], [63.0, 35.9], [61.8, 37.7]]],
  ["Hari", 2, [[66.2, 34.6], [62.2, 34.35], [61.15, 35.6], [60.6, 37.2]]],
  ["Helmand", 2, [[68.4, 34.6], [66.0, 33.3], [64.3, 31.55], [62.0, 30.3], [61.7, 31.0]]],
  ["Arghandab", 3, [[67.4, 33.0], [65.7, 31.7], [64.35, 31.5]]],
  ["Farah", 3, [[64.2, 33.4], [62.1, 32.4], [61.5, 31.5]]],
  ["Kabul", 2, [[68.7, 34.4], [70.4, 34.45], [72.2, 33.92]]],
  ["Kunar", 3, [[72.6, 36.7], [71.6, 35.4], [70.5, 34.45]]],
  ["Indus", 1, [[81.4, 31.5], [78.5, 33.3], [76.0, 34.8], [74.6, 35.7], [72.25, 33.9], [70.8, 31.0], [68.4, 27.5]]],
  ["Jhelum", 3, [[75.1, 33.8], [73.5, 34.35], [73.7, 33.0], [72.2, 31.2]]],
  ["Chenab", 3, [[76.8, 32.6], [74.6, 32.7], [72.2, 31.2], [71.0, 29.3]]],
  ["Sutlej", 3, [[80.5, 31.1], [77.5, 31.4], [75.0, 31.1], [73.2, 30.1]]],
  ["Tarim", 1, [[80.9, 40.6], [84.3, 41.2], [88.0, 40.8]]],
  ["Yarkand", 3, [[76.6, 35.9], [77.3, 38.3], [80.9, 40.6]]],
  ["Khotan", 4, [[80.2, 37.6], [80.9, 40.4]]],
  ["Atrek", 3, [[58.0, 37.5], [54.2, 37.4]]],
  ["Kura", 2, [[43.0, 41.4], [45.5, 41.2], [48.4, 40.0], [49.3, 39.4]]],
  ["Aras", 2, [[42.0, 40.0], [45.0, 39.3], [46.9, 39.15], [48.4, 40.0]]],
  ["Tigris", 1, [[41.0, 37.6], [43.2, 36.3], [44.3, 33.3], [46.5, 32.2], [47.3, 31.0]]],
  ["Euphrates", 1, [[40.0, 35.6], [41.5, 34.4], [44.3, 32.3], [46.5, 31.0]]],
  ["Ob", 1, [[85.0, 52.5], [83.0, 54.6], [84.0, 57.0]]],
  ["Yenisei", 1, [[94.4, 51.7], [91.6, 53.5], [93.2, 56.6]]],
  ["Don", 1, [[40.2, 50.0], [43.5, 49.3], [42.5, 47.7]]],
  ["Kama", 2, [[56.2, 58.0], [52.3, 55.7], [49.5, 55.3]]],
];
