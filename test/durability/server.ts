import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { root } from '../helpers/folders.ts';

const token = 'mockplane-token';

/** The response: a status, and the body as JSON. */
export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract's own tests hold the shapes
  readonly body: any;
}

/** Sends requests to a server; rejects when it is gone. */
export interface Caller {
  readonly send: (method: string, path: string, body?: unknown, bearer?: string) => Promise<Answer>;
}

/** @param url where the server is; connections are kept open between requests */
export function createCaller(url: string): Caller {
  return {
    async send(method, path, body, bearer = token) {
      const isForm = body instanceof FormData;
      const response = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          'x-api-key': token,
          ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}

/** The options of every server: the same seed, so that one that forgot how far it drew would draw the same again. */
const options = ['--port', '0', '--quiet', '--seed', 'durability', '--transitions', '40ms'];

/** Starts the command line over a directory. @param script the built one; as it is written unless given */
export function serve(directory: string, script?: string): Promise<RunningCli> {
  return startCli([...options, '--data', directory], {}, script);
}

/** Ends a server as a crash would. */
export async function kill(server: RunningCli): Promise<void> {
  server.signal('SIGKILL');
  await server.ended;
}

/** Starts the command line and kills it before it can say that it listens, or shortly after. */
export async function serveBriefly(directory: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...options, '--data', directory], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await ended;
}

export function digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
