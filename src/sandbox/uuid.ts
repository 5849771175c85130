import type { SeededRandom } from './random.ts';

/** A UUID in the form of version 1, as all of the Turso documentation's are. Its time field is drawn, not read. */
export function uuidV1(generator: SeededRandom): string {
  return uuid(generator, 0x10);
}

/** A UUID of version 4, as the Lambda API's are. */
export function uuidV4(generator: SeededRandom): string {
  return uuid(generator, 0x40);
}

function uuid(generator: SeededRandom, version: number): string {
  const bytes = generator.bytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | version;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
