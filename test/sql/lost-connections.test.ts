import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine, RunResult, SqlStream } from '../../src/sql/engine.ts';
import { createHost } from '../../src/sql/local/engine-host.ts';
import { createProcessRunner } from '../../src/sql/local/processes.ts';
import { errorOf, newContent, openPrepared, places, prepare, run, step, stoppedClock, value } from './helpers.ts';

const schema = 'create table t(a)';
const expired = { type: 'expired' };

interface Setting {
  readonly engine: Engine;
  /** A stream with an open transaction that has inserted 'first'. */
  readonly transaction: SqlStream;
  /** Another stream on the same rows. */
  readonly other: SqlStream;
  /** Sends a signal to the process that has the connections. */
  readonly signal: (name: 'SIGKILL' | 'SIGSTOP') => void;
}

async function start(begin = 'begin'): Promise<Setting> {
  const runner = createProcessRunner({ processes: 1 });
  const host = createHost(runner);
  onTestFinished(() => host.end());
  // The first number of a host is that of its first engine.
  const engine = host.createEngine({ clock: stoppedClock() });
  const other = await openPrepared(engine, schema);
  const transaction = engine.open(other.content, 'full');
  await run(transaction, begin);
  await run(transaction, "insert into t values ('first')");
  const pid = runner.place(1, other.content.id)!.pid!;
  return { engine, transaction, other, signal: (name) => void process.kill(pid, name) };
}

/** Holds that nothing of a transaction is there, and that its stream is gone for good. */
async function expectGone(transaction: SqlStream, other: SqlStream): Promise<void> {
  expect(await run(transaction, 'commit')).toEqual(expired);
  expect(await run(transaction, "insert into t values ('third')")).toEqual(expired);
  expect(await value(other, "select count(*) from t where a <> 'other'")).toBe(0n);
}

const second = "insert into t values ('second')";

describe('a transaction whose process is killed', () => {
  it('has expired when its next statement comes at once', async () => {
    const { transaction, other, signal } = await start();
    signal('SIGKILL');
    expect(await run(transaction, second)).toEqual(expired);
    await expectGone(transaction, other);
  });

  it('has expired when its next statement is the first on its way', async () => {
    const { transaction, other, signal } = await start();
    signal('SIGSTOP');
    const results = [run(transaction, second), run(other, "insert into t values ('other')")];
    signal('SIGKILL');
    expect(await results[0]).toEqual(expired);
    expect(await results[1]).toMatchObject({ type: 'done' });
    await expectGone(transaction, other);
  });

  it.each<[what: string, call: (stream: SqlStream) => Promise<unknown>]>([
    ['a statement', (stream) => run(stream, second)],
    [
      'a program of several statements',
      (stream) => stream.run({ type: 'steps', steps: [step(second), step('commit')] }),
    ],
    ['a script', (stream) => stream.run({ type: 'script', sql: `${second}; commit` })],
    ['a text that cannot be parsed', (stream) => run(stream, 'insert into')],
    ['a description', (stream) => stream.describe(second)],
  ])('has expired when %s is on its way behind another', async (_what, call) => {
    const { transaction, other, signal } = await start();
    signal('SIGSTOP');
    const unfinished = run(other, "insert into t values ('other')");
    const result = call(transaction);
    // It waits for the one before it.
    const third = run(transaction, second);
    signal('SIGKILL');
    expect(errorOf(await unfinished).code).toBe('SQLITE_INTERRUPT');
    expect(await result).toEqual(expired);
    expect(await third).toEqual(expired);
    await expectGone(transaction, other);
  });

  it('has expired when its statement waits for the right to write', async () => {
    const { engine, transaction, other, signal } = await start('begin immediate');
    const reading = engine.open(other.content, 'full');
    await run(reading, 'begin');
    await run(reading, 'select * from t');
    const waiting = [run(reading, second), run(other, "insert into t values ('other')")];
    // Both have been heard, and wait.
    expect(await value(engine.open(other.content, 'full'), 'select 1')).toBe(1n);
    signal('SIGKILL');
    expect(await waiting[0]).toEqual(expired);
    // Nothing was on the connection of this one, and it had not begun.
    expect(await waiting[1]).toMatchObject({ type: 'done', outcomes: [{ type: 'ok' }] });
    await expectGone(reading, other);
    await expectGone(transaction, other);
    expect(await value(other, 'select count(*) from t')).toBe(1n);
  });

  it('takes a setting of a connection along', async () => {
    const { engine, other, signal } = await start();
    const setting = engine.open(other.content, 'full');
    await run(setting, 'pragma foreign_keys = off');
    signal('SIGSTOP');
    const unfinished = run(other, 'select 1');
    const result = run(setting, second);
    signal('SIGKILL');
    await unfinished;
    expect(await result).toEqual(expired);
    await expectGone(setting, other);
  });
});

describe.each(places)('a transaction whose content is loaded %s', (_name, createEngines) => {
  it('writes nothing into what was loaded', async () => {
    const host = createEngines();
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const source = newContent();
    await prepare(engine, source, schema);
    const bytes = (await engine.bytes(source))!;
    const transaction = await openPrepared(engine, schema);
    await run(transaction, 'begin');
    const loading = engine.load(transaction.content.id, bytes);
    const result: Promise<RunResult> = run(transaction, second);
    expect(await loading).toEqual({ type: 'loaded' });
    expect(await result).toEqual(expired);
    await expectGone(transaction, engine.open(transaction.content, 'full'));
  });
});
