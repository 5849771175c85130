import { expect, test } from 'vitest';
import { isDuration } from '../../../../src/site/inspector/model/format.ts';
import {
  plural,
  formatBytes,
  formatTimeSpan,
  formatLatency,
  formatUtc,
} from '../../../../src/site/inspector/model/format.ts';

test.each([
  [0, '0.0 s'],
  [-5, '0.0 s'],
  [1_449, '1.4 s'],
  [59_600, '1 min'],
  [65_000, '1 min 5 s'],
  [3_600_000, '1 h'],
  [90_061_000, '1 d 1 h'],
])('%i ms is a span of %s', (milliseconds, text) => {
  expect(formatTimeSpan(milliseconds)).toBe(text);
});

test('took, size, plural and utc write what a reader reads', () => {
  expect([0.841, 12.4, 1_520].map(formatLatency)).toEqual(['0.84 ms', '12 ms', '1.52 s']);
  expect([0, 999, 28_672, 5e9].map(formatBytes)).toEqual(['0 B', '999 B', '28.7 kB', '5.0 GB']);
  expect([plural(1, 'database'), plural(2_000, 'database')]).toEqual(['1 database', '2,000 databases']);
  expect(formatUtc(Date.UTC(2023, 10, 16, 10))).toBe('2023-11-16 10:00:00');
});

test.each(['0', '90s', '1h30m', '2d', '.5s', '1.5h'])('%s is a duration, as the server reads it', (text) => {
  expect(isDuration(text)).toBe(true);
});

test.each(['', '90', '1 h', '-1s', 's', '1y', '1s'.repeat(33)])('"%s" is no duration', (text) => {
  expect(isDuration(text)).toBe(false);
});
