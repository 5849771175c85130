import { afterEach, describe, expect, it } from 'vitest';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { everything, open, write } from '../helpers/raw.ts';
import { type RawResponse, readResponses } from '../helpers/responses.ts';
import { bytesOf } from './ask.ts';
import { violationsOf } from './check.ts';

let server: RunningCli;
afterEach(async () => {
  server.signal('SIGKILL');
  await server.ended;
});

const operations = ['listLocations', 'createDatabase', 'listDatabases', 'getSnapshot'] as const;
type Id = (typeof operations)[number];

/**
 * Requests that can be told apart in the log: a number in the query. Only the admin API refuses an unknown parameter, so
 * a snapshot goes without.
 */
function request(id: Id, number: number): Buffer {
  const json = id === 'createDatabase' ? { name: `db-${number}` } : undefined;
  const query = id === 'getSnapshot' ? undefined : `n=${number}`;
  return bytesOf(id, { path: { org_slug: 'my-org' }, ...(query !== undefined && { query }), ...(json && { json }) });
}

interface Streamed {
  readonly asked: readonly { readonly id: Id; readonly number: number }[];
  readonly responses: readonly RawResponse[];
  /** The outcome of a response that was cut off. */
  readonly rest: string;
}

/** Asks for one thing after the other, several at a time, until the server hangs up. */
async function stream(url: string, first: number, depth: number, onAnswer: () => void): Promise<Streamed> {
  const socket = await open(url);
  const whole = everything(socket);
  const asked: { id: Id; number: number }[] = [];
  const responses: RawResponse[] = [];
  let rest: Buffer = Buffer.alloc(0);
  const ask = (): void => {
    const number = first + asked.length;
    const id = operations[number % operations.length]!;
    asked.push({ id, number });
    socket.write(request(id, number));
  };
  const read = (isClosed: boolean): void => {
    const reading = readResponses(rest, [], isClosed);
    rest = reading.rest;
    for (const response of reading.responses) {
      responses.push(response);
      onAnswer();
      if (socket.writable) ask();
    }
  };
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    read(false);
  });
  for (let count = 0; count < depth; count++) ask();
  await whole;
  read(true);
  return { asked, responses, rest: rest.toString('latin1') };
}

describe('a server that is told to end', () => {
  it.each([
    ['one', 1],
    ['four', 4],
  ])(
    'answers what has come on 64 connections, %s at a time, and then ends',
    async (_what, depth) => {
      server = await startCli(['--port', '0', '--quiet', '--seed', '1', '--empty']);
      const connections = await Promise.all(Array.from({ length: 64 }, () => open(server.url)));
      // Each has been served before, so that nobody is still at the door.
      for (const socket of connections) {
        await write(socket, request('listLocations', 0));
        await new Promise((resolve) => socket.once('data', resolve));
      }
      const ended = connections.map((socket) => everything(socket));
      const ids = Array.from({ length: depth }, (_, index) => operations[index]!);
      for (const [index, socket] of connections.entries()) {
        await write(socket, Buffer.concat(ids.map((id) => request(id, index))));
      }
      server.signal('SIGTERM');
      for (const bytes of await Promise.all(ended)) {
        const { responses, rest } = readResponses(bytes);
        expect(rest.toString('latin1'), 'cut off').toBe('');
        expect(responses).toHaveLength(depth);
        expect(responses.flatMap((response, index) => violationsOf(ids[index]!, response))).toEqual([]);
        expect(responses.at(-1)?.status).toBe(200);
      }
      expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
    },
    120_000,
  );

  it.each([
    ['that ask one at a time', 1],
    ['that ask four at once', 4],
  ])(
    'finishes what it has accepted of 64 connections %s',
    async (_how, depth) => {
      server = await startCli(['--port', '0', '--seed', '1', '--empty']);
      let answers = 0;
      const onAnswer = (): void => {
        // By then each connection has had several answers. A snapshot grows with each database, so more would take long.
        if (++answers === 500) server.signal('SIGTERM');
      };
      const streams = Array.from({ length: 64 }, (_, index) =>
        stream(server.url, (index + 1) * 100_000, depth, onAnswer),
      );
      const ended = await Promise.all(streams);
      expect(await server.ended).toMatchObject({ code: 0, stderr: '' });

      const answered = new Set<number>();
      for (const { asked, responses, rest } of ended) {
        expect(rest, 'cut off').toBe('');
        expect(responses.length).toBeLessThanOrEqual(asked.length);
        for (const [index, response] of responses.entries()) {
          expect(violationsOf(asked[index]!.id, response)).toEqual([]);
          answered.add(asked[index]!.number);
        }
      }
      // A caller receives the response to every request that the server has processed.
      const worked = [...(await server.ended).stdout.matchAll(/[?&]n=(\d+)/g)].map(([, number]) => Number(number));
      expect(worked.length).toBeGreaterThan(300);
      expect(worked.filter((number) => !answered.has(number))).toEqual([]);
    },
    120_000,
  );

  it('waits for the rest of a body that it has told to come', async () => {
    server = await startCli(['--port', '0', '--quiet', '--seed', '1', '--empty']);
    const socket = await open(server.url);
    const whole = everything(socket);
    const go = new Promise((resolve) => socket.once('data', resolve));
    const body = '{"name":"late-db"}';
    const head = request('listDatabases', 1).toString('latin1').replace('GET', 'POST').trimEnd();
    await write(socket, `${head}\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`);
    await go;
    server.signal('SIGTERM');
    // It is at it when nobody else is let in.
    while (
      await open(server.url).then(
        (other) => Boolean(other.destroy()),
        () => false,
      )
    );
    await write(socket, body);
    const { responses, rest } = readResponses(await whole);
    expect(rest.toString('latin1')).toBe('');
    expect(responses.flatMap((response) => violationsOf('createDatabase', response))).toEqual([]);
    expect(responses.map(({ status, headers }) => [status, headers['connection']])).toEqual([[200, 'close']]);
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  }, 120_000);
});
