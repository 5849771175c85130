import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import type { AdminSchemas } from 'mockplane/admin';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { dataOf, type Parts, smallSnapshot, start, stopRealTime } from './helpers.ts';

const all = async ({ admin }: Parts) => dataOf(await admin.GET('/_mockplane/sandboxes')).sandboxes;
const create = async ({ admin }: Parts, body: AdminSchemas['CreateSandboxRequest']) =>
  dataOf(await admin.POST('/_mockplane/sandboxes', { body }));
const get = ({ admin }: Parts, sandboxName: string) =>
  admin.GET('/_mockplane/sandboxes/{sandboxName}', { params: { path: { sandboxName } } });
const drop = ({ admin }: Parts, sandboxName: string) =>
  admin.DELETE('/_mockplane/sandboxes/{sandboxName}', { params: { path: { sandboxName } } });
const clientOf = ({ fetch }: Parts, name: string) => createTursoClient({ fetch, token: `mockplane-token~${name}` });
const organization = { params: { path: { org_slug: 'my-org' } } } as const;
const databases = '/v1/organizations/{org_slug}/databases';
const namesIn = async (parts: Parts, name: string) =>
  (await clientOf(parts, name).GET(databases, organization)).data!.databases.map(({ Name }) => Name);

describe('createSandbox', () => {
  it('makes one as it is told, and gives the token that opens it', async () => {
    stopRealTime();
    const parts = start();
    const body = {
      name: 'worker-1',
      edition: '2023',
      seed: '1',
      plan: 'starter',
      hostnames: 'local',
      baseline: 'empty',
      clock: { now: '2024-02-01T00:00:00.000Z', running: false },
      transitions: { mode: 'after', after: '90s' },
    } as const;
    const now = '2026-11-22T12:00:00.000Z';
    const url = 'http://127.0.0.1:4010';
    const { clock, ...settings } = body;
    expect(await create(parts, body)).toEqual({
      ...settings,
      origin: 'created',
      token: 'mockplane-token~worker-1',
      baseUrls: { turso: url, lambda: url },
      transitions: { mode: 'after', after: '1m30s' },
      createdAt: now,
      lastUsedAt: now,
    });
    expect(await namesIn(parts, 'worker-1')).toEqual([]);
    const query = { params: { query: { sandbox: 'worker-1' } } };
    expect(dataOf(await parts.admin.GET('/_mockplane/clock', query))).toMatchObject(clock);
    expect(dataOf(await parts.admin.GET('/_mockplane/transitions', query))).toMatchObject({
      mode: 'after',
      after: '1m30s',
    });
    expect(dataOf(await parts.admin.POST('/_mockplane/reset', query))).toEqual({ baseline: 'empty' });
  });

  it('makes one as the server was told where it says nothing', async () => {
    const parts = start({ empty: true, plan: 'scaler', transitions: 'immediate', seed: 'server' });
    expect(await create(parts, { name: 'a' })).toMatchObject({
      edition: '2023',
      seed: 'server',
      plan: 'scaler',
      baseline: 'empty',
      transitions: { mode: 'immediate' },
    });
  });

  it('makes one with a snapshot, and goes back to that', async () => {
    const parts = start({ empty: true });
    const snapshot = smallSnapshot();
    expect(await create(parts, { name: 'a', snapshot })).toMatchObject({ baseline: 'snapshot' });
    const query = { params: { query: { sandbox: 'a' } } };
    const saved = async () => {
      const {
        savedAt: _savedAt,
        clock: _clock,
        ...state
      } = dataOf(await parts.admin.GET('/_mockplane/snapshot', query));
      return state;
    };
    const before = await saved();
    expect(before.databases).toEqual(snapshot.databases);
    await clientOf(parts, 'a').POST(databases, { ...organization, body: { name: 'shop' } });
    await parts.admin.POST('/_mockplane/reset', query);
    expect(await saved()).toEqual(before);
  });

  it('begins with the story though the server has a snapshot', async () => {
    const parts = start({ snapshot: smallSnapshot() });
    expect(await create(parts, { name: 'a', baseline: 'story' })).toMatchObject({ baseline: 'story' });
    expect(await create(parts, { name: 'b' })).toMatchObject({ baseline: 'snapshot' });
    expect(await namesIn(parts, 'a')).toContain('my-db');
  });

  it.each<[string, object, number, string]>([
    [
      'a baseline that does not go with a snapshot',
      { baseline: 'empty', snapshot: smallSnapshot() },
      400,
      'baseline must be "snapshot"',
    ],
    ['a snapshot that is not there', { baseline: 'snapshot' }, 400, 'baseline must be one of story, empty'],
    ['an edition that there is not', { edition: '1999' }, 400, 'edition must be one of'],
    [
      'a duration that is none',
      { transitions: { mode: 'after', after: 'soon' } },
      400,
      'transitions.after must be a duration',
    ],
    ['a property that there is not', { sead: '1' }, 400, 'sead is not a property of this object'],
    ['a snapshot of a later format', { snapshot: { ...smallSnapshot(), version: 2 } }, 422, 'version 2 of the format'],
    ['a snapshot with a slip', { snapshot: { ...smallSnapshot(), user: [] } }, 422, 'invalid in 1 place'],
  ])('refuses %s, and makes none', async (_what, body, status, words) => {
    const parts = start();
    const reply = await parts.admin.POST('/_mockplane/sandboxes', { body: { name: 'a', ...body } as never });
    expect(reply).toMatchObject({ status, error: { detail: expect.stringContaining(words) as string } });
    expect(await all(parts)).toHaveLength(1);
  });

  it('points at each place of a snapshot that is not sound, where it stands', async () => {
    const parts = start();
    const snapshot = { ...smallSnapshot(), users: [] };
    const { error } = await parts.admin.POST('/_mockplane/sandboxes', { body: { name: 'a', snapshot } });
    expect(error!.violations!.length).toBeGreaterThan(0);
    for (const { pointer } of error!.violations!) expect(pointer).toMatch(/^\/body\/snapshot\//);
  });
});

describe('listSandboxes', () => {
  it('has those that were made on first use', async () => {
    const parts = start({ maxSandboxes: 7 });
    await namesIn(parts, 'worker-2');
    await create(parts, { name: 'worker-1' });
    const { sandboxes, limit } = dataOf(await parts.admin.GET('/_mockplane/sandboxes'));
    expect(sandboxes.map(({ name, origin, token }) => `${name} ${origin} ${token}`)).toEqual([
      'default created mockplane-token',
      'worker-1 created mockplane-token~worker-1',
      'worker-2 first-use mockplane-token~worker-2',
    ]);
    expect(limit).toBe(7);
  });
});

describe('getSandbox', () => {
  it('tells when a request last reached it, of default too', async () => {
    stopRealTime();
    const parts = start();
    const lastUsed = async (name: string) => dataOf(await get(parts, name)).lastUsedAt;
    await namesIn(parts, 'a');
    const [first, later] = ['2026-11-22T12:00:00.000Z', '2026-11-22T12:01:00.000Z'];
    vi.setSystemTime(later);
    expect([await lastUsed('a'), await lastUsed('default')]).toEqual([first, first]);
    await namesIn(parts, 'a');
    await parts.turso.GET('/v1/locations');
    expect([await lastUsed('a'), await lastUsed('default')]).toEqual([later, later]);
  });

  it('takes no sandbox but the one in the path', async () => {
    using mockplane = createMockplane();
    const reply = await mockplane.fetch('http://127.0.0.1/_mockplane/sandboxes/default?sandbox=no-such');
    expect([reply.status, reply.headers.get('mockplane-sandbox')]).toEqual([400, null]);
    expect(await reply.json()).toMatchObject({ detail: 'query parameter sandbox is unknown' });
  });
});

describe('deleteSandbox', () => {
  it('deletes all that it holds, and frees the name', async () => {
    const parts = start({ empty: true });
    await clientOf(parts, 'a').POST(databases, { ...organization, body: { name: 'shop' } });
    expect(dataOf(await drop(parts, 'a'))).toMatchObject({ name: 'a', origin: 'first-use' });
    expect(await get(parts, 'a')).toMatchObject({ status: 404 });
    expect(await namesIn(parts, 'a')).toEqual([]);
  });

  it('ends a request that waits in it, without an answer', async () => {
    const parts = start({ transitions: 'manual' });
    const turso = clientOf(parts, 'a');
    const path = { org_slug: 'my-org', db_name: 'my-db' };
    const instances = '/v1/organizations/{org_slug}/databases/{db_name}/instances';
    const made = await turso.POST(instances, { params: { path }, body: { location: 'waw' } });
    const waiting = turso.GET(`${instances}/{instance_name}/wait`, {
      params: { path: { ...path, instance_name: made.data!.instance.name } },
    });
    const ended = waiting.catch((error: unknown) => error);
    await new Promise(setImmediate);
    await drop(parts, 'a');
    expect(await ended).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  });

  it('deletes the directory, and a restart does not bring it back', async () => {
    const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    const parts = start({ data });
    await create(parts, { name: 'a' });
    await create(parts, { name: 'b' });
    expect(readdirSync(join(data, 'sandboxes')).toSorted()).toEqual(['a', 'b']);
    await drop(parts, 'a');
    await parts.assembled.close();
    expect((await all(start({ data }))).map(({ name }) => name)).toEqual(['default', 'b']);
  });
});

describe('an idle sandbox', () => {
  it('is not dropped while a request waits in it', async () => {
    stopRealTime();
    const parts = start({ transitions: 'manual', sandboxIdle: '1m' });
    const turso = clientOf(parts, 'a');
    const path = { org_slug: 'my-org', db_name: 'my-db' };
    const instances = '/v1/organizations/{org_slug}/databases/{db_name}/instances';
    const made = await turso.POST(instances, { params: { path }, body: { location: 'waw' } });
    const waiting = turso.GET(`${instances}/{instance_name}/wait`, {
      params: { path: { ...path, instance_name: made.data!.instance.name } },
    });
    await new Promise(setImmediate);
    vi.setSystemTime('2026-11-22T12:10:00Z');
    expect((await all(parts)).map(({ name }) => name)).toEqual(['default', 'a']);
    await parts.admin.POST('/_mockplane/transitions/step', { params: { query: { sandbox: 'a' } } });
    expect(await waiting).toMatchObject({ status: 200 });
    vi.setSystemTime('2026-11-22T12:10:59Z');
    expect(await all(parts)).toHaveLength(2);
    vi.setSystemTime('2026-11-22T12:11:00Z');
    expect(await all(parts)).toHaveLength(1);
  });
});

describe('every other operation', () => {
  it('is for the sandbox that it names, and says so', async () => {
    const parts = start();
    await create(parts, { name: 'a' });
    const advance = async (query: string) => {
      const reply = await parts.fetch(`/_mockplane/clock/advance${query}`, { method: 'POST', body: '{"by":"1h"}' });
      return [reply.headers.get('mockplane-sandbox'), ((await reply.json()) as { now: string }).now];
    };
    expect(await advance('?sandbox=a')).toEqual(['a', '2023-11-16T11:00:00.000Z']);
    expect(await advance('?sandbox=a')).toEqual(['a', '2023-11-16T12:00:00.000Z']);
    expect(await advance('?sandbox=default')).toEqual([null, '2023-11-16T11:00:00.000Z']);
    expect(await advance('')).toEqual([null, '2023-11-16T12:00:00.000Z']);
  });

  it('is for the sandbox that it names where the name of the parameter is percent-encoded', async () => {
    const parts = start();
    await create(parts, { name: 'a' });
    const reply = await parts.fetch('/_mockplane/reset?%73andbox=a', { method: 'POST' });
    expect([reply.status, reply.headers.get('mockplane-sandbox')]).toEqual([200, 'a']);
  });

  it('makes no sandbox', async () => {
    const parts = start();
    expect(await parts.admin.POST('/_mockplane/reset', { params: { query: { sandbox: 'a' } } })).toMatchObject({
      status: 404,
    });
    expect(await all(parts)).toHaveLength(1);
  });

  it('names twenty of many sandboxes where there is none of a name', async () => {
    const parts = start({ empty: true });
    for (let index = 10; index < 40; index++) parts.assembled.sandboxes.open(`w${index}`);
    const { error } = await parts.admin.GET('/_mockplane/health', { params: { query: { sandbox: 'a' } } });
    expect(error!.detail).toMatch(
      /^there is no sandbox a; the server has default, w10, .*, w28 and 11 more; the first/,
    );
  });
});
