import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The answers that a connection still has to carry, and the refusal that comes after them. */
interface Connection {
  readonly unanswered: Set<ServerResponse>;
  refuse?: () => void;
}

const connections = new WeakMap<Socket, Connection>();
const turns = new WeakMap<ServerResponse, Promise<unknown>>();

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How long a connection that is over is kept for what its other side still sends, in milliseconds. */
const lingering = 1_000;

/**
 * Keeps requests that came at once in their order: what one of them reads, the ones before it have written. And lets
 * the last answer on a connection arrive, whatever its caller is still sending.
 */
export function followConnections(server: Server): void {
  // What Node calls after a last answer.
  server.on('connection', (socket: Socket) => {
    socket.destroySoon = () => linger(socket);
  });
  // Before the listener that answers.
  server.prependListener('request', ({ socket }, response) => {
    const connection = connectionOf(socket);
    const { unanswered } = connection;
    if (unanswered.size > 0) {
      const before = [...unanswered];
      // RFC 9112 section 9.3.2: only safe ones may be worked on side by side.
      const isAlone = [...before, response].some(({ req }) => !safe.has(req.method ?? ''));
      if (isAlone) turns.set(response, Promise.all(before.map(closed)));
    }
    unanswered.add(response);
    response.once('close', () => {
      unanswered.delete(response);
      connection.refuse?.();
    });
  });
}

/** Resolves when all that it has to come after is answered; undefined when that is nothing. */
export function turnOf(response: ServerResponse): Promise<unknown> | undefined {
  return turns.get(response);
}

/** Whether nothing that has been asked on its connection comes after it. */
export function isNewest(response: ServerResponse): boolean {
  const { unanswered } = connectionOf(response.req.socket);
  return [...unanswered].at(-1) === response;
}

/** Answers what is not HTTP at all, when all that came before it on the connection is answered. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const connection = connectionOf(socket);
  if (connection.refuse) return;
  const { unanswered } = connection;
  // What follows a last request is not looked at. A request that breaks off in its body may have its answer already.
  const isOwed =
    error.code !== 'HPE_CLOSED_CONNECTION' &&
    ![...unanswered].some(({ req, headersSent }) => !req.complete && headersSent);
  connection.refuse = () => {
    for (const { req, headersSent } of unanswered) if (req.complete || headersSent) return;
    if (isOwed) socket.write(refusalOf(error));
    linger(socket);
  };
  connection.refuse();
}

function connectionOf(socket: Socket): Connection {
  let connection = connections.get(socket);
  if (!connection) connections.set(socket, (connection = { unanswered: new Set() }));
  return connection;
}

/**
 * Ends our side and throws away what still comes. To close at once with bytes unread would reset the connection, and
 * what is on its way to the other side would be lost with it (RFC 9112 section 9.6).
 */
function linger(socket: Socket): void {
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

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('close', resolve));
}

function refusalOf({ code = '' }: NodeJS.ErrnoException): string {
  const [status, title] = refusals[code] ?? [400, 'Bad Request'];
  const detail = 'The request is not readable as HTTP/1.1.';
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `date: ${new Date().toUTCString()}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}

const refusals: Record<string, [status: number, title: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};
