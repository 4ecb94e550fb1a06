// Makes towns.bin: towns of the world, from GeoNames, and from which scale on each is named.
// usage: node towns.mjs CITIES_JSON COUNTRIES_JSON OUT_FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { STEPS, toGrid } from "./grid.mjs";
import { Pack, file } from "./pack.mjs";

/** Smaller towns stay only where no larger one is near: nobody else's name says where one is. */
const LEAST_PEOPLE = 5000;
const LONELY_M = 30e3;

/** Names in the picture keep about so many pixels between the towns that they belong to. */
const APART_PX = 64;
/** What has few other names is a part of a town, whatever its people; what has so many counts in full. */
const WELL_KNOWN = 12;
const PART_OF_TOWN = 0.25;

/** However small, a town is named where no larger one is nearer than so many pixels. */
const ALONE_PX = 256;

/** A town of ten million people may be named from this scale on, smaller ones later. */
const GREATEST_M_PER_PX = 12000;
const GREATEST_PEOPLE = 1e7;
const DECLINE = 0.37;

/** The coarsest scale at which a block's towns are named, metres a pixel; a view reads those that it needs. */
const BLOCKS_FROM = [2600, 1100, 450, 0];

/** Towns in a block stand by cells of so many degrees, from south-west to north-east. */
const CELL_DEG = 5;

/** Scales are stored by the eighth of a power of two above this. */
const LEAST_M_PER_PX = 8;

/** Towns renamed after October 2021: what GeoNames calls them, what they were called before, and until when. */
const RENAMED = [
  ["KZ", "Astana", "Nur-Sultan", "2022-09-17"],
  ["KZ", "Konaev", "Kapchagay", "2022-05-03"],
  ["KZ", "Konayev", "Kapchagay", "2022-05-03"],
  ["KZ", "Qonayev", "Kapchagay", "2022-05-03"],
  ["UA", "Volodymyr", "Volodymyr-Volynskyi", "2021-12-15"],
  ["UA", "Zviahel", "Novohrad-Volynskyi", "2022-06-16"],
  ["UA", "Samar", "Novomoskovsk", "2024-09-19"],
  ["UA", "Sheptytskyi", "Chervonohrad", "2024-09-19"],
  ["UA", "Zlatopil", "Pervomaiskyi", "2024-09-19"],
  ["UA", "Berestyn", "Krasnohrad", "2024-09-19"],
  ["UA", "Pivdenne", "Yuzhne", "2024-09-19"],
  ["UA", "Pivdennoukrainsk", "Yuzhnoukrainsk", "2024-09-19"],
  ["IN", "Chhatrapati Sambhajinagar", "Aurangabad", "2023-02-24"],
  ["IN", "Dharashiv", "Osmanabad", "2023-02-24"],
  ["IN", "Ahilyanagar", "Ahmednagar", "2024-10-09"],
];

/** Renamed places of the same name in the same country are villages. */
const LEAST_RENAMED = 10000;

/**
 * Seats of government that the list of countries spells otherwise or is behind with; none where it is disputed whose.
 * Hong Kong and Macau are no states: they are towns without a seat.
 */
const SEATS = {
  AG: "Saint John's", BR: "Brasília", EH: null, FO: "Tórshavn", GD: "Saint George's", GG: "Saint Peter Port", HK: null,
  KZ: "Astana", MN: "Ulan Bator", MO: null, PS: "Ramallah", PW: "Ngerulmud", TO: "Nuku‘alofa", VU: "Port-Vila", WF: "Mata-Utu",
};

const EARTH_M = 6371008.8;
const rad = (deg) => (deg * Math.PI) / 180;

/** Metres along a great circle. */
function apart(a, b) {
  const [dx, dy] = [rad(b.lon - a.lon), rad(b.lat - a.lat)];
  const h = Math.sin(dy / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dx / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Towns met so far, by whole degrees, to find the nearest. */
class Met {
  rows = new Map();
  all = [];
  add(town) {
    const k = Math.floor(town.lat) * 1000 + Math.floor(town.lon);
    if (!this.rows.has(k)) this.rows.set(k, []);
    this.rows.get(k).push(town);
    this.all.push(town);
  }
  /** Distance to the nearest one, in metres, by rings of cells; far ones by a look at all. */
  nearest(town) {
    const cell_m = 111195 * Math.max(0.05, Math.cos(rad(Math.min(Math.abs(town.lat) + 3, 89))));
    let best = Infinity;
    for (let ring = 0; ring <= 3; ring++) {
      for (let i = -ring; i <= ring; i++) for (let j = -ring; j <= ring; j++) {
        if (Math.max(Math.abs(i), Math.abs(j)) !== ring) continue;
        const lon = ((((Math.floor(town.lon) + j + 180) % 360) + 360) % 360) - 180;
        for (const other of this.rows.get((Math.floor(town.lat) + i) * 1000 + lon) ?? []) best = Math.min(best, apart(town, other));
      }
      if (best <= ring * cell_m) return best;
    }
    for (const other of this.all) best = Math.min(best, apart(town, other));
    return best;
  }
}

/** Towns by weight, each with its distance to the nearest that outweighs it. */
function weighed(cities, countries) {
  const bare = (name) => name.normalize("NFD").replace(/[^\p{L}]/gu, "").toLowerCase();
  const seat = ({ iso, capital }) => (iso in SEATS ? SEATS[iso] : capital);
  const capitals = new Set(Object.values(countries).filter(seat).map((c) => `${c.iso} ${bare(seat(c))}`));
  const iso3 = new Map(Object.values(countries).map((c) => [c.iso, c.iso3]));
  const towns = Object.values(cities)
    .filter(({ countrycode }) => iso3.get(countrycode))
    .map((c) => ({
      id: c.geonameid, name: c.name.normalize("NFC").trim(), lon: c.longitude, lat: c.latitude, people: c.population,
      known: c.alternatenames.length, iso: c.countrycode, iso3: iso3.get(c.countrycode), capital: capitals.has(`${c.countrycode} ${bare(c.name)}`),
    }));
  for (const c of Object.values(countries)) {
    const seats = towns.filter((t) => t.iso === c.iso && t.capital).sort((a, b) => b.people - a.people);
    for (const namesake of seats.slice(1)) namesake.capital = false;
    if (seat(c) && !seats.length) console.log(`no town is the capital of ${c.name}: ${seat(c)}`);
  }
  for (const t of towns) t.weight = t.people * Math.min(1, Math.max(PART_OF_TOWN, (1 + t.known) / WELL_KNOWN));
  const weight = (t) => (t.capital ? 5 * t.people + 2e5 : t.weight);
  towns.sort((a, b) => weight(b) - weight(a) || a.id - b.id);
  const met = new Met();
  for (const town of towns) {
    town.alone_m = met.all.length ? met.nearest(town) : 2e7;
    met.add(town);
  }
  return towns;
}

/** From which scale on a town is named, metres a pixel: where it has room, and is great enough or quite alone. */
function scaleOf({ alone_m, weight, capital }) {
  const great = GREATEST_M_PER_PX * (Math.min(Math.max(weight, 300), GREATEST_PEOPLE) / GREATEST_PEOPLE) ** DECLINE;
  return Math.min(alone_m / APART_PX, capital ? GREATEST_M_PER_PX : Math.max(great, alone_m / ALONE_PX));
}

/** The cell of a town's place on the grid, as the program finds it. */
function cellOf(town) {
  const [x, y] = toGrid([town.lon, town.lat]);
  const cell = (deg, count) => Math.min(Math.max(Math.floor(deg / CELL_DEG), 0), count - 1);
  return cell(y / STEPS + 90, 180 / CELL_DEG) * 1000 + cell(x / STEPS + 180, 360 / CELL_DEG);
}

/** The bytes of towns.bin: a list of countries and of blocks' scales, then the blocks. */
function towns(citiesPath, countriesPath) {
  const read = (path) => JSON.parse(readFileSync(path, "utf8"));
  const all = weighed(read(citiesPath), read(countriesPath)).filter((t) => t.people >= LEAST_PEOPLE || t.alone_m >= LONELY_M || t.capital);
  const former = new Map(RENAMED.map(([iso, name, before, until]) => [`${iso} ${name}`, { before, until }]));
  const codes = [...new Set(all.map(({ iso3 }) => iso3))].sort();
  for (const town of all) {
    town.step = Math.max(0, Math.round(8 * Math.log2(scaleOf(town) / LEAST_M_PER_PX)));
    town.from = LEAST_M_PER_PX * 2 ** (town.step / 8);
    town.former = town.people >= LEAST_RENAMED ? former.get(`${town.iso} ${town.name}`) : undefined;
  }
  const head = new Pack();
  head.list(codes, (code) => head.text(code));
  head.list(BLOCKS_FROM, (scale) => head.u(scale));
  const blocks = BLOCKS_FROM.map((from, n) => {
    const to = n === 0 ? Infinity : BLOCKS_FROM[n - 1];
    const part = all.filter((t) => t.from >= from && t.from < to);
    part.sort((a, b) => cellOf(a) - cellOf(b) || codes.indexOf(a.iso3) - codes.indexOf(b.iso3) || a.lat - b.lat || a.id - b.id);
    const pack = new Pack();
    pack.list(part, (town) => {
      pack.text(town.name);
      pack.point(toGrid([town.lon, town.lat]));
      pack.u(codes.indexOf(town.iso3));
      pack.u(town.people);
      pack.u(town.step);
      pack.u((town.capital ? 1 : 0) + (town.former ? 2 : 0));
      if (town.former) {
        pack.text(town.former.before);
        pack.text(town.former.until);
      }
    });
    console.log(`towns from ${from} m a pixel on: ${part.length}, ${pack.block().length} bytes`);
    return pack;
  });
  console.log(`renamed: ${all.filter((t) => t.former).map((t) => t.name)}`);
  return file("STTN", 1, [head, ...blocks]);
}

const [, , citiesPath, countriesPath, out] = process.argv;
writeFileSync(`${out}/towns.bin`, towns(citiesPath, countriesPath));
