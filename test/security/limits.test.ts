import { createMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { storyBaseline } from '../../src/apis/baseline.ts';
import { implementations } from '../../src/apis/implementations.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { createClock } from '../../src/sandbox/clock/clock.ts';
import { fileLimits } from '../../src/apis/lambda/user-files.ts';
import { type ResourceLimits, resourceLimits } from '../../src/sandbox/limits.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Exchange } from '../../src/sandbox/journal/exchange.ts';
import { createServer } from '../../src/server/http.ts';
import { mockedTransport } from '../../src/contract/api.ts';
import { createJournal, journalCapacity, journalSize } from '../../src/sandbox/journal/journal.ts';
import { limits } from '../../src/server/limits.ts';
import { keptLimits } from '../../src/pipeline/redact.ts';
import { fetchAnsweredBy } from '../helpers/pipeline.ts';
import { exchange as raw, responses, send } from '../helpers/raw.ts';
import { requestOf, sender } from '../helpers/requests.ts';
import { operationOf } from '../helpers/operations.ts';
import { bearer, databases, json, useServer } from '../helpers/server.ts';

const contracts = apis.map((api) => loadContract(api));

/** A sandbox that holds no more than it does already, but for what is said. */
function startFull(room: Partial<ResourceLimits>) {
  const full = {
    databases: 2,
    instances: 2,
    apiTokens: 1,
    lambdaInstances: 5,
    userFiles: 2,
    faults: 0,
    groups: 4,
    organizations: 4,
    invites: 0,
    rows: 0,
  };
  const sandbox = createSandbox({
    edition: '2023',
    contracts,
    implementations,
    locations: { ord: 'Chicago, Illinois (US)' },
    baseline: storyBaseline(contracts, '2023'),
    clock: createClock({ offset: 0, stoppedAt: 0 }),
    limits: { ...full, ...room },
  });
  onTestFinished(() => sandbox.close());
  return sender(fetchAnsweredBy((call) => sandbox.answer(call)));
}

/** Creates one more of each. */
const creations = {
  databases: { id: 'createDatabase', path: '/v1/organizations/my-org/databases', body: '{"name":"one-more"}' },
  instances: { id: 'createDatabaseInstance' },
  apiTokens: { id: 'createAPIToken', path: '/v1/auth/api-tokens/one-more' },
  lambdaInstances: { id: 'createLambdaInstance' },
  groups: { id: 'createGroup', body: '{"name":"one-more","location":"ord"}' },
  organizations: { id: 'createOrganization' },
  invites: { id: 'inviteMember' },
  userFiles: { id: 'uploadUserFile' },
} as const;

describe('the number of resources', () => {
  it.each(Object.entries(creations))('%s has an end: 400, and below it there is room', async (kind, creation) => {
    const request = { ...requestOf(operationOf(creation.id)), ...creation };
    const none = await startFull({})(request);
    const text = await none.text();
    expect([none.status, text]).toEqual([
      400,
      expect.stringMatching(/Mockplane holds at most \d+ [a-z ]+; delete some/),
    ]);
    expect((await startFull({ [kind]: 1_000 })(request)).status).toBeLessThan(300);
  });

  it('counts what there is, not what there ever was', async () => {
    const ask = startFull({ databases: 3 });
    const create = { ...requestOf(operationOf('createDatabase')), path: databases, body: '{"name":"one-more"}' };
    for (let round = 0; round < 4; round++) {
      expect((await ask(create)).status).toBe(200);
      expect((await ask({ ...create, body: '{"name":"another"}' })).status).toBe(400);
      expect((await ask({ method: 'DELETE', path: `${databases}/one-more`, headers: create.headers })).status).toBe(
        200,
      );
    }
  });

  it('of fault rules has an end: 400', async () => {
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const create = () =>
      mockplane.fetch('/_mockplane/faults', { method: 'POST', body: '{"operation":"*","action":"drop","count":1}' });
    for (let made = 0; made < resourceLimits.faults; made++) expect((await create()).status).toBe(201);
    const response = await create();
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`at most ${resourceLimits.faults} fault rules`);
  });
});

describe('files', () => {
  it('take no more room than they may together: 400', async () => {
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const upload = async (bytes: number): Promise<number> => {
      const body = new FormData();
      body.append('file', new File([new Uint8Array(bytes)], 'file.bin'));
      const headers = { 'x-api-key': mockplane.token };
      return (await mockplane.fetch('/backend/user_files', { method: 'PUT', headers, body })).status;
    };
    const size = 1_000_000;
    for (let sent = 0; sent < Math.floor(fileLimits.total / size); sent++) expect(await upload(size)).toBe(201);
    expect(await upload(size)).toBe(400);
    expect(await upload(mockedTransport.bodyLimit)).toBe(413);
  });
});

/** An exchange with a body as long as is kept. */
const long = (character: string): Omit<Exchange, 'id'> => ({
  sandbox: 'default',
  sequence: 1,
  at: 0,
  method: 'POST',
  target: '/v1/x',
  api: 'turso',
  operation: undefined,
  status: 404,
  answeredBy: 'refused',
  faults: [],
  refusal: undefined,
  notes: [],
  violations: [],
  durationMilliseconds: 1,
  trail: [],
  request: { headers: {}, body: character.repeat(keptLimits.body), bodyBytes: keptLimits.body },
  response: { headers: {}, body: '', bodyBytes: 0 },
});

describe('the journal', () => {
  it('keeps fewer exchanges than a thousand where they are long, the newest of them', () => {
    const journal = createJournal();
    for (let count = 0; count < journalCapacity; count++) journal.record({ ...long('x'), id: journal.next() });
    const kept = journal.entries();
    expect(kept.length).toBe(Math.floor(journalSize / (keptLimits.body + '/v1/x'.length)));
    expect(kept.at(-1)?.id).toBe(journalCapacity);
    expect(journal.get(kept[0]!.id - 1)).toBeUndefined();
    expect(journal.after(0)?.id).toBe(kept[0]!.id);
    // Short ones then take their place, up to the thousand.
    for (let count = 0; count < journalCapacity; count++) {
      journal.record({ ...long(''), id: journal.next(), request: { headers: {}, body: '', bodyBytes: 0 } });
    }
    expect(journal.entries()).toHaveLength(journalCapacity);
    expect(journal.clear()).toBe(journalCapacity);
    journal.record({ ...long('x'), id: journal.next() });
    expect(journal.entries()).toHaveLength(1);
  });

  it.each([
    [
      'a body of a hundred thousand properties',
      JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, 1]))),
    ],
    ['a value of a megabyte', JSON.stringify({ location: 'x'.repeat(1_000_000) })],
    ['a name of a megabyte', JSON.stringify({ location: 'ord', ['x'.repeat(1_000_000)]: 1 })],
  ])('keeps little of %s', async (_what, body) => {
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const headers = { authorization: `Bearer ${mockplane.token}` };
    await mockplane.fetch(`${databases}/my-db/instances`, { method: 'POST', headers, body });
    const [{ request, response, ...rest }] = mockplane.exchanges() as [Exchange];
    expect(JSON.stringify(rest).length).toBeLessThan(20_000);
    expect(request.body.length).toBeLessThanOrEqual(keptLimits.body);
    expect(response.body.length).toBeLessThanOrEqual(keptLimits.body);
  });
});

/** A body of so many bytes. */
const sized = (length: number): string => `{"name":"a","pad":"${'x'.repeat(length - 21)}"}`;

describe('a request', () => {
  const server = useServer();

  it('has a body of so many bytes, or one less: 413 beyond', async () => {
    expect((await send(server.url, `POST ${databases}`, [bearer, json], sized(mockedTransport.bodyLimit))).status).toBe(
      200,
    );
    expect(
      (await send(server.url, `POST ${databases}`, [bearer, json], sized(mockedTransport.bodyLimit + 1))).status,
    ).toBe(413);
  });

  it('has headers of 16 KiB: 431 beyond, be they long or many', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => `X-${index}: 1`);
    for (const headers of [many, [`Cookie: ${'x'.repeat(17_000)}`]]) {
      expect((await send(server.url, 'GET /v1/locations', headers)).status).toBe(431);
    }
    expect(responses(await raw(server.url, `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`))).toMatchObject([
      { status: 431 },
    ]);
  });
});

describe('a server', () => {
  it('takes so many connections, and waits so long for a request', () => {
    const { node } = createServer({
      pipeline: () => Promise.reject(new Error('not asked')),
      policy: () => mockedTransport,
    });
    expect(node.maxConnections).toBe(limits.connections);
    expect(node.requestTimeout).toBe(limits.requestTime);
    expect(node.headersTimeout).toBeLessThanOrEqual(limits.requestTime);
  });
});
