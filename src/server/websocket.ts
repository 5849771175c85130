import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type * as Ws from 'ws';
import type { PlainRequest } from '../contract/http-message.ts';
import { ownRequire } from '../contract/own-files.ts';

/** A connection, as the conversation over it sees it. */
export interface SocketPeer {
  /** @param text or its bytes in UTF-8 */
  send(text: string | Uint8Array): void;
  /** Ends the connection. @param code of RFC 6455 section 7.4.1 */
  end(code: number, reason: string): void;
  /** Breaks the connection off without a close frame. */
  drop(): void;
}

/** A conversation over a connection. */
export interface SocketSession {
  receive(text: string): void;
  /** How many messages have no reply yet. */
  pending(): number;
  /** Ends the waits of messages that are held back: the connection is about to be closed. */
  stopWaiting(): void;
  /** The connection is gone. */
  close(): void;
}

export interface WebSocketOptions {
  /** Subprotocols that are spoken, the preferred one first. */
  readonly protocols: readonly string[];
  /** The one of a client that names none. */
  readonly defaultProtocol: string;
  /** The largest message, in bytes. */
  readonly messageLimit: number;
  /** Whether a WebSocket may be asked for at a target. Elsewhere the request is answered as any other. */
  readonly isServed: (target: string) => boolean;
  /** Begins a conversation. */
  readonly open: (request: PlainRequest, protocol: string, peer: SocketPeer) => SocketSession;
}

/** Takes over connections that ask for a WebSocket. */
export interface WebSockets {
  /** Whether a request asks for a WebSocket where there is one. */
  isUpgrade(request: IncomingMessage): boolean;
  /** For the event `upgrade` of a server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends each connection once what has come on it is answered. Later messages are not read. */
  close(): void;
}

/** A peer whose requests pile up is not read on until half of them are answered. */
const mostPending = 1_000;
const mostPendingBytes = 16_777_216;

/** RFC 6455: going away, protocol error, unsupported data. */
const goingAway = 1001;
const protocolError = 1002;
const unsupported = 1003;

/** How long a closing server waits for the replies of a connection, in milliseconds. */
const longestFinish = 5_000;

/** A close frame holds this many bytes of a reason. */
const reasonBytes = 123;

/** `ws` is loaded by the first upgrade. */
export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { protocols, defaultProtocol, messageLimit, isServed, open } = options;
  const require = ownRequire(import.meta.url);
  /** Ends each open conversation. */
  const endings = new Set<() => void>();
  let server: Ws.WebSocketServer | undefined;
  const load = (): Ws.WebSocketServer => {
    const { WebSocketServer } = require('ws') as typeof Ws;
    return new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: messageLimit,
      handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
    });
  };

  const converse = (socket: Ws.WebSocket, request: PlainRequest, hasOffered: boolean): void => {
    const peer: SocketPeer = {
      send(text) {
        socket.send(text, { binary: false });
      },
      end(code, reason) {
        socket.close(code, cutReason(reason));
      },
      drop: () => socket.terminate(),
    };
    // Errors end a connection, and `close` follows.
    socket.on('error', () => {});
    if (hasOffered && socket.protocol === '') {
      peer.end(protocolError, `only these subprotocols are spoken: ${protocols.join(', ')}`);
      return;
    }
    const session = open(request, socket.protocol === '' ? defaultProtocol : socket.protocol, peer);
    const flow = createFlow(socket, session);
    let isEnding = false;
    const finish = (): void => {
      isEnding = true;
      session.stopWaiting();
      whenAnswered(session, () => peer.end(goingAway, 'the server closes'));
    };
    endings.add(finish);
    socket.on('message', (data: Buffer, isBinary) => {
      if (isEnding) return;
      if (isBinary) {
        peer.end(unsupported, 'Received a binary WebSocket message, which is not supported in this encoding');
        return;
      }
      session.receive(data.toString());
      flow.received(data.byteLength);
    });
    socket.on('close', () => {
      endings.delete(finish);
      flow.stop();
      session.close();
    });
  };

  return {
    isUpgrade: ({ headers, url = '/' }) => headers.upgrade?.toLowerCase() === 'websocket' && isServed(url),
    upgrade(incoming, socket, head) {
      server ??= load();
      const request = toPlainRequest(incoming);
      const hasOffered = incoming.headers['sec-websocket-protocol'] !== undefined;
      server.handleUpgrade(incoming, socket, head, (opened) => converse(opened, request, hasOffered));
    },
    close() {
      for (const end of endings) end();
      server?.close();
    },
  };
}

/** How often a connection that is paused or about to end is looked at, in milliseconds. */
const flowInterval = 10;

/** Calls back when every message has its reply, or when that takes too long. */
function whenAnswered(session: SocketSession, callback: () => void): void {
  if (session.pending() === 0) {
    callback();
    return;
  }
  const until = performance.now() + longestFinish;
  const timer = setInterval(() => {
    if (session.pending() > 0 && performance.now() < until) return;
    clearInterval(timer);
    callback();
  }, flowInterval);
}

/** Stops reading from a peer that sends more than is answered, or that does not read its replies. */
function createFlow(socket: Ws.WebSocket, session: SocketSession): { received(bytes: number): void; stop(): void } {
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const isFull = (): boolean =>
    session.pending() >= mostPending || bytes >= mostPendingBytes || socket.bufferedAmount >= mostPendingBytes;
  const look = (): void => {
    if (session.pending() === 0) bytes = 0;
    if (session.pending() > mostPending / 2 || socket.bufferedAmount >= mostPendingBytes / 2) return;
    bytes = 0;
    clearInterval(timer);
    timer = undefined;
    socket.resume();
  };
  return {
    received(length) {
      bytes = session.pending() === 0 ? 0 : bytes + length;
      if (timer || !isFull()) return;
      socket.pause();
      timer = setInterval(look, flowInterval).unref();
    },
    stop: () => clearInterval(timer),
  };
}

function toPlainRequest({ method = 'GET', url = '/', headers, socket }: IncomingMessage): PlainRequest {
  const plain: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(headers)) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  return { method, target: url, headers: plain, body: new Uint8Array(), address: socket.remoteAddress };
}

/** Cuts a reason where a close frame ends, between two characters. */
function cutReason(reason: string): string {
  if (Buffer.byteLength(reason) <= reasonBytes) return reason;
  return new TextDecoder().decode(Buffer.from(reason).subarray(0, reasonBytes)).replace(/\uFFFD{1,3}$/, '');
}
