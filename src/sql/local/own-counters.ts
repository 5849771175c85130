import type { Outcome } from '../engine.ts';
import type { Connection } from './connection.ts';
import type { Statement } from './parse.ts';
import type { Lease } from './pool.ts';
import { asksForCounters, rebaseTotalChanges } from './total-changes.ts';

/** A statement as it is run on a connection that others have used, and what to make of its outcome. */
export interface OwnStatement {
  readonly statement: Statement;
  readonly finish: (outcome: Outcome) => Outcome;
}

/** Keeps what earlier streams did on a connection out of sight: changes and rowids are those of the stream itself. */
export interface OwnCounters {
  prepare(lease: Lease<unknown>, statement: Statement): OwnStatement;
  /** The schema has changed. */
  forget(): void;
}

export function createOwnCounters(): OwnCounters {
  const rowidTables = new Map<string, boolean>();

  const hasRowids = (connection: Connection, table: string): boolean => {
    let known = rowidTables.get(table);
    if (known === undefined) {
      const sql = "SELECT type = 'table' AND NOT wr FROM pragma_table_list(?)";
      known = connection.query(sql, table)[0]?.[0] === 1n;
      rowidTables.set(table, known);
    }
    return known;
  };
  /** Whether a statement would show what another stream did, in a way that cannot be set right afterwards. */
  const showsEarlier = (connection: Connection, { sql, isInsert, target, isUpsert }: Statement): boolean =>
    asksForCounters(sql) || isUpsert || (isInsert && !hasRowids(connection, target!));

  /**
   * Tells whether an upsert added the row with the connection's last rowid. A transaction is open, so the connection
   * cannot be another one.
   */
  const watchUpsert = (connection: Connection, target: string): (() => boolean) => {
    if (!hasRowids(connection, target)) return () => true;
    const { lastInsertRowid } = connection.lastCounters();
    const sql = `SELECT 1 FROM "${target.replaceAll('"', '""')}" WHERE rowid = ${lastInsertRowid}`;
    const exists = (): boolean => connection.query(sql).length > 0;
    const existed = exists();
    return () => connection.lastCounters().lastInsertRowid !== lastInsertRowid || (!existed && exists());
  };

  return {
    prepare(lease, statement) {
      const { connection } = lease;
      if (!lease.isUsed && lease.earlierChanges === 0) return { statement, finish: unchanged };
      const isFirstChange = connection.lastCounters().totalChanges === lease.earlierChanges;
      if (lease.isUsed && isFirstChange && connection.isAutocommit() && showsEarlier(connection, statement)) {
        connection.reset();
        lease.isUsed = false;
        lease.earlierChanges = connection.lastCounters().totalChanges;
      }
      const rebased = statement.kind === 'schema' ? undefined : rebaseTotalChanges(statement.sql, lease.earlierChanges);
      if (rebased) return { statement: { ...statement, sql: rebased.sql }, finish: rebased.rename };
      if (!lease.isUsed || !isFirstChange || !statement.isInsert) return { statement, finish: unchanged };
      const { isUpsert, target } = statement;
      return { statement, finish: withoutEarlierRowid(isUpsert ? watchUpsert(connection, target!) : undefined) };
    },
    forget: () => rowidTables.clear(),
  };
}

function unchanged(outcome: Outcome): Outcome {
  return outcome;
}

/**
 * Hides the rowid of another stream, which its connection keeps if an INSERT adds no row.
 *
 * @param hasAdded tells of an upsert that changed rows whether it added one
 */
function withoutEarlierRowid(hasAdded: (() => boolean) | undefined): (outcome: Outcome) => Outcome {
  return (outcome) => {
    if (outcome.type !== 'ok' || (outcome.result.affectedRows > 0 && (hasAdded?.() ?? true))) return outcome;
    return { type: 'ok', result: { ...outcome.result, lastInsertRowid: 0n } };
  };
}
