import type {
  Access,
  Content,
  DescribeResult,
  Program,
  RunOptions,
  RunResult,
  SqlStream,
  StreamState,
} from '../engine.ts';
import { databaseLocked, interrupted, unfinished, withdrawn } from './errors.ts';
import { stoppedTransactionLimit, waitLimit } from './limits.ts';
import type { DescribeReply, RunReply, StreamAddress } from './messages.ts';
import type { CallEvents, Runner } from './runner.ts';

/** The parts of its engine that a stream uses. */
export interface StreamContext {
  readonly runner: Runner;
  readonly address: StreamAddress;
  nextId(): number;
  now(): number;
  /** Whether the clock stands still. */
  isStopped(): boolean;
  /** Makes the directory of the contents. @throws when the disk is full */
  prepare(): void;
  isFull(): boolean;
  /** Calls back at a moment of the clock. @returns a function that calls it off */
  at(moment: number, callback: () => void): () => void;
  onSize(bytes: number): void;
  onClose(): void;
}

const fresh: StreamState = { autocommit: true, pristine: true };

/** A stream whose programs run elsewhere, one after the other. */
export function createLocalStream(
  content: Content,
  access: Access,
  context: StreamContext,
): SqlStream & { expire(): void } {
  const { runner, address } = context;
  let state = fresh;
  let isExpired = false;
  let isUsed = false;
  const waiting: (() => void)[] = [];
  let current: ((result: { readonly type: 'expired' }) => void) | undefined;

  const end = (): void => {
    if (isExpired) return;
    isExpired = true;
    current?.({ type: 'expired' });
    if (isUsed) runner.tell({ type: 'close', now: context.now(), ...address });
    current = undefined;
    for (const start of waiting.splice(0)) start();
    context.onClose();
  };

  const take = ({ autocommit, pristine }: StreamState): StreamState => (state = { autocommit, pristine });

  /** Runs one call at a time. A call settles once, by its answer or by the end of the stream. */
  function perform<T>(
    start: (
      settle: (result: T | { type: 'expired' }) => void,
      reject: (error: Error) => void,
      hasWaited: boolean,
    ) => void,
  ) {
    return new Promise<T | { readonly type: 'expired' }>((resolve, reject) => {
      const begin = (hasWaited: boolean): void => {
        if (isExpired) {
          resolve({ type: 'expired' });
          return;
        }
        const finish = (): void => {
          current = undefined;
          waiting.shift()?.();
        };
        current = resolve;
        isUsed = true;
        const settle = (result: T | { type: 'expired' }): void => {
          resolve(result);
          if (!isExpired) finish();
        };
        try {
          context.prepare();
          start(
            settle,
            (error) => {
              reject(error);
              if (!isExpired) finish();
            },
            hasWaited,
          );
        } catch (error) {
          reject(error);
          finish();
        }
      };
      if (current) waiting.push(() => begin(true));
      else begin(false);
    });
  }

  const common = () => ({
    id: context.nextId(),
    access,
    isContinued: !state.pristine,
    now: context.now(),
    initialSql: content.initialSql,
    ...address,
  });

  const lost = (why: 'interrupted' | 'unfinished', settle: (result: RunResult & DescribeResult) => void): void => {
    // A transaction that was open went with the process.
    if (why === 'unfinished' && !state.autocommit) {
      end();
      return;
    }
    take(fresh);
    settle({ type: 'failed', error: why === 'interrupted' ? interrupted : unfinished, ...fresh });
  };

  const run = (program: Program, { signal: make, isLast, rowFormat, ...limits }: RunOptions = {}): Promise<RunResult> =>
    perform<RunResult>((settle, reject, hasWaited) => {
      let signal: AbortSignal | undefined;
      if (hasWaited && make?.().aborted) {
        settle({ type: 'failed', error: withdrawn, ...state });
        return;
      }
      const request = common();
      let cancelTick: (() => void) | undefined;
      let timer: NodeJS.Timeout | undefined;
      let tickTimer: NodeJS.Timeout | undefined;
      const abort = (): void => runner.withdraw({ type: 'withdraw', id: request.id, error: withdrawn });
      const tick = (now: number): void => runner.tell({ type: 'tick', now, ...address });
      const calm = (): void => {
        cancelTick?.();
        clearTimeout(tickTimer);
      };
      const tidy = (): void => {
        calm();
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      const events: CallEvents = {
        settle(value) {
          tidy();
          const { result, size, ...next } = value as RunReply;
          if (size !== undefined) context.onSize(size);
          if (isLast) isUsed = false;
          if (result.type === 'expired') end();
          else settle({ ...result, ...(isExpired ? next : take(next)) });
        },
        fail(message) {
          tidy();
          reject(new Error(message));
        },
        lose(why) {
          tidy();
          if (!isExpired) lost(why, settle);
        },
        wait(until) {
          calm();
          if (until !== undefined) {
            cancelTick = context.at(until, () => tick(context.now()));
            tickTimer = setTimeout(() => {
              if (context.isStopped()) tick(until);
            }, stoppedTransactionLimit).unref();
          }
          timer ??= setTimeout(() => {
            runner.withdraw({ type: 'withdraw', id: request.id, error: databaseLocked });
          }, waitLimit).unref();
          if (!signal) {
            signal = make?.();
            signal?.addEventListener('abort', abort, { once: true });
          }
          if (signal?.aborted) abort();
        },
        resume() {
          calm();
          clearTimeout(timer);
          timer = undefined;
        },
        isWanted: () => !isExpired,
      };
      const full = context.isFull() ? { full: true } : undefined;
      runner.call({ type: 'run', program, limits: { ...limits, ...full }, rowFormat, isLast, ...request }, events);
    });

  const describe = (sql: string): Promise<DescribeResult> =>
    perform<DescribeResult>((settle, reject) => {
      runner.call(
        { type: 'describe', sql, ...common() },
        {
          settle(value) {
            const { result, ...next } = value as DescribeReply;
            if (result.type === 'expired') end();
            else settle({ ...result, ...(isExpired ? next : take(next)) });
          },
          fail: (message) => reject(new Error(message)),
          lose(why) {
            if (!isExpired) lost(why, settle);
          },
        },
      );
    });

  return { content, access, run, describe, close: end, expire: end };
}
