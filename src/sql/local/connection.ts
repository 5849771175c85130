import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Column, TableRule } from '../engine.ts';
import { parametersOf, type Parameters } from './arguments.ts';
import { createAuthorizer } from './authorizer.ts';
import { withoutBlanks } from './first-statement.ts';
import { cacheKilobytes, maxDatabaseBytes, maxPreparedStatements, maxSqlLength, maxValueBytes } from './limits.ts';
import type { Statement } from './parse.ts';
import { openDatabase } from './sqlite.ts';

/** A statement that is ready to run on its connection. */
export interface PreparedStatement {
  readonly statement: StatementSync;
  readonly columns: readonly Column[];
  /** Whether each column of the result is one of a table, and none is there twice. */
  readonly hasPlainColumns: boolean;
  readonly parameters: Parameters;
  /** How SQLite goes about it; found when it is asked for. */
  plan: QueryPlan | undefined;
}

/** The lines of EXPLAIN QUERY PLAN: number, number of the line above, text. */
export type QueryPlan = readonly (readonly [id: bigint, parent: bigint, detail: string])[];

/** Changes on a connection so far: by the last statement, by all of them, and the rowid of the last INSERT. */
export interface Counters {
  readonly changes: number;
  readonly lastInsertRowid: bigint;
  readonly totalChanges: number;
}

/** One handle on the file of a content, with our limits and walls around it. */
export interface Connection {
  readonly isReadOnly: boolean;
  isAutocommit(): boolean;
  /** Prepares a statement, or finds it prepared. @throws SQLite's error */
  prepare(statement: Statement): PreparedStatement;
  /** Forgets prepared statements: the schema has changed. */
  forgetStatements(): void;
  /** Asks SQLite. */
  readCounters(): Counters;
  /** As they were read last. */
  lastCounters(): Counters;
  foreignKeys(): boolean;
  planOf(prepared: PreparedStatement): QueryPlan;
  /** Rows of a table; 0 for one that is none, such as the name of a subquery. */
  countRows(table: string): number;
  /** Pages times page size, of what this connection sees. */
  size(): number;
  /** Makes a used connection look new: no transaction, foreign keys on, no last rowid, no changes. */
  reset(): void;
  /** Runs statements of our own, which no authorizer sees. */
  exec(sql: string): void;
  /** Rows of a statement of our own. */
  query(sql: string, ...values: (string | number)[]): unknown[][];
  define(define: (db: DatabaseSync) => void): void;
  close(): void;
}

export interface ConnectionOptions {
  readonly path: string;
  readonly isReadOnly?: boolean;
  readonly rules?: readonly TableRule[] | undefined;
  readonly isDurable: boolean;
  /** Adds the functions that SQLite itself does not have. */
  readonly define: (db: DatabaseSync) => void;
  readonly onClose?: () => void;
  /** A connection of our own may attach files, which VACUUM INTO does. */
  readonly mayAttach?: boolean;
  /** False to let statements write the schema and the tables below virtual tables, as dumps do; true unless given. */
  readonly isDefensive?: boolean;
}

/**
 * Opens a connection.
 *
 * SQLite does not wait for locks: the write queue does. The file is locked for this process alone, which needs no shared memory
 * file and is twice as fast. https://sqlite.org/vfs.html#standard_unix_vfses
 *
 * @throws SQLite's error
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { path, isReadOnly = false, rules, isDurable, mayAttach = false, isDefensive = true } = options;
  const db = openDatabase(uriOf(path), {
    readOnly: isReadOnly,
    timeout: 0,
    defensive: isDefensive,
    allowExtension: false,
    enableForeignKeyConstraints: true,
    readBigInts: true,
    returnArrays: true,
    limits: { attach: mayAttach ? 1 : 0, sqlLength: maxSqlLength, length: maxValueBytes },
  });
  const authorizer = createAuthorizer(rules);
  let pageSize: number;
  try {
    if (!isReadOnly) db.exec('PRAGMA journal_mode = WAL');
    // A file that was loaded may have pages of another size.
    pageSize = Number((db.prepare('PRAGMA page_size').get() as unknown as [bigint])[0]);
    db.exec(`PRAGMA synchronous = ${isDurable ? 'FULL' : 'OFF'};
      PRAGMA max_page_count = ${Math.floor(maxDatabaseBytes / pageSize)}; PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -${cacheKilobytes}`);
    options.define(db);
    db.setAuthorizer(authorizer.callback);
  } catch (error) {
    db.close();
    throw error;
  }

  const prepared = new Map<string, PreparedStatement>();
  const own = new Map<string, StatementSync>();
  const prepareOwn = (sql: string): StatementSync => {
    let statement = own.get(sql);
    if (!statement) {
      if (own.size >= maxPreparedStatements) own.clear();
      own.set(sql, (statement = authorizer.trusted(() => db.prepare(sql))));
    }
    return statement;
  };
  const query = (sql: string, ...values: (string | number)[]): unknown[][] =>
    // A change of the schema lets SQLite prepare the statement anew, which asks the authorizer again.
    authorizer.trusted(() => prepareOwn(sql).all(...values)) as unknown as unknown[][];
  const exec = (sql: string): void => authorizer.trusted(() => db.exec(sql));
  let counters: Counters = { changes: 0, lastInsertRowid: 0n, totalChanges: 0 };
  let counting: StatementSync | undefined;
  const readCounters = (): Counters => {
    counting ??= authorizer.trusted(() => db.prepare('SELECT changes(), last_insert_rowid(), total_changes()'));
    const row = authorizer.trusted(() => counting!.get());
    const [changes, lastInsertRowid, totalChanges] = row as unknown as [bigint, bigint, bigint];
    counters = { changes: Number(changes), lastInsertRowid, totalChanges: Number(totalChanges) };
    return counters;
  };
  const isAutocommit = (): boolean => !db.isTransaction;
  const foreignKeys = (): boolean => query('PRAGMA foreign_keys')[0]![0] === 1n;

  return {
    isReadOnly,
    isAutocommit,
    prepare({ sql, isReusable, isDrop }) {
      authorizer.setDropping(isDrop);
      const known = prepared.get(sql);
      if (known) {
        // Moves it to the end: the first one is the least recently used.
        prepared.delete(sql);
        prepared.set(sql, known);
        return known;
      }
      const statement = db.prepare(sql);
      const origins = statement.columns();
      const columns = origins.map(({ name, type }): Column => ({ name, decltype: type === null ? undefined : type }));
      const plain = new Set(origins.flatMap(({ table, column }) => (column === null ? [] : `${table}.${column}`)));
      const fresh: PreparedStatement = {
        statement,
        columns,
        hasPlainColumns: plain.size === columns.length,
        parameters: parametersOf(sql),
        plan: undefined,
      };
      if (isReusable) {
        prepared.set(sql, fresh);
        if (prepared.size > maxPreparedStatements) prepared.delete(prepared.keys().next().value!);
      }
      return fresh;
    },
    forgetStatements: () => prepared.clear(),
    planOf(known) {
      // Such a text is a long list of values, and would take as long again.
      if (known.statement.sourceSQL.length > longestPlanned) return [];
      known.plan ??= authorizer.trusted(() => {
        const sql = withoutBlanks(known.statement.sourceSQL);
        const lines = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as PlanLine[];
        return lines.map(([id, parent, , detail]) => [id, parent, detail] as const);
      });
      return known.plan;
    },
    readCounters,
    lastCounters: () => counters,
    foreignKeys,
    countRows(table) {
      try {
        return Number(query(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)[0]![0]);
      } catch {
        return 0;
      }
    },
    size: () => Number(query('PRAGMA page_count')[0]![0]) * pageSize,
    reset() {
      if (!isAutocommit()) exec('ROLLBACK');
      exec('PRAGMA foreign_keys = ON');
      // The rowid of the last INSERT and the number of changes outlive the rollback of the table that they came from.
      exec(`SAVEPOINT fresh; CREATE TEMP TABLE fresh(x); INSERT INTO temp.fresh(rowid) VALUES (0);
        DELETE FROM temp.fresh WHERE 0; ROLLBACK TO fresh; RELEASE fresh`);
      readCounters();
    },
    exec,
    query,
    define: (define) => define(db),
    close() {
      db.close();
      options.onClose?.();
    },
  };
}

const longestPlanned = 10_000;

type PlanLine = [id: bigint, parent: bigint, unused: bigint, detail: string];

function uriOf(path: string): string {
  if (process.platform === 'win32') return path;
  return `file:${encodeURI(path).replaceAll('?', '%3f').replaceAll('#', '%23')}?vfs=unix-excl`;
}
