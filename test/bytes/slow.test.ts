import { setTimeout as pause } from 'node:timers/promises';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, open, responses, send, write } from '../helpers/raw.ts';
import { bearer } from '../helpers/server.ts';
import { askTurso, create, databases, head, locations } from './entry.ts';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 }, { head: 300, request: 600, idle: 300, check: 50 });
});
afterAll(() => mockplane.close());

const post = [`POST ${databases} HTTP/1.1`, 'Host: x', bearer];

/** Sends the first bytes, and then one after the other until the server hangs up. @returns what it has said by then */
async function trickle(first: string, then: string): Promise<Buffer> {
  const socket = await open(mockplane.url);
  const received = everything(socket);
  await write(socket, first);
  for (let index = 0; !socket.destroyed; index++) {
    await pause(20);
    // Others are served while this one keeps its connection.
    expect((await send(mockplane.url, `GET ${locations}`, [bearer])).status).toBe(200);
    socket.write(then[index % then.length]!);
  }
  return received;
}

describe('a sender of one byte at a time', () => {
  it.each([
    ['of a first line', 'GET /', 'a'],
    ['of a header', `GET ${locations} HTTP/1.1\r\nX: `, 'x'],
    ['of headers', `GET ${locations} HTTP/1.1\r\n`, 'X:y\r\n'],
    ['of empty lines', '', '\r\n'],
    ['of a body', head(...post, 'Content-Length: 100000'), ' '],
    ['of chunks', head(...post, 'Transfer-Encoding: chunked'), '1\r\nx\r\n'],
    ['of a chunk’s size', head(...post, 'Transfer-Encoding: chunked'), '0'],
    ['of trailers', `${head(...post, 'Transfer-Encoding: chunked')}0\r\n`, 'X:y\r\n'],
    ['of a body that is too large', head(...post, 'Content-Length: 100000000'), 'x'],
    ['of a body that nobody wants', head(`GET ${locations} HTTP/1.1`, 'Host: x', 'Content-Length: 100000'), 'x'],
  ])('%s is hung up on', async (_what, first, then) => {
    const bytes = await trickle(first, then);
    const statuses = responses(bytes).map(({ status }) => status);
    expect([[], [408], [401], [401, 408]]).toContainEqual(statuses);
  });
});

describe('a connection', () => {
  it.each([
    ['that asks for nothing', ''],
    ['that has been served', Buffer.from(askTurso(`GET ${locations}`)).toString()],
    ['that has been refused', Buffer.from(create('{"name":')).toString()],
    ['that offered a body and does not send it', head(...post, 'Content-Length: 10', 'Expect: 100-continue')],
  ])('%s is closed in the end', async (_what, first) => {
    const socket = await open(mockplane.url);
    const received = everything(socket);
    await write(socket, first);
    await received;
    expect(socket.destroyed).toBe(true);
  });
});
