import { crc32, deflateSync, inflateSync } from 'node:zlib';

// A picture of a page has few colours. With a palette it takes a third of the room that Chromium gives it.

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColors = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Each `0xrrggbb`, row by row. */
  readonly colors: Uint32Array;
}

/** A PNG of at most 256 colours that looks the same, from one as Chromium writes it. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, colors } = decode(png);
  const palette = commonest(colors);
  const indexOf = new Map(palette.map((color, index) => [color, index]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let place = 0; place < colors.length; place++) {
    const color = colors[place]!;
    let index = indexOf.get(color);
    if (index === undefined) indexOf.set(color, (index = nearest(palette, color)));
    // Each row begins with its filter, which is none.
    rows[place + Math.floor(place / width) + 1] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an index into the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function decode(png: Buffer): Pixels {
  let width = 0;
  let height = 0;
  let bytes = 0;
  const parts: Buffer[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      bytes = { 2: 3, 6: 4 }[data[9]!] ?? 0;
      if (data[8] !== 8 || bytes === 0) throw new Error('Only PNGs of eight bits RGB or RGBA are read.');
    }
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * bytes;
  const colors = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = raw.subarray(start + 1, start + 1 + stride);
    unfilter(raw[start]!, row, above, bytes);
    for (let x = 0; x < width; x++) colors[y * width + x] = row.readUIntBE(x * bytes, 3);
    above = row;
  }
  return { width, height, colors };
}

/** Takes the prediction off a row, in place. */
function unfilter(filter: number, row: Buffer, above: Buffer, bytes: number): void {
  for (let x = 0; x < row.length; x++) {
    const left = x < bytes ? 0 : row[x - bytes]!;
    const up = above[x]!;
    const corner = x < bytes ? 0 : above[x - bytes]!;
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    row[x] = row[x]! + guesses[filter]!;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function commonest(colors: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || a - b);
  return sorted.slice(0, mostColors).map(([color]) => color);
}

function nearest(palette: readonly number[], color: number): number {
  const distances = palette.map((other) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
