import { startMockplane } from 'mockplane';
import { afterEach, describe, expect, it } from 'vitest';
import { isLetIn } from '../../../src/apis/hrana/allow-list.ts';
import { openEdition } from './edition.ts';

let open: ReturnType<typeof openEdition>;
afterEach(() => open.mockplane.close());

const configure = (settings: object) => open.send('PATCH', `${open.databases}/my-db/configuration`, settings);
const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
const pipeline = '/_db/my-org/my-db/v2/pipeline';
const blocked = (what: string) => ({
  code: 'BLOCKED',
  message: `Operation was blocked: SQL ${what} operations are forbidden (${what}s are blocked, do you need to upgrade your plan?)`,
});

describe('updateDatabaseConfiguration', () => {
  it('blocks reads, or writes, and ends open streams', async () => {
    open = openEdition('2026');
    const token = await open.mint('my-db');
    const begun = await open.send('POST', pipeline, begin, token);
    await configure({ block_reads: true });
    expect((await open.send('POST', pipeline, { ...begin, baton: begun.body['baton'] }, token)).status).toBe(400);
    expect(await open.query('my-db', 'SELECT * FROM tag')).toEqual(blocked('read'));
    expect(await open.query('my-db', 'CREATE TABLE t(a)')).toMatchObject({ code: 'BLOCKED' });
    await configure({ block_reads: false });
    expect(await open.query('my-db', 'CREATE TABLE t(a)')).toEqual([]);
    await configure({ block_writes: true });
    expect(await open.query('my-db', 'INSERT INTO t VALUES(1)')).toEqual(blocked('write'));
    expect(await open.query('my-db', 'SELECT count(*) FROM t')).toEqual([['0']]);
    await configure({ block_writes: false });
    expect(await open.query('my-db', 'INSERT INTO t VALUES(1)')).toEqual([]);
  });

  it('lets only the addresses of its list in', async () => {
    open = openEdition('2026');
    await configure({ allowed_ips: ['203.0.113.0/24'] });
    expect(await open.query('my-db', 'SELECT 1')).toMatchObject({
      status: 403,
      error: 'database my-db allows no connection from 127.0.0.1; see allowed_ips',
    });
    await configure({ allowed_ips: ['203.0.113.0/24', '127.0.0.1'] });
    expect(await open.query('my-db', 'SELECT 1')).toEqual([['1']]);
    await configure({ allowed_ips: null, allowed_aws_vpc_ids: ['vpce-0123456789abcdef0'] });
    expect(await open.query('my-db', 'SELECT 1')).toMatchObject({ status: 403 });
  });

  it('looks at the address of a caller on the port', async () => {
    open = openEdition('2026');
    await using server = await startMockplane({ port: 0, edition: '2026', transitions: 'immediate' });
    const ask = async (path: string, token: string, method: string, body: object) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as { jwt: string; error: string } };
    };
    const { body } = await ask(`${open.databases}/my-db/auth/tokens`, server.token, 'POST', {});
    const configuration = `${open.databases}/my-db/configuration`;
    await ask(configuration, server.token, 'PATCH', { allowed_ips: ['198.51.100.7'] });
    expect((await ask(pipeline, body.jwt, 'POST', begin)).body.error).toContain('from 127.0.0.1');
    await ask(configuration, server.token, 'PATCH', { allowed_ips: ['127.0.0.0/8'] });
    expect((await ask(pipeline, body.jwt, 'POST', begin)).status).toBe(200);
  });
});

describe('isLetIn', () => {
  it.each([
    [[], '198.51.100.7', true],
    [['198.51.100.7'], '198.51.100.7', true],
    [['198.51.100.7'], '198.51.100.8', false],
    [['198.51.100.0/30'], '198.51.100.3', true],
    [['198.51.100.0/30'], '198.51.100.4', false],
    [['198.51.100.7'], '::ffff:198.51.100.7', true],
    [['127.0.0.1'], '::1', true],
    [['2001:db8::/32'], '2001:db8:1::5', true],
    [['2001:db8::/32'], '2001:db9::5', false],
    [['0.0.0.0/0'], '203.0.113.9', true],
  ])('of %j for %s is %s', (allowedIps, address, expected) => {
    open = openEdition('2026');
    expect(isLetIn({ allowedIps, allowedVpcs: [] }, address)).toBe(expected);
  });
});

const addUsage = (rowsWritten: number) =>
  open.send('POST', '/_mockplane/usage', { organization: 'my-org', database: 'my-db', rowsWritten });
const flags = async () => {
  const { body } = await open.send('GET', '/v1/organizations/my-org');
  const { blocked_reads: reads, blocked_writes: writes } = body['organization'] as unknown as Record<string, boolean>;
  return { reads, writes };
};

describe('a plan', () => {
  it('blocks writes beyond its quota, shows it, and lets an organization pay for more', async () => {
    open = openEdition('2026', { plan: 'scaler' });
    await addUsage(100_000_000);
    expect(await open.query('my-db', 'DELETE FROM tag')).toEqual(blocked('write'));
    expect(await flags()).toEqual({ reads: false, writes: true });
    expect((await open.send('PATCH', '/v1/organizations/my-org', { overages: true })).status).toBe(200);
    expect(await flags()).toEqual({ reads: false, writes: false });
    expect(await open.query('my-db', 'UPDATE tag SET name = name')).toEqual([]);
    await open.send('PATCH', '/v1/organizations/my-org', { overages: false });
    open.advance('31d');
    expect(await open.query('my-db', 'UPDATE tag SET name = name')).toEqual([]);
  });
});

describe('an archived group', () => {
  it('answers 502 until it is woken', async () => {
    open = openEdition('2026');
    expect(await open.query('edge-db', 'SELECT 1')).toMatchObject({
      status: 502,
      error: 'database edge-db is archived, itself or with its group; wake it with unarchiveGroup or wakeDatabase',
    });
    expect((await open.send('POST', '/v1/organizations/my-org/groups/edge/unarchive')).status).toBe(200);
    expect(await open.query('edge-db', 'SELECT 1')).toEqual([['1']]);
  });
});

const continueAfter = async (end: () => Promise<unknown>): Promise<number> => {
  open = openEdition('2026');
  const token = await open.mint('my-db');
  const begun = await open.send('POST', pipeline, begin, token);
  await end();
  return (await open.send('POST', pipeline, { ...begin, baton: begun.body['baton'] }, token)).status;
};

describe('open streams', () => {
  it.each([
    ['the rotation of the database', 'POST', '/databases/my-db/auth/rotate', 401],
    ['the rotation of the group', 'POST', '/groups/default/auth/rotate', 401],
    ['the deletion of the database', 'DELETE', '/databases/my-db', 404],
    ['the deletion of the group', 'DELETE', '/groups/default', 404],
    ['the deletion of the organization', 'DELETE', '', 404],
    ['a change of the configuration', 'PATCH', '/databases/my-db/configuration', 400],
  ])('end with %s', async (_what, method, path, status) => {
    const body = method === 'PATCH' ? { allow_attach: false } : undefined;
    expect(await continueAfter(() => open.send(method, `/v1/organizations/my-org${path}`, body))).toBe(status);
  });
});

describe('getDatabaseUsage', () => {
  it('counts a statement on the instance that its host names', async () => {
    open = openEdition('2023');
    const { body } = await open.send('GET', `${open.databases}/my-db/instances`);
    const instances = body['instances'] as unknown as { uuid: string; hostname: string; type: string }[];
    const replica = instances.find(({ type }) => type === 'replica')!;
    const usage = async (uuid: string): Promise<number> => {
      const reply = await open.send('GET', `${open.databases}/my-db/usage`);
      const { instances: all } = reply.body['database'] as unknown as {
        instances: { uuid: string; usage: { rows_read: number } }[];
      };
      return all.find((each) => each.uuid === uuid)!.usage.rows_read;
    };
    const primary = instances.find(({ type }) => type === 'primary')!;
    const before = [await usage(primary.uuid), await usage(replica.uuid)] as const;
    const response = await open.mockplane.fetch(`http://${replica.hostname}/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await open.mint('my-db')}`, host: replica.hostname },
      body: JSON.stringify({ requests: [{ type: 'execute', stmt: { sql: 'SELECT * FROM author' } }] }),
    });
    expect(response.status).toBe(200);
    expect(await usage(replica.uuid)).toBeGreaterThan(before[1]);
    expect(await usage(primary.uuid)).toBe(before[0]);
  });
});
