import { Problem } from '../../contract/problem.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import type { Access, Engine } from '../../sql/engine.ts';
import { createBatons, randomNumber } from './batons.ts';
import type { HranaDatabase } from './database.ts';
import { expiredStreamTime, maxStreams, maxStreamsOfDatabase, streamIdleTime } from './limits.ts';
import { messages } from './messages.ts';
import { busyStream, isEmpty, openStream, type Stream } from './stream.ts';

/** The streams of HTTP, which live from request to request under a baton. */
export interface Streams {
  /**
   * Gives the stream of a baton, or a new one without. It is nobody else's until it is released or dropped.
   *
   * @throws Problem 400 for a baton that is not good, 400 with the code `STREAM_EXPIRED` for a stream that has ended
   */
  acquire(baton: string | null | undefined, database: HranaDatabase, access: Access): HeldStream;
  /** Ends all streams of a database: their batons are invalid from now on. */
  end(databaseId: string): void;
  /** How many are kept between requests. */
  count(): number;
  close(): void;
}

/** A stream while a request uses it. */
export interface HeldStream {
  readonly stream: Stream;
  /** Gives it back. @returns the baton of the next request; null where nothing was left on it, and it is closed */
  release(): string | null;
  /** Closes it; an open transaction is rolled back. */
  drop(): void;
}

/** A stream that is kept, used or remembered. */
interface Entry {
  readonly database: string;
  readonly access: string;
  readonly stream: Stream;
  sequence: bigint;
  status: 'kept' | 'held' | 'expired';
  /** Calls off what the clock is to do with it. */
  cancel: () => void;
}

export function createStreams(engine: Engine, clock: Clock): Streams {
  const batons = createBatons();
  const entries = new Map<bigint, Entry>();
  const kept = new Map<string, number>();
  let keptInAll = 0;

  const count = (database: string, change: number): void => {
    keptInAll += change;
    const left = (kept.get(database) ?? 0) + change;
    if (left === 0) kept.delete(database);
    else kept.set(database, left);
  };
  const expire = (id: bigint, entry: Entry): void => {
    entry.status = 'expired';
    count(entry.database, -1);
    entry.stream.sql.close();
    entry.cancel = clock.at(clock.now() + expiredStreamTime, () => entries.delete(id));
  };
  const keep = (id: bigint, entry: Entry): string => {
    entry.status = 'kept';
    entry.sequence = BigInt.asUintN(64, entry.sequence + 1n);
    entries.set(id, entry);
    count(entry.database, 1);
    entry.cancel = clock.at(clock.now() + streamIdleTime, () => expire(id, entry));
    return batons.encode({ stream: id, sequence: entry.sequence });
  };
  const begin = (entry: Entry): bigint => {
    entry.sequence = randomNumber();
    return randomNumber();
  };
  /** @param id undefined for a new one: few are kept, and a random number costs more than all else here */
  const hold = (id: bigint | undefined, entry: Entry): HeldStream => ({
    stream: entry.stream,
    release() {
      // It was ended while it was held.
      if (entry.status === 'expired') return null;
      if (!isEmpty(entry.stream)) return keep(id ?? begin(entry), entry);
      this.drop();
      return null;
    },
    drop() {
      entry.stream.sql.close();
      if (id !== undefined && entry.status === 'held') entries.delete(id);
    },
  });

  const open = (database: HranaDatabase, access: Access): HeldStream => {
    const isFull = keptInAll >= maxStreams || (kept.get(database.id) ?? 0) >= maxStreamsOfDatabase;
    const stream = isFull ? busyStream(database, access) : openStream(engine, database, access);
    const entry: Entry = {
      database: database.id,
      access: JSON.stringify(access),
      stream,
      sequence: 0n,
      status: 'held',
      cancel: () => {},
    };
    return hold(undefined, entry);
  };

  const reopen = (baton: string, database: HranaDatabase, access: Access): HeldStream => {
    const content = batons.decode(baton);
    const entry = content && entries.get(content.stream);
    // A token with other rights cannot take over what another token's rights have opened.
    if (!entry || entry.database !== database.id || entry.access !== JSON.stringify(access)) {
      throw new Problem(400, messages.invalidBaton);
    }
    if (entry.status === 'expired') throw streamExpired();
    if (entry.status === 'held' || entry.sequence !== content.sequence) throw new Problem(400, messages.usedBaton);
    entry.cancel();
    entry.status = 'held';
    count(entry.database, -1);
    return hold(content.stream, entry);
  };

  return {
    acquire: (baton, database, access) =>
      baton === undefined || baton === null ? open(database, access) : reopen(baton, database, access),
    end(databaseId) {
      for (const [id, entry] of entries) {
        if (entry.database !== databaseId) continue;
        entry.cancel();
        if (entry.status === 'kept') count(entry.database, -1);
        entry.status = 'expired';
        entry.stream.sql.close();
        entries.delete(id);
      }
    },
    count: () => keptInAll,
    close() {
      for (const { cancel, stream } of entries.values()) {
        cancel();
        stream.sql.close();
      }
      entries.clear();
      kept.clear();
      keptInAll = 0;
    },
  };
}

/** Clients look for the code. */
export function streamExpired(message = messages.expiredStream): Problem {
  return new Problem(400, message, { code: 'STREAM_EXPIRED' });
}
