import { createMockplane, type MockplaneSandbox, OptionError, startMockplane } from 'mockplane';
import { createAdminClient } from 'mockplane/admin';
import { createLambdaClient } from 'mockplane/lambda';
import { createTursoClient, type TursoClient } from 'mockplane/turso';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mockplane as runCli } from '../helpers/cli.ts';
import { smallSnapshot } from '../apis/admin/helpers.ts';

const organization = { params: { path: { org_slug: 'my-org' } } } as const;
const databases = '/v1/organizations/{org_slug}/databases';
const create = (turso: TursoClient, name = 'shop') =>
  turso.POST(databases, { ...organization, body: { name, location: 'ord' } });
const list = async (turso: TursoClient): Promise<string[]> =>
  (await turso.GET(databases, organization)).data!.databases.map(({ Name }) => Name);
const clientOf = ({ fetch, token }: Pick<MockplaneSandbox, 'fetch' | 'token'>) => createTursoClient({ fetch, token });

const statusOf = async (fetch: typeof globalThis.fetch, token: string) =>
  (await createTursoClient({ fetch, token }).GET('/v1/auth/validate')).status;

const verify = async (sandbox: Pick<MockplaneSandbox, 'admin'>, token: string) =>
  (await sandbox.admin.POST('/_mockplane/tokens/verify', { body: { token } })).data!;

const opened = (options = {}) => {
  const mockplane = createMockplane({ empty: true, seed: 1, ...options });
  onTestFinished(() => mockplane.close());
  return mockplane;
};

describe('two sandboxes of one Mockplane', () => {
  it('never meet, though both create a database shop', async () => {
    const mockplane = opened();
    const [one, other] = [mockplane.sandbox('worker-1'), mockplane.sandbox('worker-2')];
    const [first, second] = [await create(clientOf(one)), await create(clientOf(other))];
    expect([first.status, second.status]).toEqual([200, 200]);
    await clientOf(one).DELETE('/v1/organizations/{org_slug}/databases/{db_name}', {
      params: { path: { org_slug: 'my-org', db_name: 'shop' } },
    });
    expect([await list(clientOf(one)), await list(clientOf(other)), await list(clientOf(mockplane))]).toEqual([
      [],
      ['shop'],
      [],
    ]);
  });

  it('draw the same from the same seed', async () => {
    const mockplane = opened();
    const ids = await Promise.all(
      ['a', 'b'].map(async (name) => (await create(clientOf(mockplane.sandbox(name)))).data!.database.DbId),
    );
    expect(ids[0]).toBe(ids[1]);
    const own = mockplane.sandbox('c', { seed: 2 });
    expect((await create(clientOf(own))).data!.database.DbId).not.toBe(ids[0]);
  });

  it('take no token of each other, though their keys are the same', async () => {
    const mockplane = opened();
    const [one, other] = ['a', 'b'].map((name) => mockplane.sandbox(name)) as [MockplaneSandbox, MockplaneSandbox];
    const tokenOf = async (sandbox: Pick<MockplaneSandbox, 'fetch' | 'token'>) => {
      await create(clientOf(sandbox));
      const path = { org_slug: 'my-org', db_name: 'shop' };
      const api = await clientOf(sandbox).POST('/v1/auth/api-tokens/{token_name}', {
        params: { path: { token_name: 'ci' } },
      });
      const database = await clientOf(sandbox).POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
        params: { path },
      });
      return { api: api.data!.token, database: database.data!.jwt };
    };
    const [ofOne, ofOther, ofDefault] = [await tokenOf(one), await tokenOf(other), await tokenOf(mockplane)];
    expect(new Set([ofOne.api, ofOther.api, ofDefault.api]).size).toBe(3);

    // Through the server, a token finds its own sandbox; bound to a sandbox, that of another is refused.
    for (const { api } of [ofOne, ofOther, ofDefault]) expect(await statusOf(mockplane.fetch, api)).toBe(200);
    expect(await statusOf(one.fetch, ofOne.api)).toBe(200);
    expect([
      await statusOf(other.fetch, ofOne.api),
      await statusOf(one.fetch, ofDefault.api),
      await statusOf(one.fetch, other.token),
    ]).toEqual([401, 401, 401]);

    expect(await verify(one, ofOne.database)).toMatchObject({ valid: true, database: 'shop' });
    for (const [sandbox, token] of [
      [other, ofOne.database],
      [mockplane, ofOne.database],
      [one, ofDefault.database],
    ] as const) {
      expect(await verify(sandbox, token)).toMatchObject({ valid: false, reason: 'unknown-database' });
    }
    // A revoked token of one leaves that of the other alone.
    await clientOf(one).DELETE('/v1/auth/api-tokens/{token_name}', { params: { path: { token_name: 'ci' } } });
    expect([await statusOf(mockplane.fetch, ofOne.api), await statusOf(mockplane.fetch, ofOther.api)]).toEqual([
      401, 200,
    ]);
  });

  it('have each a clock, fault rules, a journal and a reset of their own', async () => {
    const mockplane = opened({ clock: { now: '2023-11-16T10:00:00Z', running: false } });
    const [one, other] = [mockplane.sandbox('a'), mockplane.sandbox('b')];
    one.clock.advance('1h');
    await other.admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    expect([mockplane, one, other].map(({ clock }) => clock.now().toISOString())).toEqual([
      '2023-11-16T10:00:00.000Z',
      '2023-11-16T11:00:00.000Z',
      '2023-11-17T10:00:00.000Z',
    ]);
    await one.admin.POST('/_mockplane/faults', {
      body: { operation: 'createDatabase', action: 'respond', status: 409 },
    });
    expect([(await create(clientOf(one))).status, (await create(clientOf(other))).status]).toEqual([409, 200]);
    expect(
      [mockplane, one, other].map((each) => each.exchanges().map(({ id, sandbox }) => `${sandbox} ${id}`)),
    ).toEqual([[], ['a 1'], ['b 1']]);
    one.reset();
    expect(one.clock.now().toISOString()).toBe('2023-11-16T10:00:00.000Z');
    expect((await create(clientOf(one))).status).toBe(200);
    expect(await list(clientOf(other))).toEqual(['shop']);
  });

  it('are told apart by a header of each reply; that of default says nothing', async () => {
    const mockplane = opened();
    const ask = async (token: string) =>
      (await mockplane.fetch('/v1/locations', { headers: { authorization: `Bearer ${token}` } })).headers.get(
        'mockplane-sandbox',
      );
    expect(await ask('mockplane-token~worker-1')).toBe('worker-1');
    expect(await ask('mockplane-token')).toBeNull();
    expect(await ask('wrong~worker-1')).toBeNull();
  });

  it('are opened by either header of the Lambda API', async () => {
    const mockplane = opened();
    for (const headers of [{ 'x-api-key': 'mockplane-token~a' }, { authorization: 'Token mockplane-token~a' }]) {
      const reply = await mockplane.fetch('/backend/authenticate', { headers });
      expect([reply.status, reply.headers.get('mockplane-sandbox')]).toEqual([200, 'a']);
    }
    const lambda = createLambdaClient({ fetch: mockplane.fetch, token: 'mockplane-token~a' });
    expect((await lambda.GET('/backend/authenticate')).status).toBe(200);
  });

  it.each(['mockplane-token~', 'mockplane-token~A', 'mockplane-token~a/b', 'other~a', '~a', 'mockplane-token~a~'])(
    'are not opened by %j, which is 401 in default',
    async (token) => {
      const mockplane = opened();
      const reply = await mockplane.fetch('/v1/locations', { headers: { authorization: `Bearer ${token}` } });
      expect([reply.status, reply.headers.get('mockplane-sandbox')]).toEqual([401, null]);
      expect((await mockplane.admin.GET('/_mockplane/sandboxes')).data!.sandboxes).toHaveLength(1);
    },
  );

  it('are kept apart where the token of the server is itself a JWT that names a sandbox', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: 'a' })).toString('base64url');
    const token = `${header}.e30.c2ln`;
    const mockplane = opened({ token });
    mockplane.sandbox('a');
    const ask = async (sent: string) => {
      const reply = await mockplane.fetch('/v1/locations', { headers: { authorization: `Bearer ${sent}` } });
      return [reply.status, reply.headers.get('mockplane-sandbox')];
    };
    expect(await ask(token)).toEqual([200, null]);
    expect(await ask(`${token}~a`)).toEqual([200, 'a']);
  });
});

describe('a sandbox of createMockplane', () => {
  it('has a fetch whose requests all go there, with the token of the server too', async () => {
    const mockplane = opened();
    const one = mockplane.sandbox('a');
    await create(createTursoClient({ fetch: one.fetch }));
    expect([await list(clientOf(one)), await list(clientOf(mockplane))]).toEqual([['shop'], []]);
    expect(one.token).toBe('mockplane-token~a');
    expect(await list(createTursoClient({ fetch: mockplane.fetch, token: one.token }))).toEqual(['shop']);
  });

  it('begins as it is told, and where it is told nothing as the Mockplane was', async () => {
    const mockplane = opened({ seed: 'server', plan: 'starter', transitions: 'manual' });
    const own = {
      seed: 'own',
      plan: 'unlimited',
      transitions: '5s',
      snapshot: smallSnapshot(),
      clock: { now: '2024-01-01T00:00:00Z', running: false },
      edition: '2023',
    } as const;
    mockplane.sandbox('told', own);
    mockplane.sandbox('untold');
    mockplane.sandbox('full', { empty: false });
    const { data } = await mockplane.admin.GET('/_mockplane/sandboxes');
    expect(data!.sandboxes).toMatchObject([
      { name: 'default', seed: 'server', plan: 'starter', baseline: 'empty', transitions: { mode: 'manual' } },
      { name: 'full', seed: 'server', baseline: 'story', origin: 'created' },
      {
        name: 'told',
        seed: 'own',
        plan: 'unlimited',
        baseline: 'snapshot',
        transitions: { mode: 'after', after: '5s' },
      },
      { name: 'untold', seed: 'server', plan: 'starter', baseline: 'empty', transitions: { mode: 'manual' } },
    ]);
    const told = mockplane.sandbox('told');
    expect(told.clock.now().toISOString()).toBe('2024-01-01T00:00:00.000Z');
    expect(await list(clientOf(told))).toEqual(
      smallSnapshot()
        .databases.filter(({ organization: of }) => of === 'my-org')
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('is the same one when it is asked for again, and default by its name', async () => {
    const mockplane = opened();
    await create(clientOf(mockplane.sandbox('a')));
    expect(await list(clientOf(mockplane.sandbox('a')))).toEqual(['shop']);
    await create(clientOf(mockplane.sandbox('default')), 'ours');
    expect(await list(clientOf(mockplane))).toEqual(['ours']);
    expect(mockplane.sandbox('default').token).toBe(mockplane.token);
  });

  it('is gone when it is closed, and its name is free', async () => {
    const mockplane = opened();
    {
      using one = mockplane.sandbox('a');
      await create(clientOf(one));
    }
    expect(await list(clientOf(mockplane.sandbox('a')))).toEqual([]);
    const one = mockplane.sandbox('a');
    one.close();
    expect(() => one.clock.now()).toThrow('There is no sandbox a any more.');
    const reply = await one.fetch('/v1/locations', { headers: { authorization: `Bearer ${one.token}` } });
    expect([reply.status, await reply.json()]).toEqual([
      404,
      { error: 'there is no sandbox a; the server has default; the first request with its token creates it' },
    ]);
  });

  it.each<[string, string, object | undefined]>([
    ['a name that is none', 'Worker 1', undefined],
    ['a plan that there is not', 'a', { plan: 'free' }],
    ['an edition that there is not', 'a', { edition: '1999' }],
    ['a time that cannot be read', 'a', { clock: { now: 'soon' } }],
    ['transitions that there are not', 'a', { transitions: 'later' }],
    ['a snapshot that is not sound', 'a', { snapshot: {} }],
    ['two beginnings', 'a', { empty: true, snapshot: smallSnapshot() }],
    ['a name that is taken', 'default', {}],
  ])('is refused %s', (_what, name, options) => {
    expect(() => opened().sandbox(name, options as never)).toThrow(OptionError);
  });

  it('is refused where there is room for no more', () => {
    const mockplane = opened({ maxSandboxes: 2 });
    mockplane.sandbox('a');
    expect(() => mockplane.sandbox('b')).toThrow(OptionError);
    expect(() => mockplane.sandbox('b')).toThrow('the server is at its limit of 2 sandboxes; ');
  });
});

describe('a server with as many sandboxes as it may have', () => {
  it('refuses the next one in the shape of each API', async () => {
    const { fetch } = opened({ maxSandboxes: 1 });
    const words =
      'the server is at its limit of 1 sandbox; delete one, wait until an idle one is dropped, or raise the limit (--max-sandboxes, or maxSandboxes in a program)';
    const turso = await fetch('/v1/locations', { headers: { authorization: 'Bearer mockplane-token~a' } });
    expect([turso.status, await turso.json()]).toEqual([429, { error: words }]);
    const lambda = await fetch('/backend/authenticate', { headers: { 'x-api-key': 'mockplane-token~a' } });
    expect([lambda.status, await lambda.json()]).toEqual([
      429,
      { errors: [{ message: words, code: 429, details: '' }] },
    ]);
    const body = JSON.stringify({ name: 'a' });
    const admin = await fetch('/_mockplane/sandboxes', { method: 'POST', body });
    expect([admin.status, await admin.json()]).toEqual([
      429,
      { type: 'about:blank', title: 'Too many requests', status: 429, detail: words },
    ]);
  });
});

describe('a sandbox of startMockplane', () => {
  it('is the one that its token opens on the port', async () => {
    await using mockplane = await startMockplane({ port: 0, empty: true });
    const one = mockplane.sandbox('worker-1');
    await create(createTursoClient({ baseUrl: mockplane.url, token: one.token }));
    expect(await list(clientOf(one))).toEqual(['shop']);
    expect(await list(createTursoClient({ baseUrl: mockplane.url }))).toEqual([]);
    const { data } = await createAdminClient({ baseUrl: mockplane.url }).GET('/_mockplane/sandboxes/{sandboxName}', {
      params: { path: { sandboxName: 'worker-1' } },
    });
    expect(data!.baseUrls).toEqual({ turso: mockplane.url, lambda: mockplane.url });
    expect((await one.admin.GET('/_mockplane/sandboxes')).data!.sandboxes).toContainEqual(
      expect.objectContaining({ name: 'worker-1', baseUrls: data!.baseUrls }),
    );
  });
});

describe('the limits of sandboxes', () => {
  it.each([
    [{ maxSandboxes: 0 }, 'maxSandboxes takes a whole number from 1, not 0'],
    [{ maxSandboxes: 1.5 }, 'maxSandboxes takes a whole number from 1, not 1.5'],
    [{ maxSandboxes: Number.NaN }, 'maxSandboxes takes a whole number from 1, not NaN'],
    [{ sandboxIdle: 'soon' }, 'a duration such as 30m, not "soon"'],
    [{ sandboxIdle: '0s' }, 'a duration such as 30m, not "0s"'],
    [{ sandboxIdle: '-1m' }, 'a duration such as 30m, not "-1m"'],
  ])('cannot be %o', async (options, words) => {
    expect(() => createMockplane(options)).toThrow(OptionError);
    expect(() => createMockplane(options)).toThrow(words);
    await expect(startMockplane({ port: 0, ...options })).rejects.toThrow(words);
  });

  it.each([
    [['--max-sandboxes', '0'], '--max-sandboxes takes a whole number from 1, not "0"'],
    [['--max-sandboxes', 'many'], '--max-sandboxes takes a whole number from 1, not "many"'],
    [['--sandbox-idle', 'soon'], 'a duration such as 30m, not "soon"'],
  ])('cannot be so on the command line: %j', async (args, words) => {
    const { code, stderr } = await runCli(['--port', '0', ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });
});
