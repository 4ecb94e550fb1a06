// Levels of detail: one presimplified topology, of which each level keeps the points that matter at its scale.
import { presimplify } from "topojson-simplify";
import { STEPS, key, ringArea, triangle } from "./grid.mjs";

/** Tolerance in metres inside the region, and far from it; `small_km2` is the least island and lake inside. */
export const LEVELS = [
  { name: "coarse", inside_m: 5000, outside_m: 8000, small_km2: 100, lake_km2: 900, rank: 2 },
  { name: "medium", inside_m: 900, outside_m: 4000, small_km2: 4, lake_km2: 90, rank: 4 },
  { name: "fine", inside_m: 60, outside_m: 1500, small_km2: 0, lake_km2: 8, rank: 6 },
];
const REGION = [40, 30, 98, 58];
const FADE_DEG = 14;

/** The tolerance at a place: growing by a constant factor a degree from the region's edge outwards. */
function tolerance(level, [x, y]) {
  const [lon, lat] = [x / STEPS, y / STEPS];
  const off = Math.hypot(Math.max(REGION[0] - lon, 0, lon - REGION[2]), Math.max(REGION[1] - lat, 0, lat - REGION[3]));
  const t = Math.min(off / FADE_DEG, 1);
  return level.inside_m ** (1 - t) * level.outside_m ** t;
}

/** Each arc with the weight of every point: the area in m² of the triangle that it carries. */
export const weigh = (topology) => presimplify(topology, triangle);

const kept = (arc, level) => arc.map((p, i) => i === 0 || i === arc.length - 1 || p[2] >= tolerance(level, p) ** 2 / 2);

/** Gives a line back its weightiest dropped point between two kept ones; false where none is left. */
function restore(arc, keep, from, to) {
  let best = -1;
  for (let i = from + 1; i < to; i++) if (best < 0 || arc[i][2] > arc[best][2]) best = i;
  if (best >= 0) keep[best] = true;
  return best >= 0;
}

/** Arcs of a level that still cross after simplification, given points back until none does. */
function uncross(arcs, keeps) {
  for (let pass = 0; pass < 30; pass++) {
    const cells = new Map();
    const segments = [];
    arcs.forEach((arc, n) => {
      if (!keeps[n]) return;
      let from = 0;
      for (let i = 1; i < arc.length; i++) if (keeps[n][i]) {
        segments.push({ n, from, to: i, a: arc[from], b: arc[i] });
        from = i;
      }
    });
    const size = STEPS / 2;
    const crossed = new Set();
    segments.forEach((s, id) => {
      const [x0, x1] = [Math.min(s.a[0], s.b[0]), Math.max(s.a[0], s.b[0])];
      const [y0, y1] = [Math.min(s.a[1], s.b[1]), Math.max(s.a[1], s.b[1])];
      for (let i = Math.floor(x0 / size); i <= Math.floor(x1 / size); i++) for (let j = Math.floor(y0 / size); j <= Math.floor(y1 / size); j++) {
        const k = i * 1e5 + j;
        if (!cells.has(k)) { cells.set(k, [id]); continue; }
        for (const o of cells.get(k)) if (crosses(s, segments[o])) crossed.add(id).add(o);
        cells.get(k).push(id);
      }
    });
    let mended = false;
    for (const id of [...crossed].sort((a, b) => a - b)) {
      const s = segments[id];
      if (s.to - s.from > 1) mended = restore(arcs[s.n], keeps[s.n], s.from, s.to) || mended;
    }
    if (!mended) {
      for (const id of crossed) console.log(`the source crosses itself near ${segments[id].a.slice(0, 2).map((v) => v / STEPS)}`);
      return crossed.size;
    }
  }
  throw new Error("crossings do not end");
}

const side = (a, b, p) => Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
const crosses = (s, o) => side(s.a, s.b, o.a) * side(s.a, s.b, o.b) < 0 && side(o.a, o.b, s.a) * side(o.a, o.b, s.b) < 0;

const index = (ref) => (ref < 0 ? ~ref : ref);

/** How many countries' rings use each arc. */
export function uses(countries) {
  const count = new Map();
  for (const { arcs } of countries) for (const ref of arcs.flat(2)) count.set(index(ref), (count.get(index(ref)) ?? 0) + 1);
  return count;
}

/** A ring's points in full, for its area. */
export const points = (arcs, ring) =>
  ring.flatMap((ref) => (ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref]));

/**
 * One level: which polygons of each country stay, and the kept points of every arc they use.
 * An island goes where it is small, never a country's greatest part nor anything that borders a neighbour.
 */
export function level(topology, countries, extra, spec) {
  const { arcs } = topology;
  const used = uses(countries);
  const areas = countries.map(({ arcs: polygons }) => {
    const sizes = polygons.map(([outer]) => ringArea(points(arcs, outer)));
    const greatest = Math.max(...sizes);
    return polygons.filter(([outer], i) => {
      const grown = (tolerance(spec, arcs[index(outer[0])][0]) / spec.inside_m) ** 2;
      const island = outer.every((ref) => used.get(index(ref)) === 1);
      return !island || sizes[i] === greatest || sizes[i] >= spec.small_km2 * 1e6 * grown;
    });
  });
  const keeps = arcs.map(() => null);
  for (const n of [...areas.flat(3).map(index), ...extra.flat(2).map(index)]) keeps[n] ??= kept(arcs[n], spec);
  for (const ring of [...areas.flat(2), ...extra.flat()]) {
    const refs = ring.map(index);
    while (refs.reduce((sum, n) => sum + keeps[n].filter(Boolean).length - 1, 0) < 3) {
      const most = refs.map((n) => [n, weightiest(arcs[n], keeps[n])]).sort((a, b) => b[1].weight - a[1].weight)[0];
      if (most[1].at < 0) throw new Error("a ring with fewer than three points");
      keeps[most[0]][most[1].at] = true;
    }
  }
  const left = uncross(arcs, keeps);
  const kept_arcs = arcs.map((arc, n) => keeps[n] && arc.filter((_, i) => keeps[n][i]));
  console.log(`${spec.name}: ${kept_arcs.reduce((s, a) => s + (a?.length ?? 0), 0)} points, ${left} edges cross as in the source`);
  return { areas, arcs: kept_arcs };
}

function weightiest(arc, keep) {
  let at = -1;
  for (let i = 0; i < arc.length; i++) if (!keep[i] && (at < 0 || arc[i][2] > arc[at][2])) at = i;
  return { at, weight: at < 0 ? -1 : arc[at][2] };
}

/** Lines or rings of a topology at a level, flattened to points. */
export function flatten(arcs, refs, spec) {
  const out = [];
  for (const ref of refs) {
    const keep = kept(arcs[index(ref)], spec);
    let part = arcs[index(ref)].filter((_, i) => keep[i]);
    if (ref < 0) part = part.reverse();
    out.push(...(out.length && key(out.at(-1)) === key(part[0]) ? part.slice(1) : part));
  }
  return out;
}

/** The area in m² that a lake must have at its place to be on a level. */
export const least_lake = (spec, p) => spec.lake_km2 * Math.min((tolerance(spec, p) / spec.inside_m) ** 1.2, 400) * 1e6;
