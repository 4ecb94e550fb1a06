// Lines that one state holds against another's claim, and the areas that they close.
import { STEPS, contains, key, line, metres, ringArea, toGrid } from "./grid.mjs";
import { CLAIMED, HELD_LINES } from "./disputes.mjs";

const SNAP_M = 3000;
/** Of Nagorno-Karabakh's lines of 1991 and 1994 none held in October 2021. */
const PAST = /^(Former USSR oblast|Ceasefire Line 1994)/;

/** Natural Earth's own codes, where they are not ISO's. */
const CODES = { SDS: "SSD" };

/** Claim lines on the grid, their loose ends moved onto the border they were drawn to meet. */
export function claimLines(sources, countries) {
  const lines = sources.disputed
    .filter(({ name }) => !PAST.test(name))
    .flatMap(({ within, lines }) => lines.map((l) => {
      const holder = CODES[within] ?? within;
      const kind = HELD_LINES.find((held) => held.within === holder)?.kind ?? "claim";
      return { within: holder, kind, points: line(l) };
    }))
    .filter(({ points }) => points.length > 1);
  const ends = new Map();
  for (const { points } of lines) for (const p of [points[0], points.at(-1)]) ends.set(key(p), (ends.get(key(p)) ?? 0) + 1);
  const vertices = countries.flatMap(({ polygons }) => polygons.flat(2));
  const known = new Set(vertices.map(key));
  const meet = (p) => {
    if (ends.get(key(p)) > 1 || known.has(key(p))) return p;
    let best = [SNAP_M, p];
    for (const v of vertices) if (Math.abs(v[1] - p[1]) < 200 && metres(v, p) < best[0]) best = [metres(v, p), v];
    return best[1];
  };
  for (const l of lines) l.points = [meet(l.points[0]), ...l.points.slice(1, -1), meet(l.points.at(-1))];
  return lines;
}

/** The face of the plane graph of `edges` that holds `inside`: the smallest ring around it. */
function face(edges, inside) {
  const around = new Map();
  const join = (a, b) => {
    if (!around.has(key(a))) around.set(key(a), { p: a, next: new Map() });
    around.get(key(a)).next.set(key(b), b);
  };
  for (const [a, b] of edges) { join(a, b); join(b, a); }
  const loose = [...around.values()].filter(({ next }) => next.size === 1);
  while (loose.length) {
    const { p, next } = loose.pop();
    for (const [k] of next) {
      const other = around.get(k);
      other.next.delete(key(p));
      if (other.next.size === 1) loose.push(other);
    }
    next.clear();
  }
  const angle = (p, q) => Math.atan2(q[1] - p[1], q[0] - p[0]);
  for (const node of around.values()) node.turn = [...node.next.values()].sort((a, b) => angle(node.p, a) - angle(node.p, b));
  const seen = new Set();
  let best = null;
  for (const { p: start, turn } of around.values()) for (const first of turn) {
    let [a, b] = [start, first];
    const ring = [];
    while (!seen.has(`${key(a)},${key(b)}`)) {
      seen.add(`${key(a)},${key(b)}`);
      ring.push(a);
      const { turn: out } = around.get(key(b));
      const back = out.findIndex((q) => key(q) === key(a));
      [a, b] = [b, out[(back + out.length - 1) % out.length]];
    }
    if (ring.length < 3) continue;
    ring.push(ring[0]);
    if (contains(ring, inside) && (!best || ringArea(ring) < ringArea(best))) best = ring;
  }
  return best;
}

/** The ring that closes an area of the table. */
function ringOf({ name, inside, box, ring }, lines, countries) {
  if (ring) return [...ring, ring[0]].map(toGrid);
  const p = inside.map((deg) => deg * STEPS);
  if (!box) {
    const polygons = countries.flatMap((country) => country.polygons);
    const around = polygons.find(([outer]) => contains(outer, p));
    if (!around) throw new Error(`nothing around ${name}`);
    return around[0];
  }
  const [w, s, e, n] = box.map((deg) => deg * STEPS);
  const within = ([x, y]) => x >= w && x <= e && y >= s && y <= n;
  const rings = countries.flatMap(({ polygons }) => polygons.flat());
  const edges = [...rings, ...lines.map(({ points }) => points)].flatMap((points) =>
    points.slice(1).map((q, i) => [points[i], q]).filter(([a, b]) => within(a) && within(b)));
  const found = face(edges, p);
  if (!found) throw new Error(`no outline around ${name}`);
  return found;
}

/** Claimed areas: the rows of the table, each with its ring. */
export function claimedAreas(lines, countries) {
  return CLAIMED.map((row) => {
    const ring = ringOf(row, lines, countries);
    console.log(`claimed: ${row.name}, ${Math.round(ringArea(ring) / 1e6)} km², held by ${row.held ?? row.holder}`);
    return { ...row, ring };
  });
}
