import { createMockplane } from 'mockplane';
import { afterAll, describe, expect, it } from 'vitest';
import { toStorageError } from '../../src/sandbox/store/errors.ts';
import { documents, entriesOf, follow, type Json, type JsonObject } from '../helpers/documents.ts';
import { operations } from '../helpers/operations.ts';
import { open, place } from '../sandbox/registry.ts';

/** Where a request that no operation answers is sent, by document. */
const requests: Readonly<Record<string, { edition?: string; known: string; unknown: string; method: string }>> = {
  turso: { known: '/v1/locations', unknown: '/v1/nope', method: 'PUT' },
  'turso-2026': { edition: '2026', known: '/v1/locations', unknown: '/v1/nope', method: 'PUT' },
  lambda: { known: '/backend/user_files', unknown: '/backend/nope', method: 'PATCH' },
  admin: { known: '/_mockplane/clock', unknown: '/_mockplane/nope', method: 'DELETE' },
};

const headers = { authorization: 'Bearer mockplane-token', 'content-type': 'application/json' };
const key = { 'x-api-key': 'mockplane-token' };

describe.each(Object.keys(requests))('the response `default` of %s', (api) => {
  const { edition = '2023', known, unknown, method } = requests[api]!;
  const document = documents.get(api)!;
  const { node } = follow(document, { $ref: '#/components/responses/OtherError' }, '');
  const [[type, media] = []] = entriesOf(node['content']);
  const examples = new Map(
    entriesOf((media as JsonObject)['examples']).map(([name, each]) => [name, (each as JsonObject)['value']]),
  );
  const exampleOf = (status: number): Json | undefined => {
    const [name, ...others] = (node['x-statuses'] as Record<string, string[]>)[status] ?? [];
    expect(others).toEqual([]);
    return examples.get(name!);
  };
  const mockplane = createMockplane({ edition: edition as '2023', maxSandboxes: 1 });
  const { fetch } = mockplane;
  afterAll(() => mockplane.close());
  const limit = api === 'admin' ? 67_108_864 : 1_048_576;
  const own = api === 'lambda' ? { ...key, 'content-type': 'application/json' } : headers;
  const writes = { turso: '/v1/organizations/my-org/databases', 'turso-2026': '/v1/organizations/my-org/groups' }[api];
  const written = writes ?? (api === 'lambda' ? '/backend/create_lambda_instance' : '/_mockplane/faults');

  it('is that of every operation', () => {
    const responses = operations.filter((each) => each.api === api).map((each) => each.node['responses'] as JsonObject);
    expect(responses.length).toBeGreaterThan(10);
    for (const each of responses) expect(each['default']).toEqual({ $ref: '#/components/responses/OtherError' });
  });

  it.each<[number, string, RequestInit]>([
    [400, unknown.replace('nope', '%zz'), {}],
    [404, unknown, {}],
    [405, known, { method }],
    [413, written, { method: 'POST', body: ' '.repeat(limit + 1) }],
    [415, written, { method: 'POST', body: '{}', headers: { 'content-encoding': 'gzip' } }],
  ])('has what the server answers with %i', async (status, target, init) => {
    const response = await fetch(target, { ...init, headers: { ...own, ...(init.headers as object) } });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.json()).toEqual(exampleOf(status));
  });

  it.runIf(api !== 'admin')('has what the server answers at its limit of sandboxes', async () => {
    const other = { authorization: 'Bearer mockplane-token~one', 'x-api-key': 'mockplane-token~one' };
    const response = await fetch(known, { headers: other });
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual(exampleOf(429));
  });

  it('has the text for a sandbox that another server has open', () => {
    const sharedDirectory = place();
    open({ sharedDirectory }).sandboxes.open('worker-1');
    const other = open({ sharedDirectory });
    expect(() => other.sandboxes.open('worker-1')).toThrow(textOf(exampleOf(503)));
  });

  it('has the text for a full disk', () => {
    expect(toStorageError({ errcode: 13 }, 'state')?.message).toBe(textOf(exampleOf(507)));
  });

  it.runIf(api !== 'admin')('answers `Prefer: code=503` and a fault rule of any operation', async () => {
    const preferred = await fetch(known, { headers: { ...own, prefer: 'code=503' } });
    expect([preferred.status, await preferred.json()]).toEqual([503, exampleOf(503)]);
    const named = await fetch(known, { headers: { ...own, prefer: 'example=too-large' } });
    expect([named.status, await named.json()]).toEqual([413, exampleOf(413)]);
    const rule = { operation: '*', action: 'respond', status: 507, count: 1 };
    const added = await fetch('/_mockplane/faults', { method: 'POST', body: JSON.stringify(rule) });
    expect(added.status).toBe(201);
    const failed = await fetch(known, { headers: own });
    expect([failed.status, await failed.json()]).toEqual([507, exampleOf(507)]);
  });

  it.runIf(api !== 'admin').each([500, 502, 504])('lets a rule answer with %i, as a gateway does', async (status) => {
    const rule = { operation: '*', action: 'respond', status, count: 1 };
    await fetch('/_mockplane/faults', { method: 'POST', body: JSON.stringify(rule) });
    const failed = await fetch(known, { headers: own });
    expect([failed.status, await failed.json()]).toEqual([status, exampleOf(status)]);
  });

  it.runIf(api !== 'admin')('does not stand for another status', async () => {
    const response = await fetch(known, { headers: { ...own, prefer: 'code=418' } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Prefer: code=418 is not documented');
  });
});

/** The sentence in the body of an error. */
function textOf(body: Json | undefined): string {
  const { error, errors, detail } = body as { error?: string; errors?: { message: string }[]; detail?: string };
  return error ?? errors?.[0]?.message ?? detail ?? '';
}
