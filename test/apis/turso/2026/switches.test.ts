import { createMockplane } from 'mockplane';
import { afterEach, describe, expect, it } from 'vitest';
import { parseSwitches, readSwitches, type SwitchOptions } from '../../../../src/sandbox/switches.ts';
import { openEdition } from '../../hrana/edition.ts';

let open: ReturnType<typeof openEdition> | undefined;
afterEach(() => open?.mockplane.close());

const organization = '/v1/organizations/my-org';
const start = (switches?: SwitchOptions) => (open = openEdition('2026', switches && { switches }));

describe('switches', () => {
  it.each([
    [undefined, 400, 'database with same name already exists'],
    [{ duplicateName: '409' }, 409, 'database with name my-db already exists'],
  ] as const)('of %j answer a taken name with %s', async (switches, status, error) => {
    expect(await start(switches).create('my-db')).toMatchObject({ status, body: { error } });
  });

  it.each([
    [undefined, 400],
    [{ permissionsOnAws: 'ignore' }, 200],
  ] as const)('of %j answer permissions on AWS with %s', async (switches, status) => {
    const body = { permissions: { read_attach: { databases: [] } } };
    const { send } = start(switches);
    expect((await send('POST', `${organization}/databases/my-db/auth/tokens`, body)).status).toBe(status);
    expect((await send('POST', `${organization}/groups/default/auth/tokens`, body)).status).toBe(status);
  });

  it.each([
    [undefined, ''],
    [{ emptyReplies: 'object' }, {}],
  ] as const)('of %j send %j for an empty reply', async (switches, body) => {
    const reply = await start(switches).send('POST', `${organization}/databases/my-db/auth/rotate`);
    expect(reply).toEqual({ status: 200, body });
  });

  it('wrap the list of organizations', async () => {
    expect(Array.isArray((await start().send('GET', '/v1/organizations')).body)).toBe(true);
    open!.mockplane.close();
    const { body } = await start({ organizationList: 'wrapped' }).send('GET', '/v1/organizations');
    expect(Array.isArray(body['organizations'])).toBe(true);
  });

  it('leave out what only live replies have', async () => {
    const { body } = await start({ legacyCredentials: 'off', certificateCounters: 'off' }).create('plain');
    expect(Object.keys(body)).toEqual(['database']);
    expect(Object.keys(body['database']!).toSorted()).toEqual(['DbId', 'Hostname', 'Name']);
  });

  it('set how long a deleted database can be restored', async () => {
    const { send, advance } = start({ recoveryWindow: '1h' });
    const { body } = await send('GET', '/v2/organizations');
    const all = body['organizations'] as unknown as { id: string; slug: string }[];
    const list = `/v3/organizations/${all.find(({ slug }) => slug === 'my-org')!.id}/databases?deleted=true&search=my-db`;
    await send('DELETE', `${organization}/databases/my-db`);
    const count = async (): Promise<number> => (await send('GET', list)).body['databases']!['length'];
    const before = await count();
    advance('1h');
    expect([before > 0, await count()]).toEqual([true, 0]);
  });

  it('belong to a sandbox', async () => {
    const { send, mockplane } = start();
    const made = await send('POST', '/_mockplane/sandboxes', {
      name: 'documented',
      edition: '2026',
      switches: { duplicateName: '409' },
    });
    expect(made).toMatchObject({ status: 201, body: { switches: { duplicateName: '409' } } });
    const own = mockplane.sandbox('documented');
    const post = {
      method: 'POST',
      headers: { authorization: `Bearer ${own.token}` },
      body: '{"name":"my-db","group":"default"}',
    };
    expect((await own.fetch(`${organization}/databases`, post)).status).toBe(409);
    expect((await open!.create('my-db')).status).toBe(400);
  });

  it.each([
    [{ duplicate: '409' }, 'there is no switch duplicate; there are duplicateName, permissionsOnAws'],
    [{ duplicateName: '404' }, 'the switch duplicateName takes 400 or 409, not "404"'],
    [{ recoveryWindow: 'long' }, 'the switch recoveryWindow takes a duration such as 5d, not "long"'],
  ])('%j are refused', async (switches, message) => {
    expect(() => createMockplane({ switches: switches as SwitchOptions })).toThrow(message);
    const { send } = start();
    const refused = await send('POST', '/_mockplane/sandboxes', { name: 'other', switches });
    expect(refused.status).toBe(400);
  });
});

describe('readSwitches', () => {
  it('reads pairs', () => {
    expect(readSwitches('duplicateName=409, archiveAfter=never')).toEqual({
      duplicateName: '409',
      archiveAfter: 'never',
    });
    expect(parseSwitches({ archiveAfter: 'never' }).archiveAfter).toBeUndefined();
    expect(parseSwitches().archiveAfter).toBe(864_000_000);
  });

  it.each(['duplicateName', '=409', 'a=b=c', ''])('refuses "%s"', (text) => {
    expect(() => readSwitches(text)).toThrow('switches are pairs such as duplicateName=409');
  });
});

describe('archiveGroup', () => {
  it('puts a group to sleep and ends its streams until it is woken', async () => {
    const { send, query, mint } = start();
    const token = await mint('my-db');
    const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
    const begun = await send('POST', '/_db/my-org/my-db/v2/pipeline', begin, token);
    const archived = await send('POST', '/_mockplane/groups/archive', { organization: 'my-org', group: 'default' });
    expect(archived).toMatchObject({ status: 200, body: { archivedAt: '2026-09-15T12:00:00.000Z' } });
    const next = { ...begin, baton: begun.body['baton'] };
    expect((await send('POST', '/_db/my-org/my-db/v2/pipeline', next, token)).status).toBe(502);
    expect((await send('GET', `${organization}/groups/default`)).body['group']).toMatchObject({ archived: true });
    await send('POST', `${organization}/databases/my-db/wakeup`);
    expect(await query('my-db', 'SELECT 1')).toEqual([['1']]);
    expect((await send('POST', '/_db/my-org/my-db/v2/pipeline', next, token)).status).toBe(400);
  });
});

describe('a group on the plan starter', () => {
  it('falls asleep after ten days without SQL', async () => {
    open = openEdition('2026', { plan: 'starter' });
    const { query, advance, send } = open;
    advance('9d');
    expect(await query('my-db', 'SELECT 1')).toEqual([['1']]);
    advance('9d');
    expect(await query('my-db', 'SELECT 1')).toEqual([['1']]);
    advance('10d');
    expect((await send('GET', `${organization}/groups/default`)).body['group']).toMatchObject({ archived: true });
    expect(await query('my-db', 'SELECT 1')).toMatchObject({ status: 502 });
    await send('POST', `${organization}/groups/default/unarchive`);
    expect(await query('my-db', 'SELECT 1')).toEqual([['1']]);
    advance('9d');
    expect(await query('my-db', 'SELECT 1')).toEqual([['1']]);
  });

  it('stays awake where the switch says never, and with another plan', async () => {
    for (const options of [{ plan: 'starter', switches: { archiveAfter: 'never' } }, { plan: 'scaler' }] as const) {
      open?.mockplane.close();
      open = openEdition('2026', options);
      open.advance('40d');
      expect(await open.query('my-db', 'SELECT 1')).toEqual([['1']]);
    }
  });
});

describe('acceptInvite', () => {
  it('makes whom an address belongs to a member', async () => {
    const { send } = start();
    const accept = (email: string) => send('POST', '/_mockplane/invites/accept', { organization: 'my-org', email });
    await send('POST', `/v2/organizations/my-org/invites`, { email: 'visitor@example.com', role: 'viewer' });
    expect(await accept('visitor@example.com')).toMatchObject({
      status: 200,
      body: { username: 'visitor', role: 'viewer' },
    });
    const { body } = await send('GET', `${organization}/members`);
    expect(body['members']).toContainEqual({ username: 'visitor', role: 'viewer', email: 'visitor@example.com' });
    expect((await send('GET', '/v2/organizations/my-org/invites')).body['invites']).not.toContainEqual(
      expect.objectContaining({ email: 'visitor@example.com' }),
    );
    expect(await accept('visitor@example.com')).toMatchObject({
      status: 404,
      body: { detail: 'organization my-org has no invite for visitor@example.com' },
    });
  });
});

describe('startGroupAwsMigration', () => {
  const migration = `${organization}/groups/edge/aws/migration`;

  it('finishes by the clock, or is aborted', async () => {
    open = openEdition('2026', { transitions: '1h' });
    const { send, advance } = open;
    expect((await send('POST', `${migration}/start`)).body).toMatchObject({ status: 'pending' });
    await send('POST', `${migration}/abort`);
    advance('1h');
    expect((await send('GET', `${migration}/info`)).body).toMatchObject({ status: 'aborted' });
    await send('POST', `${migration}/start`);
    const saved = await send('GET', '/_mockplane/snapshot');
    advance('1h');
    expect((await send('GET', `${migration}/info`)).body).toMatchObject({ status: 'finished' });
    expect((await send('PUT', '/_mockplane/snapshot', saved.body)).status).toBe(200);
    expect((await send('GET', `${migration}/info`)).body).toMatchObject({ status: 'pending' });
    advance('1h');
    expect((await send('GET', `${migration}/info`)).body).toMatchObject({ status: 'finished' });
  });
});
