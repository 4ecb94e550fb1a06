// Lines that one state holds against another's claim, and the areas that they close.
import { STEPS, contains, key, line, metres, ringArea } from "./grid.mjs";
import { CLAIMED } from "./names.mjs";

const SNAP_M = 3000;
/** Of Nagorno-Karabakh's lines of 1991 and 1994 none held in October 2021. */
const PAST = /^(Former USSR oblast|Ceasefire Line 1994)/;

/** Natural Earth's own codes, where they are not ISO's. */
const CODES = { SDS: "SSD" };

/** Claim lines on the grid, their loose ends moved onto the border they were drawn to meet. */
export function claimLines(sources, countries) {
  const lines = sources.disputed
    .filter(({ name }) => !PAST.test(name))
    .flatMap(({ within, lines }) => lines.map((l) => ({ within: CODES[within] ?? within, points: line(l) })))
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

/** Claimed areas: `{ name, by, held, ring }`. */
export function claimedAreas(lines, countries) {
  return CLAIMED.map(({ name, by, inside, box }) => {
    const p = inside.map((deg) => deg * STEPS);
    const holder = countries.find(({ polygons }) => polygons.some(([outer]) => contains(outer, p)));
    const rings = countries.flatMap(({ polygons }) => polygons.flat());
    if (!box) return { name, by, held: holder.iso3, ring: holder.polygons.find(([outer]) => contains(outer, p))[0] };
    const [w, s, e, n] = box.map((deg) => deg * STEPS);
    const within = ([x, y]) => x >= w && x <= e && y >= s && y <= n;
    const edges = [...rings, ...lines.map(({ points }) => points)].flatMap((points) =>
      points.slice(1).map((q, i) => [points[i], q]).filter(([a, b]) => within(a) && within(b)));
    const ring = face(edges, p);
    if (!ring) throw new Error(`no outline around ${name}`);
    console.log(`claimed: ${name}, ${Math.round(ringArea(ring) / 1e6)} km², held by ${holder.iso3}`);
    return { name, by, held: holder.iso3, ring };
  });
}
