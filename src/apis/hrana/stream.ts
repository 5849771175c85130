import type { Access, Engine, RunOptions, RunResult, SqlStream, StreamState } from '../../sql/engine.ts';
import type { HranaDatabase } from './database.ts';
import { maxStoredTextBytes, maxStoredTexts } from './limits.ts';
import { messages } from './messages.ts';
import { createStoredTexts, type StoredTexts } from './stored-texts.ts';

/** A stream of the protocol: a connection of the engine, stored texts, and how the last program left it. */
export interface Stream {
  readonly sql: SqlStream;
  readonly texts: StoredTexts;
  state: StreamState;
}

/** Nothing was run yet. */
const fresh: StreamState = { autocommit: true, pristine: true };

/** @param texts those of a socket, which its streams share; a stream of HTTP has its own */
export function openStream(engine: Engine, { content }: HranaDatabase, access: Access, texts?: StoredTexts): Stream {
  return {
    sql: engine.open(content, access),
    texts: texts ?? createStoredTexts(maxStoredTexts, maxStoredTextBytes),
    state: fresh,
  };
}

/** A stream that refuses everything, since there are too many. */
export function busyStream({ content }: HranaDatabase, access: Access): Stream {
  const error = { code: 'TRANSACTION_BUSY', message: messages.tooManyStreams };
  const refuse = (): Promise<{ type: 'failed'; error: typeof error } & StreamState> =>
    Promise.resolve({ type: 'failed', error, ...fresh });
  return {
    sql: { content, access, run: refuse, describe: refuse, close() {} },
    texts: createStoredTexts(maxStoredTexts, maxStoredTextBytes),
    state: fresh,
  };
}

/** Whether closing a stream would lose nothing that its client may count on. */
export function isEmpty({ state, texts }: Stream): boolean {
  return state.pristine && texts.count() === 0;
}

/** Runs a program and keeps how it leaves the connection. */
export async function runProgram(
  stream: Stream,
  program: Parameters<SqlStream['run']>[0],
  options: RunOptions,
): Promise<RunResult> {
  const result = await stream.sql.run(program, options);
  if (result.type !== 'expired') stream.state = result;
  return result;
}
