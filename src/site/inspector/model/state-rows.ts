import { isRecord } from './is-record.ts';
import type { Snapshot } from './schemas.ts';

/** A row of the state, as snapshots have it. */
export type StateRow = Readonly<Record<string, unknown>>;

/** A table of the state. */
export interface StateTable {
  /** The name of its property in a snapshot. */
  readonly name: string;
  readonly rows: readonly StateRow[];
}

/** The tables of a state that have rows, in the order of the snapshot. */
export function tablesOf(snapshot: Snapshot): StateTable[] {
  return Object.entries(snapshot as unknown as Record<string, unknown>).flatMap(([name, rows]) =>
    Array.isArray(rows) && rows.length > 0 ? [{ name, rows: rows as StateRow[] }] : [],
  );
}

const names = ['name', 'slug', 'username', 'code', 'number', 'query', 'uuid', 'id', 'instance', 'key'];

/** Names a row by its most telling values, such as `my-org/my-db`. */
export function titleOf(row: StateRow): string {
  const text = (key: string): string | undefined => (typeof row[key] === 'string' ? row[key] : undefined);
  const owner = text('database') ?? text('organization') ?? text('owner') ?? text('collection');
  const own = names.flatMap((key) => text(key) ?? (typeof row[key] === 'number' ? String(row[key]) : [])).at(0);
  const time = text('month');
  return [[owner, own].filter(Boolean).join('/'), time].filter(Boolean).join(' ') || 'row';
}

/** The longest base64 text that is shown; the rows of a database may have megabytes. */
const longestBase64 = 200;

/** Formats a row as JSON, without the bytes of files and databases that are long. */
export function formatRow(row: StateRow): string {
  return JSON.stringify(
    row,
    (key, value: unknown) =>
      key === 'contentBase64' && typeof value === 'string' && value.length > longestBase64 ? undefined : value,
    2,
  );
}

/** Reads an edited row. Bytes that were left out stay as they are. @throws Error for what is no row */
export function parseRow(text: string, before: StateRow): StateRow {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`A row must be a JSON object: ${(error as Error).message}`, { cause: error });
  }
  if (!isRecord(value)) throw new Error('A row must be a JSON object.');
  const { contentBase64 } = before;
  const isLeftOut = typeof contentBase64 === 'string' && contentBase64.length > longestBase64;
  return isLeftOut && value['contentBase64'] === undefined ? { ...value, contentBase64 } : value;
}

/**
 * Puts a row in the place of another one, or removes it.
 *
 * @param current the state as it is now
 * @param before the row as it was shown
 * @param after undefined to remove the row
 * @throws Error when the row is no longer as it was shown
 */
export function withRow(current: Snapshot, table: string, before: StateRow, after: StateRow | undefined): Snapshot {
  const rows = tablesOf(current).find(({ name }) => name === table)?.rows ?? [];
  const shown = JSON.stringify(before);
  const index = rows.findIndex((row) => JSON.stringify(row) === shown);
  if (index < 0)
    throw new Error('The row has changed in the meantime, so nothing was stored. Reload it and try again.');
  return { ...current, [table]: rows.toSpliced(index, 1, ...(after ? [after] : [])) };
}
