import { readFileSync } from 'node:fs';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withServer } from '../../src/server/openapi-documents.ts';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { send } from '../helpers/raw.ts';

const folder = new URL('../../src/contract/generated/', import.meta.url);
const names = ['turso-2023', 'turso-2026', 'lambda', 'hrana', 'admin'];

describe('a built document', () => {
  it.each(names)('of %s gets the server that sends it, in JSON and in YAML', (name) => {
    const url = 'https://mock.example:8443/2026';
    const json = JSON.parse(withServer(readFileSync(new URL(`${name}.json`, folder), 'utf8'), url)) as {
      servers: unknown[];
    };
    expect(json.servers[0]).toEqual({ url, description: 'This Mockplane' });
    const yaml = withServer(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'), url);
    expect(yaml.match(/^servers:\n.*\n.*\n/m)?.[0]).toBe(
      `servers:\n  - url: ${url}\n    description: This Mockplane\n`,
    );
  });
});

interface Served {
  readonly title: string;
  readonly url: string;
}

async function read(base: string, path: string, headers = [`Host: ${new URL(base).host}`]): Promise<Served> {
  const { status, body } = await send(base, `GET /openapi/${path}.json`, headers);
  expect(status).toBe(200);
  const { info, servers } = JSON.parse(body) as {
    info: { version: string; title: string };
    servers: [{ url: string }];
  };
  return { title: info.title, url: servers[0].url };
}

// `npm test` builds the pages before it runs the tests.
describe.skipIf(!isSiteBuilt()).each(['2023', '2026'] as const)('a server of the %s edition', (edition) => {
  let mockplane: RunningMockplane;
  beforeAll(async () => {
    mockplane = await startMockplane({ port: 0, edition });
  });
  afterAll(() => mockplane.close());

  it('has the edition at the root under the name of the API, and both under the name with the year', async () => {
    const { url } = mockplane;
    const documents = await Promise.all(['turso', 'turso-2023', 'turso-2026'].map((name) => read(url, name)));
    const of2023 = { ...documents[1]!, url: edition === '2023' ? url : `${url}/2023` };
    const of2026 = { ...documents[2]!, url: edition === '2026' ? url : `${url}/2026` };
    expect(of2023.title).not.toBe(of2026.title);
    expect(documents).toEqual([edition === '2023' ? of2023 : of2026, of2023, of2026]);
  });

  it('is reached at the URL that a document names', async () => {
    for (const name of ['turso', 'turso-2023', 'turso-2026']) {
      const { url } = await read(mockplane.url, name);
      const response = await fetch(`${url}/v1/locations`, { headers: { authorization: `Bearer ${mockplane.token}` } });
      expect(response.headers.get('mockplane-edition')).toBe(name === 'turso' ? edition : name.slice(-4));
    }
  });

  it('names the host that was asked, with the scheme of a proxy, and no impossible host', async () => {
    const { url } = mockplane;
    expect((await read(url, 'lambda', ['Host: mock.example'])).url).toBe('http://mock.example');
    const proxied = ['Host: mock.example', 'X-Forwarded-Proto: https'];
    expect((await read(url, 'lambda', proxied)).url).toBe('https://mock.example');
    expect((await read(url, 'lambda', ['Host: a"b'])).url).toBe(url);
  });

  it('compresses a document on request', async () => {
    const path = `${mockplane.url}/openapi/turso.yaml`;
    const plain = await fetch(path, { headers: { 'accept-encoding': 'identity' } });
    const packed = await fetch(path, { headers: { 'accept-encoding': 'gzip' } });
    expect([plain, packed].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip']);
    expect(plain.headers.get('vary')).toBe('Accept-Encoding, Host');
    const text = await plain.text();
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(text.length / 2);
    expect(await packed.text()).toBe(text);
  });
});
