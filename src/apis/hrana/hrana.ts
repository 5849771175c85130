import type { CallerPlace, Principal } from '../../contract/call.ts';
import { Problem } from '../../contract/problem.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import type { Engine } from '../../sql/engine.ts';
import { createTokenVerifier } from './access.ts';
import type { DatabasePath, Grant, HranaContext } from './context.ts';
import type { HranaDatabase } from './database.ts';
import type { Databases } from './databases.ts';
import { messages } from './messages.ts';
import type { Meter } from './meter.ts';
import { createStreams } from './streams.ts';
import type { Access } from '../../sql/engine.ts';
import type { DatabaseNameRow } from '../../sandbox/store/tables/databases.ts';

export interface HranaOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly databases: Databases;
  /** Name and version of the server. */
  readonly version: string;
  /** Settles when a content can be used; undefined where it can be at once. */
  readonly ready: (contentId: string) => Promise<void> | undefined;
  /** Takes up what a request did. */
  readonly report: (database: HranaDatabase, meter: Meter) => void;
  /** See `Hrana`. */
  readonly pin: (contentIds: readonly string[]) => () => void;
  /** Gives a database the rows of a SQLite file. @throws Problem 400 for bytes that are none */
  readonly replace: (databaseId: string, bytes: Uint8Array) => Promise<void>;
}

/** The data plane of one sandbox. */
export interface Hrana extends HranaContext {
  /** Finds the database of a path and the rights that a token grants on it. @throws Problem 401, 403, 404 or 503 */
  readonly open: (path: DatabasePath, token: string | null | undefined, caller: CallerPlace) => Grant;
  /** Called when a database ends the work of those who use it. @returns a function that ends the subscription */
  readonly onEnd: (listener: EndListener) => () => void;
  /** Ends all work on a database, or on all of them. */
  readonly end: (databaseId?: string) => void;
  /** Keeps the files of contents, also of those whose databases are deleted. @returns a function that lets them go */
  readonly pin: (contentIds: readonly string[]) => () => void;
  readonly close: () => void;
}

/** @param databaseId undefined for all databases */
export type EndListener = (databaseId: string | undefined) => void;

export function createHrana(options: HranaOptions): Hrana {
  const { engine, clock, databases, version, ready, report, replace, pin } = options;
  const verify = createTokenVerifier();
  const streams = createStreams(engine, clock);
  const granted = new WeakMap<Principal, Grant>();
  const listeners = new Set<EndListener>();
  /** The contents that were used, by database. */
  const used = new Map<string, string>();
  const identify = (
    path: DatabasePath,
    token: string | null | undefined,
  ): { readonly row: DatabaseNameRow; readonly access: Access } => {
    const row = databases.find(path);
    if (token === undefined || token === null) throw unauthorized(messages.headerMissing, 'AUTH_HEADER_NOT_FOUND');
    const result = verify(token, databases.keys(row), clock.now());
    if (result.type === 'invalid') throw unauthorized(messages.invalidToken, 'AUTH_JWT_INVALID');
    if (result.type === 'expired') throw unauthorized(messages.expiredToken, 'AUTH_JWT_EXPIRED');
    if (result.type === 'forbidden') throw new Problem(403, messages.forbidden('Read', row.name));
    return { row, access: result.access };
  };
  const open = (path: DatabasePath, token: string | null | undefined, caller?: CallerPlace): Grant => {
    const { row, access } = identify(path, token);
    const database = databases.open(row, caller);
    used.set(row.id, database.content.id);
    return { database, access };
  };
  return {
    engine,
    clock,
    version,
    streams,
    ready,
    report,
    replace,
    uploads: new Map(),
    open,
    admit(path, principal) {
      const { row, access } = identify(path, principal.token ?? '');
      if (access !== 'full') throw new Problem(403, messages.forbidden('Write', row.name));
      return row;
    },
    grant(path, principal, caller) {
      const known = granted.get(principal);
      if (known) return known;
      const grant = open(path, principal.token ?? '', caller);
      granted.set(principal, grant);
      return grant;
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end(databaseId) {
      for (const id of databaseId === undefined ? used.keys() : [databaseId]) {
        streams.end(id);
        const content = used.get(id);
        if (content !== undefined) engine.endStreams(content);
        used.delete(id);
      }
      for (const listener of listeners) listener(databaseId);
    },
    pin,
    close: () => streams.close(),
  };
}

/** @param code a WebSocket's `hello_error` has it; over HTTP the text is all */
function unauthorized(why: string, code: string): Problem {
  return new Problem(401, why, { code });
}
