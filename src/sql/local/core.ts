import { readFileSync } from 'node:fs';
import type { ClockState } from '../../sandbox/clock/clock.ts';
import type { Access, LoadResult, RowFormat, StreamState } from '../engine.ts';
import { createRowWriter, type RowWriter } from '../written-rows.ts';
import { createDatabase, type Database } from './database.ts';
import { isSqliteFailure, sqliteError, tooManyConnections } from './errors.ts';
import { importDump } from './dump-import.ts';
import { createEstimates } from './estimates.ts';
import { contentExists, contentPath, replaceContent } from './files.ts';
import { defineFunctions } from './functions/functions.ts';
import { createSqlTime, type SqlTime } from './functions/time.ts';
import { maxConnections, maxOpenDatabases } from './limits.ts';
import { checkFile, fillFile, vacuumInto } from './maintenance.ts';
import type { ContentAddress, Reply, ReplyValue, Request, RunReply, StreamAddress } from './messages.ts';
import { openConnection, type Connection } from './connection.ts';
import { createParser } from './parser.ts';
import { parseProgram } from './program.ts';

/** Runs SQL on the contents of one or more engines. It works through one request after the other and keeps no promises. */
export interface Core {
  handle(request: Request): void;
  /** Closes all files. Nothing is answered any more. */
  close(): void;
}

interface Space {
  readonly directory: string;
  readonly isDurable: boolean;
  readonly time: SqlTime;
}

/** How long a program works on its steps before others have a turn, in milliseconds. */
const slice = 50;

/** How often a program that works on says so, in milliseconds. */
const heartbeat = 500;

/** @param reply gets each reply at once, before anything else runs */
export function createCore(reply: (reply: Reply) => void): Core {
  const spaces = new Map<number, Space>();
  // The least recently used come first.
  const databases = new Map<string, Database>();
  /** SQL that a content begins with, until its file is made: a server sends it once. */
  const initialSql = new Map<string, string>();
  const parse = createParser();
  const writers: Partial<Record<RowFormat, RowWriter>> = {};
  let connections = 0;
  let isClosed = false;
  let turnEnds = 0;
  let lastHeard = 0;

  const say = (message: Reply): void => {
    lastHeard = performance.now();
    reply(message);
  };
  const result = (id: number, value: ReplyValue): void => say({ type: 'result', id, value });
  const defect = (id: number, error: unknown): void =>
    say({ type: 'defect', id, message: error instanceof Error ? error.message : String(error) });
  const progress = (now = performance.now()): void => {
    if (now - lastHeard > heartbeat) say({ type: 'alive' });
  };
  const shouldYield = (): boolean => {
    const now = performance.now();
    progress(now);
    return now > turnEnds;
  };
  const later = (callback: () => void): void => {
    setImmediate(() => {
      if (isClosed) return;
      turnEnds = performance.now() + slice;
      callback();
    });
  };

  const spaceOf = (engine: number): Space => {
    const space = spaces.get(engine);
    if (!space) throw new Error(`engine ${engine} is unknown`);
    return space;
  };
  const define =
    ({ time }: Space) =>
    (db: Parameters<typeof defineFunctions>[0]): void => {
      defineFunctions(db);
      time.define(db);
    };
  const connect = (space: Space, path: string, access: Access, key: string): Connection => {
    if (connections >= maxConnections) closeIdle(0, key);
    if (connections >= maxConnections) throw tooManyConnections;
    const connection = openConnection({
      path,
      isDurable: space.isDurable,
      isReadOnly: access === 'read-only',
      rules: typeof access === 'string' ? undefined : access.rules,
      define: define(space),
      onClose: () => void connections--,
    });
    connections++;
    return connection;
  };

  /** Closes databases that nobody uses, the least recently used first, until so many are left. @param kept this one stays */
  const closeIdle = (left: number, kept?: string): void => {
    for (const [key, database] of databases) {
      if (databases.size <= left) return;
      if (key === kept || database.isBusy()) continue;
      database.close();
      databases.delete(key);
    }
  };

  const open = (address: { engine: number; content: string; initialSql?: string | undefined }): Database => {
    const key = keyOf(address);
    const known = databases.get(key);
    if (known) {
      databases.delete(key);
      databases.set(key, known);
      return known;
    }
    closeIdle(maxOpenDatabases - 1);
    const space = spaceOf(address.engine);
    const path = contentPath(space.directory, address.content);
    if (!contentExists(path)) {
      fillFile({
        path: `${path}.new`,
        isDurable: space.isDurable,
        define: define(space),
        sql: address.initialSql ?? initialSql.get(key),
        progress,
      });
      replaceContent(`${path}.new`, path, space.isDurable);
    }
    initialSql.delete(key);
    const database = createDatabase({
      open: (access) => connect(space, path, access, key),
      estimates: createEstimates(),
      writerOf: (format) => (writers[format] ??= createRowWriter(format)),
      reply: result,
      defect,
      waiting: (id, until, isUntouched) =>
        say({ type: 'waiting', id, until, isUntouched, engine: address.engine, content: address.content }),
      deadline: (id, until) => say({ type: 'deadline', id, until }),
      yielded: (id) => say({ type: 'yielded', id }),
      resumed: (id) => say({ type: 'resumed', id }),
      shouldYield,
      later,
    });
    databases.set(key, database);
    return database;
  };

  const closeContent = (address: { engine: number; content: string }): void => {
    const key = keyOf(address);
    databases.get(key)?.close();
    databases.delete(key);
  };

  const stateOf = (request: StreamAddress): StreamState | undefined =>
    databases.get(keyOf(request))?.stateOf(request.stream);

  /** Answers a call of which nothing runs. */
  const refuse = (request: Request & { type: 'run' | 'describe' }, answer: RunReply['result']): void => {
    const isLast = request.type === 'run' && request.isLast === true;
    result(request.id, { ...untouched, ...(isLast ? undefined : stateOf(request)), result: answer });
    if (isLast) databases.get(keyOf(request))?.closeStream(request.stream, request.now);
  };

  const run = (request: Request & { type: 'run' }): void => {
    const parsed = parseProgram(request.program, (sql) => parse(sql, progress));
    if (parsed.error) {
      refuse(request, { type: 'failed', error: parsed.error });
      return;
    }
    const writes = parsed.steps.some(({ statement: { kind } }) => kind === 'write' || kind === 'schema');
    if (request.access === 'read-only' && writes) {
      refuse(request, { type: 'forbidden' });
      return;
    }
    const { id, program, limits = {}, rowFormat, isLast } = request;
    open(request).run(
      request.stream,
      request.access,
      { id, program, steps: parsed.steps, limits, rowFormat, isLast },
      request.now,
    );
  };

  const load = ({ engine, content, path }: Request & { type: 'load' }): LoadResult => {
    const space = spaceOf(engine);
    const reason = checkFile({ path, isDurable: space.isDurable, define: define(space) });
    if (reason !== undefined) return { type: 'refused', reason };
    closeContent({ engine, content });
    replaceContent(path, contentPath(space.directory, content), space.isDurable);
    return { type: 'loaded' };
  };

  /** Others have a turn between the statements of a dump: it may have a million. */
  const fill = ({ id, engine, content, sql, path }: Request & { type: 'fill' }): void => {
    const space = spaceOf(engine);
    const { directory, isDurable } = space;
    const statements = importDump(readFileSync(sql), { path, isDurable, define: define(space) }, progress);
    const goOn = (): void => {
      try {
        for (;;) {
          const step = statements.next();
          if (step.done) {
            if (step.value === undefined) {
              closeContent({ engine, content });
              replaceContent(path, contentPath(directory, content), isDurable);
            }
            result(id, step.value === undefined ? { type: 'loaded' } : { type: 'refused', reason: step.value });
            return;
          }
          if (shouldYield()) break;
        }
      } catch (error) {
        defect(id, error);
        return;
      }
      say({ type: 'alive' });
      later(goOn);
    };
    goOn();
  };

  const changeClock = (engine: number, clock: ClockState): void => {
    const { time } = spaceOf(engine);
    if (!time.set(clock)) return;
    // SQLite's own functions know nothing of this clock: from now on ours stand in their place.
    for (const [key, database] of databases) {
      if (!key.startsWith(`${engine}/`)) continue;
      for (const connection of database.connections()) connection.define(time.define);
    }
  };

  const serve = (request: Request): void => {
    if ('initialSql' in request && request.initialSql !== undefined && !databases.has(keyOf(request))) {
      initialSql.set(keyOf(request), request.initialSql);
    }
    // Its connection was closed, with its process or to load a file: the call must not begin a new one half-way.
    if ('isContinued' in request && request.isContinued && !stateOf(request)) {
      result(request.id, { ...untouched, result: { type: 'expired' } });
      return;
    }
    switch (request.type) {
      case 'engine': {
        const { engine, directory, isDurable, clock } = request;
        spaces.set(engine, { directory, isDurable, time: createSqlTime(clock) });
        return;
      }
      case 'clock':
        changeClock(request.engine, request.clock);
        return;
      case 'run':
        run(request);
        return;
      case 'describe':
        result(request.id, open(request).describe(request.stream, request.access, request.sql));
        return;
      case 'withdraw':
        for (const database of databases.values()) if (database.withdraw(request.id, request.error)) return;
        return;
      case 'close':
        databases.get(keyOf(request))?.closeStream(request.stream, request.now);
        return;
      case 'closeEngine':
        for (const [key, database] of databases) {
          if (!key.startsWith(`${request.engine}/`)) continue;
          database.close();
          databases.delete(key);
        }
        spaces.delete(request.engine);
        result(request.id, true);
        return;
      case 'closeContent':
        closeContent(request);
        result(request.id, true);
        return;
      case 'tick':
        databases.get(keyOf(request))?.tick(request.now);
        return;
      case 'size':
        result(request.id, open(request).size());
        return;
      case 'tables':
        result(request.id, open(request).tables());
        return;
      case 'vacuum': {
        const space = spaceOf(request.engine);
        open(request);
        const from = contentPath(space.directory, request.content);
        vacuumInto({ path: from, isDurable: space.isDurable, define: define(space) }, request.path);
        result(request.id, true);
        return;
      }
      case 'fill':
        fill(request);
        return;
      case 'load':
        result(request.id, load(request));
    }
  };

  return {
    handle(request) {
      turnEnds = performance.now() + slice;
      try {
        serve(request);
      } catch (error) {
        if (!('id' in request)) throw error;
        if ((request.type === 'run' || request.type === 'describe') && isSqliteFailure(error)) {
          refuse(request, { type: 'failed', error: sqliteError(error) });
        } else {
          defect(request.id, error);
        }
      }
    },
    close() {
      isClosed = true;
      for (const database of databases.values()) database.close();
      databases.clear();
    },
  };
}

const untouched: StreamState = { autocommit: true, pristine: true };

function keyOf({ engine, content }: ContentAddress): string {
  return `${engine}/${content}`;
}
