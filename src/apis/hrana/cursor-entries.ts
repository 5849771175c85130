import type { Outcome } from '../../sql/engine.ts';
import { toColumns, toError, toRow, toRowid } from './results.ts';
import type { CursorEntry } from './wire.ts';
import type { WorkResult } from './work.ts';

/** The entries of a cursor over the results of a batch; the last one ends it. No rows of the results are written. */
export function* cursorEntries(result: WorkResult): Generator<CursorEntry> {
  for (const part of cursorParts(result)) {
    if (part instanceof Uint8Array) throw new Error('The rows of a cursor are written already.');
    yield part;
  }
}

/** The entries of a cursor, and in place of those of rows that are written their lines. */
export function* cursorParts(result: WorkResult): Generator<CursorEntry | Uint8Array> {
  if (result.type === 'failed') {
    yield { type: 'error', error: toError(result.error) };
    return;
  }
  for (const [step, outcome] of result.outcomes.entries()) yield* stepParts(step, outcome);
  // The name is historical: clients take it for the end.
  yield { type: 'replication_index', replication_index: null };
}

function* stepParts(step: number, outcome: Outcome): Generator<CursorEntry | Uint8Array> {
  if (outcome.type === 'skipped') return;
  const given = outcome.type === 'ok' ? outcome.result : outcome.partial;
  if (given) {
    yield { type: 'step_begin', step, cols: toColumns(given.columns) };
    for (const row of given.rows) yield { type: 'row', row: toRow(row) };
    if (given.written) yield given.written.bytes;
  }
  if (outcome.type === 'error') {
    yield { type: 'step_error', step, error: toError(outcome.error) };
    return;
  }
  const { affectedRows, lastInsertRowid } = outcome.result;
  yield { type: 'step_end', affected_row_count: affectedRows, last_insert_rowid: toRowid(lastInsertRowid) };
}
