import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Exchange } from './schemas.ts';
import { createBatcher } from './batch.ts';
import { type Bucket, createBuckets } from './buckets.ts';
import { applyFilter, type Filter, isError, emptyFilter, operationsOf } from './filter.ts';

/** As many as the server keeps. */
export const logCapacity = 1_000;

/** The latest exchanges, as the server tells of them. */
export interface Log {
  /** Those that the filter lets through, the newest first. */
  readonly shown: ReadonlySignal<readonly Exchange[]>;
  /** How many there are, shown or not. */
  readonly size: ReadonlySignal<number>;
  readonly operations: ReadonlySignal<readonly string[]>;
  readonly filter: Signal<Filter>;
  /** While paused, what comes is held back. */
  readonly paused: Signal<boolean>;
  /** How many are held back. */
  readonly held: ReadonlySignal<number>;
  /** The first list has come. */
  readonly filled: ReadonlySignal<boolean>;
  /** The id of the latest, 0 when there is none. */
  last(): number;
  /** One that has just ended. One that is there already is passed over. */
  add(exchange: Exchange): void;
  /** What the journal holds: at the start, and after the connection was lost. */
  load(exchanges: readonly Exchange[]): void;
  resume(): void;
  clear(): void;
  /** Requests over time; pausing and filtering do not touch it. */
  buckets(now: number): Bucket[];
}

export function createLog(schedule: (callback: () => void) => void): Log {
  const entries = signal<readonly Exchange[]>([]);
  const waiting = signal<readonly Exchange[]>([]);
  const filled = signal(false);
  const filter = signal(emptyFilter);
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
    shown: computed(() => applyFilter(entries.value, filter.value).toReversed()),
    size: computed(() => entries.value.length),
    operations: computed(() => operationsOf(entries.value)),
    held: computed(() => waiting.value.length),
    filter,
    paused,
    filled,
    last: () => latest()?.id ?? 0,
    add: (exchange) => batcher.push(exchange),
    load(exchanges) {
      const known = latest();
      // Ids start anew with the server: the time tells whether it is the same exchange.
      const isSame = known === undefined || exchanges.some(({ id, at }) => id === known.id && at === known.at);
      batch(() => {
        if (!isSame) entries.value = waiting.value = [];
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

/** Those that are not there yet; the stream and the list may tell of the same one. */
function withoutKnown(added: readonly Exchange[], known: readonly Exchange[]): readonly Exchange[] {
  const last = known.at(-1)?.id ?? 0;
  if (added.every(({ id }, index) => id > (added[index - 1]?.id ?? last))) return added;
  const ids = new Set(known.map(({ id }) => id));
  return added.filter(({ id }) => !ids.has(id) && ids.add(id));
}

function inOrder(exchanges: readonly Exchange[]): readonly Exchange[] {
  const isSorted = exchanges.every(({ id }, index) => index === 0 || id > exchanges[index - 1]!.id);
  return isSorted ? exchanges : exchanges.toSorted((a, b) => a.id - b.id);
}
