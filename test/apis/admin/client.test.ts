import { startMockplane } from 'mockplane';
import { type AdminSchemas, createAdminClient, UnexpectedResponseError } from 'mockplane/admin';
import { createTursoClient, UnexpectedResponseError as TursoUnexpectedResponseError } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';
import { dataOf, start } from './helpers.ts';

/** A client of something that always answers the same, and what it was asked. */
function clientOf(body: string, init: ResponseInit = {}) {
  const requests: Request[] = [];
  const admin = createAdminClient({
    fetch: async (request) => {
      requests.push(request);
      return new Response(body, init);
    },
    headers: { 'x-trace': '1' },
  });
  return { admin, requests };
}

const asProblem = { headers: { 'content-type': 'application/problem+json' } };

describe('createAdminClient', () => {
  it('asks a Mockplane on this machine, with no token', async () => {
    const { admin, requests } = clientOf('{}', { headers: { 'content-type': 'application/json' } });
    await admin.GET('/_mockplane/health');
    expect(requests[0]!.url).toBe('http://127.0.0.1:4010/_mockplane/health');
    expect(Object.fromEntries(requests[0]!.headers)).toEqual({ 'x-trace': '1' });
  });

  it('gives a problem back as a value, told apart by its status', async () => {
    const { admin } = start();
    const result = await admin.DELETE('/_mockplane/faults/{faultId}', { params: { path: { faultId: 9 } } });
    if (result.status !== 404) throw new Error(`The status is ${result.status}.`);
    const problem: AdminSchemas['Problem'] = result.error;
    expect(problem).toMatchObject({ title: 'Not found', detail: 'there is no fault rule 9' });
    expect(result.data).toBeUndefined();
  });

  it.each([
    ['a page of a proxy', '<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }],
    ['a problem that is not JSON', 'oops', { status: 500, ...asProblem }],
    ['events that are an error', 'data: 1\n\n', { status: 500, headers: { 'content-type': 'text/event-stream' } }],
    ['an empty error', '', { status: 500 }],
  ])('throws for %s', async (_what, body, init) => {
    const { admin } = clientOf(body, init);
    await expect(admin.GET('/_mockplane/health')).rejects.toThrow(UnexpectedResponseError);
  });

  it('leaves problems foreign to the clients of the two services', async () => {
    const turso = createTursoClient({ fetch: async () => new Response('{}', { status: 404, ...asProblem }) });
    await expect(turso.GET('/v1/locations')).rejects.toThrow(TursoUnexpectedResponseError);
  });

  it('is typed by the contract', () => {
    const { admin } = clientOf('{}');
    // Never called: only its types count.
    const calls = () => [
      // @ts-expect-error -- the duration is required
      admin.POST('/_mockplane/clock/advance', { body: {} }),
      // @ts-expect-error -- there is no such mode
      admin.PUT('/_mockplane/transitions', { body: { mode: 'later' } }),
      // @ts-expect-error -- there is no such path
      admin.GET('/_mockplane/nothing'),
      // @ts-expect-error -- it needs no token
      createAdminClient({ token: 'x' }),
    ];
    expect(calls).toBeTypeOf('function');
  });
});

describe('startMockplane', () => {
  it('gives a client of its own admin API', async () => {
    await using mockplane = await startMockplane({ port: 0, empty: true });
    const { data } = await mockplane.admin.POST('/_mockplane/reset');
    expect(data).toEqual({ baseline: 'empty' });
  });

  it('shows the token to its own pages for the two services alone', async () => {
    await using mockplane = await startMockplane({ port: 0 });
    const site = (await (await fetch(`${mockplane.url}/site.json`)).json()) as { apis: string[] };
    expect(site.apis).toEqual(['turso', 'lambda']);
  });
});

describe('getHealth', () => {
  it('tells how it runs', async () => {
    const { admin } = start();
    expect(dataOf(await admin.GET('/_mockplane/health'))).toEqual({
      status: 'ok',
      edition: '2023',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      mode: 'sandbox',
      now: '2023-11-16T10:00:00.000Z',
      apis: ['turso', 'lambda', 'admin'],
      data: 'memory',
    });
  });

  it('says when it has no state to show', async () => {
    const { admin } = start({ stateless: true });
    expect(dataOf(await admin.GET('/_mockplane/health'))).toMatchObject({ mode: 'stateless' });
  });
});

describe('the admin API', () => {
  it('is answered by Mockplane itself, and says so', async () => {
    const { response } = await start().admin.GET('/_mockplane/clock');
    expect(response.headers.get('mockplane-answer')).toBe('mockplane');
    expect(response.headers.get('mockplane-operation')).toBe('getClock');
  });

  it('gives the examples of its contract where they are preferred, and does nothing', async () => {
    const { admin } = start();
    const prefer = { headers: { prefer: 'example=snapshot' } };
    const { data, response } = await admin.POST('/_mockplane/reset', prefer);
    expect(data).toEqual({ baseline: 'snapshot' });
    expect(response.headers.get('mockplane-answer')).toBe('example snapshot');
    const { error } = await admin.GET('/_mockplane/clock', { headers: { prefer: 'code=403, example=foreign-host' } });
    expect(error).toMatchObject({ status: 403 });
  });
});
