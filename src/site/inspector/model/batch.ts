/** Collects what comes one by one and hands it on in batches. */
export interface Batcher<Item> {
  push(item: Item): void;
  /** Hands on at once what there is. */
  flush(): void;
  /** Forgets what there is. */
  clear(): void;
}

export interface BatcherOptions<Item> {
  readonly deliver: (items: Item[]) => void;
  /** Calls back when the next batch is due; once for each batch. */
  readonly schedule: (callback: () => void) => void;
  /** So many are handed on without waiting: where frames are rare, they do not pile up. */
  readonly limit: number;
}

export function createBatcher<Item>({ deliver, schedule, limit }: BatcherOptions<Item>): Batcher<Item> {
  let items: Item[] = [];
  let isDue = false;

  const flush = (): void => {
    if (items.length === 0) return;
    const batch = items;
    items = [];
    deliver(batch);
  };

  return {
    push(item) {
      items.push(item);
      if (items.length >= limit) flush();
      if (isDue) return;
      isDue = true;
      schedule(() => {
        isDue = false;
        flush();
      });
    },
    flush,
    clear() {
      items = [];
    },
  };
}

/** The least time between two batches: a flood of requests is drawn ten times a second, which the eye takes for live. */
const paceMilliseconds = 100;

/** Schedules with the next frame, and in a hidden page, where there are no frames, in half a second. */
export function createFrameScheduler(): (callback: () => void) => void {
  let last = -Infinity;
  return (callback) => {
    const frame = (): void => {
      last = performance.now();
      callback();
    };
    const wait = last + paceMilliseconds - performance.now();
    if (document.hidden) setTimeout(frame, 500);
    else if (wait > 0) setTimeout(() => requestAnimationFrame(frame), wait);
    else requestAnimationFrame(frame);
  };
}
