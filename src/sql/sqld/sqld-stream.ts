import { isDeepStrictEqual } from 'node:util';
import type {
  Access,
  Content,
  DescribeResult,
  Outcome,
  Program,
  RunOptions,
  RunResult,
  SqlError,
  SqlStream,
  StreamState,
} from '../engine.ts';
import { interrupted, responseTooLarge, sqliteError, withdrawn } from '../local/errors.ts';
import type { ParsedText } from '../local/parse.ts';
import { outcomesOf, parseProgram } from '../local/program.ts';
import { sizeOfColumns, sizeOfValue } from '../local/values.ts';
import { encodeProgram, refusalsOf } from './batch.ts';
import { describeRequest, toDescription } from './describe.ts';
import { programLimit } from './limits.ts';
import type { NamespaceCalls, PipelineReply, StreamRequest, StreamResult } from './namespace-calls.ts';
import { createTurns } from './turns.ts';
import { decodeOutcome, type WireBatchResult, type WireStatementResult } from './wire.ts';

/** The parts of its engine that a stream uses. */
export interface StreamContext {
  readonly namespace: string;
  readonly calls: NamespaceCalls;
  readonly parse: (sql: string) => ParsedText;
  /** Whether the clock of the sandbox shows another time than the server's. */
  hasOtherTime(): boolean;
  /** Creates the namespace with the first program. @returns why its initial SQL failed */
  prepare(): Promise<SqlError | undefined>;
  onClose(): void;
}

type Expired = { readonly type: 'expired' };

const fresh: StreamState = { autocommit: true, pristine: true };
const expired: Expired = { type: 'expired' };
const closing = { type: 'close' } as const;

/** A stream whose programs run on a libSQL server, one after the other. */
export function createSqldStream(
  content: Content,
  access: Access,
  context: StreamContext,
): SqlStream & { expire(): void } {
  const { namespace, calls } = context;
  const right = access === 'read-only' ? 'read' : 'write';
  const take = createTurns();
  const ended = new AbortController();
  let state = fresh;
  let baton: string | null = null;

  const end = (): void => {
    if (ended.signal.aborted) return;
    const left = baton;
    baton = null;
    ended.abort(expired);
    // Nobody waits for it: without it the server closes the stream after ten seconds.
    if (left !== null) calls.pipeline(namespace, [closing], { right, baton: left }).catch(() => undefined);
    context.onClose();
  };
  /** The connection is gone, and with it an open transaction. */
  const lose = (): Expired | undefined => {
    baton = null;
    if (state.pristine) return undefined;
    end();
    return expired;
  };
  const failed = (error: SqlError): { type: 'failed'; error: SqlError } & StreamState => ({
    type: 'failed',
    error,
    ...state,
  });

  const send = async (requests: readonly StreamRequest[], signal: AbortSignal): Promise<PipelineReply> => {
    const given = baton;
    baton = null;
    const reply = await calls.pipeline(namespace, requests, { right, baton: given, signal });
    if (reply.type === 'expired' && given !== null && state.pristine) return send(requests, signal);
    if (reply.type === 'done') baton = reply.baton;
    return reply;
  };

  /** Sends requests and gives the results to a function, or says why there are none. */
  async function perform<T>(
    requests: readonly StreamRequest[],
    withdraw: (() => AbortSignal) | undefined,
    use: (results: readonly StreamResult[]) => T,
  ): Promise<T | Expired | ({ readonly type: 'failed'; readonly error: SqlError } & StreamState) | Forbidden> {
    const withdrawal = withdraw?.();
    const limit = AbortSignal.timeout(programLimit);
    const signal = AbortSignal.any([ended.signal, limit, ...(withdrawal ? [withdrawal] : [])]);
    try {
      const failure = await context.prepare();
      if (failure) return failed(failure);
      const reply = await send(requests, signal);
      switch (reply.type) {
        case 'done':
          return use(reply.results);
        case 'expired':
          return lose() ?? expired;
        case 'forbidden':
          return lose() ?? { type: 'forbidden', ...state };
        default:
          return lose() ?? failed(sqliteError({ errcode: 1, message: reply.message }));
      }
    } catch (error) {
      if (ended.signal.aborted) return expired;
      const gone = lose();
      if (!signal.aborted) throw error;
      return gone ?? failed(withdrawal?.aborted ? withdrawn : interrupted);
    }
  }

  const run = (program: Program, options: RunOptions = {}): Promise<RunResult> =>
    take(async () => {
      if (ended.signal.aborted) return expired;
      if (options.signal?.().aborted) return failed(withdrawn);
      const { steps, error } = parseProgram(program, context.parse);
      if (error) return failed(error);
      if (access === 'read-only' && steps.some(({ statement: { kind } }) => kind === 'write' || kind === 'schema')) {
        return { type: 'forbidden', ...state };
      }
      if (steps.length === 0) return { type: 'done', outcomes: [], ...state };
      const refusals = refusalsOf(steps, { access, blocked: options.blocked, hasOtherTime: context.hasOtherTime() });
      const requests = encodeProgram(steps, refusals);
      return perform(requests, options.signal, ([batch, mode, setting]): RunResult => {
        state = stateAfter(state, mode!, setting);
        if (batch!.type === 'error') return failed(batch!.error);
        const { step_results: results, step_errors: errors } = batch!.response['result'] as WireBatchResult;
        const outcomes = steps.map(({ statement, wantRows }, index): Outcome => {
          const refused = errors[index] ? refusals.get(index) : undefined;
          return refused
            ? { type: 'error', error: refused }
            : decodeOutcome(results[index], errors[index], statement.isInsert, wantRows);
        });
        if (sizeOf(outcomes) > (options.maxBytes ?? Infinity)) return failed(responseTooLarge);
        return { type: 'done', outcomes: outcomesOf(program, outcomes), ...state };
      });
    });

  const describe = (sql: string): Promise<DescribeResult> =>
    take(async () => {
      if (ended.signal.aborted) return expired;
      const { request, isPragma, error } = describeRequest(sql);
      if (error) return failed(error);
      const kept = baton;
      if (isPragma) baton = null;
      const result = await perform(
        [request, ...(isPragma ? [closing] : [])],
        undefined,
        ([described]): DescribeResult =>
          described!.type === 'error'
            ? failed({ code: described!.error.code, message: described!.error.message })
            : { type: 'done', description: toDescription(described!.response['result']), ...state },
      );
      if (isPragma) baton ??= kept;
      // The description of a text is not refused to those who only read.
      return result.type === 'forbidden' ? failed(withdrawn) : result;
    });

  return { content, access, run, describe, close: end, expire: end };
}

type Forbidden = { readonly type: 'forbidden' } & StreamState;

/** @param setting the reply to `PRAGMA foreign_keys`, where the program may have set a pragma */
function stateAfter(before: StreamState, mode: StreamResult, setting: StreamResult | undefined): StreamState {
  const autocommit = mode.type === 'ok' ? (mode.response['is_autocommit'] as boolean) : before.autocommit;
  const wasChanged = before.autocommit && !before.pristine;
  const isChanged = setting ? !isUsualSetting(setting) : wasChanged;
  return { autocommit, pristine: autocommit && !isChanged };
}

function isUsualSetting(setting: StreamResult): boolean {
  if (setting.type !== 'ok') return false;
  const { rows } = setting.response['result'] as WireStatementResult;
  return isDeepStrictEqual(rows, [[{ type: 'integer', value: '1' }]]);
}

function sizeOf(outcomes: readonly Outcome[]): number {
  let bytes = 0;
  for (const outcome of outcomes) {
    if (outcome.type !== 'ok') continue;
    bytes += sizeOfColumns(outcome.result.columns);
    for (const row of outcome.result.rows) for (const value of row) bytes += sizeOfValue(value);
  }
  return bytes;
}
