import { request } from '../helpers/raw.ts';
import { bearer, json, key } from '../helpers/server.ts';

/** Bytes that somebody might send, and what a server owes them. */
export interface Entry {
  readonly name: string;
  /** Each piece is written when the one before has gone out. */
  readonly bytes: Piece | readonly Piece[];
  /** The methods of the requests, in their order; the default is GET. A response to HEAD has no body. */
  readonly methods?: readonly string[];
  /** The client ends its side of the connection after the last byte, and goes on reading. */
  readonly halfClosed?: boolean;
  /** The only responses, in this order. */
  readonly answers: readonly Expected[];
  /** A close without these answers is as good. */
  readonly orClosed?: boolean;
  /**
   * The state of the connection after these bytes: the next request is `served`, or the connection is `closed`, because
   * its start is unknown; `either` if the server can choose.
   */
  readonly after: 'served' | 'closed' | 'either';
}

type Piece = string | Uint8Array;

/** The expected response. */
export interface Expected {
  /** Any one of these. */
  readonly statuses: readonly number[];
  /** Whose error shape it has, when it is a refusal: an API's own, problem details, or whichever. */
  readonly shape: Shape;
}

export type Shape = 'turso' | 'lambda' | 'admin' | 'problem' | 'any';

export const turso = (...statuses: number[]): Expected => ({ statuses, shape: 'turso' });
export const lambda = (...statuses: number[]): Expected => ({ statuses, shape: 'lambda' });
export const admin = (...statuses: number[]): Expected => ({ statuses, shape: 'admin' });
export const problem = (...statuses: number[]): Expected => ({ statuses, shape: 'problem' });
export const any = (...statuses: number[]): Expected => ({ statuses, shape: 'any' });
export const ok: Expected = any(200);

export const databases = '/v1/organizations/my-org/databases';
export const locations = '/v1/locations';

/** A request whose sender wants to go on. */
export function ask(line: string, headers: readonly string[] = [], body: Piece = ''): Uint8Array {
  return request(line, ['Connection: keep-alive', ...headers], body);
}

/** The same to each API, with its credential. */
export const askTurso = (line: string, headers: readonly string[] = [], body: Piece = ''): Uint8Array =>
  ask(line, [bearer, ...headers], body);
export const askLambda = (line: string, headers: readonly string[] = [], body: Piece = ''): Uint8Array =>
  ask(line, [key, ...headers], body);
export const askAdmin = (line: string, headers: readonly string[] = [], body: Piece = ''): Uint8Array =>
  ask(line, ['Host: 127.0.0.1', ...headers], body);

/** A request to create a database. */
export const create = (body: Piece, ...headers: string[]): Uint8Array =>
  askTurso(`POST ${databases}`, [json, ...headers], body);

/** A head as it stands, without anything added. */
export function head(...lines: string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Each byte of a text below 256 is that byte. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** One refusal as a problem, then the end: what is not HTTP belongs to no API. */
export const unreadable = { answers: [problem(400)], after: 'closed' } as const;

/** Answered as one request, and the connection goes on. */
export const answered = (expected: Expected) => ({ answers: [expected], after: 'served' }) as const;
