import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from '../errors.ts';
import { parseVector, toBlob, toText, type Vector } from './vector-format.ts';

/**
 * Adds the vector functions of libSQL that need no index.
 *
 * An index on vectors is a virtual table, which `node:sqlite` cannot add.
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-sqlite3/src/vector.c
 */
export function defineVectors(db: DatabaseSync): void {
  const options = { deterministic: true, useBigIntArguments: true };
  for (const name of ['vector', 'vector32']) {
    db.function(name, options, (value) => toBlob(Float32Array.from(parseVector(value))));
  }
  db.function('vector64', options, (value) => toBlob(Float64Array.from(parseVector(value, true))));
  db.function('vector_extract', options, (value) => toText(parseVector(value)));
  db.function('vector_distance_cos', options, (a, b) => distance(a, b, cosine));
  db.function('vector_distance_l2', options, (a, b) => distance(a, b, euclidean));
}

type Round = (value: number) => number;
type Measure = (a: Vector, b: Vector, round: Round) => number;

function distance(left: unknown, right: unknown, measure: Measure): number {
  const a = parseVector(left);
  const b = parseVector(right);
  const isDouble = a instanceof Float64Array;
  if (isDouble !== b instanceof Float64Array) {
    throw sqliteFailure(`vector_distance: vectors must have the same type: ${typeOf(a)} != ${typeOf(b)}`);
  }
  if (a.length !== b.length) {
    throw sqliteFailure(`vector_distance: vectors must have the same length: ${a.length} != ${b.length}`);
  }
  // Vectors of 32 bits are computed in 32 bits.
  return measure(a, b, isDouble ? (value) => value : Math.fround);
}

function typeOf(vector: Vector): number {
  return vector instanceof Float64Array ? 2 : 1;
}

function cosine(a: Vector, b: Vector, round: Round): number {
  let dot = 0;
  let normA = 0;
  let normB = 0;
  for (const [index, x] of a.entries()) {
    const y = b[index]!;
    dot = round(dot + round(x * y));
    normA = round(normA + round(x * x));
    normB = round(normB + round(y * y));
  }
  return round(1 - dot / Math.sqrt(round(normA * normB)));
}

function euclidean(a: Vector, b: Vector, round: Round): number {
  let sum = 0;
  for (const [index, x] of a.entries()) {
    const difference = round(x - b[index]!);
    sum = round(sum + round(difference * difference));
  }
  return round(Math.sqrt(sum));
}
