import { maxHeaderSize, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { clearTimeout, setTimeout } from 'node:timers';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { Problem } from '../contract/problem.ts';

/** The state of a connection, which may carry several requests in a row or at once. */
export interface Connection {
  /** The response to its latest request. */
  last: ServerResponse | undefined;
  /** The response before that one. */
  beforeLast: ServerResponse | undefined;
  /** Settles when every request so far is answered; undefined when none is pending. */
  busy: Promise<void> | undefined;
  isRefused: boolean;
}

const connections = new WeakMap<Duplex, Connection>();

/** How long a closing connection may make no progress, in milliseconds. */
const lingerMilliseconds = 5_000;

/** Delivers the last response on a connection even if the client is still sending. */
export function closeGracefully(socket: Socket): void {
  // Node calls this after the last response.
  socket.destroySoon = () => linger(socket);
}

/** The state of a connection, kept as long as its socket. */
export function connectionOf(socket: Duplex): Connection {
  let connection = connections.get(socket);
  if (!connection) {
    connection = { last: undefined, beforeLast: undefined, busy: undefined, isRefused: false };
    connections.set(socket, connection);
  }
  return connection;
}

/**
 * Stops a server from listening and closes its idle connections.
 *
 * Node counts a connection as idle once its last response is written and destroys it, even if the response is still on
 * its way. Such a connection is closed after the response is sent.
 *
 * @param sockets the open connections of the server
 * @param onClosed runs when the last connection is closed
 */
export function closeServer(server: Server, sockets: Iterable<Socket>, onClosed: () => void): void {
  const unsent = [...sockets].filter((socket) => connectionOf(socket).last?.writableFinished === false);
  for (const socket of unsent) socket.destroy = () => lingerWhenSent(socket);
  server.close(onClosed);
  for (const socket of unsent) Reflect.deleteProperty(socket, 'destroy');
}

function lingerWhenSent(socket: Socket): Socket {
  const { last } = connectionOf(socket);
  if (last && !last.closed) last.once('close', () => lingerWhenSent(socket));
  else linger(socket);
  return socket;
}

/** Answers bytes that are not HTTP once every request before them is answered, and closes the connection. */
export function rejectMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const connection = connectionOf(socket);
  if (connection.isRefused) return;
  connection.isRefused = true;
  const { last, beforeLast } = connection;
  // A request may break off in its body after it was answered.
  const isBroken = last !== undefined && !last.req.complete;
  const isAnswered = isBroken && last.headersSent;
  // Bytes after the last request get no answer.
  const isOwed = error.code !== 'HPE_CLOSED_CONNECTION' && !isAnswered;
  const end = (): void => {
    if (isOwed) socket.write(refusalOf(error));
    linger(socket);
  };
  const before = isBroken && !isAnswered ? beforeLast : last;
  // Responses keep the order of the requests.
  if (before && !before.closed) before.once('close', end);
  else end();
}

/**
 * Ends our side of the connection and discards further input. Closing with unread bytes would reset the connection, and
 * the client would lose responses in transit (RFC 9112 section 9.6).
 */
function linger(socket: Duplex): void {
  if (socket.readableEnded || socket.destroyed) {
    socket.end(() => socket.destroy());
    return;
  }
  // A response in transit is progress: a client may read a large one slowly.
  let unsent = socket.writableLength;
  const timer = setTimeout(() => {
    if (unsent === 0 || socket.writableLength >= unsent) {
      socket.destroy();
      return;
    }
    unsent = socket.writableLength;
    timer.refresh();
  }, lingerMilliseconds);
  socket.once('close', () => clearTimeout(timer)).once('end', () => socket.destroy());
  // Stop the HTTP parser from reading.
  socket
    .removeAllListeners('data')
    .on('data', () => {})
    .resume()
    .end();
}

const unreadable = 'The request is not readable as HTTP/1.1.';

const refusals: Readonly<Record<string, readonly [status: number, title: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', unreadable],
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    `The URL and the headers have more than ${maxHeaderSize / 1024} KiB together. Send less.`,
  ],
};

function refusalOf({ code = '' }: NodeJS.ErrnoException): string {
  const [status, title, detail] = refusals[code] ?? [400, 'Bad Request', unreadable];
  const body = JSON.stringify(problemBody(new Problem(status, detail)));
  return [
    `HTTP/1.1 ${status} ${title}`,
    `content-type: ${problemMediaType}`,
    'x-content-type-options: nosniff',
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${new Date().toUTCString()}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
