// Makes relief.bin: the light and shade of the world's land, from ETOPO5.
// usage: node relief.mjs ETOPO5_CDF OUT_FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { deflate } from "pako";

/** The grid has a height every so many degrees. */
const CELL_DEG = 1 / 12;
const [WIDTH, HEIGHT] = [4320, 2161];
/** Rows in a block: a view reads the blocks that it needs. */
const BLOCK_ROWS = 180;
/** Slopes are made so much steeper, since a cell of 9 km evens out what is steep. */
const STEEPER = 14;
/** Steps of light above and of shade below level ground, which is stored as 8. */
const STEPS = 7;
/** The light above that of level ground, and the lack of it, that the last steps stand for. */
const MOST = { light: 0.25, shade: 0.45 };
/** From the north-west, 45 degrees high: east, north, up. */
const LIGHT = [-0.5, 0.5, Math.SQRT1_2];
const DEGREE_M = 111195;
/** South of the first parallel there is no light and shade, north of the second all of it. */
const FADED = { none: -80, full: -72 };

/** The variables of a NetCDF classic file: name, dimensions' numbers and where its values begin. */
function variables(data) {
  let at = 8;
  const number = () => data.readInt32BE((at += 4) - 4);
  const text = () => {
    const length = number();
    const value = data.toString("latin1", at, at + length);
    at += (length + 3) & ~3;
    return value;
  };
  const list = (item) => { number(); return Array.from({ length: number() }, item); };
  const SIZES = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8 };
  const attribute = () => {
    text();
    const [size, count] = [SIZES[number()], number()];
    at += (count * size + 3) & ~3;
  };
  list(() => ({ name: text(), length: number() }));
  list(attribute);
  return list(() => {
    const name = text();
    const dimensions = Array.from({ length: number() }, number);
    list(attribute);
    const [type, , begin] = [number(), number(), number()];
    return { name, dimensions, type, begin };
  });
}

/** Heights in metres, row by row from the south; columns eastward from 180° W. */
function heights(path) {
  const data = readFileSync(path);
  const found = variables(data);
  const [lon, lat] = ["ETOPO05_X", "ETOPO05_Y"].map((name) => found.find((v) => v.name === name));
  const grid = found.find(({ dimensions, type }) => dimensions.length === 2 && type === 5);
  const west = data.readDoubleBE(lon.begin);
  const south = data.readDoubleBE(lat.begin);
  if (south !== -90) throw new Error(`the first row lies at ${south}`);
  const shift = Math.round((-180 - west) / CELL_DEG);
  const out = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) {
    const from = (((x + shift) % WIDTH) + WIDTH) % WIDTH;
    out[y * WIDTH + x] = data.readFloatBE(grid.begin + 4 * (y * WIDTH + from));
  }
  return out;
}

/** Heights of land along a row, each the mean over as many cells as make a square with the height of one: cells are
 * narrow far from the equator, and slopes between them would be streaks along the meridians. */
function evened(z, y, cells) {
  const half = (cells - 1) / 2;
  const land = (x) => Math.max(0, z[y * WIDTH + ((x + WIDTH) % WIDTH)]);
  const [whole, part] = [Math.floor(half), half - Math.floor(half)];
  return Float32Array.from({ length: WIDTH }, (_, x) => {
    let sum = part * (land(x - whole - 1) + land(x + whole + 1));
    for (let by = -whole; by <= whole; by++) sum += land(x + by);
    return sum / cells;
  });
}

/** How strong the light is: the grid knows little of the ice around the South Pole. */
const strength = (lat_deg) => Math.max(0, Math.min(1, (lat_deg - FADED.none) / (FADED.full - FADED.none)));

/** Light on each cell, 1 to 15, 8 on level ground and at sea. */
function shades(z) {
  const out = new Uint8Array(WIDTH * HEIGHT).fill(8);
  const narrow = (y) => Math.max(0.02, Math.cos(((y * CELL_DEG - 90) * Math.PI) / 180));
  const rows = Array.from({ length: HEIGHT }, (_, y) => evened(z, y, 1 / narrow(y)));
  const north_m = 2 * CELL_DEG * DEGREE_M;
  for (let y = 1; y < HEIGHT - 1; y++) {
    // Slopes to the east are taken over the same distance as those to the north.
    const by = Math.round(1 / narrow(y));
    const east_m = by * north_m * narrow(y);
    const strong = strength(y * CELL_DEG - 90);
    for (let x = 0; x < WIDTH; x++) {
      if (z[y * WIDTH + x] <= 0) continue;
      const row = rows[y];
      const [west, east] = [row[(x - by + WIDTH) % WIDTH], row[(x + by) % WIDTH]];
      const [dx, dy] = [(east - west) / east_m, (rows[y + 1][x] - rows[y - 1][x]) / north_m];
      const normal = [-STEEPER * dx, -STEEPER * dy, 1];
      const lit = (normal[0] * LIGHT[0] + normal[1] * LIGHT[1] + LIGHT[2]) / Math.hypot(...normal) - LIGHT[2];
      const part = strong * lit / (lit > 0 ? MOST.light : MOST.shade);
      out[y * WIDTH + x] = 8 + Math.max(-STEPS, Math.min(STEPS, Math.round(part * STEPS)));
    }
  }
  return out;
}

/** Two cells a byte, the western one in the lower half. */
function packed(cells) {
  const out = new Uint8Array(cells.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = cells[2 * i] | (cells[2 * i + 1] << 4);
  return out;
}

const [, , etopo5, out] = process.argv;
const cells = shades(heights(etopo5));
const parts = [Buffer.from("STRL", "latin1"), Buffer.from([1])];
for (let row = 0; row < HEIGHT; row += BLOCK_ROWS) {
  const body = Buffer.from(deflate(packed(cells.subarray(row * WIDTH, Math.min(row + BLOCK_ROWS, HEIGHT) * WIDTH)), { level: 9 }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  parts.push(length, body);
}
const file = Buffer.concat(parts);
writeFileSync(`${out}/relief.bin`, file);
const count = new Array(16).fill(0);
cells.forEach((c) => { count[c] += 1; });
console.log(`relief: ${file.length} bytes, cells by step ${count}`);
