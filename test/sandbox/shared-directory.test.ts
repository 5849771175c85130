import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addUser, idleMilliseconds, names, open, place, settings, users } from './registry.ts';

const elsewhere = { status: 503, headers: { 'retry-after': '1' } };

/** Two servers on one directory. */
function pair() {
  const sharedDirectory = place();
  const [one, other] = [open({ sharedDirectory }), open({ sharedDirectory })];
  return { sharedDirectory, one, other };
}

describe('sandboxes in a directory that servers share', () => {
  it('are open in one server at a time', () => {
    const { one, other } = pair();
    one.sandboxes.open('a');
    expect(() => other.sandboxes.open('a')).toThrow(expect.objectContaining(elsewhere));
    expect(() => other.sandboxes.find('a')).toThrow(expect.objectContaining(elsewhere));
    expect(() => other.sandboxes.remove('a')).toThrow(expect.objectContaining(elsewhere));
    expect(() => other.sandboxes.create('a', settings)).toThrow(expect.objectContaining({ status: 409 }));
    other.sandboxes.open('b');
    expect(names(one.sandboxes)).toEqual(['default', 'a']);
    expect(names(other.sandboxes)).toEqual(['default', 'b']);
  });

  it.each(['created', 'first-use'])(
    'rest when they are idle, and the next server takes them up: %s',
    async (origin) => {
      const { one, other } = pair();
      if (origin === 'created') one.sandboxes.create('a', settings);
      else one.sandboxes.open('a');
      addUser(one.sandboxes, 'a');
      one.time.now += idleMilliseconds;
      one.sandboxes.dropIdle();
      await expect.poll(() => canFind(other.sandboxes, 'a')).toBe(true);
      expect(users(other.sandboxes, 'a')).toContain('kept');
      expect(other.sandboxes.entry('a')).toMatchObject({ origin, createdAt: 1_000 });
      expect(() => one.sandboxes.open('a')).toThrow(expect.objectContaining(elsewhere));
    },
  );

  it('can be opened again at once by the server that has just let them rest', () => {
    const { one } = pair();
    one.sandboxes.open('a');
    one.time.now += idleMilliseconds;
    one.sandboxes.dropIdle();
    expect(one.sandboxes.open('a').name).toBe('a');
  });

  it('go over when a server ends', async () => {
    const { one, other } = pair();
    one.sandboxes.create('a', settings);
    addUser(one.sandboxes, 'a');
    one.sandboxes.close();
    await expect.poll(() => canFind(other.sandboxes, 'a')).toBe(true);
    expect(users(other.sandboxes, 'a')).toContain('kept');
  });

  it('can be created again by another server when they are deleted', () => {
    const { sharedDirectory, one, other } = pair();
    one.sandboxes.create('a', settings);
    addUser(one.sandboxes, 'a');
    expect(one.sandboxes.remove('a')).toBe(true);
    expect(other.sandboxes.find('a')).toBeUndefined();
    expect(users((other.sandboxes.open('a'), other.sandboxes), 'a')).not.toContain('kept');
    expect(readdirSync(join(sharedDirectory, 'sandboxes')).toSorted()).toEqual(['a', 'a.lock']);
  });

  it('are deleted by any server while they rest', async () => {
    const { one, other } = pair();
    one.sandboxes.create('a', settings);
    one.time.now += idleMilliseconds;
    one.sandboxes.dropIdle();
    await expect.poll(() => canFind(other.sandboxes, 'a')).toBe(true);
    expect(other.sandboxes.remove('a')).toBe(true);
    expect(one.sandboxes.find('a')).toBeUndefined();
  });

  it('count towards the limit of a server only while they are open there', () => {
    const { one, other } = pair();
    for (const name of ['a', 'b', 'c']) one.sandboxes.open(name);
    expect(() => one.sandboxes.open('d')).toThrow(expect.objectContaining({ status: 429 }));
    expect(other.sandboxes.open('d').name).toBe('d');
    one.time.now += idleMilliseconds;
    expect(one.sandboxes.open('e').name).toBe('e');
  });

  it('keep a name that leads elsewhere from being looked up', () => {
    const { one } = pair();
    expect(one.sandboxes.find('../a')).toBeUndefined();
  });
});

function canFind(sandboxes: ReturnType<typeof open>['sandboxes'], name: string): boolean {
  try {
    return sandboxes.find(name) !== undefined;
  } catch {
    return false;
  }
}
