import type { DatabaseSync } from 'node:sqlite';
import { defineIdentifiers } from './identifiers.ts';
import { defineNumberFunctions } from './numbers.ts';
import { defineRegexp } from './regexp.ts';
import { defineStatistics } from './statistics.ts';
import { defineTextFunctions } from './text.ts';
import { defineVectors } from './vector.ts';

/** Adds the functions of the service that SQLite itself does not have. They never close a database, which would crash Node. */
export function defineFunctions(db: DatabaseSync): void {
  defineRegexp(db);
  defineVectors(db);
  defineTextFunctions(db);
  defineNumberFunctions(db);
  defineStatistics(db);
  defineIdentifiers(db);
}
