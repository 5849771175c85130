import { createByteRing } from './byte-ring.ts';
import type { Exchange } from './exchange.ts';
import { addRecord, addRepeated, type DecodeChanges, readRecord, recordedSize, sequenceOf, timeOf } from './record.ts';
import { createRepeats } from './repeats.ts';

/** The maximum number of exchanges. Long ones reduce it: see `journalSize`. */
export const journalCapacity = 1_000;

/** The maximum size of all exchanges without their headers, in characters. */
export const journalSize = 33_554_432;

/** A sequence of exchanges that a reader can follow. */
export interface ExchangeSource {
  /** The number of the newest exchange, even after `clear`; 0 before the first. */
  last(): number;
  /** The oldest exchange after a number; undefined if there is none yet. */
  after(number: number): Exchange | undefined;
  /** The number of an exchange in this sequence. */
  numberOf(exchange: Exchange): number;
  /**
   * Subscribes to exchanges.
   *
   * @param ended called when the source is closed
   * @returns a function that ends the subscription
   */
  subscribe(listener: (exchange: Exchange) => void, ended?: () => void): () => void;
}

/** Keeps the latest exchanges and notifies listeners of each. Their numbers are their ids. */
export interface Journal extends ExchangeSource {
  /** The id of the next exchange. */
  next(): number;
  /** Adds an exchange with that id. */
  record(exchange: Exchange): void;
  /** All exchanges, or those after a number, oldest first. */
  entries(after?: number): Exchange[];
  get(id: number): Exchange | undefined;
  /** The id of the oldest exchange; that of the next one if there is none. */
  first(): number;
  /** The number of an exchange over all sandboxes; undefined if the journal does not have it. */
  sequenceOf(id: number): number | undefined;
  /** When the newest exchange ended, in milliseconds since the epoch; undefined if there is none. */
  lastTime(): number | undefined;
  /** Removes all exchanges. Ids go on. @returns how many there were */
  clear(): number;
  /** Whether there are subscriptions. */
  isWatched(): boolean;
  /** Ends all subscriptions. */
  close(): void;
}

/**
 * Creates a journal. It keeps exchanges as bytes, and makes objects of them for those who look.
 *
 * @param onRecord called with each exchange; it does not count as a subscription
 */
export function createJournal(onRecord?: (exchange: Exchange) => void): Journal {
  const ring = createByteRing();
  let last = 0;
  let totalSize = 0;
  const repeats = createRepeats();
  let decodeChanges: DecodeChanges | undefined;
  const listeners = new Map<(exchange: Exchange) => void, (() => void) | undefined>();
  const oldest = (): number => last - ring.count() + 1;
  const has = (id: number): boolean => id >= oldest() && id <= last;
  const read = (id: number): Exchange => readRecord(ring.at(id - oldest()), id, decodeChanges);
  const dropOldest = (): void => {
    totalSize -= recordedSize(ring.at(0));
    ring.drop();
  };
  const isTooLarge = (size: number): boolean => totalSize > journalSize - size;
  const makeRoom = (size: number): void => {
    while (isTooLarge(size) && ring.count() > 0) dropOldest();
  };
  const entries = (after = 0): Exchange[] => {
    const found: Exchange[] = [];
    for (let id = Math.max(oldest(), after + 1); id <= last; id++) found.push(read(id));
    return found;
  };

  return {
    next: () => last + 1,
    record(exchange) {
      const size = sizeOf(exchange);
      if (ring.count() === journalCapacity) dropOldest();
      makeRoom(size);
      totalSize += size;
      if (exchange.changes) ({ decode: decodeChanges } = exchange.changes);
      const same = repeats.note(exchange);
      if (same !== undefined && has(same)) addRepeated(ring, same - oldest(), exchange);
      else addRecord(ring, exchange, size);
      last = exchange.id;
      if (onRecord) notify(onRecord, exchange);
      for (const listener of listeners.keys()) notify(listener, exchange);
    },
    entries,
    get: (id) => (has(id) ? read(id) : undefined),
    after(id) {
      const next = Math.max(id + 1, oldest());
      return has(next) ? read(next) : undefined;
    },
    first: oldest,
    sequenceOf: (id) => (has(id) ? sequenceOf(ring.at(id - oldest())) : undefined),
    lastTime: () => (ring.count() > 0 ? timeOf(ring.at(ring.count() - 1)) : undefined),
    last: () => last,
    numberOf: ({ id }) => id,
    clear() {
      const count = ring.count();
      ring.clear();
      totalSize = 0;
      return count;
    },
    subscribe(listener, ended) {
      listeners.set(listener, ended);
      return () => listeners.delete(listener);
    },
    isWatched: () => listeners.size > 0,
    close() {
      const ends = [...listeners.values()];
      listeners.clear();
      for (const ended of ends) ended?.();
    },
  };
}

/** The approximate size of an exchange, in characters: the parts that a caller can make long. */
function sizeOf(exchange: Exchange): number {
  const { target, request, response, refusal = '', notes, violations } = exchange;
  let size = target.length + request.body.length + response.body.length + 2 * refusal.length;
  size += exchange.changes?.text.length ?? 0;
  for (const note of notes) size += 2 * note.length;
  for (const { pointer, message } of violations) size += pointer.length + message.length;
  return size;
}

/** Calls a listener. An error that it throws does not affect the answer. */
function notify(listener: (exchange: Exchange) => void, exchange: Exchange): void {
  try {
    listener(exchange);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), {
      detail: 'thrown by a listener to exchanges',
    });
  }
}
