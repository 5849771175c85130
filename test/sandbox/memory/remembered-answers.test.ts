import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountOf } from '../../helpers/documents.ts';
import { type Operation, operations } from '../../helpers/operations.ts';
import { requestOf, token, type ValidRequest } from '../../helpers/requests.ts';
import { type Answered, type Both, startTwins, type Twins } from './twins.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2023-11-22T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Operations whose answers end later, or tell how long something took. */
const untold = new Set(['waitForDatabaseInstance', 'waitForGroupLocation']);

const served = operations.filter(({ api, id }) => !['admin', 'hrana'].includes(api) && !untold.has(id));
const reads = served.filter(({ method }) => method === 'GET');
const writes = [
  ...served.filter(({ method, bodies }) => method !== 'GET' && !bodies[0]?.type.startsWith('multipart')),
  ...operations.filter(
    ({ api, id }) =>
      api === 'admin' &&
      ['reset', 'addUsage', 'archiveGroup', 'stepTransitions', 'setTransitions', 'createFault'].includes(id),
  ),
];

/** Those that give a token: whose requests may be answered otherwise. */
const mints = writes.filter(({ id }) => id.startsWith('createAPIToken'));

/** Values that many parameters share, so that what is read is what was written. */
const values: Readonly<Record<string, readonly string[]>> = {
  org_slug: ['my-org', 'my-org', 'octo-labs'],
  organizationSlug: ['my-org', 'my-org', 'octo-labs'],
  db_name: ['my-db', 'new-db', 'my-db', 'a'],
  databaseName: ['my-db', 'new-db', 'my-db', 'a'],
  group_name: ['default', 'default', 'tokyo'],
  groupName: ['default', 'default', 'tokyo'],
};

/** A request for an operation, with values by a number. @param number any natural one */
function requestFor(operation: Operation, number: number): ValidRequest {
  const request = requestOf(operation);
  let { path: template } = operation;
  for (const [name, known] of Object.entries(values)) {
    template = template.replace(`{${name}}`, known[number % known.length]!);
  }
  const [path = '', query] = request.path.split('?');
  const filled = template.split('/').map((segment, index) => {
    const given = path.slice(mountOf(operation.api).length).split('/')[index]!;
    return segment.startsWith('{') ? given : segment;
  });
  const asked = query === undefined || number % 2 === 0 ? '' : `?${query}`;
  const name = ['new-db', 'a', 'new-db', 'b'][number % 4];
  // A token of a group sees less than one of its user.
  const isRestricted = operation.id.startsWith('createAPIToken') && number % 3 > 0;
  const body = isRestricted
    ? '{"organization":"my-org","group":"default","scopes":["full-access"]}'
    : typeof request.body === 'string'
      ? request.body.replace(/"name":"[a-z-]+"/, `"name":"${name}"`)
      : request.body?.toString();
  return {
    ...request,
    path: mountOf(operation.api) + filled.join('/') + asked,
    headers: { ...request.headers, ...variants[number % variants.length] },
    ...(body !== undefined && { body }),
  };
}

/** Headers that an answer or its explanation may depend on. */
const variants: readonly Readonly<Record<string, string>>[] = [
  {},
  { host: 'localhost:8080' },
  { host: 'localhost:8080', 'user-agent': 'turso-cli' },
  { host: 'localhost:9090', 'user-agent': 'turso-cli' },
  { prefer: 'code=404' },
];

const number = fc.nat(59);
const readIds = [...new Set(reads.map(({ id }) => id))];

/** Requests that read: some operations, in every edition, each with and without a query and with other headers. */
const asked = fc
  .subarray(readIds, { minLength: 8, maxLength: 12 })
  .chain((ids) => fc.tuple(fc.constant(ids), number))
  .map(([ids, n]) =>
    reads
      .filter(({ id }) => ids.includes(id))
      .flatMap((operation) => [0, 1].map((more) => requestFor(operation, n + more))),
  );
const admin = (method: string, path: string, body?: object): ValidRequest => ({
  method,
  path: `/_mockplane/${path}`,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  ...(body && { body: JSON.stringify(body) }),
});

type Move = (game: Game) => Promise<void>;

/** The servers, with the state that was saved last. */
interface Game {
  readonly twins: Twins;
  /** The requests that read. */
  readonly requests: readonly ValidRequest[];
  saved: string | undefined;
  /** The tokens that were minted last, the newest first. */
  tokens: readonly string[];
}

/** A move with the name that a failure shows. */
type NamedMove = readonly [name: string, move: Move];

const moves: fc.Arbitrary<NamedMove> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...writes, ...mints, ...mints, ...mints),
        number,
        fc.constantFrom(undefined, undefined, 'other'),
      )
      .map(([operation, n, sandbox]): NamedMove => {
        const request = requestFor(operation, n);
        return [
          `${request.method} ${request.path} ${String(request.body ?? '')}`,
          async (game) => {
            const { text } = await agree(game.twins, request, sandbox);
            const minted = /"(?:token|jwt)":"([^"]+)"/.exec(text)?.[1];
            if (minted !== undefined) game.tokens = [minted, ...game.tokens].slice(0, 2);
          },
        ];
      }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...writes), number).map(([operation, n]): NamedMove => {
      const request = requestFor(operation, n);
      return [
        `reads around ${request.method} ${request.path}`,
        async ({ twins, requests }) => {
          const [one, ...others] = requests;
          for (const both of await twins.sendAll([one!, request, ...others, request, one!])) compare(both);
        },
      ];
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<[string, ValidRequest]>(
        ['advance', admin('POST', 'clock/advance', { by: '1h' })],
        ['stop', admin('PATCH', 'clock', { running: false })],
        ['run', admin('PATCH', 'clock', { running: true })],
        ['reset', admin('POST', 'reset')],
        ['no faults', admin('DELETE', 'faults')],
      )
      .map(([name, request]): NamedMove => [name, async ({ twins }) => void (await agree(twins, request))]),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1, 1_000, 2_000, 86_400_000, 2_764_800_000).map((milliseconds): NamedMove => [
      `wait ${milliseconds} ms`,
      () => {
        vi.setSystemTime(Date.now() + milliseconds);
        return Promise.resolve();
      },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<NamedMove>(['save', save], ['load', load]),
  },
);

async function save(game: Game): Promise<void> {
  game.saved = (await game.twins.send(admin('GET', 'snapshot'))).asking.text;
}

async function load({ twins, saved }: Game): Promise<void> {
  if (saved !== undefined) await agree(twins, { ...admin('PUT', 'snapshot'), body: saved });
}

function withToken(request: ValidRequest, minted: string): ValidRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, value.replace(token, minted)]);
  return { ...request, headers: Object.fromEntries(headers) as ValidRequest['headers'] };
}

/** Sends a request to both servers, and holds that they answer the same. */
async function agree(twins: Twins, request: ValidRequest, sandbox?: string): Promise<Answered> {
  const answered = await twins.send(request, sandbox);
  compare(answered);
  return answered.asking;
}

function compare({ remembering, asking }: Both): void {
  expect(remembering).toEqual(asking);
  expect(Object.keys(remembering.headers)).toEqual(Object.keys(asking.headers));
}

describe('a server that remembers answers', () => {
  it('answers as one that asks its handlers each time, whatever is done to both', async () => {
    const { MEMORY_SEED, MEMORY_RUNS = '10' } = process.env;
    const steps = fc.array(
      moves.map(([name, move]) => Object.assign(move, { [fc.toStringMethod]: () => name })),
      { minLength: 6, maxLength: 12, size: 'max' },
    );
    let moved = 0;
    const property = fc.asyncProperty(
      asked,
      steps,
      fc.constantFrom('local' as const, 'service' as const),
      fc.boolean(),
      async (requests, sequence, hostnames, isKept) => {
        vi.setSystemTime(Date.parse('2023-11-22T12:00:00Z'));
        const twins = startTwins({ hostnames }, isKept);
        const game: Game = { twins, requests, saved: undefined, tokens: [] };
        try {
          for (const move of [() => Promise.resolve(), ...sequence]) {
            await move(game);
            moved++;
            for (const request of requests) await agree(twins, request);
            await agree(twins, requests[0]!, 'other');
            for (const minted of game.tokens) {
              for (const request of requests.slice(0, 6)) await agree(twins, withToken(request, minted));
            }
          }
        } finally {
          await twins.close();
        }
      },
    );
    const seed = MEMORY_SEED === undefined ? {} : { seed: Number(MEMORY_SEED) };
    await fc.assert(property, { numRuns: Number(MEMORY_RUNS), ...seed });
    expect(moved).toBeGreaterThan(0);
  }, 120_000);

  it('keeps a token of a group from seeing what its user has seen', async () => {
    const twins = startTwins();
    const list = requestFor(
      reads.find(({ id, api }) => id === 'listDatabases' && api === 'turso-2026')!,
      0,
    );
    const mint = requestFor(
      mints.find(({ id, api }) => id === 'createAPIToken' && api === 'turso-2026')!,
      1,
    );
    const whole = await agree(twins, list);
    const { text } = await agree(twins, mint);
    const minted = withToken(list, (JSON.parse(text) as { token: string }).token);
    const restricted = await agree(twins, minted);
    expect([whole.status, restricted.status]).toEqual([200, 200]);
    expect(restricted.text).not.toEqual(whole.text);
    expect(await agree(twins, list)).toMatchObject({ text: whole.text });
    expect(await agree(twins, minted)).toMatchObject({ text: restricted.text });
    await twins.close();
  });
});
