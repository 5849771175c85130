import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SandboxSettings } from '../../src/sandbox/sandbox-settings.ts';
import { DataDirectoryError } from '../../src/sandbox/store/open.ts';
import { StorageError } from '../../src/sandbox/store/errors.ts';
import { addUser, idleMilliseconds, names, open, place, settings, users } from './registry.ts';

// The spies call the real functions until a test replaces one.
vi.mock('node:fs', { spy: true });

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
      'the server is at its limit of 2 sandboxes; delete one or raise the limit (--max-sandboxes, or maxSandboxes in a program)',
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
