import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { residentBytes } from '../helpers/memory.ts';
import { open, request, send, write } from '../helpers/raw.ts';
import { bearer, databases, form, json, key } from '../helpers/server.ts';
import { askTurso, locations } from './entry.ts';

const mebibyte = 1_048_576;

/** Enough for what a journal keeps of as many exchanges as come here, and less than what these weigh. */
const heapMebibytes = 128;

// Node ends a process that wants more heap than it may have.
const tight = { NODE_OPTIONS: `--max-old-space-size=${heapMebibytes}` };

let cli: RunningCli;
beforeEach(async () => {
  cli = await startCli(['--port', '0', '--quiet'], tight);
});
afterEach(async () => {
  const { status } = await send(cli.url, `GET ${locations}`, [bearer]);
  cli.signal('SIGKILL');
  await cli.ended;
  if (status !== 200) throw new Error(`The next caller was answered ${status}.`);
});

/** Buffers are not in the heap. */
const bound = 3 * heapMebibytes * mebibyte;

const long = 'x'.repeat(1_000_000);
const keys = Array.from({ length: 30_000 }, (_, index) => `"k${index}":0`).join(',');

describe('memory is bounded', () => {
  it.each<[string, string, string[], string]>([
    [
      'refusals that quote what was sent',
      `POST ${databases}/my-db/instances`,
      [bearer, json],
      `{"location":"${long}"}`,
    ],
    ['a name of a property that nobody knows', `POST ${databases}`, [bearer, json], `{"name":"my-db","${long}":1}`],
    ['properties that nobody knows', `POST ${databases}`, [bearer, json], `{"name":"my-db",${keys}}`],
    [
      'a form field that stands twice',
      'DELETE /backend/user_files',
      [key, form],
      `${long.slice(1)}=&${long.slice(1)}=`.slice(0, mebibyte),
    ],
    ['bodies where none belongs', `POST ${databases}/my-db/auth/rotate`, [bearer, json], long],
    ['targets of 15 kB', `GET ${databases}/${'a'.repeat(15_000)}`, [bearer], ''],
    ['headers of 15 kB', `GET ${databases}`, [bearer, `X: ${'a'.repeat(15_000)}`], ''],
  ])(
    'by %s, however often',
    async (_what, line, headers, body) => {
      for (let round = 0; round < 120; round++) {
        expect((await send(cli.url, line, headers, body)).status).toBeGreaterThan(0);
      }
      expect(residentBytes(cli.pid)).toBeLessThan(bound);
    },
    120_000,
  );

  it('by a body of 100 MiB', async () => {
    const chunk = `100000\r\n${' '.repeat(mebibyte)}\r\n`;
    const socket = await open(cli.url);
    socket.on('error', () => {});
    await write(socket, request(`POST ${databases}`, [bearer, json, 'Transfer-Encoding: chunked']));
    for (let count = 0; count < 100; count++) await write(socket, chunk);
    expect(residentBytes(cli.pid)).toBeLessThan(bound);
    socket.destroy();
  });

  it('by someone who asks on and on and never reads', async () => {
    const socket = await open(cli.url);
    socket.on('error', () => {}).pause();
    const hundred = Buffer.concat(Array.from({ length: 100 }, () => askTurso(`GET ${locations}`)));
    // The server stops reading when it cannot write; what is asked by then waits here.
    for (let count = 0; count < 2_000; count++) socket.write(hundred);
    for (let count = 0; count < 50; count++) await send(cli.url, `GET ${locations}`, [bearer]);
    expect(residentBytes(cli.pid)).toBeLessThan(bound);
    socket.destroy();
  });
});
