import { Problem } from '../../contract/problem.ts';
import type { SocketGrant } from './context.ts';
import { cursorEntries } from './cursor-entries.ts';
import type { HranaDatabase } from './database.ts';
import { maxStreamsOfDatabase } from './limits.ts';
import { messages } from './messages.ts';
import type { Meter } from './meter.ts';
import { batchProgram, statementProgram } from './programs.ts';
import { describe, execute, executeBatch, executeSequence, RequestError } from './requests.ts';
import { busyStream, openStream, type Stream } from './stream.ts';
import type { StoredTexts } from './stored-texts.ts';
import type { CursorEntry, SocketRequest, SocketResponse, Version } from './wire.ts';
import { run, type Work } from './work.ts';
import type { WrittenResults } from './written-results.ts';

/** The streams, cursors and stored texts of one connection. */
export interface SocketStreams {
  readonly grant: SocketGrant;
  /**
   * Carries out a request; those of one stream one after the other.
   *
   * @param database as it is now: its quota may be used up since the connection began
   * @param written takes the rows that the response lacks
   * @param before runs when the turn of the request has come; what it throws is thrown instead
   * @throws RequestError, or Problem: 400 without a code is a violation of the protocol
   */
  carryOut(
    request: SocketRequest,
    meter: Meter,
    database: HranaDatabase,
    written: WrittenResults,
    before?: Before,
  ): Promise<SocketResponse>;
  close(): void;
}

/** @returns undefined to go on at once */
type Before = () => Promise<void> | undefined;

interface SocketStream {
  readonly stream: Stream;
  /** Settles when all requests so far are done; it never rejects. */
  tail: Promise<unknown>;
  cursor: number | undefined;
}

/** The surroundings of one request. */
interface Turn {
  readonly meter: Meter;
  readonly database: HranaDatabase;
  readonly written: WrittenResults;
  readonly before: Before | undefined;
}

interface Cursor {
  readonly streamId: number;
  /** Undefined until the batch was run, and after it could not be. */
  entries: Iterator<CursorEntry> | undefined;
}

/** Characters of entries that one reply has at most, give or take one entry. */
const maxFetchedLength = 4_000_000;

/** Requests that came with a later version of the protocol. */
const introducedIn: Readonly<Partial<Record<SocketRequest['type'], 2 | 3>>> = {
  sequence: 2,
  describe: 2,
  store_sql: 2,
  close_sql: 2,
  open_cursor: 3,
  fetch_cursor: 3,
  close_cursor: 3,
  get_autocommit: 3,
};

export function createSocketStreams(grant: SocketGrant, texts: StoredTexts, version: Version): SocketStreams {
  const { engine } = grant;
  const streams = new Map<number, SocketStream>();
  const cursors = new Map<number, Cursor>();

  const open = (id: number): void => {
    if (streams.has(id)) throw new Problem(400, messages.streamExists(id));
    const isFull = streams.size >= maxStreamsOfDatabase;
    const make = isFull
      ? busyStream(grant.database, grant.access)
      : openStream(engine, grant.database, grant.access, texts);
    streams.set(id, { stream: make, tail: grant.ready ?? Promise.resolve(), cursor: undefined });
  };
  const find = (id: number): SocketStream => {
    const found = streams.get(id);
    if (!found) throw new Problem(400, messages.streamNotFound(id));
    return found;
  };
  const findCursor = (id: number): Cursor => {
    const found = cursors.get(id);
    if (!found) throw new Problem(400, messages.cursorNotFound(id));
    return found;
  };
  /** Waits for the stream's earlier requests. */
  const inTurn = <R>(
    id: number,
    { meter, database, written, before }: Turn,
    act: (work: Work) => Promise<R> | R,
  ): Promise<R> => {
    const found = find(id);
    const work: Work = { stream: found.stream, database, meter, signal: undefined, written };
    const result = found.tail.then(() => {
      const waiting = before?.();
      return waiting ? waiting.then(() => act(work)) : act(work);
    });
    found.tail = result.catch(() => {});
    return result;
  };

  const openCursor = async (request: SocketRequest & { type: 'open_cursor' }, turn: Turn): Promise<void> => {
    const { stream_id: streamId, cursor_id: id, batch } = request;
    const found = find(streamId);
    if (found.cursor !== undefined) throw new Problem(400, messages.cursorAlreadyOpen(streamId));
    if (cursors.has(id)) throw new Problem(400, messages.cursorExists(id));
    const program = batchProgram(batch, texts, version);
    const cursor: Cursor = { streamId, entries: undefined };
    cursors.set(id, cursor);
    found.cursor = id;
    await inTurn(streamId, turn, async (work) => {
      const result = await run(work, program);
      if (result.type === 'failed') throw new RequestError(result.error);
      cursor.entries = cursorEntries(result);
    });
  };
  const fetch = (cursor: Cursor, id: number, maxCount: number): SocketResponse => {
    if (!cursor.entries) throw new RequestError({ code: 'CURSOR_NOT_OPEN', message: messages.cursorNotOpen(id) });
    const entries: CursorEntry[] = [];
    let length = 0;
    while (entries.length < maxCount && length < maxFetchedLength) {
      const next = cursor.entries.next();
      if (next.done) return { type: 'fetch_cursor', entries, done: true };
      entries.push(next.value);
      length += JSON.stringify(next.value).length;
    }
    return { type: 'fetch_cursor', entries, done: false };
  };

  const carryOut = async (request: SocketRequest, turn: Turn): Promise<SocketResponse> => {
    const needed = introducedIn[request.type];
    if (needed !== undefined && version < needed) {
      throw new Problem(400, messages.notSupported(`The \`${request.type}\` request`, needed));
    }
    switch (request.type) {
      case 'open_stream':
        open(request.stream_id);
        return { type: 'open_stream' };
      case 'close_stream': {
        const { stream, cursor } = find(request.stream_id);
        const closed = inTurn(request.stream_id, turn, () => stream.sql.close());
        streams.delete(request.stream_id);
        if (cursor !== undefined) cursors.delete(cursor);
        await closed;
        return { type: 'close_stream' };
      }
      // A stored text is read now: the client may forget it before the statement's turn comes.
      case 'execute': {
        const program = statementProgram(request.stmt, texts, version);
        return { type: 'execute', result: await inTurn(request.stream_id, turn, (work) => execute(work, program)) };
      }
      case 'batch': {
        const program = batchProgram(request.batch, texts, version);
        return { type: 'batch', result: await inTurn(request.stream_id, turn, (work) => executeBatch(work, program)) };
      }
      case 'sequence': {
        const sql = texts.resolve(request, version);
        await inTurn(request.stream_id, turn, (work) => executeSequence(work, sql));
        return { type: 'sequence' };
      }
      case 'describe': {
        const sql = texts.resolve(request, version);
        return {
          type: 'describe',
          result: await inTurn(request.stream_id, turn, (work) => describe(work, sql)),
        };
      }
      case 'store_sql': {
        const error = texts.store(request.sql_id, request.sql);
        if (error) throw new RequestError(error);
        return { type: 'store_sql' };
      }
      case 'close_sql':
        texts.remove(request.sql_id);
        return { type: 'close_sql' };
      case 'open_cursor':
        await openCursor(request, turn);
        return { type: 'open_cursor' };
      case 'fetch_cursor': {
        const cursor = findCursor(request.cursor_id);
        return inTurn(cursor.streamId, turn, () => fetch(cursor, request.cursor_id, request.max_count));
      }
      case 'close_cursor': {
        const { streamId } = findCursor(request.cursor_id);
        cursors.delete(request.cursor_id);
        find(streamId).cursor = undefined;
        return { type: 'close_cursor' };
      }
      default:
        return {
          type: 'get_autocommit',
          is_autocommit: await inTurn(request.stream_id, turn, ({ stream }) => stream.state.autocommit),
        };
    }
  };

  return {
    grant,
    carryOut: (request, meter, database, written, before) => carryOut(request, { meter, database, written, before }),
    close() {
      for (const { stream } of streams.values()) stream.sql.close();
      streams.clear();
      cursors.clear();
    },
  };
}
