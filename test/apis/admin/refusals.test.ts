import { describe, expect, it } from 'vitest';
import { operations } from '../../helpers/operations.ts';
import { type Parts, smallSnapshot, start } from './helpers.ts';

interface Sent {
  readonly body?: unknown;
  /** The body as it is; JSON of `body` unless given. */
  readonly text?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the server keeps nothing. */
  readonly stateless?: boolean;
  /** The earlier requests. */
  readonly before?: (parts: Parts) => Promise<unknown>;
}

const noOrganization = { path: { organization: 'no-such-org', database: 'my-db' } };
const noDatabase = { path: { organization: 'my-org', database: 'no-such-db' } };
const usage = { organization: 'my-org', database: 'my-db' };
const snapshot = smallSnapshot();
const [firstDatabase, ...otherDatabases] = snapshot.databases;
const { organization, ...misspelt } = firstDatabase!;
const [firstInstance, secondInstance] = snapshot.instances;

const makeWorker = ({ admin }: Parts): Promise<unknown> =>
  admin.POST('/_mockplane/sandboxes', { body: { name: 'worker-1' } });

/** The request for each refusal in the contract. */
const sent: Readonly<Record<string, Sent>> = {
  'foreign-origin': { headers: { origin: 'https://example.com' } },
  'foreign-host': { headers: { host: 'example.com' } },
  'body-missing': {},
  'not-json': { text: '{"by":' },
  'no-such-organization': noOrganization,
  'no-such-database': noDatabase,
  'no-such-sandbox': { query: 'sandbox=worker-9', path: { sandboxName: 'worker-9' }, before: makeWorker },

  'getSandbox no-such-sandbox': { path: { sandboxName: 'worker-9' }, before: makeWorker },
  'deleteSandbox no-such-sandbox': { path: { sandboxName: 'worker-9' }, before: makeWorker },
  draining: { before: ({ assembled }) => Promise.resolve(assembled.drain()) },
  'createSandbox other-name': { query: 'sandbox=other', body: { name: 'worker-1' } },
  'createSandbox name-missing': { body: {} },
  'createSandbox name-invalid': { body: { name: 'Worker 1' } },
  'createSandbox stateless': { body: { name: 'worker-1', seed: '1' }, stateless: true },
  'createSandbox name-taken': { body: { name: 'default' } },
  'createSandbox unsound': {
    body: {
      name: 'worker-1',
      snapshot: { ...snapshot, instances: [firstInstance, { ...secondInstance, database: 'our-db' }] },
    },
  },
  'createSandbox no-room': {
    body: { name: 'worker-1' },
    before: async ({ admin, assembled }) => {
      const { limit } = assembled.sandboxes;
      for (let index = 1; index < limit; index++) {
        await admin.POST('/_mockplane/sandboxes', { body: { name: `other-${index}`, baseline: 'empty' } });
      }
    },
  },
  'deleteSandbox default': { path: { sandboxName: 'default' } },

  'updateClock set-back': { body: { now: '2023-11-15T10:00:00.000Z' } },
  'updateClock invalid-body': { body: { running: 'no' } },
  'advanceClock by-missing': { body: {} },
  'advanceClock not-a-duration': { body: { by: '90' } },
  'advanceClock too-far': { body: { by: '500000w' } },
  'setTransitions after-missing': { body: { mode: 'after' } },
  'setTransitions after-too-long': { body: { mode: 'after', after: '500000w' } },
  'setTransitions unknown-mode': { body: { mode: 'later' } },
  'stepTransitions count-too-large': { body: { count: 1001 } },

  'addUsage negative-count': { body: { ...usage, rowsRead: -1 } },
  'addUsage too-many-rows': { body: { ...usage, rowsRead: Number.MAX_SAFE_INTEGER } },
  'addUsage database-missing': { body: { organization: 'my-org' } },
  'addUsage no-such-organization': { body: { ...usage, organization: 'no-such-org' } },
  'addUsage no-such-database': { body: { ...usage, database: 'no-such-db' } },
  'addUsage no-such-instance': { body: { ...usage, instance: 'no-such-instance' } },
  'addUsage no-instance': { body: { ...usage, database: 'staging-db' } },

  'archiveGroup no-such-organization': { body: { organization: 'no-such-org', group: 'default' } },
  'archiveGroup no-such-group': { body: { organization: 'my-org', group: 'no-such-group' } },
  'acceptInvite no-such-organization': { body: { organization: 'no-such-org', email: 'visitor@example.com' } },
  'acceptInvite no-such-invite': { body: { organization: 'my-org', email: 'visitor@example.com' } },

  'createFault undocumented-status': { body: { operation: 'createDatabase', action: 'respond', status: 418 } },
  'createFault undocumented-example': {
    body: { operation: 'createDatabase', action: 'respond', status: 409, example: 'name-in-use' },
  },
  'createFault unknown-parameter': {
    body: { operation: 'getDatabase', match: { path: { database: 'shop' } }, action: 'drop' },
  },
  'createFault undocumented-body': {
    body: { operation: 'createDatabase', action: 'respond', status: 409, body: { message: 'taken' } },
  },
  'createFault unknown-operation': { body: { operation: 'createDatabases', action: 'drop' } },
  'createFault no-transition': { body: { operation: 'createDatabase', action: 'fail-transition' } },
  'createFault status-missing': { body: { operation: 'createDatabase', action: 'respond' } },
  'createFault status-misplaced': { body: { operation: 'createDatabase', action: 'drop', status: 409 } },
  'createFault status-nowhere': { body: { operation: '*', action: 'respond', status: 418 } },
  'createFault unknown-property': { body: { operation: '*', action: 'drop', delayMillis: 5 } },
  'deleteFault no-such-fault': { path: { faultId: '9' } },

  'listExchanges limit-too-large': { query: 'limit=1001' },
  'listExchanges unknown-operation': { query: 'operation=createDatabases' },
  'listExchanges unknown-parameter': { query: 'stauts=400' },
  'listExchanges wait-too-long': { query: 'wait=61s' },
  'listExchanges unknown-api': { query: 'api=admin' },
  'getExchange no-such-exchange': { path: { exchangeId: '9' } },

  'putSnapshot newer-version': { body: { ...snapshot, version: 2, groups: [] } },
  'putSnapshot unknown-property': {
    body: { ...snapshot, databases: [{ ...misspelt, organisation: organization }, ...otherDatabases] },
  },
  'putSnapshot dangling-reference': {
    body: { ...snapshot, instances: [firstInstance, { ...secondInstance, database: 'our-db' }] },
  },
  'verifyDatabaseToken token-missing': { body: {} },
};

const refusals = operations
  .filter(({ api }) => api === 'admin')
  .flatMap((operation) =>
    operation.replies
      .filter(({ status }) => status >= 400)
      .flatMap(({ status, content }) =>
        content!.examples.map((example) => ({ ...example, operation, id: operation.id, status })),
      ),
  );

const all = 'only listExchanges and streamExchanges accept sandbox=*; name one sandbox';

describe('a refusal of the admin API', () => {
  it.each(refusals)('to $id is $status $name, word for word', async ({ operation, id, status, name, value }) => {
    const scenario = sent[`${id} ${name}`] ?? sent[name];
    expect(Object.keys(sent), `${id} ${name}`).toContain(sent[`${id} ${name}`] ? `${id} ${name}` : name);
    const parts = start({ stateless: scenario!.stateless ?? false });
    await scenario!.before?.(parts);
    const { method, path: template, parameters } = operation;
    const values = parameters.map(({ name: parameter, example }) => [parameter, String(example)] as const);
    const path = values.reduce(
      (text, [parameter, usual]) => text.replace(`{${parameter}}`, scenario!.path?.[parameter] ?? usual),
      template,
    );
    const text = scenario!.text ?? (scenario!.body === undefined ? undefined : JSON.stringify(scenario!.body));
    const response = await parts.fetch(`${path}?${scenario!.query ?? ''}`, {
      method,
      headers: { ...scenario!.headers },
      ...(text !== undefined && { body: text }),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(value);
  });

  it.each([
    ['DELETE', '/_mockplane/faults/first', 404, 'there is no fault rule first'],
    ['DELETE', '/_mockplane/faults/0', 404, 'there is no fault rule 0'],
    ['GET', '/_mockplane/exchanges/latest', 404, 'the journal has no exchange latest'],
    ['GET', '/_mockplane/organizations/my_org/databases/my-db/jwks', 404, 'there is no organization my_org'],
    ['GET', '/_mockplane/organizations/my-org/databases/My-DB/jwks', 404, 'organization my-org has no database My-DB'],
    ['GET', '/_mockplane/exchanges?status=abc', 400, 'query parameter status must be an integer'],
    ['GET', '/_mockplane/exchanges?limit=1&limit=2', 400, 'query parameter limit was sent more than once'],
    [
      'GET',
      '/_mockplane/clock?sandbox=no',
      404,
      'there is no sandbox no; the server has default; the first request with its token creates it',
    ],
    ['GET', '/_mockplane/clock?sandbox=..%2F..', 404, 'there is no sandbox ../..; the server has default'],
    ['POST', '/_mockplane/reset?sandbox=*', 404, all],
    ['GET', '/_mockplane/exchanges?sandbox=%zz', 400, 'query string is not valid percent-encoding'],
    ['GET', '/_mockplane/exchanges?sandbox=default&sandbox=a', 400, 'query parameter sandbox was sent more than once'],
    [
      'GET',
      '/_mockplane/exchanges?sandbox=all',
      404,
      'there is no sandbox all; the server has default; the first request with its token creates it',
    ],
    ['GET', '/_mockplane/sandboxes/%2E%2E%2Fx', 404, 'there is no sandbox ../x; the server has default'],
    ['GET', '/_mockplane/exchanges?after=-1', 400, 'query parameter after must be at least 0'],
  ])('%s %s is %i: %s', async (method, path, status, detail) => {
    const response = await start().fetch(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, detail });
  });

  it.each([
    ['an unknown path', 'GET', '/_mockplane/nothing', 404],
    ['an unknown method', 'POST', '/_mockplane/health', 405],
    ['what is not percent-encoded', 'GET', '/_mockplane/exchanges/%zz', 400],
  ])('to %s is problem details too', async (_what, method, path, status) => {
    const response = await start().fetch(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ type: 'about:blank', status });
  });

  it('names each place once, however many parts of the schema object', async () => {
    const { admin } = start();
    const { error } = await admin.PUT('/_mockplane/transitions', {
      body: { mode: 'after', after: 'soon', later: 1 } as never,
    });
    expect(error?.violations).toEqual([
      { pointer: '/body/after', message: 'must be a duration such as 90s, 1h30m or 2d' },
      { pointer: '/body/later', message: 'is not a property of this object' },
    ]);
  });
});

describe('a value of the wrong form', () => {
  it.each([
    ['PATCH', 'clock', { now: 'x' }],
    ['POST', 'sandboxes', { name: 'one', clock: { now: 'x' } }],
    ['POST', 'sandboxes', { name: 'one', transitions: { mode: 'after', after: 'x' } }],
    ['POST', 'sandboxes', { name: 'A b' }],
    ['POST', 'clock/advance', { by: 'x' }],
    ['POST', 'usage', { organization: 'A b', database: 'my-db' }],
    ['POST', 'usage', { organization: 'my-org', database: 'A b' }],
    ['POST', 'usage', { organization: 'my-org', database: 'my-db', instance: 'A b' }],
    ['POST', 'groups/archive', { organization: 'my-org', group: 'A b' }],
    ['POST', 'groups/archive', { organization: 'A b', group: 'default' }],
    ['POST', 'invites/accept', { organization: 'my-org', email: 'A b' }],
    ['POST', 'faults', { operation: 'createDatabase', action: 'respond', status: 409, example: 'A b' }],
    ['POST', 'faults', { operation: 'createDatabase', action: 'respond', status: 409, headers: { 'x-a': 'a\r\nb' } }],
    ['GET', 'exchanges?method=G%20T', undefined],
    ['GET', 'exchanges?operation=__proto__', undefined],
    ['GET', 'exchanges?wait=x', undefined],
  ])('is refused in words, not with a regular expression: %s %s %j', async (method, path, body) => {
    const { fetch } = start();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`/_mockplane/${path}`, {
      method,
      ...(body && { headers, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).not.toMatch(/must match|must be a valid/);
  });
});
