import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSql } from './helpers.ts';

// One property is a run of many requests, each with an expectation of its own.
// oxlint-disable vitest/no-conditional-expect

/** A stream as its client knows it. */
interface Known {
  readonly database: string;
  /** The last one is good, unless the stream is gone. */
  readonly batons: string[];
  /** On the clock, in seconds. */
  usedAt: number;
  isClosed: boolean;
}

const idleTime = 10;
const rememberedTime = 300;

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('open' as const), database: fc.constantFrom('one', 'two') }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('use' as const), stream: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('commit' as const), stream: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('replay' as const), stream: fc.nat(9), back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('elsewhere' as const), stream: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('with fewer rights' as const), stream: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('invent' as const), baton: fc.base64String({ maxLength: 80 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), seconds: fc.constantFrom(1, 4, 11, 320) }) },
);

describe('batons', () => {
  it('open their own stream once, in its time, and nothing else, in any order of requests', async () => {
    const sql = openSql();
    const tokens: Readonly<Record<string, string>> = { one: await sql.make('one'), two: await sql.make('two') };
    const reader = await sql.mint('one', { authorization: 'read-only' });
    let now = 0;

    const ask = async (database: string, token: string, baton: string | null, text: string) => {
      const requests = [{ type: 'execute' as const, stmt: { sql: text } }];
      const response = await sql.pipeline(database, token, { baton, requests });
      const body = await response.text();
      if (response.status !== 200) return { status: response.status, body, baton: undefined };
      return { status: 200, body, baton: (JSON.parse(body) as { baton: string | null }).baton };
    };
    const refused = { status: 400, body: expect.stringContaining('baton') };

    /** The use of the last baton of a stream, by the earlier actions of its client. */
    const expectReply = async (known: Known, text: string): Promise<void> => {
      const idle = now - known.usedAt;
      const reply = await ask(known.database, tokens[known.database]!, known.batons.at(-1)!, text);
      if (known.isClosed || idle >= idleTime + rememberedTime) expect(reply).toMatchObject(refused);
      else if (idle >= idleTime) expect(reply).toMatchObject({ status: 400, body: expect.stringContaining('EXPIRED') });
      else {
        expect(reply.status).toBe(200);
        expect(reply.baton === null).toBe(text === 'COMMIT');
        known.usedAt = now;
        if (typeof reply.baton === 'string') known.batons.push(reply.baton);
        else known.isClosed = true;
      }
    };

    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const streams: Known[] = [];
        const pick = (index: number): Known | undefined => streams[index % Math.max(streams.length, 1)];
        for (const one of commands) {
          const known = 'stream' in one ? pick(one.stream) : undefined;
          if (one.type === 'open') {
            const { status, baton } = await ask(one.database, tokens[one.database]!, null, 'BEGIN');
            expect([status, typeof baton]).toEqual([200, 'string']);
            streams.push({ database: one.database, batons: [baton!], usedAt: now, isClosed: false });
          } else if (one.type === 'wait') {
            sql.mockplane.clock.advance(`${one.seconds}s`);
            now += one.seconds;
          } else if (one.type === 'invent') {
            expect(await ask('one', tokens['one']!, `${one.baton}!`, 'SELECT 1')).toMatchObject(refused);
          } else if (!known) continue;
          else if (one.type === 'use') await expectReply(known, 'SELECT 1');
          else if (one.type === 'commit') await expectReply(known, 'COMMIT');
          else if (one.type === 'replay') {
            const earlier = known.batons.slice(0, -1).at(-1 - one.back);
            if (earlier === undefined) continue;
            const reply = await ask(known.database, tokens[known.database]!, earlier, 'SELECT 1');
            expect([reply.status, reply.baton]).toEqual([400, undefined]);
          } else if (one.type === 'elsewhere') {
            const other = known.database === 'one' ? 'two' : 'one';
            expect(await ask(other, tokens[other]!, known.batons.at(-1)!, 'SELECT 1')).toMatchObject(refused);
          } else {
            const reply = await ask('one', reader, known.batons.at(-1)!, 'SELECT 1');
            expect(reply).toMatchObject(refused);
          }
        }
        for (const each of streams) await expectReply(each, 'COMMIT');
      }),
      { numRuns: 60 },
    );
    sql.mockplane.close();
  });
});
