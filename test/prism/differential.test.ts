import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileNameOf, type Json } from '../helpers/documents.ts';
import { root } from '../helpers/folders.ts';
import { type Operation, operationOf, serviceOperations } from '../helpers/operations.ts';
import { bodyIn, requestOf, type Send, sender, type ValidRequest } from '../helpers/requests.ts';

const mine = sender(createMockplane({ stateless: true }).fetch);

const prisms = new Map<string, Prism>();
beforeAll(async () => {
  for (const api of ['turso', 'lambda']) prisms.set(api, startPrism(api));
  await Promise.all([...prisms.values()].map(({ url }) => url));
});
afterAll(() => Promise.all([...prisms.values()].map((one) => one.stop())));

const prism =
  (api: string): Send =>
  async (...request) =>
    sender(fetch, await prisms.get(api)?.url)(...request);

describe.each(['turso', 'lambda'])('prism mock on the document of %s', (api) => {
  const own = serviceOperations.filter((operation) => operation.api === api);

  it.each(own.flatMap(requests))('answers $label as we do', async ({ operation, prefer }) => {
    const valid = requestOf(operation);
    const headers: Record<string, string> = prefer === undefined ? {} : { prefer };
    const [ours, theirs] = await Promise.all([mine(valid, headers), prism(api)(valid, headers)]);
    expect(await seen(ours)).toEqual(await seen(theirs));
  });
});

describe('prism mock, where we differ from it on purpose,', () => {
  const list = requestOf(operationOf('listDatabases'));
  const create = requestOf(operationOf('createDatabase'));

  it.each<Difference>([
    {
      name: 'knows no example of another status',
      because: 'the name of an example is enough to find it',
      request: { ...create, headers: { ...create.headers, prefer: 'example=name-taken' } },
      ours: [409, 'application/json'],
      theirs: [404, 'application/problem+json'],
    },
    {
      name: 'takes any status for one of `default`',
      because: '`x-statuses` lists those of `default`',
      request: { ...list, headers: { ...list.headers, prefer: 'code=418' } },
      ours: [400, 'application/json'],
      theirs: [418, 'application/json'],
    },
    {
      name: 'answers what is not served with a problem',
      because: 'a client of the service meets the shape of its errors',
      request: { ...list, path: '/v1/no-such-path' },
      ours: [404, 'application/json'],
      theirs: [404, 'application/problem+json'],
    },
    {
      name: 'answers a wrong method with a problem',
      because: 'a client of the service meets the shape of its errors',
      request: { ...list, method: 'DELETE' },
      ours: [405, 'application/json'],
      theirs: [405, 'application/problem+json'],
    },
    {
      name: 'refuses HEAD',
      because: 'HTTP has it wherever there is GET',
      request: { ...list, method: 'HEAD' },
      ours: [200, 'application/json'],
      theirs: [405, 'application/problem+json'],
    },
    {
      name: 'refuses JSON that is not called JSON',
      because: 'curl -d calls it a form, and the service reads it all the same',
      request: { ...create, headers: { ...create.headers, 'content-type': 'application/x-www-form-urlencoded' } },
      ours: [200, 'application/json'],
      theirs: [400, 'application/json'],
    },
    {
      name: 'takes any token',
      because: 'a wrong one is refused in the words of the service',
      request: { ...list, headers: { authorization: 'Bearer wrong' } },
      ours: [401, 'application/json'],
      theirs: [200, 'application/json'],
    },
  ])('$name: $because', async ({ request, ours, theirs }) => {
    expect(statusAndType(await mine(request))).toEqual(ours);
    expect(statusAndType(await prism('turso')(request))).toEqual(theirs);
  });
});

interface Difference {
  readonly name: string;
  readonly because: string;
  readonly request: ValidRequest;
  readonly ours: readonly [status: number, type: string];
  readonly theirs: readonly [status: number, type: string];
}

/** Every way to ask an operation for an answer: for nothing, for a status, for each example of a status. */
function requests(operation: Operation): { label: string; operation: Operation; prefer: string | undefined }[] {
  const preferences = operation.replies.flatMap(({ status, content }) => [
    `code=${status}`,
    ...(content?.examples ?? []).map(({ name }) => `code=${status}, example=${name}`),
  ]);
  return [undefined, ...preferences].map((prefer) => ({
    label: prefer === undefined ? operation.id : `${operation.id} (${prefer})`,
    operation,
    prefer,
  }));
}

async function seen(response: Response): Promise<{ status: number; type: string | undefined; body: Json | undefined }> {
  const body = await bodyIn(response);
  const [status, type] = statusAndType(response);
  return { status, type: body === undefined ? undefined : type, body };
}

function statusAndType({ status, headers }: Response): [status: number, type: string | undefined] {
  return [status, headers.get('content-type')?.split(';')[0]];
}

interface Prism {
  /** Where it listens; fails when it ends before it does. */
  readonly url: Promise<string>;
  stop(): Promise<void>;
}

function startPrism(api: string): Prism {
  const cli = join(root, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const document = join(root, `src/contract/generated/${fileNameOf(api)}.json`);
  const child = spawn(process.execPath, [cli, 'mock', document, '--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const url = new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const listens = /Prism is listening on (http:\/\/[\d.:]+)\s/.exec(output);
      if (listens) resolve(listens[1]!);
    });
    child.once('close', () => reject(new Error(`prism mock ended: ${output}`)));
  });
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
