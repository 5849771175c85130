import { createHash } from 'node:crypto';
import type { Moment } from './clock/time.ts';
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
  return withVersion(generator.bytes(16), version);
}

function withVersion(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | version;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A UUID of version 7: its first 48 bits are a moment, in milliseconds, so that those of one time stand together. */
export function uuidV7(generator: SeededRandom, moment: Moment): string {
  const bytes = generator.bytes(16);
  bytes.writeUIntBE(moment, 0, 6);
  return withVersion(bytes, 0x70);
}

/** The same UUID for the same text, whoever asks: version 8, made from the text's SHA-256. */
export function namedUuid(text: string): string {
  return withVersion(createHash('sha256').update(text).digest().subarray(0, 16), 0x80);
}
