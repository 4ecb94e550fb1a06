// The binary format: whole numbers as LEB128 varints, signed ones zigzag, points as differences, in blocks
// that are deflated one by one, so that a level can be read without those before it.
// Read by src/atlas/basemap/bytes.rs.
import { deflate } from "pako";

export class Pack {
  bytes = [];
  last = [0, 0];
  u(value) {
    if (!Number.isInteger(value) || value < 0) throw new Error(`not a whole number: ${value}`);
    for (; value > 127; value = Math.floor(value / 128)) this.bytes.push((value % 128) | 128);
    this.bytes.push(value);
  }
  i(value) { this.u(value < 0 ? -2 * value - 1 : 2 * value); }
  text(value) {
    const utf8 = new TextEncoder().encode(value);
    this.u(utf8.length);
    this.bytes.push(...utf8);
  }
  point([x, y]) {
    this.i(x - this.last[0]);
    this.i(y - this.last[1]);
    this.last = [x, y];
  }
  points(list) { this.list(list, (p) => this.point(p)); }
  list(items, each) {
    this.u(items.length);
    items.forEach((item) => each(item));
  }
  /** The block: its length as four bytes, the lowest first, then so many (zlib, level 9). */
  block() {
    const body = Buffer.from(deflate(Uint8Array.from(this.bytes), { level: 9 }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    return Buffer.concat([length, body]);
  }
}

/** A file: four letters that name the format, its version, its blocks. */
export function file(magic, version, packs) {
  return Buffer.concat([Buffer.from(magic, "latin1"), Buffer.from([version]), ...packs.map((pack) => pack.block())]);
}
