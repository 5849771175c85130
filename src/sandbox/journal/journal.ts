import type { Exchange } from './exchange.ts';

/** How many exchanges are kept, unless they are long: see `journalSize`. */
export const journalCapacity = 1_000;

/** How much is kept in all, in characters, beside headers. */
export const journalSize = 33_554_432;

/** Exchanges that a reader can follow. */
export interface ExchangeSource {
  /** The number of the newest, also when it was cleared; 0 before the first. */
  last(): number;
  /** The oldest that is kept and comes after a number; undefined when none has come. */
  after(number: number): Exchange | undefined;
  /** The number of an exchange here. */
  numberOf(exchange: Exchange): number;
  /**
   * @param ended called when there will be no more
   * @returns a function that ends the subscription
   */
  subscribe(listener: (exchange: Exchange) => void, ended?: () => void): () => void;
}

/** Remembers the last exchanges and tells listeners of each. */
export interface Journal extends ExchangeSource {
  /** The number of the next exchange. */
  next(): number;
  /** Keeps an exchange of that number. */
  record(exchange: Exchange): void;
  /** Oldest first. */
  entries(): Exchange[];
  get(id: number): Exchange | undefined;
  /** Forgets them; numbers go on. @returns how many there were */
  clear(): number;
  /** Whether anybody has subscribed. */
  isWatched(): boolean;
  /** Ends all subscriptions. */
  close(): void;
}

/** @param onRecord called with each exchange; it is no subscription */
export function createJournal(onRecord?: (exchange: Exchange) => void): Journal {
  // A ring: the exchange of number n stands at n modulo the capacity.
  let ring: (Exchange | undefined)[] = [];
  let last = 0;
  let firstKept = 1;
  let kept = 0;
  const listeners = new Map<(exchange: Exchange) => void, (() => void) | undefined>();
  const oldest = (): number => Math.max(firstKept, last - journalCapacity + 1);
  const get = (id: number): Exchange | undefined =>
    id >= oldest() && id <= last ? ring[id % journalCapacity] : undefined;

  return {
    next: () => last + 1,
    record(exchange) {
      last = exchange.id;
      const place = last % journalCapacity;
      kept += sizeOf(exchange) - sizeOf(ring[place]);
      ring[place] = exchange;
      while (kept > journalSize && oldest() < last) {
        kept -= sizeOf(get(oldest()));
        ring[oldest() % journalCapacity] = undefined;
        firstKept = oldest() + 1;
      }
      if (onRecord) tell(onRecord, exchange);
      for (const listener of listeners.keys()) tell(listener, exchange);
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
      kept = 0;
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

/** In characters, roughly: what a caller can make long. */
function sizeOf(exchange: Exchange | undefined): number {
  if (!exchange) return 0;
  const { target, request, response, refusal = '', notes, violations } = exchange;
  let size = target.length + request.body.length + response.body.length + 2 * refusal.length;
  for (const note of notes) size += 2 * note.length;
  for (const { pointer, message } of violations) size += pointer.length + message.length;
  return size;
}

/** A listener that throws does not spoil the answer. */
function tell(listener: (exchange: Exchange) => void, exchange: Exchange): void {
  try {
    listener(exchange);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), {
      detail: 'thrown by a listener to exchanges',
    });
  }
}
