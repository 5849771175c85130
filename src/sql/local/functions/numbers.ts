import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from '../errors.ts';
import { doubleOf, truncate, type Value } from './value.ts';

const options = { deterministic: true, useBigIntArguments: true };

/**
 * Adds the functions on numbers that libSQL's server has and SQLite does not, and those that give something else there:
 * `log` is the natural logarithm, `ceil` and `floor` give integers, and `sqrt` has an error for negative numbers.
 *
 * The results are those of sqld 0.24.32.
 */
export function defineNumberFunctions(db: DatabaseSync): void {
  defineDouble(db, 'log', Math.log);
  defineDouble(db, 'sqrt', Math.sqrt);
  defineDouble(db, 'cot', (x) => 1 / Math.tan(x));
  defineDouble(db, 'coth', (x) => 1 / Math.tanh(x));
  for (const [name, round] of [
    ['ceil', Math.ceil] as const,
    ['ceiling', Math.ceil] as const,
    ['floor', Math.floor] as const,
  ]) {
    db.function(name, options, (value: Value) => {
      if (value === null || typeof value === 'bigint') return value;
      return truncate(round(doubleOf(value)));
    });
  }
  db.function('square', options, (value: Value) => {
    if (value === null) return null;
    return typeof value === 'bigint' ? BigInt.asIntN(64, value * value) : doubleOf(value) ** 2;
  });
  db.function('atn2', options, (y: Value, x: Value) =>
    y === null || x === null ? null : Math.atan2(doubleOf(y), doubleOf(x)),
  );
}

function defineDouble(db: DatabaseSync, name: string, compute: (x: number) => number): void {
  db.function(name, options, (value: Value) => {
    if (value === null) return null;
    const x = doubleOf(value);
    const result = compute(x);
    if (Number.isNaN(result)) throw sqliteFailure('Numerical argument out of domain');
    if (name === 'log' && !Number.isFinite(result)) throw sqliteFailure('Numerical result out of range');
    return result;
  });
}
