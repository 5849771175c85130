import type { Arguments, Condition, Outcome, SqlError, SqlValue, StatementResult } from '../engine.ts';

/** A value in Hrana's JSON. */
export type WireValue =
  | { readonly type: 'null' }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'float'; readonly value: number | null }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'blob'; readonly base64: string };

export interface WireStatement {
  readonly sql: string;
  readonly args?: readonly WireValue[];
  readonly named_args?: readonly { readonly name: string; readonly value: WireValue }[];
  readonly want_rows?: boolean;
}

export interface WireStatementResult {
  readonly cols: readonly { readonly name: string | null; readonly decltype: string | null }[];
  readonly rows: readonly (readonly WireValue[])[];
  readonly affected_row_count: number;
  readonly last_insert_rowid: string | null;
  readonly rows_read: number;
  readonly rows_written: number;
  readonly query_duration_ms: number;
}

export interface WireBatchResult {
  readonly step_results: readonly (WireStatementResult | null)[];
  readonly step_errors: readonly (SqlError | null)[];
}

/** Infinity has no JSON number; SQLite reads it from a text, and only an engine's own values get here. */
export function encodeValue(value: SqlValue): WireValue {
  switch (typeof value) {
    case 'bigint':
      return { type: 'integer', value: value.toString() };
    case 'number':
      return { type: 'float', value };
    case 'string':
      return { type: 'text', value };
    default:
      return value === null ? { type: 'null' } : { type: 'blob', base64: toBase64(value) };
  }
}

/** An infinite float comes as `null`, whatever its sign. */
export function decodeValue(value: WireValue): SqlValue {
  switch (value.type) {
    case 'integer':
      return BigInt(value.value);
    case 'float':
      return value.value ?? Infinity;
    case 'text':
      return value.value;
    case 'blob':
      return toBytes(Buffer.from(value.base64, 'base64'));
    default:
      return null;
  }
}

export function encodeStatement(sql: string, { positional, named }: Arguments, wantRows: boolean): WireStatement {
  return {
    sql,
    ...(positional && positional.length > 0 && { args: positional.map(encodeValue) }),
    ...(named &&
      named.length > 0 && { named_args: named.map((each) => ({ ...each, value: encodeValue(each.value) })) }),
    want_rows: wantRows,
  };
}

export function encodeCondition(condition: Condition): object {
  switch (condition.type) {
    case 'not':
      return { type: 'not', cond: encodeCondition(condition.condition) };
    case 'and':
    case 'or':
      return { type: condition.type, conds: condition.conditions.map(encodeCondition) };
    case 'isAutocommit':
      return { type: 'is_autocommit' };
    default:
      return condition;
  }
}

/** @param wantRows the server sends rows that nobody wants */
export function decodeResult(result: WireStatementResult, isInsert: boolean, wantRows: boolean): StatementResult {
  const { last_insert_rowid: rowid } = result;
  return {
    columns: result.cols.map(({ name, decltype }) => ({ name: name ?? '', decltype: decltype ?? undefined })),
    rows: wantRows ? result.rows.map((row) => row.map(decodeValue)) : [],
    affectedRows: result.affected_row_count,
    lastInsertRowid: isInsert && rowid !== null ? BigInt(rowid) : undefined,
    rowsRead: result.rows_read,
    rowsWritten: result.rows_written,
    milliseconds: result.query_duration_ms,
  };
}

export function decodeError({ code, message }: SqlError): SqlError {
  return { code, message };
}

export function decodeOutcome(
  result: WireStatementResult | null | undefined,
  error: SqlError | null | undefined,
  isInsert: boolean,
  wantRows: boolean,
): Outcome {
  if (error) return { type: 'error', error: decodeError(error) };
  return result ? { type: 'ok', result: decodeResult(result, isInsert, wantRows) } : { type: 'skipped' };
}

/** Without the methods of a Buffer, as SQLite on this machine gives bytes. */
function toBytes({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
