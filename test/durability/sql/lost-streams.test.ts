import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { childrenOf } from '../../helpers/children.ts';
import { startCli } from '../../helpers/cli.ts';
import { databasesOf } from '../../helpers/databases.ts';
import { kill } from '../server.ts';
import { type Link, openHttp, openSocket, Refusal } from './link.ts';
import { begin, beginImmediate, commit } from './statements.ts';

const first = { sql: "INSERT INTO halves VALUES ('first')" };
const second = { sql: "INSERT INTO halves VALUES ('second')" };
const select = { sql: 'SELECT * FROM halves' };

/** Long enough for a request to reach the process that runs its SQL, in milliseconds. */
const underway = 300;

/** @returns the code of the refusal */
async function refusalOf(running: Promise<void>): Promise<string> {
  try {
    await running;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'none: it ran';
}

describe.each<[name: string, open: (url: string, token: string) => Promise<Link> | Link]>([
  ['HTTP', openHttp],
  ['a WebSocket', openSocket],
])('a transaction over %s whose process is killed', (_name, open) => {
  async function start() {
    const server = await startCli(['--port', '0', '--quiet']);
    onTestFinished(() => kill(server));
    const databases = databasesOf(server.url);
    const token = await databases.mint('my-db');
    const connect = async (): Promise<Link> => {
      const link = await open(databases.urlOf('my-db'), token);
      onTestFinished(() => link.end());
      return link;
    };
    const [transaction, other] = [await connect(), await connect()];
    await other.script('CREATE TABLE halves (text)');
    const [child] = childrenOf(server.pid);
    return {
      transaction,
      other,
      signal: (name: NodeJS.Signals) => void process.kill(child!, name),
      rows: () => databases.query('my-db', token, 'SELECT text FROM halves'),
      hasChild: child !== undefined,
    };
  }

  it('has expired between two statements', async ({ skip }) => {
    const { transaction, signal, rows, hasChild } = await start();
    if (!hasChild) skip('this system does not tell of child processes');
    await transaction.run(begin);
    await transaction.run(first);
    signal('SIGKILL');
    expect(await refusalOf(transaction.run(second))).toBe('STREAM_EXPIRED');
    expect(await rows()).toEqual([]);
  });

  it('has expired while a statement is on its way', async ({ skip }) => {
    const { transaction, other, signal, rows, hasChild } = await start();
    if (!hasChild) skip('this system does not tell of child processes');
    await transaction.run(begin);
    await transaction.run(first);
    signal('SIGSTOP');
    const ahead = refusalOf(other.run(select));
    await sleep(underway);
    const code = refusalOf(transaction.run(second));
    await sleep(underway);
    signal('SIGKILL');
    expect(await code).toBe('STREAM_EXPIRED');
    // The server may have asked for the size of the file before; then this one had not begun, and runs.
    expect(['SQLITE_INTERRUPT', 'none: it ran']).toContain(await ahead);
    expect(await rows()).toEqual([]);
  });

  it('has expired while a statement waits for the right to write', async ({ skip }) => {
    const { transaction, other, signal, rows, hasChild } = await start();
    if (!hasChild) skip('this system does not tell of child processes');
    await other.run(beginImmediate);
    await other.run(first);
    await transaction.run(begin);
    await transaction.run(select);
    const code = refusalOf(transaction.run(second));
    await sleep(underway);
    signal('SIGKILL');
    expect(await code).toBe('STREAM_EXPIRED');
    expect(await refusalOf(other.run(commit))).toBe('STREAM_EXPIRED');
    expect(await rows()).toEqual([]);
  });
});
