import { createMockplane, type RunningMockplane, startMockplane } from 'mockplane';
import { createAdminClient } from 'mockplane/admin';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { exchangeEvents } from '../../../src/apis/admin/exchange-stream.ts';
import { createJournal, journalCapacity } from '../../../src/sandbox/journal/journal.ts';
import type { Exchange } from '../../../src/sandbox/journal/exchange.ts';
import { token } from '../../helpers/requests.ts';
import { start } from './helpers.ts';

// Mockplane takes its timers from Node, which the fake ones of vitest do not replace.
vi.mock('node:timers', async (original) => ({
  ...(await original<object>()),
  setInterval: (callback: () => void, delay?: number) => globalThis.setInterval(callback, delay),
  clearInterval: (timer: NodeJS.Timeout) => globalThis.clearInterval(timer),
}));

const path = '/_mockplane/exchanges/stream';
const headers = { authorization: `Bearer ${token}` };

afterEach(() => void vi.useRealTimers());

/** Counts what a stream leaves behind: only the timer that keeps it open is fake. */
function watchTimers(): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
}

/** Reads events until as many have come. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array>, count: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  while (text.split('\n\n').length <= count) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The stream ended after: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

async function follow(fetch: typeof globalThis.fetch, base = '', signal?: AbortSignal, query = '') {
  const response = await fetch(base + path + query, signal ? { signal } : {});
  return { response, reader: response.body!.getReader() };
}

const exchange: Omit<Exchange, 'id'> = {
  sandbox: 'default',
  sequence: 1,
  at: Date.parse('2023-11-16T10:00:00Z'),
  method: 'GET',
  target: '/v1/locations',
  api: 'turso',
  operation: 'listLocations',
  status: 200,
  answeredBy: 'sandbox',
  faults: [],
  refusal: undefined,
  notes: [],
  violations: [],
  durationMilliseconds: 0.5,
  trail: [],
  request: { headers: {}, body: '', bodyBytes: 0 },
  response: { headers: {}, body: '', bodyBytes: 0 },
};

async function serve(): Promise<RunningMockplane> {
  const mockplane = await startMockplane({ port: 0 });
  onTestFinished(() => mockplane.close());
  return mockplane;
}

describe('streamExchanges over a port', () => {
  it('tells each exchange as an event, and nothing of what was before', async () => {
    const { url } = await serve();
    await fetch(`${url}/v1/locations`, { headers });
    const { response, reader } = await follow(fetch, url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.has('content-length')).toBe(false);
    expect(await read(reader, 1)).toBe(': following\n\n');

    await fetch(`${url}/v1/organizations?x=1`, { headers });
    const [id, event, data] = (await read(reader, 1)).trimEnd().split('\n');
    expect([id, event]).toEqual(['id: 2', 'event: exchange']);
    expect(JSON.parse(data!.replace(/^data: /, ''))).toMatchObject({
      id: 2,
      operation: 'listOrganizations',
      target: '/v1/organizations?x=1',
      status: 200,
    });
    await reader.cancel();
  });

  it.each([
    ['the last event that was read', '1', ['id: 2', 'id: 3']],
    ['an event of the server before', '250', ['id: 1', 'id: 2', 'id: 3']],
    ['nothing yet', '0', ['id: 1', 'id: 2', 'id: 3']],
  ])('goes on after %s', async (_what, id, ids) => {
    const { url } = await serve();
    for (let index = 0; index < 3; index++) await fetch(`${url}/v1/locations`, { headers });
    const response = await fetch(url + path, { headers: { 'last-event-id': id } });
    const reader = response.body!.getReader();
    const text = await read(reader, 1 + ids.length);
    expect(text.match(/^id: \d+/gm)).toEqual(ids);
    await reader.cancel();
  });

  it('leaves nothing behind when the reader disconnects', async () => {
    watchTimers();
    const { url } = await serve();
    const readers = await Promise.all(Array.from({ length: 5 }, () => follow(fetch, url)));
    for (const { reader } of readers) await read(reader, 1);
    expect(vi.getTimerCount()).toBe(5);
    for (const { reader } of readers) await reader.cancel();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
    expect((await fetch(`${url}/v1/locations`, { headers })).status).toBe(200);
  });

  it('ends when the server closes, which does not wait for the readers', async () => {
    const mockplane = await startMockplane({ port: 0 });
    const { reader } = await follow(fetch, mockplane.url);
    await read(reader, 1);
    const closed = mockplane.close();
    // The server ends the stream or, where it is quicker, the connection.
    const ended = reader.read().then(
      ({ done }) => done,
      (error: unknown) => error instanceof TypeError,
    );
    expect(await ended).toBe(true);
    await closed;
  });

  it('sends a line from time to time', async () => {
    watchTimers();
    const { url } = await serve();
    const { reader } = await follow(fetch, url);
    await read(reader, 1);
    vi.advanceTimersByTime(15_000);
    expect(await read(reader, 1)).toBe(':\n\n');
    vi.advanceTimersByTime(30_000);
    expect(await read(reader, 1)).toBe(':\n\n');
    await reader.cancel();
  });

  it('answers HEAD without beginning a stream', async () => {
    watchTimers();
    const { url } = await serve();
    const response = await fetch(url + path, { method: 'HEAD' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await response.text()).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be asked for by the typed client, which leaves the stream to be read', async () => {
    const { url, admin } = await serve();
    const { data } = await admin.GET(path, { parseAs: 'stream' });
    const reader = (data as unknown as ReadableStream<Uint8Array>).getReader();
    await read(reader, 1);
    await fetch(`${url}/v1/locations`, { headers });
    expect(await read(reader, 1)).toContain('"operation":"listLocations"');
    await reader.cancel();
  });
});

describe('streamExchanges in process', () => {
  it.each(['cancelled', 'aborted', 'closed'])('leaves nothing behind when it is %s', async (how) => {
    watchTimers();
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const gone = new AbortController();
    const { reader } = await follow(mockplane.fetch, '', gone.signal);
    await read(reader, 1);
    await mockplane.fetch('/v1/locations', { headers });
    expect(await read(reader, 1)).toContain('id: 1\n');
    const next = reader.read();
    if (how === 'cancelled') await reader.cancel();
    if (how === 'aborted') gone.abort();
    if (how === 'closed') mockplane.close();
    const ended = await next.then(
      ({ done }) => (done ? 'done' : 'more'),
      ({ name }: Error) => name,
    );
    expect(ended).toBe(how === 'aborted' ? 'AbortError' : 'done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives the examples that are preferred, and ends', async () => {
    using mockplane = createMockplane();
    const admin = createAdminClient({ fetch: mockplane.fetch, headers: { prefer: 'code=200' } });
    const { response, data } = await admin.GET(path, { parseAs: 'text' });
    expect(response.headers.get('mockplane-answer')).toBe('example two-events');
    expect(data).toMatch(/^id: 1\nevent: exchange\ndata: \{.*\}\n\nid: 2\n/);
  });
});

describe('a slow reader', () => {
  it('holds nothing but its place, and is told what the journal no longer keeps', async () => {
    const journal = createJournal();
    const reader = exchangeEvents(journal, undefined)[Symbol.asyncIterator]();
    await reader.next();
    for (let index = 0; index < journalCapacity + 250; index++) journal.record({ ...exchange, id: journal.next() });
    const first = (await reader.next()).value as string;
    expect(first).toMatch(/^: 250 exchanges are no longer kept and were left out\n\nid: 251\n/);
    expect((await reader.next()).value).toMatch(/^id: 252\n/);
    journal.clear();
    journal.record({ ...exchange, id: journal.next() });
    const last = (await reader.next()).value as string;
    expect(last).toMatch(/^: 998 exchanges are no longer kept and were left out\n\nid: 1251\n/);
    await reader.return?.();
    expect(await reader.next()).toMatchObject({ done: true });
  });

  it('that is gone before it begins gets nothing', async () => {
    const reader = exchangeEvents(createJournal(), AbortSignal.abort())[Symbol.asyncIterator]();
    expect(await reader.next()).toMatchObject({ done: true });
  });

  it('misses nothing between asking and reading', async () => {
    const journal = createJournal();
    const stream = exchangeEvents(journal, undefined);
    journal.record({ ...exchange, id: journal.next() });
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    expect((await reader.next()).value).toMatch(/^id: 1\n/);
    await reader.return?.();
  });
});

describe('streamExchanges of all sandboxes', () => {
  it('sends those of each, of one that is made later too, by sequence', async () => {
    await using mockplane = await startMockplane({ port: 0 });
    const { reader } = await follow(fetch, mockplane.url, undefined, '?sandbox=*');
    for (const sent of ['mockplane-token~a', 'mockplane-token', 'mockplane-token~b']) {
      await fetch(`${mockplane.url}/v1/locations`, { headers: { authorization: `Bearer ${sent}` } });
    }
    const text = await read(reader, 4);
    const events = [...text.matchAll(/^id: (\d+)\nevent: exchange\ndata: (.*)$/gm)].map(([, id, data]) => {
      const { sandbox, sequence } = JSON.parse(data!) as { sandbox: string; sequence: number };
      return `${id} ${sequence} ${sandbox}`;
    });
    expect(events).toEqual(['1 1 a', '2 2 default', '3 3 b']);
    await reader.cancel();
  });

  it('ends with the server, that of one sandbox with the sandbox', async () => {
    const mockplane = await startMockplane({ port: 0 });
    const one = mockplane.sandbox('a');
    const ofOne = await follow(fetch, mockplane.url, undefined, '?sandbox=a');
    const ofAll = await follow(fetch, mockplane.url, undefined, '?sandbox=*');
    await Promise.all([ofOne.reader.read(), ofAll.reader.read()]);
    one.close();
    expect(await ofOne.reader.read()).toMatchObject({ done: true });
    await mockplane.close();
    expect(await ofAll.reader.read()).toMatchObject({ done: true });
  });

  it('tells a slow reader what the journals no longer keep', async () => {
    const { assembled, fetch: ask } = start();
    const reader = exchangeEvents(assembled.sandboxes.journal, undefined)[Symbol.asyncIterator]();
    await reader.next();
    for (let index = 0; index < journalCapacity + 10; index++) await ask('/v1/locations', { headers });
    expect((await reader.next()).value).toMatch(/^: 10 exchanges are no longer kept and were left out\n\nid: 11\n/);
    await reader.return?.();
  });
});
