import { createMockplane, startMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { readDocument, type Document } from '../../src/contract/document.ts';
import * as bundling from '../../src/redocly/spec.ts';
import { reload } from '../../src/cli/watch.ts';

vi.mock(import('../../src/redocly/spec.ts'), async (load) => ({
  ...(await load()),
  lint: vi.fn<typeof bundling.lint>(),
  bundle: vi.fn<typeof bundling.bundle>(),
}));

/** A document with a text in place of another. */
function edited(name: string, from: string, to: string): Document {
  return JSON.parse(JSON.stringify(readDocument(name)).replaceAll(from, to)) as Document;
}

/** The effects of the linter and the bundler on a reload. */
async function reloaded(findings: bundling.Finding[], document: (name: string) => Document) {
  vi.mocked(bundling.lint).mockImplementation((name) => Promise.resolve(name === 'turso-2023' ? findings : []));
  vi.mocked(bundling.bundle).mockImplementation((name) => Promise.resolve(document(name)));
  const lines: string[] = [];
  const taken: string[][] = [];
  await reload({
    onContracts: (contracts) => taken.push(contracts.map(({ api }) => api.name)),
    onLine: (line) => lines.push(line),
  });
  return { lines, taken };
}

afterEach(() => vi.restoreAllMocks());

describe('reload', () => {
  it('takes all contracts together', async () => {
    const { lines, taken } = await reloaded([], readDocument);
    expect(taken).toEqual([apis.map(({ name }) => name)]);
    expect(lines.at(-1)).toBe('the contract was reloaded; the state was kept');
  });

  it('takes a contract that only breaks a rule of taste, and says where', async () => {
    const finding = { place: 'spec/turso-2023/openapi.yaml:3:1', message: 'A summary is plain.', isBroken: false };
    const { lines, taken } = await reloaded([finding], readDocument);
    expect(taken).toHaveLength(1);
    expect(lines).toContain('spec/turso-2023/openapi.yaml:3:1 A summary is plain.');
  });

  it('keeps the last good contract when the document is broken, and says where', async () => {
    const finding = { place: 'spec/turso-2023/paths/a.yaml:7:3', message: 'Failed to parse', isBroken: true };
    const { lines, taken } = await reloaded([finding], readDocument);
    expect(taken).toEqual([]);
    expect(lines).toEqual([
      'spec changed; reading the contract',
      'spec/turso-2023/paths/a.yaml:7:3 Failed to parse',
      'the contract is broken; the last good one stays',
    ]);
  });

  it('keeps the last good contract when a schema cannot be compiled', async () => {
    const { lines, taken } = await reloaded([], (name) => edited(name, '"type":"string"', '"type":"strong"'));
    expect(taken).toEqual([]);
    expect(lines.at(-1)).toBe('the contract is broken; the last good one stays');
  });
});

describe('a reloaded server', () => {
  it('answers by the new contract and keeps the state', async () => {
    await using server = await startMockplane({ port: 0, transitions: 'immediate' });
    const turso = createTursoClient({ baseUrl: server.url });
    const path = { org_slug: 'my-org', db_name: 'new-db' };
    await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path }, body: { name: 'new-db' } });
    server.reload(apis.map((api) => loadContract(api, edited(api.document, 'already exists', 'is taken'))));

    const found = await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}', { params: { path } });
    expect(found.status).toBe(200);
    const example = await turso.POST('/v1/organizations/{org_slug}/databases', {
      params: { path },
      body: { name: 'a' },
      headers: { prefer: 'code=409' },
    });
    expect(example.error).toEqual({ error: 'database with name my-db is taken' });
  });
});

describe('a sandbox created after a reload', () => {
  it('has fault rules by the new contract', async () => {
    await using server = await startMockplane({ port: 0 });
    server.reload(apis.map((api) => loadContract(api, edited(api.document, 'name-taken', 'name-in-use'))));
    const rule = { operation: 'createDatabase', action: 'respond', status: 409, example: 'name-in-use' } as const;
    expect(await server.admin.POST('/_mockplane/faults', { body: rule })).toMatchObject({ status: 201 });
    const { admin } = server.sandbox('later');
    expect(await admin.POST('/_mockplane/faults', { body: rule })).toMatchObject({ status: 201 });
  });
});

describe('many in one process', () => {
  it('share nothing', async () => {
    using first = createMockplane();
    using second = createMockplane();
    const path = { org_slug: 'my-org', db_name: 'mine' };
    await createTursoClient({ fetch: first.fetch }).POST('/v1/organizations/{org_slug}/databases', {
      params: { path },
      body: { name: 'mine' },
    });
    first.clock.advance('1d');
    const other = await createTursoClient({ fetch: second.fetch }).GET(
      '/v1/organizations/{org_slug}/databases/{db_name}',
      { params: { path } },
    );
    expect(other.status).toBe(404);
    expect(second.clock.now().getTime()).toBeLessThan(first.clock.now().getTime());
  });
});
