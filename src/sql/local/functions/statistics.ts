import type { DatabaseSync } from 'node:sqlite';
import { doubleOf, integerOf, type Value } from './value.ts';

/** The values of a group, without NULL. */
type Group = Exclude<Value, null>[];
type Result = bigint | number | null;

/**
 * Adds the aggregates of libSQL's server that SQLite does not have. NULL is left out. `median` replaces that of SQLite,
 * which gives a double for integers, too.
 *
 * The results are those of sqld 0.24.32.
 */
export function defineStatistics(db: DatabaseSync): void {
  define(db, 'variance', variance);
  define(db, 'stdev', (values) => Math.sqrt(variance(values)));
  define(db, 'mode', (values) => mode(numbers(values)));
  define(db, 'lower_quartile', (values) => quantile(numbers(values), 1 / 4));
  define(db, 'median', (values) => quantile(numbers(values), 1 / 2));
  define(db, 'upper_quartile', (values) => quantile(numbers(values), 3 / 4));
}

function define(db: DatabaseSync, name: string, result: (values: Group) => Result): void {
  db.aggregate(name, {
    useBigIntArguments: true,
    deterministic: true,
    // The types know no other state than a value of SQL.
    start: (): never => [] as unknown as never,
    step: (values: Group, value: Value) => {
      if (value !== null) values.push(value);
      return values as never;
    },
    result,
  });
}

/** The first value decides whether all are integers. */
function numbers(values: Group): (bigint | number)[] {
  const isInteger = typeof values[0] === 'bigint';
  return values.map((value) => (isInteger ? integerOf(value) : doubleOf(value)));
}

/** The variance of a sample; 0 for less than two values. */
function variance(values: Group): number {
  let mean = 0;
  let squares = 0;
  for (const [index, value] of values.entries()) {
    const number = doubleOf(value);
    const distance = number - mean;
    mean += distance / (index + 1);
    squares += distance * (number - mean);
  }
  return values.length > 1 ? squares / (values.length - 1) : 0;
}

/** The most frequent value; null if there are several. */
function mode(values: readonly (bigint | number)[]): Result {
  const counts = new Map<bigint | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  const [found, other] = [...counts].filter(([, count]) => count === most);
  return found === undefined || other !== undefined ? null : found[0];
}

/** The value at a part of the sorted ones; the mean of both where two values meet. */
function quantile(values: readonly (bigint | number)[], part: number): Result {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const place = values.length * part;
  const upper = sorted[Math.min(Math.floor(place), sorted.length - 1)]!;
  const lower = Number.isInteger(place) ? sorted[Math.max(place - 1, 0)]! : upper;
  if (lower === upper) return lower;
  return (Number(lower) + Number(upper)) / 2;
}
