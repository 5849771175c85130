import { describe, expect, it } from 'vitest';
import { ratios, rotate, spread } from './statistics.ts';

describe('spread', () => {
  it('takes the middle one of an odd number', () => {
    expect(spread([30, 1, 2])).toEqual({ median: 2, least: 1, most: 30 });
  });

  it('takes the mean of the middle two of an even number', () => {
    expect(spread([10, 1, 4, 2])).toEqual({ median: 3, least: 1, most: 10 });
  });

  it('orders numbers as numbers, and leaves what it was given as it was', () => {
    const values = [9, 10, 100];
    expect(spread(values)?.median).toBe(10);
    expect(values).toEqual([9, 10, 100]);
  });

  it('is undefined of nothing', () => {
    expect(spread([])).toBeUndefined();
  });
});

describe('ratios', () => {
  it('divides by the floor of the same round', () => {
    expect(ratios([50, 30], [100, 40])).toEqual([0.5, 0.75]);
  });

  it('leaves out a round without a floor', () => {
    expect(ratios([50, 30, 20], [100, 0])).toEqual([0.5]);
  });
});

describe('rotate', () => {
  it('begins one further on in each round', () => {
    expect([0, 1, 2, 3].map((round) => rotate(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc']);
  });

  it('leaves nothing as nothing', () => {
    expect(rotate([], 2)).toEqual([]);
  });
});
