import type { Column, Description, Outcome, SqlError, SqlValue, StatementResult } from '../../sql/engine.ts';
import { toWire } from './values.ts';
import type {
  WireBatchResult,
  WireColumn,
  WireDescribeResult,
  WireError,
  WireStatementResult,
  WireValue,
} from './wire.ts';

export function toColumns(columns: readonly Column[]): WireColumn[] {
  return columns.map(({ name, decltype }) => ({ name, decltype: decltype ?? null }));
}

export function toRow(row: readonly SqlValue[]): WireValue[] {
  return row.map(toWire);
}

export function toRowid(rowid: bigint | undefined): string | null {
  return rowid === undefined ? null : rowid.toString();
}

export function toStatementResult(result: StatementResult): WireStatementResult {
  return {
    cols: toColumns(result.columns),
    rows: result.rows.map(toRow),
    affected_row_count: result.affectedRows,
    last_insert_rowid: toRowid(result.lastInsertRowid),
    rows_read: result.rowsRead,
    rows_written: result.rowsWritten,
    query_duration_ms: Math.round(result.milliseconds * 1_000) / 1_000,
  };
}

export function toError({ message, code, extendedCode }: SqlError): WireError {
  return extendedCode === undefined ? { message, code } : { message, code, extended_code: extendedCode };
}

/** Both lists have an entry for each step; a step that was passed over has neither. */
export function toBatchResult(outcomes: readonly Outcome[]): WireBatchResult {
  return {
    step_results: outcomes.map((outcome) => (outcome.type === 'ok' ? toStatementResult(outcome.result) : null)),
    step_errors: outcomes.map((outcome) => (outcome.type === 'error' ? toError(outcome.error) : null)),
  };
}

export function toDescribeResult({ parameters, columns, isExplain, isReadonly }: Description): WireDescribeResult {
  return {
    params: parameters.map(({ name }) => ({ name: name ?? null })),
    cols: toColumns(columns),
    is_explain: isExplain,
    is_readonly: isReadonly,
  };
}
