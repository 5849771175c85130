import { createMockplane, type Mockplane, type MockplaneOptions } from 'mockplane';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fault, faulty, hold, inSuccessOf, replaced, token, withBody } from './targets.ts';

let mockplane: Mockplane;
afterEach(() => mockplane.close());

/** A sandbox whose clock stands still, unless the suite waits. */
function sandbox(options: MockplaneOptions = {}): Mockplane {
  mockplane = createMockplane({ clock: { running: false }, seed: 1, ...options });
  return mockplane;
}

const waiting = { pause: async (milliseconds: number) => mockplane.clock.advance(milliseconds) };

async function read<T = unknown>(path: string): Promise<T> {
  const response = await mockplane.fetch(path, { headers: { authorization: `Bearer ${token}`, 'x-api-key': token } });
  return (await response.json()) as T;
}

/** The resources that a check of Turso could leave behind. */
async function tursoState(): Promise<unknown[]> {
  return [await read('/v1/organizations/my-org/databases'), await read('/v1/auth/api-tokens')];
}

/** The same for the edition of 2026. */
function turso2026State(): Promise<unknown[]> {
  const lists = ['databases', 'groups', 'api-tokens', 'members', 'invites'];
  return Promise.all(lists.map((list) => read(`/2026/v1/organizations/my-org/${list}`)));
}

interface LambdaInstance {
  readonly name: string;
  readonly uuid: string;
}

async function instances(): Promise<LambdaInstance[]> {
  return (await read<{ data: LambdaInstance[] }>('/backend/lambda-instances')).data;
}

/** The status of each instance, by name, in the order of the list. */
async function statuses(): Promise<[name: string, status: string][]> {
  const states = (await instances()).map(async ({ name, uuid }): Promise<[string, string]> => {
    const { data } = await read<{ data: { status: string } }>(`/backend/lambda-instances/${uuid}/status`);
    return [name, data.status];
  });
  return Promise.all(states);
}

describe('the sandbox', () => {
  it('keeps the contract of Turso', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    expect(await hold('turso', fetch)).toMatchObject({ violations: [], unreached: [], leftBehind: [] });
  });

  it('keeps the contract of Lambda, while instances are built', async () => {
    const { fetch } = sandbox({ transitions: '2s' });
    expect(await hold('lambda', fetch, waiting)).toMatchObject({ violations: [], unreached: [], leftBehind: [] });
  });

  it('keeps them under the limits of a plan, and with nothing in it', async () => {
    const { fetch } = sandbox({ transitions: 'immediate', plan: 'starter', empty: true });
    expect(await hold('turso', fetch)).toMatchObject({ violations: [] });
    expect(await hold('lambda', fetch)).toMatchObject({ violations: [] });
  });
});

describe('what was there before', () => {
  it('is there afterwards, and nothing else', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    const before = await tursoState();
    await hold('turso', fetch);
    expect(await tursoState()).toEqual(before);
  });

  it('has the status that it had, and what was created is destroyed', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    const [before, files] = [await statuses(), await read('/backend/user_files')];
    await hold('lambda', fetch);
    const after = await statuses();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(([, status]) => status)).toEqual(['DESTROYED', 'DESTROYED']);
    expect(await read('/backend/user_files')).toEqual(files);
  });

  it('of the 2026 edition is there afterwards, and nothing else', async () => {
    sandbox({ edition: '2026', transitions: 'immediate' });
    const before = await turso2026State();
    expect(await hold('turso-2026', mockplane.fetch)).toMatchObject({ violations: [], leftBehind: [] });
    expect(await turso2026State()).toEqual(before);
  });

  it.each(['turso', 'lambda'])('is never named by a request that could change it (%s)', async (api) => {
    sandbox({ transitions: 'immediate' });
    await hold(api, mockplane.fetch);
    const changing = mockplane.exchanges().filter(({ method }) => method !== 'GET');
    const named = /my-db|staging-db|my-token|my-instance|lambda-instances\/\d+(\/|$)|id=[12](&|$)/;
    expect(changing.length).toBeGreaterThan(50);
    expect(changing.filter(({ target, request }) => named.test(target) || named.test(request.body))).toEqual([]);
  });

  it('is never taken for new because a creation answers with it', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    const before = await statuses();
    const existing = (await instances()).find(({ name }) => name === 'Word count')!;
    const fault = inSuccessOf('createLambdaInstance', (response) =>
      replaced(response, /"uuid":"[^"]+"/, `"uuid":"${existing.uuid}"`),
    );
    const report = await hold('lambda', faulty(fault, fetch));
    expect((await statuses()).slice(0, before.length)).toEqual(before);
    const unnamed = expect.stringMatching(
      /^instance_name mockplane-check-test-\d+ \(destroyLambdaInstance did not succeed\)$/,
    );
    expect(report.leftBehind).toEqual([unnamed, unnamed]);
  });
});

const anyToken: Fault = (request, next) => {
  request.headers.set('authorization', `Bearer ${token}`);
  return next(request);
};
const anyName: Fault = async (request, next) => {
  const isUnnamed =
    request.method === 'POST' && request.url.endsWith('/databases') && (await request.clone().text()) === '{}';
  return next(isUnnamed ? withBody(request, '{"name":"unnamed"}') : request);
};

describe('what a faulty server creates', () => {
  it('without a token is taken away again', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    const before = await tursoState();
    const { violations, leftBehind } = await hold('turso', faulty(anyToken, fetch));
    expect(violations).toContainEqual(
      expect.objectContaining({ operation: 'createAPIToken', probe: 'without a token', pointer: '/status' }),
    );
    expect(leftBehind).toEqual([]);
    expect(await tursoState()).toEqual(before);
  });

  it('under a name of its own is taken away again', async () => {
    const { fetch } = sandbox({ transitions: 'immediate' });
    const before = await tursoState();
    const { violations } = await hold('turso', faulty(anyName, fetch));
    expect(violations).toMatchObject([{ operation: 'createDatabase', probe: 'body without name', status: 200 }]);
    expect(await tursoState()).toEqual(before);
  });

  it('and will not destroy is named', async () => {
    const { fetch } = sandbox({ transitions: 'manual' });
    const { violations, leftBehind, unreached } = await hold('lambda', fetch);
    expect(violations).toEqual([]);
    expect(unreached).toEqual(
      ['startLambdaInstance', 'stopLambdaInstance', 'destroyLambdaInstance'].map((operation) => ({
        operation,
        status: 400,
      })),
    );
    expect(leftBehind).toHaveLength(2);
  });
});
