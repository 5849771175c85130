import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OptionError } from '../../../../src/mockplane/options.ts';
import { beganAt, createInstance, dataOf, type Parts, smallSnapshot, start, stopRealTime } from '../helpers.ts';

async function instancesOf({ admin }: Parts) {
  return dataOf(await admin.GET('/_mockplane/snapshot')).instances;
}

describe('the option snapshot', () => {
  it('begins with the state, the clock and what is pending', async () => {
    stopRealTime();
    const parts = start({ snapshot: smallSnapshot(), clock: undefined });
    const { data } = await parts.turso.GET('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
    });
    expect(data!.databases.map(({ Name }) => Name)).toEqual(['my-db', 'staging-db']);
    const clock = dataOf(await parts.admin.GET('/_mockplane/clock'));
    expect(clock).toMatchObject({ now: beganAt, running: true, pendingTransitions: 1 });
  });

  it('leaves the clock to the option clock, where that is given', async () => {
    const { admin } = start({ snapshot: smallSnapshot(), clock: { now: '2024-01-01T00:00:00Z', running: false } });
    await admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    await admin.POST('/_mockplane/reset');
    expect(dataOf(await admin.GET('/_mockplane/clock')).now).toBe('2024-01-01T00:00:00.000Z');
  });

  it('begins at the real time and returns there, if the snapshot has no clock', async () => {
    stopRealTime();
    const { clock: _clock, ...snapshot } = smallSnapshot();
    const { admin } = start({ snapshot, clock: undefined });
    const before = dataOf(await admin.GET('/_mockplane/clock'));
    expect(before).toMatchObject({ now: new Date().toISOString(), running: true });
    await admin.PATCH('/_mockplane/clock', { body: { now: '2090-01-01T00:00:00Z', running: false } });
    await admin.POST('/_mockplane/reset');
    expect(dataOf(await admin.GET('/_mockplane/clock'))).toMatchObject({ now: before.now, running: true });
  });

  it('gives a sandbox its state without a clock, too', async () => {
    const { clock: _clock, ...snapshot } = smallSnapshot();
    const { admin } = start({ clock: { now: '2031-01-01T00:00:00Z', running: false } });
    await admin.POST('/_mockplane/sandboxes', { body: { name: 'worker-1', snapshot } });
    const params = { query: { sandbox: 'worker-1' } };
    const { now, running } = dataOf(await admin.GET('/_mockplane/clock', { params }));
    expect({ now, running }).toEqual({ now: '2031-01-01T00:00:00.000Z', running: false });
  });

  it.each([
    ['no object', 5, 'the snapshot is invalid in 1 place: must be an object'],
    [
      'a typing error',
      { ...smallSnapshot(), usage: undefined, usages: [] },
      'the snapshot is invalid in 2 places: /usage is required; /usages is not a property of this object',
    ],
    [
      'many slips',
      { ...smallSnapshot(), users: [{ username: 'monalisa' }] },
      "the snapshot is invalid in 7 places: /users/0/username must be octocat here or in another row: the server's token belongs to this user; /members/0/username names no user; /members/1/username names no user; and 4 more",
    ],
    [
      'a later version',
      { ...smallSnapshot(), version: 3 },
      'the snapshot has version 3 of the format; this Mockplane reads version 1: /version must be 1',
    ],
  ])('is refused for %s', (_what, snapshot, message) => {
    expect(() => start({ snapshot: JSON.parse(JSON.stringify(snapshot)) })).toThrow(new OptionError(message));
  });

  it('does not go with the option empty', () => {
    expect(() => createMockplane({ snapshot: smallSnapshot(), empty: true })).toThrow(OptionError);
  });

  it('fills a new data directory, and leaves one that is in use alone', async () => {
    const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    const clock = undefined;
    const first = start({ data, snapshot: smallSnapshot(), clock });
    const name = await createInstance(first);
    await first.assembled.close();

    const second = start({ data, snapshot: smallSnapshot(), clock });
    expect((await instancesOf(second)).at(-1)).toMatchObject({ name });
    expect(dataOf(await second.admin.GET('/_mockplane/health')).data).toBe('directory');
    await second.admin.POST('/_mockplane/reset');
    expect(await instancesOf(second)).toHaveLength(2);
  });
});
