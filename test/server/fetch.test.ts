import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';

const { fetch } = createMockplane({ stateless: true });
const headers = { authorization: 'Bearer mockplane-token' };

describe('fetch in process', () => {
  it.each([
    ['a path', '/v1/organizations'],
    ['a URL of any origin', 'https://api.turso.tech/v1/organizations'],
    ['a URL object', new URL('http://127.0.0.1:1/v1/organizations')],
    ['a Request', new Request('http://mockplane.local/v1/organizations', { headers })],
  ])('takes %s', async (_what, input) => {
    const response = await fetch(input, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('mockplane-operation')).toBe('listOrganizations');
  });

  it('takes every kind of body', async () => {
    const text = '{"name":"new-db"}';
    for (const body of [text, new Blob([text]), new TextEncoder().encode(text), new Response(text).body]) {
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
      expect((await fetch('/v1/organizations/my-org/databases', init)).status).toBe(200);
    }
  });

  it('answers HEAD without a body, and with the length of the one GET has', async () => {
    const get = await fetch('/v1/organizations', { headers });
    const head = await fetch('/v1/organizations', { method: 'HEAD', headers });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String((await get.text()).length));
    expect(await head.text()).toBe('');
  });

  it('refuses a body that is too large: 413', async () => {
    const body = ' '.repeat(2 ** 20 + 1);
    const response = await fetch('/v1/organizations/my-org/databases', { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: 'request body is larger than 1048576 bytes' });
  });

  it('rejects when it was aborted before, and when it is aborted on the way', async () => {
    const reason = new Error('no longer wanted');
    await expect(fetch('/v1/organizations', { headers, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = fetch('/v1/organizations', { headers, signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });

  it('rejects what the real one rejects', async () => {
    await expect(fetch('/v1/organizations', { method: 'no method' })).rejects.toThrow(TypeError);
    await expect(fetch('no url')).rejects.toThrow(TypeError);
  });
});
