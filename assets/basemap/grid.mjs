// The grid on which everything is stored, and distances on it.
// Points are [x, y] in steps of 1/4000 degree (28 m of latitude), whole numbers.
export const STEPS = 4000;
export const WEST = -180 * STEPS;
export const EAST = 180 * STEPS;
export const SOUTH = -90 * STEPS;
const STEP_M = 111195 / STEPS;

export const toGrid = ([lon, lat]) => [Math.round(lon * STEPS), Math.round(lat * STEPS)];
export const key = (p) => p[0] * 2e6 + p[1];
const squeeze = (y) => Math.cos((y / STEPS) * (Math.PI / 180));

/** Metres between two near points. */
export const metres = (a, b) =>
  Math.hypot((b[0] - a[0]) * squeeze((a[1] + b[1]) / 2), b[1] - a[1]) * STEP_M;

/** Area in square metres of a triangle, for simplification. */
export const triangle = ([a, b, c]) =>
  (Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2) *
  squeeze(b[1]) * STEP_M * STEP_M;

/** Area in square metres of a ring, never negative. */
export function ringArea(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    sum += (a[0] - b[0]) * ((a[1] + b[1]) / 2 - ring[0][1]) * squeeze((a[1] + b[1]) / 2);
  }
  return Math.abs(sum) * STEP_M * STEP_M;
}

/** A line on the grid, without repeated points. */
export function line(points) {
  const out = [];
  for (const p of points.map(toGrid)) {
    if (!out.length || key(out.at(-1)) !== key(p)) out.push(p);
  }
  return out;
}

export function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}
