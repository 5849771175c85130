import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ChangedRow, RecordedChanges, RowChange, RowChanges } from '../../contract/call.ts';
import { toRecordedChanges } from '../../contract/recorded-changes.ts';
import { formatTime, isMoment } from '../clock/time.ts';
import { onWrite } from './sqlite.ts';

/** The maximum number of changed rows to keep of one call. */
const maximumRows = 50;

/** The maximum length of a text in a changed row, in characters. */
const maximumText = 500;

/** A smaller state is deleted quickly even with triggers. In bytes. */
const largeSize = 4_096_000;

/** About four hundred databases, in bytes. The first state takes half. */
const manyRows = 409_600;

/** Notes which rows a call inserts, updates and deletes. */
export interface RowRecorder {
  /** Runs a function and returns its result with the rows that it changed. A nested call joins the outer one. */
  record<T>(run: () => T): { readonly result: T; readonly changes: RecordedChanges | undefined };
  /**
   * Prepares for a transaction of several calls.
   *
   * @returns a function to call when the whole transaction is rolled back
   */
  mark(): () => void;
  /** Whether the state has so many rows that a deletion of all is faster without foreign keys, which are checked row by row. */
  hasMany(): boolean;
  /** Removes the triggers, so that all rows of a large table are deleted at once. */
  suspend(): void;
}

/**
 * Creates the recorder. Triggers pass the rows to a function, which costs less than to write them to a table. A table
 * gets its triggers before a call first writes to it, because triggers for all tables take a megabyte and 10 ms.
 */
export function createRowRecorder(database: DatabaseSync): RowRecorder {
  let counted: StatementSync | undefined;
  let watched: ReadonlySet<string> = new Set();
  /** The rows of the running call; undefined between calls. One row more than is kept tells that there were more. */
  let rows: string[] | undefined;
  const referring = new Map<string, readonly string[]>();
  const columns = new Map<string, readonly string[]>();
  const decode = (text: string): RowChanges => {
    const recorded = JSON.parse(text) as RecordedRow[];
    const rowOf = ([table, event, ...values]: RecordedRow): RowChange =>
      toRowChange(table, event, values, columns.get(table)!);
    return { rows: recorded.slice(0, maximumRows).map(rowOf), isComplete: recorded.length <= maximumRows };
  };
  const prepare = (): StatementSync => {
    // The triggers are temporary; by default they would take a file.
    database.exec('PRAGMA temp_store = MEMORY');
    database.function('records_changes', () => Number(rows !== undefined && rows.length <= maximumRows));
    database.function('record_change', (values) => {
      rows!.push(values as string);
      return null;
    });
    return database.prepare(`SELECT (page_count - freelist_count) * page_size AS bytes
      FROM pragma_page_count, pragma_freelist_count, pragma_page_size`);
  };
  /** In bytes, without the pages of rows that were deleted. */
  const size = (): number => Number((counted ??= prepare()).get()!['bytes']);
  onWrite(database, (table, isDelete) => {
    if (!rows || table === 'settings') return;
    if (isDelete && !referring.has(table)) referring.set(table, tablesThatReferTo(database, table));
    const written = isDelete ? referring.get(table)! : [table];
    const added = written.filter((each) => !watched.has(each));
    if (added.length === 0) return;
    for (const each of added) {
      const found = database.prepare(`PRAGMA table_info(${each})`).all() as unknown as Column[];
      columns.set(
        each,
        found.map(({ name }) => inCamelCase(name)),
      );
      database.exec(triggersOf(each, found).join(';'));
    }
    watched = new Set([...watched, ...added]);
  });
  return {
    record(run) {
      if (rows) return { result: run(), changes: undefined };
      counted ??= prepare();
      const recorded: string[] = [];
      rows = recorded;
      const before = watched;
      try {
        const result = run();
        return {
          result,
          changes: recorded.length === 0 ? undefined : toRecordedChanges(`[${recorded.join()}]`, decode),
        };
      } catch (error) {
        // The rollback has removed the triggers of this call.
        watched = before;
        throw error;
      } finally {
        rows = undefined;
      }
    },
    mark() {
      counted ??= prepare();
      const before = watched;
      return () => {
        // The rollback has removed the triggers since.
        watched = before;
      };
    },
    hasMany: () => size() >= manyRows,
    suspend() {
      if (watched.size === 0 || size() < largeSize) return;
      const names = [...watched].flatMap((table) => events.map((event) => nameOf(table, event)));
      database.exec(names.map((name) => `DROP TRIGGER ${name}`).join(';'));
      watched = new Set();
    },
  };
}

/** Lists a table and the tables whose rows may go with its rows. */
function tablesThatReferTo(database: DatabaseSync, table: string): string[] {
  const rows = database.prepare(`
    WITH RECURSIVE
      reference (child, parent) AS (
        SELECT sqlite_schema.name, "table" FROM main.sqlite_schema, pragma_foreign_key_list(sqlite_schema.name)
        WHERE type = 'table'
      ),
      reached (name) AS (SELECT ? UNION SELECT child FROM reference JOIN reached ON parent = reached.name)
    SELECT name FROM reached`);
  return rows.all(table).map(({ name }) => String(name));
}

const events = ['insert', 'update', 'delete'] as const;

type Event = (typeof events)[number];

function nameOf(table: string, event: Event): string {
  return `temp.record_${event}_${table}`;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** The statements that create the triggers of a table. */
function triggersOf(table: string, columns: readonly Column[]): string[] {
  return events.map((event) => {
    const before = event === 'insert' ? [] : valuesOf(columns, 'old', event);
    const after = event === 'delete' ? [] : valuesOf(columns, 'new', event);
    return `CREATE TRIGGER ${nameOf(table, event)} AFTER ${event} ON main.${table} WHEN records_changes()
      BEGIN SELECT record_change(json_array('${table}', '${event}', ${[...before, ...after].join(', ')})); END`;
  });
}

/** An expression for each column of a row. */
function valuesOf(columns: readonly Column[], row: 'old' | 'new', event: Event): string[] {
  return columns.map(({ name, type }) => {
    if (type === 'BLOB') return sizeOf(name, row, event);
    // One character more than is kept tells that there were more.
    return type === 'TEXT' ? `substr(${row}.${name}, 1, ${maximumText + 1})` : `${row}.${name}`;
  });
}

/** Bytes are keys or files, so only their size is recorded, and whether an update replaces them. */
function sizeOf(name: string, row: 'old' | 'new', event: Event): string {
  const isReplaced = event === 'update' && row === 'new' ? `iif(old.${name} IS new.${name}, '', 'other ')` : `''`;
  return `length(${row}.${name}) || ' ' || ${isReplaced} || 'bytes'`;
}

function inCamelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A table, what happened to a row of it, and the values of its columns: those before, and those after. */
type RecordedRow = readonly [table: string, event: Event, ...values: (string | number | null)[]];

function toRowChange(
  table: string,
  event: Event,
  values: readonly (string | number | null)[],
  names: readonly string[],
): RowChange {
  const before = event === 'insert' ? undefined : toRow(names, values, 0);
  const after = event === 'delete' ? undefined : toRow(names, values, event === 'update' ? names.length : 0);
  return { table: inCamelCase(table), ...(before && { before }), ...(after && { after }) };
}

/** A row without its empty columns, named as in snapshots, with its times formatted. @param from where its values begin */
function toRow(names: readonly string[], values: readonly (string | number | null)[], from: number): ChangedRow {
  const row: Record<string, string | number> = {};
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    const value = values[from + index]!;
    if (value === null) continue;
    if (typeof value === 'string') row[name] = value.length > maximumText ? `${value.slice(0, maximumText)}…` : value;
    else row[name] = name.endsWith('At') && isMoment(value) ? formatTime(value) : value;
  }
  return row;
}
