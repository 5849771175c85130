import { join } from 'node:path';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { root } from '../helpers/folders.ts';

const corpus = (name: string): string => join(root, 'test/documents/corpus', name);

interface Settings {
  readonly documents: readonly {
    readonly name: string;
    readonly call?: { readonly method: string; readonly target: string; readonly headers: Record<string, string> };
  }[];
}

describe('a server of documents of the user', () => {
  let server: RunningMockplane;
  beforeAll(async () => {
    server = await startMockplane({ port: 0, documents: [corpus('shop.yaml'), corpus('legacy.json')] });
  });
  afterAll(() => server.close());

  it.each(['shop', 'legacy'])('sends %s in YAML as in JSON', async (name) => {
    const [yaml, json] = await Promise.all(
      ['yaml', 'json'].map((ending) => fetch(`${server.url}/openapi/${name}.${ending}`)),
    );
    expect(yaml!.headers.get('content-type')).toBe('text/yaml; charset=utf-8');
    expect(yaml!.headers.get('access-control-allow-origin')).toBe('*');
    const written: unknown = await json!.json();
    expect(written).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), servers: [{ url: '/' }] });
    expect(parse(await yaml!.text())).toEqual(written);
  });

  it.each(['shop.yml', 'shop', 'none.yaml'])('has no document %s', async (name) => {
    expect((await fetch(`${server.url}/openapi/${name}`)).status).toBe(404);
  });

  it('tells its pages what the documents are, with a first call that works', async () => {
    const { documents } = (await (await fetch(`${server.url}/site.json`)).json()) as Settings;
    expect(documents).toMatchObject([
      { name: 'shop', title: 'Shop', version: '1.2.0', openapi: '3.0', operations: 6 },
      { name: 'legacy', openapi: '2.0' },
    ]);
    for (const { call } of documents) {
      const { method, target, headers } = call!;
      expect((await fetch(server.url + target, { method, headers })).status).toBe(200);
    }
  });

  it.skipIf(!isSiteBuilt())('has a landing page that speaks of no built-in API', async () => {
    for (const path of ['/', '/index.html']) {
      const response = await fetch(server.url + path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const text = await response.text();
      expect(text).toContain('<h1>Your OpenAPI documents</h1>');
      expect(text).not.toMatch(/turso|okeanos/i);
    }
  });
});

describe.skipIf(!isSiteBuilt())('a server of the built-in APIs', () => {
  it('has its own landing page, and none for documents of the user', async () => {
    await using server = await startMockplane({ port: 0 });
    expect(await (await fetch(server.url)).text()).toContain('Turso');
    expect((await fetch(`${server.url}/_mockplane/documents.html`)).status).toBe(404);
  });
});
