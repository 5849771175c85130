import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/sandbox/journal/exchange.ts';
import type { Sandboxes } from '../../src/sandbox/sandboxes.ts';
import { addUser, idleMilliseconds, names, open, settings, users } from './registry.ts';

let lastId = 0;
const exchange = (sandboxes: Sandboxes, sandbox: string): Exchange => ({
  id: sandboxes.find(sandbox)!.journal.next(),
  sandbox,
  sequence: sandboxes.journal.nextSequence(),
  at: lastId++,
  method: 'GET',
  target: '/v1/locations',
  api: 'turso',
  operation: 'listLocations',
  status: 200,
  answeredBy: 'sandbox',
  refusal: undefined,
  faults: [],
  notes: [],
  violations: [],
  durationMilliseconds: 0.5,
  trail: [],
  request: { headers: {}, body: '', bodyBytes: 0 },
  response: { headers: {}, body: '', bodyBytes: 0 },
});
const record = (sandboxes: Sandboxes, sandbox: string): void =>
  sandboxes.find(sandbox)!.journal.record(exchange(sandboxes, sandbox));

describe('the sandboxes of a server', () => {
  it('are default alone in the beginning', () => {
    const { sandboxes } = open();
    expect(sandboxes.list()).toEqual([
      { name: 'default', origin: 'created', settings, createdAt: 1_000, lastUsedAt: 1_000 },
    ]);
    expect(sandboxes.find('default')).toBe(sandboxes.default);
    expect(sandboxes.find('other')).toBeUndefined();
  });

  it('are made on first use, with the settings of the server', () => {
    const { sandboxes, time } = open();
    time.now = 2_000;
    const one = sandboxes.open('b');
    expect(sandboxes.open('b')).toBe(one);
    expect(sandboxes.entry('b')).toEqual({
      name: 'b',
      origin: 'first-use',
      settings,
      createdAt: 2_000,
      lastUsedAt: 2_000,
    });
  });

  it('are listed by name, default first', () => {
    const { sandboxes } = open();
    for (const name of ['z', 'a', 'm']) sandboxes.open(name);
    expect(names(sandboxes)).toEqual(['default', 'a', 'm', 'z']);
  });

  it('are no more than the limit; the next one is refused with 429', () => {
    const { sandboxes } = open();
    sandboxes.open('a');
    sandboxes.open('b');
    sandboxes.create('c', settings);
    const refusal = {
      status: 429,
      message: expect.stringContaining('the server is at its limit of 4 sandboxes; ') as string,
    };
    expect(() => sandboxes.open('d')).toThrow(expect.objectContaining(refusal));
    expect(() => sandboxes.create('d', settings)).toThrow(expect.objectContaining(refusal));
    expect(sandboxes.open('a')).toBeDefined();
    sandboxes.remove('b');
    expect(sandboxes.open('d').name).toBe('d');
  });

  it('have room again when an idle one is dropped', () => {
    const { sandboxes, time } = open();
    for (const name of ['a', 'b', 'c']) sandboxes.open(name);
    time.now += idleMilliseconds;
    sandboxes.open('b');
    expect(sandboxes.open('d').name).toBe('d');
    expect(names(sandboxes)).toEqual(['default', 'b', 'd']);
  });

  it('are refused a name that is taken with 409', () => {
    const { sandboxes } = open();
    sandboxes.open('a');
    for (const name of ['a', 'default']) {
      expect(() => sandboxes.create(name, settings)).toThrow(expect.objectContaining({ status: 409 }));
    }
  });

  it('are removed with all they hold; default stays', () => {
    const { sandboxes } = open();
    sandboxes.open('a');
    addUser(sandboxes, 'a');
    expect([sandboxes.remove('a'), sandboxes.remove('a'), sandboxes.remove('default')]).toEqual([true, false, false]);
    sandboxes.open('a');
    expect(users(sandboxes, 'a')).not.toContain('kept');
  });
});

describe('an idle sandbox', () => {
  it('is dropped when nobody has asked it for the idle time', () => {
    const { sandboxes, time } = open();
    sandboxes.open('a');
    time.now += idleMilliseconds - 1;
    sandboxes.dropIdle();
    expect(names(sandboxes)).toEqual(['default', 'a']);
    time.now += 1;
    expect(names(sandboxes)).toEqual(['default']);
  });

  it('is not dropped when a request has reached it since', () => {
    const { sandboxes, time } = open();
    sandboxes.open('a');
    time.now += idleMilliseconds - 1;
    sandboxes.find('a');
    time.now += idleMilliseconds - 1;
    expect(names(sandboxes)).toEqual(['default', 'a']);
  });

  it('is dropped though somebody has looked whether it is there', () => {
    const { sandboxes, time } = open();
    sandboxes.open('a');
    time.now += idleMilliseconds - 1;
    sandboxes.entry('a');
    sandboxes.list();
    time.now += 1;
    expect(names(sandboxes)).toEqual(['default']);
  });

  it('stays when it was made by name', () => {
    const { sandboxes, time } = open();
    sandboxes.create('a', settings);
    time.now += 100 * idleMilliseconds;
    expect(names(sandboxes)).toEqual(['default', 'a']);
  });

  it('stays while a request waits in it, and for the idle time after that', () => {
    const { sandboxes, time } = open();
    sandboxes.open('a');
    const [first, second] = [sandboxes.hold('a'), sandboxes.hold('a')];
    first();
    time.now += 10 * idleMilliseconds;
    expect(names(sandboxes)).toEqual(['default', 'a']);
    second();
    time.now += idleMilliseconds - 1;
    expect(names(sandboxes)).toEqual(['default', 'a']);
    time.now += 1;
    expect(names(sandboxes)).toEqual(['default']);
  });

  it('stays while somebody follows its journal', () => {
    const { sandboxes, time } = open();
    const leave = sandboxes.open('a').journal.subscribe(() => {});
    time.now += 10 * idleMilliseconds;
    expect(names(sandboxes)).toEqual(['default', 'a']);
    leave();
    expect(names(sandboxes)).toEqual(['default']);
  });
});

describe('the journal of all sandboxes', () => {
  it('has the exchanges of each in the order in which they ended', () => {
    const { sandboxes } = open();
    sandboxes.open('a');
    sandboxes.open('b');
    for (const name of ['a', 'default', 'b', 'b', 'a']) record(sandboxes, name);
    const { journal } = sandboxes;
    expect(journal.entries().map(({ sandbox, id, sequence }) => `${sequence} ${sandbox} ${id}`)).toEqual([
      '1 a 1',
      '2 default 1',
      '3 b 1',
      '4 b 2',
      '5 a 2',
    ]);
    expect([0, 1, 2, 3, 4, 5].map((sequence) => journal.after(sequence)?.sequence)).toEqual([1, 2, 3, 4, 5, undefined]);
    sandboxes.find('b')!.journal.clear();
    expect([0, 2, 3].map((sequence) => journal.after(sequence)?.sequence)).toEqual([1, 5, 5]);
    expect(journal.last()).toBe(5);
  });

  it('tells of sandboxes that are made later, until it is left', () => {
    const { sandboxes } = open();
    const told: string[] = [];
    let ends = 0;
    const leave = sandboxes.journal.subscribe(({ sandbox }) => told.push(sandbox));
    sandboxes.journal.subscribe(
      () => {},
      () => (ends += 1),
    );
    sandboxes.open('a');
    record(sandboxes, 'a');
    leave();
    record(sandboxes, 'a');
    expect(told).toEqual(['a']);
    sandboxes.close();
    expect(ends).toBe(1);
  });
});
