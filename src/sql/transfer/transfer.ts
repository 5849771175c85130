import { type Connection, TransferError } from './connection.ts';
import { copyRows, quote } from './rows.ts';
import { readSchema, type SchemaToCopy } from './schema.ts';

/** A table that was copied. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
}

export interface TransferOptions {
  /** Called after each page with the rows of a table that are copied so far. */
  readonly onProgress?: ((table: CopiedTable) => void) | undefined;
}

/**
 * Copies a database, as one transaction of it sees it, into an empty one, in one transaction as well. At no time more than
 * a page of rows is in memory.
 *
 * @returns the tables and how many rows each has, counted at both ends
 * @throws TransferError if the target is not empty, if something cannot be copied, or if the counts differ; the target is
 *   as it was
 */
export async function transfer(
  from: Connection,
  to: Connection,
  { onProgress }: TransferOptions = {},
): Promise<readonly CopiedTable[]> {
  await from.query('BEGIN');
  await requireEmpty(to);
  await to.query('BEGIN IMMEDIATE');
  await to.query('PRAGMA defer_foreign_keys = ON');
  const schema = await readSchema(from);
  const copied: CopiedTable[] = [];
  for (const table of schema.tables) {
    await to.query(table.sql);
    let rows = 0;
    if (table.rows === 'copied') {
      await copyRows(from, to, table, (count) => {
        rows += count;
        onProgress?.({ name: table.name, rows });
      });
    }
    copied.push({ name: table.name, rows });
  }
  await finishSchema(to, schema);
  await compare(from, to, schema);
  await to.query('COMMIT');
  await from.query('COMMIT');
  return copied;
}

async function requireEmpty(to: Connection): Promise<void> {
  const rows = await to.query("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' LIMIT 1");
  if (rows.length === 0) return;
  throw new TransferError(`the target is not empty: it has ${String(rows[0]![0])}. Give a new database as the target`);
}

async function finishSchema(to: Connection, { tables, others, userVersion, sequences }: SchemaToCopy): Promise<void> {
  // The rows that were inserted have set some of them already.
  if (sequences.length > 0) await to.query('DELETE FROM sqlite_sequence');
  for (const [name, last] of sequences) await to.query('INSERT INTO sqlite_sequence VALUES (?, ?)', name, last);
  for (const sql of others) await to.query(sql);
  for (const { name, rows } of tables) {
    if (rows === 'rebuilt') await to.query(`INSERT INTO ${quote(name)} (${quote(name)}) VALUES ('rebuild')`);
  }
  if (userVersion !== 0n) await to.query(`PRAGMA user_version = ${userVersion}`);
}

async function compare(from: Connection, to: Connection, { tables }: SchemaToCopy): Promise<void> {
  for (const { name, rows } of tables) {
    if (rows === 'none') continue;
    const sql = `SELECT count(*) FROM ${quote(name)}`;
    const [expected, found] = await Promise.all([from.query(sql), to.query(sql)]);
    if (expected[0]![0] === found[0]![0]) continue;
    throw new TransferError(
      `table ${name} has ${String(expected[0]![0])} rows, but ${String(found[0]![0])} arrived. Nothing was kept; try again`,
    );
  }
}
