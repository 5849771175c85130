import { Problem } from '../../contract/problem.ts';
import type { Outcome, Program, RowFormat, SqlError } from '../../sql/engine.ts';
import type { HranaDatabase } from './database.ts';
import { maxResponseBytes } from './limits.ts';
import { messages } from './messages.ts';
import type { Meter } from './meter.ts';
import { runProgram, type Stream } from './stream.ts';
import { streamExpired } from './streams.ts';
import type { WrittenResults } from './written-results.ts';

/** The stream and the database that a request runs on. */
export interface Work {
  readonly stream: Stream;
  readonly database: HranaDatabase;
  readonly meter: Meter;
  /** Makes a signal that aborts when the caller has gone; undefined where nobody can go. */
  readonly signal: (() => AbortSignal) | undefined;
  /** Nothing but the end of the stream follows. */
  readonly isLast?: boolean;
  /** Takes the rows of results; undefined to have their values. */
  readonly written?: WrittenResults;
}

/** How a program went: its outcomes, or why nothing of it ran. */
export type WorkResult =
  | { readonly type: 'done'; readonly outcomes: readonly Outcome[] }
  | { readonly type: 'failed'; readonly error: SqlError };

/**
 * Runs a program on the stream of a request.
 *
 * @param rowFormat lets the engine write the rows; undefined to have their values
 * @throws Problem 403 where the token does not allow it, 400 with the code `STREAM_EXPIRED` where the stream is gone
 */
export async function run(
  { stream, database, meter, signal, isLast }: Work,
  program: Program,
  rowFormat?: RowFormat,
): Promise<WorkResult> {
  const result = await runProgram(stream, program, {
    maxBytes: maxResponseBytes,
    ...(database.blocked && { blocked: database.blocked }),
    ...(signal && { signal }),
    ...(isLast && { isLast }),
    ...(rowFormat && { rowFormat }),
  });
  meter.add(program, result);
  switch (result.type) {
    case 'forbidden':
      throw new Problem(403, messages.forbidden('Write', database.name));
    case 'expired':
      throw streamExpired(messages.lostStream);
    default:
      return result;
  }
}

/** Lets the programs of a request share one signal, which is made when the first of them asks for it. */
export function shared(make: (() => AbortSignal) | undefined): (() => AbortSignal) | undefined {
  let signal: AbortSignal | undefined;
  return make && (() => (signal ??= make()));
}
