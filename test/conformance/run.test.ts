import { describe, expect, it } from 'vitest';
import { type ConformanceOptions, runConformance } from '../../src/conformance/run.ts';
import { conformanceSuite } from '../../src/conformance/suite.ts';
import { changed, contracts, examples, faulty, hold, token } from './targets.ts';

describe.each(['turso', 'turso-2026', 'lambda'])('the suite of %s', (api) => {
  const contract = contracts.get(api)!;
  const suite = conformanceSuite(contract);

  it('is kept by a server that answers with the examples', async () => {
    const { violations, reached, leftBehind } = await hold(api, examples);
    expect({ violations, leftBehind }).toEqual({ violations: [], leftBehind: [] });
    expect(reached.toSorted()).toEqual(contract.operations.map(({ id }) => id).toSorted());
  });

  it.each(contract.operations)(
    'asks $id for what it must do and for what it must refuse',
    ({ id, allowsAnonymous }) => {
      const names = suite.filter(({ operation }) => operation.id === id).map(({ name }) => name);
      const refusals = [...(allowsAnonymous ? [] : ['without a token']), 'with a wrong token', 'with a wrong scheme'];
      expect(names).toEqual(expect.arrayContaining(['valid request', ...refusals]));
      expect(names).toContainEqual(expect.stringMatching(/^valid request, with unknown parameter/));
    },
  );

  const withBody = contract.operations.filter(({ requestBody }) => requestBody);
  it.each(withBody)('breaks the body of $id', ({ id, requestBody }) => {
    const names = suite.filter(({ operation }) => operation.id === id).map(({ name }) => name);
    expect(names.includes('body that is empty')).toBe(requestBody!.required);
    expect(names).toContainEqual(
      expect.stringMatching(/^body (without|with an impossible|with .* of another type|that is not JSON)/),
    );
  });

  it('asks each path for a method that it does not have', () => {
    const paths = new Set(contract.operations.map(({ path }) => path));
    expect(suite.filter(({ name }) => name.startsWith('undeclared method'))).toHaveLength(paths.size);
  });

  it('sends the same each time that it is given the same id', async () => {
    const runs = await Promise.all(['one', 'one', 'other'].map((id) => sent(api, { id })));
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
  });
});

async function sent(api: string, options: Partial<ConformanceOptions>): Promise<string[]> {
  const requests: string[] = [];
  const watched = faulty((request, next) => {
    requests.push(`${request.method} ${request.url}`);
    return next(request);
  });
  await hold(api, watched, options);
  return requests;
}

describe('a run', () => {
  it('tells which operations it could not reach, and with what', async () => {
    // A server for somebody else: the organization of the examples is not there.
    const { violations, reached, unreached } = await hold('turso', examples, { values: { org_slug: 'acme' } });
    expect({ violations, unreached, reached: reached.length }).toEqual({
      violations: [],
      unreached: [],
      reached: contracts.get('turso')!.operations.length,
    });
    const elsewhere = faulty(async (request, next) => {
      const response = await next(request);
      const isUnknown = response.ok && request.url.includes('/databases');
      const text = '{"error":"organization not found"}';
      return isUnknown ? changed(response, { status: 404, text, type: 'application/json' }) : response;
    });
    const report = await hold('turso', elsewhere);
    expect(report.violations).toEqual([]);
    expect(report.reached).not.toContain('listDatabases');
    expect(report.reached).toContain('listLocations');
    expect(report.unreached).toContainEqual({ operation: 'createDatabase', status: 404 });
    expect(report.unreached).toContainEqual({ operation: 'deleteDatabase', status: undefined });
  });

  it('sends the values that it is given in place of the examples', async () => {
    const requests = await sent('turso', { values: { org_slug: 'acme', db_name: 'theirs' } });
    expect(requests).toContain('GET http://mockplane.local/v1/organizations/acme/databases/theirs');
    expect(requests.filter((request) => request.includes('my-org') || request.includes('my-db'))).toEqual([]);
  });

  it('tells of each probe before it is sent', async () => {
    const probes: { operation: string; number: number }[] = [];
    const { probes: count } = await hold('lambda', examples, { onProbe: (probe) => probes.push(probe) });
    expect(probes).toHaveLength(count);
    const total = conformanceSuite(contracts.get('lambda')!).length;
    expect(probes[0]).toEqual({ operation: 'authenticate', name: 'valid request', number: 1, total });
    expect(probes.at(-1)).toMatchObject({ number: count });
  });

  it.each([
    ['ECONNREFUSED', 'nothing listens there'],
    ['ENOTFOUND', 'there is no such host'],
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ])('ends at once when nobody answers (%s)', async (code, because) => {
    const cause = Object.assign(new Error('certificate has expired'), { code });
    const nobody = (): Promise<Response> => Promise.reject(new TypeError('fetch failed', { cause }));
    const run = runConformance({ contract: contracts.get('turso')!, url: 'http://nobody:1/', fetch: nobody, token });
    await expect(run).rejects.toThrow(`http://nobody:1 cannot be reached: ${because}`);
  });

  it('reaches a server below a path', async () => {
    const below = faulty((request, next) => {
      const url = new URL(request.url);
      if (!url.pathname.startsWith('/below/')) return Promise.resolve(new Response(null, { status: 502 }));
      return next(new Request(`http://mockplane.local${url.pathname.slice('/below'.length)}${url.search}`, request));
    });
    expect(await hold('lambda', below, { url: 'http://mockplane.local/below/' })).toMatchObject({ violations: [] });
  });
});
