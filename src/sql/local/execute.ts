import type { Arguments, Column, Outcome, SqlValue } from '../engine.ts';
import type { RowWriter } from '../written-rows.ts';
import { bindArguments } from './arguments.ts';
import type { Connection, PreparedStatement } from './connection.ts';
import { prepareError } from './error-place.ts';
import { argumentsError, isSqliteFailure, sqliteError } from './errors.ts';
import type { Statement } from './parse.ts';
import { rowsOf } from './result-rows.ts';
import { sizeOfColumns, sizeOfValue } from './values.ts';

/** The result of running one statement. */
export interface Execution {
  readonly outcome: Outcome;
  /** Bytes of its result. */
  readonly bytes: number;
  /** It was prepared and began to run, so it may have taken a lock. */
  readonly hasBegun: boolean;
  /** SQLite found the file locked: it did nothing. */
  readonly isBusy: boolean;
  /** Its result is larger than allowed. It was broken off; what it changed is kept. */
  readonly isTooLarge: boolean;
}

/** Facts about a statement that ran, from which its rows are counted. */
export interface CountedExecution {
  readonly connection: Connection;
  readonly statement: Statement;
  readonly prepared: PreparedStatement;
  /** Rows that it returned. */
  readonly returned: number;
  /** Rows that it changed itself, and those that it changed together with triggers and cascades. */
  readonly changed: number;
  readonly totalChanged: number;
}

export interface ExecuteOptions {
  readonly arguments: Arguments;
  readonly wantRows: boolean;
  readonly maxBytes: number;
  /** Takes the rows; undefined to hand over their values. */
  readonly writer?: RowWriter | undefined;
  /** Counts the rows that a statement read and wrote. */
  readonly count: (execution: CountedExecution) => { readonly rowsRead: number; readonly rowsWritten: number };
}

/** Runs one statement on a connection. Errors of SQLite become outcomes; others are thrown. */
export function execute(connection: Connection, statement: Statement, options: ExecuteOptions): Execution {
  let prepared: PreparedStatement;
  try {
    prepared = connection.prepare(statement);
  } catch (error) {
    if (!isSqliteFailure(error)) throw error;
    return failed({ type: 'error', error: prepareError(error, statement.sql) }, false, error.errcode);
  }
  const { columns, parameters } = prepared;
  const bound = bindArguments(parameters, options.arguments, statement.isExplain);
  if (bound.error) return failed({ type: 'error', error: bound.error }, false);

  // Behind a change, explaining it would set `changes()` to 0.
  if (statement.changesRows) connection.planOf(prepared);
  const { writer } = options;
  const rows: SqlValue[][] = [];
  let width: number | undefined;
  const start = performance.now();
  const before = connection.lastCounters().totalChanges;
  let bytes = sizeOfColumns(columns);
  let read = 0;
  try {
    if (columns.length === 0) {
      prepared.statement.run(...(bound.values as SqlValue[]));
    } else {
      for (const values of rowsOf(connection, prepared, statement, bound.values)) {
        read++;
        if (!options.wantRows) continue;
        for (const value of values) bytes += sizeOfValue(value);
        if (bytes > options.maxBytes) {
          writer?.take();
          return { ...failed({ type: 'skipped' }, true), isTooLarge: true };
        }
        width ??= values.length;
        if (writer) writer.add(values);
        else rows.push(values);
      }
    }
  } catch (error) {
    const written = writer?.take();
    if (isUnbindable(error)) return failed({ type: 'error', error: argumentsError(error.message) }, false);
    if (!isSqliteFailure(error)) throw error;
    const partial = width === undefined ? undefined : { partial: { columns, rows, ...(written && { written }) } };
    return failed({ type: 'error', error: sqliteError(error), ...partial }, true, error.errcode);
  }
  const counters = statement.locks ? connection.readCounters() : undefined;
  const affectedRows = statement.changesRows ? counters!.changes : 0;
  const counts = options.count({
    connection,
    statement,
    prepared,
    returned: read,
    changed: affectedRows,
    totalChanged: counters ? counters.totalChanges - before : 0,
  });
  const written = writer?.take();
  const outcome: Outcome = {
    type: 'ok',
    result: {
      columns: currentColumns(prepared, columns, width),
      rows,
      ...(written && { written }),
      affectedRows,
      lastInsertRowid: statement.isInsert ? counters?.lastInsertRowid : undefined,
      ...counts,
      milliseconds: performance.now() - start,
    },
  };
  return { outcome, bytes, hasBegun: true, isBusy: false, isTooLarge: false };
}

/** An integer of more than 64 bits, for which SQLite has no place. */
function isUnbindable(error: unknown): error is Error {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_VALUE';
}

function failed(outcome: Outcome, hasBegun: boolean, errcode = 0): Execution {
  return { outcome, bytes: 0, hasBegun, isBusy: (errcode & 255) === 5, isTooLarge: false };
}

/** SQLite prepares a statement anew when the schema has changed below it; the columns may then be others. */
function currentColumns(
  { statement }: PreparedStatement,
  columns: readonly Column[],
  width: number | undefined,
): readonly Column[] {
  if (width === undefined || width === columns.length) return columns;
  return statement.columns().map(({ name, type }) => ({ name, decltype: type === null ? undefined : type }));
}
