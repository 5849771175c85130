import { describe, expect, it } from 'vitest';
import type { HranaDatabase } from '../../../src/apis/hrana/database.ts';
import { type HeldStream, createStreams } from '../../../src/apis/hrana/streams.ts';
import { createClock } from '../../../src/sandbox/clock/clock.ts';
import { createFakeEngine } from './fake-engine.ts';

const database = (id: string): HranaDatabase => ({
  id,
  organization: 'my-org',
  name: id,
  content: { id },
  instance: 'i',
  blocked: undefined,
});
const one = database('one');

function setUp() {
  const clock = createClock({ offset: 0, stoppedAt: 1_700_000_000_000 });
  const { engine, streams: opened } = createFakeEngine();
  return { clock, opened, streams: createStreams(engine, clock) };
}

/** Leaves a transaction open, so that the stream is kept. */
function begin({ stream }: HeldStream): void {
  stream.state = { autocommit: false, pristine: false };
}

function keep(streams: ReturnType<typeof createStreams>, of = one): string {
  const held = streams.acquire(null, of, 'full');
  begin(held);
  return held.release()!;
}

describe('createStreams', () => {
  it('gives no baton where nothing is left on the stream', () => {
    const { streams, opened } = setUp();
    expect(streams.acquire(null, one, 'full').release()).toBeNull();
    expect(opened[0]!.isClosed).toBe(true);
    expect(streams.count()).toBe(0);
  });

  it('keeps a stream for a stored text alone', () => {
    const { streams } = setUp();
    const held = streams.acquire(null, one, 'full');
    held.stream.texts.store(1, 'select 1');
    expect(held.release()).toBeTypeOf('string');
  });

  it('gives the same stream again, under another baton', () => {
    const { streams } = setUp();
    const first = streams.acquire(null, one, 'full');
    begin(first);
    const baton = first.release();
    const again = streams.acquire(baton, one, 'full');
    expect(again.stream).toBe(first.stream);
    expect(again.release()).not.toBe(baton);
  });

  it('takes a baton once', () => {
    const { streams } = setUp();
    const baton = keep(streams);
    const held = streams.acquire(baton, one, 'full');
    expect(() => streams.acquire(baton, one, 'full')).toThrow('Received a baton that has already been used');
    held.release();
    expect(() => streams.acquire(baton, one, 'full')).toThrow('Received a baton that has already been used');
  });

  it('refuses the baton of another database, and of a token with other rights', () => {
    const { streams } = setUp();
    const baton = keep(streams);
    expect(() => streams.acquire(baton, database('two'), 'full')).toThrow('Received an invalid baton');
    expect(() => streams.acquire(baton, one, 'read-only')).toThrow('Received an invalid baton');
    expect(() => streams.acquire(baton, one, 'full')).not.toThrow();
  });

  it('ends a stream after ten seconds on the clock, says so for five minutes, and then knows nothing of it', () => {
    const { streams, clock, opened } = setUp();
    const baton = keep(streams);
    clock.advance(9_999);
    expect(opened[0]!.isClosed).toBe(false);
    clock.advance(1);
    expect(opened[0]!.isClosed).toBe(true);
    expect(() => streams.acquire(baton, one, 'full')).toThrow(
      expect.objectContaining({ status: 400, code: 'STREAM_EXPIRED' }) as Error,
    );
    clock.advance(300_000);
    expect(() => streams.acquire(baton, one, 'full')).toThrow('Received an invalid baton');
  });

  it('lets no stream end while a request uses it', () => {
    const { streams, clock, opened } = setUp();
    const held = streams.acquire(keep(streams), one, 'full');
    clock.advance(60_000);
    expect(opened[0]!.isClosed).toBe(false);
    expect(held.release()).toBeTypeOf('string');
  });

  it('ends the streams of one database, kept and used', () => {
    const { streams, opened } = setUp();
    const kept = keep(streams);
    const other = keep(streams, database('two'));
    const used = streams.acquire(keep(streams), one, 'full');
    streams.end('one');
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false, true]);
    expect(used.release()).toBeNull();
    expect(() => streams.acquire(kept, one, 'full')).toThrow('Received an invalid baton');
    expect(() => streams.acquire(other, database('two'), 'full')).not.toThrow();
  });

  it('answers TRANSACTION_BUSY beyond a hundred streams of a database', async () => {
    const { streams, opened } = setUp();
    for (let round = 0; round < 100; round++) keep(streams);
    const { stream } = streams.acquire(null, one, 'full');
    expect(opened).toHaveLength(100);
    expect(await stream.sql.run({ type: 'script', sql: 'select 1' })).toMatchObject({
      type: 'failed',
      error: { code: 'TRANSACTION_BUSY' },
    });
    expect(streams.acquire(null, database('two'), 'full').stream.sql).toBe(opened[100]);
  });

  it('counts no stream that has ended', () => {
    const { streams, clock } = setUp();
    for (let round = 0; round < 100; round++) keep(streams);
    expect(streams.count()).toBe(100);
    clock.advance(10_000);
    expect(streams.count()).toBe(0);
    streams.close();
  });
});
