import type { Access, Outcome, Program, RowFormat } from '../engine.ts';
import type { ProgramLimits } from './messages.ts';
import type { Lease } from './pool.ts';
import type { ParsedStep } from './program.ts';

/** A program whose texts are parsed and allowed. */
export interface ReadyProgram {
  readonly id: number;
  readonly program: Program;
  readonly steps: readonly ParsedStep[];
  readonly limits: ProgramLimits;
  readonly rowFormat?: RowFormat | undefined;
  /** The stream is closed behind it. */
  readonly isLast?: boolean | undefined;
}

/** A stream as its database sees it. */
export interface Stream {
  readonly key: number;
  readonly access: Access;
  lease: Lease<Stream> | undefined;
  /** It has written in its open transaction. */
  isWriting: boolean;
  /** It has changed the schema in its open transaction. */
  hasNewSchema: boolean;
  /** Its transaction was rolled back for lasting too long, and it has not been told yet. */
  isTimedOut: boolean;
  run: Run | undefined;
}

/** A program on its way. */
export interface Run extends ReadyProgram {
  readonly outcomes: Outcome[];
  readonly succeeded: boolean[];
  bytes: number;
  hasWritten: boolean;
  /** The transaction ended under it: the rest of its steps fail. */
  isTimedOut: boolean;
  /** It was answered. */
  isOver: boolean;
}

export function createStream(key: number, access: Access): Stream {
  return {
    key,
    access,
    lease: undefined,
    isWriting: false,
    hasNewSchema: false,
    isTimedOut: false,
    run: undefined,
  };
}

export function createRun(program: ReadyProgram): Run {
  return {
    ...program,
    outcomes: [],
    succeeded: [],
    bytes: 0,
    hasWritten: false,
    isTimedOut: false,
    isOver: false,
  };
}

/** Whether no transaction is open on a stream. */
export function isAutocommit({ lease }: Stream): boolean {
  return lease?.connection.isAutocommit() ?? true;
}

/** Whether closing a stream would lose nothing. */
export function isPristine(stream: Stream): boolean {
  return isAutocommit(stream) && !stream.lease?.isChanged;
}
