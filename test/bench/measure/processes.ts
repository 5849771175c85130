import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { getDatabase } from '../cases.ts';
import type { Subject } from '../subjects/subject.ts';
import { ask } from './ask.ts';

/** A server that was started, and answers. */
export interface Running {
  readonly subject: Subject;
  readonly pid: number;
  readonly url: string;
  /** From before the process was launched to its first 200. */
  readonly milliseconds: number;
  /** Tells it something, and waits for it to say that it heard. */
  tell(message: string): Promise<void>;
  stop(): Promise<void>;
}

/** How long a server may take to answer. */
const patience = 60_000;

const children = new Set<ChildProcess>();
// Whatever ends the benchmark ends what it started.
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Starts a server and waits for its first 200. @throws Error with what it said when it ends before */
export async function start(subject: Subject): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(subject.program ?? process.execPath, subject.args(port), {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe', subject.hasChannel ? 'ipc' : 'ignore'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)));

  while ((await ask(url, subject.probe ?? getDatabase).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null || performance.now() - began > patience) {
      child.kill('SIGKILL');
      throw new Error(`${subject.id} does not answer. It said: ${said || 'nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const milliseconds = performance.now() - began;
  return {
    subject,
    pid: child.pid!,
    url,
    milliseconds,
    async tell(message) {
      const heard = once(child, 'message');
      child.send(message);
      await heard;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      // Nothing is kept, so nobody needs to close in order.
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** As in production, without our own variables and without what would make Node other than it is. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(MOCKPLANE_|MOCKOON_|NODE_|npm_)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
