import { describe, expect, test } from 'vitest';
import { totals } from '../../../../src/site/inspector/model/buckets.ts';
import { emptyFilter } from '../../../../src/site/inspector/model/filter.ts';
import { createLog } from '../../../../src/site/inspector/model/log.ts';
import { exchange, exchanges } from '../exchanges.ts';

function setUp() {
  const due: (() => void)[] = [];
  const log = createLog((callback) => due.push(callback));
  const frame = (): void => due.splice(0).forEach((callback) => callback());
  const ids = (): number[] => log.shown.value.map(({ id }) => id);
  return { log, frame, ids };
}

describe('a log', () => {
  test('shows the newest first, a frame at a time', () => {
    const { log, frame, ids } = setUp();
    log.load([]);
    for (const each of exchanges(1, 3)) log.add(each);
    expect(ids()).toEqual([]);
    frame();
    expect(ids()).toEqual([3, 2, 1]);
  });

  test('keeps the last thousand of ten thousand', () => {
    const { log, frame, ids } = setUp();
    log.load([]);
    for (const each of exchanges(1, 10_000)) log.add(each);
    frame();
    expect(log.size.value).toBe(1_000);
    expect(ids()[0]).toBe(10_000);
  });

  test('holds back what comes while it is paused', () => {
    const { log, frame, ids } = setUp();
    log.load(exchanges(1, 2));
    log.paused.value = true;
    log.add(exchange(3));
    frame();
    expect(ids()).toEqual([2, 1]);
    expect(log.held.value).toBe(1);
    log.resume();
    expect(ids()).toEqual([3, 2, 1]);
    expect(log.held.value).toBe(0);
  });

  test('shows only what the filter lets through', () => {
    const { log, ids } = setUp();
    log.load([exchange(1), exchange(2, { status: 404 })]);
    log.filter.value = { ...emptyFilter, status: 'error' };
    expect(ids()).toEqual([2]);
    expect(log.size.value).toBe(2);
  });

  test('counts every exchange once, also those that it no longer keeps', () => {
    const { log, frame } = setUp();
    const at = exchange(1).at;
    log.load([exchange(1, { at })]);
    for (let id = 1; id <= 3_000; id++) log.add(exchange(id, { at }));
    frame();
    log.load([exchange(3_000, { at })]);
    expect(totals(log.buckets(Date.parse(at))).requests).toBe(3_000);
  });

  test('is empty after it was cleared', () => {
    const { log, frame, ids } = setUp();
    log.load(exchanges(1, 2));
    log.add(exchange(3));
    log.clear();
    frame();
    expect(ids()).toEqual([]);
    expect(log.last()).toBeUndefined();
  });
});

describe('what the stream and the list both tell of', () => {
  test('is shown once, in order, whichever comes first', () => {
    const { log, frame, ids } = setUp();
    log.add(exchange(3));
    log.load(exchanges(1, 3));
    frame();
    expect(ids()).toEqual([3, 2, 1]);

    log.add(exchange(6));
    frame();
    for (const each of exchanges(4, 6)) log.add(each);
    frame();
    expect(ids()).toEqual([6, 5, 4, 3, 2, 1]);
  });
});

describe('after the connection was lost', () => {
  test('what was missed follows what there was', () => {
    const { log, ids } = setUp();
    log.load(exchanges(1, 2));
    log.load(exchanges(2, 4));
    expect(ids()).toEqual([4, 3, 2, 1]);
  });

  test('the rows of the server before a restart stay, under ids of their own', () => {
    const { log, ids } = setUp();
    log.load(exchanges(1, 5));
    log.load([exchange(1, { at: '2023-11-16T11:00:00.000Z' })]);
    expect(ids()).toEqual([1, -1, -2, -3, -4, -5]);
    expect(log.last()?.id).toBe(1);
    log.load([]);
    expect(ids()).toEqual([-1, -3, -4, -5, -6, -7]);
    expect(log.last()).toBeUndefined();
  });
});

const of = (sandbox: string, id: number, sequence: number) => exchange(id, { sandbox, sequence });

describe('a log of all sandboxes', () => {
  test('keeps exchanges of one id apart, in the order in which they ended', () => {
    const { log, frame } = setUp();
    log.load([of('a', 1, 1), of('b', 1, 2)]);
    log.add(of('b', 2, 4));
    log.add(of('a', 2, 3));
    log.add(of('b', 1, 2));
    frame();
    expect(log.shown.value.map(({ sandbox, id }) => `${sandbox} ${id}`)).toEqual(['b 2', 'a 2', 'b 1', 'a 1']);
    expect(log.last()?.sequence).toBe(4);
  });

  test('keeps the rows of the server before a restart apart, too', () => {
    const { log } = setUp();
    log.load([of('a', 1, 1), of('b', 1, 2), of('a', 2, 3)]);
    log.load([exchange(1, { sandbox: 'a', at: '2023-11-16T11:00:00.000Z' })]);
    expect(log.shown.value.map(({ sandbox, id }) => `${sandbox} ${id}`)).toEqual(['a 1', 'a -1', 'b -2', 'a -3']);
    expect(log.last()?.sequence).toBe(1);
  });
});
