import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMockplane, type Mockplane } from '../../../src/mockplane/create.ts';

let mockplane: Mockplane;
beforeEach(() => {
  mockplane = createMockplane({ seed: 1, hostnames: 'local', transitions: 'immediate' });
});
afterEach(() => mockplane.close());

const server = 'http://127.0.0.1:4321';

/** @param path with its edition: `/2026/v1/organizations` */
async function call(path: string, init: RequestInit = {}, host = '127.0.0.1:4321'): Promise<never> {
  const headers = { authorization: `Bearer ${mockplane.token}`, host };
  const response = await mockplane.fetch(server + path, { ...init, headers });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as never;
}

interface Database {
  readonly Hostname: string;
  readonly primaryRegion?: string;
  readonly regions: readonly string[];
}

interface Instance {
  readonly hostname: string;
  readonly region: string;
  readonly type: string;
}

describe.each(['2023', '2026'])('with local hostnames, edition %s', (edition) => {
  const databases = `/${edition}/v1/organizations/my-org/databases`;

  it('shows the address of the request for every database', async () => {
    const { databases: all }: { databases: Database[] } = await call(databases);
    expect(new Set(all.map(({ Hostname }) => Hostname))).toEqual(new Set(['127.0.0.1:4321']));
    const { database }: { database: Database } = await call(`${databases}/my-db`, {}, '[::1]:80');
    expect(database.Hostname).toBe('[::1]:80');
    expect(database.primaryRegion).toBe('local');
    expect(database.regions[0]).toBe('local');
  });

  it('shows it for instances, and the location of the primary as local', async () => {
    const { instances }: { instances: Instance[] } = await call(`${databases}/my-db/instances`);
    expect(new Set(instances.map(({ hostname }) => hostname))).toEqual(new Set(['127.0.0.1:4321']));
    for (const { type, region } of instances) expect(region === 'local').toBe(type === 'primary');
  });

  it('shows it for a database that is created', async () => {
    const body = JSON.stringify({ name: 'new-db', ...(edition === '2026' && { group: 'default' }) });
    const { database }: { database: Database } = await call(databases, { method: 'POST', body });
    expect(database.Hostname).toBe('127.0.0.1:4321');
  });

  it('answers SQL there with the token alone', async () => {
    const { database }: { database: Database } = await call(`${databases}/my-db`);
    const { jwt }: { jwt: string } = await call(`${databases}/my-db/auth/tokens`, { method: 'POST' });
    const response = await mockplane.fetch(`http://${database.Hostname}/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${jwt}` },
      body: JSON.stringify({ requests: [{ type: 'execute', stmt: { sql: 'SELECT 1' } }] }),
    });
    expect(response.status).toBe(200);
  });

  it('falls back to localhost for a host that the contract does not allow', async () => {
    const { database }: { database: Database } = await call(`${databases}/my-db`, {}, 'my_host:80');
    expect(database.Hostname).toBe('localhost');
  });
});

const first = async (fetch: typeof globalThis.fetch, token: string): Promise<string> => {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${server}/v1/organizations/my-org/databases`, { headers });
  return ((await response.json()) as { databases: Database[] }).databases[0]!.Hostname;
};

describe('hostnames', () => {
  it('are those of the service unless a sandbox asks for local ones', async () => {
    using usual = createMockplane({ seed: 1 });
    expect(await first(usual.fetch, usual.token)).toBe('my-db-my-org.turso.io');
    const local = usual.sandbox('local', { hostnames: 'local' });
    expect(await first(local.fetch, local.token)).toMatch(/^(?:127\.0\.0\.1:4321|localhost)$/);
  });

  it('are a setting of a sandbox that the admin API creates', async () => {
    const { data } = await mockplane.admin.POST('/_mockplane/sandboxes', {
      body: { name: 'other', hostnames: 'service' },
    });
    expect(data!.hostnames).toBe('service');
    const { data: own } = await mockplane.admin.GET('/_mockplane/sandboxes/{sandboxName}', {
      params: { path: { sandboxName: 'default' } },
    });
    expect(own!.hostnames).toBe('local');
    expect(await first(mockplane.fetch, data!.token)).toBe('my-db-my-org.turso.io');
  });

  it('are refused when unknown', () => {
    expect(() => createMockplane({ hostnames: 'nope' as 'local' })).toThrow('hostnames takes service or local');
  });
});
