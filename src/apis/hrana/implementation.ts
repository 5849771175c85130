import type { Principal } from '../../contract/call.ts';
import { Problem } from '../../contract/problem.ts';
import type { AnyHandler } from '../../sandbox/handler.ts';
import { type Contents, RowsUnavailable } from '../../sandbox/contents.ts';
import type { Implementation } from '../../sandbox/implementation.ts';
import type { Engine } from '../../sql/engine.ts';
import { hranaApi } from './api.ts';
import type { DatabasePath, HranaContext } from './context.ts';
import type { HranaDatabase } from './database.ts';
import { createContents, keptDatabase } from './contents.ts';
import { createDatabases } from './databases.ts';
import { hranaHandlers } from './handlers.ts';
import { messages } from './messages.ts';
import { createHrana, type Hrana } from './hrana.ts';
import { createKeptStates } from './kept-states.ts';
import type { Meter } from './meter.ts';
import { refusingEngine } from './refusing-engine.ts';
import { createArchiver } from '../turso/resources/archive.ts';
import { takeUpload } from '../turso/resources/seed-contents.ts';
import { routeToDatabase } from './route.ts';
import { createUsageRecorder } from './usage.ts';

/** The data plane of one sandbox, and the row that answers its API. */
export interface HranaPart {
  readonly implementation: Implementation;
  /** Undefined until the sandbox is made. */
  readonly hrana: () => Hrana | undefined;
  /** Writes a SQLite file into a content that nobody has used yet. The first to use it waits for that. */
  readonly fill: (contentId: string, bytes: () => Uint8Array) => void;
  /** Makes rows for the operations of the control plane. */
  readonly contents: Contents;
}

/** How long contents that no database has are left, in milliseconds of real time. */
const sweepDelay = 1_000;

/**
 * @param version name and version of the server
 * @param isReopened whether the contents may hold rows of an earlier run
 */
export function createHranaPart(given: Engine, version: string, isReopened = false): HranaPart {
  let hrana: Hrana | undefined;
  let contents: Contents | undefined;
  const { engine, reserved, filled } = reserving(refusingEngine(given));
  const filling = new Map<string, Promise<void>>();
  /** Fillings that failed because the server of the rows was gone, to be begun again. */
  const unavailable = new Map<string, () => void>();
  const ready = (contentId: string): Promise<void> | undefined => {
    unavailable.get(contentId)?.();
    return filling.get(contentId);
  };
  const fill = async (contentId: string, bytes: () => Uint8Array): Promise<void> => {
    const result = await engine.load(contentId, bytes());
    if (result.type === 'refused') throw new Problem(503, messages.notFilled(result.reason));
    filling.delete(contentId);
  };
  const meters = new WeakMap<Principal, Meter>();

  const attach: Implementation['attach'] = (context, transaction) => {
    const { store, clock } = context;
    const databases = createDatabases(context);
    const archiver = createArchiver(context, transaction);
    const usage = createUsageRecorder(context, engine, transaction);
    const states = createKeptStates({
      engine,
      clock,
      since: isReopened ? clock.now() : undefined,
      isFilled: (contentId) => filled.has(contentId),
      reserve: (contentId) => void reserved.add(contentId),
    });
    // The store keeps what it found by name until the next write.
    const isThere = ({ id, organization, name }: HranaDatabase): boolean =>
      store.databases.get(organization, name)?.id === id || store.databases.byId(id) !== undefined;
    const made = new Set<string>();
    const pinned = new Set<readonly string[]>();
    contents = createContents({ engine, store, states, ready, made });
    const own = createHrana({
      engine,
      clock,
      databases: {
        ...databases,
        open(row, caller) {
          archiver.settle();
          const database = databases.open(row, caller);
          archiver.noteUse(row.groupId);
          return database;
        },
      },
      version,
      ready,
      pin(contentIds) {
        pinned.add(contentIds);
        return () => {
          pinned.delete(contentIds);
          sweepLater();
        };
      },
      async replace(databaseId, bytes) {
        const content = await contents!.fromFile(bytes);
        if (content.type === 'refused') throw new Problem(400, messages.fileRefused(content.reason));
        try {
          transaction(() => takeUpload(context, databaseId, content));
        } catch (error) {
          content.discard();
          throw error;
        }
      },
      report(database, meter) {
        usage.add(database, meter);
        if (hasWritten(meter) && isThere(database)) states.noteWrite(keptDatabase(store, database.id));
      },
    });
    hrana = own;
    let timer: NodeJS.Timeout | undefined;
    const sweep = (): void => {
      timer = undefined;
      states.retain((id) => store.databases.byId(id) !== undefined);
      const ids = new Set(store.databases.contents());
      // The next sweep finds what this one leaves.
      engine.removeOrphans(new Set([...ids, ...reserved, ...[...pinned].flat()])).catch(() => undefined);
      for (const id of reserved) if (ids.has(id)) reserved.delete(id);
      for (const id of filled) if (!ids.has(id) && !reserved.has(id)) filled.delete(id);
    };
    const sweepLater = (): void => void (timer ??= setTimeout(sweep, sweepDelay).unref());
    store.databases.onChange((id) => {
      if (id === undefined) {
        usage.clear();
        archiver.clear();
        states.retain(() => false);
        // A database keeps its id over a reset, and must not get the file that was meant for it before.
        own.uploads.clear();
      } else if (store.databases.byId(id)) {
        archiver.noteUse(store.databases.byId(id)!.groupId);
        const database = keptDatabase(store, id);
        // A content that was made is new to its database.
        if (made.delete(database.content.id)) states.noteWrite(database);
      } else own.uploads.delete(id);
      own.end(id);
      sweepLater();
    });
    return {
      settle() {
        usage.flush();
        archiver.settle();
      },
      async close() {
        usage.close();
        clearTimeout(timer);
        own.close();
        try {
          await engine.end();
        } catch (error) {
          process.emitWarning(error instanceof Error ? error : String(error));
        }
      },
    };
  };

  return {
    hrana: () => hrana,
    contents: {
      fromDump: (sql, databaseId) => contents!.fromDump(sql, databaseId),
      fromFile: (bytes) => contents!.fromFile(bytes),
      copyOf: (databaseId, moment) => contents!.copyOf(databaseId, moment),
    },
    fill(contentId, bytes) {
      const begin = (): void => {
        unavailable.delete(contentId);
        const done = fill(contentId, bytes);
        filling.set(contentId, done);
        // The next request to the content reports the failure.
        done.catch((error: unknown) => {
          if (error instanceof RowsUnavailable) unavailable.set(contentId, begin);
        });
      };
      begin();
    },
    implementation: {
      api: hranaApi,
      handlers: Object.fromEntries(
        Object.entries(hranaHandlers as Readonly<Record<string, AnyHandler<HranaContext>>>).map(([id, handler]) => [
          id,
          metered(handler),
        ]),
      ),
      // A token is all that a caller shows; whether it opens the database is seen once the path is known.
      authenticate: (_context, { token }) => ({ username: tokenHolder, token }),
      authorize(_context, { id, security }, path, principal, caller) {
        if (security.length === 0) return;
        if (uploadOperations.has(id)) hrana!.admit(path as unknown as DatabasePath, principal);
        else hrana!.grant(path as unknown as DatabasePath, principal, caller);
      },
      route: routeToDatabase,
      runsInTransaction: false,
      attach,
    },
  };

  /** Adds what a call ran to its reply, for the journal. */
  function metered(handler: AnyHandler<HranaContext>): AnyHandler {
    return async (input: { readonly principal: Principal }) => {
      const parts = {
        ...hrana!,
        report: (...[database, meter]: Parameters<Hrana['report']>) => {
          meters.set(input.principal, meter);
          hrana!.report(database, meter);
        },
      };
      const reply = await handler(input, parts);
      const meter = meters.get(input.principal);
      return meter && meter.count() > 0 ? { ...reply, sql: meter.total() } : reply;
    };
  }
}

/** Whether the rows may be others now. A COMMIT writes what its transaction has changed, a DROP counts no rows. */
function hasWritten(meter: Meter): boolean {
  const { count, rowsWritten, statements } = meter.total();
  return rowsWritten > 0 || count > statements.length || !statements.every(({ sql }) => isRead(sql));
}

/** One statement that changes nothing by itself. */
function isRead(sql: string): boolean {
  if (!/^\s*(?:SELECT|VALUES|WITH|EXPLAIN|PRAGMA|BEGIN|SAVEPOINT|ROLLBACK)\b/i.test(sql)) return false;
  const end = sql.indexOf(';');
  return end < 0 || sql.slice(end + 1).trim() === '';
}

/** Operations that a draft answers, too. */
const uploadOperations: ReadonlySet<string> = new Set(['uploadDatabase', 'startUpload', 'uploadChunk', 'finishUpload']);

/** A database token names no user. */
const tokenHolder = 'token';

/** Keeps contents that were written but that no database has yet from being taken for orphans. */
function reserving(engine: Engine): {
  readonly engine: Engine;
  readonly reserved: Set<string>;
  /** The contents that were made of rows, whether a database has them or not. */
  readonly filled: Set<string>;
} {
  const reserved = new Set<string>();
  const filled = new Set<string>();
  const reserve = (id: string): void => {
    reserved.add(id);
    filled.add(id);
  };
  return {
    reserved,
    filled,
    engine: {
      ...engine,
      load(id, bytes) {
        reserve(id);
        return engine.load(id, bytes);
      },
      copy(from, to) {
        reserve(to.id);
        return engine.copy(from, to);
      },
      fill(id, sql, from) {
        reserve(id);
        return engine.fill(id, sql, from);
      },
      remove(id) {
        reserved.delete(id);
        filled.delete(id);
        return engine.remove(id);
      },
    },
  };
}
