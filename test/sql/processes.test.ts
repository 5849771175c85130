import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Content, Engine, Outcome, SqlStream } from '../../src/sql/engine.ts';
import { createHost } from '../../src/sql/local/engine-host.ts';
import { createProcessRunner, type ProcessOptions } from '../../src/sql/local/processes.ts';
import { errorOf, newContent, openPrepared, prepare, resultOf, run, step, stoppedClock, value } from './helpers.ts';

/** Counts without an end. */
const endless = 'with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c';

/** Long enough for any other statement, on a machine that has much else to do. */
const statementLimit = 1_500;

function start(options: ProcessOptions = {}): { engine: Engine; pidOf: (content: Content) => number | undefined } {
  const runner = createProcessRunner({ processes: 1, ...options });
  const host = createHost(runner);
  onTestFinished(() => host.end());
  // The first number of a host is that of its first engine.
  const engine = host.createEngine({ clock: stoppedClock() });
  return { engine, pidOf: (content) => runner.place(1, content.id)?.pid };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The priority of the group that Linux puts a process into; undefined where it groups none. */
function groupPriority(pid: number): number | undefined {
  const file = `/proc/${pid}/autogroup`;
  return existsSync(file) ? Number(/-?\d+$/.exec(readFileSync(file, 'utf8').trim())![0]) : undefined;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('child processes', () => {
  it.skipIf(getPriority() >= constants.priority.PRIORITY_BELOW_NORMAL)(
    'let others go first while a statement runs for long',
    async () => {
      const { engine, pidOf } = start({ statementLimit });
      const stream = await openPrepared(engine, 'CREATE TABLE t (a)');
      const pid = pidOf(stream.content)!;
      expect(getPriority(pid)).toBe(getPriority());
      const result = run(stream, endless);
      await until(() => getPriority(pid) === constants.priority.PRIORITY_BELOW_NORMAL);
      // Where Linux groups processes by session, the priority of the group is what counts.
      expect(groupPriority(pid)).toBeOneOf([undefined, getPriority(pid)]);
      expect(errorOf(await result).code).toBe('SQLITE_INTERRUPT');
    },
  );

  it('start with the first SQL and end when they have nothing to do', async () => {
    const { engine, pidOf } = start({ idle: 50 });
    const content = newContent();
    const stream = engine.open(content, 'full');
    expect(pidOf(content)).toBeUndefined();
    await run(stream, 'create table t(a)');
    const pid = pidOf(content)!;
    expect(isRunning(pid)).toBe(true);
    await until(() => !isRunning(pid));
    // The next SQL finds another one.
    expect(await value(stream, 'select count(*) from t')).toBe(0n);
    expect(pidOf(content)).not.toBe(pid);
  });

  it('live on while a transaction is open', async () => {
    const { engine } = start({ idle: 30 });
    const stream = await openPrepared(engine, 'create table t(a)');
    await run(stream, 'begin');
    await run(stream, 'insert into t values (1)');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await run(stream, 'commit')).toMatchObject({ type: 'done', autocommit: true });
  });

  it('end with a statement that runs too long, which alone hears of it', async () => {
    const { engine } = start({ statementLimit });
    const first = newContent();
    await prepare(engine, first, 'create table t(a)');
    const transaction = engine.open(first, 'full');
    await run(transaction, 'begin immediate');
    await run(transaction, "insert into t values ('lost')");
    const waiting = run(engine.open(first, 'full'), "insert into t values ('waited')");
    const culprit = engine.open(newContent(), 'full');
    const runaway = run(culprit, endless);
    const behind = [
      run(engine.open(first, 'full'), "insert into t values ('behind')"),
      run(engine.open(newContent(), 'full'), 'select 1'),
    ];

    expect(await runaway).toMatchObject({ type: 'failed', error: { code: 'SQLITE_INTERRUPT' }, autocommit: true });
    expect(errorOf(await runaway).message).toContain('longer than');
    expect(resultOf(await waiting).affectedRows).toBe(1);
    for (const result of await Promise.all(behind)) expect(result.type).toBe('done');
    // The transaction went with its process.
    expect(await run(transaction, 'commit')).toEqual({ type: 'expired' });
    expect(await value(engine.open(first, 'full'), 'select count(*) from t')).toBe(2n);
    // The culprit may go on.
    expect(await value(culprit, 'select 1')).toBe(1n);
  });

  it('end with an endless statement amid a program, and keep what was committed', async () => {
    const { engine } = start({ statementLimit });
    const stream = await openPrepared(engine, 'create table t(a)');
    const program = {
      type: 'steps',
      steps: [step('insert into t values (1)'), step(endless), step('delete from t')],
    } as const;
    expect(errorOf(await stream.run(program)).code).toBe('SQLITE_INTERRUPT');
    expect(await value(stream, 'select count(*) from t')).toBe(1n);
  });

  it('work on long programs of short statements', async () => {
    const { engine } = start({ statementLimit });
    const stream = await openPrepared(engine, 'create table t(a)');
    const busy = 'with recursive c(x) as (select 1 union all select x + 1 from c limit 150000) select count(*) from c';
    const other = engine.open(newContent(), 'full');
    const long = stream.run({ type: 'steps', steps: Array.from({ length: 60 }, () => step(busy)) });
    // Others have their turn meanwhile.
    expect(await value(other, 'select 1')).toBe(1n);
    expect((await long).type).toBe('done');
  });

  it('harm nobody when they are killed', async () => {
    const { engine, pidOf } = start();
    const idle = await openPrepared(engine, 'create table t(a)');
    const transaction = engine.open(idle.content, 'full');
    await run(transaction, 'begin');
    await run(transaction, 'insert into t values (1)');
    process.kill(pidOf(idle.content)!, 'SIGKILL');
    await until(() => pidOf(idle.content) === undefined);
    expect(await value(idle, 'select count(*) from t')).toBe(0n);
    expect(await run(transaction, 'commit')).toEqual({ type: 'expired' });
    expect(await run(transaction, 'select 1')).toEqual({ type: 'expired' });
  });

  it('lose no acknowledged commit and repeat none, whenever they are killed', { timeout: 60_000 }, async () => {
    const { engine, pidOf } = start();
    const content = newContent();
    await prepare(engine, content, 'create table t(writer int, n int, primary key(writer, n))');
    const acknowledged: [writer: number, n: number][] = [];
    const writing = new AbortController();
    const refused: Outcome[] = [];
    const write = async (writer: number): Promise<void> => {
      let stream: SqlStream = engine.open(content, 'full');
      for (let n = 0; !writing.signal.aborted; n++) {
        const values = [BigInt(writer), BigInt(n)];
        const steps = [step('begin'), step('insert into t values (?, ?)', ...values), step('commit')];
        const result = await (n % 2 === 0
          ? run(stream, 'insert into t values (?, ?)', ...values)
          : stream.run({ type: 'steps', steps }));
        if (result.type === 'done') {
          refused.push(...result.outcomes.filter(({ type }) => type !== 'ok'));
          acknowledged.push([writer, n]);
        }
        if (result.type === 'expired') stream = engine.open(content, 'full');
      }
    };
    const writers = [0, 1, 2, 3, 4].map(write);
    for (let round = 0; round < 6; round++) {
      const before = acknowledged.length;
      await until(() => acknowledged.length > before + 20);
      const pid = pidOf(content);
      if (pid === undefined) continue;
      process.kill(pid, 'SIGKILL');
      // The last of them must be gone before its rows are read.
      await until(() => pidOf(content) !== pid);
    }
    writing.abort();
    await Promise.all(writers);
    // Run twice, a statement would meet its own row.
    expect(refused).toEqual([]);
    const stream = engine.open(content, 'full');
    for (const [writer, n] of acknowledged) {
      const sql = 'select count(*) from t where writer = ? and n = ?';
      expect(await value(stream, sql, BigInt(writer), BigInt(n))).toBe(1n);
    }
    expect(await value(stream, 'pragma integrity_check')).toBe('ok');
  });

  it('let a read-only stream be the first after a kill', async () => {
    const { engine, pidOf } = start();
    const writer = await openPrepared(engine, 'create table t(a); insert into t values (1)');
    process.kill(pidOf(writer.content)!, 'SIGKILL');
    await until(() => pidOf(writer.content) === undefined);
    expect(await value(engine.open(writer.content, 'read-only'), 'select count(*) from t')).toBe(1n);
  });

  it('are not waited for when the host ends', async () => {
    const host = createHost(createProcessRunner({ processes: 1 }));
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent();
    const stream = engine.open(content, 'full');
    await run(stream, 'select 1');
    const runaway = run(stream, endless);
    await host.end();
    expect(await runaway).toEqual({ type: 'expired' });
  });

  it('keep other servers away from their files', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    const hosts = [createHost(createProcessRunner()), createHost(createProcessRunner())];
    const [first, second] = hosts.map((host) => host.createEngine({ clock: stoppedClock(), directory }));
    const content = newContent();
    await prepare(first!, content, 'create table t(a)');
    expect(errorOf(await run(second!.open(content, 'full'), 'select 1'))).toMatchObject({ code: 'SQLITE_BUSY' });
    await hosts[0]!.end();
    expect(await value(second!.open(content, 'full'), 'select count(*) from t')).toBe(0n);
    await hosts[1]!.end();
    rmSync(directory, { recursive: true });
  });

  it('close their files when the host ends', async () => {
    const runner = createProcessRunner({ processes: 2 });
    const host = createHost(runner);
    const engine = host.createEngine({ clock: stoppedClock() });
    const content = newContent();
    await prepare(engine, content, 'create table t(a)');
    const pid = runner.place(1, content.id)!.pid!;
    await host.end();
    expect(isRunning(pid)).toBe(false);
  });
});
