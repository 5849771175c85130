import type { SeededRandom } from './random.ts';

/**
 * Generates a UUID in the form of version 1, which all UUIDs in Turso's documentation have. Its time field is random.
 */
export function uuidV1(generator: SeededRandom): string {
  return uuid(generator, 0x10);
}

/** Generates a UUID of version 4, as in the Lambda API. */
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
