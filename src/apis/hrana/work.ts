import { Problem } from '../../contract/problem.ts';
import type { Outcome, Program, SqlError } from '../../sql/engine.ts';
import type { HranaDatabase } from './database.ts';
import { maxResponseBytes } from './limits.ts';
import { messages } from './messages.ts';
import type { Meter } from './meter.ts';
import { runProgram, type Stream } from './stream.ts';
import { streamExpired } from './streams.ts';

/** The stream and the database that a request runs on. */
export interface Work {
  readonly stream: Stream;
  readonly database: HranaDatabase;
  readonly meter: Meter;
  /** Aborts when the caller has gone; undefined where nobody can go. */
  readonly signal: AbortSignal | undefined;
}

/** How a program went: its outcomes, or why nothing of it ran. */
export type WorkResult =
  | { readonly type: 'done'; readonly outcomes: readonly Outcome[] }
  | { readonly type: 'failed'; readonly error: SqlError };

/**
 * Runs a program on the stream of a request.
 *
 * @throws Problem 403 where the token does not allow it, 400 with the code `STREAM_EXPIRED` where the stream is gone
 */
export async function run({ stream, database, meter, signal }: Work, program: Program): Promise<WorkResult> {
  const result = await runProgram(stream, program, {
    maxBytes: maxResponseBytes,
    ...(database.blocked && { blocked: database.blocked }),
    ...(signal && { signal }),
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
