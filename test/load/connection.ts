import type { Socket } from 'node:net';
import { open } from '../helpers/raw.ts';
import { type RawResponse, readResponses } from '../helpers/responses.ts';

/** The other side closed, or said nothing, where an answer was due. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** One connection that is kept, and opened anew when the server ends it after an answer. */
export interface Connection {
  /** @throws Unanswered when no whole answer comes, NotHttp when one breaks the protocol */
  ask(bytes: Uint8Array, method: string): Promise<RawResponse>;
  close(): void;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (response: RawResponse) => void;
  readonly reject: (error: Error) => void;
}

/** @param patience how long an answer is waited for, in milliseconds */
export function createConnection(url: string, patience: number): Connection {
  let socket: Socket | undefined;
  let received: Buffer = Buffer.alloc(0);
  let waiting: Waiting | undefined;

  const settle = (act: (waiting: Waiting) => void): void => {
    const settled = waiting;
    waiting = undefined;
    if (settled) act(settled);
  };
  const fail = (error: Error): void => {
    socket?.destroy();
    socket = undefined;
    settle(({ reject }) => reject(error));
  };
  const read = (chunk: Buffer): void => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    if (!waiting) return fail(new Unanswered('bytes that nobody asked for'));
    try {
      const { responses, rest } = readResponses(received, [waiting.method], false);
      const [response] = responses;
      if (!response) return;
      received = rest;
      if (response.headers['connection'] === 'close') {
        socket?.removeAllListeners('close').destroy();
        socket = undefined;
      }
      settle(({ resolve }) => resolve(response));
    } catch (error) {
      fail(error as Error);
    }
  };
  const connect = async (): Promise<Socket> => {
    received = Buffer.alloc(0);
    const opened = await open(url);
    opened.setNoDelay(true).setTimeout(patience);
    opened.on('data', read).on('error', fail);
    opened.on('timeout', () => waiting && fail(new Unanswered(`nothing came for ${patience} ms`)));
    opened.on('close', () => {
      if (socket === opened) fail(new Unanswered('the connection was closed'));
    });
    return opened;
  };

  return {
    async ask(bytes, method) {
      socket ??= await connect();
      const ready = socket;
      return new Promise((resolve, reject) => {
        waiting = { method, resolve, reject };
        ready.write(bytes);
      });
    },
    close() {
      socket?.removeAllListeners('close').destroy();
      socket = undefined;
    },
  };
}
