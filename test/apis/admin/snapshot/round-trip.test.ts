import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { MockplaneOptions } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLambdaInstance, example, type Parts, smallSnapshot, start, stopRealTime } from '../helpers.ts';

const json = { 'content-type': 'application/json' };

/** The response's bytes, as they came. */
async function save({ fetch }: Parts): Promise<string> {
  const response = await fetch('/_mockplane/snapshot');
  expect(response.status).toBe(200);
  return response.text();
}

async function load({ fetch }: Parts, body: string): Promise<void> {
  const response = await fetch('/_mockplane/snapshot', { method: 'PUT', headers: json, body });
  expect(response.status).toBe(200);
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Things to do to a state; each finds something to do it to, or does nothing. */
const steps: Readonly<Record<string, (parts: Parts, number: number) => Promise<unknown>>> = {
  createDatabase: ({ turso }, number) =>
    turso.POST('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: number % 2 ? 'my-org' : 'octocat' } },
      body: { name: `db-${number}` },
    }),
  createInstance: async ({ turso }, number) =>
    turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
      params: { path: { org_slug: 'my-org', db_name: number % 2 ? 'my-db' : 'staging-db' } },
      body: { location: ['ord', 'waw', 'ams'][number % 3]! },
    }),
  destroyReplica: async ({ turso, assembled }, number) => {
    const { store } = assembled.sandbox.context;
    const replicas = store.instances.all().filter(({ type, status }) => type === 'replica' && status !== 'destroyed');
    const replica = replicas[number % Math.max(replicas.length, 1)];
    if (!replica) return;
    const { organization, name } = store.databases.byId(replica.database)!;
    const path = { org_slug: organization, db_name: name, instance_name: replica.name };
    await turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}', {
      params: { path },
    });
  },
  destroyDatabase: ({ turso }, number) =>
    turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}', {
      params: { path: { org_slug: 'my-org', db_name: `db-${number}` } },
    }),
  rotate: ({ turso }) =>
    turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', {
      params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
    }),
  createToken: ({ turso }, number) =>
    turso.POST('/v1/auth/api-tokens/{token_name}', { params: { path: { token_name: `token-${number}` } } }),
  revokeToken: ({ turso }, number) =>
    turso.DELETE('/v1/auth/api-tokens/{token_name}', { params: { path: { token_name: `token-${number}` } } }),
  createLambda: (parts, number) => createLambdaInstance(parts, { slaves: number % 3 ? 1 : 24 }),
  moveLambda: ({ lambda, assembled }, number) => {
    const all = assembled.sandbox.context.store.lambdaInstances.all();
    const path = { uuid: all[number % Math.max(all.length, 1)]?.uuid ?? '1' };
    const actions = ['start', 'stop', 'destroy'] as const;
    return lambda.POST(`/backend/lambda-instances/{uuid}/${actions[number % 3]!}`, { params: { path } });
  },
  upload: ({ lambda }, number) =>
    lambda.PUT('/backend/user_files', {
      body: { file: new File([Buffer.alloc(number * 7, number)], `é-${number}.bin`), description: '☃'.repeat(number) },
    }),
  deleteFile: ({ lambda }, number) => lambda.DELETE('/backend/user_files', { body: { id: number } }),
  addUsage: ({ admin }, number) =>
    admin.POST('/_mockplane/usage', {
      body: { organization: 'my-org', database: 'my-db', rowsRead: number, storageBytes: number * 4_096 },
    }),
  advance: ({ admin }, number) => admin.POST('/_mockplane/clock/advance', { body: { by: `${number * number}s` } }),
  run: ({ admin }, number) => admin.PATCH('/_mockplane/clock', { body: { running: number % 2 === 1 } }),
  beManual: ({ admin }, number) =>
    admin.PUT('/_mockplane/transitions', { body: number % 2 ? { mode: 'manual' } : { mode: 'after', after: '1h' } }),
  failNext: ({ admin }) =>
    admin.POST('/_mockplane/faults', { body: { operation: '*', action: 'fail-transition', count: 1 } }),
};

type Step = readonly [name: string, number: number];
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat({ max: 12 }));

async function live(parts: Parts, done: readonly Step[]): Promise<void> {
  for (const [name, number] of done) await steps[name]!(parts, number);
}

/** Everywhere that a snapshot may be loaded, and one that has been there before. */
const places: readonly [where: string, options: () => MockplaneOptions][] = [
  ['the story', () => ({ seed: 'another' })],
  ['an empty server', () => ({ empty: true })],
  ['a stateless one', () => ({ stateless: true })],
  ['a directory', () => ({ data: newDirectory() })],
  ['an empty one in a directory', () => ({ data: newDirectory(), empty: true })],
];

/** Loads what was saved everywhere, saves it again, after a restart too. @returns the places where it is not the same */
async function changedAt(saved: string): Promise<string[]> {
  const changed: string[] = [];
  const compare = async (where: string, parts: Parts): Promise<void> => {
    if ((await save(parts)) !== saved) changed.push(where);
    await parts.assembled.close();
  };
  for (const [where, options] of places) {
    const given = options();
    const parts = start(given);
    await load(parts, saved);
    await compare(where, parts);
    if (given.data !== undefined)
      await compare(`${where}, started again`, start({ data: given.data, clock: undefined }));
  }
  return changed;
}

// A failure reports its seed; `SNAPSHOT_SEED` plays that one again, `SNAPSHOT_RUNS` more of them.
describe('a snapshot that is loaded and saved again', () => {
  it.each<[string, MockplaneOptions]>([
    ['of the story', {}],
    ['of an empty server', { empty: true }],
    ['of a directory', { data: 'new' }],
  ])('is the same to the byte: %s', async (_what, options) => {
    stopRealTime();
    const parts = start({ ...options, ...(options.data !== undefined && { data: newDirectory() }) });
    expect(await changedAt(await save(parts))).toEqual([]);
  });

  it.each(['Snapshot', 'BlankSnapshot'])('is the same to the byte: the example %s', async (name) => {
    stopRealTime();
    const parts = start();
    await load(parts, JSON.stringify(name === 'Snapshot' ? smallSnapshot() : example(name)));
    expect(await changedAt(await save(parts))).toEqual([]);
  });

  it('is the same to the byte, whatever was done before', async () => {
    stopRealTime();
    const { SNAPSHOT_SEED, SNAPSHOT_RUNS = '6' } = process.env;
    const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (done) => {
      const parts = start({ transitions: '1h' });
      await live(parts, done);
      const saved = await save(parts);
      await parts.assembled.close();
      expect(await changedAt(saved)).toEqual([]);
    });
    const seed = SNAPSHOT_SEED === undefined ? {} : { seed: Number(SNAPSHOT_SEED) };
    await fc.assert(property, { numRuns: Number(SNAPSHOT_RUNS), ...seed });
  });
});
