import type { Exchange } from './exchange.ts';

/** How many exchanges are kept. */
const capacity = 1_000;

/** Remembers the last exchanges and tells listeners of each. */
export interface Journal {
  record(exchange: Exchange): void;
  /** Oldest first. */
  entries(): Exchange[];
  /** @returns a function that ends the subscription */
  subscribe(listener: (exchange: Exchange) => void): () => void;
}

export function createJournal(): Journal {
  const kept: Exchange[] = [];
  let next = 0;
  const listeners = new Set<(exchange: Exchange) => void>();
  return {
    record(exchange) {
      kept[next % capacity] = exchange;
      next++;
      for (const listener of listeners) listener(exchange);
    },
    entries() {
      const start = next % capacity;
      return next <= capacity ? kept.slice() : [...kept.slice(start), ...kept.slice(0, start)];
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
