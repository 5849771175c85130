import type { Context } from '../../sandbox/handler.ts';
import { startOfHour } from '../../sandbox/clock/time.ts';
import { StorageError } from '../../sandbox/store/errors.ts';
import type { Engine } from '../../sql/engine.ts';
import type { HranaDatabase } from './database.ts';
import type { Meter } from './meter.ts';

/** Counts what SQL uses and stores it a little later: a write of the store for each query would cost more than the query. */
export interface UsageRecorder {
  add(database: HranaDatabase, meter: Meter): void;
  /** Stores what was counted. Called before anything reads usage, too. */
  flush(): void;
  /** Forgets what was counted, since the rows that it would go to are gone. */
  clear(): void;
  /** Stores what was counted. Sizes that are still being measured are dropped: the store closes next. */
  close(): void;
}

/** How long counts wait, in milliseconds of real time. */
const delay = 250;

interface Count {
  readonly database: string;
  readonly instance: string;
  /** A moment of the hour that it counts for. */
  readonly at: number;
  rowsRead: number;
  rowsWritten: number;
}

interface Size {
  readonly database: string;
  readonly instance: string;
  readonly at: number;
  readonly bytes: number;
}

/** @param transaction stores all that a function writes, or nothing */
export function createUsageRecorder(
  { store, clock }: Context,
  engine: Engine,
  transaction: (run: () => void) => void,
): UsageRecorder {
  const counts = new Map<string, Count>();
  const sizes = new Map<string, Size>();
  /** Contents that are being measured, and whether they were written meanwhile. */
  const measured = new Map<string, boolean>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const schedule = (): void => {
    timer ??= setTimeout(flush, delay).unref();
  };
  const isThere = ({ database }: { database: string }): boolean => store.databases.byId(database) !== undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (counts.size === 0 && sizes.size === 0) return;
    try {
      transaction(() => {
        for (const count of counts.values()) if (isThere(count)) store.usage.add(count);
        for (const size of sizes.values()) {
          if (isThere(size)) store.usage.setStorage(size.database, size.instance, size.at, size.bytes);
        }
      });
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      // The disk is full, for example. Keep the counts and try again later.
      schedule();
      return;
    }
    counts.clear();
    sizes.clear();
  };
  const keepSize = async ({ content, id }: HranaDatabase): Promise<void> => {
    let bytes: number;
    do {
      measured.set(content.id, false);
      bytes = await engine.size(content);
      if (isClosed) return;
    } while (measured.get(content.id));
    measured.delete(content.id);
    // Replicas hold the same pages (inferred).
    for (const { uuid } of store.instances.live(id)) {
      sizes.set(`${id} ${uuid}`, { database: id, instance: uuid, at: clock.now(), bytes });
    }
    schedule();
  };
  const measure = (database: HranaDatabase): void => {
    if (measured.has(database.content.id)) measured.set(database.content.id, true);
    else {
      keepSize(database).catch((error: unknown) => {
        measured.delete(database.content.id);
        // An engine that ends while it measures has nobody to tell.
        if (!isClosed) process.emitWarning(error instanceof Error ? error : String(error));
      });
    }
  };

  return {
    add(database, meter) {
      const [rowsRead, rowsWritten] = [meter.rowsRead(), meter.rowsWritten()];
      if (rowsRead === 0 && rowsWritten === 0) return;
      const at = clock.now();
      const { id, instance } = database;
      const key = `${id} ${instance} ${startOfHour(at)}`;
      const count = counts.get(key) ?? { database: id, instance, at, rowsRead: 0, rowsWritten: 0 };
      count.rowsRead += rowsRead;
      count.rowsWritten += rowsWritten;
      counts.set(key, count);
      if (rowsWritten > 0) measure(database);
      schedule();
    },
    flush,
    close() {
      flush();
      isClosed = true;
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      counts.clear();
      sizes.clear();
    },
  };
}
