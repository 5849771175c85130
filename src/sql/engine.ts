/**
 * The interface between a protocol that speaks SQL and an engine that runs it.
 *
 * A protocol opens a stream on a content, hands it programs and reads the results. An engine knows nothing of HTTP,
 * tokens or the protocol's wire format. Everything here but `Uint8Array`, `bigint` and `AbortSignal` is plain data.
 */
import type { Clock } from '../sandbox/clock/clock.ts';

/**
 * A value as SQL knows it: `null` is NULL, a `bigint` an INTEGER (64 bits, signed), a `number` a REAL (infinities
 * included, never NaN), a string a TEXT, a `Uint8Array` a BLOB.
 */
export type SqlValue = null | bigint | number | string | Uint8Array;

/**
 * The rows of one database, kept under a name that never leaves the server.
 *
 * The engine makes the file with the first program, so a content without a file is an empty database.
 */
export interface Content {
  /** Random, of letters, digits and hyphens; it becomes the name of a file. */
  readonly id: string;
  /** Statements that run once, in one transaction, when the content is first used and has no file. */
  readonly initialSql?: string | undefined;
}

/** The actions that a fine-grained rule can allow, in the service's words. */
export type TableAction =
  'data_read' | 'data_add' | 'data_update' | 'data_delete' | 'schema_add' | 'schema_update' | 'schema_delete';

/** Allows some actions on some tables; `null` stands for every table. Names of tables match without regard to case. */
export interface TableRule {
  readonly tables: readonly string[] | null;
  readonly actions: readonly TableAction[];
}

/**
 * The rights of a stream, fixed when it is opened.
 *
 * With `read-only`, a program that holds a statement that writes is `forbidden` as a whole and nothing of it runs.
 * With `rules`, an action that no rule allows fails its step with `SQLITE_AUTH`.
 */
export type Access = 'full' | 'read-only' | { readonly rules: readonly TableRule[] };

/** The arguments of a statement. A name may have its prefix (`:a`, `@a`, `$a`) or lack it. Giving both kinds is an error. */
export interface Arguments {
  readonly positional?: readonly SqlValue[] | undefined;
  readonly named?: readonly { readonly name: string; readonly value: SqlValue }[] | undefined;
}

/** Decides whether a step runs. Steps are counted from 0; only earlier ones may be named, others count as skipped. */
export type Condition =
  | { readonly type: 'ok'; readonly step: number }
  | { readonly type: 'error'; readonly step: number }
  | { readonly type: 'not'; readonly condition: Condition }
  | { readonly type: 'and'; readonly conditions: readonly Condition[] }
  | { readonly type: 'or'; readonly conditions: readonly Condition[] }
  | { readonly type: 'isAutocommit' };

/** One statement of a program. */
export interface Step {
  /** Must hold exactly one statement. */
  readonly sql: string;
  readonly arguments?: Arguments | undefined;
  /** With false the result has columns but no rows. True unless given. */
  readonly wantRows?: boolean | undefined;
  /** A step without one always runs. */
  readonly condition?: Condition | undefined;
}

/**
 * A unit of work that crosses to the engine once.
 *
 * `steps` run in order; one that fails does not keep later ones from running, their conditions do. A `script` is a text of any
 * number of statements without arguments and rows, and ends at the first that fails. In both, all texts are parsed and
 * held to the policy before the first statement runs.
 */
export type Program =
  { readonly type: 'steps'; readonly steps: readonly Step[] } | { readonly type: 'script'; readonly sql: string };

/** A column of a result. `decltype` is the type that the table declares, undefined for an expression. */
export interface Column {
  readonly name: string;
  readonly decltype: string | undefined;
}

/** Why SQL was refused or failed. */
export interface SqlError {
  /** `SQL_PARSE_ERROR`, `ARGS_INVALID`, `SQLITE_CONSTRAINT`, `TRANSACTION_TIMEOUT`, … as the service has them. */
  readonly code: string;
  /** SQLite's extended code by name, such as `SQLITE_CONSTRAINT_UNIQUE`, where it says more than `code`. */
  readonly extendedCode?: string | undefined;
  /** The whole text for the caller, prefix included. */
  readonly message: string;
  /** Where in the statement's text the error lies, in UTF-16 units from 0, where it is known. */
  readonly offset?: number | undefined;
}

/**
 * How an engine writes rows for a protocol: `list` is the JSON list of all rows; `entries` has a line for each row, as a
 * cursor sends it. A row is a list of values as SQL over HTTP has them.
 *
 * @see https://github.com/tursodatabase/turso/blob/9e8a19a/serverless/PROTOCOL.md#82-values
 */
export type RowFormat = 'list' | 'entries';

/** Rows that are written already. */
export interface WrittenRows {
  readonly count: number;
  /** In UTF-8. */
  readonly bytes: Uint8Array;
}

/** The result of a statement. */
export interface StatementResult {
  readonly columns: readonly Column[];
  /** Empty where the step did not want rows, and where they are in `written`. */
  readonly rows: readonly (readonly SqlValue[])[];
  /** The rows as `RunOptions.rowFormat` wants them; undefined where there are none, or the engine does not write rows. */
  readonly written?: WrittenRows | undefined;
  /** Rows that an INSERT, UPDATE or DELETE changed itself, without triggers and cascades; 0 for other statements. */
  readonly affectedRows: number;
  /** For an INSERT or REPLACE the last rowid of the connection, 0 before any; undefined for other statements. */
  readonly lastInsertRowid: bigint | undefined;
  /** For usage; see `Engine.counts`. */
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** How long it ran, in milliseconds of real time. */
  readonly milliseconds: number;
}

/** How one step went. */
export type Outcome =
  | { readonly type: 'ok'; readonly result: StatementResult }
  | {
      readonly type: 'error';
      readonly error: SqlError;
      /** The rows before the error, where the statement gave any: a cursor sends them. */
      readonly partial?: Pick<StatementResult, 'columns' | 'rows' | 'written'>;
    }
  | { readonly type: 'skipped' };

/** The state of a stream's connection between two programs. */
export interface StreamState {
  /** False while a transaction is open. */
  readonly autocommit: boolean;
  /** True when closing the stream would lose nothing: autocommit, and no pragma is set on the connection. */
  readonly pristine: boolean;
}

/**
 * The result of a program.
 *
 * - `done`: it ran; one outcome for each step, or for each statement of a script up to the first error.
 * - `failed`: the program as a whole. Nothing of it ran, since the parser, the policy or a limit refused it, but with two
 *   codes. `RESPONSE_TOO_LARGE`: it ran up to the step whose rows exceed the limit. `SQLITE_INTERRUPT`: a statement ran
 *   longer than the limit, or its process ended, with all that the program had not committed; the stream goes on in
 *   autocommit.
 * - `forbidden`: it writes and the stream is read-only. Nothing of it ran.
 * - `expired`: the stream is gone, with its transaction: it was closed, its content was removed or loaded, or its
 *   process ended while a transaction was open. Every later call of the stream says the same.
 */
export type RunResult =
  | ({ readonly type: 'done'; readonly outcomes: readonly Outcome[] } & StreamState)
  | ({ readonly type: 'failed'; readonly error: SqlError } & StreamState)
  | ({ readonly type: 'forbidden' } & StreamState)
  | { readonly type: 'expired' };

/** A statement as `describe` sees it. */
export interface Description {
  /** In the order of their numbers; the name with its prefix, undefined for `?`. */
  readonly parameters: readonly { readonly name: string | undefined }[];
  readonly columns: readonly Column[];
  readonly isExplain: boolean;
  readonly isReadonly: boolean;
}

/** The result of `describe`. An error leaves the stream as it was. */
export type DescribeResult =
  | ({ readonly type: 'done'; readonly description: Description } & StreamState)
  | ({ readonly type: 'failed'; readonly error: SqlError } & StreamState)
  | { readonly type: 'expired' };

/** Options of one program. */
export interface RunOptions {
  /** Bytes that the results may have together, by the engine's count; beyond it the program fails with `RESPONSE_TOO_LARGE`. */
  readonly maxBytes?: number | undefined;
  /** Usage is above its quota: steps that read, or that write, fail with `BLOCKED`. */
  readonly blocked?: { readonly reads: boolean; readonly writes: boolean } | undefined;
  /**
   * Withdraws a program that has not begun, or that waits for the right to write: it is `failed` with `SQLITE_INTERRUPT`,
   * and what ran of it is rolled back unless it was committed. A statement that runs is not stopped. The signal is made
   * only where something waits: most programs are done before anyone could withdraw them.
   */
  readonly signal?: (() => AbortSignal) | undefined;
  /** Lets the engine write the rows rather than hand over their values. An engine may pass over it. */
  readonly rowFormat?: RowFormat | undefined;
  /** Closes the stream behind the program, in the same step. The stream still has to be closed, which then costs nothing. */
  readonly isLast?: boolean | undefined;
}

/**
 * A connection that outlives a request. Programs of one stream run in the order in which they were handed over, one after
 * the other; programs of different streams may run at the same time.
 *
 * A stream has no time-out of its own: the protocol closes one that is idle. The right to write does. Only one stream of a
 * content may write at a time; others wait for it, first come first served. When the holder has kept it for five seconds on
 * the clock while another waits, its transaction is rolled back and its next program gets `TRANSACTION_TIMEOUT` in
 * each step, once. While the clock is stopped, a waiting program ends after 60 s of real time with `SQLITE_BUSY`.
 */
export interface SqlStream {
  readonly content: Content;
  readonly access: Access;
  /** Never rejects for what the SQL does; a rejection is a defect of the engine or a full disk. */
  run(program: Program, options?: RunOptions): Promise<RunResult>;
  /** Describes the first statement of a text without running it. Neither policy nor rights apply. */
  describe(sql: string): Promise<DescribeResult>;
  /**
   * Rolls back what is open and gives the connection back. Programs without an answer are `expired`, although one that was
   * running may have been done. May be called twice.
   */
  close(): void;
}

/** A table or view, for people to look at. */
export interface TableSummary {
  readonly name: string;
  readonly type: 'table' | 'view' | 'virtual';
  readonly columns: readonly { readonly name: string; readonly type: string; readonly primaryKey: boolean }[];
  /** Rows, counted up to `maxCountedRows`; undefined for a view. */
  readonly rows: number | undefined;
}

/** No table is counted further, so that looking at a large one stays cheap. */
export const maxCountedRows = 100_000;

/** Why bytes were not loaded. */
export type LoadResult = { readonly type: 'loaded' } | { readonly type: 'refused'; readonly reason: string };

/** A server that keeps the rows of an engine. */
export interface RowServer {
  /** Asks whether it can be used now. @returns why it cannot; undefined if it can */
  check(): Promise<string | undefined>;
}

/** Runs SQL for one sandbox. An engine costs nothing before its first SQL. */
export interface Engine {
  /** Whether `rowsRead` and `rowsWritten` are SQLite's own counts or derived from the query plan. */
  readonly counts: 'exact' | 'estimated';
  /** The server that keeps the rows; absent for an engine that keeps them on this machine. */
  readonly server?: RowServer | undefined;
  /** Opens a stream. Nothing happens before its first program; it never fails. */
  open(content: Content, access: Access): SqlStream;
  /** Ends all streams of a content; programs that wait or come later are `expired`. */
  endStreams(contentId: string): void;
  /** Ends the streams of a content and deletes its file. Resolves when it is gone; unknown ids are none. */
  remove(contentId: string): Promise<void>;
  /** Deletes all files that no id of the list names. */
  removeOrphans(contentIds: ReadonlySet<string>): Promise<void>;
  /** Copies the rows of a content, as they are committed at that moment, into another one. */
  copy(from: Content, to: Content): Promise<void>;
  /** The committed rows as a SQLite file; undefined for a content without a file and without `initialSql`. */
  bytes(content: Content): Promise<Uint8Array | undefined>;
  /** Replaces a content by a SQLite file, after checking it, and ends the streams of that content. */
  load(contentId: string, bytes: Uint8Array): Promise<LoadResult>;
  /**
   * Makes a content of what a dump's SQL gives, or replaces one. Other contents are served meanwhile.
   *
   * @param sql in UTF-8
   * @param from the rows to begin with; none unless given
   */
  fill(contentId: string, sql: Uint8Array, from?: Content): Promise<LoadResult>;
  /** Bytes that a content takes, pages times page size; 0 without a file. */
  size(content: Content): Promise<number>;
  /** Tables and views in the order of their names, without SQLite's own. */
  tables(content: Content): Promise<readonly TableSummary[]>;
  /** Ends all streams and closes all files; temporary contents are deleted. */
  end(): Promise<void>;
}

/** The parts of a sandbox that its engine uses. */
export interface EngineOptions {
  /** Time for transactions that wait, and for `now` in SQL while it is stopped or moved. */
  readonly clock: Pick<Clock, 'now' | 'at' | 'state' | 'onChange'>;
  /** Where contents are kept; without one they are temporary and go with the engine. Written with the first SQL. */
  readonly directory?: string | undefined;
}

/** Makes the engines of all sandboxes of a server, which share its processes. */
export interface EngineHost {
  createEngine(options: EngineOptions): Engine;
  /** Ends all engines and processes. */
  end(): Promise<void>;
}
