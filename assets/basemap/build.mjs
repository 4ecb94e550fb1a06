// Makes basemap.bin and rivers.bin. usage: node build.mjs SOURCES_JSON OUT_FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import polylabel from "polylabel";
import { topology as topologyOf } from "topojson-server";
import { countries as readCountries, seams } from "./atlas.mjs";
import { claimLines, claimedAreas } from "./claims.mjs";
import { STEPS, contains, line, metres, ringArea, toGrid } from "./grid.mjs";
import { LEVELS, flatten, least_lake, level, weigh } from "./levels.mjs";
import { DISPUTES } from "./disputes.mjs";
import { KARAKUL, LAKES, NUREK, SAREZ, SEAS } from "./names.mjs";
import { Pack, file } from "./pack.mjs";
import { rivers as readRivers } from "./rivers.mjs";

const KINDS = { coast: 0, international: 1, disputed: 2, "line-of-control": 3, seam: 4, claim: 5 };
const REGION = [38, 28, 100, 60].map((deg) => deg * STEPS);
const inRegion = ([x, y]) => x >= REGION[0] && y >= REGION[1] && x <= REGION[2] && y <= REGION[3];
const [, , sourcesPath, out] = process.argv;

/** The point of an area farthest from its outline, in whole grid steps. */
function label(polygon) {
  const squeeze = Math.cos((polygon[0][0][1] / STEPS) * (Math.PI / 180));
  const flat = polygon.map((ring) => ring.map(([x, y]) => [(x * squeeze) / STEPS, y / STEPS]));
  const [x, y] = polylabel(flat, 0.02);
  return [Math.round((x / squeeze) * STEPS), Math.round(y * STEPS)];
}

const greatest = (polygons) => polygons.reduce((a, b) => (ringArea(b[0]) > ringArea(a[0]) ? b : a));

function lakesOf(sources) {
  const lakes = [...sources.lakes, [KARAKUL], [SAREZ], [NUREK]].filter((rings) => rings.length)
    .map((rings) => rings.map(line).filter((ring) => ring.length > 3)).filter((rings) => rings.length);
  const water = lakes.map(() => null);
  LAKES.forEach(([name, , at], n) => {
    const p = toGrid(at);
    const off = lakes.map((rings) => (contains(rings[0], p) ? 0 : Math.min(...rings[0].map((q) => metres(p, q)))));
    const nearest = off.indexOf(Math.min(...off));
    if (off[nearest] > 20000 || water[nearest] !== null) throw new Error(`no outline of ${name}`);
    water[nearest] = n;
  });
  return lakes.map((rings, n) => ({ rings, area: ringArea(rings[0]), water: water[n] }));
}

function kindOf(arc, owners, list) {
  const [a, b] = [arc[0], arc[1]];
  if (arc.length === 2 && ((a[0] === b[0] && Math.abs(a[0]) === 180 * STEPS) || (a[1] === b[1] && a[1] === -90 * STEPS))) return "seam";
  if (owners.length < 2) return "coast";
  if (owners[0] === owners[1]) return "seam";
  const pair = owners.map((c) => list[c].iso3).sort().join("-");
  const middle = arc[arc.length >> 1].slice(0, 2).map((v) => v / STEPS);
  return DISPUTES.find(([p, , where]) => p === pair && where(middle))?.[1] ?? "international";
}

const sources = JSON.parse(readFileSync(sourcesPath, "utf8"));
const list = readCountries(sources);
const claims = claimLines(sources, list);
const claimed = claimedAreas(claims, list);
const rivers = readRivers(sources, list);
const provinces = sources.provinces.flat().map(line).filter((l) => l.length > 1 && l.some(inRegion));
const lakes = lakesOf(sources);

const lines = (items) => ({ type: "GeometryCollection", geometries: items.map((coordinates) => ({ type: "LineString", coordinates })) });
/** Copies of a line's points: topojson-server moves rings' starts in place. */
const copy = (points) => points.map(([x, y]) => [x, y]);
const topology = weigh(topologyOf({
  countries: { type: "GeometryCollection", geometries: list.map(({ polygons }) => ({ type: "MultiPolygon", coordinates: polygons.map((p) => p.map(copy)) })) },
  claimed: { type: "GeometryCollection", geometries: claimed.map(({ ring }) => ({ type: "Polygon", coordinates: [copy(ring)] })) },
  claims: lines(claims.map(({ points }) => copy(points))),
  provinces: lines(provinces.map(copy)),
  rivers: lines(rivers.map(({ points }) => copy(points))),
  seams: lines(seams(list).map(copy)),
}));
const waters = weigh(topologyOf({ lakes: { type: "GeometryCollection", geometries: lakes.map(({ rings }) => ({ type: "Polygon", coordinates: rings.map(copy) })) } }));

const { arcs, objects } = topology;
const shapes = objects.countries.geometries;
const owners = arcs.map(() => []);
shapes.forEach(({ arcs: polygons }, c) => {
  for (const ref of polygons.flat(2)) owners[ref < 0 ? ~ref : ref].push(c);
});
const held = arcs.map(() => null);
const heldKind = arcs.map(() => null);
objects.claims.geometries.forEach(({ arcs: refs }, n) => {
  const within = list.findIndex(({ iso3 }) => iso3 === claims[n].within);
  if (within < 0) throw new Error(`a claim line within ${claims[n].within}`);
  for (const ref of refs) {
    held[ref < 0 ? ~ref : ref] = within;
    heldKind[ref < 0 ? ~ref : ref] = claims[n].kind;
  }
});
for (const [n, o] of owners.entries()) {
  if (o.length > 2) throw new Error(`arc ${n} used by ${o.map((c) => list[c].iso3)} at ${arcs[n][0]}`);
  if (o[0] !== undefined && o[0] === o[1]) console.log(`two parts of ${list[o[0]].iso3} touch along ${arcs[n].length} points`);
}

const seaNames = SEAS.map(([name, rank, p]) => ({ name, kind: 2, rank, label: toGrid(p) }));
const lakeNames = LAKES.map(([name, rank], at) => {
  const found = lakes.filter(({ water }) => water === at);
  if (!found.length) throw new Error(`no outline of ${name}`);
  return { name, kind: 0, rank, label: label(found[0].rings) };
});
const riverNames = [];
for (const { name, rank, points } of rivers) {
  const known = riverNames.find((r) => r.name === name);
  if (name && !known) riverNames.push({ name, kind: 1, rank, label: points[points.length >> 1], longest: points.length });
  else if (name && points.length > known.longest) Object.assign(known, { label: points[points.length >> 1], longest: points.length });
}
const names = [...lakeNames, ...riverNames, ...seaNames];

const head = new Pack();
head.list(list, ({ iso3, name, polygons }) => {
  head.text(iso3);
  head.text(name);
  head.point(label(greatest(polygons)));
});
head.list(names, ({ name, kind, rank, label }) => {
  head.text(name);
  head.u(kind);
  head.u(rank);
  head.point(label);
});
head.list(LEVELS, (spec) => head.u(spec.inside_m));
const packs = [head];
const riverPacks = [];
LEVELS.forEach((spec) => {
  const pack = new Pack();
  const riverPack = new Pack();
  const extra = [...objects.claimed.geometries.map(({ arcs: rings }) => rings)];
  const claimArcs = objects.claims.geometries.map(({ arcs: refs }) => refs);
  const made = level(topology, shapes, [...extra, ...claimArcs.map(() => [])], spec);
  const wanted = new Set([...made.areas.flat(3), ...extra.flat(2), ...claimArcs.flat()].map((ref) => (ref < 0 ? ~ref : ref)));
  const order = [...wanted].sort((a, b) => a - b);
  const place = new Map(order.map((n, i) => [n, i]));
  const ref = (r) => pack.u(place.get(r < 0 ? ~r : r) * 2 + (r < 0 ? 1 : 0));
  pack.list(order, (n) => {
    const [a, b] = owners[n].length ? owners[n] : [held[n], held[n]];
    pack.u(KINDS[owners[n].length ? kindOf(arcs[n], owners[n], list) : heldKind[n] ?? "claim"]);
    pack.u(a === undefined || a === null ? 0 : a + 1);
    pack.u(b === undefined || b === null ? 0 : b + 1);
    pack.points(made.arcs[n] ?? flatten(arcs, [n], spec));
  });
  pack.list(made.areas, (polygons) => pack.list(polygons, (rings) => pack.list(rings, (ring) => pack.list(ring, ref))));
  const shown = lakes.map((lake, n) => ({ ...lake, arcs: waters.objects.lakes.geometries[n].arcs }))
    .filter(({ rings, area }) => area >= least_lake(spec, rings[0][0]));
  pack.list(shown, (lake) => {
    pack.u(lake.water === null ? 0 : lake.water + 1);
    const rings = lake.arcs.map((refs) => flatten(waters.arcs, refs, spec)).filter((ring, i) => i === 0 || ring.length > 3);
    pack.list(rings[0].length > 3 ? rings : [lake.rings[0]], (ring) => pack.points(ring));
  });
  const inner = spec === LEVELS[0] ? [] : objects.provinces.geometries.map(({ arcs: refs }) => flatten(arcs, refs, spec));
  pack.list(inner, (l) => pack.points(l));
  pack.list(objects.claimed.geometries, ({ arcs: [ring] }) => {
    const row = claimed[objects.claimed.geometries.findIndex(({ arcs: [r] }) => r === ring)];
    const country = (code) => {
      const at = list.findIndex(({ iso3 }) => iso3 === code);
      if (at < 0) throw new Error(`no country ${code}, which the table of ${row.name} names`);
      return at;
    };
    pack.text(row.name);
    pack.u(row.held === null ? 0 : country(row.held) + 1);
    pack.text(row.holder ?? "");
    pack.list(row.by, (code) => pack.u(country(code)));
    pack.u(row.since);
    pack.text(row.source);
    pack.list(ring, ref);
  });
  const streams = rivers.map((r, n) => ({ ...r, arcs: objects.rivers.geometries[n].arcs })).filter(({ rank }) => rank <= spec.rank + (spec.rank === 2 ? 1 : 0));
  riverPack.list(streams, ({ name, rank, border, arcs: refs }) => {
    riverPack.u(name ? names.findIndex((w) => w.name === name) + 1 : 0);
    riverPack.u(rank * 2 + (border ? 1 : 0));
    riverPack.points(flatten(arcs, refs, spec));
  });
  packs.push(pack);
  riverPacks.push(riverPack);
  console.log(`${spec.name}: ${order.length} arcs, ${shown.length} lakes, ${inner.length} province lines, ${streams.length} rivers`);
});
writeFileSync(`${out}/basemap.bin`, file("STBM", 3, packs));
writeFileSync(`${out}/rivers.bin`, file("STRV", 3, riverPacks));
console.log(`basemap.bin ${packs.reduce((sum, pack) => sum + pack.bytes.length, 0)} bytes before deflate`);
