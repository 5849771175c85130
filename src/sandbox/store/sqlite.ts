import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, DatabaseSyncOptions, SQLInputValue, StatementSync } from 'node:sqlite';

/** Whether this Node has SQLite built in (22.15 and newer do). */
export function hasSqlite(): boolean {
  return sqlite() !== undefined;
}

/** Opens a database; `:memory:` or a file's path. */
export function openDatabase(location: string | URL, options: DatabaseSyncOptions = {}): DatabaseSync {
  const module = sqlite();
  if (!module) throw new Error('The sandbox needs SQLite, which Node has built in from 22.15 on.');
  return new module.DatabaseSync(location, options);
}

function sqlite(): typeof Sqlite | undefined {
  // Not imported, so that the stateless server runs where it is missing.
  return process.getBuiltinModule?.('node:sqlite');
}

/** A statement whose rows are of a known shape, prepared when it is first run. */
export interface Query<Parameters extends SQLInputValue[], Row> {
  one(...parameters: Parameters): Row | undefined;
  all(...parameters: Parameters): Row[];
  /** @returns how many rows were changed */
  run(...parameters: Parameters): number;
}

/**
 * Tells whether a table has fewer rows than a limit. Keys are distinct and count from 1, so the highest one mostly says
 * so without counting.
 */
export function roomIn(database: DatabaseSync, table: string, key: string): (limit: number) => boolean {
  const highest = query<[], { key: number | null }>(database, `SELECT max(${key}) AS key FROM ${table}`);
  const count = query<[], { count: number }>(database, `SELECT count(*) AS count FROM ${table}`);
  return (limit) => (highest.one()!.key ?? 0) < limit || count.one()!.count < limit;
}

/** Writes a statement down; the column names of its rows are the property names of `Row`. */
export function query<Parameters extends SQLInputValue[], Row = never>(
  database: DatabaseSync,
  sql: string,
): Query<Parameters, Row> {
  let statement: StatementSync | undefined;
  const prepared = (): StatementSync => (statement ??= database.prepare(sql));
  return {
    one: (...parameters) => prepared().get(...parameters) as Row | undefined,
    all: (...parameters) => prepared().all(...parameters) as Row[],
    run(...parameters) {
      clearCachedReads(database);
      return Number(prepared().run(...parameters).changes);
    },
  };
}

/** What `keeping` has kept, by database. */
const kept = new WeakMap<DatabaseSync, Map<string, unknown>[]>();

/** How many answers of a query are kept at most. */
const mostKept = 1_024;

/**
 * Keeps what a query has read until anything is written: most requests ask for what was asked for before, and to ask
 * SQLite again takes as long as a third of the pipeline.
 *
 * @returns a function that gives what `read` gives; nobody may change it
 */
export function cached<Parameters extends string[], Result>(
  database: DatabaseSync,
  read: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  const answers = new Map<string, unknown>();
  kept.set(database, [...(kept.get(database) ?? []), answers]);
  return (...parameters) => {
    const key = parameters.length === 1 ? parameters[0]! : JSON.stringify(parameters);
    const known = answers.get(key);
    if (known !== undefined) return known as Result;
    const result = read(...parameters);
    if (answers.size === mostKept) answers.clear();
    answers.set(key, result);
    return result;
  };
}

/** To be called when something is written in another way than by `run`, or taken back. */
export function clearCachedReads(database: DatabaseSync): void {
  for (const answers of kept.get(database) ?? []) if (answers.size > 0) answers.clear();
}
