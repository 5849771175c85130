import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { createSandboxMaker } from '../../src/mockplane/make-sandbox.ts';
import type { Exchange } from '../../src/sandbox/journal/exchange.ts';
import type { SandboxSettings } from '../../src/sandbox/sandbox-settings.ts';
import { createSandboxes, type Sandboxes, type SandboxesOptions } from '../../src/sandbox/sandboxes.ts';
import { DataDirectoryError } from '../../src/sandbox/store/open.ts';
import { StorageError } from '../../src/sandbox/store/errors.ts';

// The spies call the real functions until a test replaces one.
vi.mock('node:fs', { spy: true });

const contracts = apis.map((api) => loadContract(api));
const { make } = createSandboxMaker(contracts, {
  mocked: () => contracts.filter(({ api }) => !api.isAdmin),
  sessionKey: Buffer.alloc(32),
});
const settings: SandboxSettings = { edition: '2023', transitions: { mode: 'manual' }, baseline: 'empty' };
const idleMilliseconds = 60_000;

/** A registry whose time a test moves. */
function open(options: Partial<SandboxesOptions> = {}): { sandboxes: Sandboxes; time: { now: number } } {
  const time = { now: 1_000 };
  const sandboxes = createSandboxes({ make, settings, limit: 4, idleMilliseconds, now: () => time.now, ...options });
  onTestFinished(() => sandboxes.close());
  return { sandboxes, time };
}

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

const names = (sandboxes: Sandboxes): string[] => sandboxes.list().map(({ name }) => name);
const addUser = (sandboxes: Sandboxes, name: string): void =>
  sandboxes.find(name)!.transaction(() => sandboxes.find(name)!.context.store.organizations.addUser('kept'));
const users = (sandboxes: Sandboxes, name: string): string[] =>
  sandboxes
    .find(name)!
    .context.store.organizations.users()
    .map(({ username }) => username);

const { rmSync: realRmSync } = await vi.importActual<typeof Fs>('node:fs');

/** Makes one of the next removals of files fail. @param turn 1 for the next one */
function failAtRemoval(turn: number): void {
  let calls = 0;
  const spy = vi.mocked(rmSync).mockImplementation((...args) => {
    if (++calls === turn) throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    realRmSync(...args);
  });
  onTestFinished(() => {
    spy.mockRestore();
  });
}

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

describe('sandboxes in a directory', () => {
  it('are all there again after a restart, each with its state, its settings and its clock', () => {
    const directory = place();
    const first = open({ directory }).sandboxes;
    const own: SandboxSettings = {
      ...settings,
      seed: '7',
      plan: 'starter',
      clock: { now: Date.parse('2023-11-16T10:00:00Z'), isRunning: false },
    };
    first.create('made', own);
    first.open('used');
    for (const name of ['made', 'used', 'default']) addUser(first, name);
    const made = first.find('made')!;
    made.transaction(() => made.clock.advance(5_000));
    first.close();

    const later = { ...settings, plan: 'scaler' } as const;
    const { sandboxes } = open({ directory, settings: later });
    expect(sandboxes.list()).toMatchObject([
      { name: 'default' },
      { name: 'made', origin: 'created', settings: own, createdAt: 1_000 },
      { name: 'used', origin: 'first-use', settings: later, createdAt: 1_000 },
    ]);
    for (const name of ['made', 'used', 'default']) expect(users(sandboxes, name)).toContain('kept');
    expect(sandboxes.find('made')!.clock.now()).toBe(Date.parse('2023-11-16T10:00:05Z'));
    sandboxes.find('made')!.reset();
    expect(sandboxes.find('made')!.clock.now()).toBe(Date.parse('2023-11-16T10:00:00Z'));
  });

  it('keep nothing of the settings of one that was made on first use', () => {
    const directory = place();
    open({ directory }).sandboxes.open('used');
    const file = join(directory, 'sandboxes/used/sandbox.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ origin: 'first-use', createdAt: 1_000 });
  });

  it('rest when they are idle, and wake with their state', () => {
    const directory = place();
    const { sandboxes, time } = open({ directory });
    const before = sandboxes.open('used');
    addUser(sandboxes, 'used');
    time.now += idleMilliseconds;
    expect(names(sandboxes)).toEqual(['default', 'used']);
    const open_: string[] = [];
    sandboxes.forEach(({ name }) => open_.push(name));
    expect(open_).toEqual(['default']);
    expect(sandboxes.find('used')).not.toBe(before);
    expect(users(sandboxes, 'used')).toContain('kept');
  });

  it('count while they rest, and the refusal does not tell to wait', () => {
    const { sandboxes, time } = open({ directory: place(), limit: 2 });
    sandboxes.open('used');
    time.now += idleMilliseconds;
    expect(() => sandboxes.open('other')).toThrow(
      'the server is at its limit of 2 sandboxes; delete one or start the server with a higher --max-sandboxes',
    );
  });

  it('leave nothing behind when they are removed', () => {
    const directory = place();
    const { sandboxes } = open({ directory });
    sandboxes.open('used');
    expect(readdirSync(join(directory, 'sandboxes'))).toEqual(['used']);
    sandboxes.remove('used');
    expect(readdirSync(join(directory, 'sandboxes'))).toEqual([]);
  });

  it('are gone after a restart though a crash interrupts their removal', () => {
    const directory = place();
    const { sandboxes } = open({ directory });
    sandboxes.open('used');
    failAtRemoval(2);
    expect(() => sandboxes.remove('used')).toThrow(StorageError);
    sandboxes.close();
    expect(readdirSync(join(directory, 'sandboxes'))).toEqual(['used']);
    expect(names(open({ directory }).sandboxes)).toEqual(['default']);
  });

  it('stay with their state when their directory cannot be removed', () => {
    const { sandboxes } = open({ directory: place() });
    sandboxes.open('used');
    addUser(sandboxes, 'used');
    failAtRemoval(1);
    expect(() => sandboxes.remove('used')).toThrow('nothing was stored: EACCES: permission denied');
    expect(names(sandboxes)).toEqual(['default', 'used']);
    expect(users(sandboxes, 'used')).toContain('kept');
    expect(sandboxes.remove('used')).toBe(true);
  });

  it('begin anew where a removal was cut short', () => {
    const directory = place();
    const { sandboxes } = open({ directory });
    sandboxes.open('used');
    addUser(sandboxes, 'used');
    sandboxes.close();
    rmSync(join(directory, 'sandboxes/used/sandbox.json'));
    const second = open({ directory }).sandboxes;
    expect(names(second)).toEqual(['default']);
    second.open('used');
    expect(users(second, 'used')).not.toContain('kept');
  });

  it.each(['..', '../x', 'a/b', 'A', '', '.', '/etc', 'a\u0000b', 'x'.repeat(64)])(
    'never lie elsewhere: %j is no name',
    (name) => {
      const directory = place();
      const { sandboxes } = open({ directory });
      expect(() => sandboxes.create(name, settings)).toThrow('cannot be named');
      expect(() => sandboxes.open(name)).toThrow('cannot be named');
      expect(sandboxes.remove(name)).toBe(false);
      expect(readdirSync(directory).filter((file) => !file.startsWith('mockplane.db'))).toEqual([]);
    },
  );

  it.each([
    ['no JSON', '{"origin":'],
    ['something else', '[]'],
    ['no origin', '{"createdAt":1}'],
    ['settings that are none', '{"origin":"created","createdAt":1,"settings":{"edition":"2023"}}'],
    ['the settings of nobody', '{"origin":"first-use","createdAt":1,"settings":{}}'],
  ])('cannot be opened where a file has %s, and nothing is changed', (_what, text) => {
    const directory = place();
    const first = open({ directory }).sandboxes;
    first.open('used');
    first.close();
    const file = join(directory, 'sandboxes/used/sandbox.json');
    writeFileSync(file, text);
    expect(() => open({ directory })).toThrow(DataDirectoryError);
    expect(() => open({ directory })).toThrow(`${file} is damaged`);
    expect(readFileSync(file, 'utf8')).toBe(text);
    // The directory is given back: it can be opened when the file is gone.
    rmSync(join(directory, 'sandboxes/used'), { recursive: true });
    expect(names(open({ directory }).sandboxes)).toEqual(['default']);
  });

  it('say that nothing was stored where one cannot be made or opened', () => {
    const directory = place();
    const { sandboxes, time } = open({ directory });
    writeFileSync(join(directory, 'sandboxes'), 'a file in the way');
    expect(() => sandboxes.open('used')).toThrow(StorageError);
    expect(names(sandboxes)).toEqual(['default']);
    rmSync(join(directory, 'sandboxes'));

    sandboxes.open('used');
    time.now += idleMilliseconds;
    sandboxes.dropIdle();
    const database = join(directory, 'sandboxes/used/mockplane.db');
    rmSync(database);
    mkdirSync(database);
    expect(() => sandboxes.find('used')).toThrow(StorageError);
    expect(existsSync(database)).toBe(true);
  });
});
