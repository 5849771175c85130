import type { FaultTrace } from '../../contract/fault-trace.ts';
import { Problem } from '../../contract/problem.ts';
import type { Check } from '../../contract/schemas.ts';
import type { Grant, SocketGrant } from './context.ts';
import type { HranaDatabase } from './database.ts';
import { maxStoredTextsOfSocket } from './limits.ts';
import { messages } from './messages.ts';
import { createMeter, type Meter } from './meter.ts';
import { RequestError } from './requests.ts';
import { toError } from './results.ts';
import { FaultMet, type MeetFault, runsSql, type SocketFault } from './socket-faults.ts';
import { createSocketStreams, type SocketStreams } from './socket-streams.ts';
import { createStoredTexts } from './stored-texts.ts';
import { createWrittenResults, type WrittenResults } from './written-results.ts';
import type { ClientMessage, ServerMessage, SocketRequest, Version, WireError } from './wire.ts';

export interface SessionOptions {
  readonly version: Version;
  /** Finds the database and the rights that a token grants. @throws Problem 401, 403, 404 or 503 */
  readonly grant: (token: string | null) => SocketGrant;
  /** Holds what a client sends to the contract. */
  readonly checkMessage: Check;
  /** @param text the whole message: the rows of its results may be in it alone */
  readonly send: (message: ServerMessage, text: string | Uint8Array) => void;
  /** Ends the connection. @param reason at most 123 bytes reach the client */
  readonly end: (code: number, reason: string) => void;
  /** Breaks the connection off without a word. */
  readonly drop: () => void;
  /** Tries the fault rules on a request. */
  readonly meetFault: MeetFault;
  /** Takes up what a request did, for usage and journal. */
  readonly report: (exchange: SocketExchange) => void;
}

/** A message of the client and the reply to it, for the journal. */
export interface SocketExchange {
  /** Its type, or that of its request. */
  readonly type: string;
  readonly message: string;
  /** Undefined where the connection was ended instead. */
  readonly reply: ServerMessage | undefined;
  /** The reply as it was sent; empty without one. */
  readonly text: string | Uint8Array;
  /** Why it was refused. */
  readonly refusal: string | undefined;
  /** The fault rules that it matched. */
  readonly faults: readonly FaultTrace[];
  /** The fault rule that answered it, or dropped the connection. */
  readonly fault: SocketFault | undefined;
  readonly milliseconds: number;
  readonly database: HranaDatabase | undefined;
  readonly meter: Meter;
}

/** The conversation over a WebSocket, without the socket. */
export interface Session {
  /** Takes a message. Replies come later, those of one stream in the order of their requests. */
  receive(text: string): void;
  /** How many requests have no reply yet. */
  pending(): number;
  /** Ends the waits for the clock: the connection is about to be closed. */
  stopWaiting(): void;
  /** Closes all streams. */
  close(): void;
}

/** RFC 6455 section 7.4.1: the endpoint ends the connection due to a protocol error. */
const protocolError = 1002;

/**
 * Holds a conversation: a `hello`, then requests.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/docs/HRANA_3_SPEC.md#hrana-over-websocket
 */
export function createSession(options: SessionOptions): Session {
  const { version, grant, checkMessage, send, end, drop, meetFault, report } = options;
  const texts = createStoredTexts(maxStoredTextsOfSocket);
  let token: string | null | undefined;
  let streams: SocketStreams | undefined;
  const waits = new AbortController();
  let isOver = false;
  let pending = 0;

  const finish = (): void => {
    isOver = true;
    waits.abort();
    streams?.close();
  };
  const violate = (error: unknown): string => {
    if (!(error instanceof Problem)) throw error;
    finish();
    end(protocolError, error.message);
    return error.message;
  };

  const hello = (jwt: string | null): ServerMessage => {
    if (streams && version < 2) throw new Problem(400, messages.notSupported(messages.repeatedHello, 2));
    const granted = grant(jwt);
    // Streams keep the database and the rights under which they were opened, so others end them.
    if (streams && !isSame(streams.grant, granted)) {
      streams.close();
      streams = undefined;
    }
    token = jwt;
    streams ??= createSocketStreams(granted, texts, version);
    return { type: 'hello_ok' };
  };

  /** @returns the text that was sent */
  const say = (reply: ServerMessage, text: string | Uint8Array = JSON.stringify(reply)): string | Uint8Array => {
    send(reply, text);
    return text;
  };

  /** @param began by `performance.now()` */
  const note = (
    type: string,
    message: string,
    began: number,
    meter: Meter,
    reply: ServerMessage | undefined,
    text: string | Uint8Array,
    refusal?: string,
    faults: readonly FaultTrace[] = [],
    fault?: SocketFault,
  ): void => {
    const milliseconds = performance.now() - began;
    const database = streams?.grant.database;
    report({ type, message, reply, text, refusal, faults, fault, milliseconds, database, meter });
  };

  const receiveHello = (text: string, jwt: string | null): void => {
    const began = performance.now();
    const meter = createMeter();
    try {
      const reply = hello(jwt);
      note('hello', text, began, meter, reply, say(reply));
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 400) {
        return note('hello', text, began, meter, undefined, '', violate(error));
      }
      const reply: ServerMessage = { type: 'hello_error', error: helloError(error) };
      note('hello', text, began, meter, reply, say(reply), error.message);
      finish();
      end(protocolError, error.message);
    }
  };

  const answer = async (
    request: SocketRequest,
    id: number,
    meter: Meter,
    written: WrittenResults,
    faults: FaultTrace[],
  ): Promise<ServerMessage> => {
    if (!streams || token === undefined) throw new Problem(400, messages.requestBeforeHello);
    try {
      // A token may have ended, or been revoked, since it was shown.
      const { database } = grant(token);
      const before = runsSql(request) ? () => meetFault(request, database, faults, waits.signal) : undefined;
      return {
        type: 'response_ok',
        request_id: id,
        response: await streams.carryOut(request, meter, database, written, before),
      };
    } catch (error) {
      if (error instanceof FaultMet) throw error;
      return { type: 'response_error', request_id: id, error: responseError(error) };
    }
  };

  const receiveRequest = async (text: string, id: number, request: SocketRequest): Promise<void> => {
    const began = performance.now();
    const meter = createMeter();
    pending++;
    let reply: ServerMessage | undefined;
    let sent: string | Uint8Array = '';
    let refusal: string | undefined;
    let fault: SocketFault | undefined;
    const faults: FaultTrace[] = [];
    const written = createWrittenResults();
    try {
      reply = await answer(request, id, meter, written, faults);
      if (isOver) return;
      sent = say(reply, written.write(reply));
      if (reply.type === 'response_error') refusal = reply.error.message;
    } catch (error) {
      if (!(error instanceof FaultMet)) refusal = violate(error);
      else {
        ({ fault } = error);
        reply = replyOf(fault, id);
        if (isOver) return;
        if (reply) sent = say(reply);
        else {
          finish();
          drop();
        }
      }
    } finally {
      pending--;
      note(request.type, text, began, meter, reply, sent, refusal, faults, fault);
    }
  };

  return {
    receive(text) {
      if (isOver) return;
      let message: ClientMessage;
      try {
        message = parse(text, checkMessage);
      } catch (error) {
        return note('message', text, performance.now(), createMeter(), undefined, '', violate(error));
      }
      if (message.type === 'hello') receiveHello(text, message.jwt ?? null);
      else void receiveRequest(text, message.request_id, message.request);
    },
    pending: () => pending,
    stopWaiting: () => waits.abort(),
    close: finish,
  };
}

/** @returns undefined where the connection is dropped */
function replyOf(fault: SocketFault, id: number): ServerMessage | undefined {
  if (fault.type === 'failed') return { type: 'response_error', request_id: id, error: fault.error };
  if (fault.type === 'answered') return { type: 'response_ok', request_id: id, response: fault.response };
  return undefined;
}

/** @throws Problem 400 for a text that is no message */
function parse(text: string, check: Check): ClientMessage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem(400, messages.notAMessage((error as Error).message));
  }
  const [violation] = check(value);
  if (violation) throw new Problem(400, messages.notAMessage(`${violation.pointer} ${violation.message}`));
  return value as ClientMessage;
}

/** The server's own codes for a token; what Mockplane adds, such as a database that is not ready, has one of ours. */
function helloError({ message, status, code }: Problem): WireError {
  if (status === 401) return { message: messages.authenticationFailed(message), code: code ?? 'AUTH_FAILED' };
  return { message, code: code ?? 'DATABASE_UNAVAILABLE' };
}

/** A request that failed. @throws what ends the connection */
function responseError(error: unknown): WireError {
  if (error instanceof RequestError) return toError(error.error);
  if (!(error instanceof Problem)) throw error;
  const { status, message, code } = error;
  // A stream that is gone, and a right that the token lacks, are no violations of the protocol.
  if (status === 401) return helloError(error);
  if (code !== undefined) return { message, code };
  if (status === 403) return { message, code: 'AUTH_FORBIDDEN' };
  if (status === 400) throw error;
  return helloError(error);
}

function isSame(one: Grant, other: Grant): boolean {
  return one.database.id === other.database.id && JSON.stringify(one.access) === JSON.stringify(other.access);
}
