import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunResult, SqlStream } from '../../src/sql/engine.ts';
import { transactionLimit } from '../../src/sql/local/limits.ts';
import { openPrepared, places, run, step, stoppedClock, value } from './helpers.ts';

const insert = 'insert into t values (1)';
const statements = ['begin', 'begin immediate', insert, insert, 'select count(*) from t', 'commit', 'rollback'];

const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('run' as const), who: fc.nat(4), sql: fc.constantFrom(...statements) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), who: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('abort' as const), who: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('advance' as const),
      milliseconds: fc.constantFrom(1_000, transactionLimit),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('pause' as const) }) },
);

interface Client {
  stream: SqlStream;
  abort: AbortController;
  readonly results: { readonly sql: string; readonly result: Promise<RunResult> }[];
}

/** Lets everything happen that happens by itself. */
function pause(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), 1));
}

/** Counts the rows that the answers of one stream promise, and those that they leave open. */
async function promisedRows(client: Client): Promise<{ committed: number; open: number }> {
  let committed = 0;
  let pending = 0;
  let open = 0;
  for (const { sql, result } of client.results) {
    const answer = await result;
    // A program that ran while its stream was closed may have been done.
    if (answer.type === 'expired' && (sql === 'commit' || sql === insert)) open += pending + (sql === insert ? 1 : 0);
    const isOk = answer.type === 'done' && answer.outcomes[0]!.type === 'ok';
    if (isOk && sql === insert) pending++;
    const isOpen = answer.type !== 'expired' && !answer.autocommit;
    if (isOpen) continue;
    // The transaction is over: by a commit, or in any other way without its rows.
    if (isOk && (sql === 'commit' || sql === insert)) committed += pending;
    pending = 0;
  }
  return { committed, open };
}

describe.each(places)('streams in any order %s', (_name, createHost) => {
  const host = createHost();
  const clock = stoppedClock();
  const engine = host.createEngine({ clock });
  afterAll(() => host.end());

  it('are answered once, and keep the rows that they promised', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        const { content } = await openPrepared(engine, 'create table t(a)');
        const create = (): Client => ({
          stream: engine.open(content, 'full'),
          abort: new AbortController(),
          results: [],
        });
        const clients = Array.from({ length: 5 }, create);
        const all = [...clients];
        for (const each of actions) {
          if (each.type === 'advance') clock.advance(each.milliseconds);
          else if (each.type === 'pause') await new Promise((resolve) => setImmediate(resolve));
          else {
            const client = clients[each.who]!;
            if (each.type === 'close') {
              client.stream.close();
              all.push((clients[each.who] = create()));
            } else if (each.type === 'abort') {
              client.abort.abort();
              client.abort = new AbortController();
            } else {
              const program = { type: 'steps', steps: [step(each.sql)] } as const;
              const result = client.stream.run(program, { signal: () => client.abort.signal });
              client.results.push({ sql: each.sql, result });
            }
          }
        }
        // Writers that wait for a transaction that nobody ends get their turn as time passes.
        const finished = Promise.all(all.flatMap(({ results }) => results.map(({ result }) => result)));
        let turns = 0;
        while ((await Promise.race([finished, pause()])) === false) {
          clock.advance(transactionLimit);
          // Each turn ends a transaction at least, and there are fewer than these.
          if (++turns > 1_000) throw new Error('A statement is never answered.');
        }
        const promised = await Promise.all(all.map(promisedRows));
        for (const { stream } of all) stream.close();
        const reader = engine.open(content, 'full');
        const rows = Number(await value(reader, 'select count(*) from t'));
        const committed = promised.reduce((sum, each) => sum + each.committed, 0);
        expect(rows).toBeGreaterThanOrEqual(committed);
        expect(rows).toBeLessThanOrEqual(promised.reduce((sum, each) => sum + each.open, committed));
        // Nobody holds the right to write any more.
        expect(await run(reader, 'begin immediate')).toMatchObject({ type: 'done', autocommit: false });
        await engine.remove(content.id);
      }),
      { numRuns: 60 },
    );
  });
});
