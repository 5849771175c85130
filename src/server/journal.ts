import type { Exchange } from './exchange.ts';

/** How many exchanges are kept. */
export const journalCapacity = 1_000;

/** Remembers the last exchanges and tells listeners of each. */
export interface Journal {
  /** Numbers an exchange and keeps it. */
  record(exchange: Omit<Exchange, 'id'>): void;
  /** Oldest first. */
  entries(): Exchange[];
  get(id: number): Exchange | undefined;
  /** Forgets them; numbers go on. @returns how many there were */
  clear(): number;
  /** @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
}

export function createJournal(): Journal {
  // A ring: the exchange of number n stands at n modulo the capacity.
  let ring: (Exchange | undefined)[] = [];
  let last = 0;
  let firstKept = 1;
  const listeners = new Set<(exchange: Exchange) => void>();
  const oldest = (): number => Math.max(firstKept, last - journalCapacity + 1);
  const get = (id: number): Exchange | undefined =>
    id >= oldest() && id <= last ? ring[id % journalCapacity] : undefined;

  return {
    record(unnumbered) {
      const exchange = { ...unnumbered, id: ++last };
      ring[last % journalCapacity] = exchange;
      for (const listener of listeners) listener(exchange);
    },
    entries() {
      const entries: Exchange[] = [];
      for (let id = oldest(); id <= last; id++) entries.push(get(id)!);
      return entries;
    },
    get,
    clear() {
      const count = last - oldest() + 1;
      ring = [];
      firstKept = last + 1;
      return count;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
