import { describe, expect, it, onTestFinished } from 'vitest';
import { createHost } from '../../src/sql/local/engine-host.ts';
import { createProcessRunner } from '../../src/sql/local/processes.ts';
import { errorOf, newContent, places, prepare, resultOf, run, step, stoppedClock, value } from './helpers.ts';

describe.each(places)('the last program of a stream %s', (_name, createEngines) => {
  function start() {
    const host = createEngines();
    onTestFinished(() => host.end());
    return host.createEngine({ clock: stoppedClock() });
  }

  it('takes its stream along, with an open transaction', async () => {
    const engine = start();
    const content = newContent();
    await prepare(engine, content, 'create table t(a)');
    const stream = engine.open(content, 'full');
    await run(stream, 'begin immediate');
    const last = await stream.run({ type: 'steps', steps: [step('insert into t values (1)')] }, { isLast: true });
    expect(resultOf(last).affectedRows).toBe(1);
    expect(last).toMatchObject({ autocommit: true, pristine: true });
    // The right to write is free, and what was not committed is gone.
    expect(await value(engine.open(content, 'full'), 'insert into t values (2) returning a')).toBe(2n);
    expect(await value(engine.open(content, 'full'), 'select count(*) from t')).toBe(1n);
    stream.close();
    expect(await run(stream, 'select 1')).toEqual({ type: 'expired' });
  });

  it.each([
    ['cannot be parsed', 'selekt', 'full', 'failed'],
    ['is refused', 'insert into t values (1)', 'read-only', 'forbidden'],
  ] as const)('takes it along although it %s', async (_what, sql, access, type) => {
    const engine = start();
    const content = newContent();
    await prepare(engine, content, 'create table t(a)');
    const stream = engine.open(content, access);
    await run(stream, 'begin');
    await run(stream, 'select * from t');
    const last = await stream.run({ type: 'steps', steps: [step(sql)] }, { isLast: true });
    expect(last).toMatchObject({ type, autocommit: true, pristine: true });
    expect(await value(engine.open(content, 'full'), 'select count(*) from t')).toBe(0n);
  });
});

describe('a process with nothing but last programs', () => {
  it('holds no state, and ends when it is idle', async () => {
    const runner = createProcessRunner({ processes: 1, idle: 30 });
    const host = createHost(runner);
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent();
    await engine.open(content, 'full').run({ type: 'steps', steps: [step('begin')] }, { isLast: true });
    // The first number of a host is that of its first engine.
    while (runner.place(1, content.id)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await value(engine.open(content, 'full'), 'select 1')).toBe(1n);
  });
});

describe('the SQL that a content begins with', () => {
  it('is there although the first program does not open the content', async () => {
    const host = createHost(createProcessRunner({ processes: 1 }));
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent('create table t(a); insert into t values (7)');
    const stream = engine.open(content, 'full');
    expect(errorOf(await run(stream, 'selekt')).code).toBe('SQL_PARSE_ERROR');
    expect(await value(stream, 'select a from t')).toBe(7n);
  });

  it('is sent again to the next process', async () => {
    const runner = createProcessRunner({ processes: 1 });
    const host = createHost(runner);
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent('create table t(a); insert into t values (7)');
    const stream = engine.open(content, 'full');
    expect(errorOf(await run(stream, 'selekt')).code).toBe('SQL_PARSE_ERROR');
    process.kill(runner.place(1, content.id)!.pid!, 'SIGKILL');
    while (runner.place(1, content.id)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await value(stream, 'select a from t')).toBe(7n);
  });
});

describe('a busy process', () => {
  it('takes requests up while a dump is read', async () => {
    const host = createHost(createProcessRunner({ processes: 1 }));
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent();
    await prepare(engine, content, 'create table t(a)');
    const order: string[] = [];
    const dump = `create table d(a);\n${'insert into d values (1);\n'.repeat(20_000)}`;
    const filled = engine.fill(newContent().id, Buffer.from(dump)).then(() => order.push('dump'));
    for (let count = 0; count < 3; count++) await run(engine.open(content, 'full'), 'insert into t values (1)');
    order.push('statements');
    await filled;
    expect(order).toEqual(['statements', 'dump']);
  });

  it('takes a commit up that others wait for', async () => {
    const host = createHost(createProcessRunner({ processes: 1 }));
    onTestFinished(() => host.end());
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent();
    await prepare(engine, content, 'create table t(a)');
    const transaction = engine.open(content, 'full');
    await run(transaction, 'begin immediate');
    const waiting = Array.from({ length: 5 }, () => run(engine.open(content, 'full'), 'insert into t values (1)'));
    const committed = run(transaction, 'commit');
    expect(await committed).toMatchObject({ type: 'done' });
    for (const result of await Promise.all(waiting)) expect(resultOf(result).affectedRows).toBe(1);
  });
});
