import type { Exchange } from './exchange.ts';
import type { ExchangeSource, Journal } from './journal.ts';

/** The exchanges of all sandboxes, by `sequence`. It stores none: it reads the journals of the sandboxes on demand. */
export interface CombinedJournal extends ExchangeSource {
  /** Takes the sequence number for the next exchange of any sandbox. */
  nextSequence(): number;
  /** All exchanges, or those after a number, oldest first. */
  entries(after?: number): Exchange[];
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
    entries: (after = 0) =>
      [...journals()]
        .flatMap((journal) => {
          const first = firstAfter(journal, after);
          return first === undefined ? [] : journal.entries(first.id - 1);
        })
        .toSorted((one, other) => one.sequence - other.sequence),
    after(sequence) {
      let next: Found | undefined;
      for (const journal of journals()) {
        const found = firstAfter(journal, sequence);
        if (found && (!next || found.sequence < next.sequence)) next = found;
      }
      return next?.journal.get(next.id);
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

/** An exchange in the journal of its sandbox. */
interface Found {
  readonly journal: Journal;
  readonly id: number;
  readonly sequence: number;
}

/** The oldest exchange of a journal after a sequence number, by binary search. */
function firstAfter(journal: Journal, sequence: number): Found | undefined {
  const last = journal.last();
  const newest = journal.sequenceOf(last);
  if (newest === undefined || newest <= sequence) return undefined;
  let low = journal.first();
  let high = last;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (journal.sequenceOf(middle)! > sequence) high = middle;
    else low = middle + 1;
  }
  return { journal, id: low, sequence: journal.sequenceOf(low)! };
}
