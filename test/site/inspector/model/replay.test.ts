import { type RunningMockplane, startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AdminError, type CallAdmin } from '../../../../src/site/inspector/model/admin-client.ts';
import type { Problem } from '../../../../src/site/inspector/model/schemas.ts';
import { replay } from '../../../../src/site/inspector/model/replay.ts';

const call = (target: string, part: object = {}) => ({
  method: 'POST',
  target,
  headers: [['content-type', 'application/json'] as const],
  body: '{"requests":[]}',
  status: 200,
  ...part,
});

const routes = {
  listExchanges: ['GET', 'exchanges'],
  createFault: ['POST', 'faults'],
  deleteFault: ['DELETE', 'faults/'],
} as const;

/** Calls the admin API of a server as the page does. */
const callAdminOf = (mockplane: RunningMockplane): CallAdmin =>
  (async (id: keyof typeof routes, given: { query: object; path?: { faultId: string }; body?: object }) => {
    const [method, path] = routes[id];
    const url = new URL(`/_mockplane/${path}${given.path?.faultId ?? ''}`, mockplane.url);
    for (const [name, value] of Object.entries(given.query)) url.searchParams.set(name, String(value));
    const headers = { 'content-type': 'application/json' };
    const init = given.body ? { method, headers, body: JSON.stringify(given.body) } : { method };
    const response = await fetch(url, init);
    const body: unknown = await response.json();
    if (!response.ok) throw new AdminError(response.status, body as Problem);
    return body;
  }) as unknown as CallAdmin;

describe('a recorded response', () => {
  const target = '/v1/organizations/my-org/databases/my-db';
  const database = { Name: 'my-db', Hostname: 'h.example.com', IssuedCertLimit: 0, IssuedCertCount: 0, DbId: 'x' };
  const recorded = (responseBody: string | undefined, part: object = {}) =>
    call(target, { method: 'GET', body: '', headers: [], responseBody, ...part });

  it('is held to the contract, without a trace in the rules', async () => {
    const mockplane = await startMockplane({ port: 0 });
    onTestFinished(() => mockplane.close());
    const real = await fetch(`${mockplane.url}${target}`, { headers: { authorization: `Bearer ${mockplane.token}` } });
    const options = { sandbox: 'default', token: mockplane.token, base: `${mockplane.url}/` };
    const replayed = await replay(
      [
        recorded(await real.text()),
        recorded(JSON.stringify({ database: { ...database, Hostname: 7 } })),
        recorded('{"error":"database not found"}', { status: 404, target: `${target}x` }),
        recorded('{"message":"database not found"}', { status: 404, target: `${target}x` }),
        recorded(undefined),
        recorded('no JSON'),
      ],
      { ...options, callAdmin: callAdminOf(mockplane) },
    );
    expect(replayed.map(({ verdict }) => verdict)).toEqual(['fits', 'breaks', 'fits', 'breaks', 'fits', 'fits']);
    expect(replayed[1]!.violations.map(({ pointer }) => pointer)).toContain('/response/body/database/Hostname');
    const { data } = await mockplane.admin.GET('/_mockplane/faults');
    expect(data!.faults).toEqual([]);
  });

  it('may have redacted values', async () => {
    const mockplane = await startMockplane({ port: 0 });
    onTestFinished(() => mockplane.close());
    const options = { sandbox: 'default', token: mockplane.token, base: `${mockplane.url}/` };
    const minted = { method: 'POST', target: `${target}/auth/tokens` };
    const [minting] = await replay([recorded('{"jwt":"…"}', minted)], {
      ...options,
      callAdmin: callAdminOf(mockplane),
    });
    expect(minting!.verdict).toBe('fits');
  });
});

describe.each(['2023', '2026'] as const)('the calls of an archive for SQL, in %s', (edition) => {
  it('are held to the contract with a token of their database', async () => {
    const mockplane = await startMockplane({ port: 0, edition });
    onTestFinished(() => mockplane.close());
    const callAdmin = callAdminOf(mockplane);
    const replayed = await replay(
      [
        call('/_db/my-org/my-db/v2/pipeline'),
        call('/_db/my-org/my-db/v2/pipeline', { body: '{"requests":1}' }),
        call('/_db/my-org/no-such-db/v2/pipeline'),
        call('/_db/my-org/my-db/', { method: 'WS', body: '' }),
      ],
      { callAdmin, sandbox: 'default', token: mockplane.token, base: `${mockplane.url}/` },
    );
    expect(replayed.map(({ verdict }) => verdict)).toEqual(['fits', 'breaks', 'breaks', 'foreign']);
    expect(replayed[1]!.reason).toContain('requests');
    expect(replayed[2]!.reason).toContain('no database named no-such-db');
  });
});
