import type { Column, SqlValue } from '../engine.ts';

/**
 * Bytes of a value as the service counts them: its JSON, where a blob counts without its encoding.
 *
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/result_builder.rs
 */
export function sizeOfValue(value: SqlValue): number {
  if (value === null) return 15;
  switch (typeof value) {
    case 'bigint':
      return 29 + (value > -1_000_000n && value < 1_000_000n ? 4 : 16);
    case 'number':
      return 34;
    case 'string':
      return 26 + value.length;
    default:
      return value.byteLength;
  }
}

export function sizeOfColumns(columns: readonly Column[]): number {
  return columns.reduce((size, { name, decltype = '' }) => size + 26 + name.length + decltype.length, 0);
}
