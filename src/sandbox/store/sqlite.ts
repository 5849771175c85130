import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, DatabaseSyncOptions, SQLInputValue, StatementSync } from 'node:sqlite';

/** Whether this Node has SQLite built in (22.15 and newer do). */
export function hasSqlite(): boolean {
  return sqlite() !== undefined;
}

/** Opens a database. @param location a file path, a file URL or `:memory:` */
export function openDatabase(location: string | URL, options: DatabaseSyncOptions = {}): DatabaseSync {
  const module = sqlite();
  if (!module) throw new Error('The sandbox needs SQLite, which Node has built in from 22.15 on.');
  return new module.DatabaseSync(location, options);
}

function sqlite(): typeof Sqlite | undefined {
  // oxlint-disable-next-line typescript/unbound-method -- it goes back where it was
  const { emitWarning } = process;
  // Node 22 warns on loading SQLite that it is experimental. The warning helps no caller, so only this one is dropped.
  process.emitWarning = ((...given: Parameters<typeof emitWarning>) => {
    if (!String(given[0]).startsWith('SQLite is an experimental')) emitWarning.apply(process, given);
  }) as typeof emitWarning;
  try {
    // A static import would fail on a Node without SQLite before `hasSqlite` could tell.
    return process.getBuiltinModule?.('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** A statement with typed rows, prepared on first use. */
export interface Query<Parameters extends SQLInputValue[], Row> {
  one(...parameters: Parameters): Row | undefined;
  all(...parameters: Parameters): Row[];
  /** Runs the statement. @returns the number of changed rows */
  run(...parameters: Parameters): number;
  /** Runs an INSERT into a table whose key is a number. @returns the key of the new row */
  insert(...parameters: Parameters): number;
}

/**
 * Creates a check whether a table has fewer rows than a limit. Keys are distinct and count from 1, so the highest key
 * usually answers without counting rows. A statement adds one row at most, so for a while no look is needed either.
 */
export function capacityCheck(database: DatabaseSync, table: string, key: string): (limit: number) => boolean {
  const highest = query<[], { key: number | null }>(database, `SELECT max(${key}) AS key FROM ${table}`);
  const count = query<[], { count: number }>(database, `SELECT count(*) AS count FROM ${table}`);
  let most = Number.POSITIVE_INFINITY;
  let seenAt = 0;
  return (limit) => {
    const writes = rowsVersion(database);
    if (most + writes - seenAt < limit) return true;
    most = highest.one()!.key ?? 0;
    seenAt = writes;
    return most < limit || count.one()!.count < limit;
  };
}

/** Creates a typed statement. The column names of its rows are the property names of `Row`. */
export function query<Parameters extends SQLInputValue[], Row = never>(
  database: DatabaseSync,
  sql: string,
): Query<Parameters, Row> {
  let statement: StatementSync | undefined;
  // A sandbox has many statements and uses few, so their texts are read late, too.
  let known: Effect | undefined;
  const prepared = ({ table, written, isDelete }: Effect): StatementSync => {
    if (table !== undefined) {
      clearCachedReads(database, written);
      writeListeners.get(database)?.(table, isDelete);
    }
    return (statement ??= database.prepare(sql));
  };
  return {
    one: (...parameters) => prepared((known ??= effectOf(sql))).get(...parameters) as Row | undefined,
    all: (...parameters) => prepared((known ??= effectOf(sql))).all(...parameters) as Row[],
    run(...parameters) {
      const effect = (known ??= effectOf(sql));
      if (effect.keepsRows) cachesOf(database).writes += 1;
      else if (effect.table === undefined) clearCachedReads(database);
      return Number(prepared(effect).run(...parameters).changes);
    },
    // Cheaper than RETURNING, for which SQLite makes a table.
    insert: (...parameters) => Number(prepared((known ??= effectOf(sql))).run(...parameters).lastInsertRowid),
  };
}

/** The effect of a statement on rows, as far as its text tells. */
interface Effect {
  /** The table that it writes to. */
  readonly table: string | undefined;
  /** The only table whose rows change; undefined for several, or for none. */
  readonly written: string | undefined;
  readonly isDelete: boolean;
  readonly keepsRows: boolean;
}

function effectOf(sql: string): Effect {
  const [, event, table] = /^(INSERT INTO|UPDATE|DELETE FROM) (\w+)/.exec(sql) ?? [];
  const isDelete = event === 'DELETE FROM';
  // Rows of other tables may go with deleted ones.
  return { table, written: isDelete ? undefined : table, isDelete, keepsRows: /^(?:BEGIN|COMMIT)/.test(sql) };
}

/** Is called before a statement writes. @param isDelete whether rows of other tables may go with the deleted ones */
type WriteListener = (table: string, isDelete: boolean) => void;

const writeListeners = new WeakMap<DatabaseSync, WriteListener>();

/** Calls a function before each statement of `query` that writes. A second function takes the place of the first. */
export function onWrite(database: DatabaseSync, listener: WriteListener): void {
  writeListeners.set(database, listener);
}

/** The caches that `cached` created, and how often rows were written, by database. */
const caches = new WeakMap<DatabaseSync, Caches>();

interface Caches {
  readonly all: Cache[];
  writes: number;
}

/** The results of a query, and the tables that it reads. */
interface Cache {
  readonly tables: readonly string[];
  readonly answers: Map<string, unknown>;
}

function cachesOf(database: DatabaseSync): Caches {
  let found = caches.get(database);
  if (!found) caches.set(database, (found = { all: [], writes: 0 }));
  return found;
}

/** The maximum number of cached results of a query. */
const maximumCached = 1_024;

/**
 * Caches the results of a query until the next write to one of its tables. Most requests repeat a query, and asking
 * SQLite again takes a third of the pipeline's time.
 *
 * @param tables the tables that `read` reads, also through views
 * @returns a function with the results of `read`, which callers must not modify, and with the names of its tables
 */
export function cached<Parameters extends string[], Result>(
  database: DatabaseSync,
  tables: readonly string[],
  read: (...parameters: Parameters) => Result,
): ((...parameters: Parameters) => Result) & { readonly tables: readonly string[] } {
  const answers = new Map<string, unknown>();
  cachesOf(database).all.push({ tables, answers });
  const answer = (...parameters: Parameters): Result => {
    const key = parameters.length === 1 ? parameters[0]! : JSON.stringify(parameters);
    const cachedResult = answers.get(key);
    if (cachedResult !== undefined) return cachedResult as Result;
    const result = read(...parameters);
    if (answers.size === maximumCached) answers.clear();
    answers.set(key, result);
    return result;
  };
  return Object.assign(answer, { tables });
}

/**
 * Clears the caches. Call it after a rollback, or after a write that bypasses `query`.
 *
 * @param table the only one that is written; all are by default
 */
export function clearCachedReads(database: DatabaseSync, table?: string): void {
  const found = cachesOf(database);
  found.writes += 1;
  for (const { answers, tables } of found.all) {
    if (answers.size > 0 && (table === undefined || tables.includes(table))) answers.clear();
  }
}

/** A number that is another one after each write and each rollback. While it stays, every query reads the same rows. */
export function rowsVersion(database: DatabaseSync): number {
  return cachesOf(database).writes;
}
