import type { ClockState } from '../../sandbox/clock/clock.ts';
import type { Moment } from '../../sandbox/clock/time.ts';
import type {
  Access,
  Description,
  LoadResult,
  Outcome,
  Program,
  RowFormat,
  SqlError,
  StreamState,
  TableSummary,
} from '../engine.ts';

/** A content and where it is: an engine of a process keeps the contents of one directory. */
export interface ContentAddress {
  readonly engine: number;
  readonly content: string;
}

/** A stream of a content. Its number is unique in the server. */
export interface StreamAddress extends ContentAddress {
  readonly stream: number;
}

/** Limits of one program that its caller sets. */
export interface ProgramLimits {
  readonly maxBytes?: number | undefined;
  readonly blocked?: { readonly reads: boolean; readonly writes: boolean } | undefined;
  /** The disk space for contents is used up: nothing more is written. */
  readonly full?: boolean | undefined;
}

interface StreamCall extends StreamAddress {
  readonly id: number;
  readonly access: Access;
  /** A transaction or a setting of an earlier call must still be on the connection; without it the stream has expired. */
  readonly isContinued: boolean;
  /** Left out where the runner has heard it before. */
  readonly initialSql?: string | undefined;
  readonly now: Moment;
}

/** A message to a runner of SQL. One with an `id` is answered once, by a `result` or a `defect`. */
export type Request =
  | {
      readonly type: 'engine';
      readonly engine: number;
      readonly directory: string;
      /** Acknowledged writes must survive a crash of the machine. */
      readonly isDurable: boolean;
      readonly clock: ClockState;
    }
  | { readonly type: 'clock'; readonly engine: number; readonly clock: ClockState }
  | ({
      readonly type: 'run';
      readonly program: Program;
      readonly limits?: ProgramLimits | undefined;
      readonly rowFormat?: RowFormat | undefined;
      /** The stream is closed behind it. */
      readonly isLast?: boolean | undefined;
    } & StreamCall)
  | ({ readonly type: 'describe'; readonly sql: string } & StreamCall)
  /** Withdraws a program that waits for the right to write. */
  | { readonly type: 'withdraw'; readonly id: number; readonly error: SqlError }
  | ({ readonly type: 'close'; readonly now: Moment } & StreamAddress)
  | ({ readonly type: 'closeEngine'; readonly id: number } & ContentAddress)
  | ({ readonly type: 'closeContent' } & ContentAddress & { readonly id: number })
  /** The clock has reached a moment that a `waiting` message named. */
  | ({ readonly type: 'tick'; readonly now: Moment } & ContentAddress)
  | ({ readonly type: 'size'; readonly id: number; readonly initialSql?: string | undefined } & ContentAddress)
  | ({ readonly type: 'tables'; readonly id: number; readonly initialSql?: string | undefined } & ContentAddress)
  /** Writes the committed rows into a new file. */
  | ({
      readonly type: 'vacuum';
      readonly id: number;
      readonly initialSql?: string | undefined;
      readonly path: string;
    } & ContentAddress)
  /** Runs a file of SQL in another file, which may hold rows, and puts that in the place of a content if all of it ran. */
  | ({ readonly type: 'fill'; readonly id: number; readonly sql: string; readonly path: string } & ContentAddress)
  /** Checks a file and puts it in the place of a content. */
  | ({ readonly type: 'load'; readonly id: number; readonly path: string } & ContentAddress);

/** How a program ended. */
export type RunReply = StreamState & {
  readonly result:
    | { readonly type: 'done'; readonly outcomes: readonly Outcome[] }
    | { readonly type: 'failed'; readonly error: SqlError }
    | { readonly type: 'forbidden' }
    | { readonly type: 'expired' };
  /** Bytes of the content after a program that wrote. */
  readonly size?: number | undefined;
};

export type DescribeReply = StreamState & {
  readonly result:
    | { readonly type: 'done'; readonly description: Description }
    | { readonly type: 'failed'; readonly error: SqlError }
    | { readonly type: 'expired' };
};

/** A message from a runner of SQL. */
export type Reply =
  | { readonly type: 'result'; readonly id: number; readonly value: ReplyValue }
  /** The request could not be served, for a reason that is not its own. */
  | { readonly type: 'defect'; readonly id: number; readonly message: string }
  /** The program waits for the right to write; the runner wants a `tick` at that moment of the clock. */
  | ({
      readonly type: 'waiting';
      readonly id: number;
      readonly until: Moment | undefined;
      readonly isUntouched: boolean;
    } & ContentAddress)
  /** A program that waits wants its `tick` at another moment. */
  | { readonly type: 'deadline'; readonly id: number; readonly until: Moment | undefined }
  /** A program has run some of its steps, and lets others have a turn. */
  | { readonly type: 'yielded'; readonly id: number }
  /** A program that has waited or yielded goes on. */
  | { readonly type: 'resumed'; readonly id: number }
  /** Work goes on: no single statement has run for long. */
  | { readonly type: 'alive' };

export type ReplyValue = RunReply | DescribeReply | LoadResult | number | readonly TableSummary[] | boolean | undefined;
