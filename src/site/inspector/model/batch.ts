/** Collects items and delivers them in batches. */
export interface Batcher<Item> {
  push(item: Item): void;
  /** Delivers the collected items at once. */
  flush(): void;
  /** Discards the collected items. */
  clear(): void;
}

/** The receiver and the pace of a batcher. */
export interface BatcherOptions<Item> {
  readonly deliver: (items: Item[]) => void;
  /** Schedules the next batch; called once for each batch. */
  readonly schedule: (callback: () => void) => void;
  /** The number of items that are delivered without waiting, so that they do not pile up when frames are rare. */
  readonly limit: number;
}

/** Creates a batcher without items. */
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

/** The shortest time between two batches: ten updates a second look live, even with many requests. */
const paceMilliseconds = 100;

/** Creates a scheduler that uses the next frame. A hidden page has no frames; there it waits half a second. */
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
