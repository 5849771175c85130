import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ChangedRow, RecordedChanges, RowChange, RowChanges } from '../../contract/call.ts';
import { toRecordedChanges } from '../../contract/recorded-changes.ts';
import { formatTime, isMoment } from '../clock/time.ts';
import { onWrite } from './sqlite.ts';

/** The maximum number of changed rows to keep of one call. */
const maximumRows = 50;

/** The maximum length of a text in a changed row, in characters. */
const maximumText = 500;

/** A state with fewer pages is deleted quickly even with triggers. */
const largePages = 1_000;

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
  /** Removes the triggers, so that all rows of a large table are deleted at once. */
  suspend(): void;
}

/**
 * Creates the recorder. Triggers write the rows as JSON into a temporary table, in the transaction of the call. A table
 * gets its triggers before a call first writes to it, because triggers for all tables take a megabyte and 10 ms.
 */
export function createRowRecorder(database: DatabaseSync): RowRecorder {
  let statements: { clear: StatementSync; read: StatementSync; pages: StatementSync } | undefined;
  let watched: ReadonlySet<string> = new Set();
  let isRecording = false;
  const referring = new Map<string, readonly string[]>();
  const prepare = () => {
    database.exec(`
      PRAGMA temp_store = MEMORY;
      CREATE TEMP TABLE changed_rows (id INTEGER PRIMARY KEY, table_name TEXT, before TEXT, after TEXT);
    `);
    return {
      clear: database.prepare('DELETE FROM changed_rows'),
      read: database.prepare('SELECT table_name AS "table", before, after FROM changed_rows ORDER BY id'),
      pages: database.prepare('SELECT page_count AS pages FROM pragma_page_count'),
    };
  };
  onWrite(database, (table, isDelete) => {
    if (!isRecording || table === 'settings') return;
    if (isDelete && !referring.has(table)) referring.set(table, tablesThatReferTo(database, table));
    const written = isDelete ? referring.get(table)! : [table];
    const added = written.filter((each) => !watched.has(each));
    if (added.length === 0) return;
    database.exec(added.flatMap((each) => triggersOf(database, each)).join(';'));
    watched = new Set([...watched, ...added]);
  });
  return {
    record(run) {
      if (isRecording) return { result: run(), changes: undefined };
      const { clear, read } = (statements ??= prepare());
      // Writes that belong to no call leave rows behind; the triggers stop after a few.
      clear.run();
      isRecording = true;
      const before = watched;
      try {
        const result = run();
        return { result, changes: toChanges(read.all() as unknown as RecordedRow[]) };
      } catch (error) {
        // The rollback has removed the triggers of this call.
        watched = before;
        throw error;
      } finally {
        isRecording = false;
      }
    },
    mark() {
      // Within the transaction, a rollback would remove the table.
      statements ??= prepare();
      const before = watched;
      return () => {
        // The rollback has removed the triggers since.
        watched = before;
      };
    },
    suspend() {
      if (watched.size === 0 || Number(statements!.pages.get()!['pages']) < largePages) return;
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

/** The statements that create the triggers of a table. One row more than is kept tells that there were more. */
function triggersOf(database: DatabaseSync, table: string): string[] {
  const columns = database.prepare(`PRAGMA table_info(${table})`).all() as unknown as Column[];
  return events.map((event) => {
    const before = event === 'insert' ? 'NULL' : rowOf(columns, 'old', event);
    const after = event === 'delete' ? 'NULL' : rowOf(columns, 'new', event);
    return `CREATE TRIGGER ${nameOf(table, event)} AFTER ${event} ON main.${table}
      WHEN ifnull((SELECT max(id) FROM changed_rows), 0) <= ${maximumRows}
      BEGIN INSERT INTO changed_rows (table_name, before, after) VALUES ('${inCamelCase(table)}', ${before}, ${after}); END`;
  });
}

/** An expression for a row as JSON, with its properties named as in snapshots. */
function rowOf(columns: readonly Column[], row: 'old' | 'new', event: Event): string {
  const members = columns.map(({ name, type }) => {
    const column = `${row}.${name}`;
    return `'${inCamelCase(name)}', ${type === 'BLOB' ? sizeOf(name, row, event) : type === 'TEXT' ? beginningOf(column) : column}`;
  });
  return `json_object(${members.join(', ')})`;
}

function beginningOf(column: string): string {
  return `iif(length(${column}) > ${maximumText}, substr(${column}, 1, ${maximumText}) || '…', ${column})`;
}

/** Bytes are keys or files, so only their size is recorded, and whether an update replaces them. */
function sizeOf(name: string, row: 'old' | 'new', event: Event): string {
  const isReplaced = event === 'update' && row === 'new' ? `iif(old.${name} IS new.${name}, '', 'other ')` : `''`;
  return `length(${row}.${name}) || ' ' || ${isReplaced} || 'bytes'`;
}

function inCamelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

interface RecordedRow {
  readonly table: string;
  readonly before: string | null;
  readonly after: string | null;
}

function toChanges(recorded: readonly RecordedRow[]): RecordedChanges | undefined {
  return recorded.length === 0 ? undefined : toRecordedChanges(JSON.stringify(recorded), decodeChanges);
}

function decodeChanges(text: string): RowChanges {
  const recorded = JSON.parse(text) as RecordedRow[];
  return { rows: recorded.slice(0, maximumRows).map(toRowChange), isComplete: recorded.length <= maximumRows };
}

function toRowChange({ table, before, after }: RecordedRow): RowChange {
  return {
    table,
    ...(before !== null && { before: toRow(before) }),
    ...(after !== null && { after: toRow(after) }),
  };
}

/** Leaves out columns without a value, and formats times. */
function toRow(json: string): ChangedRow {
  const row: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(JSON.parse(json) as Record<string, string | number | null>)) {
    const isTime = typeof value === 'number' && name.endsWith('At') && isMoment(value);
    if (value !== null) row[name] = isTime ? formatTime(value) : value;
  }
  return row;
}
