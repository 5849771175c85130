import { describe, expect, it } from 'vitest';
import { createPipeline } from '../../src/pipeline/pipeline.ts';
import { createTransportPolicy } from '../../src/pipeline/transport-policy.ts';
import { createJournal } from '../../src/sandbox/journal/journal.ts';
import { createFetch } from '../../src/server/fetch.ts';
import { createServer } from '../../src/server/http.ts';
import { tinyApi, tinyContract } from '../helpers/tiny-api.ts';

function answering(body: unknown) {
  const journal = createJournal();
  const pipeline = createPipeline({
    locate: () => ({
      destination: {
        sandbox: 'default',
        edition: '2023',
        contracts: [tinyContract],
        authenticate: () => undefined,
        authorize: undefined,
        answerer: () => ({ status: 200, body, by: 'test' }),
        journal,
        hold: () => () => {},
      },
    }),
  });
  return { pipeline, policy: createTransportPolicy([tinyApi]), journal };
}

/** The reply over HTTP, and in process: they are the same. */
async function repliesTo(path: string, init: RequestInit, body: unknown): Promise<Response[]> {
  const { pipeline, policy } = answering(body);
  const server = createServer({ pipeline, policy });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    const served = await fetch(`http://127.0.0.1:${port}${path}`, init);
    const whole = new Response(await served.arrayBuffer(), { status: served.status, headers: served.headers });
    return [whole, await createFetch(pipeline, policy)(path, init)];
  } finally {
    await server.close();
  }
}

describe('the body of a reply', () => {
  it('is bytes where the handler gives bytes, whatever they hold', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const response of await repliesTo('/files/one', {}, bytes)) {
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-length')).toBe('256');
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    }
  });

  it('is a text as it is, where the media type is not JSON', async () => {
    for (const response of await repliesTo('/notes/one', {}, 'grüße')) {
      expect(response.headers.get('content-type')).toBe('text/plain');
      expect(response.headers.get('content-length')).toBe('7');
      expect(await response.text()).toBe('grüße');
    }
  });

  it('is JSON where the media type ends with +json', async () => {
    for (const response of await repliesTo('/notes/one', { method: 'POST' }, 'grüße')) {
      expect(await response.text()).toBe('"grüße"');
    }
  });

  it('is held to its schema when it is a text', async () => {
    for (const response of await repliesTo('/notes/one', {}, 'x'.repeat(21))) expect(response.status).toBe(500);
  });

  it('has no bytes in reply to HEAD, and their length', async () => {
    for (const response of await repliesTo('/files/one', { method: 'HEAD' }, new Uint8Array(9))) {
      expect(response.headers.get('content-length')).toBe('9');
      expect(await response.text()).toBe('');
    }
  });

  it('is in the journal as text, with the number of its bytes', async () => {
    const { pipeline, policy, journal } = answering(Buffer.from('grüße'));
    await createFetch(pipeline, policy)('/files/one');
    expect(journal.entries()[0]!.response).toMatchObject({ body: 'grüße', bodyBytes: 7 });
  });
});

describe('the transport', () => {
  it('takes bodies as large as their API allows, under each of its prefixes', async () => {
    const { pipeline, policy } = answering('x');
    const send = createFetch(pipeline, policy);
    const statusOf = async (path: string, length: number): Promise<number> =>
      (await send(path, { method: 'POST', body: 'x'.repeat(length) })).status;
    expect(await statusOf('/notes/one', 10)).toBe(200);
    expect(await statusOf('/notes/one', 11)).toBe(413);
    expect(await statusOf('/files/one', 11)).toBe(413);
    // A path of no API has the limit of mocked ones.
    expect(await statusOf('/other', 11)).toBe(404);
  });
});
