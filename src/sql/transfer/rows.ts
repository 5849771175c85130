import type { SqlValue, Step } from '../engine.ts';
import { type Connection, type Rows, TransferError } from './connection.ts';
import type { TableToCopy } from './schema.ts';

/** Rows that are read at once to begin with, and at most. */
const firstPage = 200;
const largestPage = 2_000;

/** Bytes of a page below which the next one may be larger, and of the values that one request writes. */
const smallPage = 250_000;
const largestRequest = 4_000_000;

/** Parameters of one INSERT. */
const mostParameters = 1_000;

/**
 * Reads the rows of a table page by page and writes each page before it reads the next.
 *
 * @param onRows called with the number of rows of each page
 */
export async function copyRows(
  from: Connection,
  to: Connection,
  table: TableToCopy,
  onRows: (count: number) => void,
): Promise<void> {
  let last: readonly SqlValue[] | undefined;
  let size = firstPage;
  for (;;) {
    const page = await readPage(from, table, last, size);
    if (page === 'tooLarge') {
      size = Math.ceil(size / 4);
      continue;
    }
    await writeRows(to, table, page);
    onRows(page.length);
    if (page.length < size) return;
    last = keyOf(table, page.at(-1)!);
    if (bytesOf(page.flat()) < smallPage) size = Math.min(size * 2, largestPage);
  }
}

/** Each row begins with its rowid, where the table has one. */
async function readPage(
  from: Connection,
  { name, columns, rowid, key }: TableToCopy,
  last: readonly SqlValue[] | undefined,
  size: number,
): Promise<Rows | 'tooLarge'> {
  const order = (rowid === undefined ? key.map(quote) : [rowid]).join(', ');
  const places = (rowid === undefined ? key : [rowid]).map(() => '?').join(', ');
  const selected = [...(rowid === undefined ? [] : [rowid]), ...columns.map(quote)].join(', ');
  const where = last ? `WHERE (${order}) > (${places})` : '';
  const sql = `SELECT ${selected} FROM ${quote(name)} ${where} ORDER BY ${order} LIMIT ${size}`;
  try {
    return await from.query(sql, ...(last ?? []));
  } catch (error) {
    if (size > 1 && error instanceof TransferError && error.code === 'RESPONSE_TOO_LARGE') return 'tooLarge';
    throw error;
  }
}

function keyOf({ rowid, columns, key }: TableToCopy, row: readonly SqlValue[]): readonly SqlValue[] {
  return rowid === undefined ? key.map((column) => row[columns.indexOf(column)]!) : [row[0]!];
}

async function writeRows(to: Connection, table: TableToCopy, rows: Rows): Promise<void> {
  const { name, columns, rowid, hasOwnRowid } = table;
  const names = [...(hasOwnRowid ? [rowid!] : []), ...columns.map(quote)];
  const into = `INSERT INTO ${quote(name)} (${names.join(', ')}) VALUES `;
  const rowsPerStep = Math.max(1, Math.floor(mostParameters / names.length));
  const written = rowid !== undefined && !hasOwnRowid ? rows.map((row) => row.slice(1)) : rows;
  let steps: Step[] = [];
  let bytes = 0;
  for (let start = 0; start < written.length; start += rowsPerStep) {
    const part = written.slice(start, start + rowsPerStep);
    const size = bytesOf(part.flat());
    if (bytes + size > largestRequest && steps.length > 0) {
      await to.run(steps);
      [steps, bytes] = [[], 0];
    }
    // Rows that are large together go one by one.
    if (size > largestRequest) for (const row of part) await to.run([insert(into, [row])]);
    else steps.push(insert(into, part));
    bytes += size;
  }
  if (steps.length > 0) await to.run(steps);
}

function insert(into: string, rows: Rows): Step {
  const positional: SqlValue[] = [];
  const place = (value: SqlValue): string => {
    // An infinite number has no JSON.
    if (value === Infinity || value === -Infinity) return value > 0 ? '9e999' : '-9e999';
    positional.push(value);
    return '?';
  };
  const tuples = rows.map((row) => `(${row.map(place).join(', ')})`);
  return { sql: into + tuples.join(', '), arguments: { positional }, wantRows: false };
}

function bytesOf(values: readonly SqlValue[]): number {
  let bytes = 0;
  for (const value of values) {
    if (typeof value === 'string') bytes += value.length + 30;
    else bytes += value instanceof Uint8Array ? value.byteLength * 1.4 + 30 : 30;
  }
  return bytes;
}

/** A name in SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
