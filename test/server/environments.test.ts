import { setImmediate } from 'node:timers/promises';
import { createMockplane } from 'mockplane';
import { createLambdaClient } from 'mockplane/lambda';
import { createTursoClient } from 'mockplane/turso';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAnsweredBy } from '../helpers/pipeline.ts';

afterEach(() => vi.unstubAllGlobals());

/** Headers that keep the case of names, as those of happy-dom do. */
class CaseKeepingHeaders {
  readonly #pairs: [string, string][];
  constructor(init: Record<string, string> = {}) {
    this.#pairs = Object.entries(init);
  }
  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#pairs[Symbol.iterator]();
  }
}

/** A request of a class that is not Node's. */
class ForeignRequest {
  readonly url = 'http://localhost:3000/v1/organizations/my-org/databases';
  readonly method = 'POST';
  readonly headers = new CaseKeepingHeaders({
    Authorization: 'Bearer mockplane-token',
    'Content-Type': 'application/json',
    Prefer: 'code=409',
  });
  readonly signal = new EventTarget();
  arrayBuffer(): Promise<ArrayBufferLike> {
    return Promise.resolve(new TextEncoder().encode('{"name":"new-db"}').buffer);
  }
}

class ForeignBlob {
  readonly type = '';
  readonly size: number;
  readonly name: string;
  readonly #text: string;
  constructor(text: string, name: string) {
    this.size = text.length;
    this.name = name;
    this.#text = text;
  }
  arrayBuffer(): Promise<ArrayBufferLike> {
    return Promise.resolve(new TextEncoder().encode(this.#text).buffer);
  }
}

class ForeignFormData {
  readonly #entries: [string, unknown][] = [];
  append(name: string, value: unknown): void {
    this.#entries.push([name, value]);
  }
  getAll(name: string): unknown[] {
    return this.#entries.filter(([each]) => each === name);
  }
  entries(): Iterable<[string, unknown]> {
    return this.#entries;
  }
}

/** Timers of a page: a number, without `unref`. */
const pageTimers = { setTimeout: () => 1, clearTimeout: () => {}, setInterval: () => 1, clearInterval: () => {} };

describe('fetch in process, where an environment replaces globals', () => {
  it('reads the names of headers in any case, and keeps no secret of them', async () => {
    using mockplane = createMockplane();
    const response = await mockplane.fetch(new ForeignRequest() as unknown as Request);
    expect(response.status).toBe(409);
    expect(response.headers.get('preference-applied')).toBe('code=409');
    expect(mockplane.exchanges()[0]?.request.headers).toMatchObject({ authorization: '…', prefer: 'code=409' });
  });

  it('starts a transition where timers are numbers', async () => {
    for (const [name, value] of Object.entries(pageTimers)) vi.stubGlobal(name, value);
    using mockplane = createMockplane();
    const turso = createTursoClient({ fetch: mockplane.fetch });
    const { status } = await turso.POST('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
      body: { name: 'shop' },
    });
    expect(status).toBe(200);
    const instance = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
      params: { path: { org_slug: 'my-org', db_name: 'shop' } },
      body: { location: 'nrt' },
    });
    expect(instance.status).toBe(200);
  });

  it('reads an upload with the forms and files of the environment', async () => {
    vi.stubGlobal('FormData', ForeignFormData);
    vi.stubGlobal('File', ForeignBlob);
    vi.stubGlobal('Blob', ForeignFormData);
    vi.stubGlobal('Headers', CaseKeepingHeaders);
    vi.stubGlobal('Request', ForeignRequest);
    using mockplane = createMockplane({ empty: true });
    const body = new ForeignFormData();
    body.append('file', new ForeignBlob('jar', 'a "b".jar'));
    body.append('description', 'one\nline');
    const headers = { 'X-API-Key': mockplane.token };
    const put = await mockplane.fetch('/backend/user_files', { method: 'PUT', headers, body: body as never });
    expect(put.status).toBe(201);
    const list = await mockplane.fetch('/backend/user_files', { headers });
    expect(await list.json()).toMatchObject([{ name: 'a "b".jar', description: 'one\r\nline' }]);
  });

  it('reads a multipart body where File is not the one of Node', async () => {
    vi.stubGlobal('File', ForeignBlob);
    using mockplane = createMockplane({ empty: true });
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jar"\r\n\r\njar\r\n--b--\r\n';
    const headers = { 'x-api-key': mockplane.token, 'content-type': 'multipart/form-data; boundary="b"' };
    expect((await mockplane.fetch('/backend/user_files', { method: 'PUT', headers, body })).status).toBe(201);
  });

  it('ends the waiting requests of a closed Mockplane without the DOMException of the environment', async () => {
    vi.stubGlobal('DOMException', ForeignFormData);
    const mockplane = createMockplane({ transitions: 'manual' });
    const headers = { authorization: `Bearer ${mockplane.token}`, 'content-type': 'application/json' };
    const instances = '/v1/organizations/my-org/databases/my-db/instances';
    const created = await mockplane.fetch(instances, { method: 'POST', headers, body: '{"location":"nrt"}' });
    const { instance } = (await created.json()) as { instance: { name: string } };
    const waiting = mockplane.fetch(`${instances}/${instance.name}/wait`, { headers });
    await setImmediate();
    mockplane.close();
    await expect(waiting).rejects.toThrow(TypeError);
  });
});

describe('fetch in process, as the handler of another server', () => {
  it('ignores the second argument that Bun passes', async () => {
    using mockplane = createMockplane();
    const server = { port: 3000, url: new URL('http://localhost:3000/'), fetch: () => {}, upgrade: () => false };
    const headers = { authorization: `Bearer ${mockplane.token}` };
    const request = new Request('http://localhost:3000/v1/organizations', { headers });
    expect((await mockplane.fetch(request, server as never)).status).toBe(200);
  });
});

describe('an error of Mockplane', () => {
  it('names the place of its log, in process too', async () => {
    const fetch = fetchAnsweredBy(() => {
      throw new TypeError('timer.unref is not a function');
    });
    const response = await fetch('/v1/organizations', { headers: { authorization: 'Bearer mockplane-token' } });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      detail:
        'Mockplane failed to answer. This is a defect of Mockplane, not of the request; the exchange that exchanges() and onExchange give has more.',
    });
  });
});

describe('a client', () => {
  it('sends its requests with the fetch of the moment', async () => {
    const turso = createTursoClient();
    const lambda = createLambdaClient();
    using mockplane = createMockplane();
    vi.stubGlobal('fetch', mockplane.fetch);
    expect((await turso.GET('/v1/organizations')).status).toBe(200);
    expect((await lambda.GET('/backend/lambda-instances')).status).toBe(200);
  });
});
