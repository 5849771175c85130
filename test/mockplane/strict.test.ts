import { createMockplane, type ForbiddenCallError, type InProcessOptions } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';

const headers = { authorization: 'Bearer mockplane-token' };
const databases = '/v1/organizations/my-org/databases';

/** Sends a request to a strict Mockplane and gives its status, or the message of the error that it throws. */
async function outcome(options: InProcessOptions, target: string, init: RequestInit = {}): Promise<number | string> {
  using mockplane = createMockplane(options);
  return await mockplane.fetch(target, { headers, ...init }).then(
    ({ status }) => status,
    ({ name, message }: Error) => `${name}: ${message}`,
  );
}

const create = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

describe('onRefused: throw', () => {
  const strict = { onRefused: 'throw' } as const;

  it.each([
    ['of no path of the contract', '/v1/nothing', {}, 'GET /v1/nothing: nothing is served at /v1/nothing; '],
    ['of no method of the path', databases, { method: 'PATCH' }, `PATCH ${databases}: `],
    ['without a credential', databases, { headers: {} }, `GET ${databases} (listDatabases): `],
    [
      'with a value that breaks its schema',
      databases,
      create({ name: 3, sizes: 1 }),
      `POST ${databases} (createDatabase): name must be a string\n  unknown property sizes`,
    ],
  ])('rejects a call %s', async (_what, target, init, words) => {
    expect(await outcome(strict, target, init)).toContain(`ForbiddenCallError: ${words}`);
    expect(await outcome({}, target, init)).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['that the service refuses', databases, create({ name: 'my-db' }), 409],
    ['that prefers an error', databases, { headers: { ...headers, prefer: 'code=401' } }, 401],
    ['that is only noted', `${databases}?limit=1`, {}, 200],
  ])('answers a call %s', async (_what, target, init, status) => {
    expect(await outcome(strict, target, init)).toBe(status);
  });

  it('rejects a call to another sandbox, too', async () => {
    using mockplane = createMockplane(strict);
    using worker = mockplane.sandbox('worker-1');
    await expect(worker.fetch('/v1/nothing', { headers })).rejects.toThrow('nothing is served at /v1/nothing');
    expect(mockplane.exchanges()).toEqual([]);
  });

  it('reaches a test through the typed client, with the exchange', async () => {
    using mockplane = createMockplane({ onRefused: 'throw' });
    const turso = createTursoClient({ fetch: mockplane.fetch, token: 'stale' });
    const error = await turso.GET('/v1/organizations').catch((thrown: unknown) => thrown as ForbiddenCallError);
    expect(error).toMatchObject({
      name: 'ForbiddenCallError',
      exchange: { operation: 'listOrganizations', status: 401 },
    });
    expect(mockplane.exchanges()).toHaveLength(1);
  });
});

describe('onNoted: throw', () => {
  it('rejects a call with an unknown name, and says which is meant', async () => {
    expect(await outcome({ onNoted: 'throw' }, databases, create({ name: 'new-db', nam: 'x' }))).toBe(
      `ForbiddenCallError: POST ${databases} (createDatabase): tolerated, but not in the contract\n  unknown property nam`,
    );
    const body = { location: 'nrt', imge: 'latest' };
    expect(await outcome({ onNoted: 'throw' }, `${databases}/my-db/instances`, create(body))).toContain(
      'unknown property imge; did you mean image?',
    );
  });

  it('answers a call without notes', async () => {
    expect(await outcome({ onNoted: 'throw', onRefused: 'throw' }, databases, create({ name: 'new-db' }))).toBe(200);
  });
});

describe('another reaction', () => {
  it.each(['onRefused', 'onNoted'])('of %s is refused', (name) => {
    expect(() => createMockplane({ [name]: 'error' })).toThrow(`${name} takes throw or ignore, not "error"`);
  });
});

describe('calls', () => {
  it('gives the calls to an operation, oldest first', async () => {
    using mockplane = createMockplane();
    for (const name of ['one', 'my-db']) await mockplane.fetch(databases, { headers, ...create({ name }) });
    await mockplane.fetch(databases, { headers });
    expect(mockplane.calls('createDatabase').map(({ status }) => status)).toEqual([200, 409]);
    expect(mockplane.calls('createDatabase')[0]?.request.body).toBe('{"name":"one"}');
    expect(mockplane.calls('deleteDatabase')).toEqual([]);
  });

  it('refuses an operation that no contract has', () => {
    using mockplane = createMockplane();
    expect(() => mockplane.calls('createDatabases')).toThrow(
      'there is no operation createDatabases; did you mean createDatabase?',
    );
    expect(() => mockplane.nextCall('zzz')).toThrow('there is no operation zzz');
  });
});

describe('nextCall', () => {
  it('resolves with the next call, not with an earlier one or one to another operation', async () => {
    using mockplane = createMockplane();
    await mockplane.fetch(databases, { headers, ...create({ name: 'earlier' }) });
    const next = mockplane.nextCall('createDatabase');
    await mockplane.fetch(databases, { headers });
    await mockplane.fetch(databases, { headers, ...create({ name: 'next' }) });
    await mockplane.fetch(databases, { headers, ...create({ name: 'later' }) });
    expect(await next).toMatchObject({ operation: 'createDatabase', request: { body: '{"name":"next"}' } });
  });

  it('rejects when the Mockplane is closed before', async () => {
    const mockplane = createMockplane();
    const next = mockplane.nextCall('createDatabase');
    mockplane.close();
    await expect(next).rejects.toThrow('the Mockplane was closed before a call to createDatabase');
  });
});
