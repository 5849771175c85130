/** The requests in one interval. */
export interface Bucket {
  /** The start of the interval. */
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
}

/** The length of an interval. */
export const bucketMilliseconds = 5_000;
/** The number of intervals: five minutes. */
export const bucketCount = 60;

/** Counts requests over the last five minutes. */
export interface Buckets {
  add(at: number, isError: boolean): void;
  /** Returns all intervals until now, oldest first, including empty ones. */
  until(now: number): Bucket[];
  clear(): void;
}

/** Creates the counts, which forget requests that are too old. */
export function createBuckets(): Buckets {
  const counts = new Map<number, { requests: number; errors: number }>();

  const forget = (before: number): void => {
    for (const index of counts.keys()) if (index <= before) counts.delete(index);
  };

  return {
    add(at, isError) {
      const index = Math.floor(at / bucketMilliseconds);
      const count = counts.get(index) ?? { requests: 0, errors: 0 };
      if (!counts.has(index)) {
        counts.set(index, count);
        forget(index - 2 * bucketCount);
      }
      count.requests++;
      if (isError) count.errors++;
    },
    until(now) {
      const last = Math.floor(now / bucketMilliseconds);
      return Array.from({ length: bucketCount }, (_, offset) => {
        const index = last - bucketCount + 1 + offset;
        const { requests = 0, errors = 0 } = counts.get(index) ?? {};
        return { at: index * bucketMilliseconds, requests, errors };
      });
    },
    clear() {
      counts.clear();
    },
  };
}

/** Sums all intervals, and finds the highest number of requests in one. */
export function totals(buckets: readonly Bucket[]): { requests: number; errors: number; peak: number } {
  let requests = 0;
  let errors = 0;
  let peak = 0;
  for (const bucket of buckets) {
    requests += bucket.requests;
    errors += bucket.errors;
    peak = Math.max(peak, bucket.requests);
  }
  return { requests, errors, peak };
}

/** The end of an axis for a peak: a round number of at least 10. */
export function axisMaximum(peak: number): number {
  for (let power = 10; ; power *= 10) {
    for (const step of [1, 1.5, 2, 3, 4, 5, 6, 8]) if (step * power >= peak) return step * power;
  }
}
