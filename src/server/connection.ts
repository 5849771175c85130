import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { Problem } from '../contract/problem.ts';

/** What is to be known of a connection that carries one request after the other, or several at once. */
export interface Connection {
  /** The answer to its last request. */
  last: ServerResponse | undefined;
  /** The answer before that one. */
  beforeLast: ServerResponse | undefined;
  /** Settles when all that was asked so far is answered; undefined when it is. */
  busy: Promise<void> | undefined;
  isRefused: boolean;
}

const connections = new WeakMap<Duplex, Connection>();

/** How long a connection that is over is kept for what its other side still sends, in milliseconds. */
const lingering = 1_000;

/** Lets the last answer on a connection arrive, whatever its caller is still sending. */
export function closeGracefully(socket: Socket): void {
  // What Node calls after a last answer.
  socket.destroySoon = () => linger(socket);
}

/** @param socket of the connection, for as long as it is open */
export function connectionOf(socket: Duplex): Connection {
  let connection = connections.get(socket);
  if (!connection) {
    connection = { last: undefined, beforeLast: undefined, busy: undefined, isRefused: false };
    connections.set(socket, connection);
  }
  return connection;
}

/** Answers what is not HTTP at all, when all that came before it on the connection is answered, and closes it. */
export function rejectMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const connection = connectionOf(socket);
  if (connection.isRefused) return;
  connection.isRefused = true;
  const { last, beforeLast } = connection;
  // A request may break off in its body, and have been answered before it did.
  const isBroken = last !== undefined && !last.req.complete;
  const isAnswered = isBroken && last.headersSent;
  // What follows a last request is not looked at.
  const isOwed = error.code !== 'HPE_CLOSED_CONNECTION' && !isAnswered;
  const end = (): void => {
    if (isOwed) socket.write(refusalOf(error));
    linger(socket);
  };
  const before = isBroken && !isAnswered ? beforeLast : last;
  // They are sent in their order.
  if (before && !before.closed) before.once('close', end);
  else end();
}

/**
 * Ends our side and throws away what still comes. To close at once with bytes unread would reset the connection, and
 * what is on its way to the other side would be lost with it (RFC 9112 section 9.6).
 */
function linger(socket: Duplex): void {
  if (socket.readableEnded || socket.destroyed) {
    socket.end(() => socket.destroy());
    return;
  }
  const timer = setTimeout(() => socket.destroy(), lingering);
  socket.once('close', () => clearTimeout(timer)).once('end', () => socket.destroy());
  // From here on nobody reads requests from it.
  socket
    .removeAllListeners('data')
    .on('data', () => {})
    .resume()
    .end();
}

const refusals: Readonly<Record<string, readonly [status: number, title: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};

function refusalOf({ code = '' }: NodeJS.ErrnoException): string {
  const [status, title] = refusals[code] ?? [400, 'Bad Request'];
  const body = JSON.stringify(problemBody(new Problem(status, 'The request is not readable as HTTP/1.1.')));
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
