import type { Exchange } from './exchange.ts';
import type { ExchangeSource, Journal } from './journal.ts';

/** The exchanges of all sandboxes, by `sequence`. It stores none: it reads the journals of the sandboxes on demand. */
export interface CombinedJournal extends ExchangeSource {
  /** Takes the sequence number for the next exchange of any sandbox. */
  nextSequence(): number;
  /** All exchanges, oldest first. */
  entries(): Exchange[];
  /** Ends all subscriptions. */
  close(): void;
}

export interface CombinedJournalOptions {
  /** The journals of the open sandboxes. */
  readonly journals: () => Iterable<Journal>;
  /** Calls the listener with each exchange of every sandbox. @returns a function that ends the subscription */
  readonly subscribe: (listener: (exchange: Exchange) => void) => () => void;
}

export function createCombinedJournal({ journals, subscribe }: CombinedJournalOptions): CombinedJournal {
  let last = 0;
  const leaves = new Map<() => void, (() => void) | undefined>();
  return {
    nextSequence: () => ++last,
    last: () => last,
    numberOf: ({ sequence }) => sequence,
    entries: () =>
      [...journals()].flatMap((journal) => journal.entries()).toSorted((one, other) => one.sequence - other.sequence),
    after(sequence) {
      let next: Exchange | undefined;
      for (const journal of journals()) {
        const found = firstAfter(journal, sequence);
        if (found && (!next || found.sequence < next.sequence)) next = found;
      }
      return next;
    },
    subscribe(listener, ended) {
      const unsubscribe = subscribe(listener);
      const leave = (): void => {
        unsubscribe();
        leaves.delete(leave);
      };
      leaves.set(leave, ended);
      return leave;
    },
    close() {
      const all = [...leaves];
      for (const [leave, ended] of all) {
        leave();
        ended?.();
      }
    },
  };
}

/** The oldest exchange of a journal after a sequence number, by binary search. */
function firstAfter(journal: Journal, sequence: number): Exchange | undefined {
  const newest = journal.get(journal.last());
  if (!newest || newest.sequence <= sequence) return undefined;
  let low = journal.after(0)!.id;
  let high = newest.id;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (journal.get(middle)!.sequence > sequence) high = middle;
    else low = middle + 1;
  }
  return journal.get(low);
}
