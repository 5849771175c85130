import { expect, test } from 'vitest';
import { axisMaximum, bucketCount, createBuckets, totals } from '../../../../src/site/inspector/model/buckets.ts';

const noon = Date.UTC(2023, 10, 16, 12);

test('counts requests and errors in stretches of five seconds, the oldest first', () => {
  const buckets = createBuckets();
  buckets.add(noon, false);
  buckets.add(noon + 4_999, true);
  buckets.add(noon + 5_000, false);
  const series = buckets.until(noon + 7_000);
  expect(series).toHaveLength(bucketCount);
  expect(series.slice(-2)).toEqual([
    { at: noon, requests: 2, errors: 1 },
    { at: noon + 5_000, requests: 1, errors: 0 },
  ]);
  expect(series[0]).toEqual({ at: noon - 290_000, requests: 0, errors: 0 });
  expect(totals(series)).toEqual({ requests: 3, errors: 1, peak: 2 });
});

test('lets go of what is older than five minutes', () => {
  const buckets = createBuckets();
  buckets.add(noon, false);
  buckets.add(noon + 600_000, false);
  expect(totals(buckets.until(noon + 600_000)).requests).toBe(1);
});

test('is empty after it was cleared', () => {
  const buckets = createBuckets();
  buckets.add(noon, false);
  buckets.clear();
  expect(totals(buckets.until(noon)).requests).toBe(0);
});

test.each([
  [0, 10],
  [10, 10],
  [11, 15],
  [49, 50],
  [81, 100],
  [2_001, 3_000],
])('an axis for %i ends at %i', (peak, end) => {
  expect(axisMaximum(peak)).toBe(end);
});
