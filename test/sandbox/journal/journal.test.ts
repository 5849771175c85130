import {
  type Arbitrary,
  array,
  assert,
  constant,
  constantFrom,
  nat,
  oneof,
  option,
  property,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRecordedChanges } from '../../../src/contract/recorded-changes.ts';
import type { Exchange } from '../../../src/sandbox/journal/exchange.ts';
import { createJournal, journalCapacity, journalSize } from '../../../src/sandbox/journal/journal.ts';

type Texts = Pick<Exchange, 'target' | 'refusal' | 'notes'> & {
  readonly header: string;
  readonly body: string;
  readonly reply: string;
  readonly changed: string;
};

const plain: Texts = {
  target: '/v1/organizations',
  refusal: undefined,
  notes: [],
  header: 'curl/8',
  body: '',
  reply: '{}',
  changed: '',
};

const decode = (text: string) => ({ rows: [{ table: text }], isComplete: true });

function exchangeOf(id: number, texts: Partial<Texts> = {}): Exchange {
  const { target, refusal, notes, header, body, reply, changed } = { ...plain, ...texts };
  return {
    id,
    sandbox: 'default',
    sequence: 3 * id,
    at: 1_900_000_000_000 + id,
    method: 'GET',
    target,
    api: id % 2 === 0 ? 'turso' : undefined,
    operation: id % 2 === 0 ? 'listDatabases' : undefined,
    status: 200,
    answeredBy: 'sandbox',
    faults: id % 5 === 0 ? [{ id: 1, action: 'delay', fired: true, delayMilliseconds: 10 }] : [],
    refusal,
    notes,
    violations: notes.map((message) => ({ pointer: '/body', message })),
    durationMilliseconds: 0.25,
    trail: [{ step: 'match', outcome: 'ok', detail: target }],
    request: { headers: { 'user-agent': header }, body, bodyBytes: body.length },
    response: { headers: {}, body: reply, bodyBytes: 2 ** 40 },
    ...(id % 7 === 0 && {
      sql: { count: 1, rowsRead: 1, rowsWritten: 0, statements: [] },
    }),
    ...(changed !== '' && { changes: toRecordedChanges(changed, decode) }),
  };
}

/** An exchange as a value: two functions are never equal. */
function toValue({ changes, ...rest }: Exchange) {
  return { ...rest, changes: changes?.read() };
}

/** Texts of every kind: with half a surrogate pair, too, which a truncated text may end with. */
const text = oneof(
  string({ unit: 'grapheme-ascii' }),
  string({ unit: 'binary' }),
  constantFrom('\uD83D', 'é', '"\\\u0000', ''),
);
const anyTexts: Arbitrary<Texts> = record({
  target: text,
  refusal: option(text, { nil: undefined }),
  notes: array(text, { maxLength: 2 }),
  header: text,
  body: oneof(
    text,
    nat(70_000).map((length) => 'x'.repeat(length)),
  ),
  reply: oneof(
    text,
    nat(70_000).map((length) => 'ü'.repeat(length)),
  ),
  changed: text,
});

/** Messages of which several exchanges have the same. */
const requests = ['curl/8', 'fetch'].map((agent) => ({ headers: { 'user-agent': agent }, body: '', bodyBytes: 0 }));
const responses = [{ vary: 'Origin' }, {}].flatMap((headers) =>
  ['{}', '[ü]'].map((body) => ({ headers, body, bodyBytes: body.length })),
);

const trails: readonly Exchange['trail'][] = [
  [{ step: 'match', outcome: 'ok', detail: 'one' }],
  [{ step: 'match', outcome: 'refused', detail: 'one' }],
  [{ step: 'check', outcome: 'ok', detail: 'one' }],
  [{ step: 'check', outcome: 'ok', detail: 'other' }],
  [],
];

describe('createJournal', () => {
  it('gives back what was recorded, whatever texts it has and whenever it is cleared', () => {
    assert(
      property(array(oneof({ weight: 9, arbitrary: anyTexts }, constant('clear')), { maxLength: 60 }), (moves) => {
        const journal = createJournal();
        let kept: Exchange[] = [];
        const counts: [number, number][] = [];
        for (const move of moves) {
          if (typeof move === 'string') {
            counts.push([journal.clear(), kept.length]);
            kept = [];
            continue;
          }
          const exchange = exchangeOf(journal.next(), move);
          journal.record(exchange);
          kept.push(exchange);
          const oldest = kept[0]!;
          expect(toValue(journal.get(oldest.id)!)).toEqual(toValue(oldest));
          expect(journal.sequenceOf(exchange.id)).toBe(exchange.sequence);
          expect(journal.lastTime()).toBe(exchange.at);
        }
        expect(journal.entries().map(toValue)).toEqual(kept.map(toValue));
        const middle = kept[Math.floor(kept.length / 2)]?.id ?? 0;
        expect(journal.entries(middle).map(({ id }) => id)).toEqual(
          kept.map(({ id }) => id).filter((id) => id > middle),
        );
      }),
      { seed: Number(process.env['SEED'] ?? Date.now()), numRuns: 40 },
    );
  });

  it('keeps the newest thousand, in order, over many turns of the ring', () => {
    const journal = createJournal();
    for (let id = 1; id <= 3 * journalCapacity + 17; id++) {
      journal.record(exchangeOf(id, { reply: 'y'.repeat((id * 37) % 4_000) }));
    }
    const last = journal.last();
    expect(journal.first()).toBe(last - journalCapacity + 1);
    expect(journal.get(last - journalCapacity)).toBeUndefined();
    expect(journal.get(last + 1)).toBeUndefined();
    const entries = journal.entries();
    expect(entries.map(({ id }) => id)).toEqual(entries.map((_, index) => last - journalCapacity + 1 + index));
    for (const { id, response } of entries) expect(response.body).toHaveLength((id * 37) % 4_000);
    expect(journal.after(0)?.id).toBe(journal.first());
  });

  it('keeps fewer when they are long, and the newest in any case', () => {
    const journal = createJournal();
    const reply = 'z'.repeat(journalSize / 4);
    for (let id = 1; id <= 9; id++) journal.record(exchangeOf(id, { reply }));
    expect(journal.entries().map(({ id }) => id)).toEqual([7, 8, 9]);
    journal.record(exchangeOf(10, { reply: 'z'.repeat(journalSize + 1) }));
    expect(journal.entries().map(({ id }) => id)).toEqual([10]);
    journal.record(exchangeOf(11));
    expect(journal.entries().map(({ id }) => id)).toEqual([11]);
  });

  it('gives back exchanges that repeat an earlier one in some of their parts', () => {
    const changes = constantFrom<Partial<Exchange>>(
      ...requests.map((request) => ({ request })),
      ...responses.map((response) => ({ response })),
      ...['/v1/organizations', '/v1/locations'].map((target) => ({ target })),
      ...['GET', 'HEAD'].map((method) => ({ method })),
      ...[200, 404].map((status) => ({ status })),
      ...['sandbox', 'refused'].map((answeredBy) => ({ answeredBy })),
      ...['default', 'other'].map((sandbox) => ({ sandbox })),
      ...['turso', undefined].map((api) => ({ api })),
      ...['listDatabases', undefined].map((operation) => ({ operation })),
      ...[[], ['a note']].map((notes) => ({ notes })),
      ...['a refusal', undefined].map((refusal) => ({ refusal })),
      ...trails.map((trail) => ({ trail })),
    );
    // Mostly the same one again, so that many are repeated.
    const moves = array(oneof({ weight: 1, arbitrary: changes }, { weight: 3, arbitrary: constant({}) }), {
      minLength: 200,
      maxLength: 400,
      size: 'max',
    });
    assert(
      property(moves, nat(3), (sequence, times) => {
        const journal = createJournal();
        let kept: Exchange[] = [];
        const latest = { ...exchangeOf(1), trail: trails[0]!, request: requests[0]!, response: responses[0]! };
        for (let round = 0; round <= times; round++) {
          for (const move of sequence) {
            Object.assign(latest, move);
            const id = journal.next();
            const exchange = { ...latest, id, sequence: 2 * id, at: 3 * id, durationMilliseconds: id / 8 };
            journal.record(exchange);
            kept.push(exchange);
          }
          kept = kept.slice(-journalCapacity);
          expect(journal.entries()).toEqual(kept);
          if (round === 1) kept = kept.slice(journal.clear());
        }
      }),
      { seed: Number(process.env['SEED'] ?? Date.now()), numRuns: 20 },
    );
  });

  it('hands listeners the exchange itself, and goes on with its ids after clear', () => {
    const seen: Exchange[] = [];
    const journal = createJournal((exchange) => seen.push(exchange));
    const first = exchangeOf(1);
    journal.record(first);
    expect(seen).toEqual([first]);
    expect(journal.clear()).toBe(1);
    expect([journal.next(), journal.first(), journal.lastTime(), journal.entries()]).toEqual([2, 2, undefined, []]);
  });
});
