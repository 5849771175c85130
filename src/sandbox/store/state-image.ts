import type { DatabaseSync } from 'node:sqlite';
import { type Moment, startOfMonth } from '../clock/time.ts';
import { openBytes, type StateImage } from './open-memory.ts';
import { createStore, type Store } from './store.ts';

/** Two moments of different months. All that differs between their states depends on the time. */
const samples: readonly [Moment, Moment] = [1_700_000_000_123, 1_800_000_000_456];

/**
 * Makes an image of the state that a function writes.
 *
 * @param write writes into an empty store; draws nothing at random
 * @returns undefined where Node cannot copy a database, and for a state that depends on the time in another way than by
 *   moments
 */
export function createStateImage(write: (store: Store, now: Moment) => void): StateImage | undefined {
  const [first, second] = samples.map((now) => writtenAt(now, write));
  if (!first || !second) return undefined;
  const [one, other] = [openBytes(first), openBytes(second)];
  try {
    const found = tablesOf(one).map((table) => changesOf(table, rowsOf(one, table), rowsOf(other, table)));
    if (found.includes(undefined)) return undefined;
    const changes = found.flatMap((each) => each ?? []);
    return {
      bytes: first,
      adapt: (now) =>
        changes
          .map(({ table, values }) => `UPDATE ${table} SET ${values.map((each) => each(now)).join(', ')}`)
          .join(';'),
    };
  } finally {
    one.close();
    other.close();
  }
}

function writtenAt(now: Moment, write: (store: Store, now: Moment) => void): Uint8Array | undefined {
  const store = createStore();
  try {
    store.transaction(() => write(store, now));
    return store.bytes();
  } finally {
    store.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

function tablesOf(database: DatabaseSync): string[] {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return tables.map(({ name }) => String(name));
}

function rowsOf(database: DatabaseSync, table: string): Row[] {
  return database.prepare(`SELECT * FROM ${table}`).all();
}

/** The columns of a table that a copy has values of its own for, as assignments. */
interface TableChanges {
  readonly table: string;
  readonly values: readonly ((now: Moment) => string)[];
}

/** @returns undefined for rows that differ in anything else than moments and contents */
function changesOf(table: string, one: readonly Row[], other: readonly Row[]): TableChanges[] | undefined {
  if (one.length !== other.length) return undefined;
  const values: ((now: Moment) => string)[] = [];
  for (const column of Object.keys(one[0] ?? {})) {
    const pairs = one.map((row, index) => [row[column], other[index]![column]] as const);
    if (pairs.every(isEqual)) continue;
    if (table === 'databases' && column === 'content') values.push(() => `${column} = lower(hex(randomblob(16)))`);
    else if (pairs.every(isMoment)) values.push((now) => `${column} = ${column} + ${now - samples[0]}`);
    else if (pairs.every(isMonth)) values.push((now) => `${column} = ${startOfMonth(now)}`);
    else return undefined;
  }
  return values.length > 0 ? [{ table, values }] : [];
}

type Pair = readonly [unknown, unknown];

function isEqual([one, other]: Pair): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0;
  return one === other;
}

/** Whether the values lie as far apart as the samples. */
function isMoment([one, other]: Pair): boolean {
  if (one === null) return other === null;
  return typeof one === 'number' && typeof other === 'number' && other - one === samples[1] - samples[0];
}

function isMonth([one, other]: Pair): boolean {
  return one === startOfMonth(samples[0]) && other === startOfMonth(samples[1]);
}
