import { sqliteFailure } from '../errors.ts';

/** A vector of numbers; 32 bits each unless it is a `Float64Array`. */
export type Vector = Float32Array | Float64Array;

/** Behind the numbers of a vector of 64 bits stands this byte; those of 32 bits go without one. */
const type32 = 1;
const type64 = 2;

const maxDimensions = 65_536;
const maxNumberLength = 1024;

/**
 * Reads a vector: a text such as `[1, 2, 3]`, or a blob.
 *
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-sqlite3/src/vectorInt.h
 *
 * @param isDouble whether the numbers of a text have 64 bits; a blob says so itself
 * @throws SQLite's error for a value that is no vector
 */
export function parseVector(value: unknown, isDouble = false): Vector {
  if (value instanceof Uint8Array) return parseBlob(value);
  if (typeof value === 'string') return parseText(value, isDouble);
  throw sqliteFailure(`vector: unexpected value type: got ${typeName(value)}, expected TEXT or BLOB`);
}

function typeName(value: unknown): string {
  if (value === null) return 'NULL';
  return typeof value === 'bigint' ? 'INTEGER' : 'FLOAT';
}

function parseText(text: string, isDouble: boolean): Vector {
  const [, inner] = /^\s*\[([^\]]*)\]\s*$/.exec(text) ?? [];
  if (inner === undefined) throw sqliteFailure(bracketError(text));
  const parts = inner.replaceAll(/\s/g, '') === '' ? [] : inner.split(',');
  if (parts.length > maxDimensions) throw sqliteFailure(`vector: max size exceeded ${maxDimensions}`);
  const numbers = parts.map((part, index) => {
    const number = part.replaceAll(/\s/g, '');
    if (number.length > maxNumberLength) {
      const start = number.slice(0, maxNumberLength);
      throw sqliteFailure(`vector: float string length exceeded ${maxNumberLength} characters: '${start}'`);
    }
    if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(number)) {
      throw sqliteFailure(`vector: invalid float at position ${index}: '${number}'`);
    }
    return Number(number);
  });
  return isDouble ? Float64Array.from(numbers) : Float32Array.from(numbers);
}

function bracketError(text: string): string {
  if (!text.trimStart().startsWith('[')) return "vector: must start with '['";
  if (!text.includes(']')) return "vector: must end with ']'";
  return "vector: non-space symbols after closing ']' are forbidden";
}

function parseBlob(blob: Uint8Array): Vector {
  const hasType = blob.length % 2 === 1;
  const type = hasType ? blob.at(-1)! : type32;
  const size = blob.length - (hasType ? 1 : 0);
  if (type !== type32 && type !== type64) throw sqliteFailure(`vector: unexpected binary type: ${type}`);
  const width = type === type32 ? 4 : 8;
  if (hasType && size % width !== 0) {
    const length = `vector blob length must be divisible by ${width}`;
    throw sqliteFailure(`vector: float${8 * width} ${length} (excluding 'type'-byte): length=${size}`);
  }
  const dimensions = Math.floor(size / width);
  if (dimensions > maxDimensions) throw sqliteFailure(`vector: max size exceeded: ${dimensions} > ${maxDimensions}`);
  const view = new DataView(blob.buffer, blob.byteOffset);
  return type === type32
    ? Float32Array.from({ length: dimensions }, (_, index) => view.getFloat32(4 * index, true))
    : Float64Array.from({ length: dimensions }, (_, index) => view.getFloat64(8 * index, true));
}

/** Writes a vector as the blob that tables keep. */
export function toBlob(vector: Vector): Uint8Array {
  const isDouble = vector instanceof Float64Array;
  const blob = new Uint8Array(vector.byteLength + (isDouble ? 1 : 0));
  const view = new DataView(blob.buffer);
  for (const [index, number] of vector.entries()) {
    if (isDouble) view.setFloat64(8 * index, number, true);
    else view.setFloat32(4 * index, number, true);
  }
  if (isDouble) blob[blob.length - 1] = type64;
  return blob;
}

/** Writes a vector as text, each number with six digits as C's `%g` does. */
export function toText(vector: Vector): string {
  return `[${Array.from(vector, formatNumber).join(',')}]`;
}

const digits = 6;

function formatNumber(number: number): string {
  if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NaN' : number > 0 ? 'Inf' : '-Inf';
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  const [mantissa, exponent] = number.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < digits) return trimZeros(number.toFixed(digits - 1 - power));
  return `${trimZeros(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0{1,9}$/, '') : text;
}
