import type { DatabaseSync } from 'node:sqlite';
import { defineRegexp } from './regexp.ts';
import { defineVectors } from './vector.ts';

/** Adds the functions of the service that SQLite itself does not have. They never close a database, which would crash Node. */
export function defineFunctions(db: DatabaseSync): void {
  defineRegexp(db);
  defineVectors(db);
}
