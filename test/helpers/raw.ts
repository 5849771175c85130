import { connect, type Socket } from 'node:net';
import { NotHttp, type RawResponse, readResponses } from './responses.ts';

export type { RawResponse } from './responses.ts';

/**
 * Writes bytes to a server, as they are, and reads until it closes the connection.
 *
 * @param pieces each is written when the one before has gone out
 * @returns everything that came back; see {@link responses}
 */
export async function exchange(url: string, ...pieces: (string | Uint8Array)[]): Promise<Buffer> {
  const socket = await open(url);
  const received = everything(socket);
  for (const piece of pieces) await write(socket, piece);
  return received;
}

/** A request's head and body; it asks for the connection to be closed, unless the headers say otherwise. */
export function request(line: string, headers: readonly string[] = [], body: string | Uint8Array = ''): Uint8Array {
  const length = Buffer.byteLength(body);
  const own = new Set(headers.map((header) => header.split(':')[0]!.toLowerCase()));
  const head = [
    `${line} HTTP/1.1`,
    ...(own.has('host') ? [] : ['Host: mockplane.local']),
    ...(own.has('connection') ? [] : ['Connection: close']),
    ...(length > 0 && !own.has('transfer-encoding') ? [`Content-Length: ${length}`] : []),
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}

/** Sends one request and gives its one response. */
export async function send(
  url: string,
  line: string,
  headers: readonly string[] = [],
  body: string | Uint8Array = '',
): Promise<RawResponse> {
  const found = responses(await exchange(url, request(line, headers, body)), [line.split(' ')[0]!]);
  if (found.length !== 1) throw new Error(`${line} had ${found.length} responses.`);
  return found[0]!;
}

export function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject).once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

export function write(socket: Socket, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A server may hang up before all is sent; what it has answered by then counts.
    socket.write(piece, () => resolve());
  });
}

/** All bytes until the other side closes. */
export function everything(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.once('close', () => resolve(Buffer.concat(chunks)));
  });
}

/**
 * Splits what a server sent until it closed the connection into responses; interim ones (100 Continue) are left out.
 *
 * @param methods of the requests, in their order: a response to HEAD has a length but no body
 */
export function responses(bytes: Buffer, methods: readonly string[] = []): RawResponse[] {
  const { responses: found, rest } = readResponses(bytes, methods);
  if (rest.length > 0) throw new NotHttp(`cut off: ${rest.toString('latin1')}`);
  return found;
}
