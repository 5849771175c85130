import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from '../errors.ts';
import { integerOf, textOf, type Value } from './value.ts';

const options = { deterministic: true, useBigIntArguments: true };

/** Adds the functions for UUIDs and digests that libSQL's server has and SQLite does not (sqld 0.24.32). */
export function defineIdentifiers(db: DatabaseSync): void {
  db.function('uuid', () => randomUUID());
  db.function('uuid_str', options, (value: Value) => {
    const digits = uuidOf(value);
    return digits === undefined ? null : digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  });
  db.function('uuid_blob', options, (value: Value) => {
    const digits = uuidOf(value);
    return digits === undefined ? null : Buffer.from(digits, 'hex');
  });
  db.function('sha3', { ...options, varargs: true }, (...values: Value[]) => {
    if (values.length < 1 || values.length > 2) throw sqliteFailure('wrong number of arguments to function sha3()');
    const [value, size] = values;
    const bits = size === undefined ? 256 : Number(integerOf(size));
    if (![224, 256, 384, 512].includes(bits)) {
      throw sqliteFailure('SHA3 size should be one of: 224 256 384 512');
    }
    if (value === null) return null;
    return createHash(`sha3-${bits}`)
      .update(value instanceof Uint8Array ? value : textOf(value!)!)
      .digest();
  });
}

/** The 32 digits of a UUID: 16 bytes, or a text that may have hyphens and braces. */
function uuidOf(value: Value): string | undefined {
  if (value instanceof Uint8Array) return value.byteLength === 16 ? Buffer.from(value).toString('hex') : undefined;
  if (typeof value !== 'string') return undefined;
  const digits = /^\{?((?:-?[\da-f]{2}){16})\}?$/i.exec(value)?.[1];
  return digits?.replaceAll('-', '').toLowerCase();
}
