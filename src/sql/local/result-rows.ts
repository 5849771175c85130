import type { SqlValue } from '../engine.ts';
import type { BoundValue } from './arguments.ts';
import type { Connection, PreparedStatement } from './connection.ts';
import { isSqliteFailure } from './errors.ts';
import type { Statement } from './parse.ts';

/**
 * Bytes of a database whose rows are read at once. To step from row to row takes twice as long, but a result that grows
 * beyond its limit must be broken off before it fills the memory.
 */
const smallDatabase = 1_048_576;

/** One row of a table by its key. */
const byKey = /^SEARCH \S+ USING INTEGER PRIMARY KEY \(rowid=\?\)$/;

/** The rows of one table, each at most once. */
const ofTable = /^(?:SCAN|SEARCH) \S+(?: USING (?:INTEGER PRIMARY KEY|(?:COVERING )?INDEX \S+)(?: \([^()]*\))?)?$/;

/** Runs a statement that has columns. @returns its rows, at once where they are surely few and small */
export function rowsOf(
  connection: Connection,
  prepared: PreparedStatement,
  statement: Statement,
  values: readonly BoundValue[],
): Iterable<SqlValue[]> {
  const given = values as SqlValue[];
  if (isSmall(connection, prepared, statement)) {
    try {
      return prepared.statement.all(...given) as unknown as SqlValue[][];
    } catch (error) {
      // A cursor shows the rows before an error, so they are read again, one by one.
      if (!isSqliteFailure(error)) throw error;
    }
  }
  return prepared.statement.iterate(...given) as unknown as Iterable<SqlValue[]>;
}

/** Whether the result is one row, or part of a small table: columns of it as they are, each at most once. */
function isSmall(connection: Connection, prepared: PreparedStatement, { kind, isReusable }: Statement): boolean {
  if (kind !== 'read' || !isReusable || !prepared.hasPlainColumns) return false;
  const plan = connection.planOf(prepared);
  if (plan.length !== 1) return false;
  const [, , detail] = plan[0]!;
  return byKey.test(detail) || (ofTable.test(detail) && connection.size() <= smallDatabase);
}
