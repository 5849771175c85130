import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { maxConnections, stoppedTransactionLimit, transactionLimit } from '../../src/sql/local/limits.ts';
import { errorOf, openPrepared, outcomes, places, resultOf, run, step, stoppedClock, value } from './helpers.ts';

/** Whether a promise is settled when all that can happen by itself has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const pause = new Promise((resolve) => setTimeout(resolve, 60));
  return (await Promise.race([promise, pause.then(() => pending)])) !== pending;
}

describe.each(places)('transactions %s', (_name, createHost) => {
  const host = createHost();
  const clock = stoppedClock();
  const engine = host.createEngine({ clock });
  afterAll(() => host.end());

  it('keeps a transaction open from program to program', async () => {
    const stream = await openPrepared(engine, 'create table t(a)');
    await run(stream, 'begin');
    expect(await run(stream, 'insert into t values (1)')).toMatchObject({ autocommit: false });
    const other = engine.open(stream.content, 'full');
    expect(await value(other, 'select count(*) from t')).toBe(0n);
    expect(await run(stream, 'commit')).toMatchObject({ autocommit: true });
    expect(await value(other, 'select count(*) from t')).toBe(1n);
  });

  it('lets readers read while another writes', async () => {
    const writer = await openPrepared(engine, 'create table t(a)');
    await run(writer, 'begin immediate');
    await run(writer, 'insert into t values (1)');
    const reader = engine.open(writer.content, 'full');
    expect(await value(reader, 'select count(*) from t')).toBe(0n);
    writer.close();
    expect(await value(reader, 'select count(*) from t')).toBe(0n);
  });

  it('lets writers wait, first come first served', async () => {
    const writer = await openPrepared(engine, 'create table t(a)');
    await run(writer, 'begin immediate');
    const order: string[] = [];
    const waiting = ['a', 'b', 'c'].map(async (name) => {
      const stream = engine.open(writer.content, 'full');
      const result = resultOf(await run(stream, 'insert into t values (?)', name));
      order.push(name);
      return result.lastInsertRowid;
    });
    expect(await isSettled(Promise.race(waiting))).toBe(false);
    await run(writer, 'commit');
    expect(await Promise.all(waiting)).toEqual([1n, 2n, 3n]);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it.each(['commit', 'rollback', 'close', 'insert or rollback into u values (1)'])(
    'gives the right to write on at %s',
    async (end) => {
      const writer = await openPrepared(
        engine,
        'create table t(a); create table u(a unique); insert into u values (1)',
      );
      await run(writer, 'begin');
      await run(writer, 'insert into t values (1)');
      const other = engine.open(writer.content, 'full');
      const waiting = run(other, 'insert into t values (2)');
      expect(await isSettled(waiting)).toBe(false);
      if (end === 'close') writer.close();
      else await run(writer, end);
      expect(resultOf(await waiting).affectedRows).toBe(1);
    },
  );

  it('rolls back a transaction that another has waited for too long', async () => {
    const slow = await openPrepared(engine, 'create table t(a)');
    await run(slow, 'begin immediate');
    await run(slow, "insert into t values ('slow')");
    const other = engine.open(slow.content, 'full');
    const waiting = run(other, "insert into t values ('other')");
    expect(await isSettled(waiting)).toBe(false);
    clock.advance(transactionLimit);
    expect(resultOf(await waiting).affectedRows).toBe(1);

    const late = await slow.run({ type: 'steps', steps: [step("insert into t values ('late')"), step('commit')] });
    expect(late).toMatchObject({ autocommit: true });
    expect(outcomes(late).map((outcome) => outcome.type === 'error' && outcome.error.code)).toEqual([
      'TRANSACTION_TIMEOUT',
      'TRANSACTION_TIMEOUT',
    ]);
    // It says so once, and is usable again.
    expect(await value(slow, 'select group_concat(a) from t')).toBe('other');
  });

  it('rolls back a transaction on a clock that is stopped, after a time that is real', async () => {
    const holder = await openPrepared(engine, 'create table t(a)');
    await run(holder, 'begin immediate');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const writer = engine.open(holder.content, 'full');
    const insert = run(writer, 'insert into t values (1)');
    // The process says that the program waits before any timer is set.
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(stoppedTransactionLimit);
    expect(resultOf(await insert).affectedRows).toBe(1);
    expect(errorOf(await run(holder, 'commit')).code).toBe('TRANSACTION_TIMEOUT');
  });

  it('takes the right at once from a transaction that has had it for long', async () => {
    const slow = await openPrepared(engine, 'create table t(a)');
    await run(slow, 'begin immediate');
    clock.advance(transactionLimit);
    // Nobody waited: it goes on.
    expect(resultOf(await run(slow, 'insert into t values (1)')).affectedRows).toBe(1);
    const other = engine.open(slow.content, 'full');
    expect(resultOf(await run(other, 'insert into t values (2)')).affectedRows).toBe(1);
    expect(errorOf(await run(slow, 'commit')).code).toBe('TRANSACTION_TIMEOUT');
  });

  it('rolls back one slow transaction after the other', async () => {
    const first = await openPrepared(engine, 'create table t(a)');
    const streams = [first, ...[1, 2, 3].map(() => engine.open(first.content, 'full'))];
    const begun = streams.map((stream) => run(stream, 'begin immediate'));
    expect(await isSettled(begun[1]!)).toBe(false);
    for (const [index, begin] of begun.entries()) {
      expect(await begin).toMatchObject({ type: 'done', autocommit: false });
      if (index === 1) streams[2]!.close();
      clock.advance(transactionLimit);
      if (index === 1) break;
    }
    expect(await begun[3]).toMatchObject({ type: 'done', autocommit: false });
    expect(errorOf(await run(streams[1]!, 'commit')).code).toBe('TRANSACTION_TIMEOUT');
    expect(await run(streams[3]!, 'commit')).toMatchObject({ type: 'done', autocommit: true });
  });

  it('answers SQLITE_BUSY at once to a transaction that has read an older state', async () => {
    const stale = await openPrepared(engine, 'create table t(a)');
    await run(stale, 'begin');
    await value(stale, 'select count(*) from t');
    const other = engine.open(stale.content, 'full');
    await run(other, 'insert into t values (1)');
    expect(errorOf(await run(stale, 'insert into t values (2)'))).toMatchObject({
      code: 'SQLITE_BUSY',
      extendedCode: 'SQLITE_BUSY_SNAPSHOT',
    });
    // It has taken nothing that others would wait for.
    expect(resultOf(await run(other, 'insert into t values (3)')).affectedRows).toBe(1);
    expect(await run(stale, 'rollback')).toMatchObject({ autocommit: true });
  });

  it('withdraws a program that waits', async () => {
    const writer = await openPrepared(engine, 'create table t(a)');
    await run(writer, 'begin immediate');
    const other = engine.open(writer.content, 'full');
    const abort = new AbortController();
    const program = { type: 'steps', steps: [step('insert into t values (1)')] } as const;
    const waiting = other.run(program, { signal: () => abort.signal });
    expect(await isSettled(waiting)).toBe(false);
    abort.abort();
    expect(await waiting).toMatchObject({ type: 'failed', error: { code: 'SQLITE_INTERRUPT' }, autocommit: true });
    await run(writer, 'commit');
    expect(await value(other, 'select count(*) from t')).toBe(0n);
  });

  it('expires a program that waits when its stream is closed', async () => {
    const writer = await openPrepared(engine, 'create table t(a)');
    await run(writer, 'begin immediate');
    const other = engine.open(writer.content, 'full');
    const waiting = run(other, 'insert into t values (1)');
    other.close();
    expect(await waiting).toEqual({ type: 'expired' });
    await run(writer, 'commit');
    expect(await value(writer, 'select count(*) from t')).toBe(0n);
  });

  it('takes no lock for a stream that only reads', async () => {
    const writer = await openPrepared(engine, 'create table t(a)');
    await run(writer, 'begin immediate');
    const reader = engine.open(writer.content, 'read-only');
    expect(await run(reader, 'begin immediate')).toMatchObject({ type: 'done', autocommit: false });
    expect(await value(reader, 'select count(*) from t')).toBe(0n);
  });

  it('refuses more transactions than it can keep', async () => {
    const first = await openPrepared(engine, 'create table t(a)');
    const streams = Array.from({ length: 110 }, () => engine.open(first.content, 'full'));
    const results = await Promise.all(streams.map((stream) => run(stream, 'begin')));
    const refused = results.filter((result) => result.type === 'failed');
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ error: { code: 'TRANSACTION_BUSY' } });
    for (const stream of streams) stream.close();
    expect((await run(first, 'begin')).type).toBe('done');
  });

  it('loses nothing of many writers', async () => {
    const first = await openPrepared(engine, 'create table t(a); create table n(v); insert into n values (0)');
    const streams = Array.from({ length: 20 }, () => engine.open(first.content, 'full'));
    await Promise.all(
      streams.map(async (stream, index) => {
        for (let count = 0; count < 5; count++) {
          await run(stream, 'begin immediate');
          const before = (await value(stream, 'select v from n')) as bigint;
          await run(stream, 'update n set v = ?', before + 1n);
          await run(stream, 'insert into t values (?)', BigInt(index));
          await run(stream, count === 4 ? 'rollback' : 'commit');
        }
      }),
    );
    expect(await value(first, 'select v from n')).toBe(80n);
    expect(await value(first, 'select count(*) from t')).toBe(80n);
  });
});

describe('many databases', () => {
  it('close the least recently used and open them again', { timeout: 60_000 }, async () => {
    const host = places[0]![1]();
    const engine = host.createEngine({ clock: stoppedClock() });
    const streams = await Promise.all(Array.from({ length: 130 }, () => openPrepared(engine, 'create table t(a)')));
    await run(streams[0]!, 'begin');
    await run(streams[0]!, 'insert into t values (1)');
    for (const stream of streams.slice(1)) await run(stream, 'insert into t values (1)');
    // Those that were closed are there again; a transaction kept its database open.
    for (const stream of streams) expect(await value(stream, 'select count(*) from t')).toBe(1n);
    expect(await run(streams[0]!, 'commit')).toMatchObject({ type: 'done', autocommit: true });
    await host.end();
  });

  it('refuse more connections than a process may keep', { timeout: 60_000 }, async () => {
    const host = places[0]![1]();
    const engine = host.createEngine({ clock: stoppedClock() });
    const contents = await Promise.all(Array.from({ length: 6 }, () => openPrepared(engine, 'create table t(a)')));
    const all = contents.flatMap(({ content }) => Array.from({ length: 90 }, () => engine.open(content, 'full')));
    const results = await Promise.all(all.map((stream) => run(stream, 'begin')));
    const refused = results.filter((result) => result.type === 'failed');
    expect(refused).toHaveLength(all.length - maxConnections);
    expect(refused[0]).toMatchObject({ error: { code: 'TRANSACTION_BUSY' } });
    for (const stream of all) stream.close();
    expect((await run(contents[0]!, 'begin')).type).toBe('done');
    await host.end();
  });
});
