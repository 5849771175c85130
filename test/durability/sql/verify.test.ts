import { describe, expect, it } from 'vitest';
import { type Query, type Settled, verify } from './verify.ts';
import type { Fate, Writer } from './writer.ts';

/** @param recent rows of the moves since the last check @param earlier what is counted of those before, and of all */
function answering(recent: number[][], earlier: number[]): Query {
  return (sql) => Promise.resolve(sql.includes('GROUP BY') ? recent : [earlier]);
}

/** The moves that are there, two halves of each complete one, and their writer's knowledge of them. */
async function judge(there: Readonly<Record<number, number>>, known: Readonly<Record<number, Fate>>, total?: number) {
  const found = { lost: [], halfDone: [], wrong: [] };
  const moves = new Map(Object.entries(known).map(([n, fate]) => [Number(n), fate]));
  const writer: Writer = { number: 3, moves, next: 10 };
  const rows = Object.entries(there).map(([n, halves]) => [Number(n), halves, halves - 1]);
  const counts = await verify(
    (sql) =>
      Promise.resolve(
        sql.includes('GROUP BY') ? rows : [[0, 0, total ?? rows.filter(([, halves]) => halves === 2).length]],
      ),
    [writer],
    new Map(),
    found,
  );
  return { ...counts, ...found };
}

describe('verify', () => {
  it('finds nothing where all is as it was acknowledged', async () => {
    const judged = await judge({ 0: 2, 3: 2 }, { 0: 'done', 1: 'undone', 2: 'unknown', 3: 'unknown' });
    expect(judged).toEqual({ acknowledged: 1, inFlight: 2, done: 1, lost: [], halfDone: [], wrong: [] });
  });

  it.each([
    ['an acknowledged move that is not there', {}, { 0: 'done' }, undefined, { lost: ['3-0'] }],
    ['a half of a move', { 0: 1 }, { 0: 'unknown' }, undefined, { halfDone: ['3-0'] }],
    ['a count that differs', { 0: 2 }, { 0: 'done' }, 2, { halfDone: ['writer 3: 2 counted, 1 there'] }],
    ['a move that was undone', { 0: 2 }, { 0: 'undone' }, undefined, { wrong: ['3-0 was rolled back and is there'] }],
    ['a move that was never made', { 5: 2 }, {}, undefined, { wrong: ['3-5 was never sent and is there'] }],
  ] as const)('finds %s', async (_name, there, known, total, expected) => {
    expect(await judge(there, known, total)).toMatchObject(expected);
  });

  it('holds earlier moves to their count and sum', async () => {
    const found = { lost: [], halfDone: [], wrong: [] };
    const settled = new Map([[3, { from: 10, count: 4, sum: 20, total: 3 }]]);
    const writer: Writer = { number: 3, moves: new Map(), next: 10 };
    const query = answering([], [3, 20, 3]);
    await verify(query, [writer], settled, found);
    expect(found).toEqual({ lost: ['writer 3: 3 of 4 earlier moves'], halfDone: [], wrong: [] });
    await verify(query, [writer], settled, found);
    expect(found.lost).toHaveLength(1);
  });

  it('tells a half of a move once', async () => {
    const found = { lost: [], halfDone: [], wrong: [] };
    const settled = new Map<number, Settled>();
    const writer: Writer = { number: 3, moves: new Map([[0, 'unknown']]), next: 1 };
    await verify(answering([[0, 1, 1]], [0, 0, 1]), [writer], settled, found);
    await verify(answering([], [1, 0, 1]), [writer], settled, found);
    expect(found).toEqual({ lost: [], halfDone: ['3-0'], wrong: [] });
  });
});
