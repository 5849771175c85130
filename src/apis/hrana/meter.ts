import type { ExecutedSql, ExecutedStatement } from '../../contract/call.ts';
import type { Outcome, Program, RunResult } from '../../sql/engine.ts';
import { maxJournaledStatements } from './limits.ts';
import { sqlOf } from './programs.ts';

/** Counts what the programs of one request did. */
export interface Meter {
  add(program: Program, result: RunResult): void;
  readonly rowsRead: () => number;
  readonly rowsWritten: () => number;
  /** How many statements ran, those that failed included. */
  readonly count: () => number;
  /** The totals, and the first statements. */
  readonly total: () => ExecutedSql;
}

export function createMeter(): Meter {
  const statements: ExecutedStatement[] = [];
  let rowsRead = 0;
  let rowsWritten = 0;
  let count = 0;
  const note = (statement: ExecutedStatement, ran = 1): void => {
    rowsRead += statement.rowsRead;
    rowsWritten += statement.rowsWritten;
    count += ran;
    if (statements.length < maxJournaledStatements) statements.push(statement);
  };
  return {
    add(program, result) {
      const texts = sqlOf(program);
      if (result.type === 'failed') return note({ sql: texts.join('; '), ...nothing, error: errorOf(result.error) });
      if (result.type !== 'done') return;
      if (program.type === 'script') return noteScript(program.sql, result.outcomes);
      for (const [index, outcome] of result.outcomes.entries()) {
        if (outcome.type !== 'skipped') note(toStatement(texts[index]!, outcome));
      }
    },
    rowsRead: () => rowsRead,
    rowsWritten: () => rowsWritten,
    count: () => count,
    total: () => ({ count, rowsRead, rowsWritten, statements }),
  };

  /** The engine splits a script; the journal shows it as the one text that was sent. */
  function noteScript(sql: string, outcomes: readonly Outcome[]): void {
    const ran = outcomes.map((outcome) => toStatement(sql, outcome));
    const error = ran.find((statement) => statement.error)?.error;
    note(
      {
        sql,
        rowsRead: sum(ran, 'rowsRead'),
        rowsWritten: sum(ran, 'rowsWritten'),
        rowsReturned: 0,
        ...(error && { error }),
      },
      ran.length,
    );
  }
}

const nothing = { rowsRead: 0, rowsWritten: 0, rowsReturned: 0 };

function toStatement(sql: string, outcome: Outcome): ExecutedStatement {
  if (outcome.type === 'ok') {
    const { rowsRead, rowsWritten, rows, written } = outcome.result;
    return { sql, rowsRead, rowsWritten, rowsReturned: written?.count ?? rows.length };
  }
  return { sql, ...nothing, ...(outcome.type === 'error' && { error: errorOf(outcome.error) }) };
}

function errorOf({ code, message }: { readonly code: string; readonly message: string }): {
  code: string;
  message: string;
} {
  return { code, message };
}

function sum(statements: readonly ExecutedStatement[], member: 'rowsRead' | 'rowsWritten'): number {
  return statements.reduce((total, statement) => total + statement[member], 0);
}
