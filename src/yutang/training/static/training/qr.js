/** Draws a text as a QR code (ISO/IEC 18004): version 6, correction M, bytes, mask 0.
 *
 * One size for all that is drawn here: 41 by 41, at most 105 letters. `qrRows("…")` returns the rows,
 * each an array of 0 and 1. The first picture of a page is drawn by the server and is the same.
 */

const SIZE = 41;
const BLOCKS = 4;
const DATA = 27; // codewords of data a block
const CHECK = 16; // and of correction
const MOST = BLOCKS * DATA - 3;
const FORMAT = 0x5412; // correction M, mask 0

const exp = new Uint8Array(512);
const log = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i += 1) {
  exp[i] = exp[i + 255] = value;
  log[value] = i;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}
const times = (a, b) => (a && b ? exp[log[a] + log[b]] : 0);

const divisor = generator();

function generator() {
  let terms = [1];
  for (let i = 0; i < CHECK; i += 1) {
    const next = [...terms, 0];
    terms.forEach((term, at) => (next[at + 1] ^= times(term, exp[i])));
    terms = next;
  }
  return terms.slice(1);
}

function correction(block) {
  const rest = new Uint8Array(CHECK);
  for (const byte of block) {
    const factor = byte ^ rest[0];
    rest.copyWithin(0, 1);
    rest[CHECK - 1] = 0;
    divisor.forEach((term, at) => (rest[at] ^= times(term, factor)));
  }
  return rest;
}

function codewords(text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST) throw new RangeError("longer than the code has room for");
  const bits = [0, 1, 0, 0];
  const put = (value) => {
    for (let at = 7; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(bytes.length);
  bytes.forEach(put);
  bits.push(0, 0, 0, 0); // the end; then a byte of zeros, as the server's library has it
  put(0);
  const words = [];
  for (let at = 0; at < bits.length; at += 8) {
    words.push(bits.slice(at, at + 8).reduce((value, bit) => (value << 1) | bit, 0));
  }
  for (let pad = 0xec; words.length < BLOCKS * DATA; pad ^= 0xec ^ 0x11) words.push(pad);
  const blocks = Array.from({ length: BLOCKS }, (_, n) => words.slice(n * DATA, (n + 1) * DATA));
  const checks = blocks.map(correction);
  const woven = [];
  for (let at = 0; at < DATA; at += 1) for (const block of blocks) woven.push(block[at]);
  for (let at = 0; at < CHECK; at += 1) for (const check of checks) woven.push(check[at]);
  return woven;
}

/** The fixed parts: null where the text comes. */
function frame() {
  const rows = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
  const set = (x, y, value) => {
    if (x >= 0 && y >= 0 && x < SIZE && y < SIZE) rows[y][x] = Number(value);
  };
  for (let i = 0; i < SIZE; i += 1) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const square = (cx, cy, reach, dark) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        set(cx + dx, cy + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  const finder = (ring) => ring !== 2 && ring !== 4;
  square(3, 3, 4, finder);
  square(SIZE - 4, 3, 4, finder);
  square(3, SIZE - 4, 4, finder);
  square(SIZE - 7, SIZE - 7, 2, (ring) => ring !== 1);
  const bit = (at) => (FORMAT >> at) & 1;
  for (let i = 0; i < 6; i += 1) set(8, i, bit(i));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let i = 9; i < 15; i += 1) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i += 1) set(SIZE - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i += 1) set(8, SIZE - 15 + i, bit(i));
  set(8, SIZE - 8, 1);
  return rows;
}

/** Return the code of a text, row by row; throws RangeError where it is too long. */
export function qrRows(text) {
  const rows = frame();
  const words = codewords(text);
  let at = 0;
  for (let right = SIZE - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step += 1) {
      const y = (right + 1) & 2 ? step : SIZE - 1 - step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== null) continue;
        const bit = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        rows[y][x] = bit ^ Number((x + y) % 2 === 0);
        at += 1;
      }
    }
  }
  return rows;
}
