import type { Exchange } from './exchange.ts';

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
  /** All exchanges, oldest first. */
  entries(): Exchange[];
  get(id: number): Exchange | undefined;
  /** Removes all exchanges. Ids go on. @returns how many there were */
  clear(): number;
  /** Whether there are subscriptions. */
  isWatched(): boolean;
  /** Ends all subscriptions. */
  close(): void;
}

/** Creates a journal. @param onRecord called with each exchange; it does not count as a subscription */
export function createJournal(onRecord?: (exchange: Exchange) => void): Journal {
  // A ring buffer: exchange n is at index n modulo the capacity.
  let ring: (Exchange | undefined)[] = [];
  let last = 0;
  let firstKept = 1;
  let totalSize = 0;
  const listeners = new Map<(exchange: Exchange) => void, (() => void) | undefined>();
  const oldest = (): number => Math.max(firstKept, last - journalCapacity + 1);
  const get = (id: number): Exchange | undefined =>
    id >= oldest() && id <= last ? ring[id % journalCapacity] : undefined;

  return {
    next: () => last + 1,
    record(exchange) {
      last = exchange.id;
      const place = last % journalCapacity;
      totalSize += sizeOf(exchange) - sizeOf(ring[place]);
      ring[place] = exchange;
      while (totalSize > journalSize && oldest() < last) {
        totalSize -= sizeOf(get(oldest()));
        ring[oldest() % journalCapacity] = undefined;
        firstKept = oldest() + 1;
      }
      if (onRecord) notify(onRecord, exchange);
      for (const listener of listeners.keys()) notify(listener, exchange);
    },
    entries() {
      const entries: Exchange[] = [];
      for (let id = oldest(); id <= last; id++) entries.push(get(id)!);
      return entries;
    },
    get,
    after: (id) => get(Math.max(id + 1, oldest())),
    last: () => last,
    numberOf: ({ id }) => id,
    clear() {
      const count = last - oldest() + 1;
      ring = [];
      totalSize = 0;
      firstKept = last + 1;
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
function sizeOf(exchange: Exchange | undefined): number {
  if (!exchange) return 0;
  const { target, request, response, refusal = '', notes, violations } = exchange;
  let size = target.length + request.body.length + response.body.length + 2 * refusal.length;
  size += exchange.changes?.size ?? 0;
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
