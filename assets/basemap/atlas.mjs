// Countries of the world: world-atlas' topology with Natural Earth's own coordinates put back.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mergeArcs } from "topojson-client";
import { EAST, WEST, SOUTH, contains, key, ringArea, toGrid } from "./grid.mjs";
import { NAMES, PIECES } from "./names.mjs";

const require = createRequire(import.meta.url);
const iso = require("i18n-iso-countries");
const WORLD = EAST - WEST;

/**
 * world-atlas rounds to 280 m by 190 m. Each of its points is a rounded point of Natural Earth, so the
 * cell finds the point again (99.9 % of them); one cell gives one point, so shared borders stay shared.
 */
function refine(topology, lines) {
  const { scale: [sx, sy], translate: [tx, ty] } = topology.transform;
  const exact = new Map();
  for (const line of lines) for (const p of line) {
    const cell = `${Math.round((p[0] - tx) / sx)},${Math.round((p[1] - ty) / sy)}`;
    if (!exact.has(cell)) exact.set(cell, p);
  }
  let found = 0, total = 0;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      total += 1;
      const p = exact.get(`${x},${y}`);
      if (p) found += 1;
      return p ?? [x * sx + tx, y * sy + ty];
    });
  });
  console.log(`refined ${found} of ${total} points`);
  return { type: "Topology", objects: topology.objects, arcs };
}

function codeOf(geometry) {
  const name = geometry.properties.name;
  if (name in PIECES) return PIECES[name];
  const code = iso.numericToAlpha3(geometry.id);
  if (!code) throw new Error(`no code for ${name}`);
  return code;
}

/** The part of a ring (x unwrapped) between two meridians, closed along them. */
function between(ring, west, east) {
  for (const [edge, inside] of [[west, (p) => p[0] >= west], [east, (p) => p[0] <= east]]) {
    const out = [];
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      const cut = [edge, Math.round(a[1] + ((b[1] - a[1]) * (edge - a[0])) / (b[0] - a[0]))];
      if (inside(a)) out.push(a);
      if (inside(a) !== inside(b)) out.push(cut);
    }
    ring = close(out);
  }
  return ring;
}

/** Closes a ring, without repeated points and without spikes that go out and back on themselves. */
function close(points) {
  const out = [];
  for (const p of points) {
    if (out.length > 1 && key(out.at(-2)) === key(p)) out.pop();
    else if (!out.length || key(out.at(-1)) !== key(p)) out.push(p);
  }
  if (out.length && key(out[0]) !== key(out.at(-1))) out.push(out[0]);
  return out;
}

/** Cuts a ring that crosses ±180° into rings that do not; one around the pole is closed along 90° S. */
function cut(ring) {
  const jump = ring.findIndex((p, i) => i > 0 && Math.abs(p[0] - ring[i - 1][0]) > WORLD / 2);
  if (jump < 0) return [ring];
  const open = [...ring.slice(jump, -1), ...ring.slice(0, jump)];
  let turn = 0;
  const flat = open.map((p, i) => {
    const dx = i > 0 ? p[0] - open[i - 1][0] : 0;
    if (Math.abs(dx) > WORLD / 2) turn -= Math.sign(dx) * WORLD;
    return [p[0] + turn, p[1]];
  });
  if (turn === 0 && Math.abs(flat[0][0] - flat.at(-1)[0]) > WORLD / 2) {
    const ends = flat[0][0] < 0 ? [WEST, EAST] : [EAST, WEST];
    const lat = Math.round((flat[0][1] + flat.at(-1)[1]) / 2);
    return [close([[ends[0], lat], ...flat, [ends[1], lat], [ends[1], SOUTH], [ends[0], SOUTH]])];
  }
  return [-1, 0, 1]
    .map((k) => close(between(close(flat), WEST + k * WORLD, EAST + k * WORLD).map((p) => [p[0] - k * WORLD, p[1]])))
    .filter((part) => part.length > 3 && ringArea(part) > 0);
}

function polygonsOf(multi) {
  const polygons = [];
  for (const rings of multi.coordinates) {
    const [outer, ...holes] = rings.map((ring) => close(ring.map(toGrid))).filter((ring) => ring.length > 3);
    if (!outer) continue;
    const parts = cut(outer).map((ring) => [ring]);
    for (const hole of holes) (parts.find(([ring]) => contains(ring, hole[0])) ?? parts[0]).push(hole);
    polygons.push(...parts);
  }
  return polygons;
}

/** Countries in order of code: `{ iso3, name, polygons }`, rings on the grid, none across ±180°. */
export function countries(sources) {
  const raw = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
  const topology = refine(raw, [...sources.boundaries, ...sources.coastline].flat());
  const groups = new Map();
  for (const geometry of topology.objects.countries.geometries) {
    const code = codeOf(geometry);
    if (code) groups.set(code, [...(groups.get(code) ?? []), geometry]);
  }
  return [...groups.keys()].sort().map((iso3) => {
    const group = groups.get(iso3);
    const own = group.find((g) => g.id !== undefined && !(g.properties.name in PIECES)) ?? group[0];
    const shape = group.length > 1 ? mergeArcs(topology, group) : own;
    const multi = feature(topology, { ...shape, properties: {} }).geometry;
    const coordinates = multi.type === "Polygon" ? [multi.coordinates] : multi.coordinates;
    return { iso3, name: NAMES[iso3] ?? nameOf(own, iso3), polygons: polygonsOf({ coordinates }) };
  }).filter(({ polygons, name }) => {
    if (!polygons.length) console.log(`${name} is smaller than the source's grid`);
    return polygons.length > 0;
  });
}

function nameOf(own, iso3) {
  if (/\.( |$)/.test(own.properties.name)) throw new Error(`name ${iso3}: ${own.properties.name}`);
  return own.properties.name;
}

/** The edges that lie on ±180° or 90° S: made by cutting, no coast. */
export function seams(list) {
  const on = (a, b) => (a[0] === b[0] && Math.abs(a[0]) === EAST) || (a[1] === SOUTH && b[1] === SOUTH);
  const out = [];
  for (const { polygons } of list) for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) if (on(ring[i - 1], ring[i])) out.push([ring[i - 1], ring[i]]);
  }
  return out;
}
