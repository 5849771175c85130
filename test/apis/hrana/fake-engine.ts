import type { Content, Engine, RunResult, SqlStream } from '../../../src/sql/engine.ts';

/** An engine that runs no SQL: what each stream returns is set by the test. */
export interface FakeEngine {
  readonly engine: Engine;
  readonly streams: FakeStream[];
}

export interface FakeStream extends SqlStream {
  isClosed: boolean;
  next: RunResult;
}

export function createFakeEngine(): FakeEngine {
  const streams: FakeStream[] = [];
  const engine = {
    counts: 'estimated',
    open(content: Content, access: SqlStream['access']) {
      const stream: FakeStream = {
        content,
        access,
        isClosed: false,
        next: { type: 'done', outcomes: [], autocommit: true, pristine: true },
        run: () => Promise.resolve(stream.next),
        describe: () => Promise.resolve({ type: 'expired' }),
        close() {
          stream.isClosed = true;
        },
      };
      streams.push(stream);
      return stream;
    },
  } as unknown as Engine;
  return { engine, streams };
}
