import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import type { Answer, Answerer } from '../../src/contract/call.ts';
import { Problem } from '../../src/contract/problem.ts';
import { createJournal } from '../../src/sandbox/journal/journal.ts';
import type { Json } from '../helpers/documents.ts';
import { fetchAnsweredBy } from '../helpers/pipeline.ts';
import { operationOf } from '../helpers/operations.ts';
import { bodyIn, requestOf, sender } from '../helpers/requests.ts';

/** Asks an operation whose answers come from `answerer`, and gives the reply with what the journal has of it. */
async function ask(id: string, answerer: Answerer, headers: Record<string, string> = {}) {
  const journal = createJournal();
  const fetch = fetchAnsweredBy(answerer, journal);
  const response = await sender(fetch)(requestOf(operationOf(id)), headers);
  return { response, body: await bodyIn(response), entry: journal.entries()[0]! };
}

const refuses =
  (status: number, message: string): Answerer =>
  () => {
    throw new Problem(status, message);
  };

const gives =
  (status: number, body: unknown): Answerer =>
  (): Answer => ({ status, body, by: 'test' });

const database = {
  Name: 'my-db',
  Hostname: 'my-db-my-org.turso.io',
  IssuedCertLimit: 0,
  IssuedCertCount: 0,
  DbId: '444f7e33-ea1d-11ed-afb4-d228a44fc89f',
  regions: ['ord', 'sjc'],
  primaryRegion: 'ord',
  type: 'logical',
};
const { Hostname: _hostname, ...withoutHostname } = database;

describe('an answer that fits the contract', () => {
  it('leaves as it is', async () => {
    const { response, body, entry } = await ask('getDatabase', gives(200, { database }));
    expect(response.status).toBe(200);
    expect(body).toEqual({ database });
    expect(response.headers.get('mockplane-answer')).toBe('test');
    expect(entry).toMatchObject({ status: 200, answeredBy: 'test', refusal: undefined, violations: [] });
  });

  it('may say more than the contract knows', async () => {
    const more = { database: { ...database, sleeping: false }, next: null };
    expect((await ask('getDatabase', gives(200, more))).body).toEqual(more);
  });

  it('leaves without a body where none belongs', async () => {
    const { response, body } = await ask('updateDatabase', gives(200, undefined));
    expect(response.status).toBe(200);
    expect(body).toBeUndefined();
    expect(response.headers.get('content-length')).toBe('0');
    expect(response.headers.has('content-type')).toBe(false);
  });

  it('may come late', async () => {
    const { response } = await ask('getDatabase', async (call) => gives(200, { database })(call));
    expect(response.status).toBe(200);
  });
});

describe('an answer that breaks the contract', () => {
  it.each<[string, string, Answerer, { pointer: string; message: string }[]]>([
    [
      'has a status that is not documented',
      'getDatabase',
      gives(201, { database }),
      [
        {
          pointer: '/status',
          message: 'is 201; the contract has 200, 400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503, 504, 507',
        },
      ],
    ],
    [
      'lacks a property',
      'getDatabase',
      gives(200, { database: withoutHostname }),
      [{ pointer: '/body/database/Hostname', message: 'is required' }],
    ],
    [
      'has a value of the wrong type',
      'getDatabase',
      gives(200, { database: { ...database, IssuedCertLimit: '0' } }),
      [{ pointer: '/body/database/IssuedCertLimit', message: 'must be an integer' }],
    ],
    [
      'has a null where a value belongs',
      'getDatabase',
      gives(200, { database: { ...database, primaryRegion: null } }),
      [{ pointer: '/body/database/primaryRegion', message: 'must be a string' }],
    ],
    [
      'breaks a format, a pattern and a constant, deep in a list',
      'listDatabases',
      gives(200, { databases: [database, { ...database, DbId: '1', regions: ['ord', 'ORD'], type: 'physical' }] }),
      [
        { pointer: '/body/databases/1/DbId', message: 'must be a valid uuid' },
        {
          pointer: '/body/databases/1/regions/1',
          message: 'must match ^(?:[a-z]{3}|aws-[a-z]{2}-[a-z]+-[1-9]|local)$',
        },
        { pointer: '/body/databases/1/type', message: 'must be "logical"' },
      ],
    ],
    ['is of the wrong shape', 'getDatabase', gives(200, []), [{ pointer: '/body', message: 'must be an object' }]],
    ['has no body', 'getDatabase', gives(200, undefined), [{ pointer: '/body', message: 'must be an object' }]],
    [
      'has a body where none belongs',
      'updateDatabase',
      gives(200, {}),
      [{ pointer: '/body', message: 'must be empty' }],
    ],
    [
      'has a null where no body belongs',
      'updateDatabase',
      gives(200, null),
      [{ pointer: '/body', message: 'must be empty' }],
    ],
    [
      'is a documented refusal with an error of the wrong type',
      'createDatabase',
      gives(409, { error: 5 }),
      [{ pointer: '/body/error', message: 'must be a string' }],
    ],
    [
      'is a refusal without words',
      'createDatabase',
      refuses(409, ''),
      [{ pointer: '/body/error', message: 'must not be empty' }],
    ],
  ])('because it %s never leaves: 500 that names the place', async (_what, id, answerer, violations) => {
    const { response, body, entry } = await ask(id, answerer);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('mockplane-operation')).toBe(id);
    expect(response.headers.get('mockplane-answer')).toBe('refused');
    const { detail, violations: named, ...rest } = body as { detail: string; violations: typeof violations };
    expect(rest).toEqual({ type: 'about:blank', title: 'Contract violation', status: 500 });
    expect(named.toSorted(byPointer)).toEqual(violations);
    expect(detail).toMatch(new RegExp(`^The answer to ${id} breaks the contract: `));
    for (const { pointer, message } of violations) expect(detail).toContain(`${pointer} ${message}`);
    expect(entry).toMatchObject({
      operation: id,
      status: 500,
      answeredBy: 'refused',
      refusal: detail,
      violations: named,
    });
  });
});

describe('a refusal by whoever answers', () => {
  it('is written as the service writes it', async () => {
    const { response, body, entry } = await ask(
      'createDatabase',
      refuses(409, 'database with name my-db already exists'),
    );
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({ error: 'database with name my-db already exists' });
    expect(entry).toMatchObject({
      status: 409,
      answeredBy: 'refused',
      refusal: 'database with name my-db already exists',
    });
  });

  it('is written as the other service writes it', async () => {
    const { body } = await ask('getLambdaInstance', refuses(404, 'Lambda instance not found'));
    expect(body).toEqual({ errors: [{ message: 'Lambda instance not found', code: 404, details: '' }] });
  });
});

describe('a failure of whoever answers', () => {
  it.each<[string, Answerer]>([
    [
      'an error',
      () => {
        throw new TypeError('secret of the server');
      },
    ],
    ['a rejection', () => Promise.reject(new TypeError('secret of the server'))],
    [
      'no error at all',
      () => {
        // oxlint-disable-next-line typescript/only-throw-error -- what a careless handler would do
        throw 'secret of the server';
      },
    ],
  ])('by %s: 500 that keeps the details for the log', async (_what, answerer) => {
    const { response, body, entry } = await ask('getDatabase', answerer);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      type: 'about:blank',
      status: 500,
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(JSON.stringify([body, ...response.headers])).not.toContain('secret');
    expect(entry).toMatchObject({
      status: 500,
      answeredBy: 'refused',
      refusal: expect.stringContaining('secret of the server'),
    });
  });

  it('does not stop the next answer', async () => {
    let failures = 1;
    const answerer: Answerer = (call) => {
      if (failures-- > 0) throw new Error('once');
      return gives(200, { database })(call);
    };
    expect((await ask('getDatabase', answerer)).response.status).toBe(500);
    expect((await ask('getDatabase', answerer)).response.status).toBe(200);
  });
});

describe('whoever answers', () => {
  it('is given the operation, the decoded values and the preferences', async () => {
    let seen: unknown;
    await ask(
      'createDatabaseToken',
      (call) => {
        const { operation, principal, path, query, body, preferences } = call;
        seen = { id: operation.id, principal, path, query, body, preferences };
        return gives(200, { jwt: 'a.b.c' })(call);
      },
      { prefer: 'code=200' },
    );
    expect(seen).toEqual({
      id: 'createDatabaseToken',
      principal: { username: 'octocat' },
      path: { org_slug: 'my-org', db_name: 'my-db' },
      query: { expiration: '1d', authorization: 'read-only' },
      body: undefined,
      preferences: { code: 200 },
    });
  });

  it('is not asked about a request that is refused before', async () => {
    let asked = 0;
    const answerer: Answerer = (call) => {
      asked++;
      return gives(200, { database })(call);
    };
    const { response } = await ask('getDatabase', answerer, { prefer: 'code=none' });
    expect(response.status).toBe(400);
    expect(asked).toBe(0);
  });
});

describe('the exchanges', () => {
  const create = requestOf(operationOf('createDatabase'));

  it('tell of each request what was asked and how it was answered', async () => {
    const mockplane = createMockplane({ stateless: true });
    const send = sender(mockplane.fetch);
    await send(create);
    await send({ ...create, path: `${create.path}?dry=1`, body: '{"name":"My_DB","owner":1}' });
    await send({ ...create, method: 'PUT' });
    await send({ method: 'GET', path: '/elsewhere', headers: {} });
    await send({ ...create, body: '{"name":"new-db","owner":1}' });
    const exchanges = mockplane.exchanges();
    expect(
      exchanges.map(({ method, target, api, operation, status }) => [method, target, api, operation, status]),
    ).toEqual([
      ['POST', create.path, 'turso', 'createDatabase', 200],
      ['POST', `${create.path}?dry=1`, 'turso', 'createDatabase', 400],
      ['PUT', create.path, 'turso', undefined, 405],
      ['GET', '/elsewhere', undefined, undefined, 404],
      ['POST', create.path, 'turso', 'createDatabase', 200],
    ]);
    expect(exchanges.map(({ answeredBy }) => answeredBy)).toEqual([
      'example created',
      'refused',
      'refused',
      'refused',
      'example created',
    ]);
    expect(exchanges[0]).toMatchObject({ refusal: undefined, notes: [], violations: [] });
    expect(exchanges[1]).toMatchObject({
      refusal: 'name can only contain lowercase letters, numbers, and hyphens',
      violations: [{ pointer: '/body/name', message: expect.stringMatching(/^must match /) }],
    });
    expect(exchanges[4]).toMatchObject({ notes: ['unknown property owner'], violations: [] });
  });

  it('hold no credential', async () => {
    const mockplane = createMockplane({ stateless: true, token: 'token-of-this-test' });
    const send = sender(mockplane.fetch);
    await send({ ...create, headers: { authorization: 'Bearer token-of-this-test' } });
    await send({ ...create, headers: { authorization: 'Bearer token-of-another-test' } });
    await send({ method: 'GET', path: '/backend/authenticate', headers: { 'x-api-key': 'token-of-this-test' } });
    expect(mockplane.exchanges().map(({ status }) => status)).toEqual([200, 401, 200]);
    expect(JSON.stringify(mockplane.exchanges())).not.toMatch(/token-of-/);
  });

  it('are told to whoever listens, as they happen', async () => {
    const told: string[] = [];
    const mockplane = createMockplane({ stateless: true, onExchange: ({ operation }) => told.push(String(operation)) });
    await sender(mockplane.fetch)(create);
    await sender(mockplane.fetch)(requestOf(operationOf('listUserFiles')));
    expect(told).toEqual(['createDatabase', 'listUserFiles']);
  });

  it('are the last thousand, oldest first', async () => {
    const mockplane = createMockplane({ stateless: true });
    const send = sender(mockplane.fetch);
    for (let number = 1; number <= 1_005; number++) {
      await send({ method: 'GET', path: `/v1/locations?number=${number}`, headers: {} });
    }
    const numbers = mockplane.exchanges().map(({ target }) => Number(target.split('=')[1]));
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 6));
  });

  it('are each mockplane’s own', async () => {
    const [one, other] = [createMockplane({ stateless: true }), createMockplane({ stateless: true })];
    await sender(one.fetch)(create);
    expect(one.exchanges()).toHaveLength(1);
    expect(other.exchanges()).toEqual([]);
  });
});

interface Placed {
  readonly pointer: Json;
}

function byPointer(one: Placed, other: Placed): number {
  return String(one.pointer).localeCompare(String(other.pointer));
}

describe('a query as users of Prism write it', () => {
  it.each([
    ['__code=409', 'unknown query parameter __code; send the header "Prefer: code=409" instead'],
    ['__example=name-taken', 'unknown query parameter __example; send the header "Prefer: example=name-taken" instead'],
    ['__dynamic=true', 'unknown query parameter __dynamic; send the header "Prefer: dynamic=true" instead'],
    ['a=1&a=2', 'unknown query parameter a, sent 2 times'],
  ])('%s is noted', async (query, note) => {
    using mockplane = createMockplane();
    const headers = { authorization: `Bearer ${mockplane.token}` };
    expect((await mockplane.fetch(`/v1/organizations?${query}`, { headers })).status).toBe(200);
    expect(mockplane.exchanges()[0]?.notes).toEqual([note]);
  });
});

describe('a refused request', () => {
  it('keeps the notes that explain it', async () => {
    using mockplane = createMockplane();
    const headers = { authorization: `Bearer ${mockplane.token}` };
    const path = '/v1/organizations/my-org/databases/my-db/instances?limt=1';
    const body = JSON.stringify({ locaton: 'ord', shoe: 1 });
    expect((await mockplane.fetch(path, { method: 'POST', headers, body })).status).toBe(400);
    expect(mockplane.exchanges()[0]).toMatchObject({
      answeredBy: 'refused',
      notes: [
        'unknown query parameter limt',
        'unknown property locaton; did you mean location?',
        'unknown property shoe',
      ],
    });
  });
});
