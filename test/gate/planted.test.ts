import { createMockplane, startMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import {
  changed,
  type Fault,
  faulty,
  inReplyOf,
  inSuccessOf,
  replaced,
  token,
  withBody,
} from '../conformance/targets.ts';
import { runGate, type GateFigures } from './gate.ts';
import { serverOptions } from './options.ts';
import { inProcess, overHttp } from './target.ts';

/** Tries the cases of a name against a server with a defect. */
async function hold(fault: Fault, only: string): Promise<GateFigures> {
  using mockplane = createMockplane(serverOptions);
  return await runGate({ target: inProcess(faulty(fault, mockplane.fetch)), seed: 1, requests: 60, only });
}

const letIn: Fault = (request, next) => {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return next(new Request(request, { headers }));
};

/** Puts a property right, or back, before the server sees it. */
function mended(operation: string, mend: (body: Record<string, unknown>) => void): Fault {
  return async (request, next) => {
    if (!request.url.endsWith(operation) || request.method === 'GET') return next(request);
    const text = await request.clone().text();
    try {
      const body = JSON.parse(text) as Record<string, unknown>;
      mend(body);
      const { method, headers, url } = request;
      return await next(new Request(url, { method, headers, body: JSON.stringify(body) }));
    } catch {
      return next(request);
    }
  };
}

const defects: readonly (readonly [defect: string, only: string, fault: Fault, found: RegExp])[] = [
  [
    'an operation fails',
    'getDatabase valid',
    inReplyOf('getDatabase', (reply) => changed(reply, { status: 500 })),
    /is 500/,
  ],
  [
    'a reply lacks a required property',
    'getDatabase valid',
    inSuccessOf('getDatabase', (reply) => replaced(reply, '"DbId"', '"dbId"')),
    /must have required property 'DbId'/,
  ],
  [
    'a reply is of another type',
    'listLocations valid',
    inSuccessOf('listLocations', (reply) => changed(reply, { type: 'text/plain' })),
    /has the type text\/plain/,
  ],
  [
    'a missing property is accepted',
    'createDatabaseInstance /body/location missing',
    mended('/instances', (body) => (body['location'] ??= 'ord')),
    /is 200, not 400 or 422/,
  ],
  [
    'a property of another type is accepted',
    'createLambdaInstance /body/slaves wrong type',
    mended('/create_lambda_instance', (body) => {
      if (typeof body['slaves'] !== 'number') body['slaves'] = 1;
    }),
    /is 202, not 400 or 422/,
  ],
  [
    'a number below its bound is accepted',
    'addUsage /body/rowsRead too small',
    mended('/usage', (body) => {
      if (Number(body['rowsRead']) < 0) body['rowsRead'] = 0;
    }),
    /is 200, not 400 or 422/,
  ],
  [
    'an unknown property is accepted where none may stand',
    'advanceClock /body/+ unknown property',
    mended('/advance', (body) => {
      for (const name of Object.keys(body)) if (name !== 'by') delete body[name];
    }),
    /is 200, not 400 or 422/,
  ],
  [
    'an unknown property is refused where any may stand',
    'createDatabase extra body property',
    async (request, next) => {
      if (request.method !== 'POST' || !request.url.endsWith('/databases')) return next(request);
      const names = Object.keys(JSON.parse(await request.clone().text()) as object);
      const isKnown = names.every((name) => ['name', 'image', 'group'].includes(name));
      return next(isKnown ? request : withBody(request, '{}'));
    },
    /is 400, not accepted/,
  ],
  ['no token is needed', 'listDatabases no token', letIn, /is 200, not 401/],
  ['a forged token is accepted', 'listDatabases alg none', letIn, /is 200, not 401/],
  ['a token of another key is accepted', 'listDatabases signed by another key', letIn, /is 200, not 401/],
  ['a revoked token is accepted', 'listDatabases revoked token', letIn, /is 200, not 401/],
  [
    'a refusal has another shape',
    'createDatabase /body/name too long',
    inReplyOf('createDatabase', (reply) =>
      reply.status === 400 ? changed(reply, { text: '{"message":"no"}' }) : reply,
    ),
    /must have required property 'error'/,
  ],
  [
    'what was deleted is still there',
    'getDatabase /path/db_name after deleteDatabase use after free',
    inReplyOf('getDatabase', (reply) => (reply.status === 404 ? changed(reply, { status: 200 }) : reply)),
    /is 200, not 404/,
  ],
  [
    'what was made is not shown',
    'listAPITokens API token created, then readable',
    inSuccessOf('listAPITokens', async (reply) => {
      const { tokens } = JSON.parse(await reply.text()) as { tokens: { name: string }[] };
      const old = tokens.filter(({ name }) => !name.startsWith('new-'));
      return changed(reply, { text: JSON.stringify({ tokens: old }) });
    }),
    /does not show/,
  ],
  [
    'a refusal changes the state',
    'createDatabase /body/name too long',
    async (request, next) => {
      const reply = await next(request);
      const headers = { authorization: `Bearer ${token}` };
      const made = new Request(new URL('/v1/auth/api-tokens/planted', request.url), { method: 'POST', headers });
      if (reply.status === 400) await next(made);
      return reply;
    },
    /has changed the state all the same/,
  ],
  [
    'an undeclared method is answered',
    '/v1/locations PUT undeclared method',
    (request, next) => next(request.url.endsWith('/locations') ? new Request(request, { method: 'GET' }) : request),
    /not 405/,
  ],
  [
    'a 405 does not say what is allowed',
    '/v1/locations PUT undeclared method',
    async (request, next) => {
      const reply = await next(request);
      reply.headers.delete('allow');
      return reply;
    },
    /allows nothing/,
  ],
  [
    'HEAD is answered with a body',
    'listLocations HEAD for GET',
    async (request, next) => {
      const reply = await next(request);
      return request.method === 'HEAD' ? new Response('{}', reply) : reply;
    },
    /has a body/,
  ],
  [
    'a page of another site is served',
    'getHealth from a page of another site',
    (request, next) => {
      const headers = new Headers(request.headers);
      headers.delete('origin');
      headers.delete('sec-fetch-site');
      return next(new Request(request, { headers }));
    },
    /is 200, not 403/,
  ],
  [
    'a value is changed on its way into the state',
    'createLambdaInstance written, then read',
    mended('/create_lambda_instance', (body) => (body['instance_name'] = 'Another')),
    /instance_name was/,
  ],
];

describe('the gate', () => {
  it.each(defects)('fails when %s', async (_defect, only, fault, found) => {
    const { violations, requests } = await hold(fault, only);
    expect(requests).toBeGreaterThan(0);
    expect(violations.map(({ faults }) => faults.join('; ')).join('\n')).toMatch(found);
  });

  it('finds nothing in a server without a defect', async () => {
    const { violations, cases } = await hold((request, next) => next(request), 'createDatabase');
    expect(cases).toBeGreaterThan(60);
    expect(violations).toEqual([]);
  });

  const tooMany = mended('/create_lambda_instance', (body) => {
    if (Number(body['slaves']) > 2_147_483_647) body['slaves'] = 1;
  });
  const bound = 'createLambdaInstance /body/slaves too large';

  it('reports the smallest request, as a line for the shell, and the path to it', async () => {
    const [violation] = (await hold(tooMany, bound)).violations;
    expect(violation!.curl).toHaveLength(1);
    expect(violation!.curl[0]).toMatch(
      /^curl .* -X POST .*"slaves":2147483648[,}].*\/backend\/create_lambda_instance'$/,
    );
    expect(violation!.path).toMatch(/^\d+(:\d+)*$/);
  });

  it('finds the same again by its seed, and at once by the path', async () => {
    const [first, again] = [await hold(tooMany, bound), await hold(tooMany, bound)];
    expect(again.violations).toEqual(first.violations);
    using mockplane = createMockplane(serverOptions);
    const target = inProcess(faulty(tooMany, mockplane.fetch));
    const { path } = first.violations[0]!;
    const { violations } = await runGate({ target, seed: 1, requests: 1, only: bound, path });
    expect(violations[0]!.curl).toEqual(first.violations[0]!.curl);
  });

  it('sends the same requests over HTTP', async () => {
    await using server = await startMockplane({ ...serverOptions, port: 0 });
    const target = overHttp(server.url);
    const { violations, requests } = await runGate({ target, seed: 1, requests: 300, only: 'deleteUserFile' });
    target.close();
    expect(violations).toEqual([]);
    expect(requests).toBeGreaterThan(100);
  });
});
