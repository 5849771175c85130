import type { Principal } from '../../contract/call.ts';
import { Problem } from '../../contract/problem.ts';
import type { AnyHandler } from '../../sandbox/handler.ts';
import type { Implementation } from '../../sandbox/implementation.ts';
import type { Engine } from '../../sql/engine.ts';
import { hranaApi } from './api.ts';
import type { DatabasePath, HranaContext } from './context.ts';
import { createDatabases } from './databases.ts';
import { hranaHandlers } from './handlers.ts';
import { messages } from './messages.ts';
import { createHrana, type Hrana } from './hrana.ts';
import type { Meter } from './meter.ts';
import { routeToDatabase } from './route.ts';
import { createUsageRecorder } from './usage.ts';

/** The data plane of one sandbox, and the row that answers its API. */
export interface HranaPart {
  readonly implementation: Implementation;
  /** Undefined until the sandbox is made. */
  readonly hrana: () => Hrana | undefined;
  /** Writes a SQLite file into a content that nobody has used yet. The first to use it waits for that. */
  readonly fill: (contentId: string, bytes: () => Uint8Array) => void;
}

/** How long contents that no database has are left, in milliseconds of real time. */
const sweepDelay = 1_000;

/** @param version name and version of the server */
export function createHranaPart(given: Engine, version: string): HranaPart {
  let hrana: Hrana | undefined;
  const { engine, reserved } = reserving(given);
  const filling = new Map<string, Promise<void>>();
  const fill = async (contentId: string, bytes: () => Uint8Array): Promise<void> => {
    const result = await engine.load(contentId, bytes());
    if (result.type === 'refused') throw new Problem(503, messages.notFilled(result.reason));
    filling.delete(contentId);
  };
  const meters = new WeakMap<Principal, Meter>();

  const attach: Implementation['attach'] = (context, transaction) => {
    const { store, clock } = context;
    const databases = createDatabases(context);
    const usage = createUsageRecorder(context, engine, transaction);
    const own = createHrana({
      engine,
      clock,
      databases,
      version,
      ready: (contentId) => filling.get(contentId),
      report: (database, meter) => usage.add(database, meter),
    });
    hrana = own;
    let timer: NodeJS.Timeout | undefined;
    const sweep = (): void => {
      timer = undefined;
      const contents = new Set(store.databases.contents());
      // The next sweep finds what this one leaves.
      engine.removeOrphans(new Set([...contents, ...reserved])).catch(() => undefined);
      for (const id of reserved) if (contents.has(id)) reserved.delete(id);
    };
    store.databases.onChange((id) => {
      if (id === undefined) usage.clear();
      own.end(id);
      timer ??= setTimeout(sweep, sweepDelay).unref();
    });
    return {
      settle: () => usage.flush(),
      close() {
        usage.close();
        clearTimeout(timer);
        own.close();
        engine.end().catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)));
      },
    };
  };

  return {
    hrana: () => hrana,
    fill(contentId, bytes) {
      const done = fill(contentId, bytes);
      filling.set(contentId, done);
      // The next request to the content reports the failure.
      done.catch(() => undefined);
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
      authorize(_context, { security }, path, principal) {
        if (security.length > 0) hrana!.grant(path as unknown as DatabasePath, principal);
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

/** A database token names no user. */
const tokenHolder = 'token';

/** Keeps contents that were written but that no database has yet from being taken for orphans. */
function reserving(engine: Engine): { readonly engine: Engine; readonly reserved: Set<string> } {
  const reserved = new Set<string>();
  return {
    reserved,
    engine: {
      ...engine,
      load(id, bytes) {
        reserved.add(id);
        return engine.load(id, bytes);
      },
      copy(from, to) {
        reserved.add(to.id);
        return engine.copy(from, to);
      },
      remove(id) {
        reserved.delete(id);
        return engine.remove(id);
      },
    },
  };
}
