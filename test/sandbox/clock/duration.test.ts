import { describe, expect, it } from 'vitest';
import { parseDuration, parseMilliseconds, formatDuration } from '../../../src/sandbox/clock/duration.ts';

const hour = 3_600_000_000_000n;

describe('readDuration', () => {
  it.each<[string, bigint]>([
    ['0', 0n],
    ['+0', 0n],
    ['-0', 0n],
    ['0s', 0n],
    ['1ns', 1n],
    ['1us', 1_000n],
    ['1\u00B5s', 1_000n],
    ['1\u03BCs', 1_000n],
    ['1ms', 1_000_000n],
    ['1s', 1_000_000_000n],
    ['1m', 60_000_000_000n],
    ['1h', hour],
    ['1d', 24n * hour],
    ['1w', 168n * hour],
    ['1d12h', 36n * hour],
    ['12h1d', 36n * hour],
    ['1h1h', 2n * hour],
    ['1m1ms', 60_001_000_000n],
    ['1w2d6h3ns', 222n * hour + 3n],
    ['+1h', hour],
    ['-1.5h', -5_400_000_000_000n],
    ['.5h', hour / 2n],
    ['1.h', hour],
    ['0.1ns', 0n],
    ['1.0000000000000000000000009s', 1_000_000_000n],
    ['0000000000000000000000000001h', hour],
    ['9223372036854775807ns', 2n ** 63n - 1n],
    ['-9223372036854775807ns', 1n - 2n ** 63n],
  ])('reads %s as %i nanoseconds', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it.each([
    '',
    '+',
    '-',
    '.',
    '1',
    's',
    '.s',
    '1x',
    '1S',
    '1 s',
    ' 1s',
    '1s ',
    '--1s',
    '1s-1s',
    '1e3s',
    '1,5s',
    '1.2.3s',
    '00',
    '١s',
    'never',
  ])('does not read "%s"', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each(['9223372036854775808ns', '15251w', '300000d', '106752d', `${'9'.repeat(5_000)}h`, '200000d200000d'])(
    'does not read what takes more than 64 bits: %s',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('reads a long text in a time that grows with its length', () => {
    const text = '1h1.5m.1ns'.repeat(20_000);
    const began = performance.now();
    expect(parseDuration(text)).toBe(20_000n * (hour + 90_000_000_000n));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('readMilliseconds', () => {
  it.each<[string, number | undefined]>([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['1.5ms', 1],
    ['999us', 0],
    ['-2s', -2_000],
    ['soon', undefined],
  ])('reads %s as %s', (text, milliseconds) => {
    expect(parseMilliseconds(text)).toBe(milliseconds);
  });
});

describe('writeDuration', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [1_000, '1s'],
    [90_000, '1m30s'],
    [86_400_000, '1d'],
    [1_209_600_000, '14d'],
    [90_061_001, '1d1h1m1s1ms'],
  ])('writes %i as %s, which is read as the same', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
    expect(parseMilliseconds(text)).toBe(milliseconds);
  });
});
