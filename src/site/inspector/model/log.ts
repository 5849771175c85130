import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Exchange } from './schemas.ts';
import { createBatcher } from './batch.ts';
import { type Bucket, createBuckets } from './buckets.ts';
import { applyFilter, type Filter, isError, emptyFilter, apisOf, operationsOf } from './filter.ts';

/** The number of exchanges that the server keeps, too. */
export const logCapacity = 1_000;

/** The latest exchanges that the server reported, of one sandbox or of all, in the order of `sequence`. */
export interface Log {
  /** The exchanges that match the filter, newest first. */
  readonly shown: ReadonlySignal<readonly Exchange[]>;
  /** The number of exchanges, matching or not. */
  readonly size: ReadonlySignal<number>;
  readonly operations: ReadonlySignal<readonly string[]>;
  /** The APIs that were called. */
  readonly apis: ReadonlySignal<readonly string[]>;
  readonly filter: Signal<Filter>;
  /** The sequences of exchanges whose bodies contain the filter's text. */
  readonly inBodies: Signal<ReadonlySet<number>>;
  /** The sequence of the newest exchange; 0 without one. */
  readonly newest: ReadonlySignal<number>;
  /** While paused, new exchanges are held back. */
  readonly paused: Signal<boolean>;
  /** The number of exchanges held back. */
  readonly held: ReadonlySignal<number>;
  /** Whether the first list is loaded. */
  readonly filled: ReadonlySignal<boolean>;
  /** Returns the latest exchange of the present server; undefined when there is none. */
  last(): Exchange | undefined;
  /** Adds a finished exchange, unless it is there already. */
  add(exchange: Exchange): void;
  /**
   * Adds the journal's list: at the start, and after a reconnection. Rows of a server before a restart stay, with
   * negative ids.
   */
  load(exchanges: readonly Exchange[]): void;
  resume(): void;
  clear(): void;
  /** Counts requests over time, regardless of pause and filter. */
  buckets(now: number): Bucket[];
}

/** Creates an empty log that adds exchanges when `schedule` calls back. */
export function createLog(schedule: (callback: () => void) => void, initial: Filter = emptyFilter): Log {
  const entries = signal<readonly Exchange[]>([]);
  const waiting = signal<readonly Exchange[]>([]);
  const filled = signal(false);
  const filter = signal(initial);
  const inBodies = signal<ReadonlySet<number>>(new Set());
  const paused = signal(false);
  const buckets = createBuckets();

  const latest = (): Exchange | undefined => waiting.value.at(-1) ?? entries.value.at(-1);
  const append = (added: readonly Exchange[]): void => {
    const fresh = withoutKnown(added, [...entries.value, ...waiting.value]);
    for (const { at, status } of fresh) buckets.add(Date.parse(at), isError(status));
    const to = paused.value ? waiting : entries;
    to.value = inOrder([...to.value, ...fresh]).slice(-logCapacity);
  };
  const batcher = createBatcher<Exchange>({ deliver: append, schedule, limit: logCapacity });

  return {
    shown: computed(() => applyFilter(entries.value, filter.value, inBodies.value).toReversed()),
    size: computed(() => entries.value.length),
    operations: computed(() => operationsOf(entries.value)),
    apis: computed(() => apisOf(entries.value)),
    held: computed(() => waiting.value.length),
    filter,
    inBodies,
    newest: computed(() => entries.value.at(-1)?.sequence ?? 0),
    paused,
    filled,
    last() {
      const known = latest();
      return known && known.sequence > 0 ? known : undefined;
    },
    add: (exchange) => batcher.push(exchange),
    load(exchanges) {
      const known = latest();
      // A restarted server counts from the beginning, so compare the times too.
      const isSame =
        known === undefined || exchanges.some(({ sequence, at }) => sequence === known.sequence && at === known.at);
      batch(() => {
        if (!isSame) {
          // Keep the rows of the server before, under numbers that no server uses. Ids count in each sandbox, but
          // sequences are unique in a log of all sandboxes, too.
          const { sequence: last } = known;
          const toEarlier = (exchange: Exchange): Exchange => {
            const number = exchange.sequence - last - 1;
            return { ...exchange, id: number, sequence: number };
          };
          entries.value = entries.value.map(toEarlier);
          waiting.value = waiting.value.map(toEarlier);
        }
        append(exchanges);
        batcher.flush();
        filled.value = true;
      });
    },
    resume() {
      const held = waiting.value;
      batch(() => {
        paused.value = false;
        waiting.value = [];
        entries.value = [...entries.value, ...held].slice(-logCapacity);
      });
    },
    clear() {
      batcher.clear();
      entries.value = [];
      waiting.value = [];
      buckets.clear();
    },
    buckets: (now) => buckets.until(now),
  };
}

/** Drops exchanges that are known already: the stream and the list may both contain one. */
function withoutKnown(added: readonly Exchange[], known: readonly Exchange[]): readonly Exchange[] {
  const last = known.at(-1)?.sequence ?? 0;
  if (added.every(({ sequence }, index) => sequence > (added[index - 1]?.sequence ?? last))) return added;
  const numbers = new Set(known.map(({ sequence }) => sequence));
  return added.filter(({ sequence }) => !numbers.has(sequence) && numbers.add(sequence));
}

function inOrder(exchanges: readonly Exchange[]): readonly Exchange[] {
  const isSorted = exchanges.every(({ sequence }, index) => index === 0 || sequence > exchanges[index - 1]!.sequence);
  return isSorted ? exchanges : exchanges.toSorted((a, b) => a.sequence - b.sequence);
}
